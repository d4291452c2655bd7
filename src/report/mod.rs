//! Reports: one renderer a format, all fed by the same record and none by anything else.
//!
//! What belongs here: turning findings into text. What does not: making findings, choosing which of them to show, printing.

pub mod changes;
mod concise;
mod csv;
pub mod datapackage;
pub mod diff_html;
mod full;
mod gist;
mod github;
mod gitlab;
pub mod history;
pub mod html;
mod json;
pub mod jsonld;
mod junit;
mod markdown;
pub mod mention;
pub mod plain;
mod rdjson;
pub mod row;
pub mod safe;
mod sarif;
pub mod severity;

pub use json::{claim_json, document_json};
pub use row::Problem;
pub use severity::{Level, Severities};

use crate::model::{Claim, Document, Event, Finding, Report};
use std::collections::{BTreeMap, BTreeSet};

/// The formats of `check` and `ci`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For people at a terminal: a table and the words of both sides.
    Full,
    /// `path:line:col: CODE message`.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a line.
    Jsonl,
    Markdown,
    Csv,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Code quality report of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Reviewdog's diagnostic format.
    Rdjson,
    /// The same, one diagnostic a line.
    Rdjsonl,
}

impl Format {
    pub const ALL: [Format; 12] = [
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::Jsonl,
        Format::Markdown,
        Format::Csv,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Rdjson,
        Format::Rdjsonl,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Markdown => "markdown",
            Format::Csv => "csv",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Rdjson => "rdjson",
            Format::Rdjsonl => "rdjsonl",
        }
    }

    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How a terminal wants it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns.
    pub width: usize,
    pub color: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look { width: 100, color: false }
    }
}

/// A finding that is known, and why it is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    pub finding: Finding,
    /// Whose words it is to be left out, in one line.
    pub reason: String,
}

/// What is to be shown.
pub struct Shown<'r> {
    pub report: &'r Report,
    pub problems: &'r [Problem],
    /// Ids of the documents that are new: findings are shown where these stand.
    pub focus: Option<&'r BTreeSet<String>>,
    /// How grave each code is.
    pub severities: Severities,
    /// Findings that are known and left out elsewhere, for formats that can tell them apart.
    pub suppressed: &'r [Suppressed],
    claims: BTreeMap<&'r str, &'r Claim>,
    documents: BTreeMap<&'r str, &'r Document>,
    events: BTreeMap<&'r str, &'r Event>,
}

impl<'r> Shown<'r> {
    pub fn new(report: &'r Report, problems: &'r [Problem]) -> Shown<'r> {
        Shown {
            report,
            problems,
            focus: None,
            severities: Severities::default(),
            suppressed: &[],
            claims: report.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            documents: report.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            events: report.events.iter().map(|event| (event.id.as_str(), event)).collect(),
        }
    }

    pub fn focus(mut self, documents: Option<&'r BTreeSet<String>>) -> Shown<'r> {
        self.focus = documents;
        self
    }

    pub fn severities(mut self, severities: Severities) -> Shown<'r> {
        self.severities = severities;
        self
    }

    pub fn suppressed(mut self, findings: &'r [Suppressed]) -> Shown<'r> {
        self.suppressed = findings;
        self
    }

    /// How grave a finding is.
    pub fn level(&self, finding: &Finding) -> Level {
        self.severities.of_finding(finding)
    }

    pub fn claim(&self, id: &str) -> Option<&'r Claim> {
        self.claims.get(id).copied()
    }

    /// The event that a finding is about.
    pub fn event_of(&self, finding: &Finding) -> Option<&'r Event> {
        self.events.get(finding.event.as_deref()?).copied()
    }

    pub fn document(&self, id: &str) -> Option<&'r Document> {
        self.documents.get(id).copied()
    }
}

/// The report in a format, ending with a line break unless it is empty.
pub fn render(shown: &Shown<'_>, format: Format, look: Look) -> String {
    match format {
        Format::Full => full::render(shown, look),
        Format::Concise => concise::render(shown),
        Format::Json => json::render(shown),
        Format::Jsonl => json::render_lines(shown),
        Format::Markdown => markdown::render(shown),
        Format::Csv => csv::render(shown),
        Format::Sarif => sarif::render(shown),
        Format::Github => github::render(shown),
        Format::Gitlab => gitlab::render(shown),
        Format::Junit => junit::render(shown),
        Format::Rdjson => rdjson::render(shown),
        Format::Rdjsonl => rdjson::render_lines(shown),
    }
}

/// One finding with all that is known of it, for `explain`.
pub fn explain(shown: &Shown<'_>, finding: &Finding, look: Look) -> String {
    full::explain(shown, finding, look)
}

/// Claims as CSV, safe to open in a spreadsheet.
pub fn claims_csv<'c>(shown: &Shown<'_>, claims: impl IntoIterator<Item = &'c Claim>) -> String {
    csv::claims(shown, claims)
}

/// "1 claim", "2 claims".
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
