//! Words of articles on their way into a page: harmless, cut where they are endless, and measured.
//!
//! What belongs here: small functions on text that all parts of a page need. What does not: layout, escaping of markup (the
//! templates escape everything themselves).

use crate::model::{Attribute, Claim, Document, Modality, Moment};
use crate::report::{plain, safe};
use serde::Serialize;

/// Bytes of a sentence or paragraph that a page shows; what is longer is cut, since it is no prose.
const LONGEST: usize = 100_000;

/// One line of text without orders to a terminal or to the direction of writing.
pub fn clean(text: &str) -> String {
    safe::line(cut(text, LONGEST)).into_owned()
}

/// At most so many bytes, never within a character.
pub fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// An upper estimate of the bytes that a text takes in a page.
pub fn cost(text: &str) -> usize {
    cut(text, LONGEST)
        .chars()
        .map(|c| match c {
            '<' | '>' | '&' | '"' | '\'' | '/' => 6,
            c if safe::is_hostile(c) => 9,
            c => c.len_utf8(),
        })
        .sum()
}

/// A sentence in three parts, of which the second carries the value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marked {
    pub before: String,
    pub words: String,
    pub after: String,
}

/// The sentence of a claim with its words marked.
pub fn marked(claim: &Claim, document: &Document) -> Marked {
    let text = &document.article.text;
    let part = |start: usize, end: usize| text.get(start..end);
    match (
        part(claim.sentence_span.start, claim.span.start),
        part(claim.span.start, claim.span.end),
        part(claim.span.end, claim.sentence_span.end),
    ) {
        (Some(before), Some(words), Some(after)) if claim.sentence_span.contains(claim.span) => {
            Marked { before: clean(before), words: clean(words), after: clean(after) }
        }
        _ => Marked { before: String::new(), words: clean(&claim.quote), after: String::new() },
    }
}

/// The value of a claim for people.
pub fn told(claim: &Claim) -> String {
    clean(&plain::of_claim(claim))
}

/// A date or time for people.
pub fn when(moment: Option<&Moment>) -> String {
    moment.map_or(String::new(), |moment| plain::plain(&moment.canonical()))
}

/// Whose words it is, where that is more than "he".
pub fn speaker(claim: &Claim) -> Option<String> {
    const EMPTY: [&str; 10] = ["he", "she", "it", "they", "we", "i", "who", "which", "that", "him"];
    let named = claim.attribution.as_deref()?;
    (!EMPTY.contains(&named.to_lowercase().as_str())).then(|| clean(named))
}

/// The word for what is not told as a fact.
pub fn modality(claim: &Claim) -> Option<&'static str> {
    match claim.modality {
        // What a quotation plans is the speaker's plan; that he said it is a fact.
        _ if claim.attribute == Attribute::Quote => None,
        Modality::Asserted => None,
        Modality::Planned => Some("planned"),
        Modality::Possible => Some("possible"),
        Modality::Denied => Some("denied"),
        Modality::Hypothetical => Some("hypothetical"),
    }
}

/// A title as a part of a file name: letters a to z, digits and hyphens.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in deunicode::deunicode(cut(title, 200)).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    if out.len() > 48 {
        out.truncate(48);
        // A word that was cut apart goes as a whole.
        if let Some(last) = out.rfind('-') {
            out.truncate(last);
        }
    }
    out.trim_matches('-').to_string()
}

/// A coordinate of a drawing, with one decimal: enough for the eye, and the same on every machine.
pub fn point(at: f64) -> String {
    let text = format!("{at:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_string)
}

/// A label that fits into so many characters of a drawing.
pub fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pages() {
        assert_eq!(slug("Fähre: “No <script>” before Łódź!"), "fahre-no-script-before-lodz");
        assert_eq!(slug("../../\u{202e}"), "");
        assert!(slug(&"harbour ".repeat(30)).len() <= 48);
    }

    #[test]
    fn cuts_and_costs() {
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cost("a<é"), 1 + 6 + 2);
        assert_eq!(short("harbour master", 8), "harbour…");
        assert_eq!((point(12.04), point(12.06)), ("12".to_string(), "12.1".to_string()));
    }
}
