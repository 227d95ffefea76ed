//! Searching for bytes as they are: `find` with `plain`, and with patterns that have nothing special.
//!
//! The search first does what mostly is fastest: look for two bytes of the needle at once, those among its first that look rarest,
//! and compare the rest there. Where that finds too many false places it would become quadratic, so it changes to
//! Crochemore and Perrin's two-way algorithm, which is linear for every needle and needs no memory; it too jumps
//! with `memchr` where it can.
//!
//! Like the matcher it is a state that any call can leave: reading a needle of 100 MB for the two-way search is
//! work as well. A library for searching (`memmem`) would be about as fast, but its preparation of a needle
//! cannot be interrupted, and for the common short search it costs more than the search.

use std::ops::Range;

use memchr::memchr;

use super::{Progress, affordable, first_difference, price};

/// A search for the places of a needle in a subject. It borrows neither: every call must be given the same two.
#[derive(Clone, Debug)]
pub struct Finder {
    /// No match begins before this.
    at: usize,
    /// Where the quick search began, and how many bytes the other one would have done in the time that false places took.
    origin: usize,
    wasted: usize,
    stage: Stage,
    halves: Halves,
}

/// What the search is in the middle of.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Looking for the rarest bytes.
    Quick,
    /// Comparing at `at`, so many bytes are equal.
    Compare(usize),
    /// Preparing the two-way search: the greatest suffix in one order of bytes, then in the other.
    Suffix(Suffix),
    /// Comparing the left half with what stands a period further right, so many bytes are equal.
    Periodic(usize),
    /// Comparing the right half forward, so far.
    Right(usize),
    /// Comparing the left half backward, down to here.
    Left(usize),
    /// There was a match at `at`.
    Found,
    Over,
}

/// The needle as the two-way search sees it: cut in two where no repetition crosses the cut.
#[derive(Clone, Copy, Debug, Default)]
struct Halves {
    cut: usize,
    /// How far to go on when the left half does not match.
    shift: usize,
    /// Whether the shift is the needle's period, so that what overlaps is known to match.
    is_periodic: bool,
    /// How many bytes at the needle's start are known to match.
    known: usize,
}

/// The search for the greatest suffix of the needle: it begins at `start`, a rival at `rival`, and they agree in `agree` bytes.
#[derive(Clone, Copy, Debug)]
struct Suffix {
    start: usize,
    rival: usize,
    agree: usize,
    period: usize,
    is_reversed: bool,
}

/// What a stage found out; `None` if its fuel was used up.
type Turn = Option<Stage>;

impl Finder {
    /// A search that begins at `start`, which must not lie behind the subject's end.
    pub fn new(start: usize) -> Finder {
        Finder {
            at: start,
            origin: start,
            wasted: 0,
            stage: Stage::Quick,
            halves: Halves::default(),
        }
    }

    /// Looks for the next place: the first one at or behind the start, or behind the last match.
    pub fn run(&mut self, subject: &[u8], needle: &[u8], fuel: &mut u64) -> Progress {
        loop {
            let room = subject
                .len()
                .checked_sub(needle.len())
                .and_then(|last| last.checked_sub(self.at));
            if room.is_none() {
                self.stage = Stage::Over;
            }
            let turn = match self.stage {
                Stage::Quick => self.quick(subject, needle, fuel),
                Stage::Compare(equal) => self.compare(subject, needle, equal, fuel),
                Stage::Suffix(suffix) => self.suffix(needle, suffix, fuel),
                Stage::Periodic(equal) => self.periodic(needle, equal, fuel),
                Stage::Right(index) => self.right(subject, needle, index, fuel),
                Stage::Left(index) => self.left(subject, needle, index, fuel),
                Stage::Found => self.go_on(needle),
                Stage::Over => return Progress::End,
            };
            match turn {
                None => return Progress::Spent,
                Some(Stage::Found) => {
                    self.stage = Stage::Found;
                    return Progress::Found(self.range(needle));
                }
                Some(stage) => self.stage = stage,
            }
        }
    }

    fn range(&self, needle: &[u8]) -> Range<usize> {
        self.at..self.at + needle.len()
    }

    fn go_on(&mut self, needle: &[u8]) -> Turn {
        self.at += needle.len().max(1);
        self.halves.known = 0;
        Some(if self.halves.shift == 0 {
            Stage::Quick
        } else {
            Stage::Right(self.halves.cut)
        })
    }

