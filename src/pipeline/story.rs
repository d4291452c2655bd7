//! New articles against a collection: only what is on file of their stories is read and compared.
//!
//! What belongs here: which documents these are. What does not: what is found in them.

use super::{compare, join, judged};
use crate::claim::{self, Reading};
use crate::judge;
use crate::link::lexis::Lexis;
use crate::link::story::{Shared, topic};
use crate::model::{Document, Finding, Report};
use crate::read;
use crate::store::{Indexed, Store, StoreError};
use chrono::NaiveDateTime;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// New articles, compared with those of their stories.
#[derive(Clone, Debug, Default)]
pub struct Story {
    pub report: Report,
    /// The new articles, with their kin on file taken into account.
    pub new: BTreeSet<String>,
    /// For each new article that is on file under another path: its id and that path.
    pub on_file: Vec<(String, String)>,
    /// How many articles on file were compared.
    pub compared: usize,
}

impl Story {
    /// New articles among others, with all that they are versions and copies of.
    fn begin(new: Vec<Document>, others: Vec<Document>) -> (Story, Vec<Document>) {
        let ids: BTreeSet<String> = new.iter().map(|document| document.id.clone()).collect();
        let place = |document: &Document| (document.article.path.clone(), document.article.number);
        let places: BTreeSet<(String, usize)> = new.iter().map(place).collect();
        let paths: BTreeSet<&str> = new.iter().map(|document| document.article.path.as_str()).collect();
        let twice = others.iter().filter(|document| ids.contains(&document.id) && !places.contains(&place(document)));
        let on_file = twice.map(|document| (document.id.clone(), document.article.path.clone())).collect();
        // What is replaced by a file of its name is no kin of it.
        let stays = |document: &Document| ids.contains(&document.id) || !paths.contains(document.article.path.as_str());
        let others: Vec<Document> = others.into_iter().filter(stays).collect();
        drop(paths);
        let documents = join(others, new);
        // An article that borrows its outlet from a twin on file has another identity than before.
        let is_new = |document: &&Document| ids.contains(&document.id) || places.contains(&place(document));
        let new = documents.iter().filter(is_new).map(|document| document.id.clone()).collect();
        (Story { new, on_file, ..Story::default() }, documents)
    }
}

/// Compares new articles with all of these.
pub fn compare_with(new: Vec<Document>, others: Vec<Document>) -> Story {
    let (mut story, documents) = Story::begin(new, others);
    story.compared = documents.len().saturating_sub(story.new.len());
    story.report = compare(documents);
    story
}

/// Compares new articles with what is on file of their stories; a new article takes the place of one of its path.
///
/// The cost grows with the stories and not with the collection. The index tells which articles share words with a new one,
/// and only pairs that can have a say in a finding with a new one are judged: those with a new one, and those of an article
/// in such a finding with one that may hold its values too. Which these are, the last check tells of the articles that
/// it compared; others that are alike are judged in any case. Where such a finding is `wanted`, articles that tell of its
/// values are taken in even where no new one is like them.
///
/// # Errors
/// Where the store cannot be read.
pub fn compare_new(
    new: Vec<Document>,
    store: &mut Store,
    wanted: impl Fn(&Finding) -> bool,
) -> Result<Story, StoreError> {
    if index(store).is_err() {
        // A database that cannot be written can still be compared as a whole.
        return Ok(compare_with(new, store.documents()?));
    }
    let kin = kin(&new, store)?;
    let (mut story, documents) = Story::begin(new, kin);
    let paths: BTreeSet<String> = documents
        .iter()
        .filter(|document| story.new.contains(&document.id))
        .map(|document| document.article.path.clone())
        .collect();
    let mut readings = Readings::default();
    readings.add(documents);

    let mut known = judge::Known::default();
    let mut scope = Scope { covered: store.covered()?, ..Scope::default() };
    let mut near: BTreeSet<String> = BTreeSet::new();
    for reading in story.new.iter().filter_map(|id| readings.get(id)) {
        near.append(&mut of_one_story(reading, store)?);
    }
    let mut judged_before = None;
    loop {
        let mut found = store.families(&std::mem::take(&mut near))?;
        found.retain(|document| readings.get(&document.id).is_none() && !paths.contains(&document.article.path));
        readings.add(found);
        // what is judged follows from the articles and these pairs: one that has come stays
        let in_question = Some((readings.list.len(), scope.pairs_on_file(&story.new, &readings)));
        if judged_before == in_question {
            break;
        }
        judged_before = in_question;
        story.report = judged(&readings.list, |a, b| scope.holds(&story.new, a, b), Some(&mut known));
        if !scope.grow(&story, &readings, store, &wanted, &mut near)? {
            break;
        }
    }
    story.compared = readings.list.len().saturating_sub(story.new.len());
    Ok(story)
}

