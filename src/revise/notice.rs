//! Correction and update notices of an article, and which changes they declare.
//!
//! What belongs here: finding a notice and matching it to rows. What does not: finding what changed.

use super::Changed;
use super::text::plain;
use crate::claim::Reading;
use crate::model::{Attribute, BlockKind};
use std::collections::BTreeSet;

/// What an article says of its own earlier versions.
#[derive(Debug, Default)]
pub struct Notices {
    /// Sentences that belong to a notice: they claim nothing of the story.
    pub sentences: BTreeSet<usize>,
    /// The words of each notice.
    pub texts: Vec<String>,
}

/// Openings of a paragraph that make it a notice, lower-case, before a colon, a blank or the end.
const OPENINGS: [&str; 9] = [
    "correction",
    "corrections",
    "corrected",
    "clarification",
    "editor's note",
    "editors' note",
    "update",
    "updated",
    "amendment",
];
/// Phrases that speak of the article itself.
const PHRASES: [&str; 12] = [
    "an earlier version of this",
    "a previous version of this",
    "an earlier version misstated",
    "earlier versions of this",
    "this article has been corrected",
    "this article was corrected",
    "this story has been corrected",
    "this story was corrected",
    "this article was amended",
    "this article has been amended",
    "this article has been updated",
    "this story has been updated",
];

/// The notices of an article, in its paragraphs and in its furniture.
pub fn notices(reading: &Reading) -> Notices {
    let article = &reading.document.article;
    let mut found = Notices::default();
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Title) {
        let words = block.span.of(&article.text);
        if !is_notice(words) {
            continue;
        }
        found.texts.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
        let inside = reading.sentences.iter().enumerate().filter(|(_, s)| block.span.overlaps(s.span));
        found.sentences.extend(inside.map(|(s, _)| s));
    }
    found
}

fn is_notice(paragraph: &str) -> bool {
    let text = paragraph.trim_start_matches(['(', '[', '*', '_', ' ', '\n']).to_lowercase().replace('’', "'");
    let opened = OPENINGS.iter().any(|opening| {
        text.strip_prefix(opening).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['*', '_']);
            rest.trim_start().starts_with([':', '(', '—', '–', '-', '.'])
                || (rest.starts_with(' ') && rest.contains(':') && rest.find(':').is_some_and(|at| at < 40))
        })
    });
    opened || PHRASES.iter().any(|phrase| text.contains(phrase))
}

/// Marks the rows that the new version declares: by a notice that the old one did not have, or by a newer update time.
pub fn declare(old: &Reading, before: &Notices, new: &Reading, after: &Notices, rows: &mut [Changed]) {
    let fresh: Vec<&String> = after.texts.iter().filter(|text| !before.texts.contains(text)).collect();
    let stamp = |reading: &Reading| reading.document.article.updated.as_ref().map(|moment| moment.begin);
    let stamped = stamp(new).is_some() && stamp(new) != stamp(old);
    for row in rows {
        if fresh.iter().any(|text| speaks_of(text, row)) || values(new, after, row) {
            (row.declared, row.declared_by) = (true, Some("notice"));
        } else if stamped {
            (row.declared, row.declared_by) = (true, Some("updated"));
        }
    }
}

/// Whether the notice holds the old or the new words of a row, or names what the row is about.
fn speaks_of(text: &str, row: &Changed) -> bool {
    let notice = format!(" {} ", words(text));
    let held = |quote: &str| {
        let quote = words(quote);
        !quote.is_empty() && notice.contains(&format!(" {quote} "))
    };
    if held(&row.old.quote) || held(&row.new.quote) {
        return true;
    }
    let kinds: &[&str] = match row.attribute {
        Attribute::Date => &["date", "day", "month", "year"],
        Attribute::Time => &["time", "hour"],
        Attribute::Quote => &["quotation", "quote", "quoted", "misquoted"],
        Attribute::Name => &["name", "misnamed", "spelling", "misspelled"],
        Attribute::Participant => &["name", "misnamed", "title", "misidentified"],
        Attribute::Place => &["location", "place", "misplaced"],
        Attribute::Money | Attribute::Percent | Attribute::Count | Attribute::Measure => {
            &["figure", "figures", "number", "amount", "sum", "toll", "miscounted"]
        }
        _ => &[],
    };
    kinds.iter().any(|kind| notice.contains(&format!(" {kind} ")))
}

fn words(text: &str) -> String {
    let list = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '$' | '€' | '£' | '%' | '-')));
    let list = list.map(|w| w.trim_matches(['.', ',', '-']).to_lowercase()).filter(|w| !w.is_empty());
    list.collect::<Vec<_>>().join(" ")
}

/// Whether a figure or time of the notice has the old or the new value of the row.
fn values(new: &Reading, after: &Notices, row: &Changed) -> bool {
    let told = new.drafts.iter().filter(|d| after.sentences.contains(&d.frame.sentence));
    told.filter(|d| d.claim.attribute == row.attribute).any(|d| {
        let value = plain(&d.claim.canonical);
        value == plain(&row.old.canonical) || value == plain(&row.new.canonical)
    })
}

/// Whether all that is left of an article is that it was taken back.
pub fn is_withdrawn(reading: &Reading) -> bool {
    let article = &reading.document.article;
    let prose = article.blocks.iter().filter(|b| b.kind != BlockKind::Title);
    let text: String = prose.map(|b| b.span.of(&article.text)).collect::<Vec<_>>().join(" ").to_lowercase();
    let short = text.split_whitespace().count() <= 60;
    let gone = ["withdrawn", "retracted", "taken down", "has been removed", "was removed", "is no longer available"];
    let what = ["article", "story", "report", "page", "piece", "item"];
    short && gone.iter().any(|w| text.contains(w)) && what.iter().any(|w| text.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_from_prose() {
        for text in [
            "Correction: the fair had 300 visitors, not 3,000.",
            "Correction (4 May): the name of the pilot was misspelled.",
            "Editor’s note: an earlier version of this report gave another day.",
            "This article was amended on 4 May.",
            "Updated 14:10: adds the harbour master’s answer.",
        ] {
            assert!(is_notice(text), "{text}");
        }
        for text in
            ["The correction of the river took nine years.", "Updated rules apply from May.", "Update your maps."]
        {
            assert!(!is_notice(text), "{text}");
        }
    }
}
