//! `concise`: one line a finding, `path:line:col: CODE message`, as editors and `grep` know it.

use super::{Shown, row, safe};

pub(super) fn render(shown: &Shown<'_>) -> String {
    let mut out = String::new();
    for row in row::rows(shown) {
        out.push_str(&safe::line(row.path.unwrap_or("-")));
        if let Some(at) = row.at {
            out.push_str(&format!(":{}:{}", at.line, at.column));
        }
        out.push_str(&format!(": {} {}", row.code, safe::line(&row.message)));
        let others: Vec<String> = row.places.iter().skip(1).map(other).collect();
        if !others.is_empty() {
            out.push_str(&format!(" [{}]", others.join("; ")));
        }
        out.push('\n');
    }
    out
}

fn other(place: &row::Place<'_>) -> String {
    let path = safe::line(&place.claim.path);
    match place.at {
        Some(at) => format!("{path}:{}:{}", at.line, at.column),
        None => path.into_owned(),
    }
}
