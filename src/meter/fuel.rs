//! Fuel: the host's unit of time, about one an instruction.
//!
//! A [`Fuel`] is a budget that the host hands to a slice and gets back with what is left. A slice may overdraw it by one
//! step of whatever was running; that is not taken from the budget, which ends at zero, but remembered by the run as
//! debt and repaid from the next budget first, so sums stay exact over any slicing.

/// A budget of fuel and what has been burned of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Fuel {
    remaining: i64,
    burned: u64,
}

impl Fuel {
    /// The largest budget: enough for years.
    pub const MAX: u64 = i64::MAX as u64 / 4;

    /// A budget of `amount` units (at most [`Fuel::MAX`]).
    pub fn new(amount: u64) -> Self {
        Self {
            remaining: amount.min(Self::MAX) as i64,
            burned: 0,
        }
    }

    /// What is left; never negative.
    pub fn remaining(&self) -> u64 {
        self.remaining.max(0) as u64
    }

    /// What was burned from this budget so far.
    pub fn burned(&self) -> u64 {
        self.burned
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.remaining <= 0
    }

    /// Adds to the budget.
    pub fn refill(&mut self, amount: u64) {
        self.remaining = self
            .remaining
            .saturating_add_unsigned(amount.min(Self::MAX))
            .min(Self::MAX as i64);
    }

    /// Takes `amount` out of the budget, below zero if need be.
    pub(crate) fn burn(&mut self, amount: u64) {
        self.remaining = self.remaining.saturating_sub_unsigned(amount);
        self.burned = self.burned.saturating_add(amount);
    }
}
