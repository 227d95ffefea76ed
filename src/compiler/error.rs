//! What is wrong with a chunk, and where.
//!
//! The text is PUC-Rio's word for word, because scripts match on it; the position beyond the line (column and span) is
//! for editors and for the host's own pictures. A chunk's text is bytes, so the message is bytes too.

use std::fmt;
use std::ops::Range;

use crate::bytecode::prototype::{COMPILE_TIME_NAME, display_name, kept_name};

/// Why a chunk did not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: ErrorKind,
    chunk: Vec<u8>,
    message: Vec<u8>,
    near: Option<Vec<u8>>,
    line: u32,
    column: u32,
    span: Range<usize>,
}

/// The kinds of compile errors.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The source is not Lua.
    Syntax,
    /// The source ends too early: more text could make it a chunk. A prompt asks for another line then.
    Incomplete,
    /// The source is Lua but exceeds one of the limits.
    Limit,
    /// The meter stopped the compiler; nothing is known about the source.
    Stopped,
    /// The chunk is Lua, and there is no memory for it in the interpreter that loads it.
    Memory,
}

/// A place in a source text.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The line PUC-Rio reports: where the lexer stands.
    pub line: u32,
    /// The bytes of the token that is to blame.
    pub span: Range<usize>,
}

impl CompileError {
    pub(super) fn new(
        kind: ErrorKind,
        chunk_name: &[u8],
        source: &[u8],
        place: Place,
        message: Vec<u8>,
        near: Option<Vec<u8>>,
    ) -> Self {
        let line_start = source[..place.span.start.min(source.len())]
            .iter()
            .rposition(|&b| b == b'\n' || b == b'\r')
            .map_or(0, |newline| newline + 1);
        Self(Box::new(Details {
            kind,
            chunk: display_name(kept_name(chunk_name), COMPILE_TIME_NAME),
            message: until_nul(&message).to_vec(),
            near: near.map(|text| until_nul(&text).to_vec()),
            line: place.line,
            column: (place.span.start.saturating_sub(line_start) + 1) as u32,
            span: place.span,
        }))
    }

    /// The source is longer than [`super::limit::SOURCE`].
    pub(super) fn too_long(chunk_name: &[u8]) -> Self {
        let place = Place {
            line: 1,
            span: 0..0,
        };
        Self::new(
            ErrorKind::Limit,
            chunk_name,
            &[],
            place,
            b"chunk is too long".to_vec(),
            None,
        )
    }

    /// The meter stopped the compiler at this line.
    pub(super) fn stopped(chunk_name: &[u8], line: u32) -> Self {
        let place = Place { line, span: 0..0 };
        let message = b"compilation stopped".to_vec();
        Self::new(ErrorKind::Stopped, chunk_name, &[], place, message, None)
    }

    /// There is no memory for what the chunk was compiled to.
    pub(crate) fn out_of_memory() -> Self {
        let message = b"not enough memory".to_vec();
        Self::new(
            ErrorKind::Memory,
            b"=",
            &[],
            Place::default(),
            message,
            None,
        )
    }

    /// Which kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the source only ended too early.
    pub fn is_incomplete(&self) -> bool {
        self.0.kind == ErrorKind::Incomplete
    }

    /// The message without its position and without the token it was found at.
    pub fn message(&self) -> &[u8] {
        &self.0.message
    }

    /// The text of the token at which the error was found.
    pub fn near(&self) -> Option<&[u8]> {
        self.0.near.as_deref()
    }

    /// The chunk's name as messages show it.
    pub fn chunk(&self) -> &[u8] {
        &self.0.chunk
    }

    /// The line, counted from 1.
    pub fn line(&self) -> u32 {
        self.0.line
    }

    /// The byte in its line at which the offending token begins, counted from 1. (A token of several lines begins before
    /// [`line`](Self::line), which is where it ends.)
    pub fn column(&self) -> u32 {
        self.0.column
    }

    /// The bytes of the source that are to blame.
    pub fn span(&self) -> Range<usize> {
        self.0.span.clone()
    }

    /// The whole message as `lua5.1` prints it: `chunk:line: message near 'token'`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let details = &*self.0;
        if details.kind == ErrorKind::Memory {
            return details.message.clone();
        }
        let mut text = details.chunk.clone();
        text.extend_from_slice(format!(":{}: ", details.line).as_bytes());
        text.extend_from_slice(&details.message);
        if let Some(near) = &details.near {
            text.extend_from_slice(b" near '");
            text.extend_from_slice(near);
            text.push(b'\'');
        }
        text
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.to_bytes()))
    }
}

impl std::error::Error for CompileError {}

/// PUC-Rio formats with C strings.
fn until_nul(text: &[u8]) -> &[u8] {
    text.split(|&b| b == 0).next().unwrap_or_default()
}
