//! Dates: days, months, years, decades, weekdays and feasts, as they stand on the calendar.

use super::calendar as cal;
use super::feasts;
use super::quarters;
use super::scene::{Found, Scene, Tense};
use super::words::Class;
use crate::model::{TimeValue, TimexKind, TimexMod};
use chrono::{Datelike, NaiveDate};

/// What date begins at `at`; more than one where days share a month ("15-17 June").
pub fn read(scene: &Scene, at: usize) -> Vec<Found> {
    if at >= scene.tokens.len() {
        return Vec::new();
    }
    let one = |found: Option<Found>| found.into_iter().collect::<Vec<_>>();
    let mut best = one(iso(scene, at));
    for found in [
        days_before_month(scene, at),
        one(month_day(scene, at)),
        one(month(scene, at)),
        one(weekday(scene, at)),
        one(nth_weekday(scene, at)),
        one(quarters::quarter(scene, at)),
        one(quarters::that_quarter(scene, at)),
        one(quarters::same_period(scene, at)),
        one(year(scene, at)),
        one(decade(scene, at)),
        one(century(scene, at)),
        one(holiday(scene, at)),
        one(season(scene, at)),
        one(day_of_month(scene, at)),
    ] {
        let end = |list: &[Found]| list.last().map_or(0, |f| f.next);
        if end(&found) > end(&best) {
            best = found;
        }
    }
    best
}

fn digits(scene: &Scene, at: usize, count: u32) -> Option<u32> {
    let token = scene.get(at).filter(|t| t.is_number() && t.key == count && t.end - t.start == count)?;
    token.of(scene.text).parse().ok()
}

/// `2025-06-09`, `6/9/2025`, `09.06.2025`.
fn iso(scene: &Scene, at: usize) -> Option<Found> {
    let tight = |at: usize| scene.get(at).is_some_and(|t| !t.spaced);
    let all_tight = (at + 1..at + 5).all(tight);
    if !all_tight || !scene.get(at)?.is_number() {
        return None;
    }
    if scene.tight_mark(at + 1, "-") && scene.tight_mark(at + 3, "-") {
        let (y, m, d) = (digits(scene, at, 4)?, digits(scene, at + 2, 2)?, digits(scene, at + 4, 2)?);
        let date = NaiveDate::from_ymd_opt(y as i32, m, d)?;
        return Some(Found::new(at, at + 5, cal::day(date), false, "iso-date"));
    }
    let mark = if scene.tight_mark(at + 1, "/") && scene.tight_mark(at + 3, "/") {
        '/'
    } else if scene.tight_mark(at + 1, ".") && scene.tight_mark(at + 3, ".") {
        '.'
    } else {
        return None;
    };
    let short = |at: usize| digits(scene, at, 1).or_else(|| digits(scene, at, 2));
    let (a, b) = (short(at)?, short(at + 2)?);
    let year = digits(scene, at + 4, 4)
        .map(|y| y as i32)
        .or_else(|| digits(scene, at + 4, 2).map(|y| y as i32 + if y < 50 { 2000 } else { 1900 }))?;
    // the American order with slashes, unless the first cannot be a month
    let (month, day) = if mark == '.' || a > 12 { (b, a) } else { (a, b) };
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Found::new(at, at + 5, cal::day(date), false, "numeric-date"))
}

/// A weekday that stands before a date, and the token of the date.
fn leading_weekday(scene: &Scene, at: usize) -> (Option<u8>, usize) {
    let Some((weekday, next)) = scene.weekday(at) else { return (None, at) };
    let comma = next + usize::from(scene.tight_mark(next, ","));
    let the = comma + usize::from(scene.is(comma, "the"));
    (Some(weekday), the)
}

