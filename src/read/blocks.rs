//! Cuts a text into blocks: title, headings, paragraphs, list items, captions, and furniture; and keeps what the
//! header lines say about the article.
//!
//! What belongs here: deciding by form and neighbourhood what a line is. What does not: what single lines look like
//! (`furniture`), times (`moment`), and inference from running text (`infer`).

use super::furniture as line_form;
use super::moment;
use crate::model::{Block, BlockKind, Known, Moment, Note, Span};
use std::ops::Range;

/// A stretch of text that was cut into blocks, and the metadata that stands in its lines.
#[derive(Debug, Default)]
pub struct Sheet {
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    pub author: Option<String>,
    pub outlet: Option<Known<String>>,
    /// Month, day and perhaps year of the dateline.
    pub dateline: Option<(u32, u32, Option<i32>)>,
    pub notes: Vec<Note>,
}

/// What is known before a text is cut.
#[derive(Clone, Debug, Default)]
pub struct Given<'a> {
    /// The title, where metadata give it.
    pub title: Option<&'a str>,
    /// Whether the first line is the title if nothing speaks against it.
    pub first_line_is_title: bool,
    /// The outlet, where a header names it.
    pub outlet: Option<&'a str>,
}

/// A line that is not blank, without the white space around it.
#[derive(Clone, Debug)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// Whether a blank line (or the beginning) stands before it.
    opens: bool,
    bullet: bool,
    /// Markdown heading level.
    hashes: usize,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.end())
    }

    fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it ends as a sentence does.
    fn closed(&self) -> bool {
        self.text
            .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_'])
            .ends_with(['.', '!', '?', '…', ':', ';'])
    }
}

/// Lists of headlines end where a line is long and closed enough to be reporting.
const PROSE: usize = 160;
/// A heading is shorter than this.
const HEADING: usize = 90;
/// How many lines may stand between the title and the body.
const HEADER_LINES: usize = 8;

/// Cuts `text[range]` into blocks.
pub fn cut(text: &str, range: Range<usize>, known: &Given) -> Sheet {
    let mut sheet = Sheet::default();
    let lines = split_lines(text, range.clone());
    if lines.is_empty() {
        return sheet;
    }
    let around: String = text[range].chars().take(1500).collect();
    let body = header(&lines, known, &around, &mut sheet);
    body_blocks(text, &lines, body, known, &mut sheet);
    sheet
}

fn split_lines(text: &str, range: Range<usize>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = range.start;
    let mut opens = true;
    for raw in text[range].split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let mut trimmed = raw.trim();
        if trimmed.is_empty() {
            opens = true;
            continue;
        }
        let mut from = start + (raw.len() - raw.trim_start().len());
        let (bullet, hashes, skip) = marker(trimmed);
        trimmed = &trimmed[skip..];
        from += skip;
        lines.push(Line { start: from, text: trimmed, opens, bullet, hashes });
        opens = false;
    }
    lines
}

/// List and heading markers at the start of a line: whether it is an item, its heading level, and the marker's length.
fn marker(line: &str) -> (bool, usize, usize) {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        let skip = line.len() - line[hashes..].trim_start().len();
        return (false, hashes, skip);
    }
    let mut chars = line.chars();
    match chars.next() {
        Some(first @ ('-' | '*' | '•' | '·' | '‣' | '▪' | '–' | '●' | '■' | '+' | '>')) => {
            let rest = chars.as_str();
            if rest.is_empty() {
                return (true, 0, 0);
            }
            if !rest.starts_with([' ', '\t', '\u{a0}']) {
                return (false, 0, 0);
            }
            // A quoted line of Markdown is a paragraph.
            (first != '>', 0, line.len() - rest.trim_start().len())
        }
        Some(first) if first.is_ascii_digit() => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &line[digits..];
            if digits <= 2 && (rest.starts_with(". ") || rest.starts_with(") ")) {
                (true, 0, line.len() - rest[2..].trim_start().len())
            } else {
                (false, 0, 0)
            }
        }
        _ => (false, 0, 0),
    }
}

