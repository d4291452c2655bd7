//! Order: two articles that put the same two happenings in a different order.

use crate::claim::frame::Word;
use crate::claim::{Detail, Draft};
use crate::link::bag::{Entry, overlap};
use crate::link::lexis::Lexis;
use crate::model::Relation;

/// How far two descriptions must meet, in percent of the lesser, to be of one happening.
const ONE_HAPPENING: i32 = 40;
/// How much better the chosen alignment must fit than the other one.
const LEAD: i32 = 20;

/// How two before/after claims stand: the same happenings in the same order, crossed, or other happenings.
pub fn relation(lexis: &Lexis, a: &Draft, b: &Draft) -> Option<(Relation, i32)> {
    let (Detail::Before { first: p, second: q }, Detail::Before { first: r, second: s }) = (&a.detail, &b.detail)
    else {
        return None;
    };
    let meet = |x: &[Word], y: &[Word]| overlap(lexis, &bag(lexis, x), &bag(lexis, y)).more();
    // only an accusation needs deeds in common on both sides: "before the autumn" names none
    let cross = |x: &[Word], y: &[Word]| if one_deed(lexis, x, y) { meet(x, y) } else { 0 };
    let straight = meet(p, r).min(meet(q, s));
    let crossed = cross(p, s).min(cross(q, r));
    if straight >= ONE_HAPPENING && straight >= crossed + LEAD {
        Some((Relation::Equal, straight))
    } else if crossed >= ONE_HAPPENING && crossed >= straight + LEAD {
        Some((Relation::Disjoint, crossed))
    } else {
        Some((Relation::Incomparable("other-happenings"), 0))
    }
}

/// Whether two happenings have a deed in common: the same parties may do many things.
pub fn one_deed(lexis: &Lexis, a: &[Word], b: &[Word]) -> bool {
    let deeds = |words: &[Word]| -> Vec<u32> {
        words.iter().filter(|w| w.deed).filter_map(|w| lexis.known(&w.lemma)).collect()
    };
    let theirs = deeds(b);
    deeds(a).into_iter().any(|x| theirs.iter().any(|&y| lexis.related(x, y) >= ONE_DEED))
}

/// Words as related as this may tell of one deed.
const ONE_DEED: i32 = 60;

pub fn bag(lexis: &Lexis, words: &[Word]) -> Vec<Entry> {
    words.iter().filter_map(|w| lexis.known(&w.lemma)).map(|id| Entry { id, weight: lexis.weight(id) }).collect()
}
