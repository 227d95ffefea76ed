//! Stopping a script from another thread.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Asks a `Lua` to stop what it runs, from any thread.
///
/// A request stays until a run sees it, even if none is running yet: [`Lua::step`](crate::Lua::step) answers
/// [`Step::Interrupted`](crate::Step::Interrupted) and can go on later, `exec`, `eval`, `call` and (where the source is long) `load` give up with
/// [`Error::Interrupted`](crate::Error::Interrupted). The script cannot see or catch it.
///
/// ```
/// use ferrous_core::{Error, Lua};
///
/// let mut lua = Lua::bare();
/// let stop = lua.interrupt_handle();
/// let watchdog = std::thread::spawn(move || stop.interrupt());
/// assert!(matches!(lua.exec("while true do end"), Err(Error::Interrupted)));
/// # watchdog.join().unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct InterruptHandle(Arc<AtomicBool>);

impl InterruptHandle {
    pub(crate) fn new(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }

    /// Asks for the stop.
    pub fn interrupt(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Takes the request back, if no run has seen it yet.
    pub fn clear(&self) {
        self.0.store(false, Ordering::Release);
    }
}