fn dated(
    scene: &Scene,
    month: u32,
    day: u32,
    year: Option<i32>,
    first: usize,
    next: usize,
    weekday: Option<u8>,
) -> Option<(TimeValue, bool)> {
    let date = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
        None => match (scene.resolve_day(month, day, first, next), weekday) {
            // the weekday that is said beside the date can tell the year
            (Some(date), Some(wanted)) if date.weekday().num_days_from_monday() != u32::from(wanted) => {
                let other =
                    [1, -1, 2, -2].into_iter().filter_map(|k| NaiveDate::from_ymd_opt(date.year() + k, month, day));
                let near = scene.today().unwrap_or(date);
                other
                    .filter(|d| {
                        d.weekday().num_days_from_monday() == u32::from(wanted) && (*d - near).num_days().abs() < 300
                    })
                    .min_by_key(|d| (*d - near).num_days().abs())
                    .unwrap_or(date)
            }
            (Some(date), _) => date,
            (None, _) => {
                // a leap day is a date of some year
                NaiveDate::from_ymd_opt(2024, month, day)?;
                let mut value = cal::unplaced(TimexKind::Date, &format!("XXXX-{month:02}-{day:02}"));
                value.weekday = weekday;
                return Some((value, true));
            }
        },
    };
    let mut value = cal::day(date);
    value.weekday = weekday;
    Some((value, year.is_none()))
}

/// The year after a date: `, 2025` or ` 2025`, `of last year`.
fn trailing_year(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    let comma = at + usize::from(scene.tight_mark(at, ","));
    let of = comma + usize::from(scene.is(comma, "of"));
    if let Some((year, next)) = scene.year(of).filter(|_| scene.get(of).is_some_and(|t| t.spaced)) {
        // "June 4, 2,000 people" has a comma of its own; "on May 5 1,200" too
        let counted = scene.get(next).is_some_and(|t| t.is_mark('%'));
        return (!counted && (1500..2200).contains(&year)).then_some((year, next));
    }
    let shift = if scene.is(of, "last") {
        -1
    } else if scene.is(of, "next") {
        1
    } else if scene.is(of, "this") {
        0
    } else {
        return None;
    };
    scene.is(of + 1, "year").then(|| scene.today().map(|d| (d.year() + shift, of + 2))).flatten()
}

/// `June 4`, `June 4, 2025`, `Wednesday, June 4`, `Sept. 30`, `June the 4th`.
fn month_day(scene: &Scene, at: usize) -> Option<Found> {
    let (weekday, start) = leading_weekday(scene, at);
    let (month, next) = scene.month(start)?;
    let the = scene.the(next);
    let (day, next) = scene.day_number(the)?;
    let token = scene.get(the)?;
    // "June 4.5", "May 20%" and "June 10 percent" are none
    if !token.spaced && !scene.tight_mark(the.checked_sub(1)?, "-.")
        || scene.get(next).is_some_and(|t| t.is_mark('%'))
        || scene.is_any(next, &["percent", "million", "billion"])
    {
        return None;
    }
    let year = trailing_year(scene, next);
    let end = year.map_or(next, |(_, after)| after);
    let (value, relative) = dated(scene, month, day, year.map(|(y, _)| y), at, end, weekday)?;
    Some(Found::new(at, end, value, relative, "month-day"))
}

/// `4 June`, `the 4th of June 2025`, `15-17 June`, `2 and 3 May`.
fn days_before_month(scene: &Scene, at: usize) -> Vec<Found> {
    days(scene, at).unwrap_or_default()
}

