//! What stands before an article's body: masthead, title, bylines, time lines, captions.
//!
//! What belongs here: the order in which these stand. What does not: what one such line looks like (`furniture`).

use super::blocks::{Given, PROSE, Sheet};
use super::dateline;
use super::edges::take_dateline;
use super::furniture as line_form;
use super::lines::Line;
use crate::model::{BlockKind, Known, Note, Span};

/// How many lines may stand between the title and the body.
const HEADER_LINES: usize = 8;

/// Reads title, bylines, time lines and captions before the body; returns the index of the body's first line.
pub fn read(lines: &[Line], known: &Given, around: &str, sheet: &mut Sheet) -> usize {
    let mut at = 0;
    match known.title {
        Some(title) => {
            if lines[0].hashes == 1 || same_words(lines[0].text, title) {
                sheet.push(BlockKind::Title, lines[0].span());
                at = 1;
            }
        }
        None => {
            // Furniture may stand before the title; the first line that is none is the title.
            while at < lines.len().min(4) && lines.len() > at + 1 && is_header_furniture(&lines[at], around) {
                take_header_line(&lines[at], around, known, sheet);
                at += 1;
            }
            if let Some((name, line)) = opening_masthead(&lines[at..], around) {
                sheet.outlet =
                    Some(Known { value: name.to_string(), inferred: Some("the masthead line names it".into()) });
                sheet.push(BlockKind::Furniture, line.span());
                at += 1;
            }
            let Some(line) = lines.get(at) else { return at };
            let alone = lines.len() == at + 1;
            let sentences = line.closed() && !line.text.ends_with(['?', '!', ':', '…']) && line.text.contains(". ");
            let stopped = line.text.ends_with('.') && !ends_abbreviated(line.text) && (at > 0 || line.length() > 80);
            let headline = line.length() <= 300 && !alone && !sentences && !stopped && !line.bullet;
            let certain = line.hashes == 1;
            if certain || headline && (known.first_line_is_title || (!line.closed() && line.length() <= 200)) {
                sheet.title = Some(line.text.to_string());
                sheet.push(BlockKind::Title, line.span());
                at += 1;
            }
        }
    }
    let first = at;
    while at < lines.len() && at < first + HEADER_LINES {
        let line = &lines[at];
        if is_header_furniture(line, around) {
            take_header_line(line, around, known, sheet);
            at += 1;
            let signed = line_form::byline(line.text).is_some();
            if let Some(next) = lines.get(at).filter(|next| signed && !next.opens && at + 1 < lines.len())
                && let Some(name) = signed_for(next)
            {
                let inferred = Some("the line under the byline names it".to_string());
                sheet.outlet.get_or_insert_with(|| Known { value: name.to_string(), inferred });
                sheet.push(BlockKind::Furniture, next.span());
                at += 1;
            }
            continue;
        }
        // A writer's name alone, over the time line.
        let timed = lines.get(at + 1).is_some_and(|next| line_form::time_line(next.text, around).is_some());
        if timed && !line.closed() && is_credit(line.text.trim_matches('*')) && line.length() <= 50 {
            sheet.author.get_or_insert_with(|| line.text.trim_matches('*').to_string());
            sheet.push(BlockKind::Furniture, line.span());
            at += 1;
            continue;
        }
        // Whatever stands between the title and the byline or time line is a caption or a subtitle.
        let last = (at + 4).min(lines.len());
        let more = lines[at + 1..last].iter().any(|next| is_strong_furniture(next, around));
        if more
            && line.length() <= 400
            && (sheet.published.is_none() || sheet.author.is_none())
            && !at_body(lines, at, first)
        {
            let kind = if line.closed() { BlockKind::Caption } else { BlockKind::Heading };
            sheet.push(kind, line.span());
            at += 1;
            continue;
        }
        // A picture's credit on a line of its own, with the caption under it.
        let next = lines.get(at + 1);
        if line.length() <= 60
            && line_form::is_press_name(line.text)
            && let Some(caption) = next.filter(|next| !next.opens && next.closed() && next.length() <= 400)
            && lines.get(at + 2).is_some_and(|after| after.opens || after.length() > caption.length())
        {
            sheet.push(BlockKind::Furniture, line.span());
            sheet.push(BlockKind::Caption, caption.span());
            at += 2;
            continue;
        }
        // A caption that closes with its credit: "The pier on Monday. (Agency/A. Name)".
        if at > 0
            && line.length() <= 400
            && lines.len() > at + 1
            && let Some(credit) = closing_credit(line.text)
        {
            let caption = line.text[..credit].trim_end().len();
            sheet.push(BlockKind::Caption, Span::new(line.start, line.start + caption));
            sheet.push(BlockKind::Furniture, Span::new(line.start + credit, line.end()));
            at += 1;
            continue;
        }
        break;
    }
    at
}

