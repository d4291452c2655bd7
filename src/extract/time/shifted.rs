//! Dates reckoned from the publish date or from the date mentioned last: "last week", "two days later", "tonight".

use super::calendar::{self as cal, Unit};
use super::scene::{Found, Scene, Tense};
use super::words::Class;
use crate::extract::number::Form;
use crate::model::{TimeValue, TimexKind, TimexMod};
use chrono::{Datelike, Duration, NaiveDate};

pub fn read(scene: &Scene, at: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    for found in [
        today(scene, at),
        of_week(scene, at),
        of_month(scene, at),
        parts(scene, at),
        near(scene, at),
        away(scene, at),
        following(scene, at),
        week_of(scene, at),
        weekend(scene, at),
        this_unit(scene, at),
        year_end(scene, at),
        before_last(scene, at),
    ]
    .into_iter()
    .flatten()
    {
        if best.as_ref().is_none_or(|b| found.next > b.next) {
            best = Some(found);
        }
    }
    best
}

fn or_unplaced(value: Option<TimeValue>, timex: &str) -> TimeValue {
    value.unwrap_or_else(|| cal::unplaced(if timex.contains('T') { TimexKind::Time } else { TimexKind::Date }, timex))
}

/// `today`, `yesterday morning`, `tomorrow night`, `tonight`, `last night`.
fn today(scene: &Scene, at: usize) -> Option<Found> {
    if let Some((shift, next)) = scene.class(at, Class::Tonight) {
        let date = scene.today().and_then(|d| cal::add_days(d, shift));
        return Some(Found::new(
            at,
            next,
            or_unplaced(date.and_then(|d| cal::part(d, 4)), "XXXX-XX-XXTNI"),
            true,
            "tonight",
        ));
    }
    let (shift, next) = scene.class(at, Class::Rel)?;
    let date = scene.today().and_then(|d| cal::add_days(d, shift));
    if let Some((part, after)) = scene.class(next, Class::Part) {
        return Some(Found::new(
            at,
            after,
            or_unplaced(date.and_then(|d| cal::part(d, part)), "XXXX-XX-XXTXX"),
            true,
            "today-part",
        ));
    }
    // "today's" is part of a name in "USA Today"
    if scene.capital(at) && at > 0 && scene.capital(at - 1) && !scene.tokens[at].line && !scene.ends_sentence(at - 1) {
        return None;
    }
    Some(Found::new(at, next, or_unplaced(date.map(cal::day), "XXXX-XX-XX"), true, "today"))
}

