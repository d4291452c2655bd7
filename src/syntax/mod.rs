//! Sentences, tokens, parts of speech, lemmas, dependency heads and names.
//!
//! What belongs here: the structure of a sentence. What does not: what the sentence says.

use crate::model::Span;

/// Universal part-of-speech tags (Universal Dependencies v2).
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// A syntactic word with its place in the dependency tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub span: Span,
    pub upos: Upos,
    /// Lower-case dictionary form; names keep their capitals.
    pub lemma: String,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head with its subtype: `nsubj`, `nsubj:pass`, `obl:tmod` …; `root` for the root.
    pub relation: &'static str,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    Person,
    Place,
    Organisation,
    Other,
}

/// A name within a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub span: Span,
    pub kind: NameKind,
    /// First token and the one after the last.
    pub tokens: std::ops::Range<usize>,
}

/// A sentence with its tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Vec<Token>,
    pub names: Vec<Name>,
}
