//! Running a program over a subject, with a budget.
//!
//! The machine has a position in the subject, the op it is at, and a stack of choices: one for each repetition
//! passed on the way here, which says how far it went and how far back it may come. An op that fails returns to the
//! last choice. All of it is plain data in the [`Matcher`], so a call can stop after any step.
//!
//! The price does not depend on where the calls were cut: an op costs one unit, and so does each byte that a set
//! is tried on; what runs on vector instructions (`memchr`, comparing a back reference) costs one for 16 bytes.
//!
//! Three things make it fast, and none of them changes a result. A repetition runs over its bytes in a loop of its own and
//! leaves one choice, whatever their number. When a choice is taken up again and the next op must match a certain
//! byte, the places without it are passed over at once. And a search starts only where the first byte fits.

use std::ops::Range;

use super::program::{LONG_PATTERN, Op, Program, Step, Test};
use super::scan::{Scan, ScanEnd};
use super::{ByteSet, PatternError, Progress, affordable, first_difference, price};

/// A search for the matches of a pattern in a subject.
///
/// It borrows neither: every call is given both, and they must be the same each time.
#[derive(Debug, Default)]
pub struct Matcher {
    program: Program,
    /// The pattern of `program`, if it is short enough to be recognised when it comes again.
    known: Vec<u8>,
    caret: Caret,
    anchored: bool,
    state: State,
    machine: Machine,
}

/// What a `^` at the start of a pattern means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Caret {
    /// The match must begin where the search does: `find`, `match` and `gsub`.
    #[default]
    Anchors,
    /// Nothing special: `gmatch`.
    Literal,
}

/// What a capture holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A piece of the subject.
    Text(Range<usize>),
    /// A position, counted from 1 as Lua does.
    Position(usize),
}

/// What is done next.
///
/// PERF: small, and written field by field where it changes. A state that functions hand back is stored in parts and read
/// as a whole, which the processor cannot forward: that cost 15 ns a search.
#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// The program is not complete.
    #[default]
    Reading,
    /// The program was there already, and its price is being paid.
    Paying(u64),
    /// Looking for a place where a match may begin.
    Seeking,
    /// Trying to match at the start.
    Trying,
    /// There was a match, from the start to this place.
    Found(usize),
    /// There is no more to do.
    Over,
    Failed(PatternError),
}

impl Matcher {
    /// Patterns up to this length are compared with the next one to save reading it again.
    const MEMORABLE: usize = 64;

    /// A search for `pattern` that begins at `start`, which must not lie behind the subject's end.
    pub fn new(pattern: &[u8], start: usize, caret: Caret) -> Matcher {
        let mut matcher = Matcher::default();
        matcher.restart(pattern, start, caret);
        matcher
    }

    /// Begins another search with the buffers of this one, and with its program if the pattern is the same.
    pub fn restart(&mut self, pattern: &[u8], start: usize, caret: Caret) {
        self.machine.start = start;
        let is_known = !self.known.is_empty() && self.known == pattern && self.caret == caret;
        if is_known && self.program.is_complete() {
            self.state = State::Paying(self.program.price());
            return;
        }
        self.caret = caret;
        self.anchored = caret == Caret::Anchors && pattern.first() == Some(&b'^');
        self.known.clear();
        if pattern.len() <= Matcher::MEMORABLE {
            self.known.extend_from_slice(pattern);
        }
        self.program.restart(usize::from(self.anchored));
        self.state = State::Reading;
    }

