//! A number as `tostring` shows it: C's `%.14g`.
//!
//! Programs turn numbers into text all the time (`..`, `print`, keys they build), so this takes no detour through a general
//! formatter and no allocation: the text is made in a [`NumberText`], 26 bytes on the stack. Integers below 10^14, by far the
//! most numbers, are plain digits. Other numbers of ordinary size are scaled to 14 digits exactly in 128-bit
//! integers; only the very large and very small ones take the way through Rust's formatter, which is exact too.
//!
//! PERF: 8 ns for small integers, 16 for 14 digits, 33 for fractions, 50 for integers above 10^14, 170 for the rest
//! (a loop over a few numbers of each kind, release build).
//!
//! `string.format` has a formatter of its own, in the library; the two share nothing because this one has nothing to
//! decide.

use std::fmt::{self, Write};

/// The text of a number, at most 21 bytes of ASCII.
#[derive(Clone, Copy)]
pub struct NumberText {
    bytes: [u8; CAPACITY],
    start: u8,
    end: u8,
}

/// The longest texts have 21 bytes, as `-1.2345678901234e-308` has.
const CAPACITY: usize = 24;

/// `%.14g` shows this many significant digits.
const DIGITS: i32 = 14;

/// 10^14, from which on `%.14g` writes an exponent.
const TOO_LONG: u64 = 100_000_000_000_000;

impl NumberText {
    /// The text of `n`, as `tostring(n)` gives it.
    #[inline]
    pub fn new(n: f64) -> NumberText {
        let integer = n as i64;
        if integer as f64 == n
            && integer.unsigned_abs() < TOO_LONG
            && (integer != 0 || n.is_sign_positive())
        {
            NumberText::integer(integer)
        } else {
            NumberText::float(n)
        }
    }

    /// The text.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[usize::from(self.start)..usize::from(self.end)]
    }

    fn integer(n: i64) -> NumberText {
        let mut text = NumberText {
            bytes: [0; CAPACITY],
            start: 0,
            end: CAPACITY as u8,
        };
        let mut at = put_digits(&mut text.bytes, n.unsigned_abs());
        if n < 0 {
            at -= 1;
            text.bytes[at] = b'-';
        }
        text.start = at as u8;
        text
    }

    #[inline(never)]
    fn float(n: f64) -> NumberText {
        let mut text = NumberText {
            bytes: [0; CAPACITY],
            start: 0,
            end: 0,
        };
        if n.is_sign_negative() {
            text.push(b"-");
        }
        if n.is_nan() {
            text.push(b"nan");
        } else if n.is_infinite() {
            text.push(b"inf");
        } else if n == 0.0 {
            text.push(b"0");
        } else {
            let n = n.abs();
            let scientific = scaled(n)
                .or_else(|| long_integer(n))
                .unwrap_or_else(|| formatted(n));
            text.scientific(scientific);
        }
        text
    }

    /// Lays out 14 digits as `%g` does: without trailing zeros, with an exponent if it is below -4 or 14 and more.
    fn scientific(&mut self, Scientific { digits, exponent }: Scientific) {
        let mut buffer = [0; CAPACITY];
        let first = put_digits(&mut buffer, digits);
        let zeros = buffer
            .iter()
            .rev()
            .take_while(|digit| **digit == b'0')
            .count();
        let digits = &buffer[first..CAPACITY - zeros];
        if !(-4..DIGITS).contains(&exponent) {
            self.with_point(digits, 1);
            self.exponent(exponent);
        } else if exponent < 0 {
            self.push(&b"0.000"[..1 + exponent.unsigned_abs() as usize]);
            self.push(digits);
        } else {
            self.with_point(digits, 1 + exponent as usize);
        }
    }

    /// `digits` with a point after the first `whole` of them. Trailing zeros of the whole part are not among the
    /// digits.
    fn with_point(&mut self, digits: &[u8], whole: usize) {
        if let Some((whole, fraction)) = digits.split_at_checked(whole)
            && !fraction.is_empty()
        {
            self.push(whole);
            self.push(b".");
            self.push(fraction);
        } else {
            self.push(digits);
            self.push(&[b'0'; DIGITS as usize][..whole - digits.len()]);
        }
    }

    /// A sign and at least two digits.
    fn exponent(&mut self, exponent: i32) {
        self.push(if exponent < 0 { b"e-" } else { b"e+" });
        let mut buffer = [b'0'; CAPACITY];
        let first = put_digits(&mut buffer, u64::from(exponent.unsigned_abs()));
        self.push(&buffer[first.min(CAPACITY - 2)..]);
    }

    fn push(&mut self, text: &[u8]) {
        let end = usize::from(self.end);
        self.bytes[end..end + text.len()].copy_from_slice(text);
        self.end += text.len() as u8;
    }
}

