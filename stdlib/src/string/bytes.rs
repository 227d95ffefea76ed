//! Bytes of strings: lengths, slices, codes, letter case (of ASCII letters, as in the "C" locale).

use std::ops::Range;

use super::from_end;
use crate::{
    buffer::{Made, Slice},
    cost::{PIECE, VALUES},
    prelude::*,
};

/// Results up to this length are made on the Rust stack.
const SHORT: usize = 64;

/// `string.len(s)`
pub(super) fn len<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let length = window.check_string(ctx, 1)?.len();
    window.answer(Value::number(length as f64));
    Ok(Action::Return)
}

/// `string.sub(s, i [, j])`
pub(super) fn sub<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let (string, range) = slice(ctx, window)?;
    let answer = if range.len() == string.len() {
        string
    } else if range.len() > PIECE {
        let slice = Slice::new(range);
        return begin(ctx, window, Sub { string, slice });
    } else {
        ctx.pay(cost::copy(range.len()));
        ctx.string(&string.as_bytes()[range])
    };
    window.answer(answer.into());
    Ok(Action::Return)
}

/// A `sub` with a long result.
#[derive(Collect)]
#[collect(no_drop)]
struct Sub<'gc> {
    string: LuaString<'gc>,
    slice: Slice,
}

impl<'gc> Resume<'gc> for Sub<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        Ok(match self.slice.cut(ctx, self.string)? {
            Made::Stop(action) => action,
            Made::Done(text) => {
                window.answer(text.into());
                Action::Return
            }
        })
    }
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

/// `string.byte(s [, i [, j]])`
pub(super) fn byte<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let string = window.check_string(ctx, 1)?;
    let bytes = string.as_bytes();
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
    if slice.len() > VALUES {
        let (at, end) = (first as usize - 1, last as usize);
        return begin(ctx, window, Codes { string, at, end });
    }
    ctx.pay(slice.len() as u64);
    for byte in slice {
        window.push(code(*byte));
    }
    Ok(Action::Return)
}

/// A `byte` whose results up to the one at `at` are in the window, which has room for all.
#[derive(Collect)]
#[collect(no_drop)]
struct Codes<'gc> {
    string: LuaString<'gc>,
    at: usize,
    end: usize,
}

impl<'gc> Resume<'gc> for Codes<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        for piece in self.string.as_bytes()[self.at..self.end].chunks(VALUES) {
            for byte in piece {
                window.push(code(*byte));
            }
            self.at += piece.len();
            if !ctx.pay(piece.len() as u64) {
                return Ok(Action::Pause);
            }
        }
        Ok(Action::Return)
    }

    fn room(&self) -> usize {
        self.end - self.at
    }
}

#[inline(always)]
fn code<'gc>(byte: u8) -> Value<'gc> {
    Value::number(byte as f64)
}

/// `string.char(...)`
pub(super) fn char<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let count = window.len();
    if count > SHORT {
        let buffer = Buffer::new();
        return begin(ctx, window, Chars { buffer });
    }
    ctx.pay(count as u64);
    let mut bytes = [0; SHORT];
    for index in 1..=count {
        bytes[index - 1] = check_code(window, index)?;
    }
    let string = ctx.string(&bytes[..count]);
    window.answer(string.into());
    Ok(Action::Return)
}

/// A `char` that has made some of its bytes. The codes stay in the window.
#[derive(Collect)]
#[collect(no_drop)]
struct Chars {
    buffer: Buffer,
}

impl<'gc> Resume<'gc> for Chars {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let count = window.len();
        if self.buffer.is_empty() && self.buffer.would_ask(count) {
            return self.buffer.ask_exactly(count);
        }
        self.buffer.make_room(ctx, count - self.buffer.len())?;
        while self.buffer.len() < count {
            let end = count.min(self.buffer.len() + VALUES);
            let piece = end - self.buffer.len();
            for index in self.buffer.len()..end {
                self.buffer.push(ctx, check_code(window, index + 1)?)?;
            }
            if !ctx.pay(piece as u64) {
                self.buffer.settle(ctx);
                return Ok(Action::Pause);
            }
        }
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}

fn check_code<'gc>(window: &Window<'gc, '_>, index: usize) -> Result<'gc, u8> {
    u8::try_from(window.check_int(index)?).map_err(|_| Thrown::argument(index, "invalid value"))
}

/// `string.lower(s)`
pub(super) fn lower<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    map(ctx, window, Change::Lower)
}

/// `string.upper(s)`
pub(super) fn upper<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    map(ctx, window, Change::Upper)
}

/// `string.reverse(s)`
pub(super) fn reverse<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    map(ctx, window, Change::Reverse)
}

/// What becomes of all bytes of a string.
#[derive(Copy, Clone, Collect)]
#[collect(require_static)]
enum Change {
    Lower,
    Upper,
    Reverse,
}

impl Change {
    fn apply(self, bytes: &mut [u8]) {
        match self {
            Change::Lower => bytes.make_ascii_lowercase(),
            Change::Upper => bytes.make_ascii_uppercase(),
            Change::Reverse => bytes.reverse(),
        }
    }

    /// The piece of `bytes` that the result goes on with behind its first `done` bytes.
    fn piece(self, bytes: &[u8], done: usize) -> &[u8] {
        let length = PIECE.min(bytes.len() - done);
        match self {
            Change::Reverse => &bytes[bytes.len() - done - length..][..length],
            _ => &bytes[done..][..length],
        }
    }
}

/// A string of the same length.
fn map<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>, change: Change) -> Outcome<'gc> {
    let string = window.check_string(ctx, 1)?;
    let bytes = string.as_bytes();
    if bytes.len() <= SHORT {
        let mut copy = [0; SHORT];
        let copy = &mut copy[..bytes.len()];
        copy.copy_from_slice(bytes);
        change.apply(copy);
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

/// A change of all bytes that was made in some of them.
#[derive(Collect)]
#[collect(no_drop)]
struct Map<'gc> {
    string: LuaString<'gc>,
    change: Change,
    buffer: Buffer,
}

impl<'gc> Resume<'gc> for Map<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let bytes = self.string.as_bytes();
        if self.buffer.is_empty() && self.buffer.would_ask(bytes.len()) {
            return self.buffer.ask_exactly(bytes.len());
        }
        self.buffer
            .make_room(ctx, bytes.len() - self.buffer.len())?;
        while self.buffer.len() < bytes.len() {
            let done = self.buffer.len();
            let piece = self.change.piece(bytes, done);
            self.buffer.push_bytes(ctx, piece)?;
            self.change.apply(&mut self.buffer.as_bytes_mut()[done..]);
            if !ctx.pay(cost::visit(piece.len())) {
                self.buffer.settle(ctx);
                return Ok(Action::Pause);
            }
        }
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}
