//! Programs that want everything, each in its own way, all of them in processes of their own.
//!
//! They are in the Lua files beside this one, each under a line with its name: `--- name`, or `--- name => message | message` if
//! the error is not that there is not enough memory. A program has to end in just that error, which the script around it catches;
//! after it the script does a small computation and says so; and the process has never taken more than the limit, an empty
//! process and [`REST`](super::REST), but for a moment. Finalizers catch their own errors and count down.
//!
//! `fragments.lua` has those that keep one small object in each of many blocks of the allocator and let go of the rest. What
//! is charged are objects, and no allocator gives a page back in which one is alive, so these take more than the limit: they have
//! to end as the others do, and what they take is printed.
//!
//! `cargo test -p ferrous-cli --test memory hostile -- --nocapture` prints what each of them took; with `--release` it is the
//! command as it is shipped. `FERROUS_HOSTILE=weak` runs those with `weak` in their name.

use std::{
    env, io,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use wait4::Wait4;

use super::{LIMIT, LIMIT_BYTES, REST, empty};

const FILES: &[&str] = &[
    include_str!("tables.lua"),
    include_str!("strings.lua"),
    include_str!("calls.lua"),
    include_str!("code.lua"),
    include_str!("errors.lua"),
    include_str!("collector.lua"),
];

const FRAGMENTS: &str = include_str!("fragments.lua");

/// The least programs there should be.
const LEAST_PROGRAMS: usize = 140;

/// What ends a program that would go on for ever: a minute of the clock. Each of them takes a few seconds at most.
const TIME: &str = "60s";

/// What programs begin with: an error without a position, and what a `pcall` of their own may not keep from the outer one.
const BEFORE: &str = "
    local function must(value, message) if not value then error(message, 0) end return value end
    local function raise(message) if message == 'not enough memory' then error(message, 0) end return message end";

/// What a script says after it has caught its error.
const AFTERWARDS: &str = "
    local t = {}
    for i = 1, 1e4 do t[i] = { i } end
    table.sort(t, function(a, b) return a[1] > b[1] end)
    print(t[1][1] == 1e4 and #('x'):rep(1e6) == 1e6 and 'ok')";

struct Program {
    name: &'static str,
    /// A part of the message, or all of it if there is not enough memory; one of several if there are bars between.
    messages: &'static str,
    body: &'static str,
}

/// What became of a program.
struct End {
    name: &'static str,
    peak: u64,
    milliseconds: u128,
    /// What is wrong with its answer.
    fault: Option<String>,
}

const OUT_OF_MEMORY: &str = "not enough memory";

fn programs(files: &[&'static str]) -> Vec<Program> {
    let wanted = env::var("FERROUS_HOSTILE").unwrap_or_default();
    let sections = files.iter().flat_map(|file| {
        let file = file.strip_prefix("--- ").unwrap();
        file.split("\n--- ")
    });
    let programs = sections.map(|section| {
        let (title, body) = section.split_once('\n').unwrap();
        let (name, messages) = title.split_once(" => ").unwrap_or((title, OUT_OF_MEMORY));
        Program {
            name,
            messages,
            body,
        }
    });
    programs
        .filter(|program| program.name.contains(&wanted))
        .collect()
}

impl Program {
    fn run(&self) -> End {
        let Program {
            name,
            messages,
            body,
        } = self;
        let script = format!(
            "{BEFORE}
            local ok, message = pcall(function() {body} end)
            print(ok, tostring(message):sub(1, 200))
            {AFTERWARDS}"
        );
        let mut child = Command::new(env!("CARGO_BIN_EXE_ferrous"))
            .arg0("ferrous")
            .args(["--memory", LIMIT, "--seed", "1", "--time", TIME])
            .args(["-e", &script])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // What is printed is less than a pipe holds.
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let end = child.wait4().unwrap();
        let printed = io::read_to_string(stdout.unwrap()).unwrap();
        let complaint = io::read_to_string(stderr.unwrap()).unwrap();
        let fault = match printed.trim_end().split_once('\n') {
            Some((first, "ok")) if is_expected(first, messages) => None,
            _ => Some(format!(
                "{printed}{complaint}{}",
                match end.status.signal() {
                    Some(signal) => format!("(signal {signal})"),
                    None => String::new(),
                }
            )),
        };
        let rusage = end.rusage;
        End {
            name,
            peak: rusage.maxrss,
            milliseconds: (rusage.utime + rusage.stime).as_millis(),
            fault,
        }
    }
}

/// Whether this is how the script says that it has caught the error, or one of several.
fn is_expected(printed: &str, messages: &str) -> bool {
    let is_message = |caught: &str| match caught {
        OUT_OF_MEMORY => messages.contains(caught),
        _ => messages
            .split(" | ")
            .any(|message| message != OUT_OF_MEMORY && caught.contains(message)),
    };
    printed.strip_prefix("false\t").is_some_and(is_message)
}

/// Runs all of them, as many at the same time as there are processors.
fn run_all(programs: &[Program]) -> Vec<End> {
    let (next, ends) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let end = program.run();
                    ends.lock().unwrap().push(end);
                }
            });
        }
    });
    ends.into_inner().unwrap()
}

/// Runs all of them and prints what they took; answers what is wrong. Without a bound they may take what they want.
fn check_all(programs: &[Program], most: Option<u64>) -> Vec<String> {
    let is_beyond = |end: &End| most.is_some_and(|most| end.peak > most);
    let mut ends = run_all(programs);
    for end in ends.iter_mut().filter(|end| is_beyond(end)) {
        // What is freed goes back to the system after a millisecond (`src/allocator.rs`): if the next large block comes before that,
        // both are there. So a peak counts that is there each time.
        let program = programs.iter().find(|program| program.name == end.name);
        for again in program.into_iter().flat_map(|program| [program; 4]) {
            println!("{:8} KB once: {}", end.peak >> 10, end.name);
            let next = again.run();
            if next.peak < end.peak || next.fault.is_some() {
                *end = next;
            }
            if !is_beyond(end) {
                break;
            }
        }
    }
    ends.sort_by_key(|end| std::cmp::Reverse(end.peak));
    for end in &ends {
        println!(
            "{:8} KB {:6} ms {} {}{}",
            end.peak >> 10,
            end.milliseconds,
            if is_beyond(end) { '!' } else { ' ' },
            end.name,
            end.fault
                .as_ref()
                .map_or(String::new(), |fault| format!(": {fault}")),
        );
    }
    let milliseconds: u128 = ends.iter().map(|end| end.milliseconds).sum();
    println!("{milliseconds} ms in all");
    let wrong = ends.iter().filter_map(|end| match &end.fault {
        Some(fault) => Some(format!("{}: {fault}", end.name)),
        None if is_beyond(end) => Some(format!("{}: {} KB", end.name, end.peak >> 10)),
        None => None,
    });
    wrong.collect()
}

#[test]
fn hostile_programs_stay_within_the_limit() {
    let programs = programs(FILES);
    if env::var_os("FERROUS_HOSTILE").is_none() {
        assert!(programs.len() >= LEAST_PROGRAMS, "{}", programs.len());
    }
    let most = LIMIT_BYTES + REST + empty();
    println!("{} programs, {} KB at most", programs.len(), most >> 10);
    let wrong = check_all(&programs, Some(most));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn programs_that_fragment_the_allocator_end_as_others_do() {
    let wrong = check_all(&programs(&[FRAGMENTS]), None);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
