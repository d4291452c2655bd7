//! `full`: what a person at a terminal wants to see.
//!
//! Problems with the input are told on stderr, as far as a terminal is concerned. A line that sums up, a table of what differs, the words of all sides with the reason, then agreements in short.

mod excerpt;

use super::gist::gist;
use super::{Level, Look, Shown, counted, markdown, row, safe};
use crate::model::{Article, Document, Finding, Scope, Verdict};
use anstyle::{AnsiColor, Style};
use comfy_table::{Attribute as CellStyle, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// Characters that the table of what differs spends on what a finding is about.
const ABOUT: usize = 60;

pub(super) fn render(shown: &Shown<'_>, look: Look) -> String {
    let look = Look { width: look.width.clamp(40, 200), ..look };
    let findings = row::sorted_findings(shown);
    // What a project has made a warning or an error stands with what differs, whatever its verdict is.
    let raised = |finding: &&Finding| shown.level(finding) != Level::Note;
    let differs = |finding: &&Finding| {
        matches!(finding.verdict, Verdict::Contradiction | Verdict::Update | Verdict::Variant) || raised(finding)
    };
    let differing: Vec<&Finding> = findings.iter().copied().filter(differs).collect();
    let mut out = String::new();
    for line in wrap(&safe::line(&markdown::summary(shown)), look.width) {
        out.push_str(&bold(&line, look));
        out.push('\n');
    }
    if !differing.is_empty() {
        out.push('\n');
        out.push_str(&overview(shown, &differing, look));
    }
    for finding in differing.iter().copied().filter(raised) {
        out.push('\n');
        out.push_str(&excerpt::render(shown, finding, look));
    }
    let rest = |verdict: Verdict| -> Vec<&Finding> {
        findings.iter().copied().filter(|finding| finding.verdict == verdict && !differs(finding)).collect()
    };
    compact(&mut out, "Agreements", &rest(Verdict::Agreement), shown, look);
    compact(&mut out, "Not in conflict", &rest(Verdict::Distinct), shown, look);
    out.push_str(&coverage(shown, look));
    out
}

/// One finding with all that is known of it.
pub(super) fn explain(shown: &Shown<'_>, finding: &Finding, look: Look) -> String {
    let mut out = excerpt::render(shown, finding, look);
    out.push('\n');
    let mut about = plain_table(look);
    let event = shown.event_of(finding);
    let mut line = |name: &str, text: &str| {
        about.add_row([Cell::new(name), Cell::new(safe::line(text))]);
    };
    line("verdict", row::verdict_word(finding));
    line("code", &format!("{} {}", finding.code, row::title(&finding.code)));
    if let Some(event) = event {
        line("event", &format!("{} ({}, {})", event.label, event.kind, event.id));
    }
    line("sources", &markdown::sources(finding));
    for (number, side) in finding.sides.iter().enumerate() {
        for claim in side.claims.iter().filter_map(|id| shown.claim(id)) {
            let said = claim.attribution.as_ref().map_or(String::new(), |who| format!(", as told by {who}"));
            let value = format!("{} – {}{said}; rule {}", claim.canonical, claim.subject, claim.rule);
            line(&format!("side {} {}", number + 1, claim.id), &value);
        }
    }
    line("fingerprint", &finding.fingerprint);
    out.push_str(&table_text(&about));
    if !finding.steps.is_empty() {
        let mut steps = plain_table(look);
        steps.set_header([heading("Compared", look), heading("Outcome", look), heading("Points", look)]);
        let mut sum = 0i32;
        for step in &finding.steps {
            sum = sum.saturating_add(step.points);
            let points = if step.points == 0 { String::new() } else { format!("{:+}", step.points) };
            steps.add_row([Cell::new(safe::line(&step.row)), Cell::new(safe::line(&step.outcome)), Cell::new(points)]);
        }
        if sum != 0 {
            steps.add_row([Cell::new("sum"), Cell::new(""), Cell::new(format!("{sum:+}"))]);
        }
        out.push('\n');
        out.push_str(&table_text(&steps));
    }
    out
}

/// The table of what differs: one row a finding, one line a side.
fn overview(shown: &Shown<'_>, findings: &[&Finding], look: Look) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    frame(&mut table, look);
    table.set_header([heading("Finding", look), heading("What", look), heading("Who says what", look)]);
    for finding in findings {
        let mut name = Cell::new(format!("{} {}\n{}", finding.code, row::verdict_word(finding), finding.id));
        if look.color {
            name = name.fg(match shown.level(finding) {
                Level::Error => Color::Red,
                Level::Warning => Color::Yellow,
                Level::Note => Color::Cyan,
            });
        }
        table.add_row([name, Cell::new(about(shown, finding)), Cell::new(sides(shown, finding).join("\n"))]);
    }
    table.set_constraints([
        ColumnConstraint::ContentWidth,
        ColumnConstraint::UpperBoundary(Width::Percentage(40)),
        ColumnConstraint::UpperBoundary(Width::Percentage(60)),
    ]);
    table_text(&table)
}

/// What a finding is about, in words of its first article: `duration: …the call lasted 25 minutes`.
fn about(shown: &Shown<'_>, finding: &Finding) -> String {
    match row::places(shown, finding).first() {
        Some(place) => {
            format!("{}: {}", super::csv::word(&finding.attribute), gist(place.claim, place.document, ABOUT))
        }
        None => subject(shown, finding),
    }
}

/// What a finding is about in short: the event, or the subject of its first claim.
fn subject(shown: &Shown<'_>, finding: &Finding) -> String {
    let claim = finding.sides.iter().flat_map(|side| &side.claims).find_map(|id| shown.claim(id));
    let attribute = super::csv::word(&finding.attribute);
    let event = shown.event_of(finding);
    match (claim, event) {
        (Some(claim), _) if !claim.subject.is_empty() => safe::line(&claim.subject).into_owned(),
        (_, Some(event)) => format!("{attribute}: {}", safe::line(&event.label)),
        _ => attribute,
    }
}

/// `“25-minute” Harbour Gazette, Third Daily`, one a side.
fn sides(shown: &Shown<'_>, finding: &Finding) -> Vec<String> {
    let places = row::places(shown, finding);
    (0..finding.sides.len())
        .filter_map(|side| {
            let mut told: Vec<(String, Vec<String>)> = Vec::new();
            for place in places.iter().filter(|place| place.side == side) {
                let words = safe::line(&place.claim.quote).into_owned();
                let mut outlet = safe::line(&place.document.article.source_name()).into_owned();
                outlet.push_str(kin(place.document));
                match told.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&words)) {
                    Some((_, outlets)) if outlets.contains(&outlet) => {}
                    Some((_, outlets)) => outlets.push(outlet),
                    None => told.push((words, vec![outlet])),
                }
            }
            let texts: Vec<String> =
                told.into_iter().map(|(words, outlets)| format!("“{words}” {}", outlets.join(", "))).collect();
            (!texts.is_empty()).then(|| format!("• {}", texts.join("; ")))
        })
        .collect()
}

