//! A vote's score in one article against the margin that another gives it.
//!
//! "By 152 votes to 148" leaves four, whatever the other article makes of it. What belongs here: two articles' tellings of
//! one margin. What does not: the same within one article, which `told` follows.

use super::finding::make;
use super::wording::Wording;
use crate::claim::{Draft, Reading};
use crate::link::bag::{Entry, overlap};
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Modality, QuantityClass, Relation, Step, Value, Verdict};

/// How far the two sentences must meet, in percent.
const ONE_VOTE: i32 = 40;

/// At most one finding for two articles, each of which tells of one vote only.
pub fn findings(linker: &Linker, i: usize, j: usize) -> Vec<Finding> {
    one_way(linker, i, j).or_else(|| one_way(linker, j, i)).into_iter().collect()
}

fn one_way(linker: &Linker, scored: usize, told: usize) -> Option<Finding> {
    let (mine, theirs) = (&linker.readings[scored], &linker.readings[told]);
    let mut margins = mine.drafts.iter().enumerate().filter(|(_, d)| d.claim.rule == "margin-of-a-vote");
    let (score, None) = (margins.next()?, margins.next()) else { return None };
    let (margin, scores) = (stated(theirs)?, theirs.drafts.iter().any(|d| d.claim.rule == "margin-of-a-vote"));
    let (a, b) = (score.1, &theirs.drafts[margin]);
    let asserted = |d: &Draft| d.frame.modality == Modality::Asserted && !d.frame.negated;
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return None };
    let bag = |d: &Draft| -> Vec<Entry> {
        let known = d.frame.words.iter().filter_map(|w| linker.lexis.known(&w.lemma));
        known.map(|id| Entry { id, weight: linker.lexis.weight(id) }).collect()
    };
    let meet = overlap(&linker.lexis, &bag(a), &bag(b)).more();
    let apart = crate::model::Quantity { of: None, ..p.clone() }.compare(q) == Relation::Disjoint;
    if scores || meet < ONE_VOTE || !apart || !asserted(a) || !asserted(b) {
        return None;
    }
    let why = format!("a score of {} leaves {}", mine.drafts[*a.sources.first()?].claim.canonical, a.claim.canonical);
    let step = Step { row: "margin".into(), outcome: why.clone(), points: 0 };
    let sides = vec![vec![At { reading: scored, draft: score.0 }], vec![At { reading: told, draft: margin }]];
    Some(make(linker.readings, Verdict::Contradiction, Scope::Across, sides, vec![step], &why))
}

/// The one margin of votes that an article tells: "a margin of 14 votes", "a majority of 14".
fn stated(reading: &Reading) -> Option<usize> {
    let wording = Wording::of(reading);
    let mut margins = (0..wording.figures.len()).filter(|&k| {
        let figure = &wording.figures[k];
        let noun = wording.lead(figure.start).strip_suffix(" of").and_then(|lead| lead.rsplit(' ').next());
        let votes = figure.quantity.of.as_deref().is_none_or(|of| of.ends_with("vote"));
        let count = figure.quantity.class == QuantityClass::Count && figure.quantity.unit != "score" && votes;
        count && matches!(noun, Some("margin" | "majority" | "lead"))
    });
    let one = margins.next()?;
    margins.next().is_none().then(|| wording.figures[one].draft)
}
