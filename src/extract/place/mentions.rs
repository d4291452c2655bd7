//! Where a text names places.
//!
//! What belongs here: which words are a place, by the words around them. What does not: what the name stands for
//! (`resolve`), places that only a noun describes (`venue`).

use super::fold::{Word, adjoin, bare, fold, words};
use super::gazetteer::gazetteer;
use super::resolve::{PlaceInfo, PlaceKind, Reading, readings};
use super::venue;
use crate::model::Span;
use crate::syntax::{Name, NameKind, Sentence, Upos};

/// What a place does in its sentence.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRole {
    /// Where something is or happens.
    Location,
    Origin,
    Goal,
    /// At the head of a report.
    Dateline,
    /// Named without a word that says what it does there ("Tokyo shares", "Austria and Hungary").
    Other,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A place with a name of its own.
    Named,
    /// A hall, office, room or the like, with the place in which it stands, if the text says so.
    Venue,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    pub span: Span,
    /// The words of the span, without a possessive ending.
    pub name: String,
    /// The place that is named, for a venue the place in which it stands, where the tables know it.
    pub info: Option<PlaceInfo>,
    pub kind: MentionKind,
    /// The preposition before it, in lower case.
    pub preposition: Option<String>,
    pub role: PlaceRole,
    /// Index of the sentence.
    pub sentence: usize,
}

const LOCATION: [&str; 25] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "within",
    "off",
    "over",
    "above",
    "along",
    "between",
    "beside",
    "beyond",
    "behind",
    "under",
    "on",
    "amid",
    "opposite",
    "through",
    "via",
    "past",
    "by",
];
const ORIGIN: [&str; 2] = ["from", "leaving"];
const GOAL: [&str; 6] = ["to", "into", "toward", "towards", "for", "onto"];

/// Nouns before "of" and a place: "the city of Ghent", "the north of Italy".
const OF_NOUNS: [&str; 34] = [
    "city",
    "town",
    "village",
    "state",
    "province",
    "port",
    "region",
    "island",
    "capital",
    "suburb",
    "district",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "coast",
    "municipality",
    "canton",
    "prefecture",
    "county",
    "outskirts",
    "centre",
    "center",
    "border",
    "kilometers",
    "kilometres",
    "miles",
    "km",
    "hamlet",
    "republic",
];

/// Capitalised words that stand for a time, never for a place.
const TIMES: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "spring",
    "summer",
    "autumn",
    "winter",
    "easter",
];

/// Words of direction that belong to the name of a part of a place.
const DIRECTIONS: [&str; 12] = [
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "downtown", "greater",
    "upper",
];

/// A stretch of words that may be a place.
struct Found {
    /// Words `first..end` of the sentence.
    first: usize,
    end: usize,
    readings: Vec<Reading>,
}

/// Every place that the text names or describes, in order.
pub fn places(text: &str, sentences: &[Sentence]) -> Vec<PlaceMention> {
    let mut out = Vec::new();
    let mut home: Option<String> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        let words = words(text, sentence);
        let scene = Scene { text, sentence, words: &words, headline: headline(text, &words) };
        let named = scene.named(index, &home);
        if let Some(dateline) = named.iter().find(|m| m.role == PlaceRole::Dateline) {
            home = dateline.info.as_ref().and_then(|i| i.country.clone());
        }
        let venues = venue::venues(&scene, index, &named);
        let outside = |m: &PlaceMention| !venues.iter().any(|v| v.span == m.span);
        let mut both: Vec<PlaceMention> = named.iter().filter(|m| outside(m)).cloned().collect();
        both.extend(venues);
        both.sort_by_key(|m| (m.span, m.kind));
        out.append(&mut both);
    }
    out
}

/// Whether most words of a sentence are capitalised, as in headlines, so that capitals tell nothing.
fn headline(text: &str, words: &[Word]) -> bool {
    let long: Vec<&Word> =
        words.iter().filter(|w| w.of(text).chars().filter(|c| c.is_alphabetic()).count() > 3).collect();
    long.len() >= 3 && long.iter().filter(|w| w.capital(text)).count() * 10 >= long.len() * 7
}

