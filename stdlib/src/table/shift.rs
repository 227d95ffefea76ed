//! `table.insert` and `table.remove`: putting an element in or taking one out, and moving those behind it.

use super::element;
use crate::prelude::*;

/// `table.insert(t, [position,] value)`
pub(super) fn insert<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let end = table.raw_len() as i64 + 1;
    match window.len() {
        2 => {
            if let Err(error) = table.raw_set_in_pieces(ctx, end as f64, window.get(1)) {
                return cost::ask_again(ctx, window, error, |ctx, window, _| insert(ctx, window));
            }
            window.clear();
            Ok(Action::Return)
        }
        3 => {
            let position = window.check_int(2)? as i64;
            let state = Insert {
                table,
                value: window.get(2),
                position,
                hole: end.max(position),
            };
            begin(ctx, window, state)
        }
        _ => Err(Thrown::msg("wrong number of arguments to 'insert'")),
    }
}

/// An `insert` whose hole is on its way down to the position.
#[derive(Collect)]
#[collect(no_drop)]
struct Insert<'gc> {
    table: Table<'gc>,
    value: Value<'gc>,
    position: i64,
    hole: i64,
}

impl<'gc> Resume<'gc> for Insert<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.hole > self.position {
            let below = element(ctx, self.table, self.hole - 1);
            // Only the first one can make the table grow.
            if let Err(error) = self.table.raw_set_in_pieces(ctx, self.hole as f64, below) {
                return error.refused(ctx).map(Action::Reserve).ok_or(error);
            }
            self.hole -= 1;
            if !ctx.pay(1) {
                return Ok(Action::Pause);
            }
        }
        if let Err(error) = self
            .table
            .raw_set_in_pieces(ctx, self.position as f64, self.value)
        {
            return error.refused(ctx).map(Action::Reserve).ok_or(error);
        }
        window.clear();
        Ok(Action::Return)
    }
}

/// `table.remove(t [, position])`: answers the removed element, or nothing if the position is outside.
pub(super) fn remove<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let end = table.raw_len() as i64;
    let position = if window.is_none_or_nil(2) {
        end
    } else {
        window.check_int(2)? as i64
    };
    if !(1..=end).contains(&position) {
        window.clear();
        return Ok(Action::Return);
    }
    let removed = element(ctx, table, position);
    let state = Remove {
        table,
        removed,
        hole: position,
        end,
    };
    begin(ctx, window, state)
}

/// A `remove` whose hole is on its way up to the end.
#[derive(Collect)]
#[collect(no_drop)]
struct Remove<'gc> {
    table: Table<'gc>,
    removed: Value<'gc>,
    hole: i64,
    end: i64,
}

impl<'gc> Resume<'gc> for Remove<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.hole < self.end {
            let above = element(ctx, self.table, self.hole + 1);
            self.table.raw_set_index(ctx, self.hole, above)?;
            self.hole += 1;
            if !ctx.pay(1) {
                return Ok(Action::Pause);
            }
        }
        self.table.raw_set_index(ctx, self.end, Value::NIL)?;
        window.answer(self.removed);
        Ok(Action::Return)
    }
}
