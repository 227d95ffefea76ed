//! The matcher against what Lua 5.1.5 answered, at every size of budget, and against what it does not survive.

use super::plain::Finder;
use super::*;

/// Runs until there is an answer, with `slice` units of fuel at a time, and adds up what was used.
fn drive(slice: u64, used: &mut u64, mut run: impl FnMut(&mut u64) -> Progress) -> Progress {
    loop {
        let mut fuel = slice;
        let progress = run(&mut fuel);
        *used += slice - fuel;
        if progress != Progress::Spent {
            return progress;
        }
        assert_eq!(fuel, 0, "a search stops only when all its fuel is used");
    }
}

const PLENTY: u64 = u64::MAX / 4;

/// What `string.find(subject, pattern, init)` returns: the place and the captures, a message, or nil.
fn find(subject: &[u8], pattern: &[u8], init: i64, slice: u64, used: &mut u64) -> Vec<u8> {
    let len = subject.len() as i64;
    let init = if init < 0 { init + len + 1 } else { init };
    let start = (init - 1).clamp(0, len) as usize;
    let mut matcher = Matcher::new(pattern, start, Caret::Anchors);
    let mut finder = Finder::new(start);
    let is_plain = !has_specials(pattern);
    let progress = drive(slice, used, |fuel| match is_plain {
        true => finder.run(subject, pattern, fuel),
        false => matcher.run(subject, pattern, fuel),
    });
    let found = match progress {
        Progress::Found(found) => found,
        Progress::Error(error) => return error.message().into(),
        _ => return b"nil".into(),
    };
    let mut text = format!("{}-{}", found.start + 1, found.end).into_bytes();
    let captures = if is_plain { 0 } else { matcher.capture_count() };
    for index in 0..captures {
        text.push(b'|');
        match matcher.capture(index) {
            Ok(Capture::Text(range)) => text.extend_from_slice(&subject[range]),
            Ok(Capture::Position(position)) => {
                text.extend_from_slice(format!("@{position}").as_bytes())
            }
            Err(error) => return error.message().into(),
        }
    }
    text
}

/// What `string.gsub(subject, pattern, "<%0>")` returns, or its message.
fn gsub(subject: &[u8], pattern: &[u8], slice: u64, used: &mut u64) -> Vec<u8> {
    let mut matcher = Matcher::new(pattern, 0, Caret::Anchors);
    let (mut text, mut copied, mut count) = (Vec::new(), 0, 0);
    loop {
        match drive(slice, used, |fuel| matcher.run(subject, pattern, fuel)) {
            Progress::Found(found) => {
                text.extend_from_slice(&subject[copied..found.start]);
                text.extend_from_slice(&[b"<", &subject[found.clone()], b">"].concat());
                copied = found.end;
                count += 1;
            }
            Progress::Error(error) => return error.message().into(),
            _ => break,
        }
    }
    text.extend_from_slice(&subject[copied..]);
    text.extend_from_slice(format!("|{count}").as_bytes());
    text
}

#[test]
fn answers_of_lua51_at_every_size_of_budget() {
    for &(subject, pattern, init, found, replaced) in CASES {
        let mut prices = Vec::new();
        for slice in [PLENTY, 1, 2, 3, 7] {
            let mut used = 0;
            let name = format!(
                "{} in {} at {slice}",
                pattern.escape_ascii(),
                subject.escape_ascii()
            );
            let answer = find(subject, pattern, init, slice, &mut used);
            assert_eq!(
                answer.escape_ascii().to_string(),
                found.escape_ascii().to_string(),
                "find {name}"
            );
            let answer = gsub(subject, pattern, slice, &mut used);
            assert_eq!(
                answer.escape_ascii().to_string(),
                replaced.escape_ascii().to_string(),
                "gsub {name}"
            );
            prices.push(used);
        }
        assert!(
            prices.iter().all(|price| *price == prices[0]),
            "{}: {prices:?}",
            pattern.escape_ascii()
        );
    }
}

