//! The table of points: what each outcome of each comparison adds to the score of a match.
//!
//! The table is `data/link/weights.tsv`, learned by `examples/train_link` and readable as it stands. It has two kinds of
//! lines. One gives points to an outcome, whatever the others are. Where outcomes weigh otherwise in company, small trees
//! of questions give the points: a line is one question of one tree.

use super::places::Places;
use super::rows::Row;
use super::trees::{Forest, Node};
use crate::model::{Attribute, Step};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Points by kind of claim, row and outcome. The order of the maps reaches nothing: they are asked, and
/// walked only to close the forests.
pub struct Weights {
    groups: FxHashMap<&'static str, Group>,
    /// What there is under each number.
    entries: Vec<Entry>,
}

/// The part of the table for one kind of claim.
#[derive(Default)]
struct Group {
    /// The numbers of rows with their outcomes.
    numbers: FxHashMap<(&'static str, &'static str), u16>,
    places: Places,
    forest: Forest,
    /// What any pair begins with.
    start: Option<Answer>,
}

impl Group {
    fn number(&self, row: &Row) -> Option<u16> {
        self.places.recall(row, || self.numbers.get(&(row.name, row.outcome)).copied())
    }

    fn answers(&self, rows: &[Row]) -> Vec<Answer> {
        // no row holds three hundred times; if one did, its score and its reasons would still be of one piece
        let times = |row: &Row| row.times.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        let answer = |row: &Row| Some(Answer { entry: self.number(row)?, times: times(row) });
        let mut answers = Vec::with_capacity(rows.len());
        answers.extend(rows.iter().filter_map(answer));
        answers
    }
}

struct Entry {
    row: &'static str,
    outcome: &'static str,
    points: i32,
}

/// A row that the table has a number for, as small as can be, since every link keeps its own.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    entry: u16,
    /// How often the outcome holds, in hundredths.
    times: i16,
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
        let mut groups: FxHashMap<&'static str, Group> = FxHashMap::default();
        let mut entries: Vec<Entry> = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let wrong = |what: &str| format!("line {}: {what}", n + 1);
            let number = |cell: &str| cell.trim().parse::<i32>().map_err(|e| wrong(&e.to_string()));
            let next = u16::try_from(entries.len()).map_err(|_| wrong("too many lines"));
            match cells[..] {
                [group, row, outcome, points] => {
                    entries.push(Entry { row, outcome, points: number(points)? });
                    let twice = groups.entry(group).or_default().numbers.insert((row, outcome), next?);
                    if twice.is_some() {
                        return Err(wrong("an outcome has one line in its group"));
                    }
                }
                [group, tree, node, row, outcome, over, yes, no, points] => {
                    let child = |cell: &str| u16::try_from(number(cell)?).map_err(|e| wrong(&e.to_string()));
                    let (yes, no) = (child(yes)?, child(no)?);
                    let group = groups.entry(group).or_default();
                    let asked = match group.numbers.get(&(row, outcome)) {
                        Some(&asked) => {
                            let next = next?;
                            group.numbers.entry((row, NONE)).or_insert_with(|| {
                                entries.push(Entry { row, outcome: NONE, points: 0 });
                                next
                            });
                            asked
                        }
                        None if (yes, no) == (0, 0) => 0,
                        None => return Err(wrong("the outcome asked for needs a line of its own before")),
                    };
                    let node_number = usize::try_from(number(node)?).map_err(|e| wrong(&e.to_string()))?;
                    let tree = usize::try_from(number(tree)?).map_err(|e| wrong(&e.to_string()))?;
                    let node = Node { asked, over: number(over)?, yes, no, points: number(points)? };
                    group.forest.add(tree, node_number, node).map_err(wrong)?;
                }
                _ => return Err(wrong("four cells wanted, or nine")),
            }
        }
        for group in groups.values_mut() {
            group.forest.close()?;
            group.start = group.answers(&[START]).pop();
        }
        Ok(Weights { groups, entries })
    }

    /// The rows that are in the table.
    pub fn answers(&self, group: &str, rows: &[Row]) -> Vec<Answer> {
        self.groups.get(group).map_or_else(Vec::new, |group| group.answers(rows))
    }

    /// The score of a pair, from its rows.
    pub fn score(&self, group: &str, rows: &[Row]) -> i32 {
        let Some(group) = self.groups.get(group) else { return 0 };
        let answers = group.answers(rows);
        self.sum(group, &answers, group.forest.score(outcomes(&answers)))
    }

    /// What an answer adds, in hundredths of a point.
    fn points(&self, answer: &Answer) -> i32 {
        self.entries[usize::from(answer.entry)].points * i32::from(answer.times)
    }

    /// The whole points of what pairs begin with, of rows, and of trees, the last in hundredths.
    fn sum(&self, group: &Group, answers: &[Answer], grown: i32) -> i32 {
        let points = |answers: &[Answer]| answers.iter().map(|answer| self.points(answer)).sum::<i32>();
        points(group.start.as_slice()) / 100 + (points(answers) + grown) / 100
    }

    /// Why a pair with these answers has its score, as `explain` shows it: the rows that had a say, the weightiest first,
    /// and what any pair begins with. Their points make up the score.
    pub fn reasons(&self, group: &str, answers: &[Answer]) -> Vec<Step> {
        let Some(group) = self.groups.get(group) else { return Vec::new() };
        let row = |entry: u16| self.entries[usize::from(entry)].row;
        let points = |answer: &Answer| (answer.entry, self.points(answer));
        let mut told: Vec<(u16, i32)> = answers.iter().map(points).collect();
        let (root, asked) = group.forest.shares(outcomes(answers));
        let grown = root + asked.iter().map(|(_, points)| points).sum::<i32>();
        for (entry, points) in asked {
            // a question that was answered with no counts for the outcome that the row has instead
            match told.iter_mut().find(|(other, _)| row(*other) == row(entry)) {
                Some((_, sum)) => *sum += points,
                None => told.push((group.numbers[&(row(entry), NONE)], points)),
            }
        }
        let rows_told = told.len();
        told.extend(group.start.iter().map(points).map(|(entry, points)| (entry, points + root)));
        let sum = self.sum(group, answers, grown);
        let whole = whole_points(told.iter().map(|(_, hundredths)| *hundredths), sum);
        let step = |(&(entry, _), points): (&(u16, i32), i32)| {
            let Entry { row, outcome, .. } = self.entries[usize::from(entry)];
            Step { row: row.into(), outcome: outcome.into(), points }
        };
        let mut steps: Vec<Step> = told.iter().zip(whole).map(step).collect();
        let start = steps.split_off(rows_told);
        steps.retain(|step| step.points != 0);
        steps.sort_by_key(|step| -step.points.abs());
        steps.extend(start);
        steps
    }
}

/// Answers as the trees take them.
fn outcomes(answers: &[Answer]) -> impl Iterator<Item = (u16, i32)> {
    answers.iter().map(|answer| (answer.entry, answer.times.into()))
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
            let sum: i32 = table.reasons("calls", &table.answers("calls", &rows)).iter().map(|step| step.points).sum();
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
