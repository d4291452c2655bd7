//! Claims of places, participants, names, and of whether something happened.

use super::build::Bench;
use super::clause::{Clause, base};
use super::frame::anchor_token;
use super::predicate::with_before;
use super::words::lists;
use super::{Detail, Draft, Role};
use crate::extract::place;
use crate::lexicon;
use crate::model::{Attribute, Modality, Span, TimexKind, Value};
use crate::syntax::{NameKind, Sentence, Upos};
use std::sync::Arc;

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    let places = place::places(bench.text, &bench.sentences);
    for mention in &places {
        // "the Norlandic mint" tells whose it is, not where
        let adjective = bench
            .sentences
            .iter()
            .find(|s| s.span.contains(mention.span))
            .is_some_and(|sentence| sentence.tokens.iter().any(|t| t.span == mention.span && t.upos == Upos::Adj));
        // "Saturday's final" is when, not where
        let dated = bench.times.iter().any(|t| t.value.kind == TimexKind::Date && t.span == mention.span);
        // "2:30 p.m. London time" is by whose clock
        let clock = bench.times.iter().any(|t| t.value.kind == TimexKind::Time && t.span.contains(mention.span));
        if adjective || dated || clock || is_code(bench, drafts, mention.span) {
            continue;
        }
        let canonical = mention.name.clone();
        let value = Value::Text { text: canonical.clone() };
        if let Some(mut draft) = bench.draft(Attribute::Place, mention.span, value, canonical.clone(), "place", "place")
        {
            if of_somebody(bench, mention.span) {
                draft.frame.role.clear();
            } else if let Some(preposition) = &mention.preposition {
                draft.frame.role = preposition.to_lowercase();
            }
            draft.detail = Detail::Place { name: canonical };
            drafts.push(draft);
        }
    }
    for (index, entity) in bench.entities.iter().enumerate() {
        let who = Arc::new(entity.clone());
        for mention in &entity.mentions {
            // "Norland's foreign minister" is a person with a place in the name, "Norland" a place
            let office =
                |place: Span| entity.kind == NameKind::Person && mention.span.contains(place) && mention.span != place;
            let taken = places.iter().any(|p| p.span.overlaps(mention.span) && !office(p.span));
            if taken || mention.span.is_empty() || is_code(bench, drafts, mention.span) {
                continue;
            }
            let attribute = if entity.kind == NameKind::Other { Attribute::Name } else { Attribute::Participant };
            let value = Value::Text { text: entity.name.clone() };
            let scale = match entity.kind {
                NameKind::Person => "person",
                NameKind::Organisation => "organisation",
                NameKind::Place => "country",
                NameKind::Other => "thing",
            };
            let Some(mut draft) = bench.draft(attribute, mention.span, value, entity.name.clone(), scale, "name")
            else {
                continue;
            };
            let role = role_of(bench, mention.sentence, mention.span);
            draft.detail = Detail::Party { key: entity.key.clone(), role, entity: Some(index), who: Some(who.clone()) };
            drafts.push(draft);
        }
    }
    for s in 0..bench.sentences.len() {
        actors(bench, s, drafts);
        statuses(bench, s, drafts);
    }
}

/// "The presidents of Norland and Estoria": whose somebody is, and not where something happens.
fn of_somebody(bench: &Bench, span: Span) -> bool {
    let Some(sentence) = bench.sentences.iter().find(|s| s.span.contains(span)) else { return false };
    let tokens = &sentence.tokens;
    let Some(place) = anchor_token(sentence, span) else { return false };
    let of = tokens.iter().any(|t| t.head == Some(place) && t.lemma == "of" && t.relation == "case");
    let noun = tokens[place].head.and_then(|head| tokens.get(head));
    of && noun.is_some_and(|noun| lexicon::kinds(&noun.lemma.to_lowercase()).meets(lexicon::Kinds::PERSON))
}

/// Whether the words on `span` are a code within a sum or a clock time: "NOK" of "NOK 12bn", "GMT" of "0620 GMT".
fn is_code(bench: &Bench, drafts: &[Draft], span: Span) -> bool {
    let text = span.of(bench.text);
    let of_figure = |draft: &&Draft| matches!(draft.claim.attribute, Attribute::Money | Attribute::Time);
    text.len() <= 4
        && text.chars().all(|c| c.is_ascii_uppercase())
        && drafts.iter().filter(of_figure).any(|draft| draft.claim.span.contains(span))
}