fn days(scene: &Scene, at: usize) -> Option<Vec<Found>> {
    let (weekday, mut start) = leading_weekday(scene, at);
    if weekday.is_none() {
        start = scene.the(at);
    }
    let (first_day, mut next) = scene.day_number(start)?;
    let glued = !scene.get(start)?.spaced
        && start > 0
        && !scene.get(start - 1).is_some_and(|t| "([\"“‘'".chars().any(|m| t.is_mark(m)));
    if glued {
        return None;
    }
    let mut second = None;
    let joint = next;
    if (scene.is_any(joint, &["to", "and", "or"])
        || scene.get(joint).is_some_and(|t| "-\u{2013}\u{2014}".chars().any(|m| t.is_mark(m))))
        && let Some((day, after)) = scene.day_number(joint + 1).filter(|(day, _)| *day > first_day)
    {
        second = Some((day, joint + 1));
        next = after;
    }
    next += usize::from(scene.is(next, "of"));
    let (month, after) = scene.month(next)?;
    let year = trailing_year(scene, after);
    let end = year.map_or(after, |(_, end)| end);
    let year = year.map(|(y, _)| y);
    Some(match second {
        None => {
            let (value, relative) = dated(scene, month, first_day, year, at, end, weekday)?;
            vec![Found::new(at, end, value, relative, "month-day")]
        }
        Some((day, from)) => {
            let (early, relative) = dated(scene, month, first_day, year, at, end, weekday)?;
            let (late, _) = dated(scene, month, day, year, at, end, None)?;
            vec![
                Found::new(at, joint, early, relative, "month-day"),
                Found::new(from, end, late, relative, "range-day"),
            ]
        }
    })
}

/// The second day of `June 15-17`, `June 15 to 17`, `June 15 and 17`, after the first.
pub fn second_day(scene: &Scene, first: &Found) -> Option<Found> {
    let date = first.value.begin?.date();
    let at = first.next;
    let dash = scene.get(at).is_some_and(|t| "-\u{2013}\u{2014}".chars().any(|m| t.is_mark(m)));
    if first.rule != "month-day" || !(dash || scene.is_any(at, &["to", "and", "through", "or"])) {
        return None;
    }
    // the day must have come last in the first one: "4 June to 7" counts hours or people
    scene.get(at - 1).filter(|t| t.is_number() && t.key <= 2)?;
    let (day, next) = scene.day_number(at + 1).filter(|(day, _)| *day > date.day())?;
    let noun = scene.get(next).is_some_and(|t| t.spaced && t.is_word())
        && !dash
        && !scene.is_any(
            next,
            &["in", "at", "on", "and", "to", "for", "as", "with", "when", "after", "before", "by", "but", "that"],
        );
    if noun || scene.month(next).is_some() || scene.get(next).is_some_and(|t| t.is_mark('%') || t.is_mark(':')) {
        return None;
    }
    let year = trailing_year(scene, next);
    let date = NaiveDate::from_ymd_opt(year.map_or(date.year(), |(y, _)| y), date.month(), day)?;
    let end = year.map_or(next, |(_, end)| end);
    Some(Found::new(at + 1, end, cal::day(date), first.relative, "range-day"))
}

/// `June 2025`, `June of 2025`, `June last year`, `June`.
fn month(scene: &Scene, at: usize) -> Option<Found> {
    let (month, next) = scene.month(at)?;
    if let Some((year, end)) =
        trailing_year(scene, next).filter(|_| !scene.tight_mark(next, ",") || scene.year(next + 1).is_some())
    {
        return Some(Found::new(at, end, cal::month(year, month)?, false, "month"));
    }
    if !alone_is_month(scene, at, next) {
        return None;
    }
    let year = scene.resolve_month(month, at, next);
    let value = match year {
        Some(year) => cal::month(year, month)?,
        None => cal::unplaced(TimexKind::Date, &format!("XXXX-{month:02}")),
    };
    Some(Found::new(at, next, value, true, "month"))
}

