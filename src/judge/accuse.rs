//! How sure it is that two claims whose values exclude each other are about one thing.
//!
//! An agreement is borne out by its value; an accusation rests on the frames alone, and most pairs with different values
//! are simply two things. So pairs that exclude each other are scored once more, by what the frames have in common in
//! their grammar, by whether either value stands in the other article as well, and by how far apart the values lie:
//! outlets that contradict each other are seldom far apart, but for slips of a digit.

use super::context::Context;
use crate::claim::Draft;
use crate::claim::frame::Nearness;
use crate::extract::quantity::middle;
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::weights::table;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Bound, Quantity, QuantityClass, TimeValue, TimexKind, Value};

/// The group of the table of points that scores an accusation.
pub const GROUP: &str = "accusations";

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

/// Whether two long figures differ by the order of their digits alone, 14,206 and 12,406, and both count people or one kind
/// of thing: such a slip is no chance.
pub fn digits_exchanged(a: &Draft, b: &Draft, pair: &Pair) -> bool {
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return false };
    let long = |q: &Quantity| {
        let plain = matches!(q.bound, Bound::Plain | Bound::Exactly) && q.low == q.high;
        let value = q.low.filter(|value| plain && value.is_integer())?;
        let mut digits: Vec<char> = value.normalize().abs().to_string().chars().collect();
        let many = digits.iter().filter(|digit| **digit != '0').count() >= 4;
        digits.sort_unstable();
        many.then_some(digits)
    };
    let people = |d: &Draft| d.frame.head.as_deref().is_some_and(lexicon::is_person_or_group);
    let one_kind = matches!(outcome(&pair.rows, "head"), "same" | "alike" | "related") || people(a) && people(b);
    let counts = p.class == QuantityClass::Count;
    p.class == q.class && p.unit == q.unit && (!counts || one_kind) && long(p).is_some() && long(p) == long(q)
}

/// So many rows come to those of the match, at most.
const OWN_ROWS: usize = 26;

/// The rows by which an accusation is scored.
pub fn rows(linker: &Linker, pair: &Pair, context: &Context) -> Vec<Row> {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let mut rows = Vec::with_capacity(pair.rows.len() + OWN_ROWS);
    rows.extend(context.rows(linker, pair));
    rows.extend(context.rivals(pair));
    rows.push(Row::degree("match", "each ten points", pair.score, 10));
    let mut add = |name, outcome| rows.push(Row::is(name, outcome));
    add("kind of claim", kind_of_claim(a.claim.attribute));
    add("grammar in common", ground(&pair.rows));
    add("value told elsewhere", context.elsewhere(pair));
    add("values lie", distance(a, b));
    add("kind of thing", kind(&pair.rows));
    add("names of the articles", context.names);
    add("words set apart in clauses", set_apart(linker, pair.a, pair.b, Nearness::Clause));
    add("words set apart in sentences", set_apart(linker, pair.a, pair.b, Nearness::Sentence));
    if a.sources.is_empty() != b.sources.is_empty() {
        add("worked out", "one");
    } else if !a.sources.is_empty() {
        add("worked out", "both");
    }
    rows.extend(pair.rows.iter().copied());
    rows
}

/// The kind of a claim: dates exclude each other on other grounds than figures do.
fn kind_of_claim(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Date | Attribute::Time => "dates",
        Attribute::Duration | Attribute::Money | Attribute::Percent | Attribute::Count | Attribute::Measure => {
            "figures"
        }
        Attribute::Place => "places",
        Attribute::Order | Attribute::Status | Attribute::Quote => "states",
        Attribute::Participant | Attribute::Name => "names",
    }
}

/// The log odds, times ten, that the two are about one thing and contradict each other.
pub fn score(rows: &[Row]) -> i32 {
    table().score(GROUP, rows)
}

/// Whether the clauses, or sentences, of two claims have words that tell of two things: men and women, the summit and the
/// village. Words that both have say nothing.
pub(super) fn set_apart(linker: &Linker, a: At, b: At, near: Nearness) -> &'static str {
    let (mine, theirs) = (linker.prepared(a).common_words(near), linker.prepared(b).common_words(near));
    let own = |list: &[u32], other: &[u32]| -> Vec<u32> {
        list.iter().copied().filter(|word| !other.contains(word)).collect()
    };
    let (mine, theirs) = (own(mine, theirs), own(theirs, mine));
    let apart = mine.iter().filter(|&&x| theirs.iter().any(|&y| linker.lexis.set_apart(x, y))).count();
    match apart {
        0 => "none",
        1 => "one",
        _ => "several",
    }
}

