//! Parts and totals within one article: a list that does not add up to the number it is said to make.
//!
//! Only lists that say of themselves that they are complete are added up: after a colon or "namely", after "of the 12
//! people", or "seven of the eleven … the other four". A list after "including" or "among them" is never complete.

use crate::claim::{Draft, Reading};
use crate::model::{Attribute, Bound, QuantityClass, Value};
use rust_decimal::Decimal;

/// A total and parts that do not make it.
pub struct Misfit {
    /// Drafts of the total.
    pub total: Vec<usize>,
    /// Drafts of the parts.
    pub parts: Vec<usize>,
    pub why: String,
}

struct Figure {
    draft: usize,
    value: Decimal,
    start: usize,
    end: usize,
    sentence: usize,
    unit: String,
}

pub fn misfits(reading: &Reading) -> Vec<Misfit> {
    let figures = plain_figures(reading);
    let mut found = Vec::new();
    for (k, total) in figures.iter().enumerate() {
        let following: Vec<&Figure> =
            figures[k + 1..].iter().take_while(|f| f.sentence <= total.sentence + 1).collect();
        found.extend(listed(reading, total, &following));
    }
    found.extend(remainders(reading, &figures));
    found
}

/// Plain, unhedged counts and amounts, in order.
fn plain_figures(reading: &Reading) -> Vec<Figure> {
    let mut figures: Vec<Figure> = reading
        .drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| matches!(d.claim.attribute, Attribute::Count | Attribute::Money))
        .filter_map(|(k, d)| figure(k, d))
        .collect();
    figures.sort_by_key(|f| f.start);
    figures
}

fn figure(k: usize, draft: &Draft) -> Option<Figure> {
    let Value::Quantity(q) = &draft.claim.value else { return None };
    let plain = matches!(q.bound, Bound::Plain | Bound::Exactly) && q.low.is_some() && q.low == q.high;
    let counted =
        matches!(q.class, QuantityClass::Count | QuantityClass::Money) && q.unit != "score" && q.per.is_none();
    (plain && counted && q.change.is_none()).then(|| Figure {
        draft: k,
        value: q.low.unwrap_or_default(),
        start: draft.claim.span.start,
        end: draft.claim.span.end,
        sentence: draft.frame.sentence,
        unit: q.unit.clone(),
    })
}

/// "Sixty flights: 30 departures and 25 arrivals", "Of the 60 people, 30 got it and 25 did not".
fn listed(reading: &Reading, total: &Figure, following: &[&Figure]) -> Option<Misfit> {
    let text = &reading.document.article.text;
    let parts: Vec<&&Figure> = following.iter().filter(|f| f.unit == total.unit && f.value < total.value).collect();
    let first = parts.first()?;
    // the parts follow right upon their total: a figure between may be the total that they belong to
    let stands_between = |d: &Draft| {
        d.claim.attribute == Attribute::Count && d.claim.span.start >= total.end && d.claim.span.end <= first.start
    };
    if reading.drafts.iter().any(stands_between) {
        return None;
    }
    let between = text.get(total.end..first.start)?.to_lowercase();
    let sentence = reading.sentences[total.sentence].span.of(text);
    let same = first.sentence == total.sentence;
    let opened = same && (between.contains(':') || between.contains(" namely"));
    let of_them = text.get(first.end..).is_some_and(|rest| rest.trim_start().to_lowercase().starts_with("of them"));
    let of_the = same
        && sentence.trim_start().starts_with("Of ")
        && total.start < reading.sentences[total.sentence].span.start + 14;
    if !(opened || of_them || of_the) || incomplete(&between) {
        return None;
    }
    let chain = chain(text, &parts);
    if chain.len() < 2 {
        return None;
    }
    let sum: Decimal = chain.iter().map(|f| f.value).sum();
    let near = sum * Decimal::from(10) >= total.value * Decimal::from(7)
        && sum * Decimal::from(10) <= total.value * Decimal::from(14);
    if sum == total.value || !near {
        return None;
    }
    let shown: Vec<String> = chain.iter().map(|f| f.value.normalize().to_string()).collect();
    Some(Misfit {
        total: vec![total.draft],
        parts: chain.iter().map(|f| f.draft).collect(),
        why: format!("{} make {}, not {}", shown.join(" + "), sum.normalize(), total.value.normalize()),
    })
}

fn incomplete(between: &str) -> bool {
    ["includ", "among", "such as", "at least", "e.g.", "for example"].iter().any(|w| between.contains(w))
}

/// The figures that stand in one list: each follows the last after a comma, semicolon or "and", within one sentence.
fn chain<'f>(text: &str, parts: &[&&'f Figure]) -> Vec<&'f Figure> {
    let mut list: Vec<&Figure> = Vec::new();
    for part in parts {
        if let Some(last) = list.last() {
            let between = text.get(last.end..part.start).unwrap_or("");
            let joined = between.contains(',') || between.contains(';') || between.contains(" and ");
            if part.sentence != last.sentence || !joined || between.len() > 90 || incomplete(&between.to_lowercase()) {
                break;
            }
        }
        list.push(part);
    }
    list
}

/// "Seven of the eleven objects … the other five": what is left must fit.
fn remainders(reading: &Reading, figures: &[Figure]) -> Vec<Misfit> {
    let text = &reading.document.article.text;
    let mut found = Vec::new();
    for pair in figures.windows(2) {
        let (part, total) = (&pair[0], &pair[1]);
        let between = text.get(part.end..total.start).unwrap_or("").trim();
        let of =
            matches!(between, "of the" | "of its" | "of their" | "out of" | "out of the" | "of his" | "of her" | "of");
        if !of || part.value >= total.value {
            continue;
        }
        let rest = figures.iter().find(|f| {
            f.start > total.end && f.sentence <= total.sentence + 3 && remaining(text, f) && f.value < total.value
        });
        let Some(rest) = rest else { continue };
        let left = total.value - part.value;
        if rest.value != left {
            found.push(Misfit {
                total: vec![part.draft, total.draft],
                parts: vec![rest.draft],
                why: format!(
                    "{} of {} leave {}, not {}",
                    part.value.normalize(),
                    total.value.normalize(),
                    left.normalize(),
                    rest.value.normalize()
                ),
            });
        }
    }
    found
}

/// "the other four", "the remaining four", "four are still missing".
fn remaining(text: &str, figure: &Figure) -> bool {
    let before = text.get(figure.start.saturating_sub(16)..figure.start).unwrap_or("").to_lowercase();
    let own = text.get(figure.start..figure.end).unwrap_or("").to_lowercase();
    let after: String = text.get(figure.end..).unwrap_or("").chars().take(40).collect::<String>().to_lowercase();
    let named = before.ends_with("the other ")
        || before.ends_with("the remaining ")
        || own.starts_with("other ")
        || own.starts_with("remaining ");
    let still = after.split(['.', ';']).next().unwrap_or("").contains(" still ")
        && ["missing", "unaccounted", "trapped", "at large", "lost"].iter().any(|w| after.contains(w));
    named || still
}
