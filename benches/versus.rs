//! Ferrous beside PUC-Lua and LuaJIT's interpreter: `cargo bench --bench versus [-- [FILTER...] [--runs N]]`.
//!
//! Every program of `benches/lua/` is run as a whole process by each interpreter, start-up included, as a user would run
//! it. The runs are interleaved (ferrous, lua5.1, luajit, ferrous, ...), so that a machine that changes its speed changes it
//! for all three. A time is processor time, user and system, of the process; the table gives the median of the runs.
//! Memory is the peak of the resident set. The outputs of the three are compared: a program that computes something else
//! elsewhere is no comparison, and the bench fails.
//!
//! A FILTER is a part of a program's name; several name several programs.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use wait4::{ResUse, Wait4};

fn main() -> ExitCode {
    match Options::from_args(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("versus: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs of each program by each interpreter, unless `--runs` says otherwise.
const RUNS: usize = 5;

struct Options {
    runs: usize,
    filters: Vec<String>,
}

impl Options {
    fn from_args(mut args: impl Iterator<Item = String>) -> io::Result<Self> {
        let mut options = Self {
            runs: RUNS,
            filters: Vec::new(),
        };
        while let Some(arg) = args.next() {
            match arg.as_str() {
                // What cargo adds.
                "--bench" => {}
                "--runs" => {
                    let number = args
                        .next()
                        .and_then(|number| number.parse().ok())
                        .filter(|number| *number > 0);
                    options.runs = number
                        .ok_or_else(|| io::Error::other("--runs needs a number above zero"))?;
                }
                flag if flag.starts_with('-') => {
                    return Err(io::Error::other(format!("there is no option {flag}")));
                }
                _ => options.filters.push(arg),
            }
        }
        Ok(options)
    }

    fn wants(&self, program: &str) -> bool {
        self.filters.is_empty()
            || self
                .filters
                .iter()
                .any(|filter| program.contains(filter.as_str()))
    }
}

/// An interpreter with its fixed arguments.
struct Interpreter {
    name: &'static str,
    command: PathBuf,
    args: &'static [&'static str],
}

/// Ours first; the others are what it is compared with.
fn interpreters() -> [Interpreter; 3] {
    [
        Interpreter {
            name: "ferrous",
            command: env!("CARGO_BIN_EXE_ferrous").into(),
            args: &[],
        },
        Interpreter {
            name: "lua5.1",
            command: "lua5.1".into(),
            args: &[],
        },
        Interpreter {
            name: "luajit -joff",
            command: "luajit".into(),
            args: &["-joff"],
        },
    ]
}

/// What one run took.
#[derive(Copy, Clone)]
struct Cost {
    seconds: f64,
    bytes: f64,
}

/// A program and what it took each interpreter.
struct Row {
    program: String,
    costs: [Cost; 3],
}

impl Row {
    fn time_ratio(&self, other: usize) -> f64 {
        self.costs[0].seconds / self.costs[other].seconds
    }

    fn memory_ratio(&self, other: usize) -> f64 {
        self.costs[0].bytes / self.costs[other].bytes
    }
}

/// Runs and prints everything; false if a program went wrong somewhere.
fn run(options: &Options) -> io::Result<bool> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/lua");
    let interpreters = interpreters();
    print_head(&interpreters, options.runs);
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    for path in programs(&folder)? {
        let program = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !options.wants(&program) {
            continue;
        }
        match measure(&interpreters, &path, options.runs)? {
            Ok(costs) => {
                let row = Row { program, costs };
                print_row(&row);
                rows.push(row);
            }
            Err(fault) => {
                println!("{program:<22}   {fault}");
                faults.push(program);
            }
        }
    }
    print_means(&rows);
    if rows.is_empty() && faults.is_empty() {
        return Err(io::Error::other("no program of this name in benches/lua"));
    }
    if !faults.is_empty() {
        println!("\nnot compared: {}", faults.join(", "));
    }
    Ok(faults.is_empty())
}

fn programs(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut programs: Vec<_> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "lua"))
        .collect();
    programs.sort();
    Ok(programs)
}