/// Whether a bare month's name is the month, not a person ("Ms. May", "April Jones") or a verb at a sentence's head.
fn alone_is_month(scene: &Scene, at: usize, next: usize) -> bool {
    let named = at > 0
        && (scene.class(at - 1, Class::Title).is_some()
            || scene.tight_mark(at - 1, ".") && at > 1 && scene.class(at - 2, Class::Title).is_some());
    let led = at > 0 && (scene.class(at - 1, Class::Prep).is_some() || scene.class(at - 1, Class::Qual).is_some())
        || scene.was_any(at, &["last", "next", "this", "each", "every", "late", "early", "mid", "previous", "-"]);
    if named {
        return false;
    }
    let word = scene.str(at);
    let doubtful = matches!(word.to_ascii_lowercase().as_str(), "may" | "march" | "april" | "june" | "august");
    if !doubtful || led {
        return !(doubtful
            && scene.capital(next)
            && scene.month(next).is_none()
            && scene.weekday(next).is_none()
            && !led);
    }
    // "May said", "August Wilson", "March for"
    let name = scene.capital(next) || at > 0 && scene.capital(at - 1) && !scene.get(at).is_some_and(|t| t.paragraph);
    !name && word != "May" && word != "March"
}

/// `Monday`, `Friday night`; what stands before it is read elsewhere.
fn weekday(scene: &Scene, at: usize) -> Option<Found> {
    let (weekday, next) = scene.weekday(at)?;
    // "Black Friday", "Super Tuesday", "Bloody Sunday" are names of one day, "Sunday Times" of a paper
    if scene.is_any(next, &["Times", "Mirror", "Herald", "Express", "Telegraph", "Post", "Mail"]) && scene.capital(next)
        || scene.was_any(at, &["Black", "Bloody", "Super", "Good", "Ash", "Maundy", "Cyber"])
            && scene.capital(at.wrapping_sub(1))
    {
        return None;
    }
    // "Monday and Tuesday nights" are a set
    let second = scene.weekday(next + 1).filter(|_| scene.is_any(next, &["and", "or"]));
    if second.is_some_and(|(_, end)| scene.class(end, Class::Part).is_some() && scene.str(end).ends_with('s')) {
        return None;
    }
    let date = scene.resolve_weekday(weekday, at, next);
    let mut value = match date {
        Some(date) => cal::day(date),
        None => cal::unplaced(TimexKind::Date, &format!("XXXX-WXX-{}", weekday + 1)),
    };
    value.weekday = Some(weekday);
    Some(Found::new(at, next, value, true, "weekday"))
}

/// `the first Tuesday in November`, `the last Friday of May 2025`.
fn nth_weekday(scene: &Scene, at: usize) -> Option<Found> {
    let start = scene.the(at);
    let last = scene.is(start, "last");
    let (count, next) = if last { (5, start + 1) } else { scene.ordinal(start).filter(|(n, _)| *n <= 5)? };
    let (weekday, next) = scene.weekday(next)?;
    if !scene.is_any(next, &["of", "in"]) {
        return None;
    }
    let (month, next) = scene.month(next + 1)?;
    let said = trailing_year(scene, next);
    let end = said.map_or(next, |(_, end)| end);
    let name = chrono::Weekday::try_from(weekday).ok()?;
    let in_year = |year: i32| {
        let day = NaiveDate::from_weekday_of_month_opt(year, month, name, u8::try_from(count).ok()?);
        day.or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, name, 4).filter(|_| last))
    };
    let day = match said {
        Some((year, _)) => in_year(year)?,
        None => {
            let today = scene.today()?;
            let mut around = (-1..=1).filter_map(|k| in_year(today.year() + k));
            match scene.tense(at, end) {
                Tense::Past => around.rfind(|day| *day <= today)?,
                Tense::Future => around.find(|day| *day >= today)?,
                Tense::Planned | Tense::Unknown => around.min_by_key(|day| (*day - today).num_days().abs())?,
            }
        }
    };
    let mut value = cal::day(day);
    value.weekday = Some(weekday);
    Some(Found::new(at, end, value, said.is_none(), "nth-weekday"))
}

