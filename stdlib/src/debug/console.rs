//! `debug.debug`: a prompt on the terminal, in the middle of a script.
//!
//! It reads lines where `io.read` does (see [`input`]), and the whole interpreter waits for them.

use ferrous_core::heap::number::NumberText;

use crate::{
    input::{self, Input},
    output,
    prelude::*,
};

/// The longest piece of a line that is taken for a command of its own, as in PUC-Lua's buffer of 250 bytes.
const LONGEST_COMMAND: usize = 249;

/// `debug.debug()`: runs each line as a chunk, up to the end of the input or a line with "cont".
pub(super) fn debug<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.clear();
    begin(ctx, window, Console)
}

/// The prompt. Whatever a command has returned is dropped.
#[derive(Collect)]
#[collect(require_static)]
struct Console;

impl<'gc> Resume<'gc> for Console {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            window.clear();
            // What the script has printed so far comes first; where nobody can be asked, there is nothing to say.
            let _ = output::flush(ctx);
            output::errors(ctx)?.write(b"lua_debug> ");
            let command = match input::share(ctx)?.try_borrow_mut() {
                Ok(mut input) => read_command(&mut input),
                Err(_) => Vec::new(),
            };
            if command.is_empty() || command == b"cont\n" {
                return Ok(Action::Return);
            }
            ctx.pay(command.len() as u64);
            match ctx.load(&command, b"=(debug command)") {
                Ok(function) => return Ok(Action::Call(function.into())),
                Err(error) => report(ctx, &error.to_bytes())?,
            }
        }
    }

    fn caught(
        &mut self,
        ctx: Context<'gc>,
        error: Thrown<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Outcome<'gc> {
        match error.into_value(ctx).view() {
            View::String(message) => report(ctx, message.as_bytes())?,
            View::Number(number) => report(ctx, NumberText::new(number).as_bytes())?,
            _ => report(ctx, b"(error object is not a string)")?,
        }
        self.resume(ctx, window)
    }

    fn catches(&self) -> bool {
        true
    }
}

fn report<'gc>(ctx: Context<'gc>, message: &[u8]) -> Result<'gc, ()> {
    let errors = output::errors(ctx)?;
    errors.write(message);
    errors.write(b"\n");
    Ok(())
}

/// A line with its end, or as much of it as makes a command; empty at the end of the input.
fn read_command(input: &mut Input) -> Vec<u8> {
    let mut line = Vec::new();
    while line.last() != Some(&b'\n') && line.len() < LONGEST_COMMAND {
        let looked = input.look(|waiting| {
            let room = waiting.len().min(LONGEST_COMMAND - line.len());
            let end = waiting[..room].iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(room, |at| at + 1);
            line.extend_from_slice(&waiting[..taken]);
            (taken, taken)
        });
        if !matches!(looked, Ok(1..)) {
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::{Input, LONGEST_COMMAND, read_command};

    #[test]
    fn commands_are_lines_or_full_buffers() {
        let long = "x".repeat(LONGEST_COMMAND + 1);
        let text = format!("one\n\n{long}\nlast");
        let mut input = Input::Host(Box::new(io::Cursor::new(text)));
        let lengths: Vec<_> = std::iter::repeat_with(|| read_command(&mut input).len())
            .take(6)
            .collect();
        assert_eq!(lengths, [4, 1, LONGEST_COMMAND, 2, 4, 0]);
    }
}
