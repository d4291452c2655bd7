//! Dates and times in words: `2025-06-04T20:00+09:00` is "4 June 2025, 20:00 (UTC+9)".

use chrono::{Datelike, NaiveDate, Weekday};

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

/// A date, a time or a stretch of either; nothing where the text is none.
pub(super) fn when(text: &str) -> Option<String> {
    if let Some((from, to)) = text.split_once('/') {
        return Some(stretch(from, to)?.into_iter().collect());
    }
    let Some((day, part)) = text.split_once('T') else { return date(text) };
    let day = date(day)?;
    let word = match part {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        clock => {
            let (clock, offset) = clock.split_at(clock.find(['+', '-', 'Z']).unwrap_or(clock.len()));
            let sound = clock.split(':').all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
            return sound.then(|| format!("{day}, {clock}{}", zone(offset)));
        }
    };
    Some(format!("{day}, {word}"))
}

/// "15 to 17 June 2025": what both ends have in common is said once.
fn stretch(from: &str, to: &str) -> Option<[String; 3]> {
    let (first, last) = (when(from)?, when(to)?);
    let parts = |text: &str| text.split(' ').rev().map(str::to_string).collect::<Vec<_>>();
    let (one, two) = (parts(&first), parts(&last));
    let shared = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let days = [from, to].iter().all(|end| !end.contains('T') && end.contains('-'));
    let kept = if days && shared < one.len() { one.len() - shared } else { one.len() };
    let first: Vec<String> = one.into_iter().rev().take(kept).collect();
    Some([first.join(" "), " to ".into(), last])
}

/// "4 June 2025", "June 2025", "spring 2025", "776 BC", or a year as it is.
fn date(text: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(year) = text.strip_prefix("BC").filter(|year| year.len() == 4 && digits(year)) {
        return Some(format!("{} BC", year.trim_start_matches('0')));
    }
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && digits(year))?;
    let rest: Vec<&str> = parts.collect();
    match rest.as_slice() {
        [] => Some(year.to_string()),
        [month, day] if digits(month) && digits(day) => {
            let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
            Some(format!("{} {} {}", day.day(), MONTHS.get(day.month0() as usize)?, day.year()))
        }
        [month] if digits(month) => {
            let month: usize = month.parse().ok()?;
            Some(format!("{} {year}", MONTHS.get(month.checked_sub(1)?)?))
        }
        [week, "WE"] => Some(format!("weekend of {}", date_of(year, week, Weekday::Sat)?)),
        [week] if week.starts_with('W') => Some(format!("week of {}", date_of(year, week, Weekday::Mon)?)),
        [part] => {
            let word = match *part {
                "SP" => "spring",
                "SU" => "summer",
                "FA" => "autumn",
                "WI" => "winter",
                "Q1" => "first quarter of",
                "Q2" => "second quarter of",
                "Q3" => "third quarter of",
                "Q4" => "fourth quarter of",
                "H1" => "first half of",
                "H2" => "second half of",
                _ => return None,
            };
            Some(format!("{word} {year}"))
        }
        _ => None,
    }
}

/// A day of a week such as `W28`.
fn date_of(year: &str, week: &str, weekday: Weekday) -> Option<String> {
    let week = week.strip_prefix('W')?.parse().ok()?;
    date(&NaiveDate::from_isoywd_opt(year.parse().ok()?, week, weekday)?.to_string())
}

/// ` (UTC+5:30)` for `+05:30`; nothing where no offset is told.
fn zone(offset: &str) -> String {
    let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
    let (sign, hours) = hours.split_at(hours.len().min(1));
    let hours = hours.trim_start_matches('0');
    let minutes = if minutes == "00" { String::new() } else { format!(":{minutes}") };
    match (sign, hours, minutes.as_str()) {
        ("", ..) => String::new(),
        (_, "", "") => " (UTC)".into(),
        ("-", hours, _) => format!(" (UTC−{}{minutes})", if hours.is_empty() { "0" } else { hours }),
        (_, hours, _) => format!(" (UTC+{}{minutes})", if hours.is_empty() { "0" } else { hours }),
    }
}

#[cfg(test)]
mod tests {
    use super::when;

    #[test]
    fn speaks_plainly() {
        for (canonical, words) in [
            ("2025-06-04", "4 June 2025"),
            ("2025-06", "June 2025"),
            ("2025", "2025"),
            ("BC0776", "776 BC"),
            ("2025-SP", "spring 2025"),
            ("2024-Q3", "third quarter of 2024"),
            ("2024-W28", "week of 8 July 2024"),
            ("2024-W23-WE", "weekend of 8 June 2024"),
            ("2025-06-04T20:00+09:00", "4 June 2025, 20:00 (UTC+9)"),
            ("2025-06-04T20:00+00:00", "4 June 2025, 20:00 (UTC)"),
            ("2025-06-04T20:00Z", "4 June 2025, 20:00 (UTC)"),
            ("2025-06-04T20:00+05:30", "4 June 2025, 20:00 (UTC+5:30)"),
            ("2025-06-04T20:00-03:00", "4 June 2025, 20:00 (UTC−3)"),
            ("2025-06-04T20:00", "4 June 2025, 20:00"),
            ("2025-06-06TEV", "6 June 2025, evening"),
            ("2025-06-15/2025-06-17", "15 to 17 June 2025"),
            ("2025-05-30/2025-06-02", "30 May to 2 June 2025"),
            ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
            ("2025-05/2025-06", "May to June 2025"),
            ("2020/2022", "2020 to 2022"),
        ] {
            assert_eq!(when(canonical).as_deref(), Some(words), "{canonical}");
        }
        for text in ["", "T", "/", "2025-13", "2025-02-30", "25", "2025-", "Geneva", "2025-06-04Tx", "2025-06-04T2"] {
            assert_eq!(when(text), None, "{text}");
        }
    }
}
