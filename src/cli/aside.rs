//! What is known and left out of a report: findings that people decided about, and those of the baseline.
//!
//! What belongs here: the order in which the two are applied, and what is told of them. What does not: their files.

use super::args::Aside;
use super::baseline::Baseline;
use super::decisions::Decisions;
use super::output::remark;
use super::{Session, exit};
use crate::model::{Finding, Report};
use crate::report::{Problem, Suppressed, counted};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the report covers.
#[derive(Copy, Clone)]
pub(super) enum Compared<'d> {
    /// All that is on file; only findings with these documents (ids) are of interest.
    New(&'d BTreeSet<String>),
    /// These documents with what is on file of their stories, and nothing else.
    Story(&'d BTreeSet<String>),
    /// Some files: what is missing may well occur in others.
    Some,
}

impl Compared<'_> {
    /// Whether the report tells of a finding.
    fn concerns(self, finding: &Finding, report: &Report) -> bool {
        let (Compared::New(focus) | Compared::Story(focus)) = self else { return true };
        let mut claims = finding.sides.iter().flat_map(|side| &side.claims);
        claims.any(|id| report.claim(id).is_some_and(|claim| focus.contains(&claim.document)))
    }

    /// Whether a finding between these outlets would be in the report if there still were one. In a report of some files
    /// only, it would if articles of all of them are there; other stories of theirs were not looked at.
    pub(super) fn would_tell<'o>(self, report: &Report, mut outlets: impl Iterator<Item = &'o String>) -> bool {
        match self {
            Compared::New(_) => true,
            Compared::Story(_) => false,
            Compared::Some => outlets.all(|name| report.documents.iter().any(|d| d.article.source_name() == *name)),
        }
    }
}

/// What was left out, and what of it should be looked at again.
#[derive(Default)]
pub(super) struct SetAside {
    /// Decisions and entries of the baseline that have run out or are of no use any more.
    pub stale: Vec<Problem>,
    pub suppressed: Vec<Suppressed>,
}

/// Takes the decided findings, those of the baseline, and those whose code is off out of a report; tells how many are known.
///
/// # Errors
/// Where one of the files cannot be read or is broken, or where the baseline that was asked for is not there.
pub(super) fn set_aside(
    session: &Session<'_>,
    args: &Aside,
    report: &mut Report,
    compared: Compared<'_>,
) -> Result<SetAside> {
    let path = baseline_path(session, args);
    let baseline = Baseline::load(&path)?;
    if let (None, Some(named)) = (&baseline, &args.baseline) {
        return Err(exit::advice(
            format!("{}: there is no such baseline", named.display()),
            format!("make it: corroborate baseline write --baseline {}", named.display()),
        ));
    }
    let mut stale = baseline.as_ref().map_or_else(Vec::new, |known| known.stale(report, compared, &path));
    let decisions = Decisions::load(&args.decisions)?;
    let mut suppressed = Vec::new();
    let mut leave_out = |known: Vec<Finding>, report: &Report, file: &Path, reason: &dyn Fn(&Finding) -> String| {
        let known: Vec<Finding> = known.into_iter().filter(|finding| compared.concerns(finding, report)).collect();
        if !known.is_empty() {
            let findings = counted(known.len(), "finding");
            remark(session.common, &format!("note: {findings} left out by {}", file.display()));
        }
        suppressed.extend(known.into_iter().map(|finding| Suppressed { reason: reason(&finding), finding }));
    };
    let decided = decisions.apply(report);
    stale.extend(decisions.stale(report, &decided, compared));
    leave_out(decided, report, &args.decisions, &|finding| decisions.reason(&finding.fingerprint));
    if let Some(baseline) = baseline {
        let known = baseline.apply(report);
        leave_out(known, report, &path, &|_| format!("it is in {}", path.display()));
    }
    let shows = |code: &str| session.config.severities.shows(code);
    stale.retain(|problem| shows(&problem.code));
    suppressed.retain(|known| shows(&known.finding.code));
    report.findings.retain(|finding| shows(&finding.code));
    Ok(SetAside { stale, suppressed })
}

/// The baseline that was asked for, or that of the settings.
pub(super) fn baseline_path(session: &Session<'_>, args: &Aside) -> PathBuf {
    args.baseline.clone().unwrap_or_else(|| session.config.baseline())
}
