//! Numbers of running text: digits, number words, fractions, and words that stand for a stretch of numbers.
//!
//! What belongs here: what number a row of tokens says. What does not: units, and what is counted.

use super::scan::{KeyMap, Token, TokenKind, fold_hash};
use rust_decimal::Decimal;
use std::sync::OnceLock;

/// How a number is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    Words,
    /// `dozens`, `tens of thousands`, `several hundred`: from `low` to `high`, the end not included.
    Vague,
    /// `two-thirds`, `one in five`, `half`: a share of one.
    Fraction,
}

/// A number over `tokens[first..next]`.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Number {
    pub low: Decimal,
    /// Equal to `low` but for `Form::Vague`.
    pub high: Decimal,
    pub first: usize,
    pub next: usize,
    pub form: Form,
    /// What words such as `million` make of the figures: their product, 1 where there are none.
    pub scale: Decimal,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Word {
    /// 0 to 19.
    Unit(u32),
    /// 20, 30, … 90.
    Ten(u32),
    Scale(u64),
    /// `dozens`, `thousands`: the least of them, and the first number that is too many.
    Many(u64, u64),
    /// `third`, `quarters`: the number of parts.
    Part(u32),
    Half,
    Article,
    And,
    Several,
}

fn words() -> &'static KeyMap<Word> {
    static WORDS: OnceLock<KeyMap<Word>> = OnceLock::new();
    WORDS.get_or_init(|| {
        const UNITS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
            fifteen sixteen seventeen eighteen nineteen";
        const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
        const PARTS: &str = "third quarter fifth sixth seventh eighth ninth tenth";
        let mut map = KeyMap::default();
        let mut put = |word: &str, value: Word| map.insert(fold_hash(word), value);
        for (n, word) in (0..).zip(UNITS.split_whitespace()) {
            put(word, Word::Unit(n));
        }
        for (n, word) in (2..).zip(TENS.split_whitespace()) {
            put(word, Word::Ten(n * 10));
        }
        for (n, word) in (3..).zip(PARTS.split_whitespace()) {
            put(word, Word::Part(n));
            put(&format!("{word}s"), Word::Part(n));
        }
        for (parts, word) in [(20, "twentieth"), (100, "hundredth"), (4, "fourth"), (4, "fourths")] {
            put(word, Word::Part(parts));
        }
        for (word, scale) in [
            ("hundred", 100),
            ("thousand", 1_000),
            ("million", 1_000_000),
            ("billion", 1_000_000_000),
            ("trillion", 1_000_000_000_000),
            ("dozen", 12),
            ("lakh", 100_000),
            ("lakhs", 100_000),
            ("crore", 10_000_000),
            ("crores", 10_000_000),
        ] {
            put(word, Word::Scale(scale));
        }
        for (word, from, to) in [
            ("dozens", 12, 120),
            ("scores", 20, 1_000),
            ("hundreds", 100, 1_000),
            ("thousands", 1_000, 10_000),
            ("tens", 10, 100),
            ("millions", 1_000_000, 10_000_000),
            ("billions", 1_000_000_000, 10_000_000_000),
            ("trillions", 1_000_000_000_000, 10_000_000_000_000),
        ] {
            put(word, Word::Many(from, to));
        }
        for (word, value) in [
            ("half", Word::Half),
            ("halves", Word::Half),
            ("a", Word::Article),
            ("an", Word::Article),
            ("and", Word::And),
            ("several", Word::Several),
        ] {
            put(word, value);
        }
        map
    })
}

/// Whether a number can begin with this token: a quick look that spares most words the patterns.
pub fn may_begin(token: &Token) -> bool {
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => words().get(&token.key).is_some_and(|word| !matches!(word, Word::And | Word::Part(_))),
        TokenKind::Mark => token.key > 0x7f && char::from_u32(token.key).is_some_and(|c| VULGAR.contains(&c)),
    }
}

/// Whether this token can stand in a number behind "a": `dozen`, `third`, `half`.
pub fn may_go_on(token: &Token) -> bool {
    token.is_word() && words().contains_key(&token.key)
}

