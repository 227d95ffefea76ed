//! Making a program small that shows a difference.
//!
//! Parts are left out, first many lines at once, then single ones, then tokens, as long as the difference stays. The
//! shrinker knows nothing of Lua: what is no program any more gives the same message twice, and so is no difference.

/// How many programs are tried: some seconds.
const TRIES: usize = 4_000;

/// Shrinks `source`, of which `differs` is true.
pub fn shrink(source: &str, mut differs: impl FnMut(&str) -> bool) -> String {
    let mut tries = 0;
    let mut differs = |source: &str| {
        tries += 1;
        tries <= TRIES && differs(source)
    };
    let mut best = source.to_owned();
    loop {
        let before = best.len();
        best = leave_out(lines(&best), &mut differs);
        best = leave_out_pairs(lines(&best), &mut differs);
        best = leave_out(tokens(&best), &mut differs);
        best = simplify(tokens(&best), &mut differs);
        if best.len() >= before {
            return best;
        }
    }
}

/// Leaves out runs of parts, long ones first.
fn leave_out(mut parts: Vec<String>, differs: &mut impl FnMut(&str) -> bool) -> String {
    let mut length = (parts.len() / 2).max(1);
    loop {
        let mut begin = 0;
        while begin < parts.len() {
            let end = (begin + length).min(parts.len());
            let without = [&parts[..begin], &parts[end..]].concat();
            if differs(&without.concat()) {
                parts = without;
            } else {
                begin += length;
            }
        }
        if length == 1 {
            return parts.concat();
        }
        length /= 2;
    }
}

/// Leaves out two lines at once, such as the first and the last of a block whose body stays.
fn leave_out_pairs(mut parts: Vec<String>, differs: &mut impl FnMut(&str) -> bool) -> String {
    if parts.len() > 30 {
        return parts.concat();
    }
    let mut first = 0;
    while first < parts.len() {
        for second in first + 1..parts.len() {
            let mut without = parts.clone();
            without.remove(second);
            without.remove(first);
            if differs(&without.concat()) {
                parts = without;
                break;
            }
        }
        first += 1;
    }
    parts.concat()
}

/// Puts simple tokens where longer ones are.
fn simplify(mut parts: Vec<String>, differs: &mut impl FnMut(&str) -> bool) -> String {
    for index in 0..parts.len() {
        for simple in ["1", "nil", "x", "''"] {
            if parts[index].trim().len() > simple.len() {
                let mut changed = parts.clone();
                changed[index] = simple.into();
                if differs(&changed.concat()) {
                    parts = changed;
                    break;
                }
            }
        }
    }
    parts.concat()
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(Into::into).collect()
}

/// Words, strings, spaces and single signs.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            _ if first.is_alphanumeric() || first == '_' => rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len()),
            _ if first == ' ' => rest.find(|c| c != ' ').unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        tokens.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{shrink, tokens};

    #[test]
    fn tokens_are_the_text() {
        let text = "local x1 = 'a b' .. {\n  2}\n";
        assert_eq!(tokens(text).concat(), text);
        assert!(tokens(text).contains(&"'a b'".to_owned()));
    }

    #[test]
    fn what_matters_stays() {
        let source = "print(1)\nlocal a = bad + long_name\nprint(2)\n";
        let small = shrink(source, |text| text.contains("bad"));
        assert_eq!(small, "bad");
    }
}