#[test]
fn a_caret_means_nothing_to_gmatch() {
    let mut matcher = Matcher::new(b"^a", 0, Caret::Literal);
    assert_eq!(matcher.run(b"a^a", b"^a", &mut 100), Progress::Found(1..3));
    assert_eq!(matcher.run(b"a^a", b"^a", &mut 100), Progress::End);
    assert_eq!(matcher.run(b"a^a", b"^a", &mut 100), Progress::End);
}

#[test]
fn captures_that_do_not_exist() {
    let mut matcher = Matcher::new(b"b", 0, Caret::Anchors);
    assert_eq!(matcher.run(b"abc", b"b", &mut 100), Progress::Found(1..2));
    assert_eq!(matcher.capture(0), Ok(Capture::Text(1..2)));
    assert_eq!(matcher.capture(1), Err(PatternError::InvalidCaptureIndex));
    let mut matcher = Matcher::new(b"(b", 0, Caret::Anchors);
    assert_eq!(matcher.run(b"abc", b"(b", &mut 100), Progress::Found(1..2));
    assert_eq!(matcher.capture(0), Err(PatternError::UnfinishedCapture));
    assert_eq!(matcher.capture(1), Err(PatternError::InvalidCaptureIndex));
}

#[test]
fn an_error_stays_an_error() {
    let mut matcher = Matcher::new(b"[", 0, Caret::Anchors);
    for _ in 0..3 {
        assert_eq!(
            matcher.run(b"", b"[", &mut 100),
            Progress::Error(PatternError::MissingBracket)
        );
    }
}

#[test]
fn a_matcher_used_again_costs_the_same_and_answers_the_same() {
    let mut matcher = Matcher::default();
    let mut prices = Vec::new();
    for _ in 0..3 {
        for (pattern, end) in [(&b"^(%w+)[=:]"[..], 2), (b"^(%w+)[=:]x", 3)] {
            matcher.restart(pattern, 0, Caret::Anchors);
            let mut used = 0;
            let progress = drive(1, &mut used, |fuel| matcher.run(b"k=x", pattern, fuel));
            assert_eq!(progress, Progress::Found(0..end));
            assert_eq!(matcher.capture(0), Ok(Capture::Text(0..1)));
            prices.push(used);
        }
        matcher.restart(b"^(%w+)[=:]x", 1, Caret::Anchors);
        let mut used = 0;
        let progress = drive(PLENTY, &mut used, |fuel| {
            matcher.run(b"k=x", b"^(%w+)[=:]x", fuel)
        });
        assert_eq!(progress, Progress::End);
        prices.push(used);
    }
    assert_eq!(prices[0..3], prices[3..6]);
    assert_eq!(prices[0..3], prices[6..9]);
}

/// PUC-Rio would need longer than anyone can wait. Here a budget ends it, whatever it is.
#[test]
fn nested_repetitions_stop_when_the_fuel_is_spent() {
    let subject = vec![b'a'; 100];
    for pattern in [
        ".-".repeat(30) + "b",
        ".*".repeat(30) + "b",
        "a*".repeat(30) + "b",
        "(.-)".repeat(30) + "%1b",
    ] {
        let mut matcher = Matcher::new(pattern.as_bytes(), 0, Caret::Anchors);
        for mut fuel in [10_000, 1, 100_000] {
            assert_eq!(
                matcher.run(&subject, pattern.as_bytes(), &mut fuel),
                Progress::Spent
            );
            assert_eq!(fuel, 0);
        }
    }
}

/// PUC-Rio's recursion overflows its stack on these.
#[test]
fn long_patterns_and_long_subjects() {
    let subject = vec![b'a'; 300_000];
    let pattern = [&b"a?".repeat(300_000)[..], b"$"].concat();
    let mut matcher = Matcher::new(&pattern, 0, Caret::Anchors);
    assert_eq!(
        matcher.run(&subject, &pattern, &mut PLENTY.clone()),
        Progress::Found(0..300_000)
    );
    assert!(matcher.scratch_bytes() <= Matcher::most_scratch_bytes(pattern.len()));

    let mut matcher = Matcher::new(b"^(.-)b$", 0, Caret::Anchors);
    assert_eq!(
        matcher.run(&subject, b"^(.-)b$", &mut PLENTY.clone()),
        Progress::End
    );
    assert!(
        matcher.scratch_bytes() < 1000,
        "memory does not depend on the subject"
    );

    let brackets = [&b"(".repeat(100_000)[..], &b")".repeat(100_000)].concat();
    let mut matcher = Matcher::new(b"%b()", 0, Caret::Anchors);
    assert_eq!(
        matcher.run(&brackets, b"%b()", &mut PLENTY.clone()),
        Progress::Found(0..200_000)
    );
}