/// One sentence under examination.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub words: &'a [Word],
    pub headline: bool,
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

    fn learned(&self, span: Span) -> Option<&Name> {
        self.sentence.names.iter().find(|n| n.span.overlaps(span))
    }

    /// The longest stretch from word `i` that the tables know.
    pub fn longest(&self, i: usize) -> Option<(usize, Vec<Reading>)> {
        if !self.capital(i) {
            return None;
        }
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
        while end > i {
            let slice = self.slice(i, end);
            if self.capital(end - 1) {
                let found = readings(slice);
                if !found.is_empty() && !TIMES.contains(&fold(slice).as_str()) {
                    return Some((end, found));
                }
            }
            end -= 1;
        }
        None
    }

    fn named(&self, index: usize, home: &Option<String>) -> Vec<PlaceMention> {
        let mut out: Vec<PlaceMention> = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            let found = match self.longest(i) {
                Some((end, readings)) => Found { first: i, end, readings },
                None => match self.unknown(i) {
                    Some(end) => Found { first: i, end, readings: Vec::new() },
                    None => {
                        i += 1;
                        continue;
                    }
                },
            };
            let (mention, next) = self.judge(index, found, out.last(), home.as_deref());
            out.extend(mention);
            i = next.max(i + 1);
        }
        out
    }

    /// A name that the tables do not know: one that was learned as a place, or a capitalised one after "in" or "near".
    fn unknown(&self, i: usize) -> Option<usize> {
        let word = self.words.get(i)?;
        if let Some(name) = self.sentence.names.iter().find(|n| n.span.start == word.span.start) {
            let end = self.words.iter().position(|w| w.span.end >= name.span.end)? + 1;
            return (name.kind == NameKind::Place && self.capital(i)).then_some(end);
        }
        if self.learned(word.span).is_some() || self.headline || !self.capital(i) || word.upos != Upos::Propn {
            return None;
        }
        let mut end = i + 1;
        while self.joined(end) && self.capital(end) && self.upos(end) == Some(Upos::Propn) {
            end += 1;
        }
        let region = self.word(end) == "," && self.capital(end + 1) && self.region_after(end + 1).is_some();
        let strong = i > 0 && matches!(self.word(i - 1), "in" | "near" | "outside");
        let last = fold(self.word(end - 1));
        let other = TIMES.contains(&last.as_str())
            || self.word(i).chars().all(char::is_uppercase)
            || gazetteer().country_of_adjective(self.word(i)).is_some()
            || gazetteer().region_of_adjective(self.word(i)).is_some()
            || crate::extract::party::lists().organisation_word(self.word(end - 1))
            || crate::extract::party::lists().is_title(&self.lower(i));
        ((region || strong) && !other).then_some(end)
    }

    /// A region or country after a comma, with the word after it: ", Mont.", ", Georgia".
    fn region_after(&self, i: usize) -> Option<(usize, Reading)> {
        let area = |r: &Reading| matches!(r, Reading::Region(_) | Reading::Country(_));
        if let Some((end, found)) = self.longest(i)
            && let Some(reading) = found.into_iter().find(area)
        {
            return Some((end, reading));
        }
        // At the end of a sentence its full stop is that of the abbreviation.
        let word = self.word(i);
        let found = readings(&format!("{word}.")).into_iter().find(|r| matches!(r, Reading::Region(_)));
        found.filter(|_| self.word(i + 1) == ".").map(|r| (i + 1, r))
    }

    fn judge(
        &self,
        index: usize,
        mut found: Found,
        before: Option<&PlaceMention>,
        home: Option<&str>,
    ) -> (Option<PlaceMention>, usize) {
        let next = found.end;
        let span = self.span(found.first, found.end);
        let learned = self.learned(span);
        let dateline = self.dateline(found.first, found.end);
        let preposition = self.preposition(found.first, before);
        let strong =
            preposition.as_deref().is_some_and(|p| LOCATION.contains(&p) || p == "from" || p == "to" || p == "of");
        if let Some(name) = learned
            && !dateline
        {
            let larger = name.span.contains(span)
                && name.span != span
                && fold(bare(name.span.of(self.text))) != fold(bare(span.of(self.text)));
            let end = self.words.iter().position(|w| w.span.end >= name.span.end).map_or(next, |p| p + 1);
            match name.kind {
                NameKind::Place if larger => {
                    // A longer learned place, unless it only adds what stands after a comma.
                    let whole = name.span.of(self.text);
                    if !whole.contains(',') && name.span.start <= span.start {
                        let first =
                            self.words.iter().position(|w| w.span.start >= name.span.start).unwrap_or(found.first);
                        found = Found { first, end: end.max(first + 1), readings: Vec::new() };
                    }
                }
                NameKind::Place => {}
                NameKind::Person | NameKind::Organisation | NameKind::Other if larger => return (None, end.max(next)),
                NameKind::Person if !strong => return (None, next),
                _ => {}
            }
        }
        let as_place = learned.is_some_and(|n| n.kind == NameKind::Place);
        if !dateline && !as_place && !self.stands_alone(found.first, found.end) {
            return (None, next);
        }
        let mut end = found.end;
        let mut chosen = found.readings.first().cloned();
        if let (Some(home), Some(Reading::City(city))) = (home, &chosen)
            && city.population < 1_000
            && let Some(near) =
                found.readings.iter().find(|r| matches!(r, Reading::City(c) if c.country == home && c.population >= 50))
        {
            chosen = Some(near.clone());
        }
        let mut info = chosen.as_ref().map(Reading::info);
        let mut told = false;
        if self.word(end) == ","
            && let Some((after, outer)) = self.region_after(end + 1)
        {
            let inside = found.readings.iter().find(|r| {
                let (inner, outer) = (r.info(), outer.info());
                inner.country == outer.country
                    && inner.kind > outer.kind
                    && (outer.kind == PlaceKind::Country || inner.admin1 == outer.admin1)
            });
            let abbreviated = self.word(after - 1).ends_with('.') || matches!(self.word(after), "." | ",");
            let outer_info = outer.info();
            if let Some(inner) = inside {
                info = Some(inner.info());
                end = after;
                told = true;
            } else if found.readings.is_empty() && abbreviated && (strong || dateline) {
                info = Some(PlaceInfo {
                    name: self.slice(found.first, found.end).to_string(),
                    kind: PlaceKind::City,
                    population: 0,
                    ..outer_info
                });
                end = after;
                told = true;
            }
        }
        if self.word(end) == "."
            && end > found.first
            && self.word(end - 1).len() <= 5
            && told
            && end + 1 == self.words.len()
        {
            // The full stop stays with the sentence.
        }
        if !told && !dateline && !as_place && !self.plausible(&found, chosen.as_ref(), preposition.as_deref()) {
            return (None, next);
        }
        let actor = preposition.is_none() && !dateline && self.acts(found.first, found.end, chosen.as_ref());
        if actor {
            return (None, next);
        }
        let modifier = !told && self.modifies(found.first, found.end);
        let role = match preposition.as_deref() {
            _ if dateline => PlaceRole::Dateline,
            _ if modifier => PlaceRole::Other,
            Some(p) if ORIGIN.contains(&p) => PlaceRole::Origin,
            Some(p) if GOAL.contains(&p) => PlaceRole::Goal,
            Some(p) if LOCATION.contains(&p) => PlaceRole::Location,
            _ => PlaceRole::Other,
        };
        let span = self.span(found.first, end);
        let name = bare(span.of(self.text)).to_string();
        let mention = PlaceMention { span, name, info, kind: MentionKind::Named, preposition, role, sentence: index };
        (Some(mention), end.max(next))
    }

    /// Whether the words are a whole name, not a part of a longer one.
    fn stands_alone(&self, first: usize, end: usize) -> bool {
        if self.headline {
            return true;
        }
        let lists = crate::extract::party::lists();
        let before = first.checked_sub(1).filter(|&b| self.joined(first) && self.capital(b));
        if let Some(b) = before {
            let word = self.word(b);
            let sentence_start = b == 0 && !lists.given(word) && self.upos(b) != Some(Upos::Propn);
            let fits = sentence_start
                || gazetteer().country_of_adjective(word).is_some()
                || DIRECTIONS.contains(&self.lower(b).as_str())
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
                || TIMES.contains(&word.as_str())
                || self.longest(end).is_some();
            return fits;
        }
        true
    }

    /// Whether a name without a learned kind is likely enough a place.
    fn plausible(&self, found: &Found, chosen: Option<&Reading>, preposition: Option<&str>) -> bool {
        let lists = crate::extract::party::lists();
        let placed = preposition.is_some_and(|p| LOCATION.contains(&p) || ORIGIN.contains(&p) || GOAL.contains(&p));
        let word = self.word(found.first);
        match chosen {
            None => true,
            Some(Reading::Country(_) | Reading::World(_)) => true,
            Some(Reading::Region(area)) => {
                let short = word.ends_with('.') || found.end - found.first == 1 && fold(word).len() < 4;
                let named_like_people = found.end - found.first == 1 && lists.given(word);
                !short && (!named_like_people || placed || area.country == "US")
            }
            Some(Reading::City(city)) => {
                let people = found.end - found.first == 1 && lists.given(word);
                let initial = found.first == 0;
                if city.word {
                    return matches!(preposition, Some("in" | "near" | "from"))
                        && city.population >= 100
                        && !self.headline
                        && !matches!(self.upos(found.end), Some(Upos::Noun | Upos::Propn))
                        && self.upos(found.first) == Some(Upos::Propn);
                }
                if city.other_name && city.population < 1_000 && !placed {
                    return false;
                }
                if placed {
                    !(people && city.population < 200 && !matches!(preposition, Some("in" | "near" | "at")))
                } else {
                    !people && !initial && city.population >= 150 || city.population >= 1_000
                }
            }
        }
    }

    /// Whether a country or its capital acts and thus stands for its government: "Washington said".
    fn acts(&self, first: usize, end: usize, chosen: Option<&Reading>) -> bool {
        let name = self.slice(first, end);
        let government = match chosen {
            Some(Reading::Country(_)) => true,
            Some(Reading::City(_)) => gazetteer().country_of_capital(bare(name)).is_some(),
            _ => false,
        };
        if !government {
            return false;
        }
        let subject = self.words.get(first).is_some_and(|w| {
            (w.token..self.words[end - 1].end_token)
                .any(|t| self.sentence.tokens.get(t).is_some_and(|t| t.relation.starts_with("nsubj")))
        });
        let mut after = end;
        while self.upos(after) == Some(Upos::Adv) {
            after += 1;
        }
        subject || matches!(self.upos(after), Some(Upos::Verb | Upos::Aux)) && self.joined(after)
    }

    /// Whether the name only tells which one another noun means: "in Tokyo talks", "Japan's premier".
    fn modifies(&self, first: usize, end: usize) -> bool {
        let possessive =
            matches!(self.word(end), "'s" | "’s" | "'" | "’") || bare(self.slice(first, end)) != self.slice(first, end);
        possessive || self.joined(end) && matches!(self.upos(end), Some(Upos::Noun))
    }

    /// The preposition that governs the name which begins at word `first`.
    fn preposition(&self, first: usize, before: Option<&PlaceMention>) -> Option<String> {
        let mut i = first;
        let mut steps = 0;
        while i > 0 && steps < 6 {
            i -= 1;
            steps += 1;
            let word = self.lower(i);
            let known =
                LOCATION.contains(&word.as_str()) || ORIGIN.contains(&word.as_str()) || GOAL.contains(&word.as_str());
            if word == "of" {
                if i > 0 && OF_NOUNS.contains(&self.lower(i - 1).as_str()) {
                    // "north of Graz" is not in Graz; it is near it.
                    if matches!(
                        self.lower(i - 1).as_str(),
                        "north"
                            | "south"
                            | "east"
                            | "west"
                            | "kilometers"
                            | "kilometres"
                            | "miles"
                            | "km"
                            | "outskirts"
                    ) {
                        return Some("near".to_string());
                    }
                    continue;
                }
                return Some(word);
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
                || DIRECTIONS.contains(&word.as_str());
            if !passes {
                return None;
            }
            // Of nouns only those pass that go with a place: "in the port city Batumi".
            if self.upos(i) == Some(Upos::Noun)
                && !OF_NOUNS.contains(&word.as_str())
                && !matches!(word.as_str(), "neighbouring" | "neighboring")
            {
                return None;
            }
        }
        None
    }

    /// Whether the name heads a report: at the start of a line, and a dash or colon soon after it.
    fn dateline(&self, first: usize, end: usize) -> bool {
        let start = self.words[first].span.start;
        let line = self.text.get(..start).map_or("", |t| t.rsplit('\n').next().unwrap_or(""));
        if !line.trim_matches(|c: char| c.is_whitespace() || "*_(#>".contains(c)).is_empty() {
            return false;
        }
        let after = self.words[end - 1].span.end;
        let rest = self.text.get(after..).unwrap_or("");
        let rest = rest.split('\n').next().unwrap_or("");
        let upper = !self.slice(first, end).chars().any(char::is_lowercase);
        let mut cut = None;
        for (at, c) in rest.char_indices().take(60) {
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
}
