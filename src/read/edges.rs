//! What is run together with a paragraph's first or last sentence: credits, times, datelines, notes, copyright.
//!
//! What belongs here: cutting these off. What does not: lines that stand by themselves (`blocks`, `header`).

use super::blocks::{Given, Sheet};
use super::dateline::{self, Dateline};
use super::furniture as line_form;
use super::header::{is_credit, outlet_from_copyright};
use super::moment;
use crate::model::{BlockKind, Known, Span};

/// One paragraph, without what stands before its first sentence and behind its last.
pub fn paragraph(text: &str, span: Span, index: usize, known: &Given, sheet: &mut Sheet) {
    let mut span = span;
    if index < 3 {
        span = cut_lead(text, span, index, known, sheet);
    }
    let tail = cut_tail(text, span);
    sheet.push(BlockKind::Paragraph, Span::new(span.start, tail.start));
    for piece in tail.pieces {
        outlet_from_copyright(piece.of(text), sheet);
        sheet.push(BlockKind::Furniture, piece);
    }
}

/// Splits credits, a caption with its credit, a time and a dateline off the front of a paragraph.
fn cut_lead(text: &str, span: Span, index: usize, known: &Given, sheet: &mut Sheet) -> Span {
    let mut start = span.start;
    for _ in 0..4 {
        let rest = &text[start..span.end];
        let skip = if let Some(length) = leading_time(rest, sheet) {
            length
        } else if let Some(line) = dateline::find(rest) {
            take_dateline(&line, rest, sheet);
            line.length
        } else if let Some(length) = (index == 0).then(|| leading_credit(rest, known)).flatten() {
            length
        } else if let Some((caption, credit)) = (index == 0).then(|| leading_caption(rest)).flatten() {
            sheet.push(BlockKind::Caption, Span::new(start, start + caption));
            start += caption;
            start += text[start..span.end].len() - text[start..span.end].trim_start().len();
            credit
        } else {
            break;
        };
        let end = start + text[start..start + skip].trim_end().len();
        sheet.push(BlockKind::Furniture, Span::new(start, end));
        start += skip;
        start += text[start..span.end].len() - text[start..span.end].trim_start().len();
    }
    Span::new(start, span.end)
}

/// Keeps what the dateline tells of date and outlet.
pub fn take_dateline(line: &Dateline, rest: &str, sheet: &mut Sheet) {
    if let Some(range) = &line.date {
        let words = &rest[range.clone()];
        let numbers: Vec<i32> =
            words.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        let name = words.split(|c: char| !c.is_ascii_alphabetic()).find(|part| part.len() >= 3);
        if let (Some(month), Some(day)) = (name.and_then(moment::month_number), numbers.first()) {
            sheet.dateline.get_or_insert((month, *day as u32, numbers.get(1).copied()));
        }
    }
    if let Some(agency) = line.agency.as_ref().filter(|name| name.starts_with(char::is_uppercase)) {
        let known = Known { value: agency.clone(), inferred: Some("the dateline names it".into()) };
        sheet.outlet.get_or_insert(known);
    }
}

/// A time line that was run together with the paragraph: "Region news May 9, 2019 16:21 (JST) Gdynia, May 9 …".
fn leading_time(rest: &str, sheet: &mut Sheet) -> Option<usize> {
    let head_end = rest.char_indices().nth(110).map_or(rest.len(), |(at, _)| at);
    let found = moment::in_line(&rest[..head_end], rest)?;
    if (found.moment.end - found.moment.begin).num_minutes() > 1 {
        return None;
    }
    let before: Vec<&str> = rest[..found.range.start].split_whitespace().collect();
    let sentence = before.last().is_some_and(|word| {
        matches!(
            word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()),
            "on" | "at" | "by" | "from" | "since" | "until" | "in" | "of" | "the"
        )
    });
    let after = rest[found.range.end..].trim_start_matches([')', ']', '|', ' ', '-', '–', '—']);
    let capital = after.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '\'' | '‘'));
    if before.len() > 6 || sentence || !capital || rest[..found.range.start].contains(['.', '!', '?']) {
        return None;
    }
    sheet.published.get_or_insert(found.moment);
    Some(rest.len() - after.len())
}

