//! Claims for edited words on which the reader of claims has none: the words themselves are the value.
//!
//! What belongs here: putting such a claim together. What does not: finding the edit.

use crate::claim::Reading;
use crate::model::{Attribute, Claim, Modality, Span, Value};

/// A claim of `attribute` on `span` of sentence `s`, whose value is its words.
pub fn claim(reading: &Reading, s: usize, span: Span, attribute: Attribute) -> Claim {
    let document = &reading.document;
    let article = &document.article;
    let sentence_span = reading.sentences[s].span;
    let (line, column) = article.line_column(span.start);
    let words = span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let key = format!("{}\u{1f}{}\u{1f}{}\u{1f}{attribute:?}\u{1f}wording", document.id, span.start, span.end);
    let clauses = &reading.clauses[s];
    let at = reading.sentences[s].tokens.iter().position(|t| t.span.end > span.start);
    let clause = at.and_then(|i| clauses.of_token.get(i)).and_then(|&c| clauses.list.get(c));
    let (modality, lemma) = clause.map_or((Modality::Asserted, String::new()), |c| (c.modality, c.lemma.clone()));
    let attribution = clause.and_then(|c| c.attribution).map(|a| a.of(&article.text).to_string());
    Claim {
        id: format!("c{}", &blake3::hash(key.as_bytes()).to_hex()[..12]),
        document: document.id.clone(),
        event: None,
        attribute,
        canonical: words.clone(),
        value: Value::Text { text: words },
        modality,
        attribution,
        path: article.path.clone(),
        line: article.verbatim.then_some(line),
        column: article.verbatim.then_some(column),
        start: article.offset + span.start,
        end: article.offset + span.end,
        span,
        quote: span.of(&article.text).to_string(),
        sentence: sentence_span.of(&article.text).to_string(),
        sentence_span,
        subject: format!("{}: {lemma}", format!("{attribute:?}").to_lowercase()),
        rule: "wording".to_string(),
    }
}
