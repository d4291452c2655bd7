//! A finding as cards: who says what, in which words, and why it counts as it does.

use super::super::words::{Marked, clean, cost, marked, modality, short, speaker, told, when};
use super::{Links, arrows, plot};
use crate::model::{Finding, Scope, Verdict};
use crate::report::{Shown, plain, row};
use serde::Serialize;
use std::collections::BTreeSet;

/// Cards that one side of a finding shows; the others are counted.
const CARDS: usize = 30;

/// A finding, ready for the template.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    pub id: String,
    /// The fingerprint, which is the anchor of its deep link.
    pub anchor: String,
    pub code: String,
    pub title: String,
    pub verdict: &'static str,
    pub kind: String,
    pub summary: String,
    pub sources: String,
    /// Numbers of its outlets in the list of the page, each between blanks, for the filter.
    pub outlets: String,
    pub sides: Vec<Side>,
    pub steps: Vec<Step>,
    pub plot: Option<plot::Plot>,
    pub arrows: Option<arrows::Arrows>,
    /// Whether some of its steps bear points.
    pub points: bool,
    /// Whether its sides stand open, because they differ.
    pub open: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct Side {
    pub letter: String,
    pub value: String,
    pub words: Vec<Words>,
    pub more: usize,
}

/// The words of one article.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    pub outlet: String,
    /// When, for people, and as a machine reads it.
    pub published: String,
    pub datetime: String,
    pub sentence: Marked,
    /// What the words mean, where that is neither said by them nor by the head of the side.
    pub value: Option<String>,
    pub told_by: Option<String>,
    pub modality: Option<&'static str>,
    pub copy: bool,
    pub older: bool,
    pub place: String,
    pub link: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Step {
    pub row: String,
    pub outcome: String,
    pub points: String,
}

/// A, B, C … for sides.
pub fn letter(side: usize) -> String {
    match u8::try_from(side).ok().filter(|side| *side < 26) {
        Some(side) => char::from(b'A' + side).to_string(),
        None => (side + 1).to_string(),
    }
}

/// An upper estimate of the bytes that the card of a finding takes.
pub fn weight(shown: &Shown<'_>, finding: &Finding) -> usize {
    let steps: usize = finding.steps.iter().map(|step| 90 + cost(&step.row) + cost(&step.outcome)).sum();
    let mut held = vec![0; finding.sides.len()];
    let mut words = 0;
    for place in row::places(shown, finding) {
        held[place.side] += 1;
        if held[place.side] <= CARDS {
            let claim = place.claim;
            let outlet = cost(&place.document.article.source_name());
            words += 1400 + cost(&claim.sentence) + 2 * cost(&claim.canonical) + 2 * outlet + cost(&claim.path);
        }
    }
    let drawings = 400 * finding.sides.iter().map(|side| side.claims.len().min(40)).sum::<usize>();
    2500 + 2 * cost(&finding.summary) + steps + words + drawings
}

/// The card of a finding on a page whose outlets are `outlets`.
pub fn card(shown: &Shown<'_>, finding: &Finding, outlets: &[String], links: &Links) -> Card {
    let places = row::places(shown, finding);
    let mut sides: Vec<Side> = finding
        .sides
        .iter()
        .enumerate()
        .map(|(number, side)| Side {
            letter: letter(number),
            value: short(&clean(&row::side_value(&places, number, &side.canonical)), 100),
            words: Vec::new(),
            more: 0,
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for place in &places {
        let name = clean(&place.document.article.source_name());
        numbers.extend(outlets.iter().position(|outlet| *outlet == name));
        let side = &mut sides[place.side];
        if side.words.len() >= CARDS {
            side.more += 1;
            continue;
        }
        let claim = place.claim;
        let published = place.document.article.published.as_ref();
        side.words.push(Words {
            outlet: name,
            published: when(published.map(|known| &known.value)),
            datetime: published.map_or(String::new(), |known| known.value.canonical()),
            value: Some(short(&told(claim), 100))
                .filter(|value| *value != side.value && plain::adds(value, &claim.quote)),
            sentence: marked(claim, place.document),
            told_by: speaker(claim),
            modality: modality(claim),
            copy: place.document.copy_of.is_some(),
            older: place.document.superseded,
            place: clean(&match place.at {
                Some(at) => format!("{}:{}", claim.path, at.line),
                None => claim.path.clone(),
            }),
            link: links.claim(claim),
        });
    }
    let list: String = numbers.iter().map(|number| format!(" {number}")).collect();
    Card {
        id: clean(&finding.id),
        anchor: clean(&finding.fingerprint),
        code: clean(&finding.code),
        title: row::title(&finding.code).to_string(),
        verdict: row::verdict_word(finding),
        kind: super::kind(finding.attribute),
        summary: clean(&plain::summary(finding)),
        // Within one article there is but one source.
        sources: match finding.scope {
            Scope::Across => crate::report::markdown::sources(finding),
            Scope::Within => String::new(),
        },
        points: finding.steps.iter().any(|step| step.points != 0),
        outlets: format!("{list} "),
        sides,
        steps: finding
            .steps
            .iter()
            .map(|step| Step {
                row: clean(&step.row),
                outcome: clean(&step.outcome),
                points: if step.points == 0 { String::new() } else { format!("{:+}", step.points).replace('-', "−") },
            })
            .collect(),
        plot: plot::plot(&places),
        arrows: arrows::arrows(finding, &places),
        open: !matches!(finding.verdict, Verdict::Agreement | Verdict::Distinct),
    }
}
