//! `decisions.toml`: which findings people have decided about, and which of these decisions no longer hold.
//!
//! What belongs here: reading decisions and applying them. What does not: making them (`decide`).

use super::aside::Compared;
use super::exit::advice;
use crate::model::{Finding, Report};
use crate::report::Problem;
use crate::report::jsonld::Decided;
use anyhow::{Context, Result};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::Path;

/// The decisions of a file, in its order.
#[derive(Default)]
pub struct Decisions {
    name: String,
    entries: Vec<Entry>,
}

struct Entry {
    fingerprint: String,
    line: usize,
    decision: String,
    reason: String,
    by: Option<String>,
    until: Option<NaiveDate>,
    /// Whose articles it is about, where it says so.
    outlets: Vec<String>,
}

impl Decisions {
    /// Reads the file; where there is none, nothing is decided.
    pub fn load(path: &Path) -> Result<Decisions> {
        let text = match fs_err::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Decisions::default()),
            Err(error) => return Err(error.into()),
        };
        Decisions::parse(&text, &path.display().to_string().replace('\\', "/"))
    }

    fn parse(text: &str, name: &str) -> Result<Decisions> {
        let table: toml::Table = text.parse().with_context(|| format!("{name}: is no TOML"))?;
        let list = table.get("decision").and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let mut entries = Vec::new();
        for (number, entry) in list.iter().enumerate() {
            let wrong =
                |what: &str| advice(format!("{name}: decision {} {what}", number + 1), "mend it, or take it out");
            let text_of = |key: &str| entry.get(key).and_then(toml::Value::as_str).map(str::to_string);
            let fingerprint = text_of("fingerprint").ok_or_else(|| wrong("has no fingerprint"))?;
            let reason = text_of("reason").filter(|reason| !reason.trim().is_empty());
            let until = match entry.get("until") {
                None => None,
                Some(toml::Value::String(day)) => {
                    Some(day.parse().map_err(|_| wrong("has an `until` that is no date"))?)
                }
                Some(other) => Some(other.to_string().parse().map_err(|_| wrong("has an `until` that is no date"))?),
            };
            entries.push(Entry {
                line: text
                    .lines()
                    .position(|line| line.contains(&format!("\"{fingerprint}\"")))
                    .map_or(1, |line| line + 1),
                decision: text_of("as").unwrap_or_default(),
                reason: reason.ok_or_else(|| wrong("has no reason"))?,
                by: text_of("by"),
                outlets: entry
                    .get("outlets")
                    .and_then(toml::Value::as_array)
                    .map(|names| names.iter().filter_map(|name| Some(name.as_str()?.to_string())).collect())
                    .unwrap_or_default(),
                fingerprint,
                until,
            });
        }
        Ok(Decisions { name: name.to_string(), entries })
    }

    /// What people decided, for those who read it elsewhere; what has run out is left out.
    pub fn decided(&self, report: &Report) -> Vec<Decided> {
        let today = newest(report);
        let holding = self.entries.iter().filter(|entry| !expired(entry, today));
        let told = holding.map(|entry| Decided {
            fingerprint: entry.fingerprint.clone(),
            decision: entry.decision.clone(),
            reason: entry.reason.clone(),
            by: entry.by.clone(),
        });
        told.collect()
    }

    /// Takes the findings that are decided out of a report. A decision holds until its last day, seen from the newest article.
    pub fn apply(&self, report: &mut Report) -> Vec<Finding> {
        let today = newest(report);
        let holding: BTreeSet<&str> = self
            .entries
            .iter()
            .filter(|entry| !expired(entry, today))
            .map(|entry| entry.fingerprint.as_str())
            .collect();
        let all = std::mem::take(&mut report.findings);
        let (decided, open) = all.into_iter().partition(|finding| holding.contains(finding.fingerprint.as_str()));
        report.findings = open;
        decided
    }

    /// Why a finding is left out: what was decided, the reason, and by whom.
    pub fn reason(&self, fingerprint: &str) -> String {
        let entry = self.entries.iter().find(|entry| entry.fingerprint == fingerprint);
        entry.map_or_else(String::new, |entry| {
            let by = entry.by.as_ref().map_or(String::new(), |name| format!(" ({name})"));
            format!("{}: {}{by}", entry.decision, entry.reason)
        })
    }

    /// Decisions that have run out, or that no finding needs any more, as far as the report can tell.
    pub(super) fn stale(&self, report: &Report, decided: &[Finding], compared: Compared<'_>) -> Vec<Problem> {
        let today = newest(report);
        let known: BTreeSet<&str> =
            report.findings.iter().chain(decided).map(|finding| finding.fingerprint.as_str()).collect();
        let covered = |entry: &Entry| compared.would_tell(report, entry.outlets.iter());
        self.entries
            .iter()
            .filter_map(|entry| {
                let (code, message) = if expired(entry, today) {
                    ("S002", format!("this decision has run out ({})", entry.reason))
                } else if covered(entry) && !known.contains(entry.fingerprint.as_str()) {
                    ("S001", format!("no finding needs this decision any more ({})", entry.reason))
                } else {
                    return None;
                };
                Some(Problem {
                    code: code.to_string(),
                    error: false,
                    path: self.name.clone(),
                    line: Some(entry.line),
                    message,
                    hint: crate::judge::codes::lookup(code).map(|page| page.advice.to_string()),
                })
            })
            .collect()
    }
}

