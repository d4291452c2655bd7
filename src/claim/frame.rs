//! What a claim is about, in a form that can be compared with another article's claim.
//!
//! What belongs here: collecting the words, names, roles and dates around a value. What does not: comparing two of them.

use super::clause::{Clauses, base};
use crate::lexicon::{self, Kinds, kinds};
use crate::model::{Attribute, Modality, Span};
use crate::syntax::{Sentence, Upos};
use chrono::NaiveDateTime;

/// A content word near the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub lemma: String,
    /// Where it stands, to tell equal words apart.
    pub token: usize,
    pub near: Nearness,
    /// Part of a name.
    pub name: bool,
    /// A verb, or a noun of something that happens.
    pub deed: bool,
}

/// How close a word stands to the value.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// In the same clause.
    Clause,
    /// In the same sentence.
    Sentence,
    /// In the sentence before or in the title.
    Context,
}

/// The surroundings of one value.
#[derive(Clone, Debug)]
pub struct Frame {
    pub attribute: Attribute,
    /// The scale on which values can be compared: `date`, `money`, `length`, `rank` …
    pub scale: String,
    /// What is counted, measured or ranked, as lemma.
    pub head: Option<String>,
    pub modifiers: Vec<String>,
    /// Which side of its subject the value tells: `depth`, `fine`, `injured`.
    pub facet: Option<&'static str>,
    /// Whose age it is, as the normal form of a name, where the grammar tells.
    pub owner: Option<String>,
    /// Lemma of the predicate, with its particle.
    pub predicate: String,
    pub subject: Option<String>,
    pub object: Option<String>,
    /// How the value hangs in its clause: a preposition such as `since`, or empty.
    pub role: String,
    pub words: Vec<Word>,
    /// Normal forms of the names in the clause, then in the sentence.
    pub clause_names: Vec<String>,
    pub sentence_names: Vec<String>,
    /// The date that the sentence gives to what it tells, as an interval.
    pub when: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Words that set this happening apart from others: "another", "previous", "last year's".
    pub apart: Vec<String>,
    /// The period that a change is reckoned against: `year`, `quarter` …
    pub base: Option<&'static str>,
    pub negated: bool,
    /// Whether the clause tells of what is over: "lasted", "had been", not "is" or "has been".
    pub past: bool,
    pub modality: Modality,
    pub attributed: bool,
    pub quoted: bool,
    pub sentence: usize,
    pub clause: usize,
    pub title: bool,
}

impl Frame {
    /// What is done: the verb, with its particle where the lexicon knows the two as one ("step down"), or the object of a
    /// verb that only supports it ("hold talks").
    pub fn deed(&self) -> &str {
        let verb = match self.predicate.split_once(' ') {
            Some(_) if lexicon::knows_verb(&self.predicate) => &self.predicate,
            Some((verb, _)) => verb,
            None => &self.predicate,
        };
        match &self.object {
            Some(object) if super::words::lists().support.contains(&self.predicate) => object,
            _ => verb,
        }
    }
}

/// Words that carry content for the purpose of matching.
pub fn is_content(sentence: &Sentence, i: usize) -> bool {
    let token = &sentence.tokens[i];
    match token.upos {
        Upos::Noun | Upos::Propn | Upos::Adj => token.lemma.chars().any(char::is_alphabetic),
        Upos::Verb => !super::words::lists().light.contains(&token.lemma),
        Upos::Adv => token.lemma.len() > 4,
        _ => false,
    }
}

/// Whether a word says what is done: a verb, or a noun of something that happens.
pub fn is_deed(sentence: &Sentence, i: usize) -> bool {
    let token = &sentence.tokens[i];
    let happenings = Kinds::EVENT.with(Kinds::ACT).with(Kinds::COMMUNICATION);
    token.upos == Upos::Verb || token.upos == Upos::Noun && kinds(&token.lemma.to_lowercase()).meets(happenings)
}

/// Content words of a sentence in order, those of `clause` marked as near.
pub fn words_of(sentence: &Sentence, clauses: &Clauses, clause: usize, skip: Span) -> Vec<Word> {
    let mut words = Vec::new();
    for (i, token) in sentence.tokens.iter().enumerate() {
        if skip.overlaps(token.span) {
            continue;
        }
        if !is_content(sentence, i) {
            continue;
        }
        let near = if clauses.of_token[i] == clause { Nearness::Clause } else { Nearness::Sentence };
        let name = token.upos == Upos::Propn;
        words.push(Word { lemma: token.lemma.to_lowercase(), token: i, near, name, deed: is_deed(sentence, i) });
    }
    words
}

