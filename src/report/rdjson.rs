//! `rdjson` and `rdjsonl`: the Reviewdog Diagnostic Format; its columns count bytes.

use super::{Shown, json, row};
use row::{Level, Where};
use serde_json::{Value, json};

pub(super) fn render(shown: &Shown<'_>) -> String {
    let diagnostics: Vec<Value> = row::rows(shown).iter().map(diagnostic).collect();
    json::pretty(&json!({"source": {"name": "corroborate"}, "diagnostics": diagnostics}))
}

pub(super) fn render_lines(shown: &Shown<'_>) -> String {
    row::rows(shown)
        .iter()
        .map(|row| {
            let mut value = diagnostic(row);
            value["source"] = json!({"name": "corroborate"});
            json::compact(&value) + "\n"
        })
        .collect()
}

fn diagnostic(row: &row::Row<'_>) -> Value {
    let severity = match row.level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note => "INFO",
    };
    let related: Vec<Value> = row
        .places
        .iter()
        .skip(1)
        .map(|place| json!({"message": place.label(), "location": location(&place.claim.path, place.at)}))
        .collect();
    let mut value = json!({
        "message": row.message,
        "location": location(row.path.unwrap_or("-"), row.at),
        "severity": severity,
        "code": {"value": row.code},
    });
    if !related.is_empty() {
        value["related_locations"] = Value::Array(related);
    }
    value
}

fn location(path: &str, at: Option<Where>) -> Value {
    match at {
        None => json!({"path": path}),
        Some(at) => json!({"path": path, "range": {
            "start": {"line": at.line, "column": at.byte_column},
            "end": {"line": at.end_line, "column": at.end_byte_column},
        }}),
    }
}
