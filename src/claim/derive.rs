//! Values that follow from what an article says: a margin from a vote, a length of time from its two ends, a total from
//! its parts, a change from two levels.
//!
//! A derived value is compared with other articles' values like a stated one, so that "from nine to five" meets "eight
//! hours". What belongs here: deriving. What does not: judging.

use super::build::Bench;
use super::clause::base;
use super::frame::anchor_token;
use super::{Detail, Draft};
use crate::lexicon;
use crate::model::{Attribute, Bound, Change, ChangeRole, Modality, Quantity, QuantityClass, TimexKind, Trend, Value};
use crate::syntax::{NameKind, Upos};
use rust_decimal::Decimal;

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        set_apart(bench, draft);
    }
    let mut derived = Vec::new();
    for k in 0..drafts.len() {
        derived.extend(left_over(bench, drafts, k));
        derived.extend(points_apart(bench, drafts, k));
        derived.extend(by_the_year(drafts, k));
        derived.extend(spell(drafts, k));
        derived.extend(margin(drafts, k));
        derived.extend(from_to(drafts, k));
        derived.extend(level_before(drafts, k));
        derived.extend(hours(bench, drafts, k));
        derived.extend(part_of(bench, drafts, k));
        derived.extend(total(bench, drafts, k));
        derived.extend(and_others(bench, drafts, k));
        derived.extend(each(bench, drafts, k));
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

/// "91 votes to 64": a margin of 27 votes.
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
    let change = new.checked_sub(old)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old)?.abs().round_dp(1);
    // the levels may be rounded: a tenth of the change, or a point, to either side
    let width = (change / Decimal::TEN).max(Decimal::ONE);
    let shown = figure(QuantityClass::Percent, change, "percent", Bound::About).canonical();
    let mut figure = figure(QuantityClass::Percent, change, "percent", Bound::Plain);
    (figure.low, figure.high) = (Some(change - width), Some(change.checked_add(width)?));
    let mut draft = derive(from, vec![k, to], Attribute::Percent, "percent", figure, "change-between-two-levels");
    draft.claim.canonical = shown;
    Some(draft)
}

/// "slumped eleven points to 38%": from 49.
fn level_before(drafts: &[Draft], k: usize) -> Option<Draft> {
    let by = &drafts[k];
    let change = quantity(by).filter(|q| q.unit == "percentage point")?.change;
    let trend = change.filter(|change| change.role == ChangeRole::By)?.trend?;
    let level = |d: &Draft| {
        let q = quantity(d).filter(|q| q.class == QuantityClass::Percent && q.unit == "percent");
        let to = |c: Change| c.role == ChangeRole::To && c.trend.is_none_or(|other| other == trend);
        let here = (d.frame.sentence, d.frame.clause) == (by.frame.sentence, by.frame.clause);
        here && d.claim.span.start >= by.claim.span.end && q.and_then(|q| q.change).is_some_and(to)
    };
    let to = drafts.iter().position(level)?;
    let (points, now) = (point(by)?, point(&drafts[to])?);
    let before = if trend == Trend::Up { now.checked_sub(points)? } else { now.checked_add(points)? };
    if before < Decimal::ZERO || before > Decimal::ONE_HUNDRED {
        return None;
    }
    let mut figure = figure(QuantityClass::Percent, before, "percent", Bound::Plain);
    figure.change = Some(Change { role: ChangeRole::From, trend: None });
    Some(derive(&drafts[to], vec![k, to], Attribute::Percent, "percent", figure, "level-before-a-change"))
}

