//! The classes of words that news use for one thing, from `data/synonyms.toml`.
//! Belongs here: reading and asking that file. Not: the words themselves, which are data.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::words;

static SOURCE: &str = include_str!("../data/synonyms.toml");

/// A class of words for one thing: the place of its entry in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(u16);

#[derive(Deserialize)]
struct File {
    class: Vec<Class>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    id: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    opposite: Vec<String>,
    #[serde(default)]
    contrast: Vec<String>,
    #[serde(default)]
    members: Members,
}

/// What it means that two words stand in one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Members {
    /// They are said of one thing: kill, perish.
    #[default]
    Same,
    /// They share a trait and no more: man, boy.
    Alike,
    /// They exclude each other: red, blue.
    Exclusive,
}

#[derive(Default)]
struct Classes {
    classes: Vec<Class>,
    of_word: FxHashMap<String, Vec<ClassId>>,
    apart: FxHashMap<ClassId, Vec<ClassId>>,
    opposite: FxHashMap<ClassId, Vec<ClassId>>,
    /// Verbs of several words, by their first word, the longest first.
    idioms: FxHashMap<String, Vec<String>>,
}

fn classes() -> &'static Classes {
    static CLASSES: OnceLock<Classes> = OnceLock::new();
    CLASSES.get_or_init(|| Classes::read(SOURCE).unwrap_or_default())
}

/// The classes a word belongs to, in the order of the file; none for most words.
pub fn news_class(lemma: &str) -> &'static [ClassId] {
    let of_word = &classes().of_word;
    if let Some(found) = of_word.get(lemma) {
        return found;
    }
    // A word of its own (found in the vocabulary as written) is no inflected form of another.
    if words::exact(lemma).is_some() {
        return &[];
    }
    words::bases(lemma).find_map(|base| of_word.get(&base)).map_or(&[], Vec::as_slice)
}

/// The verb of several words that a verb and what stands after it tell, by lemma: "take into custody" of "take", "the", "man",
/// "into", "custody". With each word goes whether it is a preposition, for no other phrase stands between.
pub fn idiom<'w>(verb: &str, after: impl Iterator<Item = (&'w str, bool)> + Clone) -> Option<&'static str> {
    let told = |idiom: &&String| {
        // "come to a halt", "put its name to": whose it is says nothing
        let words: Vec<&str> = idiom.split(' ').skip(1).filter(|word| !LEFT_OUT.contains(word)).collect();
        let mut after = after.clone().filter(|(word, _)| !LEFT_OUT.contains(word));
        words.iter().enumerate().all(|(n, word)| {
            // a particle stands right behind its verb; what is taken into custody may stand between
            let between = if words.len() == 1 && PARTICLES.contains(word) || n > 0 { 1 } else { 1 + BETWEEN };
            let next = after.by_ref().take(between).find(|&(next, preposition)| next == *word || preposition);
            next.is_some_and(|(next, _)| next == *word)
        })
    };
    classes().idioms.get(verb)?.iter().find(told).map(String::as_str)
}

/// So many words may stand within a verb of several words.
const BETWEEN: usize = 4;

/// Words that a verb of several words may hold or not.
const LEFT_OUT: [&str; 11] = ["a", "an", "the", "its", "his", "her", "their", "my", "our", "your", "one's"];

const PARTICLES: [&str; 14] =
    ["up", "down", "out", "off", "over", "in", "on", "away", "back", "for", "into", "through", "with", "ahead"];

/// The class of this name.
pub fn class_named(name: &str) -> Option<ClassId> {
    classes().find(name)
}

/// Whether the file keeps the two classes apart: counts of one are no counts of the other (killed, injured), or one
/// is the contrary of the other.
pub fn contrast(a: ClassId, b: ClassId) -> bool {
    classes().apart.get(&a).is_some_and(|others| others.contains(&b))
}

