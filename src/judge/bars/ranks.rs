//! Places in a row that are of two rows.
//!
//! What belongs here: questions about ranks. What does not: when they bar an accusation, and how ranks compare.

use super::super::relation;
use super::of_one_clause;
use crate::claim::{Detail, Draft};
use crate::lexicon;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Relation};

/// Whether what two values are told of has two places in one row: the first quake, the second shock.
pub(super) fn other_in_row(linker: &Linker, pair: &Pair) -> bool {
    let (x, y) = (rank_of_subject(linker, pair.a), rank_of_subject(linker, pair.b));
    x.zip(y).is_some_and(|(x, y)| x != y)
}

/// Whether one place is near the head of a row and the other far down: her 241st cap, second on the list.
pub(super) fn ranks_far_apart(a: &Draft, b: &Draft) -> bool {
    match (&a.detail, &b.detail) {
        (Detail::Rank { place: p, .. }, Detail::Rank { place: q, .. }) => *p.max(q) > 10 && *p.min(q) <= 5,
        _ => false,
    }
}

/// The verb that narrows a rank down to some of its kind: "the first novel to appear in English".
fn narrowing(draft: &Draft) -> Option<&str> {
    let at = draft.claim.span.end.saturating_sub(draft.claim.sentence_span.start);
    let after = draft.claim.sentence.get(at..).unwrap_or("");
    let head = draft.frame.head.as_deref().filter(|head| !head.is_empty())?;
    let rest = after.trim_start().strip_prefix(head)?.strip_prefix(" to ")?;
    rest.split(|c: char| !c.is_alphabetic()).next()
}

/// Whether one of two ranks only is narrowed down, by a deed that the other does not tell of: "the third town to ban them"
/// and "one town had banned them before, so that this is number two" are of one row.
pub(super) fn narrowed_otherwise(a: &Draft, b: &Draft) -> bool {
    let tells = |draft: &Draft, verb: &str| draft.frame.words.iter().any(|word| word.lemma == verb);
    match (narrowing(a), narrowing(b)) {
        (Some(verb), None) => !tells(b, verb),
        (None, Some(verb)) => !tells(a, verb),
        _ => false,
    }
}

/// By what a rank is reckoned: "measured by profit", "the second-largest maker by staff".
fn yardstick(draft: &Draft) -> Option<String> {
    // "the third man killed by police" is reckoned by nothing
    if !draft.frame.scale.starts_with("rank, ") {
        return None;
    }
    let sentence = draft.claim.sentence.to_lowercase();
    let at = draft.claim.span.end.saturating_sub(draft.claim.sentence_span.start);
    let noun = |rest: &str| {
        let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        lexicon::is_noun(&word).then_some(word)
    };
    let near: String = draft.claim.sentence.get(at..)?.chars().take(40).flat_map(char::to_lowercase).collect();
    let told = ["measured by ", "ranked by ", "in terms of ", "judged by ", "counted by "];
    let behind = near.find(" by ").and_then(|by| noun(&near[by + 4..]));
    behind.or_else(|| told.iter().find_map(|words| noun(&sentence[sentence.find(words)? + words.len()..])))
}

/// Whether two ranks are reckoned by two things: fifth by profit, second by staff.
pub(super) fn other_yardsticks(a: &Draft, b: &Draft) -> bool {
    yardstick(a).zip(yardstick(b)).is_some_and(|(x, y)| lexicon::relatedness(&x, &y) < 60)
}

/// Whether two ranks tell which of its kind each clause is of, and the clauses are of two clock times: the first quake struck at
/// eleven, the second at three.
pub(super) fn each_its_own(linker: &Linker, pair: &Pair) -> bool {
    let times = |at: At| {
        let beside = of_one_clause(linker, at);
        beside.filter(|d| d.claim.attribute == Attribute::Time).collect::<Vec<_>>()
    };
    let of_subject = |at: At| {
        let frame = &linker.draft(at).frame;
        frame.head.is_some() && frame.head == frame.subject
    };
    let (x, y) = (times(pair.a), times(pair.b));
    let apart = |p: &&Draft| y.iter().all(|q| relation(p, q) == Relation::Disjoint);
    of_subject(pair.a) && of_subject(pair.b) && !x.is_empty() && !y.is_empty() && x.iter().all(apart)
}

/// The place in a row that the subject of a claim's clause has: "the second shock".
fn rank_of_subject(linker: &Linker, at: At) -> Option<(u32, bool)> {
    let of_subject = |d: &&Draft| d.frame.head.is_some() && d.frame.head == d.frame.subject;
    of_one_clause(linker, at).filter(of_subject).find_map(|d| match d.detail {
        Detail::Rank { place, last } if d.frame.scale == "rank" => Some((place, last)),
        _ => None,
    })
}

/// Whether a rank is that of a day or a week.
pub(super) fn of_a_day(draft: &Draft) -> bool {
    matches!(draft.frame.head.as_deref(), Some("day" | "night" | "hour" | "week"))
}
