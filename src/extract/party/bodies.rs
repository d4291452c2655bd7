//! Organisations and states among the parties of a text.
//!
//! What belongs here: acronyms, governments, "the bank". What does not: people.

use super::MentionForm;
use super::alias::{Grouping, Party};
use super::lists::lists;
use super::normal::{initials, organisation_key};
use super::proper::{Proper, Sort};
use super::titles::country_at;
use crate::extract::place::fold;
use crate::extract::place::gazetteer::gazetteer;
use crate::syntax::{NameKind, Upos};
use std::collections::HashMap;

impl Grouping<'_> {
    pub fn organisations(&mut self) {
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut by_initials: HashMap<String, usize> = HashMap::new();
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            if !matches!(proper.sort, Sort::Organisation | Sort::Other) || is_acronym(&proper.name) {
                continue;
            }
            let kind = if proper.sort == Sort::Other { NameKind::Other } else { NameKind::Organisation };
            let key = organisation_key(&proper.name);
            let at = match by_key.get(&key) {
                Some(&at) => at,
                None => {
                    let mut party = Party::new(kind, &proper.name, key.clone());
                    party.entity.country = country_within(&proper.name);
                    let at = self.add(party);
                    if let Some((brand, _)) = key.split_once(' ') {
                        self.bear("brand", brand.to_string(), at);
                    }
                    by_key.insert(key, at);
                    for letters in initials(&proper.name) {
                        by_initials.entry(letters).or_insert(at);
                    }
                    at
                }
            };
            if kind == NameKind::Organisation {
                self.parties[at].entity.kind = kind;
            }
            self.put(i, at, MentionForm::Full);
        }
        // Acronyms: first those that the text explains in brackets, then those whose letters fit.
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            if self.of[i].is_some()
                || !is_acronym(&proper.name)
                || matches!(proper.sort, Sort::State(..) | Sort::Person)
            {
                continue;
            }
            let letters = proper.name.replace(['.', '&'], "").to_lowercase();
            let bracketed = proper.first > 0 && self.scenes.word(proper.sentence, proper.first - 1) == "(";
            let before = bracketed
                .then(|| {
                    let j = i.checked_sub(1)?;
                    let before = &self.names[j];
                    (before.sentence == proper.sentence && before.end + 1 == proper.first)
                        .then_some(self.of[j])
                        .flatten()
                })
                .flatten()
                .filter(|&at| !self.parties[at].is_person());
            let known = by_key.get(&letters).copied().or(before).or_else(|| by_initials.get(&letters).copied());
            let at = match known {
                Some(at) => at,
                None if proper.sort == Sort::Organisation || self.repeated(&proper.name) && letters.len() > 2 => {
                    self.add(Party::new(NameKind::Organisation, &proper.name, letters.clone()))
                }
                None => continue,
            };
            by_key.insert(letters, at);
            self.put(i, at, MentionForm::Acronym);
        }
    }

    pub fn repeated(&self, name: &str) -> bool {
        // Once at least it has to stand by itself: "the VIP lounge" names nobody.
        let alone = |n: &&Proper| {
            !(self.scenes.joined(n.sentence, n.end)
                && (self.scenes.capital(n.sentence, n.end) || self.scenes.upos(n.sentence, n.end) == Some(Upos::Noun)))
        };
        self.repeats
            .get(name)
            .is_some_and(|all| all.len() > 1 && all.iter().map(|&i| &self.names[i]).any(|n| alone(&n)))
    }

    pub fn states(&mut self) {
        let mut by_code: HashMap<&'static str, usize> = HashMap::new();
        for i in 0..self.names.len() {
            let Sort::State(code, stands_for) = self.names[i].sort else { continue };
            if self.surname_too(&self.names[i]) {
                continue;
            }
            let at = match by_code.get(code) {
                Some(&at) => at,
                None => {
                    let at = self.add(state(code));
                    by_code.insert(code, at);
                    at
                }
            };
            let form = if stands_for {
                MentionForm::Description
            } else if is_acronym(&self.names[i].name) {
                MentionForm::Acronym
            } else {
                MentionForm::Full
            };
            self.put(i, at, form);
        }
        // "the Georgian government", "the government of Georgia".
        for s in 0..self.scenes.words.len() {
            for i in 0..self.scenes.count(s) {
                if !self.scenes.word(s, i).eq_ignore_ascii_case("government") {
                    continue;
                }
                let (start, stop, code) = match self.owner(s, i) {
                    Some((start, code)) => (start, i + 1, code),
                    None if self.scenes.word(s, i + 1) == "of" => match country_at(self.scenes, s, i + 2) {
                        Some((end, code)) => (i, end, code),
                        None => continue,
                    },
                    None => continue,
                };
                let span = self.scenes.span(s, start, stop);
                let at = match by_code.get(code) {
                    Some(&at) => at,
                    None => {
                        let at = self.add(state(code));
                        by_code.insert(code, at);
                        at
                    }
                };
                self.parties[at].mention(span, s, MentionForm::Description);
            }
        }
    }

    /// Whether a word that could be a state or capital is the surname of someone whom the text names in full.
    pub fn surname_too(&self, proper: &Proper) -> bool {
        let key = fold(&proper.name);
        let governed = proper.first > 0 && self.scenes.upos(proper.sentence, proper.first - 1) == Some(Upos::Adp);
        !governed && !key.contains(' ') && !self.bearers("surname", &key).is_empty()
    }

    /// The country right before a noun: the word where its phrase begins, and its code.
    pub fn owner(&self, s: usize, i: usize) -> Option<(usize, &'static str)> {
        for length in 1..=2usize {
            let start = i.checked_sub(length)?;
            let slice = self.scenes.slice(s, start, i);
            if let Some(area) = gazetteer().country_of_adjective(slice) {
                let longer = start.checked_sub(1).map(|b| self.scenes.slice(s, b, i)).unwrap_or("");
                if length == 1 && gazetteer().country_of_adjective(longer).is_some() {
                    continue;
                }
                return Some((start, area.country));
            }
        }
        None
    }

    /// "the bank", "the ministry": the organisation that is one, where the text names only one.
    pub fn descriptions(&mut self) {
        let mut heads: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, party) in self.parties.iter().enumerate() {
            if party.entity.kind != NameKind::Organisation {
                continue;
            }
            let words: Vec<&str> = party.entity.name.split(' ').collect();
            let last = words.last().copied().unwrap_or("");
            let of = words.get(1).is_some_and(|w| matches!(*w, "of" | "for"));
            let head = if of { words[0] } else { last };
            if words.len() > 1 && lists().organisation_word(head) {
                heads.entry(head.to_lowercase()).or_default().push(at);
            }
        }
        for s in 0..self.scenes.words.len() {
            for i in 1..self.scenes.count(s) {
                let word = self.scenes.word(s, i);
                let Some(found) = heads.get(word) else { continue };
                let [at] = found[..] else { continue };
                let the = self.scenes.word(s, i - 1).eq_ignore_ascii_case("the");
                let alone = !(self.scenes.joined(s, i + 1) && matches!(self.scenes.upos(s, i + 1), Some(Upos::Noun)))
                    && self.scenes.word(s, i + 1) != "of";
                let span = self.scenes.span(s, i, i + 1);
                if the && alone && self.parties[at].last_before(span.start).is_some() {
                    self.parties[at].mention(span, s, MentionForm::Description);
                }
            }
        }
    }
}

/// The country that an organisation's name has in it: "Bank of Japan", "Greek Coast Guard".
fn country_within(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    (1..=3usize).rev().find_map(|length| {
        words.windows(length).find_map(|part| {
            let part = part.join(" ");
            let named = || gazetteer().countries_named(&fold(&part), &part).first().copied();
            gazetteer().country_of_adjective(&part).or_else(named).map(|a| a.country.to_string())
        })
    })
}

fn state(code: &'static str) -> Party {
    let name = gazetteer().country(code).map_or(code, |a| a.name());
    let mut party = Party::new(NameKind::Place, name, format!("country {}", code.to_lowercase()));
    party.entity.country = Some(code.to_string());
    party
}

pub(super) fn is_acronym(name: &str) -> bool {
    (2..=8).contains(&name.len())
        && !name.contains(' ')
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == '&')
}
