//! Pages with many articles: repeated blocks of outlet, age ("14 hours ago"), section, title and body.
//!
//! What belongs here: finding the blocks, and reckoning their ages from the articles that bear a date.
//! What does not: cutting one article's body (`blocks`).

use super::blocks::{self, Given};
use super::decode::Decoded;
use super::furniture::{self as line_form, Age};
use super::plain::{blank, take};
use super::{infer, moment};
use crate::model::{Article, Block, BlockKind, Known, Moment, Note, Span};
use chrono::{Days, Duration, NaiveDateTime, NaiveTime};

/// One article's place on the page.
struct Entry {
    start: usize,
    end: usize,
    /// Where title and body begin.
    body: usize,
    furniture: Vec<Span>,
    outlet: Option<String>,
    age: Option<Age>,
    published: Option<Moment>,
}

struct Line<'t> {
    start: usize,
    text: &'t str,
    blank_before: bool,
}

/// Reads a page with two or more articles; `None` where the text is no such page.
pub fn read(path: &str, decoded: &Decoded) -> Option<Vec<Article>> {
    let text = decoded.text.as_str();
    let lines = lines(text);
    let mut entries = entries(&lines, text.len());
    if entries.len() < 2 {
        return None;
    }
    for at in 1..entries.len() {
        entries[at - 1].end = entries[at].start;
    }
    let of_file = entries.len();
    let mut articles = Vec::with_capacity(of_file);
    let (mut counted, mut line) = (0, 1);
    for (index, entry) in entries.iter().enumerate() {
        line += text[counted..entry.start].matches('\n').count();
        counted = entry.start;
        let mut article = article(path, decoded, entry);
        (article.number, article.of_file, article.first_line) = (index + 1, of_file, line);
        articles.push(article);
    }
    let head = lines.first().map_or("", |first| &text[first.start..entries[0].start]);
    resolve_ages(&entries, &mut articles, head);
    Some(articles)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut blank_before) = (0, true);
    for raw in text.split_inclusive('\n') {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            blank_before = true;
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            lines.push(Line { start, text: trimmed, blank_before });
            blank_before = false;
        }
        at += raw.len();
    }
    lines
}

/// An entry begins with its age line, or with the outlet's name on the line before.
fn entries(lines: &[Line], length: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let sections: Vec<&Line> =
            lines[at + 1..].iter().take_while(|next| item(next.text).is_some() && !next.blank_before).take(4).collect();
        // The age alone may stand in a comment or a list of links; with the section under it, it heads an article.
        let age = line_form::age(line.text).filter(|_| !sections.is_empty());
        let dated = if age.is_none() && !sections.is_empty() { line_form::time_line(line.text, "") } else { None };
        let heads = age.is_some() || dated.is_some();
        let after = at + 1 + sections.len();
        if !heads || after >= lines.len() {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|index| &lines[index]);
        let named = before
            .filter(|_| !line.blank_before)
            .filter(|before| before.text.chars().count() <= 60 && before.blank_before);
        let mut furniture = Vec::new();
        let mut start = line.start;
        if let Some(named) = named {
            start = named.start;
            furniture.push(Span::new(named.start, named.start + named.text.len()));
        }
        furniture.push(Span::new(line.start, line.start + line.text.len()));
        furniture.extend(sections.iter().map(|section| Span::new(section.start, section.start + section.text.len())));
        let last = sections.last().filter(|_| sections.len() >= 2).and_then(|section| item(section.text));
        let outlet = named.map(|named| named.text.to_string()).or_else(|| last.map(str::to_string));
        entries.push(Entry {
            start,
            end: length,
            body: lines[after].start,
            furniture,
            outlet,
            age,
            published: dated.map(|found| found.moment),
        });
        at = after + 1;
    }
    entries
}

/// The words of a short list item.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '•', '*', '·'])?.trim();
    (!rest.is_empty() && rest.chars().count() <= 50).then_some(rest)
}

fn article(path: &str, decoded: &Decoded, entry: &Entry) -> Article {
    let slice = decoded.text[entry.start..entry.end].trim_end();
    let mut article = blank(path, slice.to_string(), decoded);
    article.offset += if decoded.verbatim { entry.start } else { 0 };
    for span in &entry.furniture {
        let span = Span::new(span.start - entry.start, span.end - entry.start);
        article.blocks.push(Block { kind: BlockKind::Furniture, span });
    }
    article.outlet = entry.outlet.clone().map(|value| Known { value, inferred: None });
    let known = Given { title: None, first_line_is_title: true, outlet: entry.outlet.as_deref() };
    let body = entry.body - entry.start;
    let mut sheet = blocks::cut(slice, body..slice.len(), &known);
    if let Some(published) = &entry.published {
        sheet.published = Some(published.clone());
    }
    // The page's own times go before what the words of the text may tell; a dateline with its year is as good as they.
    let dated = sheet.dateline.is_some_and(|(_, _, year)| year.is_some());
    if !dated {
        sheet.dateline = None;
    }
    take(sheet, &mut article);
    let inferred = article.published.as_ref().is_some_and(|known| known.inferred.is_some());
    if entry.age.is_some() && inferred && !dated {
        article.published = None;
    }
    article
}

