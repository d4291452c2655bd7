//! `jsonld` and `annotations`: claims as schema.org has them, and their words as Web Annotations.
//!
//! What belongs here: linked data. What does not: deciding which claims agree. schema.org has no words for agreement and
//! contradiction, so both are of a vocabulary of our own; a ClaimReview is written only where a person has decided.

use super::{Shown, csv::word, json, plain::plain};
use crate::model::{Claim, Document, Finding, Verdict};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Characters before and after the words of a selector.
const AROUND: usize = 32;

/// What a person decided about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub fingerprint: String,
    /// `accepted`, `false-positive` or `superseded`.
    pub decision: String,
    pub reason: String,
    /// Who decided, where it is told.
    pub by: Option<String>,
}

/// All claims with what contradicts them and what agrees with them, and the reviews that people made.
pub fn jsonld(shown: &Shown<'_>, decided: &[Decided]) -> String {
    let report = shown.report;
    let mut graph: Vec<Value> = report.documents.iter().map(article).collect();
    let related = related(shown);
    for claim in &report.claims {
        let Some(document) = shown.document(&claim.document) else { continue };
        let mut entry = json!({
            "@type": "Claim",
            "@id": iri("claim", &claim.id),
            "text": claim.sentence,
            "about": plain_subject(claim),
            "appearance": {"@id": iri("document", &claim.document)},
            "author": author(claim, document),
            "attribute": word(&claim.attribute),
            "canonical": claim.canonical,
            "reading": plain(&claim.canonical),
            "modality": word(&claim.modality),
            "words": target(claim, document),
        });
        for (key, ids) in related.get(claim.id.as_str()).into_iter().flatten() {
            entry[*key] = ids.iter().map(|id| Value::from(iri("claim", id))).collect();
        }
        graph.push(entry);
    }
    for finding in &report.findings {
        let decision = decided.iter().find(|decided| decided.fingerprint == finding.fingerprint);
        graph.extend(decision.map(|decision| review(shown, finding, decision)));
    }
    json::pretty(&json!({"@context": context(), "@graph": graph}))
}

