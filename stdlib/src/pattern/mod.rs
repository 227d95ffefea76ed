//! Lua 5.1's patterns, as a matcher that can be stopped in the middle and never recurses.
//!
//! PUC-Rio's matcher walks the pattern text with C recursion, so a long subject overflows its stack and a nested repetition runs
//! for hours with nobody able to stop it. Here a pattern is first turned into a short [`program`], and the [`matcher`]
//! runs that program with its own stack of choices and a fuel budget: it answers `Spent` when the budget is gone and goes on
//! from there when it is called again. It keeps no borrow of subject or pattern between two calls, so it can rest inside a
//! suspended native.
//!
//! Two facts about these patterns keep it small. They have no alternatives and no groups that repeat, so the way to an item
//! always leads through all items before it: the number of every capture is known when the program is made, and a capture needs
//! no undoing on the way back. And each item has at most one open choice, so the stack of choices is never
//! longer than the pattern, whatever the subject.
//!
//! Errors come when PUC-Rio would raise them: when matching reaches the bad item, and not if it never does.
//!
//! [`plain`] searches for bytes as they are. Nothing here knows Lua; the natives are in `string`.

mod matcher;
mod plain;
mod program;
mod scan;
mod set;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

pub use matcher::{Capture, Caret, Matcher};
pub use plain::Finder;
use set::ByteSet;

/// What came of a call that may run out of fuel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The next match. Calling again looks for the one after it.
    Found(Range<usize>),
    /// The fuel is used up; calling again with more of it continues.
    Spent,
    /// There is no further match.
    End,
    /// The matcher has come to a bad item of the pattern.
    Error(PatternError),
}

/// What is wrong with a pattern or with a capture that was asked for, in the words of Lua 5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// Nothing follows a `%`.
    EndsWithEscape,
    /// A set is not closed.
    MissingBracket,
    /// `%f` is not followed by a set.
    MissingFrontierSet,
    /// Two characters do not follow `%b`.
    Unbalanced,
    /// A `)` without its `(`.
    InvalidPatternCapture,
    /// `%1` and its like, where that capture is not complete or does not exist.
    InvalidCaptureIndex,
    /// More than 32 captures.
    TooManyCaptures,
    /// A `(` without its `)`: found out only by whoever asks for the capture.
    UnfinishedCapture,
}

impl PatternError {
    /// The message, without the position that `error` puts in front.
    pub fn message(self) -> &'static str {
        match self {
            PatternError::EndsWithEscape => "malformed pattern (ends with '%')",
            PatternError::MissingBracket => "malformed pattern (missing ']')",
            PatternError::MissingFrontierSet => "missing '[' after '%f' in pattern",
            PatternError::Unbalanced => "unbalanced pattern",
            PatternError::InvalidPatternCapture => "invalid pattern capture",
            PatternError::InvalidCaptureIndex => "invalid capture index",
            PatternError::TooManyCaptures => "too many captures",
            PatternError::UnfinishedCapture => "unfinished capture",
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for PatternError {}

/// Whether `pattern` needs the matcher. If not, `string.find` searches for its bytes as they are.
///
/// Only what stands before the first NUL is looked at, and a lone `)` is not special; both are visible and so in PUC-Rio. (A
/// pattern that goes to the matcher ends at its first NUL, one that does not is searched for with all its bytes.)
pub fn has_specials(pattern: &[u8]) -> bool {
    special_in_piece(pattern, true) == Some(true)
}

/// Whether a pattern stands for its own bytes in every function: there is nothing special in it, no lone `)`, and no NUL
/// that would end it.
pub fn is_plain(pattern: &[u8]) -> bool {
    !pattern.is_empty() && special_in_piece(pattern, false).is_none()
}

/// Whether a pattern needs the matcher, as far as a piece of it says: for `string.find` ([`has_specials`]) or for the others
/// ([`is_plain`]). Nothing: that depends on the next piece, and if there is none it does not.
pub fn special_in_piece(piece: &[u8], is_find: bool) -> Option<bool> {
    const ENDS: ByteSet = ByteSet::of(b"^$*+?.([%-\0");
    const OTHERS: ByteSet = ByteSet::of(b"^$*+?.([%-)\0");
    let set = if is_find { ENDS } else { OTHERS };
    let first = piece.iter().find(|byte| set.contains(**byte))?;
    Some(!is_find || *first != 0)
}

/// How many bytes a search with vector instructions covers for one unit of fuel. A step of the matcher costs one unit.
const BYTES_PER_UNIT: usize = 16;

/// The number of bytes that `fuel` pays for in such a search.
fn affordable(fuel: u64) -> usize {
    usize::try_from(fuel).map_or(usize::MAX, |fuel| fuel.saturating_mul(BYTES_PER_UNIT))
}

/// The price of such a search. It is the same whether the search was made in one piece or in several, if each piece but the last
/// is as long as [`affordable`] said.
fn price(bytes: usize) -> u64 {
    bytes.div_ceil(BYTES_PER_UNIT) as u64
}

/// Where two slices of the same length begin to differ.
fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let block = a
        .chunks(BLOCK)
        .zip(b.chunks(BLOCK))
        .position(|(a, b)| a != b)?;
    let start = block * BLOCK;
    let index = a[start..]
        .iter()
        .zip(&b[start..])
        .position(|(a, b)| a != b)?;
    Some(start + index)
}