/// `Friday night`, `the evening of June 6`, `June 6 evening`, `this morning`, `that night`, `in the morning`, `overnight`.
fn parts(scene: &Scene, at: usize) -> Option<Found> {
    let place = |value: Option<TimeValue>| or_unplaced(value, "XXXX-XX-XXTXX");
    // weekday or date, then a part of the day
    if let Some((weekday, next)) = scene.weekday(at) {
        // "Friday nights" come again and again
        let (part, end) = scene.class(next, Class::Part).filter(|_| !scene.str(next).ends_with('s'))?;
        let date = scene.resolve_weekday(weekday, at, end);
        let mut value = place(date.and_then(|d| cal::part(d, part)));
        value.weekday = Some(weekday);
        return Some(Found::new(at, end, value, true, "weekday-part"));
    }
    if let Some(found) = part_before_day(scene, at) {
        return Some(found);
    }
    let article = scene.the(at);
    if let Some((part, next)) = scene.class(article, Class::Part) {
        // "the evening of June 6", "the morning of Tuesday"
        if scene.is(next, "of") && article > at {
            let of = scene.the(next + 1);
            let dates = super::dates::read(scene, of);
            let day = dates
                .first()
                .filter(|f| f.value.timex.len() == 10)
                .and_then(|f| f.value.begin.map(|b| (b.date(), f.next)));
            if let Some((date, end)) = day {
                return Some(Found::new(at, end, place(cal::part(date, part)), dates[0].relative, "part-of-day"));
            }
        }
        // "the evening before": that of the day before the one spoken of
        if article > at && scene.is(next, "before") && ends_phrase(scene, next + 1) {
            let date = cal::add_days(scene.told_day()?, -1)?;
            return Some(Found::new(at, next + 1, place(cal::part(date, part)), true, "part-of-day"));
        }
        if article > at && scene.was_any(at, &["in", "during", "through", "throughout", "into", "later"]) {
            let day = scene.day_of_telling(at, next);
            return Some(Found::new(at, next, place(day.and_then(|d| cal::part(d, part))), true, "part"));
        }
        return None;
    }
    if let Some(found) = part_alone(scene, at) {
        return Some(found);
    }
    if scene.is_any(at, &["this", "that", "the"]) {
        let same = usize::from(scene.is_any(at + 1, &["same", "following", "next", "previous", "preceding"]));
        let (part, end) = scene.class(at + 1 + same, Class::Part)?;
        let shift = match scene.str(at + 1).to_ascii_lowercase().as_str() {
            "following" | "next" => 1,
            "previous" | "preceding" => -1,
            _ => 0,
        };
        let from = if scene.is(at, "this") { scene.today() } else { scene.that_day() };
        if scene.is(at, "the") && same == 0 {
            return None;
        }
        let date = from.and_then(|d| cal::add_days(d, shift));
        return Some(Found::new(at, end, place(date.and_then(|d| cal::part(d, part))), true, "this-part"));
    }
    None
}

/// `mid-afternoon yesterday`, `early evening Monday`.
fn part_before_day(scene: &Scene, at: usize) -> Option<Found> {
    let (part, next) = scene.class(at, Class::Part)?;
    let (value, weekday, end) = if let Some((shift, end)) = scene.class(next, Class::Rel) {
        (scene.today().and_then(|d| cal::add_days(d, shift)), None, end)
    } else {
        let (weekday, end) = scene.weekday(next)?;
        (scene.resolve_weekday(weekday, at, end), Some(weekday), end)
    };
    let mut value = or_unplaced(value.and_then(|d| cal::part(d, part)), "XXXX-XX-XXTXX");
    value.weekday = weekday;
    Some(Found::new(at, end, value, true, "weekday-part"))
}

/// `at dawn`, `overnight`, `in the small hours of Tuesday`.
fn part_alone(scene: &Scene, at: usize) -> Option<Found> {
    let (part, end) = scene.class(at, Class::PartAlone)?;
    let place = |day: Option<NaiveDate>| or_unplaced(day.and_then(|d| cal::part(d, part)), "XXXX-XX-XXTXX");
    if scene.is(end, "of")
        && let Some(date) = super::dates::read(scene, scene.the(end + 1)).first()
        && date.value.timex.len() == 10
        && let Some(begin) = date.value.begin
    {
        // "the early hours of Friday morning"
        let (part, next) = scene.class(date.next, Class::Part).unwrap_or((part, date.next));
        let value = or_unplaced(cal::part(begin.date(), part), "XXXX-XX-XXTXX");
        return Some(Found::new(at, next, value, date.relative, "part-of-day"));
    }
    let led = scene
        .was_any(at, &["at", "before", "after", "until", "by", "since", "from", "around", "toward", "towards", "in"]);
    let overnight = scene.is(at, "overnight")
        && !scene.get(end).is_some_and(|t| t.is_word() && scene.class(end, Class::Prep).is_none());
    (led || overnight).then(|| Found::new(at, end, place(scene.day_of_telling(at, end)), true, "part"))
}

/// `Monday of last week`, `Tuesday last week`.
fn of_week(scene: &Scene, at: usize) -> Option<Found> {
    let (weekday, next) = scene.weekday(at)?;
    let of = next + usize::from(scene.is(next, "of"));
    let (shift, unit) = direction(scene, of)?;
    if !scene.is(unit, "week") {
        return None;
    }
    let today = scene.today()?;
    let monday = cal::add_days(today, 7 * shift - i64::from(today.weekday().num_days_from_monday()))?;
    let mut value = cal::day(cal::add_days(monday, i64::from(weekday))?);
    value.weekday = Some(weekday);
    Some(Found::new(at, unit + 1, value, true, "weekday-of-week"))
}