impl ClassId {
    /// The name in the file, such as "death".
    pub fn name(self) -> &'static str {
        classes().classes.get(usize::from(self.0)).map_or("", |class| &class.id)
    }

    /// The classes that say the contrary.
    pub fn opposites(self) -> &'static [ClassId] {
        classes().opposite.get(&self).map_or(&[], Vec::as_slice)
    }

    /// What it means that two words stand in this class.
    pub fn members(self) -> Members {
        classes().classes.get(usize::from(self.0)).map_or(Members::Same, |class| class.members)
    }

    /// Whether the word stands in this class as a verb.
    pub fn has_verb(self, lemma: &str) -> bool {
        self.lists(|class| &class.verbs, lemma)
    }

    /// Whether the word stands in this class as a noun.
    pub fn has_noun(self, lemma: &str) -> bool {
        self.lists(|class| &class.nouns, lemma)
    }

    fn lists(self, list: fn(&Class) -> &Vec<String>, lemma: &str) -> bool {
        classes().classes.get(usize::from(self.0)).is_some_and(|class| list(class).iter().any(|word| word == lemma))
    }
}

impl Classes {
    fn find(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|class| class.id == name).map(|at| ClassId(at as u16))
    }

    fn read(source: &str) -> Result<Classes, toml::de::Error> {
        let mut all = Classes { classes: toml::from_str::<File>(source)?.class, ..Classes::default() };
        let (mut of_word, mut apart) =
            (FxHashMap::<String, Vec<ClassId>>::default(), FxHashMap::<ClassId, Vec<ClassId>>::default());
        let mut opposite = FxHashMap::<ClassId, Vec<ClassId>>::default();
        let mut idioms = FxHashMap::<String, Vec<String>>::default();
        for (at, class) in all.classes.iter().enumerate() {
            let id = ClassId(at as u16);
            for word in class.verbs.iter().chain(&class.nouns).chain(&class.adjectives) {
                let known = of_word.entry(word.clone()).or_default();
                if !known.contains(&id) {
                    known.push(id);
                }
            }
            for verb in &class.verbs {
                if let Some((first, _)) = verb.split_once(' ') {
                    idioms.entry(first.to_string()).or_default().push(verb.clone());
                }
            }
            for name in class.opposite.iter().chain(&class.contrast) {
                if let Some(other) = all.find(name) {
                    apart.entry(id).or_default().push(other);
                    apart.entry(other).or_default().push(id);
                }
            }
            for other in class.opposite.iter().filter_map(|name| all.find(name)) {
                opposite.entry(id).or_default().push(other);
                opposite.entry(other).or_default().push(id);
            }
        }
        for verbs in idioms.values_mut() {
            verbs.sort_by_key(|verb| (std::cmp::Reverse(verb.len()), verb.clone()));
        }
        (all.of_word, all.apart, all.opposite, all.idioms) = (of_word, apart, opposite, idioms);
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let all = Classes::read(SOURCE).expect("a readable file");
        assert!(all.classes.len() >= 150, "{}", all.classes.len());
        for (at, class) in all.classes.iter().enumerate() {
            assert!(all.classes[..at].iter().all(|other| other.id != class.id), "{} stands twice", class.id);
            for other in class.opposite.iter().chain(&class.contrast) {
                assert!(all.find(other).is_some() && *other != class.id, "{}: {other}", class.id);
            }
            assert!(class.verbs.len() + class.nouns.len() + class.adjectives.len() >= 2, "{}", class.id);
            for word in class.verbs.iter().chain(&class.nouns).chain(&class.adjectives) {
                assert_eq!(word.trim().to_lowercase(), *word, "{}", class.id);
            }
        }
    }

    #[test]
    fn one_thing_in_several_words() {
        for (a, b) in [
            ("kill", "perish"),
            ("dead", "fatality"),
            ("injure", "wounded"),
            ("arrest", "detention"),
            ("truce", "ceasefire"),
            ("resign", "step down"),
            ("fire", "blaze"),
            ("quake", "earthquake"),
            ("layoff", "redundancy"),
            ("plane", "aircraft"),
            ("ferry", "vessel"),
            ("turnover", "revenue"),
        ] {
            assert!(news_class(a).iter().any(|class| news_class(b).contains(class)), "{a} {b}");
        }
        assert!(news_class("grammar").is_empty() && news_class("").is_empty());
    }

    #[test]
    fn classes_kept_apart() {
        for (a, b) in [
            ("death", "injury"),
            ("ticket", "spectator"),
            ("seat", "vote"),
            ("planned", "actual"),
            ("gross", "net"),
            ("male", "female"),
            ("profit", "loss"),
        ] {
            let (a, b) = (class_named(a).expect(a), class_named(b).expect(b));
            assert!(contrast(a, b) && contrast(b, a), "{} {}", a.name(), b.name());
        }
    }
}
