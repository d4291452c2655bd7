//! The tokens of a stretch of text, and small questions about them.

use super::lexicon::{Lexicon, lexicon};
use crate::extract::number::{Numbers, may_begin, may_go_on};
use crate::extract::scan::Token;

#[derive(Copy, Clone)]
pub struct Row<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub numbers: Numbers<'t>,
    pub lexicon: &'static Lexicon,
}

impl<'t> Row<'t> {
    pub fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        Row { text, tokens, numbers: Numbers { text, tokens }, lexicon: lexicon() }
    }

    pub fn str(&self, at: usize) -> &'t str {
        self.numbers.str(at)
    }

    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.get(at).is_some_and(|t| t.says(self.text, word))
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|t| t.says_any(self.text, words))
    }

    /// Whether a figure can begin at `at`: a quick look that spares most words the patterns.
    pub fn opens(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.is_number() || !token.is_word() {
            return token.is_number() || self.lexicon.opening.contains(&token.key) || may_begin(token);
        }
        if self.is_any(at, &["a", "an"]) {
            return self.get(at + 1).is_some_and(|next| {
                !next.is_word()
                    || may_go_on(next)
                    || self.lexicon.forms.may_begin(next)
                    || self.is_any(at + 1, &["pair", "couple", "score"])
            });
        }
        self.lexicon.opening.contains(&token.key) || may_begin(token)
    }

    pub fn before(&self, at: usize) -> Option<&'t Token> {
        at.checked_sub(1).and_then(|i| self.tokens.get(i))
    }

    pub fn word_before(&self, at: usize) -> &'t str {
        at.checked_sub(1).map_or("", |i| self.str(i))
    }

    pub fn get(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    /// A mark that touches the token before it.
    pub fn tight_mark(&self, at: usize, marks: &str) -> bool {
        self.get(at).is_some_and(|t| !t.spaced && marks.chars().any(|mark| t.is_mark(mark)))
    }

    /// Whether `at` begins a sentence, as far as punctuation tells.
    pub fn opens_sentence(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.paragraph)
            || self.before(at).is_none_or(|t| ".!?:;\"“”".chars().any(|mark| t.is_mark(mark)))
    }

    /// Whether something between `from` and `to` ends a clause.
    pub fn clause_ends(&self, at: usize) -> bool {
        self.get(at).is_none_or(|t| t.paragraph || ".!?;:()".chars().any(|mark| t.is_mark(mark)))
    }
}
