//! Numbers as text: what a numeral in source, `tonumber` and arithmetic on strings take for a number.
//!
//! Lua 5.1 leaves this to the C library, and programs can see that it does: on Linux `strtod` also reads
//! `inf`, `nan` and hexadecimal floats, so `tonumber("0x1p4")` is 16 there and `tonumber("inf")` is infinity.
//! We accept exactly that language, in the "C" locale, and cut the text at its first NUL as C does.
//!
//! Every result is the nearest double, ties to even. Decimal digits go to Rust's own parser, which is exact; only
//! texts so long that a shifted exponent could leave its range are first brought to 800 significant digits (no
//! double lies between two decimals that agree in 768). All of it is one pass over the text, most of it in blocks
//! ([`run`]); still, whoever parses text of a script charges its length.
//!
//! `tonumber(s, base)` is another function of C, `strtoul`, and has its own one here. Base 10 is not for it: Lua
//! takes `tonumber(s, 10)` for `tonumber(s)`.

use super::run;

/// The number that `text` spells, with blanks around it, or `None` where `tonumber(text)` is nil.
pub fn parse(text: &[u8]) -> Option<f64> {
    let (negative, text) = split_sign(skip_blanks(text));
    let (magnitude, used) = magnitude(text)?;
    only_blanks(&text[used..]).then_some(if negative { -magnitude } else { magnitude })
}

/// `tonumber(text, radix)` for a radix from 2 to 36, except 10.
///
/// The digits make an unsigned 64-bit integer that stops at its maximum; a minus sign wraps it around, so `-1` is
/// 2^64 - 1, and then it becomes a double.
pub fn parse_radix(text: &[u8], radix: u32) -> Option<f64> {
    let (negative, text) = split_sign(skip_blanks(text));
    let text = match text {
        [b'0', b'x' | b'X', rest @ ..] if radix == 16 && digit_at(rest, 0, 16).is_some() => rest,
        _ => text,
    };
    let mut value = Some(0u64);
    let mut used = run::length(text, |c| c == b'0');
    while let (Some(v), Some(digit)) = (value, digit_at(text, used, radix)) {
        value = v
            .checked_mul(u64::from(radix))
            .and_then(|v| v.checked_add(digit));
        used += 1;
    }
    used += run::length(&text[used..], |c| run::is_digit_of(c, radix as u8));
    let value = match value {
        Some(v) if negative => v.wrapping_neg(),
        Some(v) => v,
        None => u64::MAX,
    };
    (used > 0 && only_blanks(&text[used..])).then_some(value as f64)
}

/// How many bytes the lexer takes for a numeral at the start of `source`, which begins with a digit or with a point
/// and a digit.
///
/// It is more than numbers need: everything up to the first byte that could not continue one is taken, and what
/// [`parse`] does not accept is a "malformed number", as `3..2` or `0x1p+4` (where the numeral ends before the sign) are.
///
/// PUC-Rio looks for the exponent and its sign with `strchr`, which finds the NUL at the end of its list too, so a
/// NUL in the source counts as either: `3\0+4` is one numeral and its value is 3. So it is here.
pub fn numeral_len(source: &[u8]) -> usize {
    let at = |i: usize| source.get(i).copied();
    let mut len = run::length(source, |c| run::is_digit(c) | (c == b'.'));
    if matches!(at(len), Some(b'E' | b'e' | 0)) {
        len += 1;
        if matches!(at(len), Some(b'+' | b'-' | 0)) {
            len += 1;
        }
    }
    len + run::length(&source[len..], run::is_of_word)
}

/// The unsigned number at the start of `text` and its length.
fn magnitude(text: &[u8]) -> Option<(f64, usize)> {
    if let [b'0', b'x' | b'X', rest @ ..] = text
        && let Some((value, used)) = hexadecimal(rest)
    {
        return Some((value, used + 2));
    }
    match text.first()? {
        b'0'..=b'9' | b'.' => decimal(text),
        _ => named(text),
    }
}