impl fmt::Debug for NumberText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes()
            .iter()
            .try_for_each(|c| f.write_char(char::from(*c)))
    }
}

/// A positive number rounded to 14 digits: `digits * 10^(exponent - 13)`, the first digit not zero.
#[derive(Clone, Copy)]
struct Scientific {
    digits: u64,
    exponent: i32,
}

impl Scientific {
    /// Takes the nearer of `digits` and its successor, on a tie the even one.
    fn round(digits: u64, rest: u128, half: u128, exponent: i32) -> Scientific {
        let digits = digits + u64::from(rest > half || rest == half && digits & 1 == 1);
        if digits == TOO_LONG {
            Scientific {
                digits: TOO_LONG / 10,
                exponent: exponent + 1,
            }
        } else {
            Scientific { digits, exponent }
        }
    }
}

/// Numbers from 2^-46 to 10^14. The mantissa times a power of five fits 128 bits then, so nothing is lost before the rounding.
fn scaled(n: f64) -> Option<Scientific> {
    let bits = n.to_bits();
    let binary = (bits >> 52) as i32 - 1023;
    if binary < -46 || n >= TOO_LONG as f64 {
        return None;
    }
    let mantissa = (bits & ((1 << 52) - 1)) | 1 << 52;
    // The decimal exponent or one less: 1233 / 4096 is just below the logarithm of 2.
    let mut exponent = (binary * 1233) >> 12;
    loop {
        let fives = DIGITS - 1 - exponent;
        let product = u128::from(mantissa) * u128::from(POWERS_OF_FIVE[fives as usize]);
        let shift = 52 - binary - fives;
        let digits = (product >> shift) as u64;
        if digits < TOO_LONG {
            let rest = product & ((1 << shift) - 1);
            return Some(Scientific::round(digits, rest, 1 << (shift - 1), exponent));
        }
        exponent += 1;
    }
}

/// Integers from 10^14 to 2^63, which have 15 to 19 digits.
fn long_integer(n: f64) -> Option<Scientific> {
    if n < TOO_LONG as f64 || n >= i64::MAX as f64 || n.fract() != 0.0 {
        return None;
    }
    let n = n as u64;
    let exponent = n.ilog10() as i32;
    let unit = 10u64.pow((exponent + 1 - DIGITS) as u32);
    Some(Scientific::round(
        n / unit,
        u128::from(n % unit),
        u128::from(unit / 2),
        exponent,
    ))
}

/// Any number, by way of Rust's formatter: `d.ddddddddddddde-d`.
fn formatted(n: f64) -> Scientific {
    let mut text = Scratch {
        bytes: [0; CAPACITY],
        len: 0,
    };
    write!(text, "{n:.13e}").expect("a digit, a point, 13 digits and an exponent fit");
    let mut number = Scientific {
        digits: 0,
        exponent: 0,
    };
    let (mantissa, exponent) = text.bytes[..text.len].split_at(DIGITS as usize + 1);
    for digit in mantissa.iter().filter(|c| c.is_ascii_digit()) {
        number.digits = number.digits * 10 + u64::from(digit - b'0');
    }
    for digit in exponent.iter().filter(|c| c.is_ascii_digit()) {
        number.exponent = number.exponent * 10 + i32::from(digit - b'0');
    }
    if exponent.contains(&b'-') {
        number.exponent = -number.exponent;
    }
    number
}

/// A place to format into.
struct Scratch {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Write for Scratch {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self
            .bytes
            .get_mut(self.len..self.len + text.len())
            .ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

/// Writes `n` at the end of `buffer` and gives the index of its first digit.
#[inline]
fn put_digits(buffer: &mut [u8; CAPACITY], mut n: u64) -> usize {
    let mut at = CAPACITY;
    while n >= 100 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[(n % 100) as usize]);
        n /= 100;
    }
    if n >= 10 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[n as usize]);
    } else {
        at -= 1;
        buffer[at] = b'0' + n as u8;
    }
    at
}

/// "00" to "99".
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut i = 0;
    while i < 100 {
        pairs[i] = [b'0' + (i / 10) as u8, b'0' + (i % 10) as u8];
        i += 1;
    }
    pairs
};

