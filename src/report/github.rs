//! `github`: workflow commands of GitHub Actions, worst first.

use super::{Shown, counted, row, safe};
use row::Level;

/// GitHub shows no more than this many annotations of one level and step.
const SHOWN_OF_A_LEVEL: usize = 10;

pub(super) fn render(shown: &Shown<'_>) -> String {
    let rows = row::rows(shown);
    let mut out = String::new();
    let mut hidden = 0;
    for level in [Level::Error, Level::Warning, Level::Note] {
        let of_level: Vec<_> = rows.iter().filter(|row| row.level == level).collect();
        hidden += of_level.len().saturating_sub(SHOWN_OF_A_LEVEL);
        for row in of_level {
            out.push_str(&command(row));
        }
    }
    if hidden > 0 {
        out.push_str(&format!(
            "GitHub shows {SHOWN_OF_A_LEVEL} annotations of a level; {} in this log only.\n",
            counted(hidden, "finding")
        ));
    }
    out
}

fn command(row: &row::Row<'_>) -> String {
    let word = match row.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(path) = row.path {
        properties.push(format!("file={}", safe::github_property(path)));
    }
    if let Some(at) = row.at {
        properties.push(format!("line={}", at.line));
        properties.push(format!("endLine={}", at.end_line));
        // Columns are only allowed within one line.
        if at.line == at.end_line && at.end_column > at.column {
            properties.push(format!("col={}", at.column));
            properties.push(format!("endColumn={}", at.end_column - 1));
        }
    }
    properties.push(format!("title={}", safe::github_property(&format!("{} {}", row.code, row::title(row.code)))));
    let mut message = safe::github_message(&row.message);
    for place in row.places.iter().skip(1) {
        message.push_str("%0A");
        message.push_str(&safe::github_message(&match place.at {
            Some(at) => format!("{} ({}:{})", place.label(), place.claim.path, at.line),
            None => format!("{} ({})", place.label(), place.claim.path),
        }));
    }
    if let Some(hint) = &row.hint {
        message.push_str("%0A");
        message.push_str(&safe::github_message(hint));
    }
    format!("::{word} {}::{message}\n", properties.join(","))
}
