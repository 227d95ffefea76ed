//! `io.read` and `file:read`.

use super::{
    Library,
    default::INPUT,
    failure,
    file::File,
    item::{Item, Progress, Want},
    scan::Scanner,
};
use crate::prelude::*;

/// `io.read(...)`: from the default input.
pub(super) fn read<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    let file = library.open_default(ctx, INPUT)?;
    begin(ctx, window, Read::new(file, window, 0))
}

/// `file:read(...)`
pub(super) fn file_read<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check(window)?;
    begin(ctx, window, Read::new(file, window, 1))
}

/// A `read` at one of its formats. Each gives way to its result.
#[derive(Collect)]
#[collect(no_drop)]
struct Read<'gc> {
    file: File<'gc>,
    /// The first format, if there is one.
    first: usize,
    /// The number of formats.
    count: usize,
    /// The present one, and what has been read for it.
    index: usize,
    item: Option<Item>,
}

impl<'gc> Read<'gc> {
    fn new(file: File<'gc>, window: &Window<'gc, '_>, first: usize) -> Self {
        Self {
            file,
            first,
            count: window.len() - first,
            index: first,
            item: None,
        }
    }
}

impl<'gc> Resume<'gc> for Read<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let end = self.first + self.count.max(1);
        while self.index < end {
            if self.item.is_none() {
                if !ctx.pay(0) {
                    return Ok(Action::Pause);
                }
                ctx.pay(1);
                self.item = Some(Item::new(self.want(window)?));
            }
            let item = self.item.as_mut().expect("just made");
            let value = match item.read(ctx, &mut *self.file.stream()?)? {
                Progress::Done(value) => value,
                Progress::Nothing => Value::NIL,
                Progress::Failed(error) => {
                    failure::fail(ctx, window, &error, None);
                    return Ok(Action::Return);
                }
                Progress::Stop(action) => return Ok(action),
            };
            self.item = None;
            if self.index == window.len() {
                window.push(value);
            } else {
                window.set(self.index, value);
            }
            self.index += 1;
            if value.is_nil() {
                break;
            }
        }
        window.resize(self.index);
        window.remove_front(self.first);
        Ok(Action::Return)
    }
}

impl<'gc> Read<'gc> {
    /// What the present format says.
    fn want(&self, window: &Window<'gc, '_>) -> Result<'gc, Want> {
        if self.count == 0 {
            return Ok(Want::Line);
        }
        let value = window.get(self.index);
        if value.as_number().is_some() {
            // As in C, a negative number of bytes is a very large one.
            return Ok(match window.check_integer(self.index + 1)? as usize {
                0 => Want::Test,
                count => Want::Bytes(count),
            });
        }
        let format = value.as_string().map_or(&b""[..], LuaString::as_bytes);
        match format {
            [b'*', b'l', ..] => Ok(Want::Line),
            [b'*', b'a', ..] => Ok(Want::Rest),
            [b'*', b'n', ..] => Ok(Want::Number(Scanner::new())),
            [b'*', ..] => Err(Thrown::argument(self.index + 1, "invalid format")),
            _ => Err(Thrown::argument(self.index + 1, "invalid option")),
        }
    }
}
