//! How two places stand to each other: one, inside, apart.
//!
//! What belongs here: pairs of places. What does not: what one name stands for.

use super::fold::{bare, fold};
use super::gazetteer::{City, gazetteer};
use super::resolve::{Reading, readings};
use crate::model::Relation;

/// Whether two names surely stand for one place.
pub fn same_place(a: &str, b: &str) -> bool {
    relate_places(a, b) == Relation::Equal
}

/// Whether the place `inner` lies in the place `outer`.
pub fn contains(outer: &str, inner: &str) -> bool {
    relate_places(inner, outer) == Relation::Refines
}

/// How two places stand to each other, each seen as a set of points.
///
/// Of names with several readings, the pair of readings that agrees best counts: only names none of whose readings
/// can agree are apart.
pub fn relate_places(a: &str, b: &str) -> Relation {
    let (first, second) = (readings(a), readings(b));
    if first.is_empty() || second.is_empty() {
        let plain = |name: &str| fold(bare(name)).trim_start_matches("the ").to_string();
        if !plain(a).is_empty() && plain(a) == plain(b) {
            return Relation::Equal;
        }
        return standing_in(a, b, first.is_empty(), second.is_empty());
    }
    let mut best: Option<Relation> = None;
    for (i, one) in first.iter().take(6).enumerate() {
        for (j, other) in second.iter().take(6).enumerate() {
            let found = relation(one, other);
            // Of the less known readings only those count that agree.
            if (i + j == 0 || rank(found) < 2) && best.is_none_or(|b| rank(found) < rank(b)) {
                best = Some(found);
            }
        }
    }
    best.unwrap_or(Relation::Incomparable("unknown-place"))
}

/// Two places at least one of which only the place it stands in tells: "the town hall in Graz".
fn standing_in(a: &str, b: &str, a_unknown: bool, b_unknown: bool) -> Relation {
    let unknown = Relation::Incomparable("unknown-place");
    if of_one_kind(a, b) {
        return Relation::Disjoint;
    }
    let split = |name: &str| {
        let links = [" in ", " near ", ", ", " of "];
        links.iter().find_map(|link| {
            let (head, place) = name.rsplit_once(link)?;
            (!readings(place).is_empty())
                .then(|| (fold(bare(head)).trim_start_matches("the ").to_string(), place.to_string(), *link))
        })
    };
    let (one, other) = (a_unknown.then(|| split(a)).flatten(), b_unknown.then(|| split(b)).flatten());
    match (one, other) {
        (Some((head, place, link)), Some((other_head, other_place, other_link))) => {
            match relate_places(&place, &other_place) {
                Relation::Disjoint if link != " near " && other_link != " near " => Relation::Disjoint,
                Relation::Disjoint | Relation::Incomparable(_) | Relation::Overlaps => unknown,
                relation if head == other_head => relation,
                _ => unknown,
            }
        }
        (Some((_, place, link)), None) if !b_unknown && link != " near " => match relate_places(&place, b) {
            Relation::Equal | Relation::Refines => Relation::Refines,
            Relation::Disjoint => Relation::Disjoint,
            _ => unknown,
        },
        (None, Some((_, place, link))) if !a_unknown && link != " near " => match relate_places(a, &place) {
            Relation::Equal | Relation::RefinedBy => Relation::RefinedBy,
            Relation::Disjoint => Relation::Disjoint,
            _ => unknown,
        },
        _ => unknown,
    }
}

