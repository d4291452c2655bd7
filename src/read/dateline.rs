//! The dateline before an article's first sentence: place, date, agency.
//!
//! What belongs here: recognising it at the start of a paragraph. What does not: the year that it leaves out (`infer`).

use super::furniture::{SMALL, is_press_name};
use super::moment::{self, MONTH};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

// A place, perhaps a date, perhaps an agency, and a dash. A bare hyphen counts only behind the agency or between blanks:
// place names have hyphens of their own.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r#"^(?P<place>\p{{Lu}}[^\n()—–:;!?"“”\[\]]*?)(?:[,\s]\s*(?P<date>(?i-u:{MONTH})\s*[0-9]{{1,2}}(?:,?\s*[0-9]{{4}})?|[0-9]{{1,2}}\s+(?i-u:{MONTH})(?:,?\s+[0-9]{{4}})?))?,?\s*(?:\((?P<agency>[^()\n]+)\)\s*(?P<tight>--+|[—–:_-])|(?P<loose>\s*--+|\s*—|\s+–|\s+-|\s+_|\s*:)(?:\s|$))\s*"#
    ))
});
static AGENCY_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<date>(?i-u:{MONTH})\s*[0-9]{{1,2}}\s+|[0-9]{{1,2}}\s+(?i-u:{MONTH})\s+)?\((?P<agency>\p{{Lu}}[^()\n]+)\)\s*(?P<dash>--+|—|–|-|_)\s*"
    ))
});
/// "WARSAW, May 4. /AGENCY/. Text", as some eastern European agencies write it.
static SLASHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<place>\p{{Lu}}[^\n()—–:;!?/]*?),\s*(?P<date>(?i-u:{MONTH})\s*[0-9]{{1,2}}|[0-9]{{1,2}}\s+(?i-u:{MONTH}))\s*[.,]?\s*/(?P<agency>[^/\n]+)/\s*[.,—–-]*\s*"
    ))
});
/// The dateline at the start of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// Bytes that it takes up, with the dash and the space behind it.
    pub length: usize,
    /// The place.
    pub place: Range<usize>,
    /// The date, without or with its year.
    pub date: Option<Range<usize>>,
    pub agency: Option<String>,
}

pub fn find(paragraph: &str) -> Option<Dateline> {
    let head_end = paragraph.char_indices().nth(140).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..head_end];
    let (parts, form) = [&*AGENCY_ONLY, &*SLASHED, &*DATELINE]
        .into_iter()
        .enumerate()
        .find_map(|(form, pattern)| Some((pattern.captures(head)?, form)))?;
    let length = parts.get(0)?.end();
    let agency = parts.name("agency").map(|agency| agency.as_str().trim().to_string());
    let date = parts.name("date").map(|date| date.range());
    let place = parts.name("place").map_or("", |place| place.as_str().trim_end_matches([' ', ',']));
    if length >= paragraph.len() || agency.as_ref().is_some_and(|name| name.chars().count() > 50) {
        return None;
    }
    let found = Dateline { length, place: 0..place.len(), date, agency };
    match form {
        0 => Some(found),
        1 => is_place(place).then_some(found),
        _ => {
            let dash = parts.name("tight").or_else(|| parts.name("loose"))?.as_str().trim();
            (is_place(place) && is_closed(place, dash, &found)).then_some(found)
        }
    }
}

/// The dateline that a line consists of, if there is nothing else on it.
pub fn whole_line(line: &str) -> Option<Dateline> {
    // A dateline is one only before the words that follow it.
    let followed = format!("{line} .");
    find(&followed).filter(|found| found.length + 1 == followed.len())
}

/// Whether a dash or colon ends a dateline here, or merely stands in a sentence.
fn is_closed(place: &str, dash: &str, found: &Dateline) -> bool {
    let letters: Vec<char> = place.split(',').next().unwrap_or("").chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.len() >= 3 && letters.iter().all(|c| c.is_uppercase());
    let press = found
        .agency
        .as_deref()
        .is_some_and(|name| is_press_name(name) || (name.len() <= 5 && name.chars().all(|c| c.is_uppercase())));
    match dash {
        // "NEW DELHI: The …" is a dateline in some countries; "UPDATE: The …" is a label, but no part of the sentence either.
        ":" => found.date.is_some() && found.agency.is_some() || capitals && letters.len() >= 4,
        _ => capitals || press || found.date.is_some(),
    }
}

/// Whether the words before a dateline's date may be a place: capitals and small words, no figures.
fn is_place(place: &str) -> bool {
    let words: Vec<&str> = place.split([' ', ',', '/']).filter(|word| !word.is_empty()).collect();
    let sentence =
        |word: &&str| matches!(*word, "On" | "In" | "At" | "By" | "Last" | "This" | "Next" | "Since") || weekday(word);
    (1..=8).contains(&words.len())
        && !words.iter().any(sentence)
        && place.chars().count() <= 60
        && !place.contains(|c: char| c.is_ascii_digit())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                || SMALL.contains(word)
                || matches!(*word, "do" | "dos" | "das" | "sur" | "an" | "am")
        })
}

fn weekday(word: &str) -> bool {
    word.ends_with("day") && moment::weekday_number(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let cut = |text: &str| find(text).map(|line| text[line.length..].to_string());
        assert_eq!(cut("GDYNIA, Poland, Jan. 21 (Pier Wire) - A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("Gdynia, June 9 (Pier Press)--A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("GDYNIA — A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("GDYNIA (PW) — A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("AIX-EN-PROVENCE, France, May 3 (Pier Wire) - A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("RIO DE JANEIRO, 3 May 2019 -- A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("(Pier Wire) - A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("GDYNIA, Poland (PW) _ A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("GDYNIA _ A ferry sank.").as_deref(), Some("A ferry sank."));
        assert!(
            whole_line("GDYNIA (PW) --").is_some()
                && whole_line("GDYNIA _").is_some()
                && whole_line("GDYNIA").is_none()
        );
        assert_eq!(cut("May 3 (Reuters) - A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("WARSAW, May 3. /PAP/. A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("NEW DELHI: A ferry sank.").as_deref(), Some("A ferry sank."));
        assert_eq!(cut("Ada Quill (Labour) - no relation - left."), None);
        assert_eq!(cut("On Friday, May 3 - the day after - she left."), None);
        assert_eq!(cut("FBI: who knew?"), None);
        assert_eq!(cut("A ferry – the Alka – sank."), None);
        assert_eq!(cut("Ferry-goers waited."), None);
        assert_eq!(cut("US-Polish talks on ferries began."), None);
        assert_eq!(cut("Ada Quill, 34, (a captain) - or so she says - left."), None);
    }
}
