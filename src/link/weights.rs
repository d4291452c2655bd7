//! The table of points: what each outcome of each comparison adds to the score of a match.
//!
//! The table is `data/link/weights.tsv`, learned by `examples/train_link` and readable as it stands.

use super::rows::Row;
use crate::model::{Attribute, Step};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Points by kind of claim, row and outcome. The maps are only asked and never walked, so their order reaches nothing.
pub struct Weights {
    groups: FxHashMap<&'static str, FxHashMap<(&'static str, &'static str), Entry>>,
    /// Row and outcome of each entry, by its number.
    names: Vec<(&'static str, &'static str)>,
}

#[derive(Copy, Clone)]
struct Entry {
    number: u16,
    points: i32,
}

/// A row that had a say, as small as can be, since every link keeps its own: `Weights::step` tells it in full.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    entry: u16,
    points: i16,
}

static TABLE: OnceLock<Weights> = OnceLock::new();

/// Puts another table in the place of the compiled-in one, for measuring a table before it is taken over. Must come before
/// the first use; says whether it did.
pub fn install(text: &'static str) -> Result<bool, String> {
    Ok(TABLE.set(Weights::parse(text)?).is_ok())
}

/// The compiled-in table.
pub fn table() -> &'static Weights {
    TABLE.get_or_init(|| Weights::parse(include_str!("../data/link/weights.tsv")).expect("weights.tsv is well formed"))
}

/// Which part of the table a kind of claim is scored by.
pub fn group(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Date | Attribute::Time => "dates",
        Attribute::Duration | Attribute::Money | Attribute::Percent | Attribute::Count | Attribute::Measure => {
            "figures"
        }
        Attribute::Place | Attribute::Order => "places and order",
        Attribute::Participant | Attribute::Name | Attribute::Quote => "names",
        Attribute::Status => "states",
    }
}

impl Weights {
    /// Reads lines `group TAB row TAB outcome TAB points`; the row `start` gives the points that any pair begins with.
    pub fn parse(text: &'static str) -> Result<Weights, String> {
        let mut groups: FxHashMap<_, FxHashMap<_, Entry>> = FxHashMap::default();
        let mut names = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [group, row, outcome, value] = cells[..] else {
                return Err(format!("line {}: four cells wanted", n + 1));
            };
            let points: i32 = value.trim().parse().map_err(|e| format!("line {}: {e}", n + 1))?;
            let number = u16::try_from(names.len()).map_err(|_| format!("line {}: too many lines", n + 1))?;
            names.push((row, outcome));
            groups.entry(group).or_default().insert((row, outcome), Entry { number, points });
        }
        Ok(Weights { groups, names })
    }

    /// What rows add, in hundredths of a point, each with its entry in the table.
    fn told<'r>(&'r self, group: &str, rows: &'r [Row]) -> impl Iterator<Item = (Entry, i32)> + use<'r> {
        let group = self.groups.get(group);
        rows.iter().filter_map(move |row| {
            let entry = *group?.get(&(row.name, row.outcome))?;
            Some((entry, entry.points * row.times))
        })
    }

    /// The score of a pair, from its rows.
    pub fn score(&self, group: &str, rows: &[Row]) -> i32 {
        let start = self.told(group, &[START]).map(|(entry, _)| entry.points).sum::<i32>();
        start + self.told(group, rows).map(|(_, hundredths)| hundredths).sum::<i32>() / 100
    }

    /// The rows that had a say, the weightiest first, and what any pair begins with.
    pub fn reasons(&self, group: &str, rows: &[Row]) -> Vec<Reason> {
        let reason = |(entry, hundredths): (Entry, i32)| Reason {
            entry: entry.number,
            points: (hundredths / 100).clamp(i16::MIN.into(), i16::MAX.into()) as i16,
        };
        let mut reasons: Vec<Reason> = self.told(group, rows).map(reason).filter(|r| r.points != 0).collect();
        reasons.sort_by_key(|reason| -i32::from(reason.points).abs());
        reasons.extend(self.told(group, &[START]).map(reason));
        reasons
    }

    /// A reason as `explain` shows it.
    pub fn step(&self, reason: Reason) -> Step {
        let (row, outcome) = self.names[usize::from(reason.entry)];
        Step { row: row.into(), outcome: outcome.into(), points: reason.points.into() }
    }
}

/// What any pair begins with.
pub const START: Row = Row { name: "start", outcome: "any pair", times: 100 };
