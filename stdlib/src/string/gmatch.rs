//! `string.gmatch`.

use std::{cell::RefCell, rc::Rc};

use super::search::{Search, Turn, pay_for};
use crate::{cost::Charge, pattern::Caret, prelude::*};

/// `string.gmatch(s, pattern)`: an iterator over all matches. A `^` has no special meaning in it.
pub(super) fn gmatch<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let subject = window.check_string(ctx, 1)?;
    let pattern = window.check_string(ctx, 2)?;
    pay_for(ctx, pattern);
    let mut search = Search::new(subject.as_bytes(), pattern.as_bytes(), 0, Caret::Literal);
    search.settle(ctx);
    let matches = Matches(Rc::new(Shared {
        subject,
        pattern,
        search: RefCell::new(search),
        _charge: Charge::new(ctx, size_of::<Shared>()),
    }));
    window.answer(ctx.native_with("gmatch_iterator", matches).into());
    Ok(Action::Return)
}

/// The iterator. A call that runs out of fuel shares the search with it until it has found something.
#[derive(Clone, Collect)]
#[collect(no_drop)]
struct Matches<'gc>(Rc<Shared<'gc>>);

#[derive(Collect)]
#[collect(no_drop)]
struct Shared<'gc> {
    subject: LuaString<'gc>,
    pattern: LuaString<'gc>,
    #[collect(require_static)]
    search: RefCell<Search>,
    _charge: Charge,
}

impl<'gc> Matches<'gc> {
    fn next(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let Shared {
            subject, pattern, ..
        } = *self.0;
        let mut search = self.0.search.borrow_mut();
        if !search.is_pushing() {
            match search.next_captured(ctx, subject, pattern)? {
                Turn::Found(_) => window.clear(),
                Turn::End => {
                    window.clear();
                    return Ok(Action::Return);
                }
                Turn::Stop(action) => {
                    search.settle(ctx);
                    return Ok(action);
                }
            }
        }
        let stop = search.push_captures(ctx, window, subject, true)?;
        if stop.is_some() {
            search.settle(ctx);
        }
        Ok(stop.unwrap_or(Action::Return))
    }
}

impl<'gc> Body<'gc> for Matches<'gc> {
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let action = self.next(ctx, window)?;
        if !matches!(action, Action::Return) {
            window.suspend(self.clone());
        }
        Ok(action)
    }
}

impl<'gc> Resume<'gc> for Matches<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        self.next(ctx, window)
    }
}
