//! Who did it to whom: one deed with two different doers, or with its roles exchanged.

use super::finding::make;
use crate::claim::words::lists;
use crate::claim::{Detail, Draft, Role};
use crate::extract::party::{MatchLevel, same_party};
use crate::extract::place;
use crate::lexicon;
use crate::link::bag::{Entry, overlap};
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Modality, Step, Verdict};

/// Share in percent of the lesser clause's words that the other must tell too.
const ONE_DEED: i32 = 45;

/// Deeds that are not done back.
const ONCE: [&str; 6] = ["buy", "acquire", "take-over", "swallow", "succeed", "replace"];

pub fn findings(linker: &Linker, i: usize, j: usize) -> Vec<Finding> {
    let mut found = Vec::new();
    for a in deeds(linker, i) {
        for b in deeds(linker, j) {
            found.extend(clash(linker, a, b));
        }
    }
    found
}

/// The clauses of an article, by their status claims.
fn deeds(linker: &Linker, reading: usize) -> Vec<At> {
    let drafts = &linker.readings[reading].drafts;
    (0..drafts.len())
        .filter(|&d| matches!(drafts[d].detail, Detail::Status))
        .map(|draft| At { reading, draft })
        .collect()
}

fn clash(linker: &Linker, a: At, b: At) -> Option<Finding> {
    let (p, q) = (linker.draft(a), linker.draft(b));
    let verbs = lists();
    let verb = |d: &Draft| d.frame.predicate.replace(' ', "-");
    // who is to take over whom is told as firmly as who took over whom; a visit to come may return another
    let told = |d: &Draft| {
        let once = ONCE.contains(&verb(d).as_str()) || ONCE.contains(&first(&d.frame.predicate));
        let planned = d.frame.modality == Modality::Planned && once;
        (planned || d.frame.modality == Modality::Asserted) && !d.frame.negated
    };
    if !told(p) || !told(q) {
        return None;
    }
    let (x, y) = (linker.lexis.known(p.frame.deed())?, linker.lexis.known(q.frame.deed())?);
    if linker.lexis.related(x, y) < 80 {
        return None;
    }
    let listed = |set: &std::collections::BTreeSet<String>, d: &Draft| {
        set.contains(&verb(d)) || set.contains(first(&d.frame.predicate))
    };
    if (listed(&verbs.one_way, p) || listed(&verbs.one_way, q))
        && let Some((x, y)) = exchanged_places(linker, a, b)
    {
        return Some(finding(linker, x, y, "the roles are exchanged", &p.frame.predicate));
    }
    let (doer_a, doer_b) = (party(linker, a, Role::Doer)?, party(linker, b, Role::Doer)?);
    let (goal_a, goal_b) = (party(linker, a, Role::Undergoer), party(linker, b, Role::Undergoer));
    // roles exchanged
    if let (Some(goal_a), Some(goal_b)) = (goal_a, goal_b)
        && (listed(&verbs.one_way, p) || listed(&verbs.one_way, q))
        && same(linker, doer_a, goal_b)
        && same(linker, goal_a, doer_b)
        && !same(linker, doer_a, doer_b)
    {
        return Some(finding(linker, doer_a, doer_b, "the roles are exchanged", &p.frame.predicate));
    }
    // another doer of a deed that only one can do
    let alike = overlap(&linker.lexis, &words(linker, p), &words(linker, q)).less();
    let one_object = match (p.frame.object.as_deref(), q.frame.object.as_deref()) {
        (Some(o), Some(r)) => {
            o == r
                || linker
                    .lexis
                    .known(o)
                    .zip(linker.lexis.known(r))
                    .is_some_and(|(o, r)| linker.lexis.related(o, r) >= 80)
        }
        _ => false,
    };
    let different = different(linker, doer_a, doer_b) || other_actors(linker, doer_a, doer_b);
    if (listed(&verbs.one_doer, p) || listed(&verbs.one_doer, q)) && one_object && alike >= ONE_DEED && different {
        return Some(finding(linker, doer_a, doer_b, "only one of them can have done it", &p.frame.predicate));
    }
    None
}

