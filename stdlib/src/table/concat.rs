//! `table.concat`.

use ferrous_core::heap::number::NumberText;

use super::element;
use crate::{buffer::Part, cost::PIECE, prelude::*};

/// `table.concat(t [, separator [, i [, j]]])`
pub(super) fn concat<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let separator = window.opt_string(ctx, 2)?;
    let table = window.check_table(1)?;
    let next = window.opt_int(3, 1)? as i64;
    let last = if window.is_none_or_nil(4) {
        table.raw_len() as i64
    } else {
        window.check_int(4)? as i64
    };
    let state = Concat {
        table,
        separator: separator.filter(|text| !text.is_empty()),
        next,
        last,
        buffer: Buffer::new(),
        pouring: None,
        measure: None,
    };
    begin(ctx, window, state)
}

/// Fuel for writing a number out.
const NUMBER: u64 = 3;

/// A `concat` before the element `next`, or before what follows it, in the middle of a long text.
#[derive(Collect)]
#[collect(no_drop)]
struct Concat<'gc> {
    table: Table<'gc>,
    separator: Option<LuaString<'gc>>,
    next: i64,
    last: i64,
    buffer: Buffer,
    /// A long text on its way, and whether that is an element.
    pouring: Option<(Part<'gc>, bool)>,
    measure: Option<Measure>,
}

/// How long the rest is. A long result is measured before it is made, so that what is too long fails before it takes up
/// memory, and all else is allocated once.
#[derive(Copy, Clone, Collect)]
#[collect(require_static)]
struct Measure {
    /// The first element that has not been measured.
    next: i64,
    /// The bytes of those before it, from the buffer's end on.
    length: usize,
}

impl<'gc> Resume<'gc> for Concat<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.next <= self.last {
            let stop = match (self.measure, self.pouring.take()) {
                (Some(measure), _) => self.measure(ctx, measure)?,
                (None, Some((part, is_element))) => self.pour(ctx, part, is_element)?,
                (None, None) => self.append_next(ctx)?,
            };
            if let Some(stop) = stop {
                self.buffer.settle(ctx);
                return Ok(stop);
            }
        }
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}

impl<'gc> Concat<'gc> {
    /// Appends an element and the separator behind it, or says for what to stop.
    #[inline]
    fn append_next(&mut self, ctx: Context<'gc>) -> Result<'gc, Option<Action<'gc>>> {
        let mut number = None;
        let text = self.text(ctx, self.next, &mut number)?;
        let separator = self.separator(self.next);
        let length = text.len() + separator.len();
        if self.buffer.would_ask(length) {
            self.measure = Some(Measure {
                next: self.next,
                length: 0,
            });
            return Ok(None);
        }
        if let Some(stop) = self.buffer.prepare(ctx, length)? {
            return Ok(Some(stop));
        }
        if length > PIECE {
            ctx.pay(1);
            if let Some(text) = element(ctx, self.table, self.next).as_string() {
                return self.pour(ctx, Part::all(text), true);
            }
            ctx.pay(NUMBER);
            self.buffer.push_bytes(ctx, text)?;
            self.follow();
            return Ok(None);
        }
        self.buffer.push_bytes(ctx, text)?;
        self.buffer.push_bytes(ctx, separator)?;
        self.next += 1;
        let price = price_of(&number);
        Ok((!ctx.pay(1 + price + cost::copy(length))).then_some(Action::Pause))
    }

    /// Appends a long element, or one before a long separator, and then that.
    fn pour(
        &mut self,
        ctx: Context<'gc>,
        mut part: Part<'gc>,
        is_element: bool,
    ) -> Result<'gc, Option<Action<'gc>>> {
        if let Some(stop) = self.buffer.pour(ctx, &mut part)? {
            self.pouring = Some((part, is_element));
            return Ok(Some(stop));
        }
        match is_element {
            true => self.follow(),
            false => self.next += 1,
        }
        Ok(None)
    }

    /// Behind a long element comes the separator, or the next one.
    fn follow(&mut self) {
        match self.separator {
            Some(separator) if self.next < self.last => {
                self.pouring = Some((Part::all(separator), false));
            }
            _ => self.next += 1,
        }
    }

    /// Measures the rest, as far as the fuel goes, and asks for the memory.
    #[cold]
    fn measure(
        &mut self,
        ctx: Context<'gc>,
        mut measure: Measure,
    ) -> Result<'gc, Option<Action<'gc>>> {
        while measure.next <= self.last {
            let mut number = None;
            measure.length += self.text(ctx, measure.next, &mut number)?.len();
            measure.length += self.separator(measure.next).len();
            measure.next += 1;
            if !ctx.pay(1 + price_of(&number)) {
                self.measure = Some(measure);
                return Ok(Some(Action::Pause));
            }
        }
        self.measure = None;
        self.buffer.ask_exactly(measure.length).map(Some)
    }

    /// The text of an element; a number's is written into `number`.
    #[inline(always)]
    fn text<'a>(
        &self,
        ctx: Context<'gc>,
        index: i64,
        number: &'a mut Option<NumberText>,
    ) -> Result<'gc, &'a [u8]>
    where
        'gc: 'a,
    {
        let value = element(ctx, self.table, index);
        if let Some(string) = value.as_string() {
            return Ok(string.as_bytes());
        }
        match value.as_number() {
            Some(n) => Ok(number.insert(NumberText::new(n)).as_bytes()),
            None => Err(invalid(value, index)),
        }
    }

    /// What follows the element at an index.
    #[inline]
    fn separator(&self, index: i64) -> &'gc [u8] {
        match self.separator {
            Some(separator) if index < self.last => separator.as_bytes(),
            _ => b"",
        }
    }
}

/// What a text costs beyond its bytes.
fn price_of(number: &Option<NumberText>) -> u64 {
    match number {
        Some(_) => NUMBER,
        None => 0,
    }
}

#[cold]
fn invalid<'gc>(value: Value<'gc>, index: i64) -> Thrown<'gc> {
    let kind = value.type_name();
    Thrown::msg(format!(
        "invalid value ({kind}) at index {index} in table for 'concat'"
    ))
}
