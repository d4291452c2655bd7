//! Outlets × facts: who agrees, who differs, who copies and who is silent.

use super::super::stories::Story;
use super::super::words::{clean, short};
use super::Links;
use super::cards::letter;
use crate::model::{Scope, Verdict};
use crate::report::gist::{Gist, gist};
use crate::report::{Shown, plain, row};
use serde::Serialize;
use std::collections::BTreeMap;

/// Facts and outlets that a table holds; what is left out is counted.
const FACTS: usize = 200;
const OUTLETS: usize = 40;

/// The table of a story.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    pub outlets: Vec<String>,
    pub facts: Vec<Fact>,
    pub more_facts: usize,
    pub more_outlets: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is about, in words of an article.
    pub about: Option<Gist>,
    /// Where all say the same, what these words mean.
    pub value: Option<String>,
    pub kind: String,
    pub link: String,
    pub verdict: &'static str,
    pub cells: Vec<Cell>,
}

/// What one outlet says of one fact: `what` is agree, differ, change, copy or silent.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    pub what: &'static str,
    pub text: String,
    /// What this outlet says, where others say something else.
    pub value: String,
}

/// The matrix, where two outlets or more share a fact.
pub fn matrix(shown: &Shown<'_>, story: &Story<'_>, links: &Links) -> Option<Matrix> {
    let mut outlets = story.outlets();
    let more_outlets = outlets.len().saturating_sub(OUTLETS);
    outlets.truncate(OUTLETS);
    let across: Vec<_> =
        story.findings.iter().filter(|f| f.scope == Scope::Across && f.verdict != Verdict::Distinct).collect();
    let facts: Vec<Fact> = across
        .iter()
        .take(FACTS)
        .map(|finding| {
            let places = row::places(shown, finding);
            // An outlet that only copies is a copy; one that tells it on its own account as well is not.
            let mut said: BTreeMap<String, (usize, bool)> = BTreeMap::new();
            for place in &places {
                let copied = place.document.copy_of.is_some();
                let entry = said.entry(clean(&place.document.article.source_name())).or_insert((place.side, copied));
                if entry.1 && !copied {
                    *entry = (place.side, false);
                }
            }
            let apart = (finding.sides.len() > 1).then_some(finding.verdict);
            let values: Vec<String> = finding
                .sides
                .iter()
                .enumerate()
                .map(|(side, held)| clean(&row::side_value(&places, side, &held.canonical)))
                .collect();
            let cells = outlets.iter().map(|outlet| {
                let (what, text, value) = match said.get(outlet) {
                    None => ("silent", "silent".into(), ""),
                    Some((_, true)) => ("copy", "copy".into(), ""),
                    Some((side, false)) => match apart {
                        Some(Verdict::Contradiction) => {
                            ("differ", format!("differs: {}", letter(*side)), values[*side].as_str())
                        }
                        Some(Verdict::Update) => {
                            ("change", format!("updated: {}", letter(*side)), values[*side].as_str())
                        }
                        _ => ("agree", "agrees".into(), ""),
                    },
                };
                Cell { what, text, value: short(value, 60) }
            });
            let first = places.first();
            Fact {
                cells: cells.collect(),
                about: first.map(|place| gist(place.claim, place.document, 80)),
                value: values
                    .first()
                    .filter(|_| apart.is_none())
                    .filter(|value| first.is_some_and(|place| plain::adds(value, &place.claim.quote)))
                    .map(|value| short(value, 60)),
                kind: super::kind(finding.attribute),
                link: links.anchor(finding),
                verdict: row::verdict_word(finding),
            }
        })
        .collect();
    (!facts.is_empty() && outlets.len() > 1).then(|| Matrix {
        more_facts: across.len().saturating_sub(facts.len()),
        outlets,
        facts,
        more_outlets,
    })
}