/// `inf`, `infinity`, `nan` and `nan(word)` in any case.
fn named(text: &[u8]) -> Option<(f64, usize)> {
    if starts_with(text, b"infinity") {
        Some((f64::INFINITY, 8))
    } else if starts_with(text, b"inf") {
        Some((f64::INFINITY, 3))
    } else if starts_with(text, b"nan") {
        Some((QUIET_NAN, 3 + nan_word(&text[3..])))
    } else {
        None
    }
}

/// A NaN whose sign is known to be positive, which `f64::NAN` does not promise; the sign is visible as `-nan`.
const QUIET_NAN: f64 = f64::from_bits(0x7ff8_0000_0000_0000);

/// The length of a parenthesised word of letters, digits and underscores, which C allows after `nan`; 0 if there is none.
fn nan_word(text: &[u8]) -> usize {
    let Some(inside) = text.strip_prefix(b"(") else {
        return 0;
    };
    let word = run::length(inside, run::is_of_word);
    if inside.get(word) == Some(&b')') {
        word + 2
    } else {
        0
    }
}

/// Texts up to this length go to Rust's parser as they are. It stops reading exponents at 65,536, far more than this
/// many digits could make up for.
const SHORT: usize = 1024;

/// A decimal number at the start of `text` and its length.
fn decimal(text: &[u8]) -> Option<(f64, usize)> {
    if text.len() > SHORT {
        return long_decimal(text);
    }
    let whole = count_digits(text);
    if whole < 20 && !matches!(text.get(whole), Some(b'.' | b'e' | b'E')) {
        return Some((small_integer(&text[..whole])?, whole));
    }
    let fraction = match text.get(whole) {
        Some(b'.') => count_digits(&text[whole + 1..]),
        _ => 0,
    };
    if whole + fraction == 0 {
        return None;
    }
    let point = usize::from(text.get(whole) == Some(&b'.'));
    let mantissa = whole + point + fraction;
    let (_, suffix) = exponent(&text[mantissa..], b'e');
    let used = mantissa + suffix;
    Some((from_ascii(&text[..used]), used))
}

/// The same for a long text, by way of one that fits Rust's parser.
fn long_decimal(text: &[u8]) -> Option<(f64, usize)> {
    let mut mantissa = Mantissa::new();
    let whole = mantissa.take(text, true);
    let (mut used, mut digits) = (whole, whole);
    if text.get(whole) == Some(&b'.') {
        let fraction = mantissa.take(&text[whole + 1..], false);
        (used, digits) = (whole + 1 + fraction, whole + fraction);
    }
    if digits == 0 {
        return None;
    }
    let (exponent, suffix) = exponent(&text[used..], b'e');
    Some((mantissa.value(exponent), used + suffix))
}

/// The value of up to 19 digits.
fn small_integer(digits: &[u8]) -> Option<f64> {
    if digits.is_empty() {
        return None;
    }
    Some(
        digits
            .iter()
            .fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0')) as f64,
    )
}

/// The digits of a decimal number that decide its value: `0.kept * 10^magnitude`, or a little more.
struct Mantissa {
    kept: Vec<u8>,
    magnitude: i64,
    /// Whether a digit that is not zero follows the kept ones.
    is_more: bool,
}

impl Mantissa {
    /// More than the 768 digits that can decide a rounding.
    const KEPT: usize = 800;

    fn new() -> Self {
        Self {
            kept: Vec::with_capacity(Self::KEPT + 32),
            magnitude: 0,
            is_more: false,
        }
    }

