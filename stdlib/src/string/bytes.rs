//! Bytes of strings: lengths, slices, codes, letter case (of ASCII letters, as in the "C" locale).

use std::ops::Range;

use super::from_end;
use crate::prelude::*;

/// Results up to this length are made on the Rust stack.
const SHORT: usize = 64;

/// Longer results ask for their memory first.
const ASK: usize = 64 << 10;

/// `string.len(s)`
pub(super) fn len<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let length = window.check_string(ctx, 1)?.len();
    window.answer(Value::number(length as f64));
    Ok(Action::Return)
}

/// `string.sub(s, i [, j])`
pub(super) fn sub<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let (string, range) = slice(ctx, window)?;
    if range.len() > ASK && range.len() < string.len() {
        window.then(sub_reserved);
        return Ok(Action::Reserve(range.len()));
    }
    answer_slice(ctx, window, string, range)
}

fn sub_reserved<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    _: Result<'gc, ()>,
) -> Outcome<'gc> {
    let (string, range) = slice(ctx, window)?;
    answer_slice(ctx, window, string, range)
}

/// The bytes that the arguments of `sub` ask for.
#[inline(always)]
fn slice<'gc>(
    ctx: Context<'gc>,
    window: &Window<'gc, '_>,
) -> Result<'gc, (LuaString<'gc>, Range<usize>)> {
    let string = window.check_string(ctx, 1)?;
    let length = string.len();
    let first = from_end(window.check_integer(2)?, length).max(1);
    let last = from_end(window.opt_integer(3, -1)?, length).min(length as i64);
    let range = if first > last {
        0..0
    } else {
        first as usize - 1..last as usize
    };
    Ok((string, range))
}

#[inline(always)]
fn answer_slice<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    string: LuaString<'gc>,
    range: Range<usize>,
) -> Outcome<'gc> {
    let answer = if range.len() == string.len() {
        string
    } else {
        ctx.pay(cost::copy(range.len()));
        ctx.string(&string.as_bytes()[range])
    };
    window.answer(answer.into());
    Ok(Action::Return)
}

/// `string.byte(s [, i [, j]])`
pub(super) fn byte<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let bytes = window.check_string(ctx, 1)?.as_bytes();
    let first = from_end(window.opt_integer(2, 1)?, bytes.len());
    let last = from_end(window.opt_integer(3, first)?, bytes.len()).min(bytes.len() as i64);
    let first = first.max(1);
    if first == last {
        window.answer(code(bytes[first as usize - 1]));
        return Ok(Action::Return);
    }
    if first > last {
        window.clear();
        return Ok(Action::Return);
    }
    let slice = &bytes[first as usize - 1..last as usize];
    if let Some(room) = window.wants(slice.len()) {
        window.then(|ctx, window, _| byte(ctx, window));
        return Ok(Action::Reserve(room));
    }
    window.clear();
    if !window.try_reserve(slice.len()) {
        return Err(Thrown::msg("string slice too long"));
    }
    ctx.pay(slice.len() as u64);
    for byte in slice {
        window.push(code(*byte));
    }
    Ok(Action::Return)
}

#[inline(always)]
fn code<'gc>(byte: u8) -> Value<'gc> {
    Value::number(byte as f64)
}

/// `string.char(...)`
pub(super) fn char<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let count = window.len();
    ctx.pay(count as u64);
    let string = if count <= SHORT {
        let mut bytes = [0; SHORT];
        for index in 1..=count {
            bytes[index - 1] = check_code(window, index)?;
        }
        ctx.string(&bytes[..count])
    } else {
        let mut buffer = Buffer::new();
        buffer.make_room(ctx, count)?;
        for index in 1..=count {
            buffer.push(ctx, check_code(window, index)?)?;
        }
        buffer.finish(ctx)
    };
    window.answer(string.into());
    Ok(Action::Return)
}

fn check_code<'gc>(window: &Window<'gc, '_>, index: usize) -> Result<'gc, u8> {
    u8::try_from(window.check_int(index)?).map_err(|_| Thrown::argument(index, "invalid value"))
}

/// `string.lower(s)`
pub(super) fn lower<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    map(ctx, window, <[u8]>::make_ascii_lowercase)
}

/// `string.upper(s)`
pub(super) fn upper<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    map(ctx, window, <[u8]>::make_ascii_uppercase)
}

/// `string.reverse(s)`
pub(super) fn reverse<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    map(ctx, window, <[u8]>::reverse)
}

/// A string of the same length.
fn map<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    change: fn(&mut [u8]),
) -> Outcome<'gc> {
    let string = window.check_string(ctx, 1)?;
    let bytes = string.as_bytes();
    if bytes.len() <= SHORT {
        let mut copy = [0; SHORT];
        let copy = &mut copy[..bytes.len()];
        copy.copy_from_slice(bytes);
        change(copy);
        window.answer(ctx.string(copy).into());
        return Ok(Action::Return);
    }
    let map = Map {
        string,
        change,
        buffer: Buffer::new(),
    };
    begin(ctx, window, map)
}

/// A change of all bytes that waits for its memory.
#[derive(Collect)]
#[collect(no_drop)]
struct Map<'gc> {
    string: LuaString<'gc>,
    #[collect(require_static)]
    change: fn(&mut [u8]),
    buffer: Buffer,
}

impl<'gc> Resume<'gc> for Map<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let bytes = self.string.as_bytes();
        if self.buffer.wants(bytes.len()).is_some() {
            let asked = self.buffer.wants_exactly(bytes.len())?;
            return Ok(Action::Reserve(asked));
        }
        ctx.pay(cost::visit(bytes.len()));
        self.buffer.push_bytes(ctx, bytes)?;
        (self.change)(self.buffer.as_bytes_mut());
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}
