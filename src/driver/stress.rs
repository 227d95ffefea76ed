//! Stress: the collector and the slices at their worst, for tests.
//!
//! Mistakes with barriers and roots show only if a collection happens at the wrong moment. These modes make every safe
//! point such a moment, unless the script has stopped the collector. A script must behave the same under all of them, and
//! burn the same fuel.

use super::Driver;

/// What happens more often than it would.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stress {
    /// Nothing.
    #[default]
    None,
    /// Every slice has one unit of fuel: the machine is left at every safe point.
    Slices,
    /// The same, and a whole cycle after every slice.
    Cycles,
    /// The same, and after every slice an increment of a random size below one object: the phase changes at any
    /// point of the program. (In a prototype with a barrier removed, increments of up to 9 units found nothing in 400,000
    /// rounds, and these found it at once.)
    Increments,
    /// The charge of this number, counted from 1 and from when the libraries are open, fails, whatever the limit: the
    /// script gets "not enough memory". With 0 none does, and they are counted.
    Fail(u64),
}

impl Stress {
    /// The most fuel that a slice may have.
    pub(super) fn slice(self, usual: i64) -> i64 {
        match self {
            Stress::None | Stress::Fail(_) => usual,
            _ => 1,
        }
    }

    /// Whether there is a collection after every slice.
    pub(super) fn collects(self) -> bool {
        matches!(self, Stress::Cycles | Stress::Increments)
    }
}

impl Driver {
    pub(super) fn collect_for_stress(&mut self) {
        let objects = self.random.below_one();
        let stress = self.stress;
        self.settled(|driver| match stress {
            Stress::Cycles => driver.whole_cycle(),
            _ => drop(driver.increment(objects)),
        });
    }
}

/// A small random generator (xorshift): stress has to be reproducible, not good.
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// At least 0 and below 1.
    fn below_one(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}
