//! Lists of those who took part: the same names but for one.
//!
//! "Norland, Estoria and Kellin signed", "it was signed by Norland, Estoria and Maresk". What belongs here: lists of names in
//! one sentence each. What does not: single names, which `roles` and `strangers` compare.

use super::finding::make;
use super::own::Owns;
use crate::claim::words::lists as word_lists;
use crate::claim::{Detail, Reading};
use crate::extract::party::{MatchLevel, same_party};
use crate::extract::place::relate_places;
use crate::lexicon;
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Modality, Relation, Step, Verdict};
use crate::syntax::Upos;
use std::collections::{BTreeMap, BTreeSet};

/// Verbs as related as this may tell of one deed.
const ONE_DEED: i32 = 60;

/// Names joined by commas and "and", with the claim of each, and the deed that they are told with.
pub(super) struct List {
    members: BTreeMap<String, At>,
    deeds: BTreeSet<String>,
    /// Whether the sentence tells that these are all.
    whole: bool,
}

pub fn findings(owns: &Owns, i: usize, j: usize) -> Vec<Finding> {
    let linker = owns.linker;
    // what an outlet changed in a new version it changed
    if linker.newest[i] == linker.newest[j] {
        return Vec::new();
    }
    for a in &owns.own(i).lists {
        for b in &owns.own(j).lists {
            let own = |x: &List, y: &List| -> Vec<At> {
                x.members.iter().filter(|(name, _)| !y.members.contains_key(*name)).map(|(_, at)| *at).collect()
            };
            let (left, right) = (own(a, b), own(b, a));
            let shared = a.members.len() - left.len();
            let enough = shared >= 2 || shared == 1 && a.whole && b.whole;
            if left.len() != 1 || right.len() != 1 || !enough || !one_deed(a, b) || !apart(linker, left[0], right[0]) {
                continue;
            }
            let why = "the lists are the same but for one name";
            let step = Step { row: "who took part".into(), outcome: why.into(), points: 0 };
            let sides = vec![left, right];
            return vec![make(linker.readings, Verdict::Contradiction, Scope::Across, sides, vec![step], why)];
        }
    }
    Vec::new()
}

/// Whether two names are surely of two: "South Norland" may be the "Republic of Norland".
fn apart(linker: &Linker, a: At, b: At) -> bool {
    match (&linker.draft(a).detail, &linker.draft(b).detail) {
        (Detail::Place { name: x }, Detail::Place { name: y }) => relate_places(x, y) == Relation::Disjoint,
        (Detail::Party { who: Some(x), .. }, Detail::Party { who: Some(y), .. }) => {
            same_party(x, y) == MatchLevel::Different && (x.country.is_none() || x.country != y.country)
        }
        _ => false,
    }
}

fn one_deed(a: &List, b: &List) -> bool {
    a.deeds.iter().any(|x| b.deeds.iter().any(|y| lexicon::relatedness(x, y) >= ONE_DEED))
}

pub(super) fn lists(reading: &Reading, number: usize) -> Vec<List> {
    let mut found = Vec::new();
    for (s, sentence) in reading.sentences.iter().enumerate() {
        let tokens = &sentence.tokens;
        for first in (0..tokens.len()).filter(|&t| tokens[t].upos == Upos::Propn) {
            let joined: Vec<usize> = std::iter::once(first)
                .chain((0..tokens.len()).filter(|&k| tokens[k].head == Some(first) && tokens[k].relation == "conj"))
                .collect();
            if joined.len() < 2 {
                continue;
            }
            let mut members = BTreeMap::new();
            for k in joined {
                let claim = reading.drafts.iter().enumerate().find(|(_, d)| {
                    d.frame.sentence == s
                        && d.claim.span.overlaps(tokens[k].span)
                        && matches!(d.detail, Detail::Place { .. } | Detail::Party { .. })
                });
                if let Some((draft, d)) = claim {
                    members.insert(d.claim.canonical.to_lowercase(), At { reading: number, draft });
                }
            }
            let clauses = &reading.clauses[s];
            let clause = clauses.of_token[first];
            let mut deeds: BTreeSet<String> = BTreeSet::new();
            let mut above = Some(clause);
            let mut told = true;
            for _ in 0..3 {
                let Some(c) = above.and_then(|c| clauses.list.get(c)) else { break };
                told &= !c.negated && c.modality == Modality::Asserted;
                deeds.insert(c.lemma.clone());
                above = c.parent;
            }
            let under = clauses.list.iter().filter(|c| c.parent == Some(clause));
            deeds.extend(under.map(|c| c.lemma.clone()));
            deeds.retain(|deed| !word_lists().speech.contains(deed) && deed != "be");
            let whole = tokens.iter().any(|t| matches!(t.lemma.as_str(), "only" | "alone" | "sole"));
            if told && members.len() >= 2 {
                found.push(List { members, deeds, whole });
            }
        }
    }
    found
}
