//! Where a text names places.
//!
//! What belongs here: which words are a place, by the words around them. What does not: what the name stands for
//! (`resolve`), places that only a noun describes (`venue`).

use super::cues::{is_direction, is_goal, is_location, is_origin, is_time};
use super::fold::{bare, fold, headline, words};
use super::gazetteer::gazetteer;
use super::resolve::{PlaceInfo, PlaceKind, Reading, own_name, readings};
use super::scene::Scene;
use super::venue;
use crate::extract::party::{People, lists, mended};
use crate::model::Span;
use crate::syntax::{NameKind, Sentence, Upos};
use std::collections::HashSet;

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
    let trained = sentences.iter().any(|s| !s.names.is_empty());
    let people = People::of(text, sentences);
    for (index, sentence) in sentences.iter().enumerate() {
        let words = words(text, sentence);
        let names = mended(text, sentence, &words);
        let scene = Scene { text, sentence, names: &names, words: &words, headline: headline(text, &words), trained };
        let named = scene.named(index, &home, &people);
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
    settle(&mut out);
    out
}

/// Chooses among cities of one name by the countries and regions that the text names besides.
fn settle(mentions: &mut [PlaceMention]) {
    let mut countries: HashSet<String> = HashSet::new();
    let mut regions: HashSet<(String, String)> = HashSet::new();
    for info in mentions.iter().filter_map(|m| m.info.as_ref()) {
        let sure = info.kind < PlaceKind::City || info.population >= 1_000;
        if let (true, Some(country)) = (sure, &info.country) {
            countries.insert(country.clone());
            if let Some(region) = info.admin1.as_ref().filter(|_| info.kind == PlaceKind::Region) {
                regions.insert((country.clone(), region.clone()));
            }
        }
    }
    for mention in mentions.iter_mut() {
        let Some(info) = &mention.info else { continue };
        let own = fold(&mention.name) == fold(&info.name) && mention.kind == MentionKind::Named;
        if info.kind != PlaceKind::City || info.population >= 1_000 || info.population == 0 || !own {
            continue;
        }
        let others: Vec<PlaceInfo> = readings(&mention.name).iter().map(Reading::info).collect();
        let in_region = |i: &&PlaceInfo| {
            i.kind == PlaceKind::City
                && i.country
                    .as_ref()
                    .zip(i.admin1.as_ref())
                    .is_some_and(|(c, r)| regions.contains(&(c.clone(), r.clone())))
        };
        let in_country =
            |i: &&PlaceInfo| i.kind == PlaceKind::City && i.country.as_ref().is_some_and(|c| countries.contains(c));
        let better = others.iter().find(in_region).or_else(|| others.iter().find(in_country));
        if let Some(better) = better.filter(|b| b.population * 20 >= info.population) {
            mention.info = Some(better.clone());
        }
    }
}

