//! `gitlab`: a code quality report.

use super::{Shown, json, row};
use row::Level;
use serde_json::{Value, json};

pub(super) fn render(shown: &Shown<'_>) -> String {
    let issues: Vec<Value> = row::rows(shown)
        .iter()
        .map(|row| {
            let severity = match row.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Note => "info",
            };
            let others: Vec<String> = row.places.iter().skip(1).map(row::Place::label).collect();
            let description = match others.is_empty() {
                true => row.message.clone(),
                false => format!("{} ({})", row.message, others.join("; ")),
            };
            json!({
                "description": description,
                "check_name": row.code,
                "fingerprint": row.fingerprint,
                "severity": severity,
                "location": {"path": row.path.unwrap_or("-"), "lines": {"begin": row.at.map_or(1, |at| at.line)}},
            })
        })
        .collect();
    json::pretty(&issues)
}