/// "from nine in the morning until four in the afternoon": seven hours.
fn hours(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let time = |d: &Draft| match &d.claim.value {
        Value::Time(t) if t.kind == TimexKind::Time => t.begin.zip(t.end).map(|(begin, end)| (begin, end, t.offset)),
        _ => None,
    };
    let start = &drafts[k];
    let (begin, begin_end, offset) = time(start)?;
    // "from 8 a.m. to 3 p.m." is one claim, whose last minute is that at which it ends
    if matches!(&start.claim.value, Value::Time(t) if t.timex.contains('/')) {
        let minutes = Decimal::from((begin_end - begin).num_minutes() - 1);
        let figure = figure(QuantityClass::Duration, minutes, "minute", Bound::Plain);
        return Some(derive(start, vec![k], Attribute::Duration, "duration", figure, "between-two-times"));
    }
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

/// "closed 9 of its 60 branches": 51 branches are left.
fn left_over(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let part = &drafts[k];
    if !matches!(part.frame.predicate.as_str(), "lose" | "shed" | "cut" | "close" | "sell" | "scrap" | "drop") {
        return None;
    }
    let (w, whole) = counted_after(drafts, k)?;
    let between = bench.text.get(part.claim.span.end..whole.claim.span.start)?.trim();
    let (lost, had) = (point(part)?, point(whole)?);
    if !matches!(between, "of the" | "of its" | "of their" | "of his" | "of her" | "out of" | "of") || lost >= had {
        return None;
    }
    let mut figure = figure(QuantityClass::Count, had.checked_sub(lost)?, "", Bound::Exactly);
    figure.of = quantity(whole)?.of.clone();
    Some(derive(whole, vec![k, w], Attribute::Count, "count", figure, "left-of-a-total"))
}

/// The next count of the sentence.
fn counted_after(drafts: &[Draft], k: usize) -> Option<(usize, &Draft)> {
    let part = &drafts[k];
    let count = |d: &Draft| quantity(d).is_some_and(|q| q.class == QuantityClass::Count && q.unit != "score");
    let mut after = drafts.iter().enumerate().filter(|(_, d)| {
        d.claim.span.start >= part.claim.span.end && d.frame.sentence == part.frame.sentence && count(d)
    });
    count(part).then(|| after.next()).flatten()
}

/// "53 percent were content, compared with 28 percent": 25 points apart.
fn points_apart(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let share = |d: &Draft| {
        quantity(d)
            .filter(|q| q.class == QuantityClass::Percent && q.unit == "percent" && q.change.is_none())
            .and(point(d))
    };
    let first = &drafts[k];
    let high = share(first)?;
    let (w, second) = drafts.iter().enumerate().find(|(_, d)| {
        d.claim.span.start >= first.claim.span.end && d.frame.sentence == first.frame.sentence && share(d).is_some()
    })?;
    let between = bench.text.get(first.claim.span.end..second.claim.span.start)?;
    let compared = ["compared with", "compared to", "against", "versus", "as opposed to", "but only"];
    if between.len() > 80 || !compared.iter().any(|words| between.contains(words)) {
        return None;
    }
    let apart = high.checked_sub(share(second)?)?.abs();
    let figure = figure(QuantityClass::Percent, apart, "percentage point", Bound::Plain);
    Some(derive(first, vec![k, w], Attribute::Percent, "percentage point", figure, "points-between-two-shares"))
}

/// "$500 a month": $6,000 a year.
fn by_the_year(drafts: &[Draft], k: usize) -> Option<Draft> {
    let q = quantity(&drafts[k]).filter(|q| q.class == QuantityClass::Money && q.per.as_deref() == Some("month"))?;
    let (low, high) = (q.low?.checked_mul(Decimal::from(12))?, q.high?.checked_mul(Decimal::from(12))?);
    let yearly = Quantity { low: Some(low), high: Some(high), per: Some("year".into()), ..q.clone() };
    let mut draft = derive(&drafts[k], vec![k], Attribute::Money, "money", yearly, "twelve-months");
    draft.frame.modifiers.retain(|word| word != "month");
    draft.frame.modifiers.push("year".into());
    Some(draft)
}

/// "The lock was opened at 2:20 a.m. on Monday and closed on Tuesday at 6:20 p.m.": 40 hours.
///
/// The two deeds must be opposites, done to or by one thing, at exact times of one clock.
fn spell(drafts: &[Draft], k: usize) -> Option<Draft> {
    let exact = |d: &Draft| match &d.claim.value {
        Value::Time(t) if t.kind == TimexKind::Time && !t.day_assumed && t.timex.contains(':') => {
            t.begin.map(|begin| (begin, t.offset))
        }
        _ => None,
    };
    let end = &drafts[k];
    let (until, offset) = exact(end)?;
    let thing = |d: &Draft| [d.frame.subject.clone(), d.frame.object.clone()];
    let things = thing(end);
    let told = |d: &Draft| !d.frame.negated && d.frame.modality == Modality::Asserted && d.frame.role != "by";
    let opens = |d: &Draft| {
        let one_thing = thing(d).iter().flatten().any(|x| things.iter().flatten().any(|y| x == y));
        one_thing && told(d) && ends_of_one(d.frame.deed(), end.frame.deed())
    };
    let (w, start) = drafts.iter().enumerate().find(|(w, d)| *w != k && exact(d).is_some() && opens(d))?;
    let (since, other) = exact(start)?;
    let minutes = (until - since).num_minutes();
    if !told(end) || offset != other || !(1..=30 * 24 * 60).contains(&minutes) {
        return None;
    }
    let figure = figure(QuantityClass::Duration, Decimal::from(minutes), "minute", Bound::Plain);
    Some(derive(end, vec![w, k], Attribute::Duration, "duration", figure, "between-opposite-deeds"))
}

/// Whether the second deed ends what the first began.
fn ends_of_one(first: &str, second: &str) -> bool {
    let again = second.strip_prefix("re").is_some_and(|rest| lexicon::relatedness(first, rest) < 0);
    lexicon::relatedness(first, second) < 0 || again
}

/// A pause is not the length of what it interrupts, a delay not that of the journey, and what something weighs empty is not
/// what it weighs laden: such figures stand on scales of their own.
fn set_apart(bench: &Bench, draft: &mut Draft) {
    let rest = bench.text.get(draft.claim.span.end..).unwrap_or("");
    let next = rest.split(['.', ',', ';', '\n']).next().unwrap_or("").trim_start().to_lowercase();
    let first = next.split(' ').next().unwrap_or("");
    let before = bench.text.get(..draft.claim.span.start).unwrap_or("").trim_end();
    let delayed =
        matches!(first, "late" | "overdue") || next.starts_with("behind schedule") || before.ends_with("late by");
    match draft.claim.attribute {
        Attribute::Duration if delayed || draft.frame.facet == Some("delay") => draft.frame.scale = "delay".into(),
        Attribute::Duration if matches!(first, "off" | "break" | "pause") || next.starts_with("of rest") => {
            draft.frame.scale = "pause".into();
        }
        Attribute::Measure if matches!(first, "empty" | "unladen" | "net") => draft.frame.scale = "measure, net".into(),
        Attribute::Measure if matches!(first, "gross" | "laden" | "loaded") => {
            draft.frame.scale = "measure, gross".into()
        }
        _ => {}
    }
}

/// "90 guests and 14 cooks": 104 people.
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

/// "The skipper and his 13 crew", "Halm, Orne and two others": so many people with those beside them.
fn and_others(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let counted = &drafts[k];
    quantity(counted).filter(|q| q.class == QuantityClass::Count && q.unit != "score")?;
    let s = counted.frame.sentence;
    let tokens = &bench.sentences[s].tokens;
    let people = anchor_token(&bench.sentences[s], counted.claim.span)?;
    let first = tokens[people].head.filter(|_| base(tokens[people].relation) == "conj")?;
    let listed = |&i: &usize| tokens[i].head == Some(first) && base(tokens[i].relation) == "conj" && i != people;
    let beside: Vec<usize> = std::iter::once(first).chain((0..tokens.len()).filter(listed)).collect();
    let one = |&i: &usize| {
        let figure = tokens.iter().any(|t| t.head == Some(i) && base(t.relation) == "nummod");
        let single = tokens[i].span.of(bench.text).eq_ignore_ascii_case(&tokens[i].lemma) && !figure;
        let couple = tokens[i].lemma == "couple";
        let person = couple || lexicon::kinds(&tokens[i].lemma.to_lowercase()).meets(lexicon::Kinds::PERSON);
        let named = bench.entity_at(s, i).is_some_and(|e| bench.entities[e].kind == NameKind::Person);
        tokens[i].upos == Upos::Noun && single && person || named
    };
    let others = matches!(counted.frame.head.as_deref(), None | Some("other" | "people" | "person"))
        || counted.frame.head.as_deref().is_some_and(lexicon::is_person_or_group);
    if !others || !beside.iter().all(one) {
        return None;
    }
    // "a couple and their three children" are five
    let heads: usize = beside
        .iter()
        .map(|&i| if matches!(tokens[i].lemma.as_str(), "couple" | "pair" | "parent" | "twin") { 2 } else { 1 })
        .sum();
    let all = point(counted)?.checked_add(Decimal::from(heads))?;
    let mut figure = figure(QuantityClass::Count, all, "", Bound::Exactly);
    figure.of = Some("people".into());
    let mut draft = derive(counted, vec![k], Attribute::Count, "count", figure, "people-and-others");
    draft.frame.head = Some("people".into());
    Some(draft)
}

/// "fourteen payments of 150,000 dollars each", "14 buses, each with 45 people aboard": as much in all.
fn each(bench: &Bench, drafts: &[Draft], k: usize) -> Option<Draft> {
    let one = &drafts[k];
    let q = quantity(one)
        .filter(|q| matches!(q.class, QuantityClass::Count | QuantityClass::Money) && q.unit != "score")?;
    let after = bench.text.get(one.claim.span.end..).unwrap_or("").trim_start();
    let sentence = &bench.sentences[one.frame.sentence];
    let before = bench.text.get(sentence.span.start..one.claim.span.start).unwrap_or("").trim_end().to_lowercase();
    let told = after.starts_with("each")
        || ["each with", "each of", "each carrying", "each worth"].iter().any(|w| before.ends_with(w));
    let (w, many) = drafts.iter().enumerate().rev().find(|(_, d)| {
        d.frame.sentence == one.frame.sentence
            && d.claim.span.end <= one.claim.span.start
            && quantity(d).is_some_and(|q| q.class == QuantityClass::Count && q.unit != "score")
            && d.frame.head.is_some()
    })?;
    if !told || point(many)? < Decimal::TWO {
        return None;
    }
    let all = point(many)?.checked_mul(point(one)?)?;
    let total = Quantity { low: Some(all), high: Some(all), bound: Bound::Plain, ..q.clone() };
    Some(derive(one, vec![w, k], one.claim.attribute, &one.frame.scale, total, "so-much-each"))
}