/// The words of every claim as a page of Web Annotations (W3C, 2017).
pub fn annotations(shown: &Shown<'_>) -> String {
    let items: Vec<Value> = shown
        .report
        .claims
        .iter()
        .filter_map(|claim| {
            let document = shown.document(&claim.document)?;
            Some(json!({
                "type": "Annotation",
                "id": iri("claim", &claim.id),
                "motivation": "identifying",
                "body": {
                    "type": "TextualBody",
                    "format": "text/plain",
                    "value": format!("{}: {}", claim.subject, plain(&claim.canonical)),
                },
                "target": target(claim, document),
            }))
        })
        .collect();
    json::pretty(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:corroborate:claims",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }))
}

fn context() -> Value {
    let of_claims = |name: &str| json!({"@id": format!("corroborate:{name}"), "@type": "@id", "@container": "@set"});
    let oa = |name: &str| json!({"@id": format!("oa:{name}")});
    json!([
        "https://schema.org",
        {
            "corroborate": "urn:corroborate:vocabulary:",
            "oa": "http://www.w3.org/ns/oa#",
            "contradicts": of_claims("contradicts"),
            "agreesWith": of_claims("agreesWith"),
            "attribute": "corroborate:attribute",
            "canonical": "corroborate:canonical",
            "reading": "corroborate:reading",
            "modality": "corroborate:modality",
            "words": "corroborate:words",
            "copyOf": {"@id": "corroborate:copyOf", "@type": "@id"},
            "versionOf": {"@id": "corroborate:versionOf", "@type": "@id"},
            "SpecificResource": "oa:SpecificResource",
            "TextQuoteSelector": "oa:TextQuoteSelector",
            "TextPositionSelector": "oa:TextPositionSelector",
            "source": {"@id": "oa:hasSource", "@type": "@id"},
            "selector": oa("hasSelector"),
            "exact": oa("exact"),
            "prefix": oa("prefix"),
            "suffix": oa("suffix"),
            "start": oa("start"),
            "end": oa("end"),
            "type": "@type",
        },
    ])
}

fn iri(kind: &str, id: &str) -> String {
    format!("urn:corroborate:{kind}:{id}")
}

fn plain_subject(claim: &Claim) -> &str {
    claim.subject.split_once(": ").map_or(claim.subject.as_str(), |(_, topic)| topic)
}

fn article(document: &Document) -> Value {
    let article = &document.article;
    let mut entry = Map::new();
    entry.insert("@type".into(), "NewsArticle".into());
    entry.insert("@id".into(), iri("document", &document.id).into());
    entry.insert("publisher".into(), json!({"@type": "Organization", "name": article.source_name()}));
    for (key, value) in [
        ("headline", article.title.clone()),
        ("datePublished", article.published.as_ref().map(|known| known.value.canonical())),
        ("dateModified", article.updated.as_ref().map(|moment| moment.canonical())),
        ("url", article.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://"))),
        ("inLanguage", article.language.clone()),
        ("copyOf", document.copy_of.as_ref().map(|id| iri("document", id))),
        ("versionOf", document.version_of.as_ref().map(|id| iri("document", id))),
    ] {
        if let Some(value) = value {
            entry.insert(key.into(), value.into());
        }
    }
    Value::Object(entry)
}

/// Whose words it is: the person to whom they are attributed, or else the outlet.
fn author(claim: &Claim, document: &Document) -> Value {
    match &claim.attribution {
        Some(speaker) => json!({"@type": "Thing", "name": speaker}),
        None => json!({"@type": "Organization", "name": document.article.source_name()}),
    }
}

/// The words in their text: as a quotation with its surroundings, and by their place, which counts characters.
fn target(claim: &Claim, document: &Document) -> Value {
    let text = &document.article.text;
    let before = text.get(..claim.span.start).unwrap_or_default();
    let words = text.get(claim.span.start..claim.span.end).unwrap_or_default();
    let after = text.get(claim.span.end..).unwrap_or_default();
    let start = before.chars().count();
    let prefix = &before[before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at)..];
    let suffix: String = after.chars().take(AROUND).collect();
    json!({
        "type": "SpecificResource",
        "source": document.article.url.clone().unwrap_or_else(|| iri("document", &document.id)),
        "selector": [
            {"type": "TextQuoteSelector", "exact": words, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": start, "end": start + words.chars().count()},
        ],
    })
}

type Related<'r> = BTreeMap<&'r str, BTreeMap<&'static str, BTreeSet<&'r str>>>;

/// By the id of a claim, the claims that contradict it and those that agree with it.
fn related<'r>(shown: &Shown<'r>) -> Related<'r> {
    let mut related: Related<'r> = BTreeMap::new();
    for finding in &shown.report.findings {
        let sides = || {
            finding.sides.iter().enumerate().flat_map(|(n, side)| side.claims.iter().map(move |id| (n, id.as_str())))
        };
        for (one, id) in sides() {
            let key = |other: usize| match finding.verdict {
                Verdict::Contradiction if other != one => Some("contradicts"),
                Verdict::Contradiction if other == one => Some("agreesWith"),
                Verdict::Agreement => Some("agreesWith"),
                _ => None,
            };
            for (other, held) in sides().filter(|(_, held)| *held != id) {
                if let Some(key) = key(other) {
                    related.entry(id).or_default().entry(key).or_default().insert(held);
                }
            }
        }
    }
    related
}

/// A person's judgement of a finding, as the review of its claims.
fn review(shown: &Shown<'_>, finding: &Finding, decided: &Decided) -> Value {
    let claims: Vec<&Claim> =
        finding.sides.iter().flat_map(|side| &side.claims).filter_map(|id| shown.claim(id)).collect();
    let reviewed: Vec<Value> = claims.iter().map(|claim| json!({"@id": iri("claim", &claim.id)})).collect();
    let rating = match decided.decision.as_str() {
        "accepted" => "The finding holds",
        "false-positive" => "No contradiction",
        _ => "Overtaken",
    };
    let mut review = json!({
        "@type": "ClaimReview",
        "@id": iri("review", &finding.fingerprint),
        "name": finding.summary,
        "claimReviewed": claims.first().map_or(finding.summary.as_str(), |claim| claim.sentence.as_str()),
        "itemReviewed": reviewed,
        "reviewBody": decided.reason,
        "reviewRating": {"@type": "Rating", "alternateName": rating},
    });
    if let Some(by) = &decided.by {
        review["author"] = json!({"@type": "Person", "name": by});
    }
    review
}
