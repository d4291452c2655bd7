//! Clock times: digits and spoken ("half past eleven", "ten to five"), with their zone.

use super::calendar as cal;
use super::scene::{Clock, Found, Scene};
use super::words::Class;
use crate::model::TimexKind;
use chrono_tz::Tz;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The clock time that begins at `at`; its day is found later.
pub fn read(scene: &Scene, at: usize) -> Option<Found> {
    let (minutes, open, next) = fixed(scene, at)
        .or_else(|| digits(scene, at))
        .or_else(|| military(scene, at))
        .or_else(|| past_or_to(scene, at))
        .or_else(|| oclock(scene, at))
        .or_else(|| hour_of_part(scene, at))?;
    let (mut minutes, mut open, mut next) = (minutes, open, next);
    // "9:50 at night", "five in the afternoon", "8 on Monday evening"
    if open && let Some((part, _)) = part_near(scene, at, next) {
        (minutes, open) = (by_part(minutes, part), false);
    }
    let mut offset = scene.default_offset;
    let mut place = None;
    if let Some((zone, after)) = zone(scene, next) {
        match zone {
            Zone::Local => offset = scene.offset,
            Zone::Offset(minutes) => offset = Some(minutes),
            Zone::Of(tz) => place = Some(tz),
        }
        next = after;
        // a time with a zone of letters is written on a face of 24 hours
        open = open && minutes >= 60;
    }
    // "which is ten past six in Lima": one moment on the clock of another place
    let which = scene.is_any(at.wrapping_sub(2), &["which"]) && scene.was_any(at, &["is", "was"]);
    if which && place.is_none() && scene.is(next, "in") {
        place = city(scene, next + 1).map(|(tz, _)| tz);
    }
    next = past_part(scene, next).unwrap_or(next);
    // "at five in the afternoon, Lima time"
    if place.is_none()
        && let Some((Zone::Of(tz), after)) = zone(scene, next)
    {
        (place, next) = (Some(tz), after);
    }
    // "It was five in the afternoon in Lima when": told of no happening, but of the clocks there
    if place.is_none()
        && it_was(scene, at)
        && scene.is(next, "in")
        && let Some((tz, after)) = city(scene, next + 1)
    {
        (place, next) = (Some(tz), after);
    }
    let mut value = cal::unplaced(TimexKind::Time, &format!("XXXX-XX-XXT{:02}:{:02}", minutes / 60, minutes % 60));
    value.offset = offset;
    let mut found = Found::new(at, next, value, true, "clock");
    found.clock = Some(Clock { minutes, open, offset, place, day_follows: false });
    Some(found)
}

/// Whether a clock time stands behind "it was", be it "just" or "already" that.
fn it_was(scene: &Scene, at: usize) -> bool {
    let hedged = scene.was_any(at, &["just", "already", "shortly", "only", "about", "almost"]);
    let verb = at.wrapping_sub(1 + usize::from(hedged));
    scene.is_any(verb, &["was", "is"]) && scene.was_any(verb, &["it"])
}

/// Past "in the morning", "at night", where they close a clock time.
fn past_part(scene: &Scene, at: usize) -> Option<usize> {
    if scene.is(at, "in") {
        let part = scene.class(at + 2, Class::Part).filter(|_| scene.is(at + 1, "the"));
        return part.or_else(|| scene.class(at + 1, Class::PartAlone)).map(|(_, next)| next);
    }
    (scene.is(at, "at") && scene.is(at + 1, "night")).then_some(at + 2)
}

/// What a zone behind a clock time says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Minutes from UTC.
    Offset(i32),
    /// "local time": that of the outlet, as far as anyone can tell.
    Local,
    /// A zone whose offset depends on the season.
    Of(Tz),
}

