//! Which articles tell of one story: those that share names and rare words.

use super::bag::Entry;
use super::lexis::Lexis;
use crate::claim::Reading;
use crate::extract::place;
use crate::syntax::Upos;
use chrono::NaiveDateTime;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What an article is about: its content words, each once.
pub struct Topic {
    words: Vec<Entry>,
    pub published: Option<NaiveDateTime>,
}

pub fn topic(lexis: &mut Lexis, reading: &Reading) -> Topic {
    let mut seen: BTreeMap<String, bool> = BTreeMap::new();
    for sentence in &reading.sentences {
        for token in &sentence.tokens {
            if matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
                && token.lemma.chars().count() > 2
            {
                // "Danish nurses" and "nurses in Denmark" tell of one country
                let home = place::home_of(token.span.of(&reading.document.article.text));
                let word = home.unwrap_or(&token.lemma).to_lowercase();
                *seen.entry(word).or_default() |= token.upos == Upos::Propn || home.is_some();
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
    /// The words with their weights, to be kept.
    pub fn words(&self, lexis: &Lexis) -> Vec<(String, i32)> {
        self.words.iter().map(|entry| (lexis.word(entry.id).to_string(), entry.weight)).collect()
    }

    /// The weight of all words.
    pub fn total(&self) -> i32 {
        self.words.iter().map(|word| word.weight).sum()
    }
}

fn is_rare(weight: i32) -> bool {
    weight >= RARE
}

/// What one article shares with another, word by word, in the weights of each.
#[derive(Copy, Clone, Debug, Default)]
pub struct Shared {
    own: i32,
    other: i32,
    rare: bool,
}

impl Shared {
    /// Adds a word that both have, with its weight in each.
    pub fn add(&mut self, own: i32, other: i32) {
        self.own += own;
        self.other += other;
        self.rare |= is_rare(own) && is_rare(other);
    }

    /// Whether a rare word is among it, without which two articles do not meet.
    pub fn is_rare(&self) -> bool {
        self.rare
    }

    /// Whether two articles that share this may tell of one story, if they appeared close together: what its words weigh in all
    /// of each.
    pub fn is_enough(&self, own: i32, other: i32) -> bool {
        self.rare && percent(self.own.max(self.other), own.min(other)) >= STORY_NEAR
    }

    /// Whether two articles that share this may tell of one story, whichever of them comes first: of each, what its words
    /// weigh in all and when it appeared.
    pub fn may_be_one(&self, own: (i32, Option<NaiveDateTime>), other: (i32, Option<NaiveDateTime>)) -> bool {
        self.rare && percent(self.own.max(self.other), own.0.min(other.0)) >= least(own.1, other.1)
    }
}

/// Share in percent of the smaller article's weight that the other has word for word.
fn percent(shared: i32, least: i32) -> i32 {
    if least == 0 { 0 } else { shared * 100 / least }
}

/// Pairs of articles (by index, the lesser first) that may tell of one story, with how alike they are.
///
/// An inverted index over words counts what each two articles share; whether two meet depends on the two alone.
pub fn pairs(topics: &[Topic]) -> Vec<(usize, usize, i32)> {
    let mut index: FxHashMap<u32, Vec<(usize, i32)>> = FxHashMap::default();
    for (i, topic) in topics.iter().enumerate() {
        for word in &topic.words {
            index.entry(word.id).or_default().push((i, word.weight));
        }
    }
    let totals: Vec<i32> = topics.iter().map(Topic::total).collect();
    // What an article shares with each of those after it.
    let mut shared = vec![Shared::default(); topics.len()];
    let mut pairs = Vec::new();
    for (i, topic) in topics.iter().enumerate() {
        shared[i + 1..].fill(Shared::default());
        for word in &topic.words {
            let articles = &index[&word.id];
            let later = articles.partition_point(|&(j, _)| j <= i);
            for &(j, weight) in &articles[later..] {
                shared[j].add(word.weight, weight);
            }
        }
        for (j, shared) in shared.iter().enumerate().skip(i + 1).filter(|(_, shared)| shared.rare) {
            let share = percent(shared.own, totals[i].min(totals[j]));
            if share >= least(topic.published, topics[j].published) {
                pairs.push((i, j, share));
            }
        }
    }
    pairs
}

/// What two articles must share to tell of one story: the further apart they appeared, the more.
fn least(a: Option<NaiveDateTime>, b: Option<NaiveDateTime>) -> i32 {
    let days = a.zip(b).map(|(p, q)| (p - q).num_days().abs());
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
