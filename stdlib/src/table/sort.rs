//! `table.sort`.
//!
//! The elements are taken out, sorted and put back; [`Merge`] says which two it wants compared. Lists of nothing but numbers
//! or nothing but strings without a comparator need no Lua for that and are sorted in large pieces.

use ferrous_core::heap::native::Answer;

use super::element;
use crate::{
    cost::{Charge, VALUES, metered},
    prelude::*,
    sort::{Contest, Merge},
};

/// Elements that are taken out or put back between two looks at the fuel, and what they cost.
const STRIDE: usize = 64;
const STRIDE_COST: u64 = 32;

/// Elements whose type is looked at for one unit of fuel.
const CONVERTED_PER_UNIT: u64 = 8;

/// Lists that need more memory than this ask for it first.
const ASK: usize = 64 << 10;

/// `table.sort(t [, less])`
pub(super) fn sort<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let length = table.raw_len();
    let less = match window.is_none_or_nil(2) {
        true => None,
        false => Some(window.check_function(2)?),
    };
    window.clear();
    let bytes = Merge::<Value>::memory(length);
    let sort = Sort {
        table,
        length,
        less,
        stage: Stage::Take(Vec::new()),
        asked: false,
        charge: None,
    };
    if bytes > ASK {
        window.suspend(sort);
        return Ok(Action::Reserve(bytes));
    }
    begin(ctx, window, sort)
}

/// A sort under way.
#[derive(Collect)]
#[collect(no_drop)]
struct Sort<'gc> {
    table: Table<'gc>,
    length: usize,
    less: Option<Function<'gc>>,
    stage: Stage<'gc>,
    /// Whether Lua was asked to compare: the answer will be in the window.
    asked: bool,
    charge: Option<Charge>,
}

/// What is done next.
#[derive(Collect)]
#[collect(no_drop)]
enum Stage<'gc> {
    /// Take the elements out.
    Take(Vec<Value<'gc>>),
    /// See whether all of them are numbers, or strings; this is how many are known to be.
    Numbered(Vec<Value<'gc>>, Vec<f64>),
    Spelled(Vec<Value<'gc>>, Vec<LuaString<'gc>>),
    /// Sort nothing but numbers.
    Numbers(Merge<f64>),
    /// Sort nothing but strings.
    Strings(Merge<LuaString<'gc>>),
    /// Sort anything else, or with a comparator.
    Values(Merge<Value<'gc>>),
    /// Put the elements back; so many are.
    PutNumbers(Vec<f64>, usize),
    PutStrings(Vec<LuaString<'gc>>, usize),
    Put(Vec<Value<'gc>>, usize),
}

impl<'gc> Resume<'gc> for Sort<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            let is_done = match &mut self.stage {
                Stage::Take(items) if self.charge.is_none() => {
                    let bytes = Merge::<Value>::memory(self.length);
                    self.charge = Some(Charge::new(ctx, bytes));
                    take(ctx, self.table, self.length, items)
                }
                Stage::Take(items) => take(ctx, self.table, self.length, items),
                Stage::Numbered(items, numbers) => convert(ctx, items, numbers, Value::as_number),
                Stage::Spelled(items, strings) => convert(ctx, items, strings, Value::as_string),
                Stage::Numbers(merge) => metered(ctx, |fuel| merge.run(fuel, |a, b, _| a < b)),
                Stage::Strings(merge) => metered(ctx, |fuel| {
                    merge.run(fuel, |a, b, fuel| {
                        // What is left is used up, so that the sort stops; the rest is owed.
                        let price = cost::copy(a.len().min(b.len()));
                        let paid = price.min(*fuel);
                        *fuel -= paid;
                        ctx.pay(price - paid);
                        a.as_bytes() < b.as_bytes()
                    })
                }),
                Stage::Values(_) => match self.compare(ctx, window)? {
                    Some(call) => return Ok(call),
                    None => true,
                },
                Stage::PutNumbers(items, done) => put(ctx, self.table, items, done)?,
                Stage::PutStrings(items, done) => put(ctx, self.table, items, done)?,
                Stage::Put(items, done) => put(ctx, self.table, items, done)?,
            };
            if !is_done {
                return Ok(Action::Pause);
            }
            if !self.advance() {
                return Ok(Action::Return);
            }
        }
    }
}

impl<'gc> Sort<'gc> {
    /// Goes from one stage to the next. False: that was the last one.
    fn advance(&mut self) -> bool {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Take(Vec::new())) {
            Stage::Take(items) => order(items, self.less.is_none()),
            Stage::Numbered(items, numbers) if numbers.len() == items.len() => {
                Stage::Numbers(Merge::new(numbers))
            }
            Stage::Spelled(items, strings) if strings.len() == items.len() => {
                Stage::Strings(Merge::new(strings))
            }
            Stage::Numbered(items, _) | Stage::Spelled(items, _) => {
                Stage::Values(Merge::new(items))
            }
            Stage::Numbers(merge) => Stage::PutNumbers(merge.into_items(), 0),
            Stage::Strings(merge) => Stage::PutStrings(merge.into_items(), 0),
            Stage::Values(merge) => Stage::Put(merge.into_items(), 0),
            Stage::PutNumbers(..) | Stage::PutStrings(..) | Stage::Put(..) => return false,
        };
        true
    }

    /// Sorts on as far as it goes; answers what has to happen first, or nothing when all is in order.
    fn compare(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let Stage::Values(merge) = &mut self.stage else {
            return Ok(None);
        };
        if self.asked {
            self.asked = false;
            merge.settle(!window.get(0).is_falsy());
            window.clear();
        }
        loop {
            // A comparator that is a native does not look at the fuel.
            if !ctx.pay(0) {
                return Ok(Some(Action::Pause));
            }
            let (a, b) = match metered(ctx, |fuel| merge.contest(fuel)) {
                Contest::Pair(a, b) => (a, b),
                Contest::Spent => return Ok(Some(Action::Pause)),
                Contest::Done => return Ok(None),
            };
            let answer = match self.less {
                Some(less) => Answer::Ask(less.into(), [a, b]),
                None => ctx.less(a, b).map_err(Thrown::without_position)?,
            };
            match answer {
                Answer::Known(is_less) => merge.settle(!is_less.is_falsy()),
                Answer::Ask(less, [a, b]) => {
                    window.push(a);
                    window.push(b);
                    self.asked = true;
                    return Ok(Some(Action::Call(less)));
                }
            }
            ctx.pay(1);
        }
    }
}

/// Takes elements out as far as the fuel goes, and says whether all are.
fn take<'gc>(
    ctx: Context<'gc>,
    table: Table<'gc>,
    length: usize,
    items: &mut Vec<Value<'gc>>,
) -> bool {
    items.reserve_exact(length - items.len());
    while items.len() < length {
        let end = length.min(items.len() + STRIDE);
        for index in items.len()..end {
            items.push(element(ctx, table, index as i64 + 1));
        }
        if !ctx.pay(STRIDE_COST) {
            break;
        }
    }
    items.len() == length
}

