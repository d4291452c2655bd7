//! `export` and `report`: the result of a check, written for others.

use super::args::{self, ExportFormat};
use super::decisions::Decisions;
use super::exit::advice;
use super::output::{remark, tell_problems, to_file, to_stdout};
use super::{Exit, Session, check};
use crate::report::{self, Format, Look, Shown, datapackage, html, jsonld, render, safe};
use anyhow::Result;
use rayon::prelude::*;

pub(super) fn export(session: &Session<'_>, args: &args::Export) -> Result<Exit> {
    let report = session.last_report()?;
    let shown = Shown::new(&report, &[]);
    let text = match args.to {
        ExportFormat::Csv => report::claims_csv(&shown, &report.claims),
        ExportFormat::Jsonl => report
            .claims
            .iter()
            .map(|claim| {
                let mut value = report::claim_json(claim);
                value["outlet"] = shown.document(&claim.document).map(|document| document.article.source_name()).into();
                safe::json(format!("{value}\n"))
            })
            .collect(),
        ExportFormat::Jsonld => jsonld::jsonld(&shown, &Decisions::load(&args.decisions)?.decided(&report)),
        ExportFormat::Annotations => jsonld::annotations(&shown),
        ExportFormat::Datapackage => datapackage::whole(&shown),
    };
    match &args.output {
        Some(file) => to_file(file, &text)?,
        None => to_stdout(&text)?,
    }
    Ok(Exit::Done)
}

pub(super) fn report(session: &Session<'_>, args: &args::Report) -> Result<Exit> {
    let (mut report, problems) = if args.paths.is_empty() {
        (session.last_report()?, Vec::new())
    } else {
        let checked = check::run_check(session, &args.paths)?;
        (checked.report, checked.problems)
    };
    tell_problems(session, &problems);
    if report.documents.is_empty() {
        return Err(advice("nothing to report: no article was found", "corroborate report -o reports seeds"));
    }
    let set = &session.config.severities;
    report.findings.retain(|finding| set.shows(&finding.code));
    let shown = Shown::new(&report, &problems).severities(set.clone());
    fs_err::create_dir_all(&args.output)?;
    let look = Look::default();
    let names = ["report.md", "report.json", "findings.csv", "claims.csv", "datapackage.json", "metadata.yaml"];
    let db = session.db();
    let file = |name: &&str| match *name {
        "report.md" => render(&shown, Format::Markdown, look),
        "report.json" => render(&shown, Format::Json, look),
        "findings.csv" => render(&shown, Format::Csv, look),
        "claims.csv" => report::claims_csv(&shown, &report.claims),
        "datapackage.json" => datapackage::beside(),
        _ => datapackage::metadata(db),
    };
    let (files, pages) = rayon::join(|| names.par_iter().map(file).collect::<Vec<String>>(), || html::pages(&shown));
    let pages = pages?;
    for (name, text) in names.iter().zip(files) {
        fs_err::write(args.output.join(name), text)?;
        remark(session.common, &format!("wrote {}", args.output.join(name).display()));
    }
    pages.par_iter().try_for_each(|page| fs_err::write(args.output.join(&page.name), &page.text))?;
    let more = if pages.len() > 1 {
        format!(" and {} beside it", report::counted(pages.len() - 1, "page"))
    } else {
        String::new()
    };
    remark(session.common, &format!("wrote {}{more}", args.output.join("index.html").display()));
    Ok(if problems.iter().any(|problem| problem.error) { Exit::Trouble } else { Exit::Done })
}
