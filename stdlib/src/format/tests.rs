//! Items against what Lua 5.1.5 wrote on Linux: `cases.txt` has a form, a number and the text in each line.

use super::*;

/// `string.format(item, n)`.
fn format(item: &str, n: f64) -> String {
    let (spec, letter) = Spec::parse(&item.as_bytes()[1..]).expect("a form that Lua accepts");
    let mut out = b"kept".to_vec();
    match letter {
        b"d" | b"i" => spec.signed(&mut out, to_long(n)),
        b"u" => spec.unsigned(&mut out, to_unsigned_long(n)),
        b"o" => spec.octal(&mut out, to_unsigned_long(n)),
        b"x" => spec.hexadecimal(&mut out, to_unsigned_long(n), false),
        b"X" => spec.hexadecimal(&mut out, to_unsigned_long(n), true),
        b"e" => spec.exponential(&mut out, n, false),
        b"E" => spec.exponential(&mut out, n, true),
        b"f" => spec.fixed(&mut out, n),
        b"g" => spec.general(&mut out, n, false),
        b"G" => spec.general(&mut out, n, true),
        b"c" => spec.character(&mut out, to_byte(n)),
        _ => panic!("{item} is no item for a number"),
    }
    String::from_utf8(out)
        .unwrap()
        .strip_prefix("kept")
        .unwrap()
        .to_owned()
}

#[test]
fn numbers_as_lua51_writes_them() {
    let nan = f64::from_bits(0x7ff8_0000_0000_0000);
    for line in include_str!("cases.txt").lines() {
        let [item, number, text, ""] = line.split('|').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let n = match number {
            "nan" => nan,
            "-nan" => -nan,
            number => number.parse().unwrap(),
        };
        assert_eq!(format(item, n), text, "{item} of {number}");
    }
}

/// The C library loses the zeros here when rounding adds a digit, against its own standard. We do not.
#[test]
fn a_long_form_keeps_its_zeros() {
    assert_eq!(format("%#g", 999999.5), "1.00000e+06");
    assert_eq!(format("%#.2g", 99.99), "1.0e+02");
}

#[test]
fn numbers_of_extreme_length_are_exact() {
    assert_eq!(format("%.99f", 1e308).len(), 309 + 1 + 99);
    assert_eq!(
        format("%.0f", 2f64.powi(200)),
        "1606938044258990275541962092341162602522202993782792835301376"
    );
    let least = format("%.99e", f64::from_bits(1));
    assert!(least.starts_with(
        "4.94065645841246544176568792868221372365059802614324764425585682500675507270208751"
    ));
    assert!(format("%99.99f", -1e308).len() <= 512);
}

fn string(form: &[u8], text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    Spec::parse(form).unwrap().0.string(&mut out, text);
    out
}

#[test]
fn strings_end_at_a_nul_unless_they_are_long() {
    assert_eq!(string(b"s", b"abc"), b"abc");
    assert_eq!(string(b"5s", b"abc"), b"  abc");
    assert_eq!(string(b"-5s", b"abc"), b"abc  ");
    assert_eq!(string(b"05s", b"abc"), b"  abc");
    assert_eq!(string(b".2s", b"abc"), b"ab");
    assert_eq!(string(b"05.1s", b"abc"), b"    a");
    assert_eq!(string(b".s", b"abc"), b"");
    assert_eq!(string(b"s", b"a\0b"), b"a");
    assert_eq!(string(b"5s", b"a\0b"), b"    a");
    let long = [&b"x".repeat(99)[..], b"\0y"].concat();
    assert_eq!(string(b"s", &long), long);
    assert_eq!(string(b"99s", &long[..99]), long[..99]);
    assert_eq!(string(b".99s", &long[1..]), long[1..99]);
    assert_eq!(string(b"99s", &long[2..]).len(), 99);
}

#[test]
fn forms_that_lua51_rejects() {
    for (form, error) in [
        (&b"------d"[..], SpecError::RepeatedFlags),
        (b"-+ #00d", SpecError::RepeatedFlags),
        (b"123d", SpecError::TooLong),
        (b".123d", SpecError::TooLong),
        (b"1.123d", SpecError::TooLong),
    ] {
        assert_eq!(Spec::parse(form), Err(error), "{}", form.escape_ascii());
    }
    for (form, rest) in [
        (&b"-----d"[..], &b"d"[..]),
        (b"00000d", b"d"),
        (b"1.2.3d", b".3d"),
        (b"", b""),
        (b"5", b""),
        (b"5.", b""),
        (b"*d", b"*d"),
        (b"99.99d rest", b"d rest"),
    ] {
        assert_eq!(
            Spec::parse(form).map(|(_, rest)| rest),
            Ok(rest),
            "{}",
            form.escape_ascii()
        );
    }
    let (spec, _) = Spec::parse(b"-+12.34f").unwrap();
    let expected = Spec {
        is_left: true,
        has_plus: true,
        width: 12,
        precision: Some(34),
        ..Spec::default()
    };
    assert_eq!(spec, expected);
}

#[test]
fn what_quoting_escapes() {
    let quoted: Vec<u8> = b"a\"\\\n\r\0\t\x01\xc8"
        .iter()
        .fold(Vec::new(), |mut out, byte| {
            out.extend_from_slice(escape(*byte).unwrap_or(&[*byte]));
            out
        });
    assert_eq!(quoted, b"a\\\"\\\\\\\n\\r\\000\t\x01\xc8");
}
