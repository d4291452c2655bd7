//! One sentence under examination: what stands around its names.
//!
//! What belongs here: prepositions, datelines, neighbours of a name. What does not: the decision what is a place.

use super::cues::{departs, goes_with_place, is_direction, is_goal, is_location, is_origin, is_time, tells_way};
use super::fold::{Word, adjoin, fold};
use super::gazetteer::gazetteer;
use super::mentions::{PlaceMention, PlaceRole};
use super::resolve::{Reading, own_name, readings};
use crate::extract::party::lists;
use crate::model::Span;
use crate::syntax::{Name, Sentence, Upos};

/// One sentence under examination.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    /// The learned names, mended.
    pub names: &'a [Name],
    pub words: &'a [Word],
    pub headline: bool,
    /// Whether the text has learned names, so that a name that was not learned as a place is hardly one.
    pub trained: bool,
}

impl Scene<'_> {
    pub fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.of(self.text))
    }

    pub fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    pub fn capital(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.capital(self.text))
    }

    pub fn upos(&self, i: usize) -> Option<Upos> {
        self.words.get(i).map(|w| w.upos)
    }

    /// Whether word `i` follows the one before it with nothing but a space between.
    pub fn joined(&self, i: usize) -> bool {
        i > 0 && self.words.get(i).is_some_and(|w| adjoin(self.text, self.words[i - 1].span, w.span))
    }

    pub fn slice(&self, first: usize, end: usize) -> &str {
        let Some((a, b)) = self.words.get(first).zip(self.words.get(end.wrapping_sub(1))) else { return "" };
        self.text.get(a.span.start..b.span.end).unwrap_or("")
    }

    pub fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.words[first].span.start, self.words[end - 1].span.end)
    }

    pub fn learned(&self, span: Span) -> Option<&Name> {
        self.names.iter().find(|n| n.span.overlaps(span))
    }

    /// The longest stretch from word `i` that the tables know.
    pub fn longest(&self, i: usize) -> Option<(usize, Vec<Reading>)> {
        if !self.capital(i) {
            return None;
        }
        let article = self.word(i).eq_ignore_ascii_case("the");
        let mut end = i + 1;
        while end < self.words.len() && end < i + 6 && self.joined(end) {
            let connector = matches!(
                self.word(end),
                "of" | "and" | "the" | "de" | "la" | "do" | "da" | "del" | "am" | "on" | "upon"
            );
            if !(self.capital(end) || connector) {
                break;
            }
            end += 1;
        }
        // "St. John's" holds on to its ending.
        if end < self.words.len()
            && end > i + 1
            && matches!(self.word(end), "'s" | "’s")
            && gazetteer().is_city(&fold(self.slice(i, end + 1)))
        {
            return Some((end + 1, readings(self.slice(i, end + 1))));
        }
        while end > i {
            let slice = self.slice(i, end);
            if self.capital(end - 1) {
                // An article belongs to a name only where the tables have it there: "The Hague".
                let whole = !article || end > i + 1 && gazetteer().is_city(&fold(slice));
                let found = if whole { readings(slice) } else { Vec::new() };
                if !found.is_empty() && !is_time(&fold(slice)) {
                    return Some((end, found));
                }
            }
            end -= 1;
        }
        None
    }

    /// A region or country after a comma, with the word after it: ", Mont.", ", Georgia".
    pub fn region_after(&self, i: usize) -> Option<(usize, Reading)> {
        let area = |r: &Reading| matches!(r, Reading::Region(_) | Reading::Country(_));
        if let Some((end, found)) = self.longest(i)
            && let Some(reading) = found.into_iter().find(area)
        {
            return Some((end, reading));
        }
        // "Dayton, OH".
        let code = self.word(i);
        if code.len() == 2
            && matches!(self.word(i + 1), "" | "," | "." | ")" | ";" | ":")
            && let Some(area) = gazetteer().region("US", code)
        {
            return Some((i + 1, Reading::Region(area)));
        }
        // At the end of a sentence its full stop is that of the abbreviation.
        let word = self.word(i);
        let found = readings(&format!("{word}.")).into_iter().find(|r| matches!(r, Reading::Region(_)));
        found.filter(|_| self.word(i + 1) == ".").map(|r| (i + 1, r))
    }

    /// Whether the name only tells which one another noun means: "in Tokyo talks", "Japan's premier".
    pub fn modifies(&self, first: usize, end: usize) -> bool {
        let possessive = matches!(self.word(end), "'s" | "’s" | "'" | "’")
            || own_name(self.slice(first, end)) != self.slice(first, end);
        possessive || self.joined(end) && matches!(self.upos(end), Some(Upos::Noun))
    }

    /// The preposition that governs the name which begins at word `first`.
    pub fn preposition(&self, first: usize, before: Option<&PlaceMention>) -> Option<String> {
        let mut i = first;
        let mut steps = 0;
        while i > 0 && steps < 6 {
            i -= 1;
            steps += 1;
            let word = self.lower(i);
            let known = is_location(&word) || is_origin(&word) || is_goal(&word);
            if word == "of" {
                if i > 0 && goes_with_place(&self.lower(i - 1)) {
                    // "north of Graz" is not in Graz; it is near it.
                    if tells_way(&self.lower(i - 1)) {
                        return Some("near".to_string());
                    }
                    continue;
                }
                return Some(word);
            }
            if word == "for" && !(i > 0 && departs(&self.lower(i - 1))) {
                return None;
            }
            if known {
                return Some(word);
            }
            if steps == 1 && matches!(word.as_str(), "and" | "or" | "," | "&") {
                let linked = before.filter(|m| {
                    let gap = self.text.get(m.span.end..self.words[i].span.start).unwrap_or("x");
                    gap.trim_matches([' ', ',']).is_empty()
                });
                return linked.filter(|m| m.role != PlaceRole::Dateline).and_then(|m| m.preposition.clone());
            }
            let passes = matches!(self.upos(i), Some(Upos::Det | Upos::Adj | Upos::Noun))
                && self.joined(i + 1)
                && !matches!(word.as_str(), "it" | "this" | "that")
                || gazetteer().country_of_adjective(self.word(i)).is_some()
                || gazetteer().region_of_adjective(self.word(i)).is_some()
                || is_direction(&word);
            if !passes {
                return None;
            }
            // Of nouns only those pass that go with a place: "in the port city Batumi".
            if self.upos(i) == Some(Upos::Noun)
                && !goes_with_place(&word)
                && !matches!(word.as_str(), "neighbouring" | "neighboring")
            {
                return None;
            }
        }
        None
    }

    /// Whether the name heads a report: at the start of a line, and a dash or colon soon after it.
    pub fn dateline(&self, first: usize, end: usize) -> bool {
        let start = self.words[first].span.start;
        let before = self.text.get(..start).unwrap_or("x");
        let before = before.trim_end_matches(|c: char| c == ' ' || c == '\t' || "*_(#>".contains(c));
        if !before.is_empty() && !before.ends_with('\n') {
            return false;
        }
        let after = self.words[end - 1].span.end;
        let rest = self.text.get(after..).unwrap_or("");
        let upper = !self.slice(first, end).chars().any(char::is_lowercase);
        let mut cut = None;
        for (at, c) in rest.char_indices().take(60) {
            if c == '\n' {
                break;
            }
            let dash = matches!(c, '—' | '–') || rest[at..].starts_with(" - ") || rest[at..].starts_with("--");
            let colon = c == ':' && (upper || at == 0) && rest[at..].starts_with(": ");
            if dash || colon {
                cut = Some(at);
                break;
            }
        }
        let Some(cut) = cut else { return false };
        // A dash within a sentence has words in lower case before it; a dash that joins two words has no space.
        let between = &rest[..cut];
        let spaced = rest[cut..].chars().nth(1).is_some_and(|c| c.is_whitespace() || c == '-') || upper;
        spaced
            && !between
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| w.chars().next().is_some_and(char::is_lowercase) && w != "and")
    }

    /// Whether the words are a whole name, not a part of a longer one.
    pub fn stands_alone(&self, first: usize, end: usize) -> bool {
        if self.headline {
            return true;
        }
        let lists = lists();
        let before = first.checked_sub(1).filter(|&b| self.joined(first) && self.capital(b));
        if let Some(b) = before {
            let word = self.word(b);
            let sentence_start = b == 0 && !lists.given(word) && self.upos(b) != Some(Upos::Propn);
            let fits = sentence_start
                || gazetteer().country_of_adjective(word).is_some()
                || is_direction(&self.lower(b))
                || gazetteer().is_city(&fold(word))
                || matches!(self.upos(b), Some(Upos::Adp | Upos::Verb | Upos::Det | Upos::Sconj | Upos::Cconj));
            if !fits || lists.given(word) && self.upos(b) == Some(Upos::Propn) {
                return false;
            }
        }
        if self.words.get(end).is_some() && self.joined(end) && self.capital(end) {
            let word = self.lower(end);
            let fits = lists.is_title(&word)
                || lists.given(self.word(end))
                || gazetteer().country_of_adjective(self.word(end)).is_some()
                || is_time(&word)
                || self.longest(end).is_some();
            return fits;
        }
        true
    }
}