/// `the 20th of this month`.
fn of_month(scene: &Scene, at: usize) -> Option<Found> {
    let the = scene.the(at);
    let (day, next) = scene.day_number(the).filter(|_| the > at)?;
    if !scene.is(next, "of") {
        return None;
    }
    let (shift, unit) = direction(scene, scene.the(next + 1))?;
    if !scene.is(unit, "month") {
        return None;
    }
    let month = cal::add_months(scene.today()?.with_day(1)?, shift)?;
    Some(Found::new(at, unit + 1, cal::day(month.with_day(day)?), true, "day-of-month"))
}

/// `the week before last`, `the Sunday after next`.
fn before_last(scene: &Scene, at: usize) -> Option<Found> {
    let the = scene.the(at);
    let (weekday, next) = match scene.weekday(the) {
        Some((weekday, next)) => (Some(weekday), next),
        None => (None, the + 1),
    };
    let shift = if scene.is(next, "before") && scene.is(next + 1, "last") {
        -1
    } else if scene.is(next, "after") && scene.is(next + 1, "next") {
        1
    } else {
        return None;
    };
    let today = scene.today()?;
    let value = match weekday {
        Some(weekday) => {
            let near = shifted_weekday(today, weekday, shift, false)?;
            let mut value = cal::day(cal::add_days(near, 7 * shift)?);
            value.weekday = Some(weekday);
            value
        }
        None => {
            let (unit, false, _) = scene.unit(the)? else { return None };
            by_unit(today, unit, 2 * shift)?
        }
    };
    Some(Found::new(at, next + 2, value, true, "before-last"))
}

/// The shift that `last`, `this` or `next` makes, and the token after it.
fn direction(scene: &Scene, at: usize) -> Option<(i64, usize)> {
    for class in [Class::Last, Class::Next, Class::This, Class::Previous, Class::Following] {
        if let Some((shift, next)) = scene.class(at, class) {
            return Some((shift, next));
        }
    }
    None
}

