//! The table of points: what each outcome of each comparison adds to the score of a match.
//!
//! The table is `data/link/weights.tsv`, learned by `examples/train_link` and readable as it stands.

use super::rows::Row;
use crate::model::{Attribute, Step};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Points by kind of claim, row and outcome.
pub struct Weights {
    points: HashMap<(&'static str, &'static str, &'static str), i32>,
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
        let mut points = HashMap::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [group, row, outcome, value] = cells[..] else {
                return Err(format!("line {}: four cells wanted", n + 1));
            };
            let value: i32 = value.trim().parse().map_err(|e| format!("line {}: {e}", n + 1))?;
            points.insert((group, row, outcome), value);
        }
        Ok(Weights { points })
    }

    fn points(&self, group: &'static str, row: &'static str, outcome: &'static str) -> i32 {
        self.points.get(&(group, row, outcome)).copied().unwrap_or(0)
    }

    /// What one row adds, in hundredths of a point.
    fn of(&self, group: &'static str, row: &Row) -> i32 {
        self.points(group, row.name, row.outcome) * row.times
    }

    /// The score of a pair, from its rows.
    pub fn score(&self, group: &'static str, rows: &[Row]) -> i32 {
        self.points(group, "start", "any pair") + rows.iter().map(|row| self.of(group, row)).sum::<i32>() / 100
    }

    /// The rows that had a say, as `explain` shows them.
    pub fn steps(&self, group: &'static str, rows: &[Row]) -> Vec<Step> {
        let step =
            |row: &Row| Step { row: row.name.into(), outcome: row.outcome.into(), points: self.of(group, row) / 100 };
        let mut steps: Vec<Step> = rows.iter().map(step).filter(|step| step.points != 0).collect();
        steps.sort_by_key(|step| -step.points.abs());
        steps.push(step(&Row::is("start", "any pair")));
        steps
    }
}
