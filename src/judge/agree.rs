//! How sure it is that two claims of one value are about one thing.
//!
//! That two articles of one story share a value says the more, the rarer the value: 7,412 is not shared by chance, "two"
//! is. So an agreement may count its value, as an accusation may not.

use super::context::Context;
use crate::claim::Draft;
use crate::claim::words::lists;
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::weights::table;
use crate::link::{Linker, Pair};
use crate::model::{Attribute, Relation, TimexKind, Value};

/// The group of the table of points that scores an agreement.
pub const GROUP: &str = "agreements";

/// So many rows come to those of the match, at most.
const OWN_ROWS: usize = 16;

/// The rows by which an agreement is scored, those of the match among them.
pub fn rows(linker: &Linker, pair: &Pair, relation: Relation, context: &Context) -> Vec<Row> {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let mut rows = Vec::with_capacity(pair.rows.len() + OWN_ROWS);
    rows.extend([
        Row::degree("match", "each ten points", pair.score, 10),
        Row::is(
            "values",
            match relation {
                _ if a.claim.canonical == b.claim.canonical => "the same",
                Relation::Equal => "equal",
                Relation::Overlaps => "overlap",
                _ => "one within the other",
            },
        ),
        Row::is("kind of value", kind(a)),
        Row::is("digits in common", digits(a, b)),
    ]);
    let times = linker.times(pair.a).max(linker.times(pair.b));
    rows.push(Row::is(
        "told in its article",
        match times {
            ..2 => "once",
            2 => "twice",
            _ => "often",
        },
    ));
    rows.extend(context.rows(linker, pair));
    rows.extend(pair.rows.iter().copied());
    rows
}

/// Whether two claims have too little in common to agree: two states only a verb that says little, "hopes" and "wants", "came"
/// and "came", of whom or of what none can tell; two counts only their number, nine stations and nine votes.
pub fn hollow(a: &Draft, b: &Draft, rows: &[Row]) -> bool {
    let outcome = |name: &str| rows.iter().find(|row| row.name == name).map_or("unknown", |row| row.outcome);
    let met = |name: &str| matches!(outcome(name), "same" | "alike" | "related");
    let light = |draft: &Draft| {
        let lists = lists();
        let verb = draft.frame.deed();
        lists.light.contains(verb) || lists.speech.contains(verb) || lists.plan.contains(verb)
    };
    let kinds =
        |d: &Draft| d.frame.head.as_deref().filter(|head| !lexicon::is_person_or_group(head)).map(str::to_string);
    let one_facet = a.frame.facet.is_some() && a.frame.facet == b.frame.facet;
    let other = || kinds(a).zip(kinds(b)).is_some_and(|(x, y)| two_kinds(&x, &y));
    if a.claim.attribute == Attribute::Count && !one_facet && other() {
        return true;
    }
    let states = a.claim.attribute == Attribute::Status && b.claim.attribute == Attribute::Status;
    states && (light(a) || light(b)) && !met("subject") && !met("object")
}

/// Whether two nouns are of two kinds of things for sure.
fn two_kinds(a: &str, b: &str) -> bool {
    let known = |noun: &str| noun.split(' ').next_back().is_some_and(lexicon::is_noun);
    known(a) && known(b) && lexicon::relatedness(a, b) <= 0 && !lexicon::is_a(a, b) && !lexicon::is_a(b, a)
}

/// The log odds, times ten, that the two are about one thing.
pub fn score(rows: &[Row]) -> i32 {
    table().score(GROUP, rows)
}

/// What is shared: some kinds of value say more than others.
fn kind(a: &Draft) -> &'static str {
    match (&a.claim.value, a.claim.attribute) {
        (Value::Time(t), Attribute::Date) if t.timex.len() >= 10 => "day",
        (Value::Time(t), Attribute::Time) if t.kind == TimexKind::Time && t.timex.contains(':') => "clock time",
        (_, Attribute::Date) => "month or more",
        (_, Attribute::Time) => "part of a day",
        (_, Attribute::Duration) => "duration",
        (_, Attribute::Place) => "place",
        (_, Attribute::Participant) => match a.frame.scale.as_str() {
            "person" => "person",
            "organisation" => "organisation",
            "someone" => "somebody",
            _ => "other party",
        },
        (_, Attribute::Money) => "money",
        (_, Attribute::Percent) => "percent",
        (_, Attribute::Count) => "count",
        (_, Attribute::Measure) if a.frame.scale == "age" => "age",
        (_, Attribute::Measure) => "measure",
        (_, Attribute::Order) => "order",
        (_, Attribute::Quote) => "quote",
        (_, Attribute::Name) => "name",
        (_, Attribute::Status) => "status",
    }
}

/// How many digits two figures share before the noughts: 7,412 has four, 20,000 one.
fn digits(a: &Draft, b: &Draft) -> &'static str {
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return "no figures" };
    let count = |low: Option<rust_decimal::Decimal>| {
        low.map_or(0, |low| {
            let mut mantissa = low.mantissa().unsigned_abs();
            while mantissa > 0 && mantissa.is_multiple_of(10) {
                mantissa /= 10;
            }
            mantissa.checked_ilog10().map_or(0, |n| n + 1)
        })
    };
    match count(p.low).min(count(q.low)) {
        0 => "none",
        1 => "one",
        2 => "two",
        3 => "three",
        _ => "four or more",
    }
}