/// `last week`, `this month`, `next Tuesday`, `the past year`, `this coming Friday`, `last fall`, `next March`.
fn near(scene: &Scene, at: usize) -> Option<Found> {
    let the = scene.the(at);
    let (mut shift, mut next) = direction(scene, the)?;
    let word = scene.str(next - 1).to_ascii_lowercase();
    // "this past spring", "this coming Friday"
    if word == "this"
        && let Some((more, after)) = direction(scene, next)
    {
        (shift, next) = (more, after);
    }
    let leaning = matches!(word.as_str(), "previous" | "preceding" | "prior" | "following" | "subsequent" | "ensuing");
    let from = if leaning { scene.that_day() } else { scene.today() };
    let value = |v: Option<TimeValue>, timex: &str| or_unplaced(v, timex);
    if let Some((weekday, end)) = scene.weekday(next) {
        let date = from.and_then(|d| shifted_weekday(d, weekday, shift, leaning));
        if let Some((part, after)) = scene.class(end, Class::Part) {
            let mut value = value(date.and_then(|d| cal::part(d, part)), "XXXX-XX-XXTXX");
            value.weekday = Some(weekday);
            return Some(Found::new(at, after, value, true, "weekday-part"));
        }
        let mut value = value(date.map(cal::day), "XXXX-XX-XX");
        value.weekday = Some(weekday);
        return Some(Found::new(at, end, value, true, "near-weekday"));
    }
    if let Some((month, end)) = scene.month(next) {
        let from = from?;
        // "last March 12", "next May 3": the day decides whether this year's is past
        let day = scene.day_number(end).filter(|(_, after)| {
            !scene.get(*after).is_some_and(|t| t.is_mark('%'))
                && !scene.is_any(*after, &["percent", "million", "billion"])
        });
        if let Some((day, after)) = day.filter(|_| shift != 0 && scene.get(end).is_some_and(|t| t.is_number())) {
            let dates = (-1..=1).filter_map(|k| NaiveDate::from_ymd_opt(from.year() + k, month, day));
            let date = if shift < 0 { dates.rev().find(|d| *d < from) } else { dates.into_iter().find(|d| *d > from) }?;
            return Some(Found::new(at, after, cal::day(date), true, "near-month-day"));
        }
        let year = match shift {
            -1 if month >= from.month() => from.year() - 1,
            1 if month <= from.month() => from.year() + 1,
            _ => from.year(),
        };
        return Some(Found::new(at, end, cal::month(year, month)?, true, "near-month"));
    }
    if let Some((season, end)) = scene.class(next, Class::Season) {
        if scene.is(next, "fall") && scene.get(end).is_some_and(|t| t.is_word()) && word == "the" {
            return None;
        }
        let from = from?;
        let season_now = i64::from((from.month() % 12) / 3); // 0 winter … 3 autumn
        let wanted = season % 4;
        let year = match shift {
            -1 if wanted >= season_now || season == 4 => from.year() - 1,
            1 if wanted <= season_now => from.year() + 1,
            _ => from.year(),
        };
        return Some(Found::new(at, end, cal::season(year, season)?, true, "near-season"));
    }
    if let Some((code, end)) = scene.class(next, Class::Holiday).filter(|_| scene.capital(next)) {
        let from = from?;
        let dates: Vec<NaiveDate> = (-1..=1).flat_map(|k| cal::holidays(from.year() + k, code)).collect();
        let date = match shift {
            -1 => dates.into_iter().rev().find(|d| *d < from),
            _ => dates.into_iter().find(|d| *d >= from),
        }?;
        return Some(Found::new(at, end, super::dates::feast_value(code, date), true, "near-holiday"));
    }
    let fiscal = next + usize::from(scene.is_any(next, &["fiscal", "financial", "calendar", "school", "academic"]));
    let (unit, plural, end) = scene.unit(fiscal)?;
    if plural {
        return None;
    }
    // "the last year" and "the past week" are stretches up to now, "last year" is a year of the calendar
    let stretch =
        the > at && matches!(word.as_str(), "last" | "past") && !matches!(unit, Unit::Weekend | Unit::Quarter);
    if stretch && unit != Unit::Year && unit != Unit::Month && unit != Unit::Week {
        let (letter, clock, count) = unit.letter();
        let timex = format!("P{}{count}{letter}", if clock { "T" } else { "" });
        return Some(Found::new(at, end, cal::unplaced(TimexKind::Duration, &timex), true, "past-unit"));
    }
    let ahead = the > at && matches!(word.as_str(), "next" | "coming") && matches!(unit, Unit::Decade | Unit::Century);
    if matches!(word.as_str(), "past") && the > at || stretch && unit != Unit::Year || ahead {
        let (letter, _, count) = unit.letter();
        return Some(Found::new(
            at,
            end,
            cal::unplaced(TimexKind::Duration, &format!("P{count}{letter}")),
            true,
            "past-unit",
        ));
    }
    // "the next day" leans on the text; "following" is read elsewhere
    if matches!(unit, Unit::Day | Unit::Hour | Unit::Minute | Unit::Second) || leaning {
        return None;
    }
    let from = match from {
        Some(from) => from,
        None => return Some(Found::new(at, end, cal::unplaced(TimexKind::Date, "XXXX"), true, "near-unit")),
    };
    let found = by_unit(from, unit, shift)?;
    let found = if unit == Unit::Quarter && word == "last" { quarter_before(from)? } else { found };
    Some(Found::new(at, end, found, true, "near-unit"))
}

fn quarter_before(day: NaiveDate) -> Option<TimeValue> {
    let before = cal::add_months(day, -3)?;
    cal::quarter(before.year(), (before.month() - 1) / 3 + 1)
}

