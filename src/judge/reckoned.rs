//! What follows from one article's figures against what another article states: the margin of a vote's score, the change
//! between two levels.
//!
//! "By 91 votes to 64" leaves 27, whatever the other article makes of it. What belongs here: results that two articles
//! tell once each, so that there is no doubt which goes with which. What does not: the same within one article, which `told`
//! follows.

use super::finding::make;
use super::order::bag;
use super::wording::Wording;
use crate::claim::{Draft, Reading};
use crate::link::bag::overlap;
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{ChangeRole, Finding, Modality, Quantity, QuantityClass, Relation, Step, Trend, Value, Verdict};

/// How far the two sentences must meet, in percent.
const ONE_VOTE: i32 = 40;

/// At most one finding of a kind for two articles.
pub fn findings(linker: &Linker, i: usize, j: usize) -> Vec<Finding> {
    let margin = one_way(linker, i, j).or_else(|| one_way(linker, j, i));
    let change = changes(linker, i, j).or_else(|| changes(linker, j, i));
    margin.into_iter().chain(change).collect()
}

/// "The fleet grew from 40 to 50 boats" against "the fleet grew by 35 percent".
fn changes(linker: &Linker, levels: usize, told: usize) -> Option<Finding> {
    let (mine, theirs) = (&linker.readings[levels], &linker.readings[told]);
    let mut worked_out = mine.drafts.iter().enumerate().filter(|(_, d)| d.claim.rule == "change-between-two-levels");
    let by_itself = |d: &Draft| match &d.claim.value {
        Value::Quantity(q) => {
            q.class == QuantityClass::Percent
                && q.unit == "percent"
                && q.change.is_some_and(|c| c.role == ChangeRole::By)
                && d.sources.is_empty()
        }
        _ => false,
    };
    let mut stated = theirs.drafts.iter().enumerate().filter(|(_, d)| by_itself(d));
    // each article must tell of one change only, and the first must not state its own
    let (Some((x, a)), None) = (worked_out.next(), worked_out.next()) else { return None };
    let (Some((y, b)), None) = (stated.next(), stated.next()) else { return None };
    if mine.drafts.iter().any(by_itself) || !asserted(a) || !asserted(b) {
        return None;
    }
    let common = |noun: &Option<String>| {
        let noun = noun.as_deref()?;
        let named = a.frame.sentence_names.iter().chain(&b.frame.sentence_names).any(|name| name == noun);
        (!named).then(|| noun.to_string())
    };
    let things = |d: &Draft| [common(&d.frame.subject), common(&d.frame.object)];
    let one_thing = things(a).iter().flatten().any(|noun| things(b).iter().flatten().any(|other| noun == other));
    let other_time = a.frame.when.zip(b.frame.when).is_some_and(|((p, p_end), (q, q_end))| p_end <= q || q_end <= p);
    let one_name = a.frame.sentence_names.iter().any(|name| b.frame.sentence_names.contains(name));
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return None };
    let apart = p.compare(&Quantity { change: None, ..q.clone() }) == Relation::Disjoint;
    let upward = |draft: usize| match &mine.drafts[draft].claim.value {
        Value::Quantity(level) => level.low,
        _ => None,
    };
    let rises = a.sources.first().zip(a.sources.last()).is_some_and(|(&from, &to)| upward(to) > upward(from));
    let trend = if rises { Trend::Up } else { Trend::Down };
    if !one_thing || !one_name || other_time || !apart || q.change.and_then(|c| c.trend) != Some(trend) {
        return None;
    }
    let why = format!("the levels make a change of {}", a.claim.canonical);
    let step = Step { row: "change".into(), outcome: why.clone(), points: 0 };
    let sides = vec![vec![At { reading: levels, draft: x }], vec![At { reading: told, draft: y }]];
    Some(make(linker.readings, Verdict::Contradiction, Scope::Across, sides, vec![step], &why))
}

fn asserted(draft: &Draft) -> bool {
    draft.frame.modality == Modality::Asserted && !draft.frame.negated
}

fn one_way(linker: &Linker, scored: usize, told: usize) -> Option<Finding> {
    let (mine, theirs) = (&linker.readings[scored], &linker.readings[told]);
    let mut margins = mine.drafts.iter().enumerate().filter(|(_, d)| d.claim.rule == "margin-of-a-vote");
    let (score, None) = (margins.next()?, margins.next()) else { return None };
    let (margin, scores) = (stated(theirs)?, theirs.drafts.iter().any(|d| d.claim.rule == "margin-of-a-vote"));
    let (a, b) = (score.1, &theirs.drafts[margin]);
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return None };
    let words = |d: &Draft| bag(&linker.lexis, &d.frame.words);
    let meet = overlap(&linker.lexis, &words(a), &words(b)).more();
    let apart = Quantity { of: None, ..p.clone() }.compare(q) == Relation::Disjoint;
    if scores || meet < ONE_VOTE || !apart || !asserted(a) || !asserted(b) {
        return None;
    }
    let why = format!("a score of {} leaves {}", mine.drafts[*a.sources.first()?].claim.canonical, a.claim.canonical);
    let step = Step { row: "margin".into(), outcome: why.clone(), points: 0 };
    let sides = vec![vec![At { reading: scored, draft: score.0 }], vec![At { reading: told, draft: margin }]];
    Some(make(linker.readings, Verdict::Contradiction, Scope::Across, sides, vec![step], &why))
}

/// The one margin of votes that an article tells: "a margin of 31 votes", "a majority of 31".
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
