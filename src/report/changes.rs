//! Two versions of an article, side by side: the JSON of `diff`, made readable.
//!
//! What belongs here: text for terminals and Markdown. What does not: finding what changed.

use super::plain::plain;
use super::{Look, counted, safe};
use anstyle::{AnsiColor, Style};
use serde_json::Value;

/// One thing that changed.
pub(super) struct Row<'v> {
    pub what: &'static str,
    pub attribute: &'v str,
    pub old: Option<&'v Value>,
    pub new: Option<&'v Value>,
    pub declared: bool,
}

/// Which part of a change is asked for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Part {
    All,
    Claims,
    Text,
    Stat,
}

/// Drops from the JSON of `diff` what is not asked for; `stat` leaves numbers.
pub fn keep(diff: &mut Value, part: Part) {
    let Some(all) = diff.as_object_mut() else { return };
    match part {
        Part::All => {}
        Part::Claims => drop(all.remove("text")),
        Part::Text => drop(all.remove("claims")),
        Part::Stat => {
            let stat = numbers(&Value::Object(all.clone()));
            all.remove("claims");
            all.remove("text");
            all.insert("stat".to_string(), stat);
        }
    }
}

/// How many claims of each attribute were changed, added, removed and moved, and how many stretches of words differ.
fn numbers(diff: &Value) -> Value {
    let mut stat = serde_json::Map::new();
    for key in ["changed", "added", "removed", "moved"] {
        let list = diff["claims"][key].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut count = std::collections::BTreeMap::<&str, usize>::new();
        for row in list {
            let attribute = row["attribute"].as_str().or(row["old"]["attribute"].as_str()).unwrap_or_default();
            *count.entry(attribute).or_default() += 1;
        }
        stat.insert(key.to_string(), serde_json::json!(count));
    }
    let hunks = diff["text"].as_array().map(Vec::as_slice).unwrap_or_default();
    let typographic = hunks.iter().filter(|hunk| hunk["typographic"] == true).count();
    stat.insert(
        "text".to_string(),
        serde_json::json!({"wording": hunks.len() - typographic, "typography": typographic}),
    );
    Value::Object(stat)
}

/// The numbers as lines: `changed   3  (2 count, 1 date)`.
pub(super) fn stat_lines(diff: &Value) -> String {
    let mut out = String::new();
    for (key, unit) in [("changed", ""), ("added", ""), ("removed", ""), ("moved", ""), ("text", "differences: ")] {
        let Some(counts) = diff["stat"][key].as_object() else { continue };
        let total: u64 = counts.values().filter_map(Value::as_u64).sum();
        let parts: Vec<String> = counts
            .iter()
            .filter(|(_, n)| n.as_u64().is_some_and(|n| n > 0))
            .map(|(name, n)| format!("{n} {}", safe::line(name)))
            .collect();
        let note = if parts.is_empty() { String::new() } else { format!("  ({unit}{})", parts.join(", ")) };
        out.push_str(&format!("{key:<8} {total:>3}{note}\n"));
    }
    out
}

/// The change for a terminal.
pub fn full(diff: &Value, part: Part, look: Look) -> String {
    let mut out = format!("{}\n{}\n", version("--- ", &diff["old"]), version("+++ ", &diff["new"]));
    if part == Part::Stat {
        return out + &stat_lines(diff);
    }
    let rows = rows(diff);
    if part != Part::Text {
        out.push_str(&format!("{}\n", summary(&rows)));
    }
    let paint = |text: String, color: AnsiColor| {
        let style = Style::new().fg_color(Some(color.into()));
        if look.color { format!("{style}{text}{style:#}") } else { text }
    };
    for row in &rows {
        let note = if row.declared { ", declared" } else { "" };
        out.push_str(&format!("\n{} {}{note}\n", row.what, safe::line(row.attribute)));
        if let Some(old) = row.old {
            out.push_str(&paint(format!("- {}", told(old)), AnsiColor::Red));
            out.push('\n');
        }
        if let Some(new) = row.new {
            out.push_str(&paint(format!("+ {}", told(new)), AnsiColor::Green));
            out.push('\n');
        }
    }
    let hunks = hunks(diff);
    if !hunks.is_empty() {
        out.push_str("\ntext\n");
    }
    for (old, new) in hunks {
        for (sign, text, color) in [('-', old, AnsiColor::Red), ('+', new, AnsiColor::Green)] {
            for line in text.lines() {
                out.push_str(&paint(format!("{sign} {}", safe::line(line)), color));
                out.push('\n');
            }
        }
    }
    out
}

/// The change for pull requests and wikis.
pub fn markdown(diff: &Value, part: Part) -> String {
    let rows = rows(diff);
    let mut out = format!(
        "# What changed\n\n- old: {}\n- new: {}\n",
        safe::markdown(&version("", &diff["old"])),
        safe::markdown(&version("", &diff["new"])),
    );
    match part {
        Part::Stat => out.push_str(&format!("\n```\n{}```\n", stat_lines(diff))),
        Part::Text => {}
        Part::All | Part::Claims => out.push_str(&format!("\n{}\n", safe::markdown(&summary(&rows)))),
    }
    if !rows.is_empty() {
        out.push_str("\n| Change | What | Old | New | Declared |\n|---|---|---|---|---|\n");
    }
    for row in &rows {
        let cell = |claim: Option<&Value>| claim.map_or(String::new(), |claim| safe::markdown(&told(claim)));
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            row.what,
            safe::markdown(row.attribute),
            cell(row.old),
            cell(row.new),
            if row.declared { "yes" } else { "" }
        ));
    }
    for (old, new) in hunks(diff) {
        out.push('\n');
        for (sign, text) in [('-', old), ('+', new)] {
            for line in text.lines() {
                out.push_str(&format!("    {sign} {}\n", safe::line(line)));
            }
        }
    }
    out
}

