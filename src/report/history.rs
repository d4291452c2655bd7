//! The versions of one article, and the life of one claim: the JSON of `log`, made readable.
//!
//! What belongs here: text for terminals. What does not: finding what changed.

use super::changes;
use super::{Look, counted, safe};
use anstyle::{AnsiColor, Style};
use serde_json::Value;

/// One line a version, and below it what it changed.
pub fn full(log: &Value, look: Look) -> String {
    let mut out = String::new();
    for (at, version) in list(&log["versions"]).iter().enumerate() {
        out.push_str(&heading(at + 1, version));
        if version.get("claims").is_none() {
            continue;
        }
        let rows = changes::rows(version);
        out.push_str(&format!("   {}\n", changes::summary(&rows)));
        for row in &rows {
            let silent = row.what == "changed" && !row.declared;
            let note = match (row.what, row.declared) {
                ("changed", true) => ", declared",
                ("changed", false) => ", silent",
                _ => "",
            };
            let line = format!("   {} {}{note}: {}", row.what, safe::line(row.attribute), values(row.old, row.new));
            let style = Style::new().fg_color(Some(AnsiColor::Yellow.into()));
            let paint = look.color && silent;
            out.push_str(&if paint { format!("{style}{line}{style:#}\n") } else { format!("{line}\n") });
        }
    }
    out
}

/// The first and last version that has a claim, and what stood and stands in its place.
pub fn claim(log: &Value) -> String {
    let mut out = String::new();
    let mut put = |word: &str, key: &str| {
        let told = &log[key];
        if told.is_null() {
            return;
        }
        let number = told["version"].as_u64().unwrap_or_default() as usize;
        let claim = &told["claim"];
        out.push_str(&format!("{word} {}", heading(number, &told["document"])));
        out.push_str(&format!("   {}\n", changes::told(claim)));
    };
    put("was   ", "was");
    put("first ", "first");
    put("last  ", "last");
    put("became", "became");
    let versions = log["versions"].as_u64().unwrap_or_default() as usize;
    let note = if log["current"] == true {
        "It stands in the newest version."
    } else {
        "The newest version no longer has it."
    };
    out.push_str(&format!("{}. {note}\n", counted(versions, "version")));
    out
}

/// `2. 2031-03-04, updated 2031-03-05, retrieved 2031-03-06  d01234567  seeds/a.txt#1  Harbour Gazette  corrected`.
fn heading(number: usize, version: &Value) -> String {
    let text = |key: &str| version[key].as_str().unwrap_or_default();
    let published = if text("published").is_empty() { "no publish time" } else { text("published") };
    let told = |key: &str| if text(key).is_empty() { String::new() } else { format!(", {key} {}", text(key)) };
    let (updated, retrieved) = (told("updated"), told("retrieved"));
    let article = version["article"].as_u64().unwrap_or(1);
    let line = format!(
        "{number}. {published}{updated}{retrieved}  {}  {}#{article}  {}  {}",
        text("id"),
        safe::line(text("path")),
        safe::line(text("outlet")),
        text("state")
    );
    format!("{}\n", line.trim_end())
}

fn values(old: Option<&Value>, new: Option<&Value>) -> String {
    let value = |claim: &Value| super::plain::plain(claim["canonical"].as_str().unwrap_or_default());
    let line = match (old, new) {
        (Some(old), Some(new)) => format!("{} -> {}", value(old), value(new)),
        (Some(one), None) | (None, Some(one)) => value(one),
        (None, None) => String::new(),
    };
    safe::line(&line).into_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
