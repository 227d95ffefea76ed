//! The cases, and what is true of them as a whole.

use std::{collections::HashSet, path::Path};

use ferrous_conformance::{
    case::{self, Case},
    check::{Report, Runner, Who},
    deviation, message, reference,
};
use pretty_assertions::assert_str_eq;

/// All cases under both; one test, because cases share the process's current folder.
#[test]
fn both_give_the_answers() {
    let files = case::all().expect("the cases can be read");
    let command = Path::new(env!("CARGO_BIN_EXE_ferrous-conformance"));
    let runner = Runner::new(command).expect("there is a folder for it");
    let ours = runner
        .check(&files, Who::Ours, "")
        .expect("cases can be run");
    assert!(ours.count > 200, "only {} cases", ours.count);
    assert_all_right("ferrous", &ours);
    if reference::is_installed() {
        let theirs = runner
            .check(&files, Who::Reference, "")
            .expect("cases can be run");
        assert_all_right("lua5.1", &theirs);
    } else {
        eprintln!("lua5.1 is not installed: NOT compared with it");
    }
}

fn assert_all_right(who: &str, report: &Report) {
    assert!(
        report.wrong.is_empty(),
        "{who}: {} of {} cases went wrong (-: expected, +: printed)\n{}",
        report.wrong.len(),
        report.count,
        report.wrong.join("\n")
    );
}

#[test]
fn ids_are_unique_and_every_case_answers() {
    let mut ids = HashSet::new();
    for case in cases() {
        assert!(!case.code.is_empty(), "{} has no code", case.id);
        assert!(!case.answers.is_empty(), "{} has no answers", case.id);
        assert!(ids.insert(case.id.clone()), "{} occurs twice", case.id);
    }
}

#[test]
fn files_are_in_their_form() {
    for file in case::all().expect("the cases can be read") {
        let path = ferrous_conformance::root().join(&file.path);
        let text = std::fs::read_to_string(path).expect("the file can be read");
        assert_str_eq!(text, file.text(), "{}", file.path);
    }
}

#[test]
fn deviations_deviate_and_nothing_else_does() {
    for case in cases() {
        if case.deviates() {
            assert_ne!(case.answers, case.ours, "{} does not deviate", case.id);
        } else {
            assert!(
                case.ours.is_empty(),
                "{} deviates without a reason",
                case.id
            );
        }
    }
}

#[test]
fn readme_has_the_table_of_deviations() {
    let files = case::all().expect("the cases can be read");
    let in_readme = deviation::table_in_readme().expect("README has the table");
    assert_str_eq!(deviation::table(&files), in_readme);
}

fn cases() -> Vec<Case> {
    let files = case::all().expect("the cases can be read");
    files.into_iter().flat_map(|file| file.cases).collect()
}

/// Messages that no case can provoke, and why.
const UNPROVOKED: &[(&str, &str)] = &[
    ("chunk is too long", "takes a source of gigabytes"),
    (
        "compilation stopped",
        "the host's meter stops compilers, and tells the host",
    ),
    ("string length overflow", "takes strings of gigabytes"),
    ("resulting string too large", "takes a string of gigabytes"),
    ("string slice too long", "takes a string of gigabytes"),
    (
        "a finalizer has burned too much fuel",
        "the host's account of finalizers",
    ),
    (
        "cannot resume non-suspended coroutine",
        "the library finds it out before the machine does",
    ),
    (
        "attempt to modify a read-only table",
        "only hosts make tables read-only",
    ),
    ("not enough memory", "only hosts set limits"),
    (
        "userdata is in use",
        "only hosts make userdata of their own",
    ),
    (
        "userdata is of another type",
        "only hosts make userdata of their own",
    ),
    ("userdata: {pointer:p}", "only hosts make light userdata"),
    ("file (0x{:08x})", "an address"),
    ("=(debug command)", "goes to the standard error"),
    (
        "(error object is not a string)",
        "goes to the standard error",
    ),
    ("no name is free", "takes as many files as there are names"),
    (
        "unable to generate a unique filename",
        "takes as many files as there are names",
    ),
    (
        " (os error {number})",
        "what is taken off messages of the system",
    ),
    (": bad code", "takes a forged dump"),
];

#[test]
fn every_message_is_provoked() {
    let answers: Vec<String> = cases()
        .iter()
        .flat_map(|case| case.expected_of_ours().iter().cloned())
        .collect();
    let messages = message::all().expect("the source can be read");
    assert!(messages.len() > 100, "only {} messages", messages.len());
    let is_excused = |text: &str| UNPROVOKED.iter().any(|(known, _)| *known == text);
    let missing: Vec<_> = messages
        .iter()
        .filter(|message| !is_excused(&message.text))
        .filter(|message| !answers.iter().any(|answer| message.occurs_in(answer)))
        .map(|message| format!("{}: {}", message.path, message.text))
        .collect();
    assert!(
        missing.is_empty(),
        "no case provokes\n{}",
        missing.join("\n")
    );
}