    /// Looks for the next match: the first one at or behind the start; after a match, the first at or behind its end, or
    /// one byte further if it was empty. An anchored pattern has one chance.
    pub fn run(&mut self, subject: &[u8], pattern: &[u8], fuel: &mut u64) -> Progress {
        loop {
            match self.state {
                State::Reading => match self.program.read(pattern, fuel) {
                    true => self.ready(),
                    false => return Progress::Spent,
                },
                State::Paying(owed) => match owed.checked_sub(*fuel) {
                    None | Some(0) => {
                        *fuel -= owed;
                        self.ready();
                    }
                    Some(rest) => {
                        *fuel = 0;
                        self.state = State::Paying(rest);
                        return Progress::Spent;
                    }
                },
                State::Seeking => match self.seek(subject, fuel) {
                    Some(true) => self.begin(),
                    Some(false) => self.state = State::Over,
                    None => return Progress::Spent,
                },
                State::Trying => match self.machine.run(&self.program, subject, fuel) {
                    Verdict::Match(end) => {
                        self.state = State::Found(end);
                        return Progress::Found(self.machine.start..end);
                    }
                    Verdict::NoMatch => self.start_at(self.machine.start + 1, subject),
                    Verdict::Fault => self.state = State::Failed(self.program.fault()),
                    Verdict::Spent => return Progress::Spent,
                },
                State::Found(end) => {
                    let is_empty = end == self.machine.start;
                    self.start_at(end + usize::from(is_empty), subject);
                }
                State::Over => return Progress::End,
                State::Failed(error) => return Progress::Error(error),
            }
        }
    }

    /// How many captures the pattern has.
    pub fn capture_count(&self) -> usize {
        self.program.captures()
    }

    /// A capture of the match that was found last, counted from 0. Without captures in the pattern, number 0 is the whole
    /// match.
    pub fn capture(&self, index: usize) -> Result<Capture, PatternError> {
        match (&self.state, self.machine.captures.get(index)) {
            (_, Some(span)) if self.program.is_position(index) => {
                Ok(Capture::Position(span.start + 1))
            }
            (_, Some(_)) if self.program.is_unfinished(index) => {
                Err(PatternError::UnfinishedCapture)
            }
            (_, Some(span)) => Ok(Capture::Text(span.clone())),
            (State::Found(end), None) if index == 0 => Ok(Capture::Text(self.machine.start..*end)),
            _ => Err(PatternError::InvalidCaptureIndex),
        }
    }

    /// The memory that this search holds beside itself. Once the pattern has been read it does not grow any more.
    pub fn scratch_bytes(&self) -> usize {
        self.program.bytes() + self.known.capacity() + self.machine.bytes()
    }

    /// A bound of [`scratch_bytes`](Matcher::scratch_bytes) for any pattern of this length, in a new matcher: one that is used
    /// again keeps the buffers of the longest pattern it had.
    pub fn most_scratch_bytes(pattern_len: usize) -> usize {
        // The lists of a short pattern double when they grow, and hold both buffers while they do.
        let times = if pattern_len > LONG_PATTERN { 1 } else { 3 };
        let ops = Program::most_ops(pattern_len) * size_of::<Op>();
        let sets = Program::most_sets(pattern_len) * size_of::<ByteSet>();
        let choices = pattern_len.div_ceil(2) * size_of::<Choice>();
        times * (ops + sets) + choices + 1024 + Matcher::MEMORABLE
    }

    /// Where the machine begins when the program is complete.
    fn ready(&mut self) {
        self.machine.captures.clear();
        self.machine.captures.resize(self.program.captures(), 0..0);
        self.machine.choices.clear();
        self.machine.choices.reserve_exact(self.program.choices());
        self.machine.lead = if self.anchored {
            None
        } else {
            self.program.lead()
        };
        self.state = State::Seeking;
    }

    fn start_at(&mut self, start: usize, subject: &[u8]) {
        if self.anchored || start > subject.len() {
            self.state = State::Over;
            return;
        }
        self.machine.start = start;
        self.state = State::Seeking;
    }

    /// Moves the start to where the first byte fits. `None` if the fuel does not suffice for that.
    fn seek(&mut self, subject: &[u8], fuel: &mut u64) -> Option<bool> {
        let Some(lead) = self.machine.lead else {
            return Some(true);
        };
        let rest = &subject[self.machine.start..];
        let scan = Scan::forward(&self.program, lead, rest, *fuel);
        *fuel -= scan.price;
        match scan.end {
            ScanEnd::At(index) => {
                self.machine.start += index;
                Some(true)
            }
            ScanEnd::Nowhere => Some(false),
            ScanEnd::Spent(passed) => {
                self.machine.start += passed;
                None
            }
        }
    }

