//! A pattern as a list of steps.
//!
//! Each item of the pattern becomes one [`Op`] of 12 bytes: what it does (`Step`) and, where it tests single bytes, which
//! (`Test`). Sets become [`ByteSet`]s beside the list. Captures get their numbers here, so the checks that PUC-Rio makes while
//! matching (is there an open capture to close, is the referenced one complete) are made once; but where one fails, or
//! the text is malformed, the list ends with a `Fault` step, because the error is due only when matching gets there.
//!
//! Making the list is paid like matching, about one unit a byte, and can stop anywhere, even inside a set: a pattern may
//! be as long as memory allows.

use super::PatternError;
use super::set::{self, ByteSet};

/// The most captures a pattern can have. Programs can see this limit of PUC-Rio's.
pub const MAX_CAPTURES: u32 = 32;

/// Patterns longer than this get lists of the size that they may need at once.
pub const LONG_PATTERN: usize = 1 << 10;

/// One step of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Op {
    pub step: Step,
    pub test: Test,
    /// How many ops right behind this one only note a capture.
    notes: u8,
}

/// What an op does. Numbers are those of captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `x`: one byte that passes the test.
    One,
    /// `x?`: one or none, preferably one.
    Maybe,
    /// `x*`: as many as there are, then fewer.
    Many,
    /// `x+`: the same, but at least one.
    Some,
    /// `x-`: none, then more.
    Few,
    /// `(`, or the whole of `()`.
    Open(u8),
    /// `)`
    Close(u8),
    /// `%bxy`, with its two bytes.
    Balance(u8, u8),
    /// `%f[set]`
    Frontier,
    /// `%1`: what that capture holds, once more.
    Again(u8),
    /// `%1` where that capture is a position: never matches.
    Never,
    /// `$` at the end.
    Tail,
    /// The end of the pattern.
    End,
    /// The place of the program's fault.
    Fault,
}

/// How an op tests a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    Any,
    Byte(u8),
    Not(u8),
    Set(SetIndex),
}

/// The number of a set: first the classes, then the program's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetIndex(u32);

/// A program, perhaps still in the making.
#[derive(Debug, Default)]
pub struct Program {
    ops: Vec<Op>,
    sets: Vec<ByteSet>,
    fault: Option<PatternError>,
    captures: u32,
    /// Bits of the captures that were opened and not closed, and of those that are positions.
    open: u32,
    positions: u32,
    /// How many ops can leave a choice behind.
    choices: usize,
    /// The last op that does more than to note a capture.
    last: Option<usize>,
    /// Where in the pattern the next item begins.
    at: usize,
    stage: Stage,
    price: u64,
}

/// What is being read.
#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    #[default]
    Item,
    /// A set that began at `open` (its bracket); `at` looks for its end.
    Close {
        open: usize,
        at: usize,
        purpose: Purpose,
    },
    /// The same set, whose closing bracket is at `close`; `at` walks its members.
    Fill {
        at: usize,
        close: usize,
        set: ByteSet,
        purpose: Purpose,
        negated: bool,
    },
    Done,
}

/// What a set is for.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    Item,
    Frontier,
}

impl Program {
    /// Forgets the program and prepares to read a pattern from `start`; the buffers stay.
    pub fn restart(&mut self, start: usize) {
        self.ops.clear();
        self.sets.clear();
        let (ops, sets) = (
            std::mem::take(&mut self.ops),
            std::mem::take(&mut self.sets),
        );
        *self = Program {
            ops,
            sets,
            at: start,
            ..Program::default()
        };
    }

    /// Reads on until the program is complete or the fuel is used up, and says whether it is complete.
    pub fn read(&mut self, pattern: &[u8], fuel: &mut u64) -> bool {
        let before = *fuel;
        if self.ops.is_empty() && pattern.len() > LONG_PATTERN {
            // Lists that double would be copied in one go.
            self.ops.reserve_exact(Program::most_ops(pattern.len()));
            self.sets.reserve_exact(Program::most_sets(pattern.len()));
        }
        while *fuel > 0 && !self.is_complete() {
            *fuel -= 1;
            let text = Text(pattern);
            self.stage = match self.stage {
                Stage::Item => self.item(text),
                Stage::Close { open, at, purpose } => self.close(text, open, at, purpose),
                Stage::Fill {
                    at,
                    close,
                    set,
                    purpose,
                    negated,
                } if at < close => {
                    let (at, set) = fill(text, at, close, set);
                    Stage::Fill {
                        at,
                        close,
                        set,
                        purpose,
                        negated,
                    }
                }
                Stage::Fill {
                    close,
                    set,
                    purpose,
                    negated,
                    ..
                } => {
                    let set = if negated { set.complement() } else { set };
                    self.filled(text, set, purpose, close + 1)
                }
                Stage::Done => Stage::Done,
            };
        }
        self.price += before - *fuel;
        self.is_complete()
    }

