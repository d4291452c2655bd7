//! What a place name stands for, and how two places stand to each other.
//!
//! What belongs here: one or two names by themselves. What does not: where in a text a place is named.

use super::fold::{bare, fold};
use super::gazetteer::{Area, City, clean, gazetteer};
use crate::model::Relation;

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A part of the world: Europe, the Caucasus.
    World,
    Country,
    /// A state, province or the like.
    Region,
    City,
}

/// A place that the tables know, or whose country and region the text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceInfo {
    pub name: String,
    /// ISO 3166 code; `None` for parts of the world.
    pub country: Option<String>,
    /// Name of the first-level division, or its code where the tables have no name for it.
    pub admin1: Option<String>,
    pub kind: PlaceKind,
    /// In thousands; 0 where it is not known.
    pub population: u32,
}

/// One reading of a name.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    World(&'static Area),
    Country(&'static Area),
    Region(&'static Area),
    City(City),
}

/// The words that say what kind of place a name is: "Kyoto Prefecture", "the state of Oregon".
const KINDS: [&str; 16] = [
    "province",
    "prefecture",
    "state",
    "region",
    "county",
    "district",
    "city",
    "republic",
    "governorate",
    "oblast",
    "canton",
    "municipality",
    "metropolis",
    "capital",
    "territory",
    "kingdom",
];

/// The words for a seat of government in a description: "the Chinese capital", "the Swiss federal city".
const SEAT_WORDS: [&str; 3] = ["capital", "federal city", "capital city"];

impl Reading {
    pub fn info(&self) -> PlaceInfo {
        match self {
            Reading::World(area) => PlaceInfo {
                name: area.name().to_string(),
                country: None,
                admin1: None,
                kind: PlaceKind::World,
                population: 0,
            },
            Reading::Country(area) => PlaceInfo {
                name: area.name().to_string(),
                country: Some(area.country.to_string()),
                admin1: None,
                kind: PlaceKind::Country,
                population: 0,
            },
            Reading::Region(area) => PlaceInfo {
                name: area.name().to_string(),
                country: Some(area.country.to_string()),
                admin1: Some(area.name().to_string()),
                kind: PlaceKind::Region,
                population: 0,
            },
            Reading::City(city) => PlaceInfo {
                name: city.name(),
                country: Some(city.country.to_string()),
                admin1: Some(match gazetteer().region(city.country, city.division) {
                    Some(region) => region.name().to_string(),
                    None => city.division.to_string(),
                }),
                kind: PlaceKind::City,
                population: city.population,
            },
        }
    }

    fn country(&self) -> Option<&'static str> {
        match self {
            Reading::World(_) => None,
            Reading::Country(area) | Reading::Region(area) => Some(area.country),
            Reading::City(city) => Some(city.country),
        }
    }

    /// The better known a reading, the higher.
    fn weight(&self) -> u32 {
        match self {
            Reading::Country(_) | Reading::World(_) => 2_000_000,
            Reading::City(city) if city.population >= 1_000 => 1_000_000 + city.population,
            Reading::Region(_) => 1_000_000,
            Reading::City(city) => city.population,
        }
    }
}

/// The city of that name in the country, or the most populous one.
fn city_in(name: &str, country: &str) -> Option<City> {
    let cities = gazetteer().cities_named(&fold(name));
    cities.iter().find(|c| c.country == country).copied()
}

/// The city that a description names by its country or region: "the Chinese capital", "the capital of Bavaria".
fn described(name: &str) -> Option<Reading> {
    let lower = name.to_lowercase();
    let name = if lower.starts_with("the ") { name.get(4..)? } else { name };
    let lower = name.to_lowercase();
    let area = SEAT_WORDS.iter().find_map(|word| {
        let owner = match lower.strip_suffix(word) {
            Some(before) if before.ends_with(' ') => name.get(..before.len())?,
            _ => name.get(lower.strip_prefix(word)?.strip_prefix(" of ").map(|rest| name.len() - rest.len())?..)?,
        };
        let owner = bare(owner.trim());
        let owner = owner.strip_prefix("the ").unwrap_or(owner);
        let key = fold(owner);
        let all = gazetteer();
        all.country_of_adjective(owner)
            .or_else(|| all.countries_named(&key, owner).first().copied())
            .or_else(|| all.region_of_adjective(owner))
            .or_else(|| all.regions_named(&key, owner).first().copied())
    })?;
    let capital = area.capitals.first()?;
    city_in(capital, area.country).map(Reading::City)
}

/// All readings of a name, the best known first.
pub(crate) fn readings(name: &str) -> Vec<Reading> {
    let name = bare(name);
    if name.len() > 80 || !clean(name) {
        return Vec::new();
    }
    let all = gazetteer();
    // "The Hague" and the like keep their article.
    let plain = ["the ", "The ", "THE "].iter().find_map(|t| name.strip_prefix(t));
    let name = plain.filter(|_| !all.is_city(&fold(name))).unwrap_or(name);
    let key = fold(name);
    let mut out: Vec<Reading> = all.countries_named(&key, name).into_iter().map(Reading::Country).collect();
    out.extend(all.wider_named(&key).filter(|_| starts_capital(name)).map(Reading::World));
    out.extend(all.regions_named(&key, name).into_iter().map(Reading::Region));
    // An abbreviation is no city: "U.N." is not Un.
    let abbreviation = name.contains('.') && key.len() < 5 || key.len() < 3 && !name.chars().any(char::is_lowercase);
    if starts_capital(name) && !abbreviation {
        out.extend(all.cities_named(&key).into_iter().map(canonical_city).map(Reading::City));
    }
    if out.is_empty() {
        out.extend(described(name));
    }
    if out.is_empty()
        && let Some((head, tail)) =
            name.rsplit_once(", ").or_else(|| name.rsplit_once(' ').filter(|(_, t)| *t == "DC" || t.ends_with('.')))
    {
        let outer = readings(tail);
        let inner: Vec<Reading> = readings(head)
            .into_iter()
            .filter(|r| outer.iter().any(|o| matches!(relation(o, r), Relation::RefinedBy | Relation::Equal)))
            .collect();
        return inner;
    }
    if out.is_empty() {
        out = without_kind(name);
    }
    out.sort_by_key(|r| std::cmp::Reverse(r.weight()));
    out
}

