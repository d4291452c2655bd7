//! `junit`: a test case a finding; contradictions and unreadable input fail.

use super::{Shown, row, safe};
use row::Level;

pub(super) fn render(shown: &Shown<'_>) -> String {
    let rows = row::rows(shown);
    let failures = rows.iter().filter(|row| row.level == Level::Error).count();
    let counts = format!("tests=\"{}\" failures=\"{failures}\" errors=\"0\"", rows.len());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corroborate\" {counts}>\n  \
         <testsuite name=\"corroborate\" {counts} skipped=\"0\">\n"
    );
    for row in &rows {
        let path = row.path.unwrap_or("-");
        let name = format!("{} {}", row.code, row.message);
        let mut attributes =
            format!("name=\"{}\" classname=\"{}\" file=\"{}\"", safe::xml(&name), safe::xml(path), safe::xml(path));
        if let Some(at) = row.at {
            attributes.push_str(&format!(" line=\"{}\"", at.line));
        }
        let mut lines: Vec<String> = row.places.iter().map(|place| safe::xml(&told(place))).collect();
        lines.extend(row.hint.iter().map(|hint| safe::xml(hint)));
        let body = lines.join("\n");
        match row.level {
            Level::Error => out.push_str(&format!(
                "    <testcase {attributes}>\n      <failure message=\"{}\" type=\"{}\">{body}</failure>\n    </testcase>\n",
                safe::xml(&row.message),
                safe::xml(row.code),
            )),
            Level::Warning | Level::Note => out
                .push_str(&format!("    <testcase {attributes}>\n      <system-out>{body}</system-out>\n    </testcase>\n")),
        }
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn told(place: &row::Place<'_>) -> String {
    match place.at {
        Some(at) => format!("{}:{}:{}: {}", place.claim.path, at.line, at.column, place.label()),
        None => format!("{}: {}", place.claim.path, place.label()),
    }
}
