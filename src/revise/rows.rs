//! Claims that were changed, added or removed between two versions.

use super::align::Aligned;
use super::text::plain;
use super::{Changed, ClaimChanges};
use crate::claim::{Detail, Draft, Reading};
use crate::judge::relation;
use crate::lexicon;
use crate::model::{Attribute, Relation, Value};
use std::collections::BTreeSet;

pub fn rows(old: &Reading, new: &Reading, pairs: &[Aligned]) -> ClaimChanges {
    let mut changes = ClaimChanges::default();
    let (mut seen_old, mut seen_new) = (BTreeSet::new(), BTreeSet::new());
    for pair in pairs {
        let left = of_sentence(old, pair.old);
        let right = of_sentence(new, pair.new);
        let mut open_old: Vec<usize> = Vec::new();
        let mut open_new: Vec<usize> = right.clone();
        for &a in &left {
            let same = open_new.iter().position(|&b| same_claim(&old.drafts[a], &new.drafts[b]));
            match same {
                Some(k) => {
                    open_new.remove(k);
                }
                None => open_old.push(a),
            }
        }
        open_old.retain(|&a| !told_elsewhere(old, new, a));
        open_new.retain(|&b| !told_elsewhere(new, old, b));
        for a in open_old {
            let best = open_new
                .iter()
                .copied()
                .filter(|&b| comparable(&old.drafts[a], &new.drafts[b]))
                .min_by_key(|&b| distance(old, new, pair, a, b));
            if let Some(b) = best {
                open_new.retain(|&k| k != b);
                seen_old.insert(a);
                seen_new.insert(b);
                changes.changed.push(changed(old, new, a, b));
            }
        }
    }
    for (a, b) in strays(old, new, &seen_old, &seen_new) {
        seen_old.insert(a);
        seen_new.insert(b);
        changes.changed.push(changed(old, new, a, b));
    }
    for (a, draft) in old.drafts.iter().enumerate() {
        if bears_a_value(draft)
            && !echoes_a_value(old, a)
            && !seen_old.contains(&a)
            && !new.drafts.iter().any(|other| same_claim(draft, other))
        {
            changes.removed.push(draft.claim.clone());
        }
    }
    for (b, draft) in new.drafts.iter().enumerate() {
        if bears_a_value(draft)
            && !echoes_a_value(new, b)
            && !seen_new.contains(&b)
            && !old.drafts.iter().any(|other| same_claim(other, draft))
        {
            changes.added.push(draft.claim.clone());
        }
    }
    changes
}

fn changed(old: &Reading, new: &Reading, a: usize, b: usize) -> Changed {
    let (old, new) = (old.drafts[a].claim.clone(), new.drafts[b].claim.clone());
    Changed { attribute: new.attribute, old, new, declared: false }
}

/// Whether a figure or time that its sentence lost stands in another sentence of the other version, of the same thing:
/// then the text was reordered. As many must stand there as here, or one of them was edited.
fn told_elsewhere(here: &Reading, there: &Reading, d: usize) -> bool {
    let draft = &here.drafts[d];
    let valued = matches!(draft.claim.value, Value::Quantity(_) | Value::Time(_));
    let alike = |other: &&Draft| {
        same_claim(draft, other) && (draft.frame.head.is_none() || draft.frame.head == other.frame.head)
    };
    let count = |reading: &Reading| reading.drafts.iter().filter(alike).count();
    valued && count(there) >= count(here)
}

/// Figures of one counted thing that no aligned sentence holds: one in the old version, another in the new one.
fn strays(old: &Reading, new: &Reading, seen_old: &BTreeSet<usize>, seen_new: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let left_over = |reading: &Reading, seen: &BTreeSet<usize>, other: &Reading| -> Vec<usize> {
        let open = |d: &usize| {
            let draft = &reading.drafts[*d];
            let counted = draft.claim.attribute == Attribute::Count && draft.frame.head.is_some();
            counted
                && draft.sources.is_empty()
                && !seen.contains(d)
                && !other.drafts.iter().any(|o| same_claim(draft, o))
        };
        (0..reading.drafts.len()).filter(open).collect()
    };
    let (left, right) = (left_over(old, seen_old, new), left_over(new, seen_new, old));
    let mut pairs = Vec::new();
    for &a in &left {
        let alike = |of: &Reading, d: usize| of.drafts[d].frame.head == old.drafts[a].frame.head;
        let partners: Vec<usize> = right.iter().copied().filter(|&b| alike(new, b)).collect();
        let rivals = left.iter().filter(|&&k| alike(old, k)).count();
        if let [b] = partners[..]
            && rivals == 1
        {
            pairs.push((a, b));
        }
    }
    pairs
}

