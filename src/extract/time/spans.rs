//! Durations, sets of times and vague references: "two and a half years", "every Tuesday", "recently".

use super::calendar::{self as cal, Unit};
use super::scene::{Found, Scene, Tense};
use super::words::Class;
use crate::extract::number::{Form, Number};
use crate::model::{TimeValue, TimexKind};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

pub fn read(scene: &Scene, at: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    for found in [
        duration(scene, at),
        quarters(scene, at),
        vague(scene, at),
        long(scene, at),
        set(scene, at),
        reference(scene, at),
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

fn stretch(timex: String) -> TimeValue {
    cal::unplaced(TimexKind::Duration, &timex)
}

fn iso(count: Decimal, unit: Unit) -> String {
    // half a year is six months, half an hour thirty minutes
    let finer = match unit {
        Unit::Year => Some((Decimal::from(12), "Y", "M")),
        Unit::Hour => Some((Decimal::from(60), "H", "M")),
        Unit::Minute => Some((Decimal::from(60), "M", "S")),
        _ => None,
    };
    if let Some((parts, whole, part)) = finer.filter(|_| !count.is_integer()) {
        let rest = (count - count.trunc()) * parts;
        if rest.is_integer() {
            let head = if count.trunc().is_zero() { String::new() } else { format!("{}{whole}", count.trunc()) };
            return format!("P{}{head}{}{part}", if unit == Unit::Year { "" } else { "T" }, rest.normalize());
        }
    }
    iso_plain(count, unit)
}

fn iso_plain(count: Decimal, unit: Unit) -> String {
    let (letter, clock, each) = unit.letter();
    format!("P{}{}{letter}", if clock { "T" } else { "" }, (count * Decimal::from(each)).normalize())
}

/// Past "the last", "the past", "the next", "the first", "another", which belong to a duration.
fn lead(scene: &Scene, at: usize) -> usize {
    let the = scene.the(at);
    let led = [
        "last",
        "past",
        "next",
        "first",
        "latest",
        "coming",
        "previous",
        "following",
        "preceding",
        "final",
        "additional",
        "another",
        "full",
        "entire",
        "whole",
    ];
    if scene.is_any(the, &led) {
        return the + 1;
    }
    the
}

/// `six-month`, `the past 24 hours`, `a year and a half`, `seven hours and 12 minutes`, `half an hour`.
fn duration(scene: &Scene, at: usize) -> Option<Found> {
    if some_day(scene, at) {
        return None;
    }
    let start = lead(scene, at);
    // "an additional year", "a full week"
    let (count, unit_at, form) =
        if scene.is_any(start, &["a", "an", "one"]) && scene.number(start).is_none_or(|n| n.low == Decimal::ONE) {
            let adjective =
                usize::from(scene.is_any(start + 1, &["full", "whole", "further", "additional", "single", "entire"]));
            (Decimal::ONE, start + 1 + adjective, Form::Words)
        } else if start > at && scene.unit(start).is_some_and(|(_, plural, _)| !plural) {
            return None;
        } else {
            let number: Number = scene.number(start).filter(|n| n.form != Form::Vague)?;
            if scene.get(start)?.is_number()
                && (scene.numbers.is_glued(start)
                    || start > 0 && scene.get(start - 1).is_some_and(|t| "$£€¥".chars().any(|m| t.is_mark(m))))
            {
                return None;
            }
            let half = number.form == Form::Fraction && scene.is(start, "half");
            // "three quarters of an hour", "a quarter of a century"
            let of = number.form == Form::Fraction
                && scene.is(number.next, "of")
                && scene.is_any(number.next + 1, &["a", "an"])
                && (number.low * Decimal::from(4)).is_integer();
            if number.form == Form::Fraction && !half && !of {
                return None;
            }
            let article = half && scene.is_any(number.next, &["a", "an"]);
            let next = number.next + if of { 2 } else { usize::from(article) };
            (number.low, next, number.form)
        };
    let hyphen = scene.hyphen(unit_at);
    // "5 trading days", "six more weeks", "three consecutive quarters", "two to three years"
    let adjective = usize::from(scene.is_any(
        hyphen,
        &[
            "more",
            "trading",
            "business",
            "working",
            "consecutive",
            "straight",
            "full",
            "further",
            "additional",
            "calendar",
            "long",
            "fiscal",
        ],
    ));
    let (unit, plural, mut end) = scene.unit(hyphen + adjective)?;
    if unit == Unit::Weekend || unit == Unit::Second && !plural && hyphen == unit_at {
        return None;
    }
    let unit_end = end;
    // "a month-long strike" is read as the compound
    let compound = scene.numbers.is_hyphen(end) && scene.is(end + 1, "long");
    if compound && scene.is_any(start, &["a", "an", "the"]) {
        return None;
    }
    let article = scene.is_any(start, &["a", "an"]) && form != Form::Fraction;
    let singular_count = count == Decimal::ONE || hyphen > unit_at || form == Form::Fraction;
    if !plural && !singular_count {
        // "three year" for "three-year" does occur
        if scene.get(end).is_none_or(|t| !t.is_word()) {
            return None;
        }
    }
    // ages are no durations
    let after = scene.hyphen(end);
    if scene.is(after, "old") || scene.is(end, "of") && scene.is(end + 1, "age") {
        return None;
    }
    let mut count = count;
    if scene.is(end, "and") && scene.is(end + 1, "a") && scene.is_any(end + 2, &["half", "quarter"]) {
        count += if scene.is(end + 2, "half") { Decimal::new(5, 1) } else { Decimal::new(25, 2) };
        end += 3;
    } else if article && !article_stands(scene, at, end, unit) {
        return None;
    }
    // "a year and a half" is P1Y6M, "two and a half years" P2.5Y as it stands
    let spoken = form == Form::Fraction || end > unit_end;
    let mut timex = if spoken { iso(count, unit) } else { iso_plain(count, unit) };
    // smaller units that are joined on: "three hours, 11 minutes and 25 seconds"
    let mut least = unit;
    loop {
        let joint = end + usize::from(scene.tight_mark(end, ","));
        let and = joint + usize::from(scene.is(joint, "and"));
        let more = scene.number(and).filter(|n| n.form != Form::Fraction && n.form != Form::Vague);
        let Some((more, (smaller, _, after))) =
            more.and_then(|n| Some((n, scene.unit(n.next).filter(|u| u.0 < least)?)))
        else {
            break;
        };
        // "he gave her three hours, 20 minutes less than": of two stretches the second has its own say
        if joint > end && and == joint && !joins_on(scene, after, smaller) {
            break;
        }
        let (letter, clock, _) = smaller.letter();
        let separate = clock && !timex.contains('T');
        timex = format!("{timex}{}{}{letter}", if separate { "T" } else { "" }, more.low.normalize());
        (end, least) = (after, smaller);
    }
    if scene.is(end, "or") && scene.is(end + 1, "so") {
        end += 2;
    }
    // "the two-week visit": the article is the visit's
    let first = if hyphen > unit_at && scene.the(at) == start { start } else { at };
    if unit == Unit::Month
        && start > at
        && let Some((begin, close)) = months_of_year(scene, start - 1, count, end)
    {
        let value = cal::value(TimexKind::Duration, timex, Some(begin), Some(close));
        return Some(Found::new(first, end, value, false, MONTHS_OF_YEAR));
    }
    Some(Found::new(first, end, stretch(timex), false, "duration"))
}

/// The rule of a duration whose place in its year is told.
pub const MONTHS_OF_YEAR: &str = "months-of-year";

/// `the first three months of 2024`, `the last two months of the year`: where they begin and end. For TIMEX3 they stay a
/// duration.
fn months_of_year(scene: &Scene, which: usize, count: Decimal, of: usize) -> Option<(NaiveDate, NaiveDate)> {
    let months: i64 = i64::try_from(count).ok().filter(|n| count.is_integer() && (1..12).contains(n))?;
    let opening = scene.is_any(which, &["first", "opening"]);
    if !scene.is(of, "of") || !opening && !scene.is_any(which, &["last", "final", "closing"]) {
        return None;
    }
    let the = scene.the(of + 1);
    let current = the + usize::from(scene.is_any(the, &["current", "present"]));
    let today = scene.today();
    let year = if let Some((year, _)) = scene.year(of + 1) {
        year
    } else if the > of + 1 && scene.is(current, "year") || scene.is(of + 1, "this") && scene.is(of + 2, "year") {
        // in February, the first nine months of the year are those of the year before
        let month = i64::from(today?.month());
        let to_come = if opening { month < months } else { month <= 12 - months };
        today?.year() - i32::from(to_come && scene.tense(which, of) == Tense::Past)
    } else if scene.is_any(of + 1, &["last", "next"]) && scene.is(of + 2, "year") {
        today?.year() + if scene.is(of + 1, "last") { -1 } else { 1 }
    } else {
        return None;
    };
    let (january, next) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?);
    Some(if opening { (january, cal::add_months(january, months)?) } else { (cal::add_months(next, -months)?, next) })
}

/// Whether a third unit follows the second behind a comma, which makes them a row: "and 40 seconds".
fn joins_on(scene: &Scene, at: usize, least: Unit) -> bool {
    let and = at + usize::from(scene.tight_mark(at, ","));
    let and = and + usize::from(scene.is(and, "and"));
    and > at && scene.number(and).and_then(|n| scene.unit(n.next)).is_some_and(|(unit, _, _)| unit < least)
}

/// `the past two quarters`: a number of quarters of a year, which would read as a fraction.
fn quarters(scene: &Scene, at: usize) -> Option<Found> {
    let start = lead(scene, at);
    let words = ["two", "three", "four", "five", "six", "seven", "eight"];
    let count = words.iter().position(|word| scene.is(start, word))? + 2;
    let adjective = usize::from(scene.is_any(start + 1, &["consecutive", "straight", "more", "full"]));
    let end = start + 2 + adjective;
    let led = start > at + usize::from(scene.is(at, "the")) || scene.was_any(at, &["for", "in", "after", "within"]);
    (scene.is(end - 1, "quarters") && (led || adjective > 0) && !scene.is(end, "of"))
        .then(|| Found::new(at, end, stretch(format!("P{}M", 3 * count)), false, "duration"))
}

/// `day-long`, `months-long`, `weeklong`.
fn long(scene: &Scene, at: usize) -> Option<Found> {
    const SOLID: [(&str, Unit); 5] = [
        ("hourlong", Unit::Hour),
        ("daylong", Unit::Day),
        ("weeklong", Unit::Week),
        ("monthlong", Unit::Month),
        ("yearlong", Unit::Year),
    ];
    if let Some((_, unit)) = SOLID.iter().find(|(word, _)| scene.is(at, word)) {
        return Some(Found::new(at, at + 1, stretch(iso_plain(Decimal::ONE, *unit)), false, "unit-long"));
    }
    let (unit, plural, next) = scene.unit(at)?;
    if !scene.numbers.is_hyphen(next) || !scene.is(next + 1, "long") || unit == Unit::Weekend {
        return None;
    }
    let (letter, clock, _) = unit.letter();
    let timex = match plural {
        true => format!("P{}X{letter}", if clock { "T" } else { "" }),
        false => iso_plain(Decimal::ONE, unit),
    };
    Some(Found::new(at, next + 2, stretch(timex), false, "unit-long"))
}

/// Whether "a year" is a stretch rather than a rate ("$5 a year") or part of "a year ago".
fn article_stands(scene: &Scene, at: usize, end: usize, unit: Unit) -> bool {
    let led = scene.is_any(
        at.wrapping_sub(1),
        &[
            "for", "in", "within", "about", "nearly", "almost", "over", "than", "least", "after", "before", "lasted",
            "lasting", "under", "just", "only", "took", "takes", "take", "spend", "spent", "every", "another",
            "around", "roughly", "of", "to",
        ],
    ) && at > 0;
    let rate = at > 0
        && (scene.get(at - 1).is_some_and(|t| t.is_number() || t.is_mark('%'))
            || scene.is_any(
                at - 1,
                &[
                    "times", "once", "twice", "dollars", "million", "billion", "percent", "cents", "euros", "days",
                    "hours",
                ],
            ));
    let decade = matches!(unit, Unit::Decade | Unit::Century) && !rate;
    let away = scene.is_any(end, &["ago", "earlier", "later"]);
    // "a day after the vote" is a stretch from an event
    let event = scene.is_any(end, &["after", "before"]);
    (led || decade || event) && !rate && !away
}

/// `several years`, `a few days`, `recent months`, `months`, `dozens of years`.
fn vague(scene: &Scene, at: usize) -> Option<Found> {
    let start = lead(scene, at);
    let few = scene.is_any(start, &["several", "few", "many"]);
    let article = scene.is(start, "a") && scene.is_any(start + 1, &["few", "couple"]);
    let mut unit_at = start;
    if article {
        unit_at = start + 2 + usize::from(scene.is(start + 2, "of"));
    } else if few {
        unit_at = start + 1;
    } else if scene.is(start, "couple") && scene.is(start + 1, "of") {
        unit_at = start + 2;
    } else if let Some(number) = scene.number(start).filter(|n| n.form == Form::Vague) {
        unit_at = number.next + usize::from(scene.is(number.next, "of"));
    } else if start > at {
        return None;
    }
    let (unit, plural, end) = scene.unit(scene.hyphen(unit_at))?;
    if !plural && scene.hyphen(unit_at) == unit_at || unit == Unit::Second || unit == Unit::Weekend {
        return None;
    }
    if unit_at == at
        && !scene.is_any(
            at.wrapping_sub(1),
            &["for", "in", "within", "of", "after", "over", "took", "lasted", "weeks", "months", "days", "the", "or"],
        )
    {
        return None;
    }
    let (letter, clock, each) = unit.letter();
    let couple = scene.is(unit_at.wrapping_sub(1), "couple") || scene.is(unit_at.wrapping_sub(2), "couple");
    let count = if couple { (2 * each).to_string() } else { "X".to_string() };
    let timex = format!("P{}{count}{letter}", if clock { "T" } else { "" });
    Some(Found::new(at, end, stretch(timex), false, "vague-duration"))
}

/// What TIMEX3 writes for a part of the day.
fn part_code(part: i64) -> &'static str {
    let codes = ["", "MO", "AF", "EV", "NI"];
    usize::try_from(part).ok().and_then(|at| codes.get(at)).copied().unwrap_or_default()
}

