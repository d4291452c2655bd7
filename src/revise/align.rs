//! Which sentence of the new version stands for which of the old one.

use crate::claim::Reading;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A sentence of the old version and the one that stands for it in the new one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    pub old: usize,
    pub new: usize,
    /// How much of their words they share, in percent.
    pub alike: i32,
}

/// Sentences that share less than this are not versions of each other.
const ALIKE: i32 = 34;

/// The words of every sentence of a version, as sorted numbers.
pub struct Bags(Vec<Vec<u32>>);

/// The words of several versions: one number is one word in all of them.
pub fn bags<'r>(readings: impl IntoIterator<Item = &'r Reading>) -> Vec<Bags> {
    let mut known = FxHashMap::default();
    readings.into_iter().map(|reading| bag(reading, &mut known)).collect()
}

/// Pairs the sentences that are most alike, wherever they stand; each is used once.
pub fn sentences(Bags(left): &Bags, Bags(right): &Bags) -> Vec<Aligned> {
    let mut candidates = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            let alike = dice(a, b);
            if alike >= ALIKE {
                candidates.push(Aligned { old: i, new: j, alike });
            }
        }
    }
    // of equals, those that stand at the same place of the article come first
    let place = |p: &Aligned| (p.old * right.len().max(1)).abs_diff(p.new * left.len().max(1));
    candidates.sort_by_key(|p| (std::cmp::Reverse(p.alike), place(p), p.old, p.new));
    let (mut used_old, mut used_new) = (vec![false; left.len()], vec![false; right.len()]);
    let mut pairs = Vec::new();
    for pair in candidates {
        if !used_old[pair.old] && !used_new[pair.new] {
            used_old[pair.old] = true;
            used_new[pair.new] = true;
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|p| p.old);
    pairs
}

fn bag<'r>(reading: &'r Reading, known: &mut FxHashMap<Cow<'r, str>, u32>) -> Bags {
    let mut list = Vec::with_capacity(reading.sentences.len());
    for sentence in &reading.sentences {
        let mut bag = Vec::with_capacity(sentence.tokens.len());
        for token in sentence.tokens.iter().filter(|t| t.lemma.chars().any(char::is_alphanumeric)) {
            // most lemmas are lower-case already
            let capital = token.lemma.chars().any(char::is_uppercase);
            let word =
                if capital { Cow::Owned(token.lemma.to_lowercase()) } else { Cow::Borrowed(token.lemma.as_str()) };
            let next = known.len() as u32;
            bag.push(*known.entry(word).or_insert(next));
        }
        bag.sort_unstable();
        list.push(bag);
    }
    Bags(list)
}

/// Words of two sentences that they share, each as often as it stands in both, in percent of all.
fn dice(a: &[u32], b: &[u32]) -> i32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    let total = (a.len() + b.len()) as i32;
    if total == 0 { 0 } else { 200 * shared / total }
}

/// Sentences that share less than this with every sentence of the other version are new, or gone.
const STRANGE: i32 = 20;

/// Sentences of the old version that have nothing like them in the new one, and the other way round.
///
/// Where as many sentences went as came between two that stayed, they may be new wordings of each other: they are none.
pub fn strangers(Bags(left): &Bags, Bags(right): &Bags, pairs: &[Aligned]) -> (Vec<usize>, Vec<usize>) {
    let there: Vec<Option<usize>> = (0..left.len()).map(|i| pairs.iter().find(|p| p.old == i).map(|p| p.new)).collect();
    let back: Vec<Option<usize>> = (0..right.len()).map(|j| pairs.iter().find(|p| p.new == j).map(|p| p.old)).collect();
    let alone = |bags: &[Vec<u32>], others: &[Vec<u32>], to: &[Option<usize>], from: &[Option<usize>]| -> Vec<usize> {
        (0..bags.len())
            .filter(|&i| to[i].is_none() && others.iter().all(|other| dice(&bags[i], other) < STRANGE))
            .filter(|&i| {
                let first = (0..i).rev().take_while(|&k| to[k].is_none()).count();
                let last = (i + 1..to.len()).take_while(|&k| to[k].is_none()).count();
                let before = i.checked_sub(first + 1).map_or(Some(0), |k| to[k].map(|t| t + 1)).unwrap_or(0);
                let after = to.get(i + last + 1).copied().flatten().unwrap_or(from.len());
                let gap = (before..after.max(before)).filter(|&k| from[k].is_none()).count();
                first + last + 1 > gap
            })
            .collect()
    };
    (alone(left, right, &there, &back), alone(right, left, &back, &there))
}

/// Sentences nearly alike whose paragraph stands elsewhere now, as pairs of old and new.
///
/// Paragraphs are matched by the sentences they share; those that keep their order stand still, and as many as can.
pub fn moved(old: &Reading, new: &Reading, pairs: &[Aligned]) -> Vec<Aligned> {
    let block = |reading: &Reading, s: usize| {
        let span = reading.sentences[s].span;
        reading.document.article.blocks.iter().position(|b| b.span.overlaps(span)).unwrap_or(0)
    };
    let close: Vec<(usize, usize, Aligned)> =
        pairs.iter().filter(|p| p.alike >= MOVED).map(|p| (block(old, p.old), block(new, p.new), *p)).collect();
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (from, to, _) in &close {
        *votes.entry((*from, *to)).or_default() += 1;
    }
    let mut home: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (&(from, to), &n) in &votes {
        let best = home.entry(from).or_insert((n, to));
        if n > best.0 {
            *best = (n, to);
        }
    }
    let order: Vec<(usize, usize)> = home.iter().map(|(&from, &(_, to))| (from, to)).collect();
    let still = longest_rising(&order);
    close.iter().filter(|(from, to, _)| !still.contains(&(*from, *to)) && home[from].1 == *to).map(|c| c.2).collect()
}

/// From here on two sentences are one that may have been moved.
const MOVED: i32 = 80;

/// The longest run of pairs, in order of their first, whose second never falls.
fn longest_rising(order: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(order.len());
    for i in 0..order.len() {
        let before = (0..i).filter(|&j| order[j].1 <= order[i].1).max_by_key(|&j| (best[j].0, std::cmp::Reverse(j)));
        best.push((before.map_or(1, |j| best[j].0 + 1), before));
    }
    let mut at = (0..order.len()).max_by_key(|&i| (best[i].0, std::cmp::Reverse(i)));
    let mut run = Vec::new();
    while let Some(i) = at {
        run.push(order[i]);
        at = best[i].1;
    }
    run
}