/// "… Japan and U.S.", "… of Pier Inc.": a full stop that ends no sentence.
fn ends_abbreviated(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or("").trim_end_matches('.');
    word.contains('.') || matches!(word, "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "Bros" | "etc" | "No" | "St")
}

/// The outlet on the line under a byline: "Pier Times", "Pier News, Gdynia".
fn signed_for<'t>(line: &Line<'t>) -> Option<&'t str> {
    let name = line.text.split([',', '|']).next()?.trim();
    (line.length() <= 60 && !line.closed() && line_form::is_press_name(name)).then_some(name)
}

/// A long line before which the header already ended with a blank line is the body.
fn at_body(lines: &[Line], at: usize, first: usize) -> bool {
    at > first && lines[at].opens && lines[at].length() > PROSE
}

fn is_strong_furniture(line: &Line, around: &str) -> bool {
    line_form::byline(line.text).is_some() || line_form::time_line(line.text, around).is_some()
}

fn is_header_furniture(line: &Line, around: &str) -> bool {
    is_strong_furniture(line, around)
        || (line_form::is_updated(line.text) && line.length() <= 80)
        || line_form::is_copyright(line.text)
        || line_form::age(line.text).is_some()
        || line_form::is_request(line.text)
        || line_form::is_bracketed_note(line.text)
        || line_form::is_staff_note(line.text)
        || line_form::is_time_label(line.text)
        || line_form::is_bare_day(line.text)
        || dateline::whole_line(line.text).is_some()
        || (line_form::is_credit_label(line.text) && line.length() <= 60)
        || is_rule(line.text)
        || line.text.starts_with("![")
}

pub fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

fn take_header_line(line: &Line, around: &str, known: &Given, sheet: &mut Sheet) {
    sheet.push(BlockKind::Furniture, line.span());
    if let Some(found) = line_form::time_line(line.text, around) {
        if line_form::is_updated(line.text) && sheet.published.is_some() {
            sheet.updated.get_or_insert(found.moment);
        } else if sheet.published.is_none() {
            if let Some(zone) = &found.undecided {
                let message = format!("time zone {zone} has several meanings and is left open");
                sheet.notes.push(Note { at: Some(line.start), message });
            }
            sheet.published = Some(found.moment);
        }
    }
    if let Some(found) = dateline::whole_line(line.text) {
        take_dateline(&found, line.text, sheet);
    }
    if let Some(name) = line_form::byline(line.text) {
        if !line.text.to_lowercase().contains("edit") {
            sheet.author.get_or_insert_with(|| name.to_string());
        }
        // "By A. Writer, Evening Lantern"
        let outlet =
            line.text.split_once(", ").map(|(_, rest)| rest.trim()).filter(|rest| line_form::is_press_name(rest));
        if let Some(outlet) = outlet.filter(|_| known.outlet.is_none()) {
            sheet.outlet.get_or_insert_with(|| Known {
                value: outlet.to_string(),
                inferred: Some("the byline names it".into()),
            });
        }
    }
    outlet_from_copyright(line.text, sheet);
}

pub fn outlet_from_copyright(line: &str, sheet: &mut Sheet) {
    if line_form::is_copyright(line)
        && let Some(name) = line_form::copyright_name(line)
    {
        sheet
            .outlet
            .get_or_insert_with(|| Known { value: name, inferred: Some("the copyright notice names it".into()) });
    }
}

/// A masthead over the title: a press name, the title, and then the byline or time line, in one group of lines.
fn opening_masthead<'t>(lines: &'t [Line<'t>], around: &str) -> Option<(&'t str, &'t Line<'t>)> {
    let [first, second, third, ..] = lines else { return None };
    if second.opens || third.opens || is_header_furniture(second, around) || !is_strong_furniture(third, around) {
        return None;
    }
    line_form::masthead(first.text).map(|name| (name, first))
}

/// Where the credit in brackets at the end of a caption begins.
fn closing_credit(line: &str) -> Option<usize> {
    let inner = line.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let credit = &inner[open + 1..];
    let before = line[..open].trim_end();
    (before.ends_with(['.', '!', '?', '"', '”']) && is_credit(credit)).then_some(open)
}

/// "Agency/A. Name", "Ada Quill", "Photo: Ada Quill".
pub fn is_credit(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/', ':', ',']).filter(|word| !word.is_empty()).collect();
    (text.contains('/') || words.len() >= 2 || line_form::is_press_name(text))
        && (1..=7).contains(&words.len())
        && !text.contains(|c: char| c.is_ascii_digit())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) || matches!(*word, "via" | "for" | "of" | "by" | "the" | "in" | "and")
        })
}

fn same_words(a: &str, b: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}
