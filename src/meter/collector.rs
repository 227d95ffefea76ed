//! The collector's settings and what a script asks of it: what `collectgarbage` reads and writes.
//!
//! The driver looks at these cells whenever the machine has left for a collection.

use std::cell::Cell;

/// Lua's defaults: a new cycle begins when twice the bytes are in use, and the collector works twice as fast as the
/// program allocates.
const DEFAULT_PERCENT: i32 = 200;

/// The settings of one `Lua`'s collector.
#[derive(Debug)]
pub struct CollectorControl {
    stopped: Cell<bool>,
    pause: Cell<i32>,
    step_multiplier: Cell<i32>,
    step: Cell<Option<usize>>,
    cycle_ended: Cell<bool>,
    steps: Cell<u64>,
}

impl Default for CollectorControl {
    fn default() -> Self {
        Self {
            stopped: Cell::new(false),
            pause: Cell::new(DEFAULT_PERCENT),
            step_multiplier: Cell::new(DEFAULT_PERCENT),
            step: Cell::new(None),
            cycle_ended: Cell::new(false),
            steps: Cell::new(0),
        }
    }
}

impl CollectorControl {
    /// Whether automatic collections are off.
    pub fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Turns automatic collections off or on.
    pub(crate) fn set_stopped(&self, stopped: bool) {
        self.stopped.set(stopped);
    }

    /// Sets how much of the memory in use after a cycle may be in use before the next one, in percent; answers what it
    /// was. What is set is remembered as it is and clamped where it is used.
    pub fn set_pause(&self, percent: i32) -> i32 {
        self.pause.replace(percent)
    }

    /// Sets how fast an incremental cycle is, in percent of the speed of allocation; answers what it was.
    pub fn set_step_multiplier(&self, percent: i32) -> i32 {
        self.step_multiplier.replace(percent)
    }

    /// The pause as the driver uses it, up to 1,000 %. Below 150 % a script could let the collector work all the time, which costs
    /// no fuel.
    pub fn pause(&self) -> usize {
        self.pause.get().clamp(150, 1000) as usize
    }

    /// The step multiplier as the driver uses it: below 100 % a cycle might never end, and a faster one is work that nobody pays.
    pub fn step_multiplier(&self) -> usize {
        self.step_multiplier.get().clamp(110, DEFAULT_PERCENT) as usize
    }

    /// Asks for a step as large as if `bytes` had been allocated.
    pub(crate) fn ask_for_step(&self, bytes: usize) {
        self.step.set(Some(bytes));
    }

    /// Takes the wish for a step.
    pub(crate) fn take_step(&self) -> Option<usize> {
        self.step.take()
    }

    /// How many steps the collector has taken: increments, and whole cycles of small heaps.
    pub fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// Notes that it has taken one.
    pub(crate) fn count_step(&self) {
        self.steps.update(|steps| steps + 1);
    }

    /// Notes whether the step that was asked for ended a cycle.
    pub(crate) fn note_step(&self, cycle_ended: bool) {
        self.cycle_ended.set(cycle_ended);
    }

    /// Whether the last step that was asked for ended a cycle.
    pub fn step_ended_cycle(&self) -> bool {
        self.cycle_ended.get()
    }
}
