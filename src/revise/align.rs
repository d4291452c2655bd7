//! Which sentence of the new version stands for which of the old one.

use crate::claim::Reading;
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

/// Pairs the sentences that are most alike, wherever they stand; each is used once.
pub fn sentences(old: &Reading, new: &Reading) -> Vec<Aligned> {
    let (left, right) = (bags(old), bags(new));
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

fn bags(reading: &Reading) -> Vec<BTreeMap<String, i32>> {
    reading
        .sentences
        .iter()
        .map(|s| {
            let mut bag = BTreeMap::new();
            for token in s.tokens.iter().filter(|t| t.lemma.chars().any(char::is_alphanumeric)) {
                *bag.entry(token.lemma.to_lowercase()).or_default() += 1;
            }
            bag
        })
        .collect()
}

fn dice(a: &BTreeMap<String, i32>, b: &BTreeMap<String, i32>) -> i32 {
    let size = |m: &BTreeMap<String, i32>| m.values().sum::<i32>();
    let shared: i32 = a.iter().map(|(word, n)| b.get(word).copied().unwrap_or(0).min(*n)).sum();
    let total = size(a) + size(b);
    if total == 0 { 0 } else { 200 * shared / total }
}
