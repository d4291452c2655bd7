//! Outlets × facts: who agrees, who differs, who copies and who is silent.

use super::super::stories::Story;
use super::super::words::{clean, short, topic};
use super::Links;
use super::cards::letter;
use crate::model::{Finding, Scope, Verdict};
use crate::report::plain::plain;
use crate::report::{Shown, row};
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
    pub label: String,
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
            let cells = outlets.iter().map(|outlet| match said.get(outlet) {
                None => Cell { what: "silent", text: "silent".into() },
                Some((_, true)) => Cell { what: "copy", text: "copy".into() },
                Some((side, false)) if apart == Some(Verdict::Contradiction) => {
                    Cell { what: "differ", text: format!("differs: {}", letter(*side)) }
                }
                Some((side, false)) if apart == Some(Verdict::Update) => {
                    Cell { what: "change", text: format!("updated: {}", letter(*side)) }
                }
                Some(_) => Cell { what: "agree", text: "agrees".into() },
            });
            Fact {
                cells: cells.collect(),
                label: label(finding, &places),
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

/// What the fact is about; where all say the same, with the value, since one event has many facts.
fn label(finding: &Finding, places: &[row::Place<'_>]) -> String {
    let topic = places.first().map_or(String::new(), |place| topic(place.claim));
    match finding.sides.as_slice() {
        [only] => format!("{}: {}", short(&topic, 48), short(&clean(&plain(&only.canonical)), 48)),
        _ => short(&topic, 60),
    }
}
