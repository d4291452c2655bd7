//! Time expressions of a text: dates, clock times, durations and sets, as TIMEX3 has them and as claims want them.
//!
//! `extract_in` finds them and resolves them against the publish date and the dates that the text mentions; `claims`
//! joins what a claim takes as one ("9:50 p.m." and "on Friday", "June 15" and "17").

mod calendar;
mod clock;
mod dates;
#[cfg(test)]
mod examples;
mod feasts;
mod join;
mod quarters;
mod scene;
mod shifted;
mod spans;
mod words;

use super::scan::{Token, scan_part};
use crate::model::{Anchor, Span, TimeMention, TimeValue, TimexKind, TimexMod, offset_suffix};
use chrono::Duration;
use scene::{Clock, Found, Reference, Scene};
use words::Class;

pub use join::{claims, day_of, placed, timexes};

/// All time expressions in the given stretches of a text, in order.
pub fn extract_in(text: &str, regions: &[Span], anchor: Anchor) -> Vec<TimeMention> {
    let mut found = Vec::new();
    let (mut tokens, mut masks) = (Vec::new(), Vec::new());
    let mut last = Reference::default();
    let mut declared = None;
    for region in regions {
        tokens.clear();
        scan_part(text, region.start, region.end, &mut tokens);
        words::words().masks(&tokens, &mut masks);
        let mut scene = Scene::new(text, &tokens, &masks, anchor);
        // a paragraph leans on the ones before it, but a sentence does not on another's year
        scene.last = Reference { year_at: 0, day_end: 0, ..last };
        declared = declared.or_else(|| clock::declared(&scene));
        scene.default_offset = declared.or(anchor.offset);
        read_region(&mut scene, &mut found);
        last = scene.last;
    }
    found
}

fn read_region(scene: &mut Scene, mentions: &mut Vec<TimeMention>) {
    let mut at = 0;
    while at < scene.tokens.len() {
        if !may_begin(scene, &scene.tokens[at], at) {
            at += 1;
            continue;
        }
        let mut found = read(scene, at);
        if found.is_empty() {
            at += 1;
            continue;
        }
        for found in &mut found {
            day_of_clock(scene, found, mentions);
        }
        if let Some(second) = found.last().and_then(|first| dates::second_day(scene, first)) {
            found.push(second);
        }
        for found in &found {
            at = at.max(found.next);
            scene.remember(found);
            mentions.push(mention(scene.tokens, found));
        }
    }
}

fn mention(tokens: &[Token], found: &Found) -> TimeMention {
    let placed = matches!(found.value.kind, TimexKind::Date | TimexKind::Time) && !found.value.timex.ends_with("_REF");
    TimeMention {
        span: Span::new(tokens[found.first].start as usize, tokens[found.next - 1].end as usize),
        value: found.value.clone(),
        relative: found.relative && placed,
        rule: found.rule,
    }
}

/// A quick look that spares most words the patterns.
fn may_begin(scene: &Scene, token: &Token, at: usize) -> bool {
    if token.is_word() {
        let mask = scene.mask(at);
        if mask.leads() {
            return (at + 1..(at + 6).min(scene.tokens.len())).any(|at| told(scene, at))
                || scene.class(at, Class::Ref).is_some();
        }
        return !mask.is_empty() && (mask.tells() || mask.opens() || scene.number(at).is_some());
    }
    token.is_number() || "'\u{2019}\u{2018}".chars().any(|mark| token.is_mark(mark)) || scene.mask(at).tells()
}

fn told(scene: &Scene, at: usize) -> bool {
    let token = &scene.tokens[at];
    let mask = scene.mask(at);
    token.is_number()
        || mask.tells()
        || mask.near()
        || !token.is_word() && "'\u{2019}\u{2018}".chars().any(|mark| token.is_mark(mark))
}

