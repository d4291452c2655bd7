//! The index of what is on file: which documents may tell of one story, and which may be versions or copies of one another.
//!
//! What belongs here: keeping and asking it. What does not: what makes two articles one story, or kin.

use super::{Result, Store, documents, put_meta};
use crate::model::Document;
use chrono::NaiveDateTime;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// What the index holds of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    pub document: String,
    /// Words with their weights, by which those of its story are to be found.
    pub words: Vec<(String, i32)>,
    /// By which of its runs of words its versions and copies are to be found.
    pub sketch: Vec<u64>,
}

/// What the index and the findings on file were made by: another version may read other words from the same text, and judge
/// by other rules.
pub(super) const MAKER: &str = concat!(env!("CARGO_PKG_VERSION"), "/4");

/// So many values go into one question.
const AT_ONCE: usize = 500;

impl Store {
    /// Documents on file that are not in the index.
    pub fn not_indexed(&self) -> Result<Vec<Document>> {
        if self.meta("index")?.as_deref() != Some(MAKER) {
            return self.documents();
        }
        let ids = self.reading(|db| {
            let mut statement =
                db.prepare("SELECT id FROM document WHERE id NOT IN (SELECT document FROM topic) ORDER BY id")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()
        })?;
        self.documents_of(&ids)
    }

    /// Puts documents into the index, all or none.
    pub fn index(&mut self, all: &[Indexed]) -> Result<()> {
        let outdated = self.meta("index")?.as_deref() != Some(MAKER);
        if all.is_empty() && !outdated {
            return Ok(());
        }
        self.in_transaction(|tx| {
            if outdated {
                tx.execute_batch("DELETE FROM topic; DELETE FROM topic_word; DELETE FROM shingle;")?;
                put_meta(tx, "index", MAKER)?;
            }
            let mut topic = tx.prepare_cached("INSERT OR REPLACE INTO topic (document, total) VALUES (?1, ?2)")?;
            let mut word =
                tx.prepare_cached("INSERT OR IGNORE INTO topic_word (word, document, weight) VALUES (?1, ?2, ?3)")?;
            let mut shingle = tx.prepare_cached("INSERT OR IGNORE INTO shingle (hash, document) VALUES (?1, ?2)")?;
            for one in all {
                topic.execute(params![one.document, one.words.iter().map(|(_, weight)| weight).sum::<i32>()])?;
                for (text, weight) in &one.words {
                    word.execute(params![text, one.document, weight])?;
                }
                for hash in &one.sketch {
                    shingle.execute(params![hash.cast_signed(), one.document])?;
                }
            }
            Ok(())
        })
    }

    /// Calls `meet` with each document that has one of these words, once a word: the word's place in the list, the document
    /// and the word's weight in it.
    pub fn with_words(&self, words: &[String], mut meet: impl FnMut(usize, &str, i32)) -> Result<()> {
        self.reading(|db| {
            let mut statement = db.prepare_cached("SELECT document, weight FROM topic_word WHERE word = ?1")?;
            for (place, word) in words.iter().enumerate() {
                let mut rows = statement.query([word])?;
                while let Some(row) = rows.next()? {
                    meet(place, row.get_ref(0)?.as_str()?, row.get(1)?);
                }
            }
            Ok(())
        })
    }

    /// Calls `meet` with each word of a document in the index, and its weight.
    pub fn words_of(&self, document: &str, mut meet: impl FnMut(&str, i32)) -> Result<()> {
        self.reading(|db| {
            let mut statement = db.prepare_cached("SELECT word, weight FROM topic_word WHERE document = ?1")?;
            let mut rows = statement.query([document])?;
            while let Some(row) = rows.next()? {
                meet(row.get_ref(0)?.as_str()?, row.get(1)?);
            }
            Ok(())
        })
    }

