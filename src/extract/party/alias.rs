//! Which names and offices of a text mean one party.
//!
//! What belongs here: the grouping of names. What does not: finding names and offices, pronouns.

use super::lists::{TitleClass, lists};
use super::normal::{initials, organisation_key, person_key, person_words, surnames};
use super::proper::{Proper, Scenes, Sort};
use super::titles::{Office, country_at};
use super::{Entity, Mention, MentionForm};
use crate::extract::place::fold;
use crate::extract::place::gazetteer::gazetteer;
use crate::model::Span;
use crate::syntax::NameKind;
use std::collections::HashMap;

/// A party while it is being put together.
pub(super) struct Party {
    pub entity: Entity,
    /// `m` or `f` where names or titles tell.
    pub sex: Option<char>,
    /// Single words that can stand for it, folded.
    short: Vec<String>,
}

impl Party {
    fn new(kind: NameKind, name: &str, key: String) -> Self {
        let entity = Entity {
            id: 0,
            kind,
            name: name.to_string(),
            key,
            country: None,
            titles: Vec::new(),
            mentions: Vec::new(),
        };
        Party { entity, sex: None, short: Vec::new() }
    }

    pub fn mention(&mut self, span: Span, sentence: usize, form: MentionForm) {
        self.entity.mentions.push(Mention { span, sentence, form });
    }

    /// The end of its last mention that begins before `at`.
    pub fn last_before(&self, at: usize) -> Option<usize> {
        self.entity.mentions.iter().map(|m| m.span.start).filter(|&start| start < at).max()
    }

    fn is_person(&self) -> bool {
        self.entity.kind == NameKind::Person
    }
}

/// The parties of a text with their mentions by name and office.
pub(super) fn resolve(scenes: &Scenes, names: &[Proper], offices: &[Office]) -> Vec<Party> {
    let mut all = Grouping { parties: Vec::new(), of: vec![None; names.len()], names, offices, scenes };
    all.full_people();
    all.organisations();
    all.states();
    all.short_names();
    all.held_offices();
    all.offices_alone();
    all.descriptions();
    all.parties
}

/// Parties in the order of their first mentions, numbered.
pub(super) fn finish(parties: Vec<Party>) -> Vec<Entity> {
    let mut out: Vec<Entity> = parties.into_iter().map(|p| p.entity).filter(|e| !e.mentions.is_empty()).collect();
    for entity in &mut out {
        entity.mentions.sort_by_key(|m| (m.span, m.form));
        entity.mentions.dedup_by_key(|m| m.span);
    }
    out.sort_by_key(|e| e.mentions.first().map(|m| m.span));
    for (id, entity) in out.iter_mut().enumerate() {
        entity.id = id;
    }
    out
}

struct Grouping<'a> {
    parties: Vec<Party>,
    /// The party of each name.
    of: Vec<Option<usize>>,
    names: &'a [Proper],
    offices: &'a [Office],
    scenes: &'a Scenes<'a>,
}

fn sex_of_address(address: &str) -> Option<char> {
    match address.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "Monsieur" | "Herr" | "Señor" | "Father" | "Brother" | "Sheikh" | "Sheik" | "Don" => {
            Some('m')
        }
        "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Madam" | "Madame" | "Frau" | "Señora" | "Mme" | "Mlle"
        | "Sister" | "Mother" => Some('f'),
        _ => None,
    }
}

