//! What the grammar around a value tells of it: what a noun stands for, which clause a subject belongs to, whether a year dates
//! anything.
//!
//! What belongs here: questions about one sentence. What does not: putting the answers into a frame.

use super::clause::{Clause, Clauses, base};
use super::words::lists;
use crate::lexicon;
use crate::model::Span;
use crate::syntax::{Sentence, Upos};

/// What a deed of several words is done to: the plan in "gave the green light to the plan".
pub(super) fn idiom_object(sentence: &Sentence, clause: &Clause) -> Option<usize> {
    let tokens = &sentence.tokens;
    let object = clause.object.filter(|&o| clause.lemma.split(' ').skip(1).any(|word| word == tokens[o].lemma))?;
    sentence.children(object).chain(sentence.children(clause.predicate)).find(|&t| {
        matches!(base(tokens[t].relation), "nmod" | "obl")
            && tokens[t].is_nominal()
            && matches!(sentence.case(t), Some("to" | "for" | "of" | "on" | "with"))
    })
}

/// What a noun stands for where it only says how much there is of it: the migrants in "the number of migrants", joblessness
/// in "the jobless rate". Nothing for a figure or a word that stands for anything.
pub(super) fn meant(sentence: &Sentence, i: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let token = &tokens[i];
    let anything = matches!(
        token.lemma.as_str(),
        "one" | "none" | "nobody" | "nothing" | "all" | "some" | "many" | "few" | "most"
    );
    if token.upos == Upos::Num || anything {
        return None;
    }
    if !lists().measuring.contains(&token.lemma) {
        return Some(i);
    }
    let below = |relation: &str| {
        (0..tokens.len()).find(|&k| {
            tokens[k].head == Some(i)
                && base(tokens[k].relation) == relation
                && tokens[k].relation != "nmod:poss"
                && matches!(tokens[k].upos, Upos::Noun | Upos::Adj | Upos::Propn)
        })
    };
    below("nmod").or_else(|| below("compound")).or_else(|| below("amod")).or(Some(i))
}

/// "The road was closed for a week then", "That closure lasted a week": of the time of the sentence before.
pub(super) fn refers_back(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let then = tokens.iter().enumerate().any(|(i, t)| {
        let before = i.checked_sub(1).map_or("", |b| tokens[b].lemma.as_str());
        t.lemma == "then"
            && t.upos == Upos::Adv
            && i > 0
            && !matches!(before, "since" | "until" | "till" | "by" | "only" | "and" | "but" | "from")
    });
    let that = tokens.len() > 1 && tokens[0].lemma == "that" && tokens[1].upos == Upos::Noun;
    then || that
}

/// Whether the finite verb of a clause, or its auxiliary, is in the past tense.
pub(super) fn tells_the_past(sentence: &Sentence, clause: &Clause) -> bool {
    let verb = |t: &crate::syntax::Token| matches!(t.upos, Upos::Verb | Upos::Aux);
    let mut own = sentence.tokens.iter().filter(|t| clause.verb_span.overlaps(t.span) && verb(t));
    own.next().is_some_and(|first| first.fine == "VBD")
}

/// The clause of which a subject is, where that of its verb only tells how it is known: "nobody is known to have died".
pub(super) fn raised(sentence: &Sentence, clauses: &Clauses, c: usize, anchor: usize) -> Option<usize> {
    const KNOWING: [&str; 12] = [
        "know",
        "say",
        "believe",
        "think",
        "report",
        "fear",
        "presume",
        "understand",
        "allege",
        "suppose",
        "seem",
        "appear",
    ];
    let clause = &clauses.list[c];
    let knows = KNOWING.contains(&clause.lemma.as_str())
        && (clause.passive || matches!(clause.lemma.as_str(), "seem" | "appear"));
    let mut at = Some(anchor).filter(|_| knows);
    while at.is_some_and(|i| Some(i) != clause.subject) {
        at = sentence.tokens[at?].head.filter(|&h| h < sentence.tokens.len() && h != clause.predicate);
    }
    at?;
    (0..clauses.list.len()).find(|&k| clauses.list[k].parent == Some(c) && base(clauses.list[k].relation) == "xcomp")
}

/// Whether a clause tells what is meant to be spent or taken: "had budgeted", "set three weeks aside".
pub(super) fn allots(sentence: &Sentence, clause: &Clause) -> bool {
    let verb = clause.lemma.split(' ').next().unwrap_or("");
    // "set two weeks aside": the particle stands before or behind the object
    let aside = || sentence.tokens.iter().skip(clause.predicate + 1).take(6).any(|t| t.lemma == "aside");
    lists().allot.contains(verb) || verb == "set" && aside()
}

/// The word right before a time that makes it the end of a stretch: "until half past six on Thursday".
pub(super) fn bounded_by(sentence: &Sentence, span: Span) -> Option<&'static str> {
    let at = sentence.tokens.partition_point(|t| t.span.start < span.start).checked_sub(1)?;
    ["since", "until", "till", "by"].into_iter().find(|word| sentence.tokens[at].lemma == *word)
}

/// Whether a year right before a noun tells when a thing was made: "the battered 1954 guitar". That of a happening, "the 2012
/// election", dates it.
pub(super) fn of_a_thing(sentence: &Sentence, span: Span) -> bool {
    let tokens = &sentence.tokens;
    let at = tokens.partition_point(|t| t.span.start < span.start);
    let noun = tokens.get(at).and_then(|year| year.head).filter(|&noun| noun > at && span.len() == 4);
    noun.is_some_and(|noun| {
        let kinds = lexicon::kinds(&tokens[noun].lemma.to_lowercase());
        let happens = kinds.meets(lexicon::Kinds::EVENT) || kinds.meets(lexicon::Kinds::ACT);
        tokens[noun].upos == Upos::Noun && kinds.meets(lexicon::Kinds::ARTIFACT) && !happens
    })
}

/// What a share is of: the berths in "62 percent of the berths".
pub(super) fn share_of(sentence: &Sentence, at: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let of = |i: usize| {
        tokens[i].upos == Upos::Noun
            && base(tokens[i].relation) == "nmod"
            && tokens.iter().any(|t| t.head == Some(i) && t.lemma == "of")
    };
    (at + 1..tokens.len()).find(|&i| tokens[i].head == Some(at) && of(i))
}

/// Words that tell one happening from another of its kind.
pub(super) fn apart_words(sentence: &Sentence) -> Vec<String> {
    const APART: [&str; 12] = [
        "another",
        "previous",
        "earlier",
        "last",
        "former",
        "next",
        "other",
        "then",
        "predecessor",
        "second",
        "again",
        "unrelated",
    ];
    let mut found: Vec<String> =
        sentence.tokens.iter().filter(|t| APART.contains(&t.lemma.as_str())).map(|t| t.lemma.clone()).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether a date is that with which another is compared: "more than in 2024", "fewer than last year".
pub(super) fn compared_with(sentence: &Sentence, span: Span) -> bool {
    let from = sentence.tokens.partition_point(|t| t.span.end <= span.start);
    sentence.tokens[from.saturating_sub(2)..from].iter().any(|t| t.lemma == "than")
}