pub(super) fn rows(diff: &Value) -> Vec<Row<'_>> {
    let list = |key: &str| diff["claims"][key].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for change in list("changed") {
        rows.push(Row {
            what: "changed",
            attribute: change["attribute"].as_str().unwrap_or_default(),
            old: change.get("old"),
            new: change.get("new"),
            declared: change["declared"].as_bool().unwrap_or(false),
        });
    }
    // What is silent is worse than what is declared.
    rows.sort_by_key(|row| row.declared);
    for (key, what) in [("removed", "removed"), ("added", "added"), ("moved", "moved")] {
        for claim in list(key) {
            let (old, new) = match key {
                "removed" => (Some(claim), None),
                "added" => (None, Some(claim)),
                _ => (claim.get("old"), claim.get("new")),
            };
            let either = old.or(new).unwrap_or(claim);
            let attribute = claim["attribute"].as_str().or(either["attribute"].as_str()).unwrap_or_default();
            rows.push(Row { what, attribute, old, new, declared: false });
        }
    }
    rows
}

/// "2 changed (1 declared), 1 removed": moved claims are no change.
pub(super) fn summary(rows: &[Row<'_>]) -> String {
    let number = |what: &str| rows.iter().filter(|row| row.what == what).count();
    let declared = rows.iter().filter(|row| row.declared).count();
    let mut parts = Vec::new();
    if number("changed") > 0 {
        let note = if declared > 0 { format!(" ({declared} declared)") } else { String::new() };
        parts.push(format!("{} changed{note}", counted(number("changed"), "claim")));
    }
    for what in ["removed", "added", "moved"] {
        if number(what) > 0 {
            parts.push(format!("{} {what}", number(what)));
        }
    }
    if parts.is_empty() { "No claim changed.".to_string() } else { format!("{}.", parts.join(", ")) }
}

/// `seeds/a.txt (Harbour Gazette, 2031-03-04)`.
pub(super) fn version(sign: &str, document: &Value) -> String {
    let text = |key: &str| document[key].as_str().unwrap_or_default();
    let mut about = vec![text("outlet"), text("published")];
    about.retain(|text| !text.is_empty());
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    format!("{sign}{}{}", safe::line(text("path")), safe::line(&about))
}

/// `about 40 minutes: “The call lasted about 40 minutes.” (seeds/a.txt:7)`.
pub(super) fn told(claim: &Value) -> String {
    let text = |key: &str| claim[key].as_str().unwrap_or_default();
    let place = match claim["line"].as_u64() {
        Some(line) => format!("{}:{line}", text("path")),
        None => text("path").to_string(),
    };
    let words = if text("sentence").is_empty() { text("quote") } else { text("sentence") };
    safe::line(&format!("{}: “{words}” ({place})", plain(text("canonical")))).into_owned()
}

pub(super) fn hunks(diff: &Value) -> Vec<(&str, &str)> {
    let list = diff["text"].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|hunk| (hunk["old"].as_str().unwrap_or_default(), hunk["new"].as_str().unwrap_or_default()))
        .filter(|(old, new)| !old.is_empty() || !new.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn claim(canonical: &str, sentence: &str) -> Value {
        json!({"attribute": "count", "canonical": canonical, "sentence": sentence, "quote": sentence, "path": "seeds/a.txt", "line": 7})
    }

    fn diff() -> Value {
        json!({
            "old": {"path": "old.txt", "outlet": "Harbour Gazette", "published": "2031-03-04"},
            "new": {"path": "new\u{1b}.txt", "outlet": null, "published": null},
            "claims": {
                "changed": [
                    {"attribute": "date", "old": claim("2031-03-02", "On Sunday."), "new": claim("2031-03-03", "On Monday."), "declared": true},
                    {"attribute": "count", "old": claim("12 boats", "12 boats sank."), "new": claim("21 boats", "21 boats | sank."), "declared": false},
                ],
                "added": [], "removed": [claim("3 people", "Three swam ashore.")], "moved": [],
            },
            "text": [{"old": "12 boats sank.", "new": "21 boats sank."}],
        })
    }

    #[test]
    fn terminals() {
        let text = full(&diff(), Part::All, Look { width: 80, color: false });
        let wanted = "--- old.txt (Harbour Gazette, 2031-03-04)\n+++ new\\u{1b}.txt\n2 claims changed (1 declared), 1 removed.\n\n\
                      changed count\n- 12 boats: “12 boats sank.” (seeds/a.txt:7)\n+ 21 boats: “21 boats | sank.” (seeds/a.txt:7)\n\n\
                      changed date, declared\n- 2 March 2031: “On Sunday.” (seeds/a.txt:7)\n+ 3 March 2031: “On Monday.” (seeds/a.txt:7)\n\n\
                      removed count\n- 3 people: “Three swam ashore.” (seeds/a.txt:7)\n\n\
                      text\n- 12 boats sank.\n+ 21 boats sank.\n";
        assert_eq!(text, wanted);
    }

    #[test]
    fn markdown_and_nothing() {
        let text = markdown(&diff(), Part::All);
        assert!(text.contains(
            "| changed | count | 12 boats: “12 boats sank.” (seeds/a.txt:7) | 21 boats: “21 boats \\| sank.”"
        ));
        let nothing = json!({"old": {"path": "a"}, "new": {"path": "a"}, "claims": {}, "text": []});
        assert_eq!(full(&nothing, Part::All, Look::default()), "--- a\n+++ a\nNo claim changed.\n");
        assert_eq!(full(&Value::Null, Part::All, Look::default()), "--- \n+++ \nNo claim changed.\n");
    }
}