    /// The most ops that a pattern of this length has: one for each byte, and one for its end.
    pub fn most_ops(pattern_len: usize) -> usize {
        pattern_len + 1
    }

    /// The most sets. Each takes three bytes.
    pub fn most_sets(pattern_len: usize) -> usize {
        pattern_len / 3
    }

    pub fn is_complete(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// The fuel that reading the pattern took.
    pub fn price(&self) -> u64 {
        self.price
    }

    #[inline]
    pub fn op(&self, index: usize) -> Op {
        self.ops[index]
    }

    /// The op behind `index` that is the next to look at the subject.
    #[inline]
    pub fn follower(&self, index: usize) -> Op {
        self.ops[index + 1 + usize::from(self.ops[index].notes)]
    }

    /// The test that the first byte of every match must pass, if there is one.
    pub fn lead(&self) -> Option<Test> {
        let first = self
            .ops
            .iter()
            .find(|op| !matches!(op.step, Step::Open(_)))?;
        match first.step {
            Step::One | Step::Some => Some(first.test),
            Step::Balance(open, _) => Some(Test::Byte(open)),
            _ => None,
        }
    }

    #[inline]
    pub fn set(&self, SetIndex(index): SetIndex) -> &ByteSet {
        let index = index as usize;
        if index < set::CLASSES {
            set::class(index)
        } else {
            &self.sets[index - set::CLASSES]
        }
    }

    #[inline]
    pub fn passes(&self, test: Test, byte: u8) -> bool {
        match test {
            Test::Any => true,
            Test::Byte(wanted) => byte == wanted,
            Test::Not(unwanted) => byte != unwanted,
            Test::Set(index) => self.set(index).contains(byte),
        }
    }

    /// What the `Fault` op raises.
    pub fn fault(&self) -> PatternError {
        self.fault.expect("a program with a Fault op has a fault")
    }

    pub fn captures(&self) -> usize {
        self.captures as usize
    }

    pub fn is_unfinished(&self, capture: usize) -> bool {
        self.open >> capture & 1 != 0
    }

    pub fn is_position(&self, capture: usize) -> bool {
        self.positions >> capture & 1 != 0
    }

    /// The most choices that can be open at a time.
    pub fn choices(&self) -> usize {
        self.choices
    }

    pub fn bytes(&self) -> usize {
        self.ops.capacity() * size_of::<Op>() + self.sets.capacity() * size_of::<ByteSet>()
    }

    /// Reads the item at `self.at`.
    fn item(&mut self, text: Text<'_>) -> Stage {
        let at = self.at;
        match (text.byte(at), text.byte(at + 1)) {
            (0, _) => self.finish(Step::End),
            (b'(', b')') => self.open_capture(true, at + 2),
            (b'(', _) => self.open_capture(false, at + 1),
            (b')', _) => self.close_capture(at + 1),
            (b'$', 0) => self.push(Step::Tail, Test::Any, at + 1),
            (b'[', _) => Stage::start_set(text, at, Purpose::Item),
            (b'.', _) => self.single(text, Test::Any, at + 1),
            (b'%', 0) => self.fail(PatternError::EndsWithEscape),
            (b'%', b'b') => self.balance(text, at + 2),
            (b'%', b'f') if text.byte(at + 2) != b'[' => {
                self.fail(PatternError::MissingFrontierSet)
            }
            (b'%', b'f') => Stage::start_set(text, at + 2, Purpose::Frontier),
            (b'%', digit @ b'0'..=b'9') => self.again(digit, at + 2),
            (b'%', letter) => match set::class_index(letter) {
                Some(class) => self.single(text, Test::Set(SetIndex(class as u32)), at + 2),
                None => self.single(text, Test::Byte(letter), at + 2),
            },
            (byte, _) => self.single(text, Test::Byte(byte), at + 1),
        }
    }

    /// Looks for the end of a set, which a bracket right at its start or after a `%` is not.
    fn close(&mut self, text: Text<'_>, open: usize, at: usize, purpose: Purpose) -> Stage {
        let at = match (text.byte(at), text.byte(at + 1)) {
            (0, _) => return self.fail(PatternError::MissingBracket),
            (b'%', 0) => at + 1,
            (b'%', _) => at + 2,
            _ => at + 1,
        };
        if text.byte(at) != b']' {
            return Stage::Close { open, at, purpose };
        }
        let negated = text.byte(open + 1) == b'^';
        Stage::Fill {
            at: open + 1 + usize::from(negated),
            close: at,
            set: ByteSet::EMPTY,
            purpose,
            negated,
        }
    }

    fn filled(&mut self, text: Text<'_>, set: ByteSet, purpose: Purpose, next: usize) -> Stage {
        match (purpose, set.single(), set.complement().single()) {
            (Purpose::Item, Some(byte), _) => self.single(text, Test::Byte(byte), next),
            (Purpose::Item, _, Some(byte)) => self.single(text, Test::Not(byte), next),
            (Purpose::Item, ..) => {
                let test = self.add_set(set);
                self.single(text, test, next)
            }
            (Purpose::Frontier, ..) => {
                let test = self.add_set(set);
                self.push(Step::Frontier, test, next)
            }
        }
    }

    fn add_set(&mut self, set: ByteSet) -> Test {
        self.sets.push(set);
        Test::Set(SetIndex((set::CLASSES + self.sets.len() - 1) as u32))
    }

    /// Adds a test of single bytes, with the repetition that may follow it at `next`.
    fn single(&mut self, text: Text<'_>, test: Test, next: usize) -> Stage {
        let step = match text.byte(next) {
            b'?' => Step::Maybe,
            b'*' => Step::Many,
            b'+' => Step::Some,
            b'-' => Step::Few,
            _ => return self.push(Step::One, test, next),
        };
        self.choices += 1;
        self.push(step, test, next + 1)
    }

    fn open_capture(&mut self, is_position: bool, next: usize) -> Stage {
        if self.captures == MAX_CAPTURES {
            return self.fail(PatternError::TooManyCaptures);
        }
        let capture = self.captures;
        self.captures += 1;
        let kind = if is_position {
            &mut self.positions
        } else {
            &mut self.open
        };
        *kind |= 1 << capture;
        self.note(Step::Open(capture as u8), next)
    }

    /// Closes the capture that was opened last.
    fn close_capture(&mut self, next: usize) -> Stage {
        let Some(capture) = self.open.checked_ilog2() else {
            return self.fail(PatternError::InvalidPatternCapture);
        };
        self.open &= !(1 << capture);
        self.note(Step::Close(capture as u8), next)
    }

    fn again(&mut self, digit: u8, next: usize) -> Stage {
        match usize::from(digit - b'0').checked_sub(1) {
            Some(capture) if capture >= self.captures() || self.is_unfinished(capture) => {
                self.fail(PatternError::InvalidCaptureIndex)
            }
            None => self.fail(PatternError::InvalidCaptureIndex),
            Some(capture) if self.is_position(capture) => self.push(Step::Never, Test::Any, next),
            Some(capture) => self.push(Step::Again(capture as u8), Test::Any, next),
        }
    }

    fn balance(&mut self, text: Text<'_>, at: usize) -> Stage {
        match (text.byte(at), text.byte(at + 1)) {
            (0, _) | (_, 0) => self.fail(PatternError::Unbalanced),
            (open, close) => self.push(Step::Balance(open, close), Test::Any, at + 2),
        }
    }

    fn fail(&mut self, fault: PatternError) -> Stage {
        self.fault = Some(fault);
        self.finish(Step::Fault)
    }

    fn finish(&mut self, last: Step) -> Stage {
        self.push(last, Test::Any, self.at);
        Stage::Done
    }

    fn push(&mut self, step: Step, test: Test, next: usize) -> Stage {
        self.at = next;
        self.last = Some(self.ops.len());
        self.ops.push(Op {
            step,
            test,
            notes: 0,
        });
        Stage::Item
    }

    /// Adds an op that only notes a capture.
    fn note(&mut self, step: Step, next: usize) -> Stage {
        self.at = next;
        if let Some(last) = self.last {
            self.ops[last].notes += 1;
        }
        self.ops.push(Op {
            step,
            test: Test::Any,
            notes: 0,
        });
        Stage::Item
    }
}

impl Stage {
    /// The first member may be a bracket, so looking for the end starts behind it.
    fn start_set(text: Text<'_>, open: usize, purpose: Purpose) -> Stage {
        let negated = text.byte(open + 1) == b'^';
        Stage::Close {
            open,
            at: open + 1 + usize::from(negated),
            purpose,
        }
    }
}

/// Adds the member at `at` of the set that ends at `close` and gives the place of the next one.
///
/// This reads the set on its own, not by what [`Program::close`] found, as PUC-Rio does: in `[+-%%]` the range from `+` takes the
/// first `%`, and the second one escapes the closing bracket.
fn fill(text: Text<'_>, at: usize, close: usize, mut set: ByteSet) -> (usize, ByteSet) {
    let (first, second) = (text.byte(at), text.byte(at + 1));
    let next = if first == b'%' {
        match set::class_index(second) {
            Some(class) => set.insert_all(set::class(class)),
            None => set.insert(second),
        }
        at + 2
    } else if second == b'-' && at + 2 < close {
        set.insert_range(first, text.byte(at + 2));
        at + 3
    } else {
        set.insert(first);
        at + 1
    };
    (next, set)
}

/// A pattern as PUC-Rio sees it: a string of C, which ends at its first NUL.
#[derive(Clone, Copy)]
struct Text<'a>(&'a [u8]);

impl Text<'_> {
    /// The byte at `index`, 0 at the end.
    fn byte(self, index: usize) -> u8 {
        self.0.get(index).copied().unwrap_or(0)
    }
}
