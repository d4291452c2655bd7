//! What a place name stands for, and how two places stand to each other.
//!
//! What belongs here: one or two names by themselves. What does not: where in a text a place is named.

use super::fold::{bare, fold};
use super::gazetteer::{Area, City, clean, gazetteer};
use super::relate::relation;
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

    pub fn country(&self) -> Option<&'static str> {
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
            _ => name.get(
                lower.strip_prefix(word)?.strip_prefix(" of ").and_then(|rest| name.len().checked_sub(rest.len()))?..,
            )?,
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

/// The name without a possessive ending, unless that belongs to it: "St. John's".
pub(crate) fn own_name(name: &str) -> &str {
    let whole = name.contains(['\'', '’']) && name.len() < 80 && gazetteer().is_city(&fold(name));
    if whole { name.trim() } else { bare(name) }
}

/// All readings of a name, the best known first.
pub(crate) fn readings(name: &str) -> Vec<Reading> {
    // "St. John's" is no possessive.
    let name = if name.contains(['\'', '’']) && name.len() < 80 && gazetteer().is_city(&fold(name)) {
        name
    } else {
        bare(name)
    };
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
    if out.is_empty()
        && let Some(rest) = key.strip_prefix("st ")
    {
        out.extend(all.cities_named(&format!("saint {rest}")).into_iter().map(canonical_city).map(Reading::City));
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
                .and_then(|after| name.get(name.len().checked_sub(after.len())?..)),
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

#[cfg(test)]
mod tests {
    use super::*;

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
