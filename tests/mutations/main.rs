//! Does our own net catch? With one barrier, or one part of the atomic step, left out (`src/site.rs`), scripts under stress
//! have to go wrong.
//!
//! ```text
//! cargo test --features mutations --test mutations               each site, with what has found it before
//! cargo test --features mutations --test mutations -- SITE...    these sites, with everything there is
//! cargo test --features mutations --test mutations -- --write    all sites (or those that are named), and what is found is
//!                                                                written into docs/mutations.md
//! ```
//!
//! For each site and each way of looking for it (`hunt`) a process of its own runs the scripts, and some programs of hosts
//! (`host`), until one prints something else than its answers, panics or crashes. Freed memory is filled with a pattern and
//! kept for a while (`quarantine`), so that its use is seen. The short form, which CI runs, repeats what the table says has
//! found each site (and looks further if that does not find it any more), and does the same with nothing left out, when nothing
//! may go wrong.

mod host;
mod hunt;
mod quarantine;
#[path = "../script_support/mod.rs"]
mod script_support;
mod table;

use std::{env, process::ExitCode};

use ferrous_core::site::Site;
use hunt::{Hunt, Job, MODES};

fn main() -> ExitCode {
    if let Ok(job) = env::var(hunt::JOB) {
        Job::parse(&job).run();
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let writes = arguments.iter().any(|argument| argument == "--write");
    let names: Vec<&String> = arguments.iter().filter(|a| !a.starts_with('-')).collect();
    let is_short = names.is_empty() && !writes;
    let mut found_all = !is_short || nothing_goes_wrong_by_itself();
    for site in Site::ALL {
        if is_short {
            found_all &= is_found_again(*site);
        } else if names.is_empty() || names.iter().any(|name| *name == site.name()) {
            let row = look_everywhere(*site);
            found_all &= row.is_found();
            if writes {
                table::write(row);
            }
        }
    }
    match found_all {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Runs everything in every mode without a site, until each has found it.
fn look_everywhere(site: Site) -> table::Row {
    let mut row = table::Row::new(site);
    for mode in MODES {
        let finding = Hunt::everything(site, *mode).search();
        println!(
            "{}: {}: {}",
            site.name(),
            mode.name,
            finding.as_deref().unwrap_or("-")
        );
        row.findings.push(finding);
    }
    row
}

/// Runs what has found a site before, or else everything.
fn is_found_again(site: Site) -> bool {
    let known = table::read().into_iter().find(|row| row.site == site);
    let jobs = known.map(|row| row.jobs()).unwrap_or_default();
    for job in &jobs {
        if let Some(how) = job.spawn(Some(site)) {
            println!("{}: {job}: {how}", site.name());
            return true;
        }
    }
    println!(
        "{}: not found by what the table says; looking further",
        site.name()
    );
    let found = MODES
        .iter()
        .rev()
        .any(|mode| Hunt::everything(site, *mode).search().is_some());
    if !found {
        println!("{}: NOT FOUND", site.name());
    }
    found
}

/// What finds the sites finds nothing where none is left out.
fn nothing_goes_wrong_by_itself() -> bool {
    let mut jobs: Vec<Job> = table::read()
        .iter()
        .filter_map(|row| row.jobs().into_iter().next())
        .collect();
    jobs.sort_by_key(|job| job.to_string());
    jobs.dedup_by_key(|job| job.to_string());
    let mut is_right = true;
    for job in jobs {
        if let Some(how) = job.spawn(None) {
            println!("{job} goes wrong with nothing left out: {how}");
            is_right = false;
        }
    }
    is_right
}
