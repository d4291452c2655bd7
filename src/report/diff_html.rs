//! Two versions of an article as one HTML page that needs nothing else.
//!
//! What belongs here: markup for the JSON of `diff`. What does not: the report of a check.

use super::changes::{self, Part};
use super::safe;
use serde_json::Value;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;\
background:#fff}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;\
border-bottom:1px solid #ccc}del{background:#fbdcdc;text-decoration:line-through}ins{background:#d8f0d8;text-decoration:none}\
.note{color:#555}@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}del{background:#5a2323}\
ins{background:#1f4a24}.note{color:#aaa}th,td{border-color:#444}}";

/// A whole page; all words of the articles are escaped, and nothing is loaded from elsewhere.
pub fn page(diff: &Value, part: Part) -> String {
    let name = |key: &str| escape(&changes::version("", &diff[key]));
    let rows = changes::rows(diff);
    let mut body = format!("<h1>What changed</h1>\n<p>old: {}<br>new: {}</p>\n", name("old"), name("new"));
    match part {
        Part::Stat => body.push_str(&format!("<pre>{}</pre>\n", escape_lines(&changes::stat_lines(diff)))),
        Part::Text => {}
        Part::All | Part::Claims => body.push_str(&format!("<p>{}</p>\n", escape(&changes::summary(&rows)))),
    }
    if !rows.is_empty() {
        body.push_str("<table>\n<thead><tr><th>Change<th>What<th>Old<th>New</tr></thead>\n<tbody>\n");
        for row in &rows {
            let cell = |claim: Option<&Value>, tag: &str| claim.map_or(String::new(), |claim| sentence(claim, tag));
            let note = if row.declared { " <span class=note>declared</span>" } else { "" };
            body.push_str(&format!(
                "<tr><td>{}{note}<td>{}<td>{}<td>{}</tr>\n",
                row.what,
                escape(row.attribute),
                cell(row.old, "del"),
                cell(row.new, "ins")
            ));
        }
        body.push_str("</tbody>\n</table>\n");
    }
    let hunks = changes::hunks(diff);
    if !hunks.is_empty() {
        body.push_str("<h2>Words</h2>\n<ul>\n");
        for (old, new) in hunks {
            body.push_str(&format!("<li><del>{}</del> <ins>{}</ins></li>\n", escape(old), escape(new)));
        }
        body.push_str("</ul>\n");
    }
    format!(
        "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width\">\n\
         <title>What changed</title>\n<style>{STYLE}</style>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The sentence of a claim with its words marked, its value, and where it stands.
fn sentence(claim: &Value, tag: &str) -> String {
    let text = |key: &str| claim[key].as_str().unwrap_or_default();
    let (whole, quote) = (text("sentence"), text("quote"));
    let words = match whole.find(quote).filter(|_| !quote.is_empty()) {
        Some(at) => {
            format!("{}<{tag}>{}</{tag}>{}", escape(&whole[..at]), escape(quote), escape(&whole[at + quote.len()..]))
        }
        None => format!("<{tag}>{}</{tag}>", escape(quote)),
    };
    let line = claim["line"].as_u64().map_or(String::new(), |line| format!(":{line}"));
    format!("{words}<br><span class=note>{} · {}{line}</span>", escape(text("canonical")), escape(text("path")))
}

fn escape(text: &str) -> String {
    let line = safe::line(text);
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn escape_lines(text: &str) -> String {
    text.lines().map(|line| escape(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_marked_and_harmless() {
        let claim = |quote: &str| {
            json!({"attribute": "count", "canonical": "12 boats", "sentence": format!("{quote} <b>sank</b>."), "quote": quote,
                   "path": "a.txt", "line": 3})
        };
        let diff = json!({
            "old": {"path": "a.txt"}, "new": {"path": "b.txt"},
            "claims": {"changed": [{"attribute": "count", "old": claim("12"), "new": claim("21"), "declared": true}]},
            "text": [{"old": "12", "new": "21 <script>"}],
        });
        let page = page(&diff, Part::All);
        assert!(page.contains("<del>12</del> &lt;b&gt;sank&lt;/b&gt;."), "{page}");
        assert!(page.contains("<ins>21 &lt;script&gt;</ins>") && !page.contains("<script>"));
        assert!(page.contains("declared</span>") && page.contains("a.txt:3"));
    }
}
