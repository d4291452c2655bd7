//! What something is called: "Storm Ottilie", "the ferry was the Sable Gull", "he was named as Ivo Marn".
//!
//! A name alone says little of what bears it, so a claim is made only where the text gives the kind of thing as well: by a
//! word of the name itself, by apposition, by "is", or by a verb of naming. What belongs here: those claims. What does
//! not: who takes part in what happens, which is told of parties.

use super::build::Bench;
use super::words::lists;
use super::{Detail, Draft};
use crate::lexicon;
use crate::model::{Attribute, Value};
use crate::syntax::{Sentence, Upos};

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    for s in 0..bench.sentences.len() {
        for run in names(&bench.sentences[s]) {
            let Some((kind, first)) = kind_of(bench, s, &run) else { continue };
            let tokens = &bench.sentences[s].tokens;
            let span = tokens[first].span.cover(tokens[run.end - 1].span);
            if bench.times.iter().any(|t| t.span.overlaps(span)) {
                continue;
            }
            let name = span.of(bench.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let value = Value::Text { text: name.clone() };
            if let Some(mut draft) = bench.draft(Attribute::Name, span, value, name, "thing", "naming") {
                draft.frame.head = Some(kind);
                draft.detail = Detail::Naming;
                // it says all that the bare name says
                drafts.retain(|other| other.claim.id != draft.claim.id);
                drafts.push(draft);
            }
        }
    }
}

/// Runs of proper nouns, as ranges of tokens.
fn names(sentence: &Sentence) -> Vec<std::ops::Range<usize>> {
    let tokens = &sentence.tokens;
    let mut runs = Vec::new();
    let mut start = None;
    for i in 0..=tokens.len() {
        // "the Kestrel-4" goes on behind its hyphen
        let tight =
            |a: usize, b: usize| tokens.get(a).zip(tokens.get(b)).is_some_and(|(a, b)| a.span.end == b.span.start);
        let numbered = |i: usize| {
            tokens.get(i + 1).is_some_and(|t| t.upos == Upos::Num) && tokens.get(i).is_some_and(|t| t.lemma == "-")
        };
        let within = start.is_some()
            && (numbered(i) && tight(i.wrapping_sub(1), i) && tight(i, i + 1)
                || i > 0 && numbered(i - 1) && tight(i - 1, i));
        let proper = within || tokens.get(i).is_some_and(|t| t.upos == Upos::Propn);
        match (proper, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                runs.push(from..i);
                start = None;
            }
            _ => {}
        }
    }
    runs
}

/// The kind of thing that a run of proper nouns names, and where the name itself begins.
fn kind_of(bench: &Bench, s: usize, run: &std::ops::Range<usize>) -> Option<(String, usize)> {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    let lower = |i: usize| tokens[i].lemma.to_lowercase();
    // "Storm Ottilie"
    if run.len() >= 2 && lists().named_kinds.contains(&lower(run.start)) {
        return Some((lower(run.start), run.start + 1));
    }
    let common =
        |i: usize| (tokens[i].upos == Upos::Noun && !lists().speech.contains(&tokens[i].lemma)).then(|| lower(i));
    // "the ferry Sable Gull": not a title before a person's name
    let before = run.start.checked_sub(1)?;
    if let Some(noun) = common(before).filter(|noun| lists().named_kinds.contains(noun)) {
        return Some((noun, run.start));
    }
    let word = |i: usize| tokens.get(i).map_or(String::new(), |t| t.lemma.to_lowercase());
    let common_after = |i: usize| tokens.get(i + 1).is_none_or(|t| t.upos != Upos::Noun);
    // "gave the new line its name: Swift"
    if before > 0 && word(before) == ":" && word(before - 1) == "name" {
        let clause = bench.clauses[s].list.get(bench.clauses[s].of_token[before - 1])?;
        return clause.object.and_then(common).filter(|kind| kind != "name").map(|kind| (kind, run.start));
    }
    let clauses = &bench.clauses[s].list;
    let own = clauses.get(bench.clauses[s].of_token[run.start])?;
    let noun = |token: Option<usize>| token.filter(|t| !run.contains(t)).and_then(common);
    // "the ferry was the Sable Gull"
    if run.contains(&own.predicate) && !own.negated && own.subject.is_some() {
        return noun(own.subject).map(|kind| (kind, run.start));
    }
    // "the Sable Gull, the ferry adrift off Kellin"
    if word(run.end) == "," && word(run.end + 1) == "the" {
        let noun = (run.end + 2..tokens.len().min(run.end + 5)).find(|&i| common(i).is_some() && common_after(i));
        if let Some(noun) = noun.and_then(common).filter(|noun| !lexicon::is_person_or_group(noun)) {
            return Some((noun, run.start));
        }
    }
    // "has been christened Blue Swift": the name is a complement of the verb
    let complement = run.contains(&own.predicate) && own.relation == "xcomp";
    let clause = own.parent.filter(|_| complement).and_then(|parent| clauses.get(parent)).unwrap_or(own);
    let verb = clause.lemma.split(' ').next().unwrap_or("");
    // "has been christened Swift", "named the driver as Ivo Marn"
    let named = lists().naming.contains(verb) && tokens[clause.predicate].span.end <= tokens[run.start].span.start;
    let close = run.start - clause.predicate.min(run.start) <= 6;
    let told = if clause.passive { noun(clause.subject) } else { noun(clause.object) };
    (named && close && !clause.negated).then_some(told?).map(|kind| (kind, run.start))
}

/// Whether two names can be of one bearer: one may be a part of the other, or a spelling of it.
pub fn one_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        deunicode::deunicode(name)
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_string)
            .collect()
    };
    let (p, q) = (words(a), words(b));
    let near = |x: &String, y: &String| x == y || strsim::jaro_winkler(x, y) >= 0.94;
    // the last word carries a name, be it a surname or that of a ship
    let distinctive = |list: &[String]| list.iter().rev().find(|w| w.chars().any(char::is_alphabetic)).cloned();
    match (distinctive(&p), distinctive(&q)) {
        (Some(x), Some(y)) => near(&x, &y) || p.concat() == q.concat() || initials(&p) == y || initials(&q) == x,
        _ => p == q,
    }
}

fn initials(words: &[String]) -> String {
    words.iter().filter_map(|w| w.chars().next()).collect()
}
