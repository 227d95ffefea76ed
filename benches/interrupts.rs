//! How long an interrupt waits: `cargo bench --bench interrupts [-- [FILTER...] [--seconds N] [--write]]`.
//!
//! Every case of `benches/prices` (all library functions and all operations of the language that loop over a script's data) runs
//! under a memory limit of 256 MB, with values as large as go into that. None of them would come to an end: what one
//! call does in less than 10 seconds is done again and again. Meanwhile another thread interrupts at random moments, a few
//! milliseconds apart, and the run goes on each time. For each case the bench prints
//!
//! * the longest time from the call of `interrupt` to the return of `step`. That should be 50 ms at most;
//! * how much of that time the stepping thread had the processor. On a busy machine this is what says something about the
//!   program. The system counts it in ticks where it is asked by another thread, so up to 4 ms of it may be from before.
//!
//! A FILTER is a part of a case's names or of its description; `=` in front of it means the whole description. With
//! `--write` the worst case of each function goes to the table of `docs/latency.md`. `--seconds N` says how long each
//! case runs, 2 otherwise.

#[path = "prices/cases.rs"]
mod cases;
#[path = "interrupts/table.rs"]
mod table;
mod warm;

use std::{
    collections::BTreeMap,
    fs,
    process::ExitCode,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use cases::Case;
use ferrous::{Chunk, Error, Executor, Fuel, InterruptHandle, Lua, StashedFunction, Step};
use rustix::{
    thread::gettid,
    time::{ClockId, clock_gettime},
};
use table::{BLOCKING, Row, STEADY};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The limit of memory.
const LIMIT: usize = 256 << 20;
/// How long an interrupt may wait, in milliseconds.
const LONGEST: f64 = 50.0;
/// Interrupts of a case, at least.
const LEAST_INTERRUPTS: usize = 20;
/// Between two of them it runs so long at most.
const LONGEST_PAUSE: Duration = Duration::from_millis(8);
/// Lengths of strings that are tried, the largest one first, and how many items a table has for one byte of those.
const LENGTHS: [usize; 8] = [112, 64, 32, 16, 8, 4, 2, 1];
const BYTES_PER_ITEM: usize = 16;
/// `load` and its like answer that there was no memory. Here that is an error, so that a smaller source is tried.
const LOADS: &str = r#"
    local function check(f, message)
      if not f and message == "not enough memory" then error(message, 0) end
      return f, message
    end
    for _, name in ipairs { "load", "loadfile", "loadstring" } do
      local load = _G[name]
      _G[name] = function(...) return check(load(...)) end
    end
"#;
/// How long a length is tried.
const TRIAL: Duration = Duration::from_millis(1500);

fn main() -> ExitCode {
    let mut filters = Vec::new();
    let (mut seconds, mut is_writing) = (2.0, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--bench" => {}
            "--write" => is_writing = true,
            "--seconds" => {
                seconds = args
                    .next()
                    .and_then(|n| n.parse().ok())
                    .expect("--seconds N");
            }
            _ => filters.push(arg),
        }
    }
    let wanted = |case: &Case| {
        let text = format!("{} {}", case.names.join(" "), case.what);
        let fits = |filter: &String| match filter.strip_prefix('=') {
            Some(what) => what == case.what,
            None => text.contains(filter.as_str()),
        };
        filters.is_empty() || filters.iter().any(fits)
    };
    warm::up(2 * LIMIT);
    println!("ms from interrupt to control, ms of processor time, MB of strings\n");
    let mut worst = BTreeMap::new();
    let mut is_held = true;
    for case in cases::all().into_iter().filter(wanted) {
        let title = format!("{} | {}", case.names.join(" "), case.what);
        match measure(&case, Duration::from_secs_f64(seconds)) {
            Ok((wait, size)) => {
                is_held &= wait.work <= LONGEST;
                let mark = if wait.work > LONGEST { "!" } else { " " };
                println!(
                    "{:>9.1} {:>9.1} {mark} {size:>4} {title}",
                    wait.wall, wait.work
                );
                note(&mut worst, &case, wait);
            }
            Err(error) => println!("fails: {title}: {error}"),
        }
    }
    if is_writing {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/latency.md");
        let text = fs::read_to_string(page).expect("the page is there");
        let mut rows = match filters.is_empty() {
            true => BTreeMap::new(),
            false => table::read(&text)
                .into_iter()
                .map(|row| (row.name.clone(), row))
                .collect(),
        };
        rows.extend(worst);
        let rows: Vec<_> = rows.into_values().collect();
        fs::write(page, table::write(&text, &rows)).expect("the page can be written");
    }
    match is_held {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// How long an interrupt has waited, in milliseconds.
#[derive(Copy, Clone, Default)]
struct Wait {
    wall: f64,
    /// The processor time of the stepping thread.
    work: f64,
}

impl Wait {
    fn max(self, other: Self) -> Self {
        match self.work >= other.work {
            true => self,
            false => other,
        }
    }
}

/// Notes a case for the functions that it is about, if it is their worst.
fn note(worst: &mut BTreeMap<String, Row>, case: &Case, wait: Wait) {
    let is_function = |name: &str| {
        (name != ".." && name.contains(['.', ':'])) || cases::GLOBAL_FUNCTIONS.contains(&name)
    };
    let names = case.names.iter().map(String::as_str);
    for name in names.filter(|name| is_function(name)) {
        if STEADY.contains(&name) || BLOCKING.contains(&name) {
            continue;
        }
        let row = Row {
            name: name.to_owned(),
            what: case.what.clone(),
            wait: wait.wall,
            work: wait.work,
        };
        let known = worst.entry(row.name.clone()).or_insert_with(|| row.clone());
        if known.work < row.work {
            *known = row;
        }
    }
}

/// The longest wait in a case, and for what length of strings.
fn measure(case: &Case, time: Duration) -> Result<(Wait, usize), Error> {
    let file = std::env::temp_dir().join(format!("ferrous-interrupts-{}", std::process::id()));
    let name = file.to_string_lossy().into_owned();
    let mut result = None;
    for length in LENGTHS {
        match prepare(case, length << 20, &name) {
            Ok((mut lua, work)) => {
                result = Some(run(&mut lua, &work, time).map(|wait| (wait, length)));
                break;
            }
            Err(Error::Memory { .. }) => {}
            // Some catch that there is no memory, and go on without what they have asked for.
            Err(error) => result = Some(Err(error)),
        }
    }
    // Not every case makes one.
    let _ = fs::remove_file(&file);
    result.unwrap_or_else(|| panic!("no length fits"))
}

/// An interpreter in which a case works, at least for a while.
fn prepare(case: &Case, bytes: usize, file: &str) -> Result<(Lua, StashedFunction), Error> {
    let mut lua = ferrous::builder().seed(1).memory_limit(LIMIT).build()?;
    lua.try_enter(ferrous::open::all)?;
    lua.try_enter(|ctx| ferrous::output::set(ctx, std::io::sink()))?;
    lua.exec(LOADS)?;
    let prepare = lua.load(Chunk::new(cases::program(case)).name("=interrupts"))?;
    let arguments = (bytes, bytes / BYTES_PER_ITEM, file.to_owned());
    let work: StashedFunction = lua.call(&prepare, arguments)?;
    let run = lua.start(&work, ())?;
    let end = Instant::now() + TRIAL;
    while Instant::now() < end {
        lua.step(&run, &mut Fuel::new(1_000_000))?;
    }
    lua.cancel(&run);
    Ok((lua, work))
}

/// Runs a case and interrupts it; the longest wait.
fn run(lua: &mut Lua, work: &StashedFunction, time: Duration) -> Result<Wait, Error> {
    let (order, orders) = channel();
    let (answer, answers) = channel();
    let handle = lua.interrupt_handle();
    let stepping = gettid().as_raw_nonzero().get();
    let interrupting = thread::spawn(move || interrupt(handle, stepping, &orders, &answer));
    let end = Instant::now() + time;
    let mut longest = Wait::default();
    let mut count = 0;
    let mut run = lua.start(work, ())?;
    while count < LEAST_INTERRUPTS || Instant::now() < end {
        order.send(()).expect("the other thread is there");
        step(lua, work, &mut run)?;
        let (wall, work) = (Instant::now(), processor_time());
        let (wall_before, work_before) = answers.recv().expect("the other thread answers");
        longest = longest.max(Wait {
            wall: (wall - wall_before).as_secs_f64() * 1e3,
            work: (work - work_before) as f64 / 1e6,
        });
        count += 1;
    }
    drop(order);
    interrupting.join().expect("the other thread ends");
    Ok(longest)
}

/// Runs on until the interrupt is seen.
fn step(lua: &mut Lua, work: &StashedFunction, run: &mut Executor) -> Result<(), Error> {
    loop {
        match lua.step(run, &mut Fuel::new(u64::MAX / 4)) {
            Ok(Step::Interrupted) => return Ok(()),
            Ok(Step::OutOfFuel) => {}
            // What has been left of the memory was too little this time.
            Err(Error::Memory { .. } | Error::Runtime { .. }) => *run = lua.start(work, ())?,
            other => panic!("a case runs for ever: {other:?}"),
        }
    }
}

/// The other thread: for each order it waits a little, interrupts, and tells what the clocks said just before.
fn interrupt(
    handle: InterruptHandle,
    thread: i32,
    orders: &Receiver<()>,
    answer: &Sender<(Instant, u64)>,
) {
    let mut random = 1_u64;
    while let Ok(()) = orders.recv() {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        thread::sleep(LONGEST_PAUSE.mul_f64((random >> 40) as f64 / f64::from(1 << 24)));
        let clocks = (Instant::now(), processor_time_of(thread));
        handle.interrupt();
        if answer.send(clocks).is_err() {
            return;
        }
    }
}

/// The processor time of this thread in nanoseconds.
fn processor_time() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// The processor time of another thread, as of the last tick.
fn processor_time_of(thread: i32) -> u64 {
    let text = fs::read_to_string(format!("/proc/self/task/{thread}/schedstat"));
    let text = text.expect("the system tells what threads do");
    let first = text.split_whitespace().next();
    first.and_then(|time| time.parse().ok()).expect("a number")
}
