//! Bytes: what the heap of one `Lua` holds.
//!
//! Whoever allocates charges first (one add, one compare). What is freed is credited by each type's `Drop` into a
//! thread-local, because a sweeping collector offers nothing else to reach the meter by; the driver drains it after each
//! collection. The sum of charges minus credits is exact.

use std::cell::Cell;

/// The collector's header in front of every heap object.
pub const OBJECT_HEADER: usize = 16;

thread_local! {
    static CREDIT: Cell<usize> = const { Cell::new(0) };
}

/// Notes that `bytes` were freed; the driver drains the note into the meter.
#[inline]
pub fn credit(bytes: usize) {
    CREDIT.with(|c| c.set(c.get() + bytes));
}

/// Takes what was credited on this thread since the last call.
pub fn take_credit() -> usize {
    CREDIT.with(|c| c.take())
}

/// Puts back a credit that belongs to another `Lua` on the same thread.
pub fn restore_credit(bytes: usize) {
    CREDIT.with(|c| c.set(bytes));
}

/// The byte meter of one `Lua`.
#[derive(Debug)]
pub struct Memory {
    used: Cell<usize>,
    peak: Cell<usize>,
    threshold: Cell<usize>,
}

impl Memory {
    /// A meter that asks for a collection once `threshold` bytes are in use.
    pub fn new(threshold: usize) -> Self {
        Self {
            used: Cell::new(0),
            peak: Cell::new(0),
            threshold: Cell::new(threshold),
        }
    }

    /// Charges `bytes`; true if the threshold is passed and a collection is due.
    #[inline(always)]
    pub fn charge(&self, bytes: usize) -> bool {
        let used = self.used.get() + bytes;
        self.used.set(used);
        used > self.threshold.get()
    }

    /// Whether `bytes` more would pass the threshold.
    pub fn is_over_with(&self, bytes: usize) -> bool {
        self.used.get().saturating_add(bytes) > self.threshold.get()
    }

    /// Takes freed bytes off the meter.
    pub fn settle(&self, freed: usize) {
        self.peak.set(self.peak());
        debug_assert!(freed <= self.used.get(), "more bytes freed than charged");
        self.used.set(self.used.get().saturating_sub(freed));
    }

    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.used.get()
    }

    /// The most bytes that were ever in use.
    pub fn peak(&self) -> usize {
        self.peak.get().max(self.used.get())
    }

    /// The use at which a collection is due.
    pub fn threshold(&self) -> usize {
        self.threshold.get()
    }

    /// Sets the use at which a collection is due.
    pub fn set_threshold(&self, bytes: usize) {
        self.threshold.set(bytes);
    }
}
