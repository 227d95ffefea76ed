//! The prompt: reads statements from the standard input, runs them and prints what they return.

use std::io::{self, BufRead, Write};

use ferrous::{Chunk, Error};

use crate::{
    report,
    run::{End, Session},
};

/// What chunks from here are called.
const NAME: &str = "=stdin";

/// A prompt's global, and what it is without one.
const FIRST: (&str, &str) = ("_PROMPT", "> ");
const NEXT: (&str, &str) = ("_PROMPT2", ">> ");

/// Reads and runs up to the end of the input, or until a statement ends the process. One that fails does not.
pub fn run(session: &mut Session) -> Result<(), End> {
    session.is_interactive = true;
    while let Some(statement) = read(session) {
        if let Err(End::Exit(code)) = session.run_statement(&statement, NAME) {
            return Err(End::Exit(code));
        }
    }
    session.write(b"\n");
    Ok(())
}

/// A statement: as many lines as it takes to be complete, right or wrong. A first line `=e` stands for `return e`.
fn read(session: &mut Session) -> Option<Vec<u8>> {
    let mut text = line(session, FIRST)?;
    if text.first() == Some(&b'=') {
        text.splice(..1, *b"return ");
    }
    while is_incomplete(&text) {
        let more = line(session, NEXT)?;
        text.push(b'\n');
        text.extend_from_slice(&more);
    }
    Some(text)
}

fn is_incomplete(text: &[u8]) -> bool {
    match ferrous::compile(Chunk::new(text).name(NAME)) {
        Err(Error::Syntax(error)) => error.is_incomplete(),
        _ => false,
    }
}

/// A line, without its end.
fn line(session: &mut Session, (global, default): (&str, &str)) -> Option<Vec<u8>> {
    let prompt = session.text_of_global(global);
    session.write(prompt.as_deref().unwrap_or(default.as_bytes()));
    let mut line = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut line) {
        Ok(0) => return None,
        Ok(_) => {}
        Err(error) => {
            report::message(true, error);
            return None;
        }
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Some(line)
}

impl Session {
    /// Writes to the standard output, behind what scripts have printed.
    fn write(&mut self, text: &[u8]) {
        self.flush();
        let mut output = io::stdout().lock();
        let _ = output.write_all(text).and_then(|()| output.flush());
    }
}
