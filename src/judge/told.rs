//! A result told beside what it follows from: a change in percent with its two levels, a share with part and whole, a
//! difference with its two terms, a balance with its two sides.
//!
//! What belongs here: results and operands that one article puts side by side, in one sentence or in two that hang together
//! ("That is a drop of …"). What does not: totals and their parts, which `sums` adds up.

use super::figures::{ends, percent};
use super::sums::Misfit;
use super::wording::{Figure, Wording};
use crate::model::{Bound, ChangeRole, Quantity, QuantityClass, Relation, Trend};
use rust_decimal::Decimal;

/// Misfits with the code of each.
pub fn misfits(wording: &Wording) -> Vec<(&'static str, Misfit)> {
    let mut found = Vec::new();
    for (k, figure) in wording.figures.iter().enumerate() {
        if figure.quantity.class == QuantityClass::Percent && figure.quantity.unit == "percent" {
            found.extend(change_told(wording, k).map(|misfit| ("W103", misfit)));
            found.extend(share_told(wording, k).map(|misfit| ("W103", misfit)));
        }
        found.extend(difference_told(wording, k).map(|misfit| ("W102", misfit)));
        found.extend(balance_told(wording, k).map(|misfit| ("W102", misfit)));
    }
    found
}

/// Bytes that may part a result from what it follows from.
const NEAR: usize = 60;

/// Words that open a sentence on the one before it.
const ANAPHORS: [&str; 16] = [
    "that is",
    "that was",
    "this is",
    "this was",
    "it is",
    "it was",
    "that makes",
    "this makes",
    "that made",
    "this made",
    "that amounts",
    "this amounts",
    "that represents",
    "this represents",
    "that means",
    "that meant",
];

/// "from 20 to 30, an increase of 50 percent", "90 million, an increase of 50% on the 60 million of 2021".
fn change_told(wording: &Wording, p: usize) -> Option<Misfit> {
    let stated = &wording.figures[p];
    let change = stated.quantity.change.filter(|c| c.role == ChangeRole::By)?;
    // a change told of another stretch of time follows from other levels
    let after = wording.rest_of_sentence(stated.end);
    let (x, y) = match levels_before(wording, p) {
        Some(pair) if !measured_elsewhere(after) => pair,
        _ => level_and_base(wording, p)?,
    };
    let rises = match change.trend {
        Some(Trend::Up) => true,
        Some(Trend::Down) => false,
        _ => return None,
    };
    // what rose lies above what it rose from; where the words seem to say otherwise they were misread
    let upward = wording.figures[y].quantity.low > wording.figures[x].quantity.low;
    let (low, high) = if upward { (x, y) } else { (y, x) };
    let (low, high) = (ends(wording.figures[low].quantity)?, ends(wording.figures[high].quantity)?);
    if rises != upward || low.0 <= Decimal::ZERO {
        return None;
    }
    let part = |over: Decimal, base: Decimal| over.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base);
    let (least, most) = (high.0.checked_sub(low.1)?, high.1.checked_sub(low.0)?);
    let (least, most) =
        if rises { (part(least, low.1)?, part(most, low.0)?) } else { (part(least, high.1)?, part(most, high.0)?) };
    let follows = percent(least.max(Decimal::ZERO), most);
    wording.clash(p, &[x, y], &follows)
}

/// "since June", "from a year earlier": the change is of another stretch of time than the two levels.
fn measured_elsewhere(after: &str) -> bool {
    [
        "since ",
        "from ",
        "compared",
        "on the year",
        "on the month",
        "year on year",
        "year-on-year",
        "over the year",
        "than ",
    ]
    .iter()
    .any(|words| after.contains(words))
}

