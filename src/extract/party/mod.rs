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

use super::place;
use crate::model::Span;
use crate::syntax::{Name, NameKind, Sentence};
use std::collections::HashSet;

pub(crate) use mended::mended;

pub use level::{MatchLevel, same_party};
pub use lists::{Lists, Title, TitleClass, covered_by, lists};
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

/// The names of each sentence: the learned ones, cut to the name, with kinds and additions from the lists.
pub fn names(text: &str, sentences: &[Sentence]) -> Vec<Vec<Name>> {
    let scenes = proper::Scenes::new(text, sentences);
    let offices = titles::offices(&scenes);
    let mut out: Vec<Vec<Name>> = vec![Vec::new(); sentences.len()];
    for proper in proper::names(&scenes, &offices) {
        let words = &scenes.words[proper.sentence];
        let learned = scenes.learned[proper.sentence].iter().find(|n| n.span.overlaps(proper.span));
        let kind = match proper.sort {
            proper::Sort::Person => NameKind::Person,
            proper::Sort::Organisation => NameKind::Organisation,
            proper::Sort::State(..) => NameKind::Place,
            proper::Sort::Other => NameKind::Other,
            proper::Sort::Unknown => match learned {
                Some(name) => name.kind,
                None => continue,
            },
        };
        let tokens = words[proper.first].token..words[proper.end - 1].end_token;
        out[proper.sentence].push(Name { span: proper.span, kind, tokens });
    }
    for place in place::places(text, sentences) {
        let Some(names) = out.get_mut(place.sentence).filter(|_| place.kind == place::MentionKind::Named) else {
            continue;
        };
        if names.iter().any(|n| n.span.overlaps(place.span)) {
            continue;
        }
        let words = &scenes.words[place.sentence];
        let first = words.partition_point(|w| w.span.end <= place.span.start);
        let end = words.partition_point(|w| w.span.start < place.span.end);
        if let (Some(a), Some(b)) = (words.get(first), words.get(end.wrapping_sub(1))) {
            names.push(Name { span: place.span, kind: NameKind::Place, tokens: a.token..b.end_token });
        }
    }
    for names in &mut out {
        names.sort_by_key(|n| n.span);
    }
    out
}