/// Whether two are of one kind of venue, and are called by names with nothing in common: "Marien Hospital", "Kellin Hospital".
fn of_one_kind(a: &str, b: &str) -> bool {
    const KINDS: [&str; 16] = [
        "hospital",
        "airport",
        "station",
        "bridge",
        "square",
        "street",
        "school",
        "prison",
        "stadium",
        "hotel",
        "university",
        "museum",
        "theatre",
        "park",
        "harbour",
        "palace",
    ];
    // "the central station" may be any
    const PLAIN: [&str; 14] = [
        "central",
        "main",
        "city",
        "university",
        "general",
        "international",
        "national",
        "north",
        "south",
        "east",
        "west",
        "old",
        "new",
        "royal",
    ];
    let words = |name: &str| -> Vec<String> {
        fold(bare(name)).trim_start_matches("the ").split_whitespace().map(str::to_string).collect()
    };
    let (mut one, mut other) = (words(a), words(b));
    let (kind, sort) = (one.pop().unwrap_or_default(), other.pop().unwrap_or_default());
    let named = |name: &str| bare(name).trim_start_matches("the ").starts_with(char::is_uppercase);
    let own = |list: &[String]| list.iter().any(|word| !PLAIN.contains(&word.as_str()));
    let near = |x: &String, y: &String| x.starts_with(y.as_str()) || y.starts_with(x.as_str());
    let shared = one.iter().any(|x| other.iter().any(|y| near(x, y)));
    KINDS.contains(&kind.as_str()) && kind == sort && named(a) && named(b) && own(&one) && own(&other) && !shared
}

fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Equal => 0,
        Relation::Refines | Relation::RefinedBy => 1,
        Relation::Overlaps => 2,
        Relation::Incomparable(_) => 3,
        Relation::Disjoint => 4,
    }
}

fn flip(relation: Relation) -> Relation {
    match relation {
        Relation::Refines => Relation::RefinedBy,
        Relation::RefinedBy => Relation::Refines,
        other => other,
    }
}

pub(super) fn relation(a: &Reading, b: &Reading) -> Relation {
    use Reading::{City as Town, Country, Region, World};
    match (a, b) {
        (World(one), World(other)) => {
            if std::ptr::eq(*one, *other) {
                Relation::Equal
            } else if !one.parts.is_empty() && one.parts.iter().all(|p| other.parts.contains(p)) {
                Relation::Refines
            } else if !other.parts.is_empty() && other.parts.iter().all(|p| one.parts.contains(p)) {
                Relation::RefinedBy
            } else {
                Relation::Incomparable("unknown-place")
            }
        }
        (World(_), _) => flip(relation(b, a)),
        (_, World(part)) => {
            let home = a.country().and_then(|code| gazetteer().country(code));
            if home.is_some_and(|c| c.parts.iter().any(|p| part.parts.contains(p))) {
                Relation::Refines
            } else {
                Relation::Incomparable("unknown-place")
            }
        }
        (Country(one), Country(other)) => {
            if one.country == other.country {
                Relation::Equal
            } else if one.country == "EU"
                || other.country == "EU"
                || disputed(Some(one.country), other.country)
                || disputed(Some(other.country), one.country)
            {
                Relation::Incomparable("unknown-place")
            } else {
                Relation::Disjoint
            }
        }
        (Country(_), _) => flip(relation(b, a)),
        (Region(_) | Town(_), Country(land)) => {
            if a.country() == Some(land.country) {
                Relation::Refines
            } else if land.country == "EU" || disputed(a.country(), land.country) || small(a) {
                Relation::Incomparable("unknown-place")
            } else {
                Relation::Disjoint
            }
        }
        (Region(one), Region(other)) => {
            if std::ptr::eq(*one, *other) {
                Relation::Equal
            } else if one.country == other.country && (one.division == "~" || other.division == "~") {
                Relation::Incomparable("unknown-place")
            } else {
                Relation::Disjoint
            }
        }
        (Region(_), Town(_)) => flip(relation(b, a)),
        (Town(city), Region(region)) => {
            if small(a) && (city.country, city.division) != (region.country, region.division) {
                Relation::Incomparable("unknown-place")
            } else if city.country != region.country {
                Relation::Disjoint
            } else if city.division == region.division {
                Relation::Refines
            } else if region.division == "~" || region.capitals.iter().any(|c| fold(c) == city.key) {
                Relation::Incomparable("unknown-place")
            } else {
                Relation::Disjoint
            }
        }
        (Town(one), Town(other)) => cities(one, other),
    }
}

