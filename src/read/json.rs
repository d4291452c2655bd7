//! JSON and JSON Lines: our own shape, schema.org's NewsArticle, and ninjs.
//!
//! What belongs here: which keys hold what. What does not: cutting the text into blocks (`compose`).

use super::compose::{Fields, Piece};
use super::decode::Decoded;
use super::html;
use crate::error::{Error, ErrorKind};
use crate::model::{Article, BlockKind};
use serde_json::{Map, Value};

/// Reads a JSON file with one article or an array of them.
pub fn read(path: &str, decoded: &Decoded) -> Result<Vec<Article>, Error> {
    let value: Value = serde_json::from_str(&decoded.text).map_err(|error| broken(&error, error.line()))?;
    let items = match &value {
        Value::Array(items) => items.iter().collect(),
        other => vec![other],
    };
    articles(path, items.into_iter().map(|item| (item, None)))
}

/// Reads a JSON Lines file: one article a line.
pub fn read_lines(path: &str, decoded: &Decoded) -> Result<Vec<Article>, Error> {
    let mut items = Vec::new();
    for (index, line) in decoded.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|error| broken(&error, index + 1))?;
        items.push((value, Some(index + 1)));
    }
    articles(path, items.iter().map(|(item, line)| (item, *line)))
}

fn broken(error: &serde_json::Error, line: usize) -> Error {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    Error::new(ErrorKind::Json, format!("this is not valid JSON: {reason} (column {})", error.column()))
        .line(line.max(1))
}

fn articles<'v>(path: &str, items: impl Iterator<Item = (&'v Value, Option<usize>)>) -> Result<Vec<Article>, Error> {
    let mut articles = Vec::new();
    for (index, (item, line)) in items.enumerate() {
        let place = |error: Error| match line {
            Some(line) => error.line(line),
            None => error,
        };
        let fields = fields_of(item).ok_or_else(|| {
            let message = if index == 0 { "there is no article in this JSON" } else { "an element of this JSON is no article" };
            let hint = "give each article as {\"outlet\", \"title\", \"published\", \"url\", \"text\"}, ninjs, or schema.org NewsArticle";
            place(Error::new(ErrorKind::NotAnArticle, message).hint(hint))
        })?;
        let mut article = fields.article(path).map_err(place)?;
        article.number = index + 1;
        articles.push(article);
    }
    if articles.is_empty() {
        return Err(Error::new(ErrorKind::NotAnArticle, "there is no article in this JSON"));
    }
    let of_file = articles.len();
    for article in &mut articles {
        article.of_file = of_file;
    }
    Ok(articles)
}

/// The article of a JSON value, if it holds one.
fn fields_of(value: &Value) -> Option<Fields> {
    if let Some(found) = schema_article(value).filter(|found| !found.pieces.is_empty()) {
        return Some(found);
    }
    let found = fields(value.as_object()?);
    (!found.pieces.is_empty()).then_some(found)
}

/// The fields of the first schema.org article in a JSON-LD value.
pub fn schema_article(value: &Value) -> Option<Fields> {
    match value {
        Value::Array(items) => items.iter().find_map(schema_article),
        Value::Object(map) => {
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| {
                    let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
                    kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report")
                })
            };
            let typed = match map.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            if typed {
                return Some(fields(map));
            }
            map.get("@graph").or_else(|| map.get("mainEntity")).and_then(schema_article)
        }
        _ => None,
    }
}

/// Our own keys first, then schema.org's, then ninjs 2 and 1.
fn fields(map: &Map<String, Value>) -> Fields {
    let first = |keys: &[&str]| keys.iter().find_map(|key| words(map.get(*key)?));
    Fields {
        outlet: first(&[
            "outlet",
            "publisher",
            "provider",
            "source",
            "sourceOrganization",
            "infosources",
            "copyrightHolder",
            "copyrightholder",
            "copyrightHolderName",
            "isPartOf",
        ]),
        title: first(&["title", "headline", "headlines"]),
        published: first(&[
            "published",
            "datePublished",
            "contentCreated",
            "contentcreated",
            "firstCreated",
            "firstcreated",
            "dateCreated",
            "versionCreated",
            "versioncreated",
        ]),
        updated: first(&["updated", "dateModified", "versionCreated", "versioncreated", "contentModified"]),
        retrieved: first(&["retrieved", "dateRetrieved", "retrievedAt"]),
        url: first(&["url", "mainEntityOfPage", "@id", "uri"]).filter(|url| url.starts_with("http")),
        author: first(&["author", "byline", "by", "bylines", "people"])
            .map(|name| name.trim_start_matches("By ").to_string()),
        language: first(&["language", "inLanguage"]),
        story: first(&["story"]),
        pieces: body(map),
    }
}

/// The words of a value: a string, the name or value of an object, or the first of several.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            // Several authors are all named; of several headlines the first is the main one.
            let all: Vec<String> = items.iter().filter_map(words).collect();
            let people = items.iter().all(|item| item.get("@type").and_then(Value::as_str) == Some("Person"));
            if people && !all.is_empty() { Some(all.join(", ")) } else { all.into_iter().next() }
        }
        Value::Object(map) => ["name", "value", "@id", "title"].iter().find_map(|key| words(map.get(*key)?)),
        _ => None,
    }
}

fn body(map: &Map<String, Value>) -> Vec<Piece> {
    if let Some(Value::Array(bodies)) = map.get("bodies") {
        let plain = |body: &&Value| {
            let kind = body.get("contentType").or_else(|| body.get("contenttype")).and_then(Value::as_str);
            kind.is_some_and(|kind| kind.starts_with("text/plain"))
        };
        if let Some(text) =
            bodies.iter().find(plain).or(bodies.first()).and_then(|body| body.get("value")).and_then(Value::as_str)
        {
            return pieces(text);
        }
    }
    ["text", "articleBody", "body_text", "bodyText", "body", "content", "body_html", "body_xhtml"]
        .iter()
        .find_map(|key| map.get(*key).and_then(Value::as_str).filter(|text| !text.trim().is_empty()))
        .map(pieces)
        .unwrap_or_default()
}

fn pieces(text: &str) -> Vec<Piece> {
    if text.trim_start().starts_with('<') || text.contains("</p>") || text.contains("<br") {
        return html::pieces(text);
    }
    text.lines().filter_map(|line| Piece::new(BlockKind::Paragraph, line)).collect()
}
