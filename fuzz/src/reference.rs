//! Lua 5.1's patterns as simply as possible: what `string.find` and its like should answer.
//!
//! The matcher recurses from item to item and knows no shortcuts, no program and no fuel, only a number of steps after
//! which nobody knows the answer. So it shares nothing with the library's matcher but the language that it reads.
//!
//! What is odd is so in PUC-Lua: a pattern ends at its first NUL, the end of the subject looks like a NUL to `%f`, and a
//! pattern is wrong only where matching comes to the wrong item.

/// Steps of the matcher before it gives up.
const MOST_STEPS: usize = 50_000;

/// Captures of a pattern.
const MOST_CAPTURES: usize = 32;

/// What a capture or a result is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A text.
    Text(Vec<u8>),
    /// A position, or how often something was replaced.
    Number(usize),
    /// Nothing was found.
    Nil,
}

impl Piece {
    /// How it is written into a text.
    fn text(&self) -> Vec<u8> {
        match self {
            Piece::Text(text) => text.clone(),
            Piece::Number(number) => number.to_string().into(),
            Piece::Nil => Vec::new(),
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The error that is raised.
    Error(&'static str),
    /// It takes too long to tell.
    Unknown,
}

/// An answer: all that a function returns.
pub type Answer<T = Vec<Piece>> = Result<T, Trouble>;

/// `string.find`
pub fn find(subject: &[u8], pattern: &[u8], init: i64, plain: bool) -> Answer {
    let start = offset(subject, init);
    if plain || !until_nul(pattern).iter().any(|b| b"^$*+?.([%-".contains(b)) {
        let places = start..=subject.len();
        return Ok(
            match { places }.find(|at| subject[*at..].starts_with(pattern)) {
                Some(at) => vec![Piece::Number(at + 1), Piece::Number(at + pattern.len())],
                None => vec![Piece::Nil],
            },
        );
    }
    let mut matcher = Matcher::new(subject, pattern);
    Ok(match matcher.search(start)? {
        Some((start, end)) => {
            let range = [Piece::Number(start + 1), Piece::Number(end)];
            range.into_iter().chain(matcher.captures(None)?).collect()
        }
        None => vec![Piece::Nil],
    })
}

/// `string.match`
pub fn matched(subject: &[u8], pattern: &[u8], init: i64) -> Answer {
    let mut matcher = Matcher::new(subject, pattern);
    match matcher.search(offset(subject, init))? {
        Some(whole) => matcher.captures(Some(whole)),
        None => Ok(vec![Piece::Nil]),
    }
}

/// All that `string.gmatch` comes to, one match after the other.
pub fn gmatch(subject: &[u8], pattern: &[u8]) -> Answer {
    let mut matcher = Matcher::new(subject, pattern);
    let (mut at, mut all) = (0, Vec::new());
    while at <= subject.len() {
        match matcher.begin(at, 0)? {
            Some(end) => {
                all.extend(matcher.captures(Some((at, end)))?);
                at = if end == at { at + 1 } else { end };
            }
            None => at += 1,
        }
    }
    Ok(all)
}

/// What `string.gsub` replaces with.
#[derive(Clone, Copy, Debug)]
pub enum Replacement<'a> {
    /// A text with `%0` to `%9`.
    Text(&'a [u8]),
    /// A function that gives back its first argument. It is given all captures.
    Function,
}

/// `string.gsub`
pub fn gsub(subject: &[u8], pattern: &[u8], replacement: Replacement<'_>, most: usize) -> Answer {
    let mut matcher = Matcher::new(subject, pattern);
    let anchored = matcher.is_anchored();
    let (mut at, mut count, mut result) = (0, 0, Vec::new());
    while count < most {
        let end = matcher.begin(at, usize::from(anchored))?;
        if let Some(end) = end {
            count += 1;
            match replacement {
                Replacement::Text(text) => matcher.fill(text, (at, end), &mut result)?,
                Replacement::Function => {
                    result.extend(matcher.captures(Some((at, end)))?[0].text())
                }
            }
        }
        match end {
            Some(end) if end > at => at = end,
            _ if at < subject.len() => {
                result.push(subject[at]);
                at += 1;
            }
            _ => break,
        }
        if anchored {
            break;
        }
    }
    result.extend_from_slice(&subject[at..]);
    Ok(vec![Piece::Text(result), Piece::Number(count)])
}

/// Where a search begins that was asked to begin at the `init`-th byte.
fn offset(subject: &[u8], init: i64) -> usize {
    let length = subject.len() as i64;
    let place = if init < 0 { init + length + 1 } else { init };
    (place - 1).clamp(0, length) as usize
}

fn until_nul(text: &[u8]) -> &[u8] {
    text.split(|b| *b == 0).next().unwrap_or_default()
}

/// A capture.
#[derive(Clone, Copy, Debug)]
enum Capture {
    Open(usize),
    Closed(usize, usize),
    Position(usize),
}

struct Matcher<'a> {
    subject: &'a [u8],
    /// Up to its first NUL.
    pattern: &'a [u8],
    captures: Vec<Capture>,
    steps: usize,
}

impl<'a> Matcher<'a> {
    fn new(subject: &'a [u8], pattern: &'a [u8]) -> Self {
        Self {
            subject,
            pattern: until_nul(pattern),
            captures: Vec::new(),
            steps: 0,
        }
    }

    fn is_anchored(&self) -> bool {
        self.pattern.first() == Some(&b'^')
    }

    /// The first match from a place on.
    fn search(&mut self, from: usize) -> Answer<Option<(usize, usize)>> {
        let anchored = self.is_anchored();
        let last = if anchored { from } else { self.subject.len() };
        for at in from..=last {
            if let Some(end) = self.begin(at, usize::from(anchored))? {
                return Ok(Some((at, end)));
            }
        }
        Ok(None)
    }

    /// A match that begins right here.
    fn begin(&mut self, at: usize, item: usize) -> Answer<Option<usize>> {
        self.captures.clear();
        self.rest(at, item)
    }

    // -- matching ------------------------------------------------------------------------------------------------------

    /// Where the match ends if the pattern from `item` on matches at `at`.
    fn rest(&mut self, at: usize, item: usize) -> Answer<Option<usize>> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(Trouble::Unknown);
        }
        let pattern = self.pattern;
        match pattern[item..] {
            [] => Ok(Some(at)),
            [b'(', b')', ..] => self.opened(Capture::Position(at), at, item + 2),
            [b'(', ..] => self.opened(Capture::Open(at), at, item + 1),
            [b')', ..] => self.closed(at, item),
            [b'$'] => Ok((at == self.subject.len()).then_some(at)),
            [b'%', b'b', ..] => self.balanced(at, item),
            [b'%', b'f', ..] => self.frontier(at, item + 2),
            [b'%', digit @ b'0'..=b'9', ..] => self.repeated(at, item, digit),
            _ => self.single(at, item),
        }
    }