#[test]
fn memory_keeps_to_its_bound() {
    for piece in [
        "a", "a?", "[ab]", "[ab]-", "%f[ab]", "()", "(a)", "%a*", "%b()", "%",
    ] {
        for count in [0, 1, 10, 31, 1000, 4097] {
            let pattern = piece.repeat(count);
            let mut matcher = Matcher::new(pattern.as_bytes(), 0, Caret::Literal);
            matcher.run(b"", pattern.as_bytes(), &mut PLENTY.clone());
            let most = Matcher::most_scratch_bytes(pattern.len());
            assert!(
                matcher.scratch_bytes() <= most,
                "{count} times {piece}: {}",
                matcher.scratch_bytes()
            );
        }
    }
}

/// Even a set of a million members is read a few bytes at a time.
#[test]
fn reading_a_long_set_can_stop() {
    let pattern = [&b"["[..], &b"a-z%d_".repeat(100_000), b"]+"].concat();
    let mut matcher = Matcher::new(&pattern, 0, Caret::Anchors);
    let mut used = 0;
    let progress = drive(1000, &mut used, |fuel| {
        matcher.run(b"## id_1 ##", &pattern, fuel)
    });
    assert_eq!(progress, Progress::Found(3..7));
    assert!(
        used >= pattern.len() as u64 && used < 3 * pattern.len() as u64,
        "{used}"
    );
}

#[test]
fn what_is_special() {
    for pattern in [
        &b""[..],
        b"abc",
        b"a)b",
        b"a]b",
        b"a{b}",
        b"a\0.*",
        b"\xff\"",
    ] {
        assert!(!has_specials(pattern), "{}", pattern.escape_ascii());
    }
    for pattern in [
        &b"^"[..],
        b"a$",
        b"a*",
        b"a+",
        b"a?",
        b"a.",
        b"(",
        b"[",
        b"%",
        b"a-b",
    ] {
        assert!(has_specials(pattern), "{}", pattern.escape_ascii());
    }
}

/// All places of `needle`, by the plainest way there is.
fn places(subject: &[u8], needle: &[u8]) -> Vec<usize> {
    let (mut places, mut at) = (Vec::new(), 0);
    while at + needle.len() <= subject.len() {
        if subject[at..].starts_with(needle) {
            places.push(at);
            at += needle.len().max(1);
        } else {
            at += 1;
        }
    }
    places
}

fn found_places(subject: &[u8], needle: &[u8], slice: u64, used: &mut u64) -> Vec<usize> {
    let mut finder = Finder::new(0);
    let mut places = Vec::new();
    while let Progress::Found(found) = drive(slice, used, |fuel| finder.run(subject, needle, fuel))
    {
        assert_eq!(&subject[found.clone()], needle);
        places.push(found.start);
    }
    places
}

/// A sequence of numbers that looks random enough.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    fn text(&mut self, len: usize, letters: &[u8]) -> Vec<u8> {
        (0..len)
            .map(|_| letters[self.below(letters.len())])
            .collect()
    }
}