/// `GMT`, `JST`, `Japan time`, `Helsinki time`, `local time`, `GMT+3`.
pub fn zone(scene: &Scene, at: usize) -> Option<(Zone, usize)> {
    let comma = at + usize::from(scene.tight_mark(at, ",") || scene.get(at).is_some_and(|t| t.is_mark('(')));
    let comma = comma + usize::from(scene.is(comma, "of") && scene.capital(comma + 1));
    if let Some(named) = named_zone(scene, comma) {
        return Some(named);
    }
    let (zone, next) = scene.class(comma, Class::Zone)?;
    // short names of zones are written in capitals
    let word = scene.str(comma);
    if next == comma + 1 && word.chars().any(char::is_lowercase) {
        return None;
    }
    // "GMT+3"
    let signed = scene.get(next).is_some_and(|t| !t.spaced && (t.is_mark('+') || t.is_mark('-')));
    if signed
        && zone == 0
        && let Some((hours, after)) = scene.whole(next + 1).filter(|(h, _)| *h <= 14)
    {
        let sign = if scene.get(next)?.is_mark('-') { -1 } else { 1 };
        return Some((Zone::Offset(i32::try_from(sign * hours * 60).ok()?), after));
    }
    let zone = i32::try_from(zone).ok()?;
    Some((if zone == LOCAL { Zone::Local } else { Zone::Offset(zone) }, next))
}

/// The word list's mark for "local time".
const LOCAL: i32 = 9999;

/// `Helsinki time`, `New Zealand time`, `Eastern time`: a place whose zone the tz database knows.
fn named_zone(scene: &Scene, at: usize) -> Option<(Zone, usize)> {
    for length in 1..=2 {
        let name = at + length;
        if !scene.is(name, "time") || !(at..name).all(|i| scene.capital(i)) {
            continue;
        }
        let words: Vec<&str> = (at..name).map(|i| scene.str(i)).collect();
        return place_zone(&words.join(" ").to_lowercase()).map(|tz| (Zone::Of(tz), name + 1));
    }
    None
}

/// The zone of the place named at `at`, and where the name ends.
fn city(scene: &Scene, at: usize) -> Option<(Tz, usize)> {
    (1..=2).rev().filter(|length| (at..at + length).all(|i| scene.capital(i))).find_map(|length| {
        let words: Vec<&str> = (at..at + length).map(|i| scene.str(i)).collect();
        place_zone(&words.join(" ").to_lowercase()).map(|tz| (tz, at + length))
    })
}

/// The offset of a clock time that is said again behind "which is" on the clock of a place: "by 5:10, which is
/// ten past six in Lima".
pub fn offset_by_other(scene: &Scene, next: usize, minutes: i64, day: chrono::NaiveDate) -> Option<i32> {
    let which = (next..next + 8)
        .take_while(|at| *at < scene.tokens.len() && !scene.ends_sentence(*at) && !scene.opens_paragraph(*at))
        .find(|at| scene.is(*at, "which") && scene.is_any(at + 1, &["is", "was"]))?;
    let other = read(scene, which + 2)?.clock?;
    let there = if other.open { settle(other.minutes, Some(minutes)) } else { other.minutes };
    let offset = offset_on(other.place?, cal::start(day) + chrono::Duration::minutes(there))?;
    let apart = i32::try_from(minutes - there).ok()? + offset;
    [apart, apart - 24 * 60, apart + 24 * 60].into_iter().find(|offset| (-12 * 60..=14 * 60).contains(offset))
}

/// The zone of a city or country; countries with several zones only where their name stands for one.
fn place_zone(name: &str) -> Option<Tz> {
    static ZONES: OnceLock<HashMap<String, Tz>> = OnceLock::new();
    let zones = ZONES.get_or_init(|| {
        let mut zones = HashMap::new();
        for tz in chrono_tz::TZ_VARIANTS {
            let city = tz.name().rsplit('/').next().unwrap_or_default();
            zones.insert(city.replace('_', " ").to_lowercase(), tz);
        }
        let table: toml::Table = include_str!("../../data/time/zones.toml").parse().unwrap_or_default();
        for (zone, names) in &table {
            let Ok(tz) = zone.parse::<Tz>() else { unreachable!("src/data/time/zones.toml: no zone {zone}") };
            for name in names.as_str().unwrap_or_default().split('|') {
                zones.insert(name.trim().to_string(), tz);
            }
        }
        zones
    });
    zones.get(name).copied()
}

