//! `print`: each argument through the global `tostring`, tabs between, a line end behind.
//!
//! While the global is the function that the library put there, and no argument has a `__tostring`, nothing is called and
//! nothing allocated.

use ferrous_core::heap::{native::Answer, number::NumberText};

use super::convert::{plain_text, tostring_handler};
use crate::{
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
            self.put_result(ctx, window)?;
            window.resize(self.count);
        }
        while self.next < self.count {
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
                Some(number) => self.put(ctx, NumberText::new(number).as_bytes()),
                None => self.put(ctx, plain_text(ctx, value).as_bytes()),
            }
        }
        self.sink.write(b"\n");
        window.clear();
        Ok(Action::Return)
    }
}

impl<'gc> Printing<'gc> {
    fn put(&mut self, ctx: Context<'gc>, text: &[u8]) {
        ctx.pay(1 + cost::copy(text.len()));
        if self.next > 0 {
            self.sink.write(b"\t");
        }
        self.sink.write(text);
        self.next += 1;
    }

    fn put_result(&mut self, ctx: Context<'gc>, window: &Window<'gc, '_>) -> Result<'gc, ()> {
        let text = window.get(self.count);
        match text.view() {
            View::String(text) => self.put(ctx, text.as_bytes()),
            View::Number(number) => self.put(ctx, NumberText::new(number).as_bytes()),
            _ => return Err(Thrown::msg("'tostring' must return a string to 'print'")),
        }
        Ok(())
    }
}

/// Whether a hook is to see that `tostring` is called.
fn is_watched(ctx: Context<'_>) -> bool {
    let hook = ctx.thread().hook();
    hook.function.is_some() && (hook.calls || hook.returns)
}
