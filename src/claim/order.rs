//! Claims of order: first and last, before and after.

use super::build::Bench;
use super::clause::{base, noun_phrase};
use super::frame::{Nearness, Word, is_content};
use super::values::ordinal;
use super::{Detail, Draft};
use crate::model::{Attribute, Span, Value};
use crate::syntax::{Sentence, Token, Upos};

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    for s in 0..bench.sentences.len() {
        ranks(bench, s, drafts);
        connectives(bench, s, drafts);
    }
}

/// Words that give a place in a row and are no numerals.
fn rank_word(lemma: &str) -> Option<(u32, bool)> {
    Some(match lemma {
        "first" | "inaugural" | "maiden" | "debut" => (1, false),
        "second" | "runner-up" => (2, false),
        "third" => (3, false),
        "fourth" => (4, false),
        "fifth" => (5, false),
        "last" | "final" => (1, true),
        _ => return None,
    })
}

/// "as number two", "the world No. 2": the figure that follows the word; "runner-up" where it is cut in three.
fn numbered(sentence: &Sentence, token: &Token) -> Option<(u32, bool)> {
    let at = sentence.tokens.iter().position(|t| t.span == token.span)?;
    let word = |i: usize| sentence.tokens.get(i).map_or(String::new(), |t| t.lemma.to_lowercase());
    match word(at).as_str() {
        "runner" if word(at + 1) == "up" || word(at + 1) == "-" && word(at + 2) == "up" => Some((2, false)),
        "number" | "no." | "no" if token.upos != Upos::Det => {
            let figure = word(at + 1);
            let spelled = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
            let place = spelled.iter().position(|w| *w == figure).map(|i| i as u32 + 1);
            place.or_else(|| figure.parse().ok().filter(|n| (1..=10).contains(n))).map(|place| (place, false))
        }
        _ => None,
    }
}

/// "first phone call", "the second to ratify", "came third": where the figures' reader saw no ordinal.
fn ranks(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    // "lasted an hour" gives no place in a row
    for token in sentence.tokens.iter().filter(|t| t.upos != Upos::Verb) {
        let Some((place, last)) = rank_word(&token.lemma.to_lowercase()).or_else(|| numbered(sentence, token)) else {
            continue;
        };
        let known = drafts.iter().any(|d| d.claim.span.overlaps(token.span) && matches!(d.detail, Detail::Rank { .. }));
        let of_time = bench.times.iter().any(|t| t.span.overlaps(token.span));
        if known || of_time {
            continue;
        }
        let head = token.head.filter(|&h| h < sentence.tokens.len() && sentence.tokens[h].upos == Upos::Noun);
        let noun = head.map(|h| sentence.tokens[h].lemma.to_lowercase()).unwrap_or_default();
        let word = if last { "last".to_string() } else { ordinal(place) };
        let canonical = format!("{word} {noun}").trim().to_string();
        let value = Value::Text { text: canonical.clone() };
        if let Some(mut draft) = bench.draft(Attribute::Order, token.span, value, canonical, "rank", "rank") {
            draft.frame.head = head.map(|_| noun);
            draft.detail = Detail::Rank { place, last };
            drafts.push(draft);
        }
    }
}

/// "A before B", "after B, A", "A until B", "A following B".
fn connectives(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate() {
        let lemma = token.lemma.to_lowercase();
        let later_first = match lemma.as_str() {
            "before" | "until" | "till" => false,
            "after" | "following" | "once" | "since" => true,
            "prior" | "ahead" if tokens.get(i + 1).is_some_and(|t| matches!(t.lemma.as_str(), "to" | "of")) => false,
            _ => continue,
        };
        if !matches!(base(token.relation), "mark" | "case" | "advmod" | "fixed") {
            continue;
        }
        let Some(head) = token.head.filter(|&h| h < tokens.len()) else { continue };
        if bench.times.iter().any(|t| t.span.overlaps(tokens[head].span)) || lemma == "since" {
            continue;
        }
        // what the connective hangs on is the one happening; what that hangs on is the other
        let Some(main) = tokens[head].head.filter(|&h| h < tokens.len()) else { continue };
        let below = subtree(sentence, head);
        let inner: Vec<Word> = content(sentence, &below, &[]);
        let clause = bench.clauses[s].of_token[main];
        let outer_tokens: Vec<usize> =
            (0..tokens.len()).filter(|&t| bench.clauses[s].of_token[t] == clause && !below.contains(&t)).collect();
        let mut outer = content(sentence, &outer_tokens, &[]);
        if outer.len() < 2 && s > 0 {
            let previous = &bench.sentences[s - 1];
            let all: Vec<usize> = (0..previous.tokens.len()).collect();
            outer.extend(content(previous, &all, &[]).into_iter().map(|w| Word { near: Nearness::Context, ..w }));
        }
        if inner.is_empty() || outer.is_empty() {
            continue;
        }
        let negated = bench.clauses[s].list[clause].negated;
        // "not until B": A comes after B
        let b_first = later_first || (matches!(lemma.as_str(), "until" | "till") && negated);
        let span = Span::new(token.span.start, phrase_end(sentence, head).max(token.span.end));
        let (first, second) = if b_first { (inner, outer) } else { (outer, inner) };
        let canonical = format!("{} before {}", plain(&first), plain(&second));
        let value = Value::Text { text: canonical.clone() };
        if let Some(mut draft) = bench.draft(Attribute::Order, span, value, canonical, "before", "before-after") {
            draft.detail = Detail::Before { first, second };
            drafts.push(draft);
        }
    }
}

fn phrase_end(sentence: &Sentence, head: usize) -> usize {
    noun_phrase(sentence, head).end
}

fn subtree(sentence: &Sentence, head: usize) -> Vec<usize> {
    let tokens = &sentence.tokens;
    (0..tokens.len())
        .filter(|&i| {
            let mut at = i;
            for _ in 0..tokens.len() {
                if at == head {
                    return true;
                }
                match tokens[at].head {
                    Some(h) if h < tokens.len() => at = h,
                    _ => return false,
                }
            }
            false
        })
        .collect()
}

fn content(sentence: &Sentence, tokens: &[usize], skip: &[usize]) -> Vec<Word> {
    tokens
        .iter()
        .copied()
        .filter(|&i| !skip.contains(&i) && is_content(sentence, i))
        .map(|i| Word {
            lemma: sentence.tokens[i].lemma.to_lowercase(),
            token: i,
            near: Nearness::Clause,
            name: sentence.tokens[i].upos == Upos::Propn,
        })
        .collect()
}

fn plain(words: &[Word]) -> String {
    let near: Vec<&str> = words.iter().take(4).map(|w| w.lemma.as_str()).collect();
    near.join(" ")
}