    fn opened(&mut self, capture: Capture, at: usize, next: usize) -> Answer<Option<usize>> {
        if self.captures.len() == MOST_CAPTURES {
            return Err(Trouble::Error("too many captures"));
        }
        self.captures.push(capture);
        let found = self.rest(at, next)?;
        if found.is_none() {
            self.captures.pop();
        }
        Ok(found)
    }

    fn closed(&mut self, at: usize, item: usize) -> Answer<Option<usize>> {
        let open = |capture: &Capture| matches!(capture, Capture::Open(_));
        let Some(index) = self.captures.iter().rposition(open) else {
            return Err(Trouble::Error("invalid pattern capture"));
        };
        let before = self.captures[index];
        if let Capture::Open(start) = before {
            self.captures[index] = Capture::Closed(start, at);
        }
        let found = self.rest(at, item + 1)?;
        if found.is_none() {
            self.captures[index] = before;
        }
        Ok(found)
    }

    fn balanced(&mut self, at: usize, item: usize) -> Answer<Option<usize>> {
        let [open, close] = match self.pattern[item + 2..] {
            [open, close, ..] => [open, close],
            _ => return Err(Trouble::Error("unbalanced pattern")),
        };
        if self.subject.get(at) != Some(&open) {
            return Ok(None);
        }
        let mut depth = 1;
        for (index, byte) in self.subject.iter().enumerate().skip(at + 1) {
            if *byte == close {
                depth -= 1;
                if depth == 0 {
                    return self.rest(index + 1, item + 4);
                }
            } else if *byte == open {
                depth += 1;
            }
        }
        Ok(None)
    }

    fn frontier(&mut self, at: usize, set: usize) -> Answer<Option<usize>> {
        if self.pattern.get(set) != Some(&b'[') {
            return Err(Trouble::Error("missing '[' after '%f' in pattern"));
        }
        let end = self.item_end(set)?;
        let before = if at == 0 { 0 } else { self.subject[at - 1] };
        let here = self.subject.get(at).copied().unwrap_or(0);
        match !self.accepts(before, set, end) && self.accepts(here, set, end) {
            true => self.rest(at, end),
            false => Ok(None),
        }
    }

    /// `%1` and its like.
    fn repeated(&mut self, at: usize, item: usize, digit: u8) -> Answer<Option<usize>> {
        let index = usize::from(digit).checked_sub(usize::from(b'1'));
        let capture = index.and_then(|index| self.captures.get(index));
        match capture {
            None | Some(Capture::Open(_)) => Err(Trouble::Error("invalid capture index")),
            Some(Capture::Position(_)) => Ok(None),
            Some(&Capture::Closed(start, end)) => {
                match self.subject[at..].starts_with(&self.subject[start..end]) {
                    true => self.rest(at + end - start, item + 2),
                    false => Ok(None),
                }
            }
        }
    }

