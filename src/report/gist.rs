//! What a claim is about, in the words of its own sentence.
//!
//! What belongs here: choosing a few words around a value. What does not: marking them, escaping.

use super::safe;
use crate::model::{Claim, Document};
use serde::Serialize;
use std::fmt;

/// Words around a value, and its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gist {
    pub before: String,
    pub words: String,
    pub after: String,
}

impl fmt::Display for Gist {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.words, self.after)
    }
}

/// A few words around those of a claim, such as "…call with Estoria lasted 40 minutes": one line of at most `most` characters, in
/// which words are whole as far as that can be.
pub fn gist(claim: &Claim, document: &Document, most: usize) -> Gist {
    let alone = |words: String| Gist { before: String::new(), words, after: String::new() };
    let part = |start: usize, end: usize| document.article.text.get(start..end);
    let (Some(before), Some(words), Some(after)) = (
        part(claim.sentence_span.start, claim.span.start),
        part(claim.span.start, claim.span.end),
        part(claim.span.end, claim.sentence_span.end),
    ) else {
        return alone(cut(&one_line(&claim.quote), most));
    };
    let open = if before.ends_with(char::is_whitespace) { " " } else { "" };
    let shut = if after.starts_with(char::is_whitespace) { " " } else { "" };
    let (before, words, after) = (one_line(before), one_line(words), one_line(after));
    let room = most.saturating_sub(size(&words) + 2);
    if room < 8 {
        return alone(cut(&words, most));
    }
    // What stands before the words says more of them than what follows.
    let before = tail(&before, room - size(&after).min(room / 4));
    let after = cut(&after, room.saturating_sub(size(&before)));
    // The words themselves hold the blanks between them; at the ends there are none.
    let (open, shut) = (if before.is_empty() { "" } else { open }, if after.is_empty() { "" } else { shut });
    Gist { before: format!("{before}{open}"), words, after: format!("{shut}{after}") }
}

fn one_line(text: &str) -> String {
    safe::line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn size(text: &str) -> usize {
    text.chars().count()
}

/// The beginning of a text in so many characters.
fn cut(text: &str, most: usize) -> String {
    if size(text) <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([',', ';', ' ']))
}

/// The end of a text in so many characters.
fn tail(text: &str, most: usize) -> String {
    let count = size(text);
    if count <= most {
        return text.to_string();
    }
    let kept: String = text.chars().skip(count - most.saturating_sub(1)).collect();
    let start = kept.find(' ').map_or(0, |blank| blank + 1);
    format!("…{}", &kept[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_cut_between_words() {
        assert_eq!(cut("the old pier opens", 12), "the old…");
        assert_eq!(cut("the old pier", 12), "the old pier");
        assert_eq!(tail("the old pier opens", 12), "…pier opens");
        assert_eq!((cut("", 0), tail("", 0)), (String::new(), String::new()));
        assert_eq!((cut("harbour", 4), tail("harbour", 4)), ("har…".to_string(), "…our".to_string()));
        assert_eq!((cut("é", 0), tail("ée", 0)), ("…".to_string(), "…".to_string()));
    }
}