/// The scale of a short form that touches its figures: `3bn`, `1.2m`, `40k`.
fn short_scale(word: &str) -> Option<u64> {
    Some(match word {
        "k" | "K" => 1_000,
        "m" | "M" | "mn" | "mln" | "MM" => 1_000_000,
        "bn" | "b" | "B" | "Bn" | "BN" | "bln" => 1_000_000_000,
        "tn" | "trn" | "T" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Reads numbers of one text.
#[derive(Copy, Clone)]
pub struct Numbers<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
}

/// A number in digits with commas between groups and a decimal point; at most 20 digits.
fn plain_digits(text: &str) -> Option<Decimal> {
    // most numbers are short and whole: no need for a text of their own
    if text.len() <= 18 && text.bytes().all(|b| b.is_ascii_digit() || b == b',') {
        let whole = text.bytes().filter(u8::is_ascii_digit).fold(0u64, |n, b| n * 10 + u64::from(b - b'0'));
        return text.bytes().any(|b| b.is_ascii_digit()).then(|| Decimal::from(whole));
    }
    let clean: String = text.chars().filter(|c| *c != ',').collect();
    if clean.len() > 20 { None } else { clean.parse().ok() }
}

impl<'t> Numbers<'t> {
    fn word(&self, at: usize) -> Option<Word> {
        self.tokens.get(at).filter(|t| t.is_word()).and_then(|t| words().get(&t.key)).copied()
    }

    pub fn str(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// Whether a hyphen binds the token at `at` to both its neighbours.
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.spaced && "-\u{2010}\u{2011}".chars().any(|mark| t.is_mark(mark)))
            && self.tokens.get(at + 1).is_some_and(|t| !t.spaced)
    }

    /// Whether the digits at `at` are part of a code such as `A320`, `COVID-19`, `F-16`, `#5`, `1.2.3`.
    pub fn is_glued(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| &self.tokens[i]).filter(|_| !self.tokens[at].spaced) else {
            return false;
        };
        if before.is_word() {
            return true;
        }
        if before.is_mark('#')
            || before.is_mark('/')
            || before.is_mark('_')
            || before.is_mark('.')
            || before.is_mark('@')
        {
            return true;
        }
        // `COVID-19`, but not `mid-20` nor `twenty-5`
        (before.is_mark('-') || before.is_mark('\u{2011}'))
            && !before.spaced
            && at >= 2
            && self.tokens[at - 2].is_word()
            && (self.tokens[at - 2].capital(self.text) || self.str(at - 2).len() < 3)
            && !matches!(self.word(at - 2), Some(Word::Unit(_) | Word::Ten(_)))
    }

    /// The number that begins at `at`, the longest reading of it.
    pub fn at(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at)?;
        if token.is_number() {
            return self.digits(at);
        }
        if token.is_word() {
            return self.words(at);
        }
        let part = vulgar(self.str(at))?;
        Some(self.number(part, at, at + 1, Form::Fraction))
    }

    fn number(&self, value: Decimal, first: usize, next: usize, form: Form) -> Number {
        Number { low: value, high: value, first, next, form, scale: Decimal::ONE }
    }

    /// `1,204`, `3.4`, `3½`, `3 1/2`, `1.2m`, `4.5 lakh crore`, `2-million`.
    pub fn digits(&self, at: usize) -> Option<Number> {
        let mut value = plain_digits(self.str(at))?;
        let mut next = at + 1;
        if let Some((whole, after)) = self.spaced_groups(at) {
            (value, next) = (whole, after);
        }
        if let Some(part) = self.tokens.get(next).filter(|t| !t.spaced).and_then(|_| vulgar(self.str(next))) {
            value += part;
            next += 1;
        } else if let Some((part, after)) = self.slashed(next).filter(|_| self.tokens[next].spaced) {
            value += part;
            next = after;
        } else if let Some((part, after)) = self.slashed(at) {
            // `3/4` alone
            return Some(self.number(part, at, after, Form::Fraction));
        }
        let mut number = self.number(value, at, next, Form::Digits);
        if let Some(t) = self.tokens.get(next).filter(|t| !t.spaced && t.is_word())
            && let Some(scale) = short_scale(t.of(self.text))
        {
            number = self.scale(number, scale, next + 1)?;
        }
        self.scales(number)
    }

    /// `184 000`, `1 250 000`: groups of three with a space between.
    fn spaced_groups(&self, at: usize) -> Option<(Decimal, usize)> {
        let group = |at: usize| {
            let token = self.tokens.get(at).filter(|t| t.is_number() && t.key == 3 && t.end - t.start == 3)?;
            let gap = self.text.get(self.tokens[at - 1].end as usize..token.start as usize)?;
            matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}").then(|| token.of(self.text))
        };
        let first = self.tokens.get(at).filter(|t| t.key <= 3 && t.end - t.start == t.key)?;
        let mut digits = first.of(self.text).to_string();
        let mut next = at + 1;
        while let Some(more) = group(next) {
            digits.push_str(more);
            next += 1;
        }
        (next > at + 1 && !digits.starts_with('0')).then(|| digits.parse().ok()).flatten().map(|value| (value, next))
    }

    /// `1/2`, written tight.
    fn slashed(&self, at: usize) -> Option<(Decimal, usize)> {
        let (over, bar, under) = (self.tokens.get(at)?, self.tokens.get(at + 1)?, self.tokens.get(at + 2)?);
        let tight = !bar.spaced && !under.spaced && (bar.is_mark('/') || bar.is_mark('\u{2044}'));
        if !(over.is_number() && tight && under.is_number()) || over.key > 2 || under.key > 2 {
            return None;
        }
        let (over, under): (u32, u32) = (self.str(at).parse().ok()?, self.str(at + 2).parse().ok()?);
        // 9/11 is a day, 20/21 a season
        let parts = matches!(under, 2..=6 | 8 | 10 | 16);
        (over > 0 && over < under && parts).then(|| (Decimal::from(over) / Decimal::from(under), at + 3))
    }

    fn scale(&self, number: Number, scale: u64, next: usize) -> Option<Number> {
        let by = |value: Decimal| value.checked_mul(Decimal::from(scale));
        Some(Number { low: by(number.low)?, high: by(number.high)?, next, scale: by(number.scale)?, ..number })
    }

    /// Scale words after a figure: `million`, `-million`, `lakh crore`.
    fn scales(&self, mut number: Number) -> Option<Number> {
        loop {
            let hyphen = usize::from(self.is_hyphen(number.next));
            match self.word(number.next + hyphen) {
                Some(Word::Scale(scale)) => number = self.scale(number, scale, number.next + hyphen + 1)?,
                _ => return Some(number),
            }
        }
    }

    fn words(&self, at: usize) -> Option<Number> {
        match self.word(at)? {
            Word::Many(..) => self.many(at),
            Word::Several => {
                let Some(Word::Scale(scale)) = self.word(at + 1) else { return None };
                let low = Decimal::from(scale);
                Some(Number {
                    high: low.checked_mul(Decimal::TEN)?,
                    form: Form::Vague,
                    ..self.number(low, at, at + 2, Form::Vague)
                })
            }
            Word::Half => self.half(at),
            Word::Article => self.article(at),
            Word::Unit(_) | Word::Ten(_) => self.cardinal(at),
            Word::Scale(scale) if scale > 12 && self.tokens[at].capital(self.text) => {
                // "Hundred" alone opens no number, "Million-dollar" does
                self.is_hyphen(at + 1).then(|| self.number(Decimal::from(scale), at, at + 1, Form::Words))
            }
            _ => None,
        }
    }

    /// `dozens`, `tens of thousands`, `hundreds of millions`.
    fn many(&self, at: usize) -> Option<Number> {
        let Some(Word::Many(low, high)) = self.word(at) else { return None };
        let (mut low, mut high, mut next) = (Decimal::from(low), Decimal::from(high), at + 1);
        if self.str(next) == "of"
            && let Some(Word::Many(scale, _)) = self.word(next + 1)
        {
            low *= Decimal::from(scale);
            high *= Decimal::from(scale);
            next += 2;
        }
        // bare `tens` and the `scores` of games are no numbers
        let lone = next == at + 1;
        if lone
            && (self.str(at).eq_ignore_ascii_case("tens") || self.str(at).eq_ignore_ascii_case("scores"))
            && self.str(next) != "of"
        {
            return None;
        }
        Some(Number { low, high, first: at, next, form: Form::Vague, scale: Decimal::ONE })
    }

    /// `half a million`, `half a dozen`, `half of`, `half an hour`.
    fn half(&self, at: usize) -> Option<Number> {
        // "the fly-half", "first-half profit" count nothing
        if at >= 2 && self.is_hyphen(at - 1) && self.word(at - 2).is_none() {
            return None;
        }
        let half = Decimal::new(5, 1);
        let fraction = self.number(half, at, at + 1, Form::Fraction);
        let hyphen = usize::from(self.is_hyphen(at + 1));
        let article = at + 1 + usize::from(hyphen == 0 && self.word(at + 1) == Some(Word::Article));
        match self.word(article + hyphen) {
            Some(Word::Scale(scale)) => {
                self.scale(Number { form: Form::Words, ..fraction }, scale, article + hyphen + 1)
            }
            _ => Some(fraction),
        }
    }

    /// `a dozen`, `a hundred and twenty`, `a third`, `a quarter of a billion`, `a half`.
    fn article(&self, at: usize) -> Option<Number> {
        let hyphen = usize::from(self.is_hyphen(at + 1));
        match self.word(at + 1 + hyphen)? {
            Word::Scale(_) => self.cardinal(at),
            Word::Half => {
                let half = self.half(at + 1)?;
                Some(Number { first: at, ..half })
            }
            Word::Part(parts) if parts <= 20 || parts == 100 => {
                let part = self.number(Decimal::ONE / Decimal::from(parts), at, at + 2, Form::Fraction);
                let of = self.str(at + 2) == "of" && self.word(at + 3) == Some(Word::Article);
                match self.word(at + 4) {
                    Some(Word::Scale(scale)) if of => self.scale(Number { form: Form::Words, ..part }, scale, at + 5),
                    _ => Some(part),
                }
            }
            _ => None,
        }
    }

    /// 0 to 99 in words.
    fn below_hundred(&self, at: usize) -> Option<(u64, usize)> {
        match self.word(at)? {
            Word::Unit(n) => Some((n.into(), at + 1)),
            Word::Ten(n) => {
                let unit = at + 1 + usize::from(self.is_hyphen(at + 1));
                match self.word(unit) {
                    Some(Word::Unit(more @ 1..=9)) => Some((u64::from(n + more), unit + 1)),
                    _ => Some((n.into(), at + 1)),
                }
            }
            _ => None,
        }
    }

    /// `fourteen`, `two hundred and six thousand`, `two and a half million`, `three-quarters`, `one in five`.
    fn cardinal(&self, at: usize) -> Option<Number> {
        let (mut group, mut next) =
            if self.word(at) == Some(Word::Article) { (1, at + 1) } else { self.below_hundred(at)? };
        if let Some(fraction) = self.share(at, group, next) {
            return Some(fraction);
        }
        let mut total: u64 = 0;
        let mut scale = Decimal::ONE;
        let mut smallest = u64::MAX;
        loop {
            let hyphen = usize::from(self.is_hyphen(next));
            match self.word(next + hyphen) {
                Some(Word::Scale(by)) if by == 100 || by == 12 => {
                    group = group.checked_mul(by)?;
                    next += hyphen + 1;
                }
                Some(Word::Scale(by)) if by < smallest => {
                    total = total.checked_add(group.checked_mul(by)?)?;
                    (group, smallest, scale) = (0, by, Decimal::from(by));
                    next += hyphen + 1;
                }
                _ => break,
            }
            let and = usize::from(self.word(next) == Some(Word::And));
            let follows = self.tokens.get(next).is_some_and(|t| t.spaced);
            // "two hundred and six people", but not "two hundred and six of them"
            match self.below_hundred(next + and).filter(|_| follows) {
                Some((more, after)) if group != 12 => {
                    group += more;
                    next = after;
                }
                _ => {}
            }
        }
        let mut value = Decimal::from(total + group);
        if let Some((part, after)) = self.and_a_half(next) {
            value += part;
            next = after;
            if let Some(Word::Scale(by)) = self.word(next) {
                scale = Decimal::from(by);
                value = value.checked_mul(scale)?;
                next += 1;
            }
        }
        Some(Number { low: value, high: value, first: at, next, form: Form::Words, scale })
    }

    /// `and a half`, `-and-a-half`.
    fn and_a_half(&self, at: usize) -> Option<(Decimal, usize)> {
        let mut at = at + usize::from(self.is_hyphen(at));
        for wanted in [Word::And, Word::Article] {
            if self.word(at) != Some(wanted) {
                return None;
            }
            at += 1;
            at += usize::from(self.is_hyphen(at));
        }
        match self.word(at)? {
            Word::Half => Some((Decimal::new(5, 1), at + 1)),
            Word::Part(parts @ 3..=4) => Some((Decimal::ONE / Decimal::from(parts), at + 1)),
            _ => None,
        }
    }

    /// `two-thirds`, `three quarters`, `one in five`, `two out of three`.
    fn share(&self, at: usize, over: u64, next: usize) -> Option<Number> {
        let hyphen = usize::from(self.is_hyphen(next));
        if let Some(Word::Part(parts)) = self.word(next + hyphen) {
            let plural = self.str(next + hyphen).ends_with('s');
            let tight = hyphen > 0;
            if over < parts.into() && (plural == (over > 1)) && (tight || plural || over == 1) {
                let value = Decimal::from(over) / Decimal::from(parts);
                return Some(self.number(value, at, next + hyphen + 1, Form::Fraction));
            }
        }
        let under = match (self.str(next), self.str(next + 1)) {
            ("in", "every" | "each") => next + 2,
            ("in", _) | ("-", "in") => next + 1,
            // "three out of four", but fourteen out of twenty are fourteen
            ("out", "of") if over < 10 => next + 2,
            // "one child in five has": of children
            (noun, "in") if over < 10 && self.counts_in(noun, next) => next + 2,
            _ => return None,
        };
        let (parts, after) = match self.tokens.get(under)? {
            t if t.is_number() => (self.str(under).parse().ok()?, under + 1),
            _ if self.word(under) == Some(Word::Article) && self.word(under + 1) == Some(Word::Scale(100)) => {
                (100, under + 2)
            }
            // "thirty-seven in every hundred"
            _ if under == next + 2 && self.word(under) == Some(Word::Scale(100)) => (100, under + 1),
            _ => self.below_hundred(under)?,
        };
        let known = (2..=10).contains(&parts) || matches!(parts, 20 | 50 | 100 | 1000);
        (known && over < parts && over > 0 && !self.is_month_like(after))
            .then(|| self.number(Decimal::from(over) / Decimal::from(parts), at, after, Form::Fraction))
    }

    /// Whether "one child in five" goes on as such a share does, and not as "one man in two cars".
    fn counts_in(&self, noun: &str, next: usize) -> bool {
        let plain = noun.len() > 2 && noun.chars().all(|c| c.is_ascii_lowercase());
        let number = self.tokens.get(next + 2).is_some_and(|t| t.is_number()) || self.below_hundred(next + 2).is_some();
        let ends = self.tokens.get(next + 3).is_none_or(|t| {
            !t.is_word() && !t.is_mark('-')
                || matches!(
                    self.str(next + 3),
                    "has"
                        | "have"
                        | "had"
                        | "is"
                        | "are"
                        | "was"
                        | "were"
                        | "did"
                        | "does"
                        | "do"
                        | "said"
                        | "says"
                        | "will"
                )
        });
        plain && number && ends
    }

    /// "one in 10 days" is a rate of days, not a share.
    fn is_month_like(&self, at: usize) -> bool {
        matches!(self.str(at), "days" | "weeks" | "months" | "years" | "hours" | "minutes")
    }
}

