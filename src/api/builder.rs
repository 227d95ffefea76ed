//! Settings that a `Lua` is made with.

use std::time::Duration;

use super::{error::Error, lua::Lua};
use crate::{
    driver::{
        Settings,
        stress::{Stress, Stresses},
    },
    heap::{context::Context, native::Thrown},
};

/// A function that opens a library in a fresh `Lua`.
pub type Opener = for<'gc> fn(Context<'gc>) -> Result<(), Thrown<'gc>>;

/// Makes a [`Lua`] with settings of its own.
///
/// ```
/// use ferrous_core::Builder;
///
/// let mut lua = Builder::new().seed(42).depth_limit(200).build()?;
/// let error = lua.exec("local function f() return 1 + f() end f()").unwrap_err();
/// assert!(error.to_string().contains("stack overflow"));
/// # Ok::<(), ferrous_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    settings: Settings,
    libraries: Vec<Opener>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// The default settings and no library.
    pub fn new() -> Self {
        Self {
            settings: Settings {
                seed: None,
                pause: None,
                step_multiplier: None,
                pause_budget: Settings::PAUSE_BUDGET,
                depth_limit: None,
                memory_limit: None,
                tail_calls: true,
                stress: Stresses::default(),
            },
            libraries: Vec::new(),
        }
    }

    /// The seed of hashes and identities. With the same seed `pairs` walks tables in the same order; by default it is
    /// random, so that nobody can prepare keys that collide.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = Some(seed);
        self
    }

    /// When the next collection begins, in percent of the memory that was in use after the last one (default: 200). The
    /// same as `collectgarbage("setpause", percent)`: what is below 150 or above 1,000 counts as that.
    pub fn collector_pause(mut self, percent: i32) -> Self {
        self.settings.pause = Some(percent);
        self
    }

    /// How fast a collection in increments is, in percent of the speed of allocation (default: 200, which is the
    /// most, and at least 110). The same as `collectgarbage("setstepmul", percent)`.
    pub fn collector_step_multiplier(mut self, percent: i32) -> Self {
        self.settings.step_multiplier = Some(percent);
        self
    }

    /// How long one step of the collector may take (default: 2 ms), the pause that a run may notice; see
    /// [`Lua::set_pause_budget`].
    pub fn pause_budget(mut self, budget: Duration) -> Self {
        self.settings.pause_budget = budget;
        self
    }

    /// How many calls may be active at once, coroutines included, before "stack overflow" (default: 450,000).
    pub fn depth_limit(mut self, calls: usize) -> Self {
        self.settings.depth_limit = Some(calls);
        self
    }

    /// The most bytes that may be in use (default: no limit); see [`Lua::set_memory_limit`]. It holds from when the libraries
    /// are open.
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.settings.memory_limit = Some(bytes);
        self
    }

    /// Whether instructions may be dispatched by tail calls, where that is possible (default: yes). Without them a loop
    /// serves, which is slower and behaves the same; tests run both.
    pub fn tail_calls(mut self, allowed: bool) -> Self {
        self.settings.tail_calls = allowed;
        self
    }

    /// Makes collections, slices or failures happen where they hurt most, for tests. Called more than once, the modes
    /// combine.
    pub fn stress(mut self, stress: Stress) -> Self {
        self.settings.stress = self.settings.stress.with(stress);
        self
    }

    /// Opens a library in every `Lua` that is built.
    pub fn library(mut self, open: Opener) -> Self {
        self.libraries.push(open);
        self
    }

    /// Makes the `Lua`. Fails only if a library cannot be opened.
    pub fn build(&self) -> Result<Lua, Error> {
        let mut lua = Lua::with_settings(&self.settings);
        for open in &self.libraries {
            lua.try_enter(*open)?;
        }
        lua.begin(&self.settings);
        Ok(lua)
    }
}
