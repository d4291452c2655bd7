//! The rounds of training: what is learned from, in which order, and how well it goes.

use crate::learner::{Dropout, Goal, Learner};
use crate::optimiser::{Adam, Dice};
use corroborate::syntax::Upos;
use corroborate::syntax::features::Features;
use corroborate::syntax::labels::{RELATIONS, fine_number, relation_number};
use corroborate::syntax::model::{Model, Work};
use corroborate::syntax::names::labels_of;
use corroborate::syntax::network::Dims;
use corroborate::syntax::table::Table;
use corroborate::syntax::treebank::{Tree, read};
use std::collections::BTreeMap;
use std::io::Result;

const ROUNDS: usize = 20;
const BATCH_TOKENS: usize = 500;
const RATE: f32 = 0.003;
const DROPOUT: Dropout = Dropout { input: 0.15, between: 0.25, upper: 0.25 };

/// Shares of tokens whose word, or word vector, is hidden, so that endings and neighbours are learned from as well.
const HIDE_WORD: f32 = 0.15;
const HIDE_VECTOR: f32 = 0.1;
/// The same within names, of which most in a new text are new.
const HIDE_WORD_IN_NAME: f32 = 0.35;
const HIDE_VECTOR_IN_NAME: f32 = 0.2;
/// The model that is kept is a running mean: every so many steps the weights join it with this share.
const MEAN_STEPS: i32 = 10;
const MEAN_SHARE: f32 = 0.01;

/// Features seen less often in training are not learned.
const LEAST: usize = 2;

