//! The one place that knows the order of the stages: read, extract, claim, link, judge, with the store between them.
//!
//! What belongs here: which stage is called when, and with what. What does not: what a stage does.

mod story;

pub use story::{Story, compare_new, compare_with, index};

use crate::claim::{self, Reading, mentions};
use crate::error::{Error, ErrorKind};
use crate::judge;
use crate::model::{Article, Document, Finding, Moment, Report};
use crate::read;
use crate::report::Problem;
use crate::revise::{self, Revision, State};
use crate::store::{Added, Indexed, Store, StoreError};
use chrono::{NaiveDate, NaiveDateTime};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What was read, and what could not be.
#[derive(Clone, Debug, Default)]
pub struct ReadOutcome {
    pub documents: Vec<Document>,
    pub problems: Vec<Problem>,
    /// Files that were passed over, and the like.
    pub notes: Vec<String>,
}

/// What a check came to.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    pub report: Report,
    pub problems: Vec<Problem>,
    /// Files that were passed over, and the like.
    pub notes: Vec<String>,
    /// What the check put on file, where it read paths into a store.
    pub added: Added,
}

/// A stage that is asked for, but is not part of this build.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not available in this version of corroborate")]
pub struct NotAvailable(pub &'static str);

/// Reads files and folders; a file that cannot be read is a problem and stops nothing.
pub fn read(paths: &[PathBuf]) -> ReadOutcome {
    let outcome = read::read_paths(paths);
    let notes = outcome.notes.into_iter().map(|note| format!("{}: {}", note.path, note.message)).collect();
    ReadOutcome { documents: outcome.documents, problems: outcome.problems.iter().map(problem).collect(), notes }
}

/// Finds versions and copies among what is on file and what is new; where both hold an article, the new reading counts.
pub fn join(on_file: Vec<Document>, new: Vec<Document>) -> Vec<Document> {
    let ids: BTreeSet<&str> = new.iter().map(|document| document.id.as_str()).collect();
    let mut articles: Vec<Article> = on_file
        .into_iter()
        .filter(|document| !ids.contains(document.id.as_str()))
        .map(|document| document.article)
        .collect();
    drop(ids);
    articles.extend(new.into_iter().map(|document| document.article));
    read::relate(articles)
}

/// Compares documents with each other, and each version of an article with the one before it.
pub fn compare(documents: Vec<Document>) -> Report {
    judged(judge::read(documents), |_, _| true, None)
}

/// What readings, in the order of `judge::read`, say of each other, as far as they are `in_question`.
fn judged(
    readings: Vec<Reading>,
    in_question: impl Fn(&Document, &Document) -> bool + Sync,
    known: Option<&mut judge::Known>,
) -> Report {
    let by_id: BTreeMap<&str, &Reading> = readings.iter().map(|r| (r.document.id.as_str(), r)).collect();
    let version = |new: &Reading| {
        let old = by_id.get(new.document.version_of.as_deref()?)?;
        in_question(&old.document, &new.document).then(|| revise::compare(old, new))
    };
    let revisions: Vec<Revision> = readings.iter().filter_map(version).collect();
    let mut report = judge::judge(readings, in_question, known);
    for revision in revisions {
        let mut findings = revise::findings(&revision);
        for row in revision.claims.changed {
            for claim in [row.old, row.new] {
                let shown = findings.iter().any(|f| f.sides.iter().any(|s| s.claims.contains(&claim.id)));
                if shown && report.claim(&claim.id).is_none() {
                    report.claims.push(claim);
                }
            }
        }
        for finding in &mut findings {
            let mut told = finding.sides.iter().flat_map(|side| &side.claims);
            finding.event = told.find_map(|id| report.claim(id).and_then(|claim| claim.event.clone()));
        }
        report.findings.append(&mut findings);
    }
    report.findings.sort_by(judge::order);
    report.findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    tell_apart(&mut report.findings);
    report
}

/// Findings whose short ids are the same by chance go by their whole fingerprints: among some ten thousand, a few do.
fn tell_apart(findings: &mut [Finding]) {
    let mut often: FxHashMap<String, usize> = FxHashMap::default();
    for finding in findings.iter() {
        *often.entry(finding.id.clone()).or_default() += 1;
    }
    for finding in findings.iter_mut().filter(|finding| often[&finding.id] > 1) {
        finding.id = format!("f{}", finding.fingerprint);
    }
}

/// Reads the paths and compares exactly these; nothing is kept.
pub fn check(paths: &[PathBuf]) -> Checked {
    let read = read(paths);
    Checked { report: compare(read.documents), problems: read.problems, notes: read.notes, added: Added::default() }
}

/// Puts what the paths hold on file, and compares all that the store holds.
pub fn check_with_store(paths: &[PathBuf], store: &mut Store) -> Result<Checked, StoreError> {
    let (added, read) = add(paths, store)?;
    let readings = judge::read(store.documents()?);
    let indexed: Vec<Indexed> = readings.iter().map(story::indexed).collect();
    let report = judged(readings, |_, _| true, None);
    store.save_report(&report)?;
    store.index(&indexed)?;
    Ok(Checked { report, problems: read.problems, notes: read.notes, added })
}

/// Puts what the paths hold on file. New articles may make others versions or copies of them.
pub fn add(paths: &[PathBuf], store: &mut Store) -> Result<(Added, ReadOutcome), StoreError> {
    if paths.is_empty() {
        return Ok((Added::default(), ReadOutcome::default()));
    }
    let mut read = read(paths);
    let new: BTreeSet<String> = read.documents.iter().map(|document| document.id.clone()).collect();
    let documents = join(store.documents()?, std::mem::take(&mut read.documents));
    let mut added = store.add(&documents)?;
    let untouched = documents.iter().filter(|document| !new.contains(&document.id)).count();
    added.unchanged = added.unchanged.saturating_sub(untouched);
    Ok((added, read))
}

/// The two articles to compare: of several candidates, those whose words are most alike.
pub fn pair(old: Vec<Document>, new: Vec<Document>) -> Option<(Document, Document)> {
    let words = |document: &Document| -> BTreeSet<String> {
        document.article.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
    };
    let likeness = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let common = a.intersection(b).count();
        // In thousandths, so that ties are exact and the first pair wins.
        common * 1000 / (a.len() + b.len() - common).max(1)
    };
    let (olds, news): (Vec<_>, Vec<_>) = (old.iter().map(words).collect(), new.iter().map(words).collect());
    let (mut best, mut most) = ((0, 0), None);
    for (i, a) in olds.iter().enumerate() {
        for (j, b) in news.iter().enumerate() {
            let alike = likeness(a, b);
            if most.is_none_or(|most| alike > most) {
                (best, most) = ((i, j), Some(alike));
            }
        }
    }
    Some((old.into_iter().nth(best.0)?, new.into_iter().nth(best.1)?))
}

