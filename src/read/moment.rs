//! Publish and update times, as metadata and bylines write them.
//!
//! What belongs here: reading one time from one line or value. What does not: dates in running text, and guessing.

use super::zones::{Zone, zone};
use crate::model::Moment;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub const MONTH: &str = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?";
pub const WEEKDAY: &str =
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b\.?";

/// Why a value is not taken for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoTime {
    /// It has the form of a date, but the calendar does not have it.
    Impossible,
    /// It is not in a form that is known.
    Unknown,
}

/// A time that was found in a line, and the range of the line that it takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub moment: Moment,
    pub range: Range<usize>,
    /// A zone abbreviation with several meanings that nothing decides.
    pub undecided: Option<String>,
}

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ]+(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[A-Z]{3,5}|[+-]\d\d(?::?\d\d)?)?)?)?)?$",
    )
});
static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$"));
static DAY_IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i:\b(?P<m1>{MONTH})\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y1>\d{{4}})\b|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m2>{MONTH})[\s,-]+(?P<y2>\d{{4}})\b|\b(?P<y3>\d{{4}})[-/.](?P<m3>\d\d)[-/.](?P<d3>\d\d)(?:\b|T))"
    ))
});
static CLOCK_IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?P<h>\d{1,2})(?P<sep>[:.h])(?P<m>\d\d)(?::\d\d)?(?:\s?(?P<ap>(?i:[ap]\.?\s?m\b\.?)))?|\b(?P<h2>\d{1,2})\s?(?P<ap2>(?i:[ap]\.?m\b\.?))|\b(?P<word>(?i:noon|midnight))\b|\b(?P<h4>[0-2]\d)(?P<m4>[0-5]\d)\b)(?:\s*[(\[]?(?P<zone>(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5}\b|[+-]\d\d:?\d\d|Z\b)[)\]]?)?",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// The time that a metadata value stands for: ISO 8601, a range of days, or as English writes it.
pub fn value(text: &str) -> Result<Moment, NoTime> {
    let text = text.trim();
    if let Some((first, last)) = text.split_once('/').filter(|(_, last)| last.len() >= 8) {
        let (first, last) = (value(first)?, value(last)?);
        if last.end <= first.begin {
            return Err(NoTime::Impossible);
        }
        return Ok(Moment { begin: first.begin, end: last.end, offset: first.offset });
    }
    if let Some(parts) = ISO.captures(text).or_else(|| COMPACT.captures(text)) {
        return iso(&parts).ok_or(NoTime::Impossible);
    }
    match in_line(text, "") {
        Some(found) => Ok(found.moment),
        None if DAY_IN_LINE.is_match(text) => Err(NoTime::Impossible),
        None => Err(NoTime::Unknown),
    }
}

fn iso(parts: &regex::Captures) -> Option<Moment> {
    let number = |group: usize| parts.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
    let year = number(1)? as i32;
    let Some(month) = number(2) else {
        return Some(Moment::days(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?));
    };
    let Some(day) = number(3) else {
        return Some(Moment::month(NaiveDate::from_ymd_opt(year, month, 1)?));
    };
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let (Some(hour), Some(minute)) = (number(4), number(5)) else {
        return Some(Moment::day(date));
    };
    let offset = match parts.get(7).map(|part| part.as_str()) {
        None => None,
        Some("Z") => Some(0),
        Some(signed) if signed.starts_with(['+', '-']) => Some(signed_offset(signed)?),
        Some(name) => match zone(name, "") {
            Zone::Offset(offset) => Some(offset),
            _ => None,
        },
    };
    at(date, hour, minute, offset)
}

fn at(date: NaiveDate, hour: u32, minute: u32, offset: Option<i32>) -> Option<Moment> {
    // Midnight at the end of a day is written 24:00.
    if hour == 24 && minute == 0 {
        return Some(Moment::minute(NaiveDateTime::new(date.succ_opt()?, NaiveTime::MIN), offset));
    }
    Some(Moment::minute(date.and_hms_opt(hour, minute, 0)?, offset))
}

/// `+09:00`, `-0330`, `+2`, `GMT+9`.
fn signed_offset(text: &str) -> Option<i32> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let negative = text.starts_with('-');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = if digits.len() <= 2 { (digits.as_str(), "0") } else { digits.split_at(digits.len() - 2) };
    let total = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    if total > 14 * 60 {
        return None;
    }
    Some(if negative { -total } else { total })
}

