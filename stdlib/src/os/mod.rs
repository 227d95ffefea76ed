//! The operating system: `os`.
//!
//! [`TIME`] is the part that looks at the clock and touches nothing; scripts of strangers have it too. Dates are C's:
//! [`calendar`] counts days, [`zone`] asks what the local time is, [`format`] writes what `strftime` writes in the "C" locale.
//!
//! `os.exit` ends no process. It hands [`Exit`] to the host, which decides what that means; the `ferrous` command ends.
//!
//! What no fuel bounds: `os.execute` waits until the command has ended.

mod calendar;
mod date;
mod environment;
mod exit;
mod file;
mod format;
mod time;
mod zone;

pub use self::exit::Exit;

use crate::prelude::*;

/// The functions that only look at the clock.
pub(crate) const TIME: &[(&str, NativeFn)] = &[
    ("os.clock", time::clock),
    ("os.date", date::date),
    ("os.difftime", time::difftime),
    ("os.time", time::time),
];

/// All others.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("os.execute", environment::execute),
    ("os.exit", exit::exit),
    ("os.getenv", environment::getenv),
    ("os.remove", file::remove),
    ("os.rename", file::rename),
    ("os.setlocale", environment::setlocale),
    ("os.tmpname", file::tmpname),
];
