//! Messages with long texts in them, put together in pieces.
//!
//! Most messages are short and made at once. Where a part of one comes from a script, a name or a text of any length, the native
//! ends as a [`Message`]: it asks for the memory, copies as far as the fuel goes, and then throws or answers. It says the same
//! then as for a short text.

use std::io::Error;

use crate::{buffer::Part, cost::PIECE, io::system::c_text, os_text, prelude::*};

/// A message on its way, and what becomes of it.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Message<'gc> {
    before: Vec<u8>,
    text: Part<'gc>,
    behind: Vec<u8>,
    #[collect(require_static)]
    purpose: Purpose,
    buffer: Buffer,
    /// How many bytes of what is before and behind the text are in the buffer.
    done: [usize; 2],
}

/// What becomes of it.
#[derive(Copy, Clone)]
pub(crate) enum Purpose {
    /// It is thrown as it is.
    Throw,
    /// It is answered.
    Answer,
    /// It is answered behind a nil.
    Deny,
    /// It is answered as what the operating system has refused, with its number: nil, the message, the number.
    Refuse(i32),
}

/// Whether a text is so long that a message with it is not made at once.
pub(crate) fn is_long(text: LuaString<'_>) -> bool {
    text.len() > PIECE
}

impl<'gc> Message<'gc> {
    /// A text between two others.
    pub fn new(before: &[u8], text: Part<'gc>, behind: &[u8], purpose: Purpose) -> Self {
        Self {
            before: before.to_vec(),
            text,
            behind: behind.to_vec(),
            purpose,
            buffer: Buffer::new(),
            done: [0; 2],
        }
    }

    /// The error for a bad argument of the running native.
    pub fn argument(
        ctx: Context<'gc>,
        index: usize,
        before: &str,
        text: Part<'gc>,
        behind: &str,
    ) -> Self {
        let native = ctx.activation(ctx.thread(), 0);
        let name = native.and_then(|native| native.name(ctx));
        let (kind, name) = name.unwrap_or(("", "?".into()));
        let about = match (kind, index) {
            ("method", 1) => format!("calling '{name}' on bad self ({before}"),
            ("method", _) => format!("bad argument #{} to '{name}' ({before}", index - 1),
            _ => format!("bad argument #{index} to '{name}' ({before}"),
        };
        let before = ctx.position(1) + &about;
        let behind = [behind, ")"].concat();
        Self::new(before.as_bytes(), text, behind.as_bytes(), Purpose::Throw)
    }

    /// What the system has refused to do with a file.
    pub fn refusal(file: Part<'gc>, error: &Error) -> Self {
        let reason = [": ", &os_text::reason(error)].concat();
        let number = error.raw_os_error().unwrap_or(0);
        Self::new(b"", file, reason.as_bytes(), Purpose::Refuse(number))
    }

    /// Puts together what is missing, as far as it goes.
    fn go_on(&mut self, ctx: Context<'gc>) -> Result<'gc, Option<Action<'gc>>> {
        if self.buffer.is_empty() {
            let length = self.before.len() + self.text.rest().len() + self.behind.len();
            if self.buffer.would_ask(length) {
                return self.buffer.ask_exactly(length).map(Some);
            }
        }
        let [before, behind] = &mut self.done;
        if let Some(stop) = self.buffer.pour_bytes(ctx, &self.before, before)? {
            return Ok(Some(stop));
        }
        if let Some(stop) = self.buffer.pour(ctx, &mut self.text)? {
            return Ok(Some(stop));
        }
        self.buffer.pour_bytes(ctx, &self.behind, behind)
    }
}

impl<'gc> Resume<'gc> for Message<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if let Some(stop) = self.go_on(ctx)? {
            self.buffer.settle(ctx);
            return Ok(stop);
        }
        let text = self.buffer.take(ctx);
        window.clear();
        match self.purpose {
            Purpose::Throw => return Err(Thrown::value(text)),
            Purpose::Answer => window.push(text.into()),
            Purpose::Deny => {
                window.push(Value::NIL);
                window.push(text.into());
            }
            Purpose::Refuse(number) => {
                window.push(Value::NIL);
                window.push(text.into());
                window.push(Value::number(number.into()));
            }
        }
        Ok(Action::Return)
    }
}

/// The error for an option (an argument that is one of a few words) that is too long to be any of them.
pub(crate) fn long_option<'gc>(
    ctx: Context<'gc>,
    window: &Window<'gc, '_>,
    index: usize,
) -> Option<Message<'gc>> {
    let option = window
        .arg(index)
        .as_string()
        .filter(|text| is_long(*text))?;
    // It is C's string that is compared and shown.
    let word = c_text(option.as_bytes());
    let text = Part::new(option, 0..word.len());
    let message = || Message::argument(ctx, index, "invalid option '", text, "'");
    (word.len() > PIECE).then(message)
}
