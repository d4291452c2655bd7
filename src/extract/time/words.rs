//! The words of time and the number that each stands for, read once from the word lists.

use super::feasts::{code, feasts};
use crate::extract::number::may_begin;
use crate::extract::scan::{KeyMap, Token, TokenKind, fold_hash, scan};
use std::sync::OnceLock;

macro_rules! classes {
    ($($name:ident = $written:literal),+ $(,)?) => {
        /// What a word or phrase of time is; the names in the data file are in capitals.
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        pub enum Class { $($name),+ }
        impl Class {
            /// The bit of a mask that stands for this class.
            fn bit(self) -> u64 {
                1 << self as u32
            }

            fn named(name: &str) -> Option<Class> {
                match name { $($written => Some(Class::$name),)+ _ => None }
            }
        }
    };
}

classes! {
    Month = "MONTH", Weekday = "WEEKDAY", Weekdays = "WEEKDAYS", Unit = "UNIT", Units = "UNITS", Part = "PART",
    PartAlone = "PARTALONE", Rel = "REL", Tonight = "TONIGHT", Season = "SEASON", Qual = "QUAL", Last = "LAST",
    Next = "NEXT", This = "THIS", Previous = "PREVIOUS", Following = "FOLLOWING", Ordinal = "ORDINAL",
    Decade = "DECADE", AmPm = "AMPM", Zone = "ZONE", FixedClock = "FIXEDCLOCK", Holiday = "HOLIDAY", Freq = "FREQ",
    Ref = "REF", Hedge = "HEDGE", Title = "TITLE", Prep = "PREP", CueFuture = "CUE_FUTURE",
    CuePresent = "CUE_PRESENT", CuePast = "CUE_PAST", Intent = "INTENT",
}

struct Entry {
    rest: Vec<u32>,
    class: Class,
    value: i64,
}

/// Words and phrases by the fold hash of their first word, longer phrases first.
pub struct Words {
    phrases: KeyMap<Vec<Entry>>,
    masks: KeyMap<Mask>,
}

/// What a token can begin: a bit for each class, and some more. Most words begin nothing, which one look tells.
#[derive(Copy, Clone, Debug, Default)]
pub struct Mask(u64);

impl Mask {
    /// A word that leads a phrase of time only where a word of time or a figure is near.
    const LEADS: u64 = 1 << 60;
    /// A word that can open an expression though it is of no class.
    const OPENS: u64 = 1 << 61;
    /// A word that a leading word can be told to be near.
    const NEAR: u64 = 1 << 62;
    const NUMBER: u64 = 1 << 63;

    const AROUND: [Class; 6] =
        [Class::Prep, Class::Title, Class::CueFuture, Class::CuePresent, Class::CuePast, Class::Intent];

    pub fn has(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }

    pub fn leads(self) -> bool {
        self.0 & Mask::LEADS != 0
    }

    pub fn opens(self) -> bool {
        self.0 & Mask::OPENS != 0
    }

    pub fn near(self) -> bool {
        self.0 & Mask::NEAR != 0
    }

    /// Whether a number can begin here.
    pub fn number(self) -> bool {
        self.0 & Mask::NUMBER != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a time expression can begin with the token or hold it; prepositions, titles and the words that tell a
    /// tense do not.
    pub fn tells(self) -> bool {
        self.knows() && self.0 & (Mask::LEADS - 1) & !Mask::AROUND.iter().fold(0, |bits, class| bits | class.bit()) != 0
    }

    /// Whether any word of time begins with the token.
    pub fn knows(self) -> bool {
        self.0 & (Mask::LEADS - 1) != 0
    }
}

const LEADING: &str = "a an the that one each every several few many some over under";
const OPENING: &str =
    "once twice couple half quarter q h fiscal fy another dozens hourlong daylong weeklong monthlong yearlong";
const NEARBY: &str = "latest corresponding comparable period final closing";

pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        Words::read(include_str!("../../data/time/words.toml"))
            .unwrap_or_else(|why| unreachable!("src/data/time/words.toml: {why}"))
    })
}