/// What begins at `at`, with the hedge or qualifier that stands before it.
fn read(scene: &Scene, at: usize) -> Vec<Found> {
    let plain = core(scene, at);
    if !plain.is_empty() {
        return plain;
    }
    if let Some((hedge, next)) = scene.class(at, Class::Hedge) {
        let inner = core(scene, next);
        let weak = scene.is_any(at, &["some", "over", "under"]);
        if let Some(found) = inner.first().filter(|_| inner.len() == 1) {
            let measured = found.value.kind == TimexKind::Duration;
            let fits = match found.value.kind {
                // "over the past year", "under the two-week plan"
                TimexKind::Duration => !(weak && scene.is(next, "the")),
                TimexKind::Set => false,
                _ => {
                    !weak && (hedge == 1 && found.rule == "month-day" || found.rule == "away" || found.clock.is_some())
                }
            };
            if fits && !found.value.timex.ends_with("_REF") {
                let modifier = hedge_modifier(hedge, measured);
                return vec![Found {
                    first: at,
                    value: calendar::with(found.value.clone(), modifier),
                    ..found.clone()
                }];
            }
        }
    }
    if let Some((code, next)) = scene.class(at, Class::Qual) {
        let inner = scene.hyphen(next);
        let inner = if scene.is_any(at, &["early", "late", "earlier", "later"]) { inner } else { scene.the(inner) };
        let found = core(scene, inner);
        if let Some(first) = found.first() {
            let dated = matches!(first.value.kind, TimexKind::Date | TimexKind::Time)
                && first.clock.is_none()
                && !first.value.timex.ends_with("_REF");
            if dated {
                let mut found = found.clone();
                found[0].first = at;
                found[0].value = calendar::with(first.value.clone(), qualifier(code));
                return found;
            }
        }
    }
    Vec::new()
}

fn core(scene: &Scene, at: usize) -> Vec<Found> {
    if at >= scene.tokens.len() {
        return Vec::new();
    }
    let mut best = dates::read(scene, at);
    for found in [shifted::read(scene, at), clock::read(scene, at), spans::read(scene, at)].into_iter().flatten() {
        if found.next > best.last().map_or(0, |f| f.next) {
            best = vec![found];
        }
    }
    best
}

fn hedge_modifier(code: i64, measured: bool) -> Option<TimexMod> {
    match code {
        1 => Some(TimexMod::Approx),
        2 if measured => Some(TimexMod::LessThan),
        3 if measured => Some(TimexMod::MoreThan),
        2 | 3 => Some(TimexMod::Approx),
        4 => Some(TimexMod::EqualOrLess),
        5 => Some(TimexMod::EqualOrMore),
        6 => Some(TimexMod::Before),
        7 => Some(TimexMod::After),
        _ => None,
    }
}

/// What "early", "mid-" and "the end of" make of a stretch.
fn qualifier(code: i64) -> Option<TimexMod> {
    match code {
        1 => Some(TimexMod::Start),
        2 => Some(TimexMod::Mid),
        3 => Some(TimexMod::End),
        _ => None,
    }
}

