//! One figure for how well two words can stand for one thing, from all that is known of them.
//! Belongs here: the order and the weights of the sources. Not: the sources.

use super::classes::Members;
use super::words::{self, WordId};
use super::{classes, dictionary, families, vectors};

const SAME: i32 = 100;
const FAMILY: i32 = 95;
const CLASS: i32 = 90;
const NARROWER: i32 = 75;
const APART: i32 = 0;
const OPPOSED: i32 = -50;

/// How well the two words can stand for one thing: 100 the same word, 95 one family, 90 one news class or common
/// sense, 75 to 60 one a sort of the other, below that nearness in use; 0 for words with nothing in common and for
/// classes kept apart, -50 for opposites.
pub fn relatedness(a: &str, b: &str) -> i32 {
    if a == b {
        return SAME;
    }
    let known = (words::find(a), words::find(b));
    if let (Some(a), Some(b)) = known {
        if a == b {
            return SAME;
        }
        if families::opposed(a, b) {
            return OPPOSED;
        }
        if families::family(a) == families::family(b) {
            return FAMILY;
        }
    }
    if let Some(score) = by_class(a, b) {
        return score;
    }
    match known {
        (Some(x), Some(y)) if families::families_opposed(x, y) => OPPOSED,
        (Some(x), Some(y)) => by_meaning((a, x), (b, y)),
        _ => 0,
    }
}

/// Whether two words are known to tell of two things: opposites, members of classes kept apart, or of one that exclude each
/// other.
pub fn set_apart(a: &str, b: &str) -> bool {
    let known = words::find(a).zip(words::find(b));
    let opposed = |(a, b)| families::opposed(a, b) || families::families_opposed(a, b);
    match by_class(a, b) {
        Some(score) => score <= APART,
        None => known.is_some_and(opposed),
    }
}

fn by_class(a: &str, b: &str) -> Option<i32> {
    let (of_a, of_b) = (classes::news_class(a), classes::news_class(b));
    let shared = |members| of_a.iter().any(|class| of_b.contains(class) && class.members() == members);
    if shared(Members::Same) {
        return Some(CLASS);
    }
    // Two spellings of one colour or unit share a sense.
    if shared(Members::Exclusive) {
        return Some(if dictionary::synonyms(a, b) { CLASS } else { APART });
    }
    let mut pairs = of_a.iter().flat_map(|a| of_b.iter().map(move |b| (*a, *b)));
    if pairs.clone().any(|(a, b)| a.opposites().contains(&b)) {
        return Some(OPPOSED);
    }
    pairs.any(|(a, b)| classes::contrast(a, b)).then_some(APART)
}

fn by_meaning(a: (&str, WordId), b: (&str, WordId)) -> i32 {
    let shared = dictionary::shared(a.1, b.1);
    if shared >= 30 {
        return CLASS;
    }
    // What lies below 15 is noise, and nearness alone, blind to topic against meaning, never beats a known relation.
    let near = vectors::between(a.1, b.1).map_or(0, |near| (near - 15).clamp(0, 60));
    if shared >= 8 {
        return 75;
    }
    let up = dictionary::specialises(a, b).into_iter().chain(dictionary::specialises(b, a)).min();
    match up {
        Some(steps) => (NARROWER - 3 * (i32::from(steps) - 2).max(0)).max(60),
        None => near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_source_has_its_place() {
        for (a, b, low, high) in [
            ("ferry", "ferry", SAME, SAME),
            ("ferries", "ferry", SAME, SAME),
            ("died", "death", CLASS, FAMILY),
            ("boy", "man", 0, NARROWER),
            ("withdrawal", "withdraw", FAMILY, FAMILY),
            ("kill", "perish", CLASS, CLASS),
            ("truce", "ceasefire", CLASS, CLASS),
            ("car", "automobile", CLASS, CLASS),
            ("squirrel", "rodent", 60, NARROWER),
            ("violinist", "musician", 60, NARROWER),
            ("harvest", "crop", 20, CLASS),
            ("ferry", "grammar", 0, 15),
            ("qqzz", "grammar", 0, 0),
        ] {
            let score = relatedness(a, b);
            assert!((low..=high).contains(&score), "{a} {b}: {score}");
            assert_eq!(score, relatedness(b, a), "{a} {b}");
        }
    }

    #[test]
    fn opposites_and_classes_apart_never_score() {
        for (a, b) in [
            ("kill", "injure"),
            ("dead", "wounded"),
            ("ticket", "spectator"),
            ("seat", "vote"),
            ("planned", "actual"),
            ("gross", "net"),
            ("man", "woman"),
            ("rise", "fall"),
            ("approve", "reject"),
            ("approval", "rejection"),
            ("arrival", "departure"),
            ("profit", "loss"),
            ("convict", "acquit"),
            ("sign", "veto"),
            ("resume", "suspend"),
            ("open", "close"),
            ("employer", "employee"),
            ("red", "blue"),
            ("seven", "nine"),
            ("thursday", "friday"),
            ("kilometre", "mile"),
            ("mother", "sister"),
            ("approved", "rejected"),
        ] {
            assert!(relatedness(a, b) <= 0, "{a} {b}: {}", relatedness(a, b));
            assert_eq!(relatedness(a, b), relatedness(b, a), "{a} {b}");
        }
    }

    #[test]
    fn any_words_compare() {
        let words: Vec<&str> = words::all().step_by(613).chain(["", "é", "\u{0}", "-", "x y"]).collect();
        for a in &words {
            for b in &words {
                let score = relatedness(a, b);
                assert!((OPPOSED..=SAME).contains(&score) && score == relatedness(b, a), "{a} {b}");
            }
        }
    }
}