    /// What all words of each document weigh and when it appeared, as far as it is known; those that are not in the index are
    /// left out, and those of which the weight alone tells that they are not wanted, `heavy`.
    pub fn topics<'d>(
        &self,
        documents: impl Iterator<Item = &'d str>,
        heavy: impl Fn(&str, i32) -> bool,
    ) -> Result<Vec<(String, i32, Option<NaiveDateTime>)>> {
        self.reading(|db| {
            let mut totals = db.prepare_cached("SELECT total FROM topic WHERE document = ?1")?;
            let mut dates = db.prepare_cached("SELECT published_begin FROM document WHERE id = ?1")?;
            let mut found = Vec::new();
            for document in documents {
                let Some(total) = totals.query_row([document], |row| row.get(0)).optional()? else { continue };
                if !heavy(document, total) {
                    continue;
                }
                let published: Option<Option<String>> = dates.query_row([document], |row| row.get(0)).optional()?;
                if let Some(published) = published {
                    found.push((document.to_string(), total, published.and_then(|text| text.parse().ok())));
                }
            }
            Ok(found)
        })
    }

    /// Ids of documents that may be the same article, a version or a copy: by id, by a run of words, by address, or by a path
    /// that begins so.
    pub fn akin(
        &self,
        ids: &BTreeSet<String>,
        sketch: &[u64],
        urls: &[String],
        series: &[String],
    ) -> Result<BTreeSet<String>> {
        let text = |list: &[String]| list.iter().map(|text| Value::from(text.clone())).collect::<Vec<_>>();
        let ids: Vec<Value> = ids.iter().map(|id| Value::from(id.clone())).collect();
        let hashes: Vec<Value> = sketch.iter().map(|hash| Value::from(hash.cast_signed())).collect();
        self.reading(|db| {
            let mut found = ids_where(db, "SELECT id FROM document WHERE id IN", &ids)?;
            found.extend(ids_where(db, "SELECT document FROM shingle WHERE hash IN", &hashes)?);
            found.extend(ids_where(db, "SELECT id FROM document WHERE url IN", &text(urls))?);
            let mut begins = db.prepare("SELECT id FROM document WHERE path >= ?1 AND path < ?2")?;
            for prefix in series {
                let rows = begins.query_map([prefix, &format!("{prefix}\u{10ffff}")], |row| row.get(0))?;
                found.extend(rows.collect::<rusqlite::Result<Vec<String>>>()?);
            }
            Ok(found)
        })
    }

    /// These documents, with all that are versions or copies of them and of each other, by path and place in the file.
    pub fn families(&self, ids: &BTreeSet<String>) -> Result<Vec<Document>> {
        let mut known = ids.clone();
        self.reading(|db| {
            let mut kin = db.prepare(
                "SELECT version_of FROM document WHERE id = ?1 AND version_of IS NOT NULL \
                 UNION SELECT copy_of FROM document WHERE id = ?1 AND copy_of IS NOT NULL \
                 UNION SELECT id FROM document WHERE version_of = ?1 UNION SELECT id FROM document WHERE copy_of = ?1",
            )?;
            let mut open: Vec<String> = known.iter().cloned().collect();
            while let Some(id) = open.pop() {
                for other in kin.query_map([&id], |row| row.get::<_, String>(0))? {
                    let other = other?;
                    if known.insert(other.clone()) {
                        open.push(other);
                    }
                }
            }
            Ok(())
        })?;
        self.documents_of(&known)
    }

    /// The documents with these ids, by path and place in the file.
    fn documents_of(&self, ids: &BTreeSet<String>) -> Result<Vec<Document>> {
        self.reading(|db| {
            let sql = format!("SELECT {} FROM document WHERE id = ?1", documents::COLUMNS);
            let mut statement = db.prepare(&sql)?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                for document in statement.query_map([id], documents::bare)? {
                    found.push(documents::complete(db, document?)?);
                }
            }
            found.sort_by(|a: &Document, b| {
                (&a.article.path, a.article.number, &a.id).cmp(&(&b.article.path, b.article.number, &b.id))
            });
            Ok(found)
        })
    }
}

/// What a question with a list of values, asked in parts, finds.
fn ids_where(db: &Connection, question: &str, values: &[Value]) -> rusqlite::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for part in values.chunks(AT_ONCE) {
        let marks = vec!["?"; part.len()].join(", ");
        let mut statement = db.prepare(&format!("{question} ({marks})"))?;
        let rows = statement.query_map(rusqlite::params_from_iter(part), |row| row.get(0))?;
        found.extend(rows.collect::<rusqlite::Result<Vec<String>>>()?);
    }
    Ok(found)
}
