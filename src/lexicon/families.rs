//! Words derived from each other, and words that say the contrary.
//! Belongs here: relations between single words that do not depend on what they are kinds of. Not: news classes.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::bytes::Bytes;
use super::words::{self, WordId};

static FAMILIES: &[u8] = include_bytes!("data/families.bin");
static PAIRS: &[u8] = include_bytes!("data/pairs.bin");
static OPPOSITES: &str = include_str!("data/opposites.txt");

/// A family of words derived from each other; equal for two words exactly when they belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FamilyKey(WordId);

struct Relations {
    families: Vec<WordId>,
    opposites: HashSet<(WordId, WordId)>,
    opposite_families: HashSet<(WordId, WordId)>,
}

fn relations() -> &'static Relations {
    static RELATIONS: OnceLock<Relations> = OnceLock::new();
    RELATIONS.get_or_init(Relations::read)
}

/// The family of a word: withdraw and withdrawal, decide and decision have one key. None for an unknown word.
pub fn stem_family(word: &str) -> Option<FamilyKey> {
    words::find(word).map(family)
}

pub(super) fn family(word: WordId) -> FamilyKey {
    FamilyKey(relations().families.get(word as usize).copied().unwrap_or(word))
}

/// Whether the two words, or words they are derived from, say the contrary: rise and fall, approval and rejection.
pub fn antonyms(a: &str, b: &str) -> bool {
    match (words::find(a), words::find(b)) {
        (Some(a), Some(b)) => opposed(a, b) || families_opposed(a, b),
        _ => false,
    }
}

/// The words themselves are opposites.
pub(super) fn opposed(a: WordId, b: WordId) -> bool {
    relations().opposites.contains(&ordered(a, b))
}

/// Their families hold a pair of opposites, and the words are not of one family.
pub(super) fn families_opposed(a: WordId, b: WordId) -> bool {
    let (a, b) = (family(a).0, family(b).0);
    a != b && relations().opposite_families.contains(&ordered(a, b))
}

fn ordered(a: WordId, b: WordId) -> (WordId, WordId) {
    (a.min(b), a.max(b))
}

impl Relations {
    fn read() -> Relations {
        let mut families = Vec::new();
        let mut bytes = Bytes::new(FAMILIES);
        while !bytes.is_empty() {
            families.push((families.len() as WordId).saturating_sub(bytes.number()));
        }
        let mut opposites = HashSet::new();
        let mut bytes = Bytes::new(PAIRS);
        while !bytes.is_empty() {
            opposites.insert(ordered(bytes.number(), bytes.number()));
        }
        for (a, b) in own_pairs() {
            if let (Some(a), Some(b)) = (words::find(a), words::find(b)) {
                opposites.insert(ordered(a, b));
            }
        }
        let key = |word: WordId| families.get(word as usize).copied().unwrap_or(word);
        let opposite_families = opposites.iter().map(|&(a, b)| ordered(key(a), key(b))).collect();
        Relations { families, opposites, opposite_families }
    }
}

fn own_pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    OPPOSITES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.trim().split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_meet() {
        for (a, b) in [
            ("withdrawal", "withdraw"),
            ("arrests", "arrest"),
            ("growth", "grow"),
            ("decision", "decide"),
            ("killer", "kill"),
            ("signature", "sign"),
            ("announcement", "announce"),
            ("resignation", "resign"),
            ("approval", "approve"),
            ("rejection", "reject"),
            ("cancellation", "cancel"),
            ("investigation", "investigator"),
            ("election", "elect"),
            ("explosion", "explode"),
            ("collision", "collide"),
            ("injury", "injure"),
            ("agreement", "agree"),
            ("closure", "close"),
            ("evacuation", "evacuate"),
            ("conviction", "convict"),
        ] {
            assert_eq!(stem_family(a), stem_family(b), "{a} {b}");
            assert!(stem_family(a).is_some(), "{a}");
        }
    }

    #[test]
    fn words_that_only_look_alike_do_not() {
        for (a, b) in [
            ("port", "portion"),
            ("fine", "final"),
            ("sign", "signal"),
            ("general", "generate"),
            ("execute", "executive"),
            ("commission", "commit"),
            ("minister", "minor"),
            ("police", "policy"),
            ("plan", "plane"),
            ("polar", "poll"),
            ("court", "courtesy"),
            ("universe", "university"),
        ] {
            assert_ne!(stem_family(a), stem_family(b), "{a} {b}");
        }
        assert_eq!(stem_family("qqzz"), None);
    }

    #[test]
    fn opposites_hold_for_derivations() {
        for (a, b) in [
            ("rise", "fall"),
            ("open", "close"),
            ("opening", "closure"),
            ("win", "lose"),
            ("more", "fewer"),
            ("before", "after"),
            ("resume", "suspend"),
            ("resumption", "suspension"),
            ("approval", "rejection"),
            ("convict", "acquit"),
            ("acquittal", "conviction"),
            ("employer", "employee"),
            ("buyer", "seller"),
        ] {
            assert!(antonyms(a, b) && antonyms(b, a), "{a} {b}");
        }
        for (a, b) in [("rise", "grow"), ("open", "opening"), ("kill", "die"), ("", "up"), ("ferry", "boat")] {
            assert!(!antonyms(a, b), "{a} {b}");
        }
    }

    #[test]
    fn own_pairs_are_known_words() {
        for (a, b) in own_pairs() {
            assert!(words::find(a).is_some() && words::find(b).is_some() && a != b, "{a} {b}");
        }
    }
}
