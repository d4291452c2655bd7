//! Findings across articles: claims that are about one thing, set side by side by value.

use super::context::Context;
use super::finding::make;
use super::groups::Groups;
use super::own::Owns;
use super::{accuse, agree, bars, clashes, verdict};
use super::{lists, order, quotes, ranks, reckoned, roles, sequence, strangers};
use crate::claim::{Detail, Draft, Reading};
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::weights::{Answer, group, table};
use crate::link::{At, Linker, Pair};
use crate::model::finding::Scope;
use crate::model::{Finding, Relation, Step, Value, Verdict};
use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Two claims held to be about one thing.
#[derive(Clone, Debug)]
pub struct Link {
    pub a: At,
    pub b: At,
    pub score: i32,
    why: Why,
}

/// What speaks for a link.
#[derive(Clone, Debug)]
enum Why {
    /// What the two claims' frames have in common, and what their values and neighbours add, with the group of the table that
    /// gives points for this. Most links are told in no finding, so reasons are made of it only when they are asked for.
    Scored { frames: Box<[Answer]>, group: &'static str, values: Box<[Answer]> },
    /// Share in percent of the words of two quotations, which are the same.
    Quoted(i32),
    /// Forgotten, for want of room: the pair must be scored again.
    Again,
}

impl Link {
    /// Two quotations of one remark.
    pub fn quoted(a: At, b: At, share: i32) -> Link {
        Link { a, b, score: share, why: Why::Quoted(share) }
    }

    /// Two claims, with the rows that their match and their values were scored by.
    fn scored(linker: &Linker, pair: &Pair, (group, rows): (&'static str, &[Row]), score: i32) -> Link {
        let frames = table().answers(of_frames(linker, pair.a), &pair.rows).into();
        let values = table().answers(group, rows).into();
        Link { a: pair.a, b: pair.b, score, why: Why::Scored { frames, group, values } }
    }

    /// Why the two are held to be about one thing, as a finding tells it.
    pub fn steps(&self, linker: &Linker) -> Vec<Step> {
        match &self.why {
            Why::Scored { frames, group, values } => {
                let mut steps = table().reasons(of_frames(linker, self.a), frames);
                steps.extend(table().reasons(group, values));
                steps
            }
            Why::Quoted(share) => quotes::steps(*share, quotes::SAME_WORDS),
            Why::Again => {
                let articles = (self.a.reading, self.b.reading);
                let Ok(story) = linker.stories.binary_search_by_key(&articles, |&(i, j, _)| (i, j)) else {
                    return Vec::new();
                };
                let sorted = sort_out(linker, linker.stories[story]);
                let same = |link: &&Link| (link.a, link.b) == (self.a, self.b);
                sorted
                    .agreeing
                    .iter()
                    .chain(&sorted.clashing)
                    .find(same)
                    .map(|link| link.steps(linker))
                    .unwrap_or_default()
            }
        }
    }
}

/// The group of the table of points that scores the match of a claim's frame.
fn of_frames(linker: &Linker, claim: At) -> &'static str {
    group(linker.draft(claim).frame.attribute)
}

/// So many links of one claim keep what speaks for them. Of those that agree, a finding tells the first of its group, and
/// seldom another; where a thousand articles tell one thing, each claim has a thousand links.
const KEPT: usize = 8;

/// A pair must reach this to be called an agreement …
const AGREE: i32 = -45;

/// … or this where one value is only within the other: a day is within its year, whatever it is the day of …
const AGREE_IN_PART: i32 = -30;

/// … or this where both name the same party, which is sure by itself.
const AGREE_ON_A_NAME: i32 = -50;

/// As sure as this, what only seems to be a contradiction is shown with the reason why it is none.
const WONDER: i32 = -10;

/// How much surer an accusation must be where both articles are of one outlet.
const ONE_OUTLET: i32 = 15;

/// Two sentences that are alike but for the value need no further ground. Few outlets write so, and little is learned of it.
const IN_THE_SAME_WORDS: i32 = clashes::ACCUSE;

/// So sure must the match of two names of one thing be, to accuse.
const ON_A_NAME: i32 = 3;

/// That time has moved a value on accuses nobody.
const UPDATE: i32 = -16;

/// Two before/after claims whose happenings meet by this share in percent are sure enough to be about the same two, to accuse.
const ORDER_GROUND: i32 = 24;

/// Two ages of one named person need no further ground.
const OF_ONE_PERSON: i32 = 10;

/// What two articles, or each two of many, say of each other.
#[derive(Clone, Debug, Default)]
pub struct Said {
    agreeing: Vec<Link>,
    clashing: Vec<Link>,
    /// What looks like a clash, and why it is none.
    apart: Vec<(Link, &'static str)>,
    /// Findings that need no link.
    pub findings: Vec<Finding>,
    /// What follows from the times and figures of one against the other. Of two findings alike the first stays, and these come
    /// after all others.
    pub followed: Vec<Finding>,
}

impl Said {
    /// The links that findings rest on.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.agreeing.iter().chain(&self.clashing)
    }
}

/// What pairs of articles said of each other when they were judged before, by the ids of the two. It does not depend on
/// the other articles, so a larger set need not judge them again.
#[derive(Default)]
pub struct Known {
    pairs: FxHashMap<(String, String), Said>,
}

impl Known {
    fn key(linker: &Linker, (i, j, _): (usize, usize, i32)) -> (String, String) {
        (linker.readings[i].document.id.clone(), linker.readings[j].document.id.clone())
    }