/// Which pairs of articles can have a say in a finding with a new one.
#[derive(Default)]
struct Scope {
    /// Articles that the last check compared as they are on file: what they share with each other, it found.
    covered: BTreeSet<String>,
    /// Articles on file of whose story the index was asked for what was never compared.
    looked_up: BTreeSet<String>,
    /// Articles on file that are alike to a new one, and its kin: others only add to what these say.
    reach: BTreeSet<String>,
    /// Articles on file that are in a finding with a new one, and whether in one that is wanted.
    holders: BTreeSet<(String, bool)>,
    /// These and others that are in a finding with them on file.
    pairs: BTreeSet<(String, String)>,
    /// Claims on file in a finding with a new article, and whether in one that is wanted.
    claims: BTreeSet<(String, bool)>,
}

impl Scope {
    fn holds(&self, new: &BTreeSet<String>, a: &Document, b: &Document) -> bool {
        let one_way = |a: &Document, b: &Document| {
            let open = || {
                !self.covered.contains(&b.id)
                    && self.holders.range((a.id.clone(), false)..).next().is_some_and(|(id, _)| *id == a.id)
            };
            new.contains(&a.id) || self.pairs.contains(&(a.id.clone(), b.id.clone())) || open()
        };
        one_way(a, b) || one_way(b, a)
    }

    /// How many pairs of articles on file are to be judged.
    fn pairs_on_file(&self, new: &BTreeSet<String>, readings: &Readings) -> usize {
        let on_file: Vec<&Document> = readings
            .list
            .iter()
            .map(|reading| &reading.document)
            .filter(|document| !new.contains(&document.id))
            .collect();
        let with_later =
            |(i, a): (usize, &&Document)| on_file[i + 1..].iter().filter(|b| self.holds(new, a, b)).count();
        on_file.iter().enumerate().map(with_later).sum()
    }

    /// Takes in what the findings with new articles lead to: `near` gets the articles to be read. Says whether there is more
    /// to judge than before.
    fn grow(
        &mut self,
        story: &Story,
        readings: &Readings,
        store: &Store,
        wanted: &impl Fn(&Finding) -> bool,
        near: &mut BTreeSet<String>,
    ) -> Result<bool, StoreError> {
        let first = self.reach.is_empty();
        if first {
            self.reach = readings.places.keys().cloned().collect();
        }
        let mut grown = false;
        let mut missing: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let holders: FxHashMap<&str, &str> =
            story.report.claims.iter().map(|claim| (claim.id.as_str(), claim.document.as_str())).collect();
        // claims on file that lead to what their tellers say
        let mut leads: Vec<(&str, &str, bool)> = Vec::new();
        for finding in &story.report.findings {
            let claims = finding.sides.iter().flat_map(|side| &side.claims);
            let held = claims.filter_map(|id| holders.get_key_value(id.as_str()));
            if !held.clone().any(|(_, &holder)| story.new.contains(holder)) {
                continue;
            }
            let wanted = wanted(finding);
            for (&claim, &holder) in held.filter(|(_, holder)| !story.new.contains(**holder)) {
                let met = self.holders.insert((holder.to_string(), wanted));
                grown |= met && readings.places.keys().any(|id| !self.covered.contains(id));
                if self.claims.insert((claim.to_string(), wanted)) {
                    leads.push((claim, holder, wanted));
                }
            }
        }
        let tellers = store.tellers(leads.iter().map(|(claim, ..)| *claim))?;
        for ((_, holder, wanted), others) in leads.into_iter().zip(tellers) {
            for other in others {
                let at_hand = readings.get(&other).is_some();
                grown |= self.pairs.insert((holder.to_string(), other.clone())) && at_hand;
                if wanted && !at_hand && self.reach.contains(holder) {
                    missing.entry(holder).or_default().insert(other);
                }
            }
        }
        // Of what was never compared, the index alone tells whether it may be of the story of an article on file.
        let not_covered = store.count_documents()? > self.covered.len();
        for holder in self.holders.iter().filter_map(|(holder, wanted)| wanted.then_some(holder)) {
            let tellers = missing.get(holder.as_str());
            let Some(reading) = readings.get(holder).filter(|_| not_covered || tellers.is_some()) else {
                continue;
            };
            if not_covered && self.looked_up.insert(holder.clone()) {
                let counts =
                    |id: &String| !self.covered.contains(id) || tellers.is_some_and(|tellers| tellers.contains(id));
                near.extend(of_one_story(reading, store)?.into_iter().filter(counts));
            } else if let Some(tellers) = tellers {
                near.extend(of_one_story_among(reading, tellers, store)?);
            }
        }
        near.retain(|id| readings.get(id).is_none());
        Ok(grown || !near.is_empty())
    }
}

