//! `decide`: what people decided about findings, kept in a file that lives with the seeds.

use super::args::{Decide, Decision};
use super::exit::advice;
use super::output::remark;
use super::{Exit, Session, explain};
use crate::model::{Finding, Report};
use anyhow::{Context, Result};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Entry<'e> {
    fingerprint: &'e str,
    #[serde(rename = "as")]
    decision: &'static str,
    reason: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    outlets: Vec<String>,
    code: &'e str,
    summary: &'e str,
}

#[derive(Serialize)]
struct File<'e> {
    decision: [Entry<'e>; 1],
}

pub(super) fn decide(session: &Session<'_>, args: &Decide) -> Result<Exit> {
    let name = args.file.display().to_string();
    if args.reason.trim().is_empty() {
        return Err(advice(
            "a decision needs a reason",
            "--reason \"both figures are right: one is the first shift's\"",
        ));
    }
    let report = session.last_report()?;
    let finding = explain::finding(&report, &args.id)?;
    let old = match fs_err::read_to_string(&args.file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.into()),
    };
    let table: toml::Table = old.parse().with_context(|| format!("{name}: is no TOML; nothing was changed"))?;
    let known = table.get("decision").and_then(toml::Value::as_array).is_some_and(|entries| {
        entries.iter().any(|entry| entry.get("fingerprint").and_then(toml::Value::as_str) == Some(&finding.fingerprint))
    });
    if known {
        return Err(advice(format!("{name}: there is a decision on {} already", finding.id), "change it in the file"));
    }
    let entry = Entry {
        fingerprint: &finding.fingerprint,
        decision: match args.decision {
            Decision::Accepted => "accepted",
            Decision::FalsePositive => "false-positive",
            Decision::Superseded => "superseded",
        },
        reason: &args.reason,
        by: args.by.as_deref(),
        until: args.until.map(|day| day.to_string()),
        outlets: outlets(&report, finding),
        code: &finding.code,
        summary: &finding.summary,
    };
    // The new entry goes behind what is there, so that comments and order stay as people left them.
    let mut text = old;
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    text.push_str(&toml::to_string(&File { decision: [entry] })?);
    fs_err::write(&args.file, text)?;
    remark(session.common, &format!("{name}: {} is {}", finding.id, text_of(args.decision)));
    Ok(Exit::Done)
}

/// Names of the outlets that take part, sorted.
fn outlets(report: &Report, finding: &Finding) -> Vec<String> {
    let claims = finding.sides.iter().flat_map(|side| &side.claims).filter_map(|id| report.claim(id));
    let documents = claims.filter_map(|claim| report.document(&claim.document));
    let names: BTreeSet<String> = documents.map(|document| document.article.source_name()).collect();
    names.into_iter().collect()
}

fn text_of(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "accepted as it is",
        Decision::FalsePositive => "no contradiction",
        Decision::Superseded => "overtaken",
    }
}
