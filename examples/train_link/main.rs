//! Learns the table of points by which claims of different articles are matched and judged.
//!
//! usage: train_link STORIES_DIR|PROBES.jsonl … > src/data/link/weights.tsv
//!
//! With FOLD=0 to FOLD=5 in the environment, that sixth of the stories and probes is left out of it, so that the program
//! can be measured on what its table has not seen (`.ci/cross_validate.py`).
//!
//! Each pair of claims on one scale from two articles is an example. First the match is learned: positive where the gold
//! holds both to be about one thing. Then, from the pairs whose values exclude each other, what makes a contradiction, and
//! from those whose values fit, what makes an agreement. These two build on the score of the match, and learn from scores
//! that come of models which have not seen the story. Points are ten times the log odds, rounded. Figures on stories held
//! out, six folds of whole stories, go to standard error.

mod gold;
mod learner;
mod trees;

use corroborate::judge::context::Context;
use corroborate::judge::{accuse, agree, bars, relation, strangers};
use corroborate::link::weights::group;
use corroborate::model::Relation;
use gold::Batch;
use learner::{Example, FOLDS, Features, Model, Name, PENALTY, fit, held_out};
use std::collections::BTreeSet;
use std::path::PathBuf;
use trees::Forest;

fn main() {
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        std::env::args().skip(1).map(PathBuf::from).partition(|p| p.is_dir());
    let mut batches: Vec<Batch> = Vec::new();
    for folder in folders {
        batches.extend(gold::stories(&folder, batches.len()));
    }
    let first = batches.len();
    for probes in files {
        batches.extend(gold::probes(&probes, first));
    }
    if let Some(fold) = std::env::var("FOLD").ok().and_then(|fold| fold.parse::<usize>().ok()) {
        batches.retain(|batch| batch.group % FOLDS != fold);
    }
    println!(
        "# group\trow\toutcome\tpoints: ten times the log odds that two claims are about one thing; made by examples/train_link"
    );
    println!(
        "# group\ttree\tnode\trow\toutcome\tover\tyes\tno\tpoints: hundredths of a point, as src/link/weights.rs tells"
    );
    for kind in ["figures", "dates", "places and order", "names", "states"] {
        learn_match(kind, &mut batches);
    }
    learn_strangers(&batches);
    learn_verdict(accuse::GROUP, &batches, |relation| relation == Relation::Disjoint);
    learn_verdict(agree::GROUP, &batches, |relation| {
        matches!(relation, Relation::Equal | Relation::Refines | Relation::RefinedBy | Relation::Overlaps)
    });
}

/// Learns the match of one kind of claim, and gives its pairs their scores on stories held out.
fn learn_match(kind: &'static str, batches: &mut [Batch]) {
    let mut features = Features::default();
    let mut examples = Vec::new();
    let mut places = Vec::new();
    for (b, batch) in batches.iter().enumerate() {
        for (m, meeting) in batch.meetings.iter().enumerate() {
            for (p, (pair, label)) in meeting.pairs.iter().enumerate() {
                if group(batch.linker.draft(pair.a).frame.attribute) == kind {
                    let rows = features.of(kind, &pair.rows);
                    let (positive, weight) = (label.together, label.weight * batch.weight);
                    examples.push(Example { group: meeting.group, rows, positive, weight });
                    places.push((b, m, p));
                }
            }
        }
    }
    let n = features.names.len();
    let scores = held_out(&examples, |seen| linear(seen, n));
    tell(kind, &examples, &scores);
    for (&(b, m, p), score) in places.iter().zip(&scores) {
        batches[b].meetings[m].pairs[p].0.score = (score * 10.0).round() as i32;
    }
    print_sum(kind, &features, &fit(examples.iter(), n, PENALTY), |_| false);
}

/// Learns what makes a contradiction, or an agreement, of pairs whose values stand to each other in one way.
fn learn_verdict(name: &'static str, batches: &[Batch], of: impl Fn(Relation) -> bool) {
    let mut features = Features::default();
    let mut examples = Vec::new();
    for batch in batches {
        let linker = &batch.linker;
        for meeting in &batch.meetings {
            let pairs: Vec<_> = meeting.pairs.iter().map(|(pair, _)| pair.clone()).collect();
            let context = Context::of(linker, &pairs);
            for (pair, label) in &meeting.pairs {
                let how = relation(linker.draft(pair.a), linker.draft(pair.b));
                if !of(how) {
                    continue;
                }
                let accusing = name == accuse::GROUP;
                let rows = if accusing {
                    accuse::rows(linker, pair, &context)
                } else {
                    agree::rows(linker, pair, how, &context)
                };
                if accusing && bars::two_things(linker, pair, &rows, &context).is_some() {
                    continue;
                }
                let positive = if accusing { label.opposed } else { label.together };
                let rows = features.of(name, &rows);
                examples.push(Example { group: meeting.group, rows, positive, weight: batch.weight });
            }
        }
    }
    tell_forest(name, &features, &examples);
}