/// What makes an article count less than another.
fn kin(document: &Document) -> &'static str {
    match (document.copy_of.is_some(), document.superseded) {
        (true, _) => " (copy)",
        (false, true) => " (older version)",
        (false, false) => "",
    }
}

/// A heading and two lines at most a finding.
fn compact(out: &mut String, title: &str, findings: &[&Finding], shown: &Shown<'_>, look: Look) {
    if findings.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}\n", bold(title, look)));
    let mut table = plain_table(look);
    for finding in findings {
        let why = match finding.verdict {
            Verdict::Agreement => markdown::sources(finding),
            _ => deciding(finding),
        };
        let text = format!("{}\n{}", subject(shown, finding), safe::line(&why));
        table.add_row([Cell::new(&finding.id), Cell::new(text), Cell::new(sides(shown, finding).join("\n"))]);
    }
    table.set_constraints([
        ColumnConstraint::ContentWidth,
        ColumnConstraint::UpperBoundary(Width::Percentage(50)),
        ColumnConstraint::UpperBoundary(Width::Percentage(50)),
    ]);
    out.push_str(&table_text(&table));
}

/// The rows that kept two things apart: the conflicts, or all where there is none.
fn deciding(finding: &Finding) -> String {
    let conflicts: Vec<_> = finding.steps.iter().filter(|step| step.outcome == "conflict" || step.points < 0).collect();
    let rows: Vec<_> = if conflicts.is_empty() { finding.steps.iter().collect() } else { conflicts };
    let texts: Vec<String> = rows.iter().map(|step| format!("{}: {}", step.row, step.outcome)).collect();
    if texts.is_empty() { finding.summary.clone() } else { texts.join("; ") }
}