    /// Takes the digits at the start of `text`, which stand before the point or behind it; answers how many there are.
    fn take(&mut self, text: &[u8], is_whole: bool) -> usize {
        let mut used = 0;
        if self.kept.is_empty() {
            used = run::length(text, |c| c == b'0');
            self.magnitude -= if is_whole { 0 } else { used as i64 };
        }
        let first = used;
        let room = Self::KEPT - self.kept.len();
        let digits = &text[used..text.len().min(used + room)];
        let digits = &digits[..run::length(digits, run::is_digit)];
        self.kept.extend_from_slice(digits);
        used += digits.len();
        if digits.len() == room {
            used += run::length(&text[used..], |c| c == b'0');
            let others = run::length(&text[used..], run::is_digit);
            self.is_more |= others > 0;
            used += others;
        }
        self.magnitude += if is_whole { (used - first) as i64 } else { 0 };
        used
    }

    /// The number, given the exponent that is written behind the digits.
    fn value(self, exponent: i64) -> f64 {
        if self.kept.is_empty() {
            return 0.0;
        }
        let magnitude = self.magnitude.saturating_add(exponent);
        let mut text = self.kept;
        text.insert(0, b'.');
        if self.is_more {
            text.push(b'1');
        }
        text.extend_from_slice(format!("e{}", magnitude.clamp(-10_000, 10_000)).as_bytes());
        from_ascii(&text)
    }
}

/// Rust's exact parser on a text that is known to have its form.
fn from_ascii(text: &[u8]) -> f64 {
    let text = std::str::from_utf8(text).expect("digits are ASCII");
    text.parse()
        .expect("the text was scanned as a decimal number")
}

/// The hexadecimal number, possibly with a point and a binary exponent, at the start of `text` (after its `0x`), and its
/// length.
fn hexadecimal(text: &[u8]) -> Option<(f64, usize)> {
    let (mut bits, mut power) = (0, 0);
    let whole = take_bits(text, true, &mut bits, &mut power);
    let (mut used, mut digits) = (whole, whole);
    if text.get(whole) == Some(&b'.') {
        let fraction = take_bits(&text[whole + 1..], false, &mut bits, &mut power);
        (used, digits) = (whole + 1 + fraction, whole + fraction);
    }
    if digits == 0 {
        return None;
    }
    let (exponent, suffix) = exponent(&text[used..], b'p');
    Some((scale(bits, power.saturating_add(exponent)), used + suffix))
}

/// Takes the hexadecimal digits at the start of `text`, which stand before the point or behind it, into `bits * 2^power`;
/// answers how many there are.
fn take_bits(text: &[u8], is_whole: bool, bits: &mut u64, power: &mut i64) -> usize {
    let mut used = 0;
    if *bits == 0 {
        used = run::length(text, |c| c == b'0');
        *power -= if is_whole { 0 } else { 4 * used as i64 };
    }
    while *bits >> 60 == 0 {
        let Some(digit) = digit_at(text, used, 16) else {
            return used;
        };
        *bits = *bits << 4 | digit;
        *power -= if is_whole { 0 } else { 4 };
        used += 1;
    }
    // 61 bits are there: what follows only tells on which side of a tie the number lies.
    let zeros = run::length(&text[used..], |c| c == b'0');
    let others = run::length(&text[used + zeros..], |c| run::is_digit_of(c, 16));
    *bits |= u64::from(others > 0);
    *power += if is_whole {
        4 * (zeros + others) as i64
    } else {
        0
    };
    used + zeros + others
}

/// The double nearest to `bits * 2^power`. If `bits` is 61 bits or more, its last bit may stand for all that was cut off.
fn scale(bits: u64, power: i64) -> f64 {
    if bits == 0 {
        return 0.0;
    }
    let lead = bits.leading_zeros();
    let bits = u128::from(bits << lead);
    // The value lies in [2^top, 2^(top + 1)).
    let top = power.saturating_add(63 - i64::from(lead));
    if top > 1023 {
        return f64::INFINITY;
    }
    // 53 of 64 bits are kept, fewer of a subnormal number.
    let dropped = 11 + (-1022i64).saturating_sub(top).max(0);
    if dropped > 64 {
        return 0.0;
    }
    let kept = (bits >> dropped) as u64;
    let rest = bits & ((1 << dropped) - 1);
    let half = 1u128 << (dropped - 1);
    let rounded = kept + u64::from(rest > half || rest == half && kept & 1 == 1);
    // The leading bit of a normal number adds one to the exponent field, and so does a carry.
    let exponent = (top + 1022).max(0) as u64;
    f64::from_bits((exponent << 52) + rounded)
}