/// The week, month, … `shift` units from the one in which a day lies.
fn by_unit(from: NaiveDate, unit: Unit, shift: i64) -> Option<TimeValue> {
    match unit {
        Unit::Week => cal::week(cal::add_days(from, 7 * shift)?),
        Unit::Fortnight => cal::week(cal::add_days(from, 14 * shift)?),
        Unit::Weekend => {
            // on a Saturday or Sunday "last weekend" is that of a week ago
            cal::weekend(cal::add_days(from, 7 * shift)?)
        }
        Unit::Month => {
            let month = cal::add_months(from.with_day(1)?, shift)?;
            cal::month(month.year(), month.month())
        }
        Unit::Quarter => {
            let month = cal::add_months(from.with_day(1)?, 3 * shift)?;
            cal::quarter(month.year(), (month.month() - 1) / 3 + 1)
        }
        Unit::Year => cal::plain_year(i64::from(from.year()) + shift).map(cal::year),
        Unit::Decade => cal::plain_year((i64::from(from.year()) / 10 + shift) * 10).map(cal::decade),
        Unit::Century => cal::plain_year(i64::from(from.year()) / 100 + 1 + shift).map(cal::century),
        _ => None,
    }
}

fn shifted_weekday(from: NaiveDate, weekday: u8, shift: i64, leaning: bool) -> Option<NaiveDate> {
    let now = i64::from(from.weekday().num_days_from_monday());
    let wanted = i64::from(weekday);
    let days = match shift {
        -1 => -((now - wanted - 1).rem_euclid(7) + 1),
        1 => (wanted - now - 1).rem_euclid(7) + 1,
        _ => wanted - now,
    };
    let _ = leaning;
    cal::add_days(from, days)
}

