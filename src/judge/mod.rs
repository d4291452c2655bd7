//! Judging: what the linked claims say of each other.
//!
//! What belongs here: verdicts and their reasons. What does not: rendering, and how articles are read.

pub mod accuse;
pub mod across;
pub mod agree;
pub mod bars;
mod clashes;
pub mod codes;
mod compare;
mod groups;
pub mod verdict;
pub use across::Known;
pub use compare::relation;
pub mod context;
mod event;
mod figures;
mod finding;
mod lists;

mod order;
pub mod own;
mod quotes;
mod ranks;
mod reckoned;
mod roles;
mod sequence;
pub mod strangers;
mod sums;
mod told;
mod within;
mod wording;
mod years;

use crate::claim::{self, Reading};
use crate::link::Linker;
use crate::model::{Attribute, Coverage, Document, Finding, Report, Span, Verdict};
use event::Events;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Reads, links and judges a set of documents.
///
/// The result depends on the set alone: neither on the order of the documents nor on the number of threads.
pub fn check(documents: Vec<Document>) -> Report {
    judge(&read(documents), |_, _| true, None)
}

/// Reads a set of documents, each once, in the order in which they are judged.
pub fn read(mut documents: Vec<Document>) -> Vec<Reading> {
    sort(&mut documents, |document| document);
    documents.dedup_by(|a, b| a.id == b.id);
    documents.into_par_iter().map(claim::read).collect()
}

/// Sorts what belongs to documents in the order in which these are judged: by path, place in the file, identity.
pub fn sort<T>(list: &mut [T], document: impl Fn(&T) -> &Document) {
    let key = |item: &T| {
        let document = document(item);
        (document.article.path.clone(), document.article.number, document.id.clone())
    };
    list.sort_by_cached_key(key);
}

/// Judges what has been read: each article by itself and each two of one story, as far as they are `in_question`. What is
/// `known` of pairs from an earlier call is not worked out again.
pub fn judge(
    readings: &[Reading],
    in_question: impl Fn(&Document, &Document) -> bool + Sync,
    known: Option<&mut Known>,
) -> Report {
    let (mut findings, told) = {
        let mut linker = Linker::new(readings);
        linker.stories.retain(|&(i, j, _)| in_question(&readings[i].document, &readings[j].document));
        let said = across::gather(&linker, known);
        let (joined, told) = rayon::join(|| across::findings(&linker, &said), || event::assign(readings, said.links()));
        let mut findings = said.findings;
        findings.extend(joined);
        findings.extend(said.followed);
        let by_itself = readings.par_iter().filter(|reading| in_question(&reading.document, &reading.document));
        findings.par_extend(by_itself.flat_map_iter(within::findings));
        drop_told_by_quotes(readings, &mut findings);
        findings.sort_by(order);
        findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
        (findings, told)
    };
    told.place(&mut findings);
    let Events { events, claims, .. } = told;
    let linked: BTreeSet<&str> = findings
        .iter()
        .filter(|f| f.verdict != Verdict::Distinct)
        .flat_map(|f| f.sides.iter().flat_map(|s| s.claims.iter().map(String::as_str)))
        .collect();
    let coverage = Coverage {
        documents: readings.len(),
        sentences: readings.iter().map(|r| r.sentences.len()).sum(),
        claims: claims.len(),
        single_source: claims.iter().filter(|c| !linked.contains(c.id.as_str())).count(),
        unresolved: readings.iter().map(|r| r.unresolved).sum(),
    };
    let documents = readings.iter().map(|r| r.document.clone()).collect();
    Report { documents, events, claims, findings, coverage }
}

/// A denial within two quotations is told once: as a clash of the quotations, not of their clauses too.
fn drop_told_by_quotes(readings: &[Reading], findings: &mut Vec<Finding>) {
    let clash = |f: &&Finding, attribute| f.verdict == Verdict::Contradiction && f.attribute == attribute;
    let quoted: Vec<String> = findings
        .iter()
        .filter(|f| clash(f, Attribute::Quote))
        .flat_map(|f| f.sides.iter().flat_map(|s| s.claims.iter().cloned()))
        .collect();
    if quoted.is_empty() {
        return;
    }
    let quoted: BTreeSet<&str> = quoted.iter().map(String::as_str).collect();
    // For each claim of a quotation that clashes, and each other, where it stands.
    let mut places: FxHashMap<&str, Vec<(usize, Span)>> = FxHashMap::default();
    let mut quotes: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for (r, reading) in readings.iter().enumerate() {
        for claim in reading.drafts.iter().map(|draft| &draft.claim) {
            places.entry(&claim.id).or_default().push((r, claim.span));
            if quoted.contains(claim.id.as_str()) {
                quotes.entry(r).or_default().push(claim.span);
            }
        }
    }
    let within = |id: &str| {
        let mut here = places.get(id).into_iter().flatten();
        here.any(|(r, span)| quotes.get(r).into_iter().flatten().any(|quote| quote.contains(*span)))
    };
    findings.retain(|f| !clash(&f, Attribute::Status) || !f.sides.iter().all(|s| s.claims.iter().all(|id| within(id))));
}

/// Worst first, then by code and identity: the order of a report.
pub fn order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (a.verdict, &a.code, std::cmp::Reverse(a.independent_sources), &a.fingerprint).cmp(&(
        b.verdict,
        &b.code,
        std::cmp::Reverse(b.independent_sources),
        &b.fingerprint,
    ))
}
