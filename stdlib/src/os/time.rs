//! `os.time`, `os.clock` and `os.difftime`.

use std::time::{SystemTime, UNIX_EPOCH};

use ferrous_core::heap::native::Answer;

use super::{calendar::shown, zone::Zone};
use crate::{
    args::{to_number, truncate},
    io::SYSTEM_CALL,
    prelude::*,
};

/// The present time in seconds.
pub(super) fn now() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs() as i64,
        Err(before) => -(before.duration().as_secs_f64().ceil() as i64),
    }
}

/// `os.clock()`: the processor time of the process in seconds, to the microsecond.
pub(super) fn clock<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    ctx.pay(SYSTEM_CALL);
    window.answer(Value::number(microseconds() as f64 / 1e6));
    Ok(Action::Return)
}

#[cfg(unix)]
fn microseconds() -> i64 {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}

/// Where nothing tells the processor time, it is the time since the first question.
#[cfg(not(unix))]
fn microseconds() -> i64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START
        .get_or_init(std::time::Instant::now)
        .elapsed()
        .as_micros() as i64
}

/// `os.difftime(later [, earlier])`
pub(super) fn difftime<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let later = truncate(window.check_number(1)?);
    let earlier = truncate(window.opt_number(2, 0.0)?);
    let seconds = i128::from(later) - i128::from(earlier);
    window.answer(Value::number(seconds as f64));
    Ok(Action::Return)
}

/// `os.time([table])`: the present time, or that of a date.
pub(super) fn time<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    if window.is_none_or_nil(1) {
        ctx.pay(SYSTEM_CALL);
        answer(window, now());
        return Ok(Action::Return);
    }
    let fields = Fields {
        table: window.check_table(1)?,
        known: 0,
        asked: false,
        parts: [0; PARTS.len()],
    };
    window.clear();
    begin(ctx, window, fields)
}

fn answer<'gc>(window: &mut Window<'gc, '_>, time: i64) {
    // -1 is what C has for "no such time".
    window.answer(match time {
        -1 => Value::NIL,
        time => Value::number(time as f64),
    });
}

/// The numbers of a date, in the order in which they are asked for, and what they are if they are not there.
const PARTS: [(&str, Option<i32>); 6] = [
    ("sec", Some(0)),
    ("min", Some(0)),
    ("hour", Some(12)),
    ("day", None),
    ("month", None),
    ("year", None),
];

/// The fields of a date, which may have to be asked from a metamethod.
#[derive(Collect)]
#[collect(no_drop)]
struct Fields<'gc> {
    table: Table<'gc>,
    /// How many fields are known.
    known: usize,
    /// Whether the next one has been asked for and is in the window.
    asked: bool,
    parts: [i32; PARTS.len()],
}

impl<'gc> Resume<'gc> for Fields<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            let name = PARTS.get(self.known).map_or("isdst", |(name, _)| name);
            let value = if self.asked {
                self.asked = false;
                let value = window.get(0);
                window.clear();
                value
            } else {
                match ctx.index(self.table.into(), ctx.string(name).into())? {
                    Answer::Known(value) => value,
                    Answer::Ask(handler, operands) => {
                        self.asked = true;
                        window.push(operands[0]);
                        window.push(operands[1]);
                        return Ok(Action::Call(handler));
                    }
                }
            };
            let Some((_, default)) = PARTS.get(self.known) else {
                let daylight = (!value.is_nil()).then_some(!value.is_falsy());
                answer(window, self.time(ctx, daylight));
                return Ok(Action::Return);
            };
            self.parts[self.known] = match (to_number(ctx, value), default) {
                (Some(number), _) => truncate(number) as i32,
                (None, Some(default)) => *default,
                (None, None) => {
                    return Err(Thrown::msg(format!("field '{name}' missing in date table")));
                }
            };
            self.known += 1;
        }
    }
}

impl<'gc> Fields<'gc> {
    fn time(&self, ctx: Context<'gc>, daylight: Option<bool>) -> i64 {
        let [second, minute, hour, day, month, year] = self.parts.map(i64::from);
        let shown = shown(year, month - 1, day, [hour, minute, second]);
        Zone::local(ctx).when(shown, daylight)
    }
}