/// `three days ago`, `a year earlier`, `two weeks later`, `18 months from now`, `years ago`.
fn away(scene: &Scene, at: usize) -> Option<Found> {
    let hyphened = scene.is_any(at, &["year", "month", "week"])
        && scene.numbers.is_hyphen(at + 1)
        && scene.is_any(at + 2, &["ago", "earlier"]);
    let (count, unit_at, vague) = if scene.is_any(at, &["a", "an", "one"]) && scene.unit(at + 1).is_some() {
        (1, at + 1, false)
    } else if hyphened {
        // "up from year-ago sales"
        (1, at, false)
    } else if scene.is(at, "a") && scene.is(at + 1, "couple") && scene.is(at + 2, "of") {
        (2, at + 3, false)
    } else if scene.is_any(at, &["several", "many", "some", "few"]) || scene.is(at, "a") && scene.is(at + 1, "few") {
        (0, at + 1 + usize::from(scene.is(at, "a")), true)
    } else if let Some((_, true, _)) = scene.unit(at) {
        (0, at, true)
    } else {
        let number = scene.number(at).filter(|n| n.form != Form::Fraction)?;
        let vague = number.form == Form::Vague;
        (if vague { 0 } else { i64::try_from(number.low.trunc()).ok()? }, number.next, vague)
    };
    let (unit, _, next) = scene.unit(scene.hyphen(unit_at))?;
    let so = next + if scene.is(next, "or") && scene.is(next + 1, "so") { 2 } else { 0 };
    let hyphen = scene.hyphen(so);
    let (sign, from_text, end) = match scene.str(hyphen).to_ascii_lowercase().as_str() {
        // "three weeks ago today" is that very day
        "ago" => (-1, false, hyphen + 1 + usize::from(to_the_day(scene, hyphen + 1))),
        // "the year-earlier profit" is that of a year before the one reported now
        "earlier" | "previously" => (-1, !hyphened, hyphen + 1),
        "later" | "hence" | "afterwards" | "afterward" => (1, true, hyphen + 1),
        "back" if hyphen == so && ends_phrase(scene, so + 1) => (-1, false, so + 1),
        "from" if scene.is_any(so + 1, &["now", "today"]) => (1, false, so + 2),
        "before" | "after" if ends_phrase(scene, so + 1) => (if scene.is(so, "before") { -1 } else { 1 }, true, so + 1),
        _ => return None,
    };
    if vague {
        let timex = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Some(Found::new(at, end, cal::unplaced(TimexKind::Date, timex), true, "away"));
    }
    let clock = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    if clock {
        let from = scene.last.clock.filter(|_| from_text);
        let by = count
            * match unit {
                Unit::Hour => 60,
                Unit::Minute => 1,
                _ => 0,
            };
        let value = match from {
            Some(from) if unit != Unit::Second => {
                let time = from.checked_add_signed(Duration::try_minutes(sign * by)?)?;
                let minutes =
                    i64::from(chrono::Timelike::hour(&time)) * 60 + i64::from(chrono::Timelike::minute(&time));
                cal::clock(time.date(), minutes, scene.offset)
            }
            _ => {
                let (letter, _, _) = unit.letter();
                cal::unplaced(TimexKind::Duration, &format!("PT{count}{letter}"))
            }
        };
        return Some(Found::new(at, end, value, true, "away-clock"));
    }
    if unit == Unit::Year
        && let Some(value) = quarter_away(scene, at, sign * count, from_text)
    {
        return Some(Found::new(at, end, value, true, "away"));
    }
    // "failed in 2009 and had new owners seven months later": a year is no place to count months from
    if from_text
        && unit < Unit::Year
        && scene.sentence_year(at).is_some_and(|year| scene.last.day.is_none_or(|d| d.year() != year))
    {
        let (letter, _, each) = unit.letter();
        let timex = format!("P{}{letter}", count.checked_mul(each)?);
        return Some(Found::new(at, end, cal::unplaced(TimexKind::Duration, &timex), false, "away-from-year"));
    }
    let from = match (from_text, sign) {
        (true, -1) => scene.told_day(),
        (true, _) => scene.that_day(),
        _ => scene.today(),
    };
    let Some(from) = from else {
        return Some(Found::new(at, end, cal::unplaced(TimexKind::Date, "XXXX"), true, "away"));
    };
    // "exactly two weeks ago" is a day
    let exact = at > 0 && scene.is_any(at - 1, &["exactly", "precisely"]) || sign < 0 && to_the_day(scene, end - 1);
    let weeks = match unit {
        Unit::Week => Some(1),
        Unit::Fortnight => Some(2),
        _ => None,
    };
    let value = match unit {
        Unit::Day => cal::day(cal::add_days(from, sign * count)?),
        _ if let Some(weeks) = weeks.filter(|_| exact) => {
            cal::day(cal::add_days(from, sign * count.checked_mul(weeks * 7)?)?)
        }
        Unit::Month | Unit::Year if exact && !from_text => {
            let months = count.checked_mul(if unit == Unit::Year { 12 } else { 1 })?;
            cal::day(cal::add_months(from, sign * months)?)
        }
        Unit::Year => {
            let told = if !from_text {
                None
            } else if compares(scene, at) {
                scene.last.year.filter(|_| scene.last.year_at > 0 && scene.same_sentence(scene.last.year_at - 1, at))
            } else {
                scene.year_spoken(at)
            };
            let base = told.unwrap_or(from.year());
            cal::year(cal::plain_year(i64::from(base) + sign * count)?)
        }
        Unit::Decade => cal::year(cal::plain_year(i64::from(from.year()) + sign * count * 10)?),
        Unit::Century | Unit::Millennium => return None,
        Unit::Month => {
            let (year, month) = if from_text {
                scene.last.month.unwrap_or((from.year(), from.month()))
            } else {
                (from.year(), from.month())
            };
            let month = cal::add_months(NaiveDate::from_ymd_opt(year, month, 1)?, sign * count)?;
            cal::month(month.year(), month.month())?
        }
        _ => by_unit(from, unit, sign * count)?,
    };
    Some(Found::new(at, end, value, true, "away"))
}

