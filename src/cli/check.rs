//! `check`, `add` and `ci`.

use super::args::{Add, Check, Ci, FailLevel, Gate};
use super::aside::{self, Compared};
use super::exit::advice;
use super::output::{self, remark, tell_problems};
use super::{DEFAULT_DB, Exit, Session, git};
use crate::model::{Document, Finding, Report, Verdict};
use crate::pipeline::{self, Checked};
use crate::report::{Format, Level, Look, Problem, Shown, Suppressed, counted, render};
use crate::store::{MadeBy, Store, StoreErrorKind};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

pub(super) fn check(session: &Session<'_>, args: &Check) -> Result<Exit> {
    let targets = check_targets(session)?;
    let mut checked = if args.last {
        Checked { report: session.last_report()?, ..Checked::default() }
    } else {
        run_check(session, &args.paths)?
    };
    let set_aside = aside::set_aside(session, &args.aside, &mut checked.report, Compared::Some)?;
    checked.problems.extend(set_aside.stale);
    tell_problems(session, &checked.problems);
    tell_notes(session, &checked.notes);
    let broken = checked.problems.iter().any(|problem| problem.error);
    if checked.report.documents.is_empty() {
        return Err(advice(
            "nothing was checked: no article was found",
            "name seed files or folders: corroborate check seeds",
        ));
    }
    tell_inferences(session, &checked.report);
    let level = args.gate.fail_level.or(session.config.fail_level).unwrap_or(FailLevel::None);
    let failed = reaches(session, &checked.report, &checked.problems, level);
    let report = filtered(checked.report, &args.gate, |_| true);
    let suppressed = if args.gate.show_suppressed { set_aside.suppressed } else { Vec::new() };
    print(session, &targets, Shown::new(&report, &checked.problems).suppressed(&suppressed))?;
    Ok(exit_of(broken, failed))
}

/// Compares paths, or what the database holds, as the help of `check` tells it.
pub(super) fn run_check(session: &Session<'_>, paths: &[PathBuf]) -> Result<Checked> {
    let _progress = progress(session);
    if paths.is_empty() {
        let mut store = session.store()?;
        return Ok(pipeline::check_with_store(&[], &mut store)?);
    }
    match session.common.db.as_deref() {
        Some(":memory:") => Ok(pipeline::check(paths)),
        Some(db) => {
            let mut store = Store::open(db)?;
            let checked = pipeline::check_with_store(paths, &mut store)?;
            store.set_made_by(MadeBy::Add)?;
            Ok(checked)
        }
        None => {
            // A database that is not ours is an error before the work, not after it.
            let kept = if Path::new(session.db()).exists() { open_last(session.db())? } else { Kept::Absent };
            let checked = pipeline::check(paths);
            if !checked.report.documents.is_empty() {
                keep(session, kept, &checked)?;
            }
            Ok(checked)
        }
    }
}

/// The database of the last check.
enum Kept {
    Absent,
    Open(Store),
    /// The folder cannot be written, or somebody else is writing: that must not stop a check.
    OutOfReach,
}

fn open_last(db: &str) -> Result<Kept> {
    match Store::open(db) {
        Ok(store) => Ok(Kept::Open(store)),
        Err(error) if matches!(error.kind, StoreErrorKind::Unreadable | StoreErrorKind::Busy) => Ok(Kept::OutOfReach),
        Err(error) => Err(error.into()),
    }
}

/// Keeps the result for `explain` and `list`, unless the database is somebody's collection.
fn keep(session: &Session<'_>, kept: Kept, checked: &Checked) -> Result<()> {
    let db = session.db();
    let kept = if matches!(kept, Kept::Absent) { open_last(db)? } else { kept };
    let Kept::Open(mut store) = kept else {
        remark(session.common, &format!("note: {db} cannot be written: explain and list will not know this check"));
        return Ok(());
    };
    if store.made_by()? == Some(MadeBy::Add) {
        remark(
            session.common,
            &format!(
                "note: {db} holds a collection and is left as it is: explain and list do not know this check (see --db)"
            ),
        );
        return Ok(());
    }
    Ok(store.replace_with(&checked.report, MadeBy::Check)?)
}

