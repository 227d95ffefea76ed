//! The items of `string.format`, as C's `sprintf` writes them.
//!
//! Lua 5.1 checks the form of an item (`%-5.2f`) and hands it to the C library, so all of C's rules show: which flag overrides which,
//! what a precision does to an integer, that `%s` stops at a NUL. This folder does that work: a [`Spec`] is the part between
//! the `%` and the letter, and it writes a value behind what is already in a buffer. It knows neither Lua nor
//! which argument is due, and only `%q` is not here, because it has no form: [`escape`] is all it needs.
//!
//! Everything but `%s` is at most 512 bytes long, so items need not be paid piece by piece.

mod float;
mod integer;
#[cfg(test)]
mod tests;

use std::fmt;

pub use integer::{to_byte, to_long, to_unsigned_long};

/// The form of an item: flags, width and precision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    /// `-`: the padding goes to the right.
    pub is_left: bool,
    /// `+`: positive numbers have a sign.
    pub has_plus: bool,
    /// A space where the `+` would be.
    pub has_space: bool,
    /// `#`: the long form, with `0x`, the point of a whole number, or zeros at the end.
    pub is_alternate: bool,
    /// `0`: the padding of a number is zeros, behind its sign.
    pub has_zeros: bool,
    pub width: u8,
    pub precision: Option<u8>,
}

/// What is wrong with the form of an item, in the words of Lua 5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecError {
    /// More than five flags.
    RepeatedFlags,
    /// More than two digits.
    TooLong,
}

impl SpecError {
    /// The message, without the position that `error` puts in front.
    pub fn message(self) -> &'static str {
        match self {
            SpecError::RepeatedFlags => "invalid format (repeated flags)",
            SpecError::TooLong => "invalid format (width or precision too long)",
        }
    }
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for SpecError {}

/// PUC-Rio takes as many flags as there are different ones.
const MAX_FLAGS: usize = 5;

/// From this length on a string goes through `%s` as it is, if that has no precision.
const LONG_STRING: usize = 100;

impl Spec {
    /// Reads the form at the start of `text`, which begins behind the `%`, and gives what follows: the letter of the conversion.
    pub fn parse(text: &[u8]) -> Result<(Spec, &[u8]), SpecError> {
        let mut spec = Spec::default();
        let flags = text.iter().take_while(|flag| spec.set_flag(**flag)).count();
        if flags > MAX_FLAGS {
            return Err(SpecError::RepeatedFlags);
        }
        let (width, text) = two_digits(&text[flags..]);
        spec.width = width;
        let text = match text.strip_prefix(b".") {
            None => text,
            Some(text) => {
                let (precision, text) = two_digits(text);
                spec.precision = Some(precision);
                text
            }
        };
        match text.first() {
            Some(b'0'..=b'9') => Err(SpecError::TooLong),
            _ => Ok((spec, text)),
        }
    }

    /// `%c`: nothing at all from the first NUL on, since PUC-Rio takes what `sprintf` wrote for a string of C.
    pub fn character(&self, out: &mut Vec<u8>, byte: u8) {
        let start = out.len();
        out.push(byte);
        self.pad(out, start);
        if byte == 0 {
            out.truncate(
                start
                    + if self.is_left {
                        0
                    } else {
                        self.width.saturating_sub(1).into()
                    },
            );
        }
    }

    /// `%s`: up to the first NUL, but a long string without a precision as it is.
    pub fn string(&self, out: &mut Vec<u8>, text: &[u8]) {
        if self.precision.is_none() && text.len() >= LONG_STRING {
            out.extend_from_slice(text);
            return;
        }
        let start = out.len();
        let most = self.precision.map_or(text.len(), usize::from);
        out.extend(text.iter().take(most).take_while(|byte| **byte != 0));
        self.pad(out, start);
    }

    /// Sets a flag, if `flag` is one.
    fn set_flag(&mut self, flag: u8) -> bool {
        let field = match flag {
            b'-' => &mut self.is_left,
            b'+' => &mut self.has_plus,
            b' ' => &mut self.has_space,
            b'#' => &mut self.is_alternate,
            b'0' => &mut self.has_zeros,
            _ => return false,
        };
        *field = true;
        true
    }

    /// What stands in front of a signed number.
    fn sign(&self, is_negative: bool) -> &'static [u8] {
        match is_negative {
            true => b"-",
            false if self.has_plus => b"+",
            false if self.has_space => b" ",
            false => b"",
        }
    }

    /// Pads what was written from `start` on with spaces.
    fn pad(&self, out: &mut Vec<u8>, start: usize) {
        let missing = usize::from(self.width).saturating_sub(out.len() - start);
        if self.is_left {
            out.resize(out.len() + missing, b' ');
        } else {
            insert(out, start, missing, b' ');
        }
    }

    /// Pads a number, whose digits begin at `digits`, with zeros in front of them, or with spaces if it has no such flag.
    fn pad_number(&self, out: &mut Vec<u8>, start: usize, digits: usize) {
        if self.has_zeros && !self.is_left {
            let missing = usize::from(self.width).saturating_sub(out.len() - start);
            insert(out, digits, missing, b'0');
        } else {
            self.pad(out, start);
        }
    }
}

/// What `%q` writes for a byte instead of itself.
pub fn escape(byte: u8) -> Option<&'static [u8]> {
    match byte {
        b'"' => Some(b"\\\""),
        b'\\' => Some(b"\\\\"),
        b'\n' => Some(b"\\\n"),
        b'\r' => Some(b"\\r"),
        0 => Some(b"\\000"),
        _ => None,
    }
}

/// A number of at most two digits, 0 if there are none, and what follows it.
fn two_digits(text: &[u8]) -> (u8, &[u8]) {
    let count = text
        .iter()
        .take(2)
        .take_while(|digit| digit.is_ascii_digit())
        .count();
    let (digits, text) = text.split_at(count);
    (
        digits
            .iter()
            .fold(0, |number, digit| number * 10 + (digit - b'0')),
        text,
    )
}

/// Inserts so many times the same byte.
fn insert(out: &mut Vec<u8>, at: usize, count: usize, byte: u8) {
    if count > 0 {
        let end = out.len();
        out.resize(end + count, byte);
        out.copy_within(at..end, at + count);
        out[at..at + count].fill(byte);
    }
}