/// The levels before and after, "from X to Y" or "to Y from X", told before the change or at the end of the sentence
/// that it hangs on.
fn levels_before(wording: &Wording, p: usize) -> Option<(usize, usize)> {
    let stated = &wording.figures[p];
    // the last figure before the change that is no percentage, and the one before that
    let alike = |a: usize, b: usize| {
        let (a, b) = (wording.figures[a].quantity, wording.figures[b].quantity);
        a.class == b.class && a.unit == b.unit && a.per == b.per
    };
    let second = (0..p).rev().find(|&k| wording.figures[k].quantity.class != QuantityClass::Duration)?;
    let first = (0..second).rev().find(|&k| alike(k, second))?;
    let (a, b) = (&wording.figures[first], &wording.figures[second]);
    let between = wording.between(a.end, b.start)?;
    if between.len() > NEAR
        || Wording::ends_sentence(between)
        || wording.bound_to(a).is_none()
        || wording.bound_to(b).is_none()
    {
        return None;
    }
    let gap = wording.between(b.end, stated.start)?;
    let near = if Wording::ends_sentence(gap) {
        let (_, rest) = gap.rsplit_once(['.', '\n', ';'])?;
        let rest = rest.trim_start();
        gap.len() <= 2 * NEAR && rest.len() <= NEAR && ANAPHORS.iter().any(|a| rest.starts_with(a))
    } else {
        gap.len() <= NEAR
    };
    if !near || a.quantity.class == QuantityClass::Percent {
        return None;
    }
    match (wording.lead(a.start), wording.lead(b.start)) {
        (x, y) if x.ends_with(" from") && y.ends_with(" to") => Some((first, second)),
        (x, y) if x.ends_with(" to") && y.ends_with(" from") => Some((second, first)),
        _ => compared(wording, first, second),
    }
}

/// "40 million in 2023 and 50 million in 2024", "50 million, up from 40 million", "50 against 40".
fn compared(wording: &Wording, first: usize, second: usize) -> Option<(usize, usize)> {
    let (a, b) = (&wording.figures[first], &wording.figures[second]);
    let year = |figure: &Figure| {
        let after = wording.rest_of_sentence(figure.end).trim_start().strip_prefix("in ")?;
        after.get(..4)?.parse::<u32>().ok().filter(|year| (1800..2200).contains(year))
    };
    if let (Some(p), Some(q)) = (year(a), year(b)) {
        return match p.cmp(&q) {
            std::cmp::Ordering::Less => Some((first, second)),
            std::cmp::Ordering::Greater => Some((second, first)),
            std::cmp::Ordering::Equal => None,
        };
    }
    let lead = wording.lead(b.start);
    let base = ["up from", "down from", "compared with", "compared to", " against", " versus"];
    base.iter().any(|words| lead.ends_with(words)).then_some((second, first))
}

/// "90 million, an increase of 50% on the 60 million of the year before": base and level.
fn level_and_base(wording: &Wording, p: usize) -> Option<(usize, usize)> {
    let stated = &wording.figures[p];
    let base = p + 1;
    let x = wording.figures.get(base).filter(|x| x.quantity.class != QuantityClass::Percent)?;
    let between = wording.between(stated.end, x.start)?.trim();
    let joint =
        ["the", "its", "their", "a"].iter().find_map(|w| between.strip_suffix(&format!(" {w}"))).unwrap_or(between);
    let joined = matches!(
        joint,
        "on" | "over"
            | "from"
            | "against"
            | "than"
            | "compared with"
            | "compared to"
            | "above"
            | "below"
            | "more than"
            | "less than"
            | "higher than"
            | "lower than"
            | "up from"
            | "down from"
    );
    let level = (0..p).rev().find(|&k| {
        let q = wording.figures[k].quantity;
        q.class == x.quantity.class && q.unit == x.quantity.unit && q.per == x.quantity.per
    })?;
    let y = &wording.figures[level];
    let gap = wording.between(y.end, stated.start)?;
    let plain = y.quantity.change.is_none_or(|c| c.role == ChangeRole::To);
    (joined && plain && !Wording::ends_sentence(gap) && gap.len() <= 3 * NEAR / 2).then_some((base, level))
}

