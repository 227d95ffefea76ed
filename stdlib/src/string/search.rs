//! A matcher at work for a native: where it comes from, what it costs, what it found.
//!
//! Programs use few patterns over and over, so the matchers of the last searches are kept for each OS thread, with the
//! programs they have made: a search with a known pattern begins at once and allocates nothing.

use std::{cell::Cell, ops::Range};

use ferrous_core::heap::string::LuaString;

use crate::{
    buffer::{Made, Slice},
    cost::{PIECE, metered},
    pattern::{
        Capture, Caret, Finder, Matcher, PatternError, Progress, is_plain, special_in_piece,
    },
    prelude::{Action, Collect, Context, Result, Thrown, Value, Window, credit},
};

/// How many matchers are kept, and for patterns of which length.
const KEPT: usize = 16;
const KEPT_LENGTH: usize = 64;

/// Patterns longer than this ask for their memory first.
const ASK: usize = 1 << 10;

/// Captures of subjects longer than this may be so long that they ask for their memory first.
const LONG_SUBJECT: usize = 64 << 10;

thread_local! {
    static MATCHERS: [Cell<Option<Box<Matcher>>>; KEPT] = const { [const { Cell::new(None) }; KEPT] };
}

/// A search for a pattern in a string.
#[derive(Collect)]
#[collect(require_static)]
pub(super) struct Search {
    engine: Engine,
    charged: usize,
    asked: bool,
    /// A match that waits for memory for its captures.
    held: Option<Range<usize>>,
    /// Whether the matcher is worth keeping.
    is_small: bool,
    /// So many captures of the last match are in the window.
    pushed: usize,
    /// The next one, being made into a string because it is a long one.
    slice: Option<Box<Slice>>,
}

/// Who does the work.
enum Engine {
    /// The pattern has nothing special: a search for its bytes, and its last match.
    Bytes(Finder, Range<usize>),
    /// The same in a short subject.
    Short(Range<usize>),
    /// A long pattern has to be looked through before it is known who can do it.
    Look(Look),
    /// The matcher, and where it is kept when it is not needed any more.
    Matcher(Box<Matcher>, usize),
    /// The search is over.
    Over,
}

/// Where looking through a pattern has come to, and the search that begins then.
struct Look {
    at: usize,
    start: usize,
    caret: Caret,
    is_find: bool,
}

/// What became of a part of the search.
pub(super) enum Turn<'gc> {
    /// There is a match.
    Found(Range<usize>),
    /// There is none any more.
    End,
    /// Something is missing; go on later.
    Stop(Action<'gc>),
}

impl Search {
    /// A search from `start` on.
    #[inline]
    pub fn new(subject: &[u8], pattern: &[u8], start: usize, caret: Caret) -> Self {
        Self::with(
            match pattern.len() > PIECE {
                true => Engine::Look(Look {
                    at: 0,
                    start,
                    caret,
                    is_find: false,
                }),
                false if !is_plain(pattern) => Engine::matcher(pattern, start, caret),
                false if is_short(subject, pattern) => Engine::Short(start..start),
                false => Engine::Bytes(Finder::new(start), 0..0),
            },
            pattern,
        )
    }

    /// A search by `string.find` for a long pattern.
    #[cold]
    pub fn long_find(pattern: &[u8], start: usize) -> Self {
        let look = Look {
            at: 0,
            start,
            caret: Caret::Anchors,
            is_find: true,
        };
        Self::with(Engine::Look(look), pattern)
    }

    #[inline]
    fn with(engine: Engine, pattern: &[u8]) -> Self {
        Self {
            engine,
            charged: 0,
            held: None,
            asked: pattern.len() <= ASK,
            is_small: pattern.len() <= KEPT_LENGTH,
            pushed: 0,
            slice: None,
        }
    }

