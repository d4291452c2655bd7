//! The table of points: what each outcome of each comparison adds to the score of a match.
//!
//! The table is `data/link/weights.tsv`, learned by `examples/train_link.rs` and readable as it stands.

use super::rows::Row;
use crate::model::Step;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Points by row and outcome, and the points that every pair starts from.
pub struct Weights {
    start: BTreeMap<String, i32>,
    points: BTreeMap<(String, String), i32>,
}

/// The compiled-in table.
pub fn table() -> &'static Weights {
    static TABLE: OnceLock<Weights> = OnceLock::new();
    TABLE.get_or_init(|| Weights::parse(include_str!("../data/link/weights.tsv")).expect("weights.tsv is well formed"))
}

impl Weights {
    /// Reads lines `row TAB outcome TAB points`; the row `start` gives the points that a pair of that scale begins with.
    pub fn parse(text: &str) -> Result<Weights, String> {
        let (mut start, mut points) = (BTreeMap::new(), BTreeMap::new());
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [row, outcome, value] = cells[..] else { return Err(format!("line {}: three cells wanted", n + 1)) };
            let value: i32 = value.trim().parse().map_err(|e| format!("line {}: {e}", n + 1))?;
            if row == "start" {
                start.insert(outcome.to_string(), value);
            } else {
                points.insert((row.to_string(), outcome.to_string()), value);
            }
        }
        Ok(Weights { start, points })
    }

    pub fn points(&self, row: Row) -> i32 {
        self.points.get(&(row.name.to_string(), row.outcome.to_string())).copied().unwrap_or(0)
    }

    pub fn score(&self, rows: &[Row]) -> i32 {
        self.start.values().sum::<i32>() + rows.iter().map(|&row| self.points(row)).sum::<i32>()
    }

    /// The rows that had a say, as `explain` shows them.
    pub fn steps(&self, rows: &[Row]) -> Vec<Step> {
        let mut steps: Vec<Step> = rows
            .iter()
            .map(|&row| Step { row: row.name.into(), outcome: row.outcome.into(), points: self.points(row) })
            .filter(|step| step.points != 0)
            .collect();
        steps.sort_by_key(|step| -step.points.abs());
        steps.push(Step { row: "start".into(), outcome: "any pair".into(), points: self.start.values().sum() });
        steps
    }
}