/// "Wool brought in 30 million, that is three quarters of all revenue", where revenue is given as 60 million.
fn share_told(wording: &Wording, p: usize) -> Option<Misfit> {
    let stated = &wording.figures[p];
    let of = wording.rest_of_sentence(stated.end).trim_start().strip_prefix("of ")?;
    let mut noun = of;
    for word in ["all ", "the ", "its ", "their ", "total ", "entire ", "whole "] {
        noun = noun.strip_prefix(word).unwrap_or(noun);
    }
    let noun = noun.split(|c: char| !c.is_alphanumeric()).next().filter(|noun| noun.len() > 3)?;
    let part = p.checked_sub(1)?;
    let x = &wording.figures[part];
    let joint = wording.between(x.end, stated.start)?;
    let told = [", that is", ", which is", ", that was", ", or", " or", " (", ", this is"];
    let joined = told.iter().any(|words| joint.starts_with(words));
    let counted = matches!(x.quantity.class, QuantityClass::Money | QuantityClass::Count | QuantityClass::Measure);
    if !joined || joint.len() > 30 || !counted || x.quantity.change.is_some() {
        return None;
    }
    // the whole bears the noun of which the share is told
    let whole = (0..wording.figures.len()).filter(|&w| {
        let y = &wording.figures[w];
        w != part
            && y.sentence + 3 >= x.sentence
            && y.sentence <= x.sentence
            && y.quantity.class == x.quantity.class
            && y.quantity.unit == x.quantity.unit
            && y.quantity.low > x.quantity.low
            && wording.label(w).is_some_and(|label| label.ends_with(noun))
    });
    let wholes: Vec<usize> = whole.collect();
    let [whole] = wholes[..] else { return None };
    let ((a, b), (c, d)) = (ends(x.quantity)?, ends(wording.figures[whole].quantity)?);
    if a < Decimal::ZERO || c <= Decimal::ZERO {
        return None;
    }
    let part_of = |a: Decimal, b: Decimal| a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b);
    let follows = percent(part_of(a, d)?, part_of(b, c)?);
    wording.clash(p, &[part, whole], &follows)
}

/// Nouns whose figure is the difference of two others.
const DIFFERENCES: [&str; 11] = [
    "excess",
    "gap",
    "difference",
    "margin",
    "lead",
    "advantage",
    "shortfall",
    "majority",
    "spread",
    "swing",
    "deficit",
];

/// "a load of 52 tonnes where 45 are allowed: an excess of seven tonnes", "12 votes to 8, a margin of four".
fn difference_told(wording: &Wording, r: usize) -> Option<Misfit> {
    let stated = &wording.figures[r];
    let lead = wording.lead(stated.start).strip_suffix(" of")?;
    let noun = lead.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    if !DIFFERENCES.contains(&noun)
        || ["profit margin", "gross margin", "operating margin", "trade deficit"].iter().any(|n| lead.ends_with(n))
    {
        return None;
    }
    // "a lead of two metres over Brenn": over somebody whose figure may be another
    let rest = wording.rest_of_sentence(stated.end).trim_start();
    if ["over ", "on ", "ahead of ", "against ", "in ", "among "].iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let own = wording.sentence_start(stated.start);
    let opening = wording.between(own, stated.start)?.trim_start();
    let mut terms = wording.terms(own, r);
    if terms.is_empty() && ANAPHORS.iter().any(|a| opening.starts_with(a)) {
        terms = wording.terms(wording.sentence_start(own.saturating_sub(2)), r);
    }
    let (operands, (low, high)) = match noun {
        // what one lost and what the other gained
        "swing" => {
            let by = |verb: &str| terms.iter().copied().find(|&k| wording.predicate(k) == verb);
            let (lost, gained) = (by("lose")?, by("gain").or_else(|| by("win"))?);
            let ((a, b), (c, d)) = (ends(wording.figures[lost].quantity)?, ends(wording.figures[gained].quantity)?);
            (vec![lost, gained], (a.checked_add(c)?, b.checked_add(d)?))
        }
        _ => match terms[..] {
            [score] if wording.figures[score].quantity.unit == "score" => {
                let q = wording.figures[score].quantity;
                let difference = q.high?.checked_sub(q.low?)?.abs();
                (vec![score], (difference, difference))
            }
            [a, b] => {
                let (p, q) = (ends(wording.figures[a].quantity)?, ends(wording.figures[b].quantity)?);
                (vec![a, b], apart(p, q)?)
            }
            // the other term is a bare number, which counts nothing by itself
            [a] => {
                let number = wording.bare_number(own, stated.start)?;
                (vec![a], apart(ends(wording.figures[a].quantity)?, (number, number))?)
            }
            _ => return None,
        },
    };
    let follows =
        Quantity { low: Some(low), high: Some(high), bound: Bound::Plain, change: None, ..stated.quantity.clone() };
    wording.clash(r, &operands, &follows)
}