/// `2024`, `fiscal 2023`, `the year 2000`, `1182 BC`.
fn year(scene: &Scene, at: usize) -> Option<Found> {
    let the = scene.the(at);
    let mut start = the;
    let mut sure = false;
    if scene.is_any(start, &["fiscal", "financial", "calendar"]) {
        start += 1 + usize::from(scene.is(start + 1, "year"));
        sure = true;
    } else if scene.is(start, "year") {
        start += 1;
        sure = true;
    } else if the > at {
        return None;
    }
    let token = scene.get(start)?;
    if token.is_word() && scene.str(start) == "FY" {
        start += 1;
        sure = true;
    }
    let (year, next) = scene.year(start)?;
    if scene.is_any(next, &["BC", "BCE"]) {
        return Some(Found::new(
            at,
            next + 1,
            cal::unplaced(TimexKind::Date, &format!("BC{year:04}")),
            false,
            "year-bc",
        ));
    }
    let figures = scene.get(start)?.is_number();
    if !sure && figures && !year_stands(scene, start, next, year) {
        return None;
    }
    if !figures && !sure && scene.get(start)?.is_mark('\'') && !scene.get(start)?.spaced {
        return None;
    }
    let span_start = if sure { at } else { start };
    // "the 2023-24 season", "in 1998/99"
    let second = digits(scene, next + 1, 2)
        .filter(|_| scene.tight_mark(next, "-/\u{2013}") && scene.get(next + 1).is_some_and(|t| !t.spaced));
    let (mut value, mut next) = (cal::year(year), next);
    if second.is_some_and(|second| second as i32 == (year + 1) % 100)
        && scene.get(next + 2).is_none_or(|t| t.spaced || !t.is_number() && !t.is_mark('-'))
    {
        value.end = cal::year(year + 1).end;
        next += 2;
    }
    Some(Found::new(span_start, next, value, false, "year"))
}

/// Whether four digits are a year rather than a count, a code, a sum or a clock time.
fn year_stands(scene: &Scene, at: usize, next: usize, year: i32) -> bool {
    let token = &scene.tokens[at];
    let before = at.checked_sub(1).map(|i| &scene.tokens[i]);
    let after = scene.get(next);
    let joined = before.is_some_and(|t| !token.spaced && "-\u{2013}/(\u{2018}\"“[".chars().any(|m| t.is_mark(m)));
    if !token.spaced && !joined && before.is_some() {
        return false;
    }
    if before.is_some_and(|t| "$£€¥#".chars().any(|m| t.is_mark(m))) {
        return false;
    }
    if joined && !scene.numbers.is_glued(at) && before.is_some_and(|t| t.is_mark('-') || t.is_mark('/')) {
        // `2020-2022`, `2019/2020`; not `555-2020`
        if at < 2 || scene.year(at - 2).is_none() && !scene.is(at - 2, "mid") {
            return false;
        }
    } else if joined
        && scene.numbers.is_glued(at)
        && before.is_some_and(|t| t.is_mark('-'))
        && !scene.is(at.wrapping_sub(2), "mid")
        && at >= 2
        && scene.year(at - 2).is_none()
    {
        return false;
    }
    if after.is_some_and(|t| {
        !t.spaced
            && (t.is_mark('%') || t.is_word() && !matches!(t.of(scene.text), "'s" | "\u{2019}s") || t.is_mark(':'))
    }) {
        return false;
    }
    let counted = scene.is_any(
        next,
        &[
            "people",
            "men",
            "women",
            "children",
            "miles",
            "kilometers",
            "kilometres",
            "km",
            "meters",
            "metres",
            "m",
            "feet",
            "ft",
            "tons",
            "tonnes",
            "dollars",
            "euros",
            "pounds",
            "yen",
            "francs",
            "percent",
            "points",
            "jobs",
            "homes",
            "houses",
            "residents",
            "troops",
            "soldiers",
            "workers",
            "employees",
            "votes",
            "shares",
            "hectares",
            "acres",
            "litres",
            "liters",
            "hours",
            "gmt",
            "utc",
            "years",
            "days",
            "million",
            "billion",
            "barrels",
            "dead",
        ],
    );
    let hedged = at > 0
        && (scene
            .is_any(at - 1, &["about", "some", "around", "nearly", "almost", "roughly", "approximately", "exactly"])
            && !scene.is(at - 1, "around")
            || scene.is(at - 1, "than") && scene.was_any(at - 1, &["more", "less", "fewer"])
            || scene.is(at - 1, "least"));
    // "the 1012 guests": so early a year is seldom told with a noun in the plural behind it
    let plural = |word: &str| {
        word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") && word.starts_with(char::is_lowercase)
    };
    let early = year < 1500
        && !(at > 0 && scene.is_any(at - 1, &["in", "of", "since", "by", "until", "from", "before", "after"]))
        && after.is_some_and(|t| t.spaced && t.is_word() && plural(t.of(scene.text)));
    if counted || early || hedged || !(1000..2101).contains(&year) {
        return false;
    }
    let led = at > 0 && scene.class(at - 1, Class::Prep).is_some()
        || joined
        || scene.was_any(at, &["early", "late", "mid", "circa", "c", ",", "fiscal", "and", "or"]);
    // far years need a preposition; those of living memory stand alone
    if (1900..2050).contains(&year) {
        true
    } else {
        led && !scene.is_any(at.wrapping_sub(1), &["for", "to", "over", "as", "at", "about", ",", "and", "or"])
    }
}