/// 5^27 is the last one in 63 bits.
const POWERS_OF_FIVE: [u64; 28] = {
    let mut powers = [1; 28];
    let mut i = 1;
    while i < 28 {
        powers[i] = powers[i - 1] * 5;
        i += 1;
    }
    powers
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(n: f64, expected: &str) {
        assert_eq!(format!("{:?}", NumberText::new(n)), expected, "{n:e}");
    }

    #[test]
    #[rustfmt::skip]
    #[allow(clippy::excessive_precision, clippy::approx_constant)]
    fn as_lua51_prints_them() {
        for (n, text) in [
            (0.0, "0"), (1.0, "1"), (-1.0, "-1"), (7.0, "7"), (10.0, "10"), (-42.0, "-42"), (99.0, "99"),
            (100.0, "100"), (101.0, "101"), (999.0, "999"), (1000.0, "1000"), (12345.0, "12345"),
            (-98765.0, "-98765"), (1234567.0, "1234567"), (4294967296.0, "4294967296"),
            (99999999999999.0, "99999999999999"), (-99999999999999.0, "-99999999999999"), (1e14, "1e+14"),
            (-1e14, "-1e+14"), (123456789012345.0, "1.2345678901234e+14"),
            (123456789012355.0, "1.2345678901236e+14"), (123456789012365.0, "1.2345678901236e+14"),
            (999999999999995.0, "1e+15"), (999999999999985.0, "9.9999999999998e+14"), (1e15, "1e+15"),
            (9007199254740992.0, "9.007199254741e+15"), (9223372036854775807.0, "9.2233720368548e+18"),
            (18446744073709551616.0, "1.844674407371e+19"), (0.1, "0.1"), (0.2, "0.2"), (0.3, "0.3"),
            (0.5, "0.5"), (-0.5, "-0.5"), (1.5, "1.5"), (3.14, "3.14"), (3.14159265358979, "3.1415926535898"),
            (2.718281828459045, "2.718281828459"), (0.3333333333333333, "0.33333333333333"),
            (0.6666666666666666, "0.66666666666667"), (1234.5678, "1234.5678"), (99999999999999.5, "1e+14"),
            (99999999999998.5, "99999999999998"), (9999999999999.95, "9999999999999.9"), (0.001, "0.001"),
            (0.0001, "0.0001"), (0.00012345, "0.00012345"), (0.00001, "1e-05"),
            (0.000099999999999995, "9.9999999999995e-05"), (0.000099999999999999, "9.9999999999999e-05"),
            (0.25, "0.25"), (0.125, "0.125"), (0.0625, "0.0625"), (1.00000000000005, "1"),
            (1.00000000000015, "1.0000000000002"), (4398046511105.25, "4398046511105.2"),
            (4398046511105.75, "4398046511105.8"), (4398046511106.125, "4398046511106.1"), (1e21, "1e+21"),
            (1e22, "1e+22"), (1e23, "1e+23"), (1e100, "1e+100"), (-1e100, "-1e+100"), (1e-5, "1e-05"),
            (1e-10, "1e-10"), (1e-14, "1e-14"), (1e-15, "1e-15"), (1e-100, "1e-100"), (1e300, "1e+300"),
            (1.7976931348623157e308, "1.7976931348623e+308"), (2.2250738585072014e-308, "2.2250738585072e-308"),
            (5e-324, "4.9406564584125e-324"), (-5e-324, "-4.9406564584125e-324"),
            (1.2345678901234e-308, "1.2345678901234e-308"), (1e99, "1e+99"),
            (9.99999999999995e99, "9.9999999999999e+99"), (9.99999999999994e99, "9.9999999999999e+99"),
            (12345678901234.5, "12345678901234"), (12345678901235.5, "12345678901236"), (2.5e-14, "2.5e-14"),
            (7.105427357601002e-15, "7.105427357601e-15"),
        ] {
            shows(n, text);
        }
    }

    #[test]
    fn what_is_no_number_and_what_is_no_zero() {
        let nan = f64::from_bits(0x7ff8_0000_0000_0000);
        shows(nan, "nan");
        shows(-nan, "-nan");
        shows(f64::INFINITY, "inf");
        shows(f64::NEG_INFINITY, "-inf");
        shows(-0.0, "-0");
    }

    #[test]
    fn both_ways_agree() {
        let mut n: f64 = 1e-13;
        while n < 1e13 {
            for n in [n, n * 1.1, n * 3.0, f64::from_bits(n.to_bits() - 1)] {
                let (fast, slow) = (scaled(n).unwrap(), formatted(n));
                assert_eq!(
                    (fast.digits, fast.exponent),
                    (slow.digits, slow.exponent),
                    "{n:e}"
                );
            }
            n *= 1.7;
        }
    }

    #[test]
    fn no_text_is_longer_than_its_room() {
        assert_eq!(NumberText::new(-1.2345678901234e-308).as_bytes().len(), 21);
        for power in -1074..1024 {
            NumberText::new(-1.2345678901234567 * 2f64.powi(power));
        }
    }
}
