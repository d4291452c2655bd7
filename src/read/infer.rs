//! When an article without a date was published, as far as its own words tell; and in which language it is.
//!
//! What belongs here: inference from one article's text. What does not: what other articles tell (`page`, `kin`).

use super::moment::{MONTH, WEEKDAY, full_dates, month_number, weekday_number};
use crate::model::{Article, BlockKind, Known, Moment, Note};
use chrono::{Datelike, Days, NaiveDate};
use regex::Regex;
use std::sync::LazyLock;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)\d\d\b"));
static WEEKDAY_ONLY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b({WEEKDAY})")));
static WEEKDAY_AND_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?P<w>{WEEKDAY}),?\s+(?:the\s+)?(?:(?P<m1>{MONTH})\s*(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH}))\b"
    ))
});
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[A-Za-z]{2,}ed|said|told|was|were|had|made|took|gave|met|held|began|won|lost|left|went|came|fell|rose|struck|hit|killed|set|spoke|signed|found|sent|put|cut|got|became|broke|brought|saw|led|ran|sank|burst|shut)\b",
    )
});
static FUTURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:will|shall|would|is to|are to|due|upcoming|scheduled|planned|plans|planning|expected|set to|ahead of|next|until|by)\b",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// When the article was published, from its dateline or the dates of its first paragraph, with the reason.
pub fn published(article: &Article, dateline: Option<(u32, u32, Option<i32>)>) -> Option<Known<Moment>> {
    let lead = lead(article)?;
    let prose = || {
        article
            .blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Furniture)
            .map(|block| block.span.of(&article.text))
    };
    let known = |value: Moment, reason: String| Some(Known { value, inferred: Some(reason) });
    if let Some((month, day, Some(year))) = dateline
        && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
    {
        return known(Moment::day(date), "the dateline".into());
    }
    let years: Vec<i32> = {
        let mut years: Vec<i32> =
            prose().flat_map(|text| YEAR.find_iter(text)).filter_map(|year| year.as_str().parse().ok()).collect();
        years.sort_unstable();
        years.dedup();
        years
    };
    if let Some((month, day, None)) = dateline {
        let near = prose().flat_map(full_dates).find_map(|(date, _)| {
            let same = NaiveDate::from_ymd_opt(date.year(), month, day)?;
            ((same - date).num_days().abs() <= 45).then_some((same, date))
        });
        if let Some((date, other)) = near {
            return known(Moment::day(date), format!("the dateline, with the year of {other} in the text"));
        }
        if let Some(date) = by_weekday(&years, month, day, lead) {
            let reason = format!("the dateline, with the year whose weekday is named ({})", date.format("%A"));
            return known(Moment::day(date), reason);
        }
    }
    if let Some(date) = weekday_and_day(lead, &years) {
        let last = date.checked_add_days(Days::new(6)).unwrap_or(date);
        let reason = format!("the year in which {} is a {}", date.format("%-d %B"), date.format("%A"));
        return known(Moment::days(date, last), reason);
    }
    let (date, _) = past_date(lead)?;
    // News are of the same days; what the last days of a month saw may be told in the next.
    let value = if date.day() <= 24 {
        Moment::month(date)
    } else {
        Moment::days(date, date.checked_add_days(Days::new(14)).unwrap_or(date))
    };
    known(value, format!("the first paragraph tells of {date} as past"))
}

/// The first paragraph of the article's prose.
fn lead(article: &Article) -> Option<&str> {
    article.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).map(|block| block.span.of(&article.text))
}

/// The one year of those named in which the dateline's day, or the day before it, is the first weekday of the lead.
fn by_weekday(years: &[i32], month: u32, day: u32, lead: &str) -> Option<NaiveDate> {
    let weekday = WEEKDAY_ONLY.captures_iter(lead).find_map(|parts| weekday_number(parts.get(1)?.as_str()))?;
    let newest = years.last()?;
    let fits: Vec<NaiveDate> = years
        .iter()
        .copied()
        .chain([newest + 1])
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|date| {
            let of = date.weekday().num_days_from_monday();
            of == weekday || (of + 6) % 7 == weekday
        })
        .collect();
    match fits.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// "On Monday, June 9", in a lead that says it has happened, with the year that makes it true.
