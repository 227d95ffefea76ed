//! `table.concat`.

use ferrous_core::heap::number::NumberText;

use super::element;
use crate::prelude::*;

/// `table.concat(t [, separator [, i [, j]]])`
pub(super) fn concat<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let separator = window.opt_string(ctx, 2)?;
    let table = window.check_table(1)?;
    let next = window.opt_int(3, 1)? as i64;
    let last = if window.is_none_or_nil(4) {
        table.raw_len() as i64
    } else {
        window.check_int(4)? as i64
    };
    let state = Concat {
        table,
        separator: separator.filter(|text| !text.is_empty()),
        next,
        last,
        buffer: Buffer::new(),
    };
    begin(ctx, window, state)
}

/// A `concat` before the element `next`.
#[derive(Collect)]
#[collect(no_drop)]
struct Concat<'gc> {
    table: Table<'gc>,
    separator: Option<LuaString<'gc>>,
    next: i64,
    last: i64,
    buffer: Buffer,
}

impl<'gc> Resume<'gc> for Concat<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.next <= self.last {
            if let Some(stop) = self.append_next(ctx)? {
                self.buffer.settle(ctx);
                return Ok(stop);
            }
        }
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}

impl<'gc> Concat<'gc> {
    /// Appends an element and the separator behind it, or says for what to stop.
    #[inline]
    fn append_next(&mut self, ctx: Context<'gc>) -> Result<'gc, Option<Action<'gc>>> {
        let value = element(ctx, self.table, self.next);
        let number;
        let text = if let Some(string) = value.as_string() {
            string.as_bytes()
        } else if let Some(n) = value.as_number() {
            number = NumberText::new(n);
            number.as_bytes()
        } else {
            return Err(self.invalid(value));
        };
        let separator = match self.separator {
            Some(separator) if self.next < self.last => separator.as_bytes(),
            _ => b"",
        };
        let length = text.len() + separator.len();
        if let Some(bytes) = self.buffer.wants(length) {
            return Ok(Some(Action::Reserve(bytes)));
        }
        self.buffer.push_bytes(ctx, text)?;
        self.buffer.push_bytes(ctx, separator)?;
        self.next += 1;
        Ok((!ctx.pay(1 + cost::copy(length))).then_some(Action::Pause))
    }

    #[cold]
    fn invalid(&self, value: Value<'gc>) -> Thrown<'gc> {
        Thrown::msg(format!(
            "invalid value ({}) at index {} in table for 'concat'",
            value.type_name(),
            self.next
        ))
    }
}
