//! `os.date`.

use super::{calendar::Moment, format::convert, time::now, zone::Zone};
use crate::{args::truncate, buffer::Part, io::system::c_text, open::field, prelude::*};

/// Fuel for a conversion.
const CONVERSION: u64 = 8;

/// `os.date([format [, time]])`: text, or a table for `*t`; a `!` in front means the time in Greenwich.
pub(super) fn date<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let whole = match window.opt_string(ctx, 1)? {
        Some(format) => format,
        None => ctx.string("%c"),
    };
    let format = c_text(whole.as_bytes());
    let end = format.len();
    let time = match window.is_none_or_nil(2) {
        true => now(),
        false => truncate(window.check_number(2)?),
    };
    let (moment, format) = match format {
        [b'!', rest @ ..] => (Moment::new(time, 0, false, "GMT".into()), rest),
        _ => (Zone::local(ctx).moment(time), format),
    };
    match (moment, format) {
        (None, _) => window.answer(Value::NIL),
        (Some(moment), b"*t") => {
            let table = fields(ctx, &moment)?;
            window.answer(table.into());
        }
        (Some(moment), format) => {
            let text = Text {
                format: Part::new(whole, end - format.len()..end),
                moment,
                written: Buffer::new(),
            };
            return begin(ctx, window, text);
        }
    }
    Ok(Action::Return)
}

fn fields<'gc>(ctx: Context<'gc>, moment: &Moment) -> Result<'gc, Table<'gc>> {
    let table = ctx.table();
    for (name, value) in [
        ("sec", moment.second),
        ("min", moment.minute),
        ("hour", moment.hour),
        ("day", moment.day),
        ("month", moment.month + 1),
        ("year", moment.year),
        ("wday", moment.weekday + 1),
        ("yday", moment.yearday + 1),
    ] {
        field(ctx, table, name, value as f64)?;
    }
    field(ctx, table, "isdst", moment.daylight)?;
    Ok(table)
}

/// A date on its way to text.
#[derive(Collect)]
#[collect(no_drop)]
struct Text<'gc> {
    /// What has not been converted.
    format: Part<'gc>,
    #[collect(require_static)]
    moment: Moment,
    written: Buffer,
}

impl<'gc> Resume<'gc> for Text<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while let [first, rest @ ..] = self.format.rest() {
            if let Some(stop) = self.written.prepare(ctx, LONGEST_CONVERSION)? {
                self.written.settle(ctx);
                return Ok(stop);
            }
            let paid = match rest {
                [letter, ..] if *first == b'%' => {
                    self.written.make_room(ctx, LONGEST_CONVERSION)?;
                    self.convert(ctx, *letter);
                    self.format.pass(2);
                    ctx.pay(CONVERSION)
                }
                _ => {
                    self.written.push(ctx, *first)?;
                    self.format.pass(1);
                    ctx.pay(1)
                }
            };
            if !paid {
                self.written.settle(ctx);
                return Ok(Action::Pause);
            }
        }
        let text = self.written.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}

impl Text<'_> {
    fn convert(&mut self, ctx: Context<'_>, letter: u8) {
        let (text, moment) = (self.written.bytes_mut(), &self.moment);
        match letter {
            // When clocks here show what the text says, also if it says the time of Greenwich.
            b's' => {
                let time = Zone::local(ctx).when(moment.shown(), Some(moment.daylight));
                text.extend_from_slice(time.to_string().as_bytes());
            }
            _ => convert(text, letter, moment),
        }
    }
}

/// No conversion is longer.
const LONGEST_CONVERSION: usize = 200;