/// Whether "today" closes "a year ago today".
fn to_the_day(scene: &Scene, at: usize) -> bool {
    scene.is(at, "today") && scene.was_any(at, &["ago"])
}

/// Figures of a quarter are set beside those of the same quarter of another year: "from $3 million a year earlier".
fn quarter_away(scene: &Scene, at: usize, years: i64, from_text: bool) -> Option<TimeValue> {
    let (year, number) = if from_text { scene.quarter_spoken(at) } else { scene.latest_quarter(at) }?;
    cal::quarter(cal::plain_year(i64::from(year) + years)?, number)
}

/// Whether a figure is set beside that of another time: "up from 40 a year earlier". It is the one reported now that is
/// compared, unless its own year is said in the sentence.
fn compares(scene: &Scene, at: usize) -> bool {
    let words = ["compared", "from", "than", "versus", "against", "up", "down", "rose", "fell", "grew", "dropped"];
    (at.saturating_sub(14)..at).rev().take_while(|i| !scene.ends_sentence(*i)).any(|i| scene.is_any(i, &words))
}

/// Whether nothing follows that "after" or "before" could stand before.
fn ends_phrase(scene: &Scene, at: usize) -> bool {
    scene.get(at).is_none_or(|t| t.paragraph || ",.;:)".chars().any(|m| t.is_mark(m)))
}

/// `the following day`, `the next day`, `the day before`, `the same week`, `that year`, `the previous month`.
fn following(scene: &Scene, at: usize) -> Option<Found> {
    let that = scene.is_any(at, &["that", "the"]);
    if !that {
        return None;
    }
    let (shift, unit_at) = match scene.str(at + 1).to_ascii_lowercase().as_str() {
        "following" | "next" | "ensuing" | "subsequent" => (1, at + 2),
        "previous" | "preceding" | "prior" => (-1, at + 2),
        "same" => (0, at + 2),
        _ if scene.is(at, "that") => (0, at + 1),
        _ => {
            let (unit, false, next) = scene.unit(at + 1)? else { return None };
            let shift = if scene.is(next, "before") {
                -1
            } else if scene.is(next, "after") {
                1
            } else {
                return None;
            };
            let day = matches!(unit, Unit::Day) && ends_phrase(scene, next + 1);
            let from = if shift < 0 { scene.told_day() } else { scene.that_day() };
            let date = cal::add_days(from.filter(|_| day)?, shift)?;
            return Some(Found::new(at, next + 1, cal::day(date), true, "following"));
        }
    };
    let (unit, plural, end) = scene.unit(unit_at)?;
    if plural || matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return None;
    }
    let from = if shift < 0 { scene.told_day() } else { scene.that_day() };
    let Some(from) = from else {
        return Some(Found::new(at, end, cal::unplaced(TimexKind::Date, "XXXX"), true, "following"));
    };
    let value = match unit {
        Unit::Day => cal::day(cal::add_days(from, shift)?),
        Unit::Year => cal::year(cal::plain_year(i64::from(scene.last.year.unwrap_or(from.year())) + shift)?),
        Unit::Month => {
            let (year, month) = scene.last.month.unwrap_or((from.year(), from.month()));
            by_unit(NaiveDate::from_ymd_opt(year, month, 1)?, unit, shift)?
        }
        Unit::Quarter => {
            let (year, number) = scene.last.quarter?;
            by_unit(NaiveDate::from_ymd_opt(year, number * 3, 1)?, unit, shift)?
        }
        _ => by_unit(from, unit, shift)?,
    };
    Some(Found::new(at, end, value, true, "following"))
}

/// `the week of July 8`.
fn week_of(scene: &Scene, at: usize) -> Option<Found> {
    let start = scene.the(at);
    if !scene.is(start, "week") || !scene.is(start + 1, "of") {
        return None;
    }
    let date = super::dates::read(scene, start + 2);
    let found = date.first()?;
    let day = found.value.begin.filter(|_| found.value.timex.len() == 10)?.date();
    Some(Found::new(at, found.next, cal::week(day)?, found.relative, "week-of"))
}

