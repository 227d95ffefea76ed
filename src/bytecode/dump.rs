//! Listings: what a prototype looks like to a person, in golden files and under `-l`.
//!
//! The table's operand roles say how each field is shown, so a new instruction needs nothing here: registers as `r1`,
//! constants by their value, upvalues by their name, jumps by the instruction they go to.

use std::fmt::{self, Write};

use super::instruction::{OPEN, Role};
use super::{CaptureSource, Constant, Instruction, Prototype, Vararg};

/// The longest piece of a string constant that is shown.
const SHOWN_STRING: usize = 40;

impl fmt::Display for Prototype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list(f, "main")
    }
}

impl Prototype {
    /// Writes this function and then the functions in it, which are called `path.0`, `path.1`, ...
    fn list(&self, f: &mut fmt::Formatter<'_>, path: &str) -> fmt::Result {
        self.header(f, path)?;
        for (at, (instruction, line)) in self.code.iter().zip(&self.lines).enumerate() {
            writeln!(
                f,
                "{at:5} [{line}] {}",
                self.instruction(at, *instruction).trim_end()
            )?;
        }
        for (at, inner) in self.prototypes.iter().enumerate() {
            writeln!(f)?;
            inner.list(f, &format!("{path}.{at}"))?;
        }
        Ok(())
    }

    fn header(&self, f: &mut fmt::Formatter<'_>, path: &str) -> fmt::Result {
        let vararg = match self.vararg {
            Vararg::No => "",
            Vararg::Dots => " + ...",
            Vararg::Table => " + arg",
        };
        writeln!(
            f,
            "function {path} (lines {}-{}): {}{vararg} parameters, {} registers",
            self.line_defined, self.last_line_defined, self.parameters, self.frame_size
        )?;
        for (at, capture) in self.captures.iter().enumerate() {
            let (from, index) = match capture.source {
                CaptureSource::Register(index) => ("r", index),
                CaptureSource::Upvalue(index) => ("u", index),
            };
            let cell = if capture.cell { " cell" } else { "" };
            writeln!(
                f,
                "  upvalue {at} {}: {from}{index}{cell}",
                lossy(&capture.name)
            )?;
        }
        for local in &self.locals {
            let cell = if local.cell { " cell" } else { "" };
            let (name, register) = (lossy(&local.name), local.register);
            writeln!(
                f,
                "  local {name}: r{register}{cell} {}..{}",
                local.start, local.end
            )?;
        }
        Ok(())
    }

    /// One instruction, with its operands as the table describes them.
    fn instruction(&self, at: usize, instruction: Instruction) -> String {
        let Some(op) = instruction.op() else {
            return format!("?{}", instruction.code());
        };
        let fields = [instruction.a(), instruction.b(), instruction.c()];
        let mut text = format!("{:<10}", op.name());
        for (role, field) in op.roles().into_iter().zip(fields) {
            match role {
                Role::None | Role::Hint => continue,
                Role::Write | Role::Read | Role::Update => _ = write!(text, " r{field}"),
                Role::Upvalue => match self.captures.get(field) {
                    Some(capture) => _ = write!(text, " u{field}:{}", lossy(&capture.name)),
                    None => _ = write!(text, " u{field}"),
                },
                Role::Constant | Role::Number | Role::Text => self.constant(&mut text, field),
                Role::TextHint => self.constant(&mut text, instruction.kh()),
                Role::Count if field == OPEN as usize => text.push_str(" *"),
                Role::Count => _ = write!(text, " {field}"),
                Role::Jump => _ = write!(text, " -> {}", at as isize + 1 + instruction.d()),
                Role::Prototype => _ = write!(text, " f{field}"),
            }
        }
        text
    }

    fn constant(&self, text: &mut String, index: usize) {
        match self.constants.get(index) {
            Some(Constant::Number(value)) => _ = write!(text, " {value}"),
            Some(Constant::String(bytes)) if bytes.len() > SHOWN_STRING => {
                _ = write!(text, " {:?}...", lossy(&bytes[..SHOWN_STRING]));
            }
            Some(Constant::String(bytes)) => _ = write!(text, " {:?}", lossy(bytes)),
            None => _ = write!(text, " k{index}?"),
        }
    }
}

fn lossy(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
