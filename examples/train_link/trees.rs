//! Gradient boosting of small trees, for outcomes that weigh otherwise in company.
//!
//! Each tree is grown leaf by leaf, the best question first, on what a sum of points and the trees before it left over
//! (Friedman 2001; the second-order gain is that of Chen and Guestrin, "XGBoost", 2016). Nothing is drawn by lot: the same
//! data give the same trees.

use super::learner::{self, Example, Model};

/// How many trees, how much of what each finds is taken, and how many ends each has at most. These and the three below were
/// chosen by cross-validation among a few, and matter little: half the step and twice the trees come to the same.
const TREES: usize = 160;
const STEP: f64 = 0.05;
const ENDS: usize = 8;

/// Pull of every weight of the sum towards zero, in examples: it is to tell the rough of it, and leave the rest to the trees.
const PENALTY_OF_SUM: f64 = 100.0;

/// Pull of every end's points towards zero, in examples.
const PENALTY: f64 = 5.0;

/// So many in a hundred of the examples each tree is grown on, and of the features it may ask for: trees that see different
/// halves of the world err less in the sum (Friedman, "Stochastic gradient boosting", 2002).
const EXAMPLES: u64 = 60;
const FEATURES: u64 = 50;

/// An answer that fewer examples give is not asked for.
const LEAST: usize = 20;

pub struct Node {
    /// The feature asked for, and how many hundredths it must exceed.
    pub asks: Option<(usize, i32)>,
    pub yes: usize,
    pub no: usize,
    /// Log odds: the mean over what ends below it.
    pub value: f64,
}

pub struct Forest {
    pub sum: Model,
    pub trees: Vec<Vec<Node>>,
}

impl Forest {
    pub fn score(&self, rows: &[(usize, f64)]) -> f64 {
        let features = hundredths(rows);
        self.sum.score(rows) + self.trees.iter().map(|tree| tree[end(tree, &features)].value).sum::<f64>()
    }
}

/// The features of an example, each once, sorted.
type Features = Vec<(usize, i32)>;

fn hundredths(rows: &[(usize, f64)]) -> Features {
    let mut features: Features = rows.iter().map(|&(f, times)| (f, (times * 100.0).round() as i32)).collect();
    features.sort_unstable();
    features.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 += later.1;
        }
        same
    });
    features
}

fn times(features: &Features, feature: usize) -> i32 {
    features.binary_search_by_key(&feature, |&(f, _)| f).map_or(0, |at| features[at].1)
}

fn end(tree: &[Node], features: &Features) -> usize {
    let mut at = 0;
    while let Some((feature, over)) = tree[at].asks {
        at = if times(features, feature) > over { tree[at].yes } else { tree[at].no };
    }
    at
}

/// What is left over in a set of examples: slope and curve of the loss, and how many they are.
#[derive(Copy, Clone, Default)]
struct Left {
    slope: f64,
    curve: f64,
    count: usize,
}

impl Left {
    fn add(&mut self, other: Left) {
        self.slope += other.slope;
        self.curve += other.curve;
        self.count += other.count;
    }

    fn without(self, other: Left) -> Left {
        Left { slope: self.slope - other.slope, curve: self.curve - other.curve, count: self.count - other.count }
    }

    fn gain(self) -> f64 {
        self.slope * self.slope / (self.curve + PENALTY)
    }

    fn value(self) -> f64 {
        -STEP * self.slope / (self.curve + PENALTY)
    }
}

/// The best question of an end: its gain, feature and threshold.
type Question = (f64, usize, i32);

pub fn fit<'a>(examples: impl Iterator<Item = &'a Example>, n: usize) -> Forest {
    let examples: Vec<&Example> = examples.collect();
    let features: Vec<Features> = examples.iter().map(|e| hundredths(&e.rows)).collect();
    let levels = levels(&features, n);
    let sum = learner::fit(examples.iter().copied(), n, PENALTY_OF_SUM);
    let mut scores: Vec<f64> = examples.iter().map(|e| sum.score(&e.rows)).collect();
    let mut trees = Vec::new();
    for round in 0..TREES {
        let left: Vec<Left> = examples
            .iter()
            .zip(&scores)
            .map(|(e, score)| {
                let p = 1.0 / (1.0 + (-score).exp());
                Left {
                    slope: e.weight * (p - f64::from(u8::from(e.positive))),
                    curve: e.weight * p * (1.0 - p),
                    count: 1,
                }
            })
            .collect();
        let members = (0..examples.len()).filter(|&e| taken(e, round, EXAMPLES)).collect();
        let asked = |feature: usize| taken(feature, TREES + round, FEATURES);
        let tree = grow(&features, &levels, &left, members, &asked);
        for (score, features) in scores.iter_mut().zip(&features) {
            *score += tree[end(&tree, features)].value;
        }
        trees.push(tree);
    }
    Forest { sum, trees }
}

