//! How a program is run: eight bytes decide.
//!
//! They stand before the source, each with a meaning of its own, so that the fuzzer can change one thing at a time and a
//! person can write a seed by hand. All zeros are the plainest run: no stress, one large slice, tail calls, 8 MB.

use ferrous::Stress;
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

const FUEL: u64 = 100_000;

/// Fuel for a program under stress, where each slice has one unit and a collection behind it: as much as takes about half a second
/// of processor time with a sanitizer and assertions.
fn fuel_under(stress: Stress) -> u64 {
    match stress {
        Stress::Slices => 10_000,
        Stress::Cycles => 250,
        Stress::Mixed(_) => 1_000,
        Stress::Increments => 2_500,
        _ => FUEL,
    }
}

/// The largest limit; the others are halves of it.
const MOST_MEMORY: usize = 8 << 20;

/// How a program is run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The seed of hashes and of `math.random`.
    pub seed: u64,
    /// What happens more often than it would.
    pub stress: Stress,
    /// Whether instructions are dispatched by tail calls.
    pub tail_calls: bool,
    /// The most bytes that may be in use.
    pub memory_limit: usize,
    /// How many calls may be active.
    pub depth_limit: usize,
    /// The largest slice of fuel.
    pub largest_slice: u64,
    /// The step before which an interrupt comes.
    pub interrupt: Option<usize>,
    /// The step after which the run is cancelled.
    pub cancel: Option<usize>,
    /// Fuel for all of it.
    pub fuel: u64,
}

impl Plan {
    /// The plan that eight bytes stand for.
    pub fn new(bytes: [u8; 8]) -> Self {
        let [seed, kind, memory, depth, slice, interrupt, cancel, fail] = bytes;
        let stress = match kind >> 1 & 7 {
            1 => Stress::Slices,
            2 => Stress::Cycles,
            3 => Stress::Increments,
            4 => Stress::Fail(1 + u64::from(fail)),
            5 => Stress::Mixed(seed.into()),
            _ => Stress::None,
        };
        let some = |step: u8| (step > 0).then_some(step.into());
        Self {
            seed: seed.into(),
            stress,
            tail_calls: kind & 1 == 0,
            memory_limit: MOST_MEMORY >> (memory % 6),
            depth_limit: if depth == 0 { 250_000 } else { depth.into() },
            largest_slice: FUEL >> (slice % 17),
            interrupt: some(interrupt),
            cancel: some(cancel),
            fuel: fuel_under(stress),
        }
    }

    /// The same program, as plainly as possible.
    pub fn plain(&self) -> Self {
        Self {
            stress: Stress::None,
            tail_calls: true,
            memory_limit: 8 * MOST_MEMORY,
            largest_slice: FUEL,
            interrupt: None,
            cancel: None,
            fuel: FUEL,
            ..*self
        }
    }

    /// The same program, sliced and stressed as the plan says, with nothing that may make it end otherwise.
    pub fn unobtrusive(&self) -> Self {
        let stress = match self.stress {
            Stress::Fail(_) => Stress::None,
            stress => stress,
        };
        Self {
            stress,
            tail_calls: self.tail_calls,
            largest_slice: self.largest_slice,
            fuel: fuel_under(stress),
            ..self.plain()
        }
    }
}

impl Arbitrary<'_> for Plan {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Self::new(u.arbitrary()?))
    }
}