const VULGAR: [char; 6] = ['½', '¼', '¾', '⅓', '⅔', '⅛'];

fn vulgar(word: &str) -> Option<Decimal> {
    Some(match word {
        "½" => Decimal::new(5, 1),
        "¼" => Decimal::new(25, 2),
        "¾" => Decimal::new(75, 2),
        "⅓" => Decimal::ONE / Decimal::from(3),
        "⅔" => Decimal::TWO / Decimal::from(3),
        "⅛" => Decimal::new(125, 3),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scan::scan;

    fn read(text: &str) -> Option<(String, String)> {
        let tokens = scan(text);
        let number = Numbers { text, tokens: &tokens }.at(0)?;
        let end = tokens[number.next - 1].end as usize;
        let round = |d: Decimal| d.round_dp(3).normalize().to_string();
        let value = if number.low == number.high {
            round(number.low)
        } else {
            format!("{}..{}", round(number.low), round(number.high))
        };
        Some((text[..end].to_string(), value))
    }

    #[test]
    fn reads_digits_and_words() {
        for (text, span, value) in [
            ("1,204 dead", "1,204", "1204"),
            ("3½ miles", "3½", "3.5"),
            ("3 1/2 miles", "3 1/2", "3.5"),
            ("1.2m people", "1.2m", "1200000"),
            ("4.5 lakh crore", "4.5 lakh crore", "4500000000000"),
            ("twenty-five men", "twenty-five", "25"),
            ("two hundred and six men", "two hundred and six", "206"),
            ("one million two hundred thousand", "one million two hundred thousand", "1200000"),
            ("a dozen ambulances", "a dozen", "12"),
            ("half a million homes", "half a million", "500000"),
            ("a quarter of a billion dollars", "a quarter of a billion", "250000000"),
            ("two and a half weeks", "two and a half", "2.5"),
            ("two-and-a-half-year term", "two-and-a-half", "2.5"),
            ("two-thirds of them", "two-thirds", "0.667"),
            ("three-quarters", "three-quarters", "0.75"),
            ("a third of it", "a third", "0.333"),
            ("one in five voters", "one in five", "0.2"),
            ("dozens of men", "dozens", "12..120"),
            ("tens of thousands of acres", "tens of thousands", "10000..100000"),
            ("several hundred people", "several hundred", "100..1000"),
            ("two dozen men", "two dozen", "24"),
            ("184 000 patients", "184 000", "184000"),
        ] {
            assert_eq!(read(text), Some((span.to_string(), value.to_string())), "{text}");
        }
        for text in ["a man", "and", "third place", "several men", "several"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
