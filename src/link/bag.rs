//! Bags of words and how far one is told by another.

use super::lexis::Lexis;

/// A word with the share it has in its bag.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: u32,
    pub weight: i32,
}

/// How two bags meet, in percent.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Share of the first that the second tells too.
    pub first: i32,
    /// Share of the second that the first tells too.
    pub second: i32,
    /// Weight of what they share, as a sum over words.
    pub shared: i32,
}

impl Overlap {
    pub fn less(&self) -> i32 {
        self.first.min(self.second)
    }

    pub fn more(&self) -> i32 {
        self.first.max(self.second)
    }
}

/// Words below this relatedness have nothing to do with each other.
const NEAR: i32 = 45;

/// Soft overlap: each word counts as far as the nearest word of the other bag comes to it.
pub fn overlap(lexis: &Lexis, a: &[Entry], b: &[Entry]) -> Overlap {
    let (first, shared_a) = told(lexis, a, b);
    let (second, shared_b) = told(lexis, b, a);
    Overlap { first, second, shared: shared_a.min(shared_b) / 100 }
}

fn told(lexis: &Lexis, a: &[Entry], b: &[Entry]) -> (i32, i32) {
    let (mut total, mut met) = (0, 0);
    for entry in a {
        total += entry.weight;
        let best = b.iter().map(|other| lexis.related(entry.id, other.id)).max().unwrap_or(0);
        if best >= NEAR {
            met += entry.weight * best;
        }
    }
    (if total == 0 { 0 } else { met / total }, met)
}