/// How far two figures lie apart, from their nearest to their farthest readings.
fn apart(p: (Decimal, Decimal), q: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let (low, high) = if p.0.checked_add(p.1)? <= q.0.checked_add(q.1)? { (p, q) } else { (q, p) };
    Some((high.0.checked_sub(low.1)?.max(Decimal::ZERO), high.1.checked_sub(low.0)?))
}

/// What comes in, what goes out, and what the difference of the two is called.
struct Balance {
    credits: &'static [&'static str],
    debits: &'static [&'static str],
    results: &'static [&'static str],
}

const BALANCES: [Balance; 2] = [
    Balance {
        credits: &["exports", "export"],
        debits: &["imports", "import"],
        results: &["surplus", "deficit", "balance", "gap"],
    },
    Balance {
        credits: &["revenue", "revenues", "income", "receipts"],
        debits: &["spending", "expenditure", "expenditures", "outlays", "expenses"],
        results: &["surplus", "deficit", "shortfall", "gap"],
    },
];

/// Whether a stretch of text names a time: "in the year so far", "for the quarter".
fn of_a_time(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(word, "year" | "month" | "quarter" | "half" | "week" | "date" | "since" | "annual" | "months" | "far")
            || word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1800..2200).contains(&year))
    })
}

/// "Exports: 58 million. Imports: 33 million. Surplus: 15 million."
fn balance_told(wording: &Wording, r: usize) -> Option<Misfit> {
    let stated = &wording.figures[r];
    let label = wording.label(r)?;
    let balance = BALANCES.iter().find(|balance| balance.results.contains(&label))?;
    if stated.quantity.class != QuantityClass::Money || stated.quantity.change.is_some() {
        return None;
    }
    let side = |names: &[&str]| {
        let mut fits = (0..r).filter(|&k| {
            let figure = &wording.figures[k];
            figure.sentence + 3 >= stated.sentence
                && wording.label(k).is_some_and(|l| names.contains(&l))
                && figure.quantity.class == QuantityClass::Money
                && figure.quantity.unit == stated.quantity.unit
                && figure.quantity.change.is_none_or(|c| c.role == ChangeRole::To)
        });
        let one = fits.next()?;
        fits.next().is_none().then_some(one)
    };
    let (credit, debit) = (side(balance.credits)?, side(balance.debits)?);
    // nothing but the two sides and what is said of them stands before the result, which is of no time of its own
    let last = &wording.figures[credit.max(debit)];
    let own_time = wording
        .between(last.end, stated.start)
        .into_iter()
        .chain(wording.rest_of_sentence(stated.end).split(',').next());
    if credit.abs_diff(debit) > 3 || r - credit.max(debit) > 3 || own_time.into_iter().any(of_a_time) {
        return None;
    }
    let (low, high) = apart(ends(wording.figures[credit].quantity)?, ends(wording.figures[debit].quantity)?)?;
    let follows =
        Quantity { low: Some(low), high: Some(high), bound: Bound::Plain, change: None, ..stated.quantity.clone() };
    wording.clash(r, &[credit, debit], &follows)
}

impl Wording<'_> {
    /// The figures before `r`, from a place on, of its class and unit; a vote's score goes with votes.
    fn terms(&self, from: usize, r: usize) -> Vec<usize> {
        let stated = self.figures[r].quantity;
        let points = stated.unit == "percentage point";
        (0..r)
            .filter(|&k| {
                let q = self.figures[k].quantity;
                let unit = q.unit == stated.unit || points && q.unit == "percent" || q.unit == "score";
                self.figures[k].start >= from && q.class == stated.class && unit
            })
            .collect()
    }

    /// A misfit, where what follows from the operands excludes what is stated.
    fn clash(&self, stated: usize, operands: &[usize], follows: &Quantity) -> Option<Misfit> {
        let said = &self.figures[stated];
        let plain = Quantity { change: None, ..said.quantity.clone() };
        if follows.compare(&plain) != Relation::Disjoint {
            return None;
        }
        let shown = |k: usize| self.reading.drafts[self.figures[k].draft].claim.canonical.as_str();
        let list: Vec<&str> = operands.iter().map(|&k| shown(k)).collect();
        Some(Misfit {
            total: vec![said.draft],
            parts: operands.iter().map(|&k| self.figures[k].draft).collect(),
            why: format!("{} make {}, not {}", list.join(" and "), follows.canonical(), shown(stated)),
        })
    }
}
