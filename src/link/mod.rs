//! Linking: which claims of different articles are about one thing.
//!
//! What belongs here: scoring pairs of claims without looking at their values, and grouping what belongs together.
//! What does not: verdicts.

pub mod bag;
pub mod lexis;
mod places;
pub mod rows;
pub mod story;
mod trees;
pub mod weights;

use crate::claim::{Detail, Draft, Reading, Role};
use crate::lexicon;
use crate::model::Relation;
use lexis::Lexis;
use rows::{Prepared, Row, Side, prepare, rows, standing};
use std::collections::BTreeMap;

/// A claim: article and position in its list of drafts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    pub reading: usize,
    pub draft: usize,
}

/// Two claims of different articles on one scale, with the score of their frames.
#[derive(Clone, Debug)]
pub struct Pair {
    pub a: At,
    pub b: At,
    pub rows: Vec<Row>,
    pub score: i32,
}

/// Predicates less related than this tell of different things.
const NEAR_PREDICATE: i32 = 60;

/// All that linking needs to know of a set of readings.
pub struct Linker<'r> {
    pub readings: &'r [Reading],
    pub lexis: Lexis,
    prepared: Vec<Vec<Prepared>>,
    pub stories: Vec<(usize, usize, i32)>,
    /// For each article, its newest version, or itself.
    pub newest: Vec<usize>,
    /// For each article, its claims by scale.
    scales: Vec<BTreeMap<&'r str, Vec<usize>>>,
    /// For each claim, how often its article tells its value on its scale.
    times: Vec<Vec<usize>>,
}

impl<'r> Linker<'r> {
    pub fn new(readings: &'r [Reading]) -> Self {
        let mut lexis = Lexis::default();
        let topics: Vec<_> = readings.iter().map(|r| story::topic(&mut lexis, r)).collect();
        let stories = story::pairs(&topics);
        let prepared = readings.iter().map(|r| r.drafts.iter().map(|d| prepare(&mut lexis, d)).collect()).collect();
        for draft in readings.iter().flat_map(|r| &r.drafts) {
            match &draft.detail {
                Detail::Quote { words, .. } => words.iter().for_each(|w| {
                    lexis.id(w);
                }),
                Detail::Before { first, second } => first.iter().chain(second).for_each(|w| {
                    lexis.id(&w.lemma);
                }),
                _ => {}
            }
        }
        let scales = readings.iter().map(by_scale).collect();
        let times = readings.iter().map(times).collect();
        Linker { readings, lexis, prepared, stories, newest: newest(readings), scales, times }
    }

    /// Pairs of claims on one scale from two articles of one story, with their scores.
    pub fn pairs(&self, i: usize, j: usize, alike: i32) -> Vec<Pair> {
        let (left, right) = (&self.scales[i], &self.scales[j]);
        let mut pairs = Vec::new();
        for (scale, mine) in left {
            let Some(theirs) = right.get(scale) else { continue };
            let mut scored = Vec::new();
            for &a in mine {
                for &b in theirs {
                    if !self.worth_scoring((i, a), (j, b)) {
                        continue;
                    }
                    let side = |r: usize, d: usize, rivals: usize| Side {
                        draft: &self.readings[r].drafts[d],
                        prepared: &self.prepared[r][d],
                        rivals,
                    };
                    let (rows, likeness) = rows(&self.lexis, &side(i, a, mine.len()), &side(j, b, theirs.len()), alike);
                    scored.push((a, b, rows, likeness));
                }
            }
            pairs.extend(self.rank(i, j, scored));
        }
        pairs
    }

    /// Two claims, whatever their values and scales, with the rows of their frames and no score.
    pub fn pair_of(&self, a: At, b: At, alike: i32) -> Pair {
        let side = |at: At| Side { draft: self.draft(at), prepared: self.prepared(at), rivals: 1 };
        let (rows, _) = rows(&self.lexis, &side(a), &side(b), alike);
        Pair { a, b, rows, score: 0 }
    }

    /// Adds to each pair how it stands among the other partners of its two claims. A partner that says the same as
    /// this one elsewhere in its article is no rival.
    fn rank(&self, i: usize, j: usize, scored: Vec<(usize, usize, Vec<Row>, i32)>) -> Vec<Pair> {
        let says = |r: usize, d: usize| self.readings[r].drafts[d].claim.canonical.as_str();
        // for each claim, its partners' values with the best likeness of each value
        let mut of_a: BTreeMap<usize, BTreeMap<&str, i32>> = BTreeMap::new();
        let mut of_b: BTreeMap<usize, BTreeMap<&str, i32>> = BTreeMap::new();
        for (a, b, _, likeness) in &scored {
            let keep = |best: &mut i32| *best = (*best).max(*likeness);
            keep(of_a.entry(*a).or_default().entry(says(j, *b)).or_insert(i32::MIN));
            keep(of_b.entry(*b).or_default().entry(says(i, *a)).or_insert(i32::MIN));
        }
        let rival =
            |of: &BTreeMap<&str, i32>, value: &str| of.iter().filter(|(v, _)| **v != value).map(|(_, l)| *l).max();
        scored
            .into_iter()
            .map(|(a, b, mut rows, likeness)| {
                let best = rival(&of_a[&a], says(j, b)).max(rival(&of_b[&b], says(i, a)));
                rows.push(Row::is("standing", standing(best.map(|best| likeness - best))));
                let kind = weights::group(self.readings[i].drafts[a].frame.attribute);
                let score = weights::table().score(kind, &rows);
                Pair { a: At { reading: i, draft: a }, b: At { reading: j, draft: b }, rows, score }
            })
            .collect()
    }

