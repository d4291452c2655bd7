//! WordNet, distilled: the common senses of words, what each sense is a kind of, and shared senses.
//! Belongs here: what follows from senses and their tree. Not: derivations, opposites, the hand-made classes.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::bytes::Bytes;
use super::kinds::Kinds;
use super::words::{self, WordId};

static SYNSETS: &[u8] = include_bytes!("data/synsets.bin");
static SENSES: &[u8] = include_bytes!("data/senses.bin");
static SUPPLEMENT: &str = include_str!("data/kinds.txt");

/// A sense below this share of its word's uses (in percent, within the part of speech) does not speak for the word.
const COMMON: u8 = 20;
/// How far up a verb's tree still means the same sort of doing: to assassinate is to kill, and that is to do.
const VERB_STEPS: u8 = 2;
/// Trees are at most about twenty deep; a supplement may point in a circle.
const MOST_STEPS: u8 = 24;

const NOUN: u8 = 0;
const VERB: u8 = 1;

#[derive(Clone, Copy)]
struct Sense {
    synset: u32,
    share: u8,
}

struct Synset {
    part: u8,
    broad: bool,
    kinds: u32,
    parents: (u32, u8),
}

struct Dictionary {
    synsets: Vec<Synset>,
    parents: Vec<u32>,
    senses: Vec<Sense>,
    starts: Vec<u32>,
    broader: HashMap<&'static str, Vec<&'static str>>,
}

fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(Dictionary::read)
}

/// The kinds of a noun in its one or two commonest senses; a compound unknown as a whole goes by its last part.
pub fn kinds(word: &str) -> Kinds {
    let dictionary = dictionary();
    let own = dictionary.own_kinds(word, 2);
    if own.is_empty() { words::head(word).map_or(Kinds::NONE, |head| dictionary.own_kinds(head, 2)) } else { own }
}

/// Whether the noun names a sort of the other in a common sense: a ferry is a vehicle, a wrestler a person. A noun is
/// also one of itself and of its synonyms.
pub fn is_a(noun: &str, broader: &str) -> bool {
    let dictionary = dictionary();
    dictionary.steps_up(noun, broader, 2).is_some()
        || words::head(noun)
            .is_some_and(|head| words::exact(noun).is_none() && dictionary.steps_up(head, broader, 2).is_some())
}

/// Whether the two words share a common sense.
pub fn synonyms(a: &str, b: &str) -> bool {
    shared_sense(a, b) >= COMMON
}

/// The part of both words' uses (in percent, the smaller of the two) that falls to one sense in common; 0 for none.
pub fn shared_sense(a: &str, b: &str) -> u8 {
    match (words::find(a), words::find(b)) {
        (Some(a), Some(b)) => shared(a, b),
        _ => 0,
    }
}

pub(super) fn shared(a: WordId, b: WordId) -> u8 {
    let dictionary = dictionary();
    let others = dictionary.senses(b);
    dictionary
        .senses(a)
        .iter()
        .flat_map(|one| {
            others.iter().filter(|other| other.synset == one.synset).map(|other| other.share.min(one.share))
        })
        .max()
        .unwrap_or(0)
}

/// Steps from one word up to the other, the other not being too broad to say anything ("thing", "act", "group").
pub(super) fn specialises(a: (&str, WordId), b: (&str, WordId)) -> Option<u8> {
    let dictionary = dictionary();
    if let Some(words) = dictionary.broader.get(a.0)
        && words.contains(&b.0)
    {
        return Some(1);
    }
    let targets =
        dictionary.common(b.1, NOUN, COMMON).filter(|sense| !dictionary.synset(sense.synset).is_none_or(|s| s.broad));
    let nouns = dictionary.climb(a.1, NOUN, targets, MOST_STEPS);
    nouns.or_else(|| dictionary.climb(a.1, VERB, dictionary.common(b.1, VERB, 30), VERB_STEPS))
}

/// Whether the word can be a noun, however seldom it is one.
pub fn is_noun(word: &str) -> bool {
    words::find(word).is_some_and(|id| dictionary().common(id, NOUN, 1).next().is_some())
}

/// Whether the word can be a verb, however seldom it is one.
pub fn is_verb(word: &str) -> bool {
    words::find(word).is_some_and(|id| dictionary().common(id, VERB, 1).next().is_some())
}

impl Dictionary {
    fn read() -> Dictionary {
        let (mut synsets, mut parents) = (Vec::<Synset>::new(), Vec::new());
        let mut bytes = Bytes::new(SYNSETS);
        while !bytes.is_empty() {
            let head = bytes.byte();
            let start = parents.len() as u32;
            let mut kinds = 0;
            for _ in 0..head >> 4 {
                // Parents stand before their children, so that kinds are inherited in one pass.
                let parent = (synsets.len() as u32).saturating_sub(bytes.number());
                kinds |= synsets.get(parent as usize).map_or(0, |synset| synset.kinds);
                parents.push(parent);
            }
            if head & 8 != 0 {
                kinds |= bytes.number();
            }
            synsets.push(Synset { part: head & 3, broad: head & 4 != 0, kinds, parents: (start, head >> 4) });
        }
        let (mut senses, mut starts) = (Vec::new(), vec![0]);
        let mut bytes = Bytes::new(SENSES);
        while !bytes.is_empty() {
            for _ in 0..bytes.number() {
                senses.push(Sense { synset: bytes.number(), share: bytes.byte() });
            }
            starts.push(senses.len() as u32);
        }
        let mut broader = HashMap::new();
        for line in SUPPLEMENT.lines().filter(|line| !line.starts_with('#')) {
            if let Some((word, above)) = line.split_once(':') {
                broader.insert(word.trim(), above.split(',').map(str::trim).collect());
            }
        }
        Dictionary { synsets, parents, senses, starts, broader }
    }

