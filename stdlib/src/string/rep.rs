//! `string.rep`.

use ferrous_core::heap::string::LONGEST;

use crate::{buffer::too_large, cost::PIECE, prelude::*};

/// Results up to this length are made on the Rust stack.
const SHORT: usize = 64;

/// `string.rep(s, n)`
pub(super) fn rep<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let string = window.check_string(ctx, 1)?;
    let count = window.check_int(2)?.max(0) as usize;
    let length = string.len().saturating_mul(count);
    if length > LONGEST {
        return Err(too_large());
    }
    if length <= SHORT {
        let mut bytes = [0; SHORT];
        let units = string.as_bytes().iter().cycle();
        for (byte, unit) in bytes[..length].iter_mut().zip(units) {
            *byte = *unit;
        }
        window.answer(ctx.string(&bytes[..length]).into());
        return Ok(Action::Return);
    }
    let state = Repeat {
        string,
        length,
        buffer: Buffer::new(),
    };
    begin(ctx, window, state)
}

/// A `rep` that has made some of its result.
#[derive(Collect)]
#[collect(no_drop)]
struct Repeat<'gc> {
    string: LuaString<'gc>,
    length: usize,
    buffer: Buffer,
}

impl<'gc> Resume<'gc> for Repeat<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if self.buffer.is_empty() {
            if self.buffer.would_ask(self.length) {
                return self.buffer.ask_exactly(self.length);
            }
            self.buffer.make_room(ctx, self.length)?;
            self.buffer.settle(ctx);
        }
        while self.buffer.len() < self.length {
            let before = self.buffer.len();
            let end = self.length.min(before.saturating_add(PIECE));
            self.buffer.repeat(self.string.as_bytes(), end);
            if !ctx.pay(1 + cost::copy(self.buffer.len() - before)) {
                return Ok(Action::Pause);
            }
        }
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}