/// Those who act or are acted on without being named: "a night cleaner", "his own list".
fn actors(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    for clause in &bench.clauses[s].list {
        let (doer, undergoer) =
            if clause.passive { (clause.agent, clause.subject) } else { (clause.subject, clause.object) };
        // "it came from a night porter", "was sold to a Danish fund"
        let beside = sentence.children(clause.predicate).filter(|&t| {
            let case = matches!(sentence.case(t), Some("from" | "to" | "with" | "by" | "against" | "into"));
            let some = || sentence.children(t).any(|k| matches!(sentence.tokens[k].lemma.as_str(), "a" | "an"));
            case && base(sentence.tokens[t].relation) == "obl" && Some(t) != doer && some()
        });
        let beside = beside.map(|token| (Some(token), Role::Other));
        for (token, role) in [(doer, Role::Doer), (undergoer, Role::Undergoer)].into_iter().chain(beside) {
            let Some(token) = token.filter(|&t| sentence.tokens[t].upos == Upos::Noun) else { continue };
            // "fewer nurses", "more visitors": so many, and nobody
            let number = sentence.children(token).any(|k| matches!(sentence.tokens[k].fine, "JJR" | "RBR"));
            if number || bench.entity_at(s, token).is_some() || !lexicon::is_actor(&sentence.tokens[token].lemma) {
                continue;
            }
            let span = bench.phrase(s, token);
            let text = span.of(bench.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let value = Value::Text { text: text.clone() };
            if let Some(mut draft) = bench.draft(Attribute::Participant, span, value, text, "someone", "actor") {
                draft.detail =
                    Detail::Party { key: sentence.tokens[token].lemma.to_lowercase(), role, entity: None, who: None };
                drafts.push(draft);
            }
        }
    }
}

/// Whether the words on `span` stand for the one who acts, the one acted on, or neither.
pub fn role_of(bench: &Bench, s: usize, span: Span) -> Role {
    let sentence = &bench.sentences[s];
    let Some(anchor) = anchor_token(sentence, span) else { return Role::Other };
    let clause = &bench.clauses[s].list[bench.clauses[s].of_token[anchor]];
    let (doer, undergoer) =
        if clause.passive { (clause.agent, clause.subject) } else { (clause.subject, clause.object) };
    // "its rival Halm": who is named beside the noun is who plays its part
    let beside = sentence.tokens[anchor].head.filter(|_| base(sentence.tokens[anchor].relation) == "appos");
    let plays = |token: Option<usize>| token.is_some() && (token == Some(anchor) || token == beside);
    let second = sentence.tokens[anchor].relation == "obj"
        && sentence.tokens[anchor].head == Some(clause.predicate)
        && !clause.passive;
    if plays(doer) {
        Role::Doer
    } else if plays(undergoer) || second {
        Role::Undergoer
    } else {
        Role::Other
    }
}

/// One claim a clause: that its predicate holds, or does not, or may come to hold.
fn statuses(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (c, clause) in bench.clauses[s].list.iter().enumerate() {
        let verb = clause.lemma.split(' ').next().unwrap_or("");
        // "declared that …" reports; "declared war" is a deed, whatever else hangs on it
        let reports = |other: &Clause| {
            other.parent == Some(c)
                && (clause.object.is_none() || matches!(base(other.relation), "ccomp" | "xcomp" | "parataxis"))
        };
        let says = lists().speech.contains(verb) && bench.clauses[s].list.iter().any(reports);
        // "was 40 metres", "07:40: the gates open": a figure is no state
        let figure = |draft: &&Draft| {
            let attribute = draft.claim.attribute;
            let scaled =
                matches!(attribute, Attribute::Money | Attribute::Percent | Attribute::Measure | Attribute::Time);
            scaled && draft.claim.span.contains(tokens[clause.predicate].span)
        };
        let predicate = tokens[clause.predicate].upos;
        // "was the first to speak" gives a place in a row
        let rank = matches!(tokens[clause.predicate].lemma.as_str(), "first" | "last" | "second" | "third");
        let bare = matches!(predicate, Upos::Punct | Upos::Num | Upos::Sym) || rank && predicate != Upos::Verb;
        if says || bare || predicate != Upos::Verb && drafts.iter().any(|draft| figure(&draft)) {
            continue;
        }
        let mut words: Vec<&str> = Vec::new();
        if clause.negated {
            words.push("not");
        }
        words.push(&clause.lemma);
        // "open fire" holds its object
        let held = |object: &usize| clause.lemma.split(' ').any(|word| word == tokens[*object].lemma);
        if let Some(object) = clause.object.filter(|object| !held(object)) {
            words.push(&tokens[object].lemma);
        }
        let canonical = words.join(" ").to_lowercase();
        let value = Value::Text { text: canonical.clone() };
        let rule = if base(clause.relation) == "root" { "clause" } else { "subordinate-clause" };
        if let Some(mut draft) = bench.draft(Attribute::Status, clause.verb_span, value, canonical, "status", rule) {
            if clause.modality == Modality::Planned && clause.negated {
                draft.claim.modality = Modality::Denied;
            }
            draft.detail = Detail::Status;
            drafts.push(draft);
        }
    }
}

/// "Sold more cars than last year", "fewer people came than in 2019", "twice as many cases as in March", "saw a drop in
/// sales": of what there is more or less than before.
pub fn trends(bench: &Bench, drafts: &mut Vec<Draft>) {
    for sentence in &bench.sentences {
        let tokens = &sentence.tokens;
        for (i, token) in tokens.iter().enumerate() {
            let Some((way, noun)) = compared(sentence, i).or_else(|| shown(sentence, i)) else { continue };
            let span = token.span.cover(tokens[noun].span);
            let thing = sentence.dictionary_form(noun);
            let canonical = format!("{way} {thing}");
            let value = Value::Text { text: canonical.clone() };
            if let Some(mut draft) = bench.draft(Attribute::Status, span, value, canonical, "status", "more-or-less") {
                draft.frame.predicate = way.into();
                draft.frame.subject = Some(thing);
                draft.frame.object = None;
                draft.detail = Detail::Status;
                drafts.push(draft);
            }
        }
    }
}

/// "Fewer visitors than in 2024", "a bigger crowd than last year", "twice as many cases as in March": which way, and of what.
fn compared(sentence: &Sentence, i: usize) -> Option<(&'static str, usize)> {
    let tokens = &sentence.tokens;
    let lemma = tokens[i].lemma.as_str();
    let mut noun = tokens[i].head.filter(|&n| n < tokens.len() && n > i)?;
    // "a shorter waiting list": the list is shorter
    while let Some(next) = tokens[noun].head.filter(|&n| tokens[noun].relation == "compound" && n == noun + 1) {
        noun = next;
    }
    let of_noun = matches!(tokens[i].relation, "amod" | "compound" | "nummod");
    if !of_noun || !matches!(tokens[noun].upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let word = |back: usize| i.checked_sub(back).map_or("", |at| tokens[at].lemma.as_str());
    let as_many = matches!(lemma, "many" | "much") && word(1) == "as";
    let way = match word(2) {
        "twice" | "double" | "time" if as_many => "rise",
        "half" if as_many => "fall",
        _ if tokens[i].fine != "JJR" => return None,
        _ if lists().more.contains(lemma) => "rise",
        _ if lists().less.contains(lemma) => "fall",
        _ => return None,
    };
    let link = if as_many { "as" } else { "than" };
    // "December brought a shorter list": than the month before
    let verb = tokens[noun].head.filter(|&v| v < tokens.len() && tokens[noun].relation == "obj");
    let brought = verb.is_some_and(|v| lists().showing.contains(&tokens[v].lemma));
    let bare = brought && !as_many && !tokens[i..].iter().any(|t| t.lemma == "than");
    (with_before(tokens, noun, link) || bare).then_some((way, noun))
}

/// "Saw a drop in sales", "posted a rise in profit", "saw sales climb": which way, and of what.
fn shown(sentence: &Sentence, i: usize) -> Option<(&'static str, usize)> {
    let tokens = &sentence.tokens;
    let verb = tokens[i].head.filter(|&v| v < tokens.len())?;
    let object = tokens[i].upos == Upos::Noun && matches!(tokens[i].relation, "obj" | "xcomp");
    if !object || !lists().showing.contains(&tokens[verb].lemma) {
        return None;
    }
    let lemma = tokens[i].lemma.to_lowercase();
    let in_class =
        |class: &str| lexicon::class_named(class).is_some_and(|class| class.has_noun(&lemma) || class.has_verb(&lemma));
    let way = match (in_class("increase"), in_class("decrease")) {
        (true, false) => "rise",
        (false, true) => "fall",
        _ => return None,
    };
    let noun = |&k: &usize| tokens[k].upos == Upos::Noun;
    let of = |&k: &usize| base(tokens[k].relation) == "nmod" && sentence.case(k) == Some("in");
    let before = |&k: &usize| base(tokens[k].relation) == "compound" && k + 1 == i;
    let thing =
        sentence.children(i).filter(noun).find(of).or_else(|| sentence.children(i).filter(noun).find(before))?;
    Some((way, thing))
}