/// The offset that a zone has on a day, in minutes.
pub fn offset_on(tz: Tz, at: chrono::NaiveDateTime) -> Option<i32> {
    use chrono::{Offset, TimeZone};
    let offset = tz.offset_from_local_datetime(&at).earliest()?;
    Some(offset.fix().local_minus_utc() / 60)
}

/// A zone that the text says its times are in: "all times UTC", "the sequence, in UTC".
pub fn declared(scene: &Scene) -> Option<i32> {
    (0..scene.tokens.len()).filter(|at| scene.get(*at).is_some_and(|t| t.is_word())).find_map(|at| {
        let led = scene.was_any(at, &["in", "times", "given"])
            || scene.is_any(at.wrapping_sub(2), &["times"]) && scene.was_any(at, &["are", "in"]);
        match led.then(|| zone(scene, at)).flatten()? {
            (Zone::Offset(minutes), _) => Some(minutes),
            _ => None,
        }
    })
}

fn am_pm(scene: &Scene, at: usize) -> Option<(i64, usize)> {
    let (half, next) = scene.class(at, Class::AmPm)?;
    // "am" as a verb: "I am"
    let word = scene.str(at);
    (word != "Am").then_some((half, next))
}

fn with_half(hour: i64, minute: i64, half: i64) -> i64 {
    (hour % 12 + if half == 2 { 12 } else { 0 }) * 60 + minute
}

fn fixed(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let start = at + usize::from(scene.is(at, "12") && scene.is_any(at + 1, &["noon", "midnight"]));
    let (minutes, next) = scene.class(start, Class::FixedClock)?;
    // "midday" prayers and "High Noon" films are capitalised or lead a noun; noon itself is always a time
    Some((minutes, false, next))
}