/// `twice a week`, `once every two years`, `three times a day`: the stretch in which it happens so often.
fn rate(scene: &Scene, at: usize) -> Option<(usize, String)> {
    let next = match scene.is_any(at, &["once", "twice"]) {
        true => at + 1,
        false => scene.number(at).filter(|n| scene.is(n.next, "times") && n.form != Form::Fraction)?.next + 1,
    };
    if scene.is_any(next, &["a", "an", "per", "each"]) {
        let (unit, _, end) = scene.unit(next + 1).filter(|(unit, plural, _)| !plural && *unit != Unit::Second)?;
        return Some((end, iso(Decimal::ONE, unit)));
    }
    let every = set(scene, next).filter(|_| scene.is(next, "every"))?;
    Some((every.next, every.value.timex))
}

/// `every Tuesday`, `each year`, `every three weeks`, `annually`, `daily`, `Tuesdays`.
fn set(scene: &Scene, at: usize) -> Option<Found> {
    let make =
        |end: usize, timex: String| Some(Found::new(at, end, cal::unplaced(TimexKind::Set, &timex), false, "set"));
    if let Some((unit, next)) = scene.class(at, Class::Freq) {
        // "Daily Mail", "the daily said"
        let paper = scene.capital(at) && scene.capital(next)
            || scene.is(at, "daily") && scene.was_any(at, &["the"]) && scene.class(next, Class::CuePast).is_some();
        if paper {
            return None;
        }
        return make(next, iso(Decimal::ONE, Unit::from_number(unit)?));
    }
    if let Some((weekday, next)) = scene.class(at, Class::Weekdays).filter(|_| scene.capital(at)) {
        return make(next, format!("XXXX-WXX-{}", weekday + 1));
    }
    // "Tuesday nights", and "Monday" of "Monday and Tuesday nights"
    if let Some((weekday, next)) = scene.weekday(at) {
        let nights = |at: usize| scene.class(at, Class::Part).filter(|_| scene.str(at).ends_with('s'));
        let second =
            scene.weekday(next + 1).filter(|_| scene.is_any(next, &["and", "or"])).and_then(|(_, n)| nights(n));
        let (part, end) = nights(next).or(second.map(|(part, _)| (part, next)))?;
        return make(end, format!("XXXX-WXX-{}T{}", weekday + 1, part_code(part)));
    }
    if let Some((end, timex)) = rate(scene, at) {
        return make(end, timex);
    }
    if scene.is(at, "weekends") && scene.was_any(at, &["on", "at"]) {
        return make(at + 1, "XXXX-WXX-WE".to_string());
    }
    if !scene.is_any(at, &["every", "each"]) {
        return None;
    }
    let other = usize::from(scene.is(at + 1, "other"));
    let start = at + 1 + other;
    if let Some((weekday, next)) = scene.weekday(start) {
        if let Some((part, end)) = scene.class(next, Class::Part) {
            return make(end, format!("XXXX-WXX-{}T{}", weekday + 1, part_code(part)));
        }
        return make(next, format!("XXXX-WXX-{}", weekday + 1));
    }
    if let Some((month, next)) = scene.month(start) {
        return make(next, format!("XXXX-{month:02}"));
    }
    if let Some((part, next)) = scene.class(start, Class::Part) {
        return make(next, format!("XXXX-XX-XXT{}", part_code(part)));
    }
    if let Some((season, next)) = scene.class(start, Class::Season) {
        let code = ["SP", "SU", "FA", "WI"].get(usize::try_from(season - 1).ok()?)?;
        return make(next, format!("XXXX-{code}"));
    }
    let (count, unit_at) = match scene.number(start).filter(|n| matches!(n.form, Form::Digits | Form::Words)) {
        Some(number) => (number.low, number.next),
        None => (Decimal::ONE, start),
    };
    let (unit, _, end) = scene.unit(unit_at)?;
    if unit == Unit::Second {
        return None;
    }
    let count = if other > 0 { count * Decimal::TWO } else { count };
    make(end, if unit == Unit::Weekend { "XXXX-WXX-WE".to_string() } else { iso(count, unit) })
}