fn weekday_and_day(lead: &str, years: &[i32]) -> Option<NaiveDate> {
    let newest = *years.last()?;
    let parts = WEEKDAY_AND_DAY.captures(lead)?;
    let whole = parts.get(0)?;
    let sentence = sentence_around(lead, whole.start(), whole.end());
    if !PAST.is_match(sentence) || FUTURE.is_match(sentence) {
        return None;
    }
    let weekday = weekday_number(parts.name("w")?.as_str())?;
    let month = month_number(parts.name("m1").or_else(|| parts.name("m2"))?.as_str())?;
    let day = parts.name("d1").or_else(|| parts.name("d2"))?.as_str().parse().ok()?;
    // With the year beside it there is nothing to find out.
    if let Some((date, _)) = full_dates(&lead[whole.start()..]).into_iter().find(|(_, range)| range.start < whole.len())
    {
        return (date.weekday().num_days_from_monday() == weekday).then_some(date);
    }
    // A day falls on one weekday every five to eleven years: the first fitting year from the newest one named is meant.
    (newest..newest + 3)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| date.weekday().num_days_from_monday() == weekday)
}

/// The only full date of the lead, if its sentence tells of it as past.
fn past_date(lead: &str) -> Option<(NaiveDate, std::ops::Range<usize>)> {
    let dates = full_dates(lead);
    let [(date, range)] = dates.as_slice() else { return None };
    let sentence = sentence_around(lead, range.start, range.end);
    // The date must lie in the main clause: "On May 4, 2019, …" or "… on May 4, 2019."
    let before = lead[..range.start].trim_end();
    let on = before.is_empty() || before.ends_with(" on") || before.ends_with("On") || before.ends_with(',');
    (on && PAST.is_match(sentence) && !FUTURE.is_match(sentence)).then(|| (*date, range.clone()))
}

fn sentence_around(text: &str, start: usize, end: usize) -> &str {
    let from = text[..start].rfind(". ").map_or(0, |at| at + 2);
    let to = text[end..].find(". ").map_or(text.len(), |at| end + at + 1);
    &text[from..to]
}

/// Sets the language from the prose where it is not told, and says so where it is not English.
pub fn language(article: &mut Article) {
    if article.language.is_none() {
        let mut sample = String::new();
        for block in &article.blocks {
            if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Title) {
                sample.extend(block.span.of(&article.text).chars().take(600));
                sample.push(' ');
            }
            if sample.len() > 1500 {
                break;
            }
        }
        // A few words are too little to go by.
        if sample.split_whitespace().count() < 12 && sample.is_ascii() {
            return;
        }
        if reads_as_english(&sample) {
            article.language = Some("en".to_string());
            return;
        }
        if let Some(info) = whatlang::detect(&sample).filter(whatlang::Info::is_reliable) {
            article.language = Some(code(info.lang()).to_string());
        }
    }
    if let Some(language) = article.language.as_deref().filter(|language| !is_english(language)) {
        let message = format!("language {language}: only English is read for claims");
        article.notes.push(Note { at: None, message });
    }
}

/// Whether the commonest English words are as common as they are in English; this spares most texts the full comparison.
fn reads_as_english(text: &str) -> bool {
    const COMMON: [&str; 12] = ["the", "of", "and", "to", "in", "was", "that", "for", "said", "with", "by", "from"];
    let (mut words, mut common, mut articles) = (0usize, 0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        common += usize::from(COMMON.iter().any(|other| other.eq_ignore_ascii_case(word)));
        articles += usize::from(word.eq_ignore_ascii_case("the"));
    }
    words >= 30 && articles * 40 >= words && common * 6 >= words
}

/// `en`, `en-gb`, `eng`, `English`.
pub fn is_english(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    matches!(language.split(['-', '_']).next(), Some("en" | "eng" | "english"))
}

/// The two-letter code of a language where it has one.
fn code(language: whatlang::Lang) -> &'static str {
    const TWO: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let code = language.code();
    TWO.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| *two)
}
