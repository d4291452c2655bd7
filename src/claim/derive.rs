//! Values that follow from what an article says: a margin from a vote, a length of time from its two ends, a total from
//! its parts, a change from two levels.
//!
//! A derived value is compared with other articles' values like a stated one, so that "from nine to five" meets "eight
//! hours". What belongs here: deriving. What does not: judging.

use super::build::Bench;
use super::{Detail, Draft};
use crate::lexicon;
use crate::model::{Attribute, Bound, ChangeRole, Quantity, QuantityClass, TimexKind, Value};
use rust_decimal::Decimal;

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    let mut derived = Vec::new();
    for k in 0..drafts.len() {
        derived.extend(margin(drafts, k));
        derived.extend(from_to(drafts, k));
        derived.extend(hours(bench, drafts, k));
        derived.extend(part_of(bench, drafts, k));
        derived.extend(total(bench, drafts, k));
    }
    drafts.extend(derived);
}

fn quantity(draft: &Draft) -> Option<&Quantity> {
    match &draft.claim.value {
        Value::Quantity(q) => Some(q),
        _ => None,
    }
}

/// The figure itself, where it is one plain number.
fn point(draft: &Draft) -> Option<Decimal> {
    let q = quantity(draft)?;
    let plain = matches!(q.bound, Bound::Plain | Bound::Exactly | Bound::About);
    (plain && q.low.is_some() && q.low == q.high).then_some(q.low).flatten()
}

fn figure(class: QuantityClass, value: Decimal, unit: &str, bound: Bound) -> Quantity {
    Quantity {
        class,
        low: Some(value),
        high: Some(value),
        unit: unit.to_string(),
        of: None,
        per: None,
        bound,
        fraction: false,
        change: None,
    }
}

/// A draft like `like`, with another value.
fn derive(like: &Draft, sources: Vec<usize>, attribute: Attribute, scale: &str, value: Quantity, rule: &str) -> Draft {
    let mut draft = like.clone();
    draft.claim.attribute = attribute;
    draft.claim.canonical = value.canonical();
    draft.claim.value = Value::Quantity(value);
    draft.claim.rule = rule.to_string();
    draft.frame.attribute = attribute;
    draft.frame.scale = scale.to_string();
    draft.detail = Detail::None;
    draft.sources = sources;
    draft
}

/// "152 votes to 148": a margin of four votes.
fn margin(drafts: &[Draft], k: usize) -> Option<Draft> {
    let q = quantity(&drafts[k]).filter(|q| q.class == QuantityClass::Count && q.unit == "score")?;
    let value = (q.high? - q.low?).abs();
    let mut figure = figure(QuantityClass::Count, value, "", Bound::Exactly);
    figure.of = q.of.clone().or(Some("vote".into()));
    let mut draft = derive(&drafts[k], vec![k], Attribute::Count, "count", figure, "margin-of-a-vote");
    draft.frame.head = Some("margin".into());
    Some(draft)
}

/// "from £200m to £230m": a change of 15 percent.
fn from_to(drafts: &[Draft], k: usize) -> Option<Draft> {
    let role = |d: &Draft| quantity(d).and_then(|q| q.change).map(|c| c.role);
    let from = &drafts[k];
    if role(from) != Some(ChangeRole::From) {
        return None;
    }
    let same = |d: &&Draft| {
        d.frame.sentence == from.frame.sentence
            && role(d) == Some(ChangeRole::To)
            && quantity(d).map(|q| (&q.unit, q.class)) == quantity(from).map(|q| (&q.unit, q.class))
    };
    let to = drafts.iter().position(|d| same(&d))?;
    let (old, new) = (point(from)?, point(&drafts[to])?);
    if old.is_zero() || quantity(from)?.class == QuantityClass::Percent {
        return None;
    }
    let change = ((new - old) * Decimal::ONE_HUNDRED / old).abs().round_dp(1);
    let figure = figure(QuantityClass::Percent, change, "percent", Bound::About);
    Some(derive(from, vec![k, to], Attribute::Percent, "percent", figure, "change-between-two-levels"))
}

/// "from nine in the morning until four in the afternoon": seven hours.
fn hours(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let time = |d: &Draft| match &d.claim.value {
        Value::Time(t) if t.kind == TimexKind::Time => t.begin.zip(t.end).map(|(begin, end)| (begin, end, t.offset)),
        _ => None,
    };
    let start = &drafts[k];
    let (begin, begin_end, offset) = time(start)?;
    let next = drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.frame.sentence == start.frame.sentence && d.claim.span.start >= start.claim.span.end)
        .find(|(_, d)| time(d).is_some())?;
    let (end, end_end, other) = time(next.1)?;
    let between = bench.text.get(start.claim.span.end..next.1.claim.span.start)?.trim();
    let joined = matches!(between, "to" | "until" | "till" | "-" | "–");
    let minute = |from: chrono::NaiveDateTime, to: chrono::NaiveDateTime| (to - from).num_minutes() <= 1;
    if !joined || offset != other || !minute(begin, begin_end) || !minute(end, end_end) {
        return None;
    }
    let mut minutes = (end - begin).num_minutes();
    if minutes < 0 {
        minutes += if minutes > -12 * 60 { 12 * 60 } else { 24 * 60 };
    }
    let figure = figure(QuantityClass::Duration, Decimal::from(minutes), "minute", Bound::Plain);
    Some(derive(start, vec![k, next.0], Attribute::Duration, "duration", figure, "between-two-times"))
}

/// "46 of the 120 seats": 38.3 percent.
fn part_of(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let part = &drafts[k];
    let count = |d: &Draft| quantity(d).filter(|q| q.class == QuantityClass::Count && q.unit != "score").and(point(d));
    let small = count(part)?;
    let (w, whole) = drafts.iter().enumerate().find(|(_, d)| {
        d.claim.span.start >= part.claim.span.end && d.frame.sentence == part.frame.sentence && count(d).is_some()
    })?;
    let between = bench.text.get(part.claim.span.end..whole.claim.span.start)?.trim();
    let large = count(whole)?;
    if !matches!(between, "of the" | "of its" | "of their" | "out of" | "of" | "out of the") || small >= large {
        return None;
    }
    let share = (small * Decimal::ONE_HUNDRED / large).round_dp(1);
    let figure = figure(QuantityClass::Percent, share, "percent", Bound::Exactly);
    let mut draft = derive(part, vec![k, w], Attribute::Percent, "percent", figure, "share-of-a-total");
    draft.frame.head = whole.frame.head.clone();
    Some(draft)
}

/// "271 passengers and 12 crew": 283 people.
fn total(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let first = &drafts[k];
    let person = |d: &Draft| {
        d.frame.head.as_deref().is_some_and(lexicon::is_person_or_group)
            && quantity(d).is_some_and(|q| q.class == QuantityClass::Count && q.unit != "score")
    };
    if !person(first) {
        return None;
    }
    let (w, second) = drafts.iter().enumerate().find(|(_, d)| {
        d.claim.span.start >= first.claim.span.end && d.frame.sentence == first.frame.sentence && point(d).is_some()
    })?;
    let between = bench.text.get(first.claim.span.end..second.claim.span.start)?.trim();
    if between != "and" || !person(second) {
        return None;
    }
    let mut figure = figure(QuantityClass::Count, point(first)? + point(second)?, "", Bound::Exactly);
    figure.of = Some("people".into());
    let mut draft = derive(first, vec![k, w], Attribute::Count, "count", figure, "sum-of-two-counts");
    draft.frame.head = Some("people".into());
    Some(draft)
}
