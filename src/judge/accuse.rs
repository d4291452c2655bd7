//! How sure it is that two claims whose values exclude each other are about one thing.
//!
//! An agreement is borne out by its value; an accusation rests on the frames alone, and most pairs with different values
//! are simply two things. So pairs that exclude each other are scored once more, by what the frames have in common in
//! their grammar, by whether either value stands in the other article as well, and by how far apart the values lie:
//! outlets that contradict each other are seldom far apart, but for slips of a digit.

use super::relation;
use crate::claim::Draft;
use crate::extract::quantity::middle;
use crate::link::rows::Row;
use crate::link::weights::table;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Relation, Step, TimeValue, TimexKind, Value};
use std::collections::BTreeMap;

/// The group of the table of points that scores an accusation.
pub const GROUP: &str = "accusations";

/// For each claim of two articles, its best partner among the other article's claims of a compatible value.
#[derive(Default)]
pub struct Told(BTreeMap<At, i32>);

impl Told {
    pub fn of(linker: &Linker, pairs: &[Pair]) -> Told {
        let mut told = BTreeMap::new();
        for pair in pairs {
            let compatible = matches!(
                relation(linker.draft(pair.a), linker.draft(pair.b)),
                Relation::Equal | Relation::Refines | Relation::RefinedBy
            );
            if compatible {
                for at in [pair.a, pair.b] {
                    let best = told.entry(at).or_insert(i32::MIN);
                    *best = (*best).max(pair.score);
                }
            }
        }
        Told(told)
    }

    /// How the better known of the two values stands in the other article, against this pair.
    fn elsewhere(&self, pair: &Pair) -> &'static str {
        let best = [pair.a, pair.b].iter().filter_map(|at| self.0.get(at)).max();
        match best.map(|best| best - pair.score) {
            None => "nowhere",
            Some(..-35) => "of something else",
            Some(-35..-18) => "of something less alike",
            Some(-18..-6) => "of something nearly as much alike",
            Some(-6..6) => "of something as much alike",
            Some(_) => "of something more alike",
        }
    }
}

/// Whether two values that exclude each other are surely, or too easily, of two things, whatever the frames have in common.
pub fn two_things(linker: &Linker, pair: &Pair) -> bool {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    match a.claim.attribute {
        // a date is of a deed: of other deeds, other dates
        Attribute::Date => one_weekday(a, b) || outcome(&pair.rows, "predicate") == "differs",
        Attribute::Time => one_weekday(a, b),
        // a country that acts is no place where something happens
        Attribute::Place => a.frame.role.is_empty() || b.frame.role.is_empty(),
        _ => {
            let worked_out = !a.sources.is_empty() && !b.sources.is_empty();
            worked_out || matches!(distance(a, b), "far apart" | "of opposite sign") || other_units(a, b)
        }
    }
}

/// "Friday" and "Friday", placed in two weeks: the placing is less sure than that the two mean one day.
fn one_weekday(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => p.weekday.is_some() && p.weekday == q.weekday,
        _ => false,
    }
}

/// Metres against kilometres: two things, unless the unit itself is the slip. A choice for precision: a true contradiction
/// between, say, kilometres and miles goes unsaid.
fn other_units(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Quantity(p), Value::Quantity(q)) => {
            let slip = p.low == q.low;
            a.claim.attribute == Attribute::Measure && p.unit != q.unit && !slip
        }
        _ => false,
    }
}

/// The rows by which an accusation is scored.
pub fn rows(linker: &Linker, pair: &Pair, told: &Told) -> Vec<Row> {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let mut rows = Vec::with_capacity(8);
    let mut add = |name, outcome| rows.push(Row { name, outcome });
    add("match", band(pair.score));
    add("grammar in common", ground(&pair.rows));
    add("value told elsewhere", told.elsewhere(pair));
    add("values lie", distance(a, b));
    add("kind of thing", kind(&pair.rows));
    add("scale", outcome(&pair.rows, "scale"));
    add("standing", outcome(&pair.rows, "standing"));
    if a.sources.is_empty() != b.sources.is_empty() {
        add("worked out", "one");
    } else if !a.sources.is_empty() {
        add("worked out", "both");
    }
    rows
}

/// The log odds, times ten, that the two are about one thing and contradict each other.
pub fn score(rows: &[Row]) -> i32 {
    table().score(GROUP, rows)
}

pub fn steps(rows: &[Row]) -> Vec<Step> {
    table().steps(GROUP, rows)
}

