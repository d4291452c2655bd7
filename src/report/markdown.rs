//! `markdown`: for pull requests and wikis.

use super::{Level, Shown, counted, plain, row, safe};
use crate::model::{Finding, Verdict};

/// Reasons that a finding is told with.
const REASONS: usize = 8;

pub(super) fn render(shown: &Shown<'_>) -> String {
    let mut out = String::from("# Where the articles agree and differ\n\n");
    out.push_str(&safe::markdown(&summary(shown)));
    out.push('\n');
    if !shown.problems.is_empty() {
        out.push_str("\n## Input\n\n");
        for problem in shown.problems {
            let place = match problem.line {
                Some(line) => format!("{}:{line}", problem.path),
                None => problem.path.clone(),
            };
            let level = shown.severities.of_problem(problem).word();
            out.push_str(&format!(
                "- {level} **{}** {}: {}\n",
                problem.code,
                safe::markdown(&place),
                safe::markdown(&problem.message)
            ));
        }
    }
    let findings = row::sorted_findings(shown);
    for (verdict, heading) in [
        (Verdict::Contradiction, "Contradictions"),
        (Verdict::Update, "Updates"),
        (Verdict::Variant, "One remark in different words"),
    ] {
        let of: Vec<_> = findings.iter().filter(|finding| finding.verdict == verdict).collect();
        if of.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {heading}\n"));
        for finding in of {
            section(&mut out, shown, finding);
        }
    }
    table(&mut out, shown, &findings, Verdict::Agreement, "Agreements");
    table(&mut out, shown, &findings, Verdict::Distinct, "Looks like a conflict, but is not");
    out
}

/// One finding with the words of all sides.
fn section(out: &mut String, shown: &Shown<'_>, finding: &Finding) {
    let level = shown.level(finding);
    let set = if level == Level::of(finding.verdict) { String::new() } else { format!(" ({})", level.word()) };
    out.push_str(&format!("\n### {}{set} {}\n\n", finding.code, safe::markdown(&plain::summary(finding))));
    out.push_str("| Outlet | Published | Value | Words | Where |\n|---|---|---|---|---|\n");
    for place in row::places(shown, finding) {
        let article = &place.document.article;
        let published =
            article.published.as_ref().map_or(String::new(), |known| plain::plain(&known.value.canonical()));
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            safe::markdown(&article.source_name()),
            safe::markdown(&published),
            safe::markdown(&plain::of_claim(place.claim)),
            marked(&place),
            safe::markdown(&spot(&place)),
        ));
    }
    if !finding.steps.is_empty() {
        out.push_str("\nWhy:\n\n");
        // Reasons in words come first, then what counted most.
        let mut steps: Vec<_> = finding.steps.iter().collect();
        steps.sort_by_key(|step| (step.points != 0, std::cmp::Reverse(step.points.unsigned_abs())));
        for step in steps.iter().take(REASONS) {
            out.push_str(&format!("- {}: {}\n", safe::markdown(&step.row), safe::markdown(&step.outcome)));
        }
        if let Some(more) = steps.len().checked_sub(REASONS).filter(|more| *more > 0) {
            out.push_str(&format!("- {more} more: corroborate explain {}\n", finding.id));
        }
    }
    out.push_str(&format!("\n`{}`\n", finding.id));
}

fn table(out: &mut String, shown: &Shown<'_>, findings: &[&Finding], verdict: Verdict, heading: &str) {
    let mut rows = String::new();
    for finding in findings.iter().filter(|finding| finding.verdict == verdict) {
        let level = shown.level(finding);
        let places = row::places(shown, finding);
        let mut outlets: Vec<String> = places.iter().map(|place| safe::markdown(&place.told())).collect();
        outlets.dedup();
        let values = finding.sides.iter().enumerate();
        let values: Vec<String> =
            values.map(|(side, held)| safe::markdown(&row::side_value(&places, side, &held.canonical))).collect();
        let sources = match verdict {
            Verdict::Agreement => sources(finding),
            _ => finding
                .steps
                .iter()
                .map(|step| format!("{}: {}", step.row, step.outcome))
                .collect::<Vec<_>>()
                .join("; "),
        };
        rows.push_str(&format!(
            "| {}{} | {} | {} | {} | {} |\n",
            finding.code,
            if level == Level::Note { String::new() } else { format!(" ({})", level.word()) },
            safe::markdown(&plain::summary(finding)),
            values.join(" / "),
            outlets.join("<br>"),
            safe::markdown(&sources),
        ));
    }
    if !rows.is_empty() {
        let last = if verdict == Verdict::Agreement { "Sources" } else { "Why" };
        out.push_str(&format!(
            "\n## {heading}\n\n| Code | What | Value | Words | {last} |\n|---|---|---|---|---|\n{rows}"
        ));
    }
}

/// The sentence with the words in bold.
fn marked(place: &row::Place<'_>) -> String {
    let claim = place.claim;
    let text = &place.document.article.text;
    let inside = claim.sentence_span.contains(claim.span);
    match (
        text.get(claim.sentence_span.start..claim.span.start),
        text.get(claim.span.start..claim.span.end),
        text.get(claim.span.end..claim.sentence_span.end),
    ) {
        (Some(before), Some(words), Some(after)) if inside => {
            format!("{}**{}**{}", safe::markdown(before), safe::markdown(words), safe::markdown(after))
        }
        _ => format!("**{}**", safe::markdown(&claim.quote)),
    }
}

fn spot(place: &row::Place<'_>) -> String {
    match place.at {
        Some(at) => format!("{}:{}", place.claim.path, at.line),
        None => place.claim.path.clone(),
    }
}

/// "2 independent sources, 1 copy".
pub(super) fn sources(finding: &Finding) -> String {
    let independent = counted(finding.independent_sources, "independent source");
    match finding.copies {
        0 => independent,
        1 => format!("{independent}, 1 copy"),
        copies => format!("{independent}, {copies} copies"),
    }
}

/// "9 articles of 5 outlets, 212 claims: 3 contradictions, 1 update, 12 agreements."
pub(super) fn summary(shown: &Shown<'_>) -> String {
    let report = shown.report;
    let outlets: std::collections::BTreeSet<String> =
        report.documents.iter().map(|document| document.article.source_name()).collect();
    let number = |word: &str| report.findings.iter().filter(|finding| row::verdict_word(finding) == word).count();
    let mut found = Vec::new();
    for (word, plural) in [
        ("contradiction", "contradictions"),
        ("inconsistency", "inconsistencies within one article"),
        ("update", "updates"),
        ("variant", "variants"),
        ("agreement", "agreements"),
        ("distinct", "seeming conflicts"),
    ] {
        match (number(word), word) {
            (0, "contradiction") => found.push("no contradiction".to_string()),
            (0, _) => {}
            (1, "inconsistency") => found.push("1 inconsistency within one article".to_string()),
            (1, "distinct") => found.push("1 seeming conflict explained".to_string()),
            (count, "distinct") => found.push(format!("{count} {plural} explained")),
            (1, word) => found.push(format!("1 {word}")),
            (count, _) => found.push(format!("{count} {plural}")),
        }
    }
    format!(
        "{} of {}, {}: {}.",
        counted(report.documents.len(), "article"),
        counted(outlets.len(), "outlet"),
        counted(report.coverage.claims, "claim"),
        found.join(", ")
    )
}
