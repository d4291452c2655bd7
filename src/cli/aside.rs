//! What is known and left out of a report: findings that people decided about, and those of the baseline.
//!
//! What belongs here: the order in which the two are applied, and what is told of them. What does not: their files.

use super::args::Aside;
use super::baseline::Baseline;
use super::decisions::Decisions;
use super::output::remark;
use super::{Session, exit};
use crate::model::{Finding, Report};
use crate::report::{Problem, counted};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What the report covers.
#[derive(Copy, Clone)]
pub(super) enum Compared<'d> {
    /// All that is on file; only findings with these documents (ids) are of interest.
    New(&'d BTreeSet<String>),
    /// Some files: what is missing may well occur in others.
    Some,
}

/// Takes the decided findings and those of the baseline out of a report and tells how many.
///
/// Returns the decisions that have run out or are of no use any more.
///
/// # Errors
/// Where one of the files cannot be read or is broken, or where the baseline that was asked for is not there.
pub(super) fn set_aside(
    session: &Session<'_>,
    args: &Aside,
    report: &mut Report,
    compared: Compared<'_>,
) -> Result<Vec<Problem>> {
    let path = baseline_path(session, args);
    let baseline = Baseline::load(&path)?;
    if let (None, Some(named)) = (&baseline, &args.baseline) {
        return Err(exit::advice(
            format!("{}: there is no such baseline", named.display()),
            format!("make it: corroborate baseline write --baseline {}", named.display()),
        ));
    }
    let some = matches!(compared, Compared::Some);
    let unused = baseline.as_ref().map_or(0, |known| known.unused(report, some).len());
    let decisions = Decisions::load(&args.decisions)?;
    let decided = decisions.apply(report);
    let stale = decisions.stale(report, &decided, some);
    let told = |left: &[Finding], report: &Report| match compared {
        Compared::New(focus) => left.iter().filter(|finding| takes_part(finding, report, focus)).count(),
        Compared::Some => left.len(),
    };
    let left_out = |number: usize, file: &str| {
        if number > 0 {
            remark(session.common, &format!("note: {} left out by {file}", counted(number, "finding")));
        }
    };
    left_out(told(&decided, report), &args.decisions.display().to_string());
    if let Some(baseline) = baseline {
        let known = baseline.apply(report);
        left_out(told(&known, report), &path.display().to_string());
        if unused > 0 {
            let entries = if unused == 1 { "1 entry".to_string() } else { format!("{unused} entries") };
            let (verb, them) = if unused == 1 { ("occurs", "it") } else { ("occur", "them") };
            remark(
                session.common,
                &format!(
                    "note: {entries} of {} no longer {verb}: take {them} out with `corroborate baseline prune`",
                    path.display()
                ),
            );
        }
    }
    Ok(stale)
}

/// The baseline that was asked for, or that of the settings.
pub(super) fn baseline_path(session: &Session<'_>, args: &Aside) -> PathBuf {
    args.baseline.clone().unwrap_or_else(|| session.config.baseline())
}

fn takes_part(finding: &Finding, report: &Report, focus: &BTreeSet<String>) -> bool {
    let mut claims = finding.sides.iter().flat_map(|side| &side.claims);
    claims.any(|id| report.claim(id).is_some_and(|claim| focus.contains(&claim.document)))
}