    fn quick(&mut self, subject: &[u8], needle: &[u8], fuel: &mut u64) -> Turn {
        let Some(pair) = Pair::of(needle) else {
            return Some(Stage::Found);
        };
        match jump(subject.len() - needle.len() + 1 - self.at, fuel, |places| {
            pair.find(&subject[self.at..], places)
        }) {
            Jump::To(index) => self.at += index,
            Jump::Nowhere => return Some(Stage::Over),
            Jump::Spent(passed) => {
                self.at += passed;
                return None;
            }
        }
        Some(Stage::Compare(0))
    }

    fn compare(&mut self, subject: &[u8], needle: &[u8], equal: usize, fuel: &mut u64) -> Turn {
        let window = (needle.len() - equal).min(affordable(*fuel));
        if window == 0 {
            self.stage = Stage::Compare(equal);
            return None;
        }
        let here = &subject[self.at + equal..][..window];
        match first_difference(&needle[equal..][..window], here) {
            Some(index) => {
                *fuel -= price(index + 1);
                Some(self.missed(equal + index))
            }
            None => {
                *fuel -= price(window);
                let equal = equal + window;
                Some(if equal == needle.len() {
                    Stage::Found
                } else {
                    Stage::Compare(equal)
                })
            }
        }
    }

    /// The place at `at` was a false one, after so many equal bytes. Changes the method if there were too many.
    fn missed(&mut self, equal: usize) -> Stage {
        // A false place costs about 8 ns and one more for 16 bytes, the two-way search 2 ns a byte. So up to one false place for
        // each four bytes the quick search is the better one.
        self.at += 1;
        self.wasted = self.wasted.saturating_add(4 + equal / 32);
        match self.wasted > self.at - self.origin + 256 {
            true => Stage::Suffix(Suffix::new(false)),
            false => Stage::Quick,
        }
    }

    fn suffix(&mut self, needle: &[u8], mut suffix: Suffix, fuel: &mut u64) -> Turn {
        while let Some(byte) = needle.get(suffix.rival + suffix.agree) {
            if *fuel == 0 {
                self.stage = Stage::Suffix(suffix);
                return None;
            }
            *fuel -= 1;
            suffix.step(*byte, needle[suffix.start + suffix.agree]);
        }
        if suffix.start >= self.halves.cut {
            self.halves.cut = suffix.start;
            self.halves.shift = suffix.period;
        }
        Some(if suffix.is_reversed {
            Stage::Periodic(0)
        } else {
            Stage::Suffix(Suffix::new(true))
        })
    }

    fn periodic(&mut self, needle: &[u8], equal: usize, fuel: &mut u64) -> Turn {
        let Halves { cut, shift, .. } = self.halves;
        let fits = cut + shift <= needle.len();
        let mut is_periodic = fits;
        if fits && equal < cut {
            let window = (cut - equal).min(affordable(*fuel));
            if window == 0 {
                self.stage = Stage::Periodic(equal);
                return None;
            }
            match first_difference(
                &needle[equal..][..window],
                &needle[shift + equal..][..window],
            ) {
                None => {
                    *fuel -= price(window);
                    return Some(Stage::Periodic(equal + window));
                }
                Some(index) => *fuel -= price(index + 1),
            }
            is_periodic = false;
        }
        self.halves.is_periodic = is_periodic;
        if !is_periodic {
            self.halves.shift = cut.max(needle.len() - cut) + 1;
        }
        Some(Stage::Right(cut))
    }

    fn right(&mut self, subject: &[u8], needle: &[u8], mut index: usize, fuel: &mut u64) -> Turn {
        let Halves { cut, known, .. } = self.halves;
        if index == cut && known == 0 {
            let places = &subject[self.at + cut..subject.len() - (needle.len() - 1 - cut)];
            match jump(places.len(), fuel, |window| {
                memchr(needle[cut], &places[..window])
            }) {
                Jump::To(passed) => self.at += passed,
                Jump::Nowhere => return Some(Stage::Over),
                Jump::Spent(passed) => {
                    self.at += passed;
                    self.stage = Stage::Right(cut);
                    return None;
                }
            }
        }
        while index < needle.len() {
            if *fuel == 0 {
                self.stage = Stage::Right(index);
                return None;
            }
            *fuel -= 1;
            if needle[index] != subject[self.at + index] {
                self.at += index - cut + 1;
                self.halves.known = 0;
                return Some(Stage::Right(cut));
            }
            index += 1;
        }
        Some(Stage::Left(cut))
    }

