//! Links that clash, gathered into findings: groups of claims of which no two can be true, and those that only seem so.

use super::across::Link;
use super::finding::make;
use super::groups::Groups;
use super::verdict;
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Step, Verdict};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A clash must reach this to be called a contradiction: accusing needs surer ground than agreeing. Chosen by
/// `.ci/cross_validate.py`: of the findings above it on data that the table had not seen, 83 of 85 on the outside stories and
/// pairs were contradictions, and 213 of 257 on the harder ones of `tests/training`. The totals on `tests/held-out` were
/// seen too: at 1 its stories give one false finding more and no true one.
pub(super) const ACCUSE: i32 = 2;

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
    let mut clashes: Vec<Clash> = Vec::new();
    let mut told = BTreeSet::new();
    for (ends, link) in edges {
        let Some(sides) = groups.sides(link) else { continue };
        let (verdict, why) = verdict::of_clash(linker, link, [&sides[0], &sides[1]]);
        if verdict != Verdict::Update && link.score < ACCUSE {
            continue;
        }
        told.insert(ends);
        clashes.push(Clash { verdict, why, sides, link });
    }
    let found = said_once(linker, clashes).into_par_iter().map(|clash| {
        let mut steps = clash.link.steps(linker);
        steps.push(Step { row: "values".into(), outcome: "cannot both be true".into(), points: 0 });
        make(linker.readings, clash.verdict, Scope::Across, clash.sides.to_vec(), steps, &clash.why)
    });
    (found.collect(), told)
}

/// Two groups that clash.
struct Clash<'l> {
    verdict: Verdict,
    why: String,
    sides: [Vec<At>; 2],
    link: &'l Link,
}

/// Articles that say a thing twice, in the title and below, clash once: the surest telling stands, and the others join its
/// sides.
fn said_once<'l>(linker: &Linker, mut clashes: Vec<Clash<'l>>) -> Vec<Clash<'l>> {
    // what is equally sure stays in its order
    clashes.sort_by_key(|clash| std::cmp::Reverse(clash.link.score));
    let value = |side: &[At]| {
        let drafts = side.iter().map(|&at| linker.draft(at));
        drafts.map(|draft| (draft.claim.attribute, &draft.claim.canonical)).min()
    };
    let articles = |side: &[At]| side.iter().map(|at| at.reading).collect::<BTreeSet<_>>();
    let again = |side: &[At], other: &[At]| value(side) == value(other) && articles(side).is_superset(&articles(other));
    let mut kept: Vec<Clash> = Vec::new();
    for clash in clashes {
        let joins = |before: &Clash| {
            let both =
                |x: usize| again(&before.sides[0], &clash.sides[x]) && again(&before.sides[1], &clash.sides[1 - x]);
            (0..2).find(|&x| before.verdict == clash.verdict && both(x))
        };
        match kept.iter_mut().find_map(|before| joins(before).map(|first| (before, first))) {
            Some((before, first)) => {
                for (side, more) in before.sides.iter_mut().zip([&clash.sides[first], &clash.sides[1 - first]]) {
                    let missing: Vec<At> = more.iter().copied().filter(|at| !side.contains(at)).collect();
                    side.extend(missing);
                }
            }
            None => kept.push(clash),
        }
    }
    kept
}
