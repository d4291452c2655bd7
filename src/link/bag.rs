//! Bags of words and how far one is told by another.

use super::lexis::Lexis;
use crate::claim::frame::Nearness;

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

/// The words about a claim, the nearest first, so that its clause is the beginning of its sentence, and this of all.
#[derive(Clone, Debug, Default)]
pub struct Rings {
    words: Vec<Entry>,
    /// Where each ring ends, by [`Nearness`].
    ends: [usize; RINGS],
}

const RINGS: usize = 3;

impl Rings {
    /// Puts words into rings; those of one ring stay in their order.
    pub fn of(words: impl Iterator<Item = (Nearness, Entry)>) -> Rings {
        let mut rings: [Vec<Entry>; RINGS] = Default::default();
        words.for_each(|(near, entry)| rings[near as usize].push(entry));
        let mut ends = [0; RINGS];
        let mut end = 0;
        for (ring, at) in rings.iter().zip(&mut ends) {
            end += ring.len();
            *at = end;
        }
        Rings { words: rings.concat(), ends }
    }

    fn ring(&self, ring: usize) -> std::ops::Range<usize> {
        let start = ring.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[ring]
    }
}

/// How the words about two claims meet: those as near as this to the one, and as near as that to the other.
pub struct Meetings {
    of: [[Overlap; RINGS]; RINGS],
}

impl Meetings {
    pub fn of(&self, a: Nearness, b: Nearness) -> Overlap {
        self.of[a as usize][b as usize]
    }
}

/// The soft overlaps of all rings, for which each two words are looked at once.
pub fn meetings(lexis: &Lexis, a: &Rings, b: &Rings) -> Meetings {
    // what of each ring of the one, with those within it, is met in those of the other
    let (mut met_a, mut met_b) = ([[0; RINGS]; RINGS], [[0; RINGS]; RINGS]);
    let mut nearest_b: Vec<[i32; RINGS]> = vec![[0; RINGS]; b.words.len()];
    for ring in 0..RINGS {
        for entry in &a.words[a.ring(ring)] {
            let related = lexis.related_to(entry.id);
            let mut nearest = 0;
            for other in 0..RINGS {
                for (word, nearest_b) in b.words[b.ring(other)].iter().zip(&mut nearest_b[b.ring(other)]) {
                    let near = related(word.id);
                    nearest = nearest.max(near);
                    nearest_b[ring] = near.max(nearest_b[ring]);
                }
                met_a[ring][other] += met(entry, nearest);
            }
        }
    }
    for other in 0..RINGS {
        for (word, nearest_b) in b.words[b.ring(other)].iter().zip(&nearest_b[b.ring(other)]) {
            let mut nearest = 0;
            for ring in 0..RINGS {
                nearest = nearest.max(nearest_b[ring]);
                met_b[ring][other] += met(word, nearest);
            }
        }
    }
    let total = |rings: &Rings, ring: usize| -> i32 { rings.words[..rings.ends[ring]].iter().map(|w| w.weight).sum() };
    let share = |met: i32, total: i32| if total == 0 { 0 } else { met / total };
    let within = |ring: usize, other: usize| {
        let of_a: i32 = met_a[..=ring].iter().map(|met| met[other]).sum();
        let of_b: i32 = met_b[ring][..=other].iter().sum();
        let (first, second) = (share(of_a, total(a, ring)), share(of_b, total(b, other)));
        Overlap { first, second, shared: of_a.min(of_b) / 100 }
    };
    Meetings { of: std::array::from_fn(|ring| std::array::from_fn(|other| within(ring, other))) }
}

fn met(entry: &Entry, nearest: i32) -> i32 {
    if nearest >= NEAR { entry.weight * nearest } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_meet_as_their_bags_do() {
        const NEAR: [Nearness; RINGS] = [Nearness::Clause, Nearness::Sentence, Nearness::Context];
        let mut lexis = Lexis::default();
        let mut words = |text: &str| -> Vec<(Nearness, Entry)> {
            let entry =
                |(n, word): (usize, &str)| (NEAR[n % RINGS], Entry { id: lexis.id(word), weight: 2 + n as i32 });
            text.split(' ').enumerate().map(entry).collect()
        };
        let some = words("ferry storm sink harbour crew rescue boat gale");
        let others = words("boat tempest go-down port sailor save ferry grammar rise");
        let within = |words: &[(Nearness, Entry)], near: Nearness| -> Vec<Entry> {
            words.iter().filter(|(ring, _)| *ring <= near).map(|(_, entry)| *entry).collect()
        };
        for (a, b) in [(&some, &others), (&others, &some), (&some, &Vec::new())] {
            let met = meetings(&lexis, &Rings::of(a.iter().copied()), &Rings::of(b.iter().copied()));
            for (x, y) in NEAR.iter().flat_map(|x| NEAR.iter().map(move |y| (*x, *y))) {
                assert_eq!(met.of(x, y), overlap(&lexis, &within(a, x), &within(b, y)), "{x:?} {y:?}");
            }
        }
    }
}