/// Reads title, bylines, time lines and captions before the body; returns the index of the body's first line.
fn header(lines: &[Line], known: &Given, around: &str, sheet: &mut Sheet) -> usize {
    let mut at = 0;
    match known.title {
        Some(title) => {
            if lines[0].hashes == 1 || same_words(lines[0].text, title) {
                push(sheet, BlockKind::Title, lines[0].span());
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
                push(sheet, BlockKind::Furniture, line.span());
                at += 1;
            }
            let Some(line) = lines.get(at) else { return at };
            let alone = lines.len() == at + 1;
            let sentences = line.closed() && !line.text.ends_with(['?', '!', ':', '…']) && line.text.contains(". ");
            let headline = line.length() <= 300 && !alone && !sentences && !line.bullet;
            let certain = line.hashes == 1;
            if certain || headline && (known.first_line_is_title || (!line.closed() && line.length() <= 200)) {
                sheet.title = Some(line.text.to_string());
                push(sheet, BlockKind::Title, line.span());
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
            push(sheet, kind, line.span());
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
            push(sheet, BlockKind::Furniture, line.span());
            push(sheet, BlockKind::Caption, caption.span());
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
            push(sheet, BlockKind::Caption, Span::new(line.start, line.start + caption));
            push(sheet, BlockKind::Furniture, Span::new(line.start + credit, line.end()));
            at += 1;
            continue;
        }
        break;
    }
    at
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
        || (line_form::is_credit_label(line.text) && line.length() <= 60)
        || is_rule(line.text)
        || line.text.starts_with("![")
}

fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

fn take_header_line(line: &Line, around: &str, known: &Given, sheet: &mut Sheet) {
    push(sheet, BlockKind::Furniture, line.span());
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

fn outlet_from_copyright(line: &str, sheet: &mut Sheet) {
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
fn is_credit(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/', ':', ',']).filter(|word| !word.is_empty()).collect();
    (text.contains('/') || words.len() >= 2 || line_form::is_press_name(text))
        && (1..=7).contains(&words.len())
        && !text.contains(|c: char| c.is_ascii_digit())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "via" | "for" | "of" | "by" | "the"))
}

fn same_words(a: &str, b: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}

fn push(sheet: &mut Sheet, kind: BlockKind, span: Span) {
    if !span.is_empty() {
        sheet.blocks.push(Block { kind, span });
    }
}

fn body_blocks(text: &str, lines: &[Line], from: usize, known: &Given, sheet: &mut Sheet) {
    let trailing = trailing_list(lines, from);
    let width = wrap_width(&lines[from.min(lines.len())..]);
    let mut in_list = false;
    let mut paragraphs = 0;
    let mut at = from;
    while at < lines.len() {
        let line = &lines[at];
        let prose = line.length() >= PROSE && line.closed() && !line.bullet;
        if in_list && prose {
            in_list = false;
        }
        if in_list || at >= trailing {
            push(sheet, BlockKind::Furniture, line.span());
            outlet_from_copyright(line.text, sheet);
            at += 1;
            continue;
        }
        if line_form::is_list_header(line.text) && at + 1 < lines.len() {
            in_list = true;
            push(sheet, BlockKind::Furniture, line.span());
            at += 1;
            continue;
        }
        let last = at + 1 == lines.len();
        if is_body_furniture(line, last) {
            push(sheet, BlockKind::Furniture, line.span());
            outlet_from_copyright(line.text, sheet);
            at += 1;
            continue;
        }
        if line_form::is_credit_label(line.text) && line.length() <= 400 {
            caption_with_label(line, sheet);
            at += 1;
            continue;
        }
        if line.bullet {
            push(sheet, BlockKind::ListItem, line.span());
            at += 1;
            continue;
        }
        let heading = line.hashes > 0 || (!last && paragraphs > 0 && is_heading(line) && !continues(lines, at, width));
        if heading {
            push(sheet, BlockKind::Heading, line.span());
            at += 1;
            continue;
        }
        let mut end = at;
        while continues(lines, end, width) {
            end += 1;
        }
        paragraph(text, Span::new(line.start, lines[end].end()), paragraphs, known, sheet);
        paragraphs += 1;
        at = end + 1;
    }
}

fn is_body_furniture(line: &Line, last: bool) -> bool {
    is_rule(line.text)
        || line_form::is_request(line.text)
        || line_form::is_copyright(line.text)
        || line_form::is_bracketed_note(line.text)
        || line_form::byline(line.text).is_some()
        || line_form::age(line.text).is_some()
        || (line_form::is_updated(line.text) && line.length() <= 80 && !line.text.ends_with('.'))
        || line.text.starts_with("![")
        || (line.text == "END")
        || (last && line.length() <= 60 && line_form::is_press_name(line.text))
}

fn is_heading(line: &Line) -> bool {
    line.length() <= HEADING
        && !line.closed()
        && line.text.split_whitespace().count() <= 12
        && line
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\''))
        && !line.text.ends_with(',')
}

