//! Differences of the wording, word by word; dates, amounts and quotations are not cut apart.

use crate::model::Article;
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

/// All stretches in which the two texts differ.
pub fn hunks(old: &Article, new: &Article) -> Vec<Hunk> {
    let (a, b) = (words(&old.text), words(&new.text));
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
