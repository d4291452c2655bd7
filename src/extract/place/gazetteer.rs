//! The tables of countries, regions, parts of the world and cities, and the search in them.
//!
//! What belongs here: data and its look-up by folded name. What does not: the reading of text around a name.

use super::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A country, a first-level division of one, or a part of the world, as its table has it.
#[derive(Debug)]
pub(crate) struct Area {
    /// Country code; empty for parts of the world.
    pub country: &'static str,
    /// Code of the division; empty for countries, `~` where it is not one of the official ones.
    pub division: &'static str,
    pub names: Vec<&'static str>,
    pub adjectives: Vec<&'static str>,
    pub capitals: Vec<&'static str>,
    pub seats: Vec<&'static str>,
    /// Where a country lies, or what lies in a part of the world.
    pub parts: Vec<&'static str>,
}

impl Area {
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or("")
    }
}

/// One row of the table of cities.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct City {
    pub country: &'static str,
    pub division: &'static str,
    /// In thousands.
    pub population: u32,
    /// Latitude in twentieths of a degree, longitude in tenths.
    pub cell: (u16, u16),
    /// The name as written; empty where it is the folded one with capitals.
    pub shown: &'static str,
    /// Whether the row is another name of the city `shown`.
    pub other_name: bool,
    /// Whether the name is an English word as well.
    pub word: bool,
    pub key: &'static str,
}

impl City {
    pub fn name(&self) -> String {
        if self.shown.is_empty() {
            let mut name = String::with_capacity(self.key.len());
            for (i, word) in self.key.split(' ').enumerate() {
                if i > 0 {
                    name.push(' ');
                }
                let mut letters = word.chars();
                name.extend(letters.next().map(|c| c.to_ascii_uppercase()));
                name.push_str(letters.as_str());
            }
            name
        } else {
            self.shown.to_string()
        }
    }
}

