//! Stretches of the calendar with their TIMEX3 notation.

use crate::model::{TimeValue, TimexKind, TimexMod};
use chrono::{Datelike, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime};

/// Units as the word list numbers them.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Fortnight,
    Weekend,
    Millennium,
}

impl Unit {
    pub fn from_number(n: i64) -> Option<Unit> {
        use Unit::*;
        let all =
            [Second, Minute, Hour, Day, Week, Month, Quarter, Year, Decade, Century, Fortnight, Weekend, Millennium];
        usize::try_from(n - 1).ok().and_then(|at| all.get(at)).copied()
    }

    /// The unit's letter in a duration, whether it stands after `T`, and how many of them one is.
    pub fn letter(self) -> (char, bool, i64) {
        match self {
            Unit::Second => ('S', true, 1),
            Unit::Minute => ('M', true, 1),
            Unit::Hour => ('H', true, 1),
            Unit::Day | Unit::Weekend => ('D', false, if self == Unit::Weekend { 2 } else { 1 }),
            Unit::Week => ('W', false, 1),
            Unit::Fortnight => ('W', false, 2),
            Unit::Month => ('M', false, 1),
            Unit::Quarter => ('M', false, 3),
            Unit::Year => ('Y', false, 1),
            Unit::Decade => ('Y', false, 10),
            Unit::Century => ('Y', false, 100),
            Unit::Millennium => ('Y', false, 1000),
        }
    }
}

pub fn start(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

pub fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(Duration::try_days(days)?)
}

pub fn add_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let by = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

/// Whether a year can stand in news text and be counted with.
pub fn plain_year(year: i64) -> Option<i32> {
    i32::try_from(year).ok().filter(|y| (1..=9999).contains(y))
}

pub fn value(kind: TimexKind, timex: String, from: Option<NaiveDate>, to: Option<NaiveDate>) -> TimeValue {
    TimeValue {
        kind,
        timex,
        modifier: None,
        begin: from.map(start),
        end: to.map(start),
        offset: None,
        weekday: None,
        day_assumed: false,
    }
}

pub fn unplaced(kind: TimexKind, timex: &str) -> TimeValue {
    value(kind, timex.to_string(), None, None)
}

pub fn day(day: NaiveDate) -> TimeValue {
    let mut value = value(TimexKind::Date, day.to_string(), Some(day), day.succ_opt());
    value.weekday = None;
    value
}

pub fn month(year: i32, month: u32) -> Option<TimeValue> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some(value(TimexKind::Date, format!("{year:04}-{month:02}"), Some(first), add_months(first, 1)))
}

pub fn year(year: i32) -> TimeValue {
    let first = |y| NaiveDate::from_ymd_opt(y, 1, 1);
    value(TimexKind::Date, format!("{year:04}"), first(year), first(year + 1))
}

pub fn quarter(year: i32, number: u32) -> Option<TimeValue> {
    let first = NaiveDate::from_ymd_opt(year, number.checked_sub(1)? * 3 + 1, 1)?;
    Some(value(TimexKind::Date, format!("{year:04}-Q{number}"), Some(first), add_months(first, 3)))
}

pub fn half(year: i32, number: u32) -> Option<TimeValue> {
    let first = NaiveDate::from_ymd_opt(year, number.checked_sub(1)? * 6 + 1, 1)?;
    Some(value(TimexKind::Date, format!("{year:04}-H{number}"), Some(first), add_months(first, 6)))
}

/// The ISO week in which a day lies.
pub fn week(day: NaiveDate) -> Option<TimeValue> {
    let monday = add_days(day, -i64::from(day.weekday().num_days_from_monday()))?;
    let iso = day.iso_week();
    Some(value(TimexKind::Date, format!("{:04}-W{:02}", iso.year(), iso.week()), Some(monday), add_days(monday, 7)))
}

/// The weekend of the ISO week in which a day lies.
pub fn weekend(day: NaiveDate) -> Option<TimeValue> {
    let mut week = week(day)?;
    week.timex.push_str("-WE");
    week.begin = week.begin.map(|monday| monday + Duration::days(5));
    Some(week)
}

/// A season of a year. Which months it has depends on the hemisphere, and a winter has those of two years: its stretch
/// holds all that can be meant.
pub fn season(year: i32, number: i64) -> Option<TimeValue> {
    let (code, from, to) = match number {
        1 => ("SP", (year, 3), (year + 1, 1)),
        2 => ("SU", (year - 1, 12), (year + 1, 4)),
        3 => ("FA", (year, 3), (year + 1, 1)),
        4 => ("WI", (year - 1, 12), (year + 1, 4)),
        _ => return None,
    };
    let first = |(year, month): (i32, u32)| NaiveDate::from_ymd_opt(year, month, 1);
    Some(value(TimexKind::Date, format!("{year:04}-{code}"), first(from), first(to)))
}

