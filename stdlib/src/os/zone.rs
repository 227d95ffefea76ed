//! The local time zone: what its clocks show when, and when they show what.
//!
//! The rules come from the system, through `jiff`. C asks for the second direction (`mktime`) in a way of its own: the answer
//! of glibc is found by trying, and programs can see how it tries.

use jiff::{Timestamp, tz::TimeZone};

use super::calendar::{DAYS_IN_400_YEARS, Moment};
use crate::{io::SYSTEM_CALL, prelude::*};

/// Rules repeat after so many seconds.
const CYCLE: i64 = DAYS_IN_400_YEARS * 86_400;

/// How far apart the times are at which glibc looks for another offset, and how far it goes.
const PROBE: i64 = 601_200;
const FARTHEST: i64 = 268_227_000;

/// Fuel for a look at the rules.
const LOOK: u64 = 8;

/// The local time zone.
pub(super) struct Zone<'gc> {
    ctx: Context<'gc>,
    rules: TimeZone,
}

/// What clocks show at some time.
struct Shift {
    offset: i64,
    daylight: bool,
    name: String,
}

impl<'gc> Zone<'gc> {
    /// The system's zone.
    pub fn local(ctx: Context<'gc>) -> Self {
        ctx.pay(SYSTEM_CALL);
        let rules = TimeZone::system();
        Self { ctx, rules }
    }

    /// The moment of a time.
    pub fn moment(&self, seconds: i64) -> Option<Moment> {
        let shift = self.shift(seconds);
        Moment::new(seconds, shift.offset, shift.daylight, shift.name)
    }

    fn shift(&self, seconds: i64) -> Shift {
        self.ctx.pay(LOOK);
        let (first, last) = (
            Timestamp::MIN.as_second(),
            Timestamp::MAX.as_second() - CYCLE,
        );
        let seconds = match seconds {
            _ if seconds < first => first,
            _ if seconds > last => last + (seconds - last) % CYCLE,
            _ => seconds,
        };
        let time = Timestamp::from_second(seconds).expect("it is in range");
        let info = self.rules.to_offset_info(time);
        Shift {
            offset: info.offset().seconds().into(),
            daylight: info.dst().is_dst(),
            name: match self.rules.is_unknown() {
                true => "UTC".into(),
                false => info.abbreviation().into(),
            },
        }
    }

    /// When clocks show so many seconds. `daylight` says whether the shown time is meant as daylight saving time.
    pub fn when(&self, shown: i64, daylight: Option<bool>) -> i64 {
        const AROUND: i64 = 86_400;
        let (before, after) = (
            self.shift(shown.saturating_sub(AROUND)).offset,
            self.shift(shown.saturating_add(AROUND)).offset,
        );
        // A time that clocks show twice is the first one; one that they skip counts on from before.
        let first = shown.saturating_sub(before);
        let second = shown.saturating_sub(after);
        let found = match before == after || self.shift(first).offset == before {
            true => first,
            false if self.shift(second).offset == after => second,
            false => first,
        };
        match daylight {
            Some(daylight) if self.shift(found).daylight != daylight => {
                self.when_otherwise(shown, found, daylight)
            }
            _ => found,
        }
    }

    /// When clocks would show `shown` if they were set as they last were, or next will be, with or without daylight saving
    /// time. Where they never are, it makes an hour.
    fn when_otherwise(&self, shown: i64, found: i64, daylight: bool) -> i64 {
        for distance in (PROBE..FARTHEST).step_by(PROBE as usize) {
            for probe in [
                found.saturating_sub(distance),
                found.saturating_add(distance),
            ] {
                let shift = self.shift(probe);
                if shift.daylight == daylight {
                    return shown.saturating_sub(shift.offset);
                }
            }
        }
        match daylight {
            true => found.saturating_sub(3600),
            false => found.saturating_add(3600),
        }
    }
}
