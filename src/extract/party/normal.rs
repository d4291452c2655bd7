//! Normal forms of names: the same for the spellings of one name.
//!
//! What belongs here: spelling of names. What does not: who bears them.

use super::lists::lists;
use crate::extract::place::{bare, fold};

/// Particles that do not tell people apart.
const PARTICLES: [&str; 14] =
    ["al", "el", "bin", "ibn", "de", "da", "do", "di", "van", "von", "der", "den", "la", "ter"];

const LEGAL: [&str; 27] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "llc",
    "llp",
    "gmbh",
    "ag",
    "sa",
    "spa",
    "nv",
    "bv",
    "ab",
    "asa",
    "oy",
    "oyj",
    "se",
    "kk",
    "group",
    "holding",
    "holdings",
    "the",
];

/// The folded words of a person's name in order, without suffixes such as "Jr.".
pub fn person_words(name: &str) -> Vec<String> {
    let all: Vec<String> = fold(bare(name)).split(' ').filter(|w| !w.is_empty()).map(str::to_string).collect();
    let kept: Vec<String> = all.iter().filter(|w| !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii")).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

/// The key of a person: the words of the name in the order of the alphabet, for languages differ in which part comes first.
pub fn person_key(name: &str) -> String {
    let mut words = person_words(name);
    words.sort();
    words.join(" ")
}

/// The key of an organisation: folded, without legal forms.
pub fn organisation_key(name: &str) -> String {
    let folded = fold(bare(name));
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|w| !LEGAL.contains(w)).collect();
    if kept.is_empty() { words.join(" ") } else { kept.join(" ") }
}

/// The words that can stand for a person in place of the whole name.
pub fn surnames(name: &str) -> Vec<String> {
    let plain = bare(name);
    let written: Vec<&str> = plain.split_whitespace().collect();
    let mut out = Vec::new();
    let (Some(first), Some(last)) = (written.first(), written.last()) else { return out };
    if written.len() < 2 {
        return vec![fold(first)];
    }
    let suffix = matches!(fold(last).as_str(), "jr" | "sr" | "ii" | "iii");
    let last_at = if suffix && written.len() > 2 { written.len() - 2 } else { written.len() - 1 };
    out.push(fold(written[last_at]));
    // With its particles, too: "van der Berg".
    let mut from = last_at;
    while from > 1 && PARTICLES.contains(&fold(written[from - 1]).as_str()) {
        from -= 1;
    }
    if from < last_at {
        out.push(fold(&written[from..=last_at].join(" ")));
    }
    // Two surnames: "María Soler Vidal" is "Soler" or "Soler Vidal".
    if last_at == 2
        && written.len() == 3
        && lists().given(first)
        && !lists().given_or_word(written[1])
        && written[1].len() > 2
    {
        out.push(fold(written[1]));
        out.push(fold(&written[1..].join(" ")));
    }
    if lists().family_first(first) {
        out.push(fold(first));
    }
    out.dedup();
    out
}

/// A spelling that transliterations share: "Zelenskyy" and "Zelensky", "Yevhen" and "Evhen" give one.
pub fn skeleton(word: &str) -> String {
    // the letters from a to z that a text has, one bit each
    let letters =
        |text: &str| text.bytes().filter(u8::is_ascii_lowercase).fold(0u32, |set, letter| set | 1 << (letter - b'a'));
    let mut text = word.to_string();
    let mut has = letters(&text);
    for (from, to) in [
        ("tsch", "c"),
        ("sch", "s"),
        ("tch", "c"),
        ("kh", "h"),
        ("ch", "c"),
        ("sh", "s"),
        ("zh", "z"),
        ("dj", "j"),
        ("dzh", "j"),
        ("ph", "f"),
        ("th", "t"),
        ("gh", "g"),
        ("ck", "k"),
        ("ts", "c"),
        ("tz", "c"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ye", "e"),
        ("ie", "e"),
        ("yo", "o"),
        ("yu", "u"),
        ("ya", "a"),
        ("ia", "a"),
        ("x", "ks"),
        ("w", "v"),
        ("q", "k"),
        ("y", "i"),
        ("j", "i"),
    ] {
        // most words lack a letter of it, and the search that `replace` makes ready costs more than a look
        if letters(from) & !has == 0 && text.as_bytes().windows(from.len()).any(|part| part == from.as_bytes()) {
            text = text.replace(from, to);
            has = letters(&text);
        }
    }
    let mut out = String::new();
    for c in text.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() > 4 && out.ends_with("ff") || out.ends_with("of") {
        out.truncate(out.len() - 1);
        out.push('v');
    }
    out
}

/// The first letters of the words that count, for "CRWC".
pub fn initials(name: &str) -> Vec<String> {
    let folded = fold(bare(name));
    let small = ["of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des"];
    let all: String = folded.split(' ').filter_map(|w| w.chars().next()).collect();
    let main: String = folded.split(' ').filter(|w| !small.contains(w)).filter_map(|w| w.chars().next()).collect();
    let mut out = vec![main];
    if !out.contains(&all) {
        out.push(all);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        assert_eq!(person_key("Park Sun-woo"), person_key("Park Sun Woo"));
        assert_eq!(person_key("Morisato Kenta"), person_key("Kenta Morisato"));
        assert_eq!(person_key("Núria Vallès"), person_key("Nuria Valles"));
        assert_eq!(organisation_key("Orvia Mining Ltd."), organisation_key("Orvia Mining"));
        assert_eq!(skeleton("zelenskyy"), skeleton("zelensky"));
        assert_ne!(skeleton("vuikers"), skeleton("vuijk"));
        assert!(surnames("Anneke van der Berg").contains(&"van der berg".to_string()));
        assert!(surnames("Park Min-ji").contains(&"park".to_string()));
        assert!(initials("Centre for River and Wetland Care").contains(&"crwc".to_string()));
    }
}