    fn begin(&mut self) {
        self.machine.begin();
        self.state = State::Trying;
    }
}

/// One attempt to match at a given start.
#[derive(Debug, Default)]
struct Machine {
    start: usize,
    lead: Option<Test>,
    /// The place in the subject and the op that is due there.
    at: usize,
    op: usize,
    mode: Mode,
    choices: Vec<Choice>,
    captures: Vec<Range<usize>>,
}

/// What the machine is in the middle of.
#[derive(Clone, Copy, Debug, Default)]
enum Mode {
    /// The op is due.
    #[default]
    Step,
    /// The last choice is a repetition that still runs forward.
    Grow,
    /// `%b` is under way, so many brackets deep.
    Balance(usize),
    /// A back reference is under way, so many bytes are equal.
    Again(usize),
    /// Something did not match, back to the last choice.
    Back,
}

/// A repetition that can still take another turn.
#[derive(Clone, Copy, Debug)]
struct Choice {
    op: usize,
    /// The least end a greedy repetition can have.
    least: usize,
    /// The end it has now.
    end: usize,
}

enum Verdict {
    Match(usize),
    NoMatch,
    Fault,
    Spent,
}

impl Machine {
    fn begin(&mut self) {
        self.at = self.start;
        self.op = 0;
        self.mode = Mode::Step;
        self.choices.clear();
    }

    fn bytes(&self) -> usize {
        self.choices.capacity() * size_of::<Choice>()
            + self.captures.capacity() * size_of::<Range<usize>>()
    }

    /// Runs until the attempt is decided or the fuel is used up.
    fn run(&mut self, program: &Program, subject: &[u8], fuel: &mut u64) -> Verdict {
        while *fuel > 0 {
            self.mode = match self.mode {
                Mode::Step => {
                    *fuel -= 1;
                    let op = program.op(self.op);
                    match op.step {
                        Step::One => self.one(program, op, subject),
                        Step::Maybe => self.maybe(program, op, subject),
                        Step::Many => self.repeat(self.at),
                        Step::Some => self.some(program, op, subject),
                        Step::Few => self.few(),
                        Step::Open(capture) => self.open(capture),
                        Step::Close(capture) => self.close(capture),
                        Step::Balance(open, _) => self.balance(open, subject),
                        Step::Frontier => self.frontier(program, op, subject),
                        Step::Again(capture) => self.again(capture, subject),
                        Step::Never => Mode::Back,
                        Step::Tail => self.next_if(self.at == subject.len()),
                        Step::End => return Verdict::Match(self.at),
                        Step::Fault => return Verdict::Fault,
                    }
                }
                Mode::Grow => self.grow(program, subject, fuel),
                Mode::Balance(depth) => self.balance_on(program, depth, subject, fuel),
                Mode::Again(equal) => self.again_on(program, equal, subject, fuel),
                Mode::Back => match self.choices.last().copied() {
                    None => return Verdict::NoMatch,
                    Some(choice) if program.op(choice.op).step == Step::Few => {
                        self.lengthen(program, choice, subject, fuel)
                    }
                    Some(choice) => self.shorten(program, choice, subject, fuel),
                },
            };
        }
        Verdict::Spent
    }

    #[inline]
    fn one(&mut self, program: &Program, op: Op, subject: &[u8]) -> Mode {
        match subject.get(self.at) {
            Some(byte) if program.passes(op.test, *byte) => {
                self.at += 1;
                self.op += 1;
                Mode::Step
            }
            _ => Mode::Back,
        }
    }

    fn next_if(&mut self, condition: bool) -> Mode {
        if !condition {
            return Mode::Back;
        }
        self.op += 1;
        Mode::Step
    }

