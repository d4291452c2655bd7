//! Judging: what the linked claims say of each other.
//!
//! What belongs here: verdicts and their reasons. What does not: rendering, and how articles are read.

pub mod accuse;
pub mod across;
pub mod codes;
mod compare;
pub use compare::relation;
mod event;
mod figures;
mod finding;
mod order;
mod quotes;
mod roles;
mod sums;
mod within;

use crate::claim::{self, Reading};
use crate::link::Linker;
use crate::model::{Coverage, Document, Finding, Report, Verdict};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Reads, links and judges a set of documents.
///
/// The result depends on the set alone: neither on the order of the documents nor on the number of threads.
pub fn check(mut documents: Vec<Document>) -> Report {
    documents
        .sort_by(|a, b| (&a.article.path, a.article.number, &a.id).cmp(&(&b.article.path, b.article.number, &b.id)));
    documents.dedup_by(|a, b| a.id == b.id);
    let readings: Vec<Reading> = documents.into_par_iter().map(claim::read).collect();
    judge(readings)
}

/// Judges what has been read.
pub fn judge(mut readings: Vec<Reading>) -> Report {
    let (mut findings, links) = {
        let linker = Linker::new(&readings);
        let (mut findings, links) = across::findings(&linker);
        for reading in &readings {
            findings.extend(within::findings(reading));
        }
        findings.sort_by(order);
        findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
        (findings, links)
    };
    let events = event::assign(&mut readings, &links, &mut findings);
    let linked: BTreeSet<&str> = findings
        .iter()
        .filter(|f| f.verdict != Verdict::Distinct)
        .flat_map(|f| f.sides.iter().flat_map(|s| s.claims.iter().map(String::as_str)))
        .collect();
    let claims: Vec<_> = readings
        .iter()
        .flat_map(|r| r.drafts.iter().filter(|d| d.sources.is_empty()).map(|d| d.claim.clone()))
        .collect();
    let coverage = Coverage {
        documents: readings.len(),
        sentences: readings.iter().map(|r| r.sentences.len()).sum(),
        claims: claims.len(),
        single_source: claims.iter().filter(|c| !linked.contains(c.id.as_str())).count(),
        unresolved: readings.iter().map(|r| r.unresolved).sum(),
    };
    let documents = readings.into_iter().map(|r| r.document).collect();
    Report { documents, events, claims, findings, coverage }
}

/// Worst first, then by code and identity.
fn order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (a.verdict, &a.code, std::cmp::Reverse(a.independent_sources), &a.fingerprint).cmp(&(
        b.verdict,
        &b.code,
        std::cmp::Reverse(b.independent_sources),
        &b.fingerprint,
    ))
}
