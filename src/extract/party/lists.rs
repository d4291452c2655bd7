//! The lists of given names, titles and organisation words.
//!
//! What belongs here: data and its look-up. What does not: the reading of text.

use crate::extract::place::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a title says about its holder.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum TitleClass {
    /// One holder for a country at a time.
    State,
    /// One of many.
    Role,
    /// Only that a person follows.
    Address,
}

#[derive(Clone, Debug)]
pub struct Title {
    pub class: TitleClass,
    /// The form that its synonyms stand for.
    pub canonical: &'static str,
}

pub struct Lists {
    /// Given name to `m`, `f` or nothing where both bear it.
    given: HashMap<&'static str, &'static str>,
    given_words: HashSet<&'static str>,
    /// Words that only a few languages give as names.
    rare_words: HashSet<&'static str>,
    /// Title in lower case.
    titles: HashMap<&'static str, Title>,
    longest_title: usize,
    /// First words of titles, in lower case.
    title_begins: HashSet<String>,
    last: HashSet<&'static str>,
    first: HashSet<&'static str>,
    any: Vec<&'static str>,
    family_first: HashSet<&'static str>,
    nicknames: HashMap<&'static str, Vec<usize>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::build);

pub fn lists() -> &'static Lists {
    &LISTS
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

impl Lists {
    fn build() -> Self {
        let mut given = HashMap::new();
        let mut given_words = HashSet::new();
        let mut rare_words = HashSet::new();
        for line in lines(include_str!("../../data/names/given.txt")) {
            let (name, sex) = line.split_once(' ').unwrap_or((line, ""));
            let plain = name.trim_end_matches(['!', '?']);
            if name.ends_with('!') {
                rare_words.insert(plain);
            }
            if plain.len() != name.len() {
                given_words.insert(plain);
            }
            given.insert(plain, sex);
        }
        let mut titles: HashMap<&'static str, Title> = HashMap::new();
        let mut longest_title = 1;
        let mut title_begins = HashSet::new();
        for line in lines(include_str!("../../data/names/titles.txt")) {
            let Some((class, entries)) = line.split_once(": ") else { continue };
            let class = match class {
                "state" => TitleClass::State,
                "role" => TitleClass::Role,
                _ => TitleClass::Address,
            };
            for entry in entries.split(',').map(str::trim).filter(|e| !e.is_empty()) {
                let (name, canonical) = entry.split_once('=').unwrap_or((entry, entry));
                longest_title = longest_title.max(name.split([' ', '-']).count());
                title_begins.insert(name.split(' ').next().unwrap_or(name).to_lowercase());
                titles.entry(name).or_insert(Title { class, canonical });
            }
        }
        let mut last = HashSet::new();
        let mut first = HashSet::new();
        let mut any = Vec::new();
        for line in lines(include_str!("../../data/names/organisations.txt")) {
            let Some((position, entries)) = line.split_once(": ") else { continue };
            let entries = entries.split(',').map(str::trim).filter(|e| !e.is_empty());
            match position {
                "last" => last.extend(entries),
                "first" => first.extend(entries),
                _ => any.extend(entries),
            }
        }
        let family_first = lines(include_str!("../../data/names/family_first.txt"))
            .filter_map(|l| l.split_once(": "))
            .flat_map(|(_, names)| names.split(' '))
            .collect();
        let mut nicknames: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (group, line) in lines(include_str!("../../data/names/nicknames.txt")).enumerate() {
            for name in line.split(' ') {
                nicknames.entry(name).or_default().push(group);
            }
        }
        Lists {
            given,
            given_words,
            rare_words,
            titles,
            longest_title,
            title_begins,
            last,
            first,
            any,
            family_first,
            nicknames,
        }
    }

    /// Whether people are called so, and the name is no English word as well.
    pub fn given(&self, word: &str) -> bool {
        let key = first_part(word);
        self.given.contains_key(key.as_str()) && !self.given_words.contains(key.as_str())
    }

