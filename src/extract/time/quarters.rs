//! Quarters and halves of years, and the periods that company reports set beside each other.

use super::calendar as cal;
use super::dates::decade;
use super::scene::{Found, Scene};
use crate::model::{TimexKind, TimexMod};
use chrono::Datelike;

/// The year that stands after a quarter or half: `of 2023`, `2023`, `of last year`, `of this year`.
fn year_of(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    let of = at + usize::from(scene.is_any(at, &["of", "in"]));
    let the = scene.the(of);
    let fiscal = the + usize::from(scene.is_any(the, &["fiscal", "financial"]));
    let fiscal = fiscal + usize::from(fiscal > the && scene.is(fiscal, "year"));
    if let Some((year, next)) = scene.year(fiscal) {
        return Some((year, next));
    }
    if !(scene.is(of + 1, "year") && scene.is_any(of, &["last", "next", "this", "a"])) {
        return None;
    }
    let today = scene.today()?.year();
    let shift = match scene.str(of).to_ascii_lowercase().as_str() {
        "last" => -1,
        "next" => 1,
        "this" => 0,
        "a" if scene.is_any(of + 2, &["ago", "earlier"]) => {
            return Some((scene.latest_quarter(at).map_or(today, |(year, _)| year) - 1, of + 3));
        }
        _ => return None,
    };
    scene.is(of + 1, "year").then_some((today + shift, of + 2))
}

/// The decade that stands after a half: `of the 1980s`.
fn decade_of(scene: &Scene, at: usize) -> Option<Found> {
    if scene.is(at, "of") { decade(scene, at + 1) } else { None }
}

/// `the quarter`, `the latest quarter`, `the latest period`: the one that the text speaks of.
pub fn that_quarter(scene: &Scene, at: usize) -> Option<Found> {
    let latest = scene.is(at + 1, "latest");
    let noun = at + 1 + usize::from(latest);
    if !scene.is_any(at, &["the", "that"]) || !(scene.is(noun, "quarter") || latest && scene.is(noun, "period")) {
        return None;
    }
    // "the quarter ended July 31" is that of its middle, where the report has not given it a number
    if scene.quarter_spoken(at).is_none()
        && scene.is_any(noun + 1, &["ended", "ending"])
        && let Some(end) = super::dates::read(scene, noun + 2).first().filter(|f| f.value.timex.len() == 10)
        && let Some(middle) = end.value.begin.and_then(|day| cal::add_days(day.date(), -45))
    {
        let value = cal::quarter(middle.year(), (middle.month() - 1) / 3 + 1)?;
        return Some(Found::new(at, noun + 1, value, true, "that-quarter"));
    }
    let before = quarter_before(scene);
    // the latest one is over
    let (year, number) = scene.last.quarter.filter(|last| !latest || before.is_none_or(|b| *last <= b)).or(before)?;
    Some(Found::new(at, noun + 1, cal::quarter(year, number)?, true, "that-quarter"))
}

/// The quarter before the one in which the text was written.
fn quarter_before(scene: &Scene) -> Option<(i32, u32)> {
    let day = cal::add_months(scene.today()?, -3)?;
    Some((day.year(), (day.month() - 1) / 3 + 1))
}

/// `the same period last year`, `the corresponding quarter of 2022`, `the 2022 quarter`, `last year's quarter`: the
/// quarter spoken of, in another year.
pub fn same_period(scene: &Scene, at: usize) -> Option<Found> {
    let noun = |at: usize| scene.is_any(at, &["quarter", "period"]);
    let (year, end) = if scene.is(at, "the")
        && scene.is_any(at + 1, &["same", "corresponding", "comparable", "equivalent"])
        && noun(at + 2)
    {
        year_of(scene, at + 3)?
    } else if scene.is(at, "the") && noun(at + 1) && scene.is_any(at + 2, &["a", "last"]) {
        // "against the quarter a year earlier"
        year_of(scene, at + 2)?
    } else {
        let owned = scene.is_any(at, &["last", "this"]);
        let (year, next) = if owned { year_of(scene, at)? } else { scene.year(scene.the(at))? };
        let possessive = matches!(scene.str(next), "'s" | "\u{2019}s");
        let noun_at = next + usize::from(possessive);
        if !noun(noun_at) || owned != possessive || !owned && scene.the(at) == at {
            return None;
        }
        (year, noun_at + 1)
    };
    let named = (at..end).any(|i| scene.is(i, "quarter"));
    let before = quarter_before(scene);
    let value = match scene.last.quarter.or(before.filter(|_| named)) {
        Some((_, quarter)) => cal::quarter(year, quarter)?,
        None => cal::year(year),
    };
    Some(Found::new(at, end, value, true, "year-ago-quarter"))
}