pub(super) fn add(session: &Session<'_>, args: &Add) -> Result<Exit> {
    let targets = session.targets(&["full", "json"])?;
    let mut store = Store::open(session.db())?;
    let (added, read) = pipeline::add(&args.paths, &mut store)?;
    let problems = read.problems;
    store.set_made_by(MadeBy::Add)?;
    tell_problems(session, &problems);
    tell_notes(session, &read.notes);
    let held = store.count_documents()?;
    for target in &targets {
        let text = match target.format.as_str() {
            "json" => format!(
                "{}\n",
                serde_json::json!({"format": "corroborate.add/1", "added": added.new, "changed": added.changed,
                                   "unchanged": added.unchanged, "documents": held})
            ),
            _ => format!(
                "{} added, {} changed, {} on file already; {} holds {}.\n",
                counted(added.new, "article"),
                added.changed,
                added.unchanged,
                store.name(),
                counted(held, "article")
            ),
        };
        output::send(target, &text)?;
    }
    Ok(exit_of(problems.iter().any(|problem| problem.error), false))
}

pub(super) fn ci(session: &Session<'_>, args: &Ci) -> Result<Exit> {
    let targets = check_targets(session)?;
    let paths = match args.paths.as_slice() {
        [] => {
            let folder = args.against.as_deref().unwrap_or(Path::new("seeds"));
            let changed = git::changed(args.base.as_deref(), folder)?;
            if changed.is_empty() {
                let hint = "name the new files, or compare with another branch: --base REV";
                return Err(advice(format!("nothing was checked: no file in {} is new", folder.display()), hint));
            }
            changed
        }
        named => named.to_vec(),
    };
    let _progress = progress(session);
    let new = pipeline::read(&paths);
    let on_file = on_file(session, args.against.as_deref())?;
    let mut problems = on_file.problems().to_vec();
    problems.extend(new.problems);
    if new.documents.is_empty() {
        tell_problems(session, &problems);
        return Err(advice("nothing was checked: no article was found in the new files", "name seed files or folders"));
    }
    tell_notes(session, &new.notes);
    let verdicts: Vec<Verdict> = args.gate.verdict.iter().map(|name| Verdict::from(*name)).collect();
    let wanted =
        |finding: &Finding| session.config.severities.weight(finding).is_some() || verdicts.contains(&finding.verdict);
    let (story, compared) = match on_file {
        OnFile::Store(mut store) => {
            let story = pipeline::compare_new(new.documents, &mut store, wanted)?;
            let all = counted(store.count_documents()?, "article");
            remark(session.common, &format!("note: compared with {} of {all} in {}", story.compared, store.name()));
            (story, Scope::Stories)
        }
        OnFile::Documents(others, _) => {
            let scope = if others.is_empty() { Scope::Alone } else { Scope::All };
            (pipeline::compare_with(new.documents, others), scope)
        }
    };
    let (mut report, focus) = (story.report, story.new);
    let duplicates = story.on_file.iter().filter_map(|(id, path)| {
        let document = report.documents.iter().find(|document| document.id == *id)?;
        Some(warning("P914", document, format!("this article is on file already, as {path}")))
    });
    let duplicates: Vec<Problem> = duplicates.collect();
    let compared = match compared {
        Scope::All => Compared::New(&focus),
        Scope::Stories => Compared::Story(&focus),
        Scope::Alone => Compared::Some,
    };
    let set_aside = aside::set_aside(session, &args.aside, &mut report, compared)?;
    let suppressed = if args.gate.show_suppressed { set_aside.suppressed } else { Vec::new() };
    problems.extend(set_aside.stale);
    problems.extend(duplicates);
    problems.extend(validate(&report, &focus));
    problems.retain(|problem| session.config.severities.shows(&problem.code));
    let report = taking_part(report, &focus, &suppressed);
    let level = args.gate.fail_level.or(session.config.fail_level).unwrap_or(FailLevel::Contradiction);
    let failed = reaches(session, &report, &problems, level);
    // What fails is shown, and so is what could.
    let report = filtered(report, &args.gate, |finding| {
        let weight = session.config.severities.weight(finding);
        weight.is_some_and(|weight| weight != Level::Note || level.reached_by(weight))
    });
    // The formats for machines bear the warnings themselves.
    let told: Vec<Problem> = match targets.iter().any(|target| target.format == "full") {
        true => problems.clone(),
        false => problems.iter().filter(|problem| problem.error).cloned().collect(),
    };
    tell_problems(session, &told);
    let shown = print(session, &targets, Shown::new(&report, &problems).focus(Some(&focus)).suppressed(&suppressed))?;
    if targets.iter().any(|target| target.format == "github") {
        job_summary(&render(&shown, Format::Markdown, Look::default()))?;
    }
    Ok(exit_of(problems.iter().any(|problem| problem.error), failed))
}

