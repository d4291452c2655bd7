//! How the values of two linked claims stand to each other.

use super::verdict::GROWING;
use crate::claim::frame::{Nearness, Word};
use crate::claim::{self, Detail, Draft};
use crate::extract::place;
use crate::lexicon::{self, Kinds};
use crate::model::{Attribute, Quantity, Relation, TimeValue, Value};

/// The relation of two claims' values on one scale.
pub fn relation(a: &Draft, b: &Draft) -> Relation {
    match (&a.detail, &b.detail) {
        (Detail::Rank { place: p, last: l }, Detail::Rank { place: q, last: m }) => match (l == m, p == q) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Disjoint,
            (false, _) => Relation::Incomparable("counted-from-the-end"),
        },
        (Detail::Place { name: p }, Detail::Place { name: q }) => place::relate_places(p, q),
        (Detail::Party { .. }, Detail::Party { .. }) => {
            a.detail.party_relation(&b.detail).unwrap_or(Relation::Incomparable("other-party"))
        }
        (Detail::Naming, Detail::Naming) => {
            let (p, q) = (&a.claim.canonical, &b.claim.canonical);
            if p.eq_ignore_ascii_case(q) {
                Relation::Equal
            } else if claim::one_name(p, q) {
                Relation::Incomparable("one-name")
            } else {
                Relation::Disjoint
            }
        }
        // the ferry was the Sable Gull; the Sable Gull sank
        (Detail::Naming, Detail::Party { .. }) | (Detail::Party { .. }, Detail::Naming) => {
            match claim::one_name(&a.claim.canonical, &b.claim.canonical) {
                true => Relation::Equal,
                false => Relation::Incomparable("other-party"),
            }
        }
        (Detail::Quote { words: p, .. }, Detail::Quote { words: q, .. }) => quotes(p, q),
        (Detail::Status, Detail::Status) => {
            if (a.frame.negated == b.frame.negated) != opposite(a, b) {
                Relation::Equal
            } else {
                Relation::Disjoint
            }
        }
        _ => values(a, b),
    }
}

/// Whether what happened by one is the opposite of what happened by the other: it rose, it fell.
pub fn opposite(a: &Draft, b: &Draft) -> bool {
    lexicon::relatedness(a.frame.deed(), b.frame.deed()) < 0
}

fn values(a: &Draft, b: &Draft) -> Relation {
    let bounds_differ = match a.claim.attribute {
        Attribute::Date => !bounds_meet(a, b),
        // "shortly after seven" is a clock time like another
        Attribute::Time => spans(a) != spans(b) && !bounds_meet(a, b),
        _ => false,
    };
    match (&a.claim.value, &b.claim.value) {
        // "closed until 8 March", "opened on 8 March"
        (x, y) if bounds_differ => match x.compare(y) {
            Relation::Equal => Relation::Equal,
            _ => Relation::Incomparable("bound"),
        },
        // "twenty to ten" may be 21:40
        (Value::Time(p), Value::Time(q)) if half_a_day_apart(p, q) && (!tells_half(a) || !tells_half(b)) => {
            Relation::Equal
        }
        (Value::Text { text: p }, Value::Text { text: q }) => {
            if p.eq_ignore_ascii_case(q) {
                Relation::Equal
            } else {
                Relation::Incomparable("words")
            }
        }
        // in a Canadian paper "$5" are five Canadian dollars
        (Value::Quantity(p), Value::Quantity(q))
            if p.unit != q.unit && (one_dollar(a, b, p, q) || p.per == q.per && one_coin(a, b)) =>
        {
            Quantity { unit: q.unit.clone(), ..p.clone() }.compare(q)
        }
        // 40 arrests are 40 people taken into custody
        (Value::Quantity(p), Value::Quantity(q)) if of_one_facet(a, b) => bare(p).compare(&bare(q)),
        (x, y) => x.compare(y),
    }
}

/// Whether two counts are of the people that one thing befell or that did one thing: the dead, the arrested, who signed.
fn of_one_facet(a: &Draft, b: &Draft) -> bool {
    let people = |facet: &str| GROWING.contains(&facet) && facet != "cancelled" || facet == "signatures";
    // "arrests" counts the deed, "marchers" the people; of women and men each counts its own
    let deeds = Kinds::EVENT.with(Kinds::ACT).with(Kinds::COMMUNICATION).with(Kinds::STATE);
    let kind = |draft: &Draft| draft.frame.head.as_deref().map_or(Kinds::NONE, lexicon::kinds);
    let deed = |draft: &Draft| kind(draft).meets(deeds) && !kind(draft).meets(Kinds::PERSON);
    a.claim.attribute == Attribute::Count
        && a.frame.facet.is_some_and(people)
        && a.frame.facet == b.frame.facet
        && (deed(a) && kind(b).meets(Kinds::PERSON) || deed(b) && kind(a).meets(Kinds::PERSON))
}

