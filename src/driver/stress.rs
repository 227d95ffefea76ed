//! Stress: the collector and the slices at their worst, for tests.
//!
//! Mistakes with barriers and roots show only if a collection happens at the wrong moment. These modes make every safe
//! point such a moment, unless the script has stopped the collector. A script must behave the same under all of them, and
//! burn the same fuel.
//!
//! Modes combine: [`Builder::stress`](crate::Builder::stress) can be called for several, and `--stress cycles+fail=7` names
//! them. What one of them says outright goes before what [`Stress::Mixed`] leaves to chance.

use std::{error::Error, fmt, str::FromStr};

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
    /// Every slice chooses by itself, at random from this seed: how long it is, mostly one unit; and what follows it:
    /// nothing, an increment below one object, a larger one, or a whole cycle.
    Mixed(u64),
    /// The charge of this number, counted from 1 and from when the libraries are open, fails, whatever the limit: the
    /// script gets "not enough memory". With 0 none does, and they are counted.
    Fail(u64),
}

impl fmt::Display for Stress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stress::None => f.write_str("none"),
            Stress::Slices => f.write_str("slices"),
            Stress::Cycles => f.write_str("cycles"),
            Stress::Increments => f.write_str("increments"),
            Stress::Mixed(seed) => write!(f, "mixed={seed}"),
            Stress::Fail(number) => write!(f, "fail={number}"),
        }
    }
}

/// There is no mode of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStress;

impl fmt::Display for UnknownStress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mode is none, slices, cycles, increments, mixed=SEED or fail=N")
    }
}

impl Error for UnknownStress {}

impl FromStr for Stress {
    type Err = UnknownStress;

    fn from_str(text: &str) -> Result<Self, UnknownStress> {
        let number = |text: &str| text.parse().map_err(|_| UnknownStress);
        match text.split_once('=') {
            None => match text {
                "none" => Ok(Stress::None),
                "slices" => Ok(Stress::Slices),
                "cycles" => Ok(Stress::Cycles),
                "increments" => Ok(Stress::Increments),
                _ => Err(UnknownStress),
            },
            Some(("mixed", seed)) => Ok(Stress::Mixed(number(seed)?)),
            Some(("fail", charge)) => Ok(Stress::Fail(number(charge)?)),
            Some(_) => Err(UnknownStress),
        }
    }
}

/// The modes of one `Lua`, taken together.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Stresses {
    /// Slices have one unit.
    has_short_slices: bool,
    has_cycles: bool,
    has_increments: bool,
    /// The seed of what is left to chance.
    pub mixed: Option<u64>,
    /// The charge that fails.
    pub fails: Option<u64>,
}

impl Stresses {
    /// The same, and one mode more.
    pub fn with(mut self, stress: Stress) -> Self {
        match stress {
            Stress::None => {}
            Stress::Slices => self.has_short_slices = true,
            Stress::Cycles => (self.has_short_slices, self.has_cycles) = (true, true),
            Stress::Increments => (self.has_short_slices, self.has_increments) = (true, true),
            Stress::Mixed(seed) => self.mixed = Some(seed),
            Stress::Fail(number) => self.fails = Some(number),
        }
        self
    }

    /// Whether there may be a collection after every slice.
    pub fn collects(self) -> bool {
        self.has_cycles || self.has_increments || self.mixed.is_some()
    }

    /// What a collection after a slice does in a heap of so many objects.
    fn work(self, random: &mut Random, objects: usize) -> Work {
        match (self.has_cycles, self.has_increments) {
            (true, false) => return Work::Cycle,
            (false, true) => return Work::Increment(random.below_one()),
            (true, true) if random.below(2) == 0 => return Work::Cycle,
            (true, true) => return Work::Increment(random.below_one()),
            (false, false) => {}
        }
        // A cycle by increments takes about a hundred slices, and most of it marks: each object is black for a while.
        match random.below(128) {
            0 => Work::Cycle,
            1..=10 => Work::Increment(random.below_one() * objects as f64 / 4.0),
            11..=30 => Work::Increment(random.below_one() * 9.0),
            31..=110 => Work::Increment(random.below_one()),
            _ => Work::Nothing,
        }
    }
}

/// What the collector does after a slice.
enum Work {
    Nothing,
    Increment(f64),
    Cycle,
}

impl Driver {
    /// The most fuel that the next slice may have.
    pub(super) fn slice_under_stress(&mut self, usual: i64) -> i64 {
        match self.stress {
            Stresses {
                has_short_slices: true,
                ..
            } => 1,
            Stresses { mixed: Some(_), .. } => match self.random.below(16) {
                0..=11 => 1,
                12..=14 => 1 + self.random.below(16) as i64,
                _ => 1 + self.random.below(512) as i64,
            },
            _ => usual,
        }
    }

    /// After a mutation: verifies and collects, if that is the stress, and the script has not stopped the collector.
    pub(super) fn stress_collector(&mut self) {
        self.verify_slice();
        let is_stopped = self.arena.mutate(|_, state| state.collector.is_stopped());
        if !self.stress.collects() || is_stopped {
            return;
        }
        let objects = self.arena.metrics().total_gc_count();
        match self.stress.work(&mut self.random, objects) {
            Work::Nothing => {}
            Work::Cycle => self.settled(Self::whole_cycle),
            Work::Increment(objects) => drop(self.settled(|driver| driver.increment(objects))),
        }
    }
}

/// A small random generator (xorshift): stress has to be reproducible, not good.
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        // Seeds that differ in a bit only shall not begin alike.
        Self(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// At least 0 and below 1.
    fn below_one(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, count: u32) -> u32 {
        (self.below_one() * f64::from(count)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_read_as_they_are_shown() {
        for stress in [
            Stress::None,
            Stress::Slices,
            Stress::Cycles,
            Stress::Increments,
            Stress::Mixed(7),
            Stress::Fail(0),
        ] {
            assert_eq!(stress.to_string().parse(), Ok(stress));
        }
        for wrong in ["", "cycle", "fail", "fail=", "fail=x", "mixed", "cycles=1"] {
            assert_eq!(wrong.parse::<Stress>(), Err(UnknownStress), "{wrong}");
        }
    }

    #[test]
    fn modes_combine() {
        let stress = Stresses::default()
            .with(Stress::Fail(7))
            .with(Stress::Cycles);
        assert!(stress.collects() && stress.has_short_slices);
        assert_eq!(stress.fails, Some(7));
        let mut random = Random::new(1);
        let both = stress.with(Stress::Increments).with(Stress::Mixed(2));
        let mut cycles = 0;
        for _ in 0..1000 {
            match both.work(&mut random, 1_000_000) {
                Work::Cycle => cycles += 1,
                Work::Increment(objects) => assert!(objects < 1.0),
                Work::Nothing => panic!("both collect after every slice"),
            }
        }
        assert!((400..600).contains(&cycles), "{cycles}");
    }

    #[test]
    fn what_is_left_to_chance_happens() {
        let stress = Stresses::default().with(Stress::Mixed(1));
        let mut random = Random::new(1);
        let (mut nothing, mut cycles, mut small, mut large) = (0, 0, 0, 0);
        for _ in 0..10_000 {
            match stress.work(&mut random, 1000) {
                Work::Nothing => nothing += 1,
                Work::Cycle => cycles += 1,
                Work::Increment(objects) if objects < 1.0 => small += 1,
                Work::Increment(_) => large += 1,
            }
        }
        assert!(nothing > 1_000 && cycles > 30 && small > 5_000 && large > 1_500);
    }
}
