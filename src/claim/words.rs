//! Word lists of the claim stage, read once from `data/claim/`.

use crate::model::Attribute;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Verbs and adverbs that say how a clause is meant.
#[derive(Debug, Default)]
pub struct VerbLists {
    pub speech: BTreeSet<String>,
    /// Verbs of saying that are as often deeds.
    pub deeds_too: BTreeSet<String>,
    pub denial: BTreeSet<String>,
    pub plan: BTreeSet<String>,
    /// Verbs whose object is meant to be so much.
    pub allot: BTreeSet<String>,
    pub doubt: BTreeSet<String>,
    pub negative: BTreeSet<String>,
    pub light: BTreeSet<String>,
    pub support: BTreeSet<String>,
    pub named_kinds: BTreeSet<String>,
    pub naming: BTreeSet<String>,
    pub planned_words: BTreeSet<String>,
    pub possible_words: BTreeSet<String>,
    pub negative_words: BTreeSet<String>,
    /// Offices with a number in their name: "first officer", "second lieutenant".
    pub ranked_offices: BTreeSet<String>,
    /// Verbs of the end of trading.
    pub closing: BTreeSet<String>,
    /// Verbs that only say that a state goes on.
    pub remaining: BTreeSet<String>,
    pub showing: BTreeSet<String>,
    pub settling: BTreeSet<String>,
    /// Comparatives, by their lemma, of more and of less.
    pub more: BTreeSet<String>,
    pub less: BTreeSet<String>,
    /// Verbs that say of a deed that it is done, and that it is to be.
    pub happening: BTreeSet<String>,
    pub scheduling: BTreeSet<String>,
    /// Verbs of asking for so much, which is not getting it.
    pub asking: BTreeSet<String>,
    /// Nouns that only say how much there is of something.
    pub measuring: BTreeSet<String>,
    /// What only one can do.
    pub one_doer: BTreeSet<String>,
    /// Deeds in which it matters who does it to whom.
    pub one_way: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbFile {
    speech: String,
    deeds_too: String,
    denial: String,
    plan: String,
    allot: String,
    doubt: String,
    negative: String,
    light: String,
    support: String,
    named_kinds: String,
    naming: String,
    planned_words: String,
    possible_words: String,
    negative_words: String,
    ranked_offices: String,
    closing: String,
    remaining: String,
    showing: String,
    settling: String,
    more: String,
    less: String,
    happening: String,
    scheduling: String,
    asking: String,
    measuring: String,
    one_doer: String,
    one_way: String,
}

fn set(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(str::to_string).collect()
}

/// The lists of `data/claim/verbs.toml`.
pub fn lists() -> &'static VerbLists {
    static LISTS: OnceLock<VerbLists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let file: VerbFile =
            toml::from_str(include_str!("../data/claim/verbs.toml")).expect("verbs.toml is well formed");
        VerbLists {
            speech: set(&file.speech),
            deeds_too: set(&file.deeds_too),
            denial: set(&file.denial),
            plan: set(&file.plan),
            allot: set(&file.allot),
            doubt: set(&file.doubt),
            negative: set(&file.negative),
            light: set(&file.light),
            support: set(&file.support),
            named_kinds: set(&file.named_kinds),
            naming: set(&file.naming),
            planned_words: set(&file.planned_words),
            possible_words: set(&file.possible_words),
            negative_words: set(&file.negative_words),
            ranked_offices: set(&file.ranked_offices),
            closing: set(&file.closing),
            remaining: set(&file.remaining),
            showing: set(&file.showing),
            settling: set(&file.settling),
            more: set(&file.more),
            less: set(&file.less),
            happening: set(&file.happening),
            scheduling: set(&file.scheduling),
            asking: set(&file.asking),
            measuring: set(&file.measuring),
            one_doer: set(&file.one_doer),
            one_way: set(&file.one_way),
        }
    })
}

/// The kind of event that a lemma tells of.
pub fn event_kind(lemma: &str) -> Option<&'static str> {
    static KINDS: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let file: BTreeMap<String, String> =
            toml::from_str(include_str!("../data/claim/events.toml")).expect("events.toml is well formed");
        let mut kinds = BTreeMap::new();
        for (kind, lemmas) in file {
            let kind: &'static str = Box::leak(kind.into_boxed_str());
            for lemma in lemmas.split_whitespace() {
                kinds.entry(lemma.to_string()).or_insert(kind);
            }
        }
        kinds
    });
    kinds.get(lemma.split(' ').next().unwrap_or(lemma)).copied()
}

/// The facet of its subject that a word tells: `depth` for "deep" beside a measure.
pub fn facet(attribute: Attribute, lemma: &str) -> Option<&'static str> {
    static FACETS: OnceLock<BTreeMap<(&'static str, String), &'static str>> = OnceLock::new();
    let facets = FACETS.get_or_init(|| {
        let file: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(include_str!("../data/claim/facets.toml")).expect("facets.toml is well formed");
        let mut facets = BTreeMap::new();
        for (table, kinds) in file {
            let table: &'static str = Box::leak(table.into_boxed_str());
            for (facet, words) in kinds {
                let facet: &'static str = Box::leak(facet.into_boxed_str());
                for word in words.split_whitespace() {
                    facets.entry((table, word.to_string())).or_insert(facet);
                }
            }
        }
        facets
    });
    let table = match attribute {
        Attribute::Measure => "measure",
        Attribute::Money => "money",
        Attribute::Count => "count",
        Attribute::Percent => "percent",
        Attribute::Duration => "duration",
        Attribute::Date | Attribute::Time => "date",
        _ => return None,
    };
    facets.get(&(table, lemma.replace(' ', "-"))).copied()
}
