//! Random programs under both interpreters.
//!
//! Ferrous goes first, with little fuel: what takes longer is left out, so that `lua5.1` never hangs. It runs some programs
//! ahead, and `lua5.1` works on another processor meanwhile.

use std::{collections::VecDeque, error::Error, fs, path::Path};

use super::{program, shrink};
use crate::{answer, case::Case, case::File, ours, reference::Server};

/// Fuel for a program; they need a few thousand.
const FUEL: u64 = 1_000_000;

/// How many programs `lua5.1` may be behind.
const AHEAD: usize = 64;

/// How many programs one process of `lua5.1` runs.
const SHIFT: u64 = 2_000;

/// After so many programs a long run says how far it is.
const PROGRESS: usize = 20_000;

/// After so many differences there is enough to look at.
const ENOUGH: usize = 10;

/// The name of a program in messages.
const NAME: &str = "case.lua";

/// What to compare.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The first seed.
    pub seed: u64,
    /// How many programs.
    pub count: u64,
    /// Only print them.
    pub show: bool,
}

/// Compares programs; whether there was no difference. What differs is shrunk and written as a case.
pub fn run(settings: &Settings) -> Result<bool, Box<dyn Error>> {
    let seeds = settings.seed..settings.seed + settings.count;
    if settings.show {
        for seed in seeds {
            println!("-- seed {seed}\n{}", program::generate(seed));
        }
        return Ok(true);
    }
    let mut tally = Tally::default();
    let mut told = 0;
    let mut seeds = seeds.peekable();
    while seeds.peek().is_some() && tally.different.len() < ENOUGH {
        let known = tally.different.len();
        run_shift(seeds.by_ref().take(SHIFT as usize), &mut tally)?;
        for seed in &tally.different[known..] {
            report(*seed)?;
        }
        if tally.programs / PROGRESS > told {
            told = tally.programs / PROGRESS;
            println!(
                "{} programs, {} different",
                tally.programs,
                tally.different.len()
            );
        }
    }
    println!(
        "{} programs, {} left out, {} ended by an error, {} lines, {} different",
        tally.programs,
        tally.left_out,
        tally.failed,
        tally.lines,
        tally.different.len()
    );
    Ok(tally.different.is_empty())
}

#[derive(Debug, Default)]
struct Tally {
    programs: usize,
    left_out: usize,
    failed: usize,
    lines: usize,
    different: Vec<u64>,
}

fn run_shift(seeds: impl Iterator<Item = u64>, tally: &mut Tally) -> Result<(), Box<dyn Error>> {
    let mut server = Server::start()?;
    let mut pending = VecDeque::new();
    for seed in seeds {
        let source = program::generate(seed);
        let Some(printed) = ours(&source) else {
            tally.left_out += 1;
            continue;
        };
        server.send(source.into_bytes());
        pending.push_back((seed, printed));
        if pending.len() > AHEAD {
            settle(&mut server, &mut pending, tally)?;
        }
    }
    while !pending.is_empty() {
        settle(&mut server, &mut pending, tally)?;
    }
    Ok(())
}

/// Compares the oldest program that is under way.
fn settle(
    server: &mut Server,
    pending: &mut VecDeque<(u64, Vec<u8>)>,
    tally: &mut Tally,
) -> Result<(), Box<dyn Error>> {
    let Some((seed, printed)) = pending.pop_front() else {
        return Ok(());
    };
    let Ok(expected) = server.receive() else {
        // This program was too much for `lua5.1`; those behind it go to another process.
        println!("seed {seed}: lua5.1 has died");
        tally.left_out += 1;
        *server = Server::start()?;
        for (seed, _) in &*pending {
            server.send(program::generate(*seed).into_bytes());
        }
        return Ok(());
    };
    tally.programs += 1;
    tally.lines += printed.iter().filter(|byte| **byte == b'\n').count();
    tally.failed += usize::from(
        printed
            .split(|byte| *byte == b'\n')
            .any(|line| line.starts_with(b"error: ")),
    );
    if plain(&expected) != plain(&printed) {
        tally.different.push(seed);
    }
    Ok(())
}

