//! What a program printed, as lines that can stand in a comment.
//!
//! Lua prints bytes. In an answer, printable ASCII and the tab stand for themselves, a backslash is doubled and every other
//! byte is `\xHH`, so that a file of cases is plain text whatever they print. Where the output does not end with a line end,
//! the last line ends with a single backslash.

/// The lines of an output.
pub fn lines(output: &[u8]) -> Vec<String> {
    let Some(last) = output.last() else {
        return Vec::new();
    };
    let whole = output.strip_suffix(b"\n").unwrap_or(output);
    let mut lines: Vec<String> = whole.split(|byte| *byte == b'\n').map(escape).collect();
    if *last != b'\n'
        && let Some(line) = lines.last_mut()
    {
        line.push('\\');
    }
    lines
}

fn escape(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'\\' => text.push_str("\\\\"),
            b'\t' | b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text
}

/// Lines against lines, as a report shows them: `-` is expected, `+` is printed, what is equal stands between.
pub fn difference(expected: &[String], printed: &[String]) -> String {
    let same = expected
        .iter()
        .zip(printed)
        .take_while(|(a, b)| a == b)
        .count();
    let back = expected[same..]
        .iter()
        .rev()
        .zip(printed[same..].iter().rev());
    let same_at_end = back.take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    for line in &expected[same.saturating_sub(2)..same] {
        text += &format!("    {}\n", cut(line));
    }
    for line in &expected[same..expected.len() - same_at_end] {
        text += &format!("  - {}\n", cut(line));
    }
    for line in &printed[same..printed.len() - same_at_end] {
        text += &format!("  + {}\n", cut(line));
    }
    text
}

/// A line that fits into a report.
fn cut(line: &str) -> &str {
    &line[..line.len().min(200)]
}

#[cfg(test)]
mod tests {
    use super::{difference, lines};

    #[test]
    fn bytes_become_text() {
        assert!(lines(b"").is_empty());
        assert_eq!(lines(b"\n"), [""]);
        assert_eq!(lines(b"a\tb\n\nc\n"), ["a\tb", "", "c"]);
        assert_eq!(lines(b"a\\\0\xff\n"), ["a\\\\\\x00\\xff"]);
        assert_eq!(lines(b"no end"), ["no end\\"]);
    }

    #[test]
    fn a_difference_leaves_out_what_is_equal() {
        let of = |text: &str| lines(text.as_bytes());
        let shown = difference(&of("1\n2\n3\nx\n4\n"), &of("1\n2\n3\ny\nz\n4\n"));
        assert_eq!(shown, "    2\n    3\n  - x\n  + y\n  + z\n");
    }
}