/// The exponent at the start of `text`, which `letter` introduces, and its length; (0, 0) if none is complete.
fn exponent(text: &[u8], letter: u8) -> (i64, usize) {
    let Some((first, rest)) = text.split_first() else {
        return (0, 0);
    };
    if first.to_ascii_lowercase() != letter {
        return (0, 0);
    }
    let (negative, digits) = split_sign(rest);
    let zeros = run::length(digits, |c| c == b'0');
    let count = zeros + run::length(&digits[zeros..], run::is_digit);
    if count == 0 {
        return (0, 0);
    }
    /// With so many digits, whatever they are, every exponent is out of all bounds.
    const ENOUGH: usize = 20;
    let deciding = &digits[zeros..count.min(zeros + ENOUGH)];
    let value = deciding.iter().fold(0i64, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add(i64::from(digit - b'0'))
    });
    (
        if negative { -value } else { value },
        text.len() - digits.len() + count,
    )
}

fn digit_at(text: &[u8], index: usize, radix: u32) -> Option<u64> {
    (*text.get(index)? as char).to_digit(radix).map(u64::from)
}

fn count_digits(text: &[u8]) -> usize {
    text.iter().take_while(|c| c.is_ascii_digit()).count()
}

fn starts_with(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

fn skip_blanks(text: &[u8]) -> &[u8] {
    match text {
        [first, ..] if run::is_blank(*first) => &text[run::length(text, run::is_blank)..],
        _ => text,
    }
}

/// Whether nothing but blanks stands before the end, which a NUL is too.
fn only_blanks(text: &[u8]) -> bool {
    matches!(skip_blanks(text), [] | [0, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: f64) {
        let value = parse(text.as_bytes()).unwrap_or_else(|| panic!("{text:?} is a number"));
        assert_eq!(
            value.to_bits(),
            expected.to_bits(),
            "{text:?} read as {value:e}, not {expected:e}"
        );
    }

    #[test]
    fn decimals() {
        for text in [
            "0",
            "-0",
            "7",
            "08",
            "1.",
            "5.e3",
            ".5",
            "-.5e3",
            "+12",
            "3.14159",
            "1e22",
            "1E+22",
            "2e-3",
            "1e400",
            "-1e400",
            "1e-400",
            "1e99999999999999999999",
            "0e99999999999",
            "18446744073709551615",
            "9999999999999999999",
            "99999999999999999999",
            "9007199254740993",
            "2.2250738585072011e-308",
        ] {
            reads(text, text.parse().unwrap());
        }
    }

    #[test]
    fn blanks_around_and_a_nul_at_the_end() {
        reads("\t\n\u{b}\u{c}\r 5 \t\n\u{b}\u{c}\r", 5.0);
        reads("5\0rest", 5.0);
        reads("5 \0rest", 5.0);
        assert_eq!(parse(b"\x005"), None);
    }

    #[test]
    fn what_strtod_reads_beyond_decimals() {
        for (text, value) in [
            ("inf", f64::INFINITY),
            ("-INFINITY", f64::NEG_INFINITY),
            ("+Inf ", f64::INFINITY),
            ("nan", QUIET_NAN),
            ("-NaN", -QUIET_NAN),
            ("nan()", QUIET_NAN),
            ("nan(a_1)", QUIET_NAN),
            ("0x10", 16.0),
            ("-0X10", -16.0),
            ("-0x0", -0.0),
            ("0x.8", 0.5),
            ("0x1.", 1.0),
            ("0x1p4", 16.0),
            ("0xA.8P0", 10.5),
            ("0x1.8p3", 12.0),
            ("-0x1.8p1", -3.0),
            ("0x10000000000000000", 18446744073709551616.0),
            ("0x1p99999999999999999999", f64::INFINITY),
            ("0x0p99999999999999999999", 0.0),
            ("0x1p-99999999999999999999", 0.0),
        ] {
            reads(text, value);
        }
    }

    #[test]
    fn hexadecimals_round_to_the_nearest_even() {
        for (text, bits) in [
            ("0x20000000000001", 0x4340_0000_0000_0000),
            ("0x20000000000003", 0x4340_0000_0000_0002),
            ("0xfffffffffffffbff", 0x43ef_ffff_ffff_ffff),
            ("0xfffffffffffffc00", 0x43f0_0000_0000_0000),
            ("0x1.fffffffffffff8p0", 0x4000_0000_0000_0000),
            ("0x1.fffffffffffff7p0", 0x3fff_ffff_ffff_ffff),
            ("0x1.00000000000008p0", 0x3ff0_0000_0000_0000),
            (
                "0x1.000000000000080000000000000001p0",
                0x3ff0_0000_0000_0001,
            ),
            ("0x1.fffffffffffff7p1023", 0x7fef_ffff_ffff_ffff),
            ("0x1.fffffffffffff8p1023", 0x7ff0_0000_0000_0000),
            ("0x1p-1022", 0x0010_0000_0000_0000),
            ("0x1.fffffffffffffp-1023", 0x0010_0000_0000_0000),
            ("0x1p-1074", 1),
            ("0x1.8p-1074", 2),
            ("0x1p-1075", 0),
            ("0x1.0000000000001p-1075", 1),
            ("0x0.0000000000000000000000000000000000001p-1000", 0),
        ] {
            reads(text, f64::from_bits(bits));
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "", "  ", ".", "..", "1..", "..1", ".e1", "1e", "1e+", "1e+-5", "1 e5", "+-1", "- 1",
            "10 x", "1_000", "1d5", "1f", "0b1", "0x", "0X", "0x.", "0xp1", "0x1p", "0x1p+",
            "0x1g", "0x 10", "0x-10", "x10", "0x0x10", "i", "in", "infinit", "infx", "n", "na",
            "nan(", "nan(a-b)", "nanx", "0xinf", "\u{a0}1", "1\u{1}",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn long_texts_are_exact_too() {
        let digits = "1234567890".repeat(200);
        reads(
            &format!("{digits}e-1990"),
            format!("{}e-90", &digits[..100]).parse().unwrap(),
        );
        reads(&format!("0.{}1e1000001", "0".repeat(1_000_000)), 1.0);
        reads(&format!("1{}e-1000000", "0".repeat(1_000_000)), 1.0);
        reads(&format!("{}1", "0".repeat(5000)), 1.0);
        reads(&"0".repeat(5000), 0.0);
        reads(&"9".repeat(1_000_000), f64::INFINITY);
        reads(&format!("1e{}1", "0".repeat(5000)), 10.0);
        reads(&format!("1e-{}", "1".repeat(5000)), 0.0);
        reads(&format!("{}7{}", " ".repeat(5000), " ".repeat(5000)), 7.0);
        reads(&format!("nan({})", "a".repeat(5000)), QUIET_NAN);
        reads(
            &format!("0x{}1.{}p1", "0".repeat(5000), "0".repeat(5000)),
            2.0,
        );
        reads(&format!("0x.{}1p20004", "0".repeat(5000)), 1.0);
        for wrong in ["x", ".", "..", "e", "e+", " 1"] {
            let text = format!("{}.{}{wrong}", "1".repeat(2000), "0".repeat(2000));
            assert_eq!(parse(text.as_bytes()), None, "{wrong}");
        }
        reads(
            &format!("0x{}p-3999996", "1".repeat(1_000_000)),
            16.0 / 15.0,
        );
        // The decimal expansion of 1 + 2^-53, a tie, and the same with one more digit far behind it.
        let tie = format!("{:.53}", 2f64.powi(-53)).replacen('0', "1", 1);
        reads(&format!("{tie}{}", "0".repeat(2000)), 1.0);
        reads(&format!("{tie}{}1", "0".repeat(2000)), 1.0 + f64::EPSILON);
    }

    #[test]
    fn long_texts_are_read_as_the_standard_library_reads_them() {
        let mut state = 1u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            (state >> 33) % below
        };
        for _ in 0..if cfg!(miri) { 20 } else { 2_000 } {
            let mut text = String::new();
            for _ in 0..1 + random(6) {
                let digit = char::from(b'0' + [0, 0, 9, random(10) as u8][random(4) as usize]);
                let count = [1, 3, 790, 1030][random(4) as usize] + random(30) as usize;
                text.extend(std::iter::repeat_n(digit, count));
                if random(3) == 0 && !text.contains('.') {
                    text.push('.');
                }
            }
            text += &format!("e{}", random(6_000) as i64 - 3_000);
            reads(&text, text.parse().unwrap());
        }
    }

    #[test]
    fn other_bases() {
        for (text, radix, value) in [
            ("ff", 16, 255.0),
            ("0xFF", 16, 255.0),
            (" +10 ", 16, 16.0),
            ("10\0rest", 16, 16.0),
            ("zZ", 36, 1295.0),
            ("0x", 36, 33.0),
            ("inf", 36, 24171.0),
            ("-0", 8, 0.0),
            ("-1", 16, 18446744073709551615.0),
            ("-ffffffffffffffff", 16, 1.0),
            ("ffffffffffffffff", 16, 18446744073709551615.0),
            ("10000000000000000", 16, 18446744073709551615.0),
            ("-10000000000000000", 16, 18446744073709551615.0),
            ("fffffffffffff801", 16, 18446744073709549568.0),
        ] {
            assert_eq!(
                parse_radix(text.as_bytes(), radix),
                Some(value),
                "{text:?} in base {radix}"
            );
        }
        let long = |digit: &str| format!("{}{}", "0".repeat(3000), digit.repeat(3000));
        assert_eq!(parse_radix(long("z").as_bytes(), 36), Some(u64::MAX as f64));
        assert_eq!(parse_radix((long("1") + "2").as_bytes(), 2), None);
        assert_eq!(parse_radix((long("0") + "101").as_bytes(), 2), Some(5.0));
        for (text, radix) in [
            ("", 16),
            (" ", 16),
            ("8", 8),
            ("1.5", 16),
            ("10 x", 16),
            ("+-10", 16),
            ("- 1", 16),
            ("0x", 16),
            ("0xg", 16),
            ("0x ", 16),
            ("0b1", 2),
            ("0x10", 17),
            ("\0", 16),
        ] {
            assert_eq!(
                parse_radix(text.as_bytes(), radix),
                None,
                "{text:?} in base {radix}"
            );
        }
    }

    #[test]
    fn numerals_in_source() {
        for (source, numeral) in [
            ("3", "3"),
            ("3+4", "3"),
            ("3e+4-1", "3e+4"),
            ("3e", "3e"),
            (".5.", ".5."),
            ("3..2", "3..2"),
            ("5 ..x", "5"),
            ("0x1p4*2", "0x1p4"),
            ("0x1p+4", "0x1p"),
            ("0xe+1", "0xe"),
            ("0xA.8", "0xA"),
            ("1e5_)", "1e5_"),
            ("3\0+4", "3\0+4"),
            ("3\0\0\0", "3\0\0"),
        ] {
            assert_eq!(numeral_len(source.as_bytes()), numeral.len(), "{source:?}");
        }
    }
}
