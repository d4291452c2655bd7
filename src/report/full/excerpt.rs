//! The words of all sides in their lines, underlined, with the reason below.

use super::{color_of, markdown, row, safe, styled};
use crate::model::{Document, Finding, Span};
use crate::report::plain;
use crate::report::{Level as Grade, Look, Shown};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use std::ops::Range;

/// More outlets on one side than this are only named.
const SHOWN_OF_A_SIDE: usize = 2;

/// Stands behind the name of a file whose lines are not those of its text; what follows in the line is cut off.
const NO_LINES: char = '\u{e000}';

/// Outcomes of comparisons that need no saying: `explain` shows them in its table.
const USUAL: [&str; 4] = ["agree", "compatible", "unknown", "conflict"];

pub(super) fn render(shown: &Shown<'_>, finding: &Finding, look: Look) -> String {
    let places = row::places(shown, finding);
    let mut kept: Vec<&row::Place<'_>> = Vec::new();
    let mut also: Vec<String> = Vec::new();
    for place in &places {
        if kept.iter().filter(|other| other.side == place.side).count() < SHOWN_OF_A_SIDE {
            kept.push(place);
        } else {
            also.push(safe::line(&place.told()).into_owned());
        }
    }
    let excerpts: Vec<Excerpt> = group(&kept);
    let message = safe::line(&plain::summary(finding)).into_owned();
    let level = shown.level(finding);
    // A level that a project has set is told, since the verdict no longer tells it.
    let set = if level == Grade::of(finding.verdict) { String::new() } else { format!(", {}", level.word()) };
    let word = format!("{}[{}{set}]", row::verdict_word(finding), finding.code);
    let color = color_of(shown, finding);
    let head = format!("{word}: {message}");
    let mut body = Group::with_level(if level == Grade::Error { Level::ERROR } else { Level::WARNING });
    for excerpt in &excerpts {
        let mut snippet = Snippet::source(excerpt.text.as_str())
            .path(excerpt.path.as_str())
            .line_start(excerpt.line.unwrap_or(1))
            .line_numbering(excerpt.line.is_some());
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
        .filter(|step| step.points == 0 && step.row != "start" && !USUAL.contains(&step.outcome.as_str()))
        .map(|step| format!("{}: {}", safe::line(&step.row), safe::line(&step.outcome)))
        .collect();
    notes.extend(reasons);
    notes.push(format!("{}; more: corroborate explain {}", markdown::sources(finding), finding.id));
    // Behind the numbers of lines and " = note: ", the lines of a note are as wide as what is left.
    let highest = excerpts.iter().filter_map(|excerpt| Some(excerpt.line? + excerpt.text.lines().count())).max();
    let room = look.width.saturating_sub(9 + highest.unwrap_or(1).to_string().len());
    let notes: Vec<String> = notes.iter().map(|note| super::wrap(note, room).join("\n")).collect();
    for note in &notes {
        body = body.element(Level::NOTE.message(note.as_str()));
    }
    let drawn = Renderer::plain().term_width(look.width).render(&[body]);
    let mut out = String::new();
    for (number, line) in super::wrap(&head, look.width).into_iter().enumerate() {
        match line.strip_prefix(&word).filter(|_| number == 0) {
            Some(rest) => out.push_str(&format!("{}{rest}", styled(&word, color, look))),
            None => out.push_str(&line),
        }
        out.push('\n');
    }
    for line in drawn.lines().flat_map(|line| fitted(line.split(NO_LINES).next().unwrap_or(line), look.width)) {
        out.push_str(&painted(line.trim_end(), color, look));
        out.push('\n');
    }
    out
}

/// A label that would stick out of the terminal goes below the words it belongs to.
fn fitted(line: &str, width: usize) -> Vec<String> {
    let label = line
        .find("| ")
        .map(|bar| bar + 2)
        .filter(|from| line[*from..].trim_start().starts_with('^'))
        .and_then(|from| Some(from + line[from..].find("^ ")? + 1));
    match label {
        Some(at) if line.chars().count() > width => {
            let bar = line.find('|').map_or(0, |bar| bar + 1);
            let text = line[at..].trim();
            let room = width.saturating_sub(bar + text.chars().count());
            vec![line[..at].to_string(), format!("{}{}{text}", &line[..bar], " ".repeat(room.max(1)))]
        }
        _ => vec![line.to_string()],
    }
}

/// The frame in one colour, the marks and their labels in that of the finding.
fn painted(line: &str, color: Style, look: Look) -> String {
    if !look.color {
        return line.to_string();
    }
    let frame = Style::new().fg_color(Some(AnsiColor::BrightBlue.into()));
    let edge = ["--> ", "::: ", "= "].iter().find_map(|sign| {
        let indent = line.len() - line.trim_start().len();
        line.trim_start().starts_with(sign).then_some(indent + sign.len())
    });
    let Some(edge) = edge.or_else(|| line.find('|').map(|bar| bar + 1)) else { return line.to_string() };
    let (left, right) = line.split_at(edge);
    let marks = right.trim_start().starts_with('^')
        || (right.len() > 1 && left.trim() == "|" && right.trim_start().len() + 4 < right.len());
    let right = if marks { styled(right, color, look) } else { right.to_string() };
    format!("{}{right}", styled(left, frame, look))
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
                path: if place.at.is_some() { path(document) } else { format!("{}{NO_LINES}", path(document)) },
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

/// `Harbour Gazette, 4 March 2031: 25 minutes`.
fn label(place: &row::Place<'_>) -> String {
    let value = plain::of_claim(place.claim);
    let value = if plain::adds(&value, &place.claim.quote) { format!(": {value}") } else { String::new() };
    format!("{}{}{value}", place.source_day(), super::kin(place.document))
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