    /// Whether many people are called so, though it may be an English word as well ("Mark", not "Star").
    pub fn given_often(&self, word: &str) -> bool {
        let key = first_part(word);
        self.given.contains_key(key.as_str()) && !self.rare_words.contains(key.as_str())
    }

    /// Whether people are called so, even if it is an English word as well ("Will", "Grace").
    pub fn given_or_word(&self, word: &str) -> bool {
        self.given.contains_key(first_part(word).as_str())
    }

    /// `m` or `f` where only men or only women are called so.
    pub fn sex(&self, word: &str) -> Option<char> {
        self.given.get(first_part(word).as_str()).and_then(|s| s.chars().next())
    }

    /// A title as written; longer ones have to be tried first.
    pub fn title(&self, written: &str) -> Option<&Title> {
        self.titles.get(written).or_else(|| self.titles.get(written.to_lowercase().as_str()))
    }

    /// Whether any title begins with the word.
    pub fn title_begins(&self, word: &str) -> bool {
        if word.bytes().any(|b| b.is_ascii_uppercase()) || !word.is_ascii() {
            self.title_begins.contains(word.to_lowercase().as_str())
        } else {
            self.title_begins.contains(word)
        }
    }

    pub fn is_title(&self, written: &str) -> bool {
        self.title(written).is_some()
    }

    /// How many words the longest title has.
    pub fn longest_title(&self) -> usize {
        self.longest_title
    }

    /// Whether a name with this last word is one of an organisation.
    pub fn organisation_word(&self, word: &str) -> bool {
        self.last.contains(word) || self.any.contains(&word)
    }

    /// Whether a whole name is one of an organisation by its first, last or any word.
    pub fn organisation_name(&self, name: &str) -> bool {
        let mut words = name.split(' ').filter(|w| !w.is_empty());
        let first = words.next().unwrap_or("");
        let last = words.next_back().unwrap_or(first).trim_end_matches(['.', ',']);
        let follows = name.get(first.len()..).is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "));
        self.last.contains(last)
            || (self.first.contains(first) && follows)
            || self.any.iter().any(|w| name.split(' ').any(|x| x == *w) || w.contains(' ') && name.contains(w))
    }

    /// Whether families of this name put it before the given name.
    pub fn family_first(&self, word: &str) -> bool {
        self.family_first.contains(fold(word).as_str())
    }

    /// Whether one given name is a short or other form of the other.
    pub fn nickname(&self, a: &str, b: &str) -> bool {
        match (self.nicknames.get(a), self.nicknames.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|g| b.contains(g)),
            _ => false,
        }
    }
}

/// The titles that a more general one can mean: "the Georgian leader", "the head of state".
pub fn covered_by(general: &str) -> &'static [&'static str] {
    match general {
        "leader" => &[
            "president",
            "prime minister",
            "chancellor",
            "king",
            "queen",
            "emperor",
            "emir",
            "sultan",
            "monarch",
            "head of state",
            "head of government",
            "first minister",
        ],
        "head of state" => &["president", "king", "queen", "emperor", "emir", "sultan", "monarch"],
        "head of government" => &["prime minister", "chancellor", "first minister"],
        "monarch" => &["king", "queen", "emperor", "empress", "sultan", "emir"],
        _ => &[],
    }
}

/// The first part of a hyphened name in folded form.
fn first_part(word: &str) -> String {
    let key = fold(word);
    match key.find(' ') {
        Some(at) => key[..at].to_string(),
        None => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_up_names_and_titles() {
        let all = lists();
        assert!(all.given("Kenji") && all.given("Núria") && !all.given("Grace") && all.given_or_word("Grace"));
        assert_eq!(all.title("Premier").map(|t| t.canonical), Some("prime minister"));
        assert_eq!(all.title("Dr.").map(|t| t.class), Some(TitleClass::Address));
        assert!(all.organisation_name("Bank of Orvia") && all.organisation_name("Orvia Mining Ltd"));
        assert!(!all.organisation_name("Nora Banks"));
        assert!(all.nickname("bill", "william") && !all.nickname("bill", "robert"));
    }
}
