//! What front matter and manifests say about an article, before it is checked.
//!
//! What belongs here: the known keys, and writing them into an article. What does not: finding them in a file.

use super::moment::{self, NoTime};
use crate::error::{Error, ErrorKind};
use crate::model::{Article, Known, Moment};

/// A value and the line of the file on which it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub text: String,
    pub line: usize,
}

/// The keys that front matter and manifests may have.
pub const KEYS: [&str; 9] =
    ["outlet", "title", "published", "updated", "retrieved", "url", "author", "language", "story"];

/// Metadata as they were told, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub values: [Option<Told>; 9],
}

impl Metadata {
    /// Keeps a value; false where the key is not known.
    pub fn set(&mut self, key: &str, text: &str, line: usize) -> bool {
        let Some(at) = KEYS.iter().position(|known| *known == key) else { return false };
        let text = text.trim();
        if !text.is_empty() {
            self.values[at] = Some(Told { text: text.to_string(), line });
        }
        true
    }

    pub fn get(&self, key: &str) -> Option<&Told> {
        KEYS.iter().position(|known| *known == key).and_then(|at| self.values[at].as_ref())
    }

    /// Writes what is told into the article, over what it had; `kind` names the source of an error.
    pub fn apply(&self, article: &mut Article) -> Result<(), Error> {
        let text = |key: &str| self.get(key).map(|told| told.text.clone());
        if let Some(value) = text("outlet") {
            article.outlet = Some(Known { value, inferred: None });
        }
        if let Some(value) = text("title") {
            article.title = Some(value);
        }
        if let Some(value) = self.time("published")? {
            article.published = Some(Known { value, inferred: None });
        }
        if let Some(value) = self.time("updated")? {
            article.updated = Some(value);
        }
        if let Some(value) = self.time("retrieved")? {
            article.retrieved = Some(value);
        }
        for (key, slot) in [
            ("url", &mut article.url),
            ("author", &mut article.author),
            ("language", &mut article.language),
            ("story", &mut article.story),
        ] {
            if let Some(value) = text(key) {
                *slot = Some(value);
            }
        }
        if let Some(language) = &mut article.language {
            *language = language.to_lowercase();
        }
        Ok(())
    }

    fn time(&self, key: &str) -> Result<Option<Moment>, Error> {
        let Some(told) = self.get(key) else { return Ok(None) };
        time_value(key, &told.text).map(Some).map_err(|error| error.line(told.line))
    }
}

/// The time that the value of `key` stands for.
pub fn time_value(key: &str, text: &str) -> Result<Moment, Error> {
    moment::value(text).map_err(|why| {
        let message = match why {
            NoTime::Impossible => format!("{key}: {text} is not a date of the calendar"),
            NoTime::Unknown => format!("{key}: {text} cannot be read as a date"),
        };
        Error::new(ErrorKind::Date, message).hint("write it as 2025-01-31 or 2025-01-31T20:00+09:00")
    })
}