/// Grows a forest, says how sure it is on stories held out, and prints it.
fn tell_forest(name: &'static str, features: &Features, examples: &[Example]) {
    let n = features.names.len();
    let grown = |seen: Vec<&Example>| {
        let forest = trees::fit(seen.into_iter(), n);
        move |e: &Example| forest.score(&e.rows)
    };
    tell(name, examples, &held_out(examples, grown));
    print_forest(name, features, &trees::fit(examples.iter(), n));
}

/// Learns when two names that each stand in one article alone are of one bearer.
fn learn_strangers(batches: &[Batch]) {
    let mut features = Features::default();
    let mut examples = Vec::new();
    for batch in batches {
        for meeting in &batch.meetings {
            let pairs: Vec<_> = meeting.pairs.iter().map(|(pair, _)| pair.clone()).collect();
            let context = Context::of(&batch.linker, &pairs);
            for (pair, label) in &meeting.strangers {
                let mut rows = pair.rows.clone();
                rows.extend(context.rows(&batch.linker, pair));
                let rows = features.of(strangers::GROUP, &rows);
                examples.push(Example { group: meeting.group, rows, positive: label.opposed, weight: 1.0 });
            }
        }
    }
    // too few are known for trees to generalise from
    let n = features.names.len();
    tell(strangers::GROUP, &examples, &held_out(&examples, |seen| linear(seen, n)));
    print_sum(strangers::GROUP, &features, &fit(examples.iter(), n, PENALTY), |_| false);
}

/// Scores by a sum of points for each outcome.
fn linear(seen: Vec<&Example>, n: usize) -> impl Fn(&Example) -> f64 + use<> {
    let model = fit(seen.into_iter(), n, PENALTY);
    move |e| model.score(&e.rows)
}

/// Prints the lines of the sum, with every outcome of the rows that the trees ask for, and then the trees.
fn print_forest(kind: &str, features: &Features, forest: &Forest) {
    let asked: BTreeSet<&str> = forest
        .trees
        .iter()
        .flatten()
        .filter_map(|node| node.asks)
        .map(|(feature, _)| features.names[feature].1)
        .collect();
    print_sum(kind, features, &forest.sum, |row| asked.contains(row));
    for (number, tree) in forest.trees.iter().enumerate() {
        for (at, node) in tree.iter().enumerate() {
            let points = (node.value * 1000.0).round() as i64;
            let (row, outcome, over) = node.asks.map_or(("-", "-", 0), |(feature, over)| {
                let (_, row, outcome) = features.names[feature];
                (row, outcome, over)
            });
            println!("{kind}\t{number}\t{at}\t{row}\t{outcome}\t{over}\t{}\t{}\t{points}", node.yes, node.no);
        }
    }
}

/// Prints the lines of a sum: where an outcome adds something, or the row is needed anyhow.
fn print_sum(kind: &str, features: &Features, model: &Model, needed: impl Fn(&str) -> bool) {
    println!("{kind}\tstart\tany pair\t{}", (model.start * 10.0).round() as i64);
    let mut lines: Vec<(&Name, i64)> = features
        .names
        .iter()
        .zip(&model.weights)
        .map(|(row, w)| (row, (w * 10.0).round() as i64))
        .filter(|((_, row, _), points)| *points != 0 || needed(row))
        .collect();
    lines.sort();
    for ((group, row, outcome), points) in lines {
        println!("{group}\t{row}\t{outcome}\t{points}");
    }
}

/// How many of the pairs above a score are right, on stories held out.
fn tell(name: &str, examples: &[Example], scores: &[f64]) {
    let positives = examples.iter().filter(|e| e.positive).count();
    eprintln!("{name}: {} pairs, {positives} positive", examples.len());
    for threshold in [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0] {
        let said = || examples.iter().zip(scores).filter(|(_, score)| **score >= threshold);
        let right = said().filter(|(e, _)| e.positive).count() as f64;
        eprintln!(
            "  log odds >= {threshold:4}: precision {:.3} recall {:.3}",
            right / said().count().max(1) as f64,
            right / positives as f64
        );
    }
}