    fn maybe(&mut self, program: &Program, op: Op, subject: &[u8]) -> Mode {
        if let Some(byte) = subject.get(self.at)
            && program.passes(op.test, *byte)
        {
            self.choices.push(Choice {
                op: self.op,
                least: self.at,
                end: self.at + 1,
            });
            self.at += 1;
        }
        self.next_if(true)
    }

    fn some(&mut self, program: &Program, op: Op, subject: &[u8]) -> Mode {
        match subject.get(self.at) {
            Some(byte) if program.passes(op.test, *byte) => self.repeat(self.at + 1),
            _ => Mode::Back,
        }
    }

    /// Begins a greedy repetition that must reach to `least`.
    fn repeat(&mut self, least: usize) -> Mode {
        self.choices.push(Choice {
            op: self.op,
            least,
            end: least,
        });
        Mode::Grow
    }

    /// Lets the last choice run as far as it can.
    fn grow(&mut self, program: &Program, subject: &[u8], fuel: &mut u64) -> Mode {
        let choice = self
            .choices
            .last_mut()
            .expect("a repetition that grows is the last choice");
        let run = Scan::run(
            program,
            program.op(choice.op).test,
            &subject[choice.end..],
            *fuel,
        );
        *fuel -= run.price;
        let (length, is_done) = match run.end {
            ScanEnd::At(length) => (length, true),
            ScanEnd::Nowhere => (subject.len() - choice.end, true),
            ScanEnd::Spent(length) => (length, false),
        };
        choice.end += length;
        if !is_done {
            return Mode::Grow;
        }
        self.at = choice.end;
        self.op = choice.op + 1;
        // Before the end of the pattern a shorter run is not wanted, and before `$` it cannot help.
        let is_final = matches!(program.follower(choice.op).step, Step::End | Step::Tail);
        if is_final || choice.end == choice.least {
            self.choices.pop();
        }
        Mode::Step
    }

    /// Takes a byte from a greedy repetition, or as many as it takes until the next op can match.
    fn shorten(
        &mut self,
        program: &Program,
        choice: Choice,
        subject: &[u8],
        fuel: &mut u64,
    ) -> Mode {
        let next = program.follower(choice.op);
        let end = if matches!(next.step, Step::One | Step::Some) {
            let scan = Scan::backward(
                program,
                next.test,
                &subject[choice.least..choice.end],
                *fuel,
            );
            *fuel -= scan.price;
            match scan.end {
                ScanEnd::At(index) => Some(choice.least + index),
                ScanEnd::Nowhere => None,
                ScanEnd::Spent(left) => {
                    self.set_end(choice.least + left);
                    return Mode::Back;
                }
            }
        } else {
            *fuel -= 1;
            choice.end.checked_sub(1)
        };
        match end {
            Some(end) if end > choice.least => self.continue_from(choice, end),
            Some(end) if end == choice.least => {
                self.choices.pop();
                self.go(choice.op + 1, end)
            }
            _ => {
                self.choices.pop();
                Mode::Back
            }
        }
    }

    fn few(&mut self) -> Mode {
        self.choices.push(Choice {
            op: self.op,
            least: self.at,
            end: self.at,
        });
        self.next_if(true)
    }

    /// Gives a byte to a lazy repetition, or as many as it takes until the next op can match.
    fn lengthen(
        &mut self,
        program: &Program,
        choice: Choice,
        subject: &[u8],
        fuel: &mut u64,
    ) -> Mode {
        let op = program.op(choice.op);
        let next = program.follower(choice.op);
        let leads = matches!(next.step, Step::One | Step::Some);
        if leads && op.test == Test::Any && choice.end < subject.len() {
            return self.lengthen_to(program, choice, next, subject, fuel);
        }
        let mut end = choice.end;
        while *fuel > 0 {
            *fuel -= 1;
            match subject.get(end) {
                Some(byte) if program.passes(op.test, *byte) => end += 1,
                _ => {
                    self.choices.pop();
                    return Mode::Back;
                }
            }
            if !leads
                || subject
                    .get(end)
                    .is_some_and(|byte| program.passes(next.test, *byte))
            {
                return self.continue_from(choice, end);
            }
        }
        self.set_end(end);
        Mode::Back
    }