/// Puts elements back as far as the fuel goes, and says whether all are.
fn put<'gc>(
    ctx: Context<'gc>,
    table: Table<'gc>,
    items: &[impl Into<Value<'gc>> + Copy],
    done: &mut usize,
) -> Result<'gc, bool> {
    for piece in items[*done..].chunks(STRIDE) {
        for item in piece {
            *done += 1;
            table.raw_set_index(ctx, *done as i64, (*item).into())?;
        }
        if !ctx.pay(STRIDE_COST) {
            break;
        }
    }
    Ok(*done == items.len())
}

/// The quickest way to bring these elements in order, by what the first one is.
fn order<'gc>(items: Vec<Value<'gc>>, by_value: bool) -> Stage<'gc> {
    match items.first() {
        Some(first) if by_value && first.is_number() => Stage::Numbered(items, Vec::new()),
        Some(first) if by_value && first.is_string() => Stage::Spelled(items, Vec::new()),
        _ => Stage::Values(Merge::new(items)),
    }
}

/// Converts elements up to the first that is of another type, as far as the fuel goes; says whether there is no more to do.
fn convert<'gc, T>(
    ctx: Context<'gc>,
    items: &[Value<'gc>],
    converted: &mut Vec<T>,
    as_one: impl Fn(Value<'gc>) -> Option<T>,
) -> bool {
    converted.reserve_exact(items.len() - converted.len());
    for piece in items[converted.len()..].chunks(VALUES) {
        let before = converted.len();
        converted.extend(piece.iter().map_while(|item| as_one(*item)));
        if converted.len() < before + piece.len() {
            return true;
        }
        if !ctx.pay(piece.len() as u64 / CONVERTED_PER_UNIT) {
            return converted.len() == items.len();
        }
    }
    true
}