/// `9:50 p.m.`, `9.50pm`, `9 p.m.`, `17:30`, `10h30`.
fn digits(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let token = scene.get(at).filter(|t| t.is_number())?;
    if scene.numbers.is_glued(at) {
        return None;
    }
    let text = token.of(scene.text);
    // "9.50 pm": one number with a decimal point
    if let Some((hour, minute)) = text.split_once('.') {
        if hour.len() > 2 || minute.len() != 2 {
            return None;
        }
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
        if hour > 24 || minute > 59 {
            return None;
        }
        if let Some((half, next)) = am_pm(scene, at + 1) {
            return (1..=12).contains(&hour).then(|| (with_half(hour, minute, half), false, next));
        }
        // "at 18.42", "9.40 on Tuesday morning": only with nothing counted behind
        let dated = scene.is(at + 1, "on") && scene.weekday(at + 2).is_some()
            || scene.is(at + 1, "in") && scene.is(at + 2, "the") && scene.class(at + 3, Class::Part).is_some()
            || scene.is(at + 1, "at") && scene.is(at + 2, "night")
            || scene.is_any(at + 1, &["this", "on"]) && part_near(scene, at, at + 1).is_some();
        let led =
            scene.was_any(at, &["at"]) && (zone(scene, at + 1).is_some() || hour >= 13 && ends_phrase(scene, at + 1));
        return (led || dated).then_some((hour * 60 + minute, hour <= 12, at + 1));
    }
    let hour: i64 = text.parse().ok().filter(|h| *h <= 24)?;
    if token.key > 2 {
        return None;
    }
    if scene.tight_mark(at + 1, ":") {
        let minutes = scene.get(at + 2).filter(|t| t.is_number() && !t.spaced && t.key == 2 && t.end - t.start == 2)?;
        let minute: i64 = minutes.of(scene.text).parse().ok().filter(|m| *m < 60)?;
        let mut next = at + 3;
        // seconds
        if scene.tight_mark(next, ":") && scene.get(next + 1).is_some_and(|t| t.is_number() && !t.spaced) {
            next += 2;
        }
        // "0:37" is a measured time even where it stands "third, at 0:37", "1:52:16" is one unless "at" leads; the end
        // of such a time begins none of its own
        let lone = text == "0" && am_pm(scene, next).is_none() && zone(scene, next).is_none();
        let tail = at > 1 && scene.tight_mark(at - 1, ":") && !token.spaced && scene.get(at - 2)?.is_number();
        let measured = next == at + 5 && am_pm(scene, next).is_none() && !scene.was_any(at, &["at"]);
        let tied = scene.tight_mark(next, ":") && scene.get(next + 1).is_some_and(|t| !t.spaced)
            || scene.tight_mark(next, "%");
        if hour == 24 && minute > 0 || tied || lone || tail || measured {
            return None;
        }
        if let Some((half, after)) = am_pm(scene, next) {
            return (1..=12).contains(&hour).then(|| (with_half(hour, minute, half), false, after));
        }
        let open = (1..=12).contains(&hour) && !text.starts_with('0');
        let spoken = open && part_near(scene, at, next).is_some();
        return Some((hour * 60 + minute, spoken, next));
    }
    let hyphen = scene.hyphen(at + 1);
    if let Some((half, next)) = am_pm(scene, hyphen) {
        return (1..=12).contains(&hour).then(|| (with_half(hour, 0, half), false, next));
    }
    // "between 9 and 10 p.m.", "9 to 11 a.m.": the half of the day stands once
    let joint = at + 1;
    if scene.is_any(joint, &["and", "to"]) || scene.tight_mark(joint, "-\u{2013}") {
        let minutes = usize::from(scene.tight_mark(joint + 2, ":")) * 2;
        let second = scene.get(joint + 1).filter(|t| t.is_number() && t.key <= 2)?;
        let other: i64 = second.of(scene.text).parse().ok()?;
        let (half, _) = am_pm(scene, joint + 2 + minutes)?;
        // "11 to 1 p.m." crosses noon
        let half = if other % 12 < hour % 12 { 3 - half } else { half };
        return (1..=12).contains(&hour).then_some((with_half(hour, 0, half), false, joint));
    }
    None
}

fn ends_phrase(scene: &Scene, at: usize) -> bool {
    scene.get(at).is_none_or(|t| {
        !t.is_word() && !t.is_mark('%')
            || t.paragraph
            || scene.class(at, Class::Prep).is_some()
            || scene.weekday(at).is_some()
    })
}

/// `0947 GMT`, `1800 local time`, `2200 hours`.
fn military(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let token = scene.get(at).filter(|t| t.is_number() && t.key == 4 && t.end - t.start == 4)?;
    let value: i64 = token.of(scene.text).parse().ok()?;
    let (hour, minute) = (value / 100, value % 100);
    if hour > 24 || minute > 59 || scene.numbers.is_glued(at) {
        return None;
    }
    let zoned = zone(scene, at + 1).is_some();
    let hours = scene.is(at + 1, "hours") && scene.was_any(at, &["at", "by", "from", "until"]);
    (zoned || hours).then_some((hour * 60 + minute, false, at + 1 + usize::from(hours)))
}

/// An hour of a twelve-hour face in words or digits: `eleven`, `11`, `midnight`.
fn hour_word(scene: &Scene, at: usize) -> Option<(i64, usize)> {
    if let Some((minutes, next)) = scene.class(at, Class::FixedClock) {
        return Some((minutes / 60, next));
    }
    scene.whole(at).filter(|(h, next)| (1..=12).contains(h) && *next == at + 1)
}