/// `the third quarter`, `third-quarter`, `the first half of 2024`, `Q3 2023`, `this year's first quarter`.
pub fn quarter(scene: &Scene, at: usize) -> Option<Found> {
    let mut next = at;
    let mut year = None;
    // "2023's", "this year's", "last year's", "the year-ago"
    let owner = scene.year(next).or_else(|| year_of(scene, next)).or_else(|| {
        let the = scene.the(next);
        let ago = scene.is(the, "year")
            && scene.is_any(scene.hyphen(the + 1), &["ago", "earlier"])
            && scene.numbers.is_hyphen(the + 1);
        if !ago {
            return None;
        }
        let from = scene.latest_quarter(the).map(|(year, _)| year).or(scene.today().map(|d| d.year()));
        from.map(|year| (year - 1, the + 3))
    });
    let mut owned = false;
    if let Some((y, after)) = owner {
        let possessive = matches!(scene.str(after), "'s" | "\u{2019}s");
        let ago = scene.is_any(after.wrapping_sub(1), &["ago", "earlier"]);
        if possessive || ago || scene.year(next).is_some() || scene.is(next, "the") {
            (year, next, owned) = (Some(y), after + usize::from(possessive), true);
        }
    }
    next = scene.the(next);
    if scene.year(next).is_some() && !owned {
        (year, next) = scene.year(next).map(|(y, n)| (Some(y), n))?;
    }
    let fiscal = scene.is_any(next, &["fiscal", "financial"]);
    next += usize::from(fiscal);
    next = scene.hyphen(next);
    let token = scene.get(next)?;
    let short = token.is_word()
        && matches!(token.of(scene.text), "Q" | "H")
        && scene.get(next + 1).is_some_and(|t| !t.spaced && t.is_number());
    let (number, unit_at) = if short {
        let most = if token.of(scene.text) == "H" { 2 } else { 4 };
        (scene.str(next + 1).parse().ok().filter(|n| (1..=most).contains(n))?, next + 2)
    } else if scene.is_any(next, &["final", "closing"])
        || scene.is_any(next, &["last", "latter"])
            && scene.is_any(next + 1, &["half", "quarter"])
            && (year_of(scene, next + 2).is_some() || decade_of(scene, next + 2).is_some())
    {
        (0, next + 1)
    } else if let Some((n, after)) = scene.ordinal(next) {
        (n, after)
    } else {
        // "the year-ago quarter", "the year-earlier period"
        let period = owned
            && scene.is_any(next, &["quarter", "period"])
            && scene.is_any(next.wrapping_sub(1), &["ago", "earlier"]);
        let year = year.filter(|_| period)?;
        // a report that has gone on to nine months or to the year compares with as much of the year before
        let gone_on = scene.is(next, "period") && scene.last.longer_byte > scene.last.quarter_byte;
        let quarter = scene.last.quarter.filter(|_| !gone_on);
        let value = quarter.map_or(Some(cal::year(year)), |(_, number)| cal::quarter(year, number))?;
        return Some(Found::new(at, next + 1, value, true, "year-ago-quarter"));
    };
    let mut end = unit_at;
    let halves = if short {
        // "H1" is also a class of visas, a motorway and a vitamin: with its year only
        let half = token.of(scene.text) == "H";
        if half && year_of(scene, end).is_none() && year.is_none() {
            return None;
        }
        half
    } else {
        let unit = scene.hyphen(unit_at);
        let half = scene.is(unit, "half");
        if !half && !scene.is(unit, "quarter") {
            return None;
        }
        end = unit + 1;
        // "the second quarter running" is a count
        if scene.is(end, "in") && scene.is(end + 1, "a") && scene.is(end + 2, "row") || scene.is(end, "running") {
            return None;
        }
        half
    };
    if halves
        && year_of(scene, end).is_none()
        && decade_of(scene, end).is_none()
        && year.is_none()
        && !scene.is_any(at.wrapping_sub(1), &["in", "during", "for"])
    {
        // "the second half" of a match
        return None;
    }
    // "the latter half of the 1980s"
    if halves && let Some(decade) = decade_of(scene, end) {
        let part = Some(if number == 1 { TimexMod::Start } else { TimexMod::End });
        return Some(Found::new(at, decade.next, cal::with(decade.value, part), false, "decade"));
    }
    let most = if halves { 2 } else { 4 };
    let number = if number == 0 { most } else { number };
    if number > most {
        return None;
    }
    let mut relative = year.is_none();
    if let Some((y, after)) = year_of(scene, end) {
        (year, end, relative) = (Some(y), after, false);
    }
    let year = match year {
        Some(year) => Some(year),
        None => scene.today().map(|today| {
            let quarters = if halves { (today.month() - 1) / 6 + 1 } else { (today.month() - 1) / 3 + 1 };
            let future = scene.tense(at, end) == super::scene::Tense::Future;
            if number > quarters && !future {
                today.year() - 1
            } else if number + 2 <= quarters && future {
                today.year() + 1
            } else {
                today.year()
            }
        }),
    };
    let value = match (year, halves) {
        (Some(year), false) => cal::quarter(year, number)?,
        (Some(year), true) => cal::half(year, number)?,
        (None, _) => cal::unplaced(TimexKind::Date, &format!("XXXX-{}{number}", if halves { 'H' } else { 'Q' })),
    };
    Some(Found::new(at, end, value, relative, "quarter"))
}