/// The number of a month from its English name or abbreviation.
pub fn month_number(name: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.get(..3)?.to_ascii_lowercase();
    NAMES.iter().position(|month| *month == start).map(|at| at as u32 + 1)
}

/// The number of a weekday (0 = Monday) from its English name or abbreviation.
pub fn weekday_number(name: &str) -> Option<u32> {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let start = name.get(..3)?.to_ascii_lowercase();
    NAMES.iter().position(|day| *day == start).map(|at| at as u32)
}

/// Every full date (with its year) of a text.
pub fn full_dates(text: &str) -> Vec<(NaiveDate, Range<usize>)> {
    DAY_IN_LINE
        .captures_iter(text)
        .filter_map(|parts| {
            let whole = parts.get(0)?;
            let group = |names: [&str; 3]| names.iter().find_map(|name| parts.name(name)).map(|part| part.as_str());
            let month = group(["m1", "m2", "m3"])?;
            let month = month.parse().ok().or_else(|| month_number(month))?;
            let day = group(["d1", "d2", "d3"])?.parse().ok()?;
            let year: i32 = group(["y1", "y2", "y3"])?.parse().ok()?;
            if !(1600..=2200).contains(&year) {
                return None;
            }
            Some((NaiveDate::from_ymd_opt(year, month, day)?, whole.range()))
        })
        .collect()
}

/// The publish time that a line states: a full date, and the clock time and zone beside it where they are given.
///
/// `around` is text of the article that may decide between several meanings of a zone's abbreviation.
pub fn in_line(line: &str, around: &str) -> Option<Found> {
    let (date, day_range) = full_dates(line).into_iter().next()?;
    let clocks: Vec<Clock> = CLOCK_IN_LINE
        .captures_iter(line)
        .filter_map(|parts| Clock::read(&parts, line, around))
        .filter(|clock| clock.range.end <= day_range.start || clock.range.start >= day_range.end)
        .collect();
    // The clock time that belongs to the date stands on either side of it, the nearer the better.
    let gap = |clock: &Clock| {
        if clock.range.start >= day_range.end {
            clock.range.start - day_range.end
        } else {
            day_range.start - clock.range.end
        }
    };
    let Some(clock) = clocks.iter().filter(|clock| gap(clock) <= 24 && !clock.restates).min_by_key(|clock| gap(clock))
    else {
        return Some(Found { moment: Moment::day(date), range: day_range, undecided: None });
    };
    let mut offset = clock.offset;
    let mut range = day_range.start.min(clock.range.start)..day_range.end.max(clock.range.end);
    // "10:00 local time (00:00 GMT)": the second time tells the zone of the first.
    if let Some(other) = clocks.iter().find(|other| other.restates && other.range.start >= clock.range.end) {
        if let (None, Some(other_offset)) = (offset, other.offset) {
            let difference = clock.minutes - other.minutes + other_offset;
            offset = Some((difference + 11 * 60).rem_euclid(24 * 60) - 11 * 60);
        }
        range.end = range.end.max(other.range.end);
    }
    let moment = at(date, (clock.minutes / 60) as u32, (clock.minutes % 60) as u32, offset)?;
    let undecided = if offset.is_none() { clock.undecided.clone() } else { None };
    Some(Found { moment, range, undecided })
}

struct Clock {
    minutes: i32,
    offset: Option<i32>,
    undecided: Option<String>,
    range: Range<usize>,
    /// It stands in brackets behind another clock time.
    restates: bool,
}