/// What changed from one version of an article to another, as the JSON of the README.
pub fn diff(old: &Document, new: &Document) -> Result<serde_json::Value, NotAvailable> {
    let revision = revise::diff(old.clone(), new.clone());
    Ok(serde_json::json!({
        "format": "corroborate.diff/1",
        "old": crate::report::document_json(old),
        "new": crate::report::document_json(new),
        "claims": revision.claims,
        "text": revision.text,
    }))
}

/// All versions of one article, the oldest first, with what became of it and what each changed.
pub fn history(chain: Vec<Document>) -> serde_json::Value {
    let readings: Vec<_> = chain.into_iter().map(claim::read).collect();
    let (states, revisions) = (revise::states(&readings), revise::revisions(&readings));
    let versions: Vec<serde_json::Value> = readings
        .iter()
        .enumerate()
        .map(|(at, reading)| {
            let mut version = crate::report::document_json(&reading.document);
            version["state"] = serde_json::json!(states[at]);
            // what a withdrawn article no longer says was not edited
            let told = |at: usize| states[at] != State::Withdrawn;
            if let Some(revision) = at.checked_sub(1).filter(|&before| told(before) && told(at)).map(|i| &revisions[i])
            {
                version["claims"] = serde_json::json!(revision.claims);
                let silent = revision.claims.changed.iter().filter(|row| !row.declared).count();
                version["silent"] = serde_json::json!(silent);
            }
            version
        })
        .collect();
    serde_json::json!({"format": "corroborate.log/1", "versions": versions})
}

/// In which versions of an article a claim stands, and what it was before and after; `None` where no version has it.
pub fn claim_history(chain: Vec<Document>, id: &str) -> Option<serde_json::Value> {
    let readings: Vec<_> = chain.into_iter().map(claim::read).collect();
    let track = revise::track(&readings, id)?;
    let standing: Vec<usize> = (0..readings.len()).filter(|&r| track.drafts[r].is_some()).collect();
    let (first, last) = (*standing.first()?, *standing.last()?);
    let told = |r: usize, d: usize| {
        serde_json::json!({
            "version": r + 1,
            "document": crate::report::document_json(&readings[r].document),
            "claim": readings[r].drafts[d].claim,
        })
    };
    let at = |r: usize| track.drafts[r].map(|d| told(r, d));
    Some(serde_json::json!({
        "format": "corroborate.log.claim/1",
        "versions": readings.len(),
        "first": at(first),
        "last": at(last),
        "was": track.was.map(|(r, d)| told(r, d)),
        "became": track.became.map(|(r, d)| told(r, d)),
        "current": last + 1 == readings.len(),
    }))
}

