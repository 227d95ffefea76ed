//! Files and the standard input as places that source comes from, read piece by piece.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Read},
    rc::Rc,
};

use crate::{input, os_text, prelude::*};

/// Bytes that are read at a time.
pub(super) const PIECE: usize = 32 << 10;

/// Where source comes from.
#[derive(Collect)]
#[collect(require_static)]
pub(super) enum Input {
    File(File),
    /// What the interpreter's input gives: the process's, or the host's.
    Standard(Rc<RefCell<input::Input>>),
}

impl Input {
    /// Opens a file.
    pub fn open<'gc>(file: &[u8]) -> Result<'gc, Self> {
        match File::open(os_text::of(file)) {
            Ok(opened) => Ok(Self::File(opened)),
            Err(error) => Err(failure("open", file, &error)),
        }
    }

    /// The standard input.
    pub fn standard<'gc>(ctx: Context<'gc>) -> Result<'gc, Self> {
        input::share(ctx).map(Self::Standard)
    }

    /// Reads a piece into the end of the buffer, which has room for it. False: there is no more.
    pub fn read<'gc>(&mut self, into: &mut Buffer, file: &[u8]) -> Result<'gc, bool> {
        let bytes = into.bytes_mut();
        let before = bytes.len();
        let read = match self {
            Self::File(opened) => opened.take(PIECE as u64).read_to_end(bytes),
            Self::Standard(input) => input.borrow_mut().look(|piece| {
                let piece = &piece[..piece.len().min(PIECE)];
                bytes.extend_from_slice(piece);
                (piece.len(), piece.len())
            }),
        };
        match read {
            Ok(_) => Ok(bytes.len() > before),
            Err(error) => Err(failure("read", file, &error)),
        }
    }
}

/// What cannot be done with a file, and why.
fn failure<'gc>(verb: &str, file: &[u8], error: &io::Error) -> Thrown<'gc> {
    let reason = os_text::reason(error);
    let parts: [&[u8]; 6] = [
        b"cannot ",
        verb.as_bytes(),
        b" ",
        file,
        b": ",
        reason.as_bytes(),
    ];
    Thrown::plain(parts.concat())
}
