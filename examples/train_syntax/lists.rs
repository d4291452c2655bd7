//! The words of the lists of names in `src/data`: which lists each of them stands in.

use corroborate::syntax::features::{list, listed_hash};
use corroborate::syntax::table::Table;
use std::collections::BTreeMap;
use std::io::Result;

/// Towns with fewer people (in thousands) are left out: nearly all of them are called like something else as well.
const TOWN_FLOOR: u32 = 60;

/// Towns with names of several words are kept as a whole from so many people (in thousands), by their main names.
const KNOWN_FLOOR: u32 = 150;

#[derive(Default)]
struct Words(BTreeMap<String, u8>);

impl Words {
    /// A name of one word by itself; of more, its first word, and the whole if it is known well.
    fn add(&mut self, name: &str, whole: u8, first: u8, known: bool) {
        if known && first != 0 && name.contains(' ') {
            *self.0.entry(name.to_lowercase()).or_default() |= whole;
        }
        let mut words = name.split(' ').filter(|w| w.len() > 2 && *w != "the");
        if let Some(word) = words.next() {
            let bits = if words.next().is_some() { first } else { whole };
            if bits != 0 {
                *self.0.entry(word.to_lowercase()).or_default() |= bits;
            }
        }
    }
}

/// Reads the lists in the folder `data` and writes the table of listed words.
pub fn write(data: &str, out: &str) -> Result<()> {
    let file = |name: &str| std::fs::read_to_string(format!("{data}/{name}"));
    let mut words = Words::default();
    for line in file("names/given.txt")?.lines() {
        let name = line.split(' ').next().unwrap_or("");
        let plain = name.trim_end_matches(['!', '?']);
        words.add(plain, if plain == name { list::GIVEN } else { list::GIVEN_OR_WORD }, 0, false);
    }
    for line in content(&file("names/family_first.txt")?) {
        let names = line.split_once(':').map_or("", |(_, names)| names);
        names.split(' ').for_each(|name| words.add(name, list::FAMILY, 0, false));
    }
    for (name, names, adjectives) in [("countries", 1, 2), ("regions", 2, 3), ("wider", 0, 1)] {
        for line in content(&file(&format!("places/{name}.txt"))?) {
            let fields: Vec<&str> = line.split(';').collect();
            let each = |at: usize| fields.get(at).unwrap_or(&"").split('|').map(str::trim);
            each(names).for_each(|n| words.add(n, list::COUNTRY, list::PLACE_FIRST, true));
            for people in each(adjectives) {
                words.add(people, list::PEOPLE, 0, false);
                words.add(&format!("{people}s"), list::PEOPLE, 0, false);
            }
        }
    }
    for line in file("places/cities.tsv")?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, country, _, people, _, shown, ..] = fields[..] else { continue };
        // The mark stands before towns that are called like an ordinary word.
        let people = people.parse::<u32>().unwrap_or(0);
        if people >= TOWN_FLOOR && !country.starts_with('!') {
            words.add(name, list::TOWN, list::PLACE_FIRST, people >= KNOWN_FLOOR && !shown.starts_with('='));
        }
    }
    for line in content(&file("names/organisations.txt")?) {
        let names = line.split_once(':').map_or("", |(_, names)| names);
        names.split(',').for_each(|name| words.add(name.trim(), list::ORGANISATION, 0, false));
    }
    let hashes: Vec<u64> = words.0.keys().map(|w| listed_hash(w)).collect();
    let rows: Vec<i8> = words.0.values().map(|bits| *bits as i8).collect();
    eprintln!("{} words", rows.len());
    std::fs::write(out, Table::write(&hashes, &rows, 1, 1.0))
}

fn content(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}
