//! `json` and `jsonl`: the whole report for programs, in the shape that the README promises.

use super::{Shown, row::Problem, safe};
use crate::model::{Attribute, Claim, Coverage, Document, Event, Finding, Scope, Side, Step, Verdict};
use serde::Serialize;

const FORMAT: &str = "corroborate.check/1";

#[derive(Serialize)]
struct Check<'r> {
    format: &'static str,
    documents: Vec<DocumentOut<'r>>,
    events: &'r [Event],
    claims: &'r [Claim],
    findings: Vec<FindingOut<'r>>,
    coverage: &'r Coverage,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<ProblemOut<'r>>,
}

#[derive(Serialize)]
struct ProblemOut<'r> {
    #[serde(flatten)]
    problem: &'r Problem,
    severity: &'static str,
}

impl<'r> ProblemOut<'r> {
    fn of(problem: &'r Problem, shown: &Shown<'_>) -> Self {
        ProblemOut { problem, severity: shown.severities.of_problem(problem).word() }
    }
}

#[derive(Serialize)]
struct DocumentOut<'r> {
    id: &'r str,
    path: &'r str,
    article: usize,
    outlet: Option<&'r str>,
    outlet_inferred: Option<&'r str>,
    title: Option<&'r str>,
    published: Option<String>,
    published_inferred: Option<&'r str>,
    updated: Option<String>,
    retrieved: Option<String>,
    url: Option<&'r str>,
    language: Option<&'r str>,
    version_of: Option<&'r str>,
    copy_of: Option<&'r str>,
    superseded: bool,
}

impl<'r> DocumentOut<'r> {
    fn of(document: &'r Document) -> Self {
        let article = &document.article;
        DocumentOut {
            id: &document.id,
            path: &article.path,
            article: article.number,
            outlet: article.outlet.as_ref().map(|known| known.value.as_str()),
            outlet_inferred: article.outlet.as_ref().and_then(|known| known.inferred.as_deref()),
            title: article.title.as_deref(),
            published: article.published.as_ref().map(|known| known.value.canonical()),
            published_inferred: article.published.as_ref().and_then(|known| known.inferred.as_deref()),
            updated: article.updated.as_ref().map(|moment| moment.canonical()),
            retrieved: article.retrieved.as_ref().map(|moment| moment.canonical()),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            version_of: document.version_of.as_deref(),
            copy_of: document.copy_of.as_deref(),
            superseded: document.superseded,
        }
    }
}

/// A finding with its keys in the promised order.
#[derive(Serialize)]
struct FindingOut<'r> {
    id: &'r str,
    code: &'r str,
    verdict: Verdict,
    severity: &'static str,
    scope: Scope,
    attribute: Attribute,
    event: Option<&'r str>,
    summary: &'r str,
    independent_sources: usize,
    copies: usize,
    sides: &'r [Side],
    steps: &'r [Step],
    fingerprint: &'r str,
}

impl<'r> FindingOut<'r> {
    fn of(finding: &'r Finding, shown: &Shown<'_>) -> Self {
        FindingOut {
            id: &finding.id,
            code: &finding.code,
            verdict: finding.verdict,
            severity: shown.level(finding).word(),
            scope: finding.scope,
            attribute: finding.attribute,
            event: finding.event.as_deref(),
            summary: &finding.summary,
            independent_sources: finding.independent_sources,
            copies: finding.copies,
            sides: &finding.sides,
            steps: &finding.steps,
            fingerprint: &finding.fingerprint,
        }
    }
}

pub(super) fn render(shown: &Shown<'_>) -> String {
    let report = shown.report;
    let check = Check {
        format: FORMAT,
        documents: report.documents.iter().map(DocumentOut::of).collect(),
        events: &report.events,
        claims: &report.claims,
        findings: report.findings.iter().map(|finding| FindingOut::of(finding, shown)).collect(),
        coverage: &report.coverage,
        problems: shown.problems.iter().map(|problem| ProblemOut::of(problem, shown)).collect(),
    };
    pretty(&check)
}

/// One object a line: a record with a `kind` that says which.
pub(super) fn render_lines(shown: &Shown<'_>) -> String {
    #[derive(Serialize)]
    struct Kind<'k, T: Serialize> {
        record: &'k str,
        #[serde(flatten)]
        of: T,
    }
    let mut out = String::new();
    let mut put = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let report = shown.report;
    put(compact(&serde_json::json!({"record": "check", "format": FORMAT})));
    for problem in shown.problems {
        put(compact(&Kind { record: "problem", of: ProblemOut::of(problem, shown) }));
    }
    for document in &report.documents {
        put(compact(&Kind { record: "document", of: DocumentOut::of(document) }));
    }
    for event in &report.events {
        put(compact(&Kind { record: "event", of: event }));
    }
    for claim in &report.claims {
        put(compact(&Kind { record: "claim", of: claim }));
    }
    for finding in &report.findings {
        put(compact(&Kind { record: "finding", of: FindingOut::of(finding, shown) }));
    }
    put(compact(&Kind { record: "coverage", of: &report.coverage }));
    out
}

/// A claim as the contract's JSON, on one line.
pub fn claim_json(claim: &Claim) -> serde_json::Value {
    serde_json::to_value(claim).unwrap_or_default()
}

/// A document as the contract's JSON.
pub fn document_json(document: &Document) -> serde_json::Value {
    serde_json::to_value(DocumentOut::of(document)).unwrap_or_default()
}

pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    safe::json(text)
}

pub(super) fn compact(value: &impl Serialize) -> String {
    safe::json(serde_json::to_string(value).unwrap_or_default())
}
