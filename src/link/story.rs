//! Which articles tell of one story: those that share names and rare words.

use super::bag::Entry;
use super::lexis::Lexis;
use crate::claim::Reading;
use crate::syntax::Upos;
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

/// What an article is about: its content words, each once, rarest first.
pub struct Topic {
    words: Vec<Entry>,
    published: Option<NaiveDateTime>,
}

pub fn topic(lexis: &mut Lexis, reading: &Reading) -> Topic {
    let mut seen: BTreeMap<String, bool> = BTreeMap::new();
    for sentence in &reading.sentences {
        for token in &sentence.tokens {
            if matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
                && token.lemma.chars().count() > 2
            {
                *seen.entry(token.lemma.to_lowercase()).or_default() |= token.upos == Upos::Propn;
            }
        }
    }
    let words = seen
        .into_iter()
        .map(|(word, name)| {
            let id = lexis.id(&word);
            let weight = lexis.weight(id);
            Entry { id, weight: if name { weight + 4 } else { weight } }
        })
        .filter(|entry| entry.weight >= 4)
        .collect();
    let published = reading.document.article.published.as_ref().map(|known| known.value.begin);
    Topic { words, published }
}

/// Words of this weight or more are so rare that articles that share one may tell of one story.
const RARE: i32 = 9;

impl Topic {
    /// The words with their weights, to be kept: `of` makes the same topic of them again.
    pub fn words(&self, lexis: &Lexis) -> Vec<(String, i32)> {
        self.words.iter().map(|entry| (lexis.word(entry.id).to_string(), entry.weight)).collect()
    }

    pub fn of(lexis: &mut Lexis, words: &[(String, i32)], published: Option<NaiveDateTime>) -> Topic {
        let words = words.iter().map(|(word, weight)| Entry { id: lexis.id(word), weight: *weight }).collect();
        Topic { words, published }
    }
}

/// Whether articles are looked up by a word of this weight.
pub fn is_rare(weight: i32) -> bool {
    weight >= RARE
}

/// Whether two articles that share a rare word may tell of one story, whichever of them comes first.
pub fn may_be_one(a: &Topic, b: &Topic) -> bool {
    alike(a, b).max(alike(b, a)) >= least(a, b)
}

/// Share in percent of the smaller topic's weight that the other has word for word.
pub fn alike(a: &Topic, b: &Topic) -> i32 {
    let total = |t: &Topic| t.words.iter().map(|w| w.weight).sum::<i32>();
    let other: BTreeSet<u32> = b.words.iter().map(|w| w.id).collect();
    let shared: i32 = a.words.iter().filter(|w| other.contains(&w.id)).map(|w| w.weight).sum();
    let least = total(a).min(total(b));
    if least == 0 { 0 } else { shared * 100 / least }
}

/// Pairs of articles (by index, the lesser first) that may tell of one story, with how alike they are.
///
/// An inverted index over words keeps unrelated articles from meeting at all; whether two articles meet depends on the
/// two alone.
pub fn pairs(topics: &[Topic]) -> Vec<(usize, usize, i32)> {
    let mut index: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, topic) in topics.iter().enumerate() {
        for word in topic.words.iter().filter(|w| is_rare(w.weight)) {
            index.entry(word.id).or_default().push(i);
        }
    }
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    for articles in index.values() {
        for (k, &i) in articles.iter().enumerate() {
            met.extend(articles[k + 1..].iter().map(|&j| (i, j)));
        }
    }
    met.into_iter()
        .map(|(i, j)| (i, j, alike(&topics[i], &topics[j])))
        .filter(|&(i, j, share)| share >= least(&topics[i], &topics[j]))
        .collect()
}

/// What two articles must share to tell of one story: the further apart they appeared, the more.
fn least(a: &Topic, b: &Topic) -> i32 {
    let days = a.published.zip(b.published).map(|(p, q)| (p - q).num_days().abs());
    if days.is_some_and(|days| days > SEASON_DAYS) { STORY_FAR } else { STORY_NEAR }
}

/// Articles of one season that share less than this, in percent, tell of different stories.
///
/// Chosen on nineteen stories: all 149 pairs of articles of one story share 15 or more, and so do 110 of the 1,312 pairs
/// of different stories that share a rare word and at least 6 percent.
const STORY_NEAR: i32 = 14;

/// The same for articles that appeared further apart than a season: none of those 1,312 pairs shares this much.
const STORY_FAR: i32 = 28;

const SEASON_DAYS: i64 = 90;
