//! Findings across articles: claims that are about one thing, set side by side by value.

use super::compare::{opposite, relation};
use super::context::Context;
use super::finding::make;
use super::{accuse, agree, bars};
use super::{order, quotes, ranks, roles};
use crate::claim::{Detail, Draft, Reading};
use crate::link::rows::Row;
use crate::link::weights::{group, table};
use crate::link::{At, Linker, Pair};
use crate::model::finding::Scope;
use crate::model::{Attribute, Finding, Modality, Relation, Step, Value, Verdict};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Two claims held to be about one thing, and how their values stand.
#[derive(Clone, Debug)]
pub struct Link {
    pub a: At,
    pub b: At,
    pub score: i32,
    pub relation: Relation,
    pub steps: Vec<Step>,
}

/// A pair must reach this to be called an agreement …
const AGREE: i32 = -26;

/// … or this where one value is only within the other: a day is within its year, whatever it is the day of …
const AGREE_IN_PART: i32 = -14;

/// … or this where both name the same party, which is sure by itself …
const AGREE_ON_A_NAME: i32 = -45;

/// … or this to stand on one side of a contradiction …
const SIDE: i32 = -15;

/// … and this to be called a contradiction: accusing needs surer ground.
const ACCUSE: i32 = -2;

/// How much surer an accusation must be where both articles are of one outlet.
const ONE_OUTLET: i32 = 15;

/// Two sentences that are alike but for the value need no further ground. Few outlets write so, and little is learned of it.
const IN_THE_SAME_WORDS: i32 = 5;

/// How much surer the match of two names of one thing must be than the table of points asks.
const ON_A_NAME: i32 = 4;

/// That time has moved a value on accuses nobody.
const UPDATE: i32 = -16;

/// After so many hours a state may well have turned into its opposite.
const TURNED: i64 = 5;

/// Two before/after claims whose happenings meet by this share in percent are even odds to be about the same two.
const ORDER_GROUND: i32 = 25;

/// Two ages of one named person need no further ground.
const OF_ONE_PERSON: i32 = 10;

/// What is counted on while a story runs: the later figure is the greater.
pub const GROWING: [&str; 8] =
    ["dead", "injured", "arrested", "missing", "rescued", "evacuated", "infected", "cancelled"];

/// All findings across articles, and the links they rest on.
pub fn findings(linker: &Linker) -> (Vec<Finding>, Vec<Link>) {
    let readings = linker.readings;
    let mut agreeing: Vec<Link> = Vec::new();
    let mut clashing: Vec<Link> = Vec::new();
    let mut found = Vec::new();
    for &(i, j, alike) in &linker.stories {
        let pairs = linker.pairs(i, j, alike);
        sort_out(linker, pairs, &mut agreeing, &mut clashing);
        let (quoted, links) = quotes::findings(linker, i, j);
        found.extend(quoted);
        agreeing.extend(links);
        found.extend(roles::findings(linker, i, j));
        found.extend(ranks::findings(linker, i, j));
    }
    let groups = Groups::of(linker, &agreeing);
    for side in groups.members.values().filter(|side| tellers(readings, side) > 1) {
        let steps = agreeing
            .iter()
            .find(|l| side.contains(&l.a) && side.contains(&l.b))
            .map(|l| l.steps.clone())
            .unwrap_or_default();
        found.push(match come_true(linker, side) {
            Some(sides) => make(readings, Verdict::Update, Scope::Across, sides, steps, "a plan, and what came of it"),
            None => make(readings, Verdict::Agreement, Scope::Across, vec![side.clone()], steps, ""),
        });
    }
    found.extend(clashes(linker, &groups, &clashing));
    agreeing.extend(clashing);
    (found, agreeing)
}

/// Whether what earlier articles tell as a plan or a possibility happened by later ones: the two sides, plan first.
fn come_true(linker: &Linker, side: &[At]) -> Option<Vec<Vec<At>>> {
    let published =
        |at: &At| linker.readings[at.reading].document.article.published.as_ref().map(|known| known.value.begin);
    let draft = |at: &At| linker.draft(*at);
    if !side.iter().all(|at| matches!(draft(at).detail, Detail::Status) && published(at).is_some()) {
        return None;
    }
    let (plans, facts): (Vec<At>, Vec<At>) = side.iter().partition(|at| draft(at).frame.modality != Modality::Asserted);
    let last_plan = plans.iter().filter_map(published).max()?;
    let first_fact = facts.iter().filter_map(published).min()?;
    // one deed on one thing, not two that share a verb
    let deed = |at: &At| (&draft(at).frame.predicate, &draft(at).frame.object);
    let one = side.iter().all(|at| deed(at) == deed(&side[0]));
    (one && last_plan < first_fact).then(|| vec![plans, facts])
}