/// The name of an agency or of the outlet itself before a caption that begins with a capital.
fn leading_credit(rest: &str, known: &Given) -> Option<usize> {
    // A name of one word may be the subject of the sentence.
    let mut names: Vec<String> =
        line_form::AGENCIES.iter().filter(|name| name.contains(' ')).map(|name| name.to_string()).collect();
    if let Some(outlet) = known.outlet {
        names.push(format!("The {outlet}"));
        names.push(outlet.to_string());
    }
    let name = names.into_iter().find(|name| rest.starts_with(name.as_str()))?;
    let after = rest[name.len()..].strip_prefix(' ')?;
    let word = after.split_whitespace().next()?;
    let dated = moment::weekday_number(word).is_some() && word.to_lowercase().contains("day");
    // A capital behind the name starts a sentence of its own; "The Pier Times said" does not.
    (word.starts_with(char::is_uppercase) && !dated).then_some(name.len() + 1)
}

/// A first sentence that closes with a picture credit in brackets: lengths of the caption and of the credit.
fn leading_caption(rest: &str) -> Option<(usize, usize)> {
    let head_end = rest.char_indices().nth(400).map_or(rest.len(), |(at, _)| at);
    let head = &rest[..head_end];
    let open = head.find(" (").filter(|at| head[..*at].ends_with(['.', '"', '”']))?;
    let close = open + head[open..].find(')')?;
    let credit = &head[open + 2..close];
    let after = rest[close + 1..].trim_start();
    (is_credit(credit)
        && credit.split_whitespace().count() <= 5
        && after.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '\'' | '‘')))
    .then_some((open, close + 1 - open - 1))
}

struct Tail {
    start: usize,
    pieces: Vec<Span>,
}

/// Notes in brackets, END marks, copyright and the agency's name behind the last sentence.
fn cut_tail(text: &str, span: Span) -> Tail {
    let mut end = span.end;
    let mut pieces = Vec::new();
    for _ in 0..4 {
        let body = text[span.start..end].trim_end();
        let stop = span.start + body.len();
        let start = bracketed_tail(body)
            .or_else(|| end_mark(body))
            .or_else(|| if pieces.is_empty() { name_tail(body) } else { None });
        let Some(start) = start.filter(|at| *at > 0) else {
            end = stop;
            break;
        };
        let start = span.start + start;
        pieces.push(Span::new(start, stop));
        end = span.start + text[span.start..start].trim_end().len();
    }
    pieces.reverse();
    Tail { start: end, pieces }
}

fn bracketed_tail(body: &str) -> Option<usize> {
    let inner = body.trim_end_matches('.');
    let open = if inner.ends_with(')') {
        inner.rfind('(')?
    } else if inner.ends_with(']') {
        inner.rfind('[')?
    } else {
        return None;
    };
    line_form::is_bracketed_note(&body[open..]).then_some(open)
}

fn end_mark(body: &str) -> Option<usize> {
    let start = ["END", "ENDS", "Enditem", "(ENDS)", "(END)", "-30-", "###", "■"]
        .iter()
        .find_map(|mark| body.strip_suffix(mark))?
        .len();
    body[..start].trim_end().ends_with(['.', '"', '”', '!', '?']).then_some(start)
}

/// An agency's name behind a copyright notice or END mark: "… [Copyright The Pier Press, Ltd.] Pier Press".
fn name_tail(body: &str) -> Option<usize> {
    let at = body.rfind(']')? + 1;
    let name = body[at..].trim();
    let notice = body[..at].rfind('[').is_some_and(|open| line_form::is_bracketed_note(&body[open..at]));
    (notice && !name.is_empty() && name.split_whitespace().count() <= 6)
        .then(|| at + (body[at..].len() - body[at..].trim_start().len()))
}
