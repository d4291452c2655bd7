//! How the words around a figure hedge or bound it, and whether it is the amount of a change or a level of one.

use super::row::Row;
use crate::model::{Bound, Change, ChangeRole, QuantityClass, Trend};

/// The bound that stands before token `first`, and the token at which its words begin.
pub fn bound_before(row: &Row, first: usize, class: QuantityClass) -> (Bound, usize) {
    let mut at = first;
    // "at least another 12", "a record $14 million", "an estimated total of"
    for _ in 0..3 {
        if let Some((bound, from)) = row.lexicon.hedges_before.before(row.tokens, at) {
            // "the fines have added up to 3,100 crowns" tells the sum, "may add up to 70 beds" the most that there can be
            let verb = from.wrapping_sub(1);
            let ahead = ["will", "would", "could", "can", "may", "might", "to", "should", "must"];
            let summed = class != QuantityClass::Count
                && row.is_any(verb, &["add", "adds", "added", "adding", "sum", "sums", "summed"])
                && !row.is_any(verb.wrapping_sub(1), &ahead);
            if *bound == Bound::AtMost && summed && row.is(from, "up") {
                return (Bound::Plain, first);
            }
            return (*bound, from);
        }
        match row.before(at) {
            Some(t) if row.lexicon.between.has(t) && !row.tokens[at].paragraph => at -= 1,
            _ => break,
        }
    }
    (Bound::Plain, first)
}

/// The bound that stands at token `next`, and the token after its words.
pub fn bound_after(row: &Row, next: usize) -> Option<(Bound, usize)> {
    let at = next + usize::from(row.tight_mark(next, "-"));
    row.lexicon.hedges_after.from(row.tokens, at).map(|(bound, after)| (*bound, after))
}

/// Whether the figure over `first..next` (hedges included) belongs to a change.
pub fn change(row: &Row, first: usize, next: usize, class: QuantityClass) -> Option<Change> {
    if matches!(class, QuantityClass::Age | QuantityClass::Ordinal) {
        return None;
    }
    let role = |role, trend| Some(Change { role, trend });
    let mut at = first;
    // "an annual", "a further"
    while at > 0
        && row.is_any(
            at - 1,
            &["a", "an", "annual", "further", "another", "record", "another", "the", "its", "only", "just"],
        )
    {
        at -= 1;
    }
    let word = row.word_before(at).to_lowercase();
    let trend = |at: usize| {
        row.get(at).filter(|t| t.is_word()).and_then(|_| row.lexicon.trends.from(row.tokens, at)).map(|(t, _)| *t)
    };
    let nearest = |from: usize, reach: usize| -> Option<(Trend, usize)> {
        let mut seen = 0;
        let mut i = from;
        while i > 0 && seen < reach {
            i -= 1;
            if row.clause_ends(i) {
                return None;
            }
            if let Some(found) = trend(i) {
                return Some((found, i));
            }
            seen += 1;
        }
        None
    };
    let scaled =
        matches!(class, QuantityClass::Percent | QuantityClass::Money | QuantityClass::Count | QuantityClass::Measure);
    match word.as_str() {
        "by" => {
            if let Some((found, _)) = nearest(at - 1, 8) {
                return role(ChangeRole::By, Some(found));
            }
        }
        "to" => {
            // "to" of a range or an infinitive has no verb of change near it
            if let Some((found, _)) = nearest(at - 1, 10) {
                return role(ChangeRole::To, Some(found));
            }
        }
        "from" => {
            if let Some((found, _)) = nearest(at - 1, 12) {
                return role(ChangeRole::From, Some(found));
            }
            return None;
        }
        "of" => {
            let noun = at.checked_sub(2).filter(|i| row.get(*i).is_some_and(|t| t.is_word()));
            if let Some(found) = noun.and_then(trend).filter(|_| class != QuantityClass::Count) {
                return role(ChangeRole::By, Some(found));
            }
        }
        _ => {}
    }
    if !scaled {
        return None;
    }
    // "rose 3.4 percent", "up 6%"; adverbs may stand between
    let mut verb = at;
    while verb > 0 && row.str(verb - 1).ends_with("ly") {
        verb -= 1;
    }
    if let Some(found) = verb.checked_sub(1).and_then(trend) {
        let token = &row.tokens[verb - 1];
        let amount = class == QuantityClass::Percent || !row.lexicon.transitive.has(token);
        if amount && class != QuantityClass::Measure {
            return role(ChangeRole::By, Some(found));
        }
    }
    // "12 percent higher", "$1.12 lower", "a 3 percent increase"
    if class != QuantityClass::Count && class != QuantityClass::Measure {
        let after = trend(next)
            .filter(|_| !row.is_any(next, &["up", "down", "cut", "cuts"]) || class == QuantityClass::Percent);
        let below = if row.is_any(next, &["below", "under"]) { Some(Trend::Down) } else { None };
        let above = if row.is_any(next, &["above", "over"]) { Some(Trend::Up) } else { None };
        let sided = below.or(above).filter(|_| class == QuantityClass::Percent);
        if let Some(found) = after.or(sided) {
            return role(ChangeRole::By, Some(found));
        }
    }
    None
}