/// Where GitHub Actions gives a file for the summary of a job, the findings are told there in full.
fn job_summary(text: &str) -> Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let mut file = fs_err::OpenOptions::new().append(true).create(true).open(PathBuf::from(path))?;
    Ok(file.write_all(text.as_bytes())?)
}

/// How much of what is on file was compared with new articles.
enum Scope {
    All,
    Stories,
    /// Nothing is on file.
    Alone,
}

/// What is on file.
pub(super) enum OnFile {
    /// Read from a folder.
    Documents(Vec<Document>, Vec<Problem>),
    Store(Store),
}

impl OnFile {
    fn problems(&self) -> &[Problem] {
        match self {
            OnFile::Documents(_, problems) => problems,
            OnFile::Store(_) => &[],
        }
    }

    /// All documents, and what could not be read.
    pub(super) fn all(self) -> Result<(Vec<Document>, Vec<Problem>)> {
        match self {
            OnFile::Documents(documents, problems) => Ok((documents, problems)),
            OnFile::Store(store) => Ok((store.documents()?, Vec::new())),
        }
    }
}

/// What new files are compared with: the folder named, or the database, or the folder `seeds`.
pub(super) fn on_file(session: &Session<'_>, against: Option<&Path>) -> Result<OnFile> {
    let folder = |folder: &Path| {
        let read = pipeline::read(&[folder.to_path_buf()]);
        OnFile::Documents(read.documents, read.problems)
    };
    if let Some(named) = against {
        return Ok(folder(named));
    }
    let asked = session.common.db.is_some() || session.config.db.is_some();
    if asked || Path::new(DEFAULT_DB).exists() {
        let store = session.store()?;
        if asked || store.made_by()? == Some(MadeBy::Add) {
            return Ok(OnFile::Store(store));
        }
    }
    if Path::new("seeds").is_dir() {
        return Ok(folder(Path::new("seeds")));
    }
    remark(
        session.common,
        "note: nothing is on file (no --against, no database, no folder `seeds`): the new files are compared with each other",
    );
    Ok(OnFile::Documents(Vec::new(), Vec::new()))
}

/// What a new seed should have.
fn validate(report: &Report, focus: &BTreeSet<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for document in report.documents.iter().filter(|document| focus.contains(&document.id)) {
        let article = &document.article;
        if article.outlet.is_none() {
            problems.push(warning("P910", document, "the outlet of this article is not known".to_string()));
        }
        if article.published.is_none() {
            problems.push(warning("P911", document, "the publish time of this article is not known".to_string()));
        }
        if let Some(language) = article.language.as_deref()
            && !language.to_ascii_lowercase().starts_with("en")
        {
            problems.push(warning("P912", document, format!("this article is not in English, but in `{language}`")));
        }
        if let Some(note) = article.notes.iter().find(|note| note.message.starts_with("not clean UTF-8")) {
            problems.push(warning("P915", document, note.message.clone()));
        }
        let path = |id: &str| report.document(id).map(|other| other.article.path.clone());
        if let Some(older) = document.version_of.as_deref().and_then(path) {
            problems.push(warning("P916", document, format!("this is a newer version of {older}")));
        }
        let newer = report.documents.iter().find(|other| other.version_of.as_deref() == Some(document.id.as_str()));
        if let Some(newer) = newer {
            problems.push(warning("P916", document, format!("{} is a newer version of this", newer.article.path)));
        }
        if let Some(original) = document.copy_of.as_deref().and_then(path) {
            problems.push(warning("P917", document, format!("this repeats {original}: it is no independent source")));
        }
        if report.coverage.claims > 0 && !report.claims.iter().any(|claim| claim.document == document.id) {
            problems.push(warning("P913", document, "no claim was read from this article".to_string()));
        }
    }
    problems
}

fn warning(code: &str, document: &Document, message: String) -> Problem {
    let article = &document.article;
    Problem {
        code: code.to_string(),
        error: false,
        path: article.path.clone(),
        line: Some(article.first_line),
        message,
        hint: crate::judge::codes::lookup(code).map(|entry| entry.advice.to_string()),
    }
}