/// Whether "one day" is some day to come: "will one day be", "hopes one day to".
fn some_day(scene: &Scene, at: usize) -> bool {
    let meant = ["will", "would", "could", "may", "might", "can", "should", "hope", "hopes"];
    let led = [
        "for", "in", "of", "least", "only", "just", "than", "within", "after", "with", "have", "has", "had", "gave",
        "give", "take", "took", "left",
    ];
    // "with one day to go", "gave him one day to reply" have a length
    let wished =
        ["hope", "hopes", "hoped", "want", "wants", "wanted", "dream", "dreams", "dreamt", "dreamed", "wish", "wishes"];
    let infinitive = scene.is(at + 2, "to") && scene.was_any(at, &wished);
    scene.is(at, "one")
        && scene.is(at + 1, "day")
        && (scene.was_any(at, &meant)
            || infinitive
            || scene.is_any(at + 2, &["be", "become"]) && !scene.was_any(at, &led))
}

/// `now`, `recently`, `the future`.
fn reference(scene: &Scene, at: usize) -> Option<Found> {
    if some_day(scene, at) {
        return Some(Found::new(at, at + 2, cal::unplaced(TimexKind::Date, "FUTURE_REF"), false, "reference"));
    }
    let (kind, next) = scene.class(at, Class::Ref)?;
    // "current" tells a time before the noun that has it: neither "the current was strong" nor "then current"
    let adjective = scene.is(at, "current") && next == at + 1;
    if adjective {
        let noun = scene.get(next).is_some_and(|t| t.is_word() && t.spaced && !t.paragraph);
        let verb = scene.class(next, Class::Prep).is_some()
            || scene.class(next, Class::CuePast).is_some()
            || scene.is_any(next, &["is", "are", "and", "account", "affairs"]);
        if !noun || verb || scene.was_any(at, &["then", "-", "electric", "electrical", "alternating", "direct"]) {
            return None;
        }
    }
    let timex = ["", "PRESENT_REF", "PAST_REF", "FUTURE_REF"].get(usize::try_from(kind).ok()?)?;
    Some(Found::new(at, next, cal::unplaced(TimexKind::Date, timex), false, "reference"))
}