/// `the 1990s`, `the early 2000s`, `the nineties`, `'80s`.
pub fn decade(scene: &Scene, at: usize) -> Option<Found> {
    let start = scene.the(at);
    let inner = scene.class(start, Class::Qual).map_or(start, |(_, next)| scene.hyphen(next));
    let modifier = scene.class(start, Class::Qual).and_then(|(q, _)| super::qualifier(q));
    let token = scene.get(inner)?;
    let plural =
        |at: usize| scene.get(at).is_some_and(|t| !t.spaced && matches!(t.of(scene.text), "s" | "'s" | "\u{2019}s"));
    let (year, next) = if token.is_number() {
        let value: i32 = scene.str(inner).parse().ok()?;
        let value = match token.key {
            4 if value % 10 == 0 && (1000..2100).contains(&value) => value,
            2 if value % 10 == 0 && value >= 20 && start > at && scene.str(inner + 1) == "s" => 1900 + value,
            _ => return None,
        };
        (value, plural(inner + 1).then_some(inner + 2)?)
    } else if token.is_mark('\'') || token.is_mark('\u{2019}') || token.is_mark('\u{2018}') {
        let (year, next) = scene.year(inner)?;
        (year, (plural(next) && year % 10 == 0).then_some(next + 1)?)
    } else {
        let (value, next) = scene.class(inner, Class::Decade).filter(|_| start > at)?;
        (1900 + value as i32, next)
    };
    // "1990's budget" of one year has no article
    let possessive = matches!(scene.str(next - 1), "'s" | "\u{2019}s");
    if possessive && start == at {
        return None;
    }
    let first = if start > at || inner > start { at } else { inner };
    Some(Found::new(first, next, cal::with(cal::decade(year), modifier), false, "decade"))
}

/// `the 19th century`.
fn century(scene: &Scene, at: usize) -> Option<Found> {
    let start = scene.the(at);
    let (number, next) = scene.ordinal(start)?;
    let unit = scene.hyphen(next);
    let known = scene.is(unit, "century") && !scene.capital(unit) && (1..=30).contains(&number);
    known.then(|| Found::new(at, unit + 1, cal::century(number as i32), false, "century"))
}

