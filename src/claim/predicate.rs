//! What a clause tells where its verb alone does not say it: "stayed shut", "closed lower", "was higher than a year before".
//!
//! What belongs here: the lemma that a clause is compared by. What does not: who takes part, and how it is meant.

use super::clause::base;
use super::words::lists;
use crate::lexicon::{self, Kinds};
use crate::syntax::{Sentence, Token, Upos};

/// The lemma of a predicate, with its particle, its set words, or the state that it leaves its subject in.
pub fn told(sentence: &Sentence, kids: &[Vec<usize>], head: usize) -> String {
    let tokens = &sentence.tokens;
    let verb = tokens[head].lemma.to_lowercase();
    if let Some(trend) = trend(sentence, kids, head) {
        return trend.into();
    }
    // shares that close at 4.20 are not shut
    if lists().closing.contains(&verb) && priced(sentence, head) {
        return "trade".into();
    }
    if let Some(state) = state(tokens, kids, head) {
        return state;
    }
    let mut lemma = verb.clone();
    for &k in &kids[head] {
        if tokens[k].relation == "compound:prt" {
            lemma = format!("{lemma} {}", tokens[k].lemma);
        }
    }
    // "took the two men into custody", "found her guilty"
    let after = tokens[head + 1..].iter().take_while(|t| t.upos != Upos::Punct);
    let after = after.map(|t| (t.lemma.as_str(), t.upos == Upos::Adp));
    // "was held on Sunday", "said no ship had left": a preposition or "no" of what follows makes no verb of two words
    let bound = |idiom: &&str| {
        let Some((_, word)) = idiom.split_once(' ').filter(|(_, rest)| !rest.contains(' ')) else { return true };
        let token = tokens[head + 1..].iter().find(|t| t.lemma == word);
        token.is_some_and(|t| !matches!(base(t.relation), "case" | "det" | "mark"))
    };
    match lexicon::idiom(&verb, after).filter(|idiom| idiom.len() > lemma.len()).filter(bound) {
        Some(idiom) => idiom.to_string(),
        None => lemma,
    }
}

/// "stayed shut", "remains open", "was left empty": the state is what is told.
fn state(tokens: &[Token], kids: &[Vec<usize>], head: usize) -> Option<String> {
    if !lists().remaining.contains(&tokens[head].lemma) {
        return None;
    }
    let tells = |&&k: &&usize| {
        let placed = base(tokens[k].relation) == "xcomp" || tokens[k].relation == "advmod" && k == head + 1;
        placed
            && (matches!(tokens[k].upos, Upos::Adj) || matches!(tokens[k].lemma.as_str(), "shut" | "open" | "closed"))
    };
    kids[head].iter().find(tells).map(|&k| tokens[k].lemma.to_lowercase())
}

/// "rise" or "fall", where a comparison tells that: with an earlier time, or of a price.
fn trend(sentence: &Sentence, kids: &[Vec<usize>], head: usize) -> Option<&'static str> {
    let tokens = &sentence.tokens;
    let lists = lists();
    let comparative = |i: usize| matches!(tokens[i].fine, "JJR" | "RBR");
    let way = |i: usize| match tokens[i].lemma.as_str() {
        "up" => Some("rise"),
        "down" => Some("fall"),
        _ if !comparative(i) => None,
        word if lists.more.contains(word) => Some("rise"),
        word if lists.less.contains(word) => Some("fall"),
        _ => None,
    };
    let verb = tokens[head].lemma.as_str();
    let closing = |word: &str| lists.closing.contains(word) || word == "trade";
    if comparative(head) {
        let copula = kids[head].iter().any(|&k| base(tokens[k].relation) == "cop");
        let closed = kids[head].iter().any(|&k| tokens[k].upos == Upos::Verb && closing(&tokens[k].lemma));
        return (copula && than_before(tokens, head) || closed).then(|| way(head)).flatten();
    }
    if closing(verb) {
        let near = |&&k: &&usize| k > head && matches!(base(tokens[k].relation), "advmod" | "xcomp" | "obl");
        // "the shop closed down" is no price
        let traded = verb != "close" && verb != "open" || than_before(tokens, head) || priced(sentence, head);
        let way = |k: usize| way(k).filter(|_| traded || comparative(k));
        let gain = |k: usize| match tokens[k].lemma.as_str() {
            "gain" | "rise" | "plus" => Some("rise"),
            "loss" | "fall" | "drop" | "minus" => Some("fall"),
            _ => None,
        };
        return kids[head].iter().filter(near).find_map(|&k| way(k).or_else(|| gain(k)));
    }
    // "the queue got longer"
    let turns = matches!(verb, "get" | "grow" | "become");
    let word = kids[head].iter().copied().find(|&k| k > head && matches!(base(tokens[k].relation), "advmod" | "xcomp"));
    word.filter(|&k| turns && comparative(k)).and_then(way)
}

