//! Documents in and out of the database, field by field.

use super::{Result, Store, unreadable, variant, word};
use crate::model::{Article, Block, Document, Known, Moment, Note, Span};
use chrono::{Datelike, NaiveDateTime};
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};

/// What an `add` did.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Documents that were not on file.
    pub new: usize,
    /// Documents whose metadata, place or kin changed.
    pub changed: usize,
    /// Documents that were on file as they are.
    pub unchanged: usize,
}

pub(super) const COLUMNS: &str = "id, path, number, of_file, outlet, outlet_inferred, title, published, published_inferred, published_begin, \
                       published_end, published_offset, updated, updated_begin, updated_end, updated_offset, retrieved, \
                       retrieved_begin, retrieved_end, retrieved_offset, url, author, language, \
                       story, version_of, copy_of, superseded, text_offset, first_line, verbatim, text";

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

impl Store {
    /// Puts documents on file, all or none. What is on file as it is stays untouched, so adding twice changes nothing.
    pub fn add(&mut self, documents: &[Document]) -> Result<Added> {
        self.in_transaction(|tx| add(tx, documents))
    }

    /// All documents on file, by path and place in the file.
    pub fn documents(&self) -> Result<Vec<Document>> {
        self.reading(|db| {
            let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM document ORDER BY path, number, id"))?;
            let rows = statement.query_map([], bare)?;
            rows.map(|row| row.and_then(|document| complete(db, document))).collect()
        })
    }

    /// How many documents are on file.
    pub fn count_documents(&self) -> Result<usize> {
        self.reading(|db| db.query_row("SELECT count(*) FROM document", [], |row| row.get(0)))
    }
}

/// Adds documents in an order of their own, so that the same input gives the same file.
pub(super) fn add(tx: &Transaction<'_>, documents: &[Document]) -> rusqlite::Result<Added> {
    let mut sorted: Vec<&Document> = documents.iter().collect();
    sorted.sort_by(|a, b| (&a.article.path, a.article.number, &a.id).cmp(&(&b.article.path, b.article.number, &b.id)));
    let mut added = Added::default();
    for document in sorted {
        match find(tx, &document.id)? {
            Some(old) if old == *document => added.unchanged += 1,
            Some(_) => {
                write(tx, document)?;
                // What the last check found of it may no longer hold.
                tx.prepare_cached(
                    "INSERT INTO meta (key, value) VALUES ('changed', ?1) ON CONFLICT (key) DO UPDATE SET value = value || ' ' || ?1",
                )?
                .execute([&document.id])?;
                added.changed += 1;
            }
            None => {
                write(tx, document)?;
                added.new += 1;
            }
        }
    }
    Ok(added)
}

fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Document>> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE id = ?1"))?;
    match statement.query_row([id], bare).optional()? {
        Some(document) => complete(tx, document).map(Some),
        None => Ok(None),
    }
}

fn write(tx: &Transaction<'_>, document: &Document) -> rusqlite::Result<()> {
    let article = &document.article;
    let sets: Vec<String> =
        COLUMNS.split(", ").skip(1).map(|c| format!("{} = excluded.{}", c.trim(), c.trim())).collect();
    let marks: Vec<String> = COLUMNS.split(", ").map(|column| format!(":{}", column.trim())).collect();
    let sql = format!(
        "INSERT INTO document ({COLUMNS}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
        marks.join(", "),
        sets.join(", ")
    );
    let published = article.published.as_ref();
    let begin = |moment: &Moment| moment.begin.format(MOMENT).to_string();
    let end = |moment: &Moment| moment.end.format(MOMENT).to_string();
    tx.prepare_cached(&sql)?.execute(named_params! {
        ":id": document.id,
        ":path": article.path,
        ":number": article.number,
        ":of_file": article.of_file,
        ":outlet": article.outlet.as_ref().map(|known| &known.value),
        ":outlet_inferred": article.outlet.as_ref().and_then(|known| known.inferred.as_ref()),
        ":title": article.title,
        ":published": published.map(|known| known.value.canonical()),
        ":published_inferred": published.and_then(|known| known.inferred.as_ref()),
        ":published_begin": published.map(|known| begin(&known.value)),
        ":published_end": published.map(|known| end(&known.value)),
        ":published_offset": published.and_then(|known| known.value.offset),
        ":updated": article.updated.as_ref().map(Moment::canonical),
        ":updated_begin": article.updated.as_ref().map(begin),
        ":updated_end": article.updated.as_ref().map(end),
        ":updated_offset": article.updated.as_ref().and_then(|moment| moment.offset),
        ":retrieved": article.retrieved.as_ref().map(Moment::canonical),
        ":retrieved_begin": article.retrieved.as_ref().map(begin),
        ":retrieved_end": article.retrieved.as_ref().map(end),
        ":retrieved_offset": article.retrieved.as_ref().and_then(|moment| moment.offset),
        ":url": article.url,
        ":author": article.author,
        ":language": article.language,
        ":story": article.story,
        ":version_of": document.version_of,
        ":copy_of": document.copy_of,
        ":superseded": document.superseded,
        ":text_offset": article.offset,
        ":first_line": article.first_line,
        ":verbatim": article.verbatim,
        ":text": article.text,
    })?;
    tx.prepare_cached("DELETE FROM block WHERE document = ?1")?.execute([&document.id])?;
    tx.prepare_cached("DELETE FROM note WHERE document = ?1")?.execute([&document.id])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO block (document, ordinal, kind, span_start, span_end) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (ordinal, block) in article.blocks.iter().enumerate() {
        insert.execute(params![document.id, ordinal, word(&block.kind), block.span.start, block.span.end])?;
    }
    let mut insert = tx.prepare_cached("INSERT INTO note (document, ordinal, at, message) VALUES (?1, ?2, ?3, ?4)")?;
    for (ordinal, note) in article.notes.iter().enumerate() {
        insert.execute(params![document.id, ordinal, note.at, note.message])?;
    }
    Ok(())
}

