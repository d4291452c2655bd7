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
    let mut nearest_b = vec![0; b.len()];
    let (mut total_a, mut met_a) = (0, 0);
    for entry in a {
        let mut nearest = 0;
        for (other, nearest_b) in b.iter().zip(&mut nearest_b) {
            let near = lexis.related(entry.id, other.id);
            nearest = nearest.max(near);
            *nearest_b = near.max(*nearest_b);
        }
        total_a += entry.weight;
        met_a += met(entry, nearest);
    }
    let total_b: i32 = b.iter().map(|entry| entry.weight).sum();
    let met_b: i32 = b.iter().zip(&nearest_b).map(|(entry, &nearest)| met(entry, nearest)).sum();
    let share = |met: i32, total: i32| if total == 0 { 0 } else { met / total };
    Overlap { first: share(met_a, total_a), second: share(met_b, total_b), shared: met_a.min(met_b) / 100 }
}

fn met(entry: &Entry, nearest: i32) -> i32 {
    if nearest >= NEAR { entry.weight * nearest } else { 0 }
}
