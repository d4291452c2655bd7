//! What is counted: the noun phrase that follows a number.

use super::row::Row;

/// The counted thing, singular and in lower case, and the token after it.
pub fn counted(row: &Row, at: usize, one: bool) -> Option<(String, usize)> {
    let mut at = at;
    let mut words: Vec<String> = Vec::new();
    while row.is_any(at, &["more", "other", "additional", "further", "extra"]) && words.is_empty() {
        at += 1;
    }
    let start = at;
    let mut head = None;
    while words.len() < 5 {
        let Some(token) = row.get(at).filter(|t| t.is_word() && !t.paragraph && (at == start || t.spaced)) else {
            break;
        };
        if row.lexicon.stop.has(token) && !row.is(at, "all") {
            break;
        }
        let mut word = row.str(at).to_string();
        let mut next = at + 1;
        // a compound such as "ten-storey" or "part-time"
        while row.numbers.is_hyphen(next) && row.get(next + 1).is_some_and(|t| t.is_word()) {
            word = format!("{word}-{}", row.str(next + 1));
            next += 2;
        }
        let counts = is_plural(&word) || row.lexicon.collective.has(token);
        if head.is_some() && !counts {
            break;
        }
        words.push(word);
        at = next;
        if counts {
            head = Some((words.len(), at));
        }
        // a possessive ends it: "two years' work", "14 ministers' wives"
        if row.tight_mark(at, "'\u{2019}") || matches!(row.str(at), "'s" | "\u{2019}s") {
            break;
        }
    }
    if head.is_none() && one && !words.is_empty() {
        // "one person died": the noun is the word that follows, or the next where that is an adjective of it
        let length = words.len().min(if words.len() > 1 && adjective(&words[0]) { 2 } else { 1 });
        let after = start + length;
        return words[length - 1].chars().all(char::is_alphabetic).then(|| (phrase(&words[..length]), after));
    }
    let (length, next) = head?;
    Some((phrase(&words[..length]), next))
}

fn adjective(word: &str) -> bool {
    ["al", "ic", "ous", "ful", "ive", "an", "ese", "ish", "ed", "er", "or"].iter().any(|end| word.ends_with(end))
        || matches!(word, "new" | "young" | "old" | "big" | "small" | "large" | "single" | "extra")
}

fn is_plural(word: &str) -> bool {
    let word = word.to_lowercase();
    word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end))
}

fn phrase(words: &[String]) -> String {
    let mut lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    if let Some(last) = lower.last_mut() {
        *last = singular(last);
    }
    lower.join(" ")
}

/// The singular of an English noun in lower case.
pub fn singular(word: &str) -> String {
    const IRREGULAR: [(&str, &str); 14] = [
        ("men", "man"),
        ("women", "woman"),
        ("children", "child"),
        ("feet", "foot"),
        ("geese", "goose"),
        ("teeth", "tooth"),
        ("mice", "mouse"),
        ("oxen", "ox"),
        ("lives", "life"),
        ("wives", "wife"),
        ("thieves", "thief"),
        ("wolves", "wolf"),
        ("halves", "half"),
        ("leaves", "leaf"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_string();
    }
    for (many, one) in [("men", "man"), ("women", "woman"), ("children", "child")] {
        // firemen, grandchildren; but not "specimen" or "omen"
        if word.len() > many.len() + 3 && word.ends_with(many) && !word.ends_with("cimen") && !word.ends_with("regimen")
        {
            return format!("{}{one}", &word[..word.len() - many.len()]);
        }
    }
    let keep = ["series", "species", "news", "headquarters", "crossroads", "means", "passers-by", "barracks"];
    if keep.contains(&word) || word.len() < 4 {
        return word.to_string();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for end in ["sses", "shes", "ches", "xes", "zzes", "oes"] {
        if let Some(stem) = word.strip_suffix("es").filter(|_| word.ends_with(end)) {
            return stem.to_string();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) => stem.to_string(),
        _ => word.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scan::scan;

    #[test]
    fn finds_what_is_counted() {
        let of = |text: &str| {
            let tokens = scan(text);
            counted(&Row::new(text, &tokens), 0, false)
        };
        assert_eq!(of("firefighters reached"), Some(("firefighter".into(), 1)));
        assert_eq!(of("former workers of"), Some(("former worker".into(), 2)));
        assert_eq!(of("police officers said"), Some(("police officer".into(), 2)));
        assert_eq!(of("dead and more"), Some(("dead".into(), 1)));
        assert_eq!(of("more people"), Some(("people".into(), 2)));
        assert_eq!(of("died in floods"), None);
        assert_eq!(of("of them"), None);
    }

    #[test]
    fn makes_singulars() {
        for (many, one) in [
            ("parties", "party"),
            ("boxes", "box"),
            ("firemen", "fireman"),
            ("women", "woman"),
            ("buses", "buse"),
            ("houses", "house"),
            ("people", "people"),
            ("buse", "buse"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
