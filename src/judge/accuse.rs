//! How sure it is that two claims whose values exclude each other are about one thing.
//!
//! An agreement is borne out by its value; an accusation rests on the frames alone, and most pairs with different values
//! are simply two things. So pairs that exclude each other are scored once more, by what the frames have in common in
//! their grammar, by whether either value stands in the other article as well, and by how far apart the values lie:
//! outlets that contradict each other are seldom far apart, but for slips of a digit.

use super::context::Context;
use super::relation;
use crate::claim::Draft;
use crate::claim::words::lists;
use crate::extract::quantity::middle;
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::weights::table;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Relation, TimeValue, TimexKind, Value};

/// The group of the table of points that scores an accusation.
pub const GROUP: &str = "accusations";

/// Whether two values that exclude each other are surely, or too easily, of two things, whatever the frames have in common.
/// `rows` are those of [`rows`].
pub fn two_things(linker: &Linker, pair: &Pair, rows: &[Row], context: &Context) -> bool {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    if context.listed(linker, pair) {
        return true;
    }
    let told = |draft: &Draft| lists().speech.contains(draft.frame.predicate.split(' ').next().unwrap_or(""));
    // when and where somebody spoke is not when and where it happened
    let spoken = told(a) || told(b);
    match a.claim.attribute {
        // a date is of a deed: of other deeds, other dates
        Attribute::Date => {
            // second on Saturday, first on Friday: two races
            let rows_apart = ["ranks beside", "named subjects"].iter().any(|name| outcome(rows, name) == "others");
            // most dates of two articles are of two deeds: the match must be likelier than not
            spoken || rows_apart || pair.score < 0 || one_weekday(a, b) || outcome(&pair.rows, "predicate") == "differs"
        }
        Attribute::Time => {
            let other_days = matches!(distance(a, b), "on other days" | "parts of other days") || days_apart(a, b);
            let near = matches!(outcome(&pair.rows, "predicate"), "same" | "alike" | "related");
            // whose day is only assumed, or only a part of it, must at least be of one deed
            let unsure = matches!(distance(a, b), "times of some day" | "parts of one day") && !near;
            spoken || other_days || unsure || one_weekday(a, b) || half_a_day(a, b) || counted(a) || counted(b)
        }
        // a country that acts is no place where something happens
        Attribute::Place => {
            let acts = a.frame.role.is_empty() || b.frame.role.is_empty();
            let elsewhen = ["places beside", "dates beside"].iter().any(|name| outcome(rows, name) == "others")
                || outcome(rows, "places beside") == "one within the other";
            spoken || acts || elsewhen || named_together(linker, pair.a, b) || named_together(linker, pair.b, a)
        }
        Attribute::Count if outcome(&pair.rows, "facet") == "differs" => true,
        // six lifeboats, ten crews
        Attribute::Count | Attribute::Order if other_kinds(a, b, &pair.rows) => true,
        // "three" and "eight", and nothing tells what of
        Attribute::Count if of_nothing(&pair.rows) => true,
        _ => {
            let worked_out = !a.sources.is_empty() && !b.sources.is_empty();
            let elsewhere = ["places beside", "named subjects"].iter().any(|name| outcome(rows, name) == "others");
            // of a province and of the whole country
            let part = matches!(a.claim.attribute, Attribute::Count | Attribute::Percent)
                && outcome(rows, "places beside") == "one within the other";
            // a share that only follows from two counts is of what they count
            let share = a.claim.attribute == Attribute::Percent
                && outcome(rows, "worked out") == "one"
                && matches!(kind(&pair.rows), "unknown" | "two kinds" | "related kinds");
            // how long it is to last, and how long it lasted
            let meant = a.claim.attribute == Attribute::Duration && outcome(&pair.rows, "modality") == "plan and fact";
            worked_out
                || elsewhere
                || part
                || share
                || meant
                || long_ago(linker, pair.a) != long_ago(linker, pair.b)
                || other_period(a, b)
                || a.frame.base.zip(b.frame.base).is_some_and(|(p, q)| p != q)
                || matches!(distance(a, b), "far apart" | "of opposite sign" | "none against many")
                || other_units(a, b)
        }
    }
}

/// Whether two counts are of two kinds of things. People are one kind, whatever they are called.
fn other_kinds(a: &Draft, b: &Draft, rows: &[Row]) -> bool {
    let people = |draft: &Draft| draft.frame.head.as_deref().is_some_and(lexicon::is_person_or_group);
    matches!(outcome(rows, "head"), "differs" | "near" | "opposite")
        && outcome(rows, "facet") != "same"
        && !(people(a) && people(b))
}

