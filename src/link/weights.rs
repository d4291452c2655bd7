//! The table of points: what each outcome of each comparison adds to the score of a match.
//!
//! The table is `data/link/weights.tsv`, learned by `examples/train_link` and readable as it stands. It has two kinds of
//! lines. One gives points to an outcome, whatever the others are. Where outcomes weigh otherwise in company, small trees
//! of questions give the points: a line is one question of one tree.

use super::rows::Row;
use super::trees::{Forest, Node};
use crate::model::{Attribute, Step};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Points by kind of claim, row and outcome. The order of the maps reaches nothing: they are asked, and
/// walked only to close the forests.
pub struct Weights {
    groups: FxHashMap<&'static str, FxHashMap<(&'static str, &'static str), Entry>>,
    forests: FxHashMap<&'static str, Forest>,
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
    /// Reads lines `group TAB row TAB outcome TAB points`; the row `start` gives the points that any pair begins with. And
    /// lines `group TAB tree TAB node TAB row TAB outcome TAB over TAB yes TAB no TAB points`: whether the row has the outcome
    /// more than `over` hundredths of a time, at which node each answer goes on, and what pairs that come here get in the
    /// mean, in hundredths of a point. A node that asks nothing has `-` for row and outcome, and noughts.
    pub fn parse(text: &'static str) -> Result<Weights, String> {
        let mut groups: FxHashMap<_, FxHashMap<_, Entry>> = FxHashMap::default();
        let mut forests: FxHashMap<_, Forest> = FxHashMap::default();
        let mut names = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let wrong = |what: &str| format!("line {}: {what}", n + 1);
            let number = |cell: &str| cell.trim().parse::<i32>().map_err(|e| wrong(&e.to_string()));
            match cells[..] {
                [group, row, outcome, points] => {
                    let points = number(points)?;
                    let entry = u16::try_from(names.len()).map_err(|_| wrong("too many lines"))?;
                    names.push((row, outcome));
                    let twice =
                        groups.entry(group).or_default().insert((row, outcome), Entry { number: entry, points });
                    if twice.is_some() {
                        return Err(wrong("an outcome has one line in its group"));
                    }
                }
                [group, tree, node, row, outcome, over, yes, no, points] => {
                    let child = |cell: &str| u16::try_from(number(cell)?).map_err(|e| wrong(&e.to_string()));
                    let (yes, no) = (child(yes)?, child(no)?);
                    let entry = groups.get(group).and_then(|g| g.get(&(row, outcome))).map(|entry| entry.number);
                    let asked = match entry {
                        Some(entry) => {
                            let none = u16::try_from(names.len()).map_err(|_| wrong("too many lines"))?;
                            let of_group = groups.entry(group).or_default();
                            of_group.entry((row, NONE)).or_insert_with(|| {
                                names.push((row, NONE));
                                Entry { number: none, points: 0 }
                            });
                            entry
                        }
                        None if (yes, no) == (0, 0) => 0,
                        None => return Err(wrong("the outcome asked for needs a line of its own before")),
                    };
                    let node_number = usize::try_from(number(node)?).map_err(|e| wrong(&e.to_string()))?;
                    let tree = usize::try_from(number(tree)?).map_err(|e| wrong(&e.to_string()))?;
                    let node = Node { asked, over: number(over)?, yes, no, points: number(points)? };
                    forests.entry(group).or_default().add(tree, node_number, node).map_err(wrong)?;
                }
                _ => return Err(wrong("four cells wanted, or nine")),
            }
        }
        for forest in forests.values_mut() {
            forest.close()?;
        }
        Ok(Weights { groups, forests, names })
    }

    /// The entries of rows in the table, with how often each outcome holds, in hundredths.
    fn known(&self, group: &str, rows: &[Row]) -> Vec<(Entry, i32)> {
        let group = self.groups.get(group);
        let entry = |row: &Row| Some((*group?.get(&(row.name, row.outcome))?, row.times));
        rows.iter().filter_map(entry).collect()
    }

    /// The score of a pair, from its rows.
    pub fn score(&self, group: &str, rows: &[Row]) -> i32 {
        let known = self.known(group, rows);
        let grown = self.forests.get(group).map_or(0, |forest| forest.score(answers(&known)));
        self.sum(group, &known, grown)
    }

    /// The whole points of what pairs begin with, of rows, and of trees, the last in hundredths.
    fn sum(&self, group: &str, known: &[(Entry, i32)], grown: i32) -> i32 {
        let start = self.known(group, &[START]).iter().map(|(entry, _)| entry.points).sum::<i32>();
        start + (known.iter().map(|(entry, times)| entry.points * times).sum::<i32>() + grown) / 100
    }

    /// The rows that had a say, the weightiest first, and what any pair begins with. Their points make up the score.
    pub fn reasons(&self, group: &str, rows: &[Row]) -> Vec<Reason> {
        let known = self.known(group, rows);
        let points = |&(entry, times): &(Entry, i32)| (entry.number, entry.points * times);
        let mut told: Vec<(u16, i32)> = known.iter().map(points).collect();
        let mut start: Vec<(u16, i32)> = self.known(group, &[START]).iter().map(points).collect();
        let mut grown = 0;
        if let Some(forest) = self.forests.get(group) {
            let (root, asked) = forest.shares(answers(&known));
            grown = root + asked.iter().map(|(_, points)| points).sum::<i32>();
            start.iter_mut().for_each(|(_, points)| *points += root);
            for (entry, points) in asked {
                // a question that was answered with no counts for the outcome that the row has instead
                let name = self.names[usize::from(entry)].0;
                let of_row = |other: u16| {
                    let other = self.names[usize::from(other)].0;
                    // names are of many lengths, and to compare those is quicker
                    other.len() == name.len() && other == name
                };
                match told.iter_mut().find(|(other, _)| of_row(*other)) {
                    Some((_, sum)) => *sum += points,
                    None => told.push((self.groups[group][&(name, NONE)].number, points)),
                }
            }
        }
        let rows_told = told.len();
        told.extend(start);
        let whole = whole_points(told.iter().map(|(_, hundredths)| *hundredths), self.sum(group, &known, grown));
        let reason = |(&(entry, _), points): (&(u16, i32), i32)| Reason {
            entry,
            points: points.clamp(i16::MIN.into(), i16::MAX.into()) as i16,
        };
        let mut reasons: Vec<Reason> = told.iter().zip(whole).map(reason).collect();
        let start = reasons.split_off(rows_told);
        reasons.retain(|reason| reason.points != 0);
        reasons.sort_by_key(|reason| -i32::from(reason.points).abs());
        reasons.extend(start);
        reasons
    }

    /// A reason as `explain` shows it.
    pub fn step(&self, reason: Reason) -> Step {
        let (row, outcome) = self.names[usize::from(reason.entry)];
        Step { row: row.into(), outcome: outcome.into(), points: reason.points.into() }
    }
}