fn setting(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// The learned rows of features.
struct Rows {
    numbers: BTreeMap<u64, usize>,
    hashes: Vec<u64>,
    weights: Vec<f32>,
    gradient: Vec<f32>,
    adam: Adam,
    touched: Vec<usize>,
    is_touched: Vec<bool>,
}

impl Rows {
    fn new(trees: &[Tree], lists: &Table, width: usize, dice: &mut Dice) -> Self {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        let mut features = Features::default();
        for word in trees.iter().flat_map(|t| &t.words) {
            features.read(&word.form, lists);
            features.hashes.iter().for_each(|h| *counts.entry(*h).or_default() += 1);
        }
        let hashes: Vec<u64> = counts.iter().filter(|(_, c)| **c >= LEAST).map(|(h, _)| *h).collect();
        let len = hashes.len() * width;
        Rows {
            numbers: hashes.iter().enumerate().map(|(i, h)| (*h, i)).collect(),
            weights: (0..len).map(|_| (dice.share() * 2.0 - 1.0) * 0.1).collect(),
            gradient: vec![0.0; len],
            adam: Adam::new(len),
            touched: Vec::new(),
            is_touched: vec![false; hashes.len()],
            hashes,
        }
    }

    fn table(&self, weights: &[f32], width: usize) -> Vec<u8> {
        let largest = weights.iter().fold(0f32, |m, v| m.max(v.abs()));
        // A few outliers may be cut: finer steps for all others are worth more.
        let scale = largest.min(2.0) / 127.0;
        let rows: Vec<i8> = weights.iter().map(|v| (v / scale).round().clamp(-127.0, 127.0) as i8).collect();
        Table::write(&self.hashes, &rows, width, scale)
    }
}

/// The learned features of a token by their rows (the word itself first, if it has one), and its word vector.
struct Seen {
    word: Option<usize>,
    others: Vec<usize>,
    vector: Vec<f32>,
}

fn load(folder: &str, name: &str) -> Result<Vec<Tree>> {
    Ok(read(&std::fs::read_to_string(format!("{folder}/{name}.conllu"))?))
}

/// All sentences to learn from.
pub fn training(folder: &str) -> Result<Vec<Tree>> {
    Ok([load(folder, "ewt-train")?, load(folder, "gum-train")?].concat())
}

/// Trains the network and writes it after every round.
pub fn train(folder: &str, out: &str) -> Result<()> {
    let trees = training(folder)?;
    let tests = [("ewt-dev", load(folder, "ewt-dev")?), ("gum-dev", load(folder, "gum-dev")?)];
    let vector_bytes: &'static [u8] = std::fs::read("src/syntax/model/vectors.bin")?.leak();
    let Some((vectors, _)) = Table::read(vector_bytes) else { return Err(std::io::Error::other("broken vectors.bin")) };
    let list_bytes: &'static [u8] = std::fs::read("src/syntax/model/lists.bin")?.leak();
    let Some((lists, _)) = Table::read(list_bytes) else { return Err(std::io::Error::other("broken lists.bin")) };
    let size = |name: &str, default: usize| setting(name, default as f32) as usize;
    let dims = Dims {
        learned: size("LEARNED", 64),
        fixed: vectors.width(),
        hidden: size("HIDDEN", 96),
        arc: size("ARC", 64),
        label: size("LABEL", 64),
    };
    let dropout =
        Dropout { between: setting("DROP", DROPOUT.between), upper: setting("DROP", DROPOUT.upper), ..DROPOUT };
    let rounds = size("ROUNDS", ROUNDS);
    let mut dice = Dice::new(1);
    let mut rows = Rows::new(&trees, &lists, dims.learned, &mut dice);
    let mut learner = Learner::new(dims, &mut dice);
    let (mut mean, mut mean_rows) = (learner.weights.clone(), rows.weights.clone());
    let mut adam = Adam::new(learner.weights.len());
    eprintln!("{} sentences, {} features, {} weights", trees.len(), rows.hashes.len(), learner.weights.len());
    let total: usize = trees.iter().map(|t| t.words.len()).sum::<usize>() * rounds / BATCH_TOKENS;
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut step = 0;
    for round in 1..=rounds {
        dice.shuffle(&mut order);
        let (mut loss, mut tokens, mut in_batch) = (0f64, 0usize, 0usize);
        for number in &order {
            let tree = &trees[*number];
            let seen = see(tree, &rows, &vectors, &lists, &mut dice);
            let mut x = gather(&seen, &rows, dims);
            loss += f64::from(learner.learn(&mut x, &goal(tree), dropout, &mut dice));
            scatter(&seen, &x, &mut rows, dims);
            tokens += tree.words.len();
            in_batch += tree.words.len();
            if in_batch >= BATCH_TOKENS {
                in_batch = 0;
                step += 1;
                let left = 1.0 - step as f32 / (total + 1) as f32;
                let warm = (step as f32 / 200.0).min(1.0);
                update(&mut learner, &mut adam, &mut rows, dims, setting("RATE", RATE) * left.max(0.01) * warm, step);
                if step % MEAN_STEPS == 0 {
                    // In the beginning, when weights move far, the mean is short.
                    let share = MEAN_SHARE.max(2.0 / (2 + step / MEAN_STEPS) as f32);
                    join_mean(&mut mean, &learner.weights, share);
                    join_mean(&mut mean_rows, &rows.weights, share);
                }
            }
        }
        eprintln!("round {round}: loss {:.4}", loss / tokens as f64);
        let bytes = Model::write(dims, &mean, &rows.table(&mean_rows, dims.learned));
        std::fs::write(out, &bytes)?;
        if let Some(model) = Model::read(bytes.leak(), vector_bytes, list_bytes) {
            for (name, trees) in &tests {
                eprintln!("  {name}: {}", figures(&model, trees));
            }
        }
    }
    Ok(())
}

fn join_mean(mean: &mut [f32], weights: &[f32], share: f32) {
    mean.iter_mut().zip(weights).for_each(|(m, w)| *m += share * (w - *m));
}

fn see(tree: &Tree, rows: &Rows, vectors: &Table, lists: &Table, dice: &mut Dice) -> Vec<Seen> {
    let mut features = Features::default();
    let mut seen = Vec::new();
    let case = dice.share();
    let mut in_name = vec![false; tree.words.len()];
    tree.names.iter().flatten().for_each(|n| in_name[n.tokens.clone()].fill(true));
    for (word, in_name) in tree.words.iter().zip(in_name) {
        let (hide_word, hide_vector) =
            if in_name { (HIDE_WORD_IN_NAME, HIDE_VECTOR_IN_NAME) } else { (HIDE_WORD, HIDE_VECTOR) };
        // Headlines have capitals everywhere: some sentences are learned in that dress, too.
        if case < 0.03 && word.form.is_ascii() && word.upos != Upos::Propn && word.form.len() > 3 {
            let mut form = word.form.clone();
            form[..1].make_ascii_uppercase();
            features.read(&form, lists);
        } else if case > 0.985 && word.form.is_ascii() {
            features.read(&word.form.to_ascii_uppercase(), lists);
        } else {
            features.read(&word.form, lists);
        }
        let number = |h: &u64| rows.numbers.get(h).copied();
        let mut vector = vec![0f32; vectors.width()];
        let hide = dice.share();
        if hide >= hide_vector {
            Model::vector(vectors, features.vector, &mut vector);
        }
        let word = features.hashes.first().and_then(number).filter(|_| hide < 1.0 - hide_word);
        let others = features.hashes.iter().skip(1).filter_map(number).collect();
        seen.push(Seen { word, others, vector });
    }
    seen
}

fn gather(seen: &[Seen], rows: &Rows, dims: Dims) -> Vec<f32> {
    let mut x = Vec::with_capacity(seen.len() * (dims.learned + dims.fixed));
    for token in seen {
        let start = x.len();
        x.resize(start + dims.learned, 0.0);
        for row in token.word.iter().chain(&token.others) {
            let values = &rows.weights[row * dims.learned..(row + 1) * dims.learned];
            x[start..].iter_mut().zip(values).for_each(|(v, w)| *v += w);
        }
        x.extend_from_slice(&token.vector);
    }
    x
}

fn scatter(seen: &[Seen], dx: &[f32], rows: &mut Rows, dims: Dims) {
    for (token, d) in seen.iter().zip(dx.chunks_exact(dims.learned + dims.fixed)) {
        for row in token.word.iter().chain(&token.others) {
            let gradient = &mut rows.gradient[row * dims.learned..(row + 1) * dims.learned];
            gradient.iter_mut().zip(d).for_each(|(g, d)| *g += d);
            if !rows.is_touched[*row] {
                rows.is_touched[*row] = true;
                rows.touched.push(*row);
            }
        }
    }
}

fn update(learner: &mut Learner, adam: &mut Adam, rows: &mut Rows, dims: Dims, rate: f32, step: i32) {
    let norm = learner.gradient.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt() as f32;
    let limit = setting("CLIP", 200.0);
    if norm > limit {
        learner.gradient.iter_mut().for_each(|g| *g *= limit / norm);
    }
    adam.step(0, &mut learner.weights, &mut learner.gradient, rate, step);
    learner.refresh();
    for row in std::mem::take(&mut rows.touched) {
        rows.is_touched[row] = false;
        let part = row * dims.learned..(row + 1) * dims.learned;
        let (weights, gradient) = (&mut rows.weights[part.clone()], &mut rows.gradient[part.clone()]);
        rows.adam.step(part.start, weights, gradient, rate, step);
    }
}

fn goal(tree: &Tree) -> Goal {
    Goal {
        upos: tree.words.iter().map(|w| w.upos as usize).collect(),
        fine: tree.words.iter().map(|w| fine_number(&w.fine)).collect(),
        heads: tree.words.iter().map(|w| w.head.map_or(0, |h| h + 1)).collect(),
        relations: tree.words.iter().map(|w| relation_number(&w.relation)).collect(),
        names: tree.names.as_ref().map(|names| {
            let mut labels = vec![0; tree.words.len()];
            for name in names {
                let (begin, inside) = labels_of(name.kind);
                labels[name.tokens.clone()].fill(inside);
                labels[name.tokens.start] = begin;
            }
            labels
        }),
    }
}

fn figures(model: &Model, trees: &[Tree]) -> String {
    let mut work = Work::default();
    let (mut total, mut upos, mut uas, mut las) = (0, 0, 0, 0);
    let (mut found_names, mut gold_names, mut right_names) = (0, 0, 0);
    for tree in trees {
        let found = model.analyse(tree.words.iter().map(|w| w.form.as_str()), &mut work);
        for (i, word) in tree.words.iter().enumerate() {
            total += 1;
            upos += usize::from(found.upos[i] == word.upos);
            if found.heads[i] == word.head {
                uas += 1;
                las += usize::from(found.relations[i] == RELATIONS[relation_number(&word.relation)]);
            }
        }
        if let Some(names) = &tree.names {
            found_names += found.names.len();
            gold_names += names.len();
            right_names += names.iter().filter(|n| found.names.contains(n)).count();
        }
    }
    let share = |part: usize| part as f32 * 100.0 / total.max(1) as f32;
    let names = 200.0 * right_names as f32 / (found_names + gold_names).max(1) as f32;
    format!("UPOS {:.2} UAS {:.2} LAS {:.2} names {names:.1}", share(upos), share(uas), share(las))
}
