//! The parts of a story's page, made ready for the templates.
//!
//! What belongs here: what each part shows, as plain values. What does not: markup, file names.

pub mod arrows;
pub mod cards;
pub mod matrix;
pub mod plot;
pub mod reader;
pub mod timeline;
pub mod versions;

use crate::model::{Attribute, Claim, Finding, Verdict};
use std::collections::BTreeMap;

/// Where findings and claims stand in the report: the page and the anchor of each.
#[derive(Default)]
pub struct Links {
    /// By the id of a claim: its page.
    claims: BTreeMap<String, String>,
    /// By the id of a claim: its gravest finding, as verdict, word, page and anchor.
    findings: BTreeMap<String, (Verdict, &'static str, String)>,
    /// By the fingerprint of a finding: page and anchor.
    anchors: BTreeMap<String, String>,
    /// By the id of a document: page and anchor.
    documents: BTreeMap<String, String>,
}

impl Links {
    /// Notes that a claim stands on a page.
    pub fn put_claim(&mut self, claim: &Claim, page: &str) {
        self.claims.insert(claim.id.clone(), page.to_string());
    }

    /// Notes that a claim takes part in a finding; the first counts, so the gravest is put first.
    pub fn put_finding(&mut self, claim: &str, verdict: Verdict, word: &'static str, link: String) {
        self.findings.entry(claim.to_string()).or_insert((verdict, word, link));
    }

    /// Notes where a finding stands.
    pub fn put_anchor(&mut self, fingerprint: &str, link: String) {
        self.anchors.entry(fingerprint.to_string()).or_insert(link);
    }

    /// Notes where an article begins.
    pub fn put_document(&mut self, document: &str, link: String) {
        self.documents.entry(document.to_string()).or_insert(link);
    }

    /// The link to a finding.
    pub fn anchor(&self, finding: &Finding) -> String {
        self.anchors.get(&finding.fingerprint).cloned().unwrap_or_default()
    }

    /// The link to the words of a claim; to its article where the reader leaves them out.
    pub fn claim(&self, claim: &Claim) -> String {
        match self.claims.get(&claim.id) {
            Some(page) => format!("{page}#{}", claim.id),
            None => self.documents.get(&claim.document).cloned().unwrap_or_default(),
        }
    }

    /// The link to the gravest finding of a claim, with the word for its verdict.
    pub fn finding(&self, claim: &Claim) -> Option<(String, &'static str)> {
        self.findings.get(&claim.id).map(|(_, word, link)| (link.clone(), *word))
    }

    /// How grave it is what a claim takes part in; least is worst.
    pub fn grave(&self, claim: &Claim) -> (bool, Option<Verdict>) {
        let verdict = self.findings.get(&claim.id).map(|(verdict, ..)| *verdict);
        (verdict.is_none(), verdict)
    }
}

/// The word for an attribute.
pub fn kind(attribute: Attribute) -> String {
    crate::report::csv::word(&attribute)
}