/// When the page was read, from the articles that bear both a date and an age; and from that the others' dates.
fn resolve_ages(entries: &[Entry], articles: &mut [Article], head: &str) {
    let mut read: Option<(NaiveDateTime, NaiveDateTime)> = None;
    let mut witnesses = 0;
    for (entry, article) in entries.iter().zip(articles.iter()) {
        let (Some(age), Some(published)) = (entry.age, &article.published) else { continue };
        let Some(found) = read_time(age, &published.value) else { continue };
        witnesses += 1;
        read = Some(match read {
            None => found,
            // Clocks of two outlets may differ by a day: what both allow, or else all that one of them allows.
            Some(known) if known.0 < found.1 && found.0 < known.1 => (known.0.max(found.0), known.1.min(found.1)),
            Some(known) => (known.0.min(found.0), known.1.max(found.1)),
        });
    }
    if read.is_none()
        && let Some(found) = moment::in_line(head, "")
    {
        read = Some((found.moment.begin, found.moment.end));
    }
    let read = read.filter(|(first, last)| (*last - *first).num_days() <= 3);
    for (entry, article) in entries.iter().zip(articles.iter_mut()) {
        let Some(age) = entry.age.filter(|_| article.published.is_none()) else { continue };
        let words =
            article.blocks.iter().map(|block| block.span.of(&article.text)).find(|line| line_form::age(line).is_some());
        let words = words.unwrap_or("its age").to_string();
        match read.and_then(|read| published(age, read)) {
            Some(value) => {
                let by = if witnesses > 0 { "the dated articles of the page" } else { "the date of the page" };
                article.published = Some(Known { value, inferred: Some(format!("{words}, reckoned from {by}")) });
            }
            None => {
                article.published = infer::published(article, None);
                if article.published.is_none() {
                    let message = format!("{words}: no article of the page bears a date to reckon from");
                    article.notes.push(Note { at: None, message });
                }
            }
        }
    }
}

/// When the page was read, if an article of this date is so old.
fn read_time(age: Age, published: &Moment) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let (first, last) = (published.begin, published.end);
    match age {
        Age::Minutes(count) => {
            Some((shift(first, Duration::minutes(count))?, shift(last, Duration::minutes(count + 1))?))
        }
        Age::Hours(count) => Some((shift(first, Duration::hours(count))?, shift(last, Duration::hours(count + 1))?)),
        Age::Days(count) => {
            let day = |at: NaiveDateTime| at.date().checked_add_days(Days::new(count.try_into().ok()?));
            let last = last.checked_sub_signed(Duration::minutes(1))?;
            Some((day(first)?.and_time(NaiveTime::MIN), day(last)?.succ_opt()?.and_time(NaiveTime::MIN)))
        }
        // Weeks and months are too coarse to reckon others from.
        Age::Weeks(_) | Age::Months(_) => None,
    }
}

fn shift(at: NaiveDateTime, by: Duration) -> Option<NaiveDateTime> {
    at.checked_add_signed(by)
}

/// The days on which an article of this age was published.
fn published(age: Age, read: (NaiveDateTime, NaiveDateTime)) -> Option<Moment> {
    let last = read.1.checked_sub_signed(Duration::minutes(1))?;
    let back = |days: i64, slack: i64| {
        let first = read.0.date().checked_sub_signed(Duration::days(days + slack))?;
        Some(Moment::days(first, last.date().checked_sub_signed(Duration::days(days - slack))?))
    };
    match age {
        Age::Minutes(count) => Some(Moment::days(
            shift(read.0, Duration::minutes(-count))?.date(),
            shift(last, Duration::minutes(-count))?.date(),
        )),
        Age::Hours(count) => Some(Moment::days(
            shift(read.0, Duration::hours(-count))?.date(),
            shift(last, Duration::hours(-count))?.date(),
        )),
        Age::Days(count) => back(count, 0),
        Age::Weeks(count) => back(7 * count, 3),
        Age::Months(count) => back(30 * count, 15),
    }
}
