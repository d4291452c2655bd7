//! Which line of the table of points a row has, found by where the row's two texts lie in memory.
//!
//! Every pair of claims has some hundred rows, and each must be found in the table. Rows are made of a few hundred
//! constants of the program, so that all but the first time an address tells them apart, and no letter need be read.

use super::rows::Row;
use std::sync::OnceLock;

/// What was looked up before. Threads share it without waiting for each other.
pub(super) struct Places(Box<[OnceLock<Place>]>);

/// The texts of a row and what was found of it. Equal texts may lie in several places; each is known by itself.
struct Place {
    name: &'static str,
    outcome: &'static str,
    number: Option<u16>,
}

impl Place {
    fn is_of(&self, row: &Row) -> bool {
        // the same address and the same length
        std::ptr::eq(self.name, row.name) && std::ptr::eq(self.outcome, row.outcome)
    }
}

/// Some times as many as a group of the table is ever asked for.
const PLACES: usize = 1 << BITS;
const BITS: u32 = 11;

/// So many places are tried for a row: when all hold others, it is looked up.
const TRIED: usize = 8;

impl Default for Places {
    fn default() -> Places {
        Places((0..PLACES).map(|_| OnceLock::new()).collect())
    }
}

impl Places {
    /// What `look_up` says of a row, which must always be the same.
    pub fn recall(&self, row: &Row, look_up: impl Fn() -> Option<u16>) -> Option<u16> {
        let (name, outcome) = (row.name.as_ptr().addr() as u64, row.outcome.as_ptr().addr() as u64);
        let mixed = name.wrapping_mul(31).wrapping_add(outcome);
        let first = (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)) as usize;
        for place in (first..first + TRIED).map(|place| &self.0[place & (PLACES - 1)]) {
            let new = || Place { name: row.name, outcome: row.outcome, number: look_up() };
            let place = place.get_or_init(new);
            if place.is_of(row) {
                return place.number;
            }
        }
        look_up()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_begin_at_one_place_are_told_apart() {
        let places = Places::default();
        let text = "share of clauses, lesser";
        let rows: Vec<Row> = (1..=text.len()).map(|end| Row::is(&text[..end], &text[end..])).collect();
        for _ in 0..2 {
            for row in &rows {
                let length = u16::try_from(row.name.len()).ok().filter(|length| length % 2 == 0);
                assert_eq!(places.recall(row, || length), length);
            }
        }
    }

    #[test]
    fn more_rows_than_places_are_looked_up() {
        let text: &'static str = "x".repeat(PLACES * 2).leak();
        let places = Places::default();
        for n in 0..text.len() {
            assert_eq!(places.recall(&Row::is(&text[n..], ""), || Some(n as u16)), Some(n as u16));
        }
    }
}
