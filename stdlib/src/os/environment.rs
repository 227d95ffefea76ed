//! What surrounds the process: its environment, its locale, and other programs.

use std::{env, process::ExitStatus};

use crate::{
    io::{
        PROCESS, SYSTEM_CALL,
        system::{c_text, shell},
    },
    message::long_option,
    os_text, output,
    prelude::*,
};

/// Longer names are not handed to the system.
const LONGEST_NAME: usize = 64 << 10;

/// `os.getenv(name)`
pub(super) fn getenv<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let name = window.check_string(ctx, 1)?;
    ctx.pay(SYSTEM_CALL);
    let name = c_text(name.as_bytes());
    let value = match name.len() > LONGEST_NAME {
        // What is there is shorter than the name, most likely, and to compare them takes no copy of it.
        true => {
            env::vars_os().find_map(|(known, value)| (known == *os_text::of(name)).then_some(value))
        }
        false => env::var_os(os_text::of(name)),
    };
    window.answer(match value {
        Some(value) => ctx.string(os_text::bytes(&value)).into(),
        None => Value::NIL,
    });
    Ok(Action::Return)
}

/// `os.execute([command])`: the status as C's `system` has it, or whether there is a shell at all.
pub(super) fn execute<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let Some(command) = window.opt_string(ctx, 1)? else {
        window.answer(Value::number(1.0));
        return Ok(Action::Return);
    };
    ctx.pay(PROCESS);
    // What was written before comes out before what the command writes.
    let _ = output::flush(ctx);
    let status = shell(command.as_bytes()).and_then(|mut shell| shell.status());
    window.answer(Value::number(status.map_or(-1, raw_status).into()));
    Ok(Action::Return)
}

fn raw_status(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::into_raw(status);
    #[cfg(not(unix))]
    return status.code().unwrap_or(-1);
}

/// `os.setlocale(locale [, category])`: there is the locale "C" only, which is also the environment's ("").
pub(super) fn setlocale<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    const CATEGORIES: &[&str] = &["all", "collate", "ctype", "monetary", "numeric", "time"];
    let locale = window.opt_string(ctx, 1)?;
    if let Some(message) = long_option(ctx, window, 2) {
        return begin(ctx, window, message);
    }
    window.check_option(ctx, 2, Some("all"), CATEGORIES)?;
    window.answer(match locale.map(LuaString::as_bytes) {
        None | Some(b"" | b"C" | b"POSIX") => ctx.string("C").into(),
        Some(_) => Value::NIL,
    });
    Ok(Action::Return)
}