/// How many articles tell it, versions of one article counted once.
fn tellers(readings: &[Reading], side: &[At]) -> usize {
    side.iter().map(|at| newest(readings, at.reading)).collect::<BTreeSet<_>>().len()
}

/// The newest version of an article.
fn newest(readings: &[Reading], mut reading: usize) -> usize {
    for _ in 0..readings.len() {
        let id = &readings[reading].document.id;
        match readings.iter().position(|r| r.document.version_of.as_ref() == Some(id)) {
            Some(next) => reading = next,
            None => break,
        }
    }
    reading
}

/// Whether one is a copy of the other, or both of a third.
fn copies(readings: &[Reading], a: usize, b: usize) -> bool {
    let original = |r: usize| readings[r].document.copy_of.as_ref().unwrap_or(&readings[r].document.id);
    original(a) == original(b)
}

/// Two articles of one outlet, not versions of each other: an outlet seldom contradicts itself, and its articles of one
/// day tell of many days.
fn one_outlet(linker: &Linker, pair: &Pair) -> bool {
    let name = |at: At| linker.readings[at.reading].document.article.source_name();
    name(pair.a) == name(pair.b) && newest(linker.readings, pair.a.reading) != newest(linker.readings, pair.b.reading)
}

/// Keeps, of all pairs of two articles, those that agree and those that clash.
fn sort_out(linker: &Linker, pairs: Vec<Pair>, agreeing: &mut Vec<Link>, clashing: &mut Vec<Link>) {
    let context = Context::of(linker, &pairs);
    let mut agreeable: Vec<(Pair, Relation, Vec<Row>, i32)> = Vec::new();
    let mut clash: Vec<(Pair, Relation, Vec<Row>, i32)> = Vec::new();
    for pair in pairs {
        let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
        if matches!(a.detail, Detail::Quote { .. }) {
            continue;
        }
        let ordered = order::relation(&linker.lexis, a, b);
        let relation = ordered.map_or_else(|| relation(a, b), |(relation, _)| relation);
        let pair = ordered.map_or(pair.clone(), |(_, share)| Pair { score: share - ORDER_GROUND, ..pair });
        match relation {
            Relation::Equal | Relation::Refines | Relation::RefinedBy | Relation::Overlaps => {
                let rows = agree::rows(linker, &pair, relation, &context);
                let surety = if ordered.is_some() { pair.score } else { agree::score(&rows) };
                let named = matches!(
                    (&a.detail, &b.detail),
                    (Detail::Party { who: Some(_), .. }, Detail::Party { who: Some(_), .. })
                );
                let enough = match relation {
                    _ if named => AGREE_ON_A_NAME,
                    Relation::Equal => AGREE,
                    _ => AGREE_IN_PART,
                };
                if surety >= enough {
                    agreeable.push((pair, relation, rows, surety));
                }
            }
            Relation::Disjoint if !copies(linker.readings, pair.a.reading, pair.b.reading) => {
                let rows = accuse::rows(linker, &pair, &context);
                let surety = match (&a.frame.owner, &b.frame.owner) {
                    _ if ordered.is_some() => pair.score,
                    _ if context.listed(linker, &pair) => continue,
                    // ages: of one person by name, or of nobody knows whom
                    (Some(_), Some(_)) if !a_birthday_apart(a, b) => OF_ONE_PERSON,
                    _ if one_outlet(linker, &pair) => accuse::score(&rows) - ONE_OUTLET,
                    _ if a.frame.scale == "age" || bars::two_things(linker, &pair, &rows, &context).is_some() => {
                        continue;
                    }
                    // too few are known to have learned from: the match must be sure
                    _ if matches!(a.detail, Detail::Naming) => pair.score - ON_A_NAME,
                    _ if accuse::in_the_same_words(&pair) => accuse::score(&rows).max(IN_THE_SAME_WORDS),
                    _ => accuse::score(&rows),
                };
                if surety >= UPDATE {
                    clash.push((pair, relation, rows, surety));
                }
            }
            _ => {}
        }
    }
    let mut best_clash: BTreeMap<At, i32> = BTreeMap::new();
    for (pair, _, _, surety) in &clash {
        for at in [pair.a, pair.b] {
            let best = best_clash.entry(at).or_insert(i32::MIN);
            *best = (*best).max(*surety);
        }
    }
    for (pair, relation, rows, surety) in clash {
        if [pair.a, pair.b].iter().any(|at| best_clash[at] > surety) {
            continue;
        }
        let mut steps = steps(linker, &pair);
        steps.extend(accuse::steps(&rows));
        clashing.push(Link { a: pair.a, b: pair.b, score: surety, relation, steps });
    }
    let mut taken: BTreeMap<At, i32> = BTreeMap::new();
    agreeable.sort_by_key(|(pair, _, _, surety)| (std::cmp::Reverse(*surety), pair.a, pair.b));
    for (pair, relation, rows, surety) in agreeable {
        let near_best = |at: At| taken.get(&at).is_none_or(|&best| surety + 12 >= best);
        if near_best(pair.a) && near_best(pair.b) {
            taken.entry(pair.a).or_insert(surety);
            taken.entry(pair.b).or_insert(surety);
            let mut steps = steps(linker, &pair);
            steps.extend(agree::steps(&rows));
            agreeing.push(Link { a: pair.a, b: pair.b, score: surety, relation, steps });
        }
    }
}