    /// `.-` before an op that must match a certain byte: goes to where that byte is.
    fn lengthen_to(
        &mut self,
        program: &Program,
        choice: Choice,
        next: Op,
        subject: &[u8],
        fuel: &mut u64,
    ) -> Mode {
        let end = choice.end + 1;
        let scan = Scan::forward(program, next.test, &subject[end..], *fuel);
        *fuel -= scan.price;
        match scan.end {
            ScanEnd::At(index) => self.continue_from(choice, end + index),
            ScanEnd::Nowhere => {
                self.choices.pop();
                Mode::Back
            }
            ScanEnd::Spent(passed) => {
                self.set_end(choice.end + passed);
                Mode::Back
            }
        }
    }

    /// The last choice, `choice`, now ends at `end`; what follows it is tried from there.
    fn continue_from(&mut self, choice: Choice, end: usize) -> Mode {
        self.set_end(end);
        self.go(choice.op + 1, end)
    }

    fn set_end(&mut self, end: usize) {
        self.choices.last_mut().expect("there is a choice").end = end;
    }

    fn go(&mut self, op: usize, at: usize) -> Mode {
        self.op = op;
        self.at = at;
        Mode::Step
    }

    fn open(&mut self, capture: u8) -> Mode {
        self.captures[usize::from(capture)].start = self.at;
        self.next_if(true)
    }

    fn close(&mut self, capture: u8) -> Mode {
        self.captures[usize::from(capture)].end = self.at;
        self.next_if(true)
    }

    /// The border between a byte outside the set and one inside; both ends of the subject count as NUL.
    fn frontier(&mut self, program: &Program, op: Op, subject: &[u8]) -> Mode {
        let before = self.at.checked_sub(1).map_or(0, |index| subject[index]);
        let behind = subject.get(self.at).copied().unwrap_or(0);
        self.next_if(!program.passes(op.test, before) && program.passes(op.test, behind))
    }

    fn balance(&mut self, open: u8, subject: &[u8]) -> Mode {
        if subject.get(self.at) != Some(&open) {
            return Mode::Back;
        }
        self.at += 1;
        Mode::Balance(1)
    }

    fn balance_on(
        &mut self,
        program: &Program,
        mut depth: usize,
        subject: &[u8],
        fuel: &mut u64,
    ) -> Mode {
        let Step::Balance(open, close) = program.op(self.op).step else {
            unreachable!()
        };
        while *fuel > 0 {
            *fuel -= 1;
            let Some(byte) = subject.get(self.at) else {
                return Mode::Back;
            };
            self.at += 1;
            if *byte == close {
                depth -= 1;
                if depth == 0 {
                    return self.next_if(true);
                }
            } else if *byte == open {
                depth += 1;
            }
        }
        Mode::Balance(depth)
    }

    fn again(&mut self, capture: u8, subject: &[u8]) -> Mode {
        let captured = self.captures[usize::from(capture)].len();
        if captured > subject.len() - self.at {
            Mode::Back
        } else {
            Mode::Again(0)
        }
    }

    fn again_on(
        &mut self,
        program: &Program,
        equal: usize,
        subject: &[u8],
        fuel: &mut u64,
    ) -> Mode {
        let Step::Again(capture) = program.op(self.op).step else {
            unreachable!()
        };
        let captured = &subject[self.captures[usize::from(capture)].clone()];
        let window = (captured.len() - equal).min(affordable(*fuel));
        let here = &subject[self.at + equal..][..window];
        match first_difference(&captured[equal..][..window], here) {
            Some(index) => {
                *fuel -= price(index + 1);
                Mode::Back
            }
            None => {
                *fuel -= price(window);
                if equal + window < captured.len() {
                    return Mode::Again(equal + window);
                }
                self.at += captured.len();
                self.next_if(true)
            }
        }
    }
}
