//! What makes files: `io.open`, `io.popen` and `io.tmpfile`.

use std::{
    fs, io,
    process::{Command, Stdio},
};

use super::{
    Library, OPENING, PROCESS, failure,
    mode::Mode,
    stream::{Device, INVALID_ARGUMENT, Stream},
    system::{c_text, path, shell, temporary},
};
use crate::{output, prelude::*};

/// `io.open(name [, mode])`
pub(super) fn open<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    let name = window.check_string(ctx, 1)?;
    let mode = window.opt_string(ctx, 2)?;
    let mode = Mode::parse(mode.map_or(b"r", |mode| c_text(mode.as_bytes())));
    let opened = mode
        .ok_or_else(invalid)
        .and_then(|mode| fopen(ctx, name, mode));
    answer(library, ctx, window, opened, Some(name))
}

/// Opens a file.
pub(super) fn fopen<'gc>(
    ctx: Context<'gc>,
    name: LuaString<'gc>,
    mode: Mode,
) -> io::Result<Stream> {
    ctx.pay(OPENING);
    let file = mode.options().open(path(name.as_bytes())?)?;
    let mut stream = Stream::new(Device::File(file), mode.read, mode.write);
    if mode.append && !mode.read {
        // As with glibc: who only appends begins at the end. A pipe has no places.
        let _ = stream.seek(io::SeekFrom::End(0));
    }
    Ok(stream)
}

/// `io.popen(command [, mode])`: a process of the shell that is read from or written to.
pub(super) fn popen<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    let command = window.check_string(ctx, 1)?;
    let mode = window.opt_string(ctx, 2)?;
    ctx.pay(PROCESS);
    // What was written before comes out before what the process writes.
    let _ = output::flush(ctx);
    let spawned = |set: fn(&mut Command, Stdio) -> &mut Command, reads| {
        let mut shell = shell(command.as_bytes())?;
        let child = set(&mut shell, Stdio::piped()).spawn()?;
        Ok((child, reads))
    };
    let opened = match mode.map_or(&b"r"[..], |mode| c_text(mode.as_bytes())) {
        b"r" | b"re" | b"er" => spawned(Command::stdout, true),
        b"w" | b"we" | b"ew" => spawned(Command::stdin, false),
        _ => Err(invalid()),
    };
    let opened = opened.map(|(child, reads)| Stream::new(Device::Child(child), reads, !reads));
    answer(library, ctx, window, opened, Some(command))
}

/// `io.tmpfile()`: a file without a name, which is gone when it is closed.
pub(super) fn tmpfile<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    ctx.pay(2 * OPENING);
    let opened = temporary().and_then(|(file, path)| {
        fs::remove_file(path)?;
        Ok(Stream::new(Device::File(file), true, true))
    });
    answer(library, ctx, window, opened, None)
}

fn answer<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    opened: io::Result<Stream>,
    name: Option<LuaString<'gc>>,
) -> Outcome<'gc> {
    match opened {
        Ok(stream) => window.answer(library.file(ctx, stream).into()),
        Err(error) => {
            return match name {
                Some(name) => failure::refuse(ctx, window, &error, name),
                None => {
                    failure::fail(ctx, window, &error, None);
                    Ok(Action::Return)
                }
            };
        }
    }
    Ok(Action::Return)
}

fn invalid() -> io::Error {
    io::Error::from_raw_os_error(INVALID_ARGUMENT)
}
