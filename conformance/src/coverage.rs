//! The lines of the library that cases reach.
//!
//! This package is built once more with rustc's instrumentation, in a target folder of its own, and runs all cases; LLVM's
//! tools (`rustup component add llvm-tools`) make lines of the counts. Lines of `stdlib/src` count, tests do not.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::root;

/// What has to be reached, in percent.
const GOAL: f64 = 95.0;

/// Files, their lines, and how often each was run.
type Lines = BTreeMap<String, BTreeMap<usize, u64>>;

/// Measures; whether the goal is reached.
pub fn run(show_missed: bool) -> Result<bool, Box<dyn Error>> {
    let folder = target();
    let profiles = folder.join("profiles");
    let _ = fs::remove_dir_all(&profiles);
    done(
        Command::new("cargo")
            .args(["build", "--package", "ferrous-conformance"])
            .env("RUSTFLAGS", "-C instrument-coverage")
            .env("CARGO_TARGET_DIR", &folder)
            .env("LLVM_PROFILE_FILE", folder.join("build-%p.profraw"))
            .current_dir(root()),
    )?;
    let binary = folder.join("debug/ferrous-conformance");
    // Whether the answers are right is not the question here.
    Command::new(&binary)
        .arg("run-cases")
        .env("LLVM_PROFILE_FILE", profiles.join("%p.profraw"))
        .current_dir(root())
        .stdout(Stdio::null())
        .status()?;
    let merged = folder.join("cases.profdata");
    let raw: Vec<PathBuf> = fs::read_dir(&profiles)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    done(
        Command::new(tool("llvm-profdata")?)
            .args(["merge", "--sparse", "-o"])
            .arg(&merged)
            .args(raw),
    )?;
    let export = Command::new(tool("llvm-cov")?)
        .args(["export", "--format=lcov"])
        .arg(format!("--instr-profile={}", merged.display()))
        .arg(&binary)
        .output()?;
    report(
        &read(&String::from_utf8_lossy(&export.stdout))?,
        show_missed,
    )
}

fn target() -> PathBuf {
    let base = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    base.join("coverage")
}

fn done(command: &mut Command) -> Result<(), Box<dyn Error>> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(format!("{command:?} failed").into()),
    }
}

/// One of LLVM's tools, as the toolchain has it.
fn tool(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir"])
        .current_dir(root())
        .output()?;
    let library = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let path = Path::new(&library).with_file_name("bin").join(name);
    match path.exists() {
        true => Ok(path),
        false => Err(format!(
            "{} is missing: rustup component add llvm-tools",
            path.display()
        )
        .into()),
    }
}

/// Reads the counts of the library's lines.
fn read(lcov: &str) -> Result<Lines, Box<dyn Error>> {
    let prefix = format!("{}/", root().join("stdlib/src").display());
    let mut lines = Lines::new();
    let mut file = None;
    for line in lcov.lines() {
        if let Some(path) = line.strip_prefix("SF:") {
            file = path.strip_prefix(&prefix).map(str::to_owned);
        } else if let (Some(counts), Some(file)) = (line.strip_prefix("DA:"), &file) {
            let (line, count) = counts.split_once(',').ok_or("not what llvm-cov writes")?;
            let known = lines
                .entry(file.clone())
                .or_default()
                .entry(line.parse()?)
                .or_default();
            *known += count.parse::<u64>()?;
        }
    }
    Ok(lines)
}

fn report(lines: &Lines, show_missed: bool) -> Result<bool, Box<dyn Error>> {
    let (mut reached, mut all) = (0, 0);
    for (file, lines) in lines {
        let missed: Vec<_> = lines
            .iter()
            .filter(|(_, count)| **count == 0)
            .map(|(line, _)| *line)
            .collect();
        println!(
            "{:5.1} % of {:4}  {file}",
            percent(lines.len() - missed.len(), lines.len()),
            lines.len()
        );
        if show_missed && !missed.is_empty() {
            let source = fs::read_to_string(root().join("stdlib/src").join(file))?;
            let source: Vec<_> = source.lines().collect();
            for line in &missed {
                println!("    {line:5}  {}", source.get(line - 1).unwrap_or(&""));
            }
        }
        (reached, all) = (reached + lines.len() - missed.len(), all + lines.len());
    }
    let total = percent(reached, all);
    println!("{total:5.1} % of {all} lines of stdlib/src (the goal is {GOAL} %)");
    Ok(total >= GOAL)
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}