fn answers(known: &[(Entry, i32)]) -> impl Iterator<Item = (u16, i32)> {
    known.iter().map(|(entry, times)| (entry.number, *times))
}

/// What is told of a row that had no outcome at all, where a question asked for one.
const NONE: &str = "not compared";

/// Hundredths of points as whole ones that add up to `sum`, which is no more than one away from theirs: all are rounded
/// down, and those that lose most by it up again.
fn whole_points(hundredths: impl Iterator<Item = i32>, sum: i32) -> Vec<i32> {
    let (mut whole, lost): (Vec<i32>, Vec<i32>) =
        hundredths.map(|points| (points.div_euclid(100), points.rem_euclid(100))).unzip();
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(lost[i]));
    let short = sum - whole.iter().sum::<i32>();
    for &i in order.iter().take(usize::try_from(short).unwrap_or(0)) {
        whole[i] += 1;
    }
    whole
}

/// What any pair begins with.
pub const START: Row = Row { name: "start", outcome: "any pair", times: 100 };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::rows::Row;

    const SMALL: &str = "calls\tstart\tany pair\t-3\ncalls\tplace\tsame\t7\ncalls\tplace\tother\t-7\n\
        calls\tshare\teach\t1\ncalls\t0\t0\tplace\tsame\t0\t1\t2\t10\ncalls\t0\t1\t-\t-\t0\t0\t0\t255\n\
        calls\t0\t2\t-\t-\t0\t0\t0\t-155\n";

    #[test]
    fn reasons_make_up_the_score() {
        let table = Weights::parse(SMALL).expect("well formed");
        let place = |outcome| Row { name: "place", outcome, times: 100 };
        let share = |times| Row { name: "share", outcome: "each", times };
        for rows in [vec![], vec![place("same"), share(45)], vec![place("other"), share(1)], vec![share(-99)]] {
            let sum: i32 = table.reasons("calls", &rows).iter().map(|reason| i32::from(reason.points)).sum();
            assert_eq!(sum, table.score("calls", &rows), "{rows:?}");
        }
        assert_eq!(table.score("calls", &[place("same"), share(45)]), -3 + 7 + 3);
    }

    #[test]
    fn one_outcome_has_one_line() {
        let twice = Weights::parse("calls\tplace\tsame\t7\ncalls\tplace\tsame\t8\n");
        assert!(twice.err().is_some_and(|error| error.starts_with("line 2")));
    }
}
