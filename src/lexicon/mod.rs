//! What is known of English words: relatedness, kinds, opposites, derivations.
//!
//! Belongs here: facts about words taken alone, compiled in from the tables of `data/` (how they were made stands in
//! README.md). Not here: what a sentence does with its words. Words are passed as lower-case lemmas; regular
//! inflected forms are found too. Everything loads at first use and never changes.

mod bytes;
mod classes;
mod dictionary;
mod families;
mod kinds;
mod relate;
mod vectors;
mod words;

pub use classes::{ClassId, Members, class_named, contrast, idiom, news_class};
pub use dictionary::{is_a, is_noun, is_verb, kinds, shared_sense, synonyms};
pub use families::{FamilyKey, antonyms, stem_family};
pub use kinds::Kinds;
pub use relate::{relatedness, set_apart};
pub use vectors::similarity;

/// Whether a verb, of one word or several, is known: "step down", "take into custody".
pub fn knows_verb(verb: &str) -> bool {
    is_verb(verb) || !news_class(verb).is_empty()
}

/// A word's place in a list of English words by frequency, the commonest first; `None` for rare words and most names.
pub fn frequency_rank(word: &str) -> Option<u32> {
    words::find(word)
}

/// Whether a word names a day of the week or a month.
pub fn is_day_or_month(word: &str) -> bool {
    let of = |class: &str| class_named(class).is_some_and(|class| news_class(word).contains(&class));
    of("weekday") || of("month")
}

/// Whether a noun names people, one or many: "driver", "crew", "ministry".
pub fn is_person_or_group(noun: &str) -> bool {
    let people = Kinds::PERSON.with(Kinds::GROUP).with(Kinds::ORGANIZATION).with(Kinds::OCCUPATION);
    kinds(noun).meets(people)
}

/// Whether a noun stands for people who may act: a clerk, a company, but not a meeting, though that gathers people.
pub fn is_actor(noun: &str) -> bool {
    let happening = Kinds::EVENT.with(Kinds::ACT).with(Kinds::COMMUNICATION).with(Kinds::STATE).with(Kinds::TIME);
    let kinds = kinds(noun);
    let person = kinds.meets(Kinds::PERSON.with(Kinds::OCCUPATION));
    person || is_person_or_group(noun) && !kinds.meets(happening)
}