/// Whether what follows is a comparison with an earlier time: "than last year", "than in 2019", "than a month ago".
fn than_before(tokens: &[Token], from: usize) -> bool {
    with_before(tokens, from, "than")
}

/// The same for another word that compares: "as in March" after "twice as many".
pub fn with_before(tokens: &[Token], from: usize, link: &str) -> bool {
    const TIMES: [&str; 17] = [
        "last",
        "year",
        "month",
        "quarter",
        "week",
        "decade",
        "summer",
        "winter",
        "spring",
        "autumn",
        "season",
        "before",
        "earlier",
        "ago",
        "previous",
        "yesterday",
        "predecessor",
    ];
    let after = &tokens[from..];
    let Some(at) = after.iter().position(|t| t.lemma == link) else { return false };
    after[at + 1..].iter().take(7).any(|t| {
        let lemma = t.lemma.to_lowercase();
        let year = lemma.len() == 4 && lemma.parse().is_ok_and(|year: u32| (1700..2200).contains(&year));
        year || TIMES.contains(&lemma.as_str()) || lexicon::is_day_or_month(&lemma)
    })
}

/// Whether a price follows the verb right behind: "closed at $12", "ended 3.1% higher", "finished down 4 points".
fn priced(sentence: &Sentence, head: usize) -> bool {
    let after = &sentence.tokens[head + 1..];
    let word = |i: usize| after.get(i).map_or("", |t| t.lemma.as_str());
    let sign = |i: usize| word(i).contains(['$', '€', '£', '¥']);
    let number = |i: usize| after.get(i).is_some_and(|t| t.upos == Upos::Num);
    let percent = |i: usize| number(i) && (word(i + 1).contains('%') || matches!(word(i + 1), "percent" | "per"));
    let led = matches!(word(0), "at" | "up" | "down" | "higher" | "lower");
    if !led {
        return percent(0) && (0..5).any(|i| matches!(word(i), "up" | "down" | "high" | "higher" | "low" | "lower"));
    }
    // "C$1.25", "NOK 12"
    let code = !word(1).is_empty() && word(1).len() <= 3 && word(1).chars().all(|c| c.is_ascii_uppercase());
    let unit = matches!(word(2), "point" | "cent" | "dollar" | "euro" | "yen" | "crown" | "pound");
    sign(1) || code && (sign(2) || number(2)) || percent(1) || number(1) && unit
}

/// The noun that says what is done, where the verb only says that it happens or is to: "the vote took place", "the vote is
/// due on Monday". Whether it is to.
pub fn happening(sentence: &Sentence, kids: &[Vec<usize>], head: usize, lemma: &str, subject: usize) -> Option<bool> {
    let tokens = &sentence.tokens;
    let noun = tokens[subject].lemma.to_lowercase();
    let deed = tokens[subject].upos == Upos::Noun
        && lexicon::kinds(&noun).meets(Kinds::EVENT.with(Kinds::ACT))
        && !lexicon::is_person_or_group(&noun);
    let lists = lists();
    let below = kids[head].iter().any(|&k| matches!(base(tokens[k].relation), "xcomp" | "ccomp" | "obj"));
    if !deed || below {
        return None;
    }
    if lists.happening.contains(&lemma.replace(' ', "-")) {
        return Some(false);
    }
    (lists.scheduling.contains(lemma)).then_some(true)
}
