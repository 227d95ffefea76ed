//! How long one step of the collector takes, with a million objects alive: prints a histogram.
//!
//!     cargo bench --bench pauses -- [--objects N] [--seconds N]
//!
//! The heap is 40 % tables, 30 % strings that are keys, 20 % closures and their cells and 10 % userdata with `__gc`, in
//! tables of a few hundred. A program replaces parts of it, so that whatever can die dies all the time; it is stepped with so little
//! fuel that a step of the machine takes microseconds, and what takes longer is the collector.
//!
//! Times are the processor's for this thread, so that others on the machine do little harm; what the clock on the wall says
//! is printed beside it. Before anything is measured the process touches more memory than it will need, a whole region of its
//! allocator; and it keeps what it has, because mimalloc is told so in the environment of a second process. Without that a virtual
//! machine may give the memory only when it is first touched (5 ms were seen for each huge page, whoever asks for
//! it), and what is free is given back at once (20 ms), in whatever step comes next.

mod warm;

use std::{
    env,
    process::Command,
    time::{Duration, Instant},
};

use ferrous::{Chunk, Executor, Fuel, Lua, Step};
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Builds the heap and replaces parts of it without end.
const PROGRAM: &str = r##"
local objects = ...
local GROUP = 500
local finalized = 0
local meta = newproxy(true)
getmetatable(meta).__gc = function() finalized = finalized + 1 end
local serial = 0
local function group()
  local t = {}
  for i = 1, GROUP * 0.4 - 2 do t[i] = { i } end
  local names = {}
  for i = 1, GROUP * 0.3 do
    serial = serial + 1
    names["name " .. serial] = i
  end
  t.names = names
  for i = 1, GROUP * 0.1 do
    local n = i
    t[-i] = function() n = n + 1 return n end
  end
  for i = 1, GROUP * 0.1 do t[-1000 - i] = newproxy(meta) end
  return t
end
local heap = {}
local groups = objects / GROUP
for i = 1, groups do heap[i] = group() end
coroutine.yield()
local at = 1
while true do
  heap[at] = group()
  at = (at * 7 + 13) % groups + 1
end
"##;

/// Mimalloc's option for how long it keeps what is free.
const KEEP: &str = "MIMALLOC_PURGE_DELAY";
/// Fuel of one step of the machine: some ten microseconds.
const FUEL: u64 = 1_000;

/// Memory that is touched before: more than the gibibyte that mimalloc takes at once, and than a million objects need.
const WARM_BYTES: u64 = 1_100_000_000;

fn main() {
    let objects = argument("--objects").unwrap_or(1_000_000);
    let seconds = argument("--seconds").unwrap_or(10);
    if env::var_os(KEEP).is_none() {
        return measure_elsewhere();
    }
    warm::up(WARM_BYTES.max(objects * WARM_BYTES / 1_000_000) as usize);
    let mut lua = ferrous::lua();
    let main = lua
        .load(Chunk::new(PROGRAM).name("=heap"))
        .expect("the program compiles");
    let run = lua.start(&main, objects as f64).expect("it can be started");
    while !matches!(step(&mut lua, &run, Fuel::MAX), Step::Yielded) {}
    lua.resume(&run, ()).expect("it waits for this");
    lua.enter(|ctx| ctx.request_collection());
    let alive = lua.enter(|ctx| ctx.object_count());
    println!("{alive} objects are alive");

    let (mut pauses, mut walls) = (Vec::new(), Vec::new());
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut steps = lua.enter(|ctx| ctx.collector().steps());
    while Instant::now() < end {
        let (start, processor) = (Instant::now(), processor_time());
        step(&mut lua, &run, FUEL);
        let (time, wall) = (processor_time() - processor, start.elapsed());
        let steps_now = lua.enter(|ctx| ctx.collector().steps());
        if steps_now != steps {
            pauses.push(time);
            walls.push(wall);
        }
        steps = steps_now;
    }
    report("processor time", &mut pauses);
    histogram(&pauses);
    report("wall time", &mut walls);
}

/// Runs this once more, in a process that keeps its memory.
fn measure_elsewhere() {
    let me = env::current_exe().expect("the bench has a path");
    let status = Command::new(me)
        .args(env::args().skip(1))
        .env(KEEP, "-1")
        .status();
    assert!(status.is_ok_and(|status| status.success()), "it has failed");
}

/// What this thread has used of a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn step(lua: &mut Lua, run: &Executor, fuel: u64) -> Step {
    lua.step(run, &mut Fuel::new(fuel))
        .expect("it has no errors")
}

fn argument(name: &str) -> Option<u64> {
    let mut arguments = env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// Sorts the times and prints what most of them are below.
fn report(what: &str, times: &mut [Duration]) {
    times.sort();
    let Some(longest) = times.last() else {
        println!("the collector did nothing");
        return;
    };
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{what} of {} steps of the collector: median {:?}, p99 {:?}, p99.9 {:?}, longest {longest:?}",
        times.len(),
        at(0.5),
        at(0.99),
        at(0.999),
    );
}

/// Prints how many steps took how long.
fn histogram(times: &[Duration]) {
    let Some(longest) = times.last() else {
        return;
    };
    let mut from = Duration::ZERO;
    let mut to = Duration::from_micros(125);
    while from <= *longest {
        let within = |time: &&Duration| (from..to).contains(*time);
        let count = times.iter().filter(within).count();
        let bar = "#".repeat((count * 60).div_ceil(times.len()));
        println!(
            "{:>8} to {:>8} us {count:>7} {bar}",
            from.as_micros(),
            to.as_micros()
        );
        (from, to) = (to, to * 2);
    }
}
