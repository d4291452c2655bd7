//! `explain`: why a finding was made, what a claim rests on, what a code means.

use super::args::Explain;
use super::exit::advice;
use super::{Exit, Session, list, output};
use crate::judge::codes::{self, CODES, Code};
use crate::model::{Finding, Report};
use crate::report::severity::usual;
use crate::report::{self, Shown, safe};
use anyhow::Result;

pub(super) fn explain(session: &Session<'_>, args: &Explain) -> Result<Exit> {
    let targets = session.targets(&["full", "json"])?;
    let what = args.what.trim();
    let page = codes::lookup(what);
    let report = if page.is_none() && !looks_like_code(what) { Some(session.last_report()?) } else { None };
    for target in &targets {
        let look = output::look(session.common, target.file.is_some());
        let json = target.format == "json";
        let text = match (page, &report) {
            (Some(page), _) if json => format!("{:#}\n", page_json(page, severity(session, page))),
            (Some(page), _) => page_text(page, severity(session, page), look.width),
            (None, None) => {
                let hint = match codes::nearest(what) {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("codes run from {} to {}", CODES[0].code, CODES[CODES.len() - 1].code),
                };
                return Err(advice(format!("there is no finding code `{what}`"), hint));
            }
            (None, Some(report)) => of_record(report, what, json, look)?,
        };
        output::send(target, &text)?;
    }
    Ok(Exit::Done)
}

/// A letter and three digits.
fn looks_like_code(what: &str) -> bool {
    let mut characters = what.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && what.len() == 4 && {
        characters.all(|c| c.is_ascii_digit()) && what.starts_with(|c: char| "CWVQOASDPcwvqoasdp".contains(c))
    }
}

fn of_record(report: &Report, what: &str, json: bool, look: report::Look) -> Result<String> {
    let shown = Shown::new(report, &[]);
    if let Some(claim) = only(report.claims.iter(), |claim| &claim.id, what)? {
        let findings: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|finding| finding.sides.iter().any(|side| side.claims.contains(&claim.id)))
            .collect();
        if json {
            let mut value = report::claim_json(claim);
            value["findings"] = findings.iter().map(|finding| finding.id.clone()).collect();
            return Ok(safe::json(format!("{value:#}\n")));
        }
        let mut text = list::claim_card(&shown, claim);
        for finding in findings {
            text.push_str(&format!("  {} {} {}\n", finding.id, finding.code, safe::line(&finding.summary)));
        }
        return Ok(text);
    }
    if let Some(event) = only(report.events.iter(), |event| &event.id, what)? {
        if json {
            return Ok(safe::json(format!("{:#}\n", serde_json::to_value(event)?)));
        }
        let mut text = format!("{} {}: {}\n", event.id, event.kind, safe::line(&event.label));
        for claim in report.claims.iter().filter(|claim| claim.event.as_deref() == Some(event.id.as_str())) {
            text.push_str(&list::claim_card(&shown, claim));
        }
        return Ok(text);
    }
    if let Some(document) = only(report.documents.iter(), |document| &document.id, what)? {
        let value = report::document_json(document);
        return Ok(safe::json(format!("{value:#}\n")));
    }
    let finding = finding(report, what)?;
    if json {
        let mut value = serde_json::to_value(finding)?;
        let claims: Vec<serde_json::Value> = finding
            .sides
            .iter()
            .flat_map(|side| &side.claims)
            .filter_map(|id| shown.claim(id))
            .map(report::claim_json)
            .collect();
        value["claims"] = serde_json::Value::Array(claims);
        return Ok(safe::json(format!("{value:#}\n")));
    }
    Ok(report::explain(&shown, finding, look))
}

/// The finding with this id, or the only one whose id or fingerprint begins so.
pub(super) fn finding<'r>(report: &'r Report, id: &str) -> Result<&'r Finding> {
    if let Some(finding) = only(report.findings.iter(), |finding| &finding.id, id)? {
        return Ok(finding);
    }
    report.findings.iter().find(|finding| finding.fingerprint == id).ok_or_else(|| {
        advice(
            format!("there is no `{id}` in the last check"),
            "corroborate list findings shows all ids; after new input, check again",
        )
    })
}

/// The only record whose id begins so; an error where there are several.
fn only<'r, T>(
    records: impl Iterator<Item = &'r T>,
    id_of: impl Fn(&T) -> &String,
    wanted: &str,
) -> Result<Option<&'r T>> {
    if wanted.len() < 2 {
        return Ok(None);
    }
    let mut found: Vec<&T> = Vec::new();
    for record in records {
        if id_of(record) == wanted {
            return Ok(Some(record));
        }
        if id_of(record).starts_with(wanted) {
            found.push(record);
        }
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        several => {
            let ids: Vec<&str> = several.iter().take(5).map(|record| id_of(record).as_str()).collect();
            Err(advice(
                format!("`{wanted}` is the beginning of {} ids", several.len()),
                format!("say more: {}", ids.join(", ")),
            ))
        }
    }
}

/// How grave the findings of a code are here, and by itself where that is something else.
fn severity(session: &Session<'_>, page: &Code) -> (&'static str, &'static str) {
    let usual = usual(page.code).word();
    let set = session.config.severities.all().find(|(code, _)| *code == page.code);
    (set.map_or(usual, |(_, level)| level.map_or("off", report::Level::word)), usual)
}

fn page_text(page: &Code, (here, usual): (&str, &str), width: usize) -> String {
    let mut out = format!("{} {}\n\n", page.code, page.title);
    let grave = if here == usual { here.to_string() } else { format!("{here}, as set here; {usual} by itself") };
    let parts = [
        ("What", page.what),
        ("Why it matters", page.why),
        ("Example", page.example),
        ("What to do", page.advice),
        ("Severity", grave.as_str()),
    ];
    for (name, text) in parts {
        out.push_str(&format!("{name}:\n"));
        for line in list::wrap(text, width.min(100) - 2) {
            out.push_str(&format!("  {line}\n"));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn page_json(page: &Code, (here, usual): (&str, &str)) -> serde_json::Value {
    serde_json::json!({"code": page.code, "name": page.name, "title": page.title, "what": page.what, "why": page.why,
                       "example": page.example, "advice": page.advice, "severity": here, "usual_severity": usual})
}
