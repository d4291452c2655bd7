//! Feasts of calendars that move through the year, from a table of their days.

use chrono::{Datelike, NaiveDate};
use std::sync::OnceLock;

pub struct Feast {
    pub names: Vec<&'static str>,
    /// How many days it lasts.
    pub days: i64,
    /// Whether its first day hangs on a moon that is sighted, which may be a day off from place to place.
    pub sighted: bool,
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
    let sighted = fields.next()? == "sighted";
    let dates = fields.next()?.split(' ').filter_map(|date| date.parse().ok()).collect();
    Some(Feast { names, days, sighted, dates })
}

/// From this length on a feast is a month of the moon, which has 29 or 30 days.
const MONTH: i64 = 29;

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
    /// Its first days that lie in a year; by the moon there can be two.
    pub fn in_year(&self, year: i32) -> impl Iterator<Item = NaiveDate> {
        self.dates.iter().filter(move |date| date.year() == year).copied()
    }

    /// The last day of the feast that begins on `first`.
    pub fn last_day(&self, first: NaiveDate) -> Option<NaiveDate> {
        let last = super::calendar::add_days(first, self.days - 1)?;
        if self.days < MONTH {
            return Some(last);
        }
        let eid = feasts().iter().find(|feast| feast.names.contains(&"eid al - fitr"))?;
        let after = eid.dates.iter().find(|date| **date > first).and_then(|date| date.pred_opt());
        Some(after.map_or(last, |end| end.min(last)))
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
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(feast.in_year(2024).collect::<Vec<_>>(), [day(2024, 4, 10)]);
        assert_eq!(feast.in_year(2033).collect::<Vec<_>>(), [day(2033, 1, 2), day(2033, 12, 23)]);
        let ramadan = all.iter().find(|feast| feast.names == ["ramadan"]).unwrap();
        assert_eq!(ramadan.last_day(day(2022, 4, 2)), Some(day(2022, 5, 1)));
        assert_eq!(ramadan.last_day(day(2025, 3, 1)), Some(day(2025, 3, 29)));
        let passover = all.iter().find(|feast| feast.names == ["passover"]).unwrap();
        assert_eq!(passover.last_day(day(2024, 4, 23)), Some(day(2024, 4, 30)));
        assert!(by_code(-1).is_none());
    }
}
