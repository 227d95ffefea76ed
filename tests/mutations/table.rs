//! The table in `docs/mutations.md`: which mode has found which site, and where.

use std::{fmt::Write, fs, path::PathBuf};

use ferrous_core::site::Site;

use crate::{
    hunt::{Job, MODES},
    script_support::root,
};

/// A site and what each mode has found: `where (seed): how`, or nothing.
pub struct Row {
    pub site: Site,
    pub findings: Vec<Option<String>>,
}

const HEAD: &str = "# What finds which mistake

Each barrier of the collector and each part of its atomic step has a name (`src/site.rs`). With a cargo feature that is for this only,
one of them is left out, and all scripts of `tests/lua` and the programs of `tests/mutations/host.rs` run until one goes wrong:
prints something else than its answers, panics, or crashes on freed memory, which is filled with a pattern. The cell says
which one did (a script's place is below `tests/lua`), with which seed, and how.

| mode | what happens after each slice | slices | colours are looked at |
|---|---|---|---|
| cycles | a whole cycle | 1 unit | no |
| increments | an increment below one object | 1 unit | no |
| mixed | one of these, a larger increment or nothing, at random | at random, mostly 1 unit | no |
| verified | the same | the same | after each slice |

What a run of everything did not find was looked at, and deleted because it was redundant:

* the barrier of a thread that is ended from outside (`slice::bury`), and of one whose finalizer is stopped (`finalize::stop`): both
  only let go of what they hold, and the second one goes on at once, which barriers it
* the barrier of the state at a switch: between two slices the main thread is the running one, and the state holds that anyway
* the barrier of the main thread at the end of a slice: nobody stores into its registers
* the barrier of the state when a `Lua` is closed: the thread that will finalize is put into the stash in the same mutation
* the call that finished marking between separating userdata and clearing weak tables: clearing begins with the same call

This file is written by `cargo test --features mutations --test mutations -- --write`. CI repeats the last finding of each row
(`bash .ci/run mutations`), and looks for another one if that does not go wrong any more.

";

impl Row {
    pub fn new(site: Site) -> Self {
        Self {
            site,
            findings: Vec::new(),
        }
    }

    pub fn is_found(&self) -> bool {
        self.findings.iter().any(Option::is_some)
    }

    /// What has found the site, the best first.
    pub fn jobs(&self) -> Vec<Job> {
        let found = MODES.iter().zip(&self.findings).rev();
        found
            .filter_map(|(mode, finding)| {
                let (at, rest) = finding.as_ref()?.split_once(" (")?;
                let (seed, _) = rest.split_once(')')?;
                Some(Job::new(*mode, seed.parse().ok()?, &whole_name(at)))
            })
            .collect()
    }
}

/// Where scripts are.
const SCRIPTS: &str = "tests/lua/";

/// The name of a script or host program as it stands in the table.
pub fn short_name(program: &str) -> &str {
    program.strip_prefix(SCRIPTS).unwrap_or(program)
}

fn whole_name(short: &str) -> String {
    match short.ends_with(".lua") {
        true => format!("{SCRIPTS}{short}"),
        false => short.to_owned(),
    }
}

fn path() -> PathBuf {
    root().join("docs/mutations.md")
}

/// Puts a row into the table, in the place of the one that there was.
pub fn write(row: Row) {
    let mut rows = read();
    rows.retain(|other| other.site != row.site);
    rows.push(row);
    rows.sort_by_key(|row| row.site as u8);
    let mut text = HEAD.to_owned();
    let names: Vec<&str> = MODES.iter().map(|mode| mode.name).collect();
    writeln!(text, "| site | what | {} |", names.join(" | ")).expect("a string");
    writeln!(text, "|---|---|{}", "---|".repeat(MODES.len())).expect("a string");
    for row in &rows {
        let findings: Vec<&str> = row
            .findings
            .iter()
            .map(|finding| finding.as_deref().unwrap_or("-"))
            .collect();
        let findings = findings.join(" | ");
        writeln!(
            text,
            "| {} | {} | {findings} |",
            row.site.name(),
            row.site.description()
        )
        .expect("a string");
    }
    fs::write(path(), text).expect("the table can be written");
}

/// The rows of the table as it stands.
pub fn read() -> Vec<Row> {
    let text = fs::read_to_string(path()).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let name = cells.next()?;
            let site = *Site::ALL.iter().find(|site| site.name() == name)?;
            let findings = cells.skip(1).take(MODES.len());
            let findings = findings
                .map(|cell| (cell != "-").then(|| cell.to_owned()))
                .collect();
            Some(Row { site, findings })
        })
        .collect()
}