fn steps(linker: &Linker, pair: &Pair) -> Vec<Step> {
    table().steps(group(linker.draft(pair.a).frame.attribute), &pair.rows)
}

/// Claims joined by agreement.
struct Groups {
    /// The surest agreement of two claims.
    sure: BTreeMap<(At, At), i32>,
    of: BTreeMap<At, At>,
    members: BTreeMap<At, Vec<At>>,
}

impl Groups {
    /// Joins the surest pairs first; two groups are joined only if no two of their values exclude each other.
    fn of(linker: &Linker, links: &[Link]) -> Groups {
        let sure = links.iter().map(|l| ((l.a.min(l.b), l.a.max(l.b)), l.score)).collect();
        let mut of: BTreeMap<At, At> = BTreeMap::new();
        let mut members: BTreeMap<At, Vec<At>> = BTreeMap::new();
        let mut sorted: Vec<&Link> = links.iter().collect();
        sorted.sort_by_key(|l| (std::cmp::Reverse(l.score), l.a, l.b));
        for link in sorted {
            let root = |at: At, of: &BTreeMap<At, At>| of.get(&at).copied().unwrap_or(at);
            let (x, y) = (root(link.a, &of), root(link.b, &of));
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

    fn root(&self, at: At) -> At {
        self.of.get(&at).copied().unwrap_or(at)
    }

    /// Those that surely tell the same as a claim, and itself: others of its group may have come in by and by.
    fn side(&self, at: At) -> Vec<At> {
        let group = self.members.get(&self.root(at)).cloned().unwrap_or_else(|| vec![at]);
        let sure = |other: At| self.sure.get(&(at.min(other), at.max(other))).is_some_and(|&score| score >= SIDE);
        group.into_iter().filter(|&other| other == at || sure(other)).collect()
    }
}

/// Clashing links, gathered into findings: groups that clash, with all that agree with each.
fn clashes(linker: &Linker, groups: &Groups, clashing: &[Link]) -> Vec<Finding> {
    let mut edges: BTreeMap<(At, At), &Link> = BTreeMap::new();
    // that one outlet changed a value does not settle it between two others
    let rank = |link: &Link| {
        let one = newest(linker.readings, link.a.reading) == newest(linker.readings, link.b.reading);
        (!one && link.score >= ACCUSE, link.score)
    };
    for link in clashing {
        let (x, y) = (groups.root(link.a), groups.root(link.b));
        let pair = (x.min(y), x.max(y));
        if x != y && edges.get(&pair).is_none_or(|l| rank(l) < rank(link)) {
            edges.insert(pair, link);
        }
    }
    let mut found = Vec::new();
    for link in edges.into_values() {
        let (left, right) = (groups.side(link.a), groups.side(link.b));
        // an article that tells both values tells of two things
        if left.iter().any(|p| right.iter().any(|q| p.reading == q.reading)) {
            continue;
        }
        let (verdict, why) = verdict(linker, link, [&left, &right]);
        if verdict != Verdict::Update && link.score < ACCUSE {
            continue;
        }
        let mut steps = link.steps.clone();
        steps.push(Step { row: "values".into(), outcome: "cannot both be true".into(), points: 0 });
        found.push(make(linker.readings, verdict, Scope::Across, vec![left, right], steps, &why));
    }
    found
}

/// What a clash is: a contradiction, or something that time explains.
fn verdict(linker: &Linker, link: &Link, sides: [&[At]; 2]) -> (Verdict, String) {
    let (a, b) = (linker.draft(link.a), linker.draft(link.b));
    let (da, db) = (&linker.readings[link.a.reading].document, &linker.readings[link.b.reading].document);
    let (earlier, later) = match (&da.article.published, &db.article.published) {
        (Some(p), Some(q)) if p.value.begin < q.value.begin => (a, b),
        _ => (b, a),
    };
    let open = |m: Modality| matches!(m, Modality::Possible | Modality::Hypothetical);
    let modal = |m: Modality| open(m) || m == Modality::Planned;
    let apart = match (&da.article.published, &db.article.published) {
        (Some(p), Some(q)) => (p.value.begin - q.value.begin).num_hours().abs(),
        _ => 0,
    };
    if modal(earlier.frame.modality) && later.frame.modality == Modality::Asserted && apart > 0 {
        return (Verdict::Update, "a plan, and what came of it".into());
    }
    // two outlets that report one plan differently on one day contradict each other as much as over a fact
    if open(a.frame.modality) || open(b.frame.modality) {
        return (Verdict::Distinct, "one of the two is a possibility".into());
    }
    if modal(a.frame.modality) != modal(b.frame.modality) && apart > 30 {
        return (Verdict::Distinct, "one of the two is a plan".into());
    }
    if newest(linker.readings, link.a.reading) == newest(linker.readings, link.b.reading) {
        return (Verdict::Update, "the outlet changed it".into());
    }
    let outdated = |side: &[At], other: &[At]| {
        let old = |at: &At| linker.readings[at.reading].document.superseded;
        let published =
            |at: &At| linker.readings[at.reading].document.article.published.as_ref().map(|p| p.value.begin);
        let (last, first) = (side.iter().filter_map(published).max(), other.iter().filter_map(published).min());
        side.iter().all(old) && last.zip(first).is_none_or(|(last, first)| (first - last).num_hours() >= TURNED)
    };
    if outdated(sides[0], sides[1]) || outdated(sides[1], sides[0]) {
        return (Verdict::Update, "an earlier version of the article has the other value".into());
    }
    // all who told it tell the other value by now
    let turned = |side: &[At], other: &[At]| {
        side.iter().all(|at| {
            let now = newest(linker.readings, at.reading);
            now != at.reading && other.iter().any(|at| at.reading == now)
        })
    };
    if turned(sides[0], sides[1]) || turned(sides[1], sides[0]) {
        return (Verdict::Update, "the outlet changed it".into());
    }
    // the road was blocked, and by evening it was clear
    if a.claim.attribute == Attribute::Status && opposite(a, b) && apart >= TURNED {
        return (Verdict::Update, "the state had changed by the time of the later article".into());
    }
    let grows =
        |d: &Draft| d.claim.attribute == Attribute::Count && d.frame.facet.is_some_and(|f| GROWING.contains(&f));
    if (grows(a) || grows(b)) && da.article.published != db.article.published && counts_up(earlier, later) {
        return (Verdict::Update, "the count had risen by the time of the later article".into());
    }
    (Verdict::Contradiction, String::new())
}

/// Whether one of two ages is the other a year later.
fn a_birthday_apart(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Quantity(p), Value::Quantity(q)) => {
            p.low.zip(q.low).is_some_and(|(x, y)| (x - y).abs() <= Decimal::ONE)
        }
        _ => false,
    }
}

fn counts_up(earlier: &Draft, later: &Draft) -> bool {
    match (&earlier.claim.value, &later.claim.value) {
        (Value::Quantity(p), Value::Quantity(q)) => p.high.zip(q.low).is_some_and(|(high, low)| low > high),
        _ => false,
    }
}
