//! `list`: what the database holds, as tables or lines.

use super::args::{List, Listed};
use super::exit::advice;
use super::{Exit, Session, output};
use crate::model::{Claim, Document, Report, Verdict};
use crate::report::{self, Shown, counted, safe};
use anyhow::Result;
use comfy_table::{ContentArrangement, LineStyle, Row, Table, presets};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn list(session: &Session<'_>, args: &List) -> Result<Exit> {
    let targets = session.targets(&["full", "json", "jsonl", "csv"])?;
    let report = match args.what {
        // Documents and outlets are known before any check.
        Listed::Documents | Listed::Outlets => {
            let store = session.store()?;
            match store.load_report()? {
                Some(report) if args.verdict.is_some() || args.event.is_some() => report,
                report => Report { documents: store.documents()?, ..report.unwrap_or_default() },
            }
        }
        _ => session.last_report()?,
    };
    let shown = Shown::new(&report, &[]);
    if let Some(attribute) = &args.attribute {
        let known = [
            "date",
            "time",
            "duration",
            "place",
            "participant",
            "money",
            "percent",
            "count",
            "measure",
            "order",
            "quote",
            "name",
            "status",
        ];
        if !known.contains(&attribute.as_str()) {
            let hint = match output::nearest(attribute, known.into_iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => known.join(", "),
            };
            return Err(advice(format!("there is no attribute `{attribute}`"), hint));
        }
    }
    let chosen = Chosen::of(&shown, args);
    let mut rows = match args.what {
        Listed::Claims => claims(&shown, &chosen),
        Listed::Events => events(&shown, &chosen),
        Listed::Documents => documents(&shown, &chosen),
        Listed::Outlets => outlets(&shown, &chosen),
        Listed::Findings => findings(&shown, &chosen),
    };
    let all = rows.lines.len();
    if let Some(limit) = args.limit {
        rows.lines.truncate(limit);
    }
    for target in &targets {
        let look = output::look(session.common, target.file.is_some());
        let text = match target.format.as_str() {
            "json" => {
                safe::json(format!("{:#}\n", Value::Array(rows.lines.iter().map(|line| line.value.clone()).collect())))
            }
            "jsonl" => rows.lines.iter().map(|line| safe::json(format!("{}\n", line.value))).collect(),
            "csv" => rows.csv(),
            _ => rows.table(look.width, all),
        };
        output::send(target, &text)?;
    }
    Ok(Exit::Done)
}

/// What the filters leave.
struct Chosen<'r> {
    claims: Vec<&'r Claim>,
    findings: Vec<&'r crate::model::Finding>,
    /// Whether any filter was given that speaks of claims.
    by_claim: bool,
    outlet: Option<String>,
}

impl<'r> Chosen<'r> {
    fn of(shown: &Shown<'r>, args: &List) -> Chosen<'r> {
        let report = shown.report;
        let outlet = args.outlet.as_ref().map(|name| name.to_lowercase());
        let verdict = args.verdict.map(Verdict::from);
        let of_event = |event: Option<&str>| match (&args.event, event) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(wanted), Some(id)) => {
                id.starts_with(wanted.as_str())
                    || report
                        .events
                        .iter()
                        .any(|event| event.id == id && event.label.to_lowercase().contains(&wanted.to_lowercase()))
            }
        };
        let of_attribute = |attribute: crate::model::Attribute| match &args.attribute {
            None => true,
            Some(wanted) => json!(attribute) == json!(wanted),
        };
        let mut findings: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| verdict.is_none_or(|verdict| finding.verdict == verdict))
            .filter(|finding| of_attribute(finding.attribute) && of_event(finding.event.as_deref()))
            .collect();
        let taking_part: BTreeSet<&str> = report
            .findings
            .iter()
            .filter(|finding| verdict.is_some_and(|verdict| finding.verdict == verdict))
            .flat_map(|finding| finding.sides.iter().flat_map(|side| side.claims.iter().map(String::as_str)))
            .collect();
        let claims: Vec<&Claim> = report
            .claims
            .iter()
            .filter(|claim| of_attribute(claim.attribute) && of_event(claim.event.as_deref()))
            .filter(|claim| verdict.is_none() || taking_part.contains(claim.id.as_str()))
            .filter(|claim| match (&outlet, shown.document(&claim.document)) {
                (None, _) => true,
                (Some(name), Some(document)) => is_of(document, name),
                (Some(_), None) => false,
            })
            .collect();
        if outlet.is_some() {
            let kept: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
            findings.retain(|finding| {
                finding.sides.iter().any(|side| side.claims.iter().any(|id| kept.contains(id.as_str())))
            });
        }
        let by_claim = args.attribute.is_some() || args.event.is_some() || verdict.is_some();
        Chosen { claims, findings, by_claim, outlet }
    }

    fn documents(&self, shown: &Shown<'r>) -> Vec<&'r Document> {
        let told: BTreeSet<&str> = self.claims.iter().map(|claim| claim.document.as_str()).collect();
        shown
            .report
            .documents
            .iter()
            .filter(|document| !self.by_claim || told.contains(document.id.as_str()))
            .filter(|document| self.outlet.as_ref().is_none_or(|name| is_of(document, name)))
            .collect()
    }
}

