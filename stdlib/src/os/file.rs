//! Names of files.

use std::fs;

use crate::{
    io::{
        OPENING, failure,
        system::{path, temporary},
    },
    os_text,
    prelude::*,
};

/// `os.remove(name)`: a file, or an empty folder.
pub(super) fn remove<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let name = window.check_string(ctx, 1)?;
    ctx.pay(OPENING);
    let removed = path(name.as_bytes()).and_then(|path| match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir(&path),
        _ => fs::remove_file(&path),
    });
    failure::answer(ctx, window, removed, Some(name))
}

/// `os.rename(old, new)`
pub(super) fn rename<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let old = window.check_string(ctx, 1)?;
    let new = window.check_string(ctx, 2)?;
    ctx.pay(OPENING);
    let rename = |old: LuaString<'gc>, new: LuaString<'gc>| {
        fs::rename(path(old.as_bytes())?, path(new.as_bytes())?)
    };
    failure::answer(ctx, window, rename(old, new), Some(old))
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