/// Words of another sentence that stand by as context.
pub fn context_words(sentence: &Sentence) -> Vec<Word> {
    (0..sentence.tokens.len())
        .filter(|&i| is_content(sentence, i))
        .map(|i| Word {
            lemma: sentence.tokens[i].lemma.to_lowercase(),
            token: i,
            near: Nearness::Context,
            name: sentence.tokens[i].upos == Upos::Propn,
            deed: is_deed(sentence, i),
        })
        .collect()
}

/// The token that a stretch of text hangs on: the one whose head lies outside it.
pub fn anchor_token(sentence: &Sentence, span: Span) -> Option<usize> {
    let inside: Vec<usize> = (0..sentence.tokens.len()).filter(|&i| span.overlaps(sentence.tokens[i].span)).collect();
    inside
        .iter()
        .copied()
        .find(|&i| {
            sentence.tokens[i].upos != Upos::Punct && sentence.tokens[i].head.is_none_or(|h| !inside.contains(&h))
        })
        .or(inside.first().copied())
}

/// The preposition (or mark) that introduces a token's phrase, as lemma.
pub fn case_of(sentence: &Sentence, mut at: usize) -> String {
    for _ in 0..4 {
        let case = sentence
            .tokens
            .iter()
            .enumerate()
            .find(|(i, t)| t.head == Some(at) && matches!(base(t.relation), "case" | "mark") && *i < at);
        if let Some((_, case)) = case {
            return case.lemma.to_lowercase();
        }
        let token = &sentence.tokens[at];
        if !matches!(base(token.relation), "nummod" | "compound" | "flat" | "amod" | "nmod" | "appos" | "fixed") {
            break;
        }
        match token.head {
            Some(h) if h < sentence.tokens.len() => at = h,
            _ => break,
        }
    }
    String::new()
}

/// The nominal head that a number or adjective belongs to ("14" -> "miners").
pub fn nominal_head(sentence: &Sentence, at: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let mut i = at;
    for _ in 0..5 {
        if tokens[i].upos == Upos::Noun {
            return Some(i);
        }
        if !matches!(base(tokens[i].relation), "nummod" | "compound" | "amod" | "det" | "flat" | "advmod" | "nmod") {
            return None;
        }
        match tokens[i].head {
            Some(h) if h < tokens.len() => i = h,
            _ => return None,
        }
    }
    None
}

/// The noun that a value says something of, where its own words are only a number and a unit: the talks in "25-minute
/// talks", the depth in "a depth of 10 km".
pub fn described(sentence: &Sentence, at: usize, span: Span) -> Option<usize> {
    let tokens = &sentence.tokens;
    let mut i = at;
    for _ in 0..4 {
        if !span.overlaps(tokens[i].span) {
            return (tokens[i].upos == Upos::Noun).then_some(i);
        }
        if !matches!(
            base(tokens[i].relation),
            "nummod" | "compound" | "amod" | "det" | "nmod" | "flat" | "appos" | "dep"
        ) {
            return None;
        }
        i = tokens[i].head.filter(|&h| h < tokens.len())?;
    }
    None
}

/// The facet told by the head, the predicate or the word of the clause that stands nearest to the value.
pub fn facet_of(
    attribute: Attribute,
    sentence: &Sentence,
    clauses: &Clauses,
    clause: usize,
    head: Option<usize>,
    span: Span,
) -> Option<&'static str> {
    let lemma = |i: usize| sentence.tokens[i].lemma.to_lowercase();
    let own = head.and_then(|h| super::words::facet(attribute, &lemma(h)));
    let predicate = || super::words::facet(attribute, &clauses.list[clause].lemma);
    let near = || {
        let gap = |t: Span| if t.start >= span.end { t.start - span.end } else { span.start.saturating_sub(t.end) };
        (0..sentence.tokens.len())
            .filter(|&i| clauses.of_token[i] == clause)
            .filter_map(|i| {
                super::words::facet(attribute, &lemma(i)).map(|facet| (gap(sentence.tokens[i].span), i, facet))
            })
            .min()
            .map(|(_, _, facet)| facet)
    };
    own.or_else(near).or_else(predicate)
}