    /// Names meet only their like, and states only states of a related predicate: most pairs need no score.
    fn worth_scoring(&self, (i, a): (usize, usize), (j, b): (usize, usize)) -> bool {
        let (p, q) = (&self.readings[i].drafts[a], &self.readings[j].drafts[b]);
        if p.frame.owner.as_ref().zip(q.frame.owner.as_ref()).is_some_and(|(x, y)| x != y) {
            return false;
        }
        match (&p.detail, &q.detail) {
            (Detail::Party { key: x, role, .. }, Detail::Party { key: y, role: part, .. }) => {
                // others only where they may stand in each other's place in one deed
                let placed = role == part
                    && *role != Role::Other
                    && self.lexis.related(self.prepared[i][a].predicate, self.prepared[j][b].predicate)
                        >= NEAR_PREDICATE;
                // most parties of two articles have nothing in common: they need no closer look
                let begins = |a: &str, b: &str| a.chars().take(2).eq(b.chars().take(2));
                let short = |name: &str| name.len() <= 6 && !name.contains(' ');
                let akin = || {
                    let alike = || x.split(' ').any(|word| y.split(' ').any(|other| begins(word, other)));
                    x == y || short(x) || short(y) || alike()
                };
                (placed || akin())
                    && match p.detail.party_relation(&q.detail) {
                        Some(Relation::Equal | Relation::Refines | Relation::RefinedBy) => true,
                        Some(Relation::Disjoint) => placed,
                        _ => false,
                    }
            }
            // a storm's name and a ferry's
            (Detail::Naming, Detail::Naming) => {
                let kinds = p.frame.head.as_deref().zip(q.frame.head.as_deref());
                kinds.is_some_and(|(x, y)| {
                    x == y
                        || lexicon::relatedness(x, y) >= NEAR_PREDICATE
                        || lexicon::is_person_or_group(x) && lexicon::is_person_or_group(y)
                })
            }
            (Detail::Quote { .. }, _) => false,
            (Detail::Status, Detail::Status) => {
                let (x, y) = (self.prepared[i][a].predicate, self.prepared[j][b].predicate);
                let near = self.lexis.related(x, y);
                !(0..NEAR_PREDICATE).contains(&near)
            }
            _ => true,
        }
    }

    /// How often the article of a claim tells the claim's value.
    pub fn times(&self, at: At) -> usize {
        self.times[at.reading][at.draft]
    }

    pub fn draft(&self, at: At) -> &Draft {
        &self.readings[at.reading].drafts[at.draft]
    }

    pub fn prepared(&self, at: At) -> &Prepared {
        &self.prepared[at.reading][at.draft]
    }
}

/// The claims of an article by scale: only those on one scale can be about one thing.
fn by_scale(reading: &Reading) -> BTreeMap<&str, Vec<usize>> {
    let mut map: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (d, draft) in reading.drafts.iter().enumerate() {
        // a person and an organisation may stand in one place
        let party = matches!(draft.detail, Detail::Party { .. });
        map.entry(if party { "party" } else { &draft.frame.scale }).or_default().push(d);
    }
    map
}

/// For each claim of an article, how many tell its value on its scale.
fn times(reading: &Reading) -> Vec<usize> {
    fn key(draft: &Draft) -> (&str, &str) {
        (&draft.frame.scale, &draft.claim.canonical)
    }
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for draft in &reading.drafts {
        *counts.entry(key(draft)).or_default() += 1;
    }
    reading.drafts.iter().map(|draft| counts[&key(draft)]).collect()
}

/// The newest version of each article.
fn newest(readings: &[Reading]) -> Vec<usize> {
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    for (r, reading) in readings.iter().enumerate() {
        if let Some(older) = &reading.document.version_of {
            next.entry(older).or_insert(r);
        }
    }
    let newer = |r: &usize| next.get(readings[*r].document.id.as_str()).copied();
    // versions in a circle end somewhere, too
    let last = |r: usize| std::iter::successors(Some(r), newer).take(readings.len() + 1).last().unwrap_or(r);
    (0..readings.len()).map(last).collect()
}