pub fn decade(first_year: i32) -> TimeValue {
    let first = |y| NaiveDate::from_ymd_opt(y, 1, 1);
    value(TimexKind::Date, format!("{:03}", first_year / 10), first(first_year), first(first_year + 10))
}

pub fn century(number: i32) -> TimeValue {
    let first = |y| NaiveDate::from_ymd_opt(y, 1, 1);
    let from = (number - 1) * 100;
    value(TimexKind::Date, format!("{:02}", number - 1), first(from.max(1)), first(from + 100))
}

/// A part of a day: 1 morning, 2 afternoon, 3 evening, 4 night, 5 daytime, 6 dawn, 7 midday, 8 dusk, 9 small hours.
pub fn part(day: NaiveDate, number: i64) -> Option<TimeValue> {
    let (code, from, hours) = match number {
        1 => ("MO", 4, 9),
        2 => ("AF", 12, 7),
        3 => ("EV", 16, 8),
        4 => ("NI", 17, 13),
        5 => ("DT", 6, 14),
        6 => ("MO", 3, 6),
        7 => ("MI", 11, 4),
        8 => ("EV", 15, 7),
        _ => ("NI", 0, 7),
    };
    let begin = start(day) + Duration::hours(from);
    Some(TimeValue {
        kind: TimexKind::Time,
        timex: format!("{day}T{code}"),
        modifier: None,
        begin: Some(begin),
        end: Some(begin + Duration::hours(hours)),
        offset: None,
        weekday: None,
        day_assumed: false,
    })
}

/// A minute of a day; 1440 is the midnight at its end.
pub fn clock(day: NaiveDate, minutes: i64, offset: Option<i32>) -> TimeValue {
    let begin = start(day) + Duration::minutes(minutes);
    TimeValue {
        kind: TimexKind::Time,
        timex: format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60),
        modifier: None,
        begin: Some(begin),
        end: Some(begin + Duration::minutes(1)),
        offset,
        weekday: None,
        day_assumed: false,
    }
}

/// The days of a moving or fixed feast in a year, in order; `code` as in the word list. Feasts by the moon can fall twice.
pub fn holidays(year: i32, code: i64) -> Vec<NaiveDate> {
    match super::feasts::by_code(code) {
        Some(feast) => feast.in_year(year).collect(),
        None => holiday(year, code).into_iter().collect(),
    }
}

/// The day of a feast in a year that needs no table.
fn holiday(year: i32, code: i64) -> Option<NaiveDate> {
    if code > 0 {
        return NaiveDate::from_ymd_opt(year, u32::try_from(code / 100).ok()?, u32::try_from(code % 100).ok()?);
    }
    let nth = |month, weekday, n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
    use chrono::Weekday::*;
    match code {
        -1 => easter(year),
        -2 => add_days(easter(year)?, -2),
        -3 => add_days(easter(year)?, 1),
        -4 => nth(11, Thu, 4),
        -5 => nth(9, Mon, 1),
        -6 => nth(5, Mon, 5).or_else(|| nth(5, Mon, 4)),
        -7 => nth(1, Mon, 3),
        -8 => nth(2, Mon, 3),
        -9 => add_days(nth(11, Mon, 1)?, 1),
        -10 => add_days(easter(year)?, -46),
        -11 => add_days(easter(year)?, -7),
        -12 => add_days(easter(year)?, 50),
        -13 => nth(5, Sun, 2),
        -14 => nth(6, Sun, 3),
        -15 => add_days(nth(11, Thu, 4)?, 1),
        -16 => nth(10, Mon, 2),
        _ => None,
    }
}

/// Gregorian Easter Sunday (the anonymous algorithm of 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

pub fn with(mut value: TimeValue, modifier: Option<TimexMod>) -> TimeValue {
    value.modifier = modifier.or(value.modifier);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn knows_feasts() {
        assert_eq!(holiday(2024, -1), Some(ymd(2024, 3, 31)));
        assert_eq!(holiday(2025, -2), Some(ymd(2025, 4, 18)));
        assert_eq!(holiday(2024, -4), Some(ymd(2024, 11, 28)));
        assert_eq!(holiday(2024, -6), Some(ymd(2024, 5, 27)));
        assert_eq!(holiday(2024, -9), Some(ymd(2024, 11, 5)));
        assert_eq!(holiday(2023, 1231), Some(ymd(2023, 12, 31)));
    }

    #[test]
    fn names_weeks() {
        assert_eq!(week(ymd(2024, 7, 8)).unwrap().timex, "2024-W28");
        assert_eq!(weekend(ymd(2024, 6, 9)).unwrap().timex, "2024-W23-WE");
    }
}
