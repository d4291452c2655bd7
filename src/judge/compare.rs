//! How the values of two linked claims stand to each other.

use crate::claim::{Detail, Draft};
use crate::extract::place;
use crate::model::{Attribute, Relation, Value};

/// The relation of two claims' values on one scale.
pub fn relation(a: &Draft, b: &Draft) -> Relation {
    match (&a.detail, &b.detail) {
        (Detail::Rank { place: p, last: l }, Detail::Rank { place: q, last: m }) => match (l == m, p == q) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Disjoint,
            (false, _) => Relation::Incomparable("counted-from-the-end"),
        },
        (Detail::Place { name: p }, Detail::Place { name: q }) => place::relate_places(p, q),
        (Detail::Party { key: p, .. }, Detail::Party { key: q, .. }) => {
            if p == q {
                Relation::Equal
            } else {
                Relation::Incomparable("other-party")
            }
        }
        (Detail::Quote { words: p, .. }, Detail::Quote { words: q, .. }) => quotes(p, q),
        (Detail::Status, Detail::Status) => {
            if a.frame.negated == b.frame.negated {
                Relation::Equal
            } else {
                Relation::Disjoint
            }
        }
        _ => values(a, b),
    }
}

fn values(a: &Draft, b: &Draft) -> Relation {
    if a.claim.attribute == Attribute::Date && one_sided(a) != one_sided(b) {
        return Relation::Incomparable("bound");
    }
    match (&a.claim.value, &b.claim.value) {
        (Value::Text { text: p }, Value::Text { text: q }) => {
            if p.eq_ignore_ascii_case(q) {
                Relation::Equal
            } else {
                Relation::Incomparable("words")
            }
        }
        (x, y) => x.compare(y),
    }
}

/// "since Monday", "by Friday", "until noon": an end of a stretch, not the day itself.
fn one_sided(draft: &Draft) -> &str {
    match draft.frame.role.as_str() {
        "since" | "from" => "from",
        "by" | "until" | "till" | "before" => "until",
        "after" => "after",
        _ => "",
    }
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
