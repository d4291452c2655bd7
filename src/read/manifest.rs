//! `seeds.toml`: what the files beside it do not say themselves; it wins over what they say.
//!
//! A table for each file, named by it: `["harbour.txt"]`, or `["page.txt#2"]` for the second article of a page.

use super::metadata::{KEYS, Metadata};
use crate::error::{Error, ErrorKind};
use std::collections::BTreeMap;

pub const FILE_NAME: &str = "seeds.toml";

/// The entries of a manifest by file name.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    entries: BTreeMap<String, Metadata>,
}

impl Manifest {
    pub fn parse(text: &str) -> Result<Manifest, Error> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            Error::new(ErrorKind::Manifest, format!("the manifest is not valid TOML: {}", error.message())).line(line)
        })?;
        let mut manifest = Manifest::default();
        for (file, value) in &table {
            let line = line_with(text, file, 1);
            let toml::Value::Table(keys) = value else {
                let message = format!("{file}: a table named after a file is wanted here");
                return Err(Error::new(ErrorKind::Manifest, message)
                    .line(line)
                    .hint("write [\"file.txt\"] and its keys below"));
            };
            let mut metadata = Metadata::default();
            for (key, value) in keys {
                let line = line_with(text, key, line);
                let told = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Table(_) | toml::Value::Array(_) => {
                        let message = format!("{key}: a single value is wanted here");
                        return Err(Error::new(ErrorKind::Manifest, message).line(line));
                    }
                    other => other.to_string(),
                };
                if !metadata.set(key, &told, line) {
                    let message = format!("{key} means nothing here");
                    let hint = format!("the keys are {}", KEYS.join(", "));
                    return Err(Error::new(ErrorKind::Manifest, message).line(line).hint(hint));
                }
            }
            manifest.entries.insert(file.clone(), metadata);
        }
        Ok(manifest)
    }

    /// What is told of a file, or of one article of it.
    pub fn entry(&self, file: &str, number: Option<usize>) -> Option<&Metadata> {
        match number {
            None => self.entries.get(file),
            Some(number) => self.entries.get(&format!("{file}#{number}")),
        }
    }

    /// The files that it speaks of.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(|name| name.split('#').next().unwrap_or(name))
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// The first line from `from` on that names the key.
fn line_with(text: &str, key: &str, from: usize) -> usize {
    let named = |line: &str| {
        let line = line.trim_start().trim_start_matches(['[', '"', '\'']);
        line.strip_prefix(key).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    text.lines().enumerate().skip(from - 1).find(|(_, line)| named(line)).map_or(from, |(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_values() {
        let manifest =
            Manifest::parse("[\"a.txt\"]\noutlet = \"Pier\"\npublished = 2019-05-04\n\n[\"b.txt#2\"]\nurl = \"u\"\n")
                .unwrap();
        assert_eq!(manifest.entry("a.txt", None).unwrap().get("published").unwrap().text, "2019-05-04");
        assert!(manifest.entry("b.txt", Some(2)).is_some() && manifest.entry("b.txt", None).is_none());
        assert_eq!(manifest.files().collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    }

    #[test]
    fn names_lines() {
        assert_eq!(Manifest::parse("[\"a.txt\"]\noutlet = ").unwrap_err().line, Some(2));
        assert_eq!(Manifest::parse("[\"a.txt\"]\ncolour = 1").unwrap_err().line, Some(2));
        assert_eq!(Manifest::parse("outlet = \"x\"").unwrap_err().line, Some(1));
    }
}
