//! Cuts a text into blocks: title, headings, paragraphs, list items, captions, and furniture; and keeps what the
//! header lines say about the article.
//!
//! What belongs here: deciding by form and neighbourhood what a line of the body is. What does not: the lines before the
//! body (`header`), what single lines look like (`furniture`), the edges of a paragraph (`edges`), times (`moment`).

use super::edges::paragraph;
use super::furniture as line_form;
use super::header::{self, is_credit, is_rule, outlet_from_copyright};
use super::lines::{Line, split_lines};
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

impl Sheet {
    /// Adds a block, unless there is nothing in it.
    pub fn push(&mut self, kind: BlockKind, span: Span) {
        if !span.is_empty() {
            self.blocks.push(Block { kind, span });
        }
    }
}

/// Lists of references end where a line is long and closed enough to be reporting.
pub const PROSE: usize = 160;
/// Lists of headlines, which are no sentences, end where a line is one and not too short.
const SHORT_PROSE: usize = 80;
/// A heading is shorter than this.
const HEADING: usize = 90;

/// Cuts `text[range]` into blocks.
pub fn cut(text: &str, range: Range<usize>, known: &Given) -> Sheet {
    let mut sheet = Sheet::default();
    let lines = split_lines(text, range.clone());
    if lines.is_empty() {
        return sheet;
    }
    let around: String = text[range].chars().take(1500).collect();
    let body = header::read(&lines, known, &around, &mut sheet);
    body_blocks(text, &lines, body, known, &mut sheet);
    sheet
}

fn body_blocks(text: &str, lines: &[Line], from: usize, known: &Given, sheet: &mut Sheet) {
    let trailing = trailing_list(lines, from);
    let width = wrap_width(&lines[from.min(lines.len())..]);
    let mut in_list: Option<usize> = None;
    let mut paragraphs = 0;
    let mut at = from;
    while at < lines.len() {
        let line = &lines[at];
        if in_list.is_some_and(|least| line.length() >= least && line.ends_sentence() && !line.bullet) {
            in_list = None;
        }
        if in_list.is_some() || at >= trailing {
            sheet.push(BlockKind::Furniture, line.span());
            outlet_from_copyright(line.text, sheet);
            at += 1;
            continue;
        }
        if line_form::is_list_header(line.text) && at + 1 < lines.len() {
            in_list = Some(if line_form::is_reference_header(line.text) { PROSE } else { SHORT_PROSE });
            sheet.push(BlockKind::Furniture, line.span());
            at += 1;
            continue;
        }
        let last = at + 1 == lines.len();
        if is_body_furniture(line, last) {
            sheet.push(BlockKind::Furniture, line.span());
            outlet_from_copyright(line.text, sheet);
            at += 1;
            continue;
        }
        if line_form::is_credit_label(line.text) && line.length() <= 400 {
            caption_with_label(line, sheet);
            at += 1;
            // "Image caption," with the caption on the next line.
            if line.text.to_lowercase().trim_end_matches([',', ':']).ends_with("caption")
                && let Some(next) = lines.get(at).filter(|next| next.length() <= 300)
            {
                sheet.push(BlockKind::Caption, next.span());
                at += 1;
            }
            continue;
        }
        if line.bullet {
            sheet.push(BlockKind::ListItem, line.span());
            at += 1;
            continue;
        }
        // "Injured: 74" in a run of such lines is an entry, not a heading.
        let entry = line.text.split_once(": ").is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
        if entry && is_heading(line) {
            sheet.push(BlockKind::ListItem, line.span());
            at += 1;
            continue;
        }
        let heading = line.hashes > 0 || (!last && paragraphs > 0 && is_heading(line) && !continues(lines, at, width));
        if heading {
            sheet.push(BlockKind::Heading, line.span());
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
        || line_form::is_staff_note(line.text)
        || line_form::is_time_label(line.text)
        || line_form::byline(line.text).is_some()
        || line_form::age(line.text).is_some()
        || (line_form::is_updated(line.text) && line.length() <= 80 && !line.text.ends_with('.'))
        || line.text.starts_with("![")
        || matches!(line.text, "END" | "ENDS" | "Enditem" | "(END)" | "(ENDS)" | "-30-")
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
        None => sheet.push(BlockKind::Furniture, line.span()),
        Some(_) if label == 0 => sheet.push(BlockKind::Caption, line.span()),
        Some(_) => {
            let tail = credit_tail(rest).map_or(line.end(), |at| line.start + label + at);
            sheet.push(BlockKind::Furniture, Span::new(line.start, line.start + label));
            sheet.push(BlockKind::Caption, Span::new(start, tail));
            let credit_start = tail + (line.end() - tail - line.text[tail - line.start..].trim_start().len());
            sheet.push(BlockKind::Furniture, Span::new(credit_start, line.end()));
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
    let Some(next) = lines.get(at + 1).filter(|next| !next.opens && !next.bullet && next.hashes == 0) else {
        return false;
    };
    // A line that breaks off and goes on in lower case is one sentence, whatever the width.
    let broken = !lines[at].closed() && next.text.starts_with(char::is_lowercase);
    broken || width.is_some_and(|width| is_full(&lines[at], next, width))
}
