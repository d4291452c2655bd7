//! The one place that knows the order of the stages: read, extract, claim, link, judge, with the store between them.
//!
//! What belongs here: which stage is called when, and with what. What does not: what a stage does.

use crate::model::{Article, Block, BlockKind, Document, Known, Moment, Report, Span};
use crate::report::Problem;
use crate::store::{Added, Store, StoreError};
use chrono::{NaiveDate, NaiveDateTime};
use std::path::{Path, PathBuf};

/// What was read, and what could not be.
#[derive(Clone, Debug, Default)]
pub struct ReadOutcome {
    pub documents: Vec<Document>,
    pub problems: Vec<Problem>,
}

/// What a check came to.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    pub report: Report,
    pub problems: Vec<Problem>,
    /// What the check put on file, where it read paths into a store.
    pub added: Added,
}

/// A stage that is asked for, but is not part of this build.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not available in this version of corroborate")]
pub struct NotAvailable(pub &'static str);

/// Reads files and folders; a file that cannot be read is a problem and stops nothing.
pub fn read(paths: &[PathBuf]) -> ReadOutcome {
    let mut outcome = ReadOutcome::default();
    for path in paths {
        read_one(path, &mut outcome);
    }
    outcome
        .documents
        .sort_by(|a, b| (&a.article.path, a.article.number, &a.id).cmp(&(&b.article.path, b.article.number, &b.id)));
    outcome.documents.dedup_by(|a, b| a.id == b.id);
    outcome
}

/// Compares documents with each other.
pub fn compare(documents: Vec<Document>) -> Report {
    let mut report = Report { documents, ..Report::default() };
    report.coverage.documents = report.documents.len();
    report
}

/// Reads the paths and compares exactly these; nothing is kept.
pub fn check(paths: &[PathBuf]) -> Checked {
    let read = read(paths);
    Checked { report: compare(read.documents), problems: read.problems, added: Added::default() }
}

/// Puts what the paths hold on file, and compares all that the store holds.
pub fn check_with_store(paths: &[PathBuf], store: &mut Store) -> Result<Checked, StoreError> {
    let read = read(paths);
    let added = store.add(&read.documents)?;
    let report = compare(store.documents()?);
    store.save_report(&report)?;
    Ok(Checked { report, problems: read.problems, added })
}

/// Puts what the paths hold on file.
pub fn add(paths: &[PathBuf], store: &mut Store) -> Result<(Added, Vec<Problem>), StoreError> {
    let read = read(paths);
    Ok((store.add(&read.documents)?, read.problems))
}

/// What changed from one version of an article to another, as the JSON of the README.
pub fn diff(_old: &Document, _new: &Document) -> Result<serde_json::Value, NotAvailable> {
    Err(NotAvailable("the comparison of two versions"))
}

/// What the words of a document say, as the JSON of the README; all kinds where none is named.
pub fn extract(_document: &Document, kinds: &[&str]) -> Result<Vec<serde_json::Value>, NotAvailable> {
    match kinds.first() {
        Some(_) => Err(NotAvailable("this kind of extraction")),
        None => Ok(Vec::new()),
    }
}

/// A document as one JSON object: `text`, and where known `path`, `outlet`, `title`, `published`, `url`, `language`.
pub fn document_from_json(line: &[u8], number: usize) -> Result<Document, String> {
    let value: serde_json::Value = serde_json::from_slice(line).map_err(|cause| format!("is no JSON: {cause}"))?;
    let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str).map(str::to_string);
    let words = text("text").ok_or("has no `text`")?;
    let published = match text("published") {
        Some(time) => Some(moment(&time).ok_or_else(|| format!("`{time}` is no publish time in ISO 8601"))?),
        None => None,
    };
    let path = text("path").or_else(|| text("id")).unwrap_or_else(|| format!("-:{number}"));
    let mut read = document(&path, &words, text("outlet"), text("title"), published);
    read.article.verbatim = false;
    read.article.url = text("url");
    read.article.language = text("language");
    Ok(read)
}

/// A document made of bare text, for input that is no file.
pub fn document(
    path: &str,
    text: &str,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<Moment>,
) -> Document {
    let known = outlet.as_deref().unwrap_or("");
    let seed = format!("{known}\n{}\n{text}", title.as_deref().unwrap_or(""));
    Document {
        id: format!("d{}", &blake3::hash(seed.as_bytes()).to_hex()[..8]),
        article: Article {
            path: path.to_string(),
            number: 1,
            of_file: 1,
            offset: 0,
            first_line: 1,
            verbatim: true,
            text: text.to_string(),
            blocks: paragraphs(text),
            outlet: outlet.map(|value| Known { value, inferred: None }),
            title,
            published: published.map(|value| Known { value, inferred: None }),
            updated: None,
            url: None,
            author: None,
            language: None,
            story: None,
            notes: Vec::new(),
        },
        version_of: None,
        copy_of: None,
        superseded: false,
    }
}

/// A publish time in ISO 8601: a date, or a date-time with or without an offset.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        let begin = day.and_hms_opt(0, 0, 0)?;
        return Some(Moment { begin, end: begin + chrono::Duration::days(1), offset: None });
    }
    let minute = |begin: NaiveDateTime, offset| Moment { begin, end: begin + chrono::Duration::minutes(1), offset };
    for form in ["%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%.f%z"] {
        let text = if let Some(bare) = text.strip_suffix('Z') { format!("{bare}+00:00") } else { text.to_string() };
        if let Ok(at) = chrono::DateTime::parse_from_str(&text, form) {
            return Some(minute(at.naive_local(), Some(at.offset().local_minus_utc() / 60)));
        }
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|begin| minute(begin, None))
}

fn read_one(path: &Path, outcome: &mut ReadOutcome) {
    let name = path.to_string_lossy().replace('\\', "/");
    let problem = |code: &str, message: &str| Problem {
        code: code.to_string(),
        error: true,
        path: name.clone(),
        line: None,
        message: message.to_string(),
        hint: None,
    };
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
        entries.sort();
        for entry in entries {
            read_one(&entry, outcome);
        }
        return;
    }
    match std::fs::read(path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            outcome.problems.push(problem("P901", "there is no such file"));
        }
        Err(cause) => outcome.problems.push(problem("P901", &format!("cannot be read: {cause}"))),
        Ok(bytes) => match String::from_utf8(bytes) {
            Err(_) => outcome.problems.push(problem("P902", "is no text")),
            Ok(text) if text.trim().is_empty() => outcome.problems.push(problem("P903", "is empty")),
            Ok(text) => {
                let key = |name: &str| {
                    let head = text.strip_prefix("---\n")?.split("\n---").next()?;
                    head.lines().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim().to_string()))
                };
                let published = key("published").and_then(|time| moment(&time));
                let mut read = document(&name, &text, key("outlet"), key("title"), published);
                if let Some(end) = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")) {
                    for block in &mut read.article.blocks {
                        if block.span.end <= end + 8 {
                            block.kind = BlockKind::Furniture;
                        }
                    }
                }
                outcome.documents.push(read);
            }
        },
    }
}

fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + words.len()) });
        }
        at += line.len();
    }
    blocks
}