fn is_of(document: &Document, name: &str) -> bool {
    document.article.source_name().to_lowercase().contains(name)
}

/// One line of a list: cells for people, a record for programs.
struct Line {
    cells: Vec<String>,
    value: Value,
}

struct Rows {
    noun: &'static str,
    header: Vec<&'static str>,
    lines: Vec<Line>,
}

impl Rows {
    fn table(&self, width: usize, all: usize) -> String {
        if self.lines.is_empty() {
            return format!("no {}s\n", self.noun);
        }
        let mut table = Table::new();
        let style = presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─'));
        table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
        table.force_no_tty().set_width(u16::try_from(width).unwrap_or(100));
        table.set_header(self.header.clone());
        for line in &self.lines {
            let mut row = Row::from(line.cells.iter().map(|text| safe::line(text).into_owned()));
            // A list is for looking over: what is longer is in the other formats.
            row.max_height(if self.noun == "finding" { 4 } else { 2 });
            table.add_row(row);
        }
        let mut text: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        match all - self.lines.len() {
            0 => text.push_str(&format!("{}\n", counted(all, self.noun))),
            more => text.push_str(&format!("{}, {more} more\n", counted(self.lines.len(), self.noun))),
        }
        text
    }

    fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing into memory cannot fail.
        let _ = writer.write_record(self.header.iter().map(|name| name.to_lowercase()));
        for line in &self.lines {
            let _ = writer.write_record(line.cells.iter().map(|text| safe::cell(text)));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn claims(shown: &Shown<'_>, chosen: &Chosen<'_>) -> Rows {
    let line = |claim: &&Claim| {
        let outlet = shown.document(&claim.document).map(|document| document.article.source_name()).unwrap_or_default();
        let mut value = report::claim_json(claim);
        value["outlet"] = outlet.clone().into();
        let place = claim.line.map_or(claim.path.clone(), |line| format!("{}:{line}", claim.path));
        let cells = vec![
            claim.id.clone(),
            outlet,
            word(&claim.attribute),
            claim.canonical.clone(),
            claim.quote.clone(),
            claim.subject.clone(),
            place,
        ];
        Line { cells, value }
    };
    Rows {
        noun: "claim",
        header: vec!["Claim", "Outlet", "Attribute", "Value", "Words", "Of what", "Where"],
        lines: chosen.claims.iter().map(line).collect(),
    }
}

fn events(shown: &Shown<'_>, chosen: &Chosen<'_>) -> Rows {
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &chosen.claims {
        if let Some(event) = claim.event.as_deref() {
            *claims.entry(event).or_default() += 1;
        }
    }
    let unfiltered = !chosen.by_claim && chosen.outlet.is_none();
    let lines = shown
        .report
        .events
        .iter()
        .filter(|event| unfiltered || claims.contains_key(event.id.as_str()))
        .map(|event| {
            let number = claims.get(event.id.as_str()).copied().unwrap_or(0);
            let outlets: BTreeSet<String> =
                event.documents.iter().filter_map(|id| shown.document(id)).map(|d| d.article.source_name()).collect();
            let outlets = outlets.into_iter().collect::<Vec<_>>().join(", ");
            let mut value = json!(event);
            value["claims"] = number.into();
            Line {
                cells: vec![event.id.clone(), event.kind.clone(), event.label.clone(), outlets, number.to_string()],
                value,
            }
        })
        .collect();
    Rows { noun: "event", header: vec!["Event", "Type", "Label", "Outlets", "Claims"], lines }
}

fn documents(shown: &Shown<'_>, chosen: &Chosen<'_>) -> Rows {
    let lines = chosen
        .documents(shown)
        .into_iter()
        .map(|document| {
            let article = &document.article;
            let published = article.published.as_ref();
            let mut kin = Vec::new();
            if let Some(other) = &document.version_of {
                kin.push(format!("newer version of {other}"));
            }
            if let Some(other) = &document.copy_of {
                kin.push(format!("copy of {other}"));
            }
            if document.superseded {
                kin.push("superseded".to_string());
            }
            let time = published.map_or(String::new(), |known| {
                let mark = if known.inferred.is_some() { " (inferred)" } else { "" };
                format!("{}{mark}", known.value.canonical())
            });
            let file =
                if article.of_file > 1 { format!("{}#{}", article.path, article.number) } else { article.path.clone() };
            let title = article.title.clone().unwrap_or_default();
            Line {
                cells: vec![document.id.clone(), article.source_name(), time, title, file, kin.join(", ")],
                value: report::document_json(document),
            }
        })
        .collect();
    Rows { noun: "document", header: vec!["Document", "Outlet", "Published", "Title", "File", "Kin"], lines }
}

fn outlets(shown: &Shown<'_>, chosen: &Chosen<'_>) -> Rows {
    let mut by_name: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for document in chosen.documents(shown) {
        let entry = by_name.entry(document.article.source_name()).or_default();
        entry.0 += 1;
        entry.1 += usize::from(document.copy_of.is_some());
    }
    for claim in &chosen.claims {
        if let Some(entry) = shown.document(&claim.document).and_then(|d| by_name.get_mut(&d.article.source_name())) {
            entry.2 += 1;
        }
    }
    let lines = by_name
        .into_iter()
        .map(|(name, (articles, copies, claims))| Line {
            cells: vec![name.clone(), articles.to_string(), copies.to_string(), claims.to_string()],
            value: json!({"outlet": name, "articles": articles, "copies": copies, "claims": claims}),
        })
        .collect();
    Rows { noun: "outlet", header: vec!["Outlet", "Articles", "Copies", "Claims"], lines }
}

fn findings(shown: &Shown<'_>, chosen: &Chosen<'_>) -> Rows {
    let lines = report::row::sorted_findings(shown)
        .into_iter()
        .filter(|finding| chosen.findings.iter().any(|kept| kept.id == finding.id))
        .map(|finding| {
            let values: Vec<&str> = finding.sides.iter().map(|side| side.canonical.as_str()).collect();
            Line {
                cells: vec![
                    finding.id.clone(),
                    finding.code.clone(),
                    report::row::verdict_word(finding).to_string(),
                    finding.summary.clone(),
                    values.join(" | "),
                ],
                value: json!(finding),
            }
        })
        .collect();
    Rows { noun: "finding", header: vec!["Finding", "Code", "Verdict", "Summary", "Values"], lines }
}

/// A claim in a few lines.
pub(super) fn claim_card(shown: &Shown<'_>, claim: &Claim) -> String {
    let source = shown.document(&claim.document).map(report::row::source).unwrap_or_default();
    let place = claim.line.map_or(claim.path.clone(), |line| format!("{}:{line}", claim.path));
    let said = claim.attribution.as_ref().map_or(String::new(), |who| format!(", as told by {who}"));
    let text =
        format!("{} {}: {} ({}{said})", claim.id, word(&claim.attribute), claim.canonical, word(&claim.modality));
    format!(
        "{}\n  {}\n  {}: “{}”\n  {}\n  rule {}\n",
        safe::line(&text),
        safe::line(&claim.subject),
        safe::line(&source),
        safe::line(&claim.sentence),
        safe::line(&place),
        safe::line(&claim.rule)
    )
}

/// Text in lines of a width.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines
            .last()
            .is_some_and(|last| !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width);
        if full {
            lines.push(String::new());
        }
        if let Some(last) = lines.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}
