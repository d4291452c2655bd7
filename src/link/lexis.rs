//! Words as numbers: how much a shared word says, and how near two words are in meaning.
//!
//! Relatedness is asked often for the same pairs, so it is kept for those of which it was asked last. What is kept follows
//! from the pair alone, so neither its order nor the number of threads that ask reaches a result.

use crate::lexicon;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// Interned words of the documents under comparison.
#[derive(Default)]
pub struct Lexis {
    ids: FxHashMap<String, u32>,
    words: Vec<String>,
    weights: Vec<i32>,
    related: OnceLock<Memory>,
    apart: OnceLock<Memory>,
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
        let value = |a: &str, b: &str| lexicon::relatedness(a, b).clamp(-100, 100) as i8;
        if a == b { 100 } else { self.recall(&self.related, (a, b), value).into() }
    }

    /// How far others are related to one word, as [`Lexis::related`] tells: quicker where many are asked for.
    pub fn related_to(&self, a: u32) -> impl Fn(u32) -> i32 {
        let row = self.related.get().and_then(|memory| memory.row(a));
        move |b| match row.and_then(|row| row.get(b as usize)).map(|place| place.load(Ordering::Relaxed)) {
            Some(held) if held != 0 => ((held ^ UNKNOWN) as i8).into(),
            _ => self.related(a, b),
        }
    }

    /// Whether two words are known to tell of two things.
    pub fn set_apart(&self, a: u32, b: u32) -> bool {
        self.recall(&self.apart, (a, b), |a, b| lexicon::set_apart(a, b).into()) != 0
    }

    /// What was worked out of two words before, whichever comes first, or else is now.
    fn recall(&self, memory: &OnceLock<Memory>, (a, b): (u32, u32), work_out: impl Fn(&str, &str) -> i8) -> i8 {
        let memory = memory.get_or_init(|| Memory::for_words(self.words.len()));
        memory.recall((a, b)).unwrap_or_else(|| {
            let value = work_out(&self.words[a.min(b) as usize], &self.words[a.max(b) as usize]);
            memory.keep((a, b), value);
            value
        })
    }

    pub fn word(&self, id: u32) -> &str {
        &self.words[id as usize]
    }
}

/// What is known of pairs of words. Threads that share it read whole answers without waiting for each other.
enum Memory {
    /// So few words that each pair has a place.
    Whole {
        words: usize,
        places: Box<[AtomicU8]>,
    },
    Last(Last),
}

/// Words of so few articles have a place for each two of them.
const FEW: usize = 2048;

impl Memory {
    /// Room for the pairs that texts of so many words ask of, within a few megabytes.
    fn for_words(words: usize) -> Memory {
        match words {
            ..=FEW => Memory::Whole { words, places: (0..words * words).map(|_| AtomicU8::new(0)).collect() },
            _ => Memory::Last(Last::for_words(words)),
        }
    }

    /// Each pair has two places, so that what is known of one word lies in a row.
    fn place((a, b): (u32, u32), words: usize) -> Option<usize> {
        ((a as usize) < words && (b as usize) < words).then(|| a as usize * words + b as usize)
    }

    /// What is known of one word, where it lies in a row.
    fn row(&self, a: u32) -> Option<&[AtomicU8]> {
        match self {
            Memory::Whole { words, places } => places.chunks_exact((*words).max(1)).nth(a as usize),
            Memory::Last(_) => None,
        }
    }

    fn recall(&self, (a, b): (u32, u32)) -> Option<i8> {
        match self {
            Memory::Whole { words, places } => {
                let held = places[Memory::place((a, b), *words)?].load(Ordering::Relaxed);
                (held != 0).then_some((held ^ UNKNOWN) as i8)
            }
            Memory::Last(last) => last.recall((a.min(b), a.max(b))),
        }
    }

    fn keep(&self, (a, b): (u32, u32), value: i8) {
        match self {
            Memory::Whole { words, places } => {
                for pair in [(a, b), (b, a)] {
                    if let Some(place) = Memory::place(pair, *words) {
                        places[place].store(value as u8 ^ UNKNOWN, Ordering::Relaxed);
                    }
                }
            }
            Memory::Last(last) => last.keep((a.min(b), a.max(b)), value),
        }
    }
}

/// No value that a pair can have. Values are kept by how they differ from it, so that 0 is a pair of which none is known.
const UNKNOWN: u8 = i8::MIN as u8;

/// The pairs that were asked of last. A place holds one pair with its value in one number; a pair that was overwritten is
/// worked out again.
struct Last {
    places: Box<[AtomicU64]>,
}

impl Last {
    fn for_words(words: usize) -> Last {
        let places = (words * 128).next_power_of_two().clamp(1 << 10, 1 << 20);
        Last { places: (0..places).map(|_| AtomicU64::new(0)).collect() }
    }

    /// Where a pair is kept, and by what it is known there: never 0, since the second number is the greater.
    fn place(&self, (a, b): (u32, u32)) -> Option<(&AtomicU64, u64)> {
        let known_by = (u64::from(a) << 28 | u64::from(b)) << 8;
        let mixed = known_by.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let place = self.places.get(mixed as usize & (self.places.len() - 1))?;
        (b < 1 << 28).then_some((place, known_by))
    }

    fn recall(&self, pair: (u32, u32)) -> Option<i8> {
        let (place, known_by) = self.place(pair)?;
        let held = place.load(Ordering::Relaxed);
        (held & !0xFF == known_by).then_some(held as u8 as i8)
    }

    fn keep(&self, pair: (u32, u32), value: i8) {
        if let Some((place, known_by)) = self.place(pair) {
            place.store(known_by | u64::from(value as u8), Ordering::Relaxed);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recalled_is_what_would_be_worked_out() {
        let mut lexis = Lexis::default();
        let words = ["ferry", "boat", "rise", "fall", "grammar", "Skarvik", "harvest", "crop", "truce", "ceasefire"];
        let ids: Vec<u32> = words.iter().map(|word| lexis.id(word)).collect();
        for _ in 0..2 {
            for (a, first) in ids.iter().zip(words) {
                for (b, second) in ids.iter().zip(words) {
                    assert_eq!(lexis.related(*a, *b), lexicon::relatedness(first, second), "{first} {second}");
                }
            }
        }
    }

    #[test]
    fn pairs_in_one_place_are_told_apart() {
        let memory = Last { places: [AtomicU64::new(0)].into() };
        assert_eq!(memory.recall((0, 1)), None);
        memory.keep((0, 1), -50);
        assert_eq!((memory.recall((0, 1)), memory.recall((1, 2))), (Some(-50), None));
        memory.keep((1, 2), 95);
        assert_eq!((memory.recall((0, 1)), memory.recall((1, 2))), (None, Some(95)));
    }
}
