//! Links that clash, gathered into findings: groups of claims of which no two can be true, and those that only seem so.

use super::across::Link;
use super::finding::make;
use super::groups::Groups;
use super::verdict;
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Step, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A clash must reach this to be called a contradiction: accusing needs surer ground than agreeing.
const ACCUSE: i32 = 0;

/// What looks like a clash and is none, where a reader would wonder: the surest of each two groups.
///
/// Groups that are `told` to clash are left out.
pub fn told_apart(
    linker: &Linker,
    groups: &Groups,
    apart: &[(Link, &'static str)],
    told: &BTreeSet<(At, At)>,
) -> Vec<Finding> {
    let mut best: BTreeMap<(At, At), &(Link, &'static str)> = BTreeMap::new();
    for pair in apart {
        let (x, y) = groups.ends(&pair.0);
        let surer = best.get(&(x, y)).is_none_or(|(link, _)| link.score < pair.0.score);
        if x != y && surer && !told.contains(&(x, y)) {
            best.insert((x, y), pair);
        }
    }
    let mut found = Vec::new();
    for (link, why) in best.into_values() {
        if let Some(sides) = groups.sides(link) {
            found.push(make(
                linker.readings,
                Verdict::Distinct,
                Scope::Across,
                sides.to_vec(),
                link.steps(linker),
                why,
            ));
        }
    }
    found
}

/// Clashing links, gathered into findings: groups that clash, with all that agree with each.
///
/// Beside the findings, the groups that they are of.
pub fn found(linker: &Linker, groups: &Groups, clashing: &[Link]) -> (Vec<Finding>, BTreeSet<(At, At)>) {
    let mut edges: BTreeMap<(At, At), &Link> = BTreeMap::new();
    // that one outlet changed a value does not settle it between two others
    let rank = |link: &Link| {
        let one = linker.newest[link.a.reading] == linker.newest[link.b.reading];
        (!one && link.score >= ACCUSE, link.score)
    };
    for link in clashing {
        let pair = groups.ends(link);
        if pair.0 != pair.1 && edges.get(&pair).is_none_or(|l| rank(l) < rank(link)) {
            edges.insert(pair, link);
        }
    }
    let mut edges: Vec<((At, At), &Link)> = edges.into_iter().collect();
    edges.sort_by_key(|(ends, link)| (std::cmp::Reverse(link.score), *ends));
    let (mut clashes, mut told) = (Vec::<Clash>::new(), BTreeSet::new());
    for (ends, link) in edges {
        let Some(sides) = groups.sides(link) else { continue };
        let (verdict, why) = verdict::of_clash(linker, link, [&sides[0], &sides[1]]);
        if verdict != Verdict::Update && link.score < ACCUSE {
            continue;
        }
        told.insert(ends);
        let clash = Clash { link, sides, verdict, why };
        if !clashes.iter_mut().any(|surer| surer.takes_in(linker, &clash)) {
            clashes.push(clash);
        }
    }
    let found = clashes.into_iter().map(|clash| {
        let mut steps = clash.link.steps(linker);
        steps.push(Step { row: "values".into(), outcome: "cannot both be true".into(), points: 0 });
        make(linker.readings, clash.verdict, Scope::Across, clash.sides.to_vec(), steps, &clash.why)
    });
    (found.collect(), told)
}

/// A finding in the making.
struct Clash<'l> {
    link: &'l Link,
    sides: [Vec<At>; 2],
    verdict: Verdict,
    why: String,
}

impl Clash<'_> {
    /// Takes in a clash of less surety that is the same to a reader: an article that tells its value in the title and in the
    /// text contradicts the others once.
    fn takes_in(&mut self, linker: &Linker, other: &Clash) -> bool {
        let said = |at: &At| (at.reading, linker.draft(*at).claim.attribute, &linker.draft(*at).claim.canonical);
        let meets = |mine: &[At], theirs: &[At]| mine.iter().any(|p| theirs.iter().any(|q| said(p) == said(q)));
        let turned = !meets(&self.sides[0], &other.sides[0]);
        let theirs = if turned { [&other.sides[1], &other.sides[0]] } else { [&other.sides[0], &other.sides[1]] };
        let same = (0..2).all(|side| meets(&self.sides[side], theirs[side]));
        if self.verdict != other.verdict || !same {
            return false;
        }
        for (mine, theirs) in self.sides.iter_mut().zip(theirs) {
            let known: BTreeSet<At> = mine.iter().copied().collect();
            mine.extend(theirs.iter().filter(|at| !known.contains(at)));
        }
        true
    }
}
