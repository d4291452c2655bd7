//! The lines of a text, with what their first characters say about them.
//!
//! What belongs here: white space, list and heading markers. What does not: what a line means.

use crate::model::Span;
use std::ops::Range;

/// A line that is not blank, without the white space around it.
#[derive(Clone, Debug)]
pub struct Line<'t> {
    pub start: usize,
    pub text: &'t str,
    /// Whether a blank line (or the beginning) stands before it.
    pub opens: bool,
    pub bullet: bool,
    /// Markdown heading level.
    pub hashes: usize,
}

impl Line<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn span(&self) -> Span {
        Span::new(self.start, self.end())
    }

    pub fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it ends with a full stop, a question mark or an exclamation mark.
    pub fn ends_sentence(&self) -> bool {
        self.closed() && !self.text.ends_with([':', ';', '…'])
    }

    /// Whether it ends as a sentence does, or as a clause that goes on below.
    pub fn closed(&self) -> bool {
        self.text
            .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_'])
            .ends_with(['.', '!', '?', '…', ':', ';'])
    }
}

/// The lines of `text[range]` that are not blank.
pub fn split_lines(text: &str, range: Range<usize>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = range.start;
    let mut opens = true;
    for raw in text[range].split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let mut trimmed = raw.trim();
        if trimmed.is_empty() {
            opens = true;
            continue;
        }
        let mut from = start + (raw.len() - raw.trim_start().len());
        let (bullet, hashes, skip) = marker(trimmed);
        trimmed = &trimmed[skip..];
        from += skip;
        lines.push(Line { start: from, text: trimmed, opens, bullet, hashes });
        opens = false;
    }
    lines
}

/// List and heading markers at the start of a line: whether it is an item, its heading level, and the marker's length.
fn marker(line: &str) -> (bool, usize, usize) {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        let skip = line.len() - line[hashes..].trim_start().len();
        return (false, hashes, skip);
    }
    let mut chars = line.chars();
    match chars.next() {
        Some(first @ ('-' | '*' | '•' | '·' | '‣' | '▪' | '–' | '●' | '■' | '+' | '>')) => {
            let rest = chars.as_str();
            if rest.is_empty() {
                return (true, 0, 0);
            }
            if !rest.starts_with([' ', '\t', '\u{a0}']) {
                return (false, 0, 0);
            }
            // A quoted line of Markdown is a paragraph.
            (first != '>', 0, line.len() - rest.trim_start().len())
        }
        Some(first) if first.is_ascii_digit() => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &line[digits..];
            if digits <= 2 && (rest.starts_with(". ") || rest.starts_with(") ")) {
                (true, 0, line.len() - rest[2..].trim_start().len())
            } else {
                (false, 0, 0)
            }
        }
        _ => (false, 0, 0),
    }
}