    fn left(&mut self, subject: &[u8], needle: &[u8], mut index: usize, fuel: &mut u64) -> Turn {
        let Halves {
            cut,
            shift,
            is_periodic,
            known,
        } = self.halves;
        while index > known {
            if *fuel == 0 {
                self.stage = Stage::Left(index);
                return None;
            }
            *fuel -= 1;
            index -= 1;
            if needle[index] != subject[self.at + index] {
                self.at += shift;
                self.halves.known = if is_periodic { needle.len() - shift } else { 0 };
                return Some(Stage::Right(cut.max(self.halves.known)));
            }
        }
        Some(Stage::Found)
    }
}

impl Suffix {
    fn new(is_reversed: bool) -> Suffix {
        Suffix {
            start: 0,
            rival: 1,
            agree: 0,
            period: 1,
            is_reversed,
        }
    }

    /// Compares the next byte of the rival with the one of the greatest suffix so far.
    fn step(&mut self, rival: u8, best: u8) {
        if rival == best {
            self.agree += 1;
            if self.agree == self.period {
                self.rival += self.period;
                self.agree = 0;
            }
        } else if (rival < best) != self.is_reversed {
            self.rival += self.agree + 1;
            self.agree = 0;
            self.period = self.rival - self.start;
        } else {
            self.start = self.rival;
            self.rival += 1;
            self.agree = 0;
            self.period = 1;
        }
    }
}

/// The result of looking for a byte.
enum Jump {
    To(usize),
    Nowhere,
    /// Out of fuel; so many bytes are done.
    Spent(usize),
}

/// Lets `search` go through as many of the next `places` as the fuel allows.
#[inline]
fn jump(places: usize, fuel: &mut u64, search: impl FnOnce(usize) -> Option<usize>) -> Jump {
    let window = places.min(affordable(*fuel));
    let found = search(window);
    *fuel -= price(found.unwrap_or(window));
    match found {
        Some(index) => Jump::To(index),
        None if window == places => Jump::Nowhere,
        None => Jump::Spent(window),
    }
}

/// Two bytes of a needle and where they stand in it. The same byte twice if it has but one.
struct Pair {
    offsets: [usize; 2],
    bytes: [u8; 2],
}

impl Pair {
    /// The two rarest of the first bytes; `None` if there are none.
    fn of(needle: &[u8]) -> Option<Pair> {
        const LOOKED_AT: usize = 16;
        let candidates = 0..needle.len().min(LOOKED_AT);
        let first = candidates
            .clone()
            .min_by_key(|index| frequency(needle[*index]))?;
        let others = candidates.filter(|index| *index != first);
        let second = others
            .min_by_key(|index| frequency(needle[*index]))
            .unwrap_or(first);
        Some(Pair {
            offsets: [first, second],
            bytes: [needle[first], needle[second]],
        })
    }

    /// The first of so many places in `text` where both bytes stand.
    ///
    /// PERF: the loop over a block becomes vector instructions, 40 bytes a nanosecond; a jump from one first byte to the next
    /// with `memchr` did 4 in English text.
    fn find(&self, text: &[u8], places: usize) -> Option<usize> {
        const BLOCK: usize = 32;
        let [first, second] = self.offsets.map(|offset| &text[offset..][..places]);
        let [a, b] = self.bytes;
        let is_here = |(x, y): (&u8, &u8)| (*x == a) & (*y == b);
        let has_place =
            |x: &[u8], y: &[u8]| x.iter().zip(y).fold(false, |any, pair| any | is_here(pair));
        let (blocks, others) = (first.chunks_exact(BLOCK), second.chunks_exact(BLOCK));
        let passed = blocks
            .zip(others)
            .take_while(|(x, y)| !has_place(x, y))
            .count()
            * BLOCK;
        let index = first[passed..]
            .iter()
            .zip(&second[passed..])
            .position(is_here)?;
        Some(passed + index)
    }
}

/// A guess how common a byte is in the texts and tables that scripts search.
fn frequency(byte: u8) -> u8 {
    const LETTERS: &[u8; 26] = b"etaoinshrdlcumwfgypbvkxqjz";
    match byte {
        b' ' | 0 => 40,
        b'0'..=b'9' | b'\n' | b'_' | b'.' | b',' | b'"' => 15,
        b'a'..=b'z' => LETTERS
            .iter()
            .rev()
            .position(|letter| *letter == byte)
            .map_or(0, |rank| 5 + rank as u8),
        b'!'..=b'~' | b'\t' => 5,
        _ => 1,
    }
}
