//! Figures of one sentence that cannot all be true: a change that does not follow from its two levels, a share that does
//! not follow from part and whole, a length of time that does not lie between its two ends, a figure given again in
//! another unit that is no such length.
//!
//! What belongs here: arithmetic within one sentence. What does not: totals and their parts, which `sums` adds up.

use super::sums::Misfit;
use crate::claim::{Draft, Reading};
use crate::extract::quantity::change_between;
use crate::model::{Bound, ChangeRole, Quantity, QuantityClass, Relation, Value};
use rust_decimal::Decimal;

/// Misfits with the code of each.
pub fn misfits(reading: &Reading) -> Vec<(&'static str, Misfit)> {
    let mut found = Vec::new();
    for d in 0..reading.drafts.len() {
        found.extend(worked_out(reading, d));
        found.extend(twice_told(reading, d).map(|misfit| ("W105", misfit)));
    }
    found
}

fn quantity(draft: &Draft) -> Option<&Quantity> {
    match &draft.claim.value {
        Value::Quantity(q) => Some(q),
        _ => None,
    }
}

/// A value that follows from two others, against the one stated beside them.
fn worked_out(reading: &Reading, d: usize) -> Option<(&'static str, Misfit)> {
    let draft = &reading.drafts[d];
    let [first, second] = draft.sources[..] else { return None };
    let (code, follows) = match draft.claim.rule.as_str() {
        "change-between-two-levels" => ("W103", change(&reading.drafts[first], &reading.drafts[second])?),
        "share-of-a-total" => ("W103", share(&reading.drafts[first], &reading.drafts[second])?),
        "between-two-times" => ("W105", quantity(draft)?.clone()),
        _ => return None,
    };
    let is_share = draft.claim.rule == "share-of-a-total";
    let stated = |k: &usize| {
        let other = &reading.drafts[*k];
        let figure = quantity(other).filter(|q| q.class == follows.class && q.unit != "percentage point");
        // a share stands beside its figures as such, a change as a change
        let moves = figure.is_some_and(|q| q.change.is_some_and(|c| c.role == ChangeRole::By));
        other.sources.is_empty()
            && other.frame.sentence == draft.frame.sentence
            && figure.is_some_and(|q| q.low.is_some() && q.high.is_some() && q.unit != "year" && q.unit != "month")
            && !(is_share && moves)
    };
    let mut beside = (0..reading.drafts.len()).filter(stated);
    let (one, None) = (beside.next()?, beside.next()) else { return None };
    let said = &reading.drafts[one];
    // the two must be told together: nothing but a few words may part them
    let ends: Vec<usize> = [first, second].iter().map(|&s| reading.drafts[s].claim.span.end).collect();
    let gap = said.claim.span.start.abs_diff(*ends.iter().max()?);
    // the stated figure is held to be of the change or share that was worked out: only the numbers are compared
    let stated = Quantity { change: None, ..quantity(said)?.clone() };
    if gap > NEAR || follows.compare(&stated) != Relation::Disjoint {
        return None;
    }
    let shown = |k: usize| reading.drafts[k].claim.canonical.as_str();
    let why = format!("{} and {} make {}, not {}", shown(first), shown(second), follows.canonical(), shown(one));
    Some((code, Misfit { total: vec![one], parts: vec![first, second], why }))
}

/// Bytes that may part a figure from the two that it follows from.
const NEAR: usize = 60;

/// The change in percent between two levels.
fn change(from: &Draft, to: &Draft) -> Option<Quantity> {
    change_between(quantity(from)?, quantity(to)?).map(|change| Quantity { change: None, ..change })
}

fn share(part: &Draft, whole: &Draft) -> Option<Quantity> {
    let ((a, b), (c, d)) = (ends(quantity(part)?)?, ends(quantity(whole)?)?);
    if a < Decimal::ZERO || c <= Decimal::ZERO || b > d {
        return None;
    }
    Some(percent(a * Decimal::ONE_HUNDRED / d, b * Decimal::ONE_HUNDRED / c))
}

pub(super) fn ends(quantity: &Quantity) -> Option<(Decimal, Decimal)> {
    let interval = quantity.interval()?;
    interval.low.zip(interval.high)
}

pub(super) fn percent(low: Decimal, high: Decimal) -> Quantity {
    Quantity {
        class: QuantityClass::Percent,
        low: Some(low.round_dp(1)),
        high: Some(high.round_dp(1)),
        unit: "percent".into(),
        of: None,
        per: None,
        bound: Bound::About,
        fraction: false,
        change: None,
    }
}

/// "35 kilometers (40 miles)": one figure in two units that are not the same length.
fn twice_told(reading: &Reading, d: usize) -> Option<Misfit> {
    let here = &reading.drafts[d];
    let text = &reading.document.article.text;
    let q = quantity(here).filter(|q| matches!(q.class, QuantityClass::Measure | QuantityClass::Duration))?;
    let before = (0..d).rev().find(|&k| {
        let other = &reading.drafts[k];
        other.frame.sentence == here.frame.sentence
            && other.sources.is_empty()
            && quantity(other).is_some_and(|p| p.class == q.class && p.unit != q.unit && p.per == q.per)
    })?;
    let p = &reading.drafts[before];
    let between = text.get(p.claim.span.end..here.claim.span.start)?.trim();
    let joined =
        matches!(between, "(" | "/" | ", or" | "[" | "(about" | "(around" | ", or about" | "(roughly" | "(some");
    if !joined || !here.sources.is_empty() || quantity(p)?.compare(q) != Relation::Disjoint {
        return None;
    }
    let why = format!("{} is not {}", p.claim.canonical, here.claim.canonical);
    Some(Misfit { total: vec![before], parts: vec![d], why })
}
