//! `io.write`, `file:write`, and flushing.

use std::io::Error;

use ferrous_core::heap::number::NumberText;

use super::{Library, SYSTEM_CALL, default::OUTPUT, failure, file::File, stream::Buffering};
use crate::prelude::*;

/// Bytes that are written between two looks at the fuel.
const STRIDE: usize = 32 << 10;

/// `io.write(...)`: to the default output.
pub(super) fn write<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    let file = library.open_default(ctx, OUTPUT)?;
    begin(ctx, window, Write::new(file, 0))
}

/// `file:write(...)`
pub(super) fn file_write<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    begin(ctx, window, Write::new(file, 1))
}

/// A `write` in the middle of one of its arguments.
#[derive(Collect)]
#[collect(no_drop)]
struct Write<'gc> {
    file: File<'gc>,
    /// The present argument, from 0.
    index: usize,
    /// How much of it has been written.
    written: usize,
    /// Why nothing more is written. The arguments are checked all the same.
    #[collect(require_static)]
    failed: Option<Error>,
}

impl<'gc> Write<'gc> {
    fn new(file: File<'gc>, first: usize) -> Self {
        Self {
            file,
            index: first,
            written: 0,
            failed: None,
        }
    }
}

impl<'gc> Resume<'gc> for Write<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.index < window.len() {
            let number;
            let text = match window.get(self.index).view() {
                View::Number(n) => {
                    number = NumberText::new(n);
                    number.as_bytes()
                }
                View::String(text) => text.as_bytes(),
                _ => return Err(window.type_error(self.index + 1, "string")),
            };
            let paid = self.put(ctx, text)?;
            if self.written == text.len() {
                self.written = 0;
                self.index += 1;
            }
            if !paid && self.index < window.len() {
                return Ok(Action::Pause);
            }
        }
        match self.failed.take() {
            None => window.answer(Value::TRUE),
            Some(error) => failure::fail(ctx, window, &error, None),
        }
        Ok(Action::Return)
    }
}

impl<'gc> Write<'gc> {
    /// Writes on, as far as the fuel goes; false if it is spent.
    fn put(&mut self, ctx: Context<'gc>, text: &[u8]) -> Result<'gc, bool> {
        let mut stream = self.file.stream()?;
        // Once for each argument, however often it pauses.
        let mut paid = ctx.pay((self.written == 0).into());
        if self.failed.is_some() {
            self.written = text.len();
        }
        while self.written < text.len() {
            let end = text.len().min(self.written + STRIDE);
            let piece = &text[self.written..end];
            let result = stream.write(piece);
            let direct = stream.buffering() != Buffering::Full;
            // The system takes up to 5 ms for a megabyte: it has to find the memory.
            paid = ctx.pay(cost::visit(piece.len()) + if direct { SYSTEM_CALL } else { 0 });
            self.written = end;
            if let Err(error) = result {
                self.failed = Some(error);
                self.written = text.len();
            }
            if !paid {
                break;
            }
        }
        Ok(paid)
    }
}

/// `io.flush()`: the default output.
pub(super) fn flush<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    let file = library.open_default(ctx, OUTPUT)?;
    flush_and_answer(ctx, window, file)
}

/// `file:flush()`
pub(super) fn file_flush<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    flush_and_answer(ctx, window, file)
}

fn flush_and_answer<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    file: File<'gc>,
) -> Outcome<'gc> {
    ctx.pay(SYSTEM_CALL);
    let flushed = file.stream()?.flush();
    failure::answer(ctx, window, flushed, None)
}
