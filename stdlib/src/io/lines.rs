//! `io.lines` and `file:lines`.

use super::{
    Library, OPENING,
    default::INPUT,
    file::File,
    item::{Item, Progress, Want},
    mode::Mode,
    open::fopen,
    system::c_text,
};
use crate::{
    buffer::Part,
    message::{Message, is_long},
    os_text,
    prelude::*,
};

/// `io.lines([name])`: the lines of a file, which is closed at its end, or those of the default input.
pub(super) fn lines<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    if window.is_none_or_nil(1) {
        // A nil that is there is no file: that is how 5.1 has it.
        if window.is_empty() {
            window.push(library.default(ctx, INPUT).into());
        }
        return file_lines(ctx, window);
    }
    let name = window.check_string(ctx, 1)?;
    let file = match fopen(ctx, name, Mode::READ) {
        Ok(stream) => library.file(ctx, stream),
        Err(error) => return refuse(ctx, window, name, &error),
    };
    let close = true;
    window.answer(ctx.native_with("lines", Lines { file, close }).into());
    Ok(Action::Return)
}

/// `file:lines()`
pub(super) fn file_lines<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    let close = false;
    window.answer(ctx.native_with("lines", Lines { file, close }).into());
    Ok(Action::Return)
}

/// The error for a file that cannot be opened, where such a thing is an error.
pub(super) fn refuse<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    name: LuaString<'gc>,
    error: &std::io::Error,
) -> Outcome<'gc> {
    let (shown, reason) = (c_text(name.as_bytes()), os_text::reason(error));
    if is_long(name) {
        let text = Part::new(name, 0..shown.len());
        let message = Message::argument(ctx, 1, "", text, &format!(": {reason}"));
        return begin(ctx, window, message);
    }
    let name = String::from_utf8_lossy(shown);
    Err(Thrown::argument(1, format!("{name}: {reason}")))
}

/// The iterator.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
struct Lines<'gc> {
    file: File<'gc>,
    /// Whether the file is closed at its end.
    close: bool,
}

impl<'gc> Body<'gc> for Lines<'gc> {
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if self.file.is_closed() {
            return Err(Thrown::msg("file is already closed"));
        }
        let lines = *self;
        let item = Item::new(Want::Line);
        begin(ctx, window, NextLine { lines, item })
    }
}

/// An iterator that is reading a line.
#[derive(Collect)]
#[collect(no_drop)]
struct NextLine<'gc> {
    lines: Lines<'gc>,
    item: Item,
}

impl<'gc> Resume<'gc> for NextLine<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let Lines { file, close } = self.lines;
        let progress = self.item.read(ctx, &mut *file.stream()?)?;
        match progress {
            Progress::Done(line) => window.answer(line),
            Progress::Failed(error) => return Err(Thrown::msg(os_text::reason(&error))),
            Progress::Stop(action) => return Ok(action),
            Progress::Nothing => {
                if close {
                    ctx.pay(OPENING);
                    drop(file.take());
                }
                window.clear();
            }
        }
        Ok(Action::Return)
    }
}
