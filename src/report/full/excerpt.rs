//! The words of all sides in their lines, underlined, with the reason below.

use super::{color_of, markdown, row, safe, styled};
use crate::model::{Document, Finding, Span};
use crate::report::{Look, Shown};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// More outlets on one side than this are only named.
const SHOWN_OF_A_SIDE: usize = 2;

pub(super) fn render(shown: &Shown<'_>, finding: &Finding, look: Look) -> String {
    let places = row::places(shown, finding);
    let mut kept: Vec<&row::Place<'_>> = Vec::new();
    let mut also: Vec<String> = Vec::new();
    for place in &places {
        if kept.iter().filter(|other| other.side == place.side).count() < SHOWN_OF_A_SIDE {
            kept.push(place);
        } else {
            also.push(safe::line(&place.label()).into_owned());
        }
    }
    let excerpts: Vec<Excerpt> = group(&kept);
    let message = safe::line(&finding.summary).into_owned();
    let word = format!("{}[{}]", row::verdict_word(finding), finding.code);
    let head = format!("{}: {message}", styled(&word, color_of(finding.verdict), look));
    let mut body = Group::with_level(Level::ERROR);
    for excerpt in &excerpts {
        let mut snippet = Snippet::source(excerpt.text.as_str()).fold(true);
        snippet = match excerpt.line {
            Some(line) => snippet.line_start(line).path(excerpt.path.as_str()),
            None => {
                body = body.element(Origin::path(excerpt.path.as_str()));
                snippet.line_numbering(false)
            }
        };
        for (span, label) in &excerpt.marks {
            snippet = snippet.annotation(AnnotationKind::Primary.span(span.clone()).label(label.as_str()));
        }
        body = body.element(snippet);
    }
    let mut notes: Vec<String> = Vec::new();
    if !also.is_empty() {
        notes.push(format!("also {}", also.join("; ")));
    }
    let reasons: Vec<String> = finding
        .steps
        .iter()
        .filter(|step| step.points == 0)
        .map(|step| format!("{}: {}", safe::line(&step.row), safe::line(&step.outcome)))
        .collect();
    notes.extend(reasons);
    notes.push(format!("{}; more: corroborate explain {}", markdown::sources(finding), finding.id));
    for note in &notes {
        body = body.element(Level::NOTE.message(note.as_str()));
    }
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(look.width).render(&[body]);
    let mut out = String::new();
    for line in wrapped(&head, look.width) {
        out.push_str(&line);
        out.push('\n');
    }
    for line in drawn.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Some lines of one file with words marked in them.
struct Excerpt {
    path: String,
    line: Option<usize>,
    text: String,
    marks: Vec<(Range<usize>, String)>,
    document: String,
    lines: Span,
}

/// One excerpt a place; words in one line share theirs.
fn group(places: &[&row::Place<'_>]) -> Vec<Excerpt> {
    let mut excerpts: Vec<Excerpt> = Vec::new();
    for place in places {
        let document = place.document;
        let text = &document.article.text;
        let lines = lines_around(text, place.claim.span);
        let mark = (place.claim.span, safe::line(&label(place)).into_owned());
        let shared = excerpts.iter_mut().find(|excerpt| excerpt.document == document.id && excerpt.lines == lines);
        match shared {
            Some(excerpt) => excerpt.marks.push((shift(text, lines, mark.0), mark.1)),
            None => excerpts.push(Excerpt {
                path: path(document),
                line: place.at.map(|_| document.article.line_column(lines.start).0),
                text: harmless(&text[lines.start..lines.end]),
                marks: vec![(shift(text, lines, mark.0), mark.1)],
                document: document.id.clone(),
                lines,
            }),
        }
    }
    excerpts
}

fn path(document: &Document) -> String {
    let article = &document.article;
    let path = safe::line(&article.path).into_owned();
    if article.of_file > 1 { format!("{path}#{}", article.number) } else { path }
}

fn label(place: &row::Place<'_>) -> String {
    let copy = if place.document.copy_of.is_some() { " (copy)" } else { "" };
    format!("{}{copy}: {}", place.source(), place.claim.canonical)
}

/// The whole lines that a span touches.
fn lines_around(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |i| span.end + i);
    Span::new(start, end)
}

/// The same words in the harmless form of the lines.
fn shift(text: &str, lines: Span, span: Span) -> Range<usize> {
    let start = harmless(&text[lines.start..span.start]).len();
    start..start + harmless(&text[span.start..span.end]).len()
}

/// Lines of an article with a replacement sign for every character that a terminal would obey.
fn harmless(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            '\n' => c,
            '\t' => ' ',
            c if safe::is_hostile(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Lines no wider than the terminal; escape sequences of the first word count too, which only wraps it earlier.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    super::wrap(text, width)
}
