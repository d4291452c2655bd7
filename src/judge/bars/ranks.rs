//! Places in a row that are of two rows.
//!
//! What belongs here: questions about ranks. What does not: when they bar an accusation, and how ranks compare.

use crate::claim::{Detail, Draft};
use crate::lexicon;
use crate::link::{At, Linker, Pair};

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
    let sentence = draft.claim.sentence.to_lowercase();
    let at = draft.claim.span.end.saturating_sub(draft.claim.sentence_span.start);
    let noun = |rest: &str| {
        let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        lexicon::is_noun(&word).then_some(word)
    };
    let near: String = sentence.get(at..)?.chars().take(40).collect();
    let told = ["measured by ", "ranked by ", "in terms of ", "judged by ", "counted by "];
    let behind = near.find(" by ").and_then(|by| noun(&near[by + 4..]));
    behind.or_else(|| told.iter().find_map(|words| noun(&sentence[sentence.find(words)? + words.len()..])))
}

/// Whether two ranks are reckoned by two things: fifth by profit, second by staff.
pub(super) fn other_yardsticks(a: &Draft, b: &Draft) -> bool {
    yardstick(a).zip(yardstick(b)).is_some_and(|(x, y)| lexicon::relatedness(&x, &y) < 60)
}

/// The place in a row that the subject of a claim's clause has: "the second shock".
fn rank_of_subject(linker: &Linker, at: At) -> Option<(u32, bool)> {
    let here = linker.draft(at);
    let of_subject = |d: &&Draft| {
        (d.frame.sentence, d.frame.clause) == (here.frame.sentence, here.frame.clause)
            && d.frame.head.is_some()
            && d.frame.head == d.frame.subject
    };
    linker.readings[at.reading].drafts.iter().filter(of_subject).find_map(|d| match d.detail {
        Detail::Rank { place, last } if d.frame.scale == "rank" => Some((place, last)),
        _ => None,
    })
}

/// Whether a rank is that of a day or a week.
pub(super) fn of_a_day(draft: &Draft) -> bool {
    matches!(draft.frame.head.as_deref(), Some("day" | "night" | "hour" | "week"))
}
