//! Bytes to articles: file formats, metadata, boilerplate, pages with many articles, versions and copies.
//!
//! What belongs here: everything up to the text and its blocks. What does not: sentences, claims, the store.

mod blocks;
mod compose;
mod dateline;
mod decode;
mod edges;
mod front_matter;
mod furniture;
mod header;
mod html;
mod infer;
mod json;
mod kin;
mod lines;
mod manifest;
mod metadata;
mod moment;
mod page;
mod plain;
mod walk;
mod zones;

pub use crate::error::Error as Problem;
pub use infer::is_english;
pub use kin::{relate, series_of, sketch};
pub use manifest::Manifest;

use crate::error::{Error, ErrorKind};
use crate::model::{Article, BlockKind, Document, Note, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file that was passed over, or something about a file as a whole that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNote {
    pub path: String,
    pub message: String,
}

/// What came of reading: the documents of all good files, and what was wrong with the others.
#[derive(Debug, Default)]
pub struct ReadOutcome {
    pub documents: Vec<Document>,
    /// By file and line; a file with a problem has given no document.
    pub problems: Vec<Problem>,
    pub notes: Vec<FileNote>,
}

/// Whether a stretch of text is a dateline and nothing else: "GDYNIA, May 9 (Agency) --".
pub fn is_dateline(text: &str) -> bool {
    dateline::whole_line(text.trim()).is_some()
}

/// Reads files and folders, and finds versions and copies among all that they hold.
pub fn read_paths(paths: &[PathBuf]) -> ReadOutcome {
    let (articles, problems, notes) = read_articles(paths);
    ReadOutcome { documents: relate(articles), problems, notes }
}

/// Reads files and folders into articles, without looking for kin; for callers that add articles from elsewhere.
pub fn read_articles(paths: &[PathBuf]) -> (Vec<Article>, Vec<Problem>, Vec<FileNote>) {
    let mut problems = Vec::new();
    let mut notes = Vec::new();
    let files = walk::files(paths, &mut problems);
    let manifests = manifests(&files, &mut problems, &mut notes);
    let read: Vec<Result<Vec<Article>, Error>> = files
        .par_iter()
        .map(|file| {
            let bytes = bytes(file)?;
            let manifest = manifests.get(&folder(&file.path));
            read_bytes(&file.name, &bytes, manifest)
        })
        .collect();
    let mut articles = Vec::new();
    for (file, result) in files.iter().zip(read) {
        match result {
            Ok(found) => articles.extend(found),
            Err(error) if error.kind == ErrorKind::NotAnArticle && !file.named => {
                notes.push(FileNote { path: file.name.clone(), message: format!("passed over: {}", error.message) });
            }
            Err(error) => problems.push(error),
        }
    }
    problems.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    problems.dedup_by(|a, b| a.path == b.path && a.line == b.line && a.message == b.message);
    notes.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
    (articles, problems, notes)
}

/// Reads one file's bytes; `path` is its name in all output, and its ending helps to tell the format.
pub fn read_bytes(path: &str, bytes: &[u8], manifest: Option<&Manifest>) -> Result<Vec<Article>, Error> {
    let articles = parse(path, bytes).map_err(|error| error.at(path))?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut done = Vec::with_capacity(articles.len());
    for mut article in articles {
        if let Some(manifest) = manifest {
            let numbers = [None, Some(article.number)];
            for metadata in numbers.iter().filter_map(|number| manifest.entry(name, *number)) {
                let beside = path.strip_suffix(name).unwrap_or("");
                metadata.apply(&mut article).map_err(|error| error.at(format!("{beside}{}", manifest::FILE_NAME)))?;
            }
        }
        infer::language(&mut article);
        done.push(article);
    }
    Ok(done)
}

/// The parts of an article's dateline, which itself is furniture.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct DatelineParts {
    pub place: Option<Span>,
    pub date: Option<Span>,
}

/// The place and date that the article's dateline names.
pub fn dateline_parts(article: &Article) -> DatelineParts {
    let furniture = article.blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
    let found = furniture.filter_map(|block| {
        let found = dateline::whole_line(block.span.of(&article.text))?;
        let span =
            |range: std::ops::Range<usize>| Span::new(block.span.start + range.start, block.span.start + range.end);
        let place = Some(span(found.place)).filter(|place| !place.is_empty());
        Some(DatelineParts { place, date: found.date.map(span) })
    });
    found.into_iter().next().unwrap_or_default()
}

fn parse(path: &str, bytes: &[u8]) -> Result<Vec<Article>, Error> {
    let decoded = decode::decode(bytes)?;
    let ending =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let mut articles = match ending.as_deref() {
        Some("json") => json::read(path, &decoded)?,
        Some("jsonl" | "ndjson") => json::read_lines(path, &decoded)?,
        Some("html" | "htm" | "xhtml") => vec![html::read(path, &decoded)?],
        _ if html::is_html(&decoded.text) => vec![html::read(path, &decoded)?],
        _ => match page::read(path, &decoded) {
            Some(articles) => articles,
            None => vec![plain::read(path, &decoded)?],
        },
    };
    if let Some(encoding) = decoded.encoding {
        for article in &mut articles {
            article.notes.push(Note { at: None, message: format!("not clean UTF-8: read as {encoding}") });
        }
    }
    Ok(articles)
}

fn bytes(file: &walk::Found) -> Result<Vec<u8>, Error> {
    let size = fs_err::metadata(&file.path).map_err(|error| walk::unreadable(&file.name, &error))?.len();
    if size > decode::LARGEST_FILE {
        return Err(decode::too_large(size).at(&file.name));
    }
    fs_err::read(&file.path).map_err(|error| walk::unreadable(&file.name, &error))
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The manifests beside the files; one that is broken is a problem of its own, and its files are read without it.
fn manifests(
    files: &[walk::Found],
    problems: &mut Vec<Error>,
    notes: &mut Vec<FileNote>,
) -> BTreeMap<PathBuf, Manifest> {
    let mut manifests = BTreeMap::new();
    let here = std::env::current_dir().unwrap_or_default();
    let mut folders: Vec<PathBuf> = files.iter().map(|file| folder(&file.path)).collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        let path = folder.join(manifest::FILE_NAME);
        if !path.is_file() {
            continue;
        }
        let name = walk::name(&path, &here);
        let text = match fs_err::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                problems.push(walk::unreadable(&name, &error));
                continue;
            }
        };
        match Manifest::parse(&text) {
            Ok(manifest) => {
                for file in manifest.files().filter(|file| !folder.join(file).exists()) {
                    notes.push(FileNote { path: name.clone(), message: format!("{file} is not there") });
                }
                manifests.insert(folder, manifest);
            }
            Err(error) => problems.push(error.at(&name)),
        }
    }
    manifests
}
