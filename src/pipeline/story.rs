//! New articles against a collection: only what is on file of their stories is read and compared.
//!
//! What belongs here: which documents these are. What does not: what is found in them.

use super::{compare, join, judged};
use crate::claim::{self, Reading};
use crate::judge;
use crate::link::lexis::Lexis;
use crate::link::story::{Topic, is_rare, may_be_one, topic};
use crate::model::{Document, Finding, Report};
use crate::read;
use crate::store::{Indexed, Store, StoreError};
use rayon::prelude::*;
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

    /// Ids of the documents that take part in a finding.
    fn holders<'s>(&'s self, finding: &'s Finding) -> impl Iterator<Item = &'s str> {
        let claims = finding.sides.iter().flat_map(|side| &side.claims);
        claims.filter_map(|id| self.report.claim(id)).map(|claim| claim.document.as_str())
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
/// The cost grows with the stories and not with the collection: the index tells which articles share rare words with a new
/// one. The articles of each finding with a new one that is `wanted` bring those of their own stories with them, since
/// others may hold the same values.
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
    let mut readings: BTreeMap<String, Reading> = BTreeMap::new();
    read_into(&mut readings, documents);

    let mut lexis = Lexis::default();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let mut open = story.new.clone();
    // The new articles' own stories, and then those of the articles that a finding with a new one rests on.
    for _ in 0..2 {
        let mut near: BTreeSet<String> = BTreeSet::new();
        for id in open.iter().filter(|id| !asked.contains(*id)) {
            let Some(reading) = readings.get(id) else { continue };
            let own = topic(&mut lexis, reading);
            let rare: Vec<String> = rare(&own.words(&lexis));
            for other in store.with_words(&rare)? {
                if !readings.contains_key(&other.document)
                    && may_be_one(&own, &Topic::of(&mut lexis, &other.words, other.published))
                {
                    near.insert(other.document);
                }
            }
        }
        asked.append(&mut open);
        let mut found = store.families(&near)?;
        found.retain(|document| !readings.contains_key(&document.id) && !paths.contains(&document.article.path));
        let grown = read_into(&mut readings, found);
        if grown || story.report.documents.is_empty() {
            story.report = judged(in_order(&readings));
        }
        let takes_part = |finding: &&Finding| story.holders(finding).any(|id| story.new.contains(id));
        let findings = story.report.findings.iter().filter(takes_part).filter(|finding| wanted(finding));
        open = findings.flat_map(|finding| story.holders(finding).map(str::to_string)).collect();
        open.retain(|id| !asked.contains(id));
        if open.is_empty() {
            break;
        }
    }
    story.compared = readings.len().saturating_sub(story.new.len());
    Ok(story)
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
    let words = topic(&mut lexis, reading).words(&lexis);
    Indexed {
        document: reading.document.id.clone(),
        rare: rare(&words),
        words,
        sketch: read::sketch(&reading.document.article),
    }
}

fn rare(words: &[(String, i32)]) -> Vec<String> {
    words.iter().filter(|(_, weight)| is_rare(*weight)).map(|(word, _)| word.clone()).collect()
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

/// Reads documents that were not read yet; false where there was none.
fn read_into(readings: &mut BTreeMap<String, Reading>, documents: Vec<Document>) -> bool {
    let fresh = judge::read(documents);
    let grown = !fresh.is_empty();
    readings.extend(fresh.into_iter().map(|reading| (reading.document.id.clone(), reading)));
    grown
}

/// The readings in the order in which they are judged.
fn in_order(readings: &BTreeMap<String, Reading>) -> Vec<Reading> {
    let mut list: Vec<Reading> = readings.values().cloned().collect();
    judge::sort(&mut list, |reading| &reading.document);
    list
}