fn holiday(scene: &Scene, at: usize) -> Option<Found> {
    if !scene.capital(at) {
        return None;
    }
    let (code, next) = scene.class(at, Class::Holiday)?;
    // "Christmas shopping" names no day, "Easter Island" no feast
    if scene.is(next, "island") {
        return None;
    }
    let year = trailing_year(scene, next);
    let end = year.map_or(next, |(_, end)| end);
    let date = match (year, scene.today()) {
        // of two in one year the one nearer to the day of the text is meant
        (Some((year, _)), today) => {
            let dates = cal::holidays(year, code).into_iter();
            dates.min_by_key(|day| today.map_or(0, |today| (*day - today).num_days().abs()))
        }
        (None, Some(today)) => {
            let dates: Vec<NaiveDate> = (-1..=1).flat_map(|k| cal::holidays(today.year() + k, code)).collect();
            let future = scene.tense(at, end) == Tense::Future;
            if future { dates.into_iter().find(|d| *d >= today) } else { dates.into_iter().rev().find(|d| *d <= today) }
        }
        _ => None,
    };
    let value = date.map_or_else(|| cal::unplaced(TimexKind::Date, "XXXX-XX-XX"), |first| feast_value(code, first));
    Some(Found::new(at, end, value, year.is_none(), "holiday"))
}

/// The feast of a code that begins on `first`.
pub fn feast_value(code: i64, first: NaiveDate) -> TimeValue {
    let mut value = cal::day(first);
    let Some(feast) = feasts::by_code(code) else { return value };
    // Ramadan is a month, Passover a week and a day
    if feast.days > 1
        && let Some(last) = feast.last_day(first)
    {
        value.timex = format!("{}/{last}", value.timex);
        value.end = cal::day(last).end;
    }
    // where the moon was sighted a day sooner or later, the neighbouring day is the feast as well
    if feast.sighted {
        value.modifier = Some(TimexMod::Approx);
        value.begin = value.begin.map(|begin| begin - chrono::Duration::days(1));
        value.end = value.end.map(|end| end + chrono::Duration::days(1));
    }
    value
}

/// `summer 2024`, `the summer of 2023`, `in the spring`; "last fall" is read with the shifted dates.
fn season(scene: &Scene, at: usize) -> Option<Found> {
    let start = scene.the(at);
    let (number, next) = scene.class(start, Class::Season)?;
    let year = trailing_year(scene, next).filter(|_| !scene.tight_mark(next, ","));
    // "in the early summer", "by late spring"
    let early = at > 0 && scene.is_any(at - 1, &["early", "late", "mid"]);
    let before = if early { scene.before_the(at - 1) } else { at };
    let led = before > 0
        && scene.is_any(before - 1, &["in", "during", "since", "until", "by", "over", "through", "from", "to", "of"])
        && (early || !scene.is_any(before - 1, &["from", "to", "of"]))
        && (start > at || scene.is_any(start, &["summer", "winter", "autumn", "spring"]));
    if year.is_none()
        && (!led
            || scene.get(next).is_some_and(|t| {
                t.is_word()
                    && !scene.is_any(next, &["and", "of", "when", "after", "before", "as", "to", "for", "the", "with"])
            }))
    {
        return None;
    }
    if year.is_none() && scene.is(start, "fall") && start == at {
        return None;
    }
    let end = year.map_or(next, |(_, end)| end);
    let value = match year.map(|(y, _)| y).or_else(|| scene.today().map(|d| d.year())) {
        Some(year) => cal::season(year, number)?,
        None => cal::unplaced(TimexKind::Date, "XXXX"),
    };
    Some(Found::new(at, end, value, year.is_none(), "season"))
}

/// `the 17th`, `on the 12th`: a day of the month that was mentioned last.
fn day_of_month(scene: &Scene, at: usize) -> Option<Found> {
    if !scene.is(at, "the") || !scene.was_any(at, &["on", "until", "by", "since", "from", "to", "and"]) {
        return None;
    }
    let digits = scene.get(at + 1)?.is_number();
    let (day, next) = scene.day_number(at + 1).filter(|(_, next)| digits && *next == at + 3)?;
    let noun = scene.get(next).is_some_and(|t| t.is_word() && t.spaced)
        && !scene
            .is_any(next, &["in", "at", "to", "and", "for", "when", "after", "before", "but", "with", "the", "of"]);
    if noun {
        return None;
    }
    let (year, month) = scene.last.month.or_else(|| scene.today().map(|d| (d.year(), d.month())))?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Found::new(at, next, cal::day(date), true, "day-of-month"))
}