/// Gives a clock time its day: the date beside it, in its sentence, or the one that the text mentioned last.
fn day_of_clock(scene: &Scene, found: &mut Found, mentions: &[TimeMention]) {
    let Some(clock) = found.clock else { return };
    let behind = date_after(scene, found.next);
    if behind.is_none()
        && let Some((day, offset)) = by_the_other_clock(scene, found.next, clock)
    {
        let modifier = found.value.modifier;
        found.value = calendar::with(calendar::clock(day, clock.minutes, Some(offset)), modifier);
        found.value.day_assumed = false;
        return;
    }
    // of "open from 9 a.m. and full by 5:30 p.m." the second time goes with the first
    let beside = behind.or_else(|| match same_sentence_before(scene, found, mentions) {
        Some((day, guessed)) => (!guessed).then_some(day),
        None => same_sentence_after(scene, found.next),
    });
    let leaning = || scene.day_of_clock(clock.minutes, found.first, found.next);
    let Some(mut day) = beside.or_else(leaning) else { return };
    found.clock = Some(Clock { day_follows: behind.is_some(), ..clock });
    let mut minutes = clock.minutes;
    if clock.open {
        let before = scene
            .last
            .clock
            .map(|at| i64::from(chrono::Timelike::hour(&at)) * 60 + i64::from(chrono::Timelike::minute(&at)));
        minutes = clock::settle(minutes, before);
    }
    let place_offset = |day: chrono::NaiveDate| {
        clock.place.and_then(|tz| clock::offset_on(tz, calendar::start(day) + Duration::minutes(minutes)))
    };
    let told = clock.place.is_none() && clock.offset == scene.default_offset;
    let other = if told { clock::offset_by_other(scene, found.next, minutes, day) } else { None };
    let offset = place_offset(day).or(other).or(clock.offset);
    // "0325 GMT (9:55 a.m. local time)": one moment on two clocks can lie on two days
    if let (None, Some(before), Some(offset)) = (behind, restated(scene, found, mentions), offset) {
        let instant = |day: chrono::NaiveDate| calendar::start(day) + Duration::minutes(minutes - i64::from(offset));
        let nearest = (-1..=1)
            .filter_map(|k| calendar::add_days(day, k))
            .min_by_key(|day| (instant(*day) - before).num_minutes().abs());
        day = nearest.filter(|day| (instant(*day) - before).num_minutes().abs() < 60).unwrap_or(day);
    }
    let modifier = found.value.modifier;
    found.value = calendar::with(calendar::clock(day, minutes, offset), modifier);
    found.value.day_assumed = beside.is_none();
    let widen = |value: &mut TimeValue, before: i64, after: i64| {
        value.begin = value.begin.map(|at| at - Duration::minutes(before));
        value.end = value.end.map(|at| at + Duration::minutes(after));
    };
    match modifier {
        Some(TimexMod::Approx) => widen(&mut found.value, 20, 20),
        Some(TimexMod::Before) => widen(&mut found.value, 45, 0),
        Some(TimexMod::After) => widen(&mut found.value, 0, 45),
        _ => {}
    }
}

/// "1:35 a.m. (2205 GMT on Sunday)": the day is that of the other clock, which may be another than here. The day and the
/// offset of the first clock, where the two can tell one moment.
fn by_the_other_clock(scene: &Scene, next: usize, clock: Clock) -> Option<(chrono::NaiveDate, i32)> {
    if !scene.tokens.get(next)?.is_mark('(') || clock.open || clock.place.is_some() {
        return None;
    }
    let other = clock::read(scene, next + 1)?;
    let told = other.clock.filter(|told| told.place.is_none() && !told.open)?;
    let there = date_after(scene, other.next)?;
    let offset_there = told.offset.filter(|there| clock.offset != Some(*there))?;
    let moment = calendar::start(there) + Duration::minutes(told.minutes - i64::from(offset_there));
    (-1..=1).find_map(|k| {
        let day = calendar::add_days(there, k)?;
        let offset = (calendar::start(day) + Duration::minutes(clock.minutes) - moment).num_minutes();
        let fits = match clock.offset {
            Some(known) => (offset - i64::from(known)).abs() < 60,
            // zones lie whole quarters of an hour apart
            None => (-12 * 60..=14 * 60).contains(&offset) && offset % 15 == 0,
        };
        fits.then(|| (day, clock.offset.unwrap_or(offset as i32)))
    })
}

/// The moment in UTC of a clock time that stands right before this one in another zone.
fn restated(scene: &Scene, found: &Found, mentions: &[TimeMention]) -> Option<chrono::NaiveDateTime> {
    let here = scene.tokens[found.first].start as usize;
    let before =
        mentions.iter().rev().take(2).find(|m| m.value.kind == TimexKind::Time && m.value.timex.contains(':'))?;
    let gap = scene.text.get(before.span.end..here)?;
    let joined = gap.len() < 40
        && (gap.contains('(') || gap.contains(" or ") || gap.contains("which ") || gap.trim() == ",")
        && !gap.contains('.');
    let offset = before.value.offset?;
    let other = found.clock.is_some_and(|c| c.place.is_some() || c.offset != Some(offset));
    (joined && other).then(|| before.value.begin.map(|at| at - Duration::minutes(offset.into()))).flatten()
}