impl Clock {
    fn read(parts: &regex::Captures, line: &str, around: &str) -> Option<Clock> {
        let whole = parts.get(0)?;
        let before = &line[..whole.start()];
        if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '.' | '/' | '$'))
            && !before.ends_with('T')
        {
            return None;
        }
        let number = |name: &str| parts.name(name).and_then(|part| part.as_str().parse::<i32>().ok());
        let zone_text = parts.name("zone").map(|part| part.as_str());
        let (mut hour, minute) = match parts.name("word") {
            Some(word) if word.as_str().eq_ignore_ascii_case("noon") => (12, 0),
            Some(_) => (0, 0),
            None => match (number("h"), number("h2")) {
                (Some(hour), _) => (hour, number("m")?),
                (None, Some(hour)) => (hour, 0),
                // "1842 GMT": four bare digits are a time only before a zone, else they may be a year.
                (None, None) => {
                    zone_text.filter(|zone| super::zones::is_zone(zone))?;
                    (number("h4")?, number("m4")?)
                }
            },
        };
        let half = parts.name("ap").or_else(|| parts.name("ap2")).map(|part| part.as_str().to_ascii_lowercase());
        // "6.15" without "a.m." may be any figure.
        if parts.name("sep").is_some_and(|sep| sep.as_str() != ":") && half.is_none() && zone_text.is_none() {
            return None;
        }
        if let Some(half) = &half {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if half.starts_with('p') { 12 } else { 0 };
        }
        if !(0..=24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        let mut end = whole.end();
        let (mut offset, mut undecided) = (None, None);
        if let Some(text) = zone_text {
            if text == "Z" {
                offset = Some(0);
            } else if text.contains(['+', '-']) {
                offset = signed_offset(text);
            } else {
                match zone(text, around) {
                    Zone::Offset(minutes) => offset = Some(minutes),
                    Zone::Undecided => undecided = Some(text.to_string()),
                    Zone::Unknown => end = parts.name("zone").map_or(end, |part| part.start()),
                }
            }
        }
        let restates = before.trim_end().ends_with(['(', '[', '/']) && before.contains(|c: char| c.is_ascii_digit());
        Some(Clock { minutes: hour * 60 + minute, offset, undecided, range: whole.start()..end, restates })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<String> {
        in_line(text, "").map(|found| found.moment.canonical())
    }

    #[test]
    fn reads_lines() {
        for (text, expected) in [
            ("20:00 JST, March 4, 2023", "2023-03-04T20:00+09:00"),
            ("2:10 p.m. NST, January 21, 2019", "2019-01-21T14:10-03:30"),
            ("Mar 9, 2023 16:21 (JST)", "2023-03-09T16:21+09:00"),
            ("Published 14 May 2019, 18:25 CEST - updated 40 minutes ago", "2019-05-14T18:25+02:00"),
            ("By A Person | Town | Sunday, November 5, 2017 | 22:48 CET", "2017-11-05T22:48+01:00"),
            ("Issued Monday 16 June 2014, 10:00 local time (00:00 GMT)", "2014-06-16T10:00+10:00"),
            ("14:20 ULAT (06:20 GMT), September 9, 2019", "2019-09-09T14:20+08:00"),
            ("February 22, 2019, 2:05 p.m. (COT)", "2019-02-22T14:05-05:00"),
            ("Wednesday, July 19, 2017, 7 p.m.", "2017-07-19T19:00"),
            ("19 March 2019", "2019-03-19"),
            ("2019-03-19 07:05 UTC", "2019-03-19T07:05+00:00"),
            ("Updated at 1842 GMT on 3rd of May 2019", "2019-05-03T18:42+00:00"),
        ] {
            assert_eq!(line(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_full_date() {
        for text in ["June 31, 2023", "May 4", "in 2023", "Flight 447 of March 2023", "12 of 2023"] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn reads_values() {
        for (text, expected) in [
            ("2023-03-04", "2023-03-04"),
            ("2023-03", "2023-03"),
            ("2023-03-04T20:00+09:00", "2023-03-04T20:00+09:00"),
            ("2023-03-04T20:00:11.250Z", "2023-03-04T20:00+00:00"),
            ("2023-03-04 20:00 CET", "2023-03-04T20:00+01:00"),
            ("20230304T200000+0100", "2023-03-04T20:00+01:00"),
            ("2023-03-04/2023-03-05", "2023-03-04/2023-03-05"),
            ("March 4, 2023", "2023-03-04"),
        ] {
            assert_eq!(value(text).map(|moment| moment.canonical()).as_deref(), Ok(expected), "{text}");
        }
        for text in ["2023-02-30", "2023-13-01", "2023-02-03T25:00", "30 February 2023", "2023-03-05/2023-03-01"] {
            assert_eq!(value(text), Err(NoTime::Impossible), "{text}");
        }
        assert_eq!(value("last week"), Err(NoTime::Unknown));
    }
}