/// What Ferrous prints; nothing if it takes long.
fn ours(source: &str) -> Option<Vec<u8>> {
    let printed = ours::run_on_coroutine(NAME, source.as_bytes(), FUEL);
    (!printed.ends_with(ours::OUT_OF_FUEL)).then_some(printed)
}

/// An output without what may differ: addresses, which stack it is that overflows, and the sign of what is no number, which comes from the processor's order
/// of operands.
fn plain(output: &[u8]) -> Vec<String> {
    let lines = answer::lines(output);
    lines
        .into_iter()
        .map(|line| {
            without_addresses(
                &line
                    .replace("-nan", "nan")
                    .replace("C stack overflow", "stack overflow"),
            )
        })
        .collect()
}

fn without_addresses(line: &str) -> String {
    let mut parts = line.split(": 0x");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text += ": 0x";
        text += part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    text
}

/// Whether the two differ on a source, and are not both merely unable to read it.
fn differs(server: &mut Server, source: &str) -> bool {
    let Some(printed) = ours(source) else {
        return false;
    };
    match server.run(source) {
        Ok(expected) => {
            plain(&expected) != plain(&printed) && !expected.ends_with(b"error: too long\n")
        }
        Err(_) => {
            // It has died of this program, which does not count.
            if let Ok(fresh) = Server::start() {
                *server = fresh;
            }
            false
        }
    }
}

/// Shrinks the program of a seed, shows it and writes it as a case.
fn report(seed: u64) -> Result<(), Box<dyn Error>> {
    let mut server = Server::start()?;
    let source = program::generate(seed);
    let small = shrink::shrink(&source, |source| differs(&mut server, source));
    let expected = answer::lines(&server.run(&small)?);
    let printed = answer::lines(&ours(&small).unwrap_or_default());
    println!(
        "\nseed {seed}:\n{small}{}",
        answer::difference(&expected, &printed)
    );
    let path = format!("conformance/cases/found/seed_{seed}.lua");
    let case = Case {
        id: format!("found.seed_{seed}/difference"),
        title: format!("what the program of seed {seed} came down to"),
        code: small.lines().map(Into::into).collect(),
        answers: expected,
        ..Case::default()
    };
    let head = vec!["-- Found by a random program; to be moved to where it belongs.".into()];
    File {
        path: path.clone(),
        head,
        cases: vec![case],
    }
    .write()?;
    println!("written to {path}");
    Ok(())
}

// -- without lua5.1 ----------------------------------------------------------------------------------------------------

/// Writes programs and the answers that `lua5.1` gives to them into a file, for [`replay`].
pub fn record(into: &Path, count: u64) -> Result<bool, Box<dyn Error>> {
    let mut server = Server::start()?;
    let mut text = String::new();
    for seed in 1..=count {
        let source = program::generate(seed);
        if ours(&source).is_some() {
            let answers = plain(&server.run(&source)?);
            text += &format!("{seed} {}\n", answers.len());
            for line in answers {
                text += &format!("{line}\n");
            }
        }
    }
    fs::write(into, text)?;
    Ok(true)
}

/// Runs recorded programs again; false at the first that answers something else.
pub fn replay(from: &Path) -> Result<bool, Box<dyn Error>> {
    let text = fs::read_to_string(from)?;
    let mut lines = text.split('\n');
    while let Some((seed, count)) = lines.next().and_then(|line| line.split_once(' ')) {
        let expected: Vec<&str> = lines.by_ref().take(count.parse()?).collect();
        let printed = ours(&program::generate(seed.parse()?));
        if printed.is_none_or(|printed| plain(&printed) != expected) {
            println!("random program {seed} answers something else");
            return Ok(false);
        }
    }
    Ok(true)
}
