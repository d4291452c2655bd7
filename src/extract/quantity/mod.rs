//! Figures of a text: money, percentages, counts, measures, durations, ages, ordinals and scores.
//!
//! `extract_in` is all that callers need; `interval` says what numbers a figure stands for.

#[cfg(test)]
mod examples;
mod hedge;
mod interval;
mod lexicon;
mod nouns;
mod reader;
mod row;
mod settle;
mod shapes;

use super::scan::{Token, scan_part};
use crate::model::{QuantityClass, QuantityMention, Span};
use reader::Figure;
use row::Row;

pub use interval::{Interval, change_between, middle, sketch};
pub use lexicon::{Unit, unit};
pub use nouns::singular;
pub use reader::trend_of;

/// All figures in the given stretches of a text, in order. `dates` are stretches that are dates or clock times
/// (from `time::extract_in`), in order: digits within them are no figures.
pub fn extract_in(text: &str, regions: &[Span], dates: &[Span]) -> Vec<QuantityMention> {
    let mut found = Vec::new();
    let mut tokens = Vec::new();
    for region in regions {
        tokens.clear();
        scan_part(text, region.start, region.end, &mut tokens);
        read(text, &tokens, dates, &mut found);
    }
    settle::currencies(text, &mut found);
    settle::points(text, &mut found);
    found
}

fn read(text: &str, tokens: &[Token], dates: &[Span], found: &mut Vec<QuantityMention>) {
    let row = Row::new(text, tokens);
    let mut at = 0;
    let from = tokens.first().map_or(0, |token| token.start as usize);
    let mut dates = &dates[dates.partition_point(|d| d.end <= from)..];
    let opening = found.len();
    while at < tokens.len() {
        let here = tokens[at].start as usize;
        while dates.first().is_some_and(|date| date.end <= here) {
            dates = &dates[1..];
        }
        if let Some(date) = dates.first().filter(|date| date.start <= here) {
            while at < tokens.len() && (tokens[at].start as usize) < date.end {
                at += 1;
            }
            continue;
        }
        if !row.opens(at) {
            at += 1;
            continue;
        }
        let figures = reader::figures(&row, at);
        let Some(last) = figures.last().filter(|f| !crosses(dates, tokens, f)) else {
            at += 1;
            continue;
        };
        let next = last.next.max(at + 1);
        for figure in figures {
            let mention = mention(tokens, figure);
            let restates = found[opening..].last().is_some_and(|before| restates(text, before, &mention));
            found.push(QuantityMention { restates, ..mention });
        }
        at = next;
    }
}

fn crosses(dates: &[Span], tokens: &[Token], figure: &Figure) -> bool {
    let number = Span::new(tokens[figure.number.0].start as usize, tokens[figure.number.1 - 1].end as usize);
    let at = dates.partition_point(|d| d.end <= number.start);
    dates.get(at).is_some_and(|d| d.overlaps(number))
}

fn mention(tokens: &[Token], figure: Figure) -> QuantityMention {
    let span = |first: usize, next: usize| {
        Span::new(tokens[first].start as usize, tokens[next.max(first + 1) - 1].end as usize)
    };
    QuantityMention {
        span: span(figure.first, figure.next),
        number: span(figure.number.0, figure.number.1),
        quantity: figure.quantity,
        restates: false,
        rule: figure.rule,
    }
}

/// "35 kilometers (22 miles)", "$73 billion (¥11 trillion)", "41C, or 106F".
fn restates(text: &str, before: &QuantityMention, here: &QuantityMention) -> bool {
    if before.quantity.class != here.quantity.class
        || here.span.start < before.span.end
        || before.quantity.unit == here.quantity.unit
    {
        return false;
    }
    let between = text[before.span.end..here.span.start].trim();
    let joined = matches!(
        between,
        "(" | "/"
            | ", or"
            | "or"
            | "["
            | "(about"
            | "(around"
            | "(some"
            | ", or about"
            | ", or roughly"
            | "(roughly"
            | "(nearly"
    );
    joined
        && match here.quantity.class {
            QuantityClass::Money => true,
            QuantityClass::Measure | QuantityClass::Duration => {
                let base = |name: &str| unit(name).map(|u| u.base.as_str());
                base(&before.quantity.unit) == base(&here.quantity.unit)
            }
            _ => false,
        }
}
