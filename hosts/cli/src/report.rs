//! What goes to the standard error, in the form that `lua` has.

use std::{env, fmt, io, time::Duration};

use ferrous::{Error, Lua};

use crate::options::Problem;

/// The name in front of messages: what the command was called by.
fn name() -> String {
    match env::args_os().next() {
        Some(name) if !name.is_empty() => name.to_string_lossy().into_owned(),
        _ => "ferrous".into(),
    }
}

/// Says how the command is used, and below that what is wrong.
pub fn usage(problem: &Problem) {
    let name = name();
    eprintln!(
        "usage: {name} [options] [script [args]].\n\
         Available options are:\n  \
         -e stat    execute string 'stat'\n  \
         -l name    require library 'name'\n  \
         -i         enter interactive mode after executing 'script'\n  \
         -v         show version information\n  \
         --fuel N   stop after N units of fuel (about one an instruction)\n  \
         --memory N use at most N bytes (N may end in K, M or G)\n  \
         --time T   stop after so long (T is like 2s or 500ms)\n  \
         --seed N   make the order of tables repeatable\n  \
         --stress M for tests: slices, cycles, increments, mixed=SEED or fail=N,\n             \
                    or several with '+' between them\n  \
         --sandbox  open only the libraries that touch nothing outside\n  \
         --         stop handling options\n  \
         -          execute stdin and stop handling options\n\
         {name}: {problem}"
    );
}

/// Says what this is, the version of the language first, where programs look for it.
pub fn version() {
    eprintln!(
        "{}  Ferrous {}  Copyright (C) 2026 The Ferrous maintainers",
        ferrous::VERSION,
        env!("CARGO_PKG_VERSION")
    );
}

/// A file that cannot be read.
pub fn unreadable(file: &str, error: &io::Error) {
    let (verb, reason) = match error.kind() {
        io::ErrorKind::IsADirectory => ("read", "Is a directory".into()),
        io::ErrorKind::NotFound => ("open", "No such file or directory".into()),
        io::ErrorKind::PermissionDenied => ("open", "Permission denied".into()),
        _ => ("read", error.to_string()),
    };
    eprintln!("{}: cannot {verb} {file}: {reason}", name());
}

/// The budget was spent before the end.
pub fn out_of_fuel(budget: u64) {
    eprintln!("{}: out of fuel after {budget} units", name());
}

/// The time was up before the end.
pub fn out_of_time(limit: Duration) {
    eprintln!("{}: out of time after {limit:?}", name());
}

/// A message.
pub fn message(is_interactive: bool, message: impl fmt::Display) {
    match is_interactive {
        true => eprintln!("{message}"),
        false => eprintln!("{}: {message}", name()),
    }
}

/// An error that ended a script. A nil error says nothing, as under `lua`; at the prompt the command does not name itself.
pub fn error(lua: &mut Lua, error: &Error, is_interactive: bool) {
    let message_of = |text: fmt::Arguments<'_>| message(is_interactive, text);
    let Error::Runtime {
        message,
        traceback,
        value,
    } = error
    else {
        message_of(format_args!("{error}"));
        return;
    };
    let (is_nil, is_text) = lua.enter(|ctx| match ctx.fetch(value) {
        Ok(value) => (value.is_nil(), value.is_string() || value.is_number()),
        Err(_) => (false, true),
    });
    match traceback {
        _ if is_nil => {}
        _ if !is_text => message_of(format_args!("(error object is not a string)")),
        Some(traceback) => message_of(format_args!("{message}\n{traceback}")),
        None => message_of(format_args!("{message}")),
    }
}