/// `half past eleven`, `ten to five`, `a quarter to two`, `fourteen minutes past three`, `twenty past nine`.
fn past_or_to(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let mut next = at;
    let minutes = if scene.is(at, "half") {
        next += 1;
        30
    } else if scene.is(at, "quarter") || scene.is(at, "a") && scene.is(at + 1, "quarter") {
        next += 1 + usize::from(scene.is(at, "a"));
        15
    } else {
        let (n, after) = scene.whole(at).filter(|(n, _)| (1..=59).contains(n))?;
        next = after;
        n
    };
    let named = scene.is_any(next, &["minutes", "minute", "mins"]);
    next += usize::from(named);
    let past = scene.is_any(next, &["past", "after"]);
    let to = scene.is_any(next, &["to", "before", "of", "till"]);
    if !past && !to {
        return None;
    }
    // "five to six people", "ten of eleven" and "two after five" are no times: a number of minutes must be usual, and
    // nothing counted may follow
    let (hour, after) = hour_word(scene, next + 1)?;
    let strict = scene.is_any(next, &["of", "before", "after"]);
    if strict && !named {
        return None;
    }
    let usual = named || minutes % 5 == 0 && minutes <= 30;
    let digits = scene.get(at).is_some_and(|t| t.is_number());
    let led = scene.is_any(
        at.wrapping_sub(1),
        &[
            "at", "by", "until", "till", "from", "since", "about", "around", "before", "after", "nearly", "almost",
            "only", "is", "was", "on", "and", "just", ",", "shortly", "to",
        ],
    ) || at == 0
        || scene.ends_sentence(at - 1)
        || scene.tokens[at].paragraph;
    let oclock = scene.is_any(after, &["o'clock", "o\u{2019}clock"]) || am_pm(scene, after).is_some();
    let counted = scene.get(after).is_some_and(|t| t.is_word() && t.spaced)
        && scene.class(after, Class::Prep).is_none()
        && scene.weekday(after).is_none()
        && scene.class(after, Class::Rel).is_none()
        && scene.class(after, Class::Tonight).is_none()
        && !scene.is_any(
            after,
            &[
                "when", "local", "and", "that", "last", "this", "but", "with", "gmt", "while", "he", "she", "it",
                "they", "we", "i", "his", "her", "their", "there", "was", "were",
            ],
        )
        && zone(scene, after).is_none()
        && !oclock;
    let to_plain = to && !named && minutes < 5;
    if !usual || digits && !named || !led || counted || to_plain {
        return None;
    }
    let total = if past { hour * 60 + minutes } else { hour * 60 - minutes };
    let fixed = scene.class(next + 1, Class::FixedClock).is_some();
    let mut end = after;
    if scene.is_any(end, &["o'clock", "o\u{2019}clock"]) {
        end += 1;
    }
    if let Some((half, after)) = am_pm(scene, end) {
        let total = total.rem_euclid(12 * 60) + if half == 2 { 12 * 60 } else { 0 };
        return Some((total, false, after));
    }
    if fixed {
        return Some((total.rem_euclid(24 * 60), false, end));
    }
    Some((total.rem_euclid(12 * 60), true, end))
}

/// `ten o'clock`, `8 o'clock`.
fn oclock(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let (hour, next) = scene.whole(at).filter(|(h, _)| (1..=24).contains(h))?;
    scene.is_any(next, &["o'clock", "o\u{2019}clock"]).then_some((hour * 60 % 1440, hour <= 12, next + 1))
}

/// `five in the afternoon`, `nine in the evening`, `eleven at night`, `six on Thursday morning`.
fn hour_of_part(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let (hour, next) = scene.whole(at).filter(|(h, next)| (1..=12).contains(h) && *next == at + 1)?;
    let leads = ["at", "by", "until", "till", "from", "since", "about", "around", "before", "after", "between"];
    let second = at >= 3
        && scene.is_any(at - 1, &["and", "to"])
        && scene.is_any(at - 3, &["between", "from"])
        && scene.whole(at - 2).is_some();
    if !(second || scene.was_any(at, &leads)) {
        return until(scene, at, hour, next);
    }
    if let Some(part) = direct_part(scene, next) {
        return Some((by_part(hour * 60, part), false, next));
    }
    // "between nine and ten in the morning": the part stands once
    let joined = scene.is_any(next, &["and", "to", "until", "till"]) && scene.was_any(at, &["between", "from"]);
    if let Some((other, after)) = joined.then(|| hour_word(scene, next + 1)).flatten()
        && let Some(part) = direct_part(scene, after)
    {
        let (first, last) = (by_part(hour * 60, part), by_part(other * 60, part));
        // "from eleven to two in the afternoon" crosses noon
        return Some((if first > last { first - 720 } else { first }, false, next));
    }
    until(scene, at, hour, next)
}

