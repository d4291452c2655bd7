//! Claims: who did what, when, where, how long, how many, as one article tells it.
//!
//! What belongs here: filling claims from mentions by the structure of the sentence, with the frame that says what each
//! is about. What does not: other articles.

mod around;
mod base;
mod befores;
mod build;
pub mod clause;
mod derive;
mod facts;
pub mod frame;
pub mod mentions;
mod naming;
mod order;
mod predicate;
mod quote;
mod values;
pub mod words;

pub use naming::one_name;
pub use quote::words as quote_words;

use crate::extract::party::{Entity, MatchLevel, same_party};
use crate::lexicon;
use crate::model::{Claim, Document, Relation};
use crate::syntax::Sentence;
use clause::Clauses;
use frame::{Frame, Word};
use std::sync::Arc;

/// One article with all that was read from it.
#[derive(Clone)]
pub struct Reading {
    pub document: Document,
    pub sentences: Vec<Sentence>,
    pub clauses: Vec<Clauses>,
    pub entities: Vec<Entity>,
    pub drafts: Vec<Draft>,
    /// Relative dates that could not be placed for want of a publish date.
    pub unresolved: usize,
}

/// A claim with its frame.
#[derive(Clone, Debug)]
pub struct Draft {
    pub claim: Claim,
    pub frame: Frame,
    pub detail: Detail,
    /// For a value that follows from others ("from nine to five" is eight hours): the claims it follows from, by their
    /// place in the list. Such a draft is compared like any other, but it is no claim of its own.
    pub sources: Vec<usize>,
}

/// What some kinds of claim carry beside their value.
#[derive(Clone, Debug)]
pub enum Detail {
    None,
    /// A place in a row: 2 for "second"; `last` for "last", counted from the end.
    Rank {
        place: u32,
        last: bool,
    },
    /// One happening before another, each as its content words.
    Before {
        first: Vec<Word>,
        second: Vec<Word>,
    },
    /// A remark: its words, and the normal form of who made it.
    Quote {
        words: Vec<String>,
        speaker: Option<String>,
    },
    /// Someone in a role of the clause.
    Party {
        key: String,
        role: Role,
        /// Its number among the article's parties.
        entity: Option<usize>,
        who: Option<Arc<Entity>>,
    },
    /// A place and how it stands to what happens.
    Place {
        name: String,
    },
    /// What something of a kind is called.
    Naming,
    /// Whether something happened: the predicate with its polarity.
    Status,
}

impl Detail {
    /// How the parties of two claims stand to each other; none where either is of no party.
    pub fn party_relation(&self, other: &Detail) -> Option<Relation> {
        let (Detail::Party { key: p, role, who, .. }, Detail::Party { key: q, role: part, who: they, .. }) =
            (self, other)
        else {
            return None;
        };
        // of two parties only those in one role can stand in each other's place
        let apart = if role == part && *role != Role::Other {
            Relation::Disjoint
        } else {
            Relation::Incomparable("other-party")
        };
        Some(match (who, they) {
            (Some(who), Some(they)) => match same_party(who, they) {
                MatchLevel::Same => Relation::Equal,
                MatchLevel::Likely => Relation::Refines,
                MatchLevel::Different => apart,
                MatchLevel::Unknown => Relation::Incomparable("party-unknown"),
            },
            (None, None) if p == q => Relation::Equal,
            // a skipper may be among the people
            (None, None)
                if [p, q].iter().any(|noun| matches!(noun.as_str(), "people" | "person" | "man" | "woman")) =>
            {
                Relation::Incomparable("party-unknown")
            }
            (None, None) => match lexicon::relatedness(p, q) {
                ONE_SORT.. => Relation::Refines,
                ..OTHER_SORT => apart,
                _ => Relation::Incomparable("party-unknown"),
            },
            _ => Relation::Incomparable("party-unknown"),
        })
    }
}

/// Nouns as related as this may stand for one person; those less related than the other are of two.
const ONE_SORT: i32 = 75;
const OTHER_SORT: i32 = 20;

/// Part that someone plays in a clause, seen by what happens and not by grammar.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Doer,
    Undergoer,
    Other,
}

/// Reads one document.
pub fn read(document: Document) -> Reading {
    build::read(document)
}