/// The findings that one of these documents takes part in, with their claims and events.
fn taking_part(mut report: Report, focus: &BTreeSet<String>, suppressed: &[Suppressed]) -> Report {
    let new: BTreeSet<&str> =
        report.claims.iter().filter(|claim| focus.contains(&claim.document)).map(|claim| claim.id.as_str()).collect();
    let claims_of = |finding: &Finding| -> Vec<String> {
        finding.sides.iter().flat_map(|side| side.claims.iter().cloned()).collect()
    };
    report.findings.retain(|finding| claims_of(finding).iter().any(|id| new.contains(id.as_str())));
    let known = suppressed.iter().map(|known| &known.finding);
    let mut kept: BTreeSet<String> = report.findings.iter().chain(known).flat_map(claims_of).collect();
    kept.extend(new.into_iter().map(str::to_string));
    report.claims.retain(|claim| kept.contains(&claim.id));
    let events: BTreeSet<&str> = report
        .claims
        .iter()
        .filter_map(|claim| claim.event.as_deref())
        .chain(report.findings.iter().filter_map(|finding| finding.event.as_deref()))
        .collect();
    report.events.retain(|event| events.contains(event.id.as_str()));
    report
}

/// Leaves what is asked for: the verdicts named, or else the `usual` findings.
fn filtered(mut report: Report, gate: &Gate, usual: impl Fn(&Finding) -> bool) -> Report {
    let named: Vec<Verdict> = gate.verdict.iter().map(|name| Verdict::from(*name)).collect();
    let wanted = |finding: &Finding| named.contains(&finding.verdict) || (named.is_empty() && usual(finding));
    report.findings.retain(wanted);
    report
}

/// Whether a finding, or a problem whose severity was set, is as grave as the fail level.
fn reaches(session: &Session<'_>, report: &Report, problems: &[Problem], level: FailLevel) -> bool {
    let set = &session.config.severities;
    let weights = report.findings.iter().map(|finding| set.weight(finding));
    let reached = |weight: Option<Level>| weight.is_some_and(|weight| level.reached_by(weight));
    weights.chain(problems.iter().map(|problem| set.weight_of_problem(problem))).any(reached)
}

fn exit_of(broken: bool, failed: bool) -> Exit {
    match (broken, failed) {
        (true, _) => Exit::Trouble,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    }
}

/// The formats of `check` and `ci`, from the command line or else from the settings.
pub(super) fn check_targets(session: &Session<'_>) -> Result<Vec<output::Target>> {
    let known: Vec<&str> = Format::ALL.into_iter().map(Format::name).collect();
    let asked = if session.common.format.is_empty() { &session.config.formats } else { &session.common.format };
    output::targets(asked, &known)
}

/// Sends a report where its formats are to go, with the severities of the settings.
fn print<'r>(session: &Session<'_>, targets: &[output::Target], shown: Shown<'r>) -> Result<Shown<'r>> {
    let shown = shown.severities(session.config.severities.clone());
    for target in targets {
        let look: Look = output::look(session.common, target.file.is_some());
        if let Some(format) = Format::named(&target.format) {
            output::send(target, &render(&shown, format, look))?;
        }
    }
    Ok(shown)
}

/// With `-v`: what was inferred of articles that do not say it.
fn tell_inferences(session: &Session<'_>, report: &Report) {
    if !session.common.verbose {
        return;
    }
    for document in &report.documents {
        let article = &document.article;
        let name = format!("{}#{}", article.path, article.number);
        if let Some(why) = article.outlet.as_ref().and_then(|known| known.inferred.as_ref()) {
            remark(session.common, &format!("{name}: outlet {}: {why}", article.source_name()));
        }
        if let Some((known, why)) = article.published.as_ref().and_then(|known| Some((known, known.inferred.as_ref()?)))
        {
            remark(session.common, &format!("{name}: published {}: {why}", known.value.canonical()));
        }
        for note in &article.notes {
            remark(session.common, &format!("{name}: {}", note.message));
        }
    }
}

/// With `-v`: files that were passed over.
fn tell_notes(session: &Session<'_>, notes: &[String]) {
    if session.common.verbose {
        for note in notes {
            remark(session.common, &format!("note: {note}"));
        }
    }
}

/// A sign of life for long work, where a person is watching.
pub(super) fn progress(session: &Session<'_>) -> Option<Spinner> {
    (!session.common.quiet && std::io::stderr().is_terminal()).then(|| {
        let bar = indicatif::ProgressBar::new_spinner().with_message("reading and comparing articles");
        bar.enable_steady_tick(std::time::Duration::from_millis(250));
        Spinner(bar)
    })
}

/// Takes the sign away when the work is over, however it ends.
pub(super) struct Spinner(indicatif::ProgressBar);

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
