//! Whether two claims of two versions say the same, however they are written.
//!
//! What belongs here: equality of single claims. What does not: which claims are held against each other.

use super::text::plain;
use crate::claim::{Detail, Draft};
use crate::judge::relation;
use crate::lexicon;
use crate::model::{Attribute, QuantityClass, Relation, Value};

/// The same attribute with the same value, hedge and modality.
pub fn same_claim(a: &Draft, b: &Draft) -> bool {
    if let (Detail::Status, Detail::Status) = (&a.detail, &b.detail) {
        let near = || lexicon::relatedness(&a.frame.predicate, &b.frame.predicate) > 0;
        return a.frame.negated == b.frame.negated && a.claim.modality == b.claim.modality && near();
    }
    if a.claim.attribute != b.claim.attribute {
        return one_figure(a, b);
    }
    if a.claim.canonical == b.claim.canonical && hedged(a) == hedged(b) && change_role(a) == change_role(b) {
        return true;
    }
    match (&a.detail, &b.detail) {
        (Detail::Quote { words: p, .. }, Detail::Quote { words: q, .. }) => p == q,
        (Detail::Party { .. } | Detail::Place { .. } | Detail::Naming, _) => {
            plain_name(&a.claim.canonical) == plain_name(&b.claim.canonical)
        }
        (Detail::None, Detail::None) => {
            hedged(a) == hedged(b)
                && change_role(a) == change_role(b)
                && (relation(a, b) == Relation::Equal || one_figure(a, b))
        }
        (Detail::Rank { place: p, last: l }, Detail::Rank { place: q, last: m }) => (p, l) == (q, m),
        _ => plain(&a.claim.quote) == plain(&b.claim.quote),
    }
}

/// One number of one thing, of which one version leaves the unit to the reader: "Holm, 48," and "Holm is 48",
/// "the 40 million shares" and "40 million of them".
fn one_figure(a: &Draft, b: &Draft) -> bool {
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return false };
    let bare = |unit: &str, of: &Option<String>| unit.is_empty() && of.is_none();
    let number = p.low == q.low && p.high == q.high && p.low.is_some() && p.bound == q.bound && p.per == q.per;
    let loose = |class| matches!(class, QuantityClass::Count | QuantityClass::Age | QuantityClass::Measure);
    let hidden = |x: &crate::model::Quantity| bare(&x.unit, &x.of) && loose(x.class);
    let counts = p.class == q.class && p.class == QuantityClass::Count && p.unit == q.unit;
    number
        && change_role(a) == change_role(b)
        && ((hidden(p) || hidden(q)) || (counts && of_one_kind(p.of.as_deref(), q.of.as_deref())))
}

/// Whether two counted nouns can stand for one thing; where one is not told, they can.
fn of_one_kind(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => lexicon::relatedness(a, b) >= 60,
        _ => true,
    }
}

fn change_role(draft: &Draft) -> Option<crate::model::ChangeRole> {
    match &draft.claim.value {
        Value::Quantity(quantity) => quantity.change.map(|change| change.role),
        _ => None,
    }
}

/// The hedge or bound before a value.
pub fn hedged(draft: &Draft) -> &str {
    let text = draft.claim.canonical.as_str();
    let end = text.find(|c: char| !matches!(c, '~' | '<' | '>' | '=')).unwrap_or(0);
    &text[..end]
}

/// A name without case, accents and punctuation.
pub fn plain_name(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether an attribute's values are figures or times.
pub fn is_valued(attribute: Attribute) -> bool {
    matches!(
        attribute,
        Attribute::Date
            | Attribute::Time
            | Attribute::Duration
            | Attribute::Money
            | Attribute::Percent
            | Attribute::Count
            | Attribute::Measure
    )
}

/// Whether one time holds the other: "in the afternoon" and "at 5 p.m." are no change of what is claimed.
pub fn compatible_time(a: &Draft, b: &Draft) -> bool {
    let time = |x: Attribute| matches!(x, Attribute::Date | Attribute::Time);
    if !time(a.claim.attribute) || !time(b.claim.attribute) {
        return false;
    }
    let (Value::Time(p), Value::Time(q)) = (&a.claim.value, &b.claim.value) else { return false };
    match (p.begin, p.end, q.begin, q.end) {
        (Some(b1), Some(e1), Some(b2), Some(e2)) => {
            let part_of_day = (e1 - b1).max(e2 - b2).num_hours() < 24;
            part_of_day && ((b1 <= b2 && e2 <= e1) || (b2 <= b1 && e1 <= e2))
        }
        _ => false,
    }
}

/// Whether two words are one, inflected or made an adjective.
pub fn one_word(a: &str, b: &str) -> bool {
    let (p, q) = (plain_name(a), plain_name(b));
    if p == q {
        return true;
    }
    let (short, long) = if p.len() <= q.len() { (&p, &q) } else { (&q, &p) };
    let ending = long.strip_prefix(short.as_str()).unwrap_or("?");
    short.len() >= 4 && matches!(ending, "" | "n" | "s" | "an" | "i")
}
