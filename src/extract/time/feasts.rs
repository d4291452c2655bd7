//! Feasts of calendars that move through the year, from a table of their days.

use chrono::{Datelike, NaiveDate};
use std::sync::OnceLock;

pub struct Feast {
    pub names: Vec<&'static str>,
    /// How many days it lasts.
    pub days: i64,
    dates: Vec<NaiveDate>,
}

/// The feasts of the table, in its order.
pub fn feasts() -> &'static [Feast] {
    static FEASTS: OnceLock<Vec<Feast>> = OnceLock::new();
    FEASTS.get_or_init(|| {
        let lines = include_str!("../../data/time/feasts.tsv").lines();
        lines.filter(|line| !line.starts_with('#')).filter_map(read).collect()
    })
}

fn read(line: &'static str) -> Option<Feast> {
    let mut fields = line.split('\t');
    let names = fields.next()?.split(" | ").collect();
    let days = fields.next()?.parse().ok()?;
    let dates = fields.next()?.split(' ').filter_map(|date| date.parse().ok()).collect();
    Some(Feast { names, days, dates })
}

/// The first code of the word list's numbers that stands for a feast of the table; the others go down from it.
const FIRST: i64 = -100;

pub fn code(at: usize) -> i64 {
    FIRST - i64::try_from(at).unwrap_or_default()
}

/// The feast that a code stands for.
pub fn by_code(code: i64) -> Option<&'static Feast> {
    usize::try_from(FIRST - code).ok().and_then(|at| feasts().get(at))
}

impl Feast {
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        self.dates.iter().find(|date| date.year() == year).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_table() {
        let all = feasts();
        assert!(all.iter().all(|feast| feast.dates.len() > 30 && feast.dates.is_sorted()));
        let eid = all.iter().position(|feast| feast.names.contains(&"eid al - fitr")).unwrap();
        let feast = by_code(code(eid)).unwrap();
        assert_eq!(feast.in_year(2024), NaiveDate::from_ymd_opt(2024, 4, 10));
        assert!(by_code(-1).is_none());
    }
}