/// For each feature the levels it has, nought among them, in order.
fn levels(features: &[Features], n: usize) -> Vec<Vec<i32>> {
    let mut levels = vec![vec![0]; n];
    for &(feature, times) in features.iter().flatten() {
        levels[feature].push(times);
    }
    for list in &mut levels {
        list.sort_unstable();
        list.dedup();
    }
    levels
}

/// Whether a tree sees an example or may ask for a feature, of which it is shown so many in a hundred: which ones is the same
/// in each run.
fn taken(what: usize, round: usize, share: u64) -> bool {
    // splitmix64
    let mut mixed = (what as u64) << 32 | round as u64;
    for factor in [0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb] {
        mixed = (mixed ^ mixed >> 30).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(factor);
    }
    (mixed ^ mixed >> 31) % 100 < share
}

fn grow(
    features: &[Features],
    levels: &[Vec<i32>],
    left: &[Left],
    all: Vec<usize>,
    asked: &dyn Fn(usize) -> bool,
) -> Vec<Node> {
    let sum = |members: &[usize]| {
        let mut total = Left::default();
        members.iter().for_each(|&m| total.add(left[m]));
        total
    };
    let mut count = vec![all.len()];
    let mut tree = vec![Node { asks: None, yes: 0, no: 0, value: sum(&all).value() }];
    let question = question(features, levels, left, &all, asked);
    let mut ends: Vec<(usize, Vec<usize>, Option<Question>)> = vec![(0, all, question)];
    while ends.len() < ENDS {
        let gain = |end: &(usize, Vec<usize>, Option<Question>)| end.2.map_or(0.0, |(gain, ..)| gain);
        let best = (0..ends.len()).fold(0, |best, k| if gain(&ends[k]) > gain(&ends[best]) { k } else { best });
        let (node, members, Some((_, feature, over))) = ends.swap_remove(best) else { break };
        let (yes, no): (Vec<usize>, Vec<usize>) = members.iter().partition(|&&m| times(&features[m], feature) > over);
        (tree[node].asks, tree[node].yes, tree[node].no) = (Some((feature, over)), tree.len(), tree.len() + 1);
        for members in [yes, no] {
            let question = self::question(features, levels, left, &members, asked);
            tree.push(Node { asks: None, yes: 0, no: 0, value: sum(&members).value() });
            count.push(members.len());
            ends.push((tree.len() - 1, members, question));
        }
    }
    // what asks a question is worth what its ends are worth in the mean
    for at in (0..tree.len()).rev() {
        if tree[at].asks.is_some() {
            let (yes, no) = (tree[at].yes, tree[at].no);
            let (y, n) = (count[yes] as f64, count[no] as f64);
            tree[at].value = (tree[yes].value * y + tree[no].value * n) / (y + n);
        }
    }
    tree
}

/// The question that tells most about some examples, if any does.
fn question(
    features: &[Features],
    levels: &[Vec<i32>],
    left: &[Left],
    members: &[usize],
    asked: &dyn Fn(usize) -> bool,
) -> Option<Question> {
    let mut total = Left::default();
    let mut sums: Vec<Vec<Left>> = levels.iter().map(|levels| vec![Left::default(); levels.len()]).collect();
    for &m in members {
        total.add(left[m]);
        for &(feature, times) in &features[m] {
            if let Ok(level) = levels[feature].binary_search(&times) {
                sums[feature][level].add(left[m]);
            }
        }
    }
    let mut best: Option<Question> = None;
    for (feature, sums) in sums.iter_mut().enumerate().filter(|(feature, _)| asked(*feature)) {
        let mut seen = Left::default();
        sums.iter().for_each(|&sum| seen.add(sum));
        // all others have it no time
        if let Ok(nought) = levels[feature].binary_search(&0) {
            sums[nought].add(total.without(seen));
        }
        let mut below = Left::default();
        for (level, sum) in sums.iter().enumerate() {
            below.add(*sum);
            let above = total.without(below);
            if below.count < LEAST || above.count < LEAST {
                continue;
            }
            let gain = below.gain() + above.gain() - total.gain();
            if gain > 1e-6 && best.is_none_or(|(most, ..)| gain > most) {
                best = Some((gain, feature, levels[feature][level]));
            }
        }
    }
    best
}
