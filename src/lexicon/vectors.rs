//! How near two words are in use, from vectors made once from a sentence encoder.
//! Belongs here: the comparison of vectors. Not: synonyms, kinds or opposites, which vectors cannot tell apart.

use super::words::{self, WordId};

static VECTORS: &[u8] = include_bytes!("data/vectors.bin");
const DIMENSIONS: usize = 64;

/// Nearness in use from -100 to 100; none when one of the words has no vector. Words of one topic are near whether
/// they mean the same or the opposite: about 55 is usual for words of like meaning, 40 for words of one topic, 0 for
/// words with nothing in common.
pub fn similarity(a: &str, b: &str) -> Option<i32> {
    between(words::find(a)?, words::find(b)?)
}

pub(super) fn between(a: WordId, b: WordId) -> Option<i32> {
    let (a, b) = (vector(a)?, vector(b)?);
    let lengths = dot(a, a).unsigned_abs() as u64 * dot(b, b).unsigned_abs() as u64;
    let length = i64::try_from(lengths.isqrt()).unwrap_or(i64::MAX).max(1);
    Some((i64::from(dot(a, b)) * 100 / length).clamp(-100, 100) as i32)
}

fn vector(word: WordId) -> Option<&'static [u8]> {
    VECTORS.chunks_exact(DIMENSIONS).nth(word as usize)
}

fn dot(a: &[u8], b: &[u8]) -> i32 {
    a.iter().zip(b).map(|(&x, &y)| i32::from(x as i8) * i32::from(y as i8)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        assert_eq!(similarity("ferry", "ferry"), Some(100));
        assert!(similarity("ferry", "boat") > Some(40));
        assert!(similarity("ferry", "grammar") < Some(20));
        assert_eq!(similarity("ferry", "qqqzz"), None);
        assert_eq!(similarity("boat", "ferry"), similarity("ferry", "boat"));
    }

    /// Over the own word list, pairs of like meaning stand above unrelated ones, and above related ones on the whole.
    #[test]
    fn tells_the_word_list_apart() {
        let mut lists = Vec::new();
        for line in include_str!("make/pairs.tsv").lines() {
            let (_, pairs) = line.split_once('\t').expect("a name and its pairs");
            let near: Vec<i32> = pairs
                .split(';')
                .filter_map(|pair| pair.split_once(' '))
                .filter_map(|(a, b)| similarity(a, b))
                .collect();
            lists.push(near);
        }
        let mean = |list: &[i32]| list.iter().sum::<i32>() / list.len() as i32;
        assert!(mean(&lists[0]) >= 50 && mean(&lists[1]) <= 42 && mean(&lists[2]) <= 5);
        assert!(lists[0].iter().filter(|near| **near < 20).count() <= 6);
        assert!(lists[2].iter().filter(|near| **near > 30).count() <= 2);
    }
}