/// "Kellin beat Tolvik", "Kellin were beaten by Tolvik": teams and states that go by the name of a place. The claims of who
/// did it by either article, or of what was done where no claim is of the name.
fn exchanged_places(linker: &Linker, a: At, b: At) -> Option<(At, At)> {
    let ends = |at: At| {
        let frame = &linker.draft(at).frame;
        Some((frame.subject.as_deref()?, frame.object.as_deref()?))
    };
    let ((doer_a, goal_a), (doer_b, goal_b)) = (ends(a)?, ends(b)?);
    let drafts = |at: At| {
        let frame = &linker.draft(at).frame;
        let here = (frame.sentence, frame.clause);
        linker.readings[at.reading]
            .drafts
            .iter()
            .enumerate()
            .filter(move |(_, d)| (d.frame.sentence, d.frame.clause) == here)
    };
    let claim = |at: At, name: &str| {
        let of_name = |d: &Draft| match &d.detail {
            Detail::Place { name: place } => place.to_lowercase() == name,
            Detail::Party { key, .. } => key == name,
            _ => false,
        };
        drafts(at).find(|(_, d)| of_name(d)).map(|(draft, _)| At { reading: at.reading, draft })
    };
    // "the dog bit the man": of two nouns that many bear, there may be more than two bearers
    let named = |at: At, name: &str| {
        claim(at, name).is_some() || linker.draft(at).frame.words.iter().any(|word| word.name && word.lemma == *name)
    };
    let exchanged = doer_a == goal_b && goal_a == doer_b && doer_a != doer_b;
    let names = [doer_a, goal_a].iter().all(|name| named(a, name) && named(b, name));
    (exchanged && names).then(|| (claim(a, doer_a).unwrap_or(a), claim(b, doer_b).unwrap_or(b)))
}

fn first(predicate: &str) -> &str {
    predicate.split(' ').next().unwrap_or(predicate)
}

fn words(linker: &Linker, draft: &Draft) -> Vec<Entry> {
    draft
        .frame
        .words
        .iter()
        .filter(|w| crate::claim::frame::Nearness::Context != w.near)
        .filter_map(|w| linker.lexis.known(&w.lemma))
        .map(|id| Entry { id, weight: linker.lexis.weight(id) })
        .collect()
}

/// The claim of who plays a role in the clause of a status claim.
fn party(linker: &Linker, at: At, wanted: Role) -> Option<At> {
    let frame = &linker.draft(at).frame;
    let drafts = &linker.readings[at.reading].drafts;
    let here = |d: &Draft| d.frame.sentence == frame.sentence;
    let plays = |d: &Draft| {
        here(d) && d.frame.clause == frame.clause && matches!(&d.detail, Detail::Party { role, .. } if *role == wanted)
    };
    // "Kellin has agreed to buy Tolvik": who is to buy stands in the clause above
    let above = || {
        let doer = frame.subject.as_ref().filter(|_| wanted == Role::Doer)?;
        drafts.iter().position(|d| here(d) && matches!(&d.detail, Detail::Party { key, .. } if key == doer))
    };
    let by_name = |d: &Draft| plays(d) && matches!(&d.detail, Detail::Party { entity: Some(_), .. });
    drafts
        .iter()
        .position(by_name)
        .or_else(|| drafts.iter().position(plays))
        .or_else(above)
        .map(|draft| At { reading: at.reading, draft })
}

fn level(linker: &Linker, a: At, b: At) -> Option<MatchLevel> {
    let entity = |at: At| match &linker.draft(at).detail {
        Detail::Party { entity: Some(e), .. } => linker.readings[at.reading].entities.get(*e),
        _ => None,
    };
    Some(same_party(entity(a)?, entity(b)?))
}

fn same(linker: &Linker, a: At, b: At) -> bool {
    matches!(level(linker, a, b), Some(MatchLevel::Same | MatchLevel::Likely))
}

fn different(linker: &Linker, a: At, b: At) -> bool {
    matches!(level(linker, a, b), Some(MatchLevel::Different))
}

/// Whether two nouns call two sorts of people that nobody is at once: a cleaner and a watchman, not a man and a cleaner.
pub(super) fn two_sorts(x: &str, y: &str) -> bool {
    let sort = |noun: &str| {
        lexicon::kinds(noun).meets(lexicon::Kinds::PERSON.with(lexicon::Kinds::OCCUPATION))
            && !matches!(noun, "man" | "woman" | "person" | "boy" | "girl" | "people")
    };
    sort(x) && sort(y) && lexicon::relatedness(x, y) < UNRELATED && !lexicon::is_a(x, y) && !lexicon::is_a(y, x)
}

/// Nouns less related than this call two sorts of people: an apprentice and a headmaster, not a teacher and one.
const UNRELATED: i32 = 30;

/// Whether two who act without being named are two: a cleaner and a watchman, a Korean group and a Danish one.
pub(super) fn other_actors(linker: &Linker, a: At, b: At) -> bool {
    let unnamed = |at: At| match &linker.draft(at).detail {
        Detail::Party { key, entity: None, .. } => Some(key.as_str()),
        _ => None,
    };
    let Some((x, y)) = unnamed(a).zip(unnamed(b)) else { return false };
    let home = |at: At| linker.draft(at).claim.quote.split_whitespace().find_map(place::home_of);
    let homes = home(a).zip(home(b)).is_some_and(|(x, y)| x != y);
    homes || two_sorts(x, y)
}

fn finding(linker: &Linker, a: At, b: At, why: &str, deed: &str) -> Finding {
    let steps = vec![
        Step { row: "deed".into(), outcome: deed.to_string(), points: 0 },
        Step { row: "roles".into(), outcome: why.to_string(), points: 0 },
    ];
    make(linker.readings, Verdict::Contradiction, Scope::Across, vec![vec![a], vec![b]], steps, why)
}
