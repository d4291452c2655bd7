//! The folded form in which names are looked up and compared, and the words of a sentence as names see them.
//!
//! What belongs here: spelling. What does not: what a name stands for.

use crate::model::Span;
use crate::syntax::{Sentence, Upos};

/// ASCII, lower case, one space between words; apostrophes and full stops vanish, every other mark is a space.
///
/// `Park Sun-woo` and `Park Sun Woo`, `Núria` and `Nuria`, `U.S.` and `US` fold to the same.
pub fn fold(name: &str) -> String {
    let plain = if name.is_ascii() { name.to_string() } else { deunicode::deunicode(name) };
    let mut out = String::with_capacity(plain.len());
    let mut gap = false;
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '`' | '.') {
            gap = true;
        }
    }
    out
}

/// The name without a possessive ending and without the marks around it.
pub fn bare(name: &str) -> &str {
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",;:\"“”()[]".contains(c));
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = name.strip_suffix(ending) {
            return stem;
        }
    }
    for mark in ['\'', '’'] {
        if let Some(stem) = name.strip_suffix(mark)
            && (stem.ends_with('s') || stem.ends_with('z') || stem.ends_with('x'))
        {
            return stem;
        }
    }
    name
}

/// A word of a sentence: one token, or several that hyphens join without a space ("Sun-woo").
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub span: Span,
    pub upos: Upos,
    /// The first token.
    pub token: usize,
    /// The one after the last token.
    pub end_token: usize,
}

impl Word {
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.start..self.span.end).unwrap_or("")
    }

    pub fn capital(&self, text: &str) -> bool {
        self.of(text).chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of a sentence; possessive endings and punctuation are words of their own.
pub(crate) fn words(text: &str, sentence: &Sentence) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(sentence.tokens.len());
    let mut joins = false;
    for (index, token) in sentence.tokens.iter().enumerate() {
        let piece = text.get(token.span.start..token.span.end).unwrap_or("");
        let hyphen = matches!(piece, "-" | "‐" | "‑");
        if let Some(last) = out.last_mut()
            && last.span.end == token.span.start
            && (joins || (hyphen && last.of(text).ends_with(char::is_alphanumeric)))
        {
            last.span.end = token.span.end;
            last.end_token = index + 1;
            if !hyphen && last.upos != Upos::Propn {
                last.upos = token.upos;
            }
            joins = hyphen;
            continue;
        }
        joins = false;
        // A full stop that the tokenizer cut from an abbreviation belongs to it.
        if piece == "."
            && let Some(last) = out.last_mut()
            && last.span.end == token.span.start
            && last.capital(text)
            && last.span.len() <= 4
            && sentence.tokens.get(index + 1).is_some_and(|next| {
                let next = text.get(next.span.start..next.span.end).unwrap_or("");
                next == "," || next.starts_with(char::is_alphanumeric)
            })
        {
            last.span.end = token.span.end;
            last.end_token = index + 1;
            continue;
        }
        out.push(Word { span: token.span, upos: token.upos, token: index, end_token: index + 1 });
    }
    out
}

/// Whether the text between two neighbouring words is only blank space on one line.
pub(crate) fn adjoin(text: &str, first: Span, second: Span) -> bool {
    text.get(first.end..second.start).is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() && c != '\n'))
}

/// Whether most words of a sentence are capitalised, as in headlines, so that capitals tell nothing.
pub(crate) fn headline(text: &str, words: &[Word]) -> bool {
    // Headlines end without a full stop.
    if words.last().is_some_and(|w| w.of(text) == ".") {
        return false;
    }
    let long: Vec<&Word> =
        words.iter().filter(|w| w.of(text).chars().filter(|c| c.is_alphabetic()).count() > 3).collect();
    long.len() >= 3 && long.iter().filter(|w| w.capital(text)).count() * 10 >= long.len() * 7
}
