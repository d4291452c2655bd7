//! `sarif`: SARIF 2.1.0, as code scanning services read it.

use super::severity::usual;
use super::{Shown, json, row, safe};
use crate::judge::codes::CODES;
use row::Where;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'r>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn of(text: impl Into<String>) -> Text {
        Text { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'r> {
    rule_id: &'r str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    /// Empty where others of the log are suppressed and this one is not, as the standard asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<Vec<Suppression>>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn render(shown: &Shown<'_>) -> String {
    let rows = row::rows(shown);
    let known: Vec<_> = shown.suppressed.iter().map(|known| (row::finding_row(shown, &known.finding), known)).collect();
    let used: BTreeSet<&str> = rows.iter().chain(known.iter().map(|(row, _)| row)).map(|row| row.code).collect();
    let rules: Vec<Rule> = CODES
        .iter()
        .filter(|entry| used.contains(entry.code))
        .map(|entry| Rule {
            id: entry.code,
            name: entry.name,
            short_description: Text::of(entry.title),
            full_description: Text::of(entry.what),
            help: Text::of(format!("{} {}\n\n{}\n\n{}", entry.what, entry.why, entry.example, entry.advice)),
            default_configuration: Configuration { level: usual(entry.code).word() },
        })
        .collect();
    let mut results: Vec<Outcome<'_>> = rows.iter().map(|row| outcome(row, &rules)).collect();
    if !known.is_empty() {
        results.iter_mut().for_each(|result| result.suppressions = Some(Vec::new()));
        results.extend(known.iter().map(|(row, known)| {
            let justification = safe::line(&known.reason).into_owned();
            let suppression = Suppression { kind: "external", status: "accepted", justification };
            Outcome { suppressions: Some(vec![suppression]), ..outcome(row, &rules) }
        }));
    }
    let driver = Driver { name: "corroborate", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    json::pretty(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    })
}

fn outcome<'r>(row: &row::Row<'r>, rules: &[Rule]) -> Outcome<'r> {
    let mut message = bracketed(&row.message);
    let mut related_locations = Vec::new();
    for (number, place) in row.places.iter().enumerate().skip(1) {
        // A link in the message leads to the related location with that id.
        message.push_str(&format!(" [{}]({number})", bracketed(&place.label())));
        let mut other = location(&place.claim.path, place.at);
        other.id = Some(number);
        other.message = Some(Text::of(bracketed(&place.label())));
        related_locations.push(other);
    }
    if let Some(hint) = &row.hint {
        message.push_str(&format!(" {}", bracketed(hint)));
    }
    Outcome {
        rule_id: row.code,
        rule_index: rules.iter().position(|rule| rule.id == row.code),
        level: row.level.word(),
        message: Text::of(message),
        locations: row.path.map(|path| location(path, row.at)).into_iter().collect(),
        related_locations,
        partial_fingerprints: BTreeMap::from([("primaryLocationLineHash", row.fingerprint.clone())]),
        suppressions: None,
    }
}

fn location(path: &str, at: Option<Where>) -> Location {
    let region = at.map(|at| Region {
        start_line: at.line,
        start_column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
    });
    Location {
        id: None,
        physical_location: Physical { artifact_location: Artifact { uri: safe::uri(path) }, region },
        message: None,
    }
}

/// Text in which brackets are no links.
fn bracketed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe::line(text).chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