/// Whether a town is so small that a village of the same name, which the tables lack, may be meant.
fn small(reading: &Reading) -> bool {
    matches!(reading, Reading::City(city) if city.population < 150)
}

/// Territories that are a state's, or claimed by it, though the tables give them a code of their own.
fn disputed(inner: Option<&str>, outer: &str) -> bool {
    let Some(inner) = inner else { return true };
    let pairs = [
        ("HK", "CN"),
        ("MO", "CN"),
        ("TW", "CN"),
        ("XK", "RS"),
        ("PS", "IL"),
        ("EH", "MA"),
        ("PR", "US"),
        ("GU", "US"),
        ("VI", "US"),
        ("AS", "US"),
        ("MP", "US"),
        ("GL", "DK"),
        ("FO", "DK"),
        ("AX", "FI"),
        ("SJ", "NO"),
        ("GI", "GB"),
        ("FK", "GB"),
        ("BM", "GB"),
        ("KY", "GB"),
        ("JE", "GB"),
        ("GG", "GB"),
        ("IM", "GB"),
        ("GP", "FR"),
        ("MQ", "FR"),
        ("RE", "FR"),
        ("GF", "FR"),
        ("YT", "FR"),
        ("NC", "FR"),
        ("PF", "FR"),
        ("AW", "NL"),
        ("CW", "NL"),
        ("BQ", "NL"),
        ("UA", "RU"),
        ("IL", "PS"),
    ];
    let past = ["SU", "YU", "CS", "DD"];
    pairs.contains(&(inner, outer)) || past.contains(&outer) || past.contains(&inner)
}

fn cities(one: &City, other: &City) -> Relation {
    if one == other || (one.country == other.country && one.population == other.population && one.cell == other.cell) {
        return Relation::Equal;
    }
    // The tables hold boroughs and suburbs as places of their own: a small place at the gates of a large one may be part of it.
    let larger = one.population.max(other.population);
    let smaller = one.population.min(other.population).max(1);
    if one.country == other.country && larger >= 4 * smaller && kilometres(one.cell, other.cell) < 35 {
        return Relation::Incomparable("near-place");
    }
    Relation::Disjoint
}

/// How far two cells lie apart, roughly.
fn kilometres(a: (u16, u16), b: (u16, u16)) -> u32 {
    let north = u32::from(a.0.abs_diff(b.0)) * 111 / 20;
    let apart = a.1.abs_diff(b.1);
    let east = u32::from(apart.min(3600 - apart.min(3600)));
    // Percent of the length that a degree of longitude has at the equator, every ten degrees of latitude.
    let shrink = [100, 98, 94, 87, 77, 64, 50, 34, 17, 5];
    let latitude = usize::from(a.0 / 20).abs_diff(90) / 10;
    let east = east * 111 / 10 * shrink.get(latitude).copied().unwrap_or(1) / 100;
    let square = u64::from(north).pow(2) + u64::from(east).pow(2);
    u32::try_from(square.isqrt()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_of_the_examples() {
        let mut wrong = Vec::new();
        for line in include_str!("../../data/places/relations.txt").lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            let [a, sign, b] = fields[..] else { panic!("bad line: {line}") };
            let expected = match sign {
                "=" => Relation::Equal,
                "in" => Relation::Refines,
                "has" => Relation::RefinedBy,
                "not" => Relation::Disjoint,
                reason if reason.starts_with('?') => Relation::Incomparable("unknown-place"),
                _ => panic!("bad sign: {line}"),
            };
            let found = relate_places(a, b);
            let fits = match (expected, found) {
                (Relation::Incomparable(_), Relation::Incomparable(_)) => true,
                (e, f) => e == f,
            };
            if !fits || relate_places(b, a) != flip(found) {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
