//! `baseline`: findings that were there before, known by what they say and not by where they stand.
//!
//! What belongs here: the file, its entries, and when an entry fits a finding. What does not: what people decided.

use super::args::{Baseline as Command, BaselineAction, BaselineSeeds};
use super::aside::Compared;
use super::decisions::Decisions;
use super::exit::advice;
use super::output::{self, remark, tell_problems};
use super::{Exit, Session, aside, check};
use crate::judge::codes;
use crate::model::{Attribute, Document, Finding, Report, Verdict};
use crate::pipeline;
use crate::report::plain::plain;
use crate::report::{Problem, counted};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FORMAT: &str = "corroborate.baseline/1";

/// The file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Baseline {
    format: String,
    /// Sorted when written; whoever edits the file may leave them in any order.
    findings: Vec<Entry>,
    /// The line of each entry in the file that was read.
    #[serde(skip)]
    lines: Vec<usize>,
}

/// A finding without places, file names and sentences.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    code: String,
    attribute: Attribute,
    /// Base forms of the words that say what the claims are about; one in common is enough, so that other words on one side
    /// do not wake a finding up.
    about: BTreeSet<String>,
    /// Sorted, so that the order of the files has no part in it.
    sides: Vec<Held>,
}

/// One value, and who holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    value: String,
    outlets: BTreeSet<String>,
}

impl Entry {
    fn of(finding: &Finding, index: &Index<'_>) -> Entry {
        let mut about = BTreeSet::new();
        let mut sides = Vec::new();
        for side in &finding.sides {
            let mut outlets = BTreeSet::new();
            for &(outlet, subject) in side.claims.iter().filter_map(|id| index.get(id.as_str())) {
                outlets.insert(outlet.to_string());
                let words = subject.split_once(": ").map_or(subject, |(_, words)| words);
                about.extend(words.split_whitespace().map(str::to_string));
            }
            sides.push(Held { value: side.canonical.clone(), outlets });
        }
        sides.sort();
        Entry { code: finding.code.clone(), attribute: finding.attribute, about, sides }
    }

    /// `C103 duration, “PT25M” of Harbour Gazette against “PT40M” of Inland Post`.
    fn told(&self) -> String {
        let sides: Vec<String> = self
            .sides
            .iter()
            .map(|held| {
                let outlets: Vec<&str> = held.outlets.iter().map(String::as_str).collect();
                format!("“{}” of {}", plain(&held.value), outlets.join(" and "))
            })
            .collect();
        let attribute = format!("{:?}", self.attribute).to_lowercase();
        format!("{} {attribute}, {}", self.code, sides.join(" against "))
    }

    fn fits(&self, other: &Entry) -> bool {
        let one_topic = self.about.is_empty() || other.about.is_empty() || !self.about.is_disjoint(&other.about);
        (&self.code, self.attribute, &self.sides) == (&other.code, other.attribute, &other.sides) && one_topic
    }
}

/// Outlet and subject of every claim, by its id. An unknown outlet is the empty name: a file name must not stand for it.
type Index<'r> = BTreeMap<&'r str, (&'r str, &'r str)>;

fn index(report: &Report) -> Index<'_> {
    let outlets: BTreeMap<&str, &str> =
        report.documents.iter().map(|document| (document.id.as_str(), outlet(document))).collect();
    let claims = report.claims.iter().map(|claim| {
        let outlet = outlets.get(claim.document.as_str()).copied().unwrap_or("");
        (claim.id.as_str(), (outlet, claim.subject.as_str()))
    });
    claims.collect()
}

fn outlet(document: &Document) -> &str {
    document.article.outlet.as_ref().map_or("", |known| known.value.as_str())
}

/// The entries of a report: what may fail a check.
fn entries(report: &Report) -> BTreeSet<Entry> {
    let index = index(report);
    let grave =
        |finding: &&Finding| matches!(finding.verdict, Verdict::Contradiction | Verdict::Update | Verdict::Variant);
    report.findings.iter().filter(grave).map(|finding| Entry::of(finding, &index)).collect()
}

impl Baseline {
    /// Reads the file; `None` where there is none.
    pub(super) fn load(path: &Path) -> Result<Option<Baseline>> {
        let name = path.display();
        let text = match fs_err::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut baseline: Baseline =
            serde_json::from_str(&text).with_context(|| format!("{name}: is no baseline of corroborate"))?;
        if baseline.format != FORMAT {
            return Err(advice(
                format!("{name}: the format `{}` is not known", baseline.format),
                format!("this version reads {FORMAT}; write it anew: corroborate baseline write --force"),
            ));
        }
        // Within a string, the quotation marks of a key would be escaped.
        let keys = text.lines().enumerate().filter(|(_, line)| line.contains("\"code\":"));
        baseline.lines = keys.map(|(line, _)| line + 1).collect();
        Ok(Some(baseline))
    }

    fn save(&self, path: &Path) -> Result<()> {
        output::to_file(&path.display().to_string(), &format!("{}\n", serde_json::to_string_pretty(self)?))
    }

