//! Links that clash, gathered into findings: groups of claims of which no two can be true, and those that only seem so.

use super::across::Link;
use super::finding::make;
use super::groups::Groups;
use super::verdict;
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Step, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A clash must reach this to be called a contradiction: accusing needs surer ground than agreeing. Chosen by
/// `.ci/cross_validate.py`: of the findings above it on data that the table had not seen, 86 of 92 on the outside stories and
/// pairs were contradictions, and 198 of 271 on the harder ones of `tests/training`.
const ACCUSE: i32 = -1;

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
    let (mut found, mut told) = (Vec::new(), BTreeSet::new());
    for (ends, link) in edges {
        let Some([left, right]) = groups.sides(link) else { continue };
        let (verdict, why) = verdict::of_clash(linker, link, [&left, &right]);
        if verdict != Verdict::Update && link.score < ACCUSE {
            continue;
        }
        let mut steps = link.steps(linker);
        steps.push(Step { row: "values".into(), outcome: "cannot both be true".into(), points: 0 });
        found.push(make(linker.readings, verdict, Scope::Across, vec![left, right], steps, &why));
        told.insert(ends);
    }
    (found, told)
}