fn starts_capital(name: &str) -> bool {
    name.chars().next().is_some_and(|c| c.is_uppercase()) || name.contains(['-', '\''])
}

/// Another name of a city gives the row of its proper name, for there may be several rows for one city.
fn canonical_city(city: City) -> City {
    if !city.other_name {
        return city;
    }
    let rows = gazetteer().cities_named(&fold(city.shown));
    rows.into_iter()
        .find(|c| !c.other_name && c.country == city.country && c.population == city.population)
        .unwrap_or(city)
}

/// "Kyoto Prefecture", "Styria province", "the city of Ghent": the name without the word for its kind.
fn without_kind(name: &str) -> Vec<Reading> {
    let lower = name.to_lowercase();
    for kind in KINDS {
        let rest = match lower.strip_suffix(kind) {
            Some(before) if before.ends_with([' ', '-']) => name.get(..before.len()),
            _ => lower
                .strip_prefix(kind)
                .and_then(|after| after.strip_prefix(" of "))
                .and_then(|after| name.get(name.len() - after.len()..)),
        };
        let Some(rest) = rest.map(|r| r.trim_end_matches([' ', '-'])) else { continue };
        if rest.is_empty() {
            continue;
        }
        let found = readings(rest);
        // A county is no city, and a state no country: only a fitting kind of place keeps its reading.
        return found
            .into_iter()
            .filter(|r| match kind {
                "city" | "municipality" | "metropolis" | "capital" => matches!(r, Reading::City(_)),
                "republic" | "kingdom" => !matches!(r, Reading::City(_)),
                _ => matches!(r, Reading::Region(_)),
            })
            .collect();
    }
    Vec::new()
}

/// What a place name stands for; of several places, the best known.
pub fn resolve_place(name: &str) -> Option<PlaceInfo> {
    readings(name).first().map(Reading::info)
}

/// What a place name stands for in a text that speaks of the country with that code.
pub fn resolve_place_in(name: &str, country: Option<&str>) -> Option<PlaceInfo> {
    let all = readings(name);
    let best = all.first()?;
    let near = country.and_then(|code| all.iter().find(|r| r.country() == Some(code)));
    // A metropolis is meant even where a village in the country is called like it.
    match near {
        Some(near) if best.weight() < 1_000_000 || near.weight() >= 100 => Some(near.info()),
        _ => Some(best.info()),
    }
}

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
        let (a, b) = (fold(bare(a)), fold(bare(b)));
        let same = !a.is_empty() && a.trim_start_matches("the ") == b.trim_start_matches("the ");
        return if same { Relation::Equal } else { Relation::Incomparable("unknown-place") };
    }
    let mut best: Option<Relation> = None;
    for one in first.iter().take(6) {
        for other in second.iter().take(6) {
            let found = relation(one, other);
            if best.is_none_or(|b| rank(found) < rank(b)) {
                best = Some(found);
            }
        }
    }
    best.unwrap_or(Relation::Incomparable("unknown-place"))
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

fn relation(a: &Reading, b: &Reading) -> Relation {
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
            } else if one.country == "EU" || other.country == "EU" {
                Relation::Incomparable("unknown-place")
            } else {
                Relation::Disjoint
            }
        }
        (Country(_), _) => flip(relation(b, a)),
        (Region(_) | Town(_), Country(land)) => {
            if a.country() == Some(land.country) {
                Relation::Refines
            } else if land.country == "EU" || disputed(a.country(), land.country) {
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
            if city.country != region.country {
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

    #[test]
    fn names_of_places() {
        let cases = [
            ("S. Korea", "South Korea", "KR"),
            ("U.S.", "United States", "US"),
            ("the Chinese capital", "Beijing", "CN"),
            ("the Croatian capital", "Zagreb", "HR"),
            ("the Swiss federal city", "Bern", "CH"),
            ("the capital of Bavaria", "Munich", "DE"),
            ("Zurich", "Zürich", "CH"),
            ("Bombay", "Mumbai", "IN"),
            ("Missoula, Mont.", "Missoula", "US"),
            ("the state of Oregon", "Oregon", "US"),
            ("ZAGREB", "Zagreb", "HR"),
            ("Kyoto's", "Kyoto", "JP"),
        ];
        for (name, canonical, country) in cases {
            let info = resolve_place(name).unwrap_or_else(|| panic!("{name} is not known"));
            assert_eq!((info.name.as_str(), info.country.as_deref()), (canonical, Some(country)), "{name}");
        }
        assert!(resolve_place("us").is_none());
        assert!(resolve_place("Kitchen").is_none());
        assert!(resolve_place("").is_none());
        assert_eq!(resolve_place_in("Georgia", Some("US")).map(|i| i.kind), Some(PlaceKind::Region));
        assert_eq!(resolve_place_in("Birmingham", Some("US")).and_then(|i| i.admin1).as_deref(), Some("Alabama"));
    }
}