    /// Looks for the next match whose captures are going to be strings: asks for memory if they are long.
    #[inline]
    pub fn next_captured<'gc>(
        &mut self,
        ctx: Context<'gc>,
        subject: LuaString<'gc>,
        pattern: LuaString<'gc>,
    ) -> Result<'gc, Turn<'gc>> {
        if let Some(range) = self.held.take() {
            return Ok(Turn::Found(range));
        }
        let turn = self.next(ctx, subject, pattern)?;
        if subject.len() > LONG_SUBJECT
            && let Turn::Found(range) = &turn
        {
            let bytes = self.captured_bytes(range.len());
            if bytes > LONG_SUBJECT && !ctx.fits(bytes) {
                self.held = Some(range.clone());
                return Ok(Turn::Stop(Action::Reserve(bytes)));
            }
        }
        Ok(turn)
    }

    /// The bytes of all captures of the last match; without captures, of the match itself.
    #[cold]
    fn captured_bytes(&self, matched: usize) -> usize {
        let captures = (0..self.capture_count()).map(|index| match self.capture(index) {
            Ok(Capture::Text(range)) => range.len(),
            _ => 0,
        });
        captures.sum::<usize>().max(matched)
    }

    /// Looks for the next match, as far as the fuel goes.
    #[inline]
    pub fn next<'gc>(
        &mut self,
        ctx: Context<'gc>,
        subject: LuaString<'gc>,
        pattern: LuaString<'gc>,
    ) -> Result<'gc, Turn<'gc>> {
        let (subject_string, pattern_string) = (subject, pattern);
        let (subject, pattern) = (subject.as_bytes(), pattern.as_bytes());
        let progress = match &mut self.engine {
            Engine::Bytes(finder, last) => {
                let progress = metered(ctx, |fuel| finder.run(subject, pattern, fuel));
                if let Progress::Found(range) = &progress {
                    last.clone_from(range);
                }
                progress
            }
            Engine::Short(last) => {
                ctx.pay(1 + crate::cost::visit(subject.len()));
                match find_short(&subject[last.end..], pattern) {
                    Some(at) => {
                        let start = last.end + at;
                        *last = start..start + pattern.len();
                        Progress::Found(last.clone())
                    }
                    None => Progress::End,
                }
            }
            Engine::Matcher(..) if !self.asked => {
                self.asked = true;
                let bytes = Matcher::most_scratch_bytes(pattern.len());
                return Ok(Turn::Stop(Action::Reserve(bytes)));
            }
            Engine::Matcher(matcher, _) => metered(ctx, |fuel| matcher.run(subject, pattern, fuel)),
            Engine::Look(look) => {
                match look.go_on(ctx, pattern) {
                    Some(engine) => self.engine = engine,
                    None => return Ok(Turn::Stop(Action::Pause)),
                }
                return self.next(ctx, subject_string, pattern_string);
            }
            Engine::Over => Progress::End,
        };
        match progress {
            Progress::Found(range) => Ok(Turn::Found(range)),
            Progress::Spent => Ok(Turn::Stop(Action::Pause)),
            Progress::Error(error) => Err(thrown(error)),
            Progress::End => {
                self.release();
                Ok(Turn::End)
            }
        }
    }

    /// Ends the search: gives the matcher back. A state that stays behind until it is collected does this when it is done.
    pub fn release(&mut self) {
        if self.charged > 0 {
            credit(std::mem::take(&mut self.charged));
        }
        if let Engine::Matcher(matcher, slot) = std::mem::replace(&mut self.engine, Engine::Over)
            && self.is_small
        {
            // At the end of a thread there may be nowhere to keep it.
            let _ = MATCHERS.try_with(|kept| kept[slot].set(Some(matcher)));
        }
    }

    /// Charges the memory it holds: the native is about to be suspended.
    pub fn settle(&mut self, ctx: Context<'_>) {
        let slice = self.slice.as_ref().map_or(0, |_| size_of::<Slice>());
        let matcher = match &self.engine {
            Engine::Matcher(matcher, _) => size_of::<Matcher>() + matcher.scratch_bytes(),
            _ => 0,
        };
        let held = slice + matcher;
        ctx.charge(held.saturating_sub(self.charged));
        self.charged = self.charged.max(held);
    }

    /// A capture of the last match, counted from 0; number 0 is the whole match if there are no captures.
    #[inline]
    pub fn capture(&self, index: usize) -> std::result::Result<Capture, PatternError> {
        match &self.engine {
            Engine::Matcher(matcher, _) => matcher.capture(index),
            Engine::Bytes(_, last) | Engine::Short(last) if index == 0 => {
                Ok(Capture::Text(last.clone()))
            }
            _ => Err(PatternError::InvalidCaptureIndex),
        }
    }

    fn capture_count(&self) -> usize {
        match &self.engine {
            Engine::Matcher(matcher, _) => matcher.capture_count(),
            _ => 0,
        }
    }

    /// A capture as a value, or what to do before it goes on.
    #[inline]
    pub fn value<'gc>(
        &mut self,
        ctx: Context<'gc>,
        subject: LuaString<'gc>,
        index: usize,
    ) -> Result<'gc, Made<'gc, Value<'gc>>> {
        Ok(Made::Done(match self.capture(index).map_err(thrown)? {
            Capture::Position(position) => Value::number(position as f64),
            Capture::Text(range) if range.len() == subject.len() => subject.into(),
            Capture::Text(range) if range.len() > PIECE => return self.cut(ctx, subject, range),
            Capture::Text(range) => {
                ctx.pay(crate::cost::copy(range.len()));
                ctx.string(&subject.as_bytes()[range]).into()
            }
        }))
    }

    #[cold]
    fn cut<'gc>(
        &mut self,
        ctx: Context<'gc>,
        subject: LuaString<'gc>,
        range: Range<usize>,
    ) -> Result<'gc, Made<'gc, Value<'gc>>> {
        let fresh = || Box::new(Slice::new(range));
        let made = self.slice.get_or_insert_with(fresh).cut(ctx, subject)?;
        Ok(match made {
            Made::Stop(action) => Made::Stop(action),
            Made::Done(text) => {
                self.slice = None;
                Made::Done(text.into())
            }
        })
    }

    /// Pushes all captures; without captures, the whole match if `whole`. Or answers what to do before it goes on.
    #[inline]
    pub fn push_captures<'gc>(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        subject: LuaString<'gc>,
        whole: bool,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let count = self.capture_count().max(whole as usize);
        while self.pushed < count {
            match self.value(ctx, subject, self.pushed) {
                Ok(Made::Done(value)) => window.push(value),
                Ok(Made::Stop(action)) => return Ok(Some(action)),
                Err(error) => {
                    self.pushed = 0;
                    return Err(error);
                }
            }
            self.pushed += 1;
        }
        self.pushed = 0;
        Ok(None)
    }

    /// Whether the captures of a match are on their way into the window.
    #[inline]
    pub fn is_pushing(&self) -> bool {
        self.pushed > 0 || self.slice.is_some()
    }
}

