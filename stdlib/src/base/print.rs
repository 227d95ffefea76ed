//! `print`: each argument through the global `tostring`, tabs between, a line end behind.
//!
//! While the global is the function that the library put there, and no argument has a `__tostring`, nothing is called and
//! nothing allocated.

use ferrous_core::heap::{native::Answer, number::NumberText};

use super::convert::{plain_text, tostring_handler};
use crate::{
    cost::PIECE,
    open,
    output::{self, Sink},
    prelude::*,
};

/// Opens this part of the library, after `tostring` is there.
pub(super) fn open<'gc>(ctx: Context<'gc>, globals: Table<'gc>) -> Result<'gc, ()> {
    let name = ctx.string("tostring");
    let print = Print {
        name,
        tostring: globals.raw_get(ctx, name),
        sink: output::sink(ctx)?,
    };
    open::field(ctx, globals, "print", ctx.native_with("print", print))
}

#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
struct Print<'gc> {
    /// The text "tostring".
    name: LuaString<'gc>,
    /// The library's own `tostring`.
    tostring: Value<'gc>,
    sink: Sink<'gc>,
}

impl<'gc> Body<'gc> for Print<'gc> {
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let (tostring, question) = match ctx.index(ctx.globals().into(), self.name.into())? {
            Answer::Known(tostring) => (tostring, None),
            Answer::Ask(handler, arguments) => (Value::NIL, Some((handler, arguments))),
        };
        let print = Printing {
            sink: self.sink,
            own: self.tostring,
            question,
            tostring,
            is_plain: tostring.raw_equals(self.tostring) && !is_watched(ctx),
            count: window.len(),
            next: 0,
            written: 0,
            called: false,
        };
        begin(ctx, window, print)
    }
}

/// A `print` in the middle of its arguments, all of which are kept.
#[derive(Collect)]
#[collect(no_drop)]
struct Printing<'gc> {
    sink: Sink<'gc>,
    /// The library's own `tostring`.
    own: Value<'gc>,
    /// What to call for the global `tostring`, where the globals have a metatable; then the answer is awaited.
    question: Option<(Value<'gc>, [Value<'gc>; 2])>,
    tostring: Value<'gc>,
    /// Whether `tostring` is the library's own.
    is_plain: bool,
    count: usize,
    next: usize,
    /// How much of a long text has been written.
    written: usize,
    /// Whether the text of argument `next` has been asked for and is in the window.
    called: bool,
}

impl<'gc> Resume<'gc> for Printing<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if let Some((handler, [globals, name])) = self.question {
            if !self.called {
                self.called = true;
                window.keep(self.count);
                window.push(globals);
                window.push(name);
                return Ok(Action::Call(handler));
            }
            self.tostring = window.get(self.count);
            self.is_plain = self.tostring.raw_equals(self.own);
            (self.called, self.question) = (false, None);
            window.resize(self.count);
        }
        if self.called {
            self.called = false;
            if !self.put_result(ctx, window)? {
                self.called = true;
                window.keep(self.count);
                return Ok(Action::Pause);
            }
            window.resize(self.count);
        }
        while self.next < self.count {
            if !ctx.pay(0) {
                return Ok(Action::Pause);
            }
            let value = window.get(self.next);
            let handler = if self.is_plain {
                tostring_handler(ctx, value)
            } else {
                Some(self.tostring)
            };
            if let Some(handler) = handler {
                self.called = true;
                window.keep(self.count);
                window.push(value);
                return Ok(Action::Call(handler));
            }
            match value.as_number() {
                Some(number) => {
                    let text = NumberText::new(number);
                    self.put(ctx, text.as_bytes());
                }
                None => {
                    let text = plain_text(ctx, value);
                    if !self.put(ctx, text.as_bytes()) {
                        return Ok(Action::Pause);
                    }
                }
            }
        }
        self.sink.write(b"\n");
        window.clear();
        Ok(Action::Return)
    }
}

impl<'gc> Printing<'gc> {
    /// Writes an argument's text, from where it has come to; false if there was not enough fuel for all of it.
    fn put(&mut self, ctx: Context<'gc>, text: &[u8]) -> bool {
        if self.written == 0 {
            ctx.pay(1);
            if self.next > 0 {
                self.sink.write(b"\t");
            }
        }
        while self.written < text.len() {
            let rest = &text[self.written..];
            let piece = &rest[..rest.len().min(PIECE)];
            self.sink.write(piece);
            self.written += piece.len();
            if !ctx.pay(cost::copy(piece.len())) && self.written < text.len() {
                return false;
            }
        }
        self.written = 0;
        self.next += 1;
        true
    }

    fn put_result(&mut self, ctx: Context<'gc>, window: &Window<'gc, '_>) -> Result<'gc, bool> {
        let text = window.get(self.count);
        Ok(match text.view() {
            View::String(text) => self.put(ctx, text.as_bytes()),
            View::Number(number) => self.put(ctx, NumberText::new(number).as_bytes()),
            _ => return Err(Thrown::msg("'tostring' must return a string to 'print'")),
        })
    }
}

/// Whether a hook is to see that `tostring` is called.
fn is_watched(ctx: Context<'_>) -> bool {
    let hook = ctx.thread().hook();
    hook.function.is_some() && (hook.calls || hook.returns)
}
