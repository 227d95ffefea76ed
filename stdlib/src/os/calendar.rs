//! The calendar: seconds and days to years, months and days, and back. The Gregorian one, at any time, as C has it.
//!
//! Years are counted from March here, so that the day that leap years add is a year's last.

/// A point of time in a zone, as C's `struct tm` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: i64,
    /// From 0.
    pub month: i64,
    /// From 1.
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// From 0, which is Sunday.
    pub weekday: i64,
    /// From 0.
    pub yearday: i64,
    /// Whether daylight saving time is on.
    pub daylight: bool,
    /// Seconds east of Greenwich.
    pub offset: i64,
    /// What the zone is called.
    pub zone: String,
}

const DAY: i64 = 86_400;
const DAYS_IN_4_YEARS: i64 = 4 * 365 + 1;
const DAYS_IN_100_YEARS: i64 = 25 * DAYS_IN_4_YEARS - 1;
pub(super) const DAYS_IN_400_YEARS: i64 = 4 * DAYS_IN_100_YEARS + 1;

/// Days from 1 March of the year 0 to the first day of 1970.
const TO_1970: i64 = 719_468;

/// A year has to fit C's `int`, counted from 1900.
const LAST_YEAR: i64 = i32::MAX as i64 + 1900;
const FIRST_YEAR: i64 = i32::MIN as i64 + 1900;

impl Moment {
    /// The moment so many seconds after the beginning of 1970 in Greenwich, where clocks show `offset` more. Nothing if
    /// its year is too large.
    pub fn new(seconds: i64, offset: i64, daylight: bool, zone: String) -> Option<Self> {
        let local = seconds.checked_add(offset)?;
        let (days, rest) = (local.div_euclid(DAY), local.rem_euclid(DAY));
        let (year, month, day) = date(days);
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| Self {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 4).rem_euclid(7),
            yearday: days - days_before(year, 0, 1),
            daylight,
            offset,
            zone,
        })
    }

    /// What the clock shows, in seconds since it showed the beginning of 1970.
    pub fn shown(&self) -> i64 {
        shown(
            self.year,
            self.month,
            self.day,
            [self.hour, self.minute, self.second],
        )
    }
}

/// What a clock shows at a date and time, in seconds since it showed the beginning of 1970. The parts may be out of their
/// ranges, as far as C's `int` goes.
pub(super) fn shown(year: i64, month: i64, day: i64, [hour, minute, second]: [i64; 3]) -> i64 {
    (days_before(year, month, day) * 24 + hour) * 3600 + minute * 60 + second
}

/// Year, month from 0 and day from 1 of a day, counted from the first of 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + TO_1970;
    let (eras, days) = (
        days.div_euclid(DAYS_IN_400_YEARS),
        days.rem_euclid(DAYS_IN_400_YEARS),
    );
    // The last period of each kind is a day longer than the others of its kind are.
    let centuries = (days / DAYS_IN_100_YEARS).min(3);
    let days = days - centuries * DAYS_IN_100_YEARS;
    let fours = days / DAYS_IN_4_YEARS;
    let days = days % DAYS_IN_4_YEARS;
    let ones = (days / 365).min(3);
    let days = days - ones * 365;
    let year = eras * 400 + centuries * 100 + fours * 4 + ones;
    // From March on, months of 31 and 30 days alternate, five at a time: 153 days.
    let month = (5 * days + 2) / 153;
    let day = days - (153 * month + 2) / 5 + 1;
    match month {
        10.. => (year + 1, month - 10, day),
        _ => (year, month + 2, day),
    }
}

/// The day of a date, counted from the first of 1970.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let from_march = month - 2;
    let (year, month) = (year + from_march.div_euclid(12), from_march.rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - TO_1970
}

#[cfg(test)]
mod tests {
    use super::{DAYS_IN_400_YEARS, Moment, date, days_before};

    #[test]
    fn days_are_dates() {
        for (days, expected) in [
            (0, (1970, 0, 1)),
            (-1, (1969, 11, 31)),
            (11_016, (2000, 1, 29)),
            (11_017, (2000, 2, 1)),
            (-25_509, (1900, 1, 28)),
            (-25_508, (1900, 2, 1)),
            (-719_528, (0, 0, 1)),
        ] {
            assert_eq!(date(days), expected);
        }
        let (mut year, mut month, mut next) = (1600, 0, 1);
        let start = days_before(1600, 0, 1);
        for days in start..start + DAYS_IN_400_YEARS {
            let today = date(days);
            if today != (year, month, next) {
                (year, month) = (year + (month + 1) / 12, (month + 1) % 12);
                assert_eq!(today, (year, month, 1));
                next = 1;
            }
            assert_eq!(days_before(year, month, next), days);
            next += 1;
        }
    }

    #[test]
    fn years_fit_an_int() {
        let moment = |seconds| Moment::new(seconds, 0, false, String::new());
        assert_eq!(moment(67_768_036_191_676_799).unwrap().year, 2_147_485_547);
        assert_eq!(moment(67_768_036_191_676_800), None);
        assert_eq!(moment(i64::MIN), None);
    }
}
