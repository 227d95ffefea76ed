//! What ends files.

use super::{Library, OPENING, default::OUTPUT, failure, file::File};
use crate::prelude::*;

/// `io.close([file])`: by default the default output.
pub(super) fn close<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    if window.is_empty() {
        window.push(library.default(ctx, OUTPUT).into());
    }
    file_close(ctx, window)
}

/// `file:close()`. The standard files stay open.
pub(super) fn file_close<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    if file.is_standard() {
        window.answer(Value::NIL);
        window.push(ctx.string("cannot close standard file").into());
        return Ok(Action::Return);
    }
    end(ctx, window, file)
}

/// Closes a file and answers how that went.
fn end<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>, file: File<'gc>) -> Outcome<'gc> {
    ctx.pay(OPENING);
    let closed = file.take().map_or(Ok(()), |stream| stream.close());
    failure::answer(ctx, window, closed, None)
}

/// `file:__gc()`
pub(super) fn finalize<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check_any(window)?;
    if !file.is_standard() && !file.is_closed() {
        end(ctx, window, file)?;
    }
    window.clear();
    Ok(Action::Return)
}
