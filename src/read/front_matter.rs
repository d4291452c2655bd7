//! YAML front matter: the lines between two `---` at the start of a text file.
//!
//! What belongs here: finding and parsing it. What does not: checking dates (`metadata`).

use super::metadata::{KEYS, Metadata};
use crate::error::{Error, ErrorKind};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;

/// Front matter is a few lines; a larger one is not handed to the parser.
const LARGEST: usize = 64 * 1024;

#[derive(Debug, Default)]
pub struct FrontMatter {
    pub metadata: Metadata,
    /// Keys that mean nothing here, with their lines.
    pub unknown: Vec<(String, usize)>,
    /// Where the article's own text begins.
    pub body: usize,
    /// Where the title's words stand in the text, if they stand there as they are.
    pub title: Option<Range<usize>>,
}

/// Whether the text opens with front matter.
pub fn opens(text: &str) -> bool {
    text.strip_prefix("---").is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
}

/// Reads the front matter of a text that opens with it.
pub fn read(text: &str) -> Result<FrontMatter, Error> {
    let (block, body) = limits(text)?;
    let yaml = &text[block.clone()];
    if yaml.len() > LARGEST {
        return Err(Error::new(ErrorKind::FrontMatter, "the front matter is larger than 64 kB").line(1));
    }
    let lines = key_lines(yaml);
    let values = parse(yaml)?;
    let mut matter = FrontMatter { body, ..FrontMatter::default() };
    for (key, value) in &values {
        let line = lines.iter().find(|(name, _)| name == key).map_or(2, |(_, line)| *line);
        let Some(text) = scalar(value) else {
            let message = format!("{key}: a single value is wanted here");
            return Err(Error::new(ErrorKind::FrontMatter, message).line(line));
        };
        if !matter.metadata.set(key, &text, line) {
            matter.unknown.push((key.clone(), line));
        }
    }
    matter.unknown.sort_by_key(|(_, line)| *line);
    matter.title = title_range(text, block, &matter.metadata);
    Ok(matter)
}

/// The byte ranges of the YAML between the fences and the start of the text behind them.
fn limits(text: &str) -> Result<(Range<usize>, usize), Error> {
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return Ok((start..at, at + line.len()));
        }
        at += line.len();
    }
    Err(Error::new(ErrorKind::FrontMatter, "the front matter has no closing ---")
        .line(1)
        .hint("put a line with --- between the metadata and the text"))
}

/// The keys at the left edge, each with its line in the file.
fn key_lines(yaml: &str) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    for (index, line) in yaml.lines().enumerate() {
        if let Some((key, _)) = line.split_once(':')
            && !key.starts_with([' ', '\t', '#', '-'])
        {
            keys.push((key.trim().trim_matches(['"', '\'']).to_string(), index + 2));
        }
    }
    keys
}

fn parse(yaml: &str) -> Result<BTreeMap<String, Value>, Error> {
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(BTreeMap::new());
    }
    // Headlines often hold ": " or open with a quotation mark, which YAML does not allow in a plain value, and values such
    // as 1.50 or 2025 are words here: every value of a known key that is one plain line is quoted before parsing.
    let quoted = quote_plain_values(yaml);
    serde_saphyr::from_str::<BTreeMap<String, Value>>(&quoted).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line() as usize + 1);
        let message = error.to_string();
        let reason = message.lines().next().unwrap_or("broken YAML").trim().to_string();
        Error::new(ErrorKind::FrontMatter, format!("the front matter is not valid YAML: {reason}"))
            .line(line)
            .hint("put values with special characters in quotes")
    })
}

fn quote_plain_values(yaml: &str) -> String {
    let mut out = String::with_capacity(yaml.len() + 64);
    let lines: Vec<&str> = yaml.split_inclusive('\n').collect();
    for (index, raw) in lines.iter().enumerate() {
        let line = raw.trim_end_matches(['\n', '\r']);
        let next_is_indented =
            lines.get(index + 1).is_some_and(|next| next.starts_with([' ', '\t']) && !next.trim().is_empty());
        match line.split_once(": ") {
            Some((key, value)) if KEYS.contains(&key) && !next_is_indented && is_plain(value.trim()) => {
                let value = value.trim();
                let value = value.find(" #").map_or(value, |comment| value[..comment].trim_end());
                out.push_str(&format!("{key}: '{}'\n", value.replace('\'', "''")));
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Whether a value is to be taken as it stands: neither a complete quoted string nor one of YAML's structures.
fn is_plain(value: &str) -> bool {
    let Some(first) = value.chars().next() else { return false };
    match first {
        '"' | '\'' => {
            // `"I left," he says` opens with a quotation mark that does not close the value.
            let inner = &value[1..];
            match inner.find(first) {
                None => false,
                Some(at) => {
                    let rest = inner[at + 1..].trim_start();
                    let escaped = inner[..at].ends_with('\\') || rest.starts_with(first);
                    !escaped && !rest.is_empty() && !rest.starts_with('#')
                }
            }
        }
        '|' | '>' | '{' | '[' | '&' | '*' | '!' | '%' | '@' | '`' | '#' => false,
        _ => true,
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_string)).collect();
            items.map(|items| items.join(", "))
        }
        Value::Object(_) => None,
    }
}

fn title_range(text: &str, block: Range<usize>, metadata: &Metadata) -> Option<Range<usize>> {
    let title = metadata.get("title")?;
    let mut at = block.start;
    for line in text[block].split_inclusive('\n') {
        if let Some(value) = line.strip_prefix("title:")
            && let Some(found) = value.find(title.text.as_str())
        {
            let start = at + (line.len() - value.len()) + found;
            return Some(start..start + title.text.len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        read(text).unwrap().metadata.get("title").map(|told| told.text.clone())
    }

    #[test]
    fn reads_plain_values_as_they_stand() {
        let text = "---\noutlet: NO\ntitle: Ferry off the pier: crew 'safe'\npublished: 2019-05-04\n---\n\nBody.\n";
        let matter = read(text).unwrap();
        assert_eq!(matter.metadata.get("outlet").unwrap().text, "NO");
        assert_eq!(read("---\ntitle: title\n---\nx").unwrap().title, Some(11..16));
        assert_eq!(matter.metadata.get("published").unwrap().line, 4);
        assert_eq!(&text[matter.title.unwrap()], "Ferry off the pier: crew 'safe'");
        assert_eq!(text[matter.body..].trim(), "Body.");
    }

    #[test]
    fn reads_quoted_values() {
        assert_eq!(title("---\ntitle: \"A \\\"good\\\" day\"\n---\nx").as_deref(), Some("A \"good\" day"));
        assert_eq!(title("---\ntitle: 'It''s open'\n---\nx").as_deref(), Some("It's open"));
        assert_eq!(title("---\ntitle: \"I left,\" he says\n---\nx").as_deref(), Some("\"I left,\" he says"));
        assert_eq!(title("---\ntitle: >\n  Two\n  lines\n---\nx").as_deref(), Some("Two lines"));
        assert_eq!(title("---\r\ntitle: Open\r\n---\r\nx").as_deref(), Some("Open"));
    }

    #[test]
    fn names_the_line_of_an_error() {
        let error = read("---\noutlet: A\nauthor: [\n---\nx").unwrap_err();
        assert_eq!(error.kind, ErrorKind::FrontMatter);
        assert!(error.line.is_some_and(|line| (3..=4).contains(&line)), "{error}");
        assert!(read("---\noutlet: A\n").unwrap_err().message.contains("closing"));
        assert_eq!(read("---\ncolour: red\n---\nx").unwrap().unknown, [("colour".to_string(), 2)]);
    }
}
