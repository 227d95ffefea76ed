//! What a memory limit costs a program that lives close to it: `cargo bench --bench limits`.
//!
//! Each program first holds a part of 64 MB, and then makes garbage, under `--memory 64M` and without a limit, as a whole
//! process. Without one the heap may double before a cycle; with one it may not, so there are more cycles. The processor
//! time with the limit is to be at most three times that without; otherwise the bench fails. A program for which that would
//! be more is expected to end in "not enough memory", and the table says so.

use std::{
    io::{self, Read},
    process::{Command, ExitCode, Stdio},
};

use wait4::Wait4;

/// The parts of the limit that are alive, in percent.
const PARTS: [u32; 5] = [50, 75, 80, 83, 90];

/// The limit in kilobytes.
const LIMIT: u32 = 64 << 10;

/// The most that the time with the limit may be, of that without.
const MOST: f64 = 3.0;

/// What is held, as a function of a number, and what is done then.
const PROGRAMS: &[(&str, &str, &str)] = &[
    (
        "tables",
        "{ i, { i } }",
        "for i = 1, 6e6 do local t = { i, { i } } end",
    ),
    (
        "strings",
        "'a string that is held, number ' .. i",
        "for i = 1, 8e6 do local s = 'another one, number ' .. i end",
    ),
    (
        "closures",
        "function() return i end",
        "for i = 1, 1e7 do local f = function() return i end end",
    ),
    (
        "weak",
        "setmetatable({ {} }, weak)",
        "for i = 1, 4e6 do local t = setmetatable({ { i } }, weak) end",
    ),
    (
        "long strings",
        "('x'):rep(60000) .. i",
        "for i = 1, 2e5 do local s = ('x'):rep(20000) .. i end",
    ),
    (
        "keys",
        "{ ['key ' .. i] = i }",
        "for i = 1, 3e6 do local t = { ['key ' .. i] = i } end",
    ),
    (
        "coroutines",
        "coroutine.create(run)",
        "for i = 1, 1e6 do local co = coroutine.create(run) end",
    ),
];

fn main() -> ExitCode {
    println!("program        part      with   without   times");
    let mut is_slow = false;
    for (name, item, work) in PROGRAMS {
        for part in PARTS {
            match compare(item, work, part) {
                Ok(Some((with, without))) => {
                    let times = with / without;
                    is_slow |= times > MOST;
                    println!("{name:<14} {part:>3} % {with:>9.2} {without:>9.2} {times:>7.2}");
                }
                Ok(None) => println!("{name:<14} {part:>3} %   not enough memory"),
                Err(error) => {
                    eprintln!("limits: {name}: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    match is_slow {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// The seconds with and without the limit, unless the program ends in the error.
fn compare(item: &str, work: &str, part: u32) -> io::Result<Option<(f64, f64)>> {
    let target = LIMIT * part / 100;
    let script = format!(
        "local weak, run = {{ __mode = 'v' }}, function() end
        local held = {{}}
        repeat
            local block = {{}}
            for i = 1, 100 do block[i] = {item} end
            held = {{ held, block }}
        until collectgarbage('count') >= {target} and (collectgarbage() or collectgarbage('count') >= {target})
        {work}"
    );
    let without = run(&["-e", &script])?;
    let with = run(&["--memory", &format!("{LIMIT}K"), "-e", &script])?;
    match (with, without) {
        (Some(with), Some(without)) => Ok(Some((with, without))),
        (None, Some(_)) => Ok(None),
        (_, None) => Err(io::Error::other("it fails without a limit")),
    }
}

/// The processor time of a run of the command, if it ends without an error.
fn run(arguments: &[&str]) -> io::Result<Option<f64>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ferrous"))
        .args(arguments)
        .stderr(Stdio::piped())
        .spawn()?;
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut said)?;
    }
    let usage = child.wait4()?;
    match usage.status.success() {
        true => Ok(Some(
            (usage.rusage.utime + usage.rusage.stime).as_secs_f64(),
        )),
        false if said.contains("not enough memory") => Ok(None),
        false => Err(io::Error::other(said)),
    }
}