    fn synset(&self, number: u32) -> Option<&Synset> {
        self.synsets.get(number as usize)
    }

    fn senses(&self, word: WordId) -> &[Sense] {
        let at = word as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.senses.get(start as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The first senses as one part of speech that reach the share; the very first always counts.
    fn common(&self, word: WordId, part: u8, least: u8) -> impl Iterator<Item = Sense> + Clone + '_ {
        self.senses(word)
            .iter()
            .filter(move |sense| self.synset(sense.synset).is_some_and(|synset| synset.part == part))
            .enumerate()
            .filter(move |(rank, sense)| *rank == 0 || sense.share >= least)
            .map(|(_, sense)| *sense)
    }

    fn own_kinds(&self, word: &str, deeper: u8) -> Kinds {
        let of_senses = words::find(word).map_or(0, |id| {
            self.common(id, NOUN, COMMON).take(2).filter_map(|s| self.synset(s.synset)).fold(0, |all, s| all | s.kinds)
        });
        let mut all = Kinds(of_senses);
        if deeper > 0 {
            for above in self.broader.get(word).into_iter().flatten() {
                all = all.with(self.own_kinds(above, deeper - 1));
            }
        }
        all
    }

    fn steps_up(&self, word: &str, broader: &str, deeper: u8) -> Option<u8> {
        if let (Some(a), Some(b)) = (words::find(word), words::find(broader))
            && let Some(steps) = self.climb(a, NOUN, self.common(b, NOUN, COMMON), MOST_STEPS)
        {
            return Some(steps);
        }
        let above = self.broader.get(word)?;
        if above.contains(&broader) {
            return Some(1);
        }
        let next = deeper.checked_sub(1)?;
        above.iter().filter_map(|word| self.steps_up(word, broader, next)).min().map(|steps| steps + 1)
    }

    /// Fewest steps from a common sense of the word up to one of the targets.
    fn climb(&self, word: WordId, part: u8, targets: impl Iterator<Item = Sense> + Clone, most: u8) -> Option<u8> {
        let mut level: Vec<u32> = self.common(word, part, COMMON).take(2).map(|sense| sense.synset).collect();
        for steps in 0..=most {
            if level.iter().any(|synset| targets.clone().any(|target| target.synset == *synset)) {
                return Some(steps);
            }
            level = level
                .iter()
                .filter_map(|synset| self.synset(*synset))
                .flat_map(|synset| {
                    let start = synset.parents.0 as usize;
                    self.parents.get(start..start + usize::from(synset.parents.1)).unwrap_or(&[])
                })
                .copied()
                .collect();
            if level.is_empty() {
                return None;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit_the_vocabulary() {
        let dictionary = dictionary();
        assert_eq!(dictionary.starts.len(), words::count() + 1);
        let last = dictionary.synsets.len() as u32;
        assert!(dictionary.senses.iter().all(|sense| sense.synset < last && sense.share <= 100));
    }

    #[test]
    fn sorts_of_things() {
        for (noun, broader) in [
            ("elephant", "animal"),
            ("wrestler", "person"),
            ("ferry", "ship"),
            ("ferry", "vessel"),
            ("ferry", "vehicle"),
            ("smartphone", "telephone"),
            ("smartphone", "equipment"),
            ("cruise ship", "vessel"),
            ("bridge", "structure"),
            ("nurse", "person"),
            ("car", "automobile"),
            ("trawler", "boat"),
            ("summit", "event"),
            ("euro", "money"),
        ] {
            assert!(is_a(noun, broader), "{noun} {broader}");
        }
        for (noun, broader) in
            [("elephant", "person"), ("ship", "ferry"), ("treaty", "animal"), ("", ""), ("ferry", "qq")]
        {
            assert!(!is_a(noun, broader), "{noun} {broader}");
        }
    }

    #[test]
    fn kinds_of_nouns() {
        for (noun, kind) in [
            ("senator", Kinds::PERSON),
            ("crowd", Kinds::GROUP),
            ("court", Kinds::ORGANIZATION),
            ("giraffe", Kinds::ANIMAL),
            ("tulip", Kinds::PLANT),
            ("lorry", Kinds::VEHICLE),
            ("bridge", Kinds::BUILDING),
            ("district", Kinds::PLACE),
            ("copper", Kinds::SUBSTANCE),
            ("arrest", Kinds::ACT),
            ("blast", Kinds::EVENT),
            ("treaty", Kinds::DOCUMENT),
            ("wage", Kinds::MONEY),
            ("week", Kinds::TIME),
            ("skull", Kinds::BODY),
            ("drought", Kinds::STATE),
            ("kilometre", Kinds::QUANTITY),
            ("measles", Kinds::ILLNESS),
            ("lake", Kinds::WATER),
            ("school bus", Kinds::VEHICLE),
            ("driver", Kinds::PERSON),
            ("island", Kinds::PLACE),
            ("summit", Kinds::EVENT),
        ] {
            assert!(kinds(noun).has(kind), "{noun} {:?}", kinds(noun));
        }
        assert!(!kinds("tulip").meets(Kinds::PERSON.with(Kinds::VEHICLE)));
        assert!(kinds("qqzz").is_empty());
    }

    #[test]
    fn synonyms_share_a_common_sense() {
        assert!(synonyms("car", "automobile") && synonyms("lawyer", "attorney") && synonyms("buy", "purchase"));
        assert!(!synonyms("car", "lorry") && !synonyms("kill", "injure"));
    }

    #[test]
    fn the_supplement_names_known_words() {
        for (word, above) in &dictionary().broader {
            assert!(words::exact(word).is_some(), "{word}");
            for broader in above {
                assert!(is_noun(broader), "{word}: {broader}");
            }
        }
    }
}