/// Whether two times are exactly twelve hours apart.
fn half_a_day_apart(p: &TimeValue, q: &TimeValue) -> bool {
    p.begin.zip(q.begin).is_some_and(|(p, q)| (p - q).num_minutes().abs() == 720)
}

/// Whether a clock time tells which half of the day is meant.
fn tells_half(draft: &Draft) -> bool {
    let quote = draft.claim.quote.to_lowercase();
    let words = ["a.m", "p.m", "morning", "afternoon", "evening", "night", "noon", "gmt", "utc", "midday"];
    // the first number is the hour
    let hour = quote.split(|c: char| !c.is_ascii_digit()).find(|n| !n.is_empty());
    let late = hour.and_then(|n| n.parse().ok()).is_some_and(|n: u32| (13..24).contains(&n));
    let half = quote.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "am" | "pm"));
    half || late || hour.is_some_and(|n| n.starts_with('0')) || words.iter().any(|word| quote.contains(word))
}

/// Whether two sums are of dollars of which one is not said to be whose.
fn one_dollar(a: &Draft, b: &Draft, p: &Quantity, q: &Quantity) -> bool {
    let dollars =
        |q: &Quantity| matches!(q.unit.split(' ').next(), Some("USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD"));
    let bare = |draft: &Draft, q: &Quantity| {
        let quote = draft.claim.quote.to_lowercase();
        let american = |word: &str| matches!(word, "us" | "u" | "american" | "usd");
        let told = quote.split(|c: char| !c.is_alphabetic()).any(american);
        q.unit.starts_with("USD") && !told
    };
    let per = |q: &Quantity| q.unit.split_once(' ').map(|(_, per)| per.to_string());
    dollars(p) && dollars(q) && per(p) == per(q) && (bare(a, p) || bare(b, q))
}

/// Whether two sums are of one coin that several countries have, and neither text tells of which: 84 million crowns, 48 million
/// crowns. The countries are guessed from the articles.
fn one_coin(a: &Draft, b: &Draft) -> bool {
    // "kroner" and "kronor" tell the country, or some of it
    const COINS: [&str; 8] = ["crown", "peso", "franc", "rupee", "dinar", "pound", "shilling", "riyal"];
    let coin = |draft: &Draft| {
        let told = draft.claim.quote.chars().any(char::is_uppercase);
        let mut words = draft.claim.quote.split(|c: char| !c.is_alphabetic()).filter(|_| !told);
        words.find_map(|word| COINS.into_iter().find(|coin| word == *coin || word.strip_suffix('s') == Some(coin)))
    };
    coin(a).zip(coin(b)).is_some_and(|(x, y)| x == y)
}

/// A count without the noun of what is counted.
fn bare(quantity: &Quantity) -> Quantity {
    Quantity { of: None, ..quantity.clone() }
}

/// "since Monday", "by Friday", "until noon": an end of a stretch, not the day itself.
fn one_sided(draft: &Draft) -> &str {
    match draft.frame.role.as_str() {
        "since" | "from" | "as" => "from",
        "by" | "until" | "till" | "before" => "until",
        "after" => "after",
        _ => "",
    }
}

/// Whether two dates are of one end of a stretch, or both of a day: what begins on a day is so from that day on, and what
/// closes on a day is open until then.
fn bounds_meet(a: &Draft, b: &Draft) -> bool {
    // "comes into force", "takes effect"
    let in_force = |d: &Draft| {
        let verb = matches!(d.frame.predicate.split(' ').next(), Some("come" | "enter" | "take" | "go"));
        let near = |w: &Word| w.near == Nearness::Clause && matches!(w.lemma.as_str(), "force" | "effect");
        verb && (d.frame.predicate.ends_with("force") || d.frame.words.iter().any(near))
    };
    let begins = |d: &Draft| matches!(d.frame.facet, Some("begin" | "reopen" | "release")) || in_force(d);
    let ends = |d: &Draft| d.frame.facet == Some("end");
    match (one_sided(a), one_sided(b)) {
        (x, y) if x == y => true,
        ("from", "") => begins(b),
        ("", "from") => begins(a),
        ("until", "") => ends(b),
        ("", "until") => ends(a),
        _ => false,
    }
}

/// Whether a clock time begins or ends a stretch: "since four o'clock", "until noon".
fn spans(draft: &Draft) -> bool {
    matches!(draft.frame.role.as_str(), "since" | "from" | "by" | "until" | "till")
}

/// Two remarks: equal, one within the other, or of other words.
fn quotes(a: &[String], b: &[String]) -> Relation {
    if a == b {
        Relation::Equal
    } else if contains(a, b) {
        Relation::Refines
    } else if contains(b, a) {
        Relation::RefinedBy
    } else {
        Relation::Incomparable("other-words")
    }
}

fn contains(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && long.len() >= short.len() && long.windows(short.len()).any(|w| w == short)
}