    fn holds(&self, entry: &Entry) -> bool {
        self.findings.iter().any(|known| known.fits(entry))
    }

    /// Takes the findings that are in the baseline out of a report.
    pub(super) fn apply(&self, report: &mut Report) -> Vec<Finding> {
        let all = std::mem::take(&mut report.findings);
        let index = index(report);
        let (known, open) = all.into_iter().partition(|finding| self.holds(&Entry::of(finding, &index)));
        report.findings = open;
        known
    }

    /// Entries that no finding of the report needs, by their place in the file.
    fn unused(&self, report: &Report) -> Vec<usize> {
        let found = entries(report);
        (0..self.findings.len()).filter(|&at| !found.iter().any(|other| self.findings[at].fits(other))).collect()
    }

    /// The same as problems of the file, as far as the report can tell.
    pub(super) fn stale(&self, report: &Report, compared: Compared<'_>, path: &Path) -> Vec<Problem> {
        let outlets = |at: usize| self.findings[at].sides.iter().flat_map(|held| &held.outlets);
        let unused = self.unused(report).into_iter().filter(|&at| compared.would_tell(report, outlets(at)));
        let problem = |at: usize| Problem {
            code: "S003".to_string(),
            error: false,
            path: path.display().to_string().replace('\\', "/"),
            line: self.lines.get(at).copied(),
            message: format!("this finding no longer occurs: {}", self.findings[at].told()),
            hint: codes::lookup("S003").map(|page| page.advice.to_string()),
        };
        unused.map(problem).collect()
    }
}

pub(super) fn baseline(session: &Session<'_>, args: &Command) -> Result<Exit> {
    match &args.action {
        BaselineAction::Write { seeds, force } => write(session, seeds, *force),
        BaselineAction::Prune { seeds } => prune(session, seeds),
    }
}

fn write(session: &Session<'_>, seeds: &BaselineSeeds, force: bool) -> Result<Exit> {
    let path = aside::baseline_path(session, &seeds.aside);
    let name = path.display();
    let old = if force { None } else { Baseline::load(&path)? };
    let mut report = compared(session, seeds)?;
    // What people have decided about needs no baseline.
    Decisions::load(&seeds.aside.decisions)?.apply(&mut report);
    let found = entries(&report);
    if let Some(old) = old {
        let new = found.iter().filter(|entry| !old.holds(entry)).count();
        if new > 0 {
            return Err(advice(
                format!("{name}: {} not in it, and a baseline does not grow", counted_are(new)),
                "mend them, decide on them, or replace the baseline: corroborate baseline write --force",
            ));
        }
        remark(session.common, &format!("{name}: all findings are in it already; nothing was changed"));
        return Ok(Exit::Done);
    }
    let number = found.len();
    Baseline { format: FORMAT.to_string(), findings: found.into_iter().collect(), lines: Vec::new() }.save(&path)?;
    remark(session.common, &format!("{name}: {} written", counted(number, "finding")));
    Ok(Exit::Done)
}

fn prune(session: &Session<'_>, seeds: &BaselineSeeds) -> Result<Exit> {
    let path = aside::baseline_path(session, &seeds.aside);
    let name = path.display();
    let Some(mut baseline) = Baseline::load(&path)? else {
        return Err(advice(format!("{name}: there is no baseline"), "make one: corroborate baseline write"));
    };
    let report = compared(session, seeds)?;
    let unused = baseline.unused(&report);
    let findings = std::mem::take(&mut baseline.findings).into_iter().enumerate();
    baseline.findings = findings.filter(|(at, _)| !unused.contains(at)).map(|(_, entry)| entry).collect();
    baseline.findings.sort();
    if !unused.is_empty() {
        baseline.save(&path)?;
    }
    remark(
        session.common,
        &format!("{name}: {} taken out, {} left", counted(unused.len(), "finding"), baseline.findings.len()),
    );
    Ok(Exit::Done)
}

fn counted_are(number: usize) -> String {
    format!("{} {}", counted(number, "finding"), if number == 1 { "is" } else { "are" })
}

/// All findings of the seeds. What cannot be read stops it: an entry must not be lost because its article was not read.
fn compared(session: &Session<'_>, seeds: &BaselineSeeds) -> Result<Report> {
    let _progress = check::progress(session);
    let (documents, problems) = if seeds.paths.is_empty() {
        check::on_file(session, None)?.all()?
    } else {
        let read = pipeline::read(&seeds.paths);
        (read.documents, read.problems)
    };
    tell_problems(session, &problems);
    if problems.iter().any(|problem| problem.error) {
        return Err(advice("not all seeds can be read; the baseline was left as it is", "mend them first"));
    }
    if documents.is_empty() {
        let hint = "name all seeds: corroborate baseline write seeds";
        return Err(advice("nothing was checked: no article was found", hint));
    }
    Ok(pipeline::compare(pipeline::join(Vec::new(), documents)))
}
