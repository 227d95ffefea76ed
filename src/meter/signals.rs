//! Signals: what stops a run that is not its fuel.
//!
//! Another thread may ask for a stop at any time, and the host may have set a time at which everything has to stop. Nothing is
//! paid for that per instruction: the driver looks between two slices and between two pieces of a long collection, and
//! what works for long in one go (the compiler) looks every few kilobytes. A look costs a load, and where there is a deadline
//! a look at the clock, which is 20 to 30 ns.
//!
//! An interrupt is one stop: whoever stops for it takes it. A deadline stays until the host sets another one, so that nothing
//! runs on behind it.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

/// Why a run has to stop.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Another thread asks for it.
    Interrupt,
    /// The time is up.
    Deadline,
}

/// The signals of one `Lua`.
#[derive(Debug, Default)]
pub struct Signals {
    interrupt: Arc<AtomicBool>,
    deadline: Cell<Option<Instant>>,
}

impl Signals {
    /// The flag that other threads set.
    pub fn interrupt(&self) -> &Arc<AtomicBool> {
        &self.interrupt
    }

    /// Sets the time at which everything has to stop, or none.
    pub fn set_deadline(&self, deadline: Option<Instant>) {
        self.deadline.set(deadline);
    }

    /// Whether there is a reason to stop.
    pub fn is_set(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed) || self.is_late()
    }

    /// The reason to stop. An interrupt is taken with that.
    pub fn take(&self) -> Option<Signal> {
        if self.interrupt.load(Ordering::Relaxed) && self.interrupt.swap(false, Ordering::Acquire) {
            return Some(Signal::Interrupt);
        }
        self.is_late().then_some(Signal::Deadline)
    }

    fn is_late(&self) -> bool {
        let deadline = self.deadline.get();
        deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn an_interrupt_is_taken_and_a_deadline_stays() {
        let signals = Signals::default();
        assert!(!signals.is_set() && signals.take().is_none());
        signals.interrupt().store(true, Ordering::Release);
        signals.set_deadline(Some(Instant::now() + Duration::from_secs(3600)));
        assert!(signals.is_set());
        assert_eq!(signals.take(), Some(Signal::Interrupt));
        assert!(!signals.is_set() && signals.take().is_none());
        signals.set_deadline(Some(Instant::now()));
        assert!(signals.is_set());
        assert_eq!(signals.take(), Some(Signal::Deadline));
        assert_eq!(signals.take(), Some(Signal::Deadline));
        signals.set_deadline(None);
        assert!(!signals.is_set());
    }
}