/// A day that stands right behind a clock time: "noon on Friday", "9 p.m. Tuesday", "3:14 a.m. on 2 March".
fn date_after(scene: &Scene, next: usize) -> Option<chrono::NaiveDate> {
    for at in next..next + 7 {
        if scene.opens_paragraph(at) {
            return None;
        }
        let found = core(scene, at).into_iter().next().or_else(|| read(scene, at).into_iter().next());
        if let Some(found) = found.filter(|f| f.clock.is_none()) {
            return day_in(&found);
        }
        let joins = scene.is_any(
            at,
            &["on", ",", "of", "in", "the", "(", "local", "time", "night", "morning", "afternoon", "evening"],
        ) || scene.is(at, "to") && scene.was_any(at, &["night"]);
        if !joins {
            return None;
        }
    }
    None
}

fn day_in(found: &Found) -> Option<chrono::NaiveDate> {
    let timex = found.value.timex.as_bytes();
    let daily = timex.len() >= 10
        && timex[4] == b'-'
        && timex[7] == b'-'
        && matches!(found.value.kind, TimexKind::Date | TimexKind::Time);
    // the night belongs to the day on which it begins
    let text = &found.value.timex;
    daily.then(|| text[..10].parse().ok()).flatten()
}

/// The day of the date or clock time before, and whether that day was itself a guess.
fn same_sentence_before(scene: &Scene, found: &Found, mentions: &[TimeMention]) -> Option<(chrono::NaiveDate, bool)> {
    let here = scene.tokens[found.first].start as usize;
    let region = scene.tokens[0].start as usize;
    mentions.iter().rev().take_while(|m| m.span.start >= region).find_map(|mention| {
        let at = scene.tokens.partition_point(|t| (t.start as usize) < mention.span.start);
        if mention.span.end > here || !scene.same_sentence(at, found.first) {
            return None;
        }
        let text = mention.value.timex.get(..10)?;
        let daily = matches!(mention.value.kind, TimexKind::Date | TimexKind::Time) && mention.value.begin.is_some();
        Some((text.parse().ok().filter(|_| daily)?, mention.value.day_assumed))
    })
}

fn same_sentence_after(scene: &Scene, next: usize) -> Option<chrono::NaiveDate> {
    let mut at = next;
    // the point of "5:30 p.m." can end the sentence too
    let pointed = scene.get(next - 1).is_some_and(|t| scene.text[..t.end as usize].ends_with('.'));
    if pointed && scene.capital(next) && scene.weekday(next).is_none() && scene.month(next).is_none() {
        return None;
    }
    while at < scene.tokens.len() && !scene.tokens[at].paragraph && !scene.ends_sentence(at) {
        // only plain days: what is far behind often belongs to another verb
        if at > next + 12 || scene.tokens[at].is_mark('(') {
            return None;
        }
        if (scene.mask(at).knows() || scene.tokens[at].is_number())
            && let Some(day) = dates::read(scene, at).first().and_then(day_in)
        {
            return Some(day);
        }
        at += 1;
    }
    None
}

