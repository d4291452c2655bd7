//! Dated claims on one axis of days, one row an outlet.

use super::super::stories::Story;
use super::super::words::{clean, modality, point, short, told};
use super::Links;
use crate::model::{Attribute, Claim, Document, Value};
use crate::report::gist::gist;
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that a drawing holds; what is left out is counted.
const ROWS: usize = 60;
const LEFT: f64 = 180.0;
const RIGHT: f64 = 770.0;

/// The drawing of a story's dates.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    pub height: usize,
    pub axis: usize,
    pub groups: Vec<Group>,
    pub ticks: Vec<Tick>,
    /// Dates that lie too far away to be drawn on the same axis, in words.
    pub outside: Vec<String>,
    pub left_out: usize,
}

/// One happening.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    pub label: String,
    pub y: usize,
    pub link: Option<String>,
    pub conflict: bool,
    pub bars: Vec<Bar>,
}

/// One outlet's date of it.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    pub outlet: String,
    pub value: String,
    pub y: usize,
    pub x: String,
    pub width: String,
    pub plan: bool,
    pub modality: Option<&'static str>,
    pub text_x: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    pub x: String,
    pub text: String,
}

struct Dated<'r> {
    claim: &'r Claim,
    document: &'r Document,
    begin: NaiveDateTime,
    end: NaiveDateTime,
}

/// What the claims of a group have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'r> {
    /// A finding on a date, by its number in the story.
    Finding(usize),
    /// An event and what is said of it.
    Topic(&'r str, &'r str),
}

/// The timeline of a story; none where nothing in it is dated.
pub fn timeline(story: &Story<'_>, claims: &BTreeMap<&str, Vec<&Claim>>, links: &Links) -> Option<Timeline> {
    let mut keys: BTreeMap<&str, Key<'_>> = BTreeMap::new();
    for (n, finding) in story.findings.iter().enumerate() {
        if matches!(finding.attribute, Attribute::Date | Attribute::Time) {
            for id in finding.sides.iter().flat_map(|side| &side.claims) {
                keys.entry(id.as_str()).or_insert(Key::Finding(n));
            }
        }
    }
    let mut groups: BTreeMap<Key<'_>, Vec<Dated<'_>>> = BTreeMap::new();
    for document in story.documents.iter().filter(|document| !document.superseded) {
        for claim in claims.get(document.id.as_str()).into_iter().flatten() {
            let Value::Time(time) = &claim.value else { continue };
            let (Some(begin), Some(end)) = (time.begin, time.end) else { continue };
            if !matches!(claim.attribute, Attribute::Date | Attribute::Time) || end <= begin {
                continue;
            }
            let topic = Key::Topic(claim.event.as_deref().unwrap_or_default(), &claim.subject);
            let key = keys.get(claim.id.as_str()).cloned().unwrap_or(topic);
            groups.entry(key).or_default().push(Dated { claim, document, begin, end });
        }
    }
    let (from, to) = window(groups.values().flatten())?;
    let days = (to - from).num_minutes() as f64;
    let x = |at: NaiveDateTime| LEFT + (at - from).num_minutes() as f64 / days * (RIGHT - LEFT);

    let mut sorted: Vec<(Key<'_>, Vec<Dated<'_>>)> = groups.into_iter().collect();
    for (_, group) in &mut sorted {
        group.sort_by_key(|dated| (dated.begin, dated.end, dated.document.article.source_name(), dated.claim.start));
        // One outlet that says one date twice is one row.
        let mut told = BTreeSet::new();
        group.retain(|dated| told.insert((dated.document.article.source_name(), dated.claim.canonical.clone())));
    }
    // What several outlets date comes before what one outlet dates, wherever there is not room for all.
    let mut rank: Vec<usize> = (0..sorted.len()).collect();
    rank.sort_by_key(|n| (!matches!(sorted[*n].0, Key::Finding(_)), *n));
    let (mut kept, mut rows, mut left_out) = (BTreeSet::new(), 0, 0);
    for n in rank {
        let size = sorted[n].1.len();
        if rows + size > ROWS {
            left_out += size;
        } else {
            rows += size;
            kept.insert(n);
        }
    }
    let mut number = 0;
    sorted.retain(|_| {
        number += 1;
        kept.contains(&(number - 1))
    });
    sorted.sort_by_key(|(key, group)| (group.first().map(|dated| dated.begin), key.clone()));

    let (mut drawn, mut outside, mut y) = (Vec::new(), Vec::new(), 34);
    for (key, group) in &sorted {
        let (near, far): (Vec<_>, Vec<_>) = group.iter().partition(|dated| dated.begin < to && dated.end > from);
        for dated in far {
            let source = clean(&dated.document.article.source_name());
            let about = gist(dated.claim, dated.document, 80);
            outside.push(format!("{}: {about} ({source})", told(dated.claim)));
        }
        let Some(first) = near.first() else { continue };
        let finding = match key {
            Key::Finding(n) => story.findings.get(*n),
            Key::Topic(..) => None,
        };
        let top = y;
        y += 22;
        let bars = near.iter().map(|dated| {
            let (begin, end) = (x(dated.begin.max(from)), x(dated.end.min(to)));
            let width = (end - begin).max(7.0);
            let bar = Bar {
                outlet: short(&clean(&dated.document.article.source_name()), 30),
                value: short(&told(dated.claim), 44),
                y,
                x: point(begin),
                width: point(width),
                plan: modality(dated.claim).is_some(),
                modality: modality(dated.claim),
                text_x: point(begin + width + 6.0),
            };
            y += 22;
            bar
        });
        let bars = bars.collect();
        y += 10;
        drawn.push(Group {
            label: gist(first.claim, first.document, 90).to_string(),
            y: top,
            link: finding.map(|finding| links.anchor(finding)),
            conflict: finding.is_some_and(|finding| finding.verdict == crate::model::Verdict::Contradiction),
            bars,
        });
    }
    outside.sort();
    outside.dedup();
    outside.truncate(30);
    Some(Timeline { height: y + 8, axis: y, groups: drawn, ticks: ticks(from, to, x), outside, left_out })
}

