//! Which names and offices of a text mean one party.
//!
//! What belongs here: the grouping of names. What does not: finding names and offices, pronouns.

use super::bodies::is_acronym;
use super::lists::lists;
use super::normal::{person_key, person_words, surnames};
use super::proper::{Proper, Scenes, Sort, of_sentence};
use super::titles::Office;
use super::{Entity, Mention, MentionForm};
use crate::extract::place::fold;
use crate::extract::place::gazetteer::gazetteer;
use crate::model::Span;
use crate::syntax::NameKind;
use std::collections::{BTreeSet, HashMap};

/// A party while it is being put together.
pub(super) struct Party {
    pub entity: Entity,
    /// `m` or `f` where names or titles tell.
    pub sex: Option<char>,
    /// Where its mentions begin.
    spots: BTreeSet<usize>,
}

impl Party {
    pub fn new(kind: NameKind, name: &str, key: String) -> Self {
        let entity = Entity {
            id: 0,
            kind,
            name: name.to_string(),
            key,
            country: None,
            titles: Vec::new(),
            mentions: Vec::new(),
        };
        Party { entity, sex: None, spots: BTreeSet::new() }
    }

    pub fn mention(&mut self, span: Span, sentence: usize, form: MentionForm) {
        self.spots.insert(span.start);
        self.entity.mentions.push(Mention { span, sentence, form });
    }

    /// Where its last mention before `at` begins.
    pub fn last_before(&self, at: usize) -> Option<usize> {
        self.spots.range(..at).next_back().copied()
    }

    pub fn is_person(&self) -> bool {
        self.entity.kind == NameKind::Person
    }
}

/// The parties of a text with their mentions by name and office.
pub(super) fn resolve(scenes: &Scenes, names: &[Proper], offices: &[Office]) -> Vec<Party> {
    let mut repeats: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, name) in names.iter().enumerate().filter(|(_, n)| is_acronym(&n.name)) {
        repeats.entry(name.name.as_str()).or_default().push(i);
    }
    let mut all = Grouping {
        parties: Vec::new(),
        of: vec![None; names.len()],
        names,
        offices,
        scenes,
        repeats,
        bearers: HashMap::new(),
    };
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

pub(super) struct Grouping<'a> {
    pub parties: Vec<Party>,
    /// The party of each name.
    pub of: Vec<Option<usize>>,
    pub names: &'a [Proper],
    pub offices: &'a [Office],
    pub scenes: &'a Scenes<'a>,
    /// The names in capitals, by their words.
    pub repeats: HashMap<&'a str, Vec<usize>>,
    pub bearers: HashMap<&'static str, HashMap<String, Vec<usize>>>,
}

pub(super) fn sex_of_address(address: &str) -> Option<char> {
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
    pub fn add(&mut self, party: Party) -> usize {
        self.parties.push(party);
        self.parties.len() - 1
    }

    pub fn put(&mut self, name: usize, party: usize, form: MentionForm) {
        let proper = &self.names[name];
        self.of[name] = Some(party);
        self.parties[party].mention(proper.span, proper.sentence, form);
    }

    fn address_before(&self, proper: &Proper) -> Option<&'static str> {
        let offices = of_sentence(self.offices, |o| o.sentence, proper.sentence);
        let office = offices.iter().find(|o| o.end == proper.first)?;
        office.address
    }

    /// People whose given name and surname the text tells.
    fn full_people(&mut self) {
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut by_ends: HashMap<(String, String), (usize, usize)> = HashMap::new();
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            let words = person_words(&proper.name);
            if proper.sort != Sort::Person || words.len() < 2 || !proper.name.contains(' ') {
                continue;
            }
            let name = without_nickname(&proper.name);
            let key = person_key(&name);
            // "Jose Arne Tolland" after "Jose Tolland" is the same man.
            let words = person_words(&name);
            let ends = (words.first().cloned().unwrap_or_default(), words.last().cloned().unwrap_or_default());
            let known = by_key.get(&key).copied().or_else(|| {
                let (at, count) = by_ends.get(&ends).copied()?;
                (count != words.len()).then_some(at)
            });
            let at = match known {
                Some(at) => at,
                None => {
                    let mut party = Party::new(NameKind::Person, &name, key.clone());
                    party.sex = given_sex(&name);
                    let at = self.add(party);
                    for word in surnames(&name).into_iter().chain(nickname(&proper.name)) {
                        self.bear("surname", word, at);
                    }
                    self.bear("given", words.first().cloned().unwrap_or_default(), at);
                    at
                }
            };
            if name.len() > self.parties[at].entity.name.len() {
                for word in surnames(&name) {
                    self.bear("surname", word, at);
                }
                self.parties[at].entity.name = name;
                self.parties[at].entity.key = key.clone();
            }
            by_key.insert(key, at);
            by_ends.entry(ends).or_insert((at, words.len()));
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

    /// Names of one word, and words that may be one.
    fn short_names(&mut self) {
        for i in 0..self.names.len() {
            let proper = &self.names[i];
            let possible = matches!(proper.sort, Sort::Person | Sort::Unknown | Sort::Other | Sort::State(..));
            if self.of[i].is_some() || !possible {
                continue;
            }
            let key = fold(&proper.name);
            if proper.sort != Sort::Person && key.len() < 2 {
                continue;
            }
            let sex = self.address_before(proper).and_then(sex_of_address);
            let fits = |p: &Party| !(sex.is_some() && p.sex.is_some() && sex != p.sex);
            if let Some(at) = self.nearest(self.bearers("surname", &key), proper.span.start, fits) {
                if sex.is_some() {
                    self.parties[at].sex = sex;
                }
                self.put(i, at, MentionForm::Surname);
                continue;
            }
            // A given name alone, where only one bears it.
            if let [at] = self.bearers("given", &key)[..] {
                self.put(i, at, MentionForm::Surname);
                continue;
            }
            if proper.sort == Sort::Person {
                let mut party = Party::new(NameKind::Person, &proper.name, person_key(&proper.name));
                party.sex = sex;
                let at = self.add(party);
                self.bear("surname", key, at);
                self.put(i, at, MentionForm::Surname);
                continue;
            }
            // The first word of an organisation for the whole: "Orvia" for "Orvia Mining".
            let place =
                key.len() < 4 || gazetteer().is_city(&key) || !gazetteer().regions_named(&key, &proper.name).is_empty();
            if let [at] = self.bearers("brand", &key)[..]
                && !place
            {
                self.put(i, at, MentionForm::Description);
            }
        }
    }

    /// Those that bear a surname, given name, brand or title.
    pub fn bearers(&self, what: &'static str, word: &str) -> &[usize] {
        self.bearers.get(what).and_then(|all| all.get(word)).map_or(&[], Vec::as_slice)
    }

    pub fn bear(&mut self, what: &'static str, word: String, at: usize) {
        let all = self.bearers.entry(what).or_default().entry(word).or_default();
        if !all.contains(&at) {
            all.push(at);
        }
    }

    /// The fitting party that was mentioned last before the position, or else the first after it.
    pub fn nearest(&self, among: &[usize], at: usize, fits: impl Fn(&Party) -> bool) -> Option<usize> {
        let fitting = || among.iter().map(|&i| (i, &self.parties[i])).filter(|(_, p)| fits(p));
        let before = fitting().filter_map(|(i, p)| p.last_before(at).map(|b| (b, i))).max();
        before
            .map(|(_, i)| i)
            .or_else(|| fitting().filter_map(|(i, p)| p.spots.first().map(|b| (*b, i))).min().map(|(_, i)| i))
    }
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