    /// The same with the places that the two articles have now.
    fn recall(&self, linker: &Linker, story: (usize, usize, i32)) -> Option<Said> {
        let mut known = self.pairs.get(&Known::key(linker, story))?.clone();
        let apart = known.apart.iter_mut().map(|(link, _)| link);
        for link in known.agreeing.iter_mut().chain(&mut known.clashing).chain(apart) {
            (link.a.reading, link.b.reading) = (story.0, story.1);
        }
        Some(known)
    }
}

/// What each two articles of one story say of each other. What is `known` of pairs is taken from there and kept there.
pub fn gather(linker: &Linker, mut known: Option<&mut Known>) -> Said {
    let owns = Owns::new(linker);
    let mut said = Said::default();
    let mut kept: FxHashMap<At, usize> = FxHashMap::default();
    let mut forget = |links: &mut Vec<Link>| {
        for link in links {
            let often = [link.a, link.b].map(|at| {
                let times = kept.entry(at).or_default();
                *times += 1;
                *times > KEPT
            });
            if often == [true, true] && matches!(link.why, Why::Scored { .. }) {
                link.why = Why::Again;
            }
        }
    };
    for stories in linker.stories.chunks(AT_ONCE) {
        let before = known.as_deref();
        let recall = |story| before.and_then(|known| known.recall(linker, story));
        let judge = |&story: &_| recall(story).unwrap_or_else(|| of_two(&owns, story));
        let judged: Vec<Said> = stories.par_iter().map(judge).collect();
        if let Some(known) = known.as_deref_mut() {
            for (&story, of_two) in stories.iter().zip(&judged) {
                known.pairs.entry(Known::key(linker, story)).or_insert_with(|| of_two.clone());
            }
        }
        for mut of_two in judged {
            forget(&mut of_two.agreeing);
            forget(&mut of_two.clashing);
            said.agreeing.append(&mut of_two.agreeing);
            said.clashing.append(&mut of_two.clashing);
            said.apart.append(&mut of_two.apart);
            said.findings.append(&mut of_two.findings);
            said.followed.append(&mut of_two.followed);
        }
    }
    said
}

/// The findings that links come to.
pub fn findings(linker: &Linker, said: &Said) -> Vec<Finding> {
    let readings = linker.readings;
    let groups = Groups::of(linker, &said.agreeing);
    let mut first: BTreeMap<At, &Link> = BTreeMap::new();
    for link in &said.agreeing {
        let root = groups.root(link.a);
        if root == groups.root(link.b) {
            first.entry(root).or_insert(link);
        }
    }
    let agreement = |(root, side): (&At, &Vec<At>)| {
        if tellers(linker, side) < 2 {
            return None;
        }
        let steps = || first.get(root).map(|link| link.steps(linker)).unwrap_or_default();
        if let Some(sides) = verdict::come_true(linker, side) {
            return Some(make(readings, Verdict::Update, Scope::Across, sides, steps(), "a plan, and what came of it"));
        }
        // who leaves a thing open does not agree with who tells it
        let told = verdict::without_questions(linker, side);
        let several = tellers(linker, &told) > 1;
        several.then(|| make(readings, Verdict::Agreement, Scope::Across, vec![told], steps(), ""))
    };
    let mut found: Vec<Finding> = groups.members.par_iter().filter_map(agreement).collect();
    let (contradicted, told) = clashes::found(linker, &groups, &said.clashing);
    found.extend(clashes::told_apart(linker, &groups, &said.apart, &told));
    found.extend(contradicted);
    found
}

/// So many pairs of articles are judged before what they came to is gathered.
const AT_ONCE: usize = 1024;

fn of_two(owns: &Owns, story: (usize, usize, i32)) -> Said {
    let (linker, (i, j, _)) = (owns.linker, story);
    let Sorted { mut agreeing, clashing, apart, context } = sort_out(linker, story);
    let (mut findings, links) = quotes::findings(linker, i, j);
    agreeing.extend(links);
    findings.extend(roles::findings(linker, i, j));
    findings.extend(ranks::findings(linker, i, j));
    findings.extend(lists::findings(owns, i, j));
    let names = strangers::findings(owns, story, &context, &findings);
    findings.extend(names);
    let mut followed = sequence::findings(linker, i, j);
    followed.extend(reckoned::findings(linker, i, j));
    Said { agreeing, clashing, apart, findings, followed }
}

/// How many articles tell it, versions of one article counted once.
fn tellers(linker: &Linker, side: &[At]) -> usize {
    side.iter().map(|at| linker.newest[at.reading]).collect::<BTreeSet<_>>().len()
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
    name(pair.a) == name(pair.b) && linker.newest[pair.a.reading] != linker.newest[pair.b.reading]
}

/// The pairs of two articles that come to something.
struct Sorted {
    agreeing: Vec<Link>,
    clashing: Vec<Link>,
    apart: Vec<(Link, &'static str)>,
    context: Context,
}

/// Keeps, of all pairs of two articles, those that agree, those that clash, and those that only seem to clash.
fn sort_out(linker: &Linker, (i, j, alike): (usize, usize, i32)) -> Sorted {
    let pairs = linker.pairs(i, j, alike);
    let context = Context::of(linker, &pairs);
    let mut agreeable: Vec<(Pair, Vec<Row>, i32)> = Vec::new();
    let mut clash: Vec<(Pair, Vec<Row>, i32)> = Vec::new();
    let mut apart = Vec::new();
    for (mut pair, &plain) in pairs.into_iter().zip(&context.relations) {
        let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
        if matches!(a.detail, Detail::Quote { .. }) {
            continue;
        }
        let ordered = order::relation(&linker.lexis, a, b);
        let relation = ordered.map_or(plain, |(relation, _)| relation);
        if let Some((_, share)) = ordered {
            pair.score = clashes::ACCUSE + share - ORDER_GROUND;
        }
        match relation {
            Relation::Equal | Relation::Refines | Relation::RefinedBy | Relation::Overlaps => {
                let rows = agree::rows(linker, &pair, relation, &context);
                let surety = if ordered.is_some() { pair.score } else { agree::score(&rows) };
                let by_name =
                    |draft: &Draft| matches!(draft.detail, Detail::Party { who: Some(_), .. } | Detail::Naming);
                let named = by_name(a) && by_name(b);
                let enough = match relation {
                    _ if named => AGREE_ON_A_NAME,
                    Relation::Equal => AGREE,
                    _ => AGREE_IN_PART,
                };
                let near = relation == Relation::Equal || accuse::near_enough(a, b);
                if surety >= enough && near && !agree::hollow(a, b, &pair.rows) {
                    agreeable.push((pair, rows, surety));
                }
            }
            Relation::Disjoint if !copies(linker.readings, pair.a.reading, pair.b.reading) => {
                let rows = accuse::rows(linker, &pair, &context);
                let surety = match (&a.frame.owner, &b.frame.owner) {
                    _ if ordered.is_some() => pair.score,
                    _ if bars::two_stories(linker, &pair, &context) || context.listed(linker, &pair) => continue,
                    // ages: of one person by name, or of nobody knows whom
                    (Some(_), Some(_)) if !a_birthday_apart(a, b) => OF_ONE_PERSON,
                    _ if one_outlet(linker, &pair) => accuse::score(&rows) - ONE_OUTLET,
                    _ if a.frame.scale == "age" && !ages_of_one_thing(a, b) => continue,
                    _ if let Some(why) = bars::two_things(linker, &pair, &rows, &context) => {
                        let versions = linker.newest[pair.a.reading] == linker.newest[pair.b.reading];
                        // few of the reasons are told, and most pairs need no score
                        if versions || !bars::TELLING.contains(&why) {
                            continue;
                        }
                        let surety = accuse::score(&rows);
                        if surety >= WONDER {
                            apart.push((Link::scored(linker, &pair, (accuse::GROUP, &rows), surety), why));
                        }
                        continue;
                    }
                    // too few are known to have learned from: the match must be sure
                    _ if matches!(a.detail, Detail::Naming) => clashes::ACCUSE + pair.score - ON_A_NAME,
                    _ if accuse::in_the_same_words(&pair) || accuse::digits_exchanged(a, b, &pair) => {
                        accuse::score(&rows).max(IN_THE_SAME_WORDS)
                    }
                    _ => accuse::score(&rows),
                };
                if surety >= UPDATE {
                    clash.push((pair, rows, surety));
                }
            }
            _ => {}
        }
    }
    let mut best_clash: BTreeMap<At, i32> = BTreeMap::new();
    for (pair, _, surety) in &clash {
        for at in [pair.a, pair.b] {
            let best = best_clash.entry(at).or_insert(i32::MIN);
            *best = (*best).max(*surety);
        }
    }
    let best = |pair: &Pair, surety: i32| [pair.a, pair.b].iter().all(|at| best_clash[at] <= surety);
    let clashing = clash
        .into_iter()
        .filter(|(pair, _, surety)| best(pair, *surety))
        .map(|(pair, rows, surety)| Link::scored(linker, &pair, (accuse::GROUP, &rows), surety))
        .collect();
    let mut taken: BTreeMap<At, i32> = BTreeMap::new();
    agreeable.sort_by_key(|(pair, _, surety)| (std::cmp::Reverse(*surety), pair.a, pair.b));
    let mut agreeing = Vec::new();
    for (pair, rows, surety) in agreeable {
        let near_best = |at: At| taken.get(&at).is_none_or(|&best| surety + 12 >= best);
        if near_best(pair.a) && near_best(pair.b) {
            taken.entry(pair.a).or_insert(surety);
            taken.entry(pair.b).or_insert(surety);
            agreeing.push(Link::scored(linker, &pair, (agree::GROUP, &rows), surety));
        }
    }
    Sorted { agreeing, clashing, apart, context }
}

/// Whether two ages are of things of one kind: a boat, a cave.
fn ages_of_one_thing(a: &Draft, b: &Draft) -> bool {
    let things = a.frame.head.as_deref().zip(b.frame.head.as_deref());
    things.is_some_and(|(p, q)| p == q && !lexicon::is_person_or_group(p))
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
