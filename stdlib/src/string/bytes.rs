//! Bytes of strings: lengths, slices, codes, letter case (of ASCII letters, as in the "C" locale).

use super::from_end;
use crate::prelude::*;

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
    let string = window.check_string(ctx, 1)?;
    let bytes = string.as_bytes();
    let first = from_end(window.check_integer(2)?, bytes.len()).max(1) as usize;
    let last = from_end(window.opt_integer(3, -1)?, bytes.len()).min(bytes.len() as i64) as usize;
    let slice = if first > last {
        ctx.string(b"")
    } else if last - first + 1 == bytes.len() {
        string
    } else {
        ctx.pay(cost::copy(last - first));
        ctx.string(&bytes[first - 1..last])
    };
    window.answer(slice.into());
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
    window.clear();
    if first > last {
        return Ok(Action::Return);
    }
    let slice = &bytes[first as usize - 1..last as usize];
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
    let bytes = window.check_string(ctx, 1)?.as_bytes();
    if bytes.len() <= SHORT {
        let mut copy = [0; SHORT];
        let copy = &mut copy[..bytes.len()];
        copy.copy_from_slice(bytes);
        change(copy);
        window.answer(ctx.string(copy).into());
        return Ok(Action::Return);
    }
    ctx.pay(cost::visit(bytes.len()));
    let mut buffer = Buffer::new();
    buffer.push_bytes(ctx, bytes)?;
    change(buffer.as_bytes_mut());
    window.answer(buffer.finish(ctx).into());
    Ok(Action::Return)
}
