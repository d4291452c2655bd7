//! Who came first, who second: one party that two articles put at different places in one row.
//!
//! "They called Norland first" against "Norland came second". The same party at another place is not enough, for it may
//! stand in another row; but where each article names the two parties of the row in the opposite order, or one puts a
//! party at the place that the other gives to somebody else and moves it to another, the two cannot both be true.
//! What belongs here: places of parties in a row. What does not: before and after, which `order` compares.

use super::finding::make;
use crate::claim::{Detail, Draft, Reading};
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Modality, Step, Verdict};
use crate::syntax::Upos;

/// A party at a place in a row.
struct Placed {
    party: String,
    place: u32,
    at: At,
}

/// At most one finding for two articles: the row is one.
pub fn findings(linker: &Linker, i: usize, j: usize) -> Vec<Finding> {
    let (mine, theirs) = (placed(&linker.readings[i], i), placed(&linker.readings[j], j));
    // an article that puts one party at two places tells of two rows
    let steady = |row: &[Placed], p: &Placed| row.iter().all(|q| q.party != p.party || q.place == p.place);
    for a in mine.iter().filter(|a| steady(&mine, a)) {
        for b in theirs.iter().filter(|b| steady(&theirs, b)) {
            if a.party != b.party || a.place == b.place || of_other_days(linker, a.at, b.at) {
                continue;
            }
            // somebody else must hold the place that the other article gives this party, or both must tell of one day's race
            let taken = |row: &[Placed], place: u32| row.iter().any(|p| p.place == place && p.party != a.party);
            let why = if taken(&mine, b.place) && taken(&theirs, a.place) {
                format!("{} holds another place in the row, and somebody else holds this one", a.party)
            } else if one_race(linker, a.at, b.at) {
                format!("{} holds another place in the row", a.party)
            } else {
                continue;
            };
            let step = Step { row: "place in the row".into(), outcome: why.clone(), points: 0 };
            let sides = vec![vec![a.at], vec![b.at]];
            return vec![make(linker.readings, Verdict::Contradiction, Scope::Across, sides, vec![step], &why)];
        }
    }
    Vec::new()
}

/// Whether two places are of one day, and both of a medal or of who came first or third.
fn one_race(linker: &Linker, a: At, b: At) -> bool {
    let (p, q) = (&linker.draft(a).frame, &linker.draft(b).frame);
    let race = |frame: &crate::claim::frame::Frame| {
        frame.scale == "rank" && matches!(frame.head.as_deref(), None | Some("place" | "medal"))
    };
    let day =
        p.when.is_some() && p.when == q.when && p.when.is_some_and(|(begin, end)| (end - begin).num_hours() <= 24);
    race(p) && race(q) && day
}

/// Whether both articles date their rows, and no day is in both: Friday's race and Saturday's.
fn of_other_days(linker: &Linker, a: At, b: At) -> bool {
    let days = (linker.draft(a).frame.when, linker.draft(b).frame.when);
    matches!(days, (Some((p, p_end)), Some((q, q_end))) if p_end <= q || q_end <= p)
}

fn placed(reading: &Reading, number: usize) -> Vec<Placed> {
    let place_of = |d: &Draft| match d.detail {
        Detail::Rank { place, last: false } if place <= 5 => Some(place),
        _ => None,
    };
    reading
        .drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.frame.modality == Modality::Asserted && !d.frame.quoted)
        .filter_map(|(k, d)| {
            let place = place_of(d)?;
            Some(Placed { party: party(reading, d)?, place, at: At { reading: number, draft: k } })
        })
        .collect()
}

/// The party that a word of rank places: the one that is called first, comes second, or with whom the second call was.
fn party(reading: &Reading, draft: &Draft) -> Option<String> {
    let s = draft.frame.sentence;
    let sentence = &reading.sentences[s];
    let rank = sentence.token_at(draft.claim.span.start)?;
    let lemma = |t: usize| sentence.tokens[t].lemma.as_str();
    // "the first since 2018", "for the first time", "first among": a row of another kind
    let next = sentence.tokens.get(rank + 1).map_or("", |t| t.lemma.as_str());
    if matches!(next, "since" | "time" | "among" | "ever") || sentence.tokens.iter().any(|t| t.lemma == "since") {
        return None;
    }
    let named = |t: usize| {
        let span = sentence.tokens[t].span;
        reading
            .entities
            .iter()
            .find(|e| e.mentions.iter().any(|m| m.sentence == s && m.span.overlaps(span)))
            .map(|e| e.country.clone().unwrap_or_else(|| e.key.clone()))
            // a name that the article's list of parties lacks stands for itself
            .or_else(|| {
                (sentence.tokens[t].upos == Upos::Propn).then(|| span.of(&reading.document.article.text).to_lowercase())
            })
    };
    let below = |t: usize| sentence.subtree(t).into_iter().find_map(named);
    let head = sentence.head(rank)?;
    match sentence.tokens[head].upos {
        // "called Norland first": the one called; "Norland came second": the one that came
        Upos::Verb | Upos::Aux => match sentence.child_by(head, "obj") {
            // "took silver", "won bronze": the one that took it
            Some(object) if object == rank => {
                let subject = sentence.subject(head)?;
                named(subject).or_else(|| below(subject))
            }
            Some(object) => named(object).or_else(|| below(object)),
            None if matches!(lemma(head), "come" | "rank" | "finish" | "place" | "be" | "follow" | "settle" | "go") => {
                let subject = sentence.subject(head)?;
                named(subject).or_else(|| below(subject))
            }
            None => None,
        },
        // "third place for Halm"
        Upos::Noun if matches!(lemma(head), "place" | "spot") => {
            let whose = sentence.children(head).find(|&t| matches!(sentence.case(t), Some("for" | "of")))?;
            named(whose).or_else(|| below(whose))
        }
        // "the second call, with President Halm": those under the noun, if it names a deed between two parties
        Upos::Noun if matches!(lemma(head), "call" | "visit" | "stop" | "talk" | "conversation" | "meeting") => {
            sentence.children(head).filter(|&t| t > rank).find_map(below)
        }
        _ => None,
    }
}
