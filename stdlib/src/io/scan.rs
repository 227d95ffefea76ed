//! The numbers that C's `fscanf("%lf")` reads, byte by byte. Knows nothing of files.
//!
//! `fscanf` can take back one byte only, so it decides as it goes: what could still become a number is taken and stays
//! taken, also if nothing comes of it (`-x` loses its sign, `nil` its first two letters). It knows hexadecimal floats and,
//! in any case, `inf`, `infinity` and `nan`.

use ferrous_core::compiler::number::parse;

/// What becomes of a byte.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is blank in front of the number: taken and forgotten.
    Skip,
    /// It is taken as part of the number.
    Keep,
    /// It is not taken: the number has ended before it.
    End,
    /// It is taken, and there is no number.
    Fail,
}

/// A number being read. The bytes that are kept are its text.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    state: State,
    hexadecimal: bool,
    digits: bool,
    point: bool,
    exponent: bool,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum State {
    /// Before the number.
    Blank,
    /// Behind the sign.
    Sign,
    /// Within one of the words: what is left of it, and of it what has to follow.
    Word(&'static [u8], &'static [u8]),
    /// Behind a leading zero.
    Zero,
    /// Among digits; whether the last byte began an exponent.
    Digits { begins_exponent: bool },
}

const DIGITS: State = State::Digits {
    begins_exponent: false,
};

impl Scanner {
    /// Nothing has been read.
    pub fn new() -> Self {
        Self {
            state: State::Blank,
            hexadecimal: false,
            digits: false,
            point: false,
            exponent: false,
        }
    }

    /// Takes the next byte.
    pub fn feed(&mut self, byte: u8) -> Verdict {
        match self.state {
            State::Blank if matches!(byte, b' ' | b'\t'..=b'\r') => Verdict::Skip,
            State::Blank if matches!(byte, b'+' | b'-') => self.go_to(State::Sign),
            State::Blank | State::Sign => match byte {
                b'n' | b'N' => self.go_to(State::Word(b"an", b"")),
                b'i' | b'I' => self.go_to(State::Word(b"nf", b"inity")),
                b'0' => {
                    self.digits = true;
                    self.go_to(State::Zero)
                }
                _ => self.among_digits(byte, false),
            },
            State::Word([], b"") => Verdict::End,
            // `inf` may end here, but an `i` commits to the longer word.
            State::Word([], [first, rest @ ..]) => match byte.eq_ignore_ascii_case(first) {
                true => self.go_to(State::Word(rest, b"")),
                false => Verdict::End,
            },
            State::Word([first, rest @ ..], more) => match byte.eq_ignore_ascii_case(first) {
                true => self.go_to(State::Word(rest, more)),
                false => Verdict::Fail,
            },
            State::Zero if matches!(byte, b'x' | b'X') => {
                (self.hexadecimal, self.digits) = (true, false);
                self.go_to(DIGITS)
            }
            State::Zero => self.among_digits(byte, false),
            State::Digits { begins_exponent } => self.among_digits(byte, begins_exponent),
        }
    }

    fn among_digits(&mut self, byte: u8, begins_exponent: bool) -> Verdict {
        let letter = if self.hexadecimal { b'p' } else { b'e' };
        match byte {
            b'0'..=b'9' => self.digits = true,
            _ if self.hexadecimal && !self.exponent && byte.is_ascii_hexdigit() => {
                self.digits = true;
            }
            b'+' | b'-' if begins_exponent => {}
            _ if self.digits && !self.exponent && byte.eq_ignore_ascii_case(&letter) => {
                (self.exponent, self.point) = (true, true);
                return self.go_to(State::Digits {
                    begins_exponent: true,
                });
            }
            b'.' if !self.point => self.point = true,
            _ => return Verdict::End,
        }
        self.go_to(DIGITS)
    }

    fn go_to(&mut self, state: State) -> Verdict {
        self.state = state;
        Verdict::Keep
    }

    /// The number that the kept bytes are, if they are one. What `strtod` makes of them counts: an exponent without
    /// digits is none.
    pub fn finish(&self, text: &[u8]) -> Option<f64> {
        match self.state {
            State::Blank | State::Sign => return None,
            State::Word([], _) => return parse(text),
            State::Word(..) => return None,
            State::Zero | State::Digits { .. } => {}
        }
        if self.hexadecimal && !self.digits {
            return zero_before_point(text);
        }
        let end = text.iter().rposition(u8::is_ascii_hexdigit)?;
        match text.get(end) {
            // A decimal exponent's own letter passes for a digit.
            Some(b'e' | b'E') if !self.hexadecimal => parse(&text[..end]),
            _ => parse(text).or_else(|| parse(&text[..=end])),
        }
    }
}

/// `0x.` is the zero in front of the `x`, and `0x` nothing at all: that is how glibc has it.
fn zero_before_point(text: &[u8]) -> Option<f64> {
    let zero = text.strip_suffix(b".")?;
    Some(if zero.starts_with(b"-") { -0.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::{Scanner, Verdict};

    /// What is read of a text, and what is left.
    fn scan(text: &str) -> (Option<f64>, &str) {
        let (mut scanner, mut kept) = (Scanner::new(), Vec::new());
        for (at, byte) in text.bytes().enumerate() {
            match scanner.feed(byte) {
                Verdict::Skip => {}
                Verdict::Keep => kept.push(byte),
                Verdict::End => return (scanner.finish(&kept), &text[at..]),
                Verdict::Fail => return (None, &text[at + 1..]),
            }
        }
        (scanner.finish(&kept), "")
    }

    #[test]
    fn numbers_end_where_they_do_in_c() {
        for (text, number, rest) in [
            ("12 34", 12.0, " 34"),
            ("\t\n -1.5e3,", -1500.0, ","),
            ("1e", 1.0, ""),
            ("1e+", 1.0, ""),
            ("1e+x", 1.0, "x"),
            ("1.2.3", 1.2, ".3"),
            (".5.", 0.5, "."),
            ("5.", 5.0, ""),
            ("0", 0.0, ""),
            ("00x1", 0.0, "x1"),
            ("0x10", 16.0, ""),
            ("0X1p4p", 16.0, "p"),
            ("0x1p", 1.0, ""),
            ("0x1e+1", 30.0, "+1"),
            ("0x.z", 0.0, "z"),
            ("inf", f64::INFINITY, ""),
            ("-INFxy", f64::NEG_INFINITY, "xy"),
            ("infinity!", f64::INFINITY, "!"),
            ("1-2", 1.0, "-2"),
        ] {
            assert_eq!(scan(text), (Some(number), rest), "{text}");
        }
        assert!(scan("nan(1)").0.is_some_and(f64::is_nan));
        assert_eq!(scan("nan(1)").1, "(1)");
    }

    #[test]
    fn what_is_no_number_is_lost_as_in_c() {
        for (text, rest) in [
            ("", ""),
            ("  ", ""),
            ("x", "x"),
            ("-x", "x"),
            ("--1", "-1"),
            (".", ""),
            (".x", "x"),
            (".e1", "e1"),
            ("0x", ""),
            ("0xg", "g"),
            ("nil", "l"),
            ("nan", ""),
            ("infinite", ""),
            ("in", ""),
        ] {
            let (number, left) = scan(text);
            assert!(number.is_none_or(f64::is_nan), "{text}");
            assert_eq!(left, rest, "{text}");
        }
    }
}