    /// A class of bytes and how often it may come.
    fn single(&mut self, at: usize, item: usize) -> Answer<Option<usize>> {
        let end = self.item_end(item)?;
        let most = self.subject[at..]
            .iter()
            .take_while(|byte| self.accepts(**byte, item, end))
            .count();
        let (counts, next): (Vec<usize>, usize) = match self.pattern.get(end) {
            Some(b'?') => ((0..=most.min(1)).rev().collect(), end + 1),
            Some(b'*') => ((0..=most).rev().collect(), end + 1),
            Some(b'+') => ((1..=most).rev().collect(), end + 1),
            Some(b'-') => ((0..=most).collect(), end + 1),
            _ => ((1..=most.min(1)).collect(), end),
        };
        self.steps += most;
        for count in counts {
            let found = self.rest(at + count, next)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    // -- classes -------------------------------------------------------------------------------------------------------

    /// Where a class ends that begins at `item`.
    fn item_end(&self, item: usize) -> Answer<usize> {
        let pattern = self.pattern;
        match pattern[item] {
            b'%' if item + 1 == pattern.len() => {
                Err(Trouble::Error("malformed pattern (ends with '%')"))
            }
            b'%' => Ok(item + 2),
            b'[' => self.set_end(item + 1),
            _ => Ok(item + 1),
        }
    }

    fn set_end(&self, inside: usize) -> Answer<usize> {
        let missing = Trouble::Error("malformed pattern (missing ']')");
        let mut at = inside + usize::from(self.pattern.get(inside) == Some(&b'^'));
        let first = at;
        loop {
            match self.pattern.get(at) {
                None => return Err(missing),
                // The first one stands for itself.
                Some(b']') if at > first => return Ok(at + 1),
                Some(b'%') if at + 1 < self.pattern.len() => at += 2,
                Some(_) => at += 1,
            }
        }
    }

    fn accepts(&self, byte: u8, item: usize, end: usize) -> bool {
        match self.pattern[item..end] {
            [b'.'] => true,
            [b'%', letter] => in_class(byte, letter),
            [b'[', b'^', ref set @ .., b']'] => !in_set(byte, set),
            [b'[', ref set @ .., b']'] => in_set(byte, set),
            [own, ..] => byte == own,
            [] => false,
        }
    }

    // -- results -------------------------------------------------------------------------------------------------------

    /// All captures, or the whole match if there are none.
    fn captures(&self, whole: Option<(usize, usize)>) -> Answer {
        match whole {
            Some((start, end)) if self.captures.is_empty() => {
                Ok(vec![Piece::Text(self.subject[start..end].to_vec())])
            }
            _ => self
                .captures
                .iter()
                .map(|capture| self.piece(*capture))
                .collect(),
        }
    }

    fn piece(&self, capture: Capture) -> Answer<Piece> {
        match capture {
            Capture::Open(_) => Err(Trouble::Error("unfinished capture")),
            Capture::Position(at) => Ok(Piece::Number(at + 1)),
            Capture::Closed(start, end) => Ok(Piece::Text(self.subject[start..end].to_vec())),
        }
    }

    /// A replacement with its `%0` to `%9`.
    fn fill(&self, text: &[u8], whole: (usize, usize), into: &mut Vec<u8>) -> Answer<()> {
        let all = &self.subject[whole.0..whole.1];
        let mut bytes = text.iter();
        while let Some(byte) = bytes.next() {
            match (byte, bytes.as_slice().first()) {
                (b'%', Some(b'0')) => into.extend_from_slice(all),
                (b'%', Some(b'1')) if self.captures.is_empty() => into.extend_from_slice(all),
                (b'%', Some(digit @ b'1'..=b'9')) => {
                    let capture = self.captures.get(usize::from(digit - b'1'));
                    let capture = *capture.ok_or(Trouble::Error("invalid capture index"))?;
                    into.extend(self.piece(capture)?.text());
                }
                (b'%', other) => into.push(other.copied().unwrap_or(0)),
                _ => {
                    into.push(*byte);
                    continue;
                }
            }
            bytes.next();
        }
        Ok(())
    }
}

/// The content of a set, without its brackets.
fn in_set(byte: u8, set: &[u8]) -> bool {
    match *set {
        [] => false,
        // The one behind a range takes the bracket for its letter, which ends the set all the same.
        [b'%'] => byte == b']',
        [b'%', letter, ref rest @ ..] => in_class(byte, letter) || in_set(byte, rest),
        [first, b'-', last, ref rest @ ..] => (first..=last).contains(&byte) || in_set(byte, rest),
        [own, ref rest @ ..] => byte == own || in_set(byte, rest),
    }
}

fn in_class(byte: u8, letter: u8) -> bool {
    let member = match letter.to_ascii_lowercase() {
        b'a' => byte.is_ascii_alphabetic(),
        b'c' => byte.is_ascii_control(),
        b'd' => byte.is_ascii_digit(),
        b'l' => byte.is_ascii_lowercase(),
        b'p' => byte.is_ascii_punctuation(),
        b's' => byte.is_ascii_whitespace() || byte == 0x0B,
        b'u' => byte.is_ascii_uppercase(),
        b'w' => byte.is_ascii_alphanumeric(),
        b'x' => byte.is_ascii_hexdigit(),
        b'z' => byte == 0,
        _ => return byte == letter,
    };
    member != letter.is_ascii_uppercase()
}
