//! Strings: slices and bytes, patterns, formats.
//!
//! The short functions are plain natives on byte slices. What searches is in `find`, `gmatch` and `gsub`, on top of the
//! matcher in [`pattern`](crate::pattern), which can stop in the middle of a match.

mod bytes;
pub(crate) mod dump;
mod find;
mod format;
mod gmatch;
mod gsub;
mod rep;
mod search;

use crate::prelude::*;

/// The functions of the library.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("string.byte", bytes::byte),
    ("string.char", bytes::char),
    ("string.dump", dump::dump),
    ("string.find", find::find),
    ("string.format", format::format),
    ("string.gsub", gsub::gsub),
    ("string.len", bytes::len),
    ("string.lower", bytes::lower),
    ("string.match", find::match_),
    ("string.rep", rep::rep),
    ("string.reverse", bytes::reverse),
    ("string.sub", bytes::sub),
    ("string.upper", bytes::upper),
];

/// Adds what the list cannot hold: `gfind`, an old name of `gmatch`.
pub(crate) fn open<'gc>(ctx: Context<'gc>, string: Table<'gc>) -> Result<'gc, ()> {
    let gmatch = ctx.native("string.gmatch", gmatch::gmatch);
    crate::open::field(ctx, string, "gmatch", gmatch)?;
    crate::open::field(ctx, string, "gfind", gmatch)
}

/// A position as scripts give it, negative ones from the end: counted from 1, or 0 if it lies before the beginning.
#[inline(always)]
fn from_end(position: i64, length: usize) -> i64 {
    if position >= 0 {
        return position;
    }
    position.saturating_add(length as i64 + 1).max(0)
}
