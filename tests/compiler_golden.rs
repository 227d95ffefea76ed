//! Golden files: what the compiler makes of small programs, and how it shows errors.
//!
//! `tests/golden/bytecode/*.lua` have their listings beside them, `tests/golden/errors/*.lua` their messages with the
//! place they point to. `FERROUS_BLESS=1 cargo test --test compiler_golden` writes what the compiler does now; look at
//! the difference before you commit it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use ferrous_core::compiler::{CompileError, compile};
use pretty_assertions::assert_str_eq;

#[test]
fn listings() {
    each("bytecode", |name, source| {
        let chunk_name = format!("@{name}");
        compile(source, chunk_name.as_bytes())
            .expect("a program")
            .to_string()
    });
}

#[test]
fn errors() {
    each("errors", |name, source| {
        let chunk_name = format!("@{name}");
        let error = compile(source, chunk_name.as_bytes()).expect_err("a wrong program");
        picture(&error, source)
    });
}

/// The message, what tools see of it, and the place in the source.
fn picture(error: &CompileError, source: &[u8]) -> String {
    let mut text = String::new();
    let span = error.span();
    let (kind, column) = (error.kind(), error.column());
    writeln!(text, "{error}").unwrap();
    writeln!(
        text,
        "{kind:?} at column {column}, bytes {}..{}",
        span.start, span.end
    )
    .unwrap();
    let start = span.start + 1 - column as usize;
    let line = source[start..]
        .split(|&b| b == b'\n')
        .next()
        .unwrap_or_default();
    let marks = span
        .len()
        .min((start + line.len()).saturating_sub(span.start))
        .max(1);
    if line.len() < 100 {
        writeln!(
            text,
            "| {}",
            String::from_utf8_lossy(line).replace(char::is_control, "?")
        )
        .unwrap();
        writeln!(
            text,
            "| {}{}",
            " ".repeat(column as usize - 1),
            "^".repeat(marks)
        )
        .unwrap();
    }
    text
}

/// Compares the outcome of every program in a folder with the file beside it.
fn each(folder: &str, outcome: impl Fn(&str, &[u8]) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(folder);
    let mut programs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the golden files")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "lua"))
        .collect();
    programs.sort();
    assert!(!programs.is_empty());
    for path in programs {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let actual = outcome(&name, &std::fs::read(&path).expect("a program"));
        let golden = path.with_extension("txt");
        if std::env::var_os("FERROUS_BLESS").is_some() {
            std::fs::write(&golden, actual).expect("a golden file");
        } else {
            let expected = std::fs::read_to_string(&golden).unwrap_or_default();
            assert_str_eq!(
                expected,
                actual,
                "{} differs; bless it if it is right",
                golden.display()
            );
        }
    }
}
