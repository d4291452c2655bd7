//! Values that are told of two stages of one thing: a plan and what came of it, the opening and the close.
//!
//! What belongs here: questions about the stage that a value is of. What does not: when they bar an accusation.

use super::super::accuse::outcome;
use crate::claim::Draft;
use crate::claim::words::lists;
use crate::link::rows::Row;
use crate::model::Modality;

/// Whether one value is that of a plan, and the other tells what came of it.
pub(super) fn came_of_a_plan(a: &Draft, b: &Draft, rows: &[Row]) -> bool {
    // "agreed to a 10-day truce": that was settled, and is not over
    let settled = |draft: &Draft| lists().settling.contains(draft.frame.predicate.split(' ').next().unwrap_or(""));
    let over = |draft: &&Draft| draft.frame.modality == Modality::Asserted && draft.frame.past && !settled(draft);
    outcome(rows, "modality") == "plan and fact" && [a, b].iter().any(over)
}

/// Whether one time is that of a plan which was behind when it was told, and the other when it happened: the train was due at
/// noon, it pulled in at two. A plan that lies ahead may well be what the other tells of.
pub(super) fn late(a: &Draft, b: &Draft) -> bool {
    const PLANS: [&str; 12] = [
        "was due",
        "were due",
        "was to",
        "were to",
        "was scheduled",
        "were scheduled",
        "was set to",
        "were set to",
        "was supposed",
        "were supposed",
        "should have",
        "had been due",
    ];
    let meant = |draft: &Draft| {
        let at = draft.claim.span.start.saturating_sub(draft.claim.sentence_span.start);
        let before = draft.claim.sentence.get(..at).unwrap_or("").to_lowercase() + " ";
        draft.frame.modality == Modality::Planned && PLANS.iter().any(|plan| before.contains(&format!(" {plan} ")))
    };
    let done = |draft: &Draft| draft.frame.modality == Modality::Asserted && draft.frame.past;
    meant(a) && done(b) || meant(b) && done(a)
}

/// By which words a state is told as one of several that follow each other: "at first", "in the end".
pub(super) fn in_turn(draft: &Draft) -> Option<&'static str> {
    const TURNS: [&str; 11] = [
        "at first",
        "initially",
        "early trade",
        "early trading",
        "early deals",
        "at the start",
        "by the close",
        "at the close",
        "by the end",
        "in the end",
        "eventually",
    ];
    let sentence = draft.claim.sentence.to_lowercase();
    let word = |turn: &str| {
        sentence.match_indices(turn).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(sentence[..at].chars().next_back()) && !letter(sentence[at + turn.len()..].chars().next())
        })
    };
    TURNS.into_iter().find(|turn| word(turn))
}
