//! Dictionary forms: a list of words seen in training, and learned endings for all others.
//!
//! The file is text: `FORM TAG LEMMA` for single words, `-ENDING TAG CUT+ADDED` for endings, in order of their bytes.

use super::Upos;
use crate::lexicon;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The learned list: what follows each key.
#[derive(Clone, Debug)]
pub struct Lemmas {
    lines: FxHashMap<&'static str, &'static str>,
}

impl Lemmas {
    pub fn new(text: &'static str) -> Self {
        let split = |line: &'static str| line.rfind(' ').map(|at| line.split_at(at + 1));
        Lemmas { lines: text.lines().filter_map(split).collect() }
    }

    /// The dictionary form of a word; `fine` is its Penn tag.
    pub fn of(&self, form: &str, upos: Upos, fine: &str) -> String {
        let plain: String = form.chars().map(super::features::plain_char).collect();
        let lower = plain.to_lowercase();
        let tag = key_tag(upos, fine);
        let mut key = format!("{lower} {tag} ");
        if let Some(lemma) = self.lines.get(&*key) {
            return cased(lemma, &plain, upos);
        }
        if matches!(upos, Upos::Punct | Upos::Sym | Upos::Num | Upos::X) {
            return plain;
        }
        if upos == Upos::Verb
            && let Some(base) = verb(&lower, fine)
        {
            return base;
        }
        let starts: Vec<usize> = lower.char_indices().map(|(i, _)| i).skip(1).collect();
        for start in starts.iter().rev().take(6).rev() {
            key.clear();
            key.push('-');
            key.push_str(&lower[*start..]);
            key.push(' ');
            key.push_str(tag);
            key.push(' ');
            if let Some((cut, added)) = self.lines.get(&*key).copied().and_then(rule)
                && cut < lower.len()
                && lower.is_char_boundary(lower.len() - cut)
            {
                return cased(&format!("{}{added}", &lower[..lower.len() - cut]), &plain, upos);
            }
        }
        cased(&lower, &plain, upos)
    }
}

static IRREGULAR: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let words: Vec<&str> = include_str!("irregular_verbs.txt").split_whitespace().collect();
    words.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// Whether a word is the past of an irregular verb and no noun: "drew", not "shot".
pub fn only_past(form: &str) -> bool {
    IRREGULAR.contains_key(form) && !lexicon::is_noun(form)
}

/// The verb of the dictionary of which a word not seen in training is a form: an irregular one, or one that the regular
/// endings lead to. Nothing where the dictionary knows none.
fn verb(form: &str, fine: &str) -> Option<String> {
    let past = matches!(fine, "VBD" | "VBN");
    if past && let Some(base) = IRREGULAR.get(form) {
        return Some((*base).to_string());
    }
    let endings: &[(&str, &str)] = match fine {
        "VBD" | "VBN" => &[("ied", "y"), ("ed", ""), ("d", "")],
        "VBG" => &[("ying", "ie"), ("ing", ""), ("ing", "e")],
        "VBZ" => &[("ies", "y"), ("s", ""), ("es", "")],
        _ => return None,
    };
    let stem = |(ending, added): &(&str, &str)| form.strip_suffix(ending).map(|stem| format!("{stem}{added}"));
    let mut candidates: Vec<String> = endings.iter().filter_map(stem).collect();
    // "planned", "planning": the last letter was doubled
    let bare = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing")).filter(|stem| stem.is_ascii());
    if let Some(stem) =
        bare.filter(|stem| stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2])
    {
        candidates.push(stem[..stem.len() - 1].to_string());
    }
    // of two verbs that both fit the commoner is meant: "hoped" is of hope, not of hop
    let known = candidates.into_iter().filter(|word| word.len() > 1 && lexicon::is_verb(word));
    known.min_by_key(|word| lexicon::frequency_rank(word).unwrap_or(u32::MAX))
}

/// `2+y`: cut two bytes, add `y`.
fn rule(text: &str) -> Option<(usize, &str)> {
    let (cut, added) = text.split_once('+')?;
    Some((cut.parse().ok()?, added))
}

/// Names keep the capitals that the text gives them.
fn cased(lemma: &str, form: &str, upos: Upos) -> String {
    if upos != Upos::Propn {
        return lemma.to_string();
    }
    if form.to_lowercase() == lemma {
        return form.to_string();
    }
    let upper = form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && form.chars().count() > 1;
    let mut out = String::new();
    for (i, c) in lemma.chars().enumerate() {
        let capital = upper || form.chars().nth(i).is_some_and(char::is_uppercase);
        if capital { out.extend(c.to_uppercase()) } else { out.push(c) }
    }
    out
}

/// Under which tag a word's dictionary form is kept: the Penn tag where it tells forms apart, else the part of speech.
pub fn key_tag(upos: Upos, fine: &str) -> &str {
    match upos {
        Upos::Verb | Upos::Aux | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adv if !fine.is_empty() => fine,
        _ => upos.name(),
    }
}