fn expired(entry: &Entry, today: Option<NaiveDate>) -> bool {
    matches!((entry.until, today), (Some(until), Some(today)) if today > until)
}

/// The day of the newest article stands for today: results never depend on a clock.
fn newest(report: &Report) -> Option<NaiveDate> {
    report.documents.iter().filter_map(|document| document.article.anchor().date).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribute, Scope, Verdict};

    fn report(fingerprints: &[&str]) -> Report {
        let text = b"---\noutlet: Harbour Gazette\npublished: 2031-03-04\n---\n\nThe pier opens on Sunday.\n";
        let articles = crate::read::read_bytes("a.txt", text, None).unwrap_or_default();
        let finding = |fingerprint: &&str| Finding {
            id: format!("f{fingerprint}"),
            code: "C101".into(),
            verdict: Verdict::Contradiction,
            scope: Scope::Across,
            attribute: Attribute::Date,
            event: None,
            summary: String::new(),
            independent_sources: 2,
            copies: 0,
            sides: Vec::new(),
            steps: Vec::new(),
            fingerprint: fingerprint.to_string(),
        };
        let findings = fingerprints.iter().map(finding).collect();
        Report { documents: crate::read::relate(articles), findings, ..Report::default() }
    }

    #[test]
    fn decisions_hold_run_out_and_grow_old() -> Result<()> {
        let text = "# ours\n[[decision]]\nfingerprint = \"aa\"\nas = \"accepted\"\nreason = \"both\"\nuntil = 2031-03-04\n\
                    [[decision]]\nfingerprint = \"bb\"\nas = \"accepted\"\nreason = \"old\"\nuntil = \"2031-03-03\"\n\
                    [[decision]]\nfingerprint = \"cc\"\nas = \"accepted\"\nreason = \"gone\"\n";
        let decisions = Decisions::parse(text, "d.toml")?;
        let mut report = report(&["aa", "bb"]);
        let decided = decisions.apply(&mut report);
        assert_eq!(decided.iter().map(|finding| finding.fingerprint.as_str()).collect::<Vec<_>>(), ["aa"]);
        assert_eq!(report.findings.len(), 1);
        let stale: Vec<(String, Option<usize>)> = decisions
            .stale(&report, &decided, Compared::New(&BTreeSet::new()))
            .into_iter()
            .map(|problem| (problem.code, problem.line))
            .collect();
        assert_eq!(stale, [("S002".to_string(), Some(8)), ("S001".to_string(), Some(13))]);
        let other = "[[decision]]\nfingerprint = \"dd\"\nreason = \"both\"\noutlets = [\"Inland Post\"]\n";
        let other = Decisions::parse(other, "d.toml")?;
        assert!(other.stale(&report, &[], Compared::Some).is_empty(), "no article of that outlet was compared");
        assert_eq!(other.stale(&report, &[], Compared::New(&BTreeSet::new())).len(), 1);
        Ok(())
    }

    #[test]
    fn broken_decisions_are_refused() {
        for text in [
            "decision = ",
            "[[decision]]\nreason = \"x\"\n",
            "[[decision]]\nfingerprint = \"aa\"\n",
            "[[decision]]\nfingerprint = \"aa\"\nreason = \" \"\n",
            "[[decision]]\nfingerprint = \"aa\"\nreason = \"x\"\nuntil = \"soon\"\n",
        ] {
            assert!(Decisions::parse(text, "d.toml").is_err(), "{text}");
        }
        assert!(Decisions::parse("", "d.toml").is_ok());
    }
}