/// What the words of a document say, as the JSON of the README; all kinds where none is named.
pub fn extract(document: &Document, kinds: &[&str]) -> Result<Vec<serde_json::Value>, NotAvailable> {
    Ok(mentions::of(document, kinds))
}

/// A document as one JSON object on line `number` of standard input, in any form that a JSON seed may have.
pub fn document_from_json(line: &[u8], number: usize) -> Result<Document, Problem> {
    let name = serde_json::from_slice::<serde_json::Value>(line).ok().and_then(|value| {
        let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str).map(str::to_string);
        text("path").or_else(|| text("id"))
    });
    let mut articles = read::read_bytes("-.json", line, None).map_err(|error| {
        let mut problem = problem(&error);
        problem.path = "-".to_string();
        problem.line = Some(number);
        problem
    })?;
    for article in &mut articles {
        article.path = name.clone().unwrap_or_else(|| format!("-:{number}"));
    }
    // One object is one article, so there is exactly one document.
    read::relate(articles).into_iter().next().ok_or_else(|| Problem {
        code: "P903".to_string(),
        error: true,
        path: "-".to_string(),
        line: Some(number),
        message: "there is no article in this line".to_string(),
        hint: None,
    })
}

/// A publish time in ISO 8601: a date, or a date-time with or without an offset.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Moment::day(day));
    }
    let zoned = text.strip_suffix('Z').map_or(text.to_string(), |bare| format!("{bare}+00:00"));
    for form in ["%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M%:z"] {
        if let Ok(at) = chrono::DateTime::parse_from_str(&zoned, form) {
            return Some(Moment::minute(at.naive_local(), Some(at.offset().local_minus_utc() / 60)));
        }
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|at| Moment::minute(at, None))
}

/// What the reader complains of, with the code under which `explain` tells more.
fn problem(error: &Error) -> Problem {
    let code = match error.kind {
        ErrorKind::Binary | ErrorKind::Encoding => "P902",
        ErrorKind::Empty | ErrorKind::NotAnArticle => "P903",
        ErrorKind::TooLarge => "P904",
        ErrorKind::FrontMatter | ErrorKind::Manifest => "P905",
        ErrorKind::Date => "P906",
        ErrorKind::Json | ErrorKind::Html => "P907",
        _ => "P901",
    };
    Problem {
        code: code.to_string(),
        error: true,
        path: error.path.clone().unwrap_or_default(),
        line: error.line,
        message: error.message.clone(),
        hint: error.hint.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(path: &str, texts: &[&str]) -> Vec<Document> {
        let lines: Vec<String> = texts.iter().map(|text| serde_json::json!({"text": text}).to_string()).collect();
        let read = read::read_bytes(&format!("{path}.jsonl"), lines.join("\n").as_bytes(), None);
        read::relate(read.unwrap_or_default())
    }

    #[test]
    fn an_article_is_compared_to_the_most_similar_of_a_page() {
        let one = documents("one", &["The pier opens on Sunday after long repairs to its northern end."]);
        let page = documents(
            "page",
            &[
                "A new baker has come to the island.",
                "The pier opens on Monday after long repairs to its northern end.",
                "No ferry today.",
            ],
        );
        let found = pair(one.clone(), page).map(|(_, new)| new.article.text.contains("Monday"));
        assert_eq!(found, Some(true));
        assert!(pair(one, Vec::new()).is_none());
    }

    #[test]
    fn publish_times() {
        let canonical = |text: &str| moment(text).map(|moment| moment.canonical());
        for (text, wanted) in [
            ("2031-03-04", Some("2031-03-04")),
            ("2031-03-04T18:30:00Z", Some("2031-03-04T18:30+00:00")),
            ("2031-03-04T18:30+09:00", Some("2031-03-04T18:30+09:00")),
            ("2031-03-04T18:30", Some("2031-03-04T18:30")),
            ("2031-02-30", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(canonical(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn a_new_reading_takes_the_place_of_the_old_one() {
        let old = documents("a", &["The pier opens on Sunday after long repairs to its northern end."]);
        assert_eq!(join(old.clone(), old.clone()), old);
        assert_eq!(join(Vec::new(), old.clone()), old);
    }
}