/// The shortest stretch that holds four fifths of the dates, with some room: one date of another century must not press all
/// others into one point.
fn window<'r>(all: impl Iterator<Item = &'r Dated<'r>>) -> Option<(NaiveDateTime, NaiveDateTime)> {
    // What is no finer than a year says little on an axis of days.
    let mut ends: Vec<(NaiveDateTime, NaiveDateTime)> = all.map(|dated| (dated.begin, dated.end)).collect();
    let fine: Vec<_> = ends.iter().copied().filter(|(begin, end)| *end - *begin < Duration::days(200)).collect();
    if !fine.is_empty() {
        ends = fine;
    }
    ends.sort();
    let need = (ends.len() * 4).div_ceil(5).max(1);
    let (from, to) = (0..=ends.len().checked_sub(need)?)
        .map(|start| {
            let held = &ends[start..start + need];
            (held[0].0, held.iter().map(|(_, end)| *end).max().unwrap_or(held[0].1))
        })
        .min_by_key(|(from, to)| *to - *from)?;
    let room = ((to - from) / 12).max(Duration::days(1));
    Some((from.checked_sub_signed(room)?, to.checked_add_signed(room)?))
}

/// Four to nine days, months or years below the axis.
fn ticks(from: NaiveDateTime, to: NaiveDateTime, x: impl Fn(NaiveDateTime) -> f64) -> Vec<Tick> {
    let days = (to - from).num_days().max(1);
    let mut ticks = Vec::new();
    let mut put = |day: NaiveDate, text: String| {
        let at = day.and_time(chrono::NaiveTime::MIN);
        if at >= from && at <= to {
            ticks.push(Tick { x: point(x(at)), text });
        }
    };
    if days <= 120 {
        let step = [1, 2, 3, 7, 14, 21].into_iter().find(|step| days / step <= 8).unwrap_or(30);
        // The first tick that is drawn bears the year.
        let (mut day, mut first) = (from.date(), true);
        while day.and_time(chrono::NaiveTime::MIN) < from {
            day += Duration::days(1);
        }
        while day <= to.date() {
            let text = day.format(if day.day() == 1 || first { "%-d %b %Y" } else { "%-d %b" });
            put(day, text.to_string());
            first = false;
            day += Duration::days(step);
        }
        return ticks;
    }
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let step =
        [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].into_iter().find(|step| months / step <= 8).unwrap_or(6000);
    let first = i64::from(from.year()) * 12 + i64::from(from.month0());
    let mut month = first.div_euclid(step) * step;
    while month <= first + months {
        let year = i32::try_from(month.div_euclid(12)).unwrap_or_default();
        let of_year = u32::try_from(month.rem_euclid(12)).unwrap_or_default() + 1;
        if let Some(day) = NaiveDate::from_ymd_opt(year, of_year, 1) {
            put(day, if step % 12 == 0 { year.to_string() } else { day.format("%b %Y").to_string() });
        }
        month += step;
    }
    ticks
}
