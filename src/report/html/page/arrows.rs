//! Two tellings of an order, drawn side by side; where they differ, the arrows cross.

use super::super::words::{clean, short};
use crate::model::{Attribute, Finding, Verdict};
use crate::report::row::Place;
use serde::Serialize;

/// Places in a row that a drawing holds.
const MOST: usize = 9;

/// A drawing of two orders.
#[derive(Clone, Debug, Serialize)]
pub struct Arrows {
    pub left: String,
    pub right: String,
    pub height: usize,
    pub arrows: Vec<Arrow>,
    pub told: String,
}

/// One thing with its place in either telling.
#[derive(Clone, Debug, Serialize)]
pub struct Arrow {
    pub left: String,
    pub right: String,
    pub y1: usize,
    pub y2: usize,
    /// Whether it stands for whatever else holds that place.
    pub others: bool,
}

/// The drawing, for a contradiction over an order between two sides.
pub fn arrows(finding: &Finding, places: &[Place<'_>]) -> Option<Arrows> {
    if finding.attribute != Attribute::Order || finding.verdict != Verdict::Contradiction {
        return None;
    }
    let of = |side: usize| places.iter().find(|place| place.side == side);
    let (a, b) = (of(0)?, of(1)?);
    let name = |place: &Place<'_>| short(&clean(&place.document.article.source_name()), 30);
    let y = |place: usize| 60 + 44 * place;
    let label = |text: &str| short(&clean(text), 34);
    let arrows = match (place_in_row(&a.claim.canonical), place_in_row(&b.claim.canonical)) {
        (Some(one), Some(two)) if one != two && one.max(two) <= MOST => {
            let what = |place: usize, words: &str| format!("{place}. {}", label(words));
            vec![
                Arrow {
                    left: what(one, &a.claim.quote),
                    right: what(two, &b.claim.quote),
                    y1: y(one - 1),
                    y2: y(two - 1),
                    others: false,
                },
                // Who says that it comes second says that something else comes first.
                Arrow {
                    left: what(two, "another"),
                    right: what(one, "another"),
                    y1: y(two - 1),
                    y2: y(one - 1),
                    others: true,
                },
            ]
        }
        _ => {
            let (one, two) = (sequence(&a.claim.canonical)?, sequence(&b.claim.canonical)?);
            let arrow = |from: usize, to: usize| Arrow {
                left: label(one[from]),
                right: label(two[to]),
                y1: y(from),
                y2: y(to),
                others: false,
            };
            vec![arrow(0, 1), arrow(1, 0)]
        }
    };
    let lowest = arrows.iter().map(|arrow| arrow.y1.max(arrow.y2)).max().unwrap_or(60);
    let told: Vec<String> = arrows
        .iter()
        .filter(|arrow| !arrow.others)
        .map(|arrow| format!("{}: {}; {}: {}", name(a), arrow.left, name(b), arrow.right))
        .collect();
    Some(Arrows { left: name(a), right: name(b), height: lowest + 36, told: told.join(". "), arrows })
}

/// `2nd call` is 2.
fn place_in_row(canonical: &str) -> Option<usize> {
    let digits: String = canonical.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|place| *place > 0)
}

/// `a before b` and `b after a` are both a, b.
fn sequence(canonical: &str) -> Option<[&str; 2]> {
    if let Some((first, then)) = canonical.split_once(" before ") {
        return Some([first, then]);
    }
    canonical.split_once(" after ").map(|(then, first)| [first, then])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders() {
        assert_eq!(place_in_row("12th call"), Some(12));
        assert_eq!(place_in_row("before"), None);
        assert_eq!(sequence("ferry after train"), Some(["train", "ferry"]));
        assert_eq!(sequence("train before ferry"), Some(["train", "ferry"]));
    }
}
