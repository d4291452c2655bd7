//! Sentences for tests of this floor: tags by short lists, no tree, no learned names.

use crate::model::Span;
use crate::syntax::{Sentence, Token, Upos};

const ADP: &str =
    "in at near from to into of on off for with by between inside outside through over behind after during";
const DET: &str = "the a an this his her its their";
const VERB: &str = "said met told won is was were are has have will opened fell urged called spoke visited agreed wants burned landed denied rose signed burst broke sent left hosts arrived resigned arrested";
const ADJ: &str = "northern southern eastern western new old first small large presidential central mining federal Swiss Greek Styrian Georgian Japanese Chinese Croatian";
const PRON: &str = "he she it they him who";

fn tag(word: &str, first: bool) -> Upos {
    let lower = word.to_lowercase();
    let has = |list: &str| list.split(' ').any(|w| w == lower || w == word);
    if !word.chars().any(char::is_alphanumeric) {
        Upos::Punct
    } else if word == "'s" || word == "’s" {
        Upos::Part
    } else if has(ADP) {
        Upos::Adp
    } else if has(DET) {
        Upos::Det
    } else if has(PRON) {
        Upos::Pron
    } else if has(VERB) {
        Upos::Verb
    } else if has(ADJ) {
        Upos::Adj
    } else if word == "and" || word == "or" {
        Upos::Cconj
    } else if word.chars().all(|c| c.is_ascii_digit()) {
        Upos::Num
    } else if word.chars().next().is_some_and(char::is_uppercase) && !(first && lower.ends_with("ly")) {
        Upos::Propn
    } else {
        Upos::Noun
    }
}

/// Sentences end at `. `, `? ` or a line's end.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut from = start;
        let chars: Vec<(usize, char)> = line.char_indices().collect();
        for (i, &(at, c)) in chars.iter().enumerate() {
            let next = chars.get(i + 1).map(|x| x.1);
            let word = line[..at].rsplit([' ', '(']).next().unwrap_or("");
            let short = word.len() <= 4 && word.chars().next().is_some_and(char::is_uppercase);
            if matches!(c, '.' | '?' | '!')
                && next.is_none_or(|n| n == ' ' || n == '\n')
                && !(short && next == Some(' '))
            {
                out.push(sentence(text, from, start + at + 1));
                from = start + at + 1;
            }
        }
        start += line.len();
        if !text[from..start].trim().is_empty() {
            out.push(sentence(text, from, start));
        }
    }
    out
}

fn sentence(text: &str, start: usize, end: usize) -> Sentence {
    let mut tokens: Vec<Token> = Vec::new();
    let mut push = |a: usize, b: usize| {
        if a < b {
            let word = &text[a..b];
            let first = tokens.is_empty();
            tokens.push(Token {
                span: Span::new(a, b),
                upos: tag(word, first),
                fine: "XX",
                lemma: word.to_lowercase(),
                head: None,
                relation: "dep",
            });
        }
    };
    let mut at = start;
    for piece in text[start..end].split_inclusive([' ', '\n']) {
        let (a, whole) = (at, piece.trim_end());
        at += piece.len();
        let lead = whole.len() - whole.trim_start_matches(['(', '"', '“', '*']).len();
        let body = whole[lead..].trim_end_matches([',', ')', '"', '”', ':', ';', '?', '!']);
        let abbreviation =
            body.len() <= 5 && body.ends_with('.') && at < end && body.chars().next().is_some_and(char::is_uppercase)
                || body.matches('.').count() > 1;
        let body = if abbreviation { body } else { body.trim_end_matches('.') };
        for (i, c) in whole[..lead].char_indices() {
            push(a + i, a + i + c.len_utf8());
        }
        let owner = ["'s", "’s"].iter().find_map(|s| body.strip_suffix(s)).map_or(body.len(), str::len);
        push(a + lead, a + lead + owner);
        push(a + lead + owner, a + lead + body.len());
        for (i, c) in whole[lead + body.len()..].char_indices() {
            let b = a + lead + body.len() + i;
            push(b, b + c.len_utf8());
        }
    }
    Sentence { span: Span::new(start, end), tokens, names: Vec::new() }
}
