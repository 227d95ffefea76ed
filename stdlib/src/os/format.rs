//! The conversions of `strftime` in the "C" locale, as glibc has them.

use super::calendar::Moment;

const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Appends what `%letter` is, but for `%s`, which the caller has to know.
pub(super) fn convert(text: &mut Vec<u8>, letter: u8, moment: &Moment) {
    let m = moment;
    let (day_name, month_name) = (DAYS[m.weekday as usize], MONTHS[m.month as usize]);
    let hour_of_12 = (m.hour + 11) % 12 + 1;
    let written = match letter {
        b'a' => day_name[..3].into(),
        b'A' => day_name.into(),
        b'b' | b'h' => month_name[..3].into(),
        b'B' => month_name.into(),
        b'C' => format!("{:02}", m.year.div_euclid(100)),
        b'd' => format!("{:02}", m.day),
        b'e' => format!("{:2}", m.day),
        b'G' => week(m).0.to_string(),
        b'g' => format!("{:02}", week(m).0.rem_euclid(100)),
        b'H' => format!("{:02}", m.hour),
        b'I' => format!("{hour_of_12:02}"),
        b'j' => format!("{:03}", m.yearday + 1),
        b'k' => format!("{:2}", m.hour),
        b'l' => format!("{hour_of_12:2}"),
        b'm' => format!("{:02}", m.month + 1),
        b'M' => format!("{:02}", m.minute),
        b'n' => "\n".into(),
        b'p' if m.hour < 12 => "AM".into(),
        b'p' => "PM".into(),
        b'P' if m.hour < 12 => "am".into(),
        b'P' => "pm".into(),
        b'S' => format!("{:02}", m.second),
        b't' => "\t".into(),
        b'u' => ((m.weekday + 6) % 7 + 1).to_string(),
        b'U' => format!("{:02}", (m.yearday + 7 - m.weekday) / 7),
        b'V' => format!("{:02}", week(m).1),
        b'w' => m.weekday.to_string(),
        b'W' => format!("{:02}", (m.yearday + 7 - (m.weekday + 6) % 7) / 7),
        b'y' => format!("{:02}", m.year.rem_euclid(100)),
        b'Y' => m.year.to_string(),
        b'z' => offset(m.offset),
        b'Z' => m.zone.clone(),
        b'%' => "%".into(),
        // To C it is the width of a conversion that is missing.
        b'1'..=b'9' => format!(
            "{:>1$}",
            format!("%{}", letter as char),
            (letter - b'0') as usize
        ),
        _ => {
            let Some(parts) = composed(letter) else {
                // C leaves what it does not know as it is.
                text.extend([b'%', letter]);
                return;
            };
            for part in parts {
                match part {
                    [b'%', letter] => convert(text, *letter, moment),
                    _ => text.extend_from_slice(part),
                }
            }
            return;
        }
    };
    text.extend_from_slice(written.as_bytes());
}

/// What the conversions are composed of that are nothing but others.
fn composed(letter: u8) -> Option<&'static [&'static [u8]]> {
    Some(match letter {
        b'c' => &[
            b"%a", b" ", b"%b", b" ", b"%e", b" ", b"%H", b":", b"%M", b":", b"%S", b" ", b"%Y",
        ],
        b'D' | b'x' => &[b"%m", b"/", b"%d", b"/", b"%y"],
        b'F' => &[b"%Y", b"-", b"%m", b"-", b"%d"],
        b'r' => &[b"%I", b":", b"%M", b":", b"%S", b" ", b"%p"],
        b'R' => &[b"%H", b":", b"%M"],
        b'T' | b'X' => &[b"%H", b":", b"%M", b":", b"%S"],
        _ => return None,
    })
}

/// The year and the week in it as ISO 8601 counts them: a week belongs to the year in which its Thursday lies.
fn week(moment: &Moment) -> (i64, i64) {
    let days_in = |year: i64| {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        365 + leap as i64
    };
    let thursday = moment.yearday - (moment.weekday + 6) % 7 + 3;
    let (year, day) = match thursday {
        ..0 => (moment.year - 1, thursday + days_in(moment.year - 1)),
        _ if thursday >= days_in(moment.year) => (moment.year + 1, thursday - days_in(moment.year)),
        _ => (moment.year, thursday),
    };
    (year, day / 7 + 1)
}

/// Hours and minutes east of Greenwich.
fn offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
