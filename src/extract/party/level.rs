//! Whether two texts speak of the same party.
//!
//! What belongs here: the comparison of two parties. What does not: finding them in a text.

use super::normal::{initials, organisation_key, person_words, skeleton, surnames};
use super::{Entity, MentionForm, TitleClass, covered_by, lists};
use crate::syntax::NameKind;
use std::cell::LazyCell;

/// How surely two parties are one.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchLevel {
    Same,
    Likely,
    Unknown,
    Different,
}

/// Whether two parties of different texts are one.
pub fn same_party(a: &Entity, b: &Entity) -> MatchLevel {
    if a.key == b.key && a.kind == b.kind && (a.named() || b.named()) {
        let short = a.kind == NameKind::Person && !a.key.contains(' ');
        return if !short {
            MatchLevel::Same
        } else if titles_clash(a, b) {
            MatchLevel::Unknown
        } else {
            MatchLevel::Likely
        };
    }
    match (a.kind, b.kind) {
        (NameKind::Person, NameKind::Person) => people(a, b),
        (NameKind::Place, NameKind::Place) => MatchLevel::Different,
        (NameKind::Organisation, NameKind::Organisation) => organisations(a, b),
        _ if a.key == b.key => MatchLevel::Likely,
        (NameKind::Other, _) | (_, NameKind::Other) => MatchLevel::Unknown,
        (NameKind::Place, _) | (_, NameKind::Place) if acts_for(a, b) => MatchLevel::Unknown,
        (NameKind::Person, _) | (_, NameKind::Person) => MatchLevel::Different,
        _ => MatchLevel::Unknown,
    }
}

fn share_title(a: &Entity, b: &Entity) -> bool {
    let covers = |x: &Entity, y: &Entity| {
        x.titles.iter().any(|general| y.titles.iter().any(|t| covered_by(general).contains(&t.as_str())))
    };
    a.titles.iter().any(|t| b.titles.contains(t)) || covers(a, b) || covers(b, a)
}

/// Whether one is a state and the other acts for it.
fn acts_for(a: &Entity, b: &Entity) -> bool {
    let office = |t: &String| lists().title(t).is_some_and(|t| t.class == TitleClass::State) || t == "leader";
    a.country.is_some() && a.country == b.country && (a.titles.iter().any(office) || b.titles.iter().any(office))
}

/// Whether they are known to belong to different countries, or hold different offices of state.
fn titles_clash(a: &Entity, b: &Entity) -> bool {
    a.country.is_some() && b.country.is_some() && a.country != b.country
}

fn people(a: &Entity, b: &Entity) -> MatchLevel {
    match (a.named(), b.named()) {
        (true, true) => named_people(a, b),
        (false, false) => {
            if a.key == b.key {
                MatchLevel::Same
            } else if titles_clash(a, b) {
                MatchLevel::Different
            } else if share_title(a, b) {
                MatchLevel::Likely
            } else {
                MatchLevel::Unknown
            }
        }
        _ => {
            if titles_clash(a, b) {
                MatchLevel::Different
            } else if share_title(a, b) && a.country.is_some() && a.country == b.country {
                MatchLevel::Likely
            } else {
                MatchLevel::Unknown
            }
        }
    }
}

fn named_people(a: &Entity, b: &Entity) -> MatchLevel {
    let (one, other) = (person_words(&a.name), person_words(&b.name));
    if one.len() == 1 || other.len() == 1 {
        return short_name(a, b, &one, &other);
    }
    names_of_people(&a.name, &b.name, &one, &other)
}

fn short_name(a: &Entity, b: &Entity, one: &[String], other: &[String]) -> MatchLevel {
    let (short, full, name) = if one.len() == 1 { (one, other, &b.name) } else { (other, one, &a.name) };
    let word = short.first().map_or("", String::as_str);
    let borne = surnames(name);
    let spelled = LazyCell::new(|| skeleton(word));
    let close = |w: &String| *w == word || word.len() > 4 && skeleton(w) == *spelled;
    if borne.iter().any(close) {
        if titles_clash(a, b) { MatchLevel::Unknown } else { MatchLevel::Likely }
    } else if full.iter().any(close) {
        MatchLevel::Unknown
    } else {
        MatchLevel::Different
    }
}

/// How near two spellings of one word are: equal, the same but for transliteration, near, apart.
fn nearness(a: &str, b: &str) -> u8 {
    if a == b {
        return 3;
    }
    let close = strsim::jaro_winkler(a, b);
    if a.len().min(b.len()) > 3 && (close >= 0.965 || skeleton(a) == skeleton(b)) {
        2
    } else if close >= 0.93 && a.len().min(b.len()) > 4 {
        1
    } else {
        0
    }
}

