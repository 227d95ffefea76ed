//! Names of files.

use std::fs;

use crate::{
    io::{
        OPENING, failure,
        system::{c_text, path, temporary},
    },
    os_text,
    prelude::*,
};

/// `os.remove(name)`: a file, or an empty folder.
pub(super) fn remove<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let name = window.check_string(ctx, 1)?.as_bytes();
    ctx.pay(OPENING + cost::copy(name.len()));
    let path = path(name);
    let removed = match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir(&path),
        _ => fs::remove_file(&path),
    };
    failure::answer(ctx, window, removed, Some(c_text(name)))
}

/// `os.rename(old, new)`
pub(super) fn rename<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let old = window.check_string(ctx, 1)?.as_bytes();
    let new = window.check_string(ctx, 2)?.as_bytes();
    ctx.pay(OPENING + cost::copy(old.len() + new.len()));
    let renamed = fs::rename(path(old), path(new));
    failure::answer(ctx, window, renamed, Some(c_text(old)))
}

/// `os.tmpname()`: the name of a new, empty file.
pub(super) fn tmpname<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    ctx.pay(2 * OPENING);
    match temporary() {
        Ok((_, path)) => window.answer(ctx.string(os_text::bytes(path.as_os_str())).into()),
        Err(_) => {
            return Err(Thrown::msg("unable to generate a unique filename"));
        }
    }
    Ok(Action::Return)
}