impl Engine {
    #[inline]
    fn matcher(pattern: &[u8], start: usize, caret: Caret) -> Self {
        let slot = slot_of(pattern);
        let matcher = match MATCHERS.with(|kept| kept[slot].take()) {
            Some(mut matcher) => {
                matcher.restart(pattern, start, caret);
                matcher
            }
            None => Box::new(Matcher::new(pattern, start, caret)),
        };
        Engine::Matcher(matcher, slot)
    }
}

impl Look {
    /// Looks on as far as the fuel goes; answers who does the search.
    #[cold]
    fn go_on(&mut self, ctx: Context<'_>, pattern: &[u8]) -> Option<Engine> {
        for piece in pattern[self.at..].chunks(PIECE) {
            match special_in_piece(piece, self.is_find) {
                Some(true) => return Some(Engine::matcher(pattern, self.start, self.caret)),
                Some(false) => break,
                None => self.at += piece.len(),
            }
            if !ctx.pay(crate::cost::visit(piece.len())) {
                return None;
            }
        }
        Some(Engine::Bytes(Finder::new(self.start), 0..0))
    }
}

/// Pays for looking through a pattern, unless the search does that.
#[inline]
pub(super) fn pay_for(ctx: Context<'_>, pattern: LuaString<'_>) {
    if pattern.len() <= PIECE {
        ctx.pay(crate::cost::visit(pattern.len()));
    }
}

impl Drop for Search {
    #[inline]
    fn drop(&mut self) {
        self.release();
    }
}

/// Subjects and needles so short that searching in the simplest way is cheap, and no searcher is worth its preparation.
const SHORT_SUBJECT: usize = 256;
const SHORT_NEEDLE: usize = 16;

/// Whether [`find_short`] will do.
#[inline]
pub(super) fn is_short(subject: &[u8], needle: &[u8]) -> bool {
    subject.len() <= SHORT_SUBJECT && needle.len() <= SHORT_NEEDLE
}

/// Where the needle is in a short subject.
#[inline]
pub(super) fn find_short(subject: &[u8], needle: &[u8]) -> Option<usize> {
    let Some((first, rest)) = needle.split_first() else {
        return Some(0);
    };
    let places = subject.len().checked_sub(rest.len())?;
    let mut at = 0;
    loop {
        at += memchr::memchr(*first, &subject[at..places])?;
        if subject[at + 1..].starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
}

/// Where the matcher of a pattern is kept.
#[inline]
fn slot_of(pattern: &[u8]) -> usize {
    let mut hash = pattern.len();
    if let [first, .., last] = pattern {
        hash += *first as usize * 7 + *last as usize + pattern[pattern.len() / 2] as usize * 5;
    }
    hash % KEPT
}

/// A pattern's error as Lua's.
#[cold]
pub(super) fn thrown<'gc>(error: PatternError) -> Thrown<'gc> {
    Thrown::msg(error.message())
}

#[cfg(test)]
mod tests {
    use super::find_short;

    #[test]
    fn short_subjects_are_searched_as_long_ones_are() {
        assert_eq!(find_short(b"", b""), Some(0));
        assert_eq!(find_short(b"", b"a"), None);
        assert_eq!(find_short(b"abc", b""), Some(0));
        assert_eq!(find_short(b"abc", b"abcd"), None);
        assert_eq!(find_short(b"abc", b"c"), Some(2));
        assert_eq!(find_short(b"aaab", b"ab"), Some(2));
        assert_eq!(find_short(b"abab", b"abc"), None);
        assert_eq!(find_short(b"xabcabd", b"abd"), Some(4));
    }
}