/// A document without its blocks and notes.
pub(super) fn bare(row: &Row<'_>) -> rusqlite::Result<Document> {
    let published = moment(row, "published")?;
    let published_inferred = row.get("published_inferred")?;
    let outlet_inferred = row.get("outlet_inferred")?;
    Ok(Document {
        id: row.get("id")?,
        article: Article {
            path: row.get("path")?,
            number: row.get("number")?,
            of_file: row.get("of_file")?,
            offset: row.get("text_offset")?,
            first_line: row.get("first_line")?,
            verbatim: row.get("verbatim")?,
            text: row.get("text")?,
            blocks: Vec::new(),
            outlet: row.get::<_, Option<String>>("outlet")?.map(|value| Known { value, inferred: outlet_inferred }),
            title: row.get("title")?,
            published: published.map(|value| Known { value, inferred: published_inferred }),
            updated: moment(row, "updated")?,
            retrieved: moment(row, "retrieved")?,
            url: row.get("url")?,
            author: row.get("author")?,
            language: row.get("language")?,
            story: row.get("story")?,
            notes: Vec::new(),
        },
        version_of: row.get("version_of")?,
        copy_of: row.get("copy_of")?,
        superseded: row.get("superseded")?,
    })
}

pub(super) fn complete(db: &rusqlite::Connection, mut document: Document) -> rusqlite::Result<Document> {
    let length = document.article.text.len();
    let text = document.article.text.clone();
    let mut statement =
        db.prepare_cached("SELECT kind, span_start, span_end FROM block WHERE document = ?1 ORDER BY ordinal")?;
    let blocks = statement.query_map([&document.id], |row| {
        Ok(Block { kind: variant(0, row.get(0)?)?, span: span(&text, row.get(1)?, row.get(2)?)? })
    })?;
    document.article.blocks = blocks.collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached("SELECT at, message FROM note WHERE document = ?1 ORDER BY ordinal")?;
    let notes = statement.query_map([&document.id], |row| {
        Ok(Note { at: row.get::<_, Option<usize>>(0)?.filter(|at| *at <= length), message: row.get(1)? })
    })?;
    document.article.notes = notes.collect::<rusqlite::Result<_>>()?;
    Ok(document)
}

/// A span that is sure to slice the text, whoever wrote to the database meanwhile.
pub(super) fn span(text: &str, start: usize, end: usize) -> rusqlite::Result<Span> {
    match text.get(start..end) {
        Some(_) => Ok(Span::new(start, end)),
        None => Err(unreadable(1, std::io::Error::other("a span lies outside its text"))),
    }
}

fn moment(row: &Row<'_>, which: &str) -> rusqlite::Result<Option<Moment>> {
    let read = |part: &str| -> rusqlite::Result<Option<NaiveDateTime>> {
        match row.get::<_, Option<String>>(format!("{which}_{part}").as_str())? {
            Some(text) => match NaiveDateTime::parse_from_str(&text, MOMENT) {
                // Years of four digits leave room for reckoning with neighbouring days.
                Ok(at) if (1..=9999).contains(&at.year()) => Ok(Some(at)),
                Ok(_) => Err(unreadable(0, std::io::Error::other("a year lies outside the calendar"))),
                Err(cause) => Err(unreadable(0, cause)),
            },
            None => Ok(None),
        }
    };
    Ok(match (read("begin")?, read("end")?) {
        (Some(begin), Some(end)) => Some(Moment { begin, end, offset: row.get(format!("{which}_offset").as_str())? }),
        _ => None,
    })
}