fn outcome(rows: &[Row], name: &str) -> &'static str {
    rows.iter().find(|row| row.name == name).map_or("unknown", |row| row.outcome)
}

fn band(score: i32) -> &'static str {
    match score {
        ..-12 => "very weak",
        -12..-6 => "weak",
        -6..0 => "doubtful",
        0..6 => "fair",
        6..12 => "good",
        12..18 => "strong",
        _ => "very strong",
    }
}

/// How many of predicate, subject, object, names and words the two share.
fn ground(rows: &[Row]) -> &'static str {
    let near = |name: &str| matches!(outcome(rows, name), "same" | "alike" | "related") as u32;
    let names = matches!(outcome(rows, "names in clause"), "agree" | "partly") as u32;
    let words = matches!(outcome(rows, "clause words, lesser"), "35" | "50" | "70") as u32;
    match near("predicate") + near("subject") + near("object") + names + words {
        0 => "none",
        1 => "one part",
        2 => "two parts",
        _ => "three parts or more",
    }
}

/// Whether the two figures count or measure one kind of thing.
fn kind(rows: &[Row]) -> &'static str {
    match (outcome(rows, "head"), outcome(rows, "facet")) {
        (_, "differs") | ("opposite" | "differs", "neither" | "unknown") => "two kinds",
        ("same" | "alike", "same") => "one kind, twice told",
        ("same" | "alike", _) | ("related", "same") => "one kind",
        ("related", _) => "related kinds",
        ("differs" | "near" | "opposite", "same") => "one side of two kinds",
        (_, "same") => "one side",
        ("neither", _) => "not said",
        _ => "unknown",
    }
}

/// How far apart two values lie.
fn distance(a: &Draft, b: &Draft) -> &'static str {
    match (&a.claim.value, &b.claim.value) {
        (Value::Quantity(p), Value::Quantity(q)) => match (middle(p), middle(q)) {
            (Some(p), Some(q)) => ratio(p, q),
            _ => "no distance",
        },
        (Value::Time(p), Value::Time(q)) => times(p, q),
        _ => "no distance",
    }
}

fn ratio(p: rust_decimal::Decimal, q: rust_decimal::Decimal) -> &'static str {
    use rust_decimal::prelude::ToPrimitive;
    let (Some(p), Some(q)) = (p.to_f64(), q.to_f64()) else { return "no distance" };
    let (low, high) = (p.abs().min(q.abs()), p.abs().max(q.abs()));
    if low == 0.0 {
        return if high <= 3.0 { "none against a few" } else { "none against many" };
    }
    if p.signum() != q.signum() {
        return "of opposite sign";
    }
    let digits = |value: f64| {
        let mut digits: Vec<char> = format!("{value}").chars().filter(|c| c.is_ascii_digit() && *c != '0').collect();
        digits.sort_unstable();
        digits
    };
    let slipped = digits(p) == digits(q) && digits(p).len() >= 2;
    match high / low {
        _ if slipped => "a slip of digits apart",
        ..1.15 => "close",
        1.15..1.5 => "within half",
        1.5..2.2 => "within double",
        2.2..5.0 => "within five times",
        5.0..12.0 => "within twelve times",
        _ => "far apart",
    }
}

fn times(p: &TimeValue, q: &TimeValue) -> &'static str {
    let (Some(a), Some(b)) = (p.begin, q.begin) else { return "no distance" };
    let minutes = (a - b).num_minutes().abs();
    let clock = |v: &TimeValue| v.kind == TimexKind::Time;
    let exact = |v: &TimeValue| v.timex.contains(':');
    if clock(p) || clock(q) {
        if !(exact(p) && exact(q)) {
            return if minutes < 24 * 60 { "parts of one day" } else { "parts of other days" };
        }
        if p.day_assumed || q.day_assumed {
            return "times of some day";
        }
        return match minutes {
            ..91 => "minutes apart",
            91..360 => "hours apart",
            360..1080 => "half a day apart",
            _ => "on other days",
        };
    }
    let fine = |v: &TimeValue| v.timex.len() >= 10;
    match (fine(p) && fine(q), minutes / 1440) {
        (true, ..2) => "a day apart",
        (true, 2..9) => "days apart",
        (true, 9..46) => "weeks apart",
        (true, _) => "months apart",
        (false, ..400) => "coarse, within a year",
        (false, _) => "coarse, years apart",
    }
}
