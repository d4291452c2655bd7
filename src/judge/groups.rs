//! Claims that tell the same, joined by the links that agree.

use super::across::Link;
use super::relation;
use crate::link::{At, Linker};
use crate::model::{Attribute, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// So sure must a link be for a claim to stand on one side of a contradiction.
const SIDE: i32 = -15;

/// Claims joined by agreement.
pub struct Groups {
    /// The surest agreement of two claims.
    sure: BTreeMap<(At, At), i32>,
    of: BTreeMap<At, At>,
    pub members: BTreeMap<At, Vec<At>>,
}

impl Groups {
    /// Joins the surest pairs first; two groups are joined only if no two of their values exclude each other.
    pub fn of(linker: &Linker, links: &[Link]) -> Groups {
        let twice = twice_told(linker);
        let pairs = links.iter().map(|l| (l.score, l.a.min(l.b), l.a.max(l.b)));
        let mut sorted: Vec<(i32, At, At)> = twice.into_iter().map(|(a, b)| (i32::MAX, a, b)).chain(pairs).collect();
        sorted.sort_by_key(|&(score, a, b)| (std::cmp::Reverse(score), a, b));
        let sure = sorted.iter().map(|&(score, a, b)| ((a, b), score)).collect();
        let mut of: BTreeMap<At, At> = BTreeMap::new();
        let mut members: BTreeMap<At, Vec<At>> = BTreeMap::new();
        for (_, a, b) in sorted {
            let root = |at: At, of: &BTreeMap<At, At>| of.get(&at).copied().unwrap_or(at);
            let (x, y) = (root(a, &of), root(b, &of));
            if x == y {
                continue;
            }
            let left = members.get(&x).cloned().unwrap_or_else(|| vec![x]);
            let right = members.get(&y).cloned().unwrap_or_else(|| vec![y]);
            let fits = left
                .iter()
                .all(|&p| right.iter().all(|&q| relation(linker.draft(p), linker.draft(q)) != Relation::Disjoint));
            if !fits {
                continue;
            }
            let (keep, gone) = (x.min(y), x.max(y));
            let mut all = left;
            all.extend(right);
            for &at in &all {
                of.insert(at, keep);
            }
            members.remove(&gone);
            members.insert(keep, all);
        }
        Groups { sure, of, members }
    }

    pub fn root(&self, at: At) -> At {
        self.of.get(&at).copied().unwrap_or(at)
    }

    /// The groups that a link joins, the lesser first.
    pub fn ends(&self, link: &Link) -> (At, At) {
        let (x, y) = (self.root(link.a), self.root(link.b));
        (x.min(y), x.max(y))
    }

    /// The two sides of a clash; nothing where one article surely tells both values: then they are of two things.
    pub fn sides(&self, link: &Link) -> Option<[Vec<At>; 2]> {
        let (mut left, mut right) = (self.side(link.a), self.side(link.b));
        let articles = |side: &[At]| -> BTreeSet<usize> { side.iter().map(|at| at.reading).collect() };
        let (of_left, of_right) = (articles(&left), articles(&right));
        // what an article tells less surely of the one thing than it clashes is of another
        let loose = |at: At, own: At| at != own && self.surety(at, own) < link.score;
        left.retain(|at| !(of_right.contains(&at.reading) && loose(*at, link.a)));
        right.retain(|at| !(of_left.contains(&at.reading) && loose(*at, link.b)));
        articles(&left).is_disjoint(&articles(&right)).then_some([left, right])
    }

    fn surety(&self, a: At, b: At) -> i32 {
        self.sure.get(&(a.min(b), a.max(b))).copied().unwrap_or(i32::MIN)
    }

    /// Those that surely tell the same as a claim, and itself: others of its group may have come in by and by.
    fn side(&self, at: At) -> Vec<At> {
        let group = self.members.get(&self.root(at)).cloned().unwrap_or_else(|| vec![at]);
        group.into_iter().filter(|&other| other == at || self.surety(at, other) >= SIDE).collect()
    }
}

/// Figures that an article gives in two units, the one in brackets behind the other: "1,115 feet (340 metres)".
fn twice_told(linker: &Linker) -> Vec<(At, At)> {
    let mut found = Vec::new();
    for (reading, article) in linker.readings.iter().enumerate() {
        let text = &article.document.article.text;
        let mut measures: Vec<usize> = (0..article.drafts.len())
            .filter(|&draft| article.drafts[draft].claim.attribute == Attribute::Measure)
            .collect();
        measures.sort_by_key(|&draft| (article.drafts[draft].claim.span, draft));
        for next in measures.windows(2) {
            let (first, second) = (&article.drafts[next[0]], &article.drafts[next[1]]);
            let between = text.get(first.claim.span.end..second.claim.span.start);
            if between.is_some_and(|words| words.trim() == "(") && relation(first, second) == Relation::Equal {
                let at = |draft: usize| At { reading, draft };
                found.push((at(next[0]).min(at(next[1])), at(next[0]).max(at(next[1]))));
            }
        }
    }
    found
}