impl Grouping<'_> {
    fn add(&mut self, party: Party) -> usize {
        self.parties.push(party);
        self.parties.len() - 1
    }

    fn put(&mut self, name: usize, party: usize, form: MentionForm) {
        let proper = &self.names[name];
        self.of[name] = Some(party);
        self.parties[party].mention(proper.span, proper.sentence, form);
    }

    fn address_before(&self, proper: &Proper) -> Option<&'static str> {
        let office = self.offices.iter().find(|o| o.sentence == proper.sentence && o.end == proper.first)?;
        office.address
    }

    /// People whose given name and surname the text tells.
    fn full_people(&mut self) {
        let mut by_key: HashMap<String, usize> = HashMap::new();
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            let words = person_words(&proper.name);
            if proper.sort != Sort::Person || words.len() < 2 || !proper.name.contains(' ') {
                continue;
            }
            let name = without_nickname(&proper.name);
            let key = person_key(&name);
            // "Jose Arne Tolland" after "Jose Tolland" is the same man.
            let known = by_key.get(&key).copied().or_else(|| {
                let words = person_words(&name);
                self.parties.iter().position(|p| {
                    let other = person_words(&p.entity.name);
                    let (short, long) = if words.len() < other.len() { (&words, &other) } else { (&other, &words) };
                    short.len() >= 2
                        && short.len() < long.len()
                        && short.last() == long.last()
                        && short.first() == long.first()
                })
            });
            let at = match known {
                Some(at) => at,
                None => {
                    let mut party = Party::new(NameKind::Person, &name, key.clone());
                    party.short = surnames(&name);
                    party.short.extend(nickname(&proper.name));
                    party.sex = given_sex(&name);
                    self.add(party)
                }
            };
            if name.len() > self.parties[at].entity.name.len() {
                let short = surnames(&name);
                self.parties[at].short.extend(short);
                self.parties[at].entity.name = name;
                self.parties[at].entity.key = key.clone();
            }
            by_key.insert(key, at);
            if let Some(sex) = self.address_before(&self.names[i]).and_then(sex_of_address) {
                self.parties[at].sex = Some(sex);
            }
            self.put(i, at, MentionForm::Full);
        }
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            if self.of[i].is_none()
                && matches!(proper.sort, Sort::Unknown | Sort::Other)
                && proper.name.contains(' ')
                && let Some(&at) = by_key.get(&person_key(&proper.name))
            {
                self.put(i, at, MentionForm::Full);
            }
        }
    }

    fn organisations(&mut self) {
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut long: Vec<(usize, Vec<String>)> = Vec::new();
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
                    let at = self.add(Party::new(kind, &proper.name, key.clone()));
                    by_key.insert(key, at);
                    long.push((at, initials(&proper.name)));
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
                    self.names.iter().enumerate().take(i).rev().find_map(|(j, n)| {
                        (n.sentence == proper.sentence && n.end + 1 == proper.first).then_some(self.of[j]).flatten()
                    })
                })
                .flatten()
                .filter(|&at| !self.parties[at].is_person());
            let known = by_key
                .get(&letters)
                .copied()
                .or(before)
                .or_else(|| long.iter().find(|(_, forms)| forms.contains(&letters)).map(|(at, _)| *at));
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

    fn repeated(&self, name: &str) -> bool {
        self.names.iter().filter(|n| n.name == name).nth(1).is_some()
    }

    fn states(&mut self) {
        let mut by_code: HashMap<&'static str, usize> = HashMap::new();
        for i in 0..self.names.len() {
            let Sort::State(code, stands_for) = self.names[i].sort else { continue };
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

    /// The country right before a noun: the word where its phrase begins, and its code.
    fn owner(&self, s: usize, i: usize) -> Option<(usize, &'static str)> {
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

    /// Names of one word, and words that may be one.
    fn short_names(&mut self) {
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            if self.of[i].is_some() || !matches!(proper.sort, Sort::Person | Sort::Unknown | Sort::Other) {
                continue;
            }
            let key = fold(&proper.name);
            if proper.sort != Sort::Person && key.len() < 2 {
                continue;
            }
            let sex = self.address_before(proper).and_then(sex_of_address);
            let fits = |p: &Party| {
                p.is_person() && p.short.contains(&key) && !(sex.is_some() && p.sex.is_some() && sex != p.sex)
            };
            if let Some(at) = self.nearest(proper.span.start, fits) {
                if sex.is_some() {
                    self.parties[at].sex = sex;
                }
                self.put(i, at, MentionForm::Surname);
                continue;
            }
            // A given name alone, where only one bears it.
            let given = |p: &Party| p.is_person() && fold(&p.entity.name).split(' ').next() == Some(key.as_str());
            if self.parties.iter().filter(|p| given(p)).count() == 1
                && let Some(at) = self.nearest(proper.span.start, given)
            {
                self.put(i, at, MentionForm::Surname);
                continue;
            }
            if proper.sort == Sort::Person {
                let mut party = Party::new(NameKind::Person, &proper.name, person_key(&proper.name));
                party.short = vec![key];
                party.sex = sex;
                let at = self.add(party);
                self.put(i, at, MentionForm::Surname);
                continue;
            }
            // The first word of an organisation for the whole: "Orvia" for "Orvia Mining".
            let brand = |p: &Party| {
                p.entity.kind == NameKind::Organisation
                    && p.entity.key.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(' '))
                    && key.len() > 3
            };
            let place = gazetteer().is_city(&key) || !gazetteer().regions_named(&key, &proper.name).is_empty();
            if !place
                && self.parties.iter().filter(|p| brand(p)).count() == 1
                && let Some(at) = self.nearest(proper.span.start, brand)
            {
                self.put(i, at, MentionForm::Description);
            }
        }
    }

    /// The fitting party that was mentioned last before the position, or else the first after it.
    fn nearest(&self, at: usize, fits: impl Fn(&Party) -> bool) -> Option<usize> {
        let fitting = || self.parties.iter().enumerate().filter(|(_, p)| fits(p));
        let before = fitting().filter_map(|(i, p)| p.last_before(at).map(|b| (b, i))).max();
        before.map(|(_, i)| i).or_else(|| {
            fitting()
                .filter_map(|(i, p)| p.entity.mentions.iter().map(|m| m.span.start).min().map(|b| (b, i)))
                .min()
                .map(|(_, i)| i)
        })
    }

    /// The person whose name stands next to an office.
    fn holder(&self, office: &Office) -> Option<usize> {
        let s = office.sentence;
        let person = |test: &dyn Fn(&Proper) -> bool| {
            self.names.iter().enumerate().find_map(|(i, n)| {
                let at = self.of[i].filter(|_| n.sentence == s && test(n))?;
                self.parties[at].is_person().then_some(at)
            })
        };
        if let Some(at) = person(&|n| n.first == office.end && self.scenes.joined(s, n.first)) {
            return Some(at);
        }
        if self.scenes.word(s, office.stop) == ","
            && office.definite
            && let Some(at) = person(&|n| n.first == office.stop + 1 && n.name.contains(' '))
        {
            return Some(at);
        }
        let mut start = office.start;
        if start > 0 && matches!(self.scenes.word(s, start - 1), "the" | "a" | "an" | "its" | "their") {
            start -= 1;
        }
        (start > 1 && self.scenes.word(s, start - 1) == ",").then(|| person(&|n| n.end + 1 == start)).flatten()
    }

    fn held_offices(&mut self) {
        for office in self.offices {
            let Some(at) = self.holder(office) else { continue };
            let party = &mut self.parties[at];
            if let Some(address) = office.address {
                party.sex = sex_of_address(address).or(party.sex);
                continue;
            }
            if !party.entity.titles.contains(&office.canonical) {
                party.entity.titles.push(office.canonical.clone());
            }
            if party.entity.country.is_none() {
                party.entity.country = office.country.map(str::to_string);
            }
        }
    }

    fn offices_alone(&mut self) {
        for office in self.offices {
            if office.address.is_some() || self.holder(office).is_some() {
                continue;
            }
            let s = office.sentence;
            let span = self.scenes.span(s, office.start, office.stop);
            let leads = ["president", "prime minister", "chancellor", "king", "queen", "emperor", "emir"];
            let holds = |p: &Party| {
                p.is_person()
                    && p.entity.titles.iter().any(|t| {
                        *t == office.canonical
                            || office.canonical == "leader" && office.country.is_some() && leads.contains(&t.as_str())
                    })
            };
            let found = match office.country {
                Some(code) => {
                    let exact = |p: &Party| holds(p) && p.entity.country.as_deref() == Some(code);
                    self.nearest(span.start, exact).or_else(|| {
                        let loose = |p: &Party| holds(p) && p.entity.country.is_none();
                        let rivals = self.parties.iter().filter(|p| holds(p)).count();
                        self.nearest(span.start, loose).filter(|&at| {
                            rivals == 1 && !self.parties[at].entity.mentions.iter().any(|m| m.sentence == s)
                        })
                    })
                }
                None if !office.definite => None,
                None => {
                    let one = self.parties.iter().filter(|p| holds(p)).count() == 1;
                    let earlier = |p: &Party| holds(p) && p.last_before(span.start).is_some();
                    self.nearest(span.start, earlier).filter(|_| one || office.class == TitleClass::State)
                }
            };
            match found {
                Some(at) => {
                    let party = &mut self.parties[at];
                    party.mention(span, s, MentionForm::Title);
                    if party.entity.country.is_none() {
                        party.entity.country = office.country.map(str::to_string);
                    }
                }
                None => {
                    let (Some(code), true) =
                        (office.country, office.class == TitleClass::State || office.canonical == "leader")
                    else {
                        continue;
                    };
                    let land = gazetteer().country(code).map_or(code, |a| a.name());
                    let name = format!("{} of {land}", office.canonical);
                    let key = format!("{} {}", code.to_lowercase(), office.canonical);
                    let mut party = Party::new(NameKind::Person, &name, key);
                    party.entity.titles.push(office.canonical.clone());
                    party.entity.country = Some(code.to_string());
                    party.mention(span, s, MentionForm::Title);
                    self.add(party);
                }
            }
        }
    }

    /// "the bank", "the ministry": the organisation that is one, where the text names only one.
    fn descriptions(&mut self) {
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
                let alone = !(self.scenes.joined(s, i + 1)
                    && matches!(self.scenes.upos(s, i + 1), Some(crate::syntax::Upos::Noun)))
                    && self.scenes.word(s, i + 1) != "of";
                let span = self.scenes.span(s, i, i + 1);
                if the && alone && self.parties[at].last_before(span.start).is_some() {
                    self.parties[at].mention(span, s, MentionForm::Description);
                }
            }
        }
    }
}

fn state(code: &'static str) -> Party {
    let name = gazetteer().country(code).map_or(code, |a| a.name());
    let mut party = Party::new(NameKind::Place, name, format!("country {}", code.to_lowercase()));
    party.entity.country = Some(code.to_string());
    party
}

fn is_acronym(name: &str) -> bool {
    (2..=8).contains(&name.len())
        && !name.contains(' ')
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == '&')
}

fn given_sex(name: &str) -> Option<char> {
    let first = name.split(' ').next().unwrap_or("");
    if lists().family_first(first) && !lists().given(first) {
        return None;
    }
    lists().sex(first)
}

/// The name without a nickname in quotation marks.
fn without_nickname(name: &str) -> String {
    let quoted = |w: &str| w.starts_with(['"', '“', '‘', '\'']) && w.ends_with(['"', '”', '’', '\'']);
    name.split(' ').filter(|w| !quoted(w)).collect::<Vec<_>>().join(" ")
}

fn nickname(name: &str) -> Option<String> {
    name.split(' ').find(|w| w.starts_with(['"', '“', '‘']) && w.len() > 2).map(fold)
}
