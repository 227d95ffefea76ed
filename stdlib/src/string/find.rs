//! `string.find` and `string.match`.

use super::{
    from_end,
    search::{Search, Turn, find_short, is_short, pay_for},
};
use crate::{
    cost::{PIECE, metered},
    pattern::{Caret, Finder, Progress, has_specials},
    prelude::*,
};

/// `string.find(s, pattern [, start [, plain]])`: where the match begins and ends, and the captures.
pub(super) fn find<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let (subject, pattern, start) = arguments(ctx, window)?;
    let is_long = pattern.len() > PIECE;
    let is_plain = !window.arg(4).is_falsy();
    if is_plain || !is_long && !has_specials(pattern.as_bytes()) {
        if is_short(subject.as_bytes(), pattern.as_bytes()) {
            ctx.pay(cost::visit(subject.len()));
            let found = find_short(&subject.as_bytes()[start..], pattern.as_bytes());
            answer_range(window, found.map(|at| start + at), pattern.len());
            return Ok(Action::Return);
        }
        let state = FindPlain {
            subject,
            needle: pattern,
            finder: Finder::new(start),
        };
        return begin(ctx, window, state);
    }
    let (s, p) = (subject.as_bytes(), pattern.as_bytes());
    let state = Find {
        subject,
        pattern,
        search: match is_long {
            true => Search::long_find(p, start),
            false => Search::new(s, p, start, Caret::Anchors),
        },
        with_place: true,
    };
    begin(ctx, window, state)
}

/// `string.match(s, pattern [, start])`: the captures, or the whole match.
pub(super) fn match_<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let (subject, pattern, start) = arguments(ctx, window)?;
    let state = Find {
        subject,
        pattern,
        search: Search::new(
            subject.as_bytes(),
            pattern.as_bytes(),
            start,
            Caret::Anchors,
        ),
        with_place: false,
    };
    begin(ctx, window, state)
}

/// Subject, pattern, and how many bytes of the subject to pass over.
#[inline]
fn arguments<'gc>(
    ctx: Context<'gc>,
    window: &Window<'gc, '_>,
) -> Result<'gc, (LuaString<'gc>, LuaString<'gc>, usize)> {
    let subject = window.check_string(ctx, 1)?;
    let pattern = window.check_string(ctx, 2)?;
    pay_for(ctx, pattern);
    let start = from_end(window.opt_integer(3, 1)?, subject.len()).max(1) as usize - 1;
    Ok((subject, pattern, start.min(subject.len())))
}

/// A search for a pattern.
#[derive(Collect)]
#[collect(no_drop)]
struct Find<'gc> {
    subject: LuaString<'gc>,
    pattern: LuaString<'gc>,
    search: Search,
    /// Whether the place of the match is asked for.
    with_place: bool,
}

impl<'gc> Resume<'gc> for Find<'gc> {
    #[inline]
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if !self.search.is_pushing() {
            match self.search.next_captured(ctx, self.subject, self.pattern)? {
                Turn::Found(range) => {
                    window.clear();
                    if self.with_place {
                        window.push(Value::number((range.start + 1) as f64));
                        window.push(Value::number(range.end as f64));
                    }
                }
                Turn::End => {
                    window.answer(Value::NIL);
                    return Ok(Action::Return);
                }
                Turn::Stop(action) => {
                    self.search.settle(ctx);
                    return Ok(action);
                }
            }
        }
        let whole = !self.with_place;
        let stop = self
            .search
            .push_captures(ctx, window, self.subject, whole)?;
        if stop.is_some() {
            self.search.settle(ctx);
        }
        Ok(stop.unwrap_or(Action::Return))
    }
}

/// A search for bytes as they are.
#[derive(Collect)]
#[collect(no_drop)]
struct FindPlain<'gc> {
    subject: LuaString<'gc>,
    needle: LuaString<'gc>,
    #[collect(require_static)]
    finder: Finder,
}

impl<'gc> Resume<'gc> for FindPlain<'gc> {
    #[inline]
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let (subject, needle) = (self.subject.as_bytes(), self.needle.as_bytes());
        match metered(ctx, |fuel| self.finder.run(subject, needle, fuel)) {
            Progress::Found(range) => answer_range(window, Some(range.start), range.len()),
            Progress::Spent => return Ok(Action::Pause),
            Progress::End | Progress::Error(_) => answer_range(window, None, 0),
        }
        Ok(Action::Return)
    }
}

#[inline]
fn answer_range(window: &mut Window<'_, '_>, start: Option<usize>, length: usize) {
    match start {
        Some(start) => {
            window.answer(Value::number((start + 1) as f64));
            window.push(Value::number((start + length) as f64));
        }
        None => window.answer(Value::NIL),
    }
}