#[test]
fn plain_search_finds_what_is_there() {
    let mut dice = Dice(1);
    for round in 0..120 {
        let letters: &[u8] = if round % 2 == 0 { b"ab" } else { b"aaaaaaaab" };
        let (many, few) = (dice.below(3000), dice.below(40));
        let mut subject = dice.text(many, letters);
        let piece = dice.text(few, letters);
        let needle = match round % 4 {
            0 => piece,
            1 => piece.repeat(1 + dice.below(4)),
            2 => [&piece.repeat(3)[..], &piece[..dice.below(few + 1)]].concat(),
            _ => [&b"a".repeat(few)[..], b"b", &b"a".repeat(dice.below(40))].concat(),
        };
        for _ in 0..dice.below(4) {
            let at = dice.below(subject.len() + 1);
            subject.splice(at..at, needle.iter().copied());
        }
        let expected = places(&subject, &needle);
        let mut prices = Vec::new();
        for slice in [PLENTY, 1, 3] {
            let mut used = 0;
            assert_eq!(
                found_places(&subject, &needle, slice, &mut used),
                expected,
                "{}",
                needle.escape_ascii()
            );
            prices.push(used);
        }
        assert!(
            prices.iter().all(|price| *price == prices[0]),
            "{}: {prices:?}",
            needle.escape_ascii()
        );
    }
}

#[test]
fn plain_search_is_linear() {
    let plain = vec![b'a'; 200_000];
    let striped = [&b"a".repeat(97)[..], b"b"].concat().repeat(2000);
    for half in [10, 1000, 20_000] {
        let needles = [
            [&b"a".repeat(half)[..], b"b", &b"a".repeat(half)].concat(),
            [&b"b"[..], &b"a".repeat(2 * half)].concat(),
            [&b"a".repeat(2 * half)[..], b"b"].concat(),
            b"ab".repeat(half),
            [&striped[..98 * (half / 100 + 1)], &b"a".repeat(96), b"b"].concat(),
            [
                &b"a".repeat(96)[..],
                b"b",
                &striped[..98 * (half / 100 + 1)],
            ]
            .concat(),
            [&striped[..98 * (half / 100 + 1)], b"c"].concat(),
        ];
        for (subject, needle) in [&plain, &striped]
            .into_iter()
            .flat_map(|s| needles.iter().map(move |n| (s, n)))
        {
            let mut used = 0;
            let places = found_places(subject, needle, 10_000, &mut used);
            let size = (subject.len() + needle.len()) as u64;
            assert!(
                used < 5 * size,
                "{used} for {size} bytes and {} places",
                places.len()
            );
        }
    }
}

#[test]
fn plain_search_looks_at_many_bytes_for_one_unit() {
    let subject = b"The quick brown fox jumps over the lazy dog. ".repeat(1000);
    let mut used = 0;
    assert_eq!(found_places(&subject, b"lazy cat", 1000, &mut used), []);
    assert!(used < subject.len() as u64 / 10, "{used}");
}

/// Subject, pattern, init; what `find` answered; what `gsub` with `"<%0>"` answered.
type Case = (
    &'static [u8],
    &'static [u8],
    i64,
    &'static [u8],
    &'static [u8],
);

