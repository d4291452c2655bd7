//! The learned names of a sentence, cut down to the name itself.
//!
//! What belongs here: the ends of a learned name. What does not: its kind.

use super::lists::lists;
use crate::extract::place::fold::Word;
use crate::model::Span;
use crate::syntax::{Name, NameKind, Sentence};

const PARTICLES: [&str; 12] = ["al", "el", "bin", "ibn", "de", "da", "di", "van", "von", "der", "d'", "la"];

/// The learned names without articles, titles and nouns before them, and, for people, without what follows after
/// "of" and the like.
pub(crate) fn mended(text: &str, sentence: &Sentence, words: &[Word]) -> Vec<Name> {
    sentence.names.iter().filter_map(|name| mend(text, name, words)).collect()
}

fn mend(text: &str, name: &Name, words: &[Word]) -> Option<Name> {
    let begin = words.partition_point(|w| w.span.end <= name.span.start);
    let stop = words.partition_point(|w| w.span.start < name.span.end);
    let inside = words.get(begin..stop)?;
    let word = |i: usize| inside[i].of(text);
    let capital = |i: usize| inside[i].capital(text) || word(i).starts_with(|c: char| c.is_ascii_digit());
    let mut first = 0;
    let mut end = inside.len();
    while end > first && matches!(word(end - 1), "'s" | "’s" | "'" | "’" | "," | "." | "\"" | "”") {
        end -= 1;
    }
    while first < end
        && (!capital(first) && !PARTICLES.contains(&word(first)) || word(first).eq_ignore_ascii_case("the"))
    {
        first += 1;
    }
    if name.kind == NameKind::Person {
        let starts_after = |i: &usize| {
            let owner = matches!(word(*i), "'s" | "’s");
            owner || lists().is_title(word(*i)) && !lists().given_or_word(word(*i))
        };
        first = (first..end.saturating_sub(1)).rev().find(starts_after).map_or(first, |i| i + 1);
        let link =
            |i: &usize| matches!(word(*i), "of" | "from" | "in" | "at" | "and" | "," | "(" | "for" | "with" | "who");
        end = (first + 1..end).find(link).unwrap_or(end);
        while end > first + 1 && !capital(end - 1) {
            end -= 1;
        }
        while first < end && !capital(first) && !PARTICLES.contains(&word(first)) {
            first += 1;
        }
    }
    let (a, b) = (inside.get(first)?, inside.get(end.checked_sub(1)?)?);
    (first < end).then(|| Name {
        span: Span::new(a.span.start, b.span.end),
        kind: name.kind,
        tokens: a.token..b.end_token,
    })
}
