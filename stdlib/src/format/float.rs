//! `%e %E %f %g %G`: floating point.
//!
//! Rust's own formatter gives the digits: it is exact to any precision and rounds ties to even, as the C library on Linux does. What
//! is C's own is added here: the sign and two digits of an exponent, `%g`'s choice between two notations and its
//! dropping of zeros, `inf` and `nan`.

use std::io::Write;

use super::Spec;

/// C's precision where an item has none.
const DEFAULT_PRECISION: u8 = 6;

impl Spec {
    /// `%f`.
    pub fn fixed(&self, out: &mut Vec<u8>, n: f64) {
        self.float(out, n, false, |out, magnitude| {
            let precision = self.float_precision();
            write!(out, "{magnitude:.precision$}").expect("a Vec takes everything");
            if precision == 0 && self.is_alternate {
                out.push(b'.');
            }
        });
    }

    /// `%e`, `%E`.
    pub fn exponential(&self, out: &mut Vec<u8>, n: f64, is_upper: bool) {
        self.float(out, n, is_upper, |out, magnitude| {
            let precision = self.float_precision();
            let number = Scientific::new(magnitude, precision);
            number.put_exponential(out, precision, self.is_alternate);
        });
    }

    /// `%g`, `%G`: so many significant digits, in the notation that suits the exponent.
    pub fn general(&self, out: &mut Vec<u8>, n: f64, is_upper: bool) {
        self.float(out, n, is_upper, |out, magnitude| {
            let significant = self.float_precision().max(1);
            let number = Scientific::new(magnitude, significant - 1);
            let kept = if self.is_alternate {
                significant
            } else {
                number.significant()
            };
            if (-4..significant as i32).contains(&number.exponent) {
                number.put_fixed(out, kept, self.is_alternate);
            } else {
                number.put_exponential(out, kept - 1, self.is_alternate);
            }
        });
    }

    fn float_precision(&self) -> usize {
        self.precision.unwrap_or(DEFAULT_PRECISION).into()
    }

    /// Sign, magnitude and padding. What is no number is not padded with zeros.
    fn float(
        &self,
        out: &mut Vec<u8>,
        n: f64,
        is_upper: bool,
        put: impl FnOnce(&mut Vec<u8>, f64),
    ) {
        let start = out.len();
        out.extend_from_slice(self.sign(n.is_sign_negative()));
        let digits = out.len();
        if n.is_finite() {
            put(out, n.abs());
            self.pad_number(out, start, digits);
        } else {
            out.extend_from_slice(if n.is_nan() { b"nan" } else { b"inf" });
            self.pad(out, start);
        }
        if is_upper {
            out[digits..].make_ascii_uppercase();
        }
    }
}

/// A number as `d.ddd * 10^exponent`.
struct Scientific {
    /// The digits, at most 100 of them.
    bytes: [u8; CAPACITY],
    len: usize,
    exponent: i32,
}

/// A digit, a point, 99 digits and an exponent of three digits fit.
const CAPACITY: usize = 112;

impl Scientific {
    fn new(n: f64, precision: usize) -> Scientific {
        let mut bytes = [0; CAPACITY];
        let mut rest = &mut bytes[..];
        write!(rest, "{n:.precision$e}").expect("the number fits");
        let used = CAPACITY - rest.len();
        let mark = bytes[..used]
            .iter()
            .rposition(|byte| *byte == b'e')
            .expect("there is an exponent");
        let exponent = decimal(&bytes[mark + 1..used]);
        if precision > 0 {
            bytes.copy_within(2..mark, 1);
        }
        Scientific {
            bytes,
            len: precision + 1,
            exponent,
        }
    }

    fn digits(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// How many digits there are without zeros at the end, but at least one.
    fn significant(&self) -> usize {
        self.digits()
            .iter()
            .rposition(|digit| *digit != b'0')
            .map_or(1, |last| last + 1)
    }

    fn put_exponential(&self, out: &mut Vec<u8>, precision: usize, has_point: bool) {
        self.put_with_point(out, 1, precision + 1, has_point);
        let sign = if self.exponent < 0 { '-' } else { '+' };
        write!(out, "e{sign}{:02}", self.exponent.unsigned_abs()).expect("a Vec takes everything");
    }

    /// The first `kept` digits without an exponent. There are not more digits before the point than the number has.
    fn put_fixed(&self, out: &mut Vec<u8>, kept: usize, has_point: bool) {
        if self.exponent >= 0 {
            let whole = self.exponent as usize + 1;
            self.put_with_point(out, whole, kept.max(whole), has_point);
        } else {
            out.extend_from_slice(&b"0.000"[..1 + self.exponent.unsigned_abs() as usize]);
            out.extend_from_slice(&self.digits()[..kept]);
        }
    }

    /// The first `kept` digits with a point after `whole` of them, if any follow or if it has to be.
    fn put_with_point(&self, out: &mut Vec<u8>, whole: usize, kept: usize, has_point: bool) {
        let (whole, fraction) = self.digits()[..kept].split_at(whole);
        out.extend_from_slice(whole);
        if has_point || !fraction.is_empty() {
            out.push(b'.');
        }
        out.extend_from_slice(fraction);
    }
}

/// The value of a few digits with or without a minus sign.
fn decimal(text: &[u8]) -> i32 {
    let magnitude = |digits: &[u8]| {
        digits
            .iter()
            .fold(0, |value, digit| value * 10 + i32::from(digit - b'0'))
    };
    match text {
        [b'-', digits @ ..] => -magnitude(digits),
        digits => magnitude(digits),
    }
}
