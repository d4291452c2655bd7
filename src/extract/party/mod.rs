//! Parties: the people, organisations and states that a text speaks of, under whichever name it calls them.
//!
//! What belongs here: who is who, within a text and across texts. What does not: what they did.

mod alias;
mod bodies;
#[cfg(test)]
mod examples;
mod holders;
mod level;
mod lists;
mod mended;
mod normal;
mod pronoun;
mod proper;
mod states;
mod titles;

use crate::model::Span;
use crate::syntax::{NameKind, Sentence};
use std::collections::HashSet;

pub(crate) use mended::mended;

pub use level::{MatchLevel, same_party};
pub use lists::{Lists, Title, TitleClass, lists};
pub use normal::{organisation_key, person_key};

/// By what a text calls a party.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    Full,
    Surname,
    Acronym,
    /// An office alone: "the premier", "South Korea's president".
    Title,
    Pronoun,
    /// A common noun or a place that stands for it: "the bank", "Washington said".
    Description,
}

/// One mention of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    pub form: MentionForm,
}

/// A party of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its index among the text's parties.
    pub id: usize,
    /// `Place` for states.
    pub kind: NameKind,
    /// The fullest form; for a person without a name "president of South Korea".
    pub name: String,
    /// The same for one party in all texts that call it by its full name.
    pub key: String,
    /// ISO 3166 code.
    pub country: Option<String>,
    /// Offices in their general form, in the order of the text.
    pub titles: Vec<String>,
    /// In the order of the text.
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// Whether the text calls it by a name, not only by an office.
    pub fn named(&self) -> bool {
        self.mentions.iter().any(|m| matches!(m.form, MentionForm::Full | MentionForm::Surname | MentionForm::Acronym))
            || self.kind != NameKind::Person
    }
}

/// The people whom a text surely names, so that their names are not read as places.
pub(crate) struct People {
    /// Where a given name with a surname stands, in order.
    pub spans: Vec<Span>,
    /// Folded words that can stand for one of them.
    pub surnames: HashSet<String>,
}

impl People {
    pub fn of(text: &str, sentences: &[Sentence]) -> Self {
        let scenes = proper::Scenes::new(text, sentences);
        let offices = titles::offices(&scenes);
        let names = proper::names(&scenes, &offices);
        let people = || names.iter().filter(|n| n.sort == proper::Sort::Person);
        People {
            spans: people().filter(|n| n.name.contains(' ')).map(|n| n.span).collect(),
            surnames: people().flat_map(|n| normal::surnames(&n.name)).collect(),
        }
    }
}

/// The parties of a text, in the order of their first mentions.
pub fn entities(text: &str, sentences: &[Sentence]) -> Vec<Entity> {
    let scenes = proper::Scenes::new(text, sentences);
    let offices = titles::offices(&scenes);
    let names = proper::names(&scenes, &offices);
    let mut parties = alias::resolve(&scenes, &names, &offices);
    pronoun::resolve(&scenes, &mut parties);
    alias::finish(parties)
}