/// Learns the list from words with their dictionary forms, in any order.
pub fn learn<'w>(words: impl Iterator<Item = (&'w str, Upos, &'w str, &'w str)>) -> String {
    use std::collections::BTreeMap;
    let mut seen: BTreeMap<(String, String), BTreeMap<String, usize>> = BTreeMap::new();
    for (form, upos, fine, lemma) in words {
        let lower: String = form.chars().map(super::features::plain_char).flat_map(char::to_lowercase).collect();
        let lemma = if upos == Upos::Propn { lemma.to_lowercase() } else { lemma.to_string() };
        let free = !lower.is_empty() && !lower.contains([' ', '\n']) && !lemma.is_empty() && lemma != "_";
        if free && !lemma.contains('\n') {
            let tag = key_tag(upos, fine).to_string();
            *seen.entry((lower, tag)).or_default().entry(lemma).or_default() += 1;
        }
    }
    // The usual lemma of every word, and how often the rules of every ending are right.
    let mut usual: BTreeMap<(String, String), (String, usize)> = BTreeMap::new();
    let mut endings: BTreeMap<(String, String), BTreeMap<String, usize>> = BTreeMap::new();
    for ((form, tag), lemmas) in seen {
        let Some((lemma, count)) = lemmas.iter().max_by_key(|(l, c)| (**c, std::cmp::Reverse((*l).clone()))) else {
            continue;
        };
        let common = form.bytes().zip(lemma.bytes()).take_while(|(a, b)| a == b).count();
        let common = (0..=common).rev().find(|i| form.is_char_boundary(*i) && lemma.is_char_boundary(*i)).unwrap_or(0);
        let rule = format!("{}+{}", form.len() - common, &lemma[common..]);
        if form.is_ascii() && common > 0 && form.bytes().all(|b| b.is_ascii_alphabetic()) {
            for start in form.len().saturating_sub(6).max(1)..form.len() {
                let rules = endings.entry((form[start..].to_string(), tag.clone())).or_default();
                *rules.entry(rule.clone()).or_default() += 1;
            }
        }
        usual.insert((form, tag), (lemma.clone(), *count));
    }
    let mut lines: Vec<String> = Vec::new();
    for ((ending, tag), rules) in &endings {
        let total: usize = rules.values().sum();
        let Some((rule, count)) = rules.iter().max_by_key(|(r, c)| (**c, std::cmp::Reverse((*r).clone()))) else {
            continue;
        };
        let shorter = endings
            .get(&(ending[1..].to_string(), tag.clone()))
            .and_then(|r| r.iter().max_by_key(|(r, c)| (**c, std::cmp::Reverse((*r).clone()))).map(|(r, _)| r));
        // An ending is worth a line where it says something else than the shorter one, or than nothing at all.
        let says_more = match shorter {
            Some(shorter) => shorter != rule,
            None => rule != "0+",
        };
        if says_more && (total >= 2 || ending.len() == 1) && count * 2 > total {
            lines.push(format!("-{ending} {tag} {rule}"));
        }
    }
    lines.sort();
    let rules: &'static str = String::leak(lines.join("\n"));
    let by_rules = Lemmas::new(rules);
    for ((form, tag), (lemma, _)) in usual {
        let upos = super::labels::UPOS.iter().find(|(n, _)| *n == tag).map(|(_, u)| *u);
        let guessed = by_rules.of(&form, upos.unwrap_or(Upos::Verb), &tag);
        if guessed != lemma {
            lines.push(format!("{form} {tag} {lemma}"));
        }
    }
    lines.sort();
    lines.dedup();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_not_seen_in_training_come_from_the_dictionary() {
        for (form, tag, wanted) in [
            ("widened", "VBD", Some("widen")),
            ("hoped", "VBN", Some("hope")),
            ("felled", "VBD", Some("fell")),
            ("planning", "VBG", Some("plan")),
            ("relies", "VBZ", Some("rely")),
            ("shook", "VBD", Some("shake")),
            ("zorbled", "VBD", None),
            ("\u{e9}ed", "VBD", None),
        ] {
            assert_eq!(verb(form, tag).as_deref(), wanted, "{form}");
        }
    }

    #[test]
    fn endings_are_learned_and_exceptions_kept() {
        let words = [
            ("carried", "carry"),
            ("hurried", "hurry"),
            ("worried", "worry"),
            ("walked", "walk"),
            ("talked", "talk"),
            ("asked", "ask"),
            ("went", "go"),
            ("mended", "mend"),
            ("landed", "land"),
        ];
        let list = learn(words.iter().map(|(f, l)| (*f, Upos::Verb, "VBD", *l)));
        let lemmas = Lemmas::new(String::leak(list));
        assert_eq!(lemmas.of("Married", Upos::Verb, "VBD"), "marry");
        assert_eq!(lemmas.of("parked", Upos::Verb, "VBD"), "park");
        assert_eq!(lemmas.of("went", Upos::Verb, "VBD"), "go");
        assert_eq!(lemmas.of("Tarn", Upos::Propn, "NNP"), "Tarn");
        assert_eq!(lemmas.of("\u{201c}", Upos::Punct, "``"), "\"");
    }
}
