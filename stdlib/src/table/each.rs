//! Walks over a whole table: `foreach`, `foreachi`, `maxn`.

use super::element;
use crate::prelude::*;

/// `table.foreach(t, f)`: calls `f(key, value)` for every entry until it answers something.
pub(super) fn foreach<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let state = Entries {
        table: window.check_table(1)?,
        function: window.check_function(2)?,
        key: Value::NIL,
    };
    window.clear();
    begin(ctx, window, state)
}

/// A `foreach` that has called its function with the entry `key` (nil before the first one).
#[derive(Collect)]
#[collect(no_drop)]
struct Entries<'gc> {
    table: Table<'gc>,
    function: Function<'gc>,
    key: Value<'gc>,
}

impl<'gc> Resume<'gc> for Entries<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if has_answer(window) {
            return Ok(Action::Return);
        }
        // A function that is a native does not look at the fuel.
        if !ctx.pay(0) {
            return Ok(Action::Pause);
        }
        let next = self.table.next(ctx, self.key);
        match next.map_err(Thrown::without_position)? {
            Some((key, value)) => {
                self.key = key;
                Ok(call_with(window, self.function, key, value))
            }
            None => Ok(Action::Return),
        }
    }
}

/// `table.foreachi(t, f)`: calls `f(index, element)` for every element until it answers something.
pub(super) fn foreachi<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let state = Elements {
        table,
        function: window.check_function(2)?,
        index: 0,
        last: table.raw_len() as i64,
    };
    window.clear();
    begin(ctx, window, state)
}

/// A `foreachi` that has called its function with the element `index` (0 before the first one).
#[derive(Collect)]
#[collect(no_drop)]
struct Elements<'gc> {
    table: Table<'gc>,
    function: Function<'gc>,
    index: i64,
    last: i64,
}

impl<'gc> Resume<'gc> for Elements<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if has_answer(window) || self.index == self.last {
            return Ok(Action::Return);
        }
        if !ctx.pay(0) {
            return Ok(Action::Pause);
        }
        self.index += 1;
        let value = element(ctx, self.table, self.index);
        let index = Value::number(self.index as f64);
        Ok(call_with(window, self.function, index, value))
    }
}

/// Whether the function answered something, which then is the only thing left in the window.
fn has_answer(window: &mut Window<'_, '_>) -> bool {
    window.resize(1);
    if window.get(0).is_nil() {
        window.clear();
    }
    !window.is_empty()
}

fn call_with<'gc>(
    window: &mut Window<'gc, '_>,
    function: Function<'gc>,
    key: Value<'gc>,
    value: Value<'gc>,
) -> Action<'gc> {
    window.push(key);
    window.push(value);
    Action::Call(function.into())
}

/// Fuel for finding an entry by the key of the one before: in large tables each of them is far from the last one.
const ENTRY: u64 = 3;

/// `table.maxn(t)`: the largest number that is a key.
pub(super) fn maxn<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let state = Largest {
        table: window.check_table(1)?,
        key: Value::NIL,
        largest: 0.0,
    };
    begin(ctx, window, state)
}

/// A `maxn` that has seen the entries up to `key`.
#[derive(Collect)]
#[collect(no_drop)]
struct Largest<'gc> {
    table: Table<'gc>,
    key: Value<'gc>,
    largest: f64,
}

impl<'gc> Resume<'gc> for Largest<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while let Some((key, _)) = self.table.next(ctx, self.key)? {
            self.key = key;
            if let Some(number) = key.as_number()
                && number > self.largest
            {
                self.largest = number;
            }
            if !ctx.pay(ENTRY) {
                return Ok(Action::Pause);
            }
        }
        window.answer(Value::number(self.largest));
        Ok(Action::Return)
    }
}