/// `the weekend`, `over the weekend`.
fn weekend(scene: &Scene, at: usize) -> Option<Found> {
    if !scene.is(at, "the") || !scene.is(at + 1, "weekend") {
        return None;
    }
    let today = scene.today()?;
    let future = scene.tense(at, at + 2) == Tense::Future
        || scene.was_any(at, &["before", "until"])
        || at > 1 && scene.is(at - 1, "of") && scene.is(at - 2, "ahead");
    let weekday = today.weekday().num_days_from_monday();
    let shift = if future || weekday >= 5 { 0 } else { -7 };
    Some(Found::new(at, at + 2, cal::weekend(cal::add_days(today, shift)?)?, true, "weekend"))
}

/// `for the year`, `the week's gains`, `later in the day`, `the year ended June 30`: the stretch in which the text was
/// written, where it closes its phrase.
fn this_unit(scene: &Scene, at: usize) -> Option<Found> {
    if !scene.is(at, "the") || at == 0 {
        return None;
    }
    let full = at + 1 + usize::from(scene.is_any(at + 1, &["full", "fiscal", "financial", "whole"]));
    let full = scene.hyphen(full);
    let (unit, false, end) = scene.unit(full)? else { return None };
    let fits = match unit {
        Unit::Year => true,
        Unit::Week | Unit::Month | Unit::Day => full == at + 1,
        _ => false,
    };
    if !fits {
        return None;
    }
    // "the year ended June 30" is a stretch of its own
    if unit == Unit::Year && scene.is_any(end, &["ended", "ending"]) {
        return Some(Found::new(at, end, cal::unplaced(TimexKind::Duration, "P1Y"), false, "year-ended"));
    }
    let owner = matches!(scene.str(end), "'s" | "\u{2019}s") && matches!(unit, Unit::Week | Unit::Year);
    let closes = scene.get(end).is_none_or(|t| t.paragraph || ",.;:)".chars().any(|m| t.is_mark(m)))
        || scene.is_any(end, &["to", "from", "as", "at", "and", "but", "with", "because", "after", "while", "when"]);
    let led = match unit {
        Unit::Day => scene.was_any(at, &["in"]) && scene.is_any(at.wrapping_sub(2), &["later", "earlier"]) && at > 1,
        _ => scene.was_any(at, &["for"]),
    };
    // "Person of the Year" is a title
    let title = scene.capital(full);
    if title || !(led && closes || owner) {
        return None;
    }
    let from = if unit == Unit::Day { scene.that_day()? } else { scene.today()? };
    let value = if unit == Unit::Day { cal::day(from) } else { by_unit(from, unit, 0)? };
    Some(Found::new(at, end, value, true, "this-unit"))
}

/// `year-end`, `the end of the year`, `the end of the month`, `later in the week`.
fn year_end(scene: &Scene, at: usize) -> Option<Found> {
    let start = scene.the(at);
    let owned = start + 1 + usize::from(matches!(scene.str(start + 1), "'s" | "\u{2019}s"));
    let end = scene.hyphen(owned);
    if scene.is(start, "year") && scene.is(end, "end") {
        let end = end + 1;
        let year = scene.today().map(|d| d.year());
        let value = year.map_or_else(|| cal::unplaced(TimexKind::Date, "XXXX"), cal::year);
        return Some(Found::new(at, end, cal::with(value, Some(TimexMod::End)), true, "year-end"));
    }
    let (qualifier, next) = scene.class(at, Class::Qual)?;
    let the = scene.the(next);
    if the == next {
        return None;
    }
    let (unit, false, end) = scene.unit(the)? else { return None };
    if !matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade) {
        return None;
    }
    let value = by_unit(scene.today()?, unit, 0)?;
    Some(Found::new(at, end, cal::with(value, super::qualifier(qualifier)), true, "qualified-unit"))
}