impl Scene<'_> {
    fn named(&self, index: usize, home: &Option<String>, people: &People) -> Vec<PlaceMention> {
        let mut out: Vec<PlaceMention> = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            let found = match self.described(i).or_else(|| self.longest(i)) {
                Some((end, readings)) => Found { first: i, end, readings },
                None => match self.unknown(i) {
                    Some(end) => Found { first: i, end, readings: Vec::new() },
                    None => {
                        i += 1;
                        continue;
                    }
                },
            };
            let span = self.span(found.first, found.end);
            let one_word = found.end == found.first + 1;
            if people.spans.binary_search_by_key(&span.start, |s| s.start).is_ok()
                || one_word && !self.dateline(found.first, found.end) && self.surname(&found, people)
            {
                i = found.end;
                continue;
            }
            let (mention, next) = self.judge(index, found, out.last(), home.as_deref());
            out.extend(mention);
            i = next.max(i + 1);
        }
        out
    }

    /// A city that a description names: "the Georgian capital", "the capital of Georgia".
    fn described(&self, i: usize) -> Option<(usize, Vec<Reading>)> {
        let end = if self.word(i) == "capital" && self.word(i + 1) == "of" {
            self.longest(i + 2)?.0
        } else {
            let adjective = gazetteer().country_of_adjective(self.word(i)).is_some()
                || gazetteer().region_of_adjective(self.word(i)).is_some();
            let end = match self.word(i + 1) {
                "capital" => i + 2,
                "federal" if self.word(i + 2) == "city" => i + 3,
                _ => return None,
            };
            // "the Styrian capital Graz" says it itself.
            let goes_on = self.joined(end) && (self.capital(end) || self.upos(end) == Some(Upos::Noun));
            (adjective && !goes_on).then_some(end)?
        };
        let found = readings(self.slice(i, end));
        (!found.is_empty()).then_some((end, found))
    }

    /// Whether a word that could be a place is the surname of someone in the text.
    fn surname(&self, found: &Found, people: &People) -> bool {
        let state = matches!(found.readings.first(), Some(Reading::Country(_) | Reading::World(_)));
        let learned = self.learned(self.span(found.first, found.end)).is_some_and(|n| n.kind == NameKind::Place);
        !state && !learned && people.surnames.contains(&fold(bare(self.word(found.first))))
    }

    /// A name that the tables do not know: one that was learned as a place, or a capitalised one after "in" or "near".
    fn unknown(&self, i: usize) -> Option<usize> {
        let word = self.words.get(i)?;
        if let Some(name) = self.names.iter().find(|n| n.span.start == word.span.start) {
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
        let strong = i > 0 && matches!(self.word(i - 1), "near" | "outside")
            || i > 0 && self.word(i - 1) == "in" && !self.trained;
        let last = fold(self.word(end - 1));
        let other = is_time(&last)
            || is_direction(&last)
            || self.word(i).chars().all(char::is_uppercase)
            || gazetteer().country_of_adjective(self.word(i)).is_some()
            || gazetteer().region_of_adjective(self.word(i)).is_some()
            || lists().organisation_word(self.word(end - 1))
            || lists().is_title(&self.lower(i));
        let person = end > i + 1 && lists().given_or_word(self.word(i));
        (((region && !person && self.abbreviated(end + 1)) || strong) && !other).then_some(end)
    }

    /// Whether a region stands there in short: "Mont.", "MT".
    fn abbreviated(&self, i: usize) -> bool {
        let word = self.word(i);
        word.ends_with('.')
            || word.len() == 2
            || word.len() <= 5 && self.word(i + 1) == "." && i + 2 == self.words.len()
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
        // "Date: ..." heads a list, not a report.
        let word = matches!(found.readings.first(), Some(Reading::City(city)) if city.word);
        let dateline = !word && self.dateline(found.first, found.end);
        let preposition = self.preposition(found.first, before);
        let strong = preposition.as_deref().is_some_and(|p| is_location(p) || p == "from" || p == "to" || p == "of");
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
            let abbreviated = self.abbreviated(end + 1) || matches!(self.word(after), "." | ",");
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
            Some(p) if is_origin(p) => PlaceRole::Origin,
            Some(p) if is_goal(p) => PlaceRole::Goal,
            Some(p) if is_location(p) => PlaceRole::Location,
            _ => PlaceRole::Other,
        };
        let span = self.span(found.first, end);
        let name = own_name(span.of(self.text)).to_string();
        let mention = PlaceMention { span, name, info, kind: MentionKind::Named, preposition, role, sentence: index };
        (Some(mention), end.max(next))
    }

    /// Whether a name without a learned kind is likely enough a place.
    fn plausible(&self, found: &Found, chosen: Option<&Reading>, preposition: Option<&str>) -> bool {
        let lists = lists();
        let placed = preposition.is_some_and(|p| is_location(p) || is_origin(p) || is_goal(p));
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
                if !self.capital(found.end - 1) {
                    return true;
                }
                let letters = word.len() <= 5 && word.len() > 1 && !word.chars().any(char::is_lowercase);
                if letters && !self.headline {
                    return false;
                }
                if city.word {
                    return matches!(preposition, Some("in" | "near" | "from"))
                        && city.population >= 100
                        && !self.headline
                        && !matches!(self.upos(found.end), Some(Upos::Noun | Upos::Propn))
                        && self.upos(found.first) == Some(Upos::Propn);
                }
                if city.other_name && !placed {
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
}