pub(super) fn outcome(rows: &[Row], name: &str) -> &'static str {
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
pub(super) fn kind(rows: &[Row]) -> &'static str {
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

/// Whether two figures of which one only lies within the other are near enough for one to speak of the other: "more than
/// two days" holds of six months, and says nothing of them.
pub fn near_enough(a: &Draft, b: &Draft) -> bool {
    let (Value::Quantity(p), Value::Quantity(q)) = (&a.claim.value, &b.claim.value) else { return true };
    let point = |q: &Quantity| q.low == q.high;
    let hedged = |q: &Quantity| matches!(q.bound, Bound::About | Bound::Nearly | Bound::JustUnder | Bound::JustOver);
    let one_sided = |d: &Draft| d.claim.canonical.contains(['<', '>']);
    match distance(a, b) {
        // "as much as 44 percent" says little of 27
        near if one_sided(a) != one_sided(b) => matches!(near, "close" | "no distance" | "within half"),
        _ if !point(p) || !point(q) => true,
        "close" | "no distance" | "a slip of digits apart" | "three digits or more exchanged" => true,
        "within half" | "within double" => !hedged(p) && !hedged(q),
        _ => false,
    }
}

/// How far apart two values lie.
pub(super) fn distance(a: &Draft, b: &Draft) -> &'static str {
    match (&a.claim.value, &b.claim.value) {
        // a hundred acres, a hundred hectares: the unit is the slip; four hours and four days are two lengths
        (Value::Quantity(p), Value::Quantity(q))
            if p.unit != q.unit && p.low.is_some() && p.low == q.low && p.class != QuantityClass::Duration =>
        {
            "a slip of digits apart"
        }
        (Value::Quantity(p), Value::Quantity(q)) => match (middle(p), middle(q)) {
            (Some(p), Some(q)) => ratio(p, q),
            _ => "no distance",
        },
        (Value::Time(p), Value::Time(q)) => times(p, q, two_weeks(a, b)),
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
        // up by so much, or down by as much: the direction is the slip
        return if low == high { "of opposite sign, one size" } else { "of opposite sign" };
    }
    let digits = |value: f64| {
        let mut digits: Vec<char> = format!("{value}").chars().filter(|c| c.is_ascii_digit() && *c != '0').collect();
        digits.sort_unstable();
        digits
    };
    let slipped = if digits(p) == digits(q) { digits(p).len() } else { 0 };
    match high / low {
        _ if slipped >= 3 => "three digits or more exchanged",
        _ if slipped == 2 => "a slip of digits apart",
        ..1.15 => "close",
        1.15..1.5 => "within half",
        1.5..2.2 => "within double",
        2.2..5.0 => "within five times",
        5.0..12.0 => "within twelve times",
        _ => "far apart",
    }
}

/// "Friday" and "Friday", placed in two weeks, mean one day: the placing is less sure than that. A date told beside the
/// weekday places it.
pub(super) fn two_weeks(a: &Draft, b: &Draft) -> bool {
    let (Value::Time(p), Value::Time(q)) = (&a.claim.value, &b.claim.value) else { return false };
    let near = |days: i64| (6..=8).contains(&days);
    let days = p.begin.zip(q.begin).map(|(p, q)| (p.date() - q.date()).num_days().abs());
    p.weekday.is_some() && p.weekday == q.weekday && days.is_none_or(near) && !(dated(a) && dated(b))
}

/// Whether the words of a time tell the day of the month.
fn dated(draft: &Draft) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    draft.claim.quote.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
        let month = word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word));
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.strip_suffix(end).is_some_and(is_number));
        month || ordinal || word == "sept"
    })
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

fn times(p: &TimeValue, q: &TimeValue, two_weeks: bool) -> &'static str {
    let (Some(a), Some(b)) = (p.begin, q.begin) else { return "no distance" };
    let apart = (a - b).num_minutes().abs();
    let week = 7 * 24 * 60;
    let minutes = if two_weeks { (apart % week).min(week - apart % week) } else { apart };
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