pub(crate) struct Gazetteer {
    pub countries: Vec<Area>,
    pub regions: Vec<Area>,
    pub wider: Vec<Area>,
    /// Folded name to country, in the order of the table.
    country_names: HashMap<String, Vec<(usize, &'static str)>>,
    region_names: HashMap<String, Vec<(usize, &'static str)>>,
    wider_names: HashMap<String, usize>,
    adjectives: HashMap<String, Vec<(usize, &'static str)>>,
    region_adjectives: HashMap<String, usize>,
    seats: HashMap<String, usize>,
    capitals: HashMap<String, usize>,
    by_code: HashMap<&'static str, usize>,
    cities: Vec<&'static str>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::build);

pub(crate) fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

fn list(field: Option<&&'static str>, by: char) -> Vec<&'static str> {
    field.map(|f| f.split(by).filter(|n| !n.is_empty()).collect()).unwrap_or_default()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split(';').map(str::trim).collect())
}

/// The forms of people derived from an adjective or noun: plurals, where English makes one.
fn plural(form: &str) -> Option<String> {
    let invariant = ["ese", "ish", "ch", "ss", "men", "man", "s", "."];
    (!invariant.iter().any(|e| form.ends_with(e)) && form.chars().any(char::is_lowercase)).then(|| format!("{form}s"))
}

impl Gazetteer {
    fn build() -> Self {
        let countries: Vec<Area> = rows(include_str!("../../data/places/countries.txt"))
            .map(|f| Area {
                country: f.first().copied().unwrap_or(""),
                division: "",
                names: list(f.get(1), '|'),
                adjectives: list(f.get(2), '|'),
                capitals: list(f.get(3), '|'),
                seats: list(f.get(4), '|'),
                parts: list(f.get(5), '|'),
            })
            .collect();
        let regions: Vec<Area> = rows(include_str!("../../data/places/regions.txt"))
            .map(|f| Area {
                country: f.first().copied().unwrap_or(""),
                division: f.get(1).copied().unwrap_or(""),
                names: list(f.get(2), '|'),
                adjectives: list(f.get(3), '|'),
                capitals: list(f.get(4), '|'),
                seats: Vec::new(),
                parts: Vec::new(),
            })
            .collect();
        let wider: Vec<Area> = rows(include_str!("../../data/places/wider.txt"))
            .map(|f| Area {
                country: "",
                division: "",
                names: list(f.first(), '|'),
                adjectives: list(f.get(1), '|'),
                capitals: Vec::new(),
                seats: Vec::new(),
                parts: list(f.get(2), ','),
            })
            .collect();
        let mut all = Gazetteer {
            country_names: index(&countries, |a| &a.names),
            region_names: index(&regions, |a| &a.names),
            adjectives: index(&countries, |a| &a.adjectives),
            region_adjectives: HashMap::new(),
            wider_names: HashMap::new(),
            seats: HashMap::new(),
            capitals: HashMap::new(),
            by_code: HashMap::new(),
            cities: include_str!("../../data/places/cities.tsv").lines().collect(),
            countries,
            regions,
            wider,
        };
        for (i, area) in all.countries.iter().enumerate() {
            all.by_code.entry(area.country).or_insert(i);
            for seat in &area.seats {
                all.seats.entry(fold(seat)).or_insert(i);
            }
            for capital in &area.capitals {
                all.capitals.entry(fold(capital)).or_insert(i);
            }
            for form in area.adjectives.iter().filter_map(|a| plural(a)) {
                let form: &'static str = Box::leak(form.into_boxed_str());
                all.adjectives.entry(fold(form)).or_default().push((i, form));
            }
        }
        for (i, area) in all.regions.iter().enumerate() {
            for form in &area.adjectives {
                all.region_adjectives.entry(fold(form)).or_insert(i);
            }
        }
        for (i, area) in all.wider.iter().enumerate() {
            for name in &area.names {
                all.wider_names.entry(fold(name)).or_insert(i);
            }
        }
        all
    }

    pub fn country(&self, code: &str) -> Option<&Area> {
        self.by_code.get(code).and_then(|&i| self.countries.get(i))
    }

    /// Countries of that name; `written` is the name as it stands in the text, for abbreviations count by their capitals.
    pub fn countries_named(&self, key: &str, written: &str) -> Vec<&Area> {
        found(&self.country_names, &self.countries, key, written)
    }

    pub fn regions_named(&self, key: &str, written: &str) -> Vec<&Area> {
        found(&self.region_names, &self.regions, key, written)
    }

    pub fn region(&self, country: &str, division: &str) -> Option<&Area> {
        self.regions.iter().find(|r| r.country == country && r.division == division)
    }

    pub fn wider_named(&self, key: &str) -> Option<&Area> {
        self.wider_names.get(key).and_then(|&i| self.wider.get(i))
    }

    /// The country that an adjective or a noun for its people names: "Greek", "Greeks", "U.S.".
    pub fn country_of_adjective(&self, written: &str) -> Option<&Area> {
        let key = fold(written);
        found(&self.adjectives, &self.countries, &key, written).first().copied()
    }

    pub fn region_of_adjective(&self, written: &str) -> Option<&Area> {
        self.region_adjectives.get(&fold(written)).and_then(|&i| self.regions.get(i))
    }

    /// The country whose government a seat stands for: "Kremlin", "Downing Street".
    pub fn country_of_seat(&self, written: &str) -> Option<&Area> {
        let key = fold(written);
        let key = key.strip_prefix("the ").unwrap_or(&key);
        if !clean(written) || written.ends_with('.') {
            return None;
        }
        self.seats.get(key).and_then(|&i| self.countries.get(i))
    }

    /// The country whose capital has that name.
    pub fn country_of_capital(&self, written: &str) -> Option<&Area> {
        self.capitals.get(&fold(written)).and_then(|&i| self.countries.get(i))
    }

    /// Cities of that name, the most populous first.
    pub fn cities_named(&self, key: &str) -> Vec<City> {
        let start = self.cities.partition_point(|row| row_key(row) < key);
        let mut out: Vec<City> =
            self.cities[start..].iter().take_while(|row| row_key(row) == key).filter_map(|row| city(row)).collect();
        out.sort_by(|a, b| a.other_name.cmp(&b.other_name).then(b.population.cmp(&a.population)));
        out
    }

    pub fn is_city(&self, key: &str) -> bool {
        let start = self.cities.partition_point(|row| row_key(row) < key);
        self.cities.get(start).is_some_and(|row| row_key(row) == key)
    }
}

fn row_key(row: &'static str) -> &'static str {
    row.split('\t').next().unwrap_or("")
}

fn digit(byte: u8) -> u16 {
    match byte {
        b'0'..=b'9' => u16::from(byte - b'0'),
        b'A'..=b'Z' => u16::from(byte - b'A') + 10,
        b'a'..=b'z' => u16::from(byte - b'a') + 36,
        b'+' => 62,
        _ => 63,
    }
}

fn city(row: &'static str) -> Option<City> {
    let mut fields = row.split('\t');
    let key = fields.next()?;
    let country = fields.next()?;
    let division = fields.next()?;
    let population = fields.next()?.parse().ok()?;
    let cell = fields.next()?.as_bytes();
    let shown = fields.next().unwrap_or("");
    let [a, b, c, d] = *<&[u8; 4]>::try_from(cell).ok()?;
    Some(City {
        country: country.trim_start_matches('!'),
        division,
        population,
        cell: (digit(a) * 64 + digit(b), digit(c) * 64 + digit(d)),
        shown: shown.trim_start_matches('='),
        other_name: shown.starts_with('='),
        word: country.starts_with('!'),
        key,
    })
}

type Index = HashMap<String, Vec<(usize, &'static str)>>;

fn index(areas: &[Area], forms: impl Fn(&Area) -> &Vec<&'static str>) -> Index {
    let mut out: Index = HashMap::new();
    for (i, area) in areas.iter().enumerate() {
        for form in forms(area) {
            out.entry(fold(form)).or_default().push((i, form));
        }
    }
    out
}

/// Whether a form of the table may be what is written: an abbreviation in capitals has to be written so ("US", not "us").
fn written_so(form: &str, written: &str) -> bool {
    // The full stop of a sentence is none of the name's.
    if written.ends_with('.') && !form.ends_with('.') {
        return false;
    }
    if form.ends_with('.') && !form.trim_end_matches('.').contains('.') && !written.ends_with('.') {
        return false;
    }
    let shouts = |s: &str| !s.chars().any(char::is_lowercase);
    if shouts(form) && form.len() <= 6 { shouts(written) } else { written.chars().any(char::is_uppercase) }
}

/// Whether the words begin and end as a name does, for folding hides the marks around them.
pub(crate) fn clean(written: &str) -> bool {
    written.starts_with(char::is_alphanumeric)
        && written.ends_with(|c: char| c.is_alphanumeric() || c == '.')
        && !written.contains(['$', '€', '£', '%', '@', '#', '/'])
}

fn found<'a>(index: &Index, areas: &'a [Area], key: &str, written: &str) -> Vec<&'a Area> {
    let Some(entries) = index.get(key).filter(|_| clean(written)) else { return Vec::new() };
    let mut out: Vec<&Area> = Vec::new();
    for &(i, form) in entries {
        if let Some(area) = areas.get(i)
            && written_so(form, written)
            && !out.iter().any(|a| std::ptr::eq(*a, area))
        {
            out.push(area);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_stand_in_the_order_of_their_keys() {
        let all = gazetteer();
        assert!(all.cities.len() > 30_000);
        assert!(all.cities.windows(2).all(|w| row_key(w[0]) <= row_key(w[1])));
        assert!(all.cities.iter().all(|row| city(row).is_some()));
    }

    #[test]
    fn names_fold_to_their_keys() {
        let all = gazetteer();
        let off =
            all.cities.iter().filter_map(|r| city(r)).filter(|c| !c.other_name && fold(&c.name()) != c.key).count();
        assert!(off < 20, "{off} city names fold to another key than the builder gave them");
    }

    #[test]
    fn every_country_has_a_name_and_code() {
        let all = gazetteer();
        assert!(all.countries.len() >= 250);
        assert!(all.countries.iter().all(|c| c.country.len() == 2 && !c.names.is_empty()));
        assert!(all.regions.iter().all(|r| all.country(r.country).is_some()));
    }

    #[test]
    fn forms_of_people() {
        let all = gazetteer();
        for (form, code) in [("Greeks", "GR"), ("Swiss", "CH"), ("U.S.", "US"), ("Danes", "DK"), ("S. Korean", "KR")] {
            assert_eq!(all.country_of_adjective(form).map(|a| a.country), Some(code), "{form}");
        }
        assert!(all.country_of_adjective("us").is_none());
        assert_eq!(all.country_of_seat("the Kremlin").map(|a| a.country), Some("RU"));
    }
}
