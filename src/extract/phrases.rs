//! Lists of words and phrases that are looked up in a row of tokens.

use super::scan::{KeyHasher, KeyMap, Token, TokenKind, fold_hash, scan};

/// Phrases with what they stand for. Case does not matter; a space stands for a space or a hyphen.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// By the first word: the others, longest first.
    ahead: KeyMap<Vec<(Vec<u32>, T)>>,
    /// By the last word: the others from the end, longest first.
    behind: KeyMap<Vec<(Vec<u32>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { ahead: KeyMap::default(), behind: KeyMap::default() }
    }
}

impl<T: Clone> Phrases<T> {
    pub fn add(&mut self, phrase: &str, value: T) {
        let keys: Vec<u32> = scan(phrase).iter().map(|t| key(t, phrase)).collect();
        let Some((first, rest)) = keys.split_first() else { return };
        insert(self.ahead.entry(*first).or_default(), rest.to_vec(), value.clone());
        let backwards: Vec<u32> = keys.iter().rev().copied().collect();
        insert(self.behind.entry(backwards[0]).or_default(), backwards[1..].to_vec(), value);
    }

    /// Whether a phrase may begin with this token.
    pub fn may_begin(&self, token: &Token) -> bool {
        token.kind != TokenKind::Number && self.ahead.contains_key(&token.key)
    }

    /// The longest phrase that begins at `at`, and the index after it.
    pub fn from(&self, tokens: &[Token], at: usize) -> Option<(&T, usize)> {
        let entries = self.ahead.get(&tokens.get(at)?.key)?;
        entries.iter().find_map(|(rest, value)| {
            let mut next = at + 1;
            for wanted in rest {
                next += usize::from(hyphen(tokens, next));
                if tokens.get(next).filter(|t| t.kind != TokenKind::Number)?.key != *wanted {
                    return None;
                }
                next += 1;
            }
            Some((value, next))
        })
    }

    /// The longest phrase that ends before `end`, and the index of its first token.
    pub fn before(&self, tokens: &[Token], end: usize) -> Option<(&T, usize)> {
        let last = end.checked_sub(1)?;
        let entries = self.behind.get(&tokens.get(last).filter(|t| t.kind != TokenKind::Number)?.key)?;
        entries.iter().find_map(|(rest, value)| {
            let mut first = last;
            for wanted in rest {
                first = first.checked_sub(1)?;
                if tokens[first].kind == TokenKind::Number || tokens[first].key != *wanted {
                    return None;
                }
            }
            Some((value, first))
        })
    }

    pub fn has(&self, token: &Token) -> bool {
        token.is_word() && self.ahead.get(&token.key).is_some_and(|list| list.iter().any(|(rest, _)| rest.is_empty()))
    }
}

fn key(token: &Token, text: &str) -> u32 {
    if token.is_word() { fold_hash(token.of(text)) } else { token.key }
}

fn hyphen(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is_mark('-') && !t.spaced) && tokens.get(at + 1).is_some_and(|t| !t.spaced)
}

fn insert<T>(list: &mut Vec<(Vec<u32>, T)>, rest: Vec<u32>, value: T) {
    let at = list.partition_point(|(other, _)| other.len() >= rest.len());
    list.insert(at, (rest, value));
}

/// A set of single words.
#[derive(Clone, Debug, Default)]
pub struct WordSet(std::collections::HashSet<u32, std::hash::BuildHasherDefault<KeyHasher>>);

impl WordSet {
    /// From words with white space between.
    pub fn of(words: &str) -> Self {
        WordSet(words.split_whitespace().map(fold_hash).collect())
    }

    pub fn has(&self, token: &Token) -> bool {
        token.is_word() && self.0.contains(&token.key)
    }

    pub fn has_word(&self, word: &str) -> bool {
        self.0.contains(&fold_hash(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_phrase_ahead_and_behind() {
        let mut phrases = Phrases::default();
        phrases.add("more than", 1);
        phrases.add("no more than", 2);
        phrases.add("square miles", 3);
        let text = "No more than six square-miles";
        let tokens = scan(text);
        assert_eq!(phrases.from(&tokens, 0), Some((&2, 3)));
        assert_eq!(phrases.before(&tokens, 3), Some((&2, 0)));
        assert_eq!(phrases.from(&tokens, 4), Some((&3, 7)));
        assert_eq!(phrases.from(&tokens, 3), None);
        assert_eq!(phrases.before(&tokens, 0), None);
    }
}