/// The medians of a program for each interpreter, or why it cannot be compared.
fn measure(
    interpreters: &[Interpreter; 3],
    program: &Path,
    runs: usize,
) -> io::Result<Result<[Cost; 3], String>> {
    let mut costs: [Vec<Cost>; 3] = Default::default();
    let mut expected: Option<Vec<u8>> = None;
    for _ in 0..runs {
        for (interpreter, costs) in interpreters.iter().zip(&mut costs) {
            let (cost, output) = match run_once(interpreter, program)? {
                Ok(run) => run,
                Err(fault) => return Ok(Err(format!("{} {fault}", interpreter.name))),
            };
            let expected = expected.get_or_insert_with(|| output.clone());
            if *expected != output {
                return Ok(Err(format!(
                    "{} prints something else than {}",
                    interpreter.name, interpreters[0].name
                )));
            }
            costs.push(cost);
        }
    }
    Ok(Ok(costs.map(|costs| Cost {
        seconds: median(costs.iter().map(|cost| cost.seconds)),
        bytes: median(costs.iter().map(|cost| cost.bytes)),
    })))
}

/// One process: what it took and what it printed, or how it failed.
fn run_once(
    interpreter: &Interpreter,
    program: &Path,
) -> io::Result<Result<(Cost, Vec<u8>), String>> {
    let mut child = Command::new(&interpreter.command)
        .args(interpreter.args)
        .arg(program)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| io::Error::other(format!("{}: {error}", interpreter.command.display())))?;
    let mut output = Vec::new();
    child
        .stdout
        .take()
        .expect("a pipe was asked for")
        .read_to_end(&mut output)?;
    let ResUse { status, rusage } = child.wait4()?;
    if !status.success() {
        return Ok(Err(format!("fails: {status}")));
    }
    let cost = Cost {
        seconds: (rusage.utime + rusage.stime).as_secs_f64(),
        bytes: rusage.maxrss as f64,
    };
    Ok(Ok((cost, output)))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        (values[middle - 1] + values[middle]) / 2.0
    }
}

fn geometric_mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| {
        (sum + value.ln(), count + 1)
    });
    (sum / count as f64).exp()
}

fn print_head(interpreters: &[Interpreter; 3], runs: usize) {
    println!(
        "processor time and peak memory of whole processes, median of {runs} interleaved runs; ratios below 1: ferrous takes less\n"
    );
    let [ours, puc, jit] = interpreters.each_ref().map(|interpreter| interpreter.name);
    println!(
        "{:<22} {:>9}   {:>14} {:>14}   {:>9}   {:>14} {:>14}",
        "", "seconds", "time ratio", "time ratio", "peak MB", "memory ratio", "memory ratio"
    );
    println!(
        "{:<22} {ours:>9}   {:>14} {:>14}   {ours:>9}   {:>14} {:>14}",
        "program", puc, jit, puc, jit
    );
}

fn print_row(row: &Row) {
    println!(
        "{:<22} {:>9.3}   {:>14.2} {:>14.2}   {:>9.1}   {:>14.2} {:>14.2}",
        row.program,
        row.costs[0].seconds,
        row.time_ratio(1),
        row.time_ratio(2),
        row.costs[0].bytes / 1048576.0,
        row.memory_ratio(1),
        row.memory_ratio(2),
    );
}

fn print_means(rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    let mean = |ratio: fn(&Row, usize) -> f64, other| {
        geometric_mean(rows.iter().map(|row| ratio(row, other)))
    };
    println!(
        "{:<22} {:>9}   {:>14.2} {:>14.2}   {:>9}   {:>14.2} {:>14.2}",
        "geometric mean",
        "",
        mean(Row::time_ratio, 1),
        mean(Row::time_ratio, 2),
        "",
        mean(Row::memory_ratio, 1),
        mean(Row::memory_ratio, 2),
    );
    let worst = rows
        .iter()
        .max_by(|a, b| a.time_ratio(1).total_cmp(&b.time_ratio(1)));
    if let Some(worst) = worst {
        println!(
            "\nhighest time ratio to lua5.1: {:.2} ({})",
            worst.time_ratio(1),
            worst.program
        );
    }
}