impl TimeValue {
    /// One notation for all: `2025-06-09`, `2025-06`, `2025-06-15/2025-06-17`, `2025-06-09T12:00+09:00`, `2025-06-06TEV`;
    /// quarters, halves and weeks are written as what they span.
    pub fn canonical(&self) -> String {
        let sign = match self.modifier {
            Some(TimexMod::Approx | TimexMod::LessThan | TimexMod::MoreThan) => "~",
            Some(TimexMod::EqualOrLess | TimexMod::OnOrBefore | TimexMod::Before) => "<=",
            Some(TimexMod::EqualOrMore | TimexMod::OnOrAfter | TimexMod::After) => ">=",
            _ => "",
        };
        let timex = self.timex.as_str();
        let coarse = timex.contains("-Q") || timex.contains("-H") || timex.contains("-W") || timex.len() < 4;
        let text = match (self.begin, self.end) {
            (Some(begin), Some(end)) if coarse && self.kind == TimexKind::Date => {
                let last = end - Duration::minutes(1);
                let form = if timex.contains("-W") {
                    "%Y-%m-%d"
                } else if timex.len() < 4 {
                    "%Y"
                } else {
                    "%Y-%m"
                };
                format!("{}/{}", begin.format(form), last.format(form))
            }
            _ => timex.to_string(),
        };
        let clock =
            self.kind == TimexKind::Time && timex.contains("T") && timex.ends_with(|c: char| c.is_ascii_digit());
        format!("{sign}{text}{}", if clock { offset_suffix(self.offset) } else { String::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CROWDED: &str = "Orrin, Nov. 4 (Agency) -- In the third quarter of 2023, up from the year-ago quarter, the mill was shut \
        for the quarter ended July 31; the same period last year, the fiscal first half and Q3 2022 followed. By 6:20 p.m. (1720 \
        GMT on Tuesday), which is ten past nine in Lima, one day to go before noon on Friday, Eid al-Fitr 2024, the first \
        Tuesday in November, June 15-17, the 1980s, the 19th century, late spring, two years, three months and a day ago, 0:31, \
        the night of 8 to 9 May, twice a week, about an hour and a half, tomorrow, '89, 2022-23, 9/6/2024, the day before, the \
        quarter a year earlier, ninety minutes after midnight, may not have to leave Monday, and there were concerns about the";

    #[test]
    fn a_text_cut_anywhere_is_read() {
        let anchor = Anchor { date: chrono::NaiveDate::from_ymd_opt(2024, 5, 15), offset: Some(60) };
        for (at, _) in CROWDED.char_indices().chain([(CROWDED.len(), ' ')]) {
            for part in [&CROWDED[..at], &CROWDED[at..]] {
                claims(part, &extract_in(part, &[Span::new(0, part.len())], anchor));
            }
            // a quarter that was said before lets more rules look on
            let blocks = format!("The third quarter was good.\n\n{}", &CROWDED[..at]);
            let regions = [Span::new(0, 27), Span::new(29, blocks.len())];
            claims(&blocks, &extract_in(&blocks, &regions, anchor));
        }
    }

    #[test]
    fn claims_join_what_is_one() {
        let anchor = Anchor { date: chrono::NaiveDate::from_ymd_opt(2024, 5, 15), offset: None };
        let joined = |text: &str| {
            let found = claims(text, &extract_in(text, &[Span::new(0, text.len())], anchor));
            found.iter().map(|m| m.value.timex.clone()).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(joined("The baths were open on Friday from 8 a.m. to 3 p.m."), "2024-05-10T08:00/2024-05-10T15:00");
        assert_eq!(joined("The vote was moved from 8 a.m. to 3 p.m."), "2024-05-15T08:00 | 2024-05-15T15:00");
        assert_eq!(
            joined("The rite was put back by the prior from 8 a.m. to 3 p.m."),
            "2024-05-15T08:00 | 2024-05-15T15:00"
        );
        assert_eq!(joined("The rite was put on from 8 a.m. to 3 p.m."), "2024-05-15T08:00/2024-05-15T15:00");
        assert_eq!(joined("Ninety minutes before noon the kiln burst."), "2024-05-15T10:30");
        assert_eq!(joined("For two hours before midnight the kiln was cold."), "PT2H | 2024-05-15T24:00");
        assert_eq!(joined("The rite lasted about two hours before midnight."), "PT2H | 2024-05-15T24:00");
    }
}