fn names_of_people(a: &str, b: &str, one: &[String], other: &[String]) -> MatchLevel {
    // The surname carries the identity; which word it is, the languages disagree on.
    let (mut left, mut right) = (one.to_vec(), other.to_vec());
    left.sort();
    right.sort();
    // "Sunwoo" and "Sun-woo".
    if one.concat() == other.concat() || left.concat() == right.concat() {
        return MatchLevel::Same;
    }
    let (shorter, longer) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    let mut free: Vec<&String> = longer.iter().collect();
    let mut exact = 0;
    let mut spelled = 0;
    let mut near = 0;
    let mut loose = 0;
    let mut initial = 0;
    let mut order: Vec<(u8, &String)> =
        shorter.iter().map(|w| (longer.iter().map(|o| nearness(w, o)).max().unwrap_or(0), w)).collect();
    order.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(y.1)));
    for (_, word) in order {
        let Some((at, best)) =
            free.iter().enumerate().map(|(i, o)| (i, nearness(word, o))).max_by_key(|(i, n)| (*n, usize::MAX - i))
        else {
            break;
        };
        match best {
            3 => exact += 1,
            2 => spelled += 1,
            1 => near += 1,
            _ => {
                let nick = free.iter().position(|o| lists().nickname(word, o));
                let letter = free
                    .iter()
                    .position(|o| (word.len() == 1 || o.len() == 1) && word.chars().next() == o.chars().next());
                match nick.or(letter) {
                    Some(at) => {
                        initial += 1;
                        free.remove(at);
                    }
                    None => loose += 1,
                }
                continue;
            }
        }
        free.remove(at);
    }
    let (first_surnames, second_surnames) = (surnames(a), surnames(b));
    let surname =
        first_surnames.iter().flat_map(|x| second_surnames.iter().map(move |y| nearness(x, y))).max().unwrap_or(0);
    if loose > 0 {
        // A given name that differs makes another person, unless only a part of a compound name is left out.
        return MatchLevel::Different;
    }
    if surname == 0 && exact + spelled < shorter.len() {
        return MatchLevel::Different;
    }
    if initial == 0 && near == 0 && (exact + spelled == shorter.len()) {
        return if shorter.len() == longer.len() && surname >= 2 { MatchLevel::Same } else { MatchLevel::Likely };
    }
    if near > 0 && exact == 0 { MatchLevel::Unknown } else { MatchLevel::Likely }
}

fn organisations(a: &Entity, b: &Entity) -> MatchLevel {
    let (one, other) = (organisation_key(&a.name), organisation_key(&b.name));
    if one == other {
        return MatchLevel::Same;
    }
    let short = |short: &Entity, long: &Entity| {
        let letters = short.name.replace('.', "").to_lowercase();
        !letters.contains(' ') && letters.len() >= 2 && initials(&long.name).contains(&letters)
    };
    if short(a, b) || short(b, a) {
        return MatchLevel::Likely;
    }
    let acronym = |e: &Entity| e.mentions.iter().any(|m| m.form == MentionForm::Acronym);
    let words = |key: &str| -> Vec<String> { key.split(' ').map(str::to_string).collect() };
    let (left, right) = (words(&one), words(&other));
    let common = left.iter().filter(|w| right.contains(w) && w.len() > 3).count();
    if strsim::jaro_winkler(&one, &other) >= 0.965 {
        return MatchLevel::Likely;
    }
    if left.iter().all(|w| right.contains(w)) || right.iter().all(|w| left.contains(w)) {
        return MatchLevel::Likely;
    }
    if common == 0 && left.len() > 1 && right.len() > 1 && !acronym(a) && !acronym(b) {
        MatchLevel::Different
    } else {
        MatchLevel::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::party::{Mention, person_key};
    use crate::model::Span;

    fn entity(line: &str) -> Entity {
        // `Name / title / COUNTRY`; a name in angle brackets is none, only a title.
        let mut fields = line.split('/').map(str::trim);
        let name = fields.next().unwrap_or("");
        let titles: Vec<String> = fields.next().filter(|t| !t.is_empty()).map(|t| t.to_string()).into_iter().collect();
        let country = fields.next().filter(|c| !c.is_empty()).map(str::to_string);
        let untitled = name.starts_with('<');
        let kind = if let Some(name) = name.strip_prefix('#') {
            let _ = name;
            NameKind::Organisation
        } else {
            NameKind::Person
        };
        let name = name.trim_matches(['<', '>', '#']).to_string();
        let key = match kind {
            NameKind::Organisation => organisation_key(&name),
            _ if untitled => format!("{} {name}", country.as_deref().unwrap_or("")),
            _ => person_key(&name),
        };
        let form = if untitled { MentionForm::Title } else { MentionForm::Full };
        Entity {
            id: 0,
            kind,
            name,
            key,
            country,
            titles,
            mentions: vec![Mention { span: Span::new(0, 1), sentence: 0, form }],
        }
    }

    #[test]
    fn levels_of_the_examples() {
        let mut wrong = Vec::new();
        for line in include_str!("../../data/names/levels.txt").lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            let [a, level, b] = fields[..] else { panic!("bad line: {line}") };
            let found = same_party(&entity(a), &entity(b));
            if format!("{found:?}").to_lowercase() != level || same_party(&entity(b), &entity(a)) != found {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
