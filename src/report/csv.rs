//! `csv`: tables for spreadsheets, in which no cell is a formula.

use super::{Shown, row, safe};
use crate::model::Claim;

/// Findings, one line a side and document.
pub(super) fn render(shown: &Shown<'_>) -> String {
    let mut table = Table::new(&[
        "finding",
        "code",
        "verdict",
        "severity",
        "scope",
        "attribute",
        "event",
        "summary",
        "independent_sources",
        "copies",
        "side",
        "value",
        "outlet",
        "published",
        "words",
        "path",
        "line",
        "fingerprint",
    ]);
    for finding in row::sorted_findings(shown) {
        let event = shown.event_of(finding);
        for place in row::places(shown, finding) {
            let article = &place.document.article;
            table.row(&[
                &finding.id,
                &finding.code,
                &word(&finding.verdict),
                shown.level(finding).word(),
                &word(&finding.scope),
                &word(&finding.attribute),
                event.map_or("", |event| &event.label),
                &finding.summary,
                &finding.independent_sources.to_string(),
                &finding.copies.to_string(),
                &(place.side + 1).to_string(),
                &place.claim.canonical,
                &article.source_name(),
                &article.published.as_ref().map_or(String::new(), |known| known.value.canonical()),
                &place.claim.quote,
                &place.claim.path,
                &place.at.map_or(String::new(), |at| at.line.to_string()),
                &finding.fingerprint,
            ]);
        }
    }
    table.text()
}

/// Claims, one a line.
pub(super) fn claims<'c>(shown: &Shown<'_>, claims: impl IntoIterator<Item = &'c Claim>) -> String {
    let mut table = Table::new(&[
        "claim",
        "outlet",
        "published",
        "attribute",
        "subject",
        "value",
        "words",
        "sentence",
        "modality",
        "attribution",
        "event",
        "path",
        "line",
        "start",
        "end",
        "rule",
    ]);
    for claim in claims {
        let article = shown.document(&claim.document).map(|document| &document.article);
        let published = article.and_then(|article| article.published.as_ref());
        table.row(&[
            &claim.id,
            &article.map_or(String::new(), |article| article.source_name()),
            &published.map_or(String::new(), |known| known.value.canonical()),
            &word(&claim.attribute),
            &claim.subject,
            &claim.canonical,
            &claim.quote,
            &claim.sentence,
            &word(&claim.modality),
            claim.attribution.as_deref().unwrap_or(""),
            claim.event.as_deref().unwrap_or(""),
            &claim.path,
            &claim.line.map_or(String::new(), |line| line.to_string()),
            &claim.start.to_string(),
            &claim.end.to_string(),
            &claim.rule,
        ]);
    }
    table.text()
}

/// The word that the JSON has for a variant.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(header: &[&str]) -> Table {
        let mut table = Table(csv::Writer::from_writer(Vec::new()));
        table.row(header);
        table
    }

    fn row(&mut self, cells: &[&str]) {
        // Writing into memory cannot fail, and all rows have the width of the header.
        let _ = self.0.write_record(cells.iter().map(|text| safe::cell(text)));
    }

    fn text(self) -> String {
        self.0.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