fn coverage(shown: &Shown<'_>, look: Look) -> String {
    let coverage = &shown.report.coverage;
    let mut text = format!(
        "Read {} and {}; {} by one outlet only.",
        counted(coverage.sentences, "sentence"),
        counted(coverage.claims, "claim"),
        if coverage.single_source == 1 {
            "1 is told".to_string()
        } else {
            format!("{} are told", coverage.single_source)
        },
    );
    if coverage.unresolved > 0 {
        text.push_str(&format!(
            " {} could not be placed for want of a publish time.",
            counted(coverage.unresolved, "relative date")
        ));
    }
    let published =
        |known: fn(&Article) -> bool| shown.report.documents.iter().filter(|document| known(&document.article)).count();
    match published(|article| article.published.as_ref().is_some_and(|known| known.inferred.is_some())) {
        0 => {}
        count => {
            text.push_str(&format!(" The publish time of {} was inferred; -v says how.", counted(count, "article")))
        }
    }
    match published(|article| article.published.is_none()) {
        0 => {}
        1 => text.push_str(" 1 article has no publish time."),
        count => text.push_str(&format!(" {count} articles have no publish time.")),
    }
    if shown
        .report
        .findings
        .iter()
        .any(|finding| finding.verdict != Verdict::Agreement && finding.scope == Scope::Across)
    {
        text.push_str(" Why: corroborate explain ID.");
    }
    let mut out = String::from("\n");
    for line in wrap(&text, look.width) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        if let Some(last) = lines.last_mut() {
            if last.is_empty() {
                last.push_str(word);
                continue;
            }
            if last.chars().count() + 1 + word.chars().count() <= width {
                last.push(' ');
                last.push_str(word);
                continue;
            }
        }
        lines.push(word.to_string());
    }
    lines
}

fn plain_table(look: Look) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    frame(&mut table, look);
    table
}

fn frame(table: &mut Table, look: Look) {
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(look.width).unwrap_or(100));
    table.force_no_tty();
    if look.color {
        table.enforce_styling();
    }
}

fn heading(text: &str, look: Look) -> Cell {
    let cell = Cell::new(text);
    if look.color { cell.add_attribute(CellStyle::Bold) } else { cell }
}

/// The table without blanks at the ends of lines.
fn table_text(table: &Table) -> String {
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn bold(text: &str, look: Look) -> String {
    styled(text, Style::new().bold(), look)
}

fn styled(text: &str, style: Style, look: Look) -> String {
    if look.color { format!("{style}{text}{style:#}") } else { text.to_string() }
}

/// The colour of a finding.
fn color_of(shown: &Shown<'_>, finding: &Finding) -> Style {
    let color = match (shown.level(finding), finding.verdict) {
        (Level::Error, _) => AnsiColor::BrightRed,
        (Level::Warning, _) => AnsiColor::Yellow,
        (Level::Note, Verdict::Agreement) => AnsiColor::Green,
        (Level::Note, _) => AnsiColor::Cyan,
    };
    Style::new().fg_color(Some(color.into())).bold()
}
