//! `%d %i %u %o %x %X`: integers, and how numbers become integers for them.
//!
//! PUC-Rio converts the number to a `long` or an `unsigned long` with a cast. Where the value does not fit, C leaves the result open, and
//! programs get what an x86-64 processor makes of it: so do they here, on every machine.

use super::Spec;

/// `%d`, `%i`: the number without its fraction, -2^63 where it does not fit.
pub fn to_long(n: f64) -> i64 {
    if (-TWO_TO_63..TWO_TO_63).contains(&n) {
        n as i64
    } else {
        i64::MIN
    }
}

/// `%u`, `%o`, `%x`: the same for an unsigned integer. Negative numbers wrap around; what is too large gives 0.
pub fn to_unsigned_long(n: f64) -> u64 {
    if n >= TWO_TO_63 {
        to_long(n - TWO_TO_63) as u64 ^ (1 << 63)
    } else {
        to_long(n) as u64
    }
}

/// `%c`: the lowest byte of the number as a 32-bit integer, 0 where it does not fit.
pub fn to_byte(n: f64) -> u8 {
    let n = n.trunc();
    if (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&n) {
        n as i32 as u8
    } else {
        0
    }
}

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

impl Spec {
    /// `%d`, `%i`.
    pub fn signed(&self, out: &mut Vec<u8>, n: i64) {
        self.integer(
            out,
            self.sign(n < 0),
            Digits::new(n.unsigned_abs(), 10, false),
        );
    }

    /// `%u`.
    pub fn unsigned(&self, out: &mut Vec<u8>, n: u64) {
        self.integer(out, b"", Digits::new(n, 10, false));
    }

    /// `%o`; the long form has a zero in front, unless one is there.
    pub fn octal(&self, out: &mut Vec<u8>, n: u64) {
        let mut digits = Digits::new(n, 8, false);
        let mut spec = *self;
        if self.is_alternate {
            let has_zero =
                n == 0 || usize::from(self.precision.unwrap_or(0)) > digits.as_bytes().len();
            if !has_zero {
                digits.push(b'0');
            }
            // The zero is there even where the precision asks for no digits.
            spec.precision = self.precision.map(|precision| precision.max(1));
        }
        spec.integer(out, b"", digits);
    }

    /// `%x`, `%X`; the long form has `0x` in front, except 0.
    pub fn hexadecimal(&self, out: &mut Vec<u8>, n: u64, is_upper: bool) {
        let prefix: &[u8] = match (self.is_alternate && n != 0, is_upper) {
            (false, _) => b"",
            (true, false) => b"0x",
            (true, true) => b"0X",
        };
        self.integer(out, prefix, Digits::new(n, 16, is_upper));
    }

    /// A precision is the least number of digits, and 0 has none if that is 0; with one, the flag for zeros has no effect.
    fn integer(&self, out: &mut Vec<u8>, prefix: &[u8], digits: Digits) {
        let start = out.len();
        out.extend_from_slice(prefix);
        let digits = match (self.precision, digits.as_bytes()) {
            (Some(0), b"0") => b"",
            (_, digits) => digits,
        };
        let Some(precision) = self.precision else {
            out.extend_from_slice(digits);
            return self.pad_number(out, start, start + prefix.len());
        };
        let zeros = usize::from(precision).saturating_sub(digits.len());
        out.resize(out.len() + zeros, b'0');
        out.extend_from_slice(digits);
        self.pad(out, start);
    }
}

/// The digits of an integer, written from the end: 22 in octal, and one more in front of them.
struct Digits {
    bytes: [u8; 23],
    start: usize,
}

impl Digits {
    fn new(mut n: u64, radix: u64, is_upper: bool) -> Digits {
        let letters = if is_upper {
            b"0123456789ABCDEF"
        } else {
            b"0123456789abcdef"
        };
        let mut digits = Digits {
            bytes: [0; 23],
            start: 23,
        };
        loop {
            digits.push(letters[(n % radix) as usize]);
            n /= radix;
            if n == 0 {
                return digits;
            }
        }
    }

    fn push(&mut self, digit: u8) {
        self.start -= 1;
        self.bytes[self.start] = digit;
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}