impl Words {
    fn read(toml_text: &str) -> Result<Words, String> {
        let tables: toml::Table = toml_text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut words = Words { phrases: KeyMap::default(), masks: KeyMap::default() };
        for (name, table) in &tables {
            let table = table.as_table().ok_or_else(|| format!("{name} is no table"))?;
            if name == "lists" {
                for (class, list) in table {
                    let class = Class::named(class).ok_or_else(|| format!("no class {class}"))?;
                    for word in list.as_str().unwrap_or_default().split_whitespace() {
                        words.add(word, class, 0);
                    }
                }
                continue;
            }
            let class = Class::named(name).ok_or_else(|| format!("no class {name}"))?;
            for (phrase, value) in table {
                words.add(phrase, class, value.as_integer().ok_or_else(|| format!("{name}.{phrase} is no integer"))?);
            }
        }
        for (at, feast) in feasts().iter().enumerate() {
            for name in &feast.names {
                words.add(name, Class::Holiday, code(at));
            }
        }
        for list in words.phrases.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        for (list, bit) in [(LEADING, Mask::LEADS), (OPENING, Mask::OPENS), (NEARBY, Mask::NEAR)] {
            for word in list.split_whitespace() {
                words.masks.entry(fold_hash(word)).or_default().0 |= bit;
            }
        }
        Ok(words)
    }

    fn add(&mut self, phrase: &str, class: Class, value: i64) {
        // the lists part an apostrophe from its word, running text does not
        let phrase = &phrase.replace(" '", "'").replace(" .", ".");
        let keys: Vec<u32> = scan(phrase).iter().map(|t| key(phrase, t)).collect();
        if let Some((first, rest)) = keys.split_first() {
            self.phrases.entry(*first).or_default().push(Entry { rest: rest.to_vec(), class, value });
            self.masks.entry(*first).or_default().0 |= class.bit();
        }
    }

    /// What each token can begin.
    pub fn masks(&self, tokens: &[Token], masks: &mut Vec<Mask>) {
        masks.clear();
        masks.extend(tokens.iter().map(|token| {
            let listed = match token.kind {
                TokenKind::Number => Mask::default(),
                _ => self.masks.get(&token.key).copied().unwrap_or_default(),
            };
            Mask(listed.0 | if may_begin(token) { Mask::NUMBER } else { 0 })
        }));
    }

    /// The longest phrase of `class` at `at`: its number, and the token after it.
    pub fn at(&self, tokens: &[Token], at: usize, class: Class) -> Option<(i64, usize)> {
        let token = tokens.get(at).filter(|t| t.kind != TokenKind::Number)?;
        self.phrases.get(&token.key)?.iter().filter(|entry| entry.class == class).find_map(|entry| {
            let mut next = at + 1;
            for wanted in &entry.rest {
                let follows = tokens.get(next).filter(|t| t.kind != TokenKind::Number)?;
                // an apostrophe may be curly
                let same = follows.key == *wanted || *wanted == '\'' as u32 && follows.is_mark('\u{2019}');
                if !same {
                    return None;
                }
                next += 1;
            }
            Some((entry.value, next))
        })
    }
}

fn key(phrase: &str, token: &Token) -> u32 {
    if token.is_word() { fold_hash(token.of(phrase)) } else { token.key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_phrases() {
        let text = "May New Year's Eve right now at";
        let tokens = scan(text);
        assert_eq!(words().at(&tokens, 0, Class::Month), Some((5, 1)));
        assert_eq!(words().at(&tokens, 1, Class::Holiday), Some((1231, 5)));
        assert_eq!(words().at(&tokens, 5, Class::Ref), Some((1, 7)));
        assert_eq!(words().at(&tokens, 0, Class::Weekday), None);
        assert!(Words::read("[NOCLASS]\na = 1").is_err());
    }
}