/// The label and the credit of "Photo: The pier on Monday. Agency/A. Name" are furniture; what lies between is a caption.
fn caption_with_label(line: &Line, sheet: &mut Sheet) {
    let label = line
        .text
        .find([':', '©', '–', '—', '-'])
        .map_or(0, |at| at + line.text[at..].chars().next().map_or(0, char::len_utf8));
    let rest = &line.text[label..];
    let start = line.start + label + (rest.len() - rest.trim_start().len());
    let words = rest.split_whitespace().count();
    let end = rest.rfind(['.', '!', '?']).map(|at| line.start + label + at + 1);
    match end.filter(|end| words >= 6 && *end > start) {
        None => push(sheet, BlockKind::Furniture, line.span()),
        Some(_) if label == 0 => push(sheet, BlockKind::Caption, line.span()),
        Some(_) => {
            let tail = credit_tail(rest).map_or(line.end(), |at| line.start + label + at);
            push(sheet, BlockKind::Furniture, Span::new(line.start, line.start + label));
            push(sheet, BlockKind::Caption, Span::new(start, tail));
            let credit_start = tail + (line.end() - tail - line.text[tail - line.start..].trim_start().len());
            push(sheet, BlockKind::Furniture, Span::new(credit_start, line.end()));
        }
    }
}

/// Where a credit without brackets begins behind a caption's last full stop; initials have full stops of their own.
fn credit_tail(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at + 1).find(|at| is_credit(text[*at..].trim().trim_end_matches('.')))
}

/// The index from which nothing but a list of headlines follows: a short line and then items that are no sentences.
fn trailing_list(lines: &[Line], from: usize) -> usize {
    let mut start = lines.len();
    while start > from && lines[start - 1].bullet && !lines[start - 1].closed() {
        start -= 1;
    }
    let items = lines.len() - start;
    if items < 2 || start <= from {
        return lines.len();
    }
    let title = &lines[start - 1];
    let short = title.length() <= 50 && !title.closed() && title.text.split_whitespace().count() <= 6;
    if short { start - 1 } else { lines.len() }
}

/// The width at which paragraphs are wrapped by hard line ends, where they are.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(Line::length).max()?;
    if !(40..=110).contains(&width) {
        return None;
    }
    let pairs = lines.windows(2).filter(|pair| !pair[1].opens && !pair[1].bullet);
    let (mut all, mut full) = (0, 0);
    for pair in pairs {
        all += 1;
        full += usize::from(is_full(&pair[0], &pair[1], width));
    }
    (full >= 2 && full * 10 >= all * 7).then_some(width)
}

/// Whether the next line's first word would not have fitted on this one.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.length() + 1 + word + 4 > width
}

fn continues(lines: &[Line], at: usize, width: Option<usize>) -> bool {
    let (Some(width), Some(next)) = (width, lines.get(at + 1)) else { return false };
    !next.opens && !next.bullet && next.hashes == 0 && is_full(&lines[at], next, width)
}

/// One paragraph, without what stands before its first sentence and behind its last.
fn paragraph(text: &str, span: Span, index: usize, known: &Given, sheet: &mut Sheet) {
    let mut span = span;
    if index < 3 {
        span = cut_lead(text, span, index, known, sheet);
    }
    let tail = cut_tail(text, span);
    push(sheet, BlockKind::Paragraph, Span::new(span.start, tail.start));
    for piece in tail.pieces {
        outlet_from_copyright(piece.of(text), sheet);
        push(sheet, BlockKind::Furniture, piece);
    }
}

/// Splits credits, a caption with its credit, a time and a dateline off the front of a paragraph.
fn cut_lead(text: &str, span: Span, index: usize, known: &Given, sheet: &mut Sheet) -> Span {
    let mut start = span.start;
    for _ in 0..4 {
        let rest = &text[start..span.end];
        let skip = if let Some(length) = leading_time(rest, sheet) {
            length
        } else if let Some(line) = line_form::dateline(rest) {
            take_dateline(&line, rest, sheet);
            line.length
        } else if let Some(length) = (index == 0).then(|| leading_credit(rest, known)).flatten() {
            length
        } else if let Some((caption, credit)) = (index == 0).then(|| leading_caption(rest)).flatten() {
            push(sheet, BlockKind::Caption, Span::new(start, start + caption));
            start += caption;
            start += text[start..span.end].len() - text[start..span.end].trim_start().len();
            credit
        } else {
            break;
        };
        let end = start + text[start..start + skip].trim_end().len();
        push(sheet, BlockKind::Furniture, Span::new(start, end));
        start += skip;
        start += text[start..span.end].len() - text[start..span.end].trim_start().len();
    }
    Span::new(start, span.end)
}

fn take_dateline(line: &line_form::Dateline, rest: &str, sheet: &mut Sheet) {
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
    let mut names =
        vec!["The Associated Press".to_string(), "Associated Press".into(), "AP Photo".into(), "Getty Images".into()];
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
    let start = body.strip_suffix("END").map(str::len)?;
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
