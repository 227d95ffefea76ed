//! `file:seek` and `file:setvbuf`.

use std::io::SeekFrom;

use super::{
    SYSTEM_CALL, failure,
    file::File,
    stream::{Buffering, CAPACITY, INVALID_ARGUMENT},
};
use crate::{message::long_option, prelude::*};

/// `file:seek([whence [, offset]])`: where the file is now.
pub(super) fn seek<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    if let Some(message) = long_option(ctx, window, 2) {
        return begin(ctx, window, message);
    }
    let whence = window.check_option(ctx, 2, Some("cur"), &["set", "cur", "end"])?;
    let offset = window.opt_integer(3, 0)?;
    ctx.pay(2 * SYSTEM_CALL);
    let to = match whence {
        0 => u64::try_from(offset).ok().map(SeekFrom::Start),
        1 => Some(SeekFrom::Current(offset)),
        _ => Some(SeekFrom::End(offset)),
    };
    let place = match to {
        Some(to) => file.stream()?.seek(to),
        None => Err(std::io::Error::from_raw_os_error(INVALID_ARGUMENT)),
    };
    match place {
        Ok(place) => window.answer(Value::number(place as f64)),
        Err(error) => failure::fail(ctx, window, &error, None),
    }
    Ok(Action::Return)
}

/// `file:setvbuf(mode [, size])`
pub(super) fn setvbuf<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    if let Some(message) = long_option(ctx, window, 2) {
        return begin(ctx, window, message);
    }
    let mode = window.check_option(ctx, 2, None, &["no", "full", "line"])?;
    let size = window.opt_integer(3, CAPACITY as i64)?;
    ctx.pay(SYSTEM_CALL);
    let mode = [Buffering::No, Buffering::Full, Buffering::Line][mode];
    let size = usize::try_from(size).unwrap_or(CAPACITY);
    let set = file.stream()?.set_buffering(mode, size);
    failure::answer(ctx, window, set, None)
}
