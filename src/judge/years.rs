//! Years against ages: "opened in 1985 … its 30th anniversary", "in 2018, eight years ago".
//!
//! What belongs here: numbers of years that one article puts beside the dates from which they count. What does not: ages of
//! persons in two articles.

use super::sums::Misfit;
use super::wording::{Figure, Wording};
use crate::claim::Draft;
use crate::model::{Bound, Modality, QuantityClass, TimexKind, Value};
use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Deeds from which ages count.
const BEGINNINGS: [&str; 14] = [
    "found",
    "establish",
    "open",
    "create",
    "launch",
    "build",
    "set up",
    "inaugurate",
    "introduce",
    "start",
    "begin",
    "form",
    "bear",
    "incorporate",
];

pub fn misfits(wording: &Wording) -> Vec<Misfit> {
    let reading = wording.reading;
    let Some(published) = reading.document.article.published.as_ref().map(|p| p.value.begin.year()) else {
        return Vec::new();
    };
    let dated: Vec<(usize, i32)> =
        reading.drafts.iter().enumerate().filter_map(|(k, d)| year_of(d).map(|year| (k, year))).collect();
    let mut found = Vec::new();
    for (k, figure) in wording.figures.iter().enumerate() {
        let Some(years) = whole_years(wording, k) else { continue };
        let said = &reading.drafts[figure.draft];
        if said.frame.scale == "anniversary" && of_itself(wording.rest_of_sentence(figure.end)) {
            found.extend(since_beginning(wording, figure, years, published, &dated));
        } else if figure.quantity.class == QuantityClass::Duration {
            found.extend(beside_date(wording, figure, years, published, &dated));
        }
    }
    found
}

/// "In March 2022, six years ago", "installed in 2022, six years before the flood", where that lies ahead still.
fn beside_date(
    wording: &Wording,
    figure: &Figure,
    years: i32,
    published: i32,
    dated: &[(usize, i32)],
) -> Option<Misfit> {
    let after = wording.rest_of_sentence(figure.end).trim_start();
    let ago = after.starts_with("ago");
    let on = ["before", "earlier than", "prior to"].iter().any(|w| after.starts_with(w));
    let &(date, year) = dated.iter().find(|(d, _)| {
        let span = wording.reading.drafts[*d].claim.span;
        let between = wording.between(span.end, figure.start).map(str::trim);
        let follows = wording.between(figure.end, span.start).map(str::trim);
        between == Some(",") || ago && matches!(follows, Some("ago, in" | "ago in" | "ago, on"))
    })?;
    let asserted = wording.reading.drafts[figure.draft].frame.modality == Modality::Asserted;
    let wrong = ago && (published - year - years).abs() > 1 || on && year + years > published + 1;
    (wrong && asserted && year <= published).then(|| Misfit {
        total: vec![figure.draft],
        parts: vec![date],
        why: format!("from {year} to {published} it is {} years, not {years}", published - year),
    })
}

/// "The school, founded in 1985, marks its 30th anniversary", told in a year that is not 2015.
fn since_beginning(
    wording: &Wording,
    figure: &Figure,
    years: i32,
    published: i32,
    dated: &[(usize, i32)],
) -> Option<Misfit> {
    let drafts = &wording.reading.drafts;
    let said = &drafts[figure.draft].frame;
    let began = |d: &Draft| {
        BEGINNINGS.contains(&d.frame.predicate.as_str())
            && d.frame.modality == Modality::Asserted
            && d.frame.role == "in"
    };
    let near: Vec<(usize, i32)> = dated
        .iter()
        .copied()
        .filter(|(d, year)| drafts[*d].frame.sentence == said.sentence && *year < published && began(&drafts[*d]))
        .collect();
    let [(date, year)] = near[..] else { return None };
    // the year in which it is marked: that of the article, or another that the sentence names
    let marked = dated.iter().filter(|(d, other)| drafts[*d].frame.sentence == said.sentence && *other != year);
    let fits = |at: i32| (at - year - years).abs() <= 1;
    let fits = fits(published) || marked.clone().any(|(_, at)| fits(*at));
    (!fits).then(|| Misfit {
        total: vec![figure.draft],
        parts: vec![date],
        why: format!("from {year} to {published} it is {} years, not {years}", published - year),
    })
}

/// Whether an anniversary is that of the thing itself, and not "of its first car" or "as a museum".
fn of_itself(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = ["anniversary", "birthday", "jubilee"].iter().find_map(|noun| rest.strip_prefix(noun)).unwrap_or(rest);
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(next, "" | "this" | "on" | "with" | "next" | "last" | "today" | "and" | "by" | "tomorrow")
}

/// A plain number of whole years.
fn whole_years(wording: &Wording, k: usize) -> Option<i32> {
    let figure = &wording.figures[k];
    let q = figure.quantity;
    let plain = matches!(q.bound, Bound::Plain | Bound::Exactly) && q.low.is_some() && q.low == q.high;
    let years = q.unit == "year" || q.class == QuantityClass::Ordinal;
    let number = q.low.filter(|n| plain && years && n.is_integer() && *n < Decimal::from(5000))?;
    number.to_i32()
}

/// The year of a date that stands in one year.
fn year_of(draft: &Draft) -> Option<i32> {
    let Value::Time(time) = &draft.claim.value else { return None };
    let (begin, end) = time.begin.zip(time.end)?;
    let told = draft.claim.quote.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let one = (end - chrono::Duration::minutes(1)).year() == begin.year();
    (time.kind == TimexKind::Date && told && one).then_some(begin.year())
}
