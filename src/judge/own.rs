//! What judging needs of one article, whichever it is compared with.
//!
//! An article meets many others, and what its words alone tell is the same each time: it is worked out once, when it is
//! first asked for. What belongs here: what follows from one reading. What does not: what two articles say of each other.

use super::lists::List;
use super::strangers::Named;
use super::{lists, strangers};
use crate::link::Linker;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What one article tells by itself.
pub struct Own {
    /// Names of one person or thing, each claim of them.
    pub(super) names: Vec<Named>,
    /// Words that begin with a capital, in lower case.
    pub(super) capitals: BTreeSet<String>,
    /// Dictionary forms of its words.
    pub(super) lemmas: BTreeSet<String>,
    /// Lists of those who took part.
    pub(super) lists: Vec<List>,
}

impl Own {
    fn of(linker: &Linker, reading: usize) -> Own {
        Own {
            names: strangers::names(linker, reading),
            capitals: strangers::capitals(linker, reading),
            lemmas: lemmas(linker, reading),
            lists: lists::lists(&linker.readings[reading], reading),
        }
    }
}

fn lemmas(linker: &Linker, reading: usize) -> BTreeSet<String> {
    let tokens = linker.readings[reading].sentences.iter().flat_map(|s| &s.tokens);
    tokens.map(|t| t.lemma.to_lowercase()).collect()
}

/// The articles of a linker, with what each tells by itself as far as it was asked for.
pub struct Owns<'l, 'r> {
    pub linker: &'l Linker<'r>,
    of: Vec<OnceLock<Own>>,
}

impl<'l, 'r> Owns<'l, 'r> {
    pub fn new(linker: &'l Linker<'r>) -> Self {
        Owns { linker, of: linker.readings.iter().map(|_| OnceLock::new()).collect() }
    }

    pub fn own(&self, reading: usize) -> &Own {
        self.of[reading].get_or_init(|| Own::of(self.linker, reading))
    }
}
