//! What fuel costs: `cargo bench --bench prices [-- [FILTER...] [--large]]`.
//!
//! Every library function and every operation of the language that loops over a script's data is run on input that would
//! otherwise take long, and the bench prints for each
//!
//! * the processor time, collector included, of 1,000,000 units of fuel. No input may make it more than 100 ms;
//! * the processor time of the longest single step, when a step has 10,000 units: how long an interrupt waits at most
//!   before it is seen.
//!
//! Times are those of this thread alone, so that others on the machine do little harm; still, on a busy one they are
//! higher. With `--large` strings have 64 MB and tables 4,000,000 items: for the second column.
//!
//! A FILTER is a part of a case's names or of its description.

#[path = "prices/cases.rs"]
mod cases;
mod warm;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use cases::Case;
use ferrous::{Chunk, Fuel, Lua, StashedFunction, Step};
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// No input makes a million units of fuel cost more than so many milliseconds.
const MOST_PER_MILLION: f64 = 100.0;
/// No interrupt waits longer, where work can be split.
const LONGEST_STEP: f64 = 50.0;
/// The fuel of a step.
const STEP: u64 = 10_000;
/// The fuel that a case burns.
const BURN: u64 = 4_000_000;
/// The processor time after which a case is stopped early.
const ENOUGH: f64 = 1_000.0;
/// Memory that is touched before.
const WARM_BYTES: usize = 512 << 20;

/// How much a case is given to work on.
struct Size {
    bytes: usize,
    items: usize,
}

const USUAL: Size = Size {
    bytes: 1 << 20,
    items: 1 << 16,
};
const LARGE: Size = Size {
    bytes: 64 << 20,
    items: 4 << 20,
};

fn main() -> ExitCode {
    let mut size = USUAL;
    let mut filters = Vec::new();
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--bench" => {}
            "--large" => size = LARGE,
            _ => filters.push(arg),
        }
    }
    let wanted = |case: &Case| {
        let text = format!("{} {}", case.names.join(" "), case.what);
        filters.is_empty() || filters.iter().any(|filter| text.contains(filter.as_str()))
    };
    warm::up(WARM_BYTES);
    let mut rows: Vec<_> = cases::all()
        .into_iter()
        .filter(wanted)
        .filter_map(|case| match measure(&case, &size) {
            Ok(cost) => Some((case, cost)),
            Err(error) => {
                println!("fails: {} | {}: {error}", case.names.join(" "), case.what);
                None
            }
        })
        .collect();
    rows.sort_by(|a, b| b.1.per_million.total_cmp(&a.1.per_million));
    println!("ms a 1,000,000 fuel, ms of the longest step\n");
    for (case, cost) in &rows {
        println!(
            "{:>9.1} {:>9.2}{} {} | {}",
            cost.per_million,
            cost.longest,
            mark(cost),
            case.names.join(" "),
            case.what
        );
    }
    match rows
        .iter()
        .any(|(_, cost)| cost.per_million > MOST_PER_MILLION)
    {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

fn mark(cost: &Cost) -> &'static str {
    match (
        cost.per_million > MOST_PER_MILLION,
        cost.longest > LONGEST_STEP,
    ) {
        (true, true) => " !!",
        (true, false) => " ! ",
        (false, true) => "  !",
        (false, false) => "   ",
    }
}

/// What a case takes, in milliseconds.
struct Cost {
    per_million: f64,
    longest: f64,
}

fn measure(case: &Case, size: &Size) -> Result<Cost, ferrous::Error> {
    let mut lua = ferrous::builder().seed(1).build()?;
    lua.try_enter(ferrous::open::all)?;
    lua.try_enter(|ctx| ferrous::output::set(ctx, std::io::sink()))?;
    let file = std::env::temp_dir().join(format!("ferrous-prices-{}", std::process::id()));
    let prepare = lua.load(Chunk::new(cases::program(case)).name("=prices"))?;
    let name = file.to_string_lossy().into_owned();
    let work: StashedFunction = lua.call(&prepare, (size.bytes, size.items, name))?;
    let cost = run(&mut lua, &work);
    // Not every case makes one.
    let _ = std::fs::remove_file(&file);
    cost
}

fn run(lua: &mut Lua, work: &StashedFunction) -> Result<Cost, ferrous::Error> {
    let run = lua.start(work, ())?;
    let (mut spent, mut longest) = (0.0, 0.0_f64);
    let begin = Instant::now();
    while run.fuel_used() < BURN && spent < ENOUGH && begin.elapsed() < Duration::from_secs(10) {
        let before = now();
        let step = lua.step(&run, &mut Fuel::new(STEP + run.fuel_debt()))?;
        let took = now() - before;
        spent += took;
        longest = longest.max(took);
        if !matches!(step, Step::OutOfFuel) {
            break;
        }
    }
    let burned = run.fuel_used() as f64;
    Ok(Cost {
        per_million: spent / burned * 1e6,
        longest,
    })
}

/// The processor time of this thread in milliseconds.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