/// The part of the day that stands behind an hour: "in the afternoon", "at night", "on Thursday morning".
fn direct_part(scene: &Scene, next: usize) -> Option<i64> {
    if scene.is(next, "in") {
        let part = scene.class(next + 2, Class::Part).filter(|_| scene.is(next + 1, "the"));
        return part.or_else(|| scene.class(next + 1, Class::PartAlone)).map(|(part, _)| part);
    }
    if scene.is(next, "at") && scene.is(next + 1, "night") {
        return Some(4);
    }
    // "two this morning", "nine that night"
    if scene.is_any(next, &["this", "that"]) {
        return scene.class(next + 1, Class::Part).map(|(part, _)| part);
    }
    let on = next + usize::from(scene.is(next, "on"));
    let day = scene.weekday(on).map(|(_, n)| n).or_else(|| scene.class(on, Class::Rel).map(|(_, n)| n))?;
    scene.class(day, Class::Part).map(|(part, _)| part)
}

/// `three` in "from eight in the morning until three", "from 9 a.m. to four": the first such hour after the other.
fn until(scene: &Scene, at: usize, hour: i64, next: usize) -> Option<(i64, bool, usize)> {
    if !scene.was_any(at, &["until", "till", "to"]) || !ends_phrase(scene, next) {
        return None;
    }
    let from = (at.saturating_sub(8)..at).rev().find(|i| scene.is(*i, "from"))?;
    let first = read(scene, from + 1).filter(|found| found.next == at - 1)?;
    let start = first.clock.filter(|clock| !clock.open)?.minutes % 1440;
    let twelve = hour * 60 % 720;
    Some((
        if twelve > start % 720 { start - start % 720 + twelve } else { (start - start % 720 + 720 + twelve) % 1440 },
        false,
        next,
    ))
}

/// A part of the day said right behind a clock time: "in the morning", "on Tuesday night", "that evening".
fn part_near(scene: &Scene, first: usize, next: usize) -> Option<(i64, usize)> {
    for at in next..(next + 6).min(scene.tokens.len()) {
        if scene.ends_sentence(at) || scene.tokens[at].paragraph {
            break;
        }
        if let Some((part, after)) = scene.class(at, Class::Part) {
            return Some((part, after));
        }
        if let Some((_, after)) = scene.class(at, Class::Tonight) {
            return Some((4, after));
        }
    }
    // "the morning's run at ten to five", "on Tuesday night, at half past eleven"
    for at in (first.saturating_sub(6)..first).rev() {
        if scene.ends_sentence(at) || scene.tokens[at].paragraph {
            break;
        }
        if let Some((part, after)) = scene.class(at, Class::Part) {
            return Some((part, after));
        }
    }
    None
}

/// A time of a twelve-hour face in a part of the day.
fn by_part(minutes: i64, part: i64) -> i64 {
    let twelve = minutes % 720;
    match part {
        1 | 6 | 9 => twelve,
        2 | 3 | 8 => twelve + 720,
        // the night has both: eleven is before midnight, two after it
        4 => {
            if twelve >= 5 * 60 {
                twelve + 720
            } else {
                twelve
            }
        }
        _ => minutes,
    }
}

/// A time left open between morning and evening: near the clock time before it, else by day.
pub fn settle(minutes: i64, before: Option<i64>) -> i64 {
    let twelve = minutes % 720;
    let (early, late) = (twelve, twelve + 720);
    match before {
        Some(before) => {
            if (early - before).abs() <= (late - before).abs() {
                early
            } else {
                late
            }
        }
        None if twelve < 7 * 60 => late,
        None => early,
    }
}