#[rustfmt::skip]
const CASES: &[Case] = &[
    (b"hello world", b"o w", 1, b"5-7", b"hell<o w>orld|1"),
    (b"hello world", b"l+", 1, b"3-4", b"he<ll>o wor<l>d|2"),
    (b"hello world", b"(l+)(o)", 1, b"3-5|ll|o", b"he<llo> world|1"),
    (b"hello", b"^h", 1, b"1-1", b"<h>ello|1"),
    (b"hello", b"^e", 1, b"nil", b"hello|0"),
    (b"hello", b"o$", 1, b"5-5", b"hell<o>|1"),
    (b"hello", b"l$", 1, b"nil", b"hello|0"),
    (b"a$b", b"a$b", 1, b"1-3", b"<a$b>|1"),
    (b"a^b", b"a^b", 1, b"1-3", b"<a^b>|1"),
    (b"^ab", b"^^a", 1, b"1-2", b"<^a>b|1"),
    (b"key = value", b"^(%w+)%s*=%s*(%w+)$", 1, b"1-11|key|value", b"<key = value>|1"),
    (b"  trim me  ", b"^%s*(.-)%s*$", 1, b"1-11|trim me", b"<  trim me  >|1"),
    (b"2024-01-15", b"(%d+)-(%d+)-(%d+)", 1, b"1-10|2024|01|15", b"<2024-01-15>|1"),
    (b"abc", b"()b()", 1, b"2-2|@2|@3", b"a<b>c|1"),
    (b"abc", b"()", 1, b"1-0|@1", b"<>a<>b<>c<>|4"),
    (b"", b"()", 1, b"1-0|@1", b"<>|1"),
    (b"", b"", 1, b"1-0", b"<>|1"),
    (b"", b".*", 1, b"1-0", b"<>|1"),
    (b"", b"x*", 1, b"1-0", b"<>|1"),
    (b"", b"$", 1, b"1-0", b"<>|1"),
    (b"", b"^$", 1, b"1-0", b"<>|1"),
    (b"abc", b"$", 1, b"4-3", b"abc<>|1"),
    (b"aaab", b"a-b", 1, b"1-4", b"<aaab>|1"),
    (b"aaab", b"a*ab", 1, b"1-4", b"<aaab>|1"),
    (b"aaab", b"a+a", 1, b"1-3", b"<aaa>b|1"),
    (b"aaab", b"a?a?a?a?b", 1, b"1-4", b"<aaab>|1"),
    (b"aaa", b"a*", 1, b"1-3", b"<aaa><>|2"),
    (b"baaa", b"a*", 1, b"1-0", b"<>b<aaa><>|3"),
    (b"baaa", b"a-", 1, b"1-0", b"<>b<>a<>a<>a<>|5"),
    (b"baaa", b"a-$", 1, b"2-4", b"b<aaa><>|2"),
    (b"aaa", b"a**", 1, b"nil", b"aaa|0"),
    (b"a*", b"a%*", 1, b"1-2", b"<a*>|1"),
    (b"a+b", b"a++b", 1, b"1-3", b"<a+b>|1"),
    (b"f(a(b)c)d)", b"%b()", 1, b"2-8", b"f<(a(b)c)>d)|1"),
    (b"((", b"%b()", 1, b"nil", b"((|0"),
    (b"xaxbx", b"%bxx", 1, b"1-3", b"<xax>bx|1"),
    (b"()()", b"%b()%b()", 1, b"1-4", b"<()()>|1"),
    (b"a(b", b"%b((", 1, b"nil", b"a(b|0"),
    (b"THE (quick) fox", b"%f[%a]%a+", 1, b"1-3", b"<THE> (<quick>) <fox>|3"),
    (b"THE (quick) fox", b"%f[%a]%a+%f[%A]", 3, b"6-10", b"<THE> (<quick>) <fox>|3"),
    (b"foo", b"%f[%w]%w+%f[%W]", 1, b"1-3", b"<foo>|1"),
    (b"foo", b"%f[%z]", 1, b"4-3", b"foo<>|1"),
    (b"", b"%f[%z]", 1, b"nil", b"|0"),
    (b"a", b"%f[^%w]", 1, b"2-1", b"a<>|1"),
    (b"abab", b"(ab)%1", 1, b"1-4|ab", b"<abab>|1"),
    (b"abac", b"(a)b%1", 1, b"1-3|a", b"<aba>c|1"),
    (b"xyxyx", b"(x)(y)%1%2", 1, b"1-4|x|y", b"<xyxy>x|1"),
    (b"aa", b"()a%1", 1, b"nil", b"aa|0"),
    (b"\"it's\"", b"([\"'])(.-)%1", 1, b"1-6|\"|it's", b"<\"it's\">|1"),
    (b"aXbXc", b"(.-)X", 1, b"1-2|a", b"<aX><bX>c|2"),
    (b"=[[x]]=", b"=(=*)%[%[(.-)%]%]%1=", 1, b"1-7||x", b"<=[[x]]=>|1"),
    (b"a]b", b"[]]", 1, b"2-2", b"a<]>b|1"),
    (b"a]b", b"[^]]+", 1, b"1-1", b"<a>]<b>|2"),
    (b"a-b", b"[a-]+", 1, b"1-2", b"<a->b|1"),
    (b"-", b"[-a]", 1, b"1-1", b"<->|1"),
    (b"a^", b"[%^]", 1, b"2-2", b"a<^>|1"),
    (b"a^", b"[a^]+", 1, b"1-2", b"<a^>|1"),
    (b"%", b"[%%]", 1, b"1-1", b"<%>|1"),
    (b"b", b"[a-c]", 1, b"1-1", b"<b>|1"),
    (b"b", b"[c-a]", 1, b"nil", b"b|0"),
    (b"x-z", b"[%a-z]+", 1, b"1-3", b"<x-z>|1"),
    (b"+]%", b"[+-%%]]", 1, b"nil", b"+]%|0"),
    (b"a-z", b"[a%-z]+", 1, b"1-3", b"<a-z>|1"),
    (b"z", b"[^%a]", 1, b"nil", b"z|0"),
    (b"a\nb", b"[^\n]+", 1, b"1-1", b"<a>\n<b>|2"),
    (b"tab\there", b"%c", 1, b"4-4", b"tab<\t>here|1"),
    (b"a.b", b"%.", 1, b"2-2", b"a<.>b|1"),
    (b"a.b", b".%..", 1, b"1-3", b"<a.b>|1"),
    (b"\0a\0", b"%z", 1, b"1-1", b"<\0>a<\0>|2"),
    (b"a\0b", b"a%zb", 1, b"1-3", b"<a\0b>|1"),
    (b"a\0b", b"[%z]", 1, b"2-2", b"a<\0>b|1"),
    (b"a\0b", b"a.b", 1, b"1-3", b"<a\0b>|1"),
    (b"\xc8\xff", b"[\x80-\xff]+", 1, b"1-2", b"<\xc8\xff>|1"),
    (b"\xc8", b"%a", 1, b"nil", b"\xc8|0"),
    (b"\xc8", b"%A", 1, b"1-1", b"<\xc8>|1"),
    (b"\x7f", b"%c", 1, b"1-1", b"<\x7f>|1"),
    (b"_", b"%p", 1, b"1-1", b"<_>|1"),
    (b"_", b"%w", 1, b"nil", b"_|0"),
    (b"g", b"%x", 1, b"nil", b"g|0"),
    (b"G", b"%g", 1, b"nil", b"G|0"),
    (b"g", b"%g", 1, b"1-1", b"<g>|1"),
    (b"abc", b"b", -1, b"nil", b"a<b>c|1"),
    (b"abc", b"b", -2, b"2-2", b"a<b>c|1"),
    (b"abc", b".", 10, b"nil", b"<a><b><c>|3"),
    (b"abc", b"", 10, b"4-3", b"<>a<>b<>c<>|4"),
    (b"abc", b"", -10, b"1-0", b"<>a<>b<>c<>|4"),
    (b"abc", b"^b", 2, b"2-2", b"abc|0"),
    (b"abcabc", b"b", 3, b"5-5", b"a<b>ca<b>c|2"),
    (b"a", b"%", 1, b"malformed pattern (ends with '%')", b"malformed pattern (ends with '%')"),
    (b"a", b"a%", 1, b"malformed pattern (ends with '%')", b"malformed pattern (ends with '%')"),
    (b"b", b"a%", 1, b"nil", b"b|0"),
    (b"a", b"[", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"[a", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"[]", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"[^]", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"[%", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"[%a", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"x[", 1, b"nil", b"a|0"),
    (b"x", b"x[", 1, b"malformed pattern (missing ']')", b"malformed pattern (missing ']')"),
    (b"a", b"%b", 1, b"unbalanced pattern", b"unbalanced pattern"),
    (b"a", b"%bx", 1, b"unbalanced pattern", b"unbalanced pattern"),
    (b"a", b"%f", 1, b"missing '[' after '%f' in pattern", b"missing '[' after '%f' in pattern"),
    (b"a", b"%fa", 1, b"missing '[' after '%f' in pattern", b"missing '[' after '%f' in pattern"),
    (b"a", b"a%f", 1, b"missing '[' after '%f' in pattern", b"missing '[' after '%f' in pattern"),
    (b"a", b"(", 1, b"unfinished capture", b"<>a<>|2"),
    (b"a", b"(a", 1, b"unfinished capture", b"<a>|1"),
    (b"a", b"a)", 1, b"nil", b"invalid pattern capture"),
    (b"a", b"a)*", 1, b"invalid pattern capture", b"invalid pattern capture"),
    (b"b", b"a).", 1, b"nil", b"b|0"),
    (b"a", b"(a))", 1, b"invalid pattern capture", b"invalid pattern capture"),
    (b"a", b"%1", 1, b"invalid capture index", b"invalid capture index"),
    (b"a", b"(%1)", 1, b"invalid capture index", b"invalid capture index"),
    (b"a", b"(a)%2", 1, b"invalid capture index", b"invalid capture index"),
    (b"a", b"%0", 1, b"invalid capture index", b"invalid capture index"),
    (b"a", b"(()", 1, b"unfinished capture", b"<>a<>|2"),
    (b"a", b"x*%", 1, b"malformed pattern (ends with '%')", b"malformed pattern (ends with '%')"),
    (b"a\0b", b"a%z\0nothing matters here [[", 1, b"1-2", b"<a\0>b|1"),
    (b"aXb", b"a.\0b", 1, b"1-2", b"<aX>b|1"),
    (b"abc", b"(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)", 1, b"1-3|a|b|c|||||||||||||||||||||||||||||", b"<abc><>|2"),
    (b"abc", b"(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)(.?)", 1, b"too many captures", b"too many captures"),
    (b"abc", b"()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()", 1, b"too many captures", b"too many captures"),
    (b"x", b"y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()y()", 1, b"nil", b"x|0"),
    (b"aaaaaaaaab", b"a?a?a?a?a?a?a?a?a?aaaaaaaaab", 1, b"1-10", b"<aaaaaaaaab>|1"),
    (b"x=1,y=2", b"(%w)=(%w),(%w)=(%w)", 1, b"1-7|x|1|y|2", b"<x=1,y=2>|1"),
    (b"one;two;;four", b"([^;]*)", 1, b"1-3|one", b"<one><>;<two><>;<>;<four><>|7"),
    (b"THIS", b"%u%u", 1, b"1-2", b"<TH><IS>|2"),
    (b"abc123", b"%a+%d+", 1, b"1-6", b"<abc123>|1"),
    (b"abc123", b"%D+()", 1, b"1-3|@4", b"<abc>123|1"),
    (b"  x", b"%S", 1, b"3-3", b"  <x>|1"),
    (b"hello", b"(h)(e)(l)(l)(o)", 1, b"1-5|h|e|l|l|o", b"<hello>|1"),
    (b"hello", b"((h)(e)l)", 1, b"1-3|hel|h|e", b"<hel>lo|1"),
    (b"hello", b"(h(e(l(l(o)))))", 1, b"1-5|hello|ello|llo|lo|o", b"<hello>|1"),
    (b"ab", b"(a*(b*))%2", 1, b"1-1|a|", b"<a><>b<>|3"),
    (b"aabb", b"(a*)(b*)%1", 1, b"1-2|a|", b"<aa><bb><>|3"),
    (b"a.b.c", b"^(.*)%.(.-)$", 1, b"1-5|a.b|c", b"<a.b.c>|1"),
    (b"/usr/lib/x.so", b"([^/]+)$", 1, b"10-13|x.so", b"/usr/lib/<x.so>|1"),
    (b"/usr/lib/x.so", b"^(.-)([^/]-)%.(%w+)$", 1, b"1-13|/usr/lib/|x|so", b"</usr/lib/x.so>|1"),
    (b"ba", b"b?a", 1, b"1-2", b"<ba>|1"),
    (b"a", b"b?a", 1, b"1-1", b"<a>|1"),
    (b"bba", b"b?a", 1, b"2-3", b"b<ba>|1"),
    (b"\"a\\\"b\"", b"\"(.-[^\\])\"", 1, b"1-6|a\\\"b", b"<\"a\\\"b\">|1"),
];
