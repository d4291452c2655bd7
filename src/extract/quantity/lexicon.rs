//! The words of figures: units, currencies, hedges and what ends a counted noun, from data files.

use crate::extract::phrases::{Phrases, WordSet};
use crate::extract::scan::{KeyHasher, KeyMap, fold_hash, scan};
use crate::model::{Bound, Trend};
use aho_corasick::AhoCorasick;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// A unit of measure or of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Singular English name, British spelling.
    pub name: String,
    /// What it measures: `length`, `time`, …
    pub base: String,
    /// Factor to the base unit, applied after `offset` was added.
    pub factor: Decimal,
    pub offset: Decimal,
    /// As canonical notation writes it.
    pub symbol: String,
}

pub struct Lexicon {
    /// Index into `units`.
    pub forms: Phrases<usize>,
    pub units: Vec<Unit>,
    by_name: HashMap<String, usize>,
    /// ISO 4217 codes by the names of currencies (after the figure) and by their signs and codes (before it).
    pub currencies: Phrases<&'static str>,
    /// By the key of their first token.
    pub signs: KeyMap<Vec<(String, &'static str)>>,
    /// Keys of the words and marks, beside numbers, that a figure can begin with.
    pub opening: HashSet<u32, BuildHasherDefault<KeyHasher>>,
    /// Words of the countries that use a currency, for names that several currencies share.
    homes: AhoCorasick,
    /// The currency that each of these words tells.
    home_codes: Vec<&'static str>,
    pub hedges_before: Phrases<Bound>,
    pub hedges_after: Phrases<Bound>,
    pub trends: Phrases<Trend>,
    /// Verbs whose bare object is never the amount of the change: "cut 4,000 jobs".
    pub transitive: WordSet,
    pub collective: WordSet,
    pub stop: WordSet,
    pub between: WordSet,
    pub named: WordSet,
    pub months: WordSet,
    pub votes: WordSet,
    pub per: WordSet,
}

#[derive(Deserialize)]
struct UnitRow {
    base: String,
    factor: Decimal,
    #[serde(default)]
    offset: Decimal,
    symbol: String,
    forms: String,
}

#[derive(Deserialize)]
struct CurrencyRow {
    names: String,
    signs: String,
    #[serde(default)]
    home: String,
}

#[derive(Deserialize)]
struct Words {
    before: BTreeMap<String, Vec<String>>,
    after: BTreeMap<String, Vec<String>>,
    change: BTreeMap<String, String>,
    nouns: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    votes: BTreeMap<String, String>,
    per: BTreeMap<String, String>,
}

pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| load().unwrap_or_else(|why| unreachable!("src/data/quantity: {why}")))
}

/// The unit of a name, if it is one.
pub fn unit(name: &str) -> Option<&'static Unit> {
    let lexicon = lexicon();
    lexicon.by_name.get(name).map(|at| &lexicon.units[*at])
}

impl Lexicon {
    /// How often a text speaks of the countries that use each currency.
    pub fn homes(&self, text: &str) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for word in self.homes.find_overlapping_iter(text) {
            *counts.entry(self.home_codes[word.pattern().as_usize()]).or_default() += 1;
        }
        counts
    }
}

fn load() -> anyhow::Result<Lexicon> {
    let units: BTreeMap<String, UnitRow> = toml::from_str(include_str!("../../data/quantity/units.toml"))?;
    let currencies: BTreeMap<String, CurrencyRow> =
        toml::from_str(include_str!("../../data/quantity/currencies.toml"))?;
    let words: Words = toml::from_str(include_str!("../../data/quantity/words.toml"))?;
    let mut lexicon = Lexicon {
        forms: Phrases::default(),
        units: Vec::new(),
        by_name: HashMap::new(),
        currencies: Phrases::default(),
        signs: KeyMap::default(),
        opening: HashSet::default(),
        homes: AhoCorasick::new::<_, &str>([])?,
        home_codes: Vec::new(),
        hedges_before: hedges(&words.before),
        hedges_after: hedges(&words.after),
        trends: Phrases::default(),
        transitive: set(&words.change, "transitive"),
        collective: set(&words.nouns, "collective"),
        stop: set(&words.nouns, "stop"),
        between: set(&words.nouns, "between"),
        named: set(&words.names, "before"),
        months: set(&words.names, "months"),
        votes: set(&words.votes, "context"),
        per: set(&words.per, "a"),
    };
    for (name, row) in units {
        let at = lexicon.units.len();
        for form in [name.as_str(), &format!("{name}s")].into_iter().chain(row.forms.split_whitespace()) {
            lexicon.forms.add(&form.replace('-', " "), at);
        }
        lexicon.by_name.insert(name.clone(), at);
        let UnitRow { base, factor, offset, symbol, .. } = row;
        lexicon.units.push(Unit { name, base, factor, offset, symbol });
    }
    let mut homes = Vec::new();
    for (code, row) in currencies {
        let code: &'static str = Box::leak(code.into_boxed_str());
        for name in row.names.split_whitespace() {
            lexicon.currencies.add(&name.replace('-', " "), code);
        }
        for word in row.home.split('|').filter(|word| !word.is_empty()) {
            homes.push(word.to_string());
            lexicon.home_codes.push(code);
        }
        for sign in row.signs.split_whitespace() {
            if let Some(first) = scan(sign).first() {
                lexicon.signs.entry(first.key).or_default().push((sign.to_string(), code));
                lexicon.opening.insert(first.key);
            }
        }
    }
    for (name, trend) in [("up", Trend::Up), ("down", Trend::Down)] {
        for word in words.change.get(name).into_iter().flat_map(|list| list.split_whitespace()) {
            lexicon.trends.add(word, trend);
        }
    }
    let multiples = "doubled doubling double tripled tripling triple trebled trebling treble quadrupled quadrupling \
        quadruple halved halving halve between nobody no not twice";
    let shapes = ORDINALS.iter().chain(&TENS).copied().chain(multiples.split_whitespace());
    lexicon.opening.extend(shapes.map(fold_hash));
    lexicon.homes = AhoCorasick::new(&homes)?;
    Ok(lexicon)
}

/// From the first to the twentieth.
pub const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// From 20 to 90.
pub const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn set(table: &BTreeMap<String, String>, key: &str) -> WordSet {
    table.get(key).map_or_else(WordSet::default, |words| WordSet::of(words))
}

fn hedges(table: &BTreeMap<String, Vec<String>>) -> Phrases<Bound> {
    let mut phrases = Phrases::default();
    for (name, list) in table {
        let bound = match name.as_str() {
            "about" => Bound::About,
            "at-least" => Bound::AtLeast,
            "at-most" => Bound::AtMost,
            "more-than" => Bound::MoreThan,
            "less-than" => Bound::LessThan,
            "nearly" => Bound::Nearly,
            "just-under" => Bound::JustUnder,
            "just-over" => Bound::JustOver,
            "exactly" => Bound::Exactly,
            other => unreachable!("no bound is named {other}"),
        };
        for phrase in list {
            phrases.add(phrase, bound);
        }
    }
    phrases
}