/// Whether nothing tells that two counts are of one kind: neither noun nor side of the matter.
fn of_nothing(rows: &[Row]) -> bool {
    matches!(
        (outcome(rows, "head"), outcome(rows, "facet")),
        ("neither", "neither" | "unknown") | ("unknown", "unknown")
    )
}

/// Whether the sentence of a place names the other place too: "in the Dovrin quarter of Maresk" is in Maresk.
fn named_together(linker: &Linker, at: At, other: &Draft) -> bool {
    let here = linker.draft(at);
    linker.readings[at.reading].drafts.iter().any(|draft| {
        draft.frame.sentence == here.frame.sentence
            && draft.claim.attribute == Attribute::Place
            && matches!(relation(draft, other), Relation::Equal | Relation::Refines | Relation::RefinedBy)
    })
}

/// Whether a claim is dated, and long before its article: of another happening than the news.
fn long_ago(linker: &Linker, at: At) -> bool {
    let published = linker.readings[at.reading].document.article.published.as_ref().map(|known| known.value.begin);
    let end = linker.draft(at).frame.when.map(|(_, end)| end);
    published.zip(end).is_some_and(|(published, end)| (published - end).num_days() > LONG_AGO)
}

/// So many days before the news is another story.
const LONG_AGO: i64 = 60;

/// A quarter and a half-year: figures of two periods.
fn other_period(a: &Draft, b: &Draft) -> bool {
    let (Some((begin_a, end_a)), Some((begin_b, end_b))) = (a.frame.when, b.frame.when) else { return false };
    let (hours_a, hours_b) = ((end_a - begin_a).num_hours(), (end_b - begin_b).num_hours());
    let (short, long) = (hours_a.min(hours_b), hours_a.max(hours_b));
    short > 24 * 14 && long * 2 >= short * 3
}

/// Whether two times are told to be of different days.
fn days_apart(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) if !p.day_assumed && !q.day_assumed => {
            p.begin.zip(q.begin).is_some_and(|(p, q)| (p - q).num_hours().abs() >= 12)
        }
        _ => false,
    }
}

/// "Half past three" without morning or afternoon may be either.
fn half_a_day(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => {
            let utc = |t: &TimeValue| t.begin.map(|at| at - chrono::Duration::minutes(t.offset.unwrap_or(0).into()));
            let whole = p.offset.is_some() == q.offset.is_some();
            let (p, q) = if whole { (utc(p), utc(q)) } else { (p.begin, q.begin) };
            p.zip(q).is_some_and(|(p, q)| (p - q).num_minutes().rem_euclid(1440) == 720)
        }
        _ => false,
    }
}

/// "Five hours later": a time worked out from another, and no surer than which other.
fn counted(draft: &Draft) -> bool {
    draft.claim.quote.split_whitespace().any(|word| matches!(word, "later" | "earlier" | "after" | "before"))
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

/// Whether the clauses of two values are alike but for the values: "The strike lasted six days", "The strike lasted nine days".
pub fn in_the_same_words(pair: &Pair) -> bool {
    // of what one row by degree is made, in percent
    let percent = |name: &str| pair.rows.iter().find(|row| row.name == name).map_or(0, |row| row.times / 5);
    outcome(&pair.rows, "predicate") == "same"
        && outcome(&pair.rows, "subject") == "same"
        && !matches!(outcome(&pair.rows, "names in clause"), "differ" | "partly")
        && percent("share of clauses, lesser") >= 80
        && percent("share of sentences, lesser") >= 60
}

/// The rows by which an accusation is scored.
pub fn rows(linker: &Linker, pair: &Pair, context: &Context) -> Vec<Row> {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let mut rows = context.rows(linker, pair);
    rows.extend(context.rivals(pair));
    rows.push(Row::degree("match", "each ten points", pair.score, 10));
    let mut add = |name, outcome| rows.push(Row::is(name, outcome));
    add("grammar in common", ground(&pair.rows));
    add("value told elsewhere", context.elsewhere(pair));
    add("values lie", distance(a, b));
    add("kind of thing", kind(&pair.rows));
    if a.sources.is_empty() != b.sources.is_empty() {
        add("worked out", "one");
    } else if !a.sources.is_empty() {
        add("worked out", "both");
    }
    rows.extend(pair.rows.iter().copied());
    rows
}

/// The log odds, times ten, that the two are about one thing and contradict each other.
pub fn score(rows: &[Row]) -> i32 {
    table().score(GROUP, rows)
}

fn outcome(rows: &[Row], name: &str) -> &'static str {
    rows.iter().find(|row| row.name == name).map_or("unknown", |row| row.outcome)
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
