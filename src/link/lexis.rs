//! Words as numbers: how much a shared word says, and how near two words are in meaning.
//!
//! Relatedness is asked often for the same pairs, so it is worked out once a pair and kept. The memory is never walked,
//! only asked, so its order reaches nothing.

use crate::lexicon;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::HashMap;

/// Interned words of the documents under comparison.
#[derive(Default)]
pub struct Lexis {
    ids: HashMap<String, u32>,
    words: Vec<String>,
    weights: Vec<i32>,
    related: RefCell<FxHashMap<(u32, u32), i8>>,
}

impl Lexis {
    pub fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.to_string(), id);
        self.words.push(word.to_string());
        self.weights.push(weight(word));
        id
    }

    /// The number of a word that was seen before.
    pub fn known(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// How much it says that two texts share this word: about 1 for the commonest, about 12 for a rare one.
    pub fn weight(&self, id: u32) -> i32 {
        self.weights[id as usize]
    }

    /// 0 (nothing in common, or opposites) to 100 (one word).
    pub fn related(&self, a: u32, b: u32) -> i32 {
        if a == b {
            return 100;
        }
        let pair = (a.min(b), a.max(b));
        if let Some(&known) = self.related.borrow().get(&pair) {
            return known.into();
        }
        let value = lexicon::relatedness(&self.words[pair.0 as usize], &self.words[pair.1 as usize]).clamp(-100, 100);
        self.related.borrow_mut().insert(pair, value as i8);
        value
    }

    pub fn word(&self, id: u32) -> &str {
        &self.words[id as usize]
    }
}

/// A word's weight from its place in a list of English words by frequency; words outside it are rare or names.
fn weight(word: &str) -> i32 {
    match lexicon::frequency_rank(word) {
        None => 10,
        Some(rank) => {
            // one point for each doubling of the rank, from the 64th word on
            let bits = u32::BITS - rank.max(1).leading_zeros();
            (bits as i32 - 5).clamp(1, 10)
        }
    }
}
