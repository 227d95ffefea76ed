//! The table of what is different on purpose.
//!
//! A deviation is a case with a reason: its title says what is different, its code shows it, with the answers of both
//! interpreters. README's table is made from them and stands there between two markers.

use std::{error::Error, fs, path::PathBuf};

use crate::{
    case::{self, File},
    root,
};

/// What stands before the table in README.
const BEGIN: &str =
    "<!-- deviations: written by `cargo run -p ferrous-conformance -- deviations --write` -->\n";

/// What stands behind it.
const END: &str = "<!-- end of deviations -->\n";

/// The table: what is different and why, a row for each deviation.
pub fn table(files: &[File]) -> String {
    let mut text = String::from("| what | why |\n|---|---|\n");
    for case in files.iter().flat_map(|file| &file.cases) {
        if let Some(why) = &case.options.why {
            text += &format!("| {} | {why} |\n", case.title);
        }
    }
    text
}

/// The table in README.
pub fn table_in_readme() -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(readme())?;
    Ok(split(&text)?.1.to_owned())
}

/// Writes the table into README.
pub fn write_readme() -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(readme())?;
    let (before, _, behind) = split(&text)?;
    let table = table(&case::all()?);
    fs::write(readme(), [before, &table, behind].concat())?;
    Ok(())
}

fn readme() -> PathBuf {
    root().join("README.md")
}

/// What precedes the table, the table, and what follows.
fn split(text: &str) -> Result<(&str, &str, &str), Box<dyn Error>> {
    let begin = text
        .find(BEGIN)
        .ok_or("README has no table of deviations")?
        + BEGIN.len();
    let end = text
        .find(END)
        .ok_or("README's table of deviations has no end")?;
    Ok((
        &text[..begin],
        text.get(begin..end).ok_or("the markers are exchanged")?,
        &text[end..],
    ))
}
