//! Offices: "the Georgian foreign minister", "South Korea's president", "Mr".
//!
//! What belongs here: which words are an office, and of which country. What does not: who holds it.

use super::lists::{TitleClass, lists};
use super::proper::Scenes;
use crate::extract::place::gazetteer::gazetteer;
use crate::extract::place::{bare, fold};

/// An office in the text.
#[derive(Clone, Debug)]
pub(super) struct Office {
    pub sentence: usize,
    /// Words `first..end`: the title alone.
    pub first: usize,
    pub end: usize,
    /// The word with which its phrase begins: that of the country, if there is one.
    pub start: usize,
    /// The one after the last word of its phrase: "of South Korea" included.
    pub stop: usize,
    pub class: TitleClass,
    pub canonical: String,
    /// How it is written where it addresses someone: "Mr".
    pub address: Option<&'static str>,
    pub country: Option<&'static str>,
    /// After "the", a country or a possessive: one certain holder.
    pub definite: bool,
}

/// Words before a title that make another office of it.
const RANKS: [&str; 9] = ["deputy", "vice", "assistant", "shadow", "former", "ex", "acting", "outgoing", "late"];

/// Every office of the text, in order.
pub(super) fn offices(scenes: &Scenes) -> Vec<Office> {
    let mut out = Vec::new();
    for s in 0..scenes.words.len() {
        let mut i = 0;
        while i < scenes.count(s) {
            match office_at(scenes, s, i) {
                Some(office) => {
                    i = office.end;
                    out.push(office);
                }
                None => i += 1,
            }
        }
    }
    out
}

fn office_at(scenes: &Scenes, s: usize, i: usize) -> Option<Office> {
    if !lists().title_begins(scenes.word(s, i)) {
        return None;
    }
    let mut end = (i + lists().longest_title()).min(scenes.count(s));
    let glued = (i + 1..end).find(|&j| !scenes.joined(s, j)).unwrap_or(end);
    end = glued;
    let (end, title) = loop {
        if end == i {
            return None;
        }
        if let Some(title) = lists().title(scenes.slice(s, i, end)) {
            break (end, title);
        }
        end -= 1;
    };
    let written = scenes.word(s, i);
    if title.class == TitleClass::Address {
        // Only before a name, and only as it is usually written.
        let named = scenes.joined(s, end) && scenes.capital(s, end);
        return (named && scenes.capital(s, i)).then(|| Office {
            sentence: s,
            first: i,
            end,
            start: i,
            stop: end,
            class: title.class,
            canonical: String::new(),
            address: Some(title.canonical),
            country: None,
            definite: false,
        });
    }
    if scenes.capital(s, i) && !scenes.capital(s, end - 1) && end > i + 1 && i > 0 {
        return None;
    }
    // "General Motors", "King Street": the words go on as another name; verbs such as "chair" and "head" are none.
    if matches!(scenes.upos(s, end - 1), Some(crate::syntax::Upos::Verb | crate::syntax::Upos::Adj))
        && end == i + 1
        && !scenes.capital(s, i)
    {
        return None;
    }
    let mut canonical = title.canonical.to_string();
    let mut class = title.class;
    let mut first = i;
    if i > 0 && scenes.joined(s, i) && RANKS.contains(&scenes.word(s, i - 1).to_lowercase().as_str()) {
        let rank = scenes.word(s, i - 1).to_lowercase();
        first = i - 1;
        match rank.as_str() {
            "acting" | "outgoing" => {}
            "late" | "former" | "ex" => canonical = format!("former {canonical}"),
            _ => canonical = format!("{rank} {canonical}"),
        }
        if !matches!(rank.as_str(), "acting" | "outgoing") {
            class = TitleClass::Role;
        }
    }
    let (start, mut country, mut definite) = before(scenes, s, first);
    let mut stop = end;
    if country.is_none()
        && scenes.word(s, end) == "of"
        && let Some((after, code)) = country_at(scenes, s, end + 1)
    {
        country = Some(code);
        stop = after;
    }
    // "the Prime Minister's Office" is no person.
    let office_name =
        scenes.possessive(s, end) && scenes.capital(s, end + 1) && scenes.capital(s, i) && written.len() > 2;
    if office_name && lists().organisation_word(scenes.word(s, end + 1)) {
        return None;
    }
    definite |= stop > end;
    Some(Office { sentence: s, first, end, start, stop, class, canonical, address: None, country, definite })
}

/// The country before a title, the word with which the phrase begins, and whether it is definite.
fn before(scenes: &Scenes, s: usize, first: usize) -> (usize, Option<&'static str>, bool) {
    let the = |i: usize| i > 0 && scenes.word(s, i - 1).eq_ignore_ascii_case("the");
    if first == 0 || !scenes.joined(s, first) && !scenes.possessive(s, first - 1) {
        return (first, None, false);
    }
    // "South Korea's president"; "the new Greek premier".
    let mut end = first;
    let mut steps = 0;
    while end > 0
        && steps < 2
        && !scenes.capital(s, end - 1)
        && scenes.upos(s, end - 1) == Some(crate::syntax::Upos::Adj)
    {
        end -= 1;
        steps += 1;
    }
    if end == 0 {
        return (first, None, false);
    }
    let owner = scenes.possessive(s, end - 1);
    let last = if owner { end - 1 } else { end };
    for length in 1..=4.min(last) {
        let slice = bare(scenes.slice(s, last - length, last));
        if (last - length + 1..last).any(|j| !scenes.joined(s, j)) {
            break;
        }
        let longer = scenes.slice(s, last.saturating_sub(length + 1), last);
        if last > length
            && gazetteer()
                .country_of_adjective(longer)
                .or(gazetteer().countries_named(&fold(longer), longer).first().copied())
                .is_some()
        {
            continue;
        }
        let area = gazetteer()
            .country_of_adjective(slice)
            .or_else(|| gazetteer().countries_named(&fold(slice), slice).first().copied());
        if let Some(area) = area {
            let start = last - length;
            return (start, Some(area.country), owner || the(start) || !scenes.capital(s, first));
        }
    }
    (first, None, the(end))
}

/// A country from word `i`, "the" allowed: the word after it and its code.
pub(super) fn country_at(scenes: &Scenes, s: usize, i: usize) -> Option<(usize, &'static str)> {
    let i = if scenes.word(s, i) == "the" { i + 1 } else { i };
    (i + 1..=(i + 5).min(scenes.count(s))).rev().find_map(|end| {
        let slice = bare(scenes.slice(s, i, end));
        if !slice.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        gazetteer().countries_named(&fold(slice), slice).first().map(|a| (end, a.country))
    })
}