fn of_sentence(reading: &Reading, sentence: usize) -> Vec<usize> {
    (0..reading.drafts.len())
        .filter(|&d| reading.drafts[d].frame.sentence == sentence && !echoes_a_value(reading, d))
        .collect()
}

/// A party whose words are those of a figure or time ("5,200 people", the code of a currency): the figure has the row.
fn echoes_a_value(reading: &Reading, d: usize) -> bool {
    let draft = &reading.drafts[d];
    matches!(draft.detail, Detail::Party { .. })
        && reading.drafts.iter().any(|other| {
            matches!(other.claim.value, Value::Quantity(_) | Value::Time(_))
                && other.claim.span.overlaps(draft.claim.span)
        })
}

/// Claims whose coming or going is news by itself; that a clause was reworded is not.
fn bears_a_value(draft: &Draft) -> bool {
    !matches!(draft.detail, Detail::Status | Detail::Before { .. })
}

/// The same attribute with the same value, hedge and modality, however it is written.
fn same_claim(a: &Draft, b: &Draft) -> bool {
    if a.claim.attribute != b.claim.attribute {
        return false;
    }
    if let (Detail::Status, Detail::Status) = (&a.detail, &b.detail) {
        let near = lexicon::relatedness(&a.frame.predicate, &b.frame.predicate);
        return near > 0 && a.frame.negated == b.frame.negated && a.claim.modality == b.claim.modality;
    }
    if a.claim.canonical == b.claim.canonical && hedged(a) == hedged(b) {
        return true;
    }
    match (&a.detail, &b.detail) {
        (Detail::Quote { words: p, .. }, Detail::Quote { words: q, .. }) => p == q,
        (Detail::Party { .. } | Detail::Place { .. }, _) => {
            plain_name(&a.claim.canonical) == plain_name(&b.claim.canonical)
        }
        (Detail::None, Detail::None) => relation(a, b) == Relation::Equal && hedged(a) == hedged(b),
        _ => plain(&a.claim.quote) == plain(&b.claim.quote),
    }
}

/// The hedge or bound before a value.
fn hedged(draft: &Draft) -> &str {
    let text = draft.claim.canonical.as_str();
    let end = text.find(|c: char| !matches!(c, '~' | '<' | '>' | '=')).unwrap_or(0);
    &text[..end]
}

fn plain_name(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether one can have become the other by an edit.
fn comparable(a: &Draft, b: &Draft) -> bool {
    if std::mem::discriminant(&a.detail) != std::mem::discriminant(&b.detail) {
        return false;
    }
    if let (Detail::Status, Detail::Status) = (&a.detail, &b.detail) {
        let near = lexicon::relatedness(&a.frame.predicate, &b.frame.predicate);
        return near < 0
            || (near >= 60 && (a.frame.negated != b.frame.negated || a.claim.modality != b.claim.modality));
    }
    let numeric = |x: Attribute| {
        !matches!(x, Attribute::Place | Attribute::Participant | Attribute::Name | Attribute::Quote | Attribute::Status)
    };
    a.claim.attribute == b.claim.attribute || (numeric(a.claim.attribute) && numeric(b.claim.attribute))
}

/// How far apart two claims stand in their sentences, with a penalty for another attribute.
fn distance(old: &Reading, new: &Reading, pair: &Aligned, a: usize, b: usize) -> usize {
    let share = |reading: &Reading, s: usize, d: usize| {
        let sentence = reading.sentences[s].span;
        (reading.drafts[d].claim.span.start.saturating_sub(sentence.start)) * 1000 / sentence.len().max(1)
    };
    let penalty = if old.drafts[a].claim.attribute == new.drafts[b].claim.attribute { 0 } else { 2000 };
    share(old, pair.old, a).abs_diff(share(new, pair.new, b)) + penalty
}
