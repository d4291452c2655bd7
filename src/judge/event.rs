//! Events: clauses of different articles that tell of one happening.

use super::across::Link;
use crate::claim::Reading;
use crate::model::{Claim, Event, Finding};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

type Clause = (usize, usize, usize);

/// All events, and all claims with their events.
pub struct Events<'r> {
    pub events: Vec<Event>,
    pub claims: Vec<Claim>,
    /// The event of each claim, those among them that are not told by themselves.
    of_claim: FxHashMap<&'r str, String>,
}

impl Events<'_> {
    /// Gives every finding the event of its first claim.
    pub fn place(&self, findings: &mut [Finding]) {
        for finding in findings {
            let first = finding.sides.first().and_then(|side| side.claims.first());
            finding.event = first.and_then(|claim| self.of_claim.get(claim.as_str())).cloned();
        }
    }
}

/// Clauses that bear linked claims are one event; a clause with claims of its own is an event of one article.
pub fn assign<'r, 'l>(readings: &'r [Reading], links: impl Iterator<Item = &'l Link>) -> Events<'r> {
    let mut root: BTreeMap<Clause, Clause> = BTreeMap::new();
    let clause_of = |readings: &[Reading], r: usize, d: usize| {
        let frame = &readings[r].drafts[d].frame;
        (r, frame.sentence, frame.clause)
    };
    for (r, reading) in readings.iter().enumerate() {
        for d in 0..reading.drafts.len() {
            let clause = clause_of(readings, r, d);
            root.insert(clause, clause);
        }
    }
    for link in links {
        let x = find(&root, clause_of(readings, link.a.reading, link.a.draft));
        let y = find(&root, clause_of(readings, link.b.reading, link.b.draft));
        if x != y {
            root.insert(x.max(y), x.min(y));
        }
    }
    let mut events: BTreeMap<Clause, Event> = BTreeMap::new();
    let mut of_claim: FxHashMap<&str, String> = FxHashMap::default();
    let mut claims: Vec<Claim> = Vec::new();
    for (r, reading) in readings.iter().enumerate() {
        let id_of_document = &reading.document.id;
        for draft in &reading.drafts {
            let key = find(&root, (r, draft.frame.sentence, draft.frame.clause));
            let event = events.entry(key).or_insert_with(|| {
                let name = format!("{}\u{1f}{}\u{1f}{}", id_of_document, draft.frame.sentence, draft.frame.clause);
                Event {
                    id: format!("e{}", &blake3::hash(name.as_bytes()).to_hex()[..8]),
                    kind: kind(&draft.frame).to_string(),
                    label: label(&draft.frame),
                    documents: Vec::new(),
                }
            });
            if !event.documents.contains(id_of_document) {
                event.documents.push(id_of_document.clone());
            }
            if draft.sources.is_empty() {
                claims.push(Claim { event: Some(event.id.clone()), ..draft.claim.clone() });
            }
            of_claim.insert(&draft.claim.id, event.id.clone());
        }
    }
    let mut list: Vec<Event> = events.into_values().collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    Events { events: list, claims, of_claim }
}

fn find(root: &BTreeMap<Clause, Clause>, mut at: Clause) -> Clause {
    while let Some(&up) = root.get(&at)
        && up != at
    {
        at = up;
    }
    at
}

fn kind(frame: &crate::claim::frame::Frame) -> &str {
    crate::claim::words::event_kind(&frame.predicate)
        .or_else(|| frame.object.as_deref().and_then(crate::claim::words::event_kind))
        .or_else(|| frame.head.as_deref().and_then(crate::claim::words::event_kind))
        .unwrap_or("other")
}

fn label(frame: &crate::claim::frame::Frame) -> String {
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(frame.subject.as_deref());
    parts.push(&frame.predicate);
    parts.extend(frame.object.as_deref());
    parts.join(" ")
}
