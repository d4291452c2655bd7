//! Sentences, tokens, parts of speech, lemmas, dependency heads and names.
//!
//! What belongs here: the structure of a sentence. What does not: what the sentence says.

pub mod features;
pub mod kernel;
pub mod kinds;
mod known;
pub mod labels;
pub mod lemma;
pub mod model;
pub mod names;
pub mod network;
mod sentence;
pub mod sentences;
pub mod table;
pub mod tokens;
mod tree;
pub mod treebank;
mod whole;

use crate::lexicon;
use crate::model::Span;
use model::{Analysis, Model};

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
    /// The Penn tag, which tells tense and number: `VBD` past, `VBN` participle, `VBZ` present, `NNS` plural …
    pub fine: &'static str,
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

/// Finds sentences with their structure.
///
/// Sentences are sought within each of `regions` (paragraphs, titles …) and never cross one. All spans are byte ranges
/// into `text`; a region that does not lie in `text` has no sentences.
pub fn analyse(text: &str, regions: &[Span]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let Some(model) = Model::shipped() else { return out };
    let mut sentences: Vec<Vec<Span>> = Vec::new();
    for region in regions {
        let spans = tokens::tokens(text, *region);
        sentences.extend(sentences::cut(text, &spans, model.boundaries).into_iter().map(|range| spans[range].to_vec()));
    }
    for (spans, found) in sentences.iter().zip(known::analyses(model, text, &sentences)) {
        out.push(sentence(text, spans, &found, model));
    }
    out
}

/// The tags of a word, where the dictionary knows better than the model: "drew" is no noun, "the mine" is a pit and nobody's,
/// and what is written small is seldom a name.
fn kind(form: &str, before: Option<(Upos, &str)>, upos: Upos, fine: &'static str) -> (Upos, &'static str) {
    let small = form.chars().all(|c| c.is_lowercase());
    let infinitive = before.is_some_and(|(upos, form)| upos == Upos::Part && form.eq_ignore_ascii_case("to"));
    let before = before.map(|(upos, _)| upos);
    match upos {
        // "the talks are to last two days"
        Upos::Adj if infinitive && lexicon::is_verb(form) => (Upos::Verb, "VB"),
        Upos::Pron if form.eq_ignore_ascii_case("mine") && matches!(before, Some(Upos::Det | Upos::Adj)) => {
            (Upos::Noun, "NN")
        }
        Upos::Noun if small && lemma::only_past(form) => (Upos::Verb, "VBD"),
        Upos::Propn if small && lexicon::is_noun(form) => (Upos::Noun, if form.ends_with('s') { "NNS" } else { "NN" }),
        _ => (upos, fine),
    }
}

fn sentence(text: &str, spans: &[Span], found: &Analysis, model: &Model) -> Sentence {
    let mut tokens = Vec::with_capacity(spans.len());
    for (i, span) in spans.iter().enumerate() {
        let before = i.checked_sub(1).map(|before| (found.upos[before], spans[before].of(text)));
        let (upos, fine) = kind(span.of(text), before, found.upos[i], found.fine[i]);
        tokens.push(Token {
            span: *span,
            upos,
            lemma: model.lemmas.of(span.of(text), upos, fine),
            fine,
            head: found.heads[i],
            relation: found.relations[i],
        });
    }
    let place = |range: &std::ops::Range<usize>| Span::new(spans[range.start].start, spans[range.end - 1].end);
    let names = found.names.iter().map(|n| Name { span: place(&n.tokens), kind: n.kind, tokens: n.tokens.clone() });
    Sentence { span: place(&(0..spans.len())), names: names.collect(), tokens }
}
