//! The vocabulary: every known word and its number, which all tables go by.
//! Belongs here: finding a word as written. Not: anything about its meaning.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

static LIST: &str = include_str!("data/words.txt");

/// The place of a word in the vocabulary; commoner words have lower numbers.
pub(super) type WordId = u32;

type Table = HashMap<&'static str, WordId, BuildHasherDefault<Mixer>>;

/// FNV-1a. The table is fixed and only its own words are in it, so that no text can be made to slow it down; the
/// standard hasher would take half of the time to load the lexicon.
struct Mixer(u64);

impl Default for Mixer {
    fn default() -> Self {
        Mixer(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::with_capacity_and_hasher(1 << 16, BuildHasherDefault::default());
        table.extend(LIST.lines().zip(0..));
        table
    })
}

/// How many words there are.
#[cfg(test)]
pub(super) fn count() -> usize {
    table().len()
}

/// The words in the order of their numbers.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LIST.lines()
}

/// The number of a word: as written, else without a regular ending (-s, -ed, -ing), else none.
pub(super) fn find(word: &str) -> Option<WordId> {
    exact(word).or_else(|| bases(word).find_map(|base| exact(&base)))
}

pub(super) fn exact(word: &str) -> Option<WordId> {
    table().get(word).copied()
}

/// The last part of a compound ("cruise ship", "fire-engine"), which says what the whole is.
pub(super) fn head(word: &str) -> Option<&str> {
    word.rsplit_once([' ', '-']).map(|(_, head)| head).filter(|head| !head.is_empty())
}

/// What the word may be an inflected form of, likeliest first.
pub(super) fn bases(word: &str) -> impl Iterator<Item = String> + '_ {
    const ENDINGS: [(&str, &str); 12] = [
        ("ies", "y"),
        ("ses", "s"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("s", ""),
        ("ied", "y"),
        ("ed", "e"),
        ("ed", ""),
        ("ing", ""),
        ("ing", "e"),
        ("men", "man"),
    ];
    let plain = ENDINGS.iter().filter_map(move |(ending, instead)| {
        let stem = word.strip_suffix(ending)?;
        // Shorter stems are other words: "was", "sing", "red".
        (stem.chars().count() >= if *instead == "e" { 2 } else { 3 } && !stem.ends_with('s') | (*ending != "s"))
            .then(|| format!("{stem}{instead}"))
    });
    let doubled = ["ed", "ing"].into_iter().filter_map(move |ending| {
        let stem = word.strip_suffix(ending)?;
        let mut letters = stem.chars().rev();
        let last = letters.next()?;
        (letters.next() == Some(last) && stem.len() > 3).then(|| stem[..stem.len() - last.len_utf8()].to_owned())
    });
    plain.chain(doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_regular_forms() {
        assert!(count() > 40_000);
        assert_eq!(find("ferries"), exact("ferry"));
        assert_eq!(find("evacuated"), exact("evacuate"));
        assert_eq!(find("jettisoned"), exact("jettison"));
        assert_eq!(find("deferring"), exact("defer"));
        assert!(exact("step down").is_some());
    }

    #[test]
    fn nothing_for_nonsense() {
        for word in ["", "s", "ed", "zzqx", "éing", "ééed", "-", " ", "\u{0}"] {
            assert_eq!(find(word), None, "{word:?}");
        }
        assert_eq!(head("lifeboat"), None);
        assert_eq!(head("cruise ship"), Some("ship"));
    }
}