/// Puts into the index what is on file and not in it yet.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn index(store: &mut Store) -> Result<(), StoreError> {
    let missing = store.not_indexed()?;
    let indexed: Vec<Indexed> = missing.into_par_iter().map(|document| indexed(&claim::read(document))).collect();
    store.index(&indexed)
}

/// What the index keeps of an article.
pub(super) fn indexed(reading: &Reading) -> Indexed {
    let mut lexis = Lexis::default();
    Indexed {
        document: reading.document.id.clone(),
        words: topic(&mut lexis, reading).words(&lexis),
        sketch: read::sketch(&reading.document.article),
    }
}

/// The documents on file that may tell of the story of an article: those that `link::story` would let meet it.
fn of_one_story(reading: &Reading, store: &Store) -> Result<BTreeSet<String>, StoreError> {
    let mut lexis = Lexis::default();
    let own = topic(&mut lexis, reading);
    let (words, weights): (Vec<String>, Vec<i32>) = own.words(&lexis).into_iter().unzip();
    let mut met: FxHashMap<String, Shared> = FxHashMap::default();
    store.with_words(&words, |place, document, weight| match met.get_mut(document) {
        Some(shared) => shared.add(weights[place], weight),
        None => met.entry(document.to_string()).or_default().add(weights[place], weight),
    })?;
    met.retain(|_, shared| shared.is_rare());
    let heavy = |document: &str, total| met[document].is_enough(own.total(), total);
    let topics = store.topics(met.keys().map(String::as_str), heavy)?;
    let of_one = |(document, total, published): &(String, i32, Option<NaiveDateTime>)| {
        met[document].may_be_one((own.total(), own.published), (*total, *published))
    };
    Ok(topics.into_iter().filter(of_one).map(|(document, _, _)| document).collect())
}

/// Those of some documents on file that may tell of the story of an article.
fn of_one_story_among(
    reading: &Reading,
    documents: &BTreeSet<String>,
    store: &Store,
) -> Result<BTreeSet<String>, StoreError> {
    let mut lexis = Lexis::default();
    let own = topic(&mut lexis, reading);
    let words: FxHashMap<String, i32> = own.words(&lexis).into_iter().collect();
    let mut found = BTreeSet::new();
    for (document, total, published) in store.topics(documents.iter().map(String::as_str), |_, _| true)? {
        let mut shared = Shared::default();
        store.words_of(&document, |word, weight| {
            if let Some(&own) = words.get(word) {
                shared.add(own, weight);
            }
        })?;
        if shared.may_be_one((own.total(), own.published), (total, published)) {
            found.insert(document);
        }
    }
    Ok(found)
}

/// What is on file of the new articles themselves, their versions and copies.
fn kin(new: &[Document], store: &Store) -> Result<Vec<Document>, StoreError> {
    let ids: BTreeSet<String> = new.iter().map(|document| document.id.clone()).collect();
    let sketch: Vec<u64> = new.iter().flat_map(|document| read::sketch(&document.article)).collect();
    let url = |document: &Document| {
        let url = document.article.url.as_deref()?.trim_end_matches('/').to_string();
        Some([format!("{url}/"), url])
    };
    let urls: Vec<String> = new.iter().filter_map(url).flatten().collect();
    let series: Vec<String> = new.iter().filter_map(|document| read::series_of(&document.article.path)).collect();
    store.families(&store.akin(&ids, &sketch, &urls, &series)?)
}

/// What was read so far, each article once.
#[derive(Default)]
struct Readings {
    /// In the order in which they are judged.
    list: Vec<Reading>,
    /// Where in the list each document is, by its id.
    places: BTreeMap<String, usize>,
}

impl Readings {
    /// Reads documents that were not read yet.
    fn add(&mut self, documents: Vec<Document>) {
        for reading in judge::read(documents) {
            match self.places.get(&reading.document.id) {
                Some(&at) => self.list[at] = reading,
                None => {
                    self.places.insert(reading.document.id.clone(), self.list.len());
                    self.list.push(reading);
                }
            }
        }
        judge::sort(&mut self.list, |reading| &reading.document);
        self.places = self.list.iter().enumerate().map(|(at, reading)| (reading.document.id.clone(), at)).collect();
    }

    fn get(&self, id: &str) -> Option<&Reading> {
        self.places.get(id).map(|&at| &self.list[at])
    }
}
