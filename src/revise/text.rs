//! Differences of the wording, word by word; dates, amounts and quotations are not cut apart.

use super::same::is_valued;
use crate::claim::{Detail, Reading};
use crate::model::{Article, Span};
use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of words that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hunk {
    pub old: String,
    pub new: String,
    /// Byte offsets into the old and the new text.
    pub old_start: usize,
    pub new_start: usize,
    /// Whether only quotation marks, dashes, blanks or other typography differ.
    pub typographic: bool,
}

/// All stretches in which the two texts differ; what stands above them as front matter is no text.
pub fn hunks(old: &Reading, new: &Reading) -> Vec<Hunk> {
    let (a, b) = (whole(old), whole(new));
    let (old, new) = (&old.document.article, &new.document.article);
    let (x, y): (Vec<&str>, Vec<&str>) = (a.iter().map(|w| w.1).collect(), b.iter().map(|w| w.1).collect());
    let mut hunks = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &x, &y) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let cut = |text: &str, list: &[(usize, &str)], range: std::ops::Range<usize>| -> (String, usize) {
            match (list.get(range.start), range.clone().next_back().and_then(|last| list.get(last))) {
                (Some(first), Some(last)) => (text[first.0..last.0 + last.1.len()].to_string(), first.0),
                (Some(first), None) => (String::new(), first.0),
                _ => (String::new(), text.len()),
            }
        };
        let (old_words, old_start) = cut(&old.text, &a, op.old_range());
        let (new_words, new_start) = cut(&new.text, &b, op.new_range());
        let typographic = plain(&old_words) == plain(&new_words);
        hunks.push(Hunk { old: old_words, new: new_words, old_start, new_start, typographic });
    }
    hunks
}

/// The words of an article, with dates, times, amounts and quotations as one word each.
fn whole(reading: &Reading) -> Vec<(usize, &str)> {
    let article = &reading.document.article;
    let mut atoms: Vec<Span> = reading
        .drafts
        .iter()
        .filter(|d| is_valued(d.claim.attribute) || matches!(d.detail, Detail::Quote { .. }))
        .map(|d| d.claim.span)
        .collect();
    atoms.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for atom in atoms {
        match joined.last_mut() {
            Some(last) if last.overlaps(atom) => *last = last.cover(atom),
            _ => joined.push(atom),
        }
    }
    let body = body(article);
    let mut list: Vec<(usize, &str)> = Vec::new();
    let mut inside: Option<usize> = None;
    let mut next = 0;
    for (at, word) in words(&article.text).into_iter().filter(|(at, _)| *at >= body) {
        let span = Span::new(at, at + word.len());
        while joined.get(next).is_some_and(|atom| atom.end <= span.start) {
            next += 1;
        }
        let atom = joined.get(next).filter(|atom| atom.overlaps(span)).map(|_| next);
        match list.last_mut() {
            Some(last) if atom.is_some() && atom == inside => {
                *last = (last.0, &article.text[last.0..span.end]);
            }
            _ => list.push((at, word)),
        }
        inside = atom;
    }
    list
}

/// Where the text begins below its front matter.
fn body(article: &Article) -> usize {
    let text = article.text.as_str();
    let Some(rest) = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])) else { return 0 };
    rest.find("\n---").map_or(0, |at| 3 + at + 4)
}

/// Words with their offsets; a word is what stands between blanks.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut list = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                list.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        list.push((from, &text[from..]));
    }
    list
}

/// The words without their typography.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '‘' | '’' | '“' | '”' | '"' | '\'' | '„' | '«' | '»' => Some('\''),
            '–' | '—' | '‑' => Some('-'),
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .collect()
}
