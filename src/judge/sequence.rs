//! An order of two happenings against the dates and clock times that another article gives them.
//!
//! "First the lock was closed, and only then the siren sounded" against "The siren sounded at 2:20. The lock was closed
//! at half past five." What belongs here: dated happenings against befores. What does not: two befores, which `order` compares.

use super::finding::make_as;
use super::order::{bag, one_deed};
use crate::claim::Detail;
use crate::claim::frame::{Nearness, Word};
use crate::link::bag::overlap;
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Attribute, Finding, Modality, Step, TimexKind, Value, Verdict};
use chrono::NaiveDateTime;
use std::cell::LazyCell;

/// How far the words of a dated clause must meet those of a happening, in percent.
const ONE_HAPPENING: i32 = 55;
/// How much better they must meet this one than the other of the two.
const LEAD: i32 = 25;

/// A happening with its time.
struct Dated {
    at: At,
    begin: NaiveDateTime,
    end: NaiveDateTime,
    offset: Option<i32>,
    words: Vec<Word>,
}

/// At most one finding for each before of one article and the other article's times.
pub fn findings(linker: &Linker, i: usize, j: usize) -> Vec<Finding> {
    let mut found = one_way(linker, i, j);
    found.extend(one_way(linker, j, i));
    found
}

fn one_way(linker: &Linker, ordered: usize, dated: usize) -> Vec<Finding> {
    // few articles tell of an order
    let times = LazyCell::new(|| dated_happenings(linker, dated));
    let mut found = Vec::new();
    for (k, draft) in linker.readings[ordered].drafts.iter().enumerate() {
        let Detail::Before { first, second } = &draft.detail else { continue };
        if draft.frame.modality != Modality::Asserted || draft.frame.quoted {
            continue;
        }
        let meet = |a: &[Word], b: &[Word]| {
            let meeting = overlap(&linker.lexis, &bag(&linker.lexis, a), &bag(&linker.lexis, b));
            // a happening of a single common word is told by too many clauses
            if meeting.shared < LEAST_SHARED || !one_deed(&linker.lexis, a, b) { 0 } else { meeting.more() }
        };
        let best = |mine: &[Word], other: &[Word]| -> Option<&Dated> {
            let fits = |d: &&Dated| {
                let (this, that) = (meet(&d.words, mine), meet(&d.words, other));
                this >= ONE_HAPPENING && this >= that + LEAD
            };
            times.iter().filter(fits).max_by_key(|d| (meet(&d.words, mine), std::cmp::Reverse(d.at)))
        };
        let (Some(x), Some(y)) = (best(first, second), best(second, first)) else { continue };
        // what is told to be later must have ended before the other began, on one clock
        if y.end > x.begin || x.at == y.at || x.offset != y.offset {
            continue;
        }
        let why = "the other article's times put the two happenings in the opposite order";
        let step = Step { row: "order and times".into(), outcome: why.into(), points: 0 };
        let sides = vec![vec![At { reading: ordered, draft: k }], vec![x.at, y.at]];
        found.push(make_as(
            Some("O402"),
            linker.readings,
            Verdict::Contradiction,
            Scope::Across,
            sides,
            vec![step],
            why,
        ));
        break;
    }
    found
}

/// So much must two descriptions share in weight.
const LEAST_SHARED: i32 = 8;

/// Clauses of an article that say when something happened.
fn dated_happenings(linker: &Linker, reading: usize) -> Vec<Dated> {
    let drafts = &linker.readings[reading].drafts;
    drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.frame.modality == Modality::Asserted && !d.frame.negated)
        .filter_map(|(draft, d)| {
            let Value::Time(time) = &d.claim.value else { return None };
            let timed = matches!(d.claim.attribute, Attribute::Date | Attribute::Time);
            let one_sided = !matches!(d.frame.role.as_str(), "" | "on" | "at" | "in" | "during" | "of");
            let (begin, end) = time.begin.zip(time.end)?;
            let exact = matches!(time.kind, TimexKind::Date | TimexKind::Time) && !time.day_assumed;
            if !timed || one_sided || !exact || (end - begin).num_days() > 2 {
                return None;
            }
            let near = d.frame.words.iter().filter(|w| w.near == Nearness::Clause);
            let words = near.cloned().collect();
            Some(Dated { at: At { reading, draft }, begin, end, offset: time.offset, words })
        })
        .collect()
}
