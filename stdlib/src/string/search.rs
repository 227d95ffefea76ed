//! A matcher at work for a native: where it comes from, what it costs, what it found.
//!
//! Programs use few patterns over and over, so the matchers of the last searches are kept for each OS thread, with the
//! programs they have made: a search with a known pattern begins at once and allocates nothing.

use std::{cell::Cell, ops::Range};

use ferrous_core::heap::string::LuaString;

use crate::{
    pattern::{Capture, Caret, Matcher, PatternError, Progress},
    prelude::{Action, Collect, Context, Result, Thrown, Value, Window, credit},
};

/// How many matchers are kept, and how large they may be.
const KEPT: usize = 16;
const KEPT_BYTES: usize = 4 << 10;

/// Patterns longer than this ask for their memory first.
const ASK: usize = 1 << 10;

thread_local! {
    static MATCHERS: [Cell<Option<Box<Matcher>>>; KEPT] = const { [const { Cell::new(None) }; KEPT] };
}

/// A search for a pattern in a string.
#[derive(Collect)]
#[collect(require_static)]
pub(super) struct Search {
    matcher: Option<Box<Matcher>>,
    slot: usize,
    charged: usize,
    asked: bool,
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
    pub fn new(pattern: &[u8], start: usize, caret: Caret) -> Self {
        let slot = slot_of(pattern);
        let matcher = match MATCHERS.with(|kept| kept[slot].take()) {
            Some(mut matcher) => {
                matcher.restart(pattern, start, caret);
                matcher
            }
            None => Box::new(Matcher::new(pattern, start, caret)),
        };
        Self {
            matcher: Some(matcher),
            slot,
            charged: 0,
            asked: pattern.len() <= ASK,
        }
    }

    fn matcher(&self) -> &Matcher {
        self.matcher.as_deref().expect("taken only when dropped")
    }

    /// Looks for the next match, as far as the fuel goes.
    #[inline]
    pub fn next<'gc>(
        &mut self,
        ctx: Context<'gc>,
        subject: LuaString<'gc>,
        pattern: LuaString<'gc>,
    ) -> Result<'gc, Turn<'gc>> {
        if !self.asked {
            self.asked = true;
            let bytes = Matcher::most_scratch_bytes(pattern.len());
            return Ok(Turn::Stop(Action::Reserve(bytes)));
        }
        let matcher = self.matcher.as_mut().expect("taken only when dropped");
        let before = ctx.fuel_left();
        let mut fuel = before;
        let progress = matcher.run(subject.as_bytes(), pattern.as_bytes(), &mut fuel);
        ctx.pay(before - fuel);
        match progress {
            Progress::Found(range) => Ok(Turn::Found(range)),
            Progress::End => Ok(Turn::End),
            Progress::Spent => Ok(Turn::Stop(Action::Pause)),
            Progress::Error(error) => Err(thrown(error)),
        }
    }

    /// Charges the memory it holds: the native is about to be suspended.
    pub fn settle(&mut self, ctx: Context<'_>) {
        let held = self.matcher().scratch_bytes();
        ctx.charge(held.saturating_sub(self.charged));
        self.charged = self.charged.max(held);
    }

    /// A capture of the last match, counted from 0; number 0 is the whole match if there are no captures.
    #[inline]
    pub fn capture(&self, index: usize) -> std::result::Result<Capture, PatternError> {
        self.matcher().capture(index)
    }

    /// A capture as a value.
    pub fn value<'gc>(
        &self,
        ctx: Context<'gc>,
        subject: LuaString<'gc>,
        index: usize,
    ) -> Result<'gc, Value<'gc>> {
        Ok(match self.capture(index).map_err(thrown)? {
            Capture::Position(position) => Value::number(position as f64),
            Capture::Text(range) if range.len() == subject.len() => subject.into(),
            Capture::Text(range) => {
                ctx.pay(crate::cost::copy(range.len()));
                ctx.string(&subject.as_bytes()[range]).into()
            }
        })
    }

    /// Pushes all captures; without captures, the whole match if `whole`.
    #[inline]
    pub fn push_captures<'gc>(
        &self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        subject: LuaString<'gc>,
        whole: bool,
    ) -> Result<'gc, ()> {
        let count = self.matcher().capture_count().max(whole as usize);
        for index in 0..count {
            window.push(self.value(ctx, subject, index)?);
        }
        Ok(())
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        if self.charged > 0 {
            credit(self.charged);
        }
        if let Some(matcher) = self.matcher.take()
            && matcher.scratch_bytes() <= KEPT_BYTES
        {
            MATCHERS.with(|kept| kept[self.slot].set(Some(matcher)));
        }
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
