//! Runs: how many bytes at the start of a text are of a kind.
//!
//! Scripts can have numerals of hundreds of megabytes, nearly all of whose digits decide nothing: they are only checked and
//! counted. That is done for a block of bytes at once, without a branch in between, which compilers turn into vector
//! instructions; so the text is passed about as fast as memory gives it.
//!
//! PERF: `tonumber` of 240 MB of digits takes 17 ms of processor time; byte by byte it took 650.

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// How many bytes at the start of `text` are of the kind.
#[inline]
pub(super) fn length(text: &[u8], is_of_kind: impl Fn(u8) -> bool) -> usize {
    let (blocks, _) = text.as_chunks::<BLOCK>();
    let is_whole = |block: &&[u8; BLOCK]| {
        let others = block
            .iter()
            .fold(0, |others, c| others | u8::from(!is_of_kind(*c)));
        others == 0
    };
    let whole = BLOCK * blocks.iter().take_while(is_whole).count();
    let rest = text[whole..].iter().take_while(|c| is_of_kind(**c));
    whole + rest.count()
}

/// `0` to `9`.
#[inline(always)]
pub(super) fn is_digit(c: u8) -> bool {
    c.wrapping_sub(b'0') < 10
}

/// A digit of a radix up to 36.
#[inline(always)]
pub(super) fn is_digit_of(c: u8, radix: u8) -> bool {
    let is_letter = (c | 0x20).wrapping_sub(b'a') < radix.saturating_sub(10);
    (c.wrapping_sub(b'0') < radix.min(10)) | is_letter
}

/// What names are made of.
#[inline(always)]
pub(super) fn is_of_word(c: u8) -> bool {
    is_digit_of(c, 36) | (c == b'_')
}

/// C's `isspace`, which also takes the vertical tab.
#[inline(always)]
pub(super) fn is_blank(c: u8) -> bool {
    (c == b' ') | (c.wrapping_sub(b'\t') < 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_the_first_other_byte_is() {
        for size in [0, 1, 63, 64, 65, 127, 128, 1000] {
            let mut text = vec![b'7'; size];
            assert_eq!(length(&text, is_digit), size);
            for at in (0..size).step_by(7) {
                text[at] = b'x';
                assert_eq!(length(&text, is_digit), at, "{size}");
                text[at] = b'7';
            }
        }
    }

    #[test]
    fn kinds_are_those_of_the_standard_library() {
        for c in 0..=255u8 {
            assert_eq!(is_digit(c), c.is_ascii_digit(), "{c}");
            assert_eq!(is_of_word(c), c.is_ascii_alphanumeric() || c == b'_', "{c}");
            assert_eq!(is_blank(c), matches!(c, b' ' | b'\t'..=b'\r'), "{c}");
            for radix in 2..=36 {
                assert_eq!(
                    is_digit_of(c, radix),
                    char::from(c).is_digit(radix.into()),
                    "{c} in {radix}"
                );
            }
        }
    }
}
