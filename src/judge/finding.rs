//! Making a finding: sides, sources, summary, fingerprint.

use super::codes;
use crate::claim::{Draft, Reading};
use crate::link::At;
use crate::model::finding::Scope;
use crate::model::{Attribute, Finding, Side, Step, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Groups claims into sides by value and puts the finding together.
///
/// `sides` holds one list of claims a value, in any order.
pub fn make(
    readings: &[Reading],
    verdict: Verdict,
    scope: Scope,
    sides: Vec<Vec<At>>,
    steps: Vec<Step>,
    why: &str,
) -> Finding {
    make_as(None, readings, verdict, scope, sides, steps, why)
}

/// The same for a finding whose judge knows its code.
pub fn make_as(
    code: Option<&'static str>,
    readings: &[Reading],
    verdict: Verdict,
    scope: Scope,
    sides: Vec<Vec<At>>,
    steps: Vec<Step>,
    why: &str,
) -> Finding {
    let mut sides: Vec<Vec<At>> = sides
        .into_iter()
        .map(|mut side| {
            side.sort_by_key(|at| (at.reading, readings[at.reading].drafts[at.draft].claim.span));
            side.dedup();
            side
        })
        .collect();
    sides.sort_by_key(|side| side.first().copied());
    let draft = |at: &At| -> &Draft { &readings[at.reading].drafts[at.draft] };
    let first = draft(&sides[0][0]);
    let attribute =
        if scope == Scope::Across && sides.len() > 1 { most_common(&sides, readings) } else { first.claim.attribute };
    let code = code.unwrap_or_else(|| codes::code_for(verdict, scope, attribute)).to_string();
    let (independent_sources, copies) = sources(readings, sides.iter().flatten());
    let made: Vec<Side> = sides
        .iter()
        .map(|side| Side { canonical: finest(side, readings), claims: claim_ids(readings, side) })
        .collect();
    let summary = summary(readings, verdict, &sides, &made, attribute, why);
    let fingerprint = fingerprint(readings, &code, attribute, &sides, &made);
    Finding {
        id: format!("f{}", &fingerprint[..8]),
        code,
        verdict,
        scope,
        attribute,
        event: None,
        summary,
        independent_sources,
        copies,
        sides: made,
        steps,
        fingerprint,
    }
}

/// Ids of a side's claims; a derived value is shown by the claims it follows from.
fn claim_ids(readings: &[Reading], side: &[At]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for at in side {
        let drafts = &readings[at.reading].drafts;
        let draft = &drafts[at.draft];
        let own: Vec<&Draft> =
            if draft.sources.is_empty() { vec![draft] } else { draft.sources.iter().map(|&s| &drafts[s]).collect() };
        for source in own {
            if !ids.contains(&source.claim.id) {
                ids.push(source.claim.id.clone());
            }
        }
    }
    ids
}

fn most_common(sides: &[Vec<At>], readings: &[Reading]) -> Attribute {
    let mut counts: BTreeMap<Attribute, usize> = BTreeMap::new();
    for at in sides.iter().flatten() {
        *counts.entry(readings[at.reading].drafts[at.draft].claim.attribute).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(attribute, n)| (n, std::cmp::Reverse(attribute)))
        .map_or(Attribute::Status, |(a, _)| a)
}

/// The value that stands for a side: the longest notation among the most frequent ones.
fn finest(side: &[At], readings: &[Reading]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in side {
        *counts.entry(&readings[at.reading].drafts[at.draft].claim.canonical).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(text, n)| (n, text.len(), std::cmp::Reverse(text)))
        .map_or_else(String::new, |(t, _)| t.to_string())
}

/// Outlets that tell it on their own account, and copies.
pub fn sources<'a>(readings: &[Reading], claims: impl Iterator<Item = &'a At>) -> (usize, usize) {
    let mut outlets = BTreeSet::new();
    let mut copies = BTreeSet::new();
    for at in claims {
        let document = &readings[at.reading].document;
        if document.copy_of.is_some() {
            copies.insert(document.id.clone());
        } else {
            outlets.insert(document.article.source_name());
        }
    }
    // a copy whose original is not in the finding stands for it
    if outlets.is_empty() && !copies.is_empty() {
        return (1, copies.len() - 1);
    }
    (outlets.len(), copies.len())
}

/// Names of a side's outlets, each once.
pub fn outlets(readings: &[Reading], side: &[At]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for at in side {
        let name = readings[at.reading].document.article.source_name();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, rest @ ..] => format!("{first} and {} others", rest.len()),
    }
}

fn summary(
    readings: &[Reading],
    verdict: Verdict,
    sides: &[Vec<At>],
    made: &[Side],
    attribute: Attribute,
    why: &str,
) -> String {
    let draft = |at: &At| &readings[at.reading].drafts[at.draft];
    let about = topic(draft(&sides[0][0]));
    let said = |k: usize| {
        let words = &draft(&sides[k][0]).claim.quote;
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if made[k].canonical == words {
            format!("“{words}”")
        } else {
            format!("“{words}” ({})", made[k].canonical)
        }
    };
    let kind = format!("{attribute:?}").to_lowercase();
    let text = match verdict {
        Verdict::Agreement => {
            let names = outlets(readings, &sides.concat());
            format!("{} agree on the {kind}: {}{about}", list(&names), said(0))
        }
        Verdict::Contradiction | Verdict::Update | Verdict::Variant | Verdict::Distinct => {
            let parts: Vec<String> = (0..sides.len().min(4))
                .map(|k| {
                    format!(
                        "{} {} {}",
                        list(&outlets(readings, &sides[k])),
                        if outlets(readings, &sides[k]).len() == 1 { "says" } else { "say" },
                        said(k)
                    )
                })
                .collect();
            format!("{}{about}", parts.join("; "))
        }
    };
    if why.is_empty() { text } else { format!("{text}: {why}") }
}

fn topic(draft: &Draft) -> String {
    let about: Vec<&str> = draft.claim.subject.split_once(": ").map_or("", |(_, s)| s).split_whitespace().collect();
    if about.is_empty() { String::new() } else { format!(" [{}]", about.join(" ")) }
}

/// A hash over what is claimed by whom; wording, lines and file names have no part in it.
fn fingerprint(readings: &[Reading], code: &str, attribute: Attribute, sides: &[Vec<At>], made: &[Side]) -> String {
    let mut parts: Vec<String> = sides
        .iter()
        .zip(made)
        .map(|(side, made)| {
            let mut names = outlets(readings, side);
            names.sort();
            format!("{}={}", names.join(","), made.canonical)
        })
        .collect();
    parts.sort();
    let subject = &readings[sides[0][0].reading].drafts[sides[0][0].draft].claim.subject;
    let text = format!("{code}\u{1f}{attribute:?}\u{1f}{subject}\u{1f}{}", parts.join("\u{1f}"));
    blake3::hash(text.as_bytes()).to_hex()[..16].to_string()
}
