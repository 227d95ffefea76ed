//! Whether memory stays what it is: hours of garbage of all kinds under a limit, looked at from outside.
//!
//!     cargo bench --bench soak [-- --minutes 15]
//!
//! A script (`soak/churn.lua`) makes closures, strings, string keys, coroutines that end, fail or are left, weak caches,
//! finalizers, errors, tables that grow and shrink, deep recursion and generated source, mixed at random, and now and then
//! wants more than there is. The host does its part: runs that are cancelled in the middle, and handles that are dropped.
//! The allocator, its option and when it is told to give memory back are those of the command under `--memory`.
//!
//! A line is printed for each minute (without `--minutes`: for each five seconds of one minute): the most that the process
//! has had in its memory in that time, looked at ten times a second, its mean and the least, the most on the meter, and what is
//! left on it after a full collection. The first line is for warming up. What is wanted is chance, so one line can be some percent
//! above another; but none of these may be more than 5 % higher in the middle of the last third of the lines than in that of the first
//! third (5 % of the limit, for what is left: that depends on what is alive just then); otherwise the bench fails.

#[path = "../hosts/cli/src/allocator.rs"]
mod allocator;

use std::{
    env, fs,
    process::ExitCode,
    time::{Duration, Instant},
};

use ferrous::{Builder, Chunk, Error, Fuel, Lua, StashedFunction, StashedValue, Step};

const PROGRAM: &str = include_str!("soak/churn.lua");

/// What the script may have in use.
const LIMIT: usize = 32 << 20;

/// How often the process is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// The stretches of the short form.
const SHORT: Duration = Duration::from_secs(5);
const SHORT_COUNT: u32 = 12;

/// The rounds of one run, and the fuel of one step of it.
const ROUNDS: f64 = 40.0;
const FUEL: u64 = 1_000_000;

/// Every so many runs one is cancelled after a step.
const CANCELLED: u64 = 10;

/// Values that the host holds at most.
const HELD: usize = 500;

/// How much the last third may be above the first, in percent.
const TOLERANCE: u64 = 5;

fn main() -> ExitCode {
    allocator::keep_little();
    let (stretch, count) = match argument("--minutes") {
        Some(minutes) => (Duration::from_secs(60), minutes),
        None => (SHORT, SHORT_COUNT),
    };
    let mut churn = Churn::new().expect("the program compiles");
    println!("seconds    rounds  resident: most     mean    least     meter: most  settled (KB)");
    let begun = Instant::now();
    let mut seen = Vec::new();
    for number in 1..=count {
        let now = churn.stretch(stretch);
        println!(
            "{:>7} {:>9} {:>15} {:>8} {:>8} {:>15} {:>8}",
            begun.elapsed().as_secs(),
            churn.rounds,
            now.most >> 10,
            now.mean >> 10,
            now.least >> 10,
            now.metered >> 10,
            now.settled >> 10
        );
        if number > 1 {
            seen.push(now);
        }
    }
    let third = seen.len().div_ceil(3);
    match seen.get(..third).zip(seen.get(seen.len() - third..)) {
        Some((first, last)) if Seen::middle(last).is_above(&Seen::middle(first)) => {
            println!("grown by more than {TOLERANCE} %");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn argument(name: &str) -> Option<u32> {
    let mut arguments = env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// What was seen in a stretch of time, in bytes.
#[derive(Copy, Clone, Default)]
struct Seen {
    /// In the process's memory, at most, on average, and at least.
    most: u64,
    mean: u64,
    least: u64,
    /// On the meter at most, and after a full collection at the end.
    metered: u64,
    settled: u64,
}

impl Seen {
    /// The median of each.
    fn middle(all: &[Seen]) -> Seen {
        let median = |of: fn(&Seen) -> u64| {
            let mut all: Vec<u64> = all.iter().map(of).collect();
            all.sort();
            all.get(all.len() / 2).copied().unwrap_or(0)
        };
        Seen {
            most: median(|seen| seen.most),
            mean: median(|seen| seen.mean),
            least: median(|seen| seen.least),
            metered: median(|seen| seen.metered),
            settled: median(|seen| seen.settled),
        }
    }

    fn is_above(&self, first: &Seen) -> bool {
        let above = |now, then, whole| now > then + whole * TOLERANCE / 100;
        above(self.most, first.most, first.most)
            || above(self.mean, first.mean, first.mean)
            || above(self.least, first.least, first.least)
            || above(self.metered, first.metered, first.metered)
            || above(self.settled, first.settled, LIMIT as u64)
    }
}

/// An interpreter under the limit, and what its host holds of it.
struct Churn {
    lua: Lua,
    churn: StashedFunction,
    held: Vec<StashedValue>,
    tide: allocator::Tide,
    runs: u64,
    rounds: u64,
}

impl Churn {
    fn new() -> Result<Self, Error> {
        let mut lua = Builder::new()
            .library(ferrous::open::all)
            .seed(1)
            .memory_limit(LIMIT)
            .build()?;
        lua.exec("math.randomseed(1)")?;
        let churn = lua.eval(Chunk::new(PROGRAM).name("=churn"))?;
        Ok(Self {
            lua,
            churn,
            held: Vec::new(),
            tide: allocator::Tide::default(),
            runs: 0,
            rounds: 0,
        })
    }

    /// Churns for so long.
    fn stretch(&mut self, length: Duration) -> Seen {
        let begun = Instant::now();
        let mut seen = Seen {
            least: u64::MAX,
            ..Seen::default()
        };
        let (mut looks, mut sum) = (0, 0);
        while begun.elapsed() < length {
            let metered = self.run();
            seen.metered = seen.metered.max(metered);
            if begun.elapsed() >= LOOK * looks {
                let resident = resident();
                seen.most = seen.most.max(resident);
                seen.least = seen.least.min(resident);
                sum += resident;
                looks += 1;
            }
        }
        seen.mean = sum / u64::from(looks.max(1));
        // What that has found dead is finalized in between.
        for _ in 0..2 {
            self.lua.enter(|ctx| ctx.request_collection());
            let _ = self.lua.exec("");
        }
        seen.settled = self.lua.memory().used as u64;
        seen
    }

    /// One run of the script, to its end or not. An error is what it may end in: there is a limit. Answers the most that was on
    /// the meter between two steps.
    fn run(&mut self) -> u64 {
        let mut metered = 0;
        let Ok(run) = self.lua.start(&self.churn, ROUNDS) else {
            return metered;
        };
        self.runs += 1;
        loop {
            let step = self.lua.step(&run, &mut Fuel::new(FUEL));
            let used = self.lua.memory().used;
            self.tide.look(used);
            metered = metered.max(used as u64);
            match step {
                Ok(Step::OutOfFuel) if self.runs.is_multiple_of(CANCELLED) => {
                    self.lua.cancel(&run);
                    break;
                }
                Ok(Step::OutOfFuel) => {}
                Ok(_) => {
                    self.hold();
                    break;
                }
                // Finalizers fail, and that may stop anything.
                Err(error) if is_expected(&error) => break,
                Err(error) => panic!("{error}"),
            }
        }
        self.rounds += ROUNDS as u64;
        metered
    }

    /// Holds one more value, or lets go of all.
    fn hold(&mut self) {
        if self.held.len() >= HELD {
            self.held.clear();
        }
        if let Ok(value) = self
            .lua
            .eval("return { {}, newproxy(true), 'x' .. math.random() }")
        {
            self.held.push(value);
        }
    }
}

fn is_expected(error: &Error) -> bool {
    matches!(error, Error::Memory { .. }) || error.to_string().contains("finalizer ")
}

/// What the process has in memory.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}
