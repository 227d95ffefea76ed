//! The tools of the net, from the root of the repository: `cargo run -p ferrous-conformance -- TOOL`.

#![forbid(unsafe_code)]

/// PERF: each random program has an interpreter of its own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::{env, error::Error, process::ExitCode};

use ferrous_conformance::{
    case,
    check::{self, Report, Runner, Who},
    coverage, deviation, fault, random, reference,
};

const USAGE: &str = "\
ferrous-conformance TOOL
  cases [PART]             check the cases whose ids contain PART, under Ferrous and under lua5.1
  cases --bless [PART]     write the answers of lua5.1 (of both, for deviations) into the files
  random [--seed N] [--count N] [--show]
                           compare COUNT random programs; what differs is shrunk and becomes a case in cases/found
                           (--show prints the programs of the seeds and compares nothing)
  deviations [--write]     print README's table of what is different, or write it into README
  faults [--from N] [--count N] [--every N] [--programs N] [--optimise LEVEL] [--scratch FOLDER] [--list]
                           sow the faults one by one and say which are caught (--list: only look whether each applies)
  coverage [--missed]      the lines of stdlib/ that the cases reach (--missed: which they do not)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("ferrous-conformance: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well.
fn run(arguments: &[String]) -> Result<bool, Box<dyn Error>> {
    let (tool, rest) = match arguments.split_first() {
        Some((tool, rest)) => (tool.as_str(), Arguments(rest)),
        None => return Err(USAGE.into()),
    };
    match tool {
        "cases" => cases(&rest),
        "random" => random::compare::run(&random::compare::Settings {
            seed: rest.number("--seed")?.unwrap_or(1),
            count: rest.number("--count")?.unwrap_or(5_000),
            show: rest.has("--show"),
        }),
        "deviations" if rest.has("--write") => deviation::write_readme().map(|()| true),
        "deviations" => {
            print!("{}", deviation::table(&case::all()?));
            Ok(true)
        }
        "faults" => fault::run(&fault::Settings {
            from: rest.number("--from")?.unwrap_or(1).max(1) as usize,
            count: rest.number("--count")?.unwrap_or(1_000_000) as usize,
            every: rest.number("--every")?.unwrap_or(1) as usize,
            programs: rest.number("--programs")?.unwrap_or(3_000),
            optimisation: rest.number("--optimise")?.unwrap_or(1),
            scratch: rest.value("--scratch").map(Into::into),
            only_list: rest.has("--list"),
        }),
        "coverage" => coverage::run(rest.has("--missed")),
        // What the tools call in processes of their own.
        "script" => {
            check::run_script(rest.0.first().ok_or(USAGE)?)?;
            Ok(true)
        }
        "run-cases" => {
            let runner = Runner::new(&env::current_exe()?)?;
            let report = runner.check(&case::all()?, Who::Ours, "")?;
            Ok(told("ferrous", &report))
        }
        "record" => random::compare::record(
            rest.value("--into").ok_or(USAGE)?.as_ref(),
            rest.number("--count")?.unwrap_or(3_000),
        ),
        "replay" => random::compare::replay(rest.0.first().ok_or(USAGE)?.as_ref()),
        _ => Err(USAGE.into()),
    }
}

fn cases(arguments: &Arguments<'_>) -> Result<bool, Box<dyn Error>> {
    let wanted = arguments.plain().unwrap_or_default();
    let runner = Runner::new(&env::current_exe()?)?;
    let mut files = case::all()?;
    if arguments.has("--bless") {
        runner.bless(&mut files, wanted)?;
        return Ok(true);
    }
    let mut fine = told("ferrous", &runner.check(&files, Who::Ours, wanted)?);
    if reference::is_installed() {
        fine &= told("lua5.1", &runner.check(&files, Who::Reference, wanted)?);
    } else {
        println!("lua5.1 is not installed: NOT compared with it");
    }
    Ok(fine)
}

/// Prints a report; whether nothing was wrong.
fn told(who: &str, report: &Report) -> bool {
    for text in &report.wrong {
        println!("{text}");
    }
    println!(
        "{who}: {} cases, {} wrong",
        report.count,
        report.wrong.len()
    );
    report.wrong.is_empty()
}

/// What stands behind the tool's name.
struct Arguments<'a>(&'a [String]);

impl Arguments<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|argument| argument == name)
    }

    fn value(&self, name: &str) -> Option<&str> {
        let index = self.0.iter().position(|argument| argument == name)?;
        self.0.get(index + 1).map(String::as_str)
    }

    fn number(&self, name: &str) -> Result<Option<u64>, Box<dyn Error>> {
        match self.value(name) {
            None => Ok(None),
            Some(text) => Ok(Some(text.replace('_', "").parse()?)),
        }
    }

    /// The first argument that is no option.
    fn plain(&self) -> Option<&str> {
        self.0
            .iter()
            .find(|argument| !argument.starts_with("--"))
            .map(String::as_str)
    }
}
