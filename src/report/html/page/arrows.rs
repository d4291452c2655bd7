//! The tellings of an order, drawn side by side; where they differ, the arrows between them cross.

use super::super::words::{clean, short};
use super::cards::letter;
use crate::model::{Attribute, Finding, Verdict};
use crate::report::gist::gist;
use crate::report::row::Place;
use serde::Serialize;

/// Places in a row that a drawing holds.
const MOST: usize = 9;
/// Sides that a drawing holds; what is left out is counted.
const SIDES: usize = 4;
/// Sizes in units of the drawing: a box, and the room between two columns and two rows.
const BOX: usize = 240;
const GAP: usize = 80;
const ROW: usize = 44;
const TOP: usize = 34;

/// A drawing of two orders or more, one column a side.
#[derive(Clone, Debug, Serialize)]
pub struct Arrows {
    pub width: usize,
    pub height: usize,
    pub columns: Vec<Column>,
    pub arrows: Vec<Arrow>,
    pub told: String,
    /// Sides that are not drawn.
    pub more: usize,
}

/// One side's telling.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    pub x: usize,
    pub name: String,
    pub boxes: Vec<Told>,
}

/// One thing at its place in the row.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    pub y: usize,
    pub text: String,
    /// Whether it stands for whatever else holds that place.
    pub others: bool,
}

/// From a thing in one telling to the same in the next.
#[derive(Clone, Debug, Serialize)]
pub struct Arrow {
    pub x1: usize,
    pub y1: usize,
    pub x2: usize,
    pub y2: usize,
    pub others: bool,
}

/// A side as a row: which thing (0 or 1) stands at which place, from 0.
struct Order {
    name: String,
    things: [Option<(usize, String)>; 2],
}

/// The drawing, for a contradiction over an order.
pub fn arrows(finding: &Finding, places: &[Place<'_>]) -> Option<Arrows> {
    if finding.attribute != Attribute::Order || finding.verdict != Verdict::Contradiction {
        return None;
    }
    let of = |side: usize| places.iter().find(|place| place.side == side);
    let sides: Vec<&Place<'_>> = (0..finding.sides.len()).filter_map(of).collect();
    let orders = ranks(&sides).or_else(|| sequences(&sides))?;
    let drawn = &orders[..orders.len().min(SIDES)];
    let y = |place: usize| TOP + ROW * place;
    let x = |column: usize| column * (BOX + GAP);
    let columns: Vec<Column> = drawn
        .iter()
        .enumerate()
        .map(|(column, order)| Column {
            x: x(column),
            name: format!("{}: {}", letter(column), order.name),
            boxes: order
                .things
                .iter()
                .flatten()
                .map(|(place, text)| Told {
                    y: y(*place),
                    text: if text.is_empty() { format!("{}. another", place + 1) } else { text.clone() },
                    others: text.is_empty(),
                })
                .collect(),
        })
        .collect();
    let mut arrows = Vec::new();
    for (column, pair) in drawn.windows(2).enumerate() {
        for (from, to) in pair[0].things.iter().zip(&pair[1].things) {
            let (Some((from, words)), Some((to, _))) = (from, to) else { continue };
            arrows.push(Arrow {
                x1: x(column) + BOX,
                y1: y(*from) + 16,
                x2: x(column + 1),
                y2: y(*to) + 16,
                others: words.is_empty(),
            });
        }
    }
    let lowest = columns.iter().flat_map(|column| &column.boxes).map(|told| told.y).max().unwrap_or(TOP);
    let told: Vec<String> = columns
        .iter()
        .flat_map(|column| column.boxes.iter().map(move |told| (column, told)))
        .filter(|(_, told)| !told.others)
        .map(|(column, told)| format!("{}: {}", column.name, told.text))
        .collect();
    Some(Arrows {
        width: x(columns.len()) - GAP,
        height: lowest + ROW,
        told: told.join(". "),
        more: orders.len() - columns.len(),
        columns,
        arrows,
    })
}

fn name(place: &Place<'_>) -> String {
    short(&clean(&place.document.article.source_name()), 28)
}

/// Sides that say which place in a row a thing holds: "first", "second".
fn ranks(sides: &[&Place<'_>]) -> Option<Vec<Order>> {
    let held: Vec<(&Place<'_>, usize)> =
        sides.iter().filter_map(|place| Some((*place, place_in_row(&place.claim.canonical)?))).collect();
    let (one, two) = (held.first()?.1, held.iter().map(|(_, place)| *place).find(|place| *place != held[0].1)?);
    if held.iter().any(|(_, place)| *place > MOST) {
        return None;
    }
    let orders = held.iter().map(|(place, at)| {
        let text = clean(&gist(place.claim, place.document, 30).to_string());
        // Who says that it comes second says that something else comes first.
        let other = if *at == one { two } else { one };
        Order {
            name: name(place),
            things: [
                Some((at - 1, short(&format!("{at}. {text}"), 34))),
                (held.len() == 2).then(|| (other - 1, String::new())),
            ],
        }
    });
    Some(orders.collect())
}

/// Sides that say which of two things came before the other.
fn sequences(sides: &[&Place<'_>]) -> Option<Vec<Order>> {
    let held: Vec<(&Place<'_>, [&str; 2])> =
        sides.iter().filter_map(|place| Some((*place, sequence(&place.claim.canonical)?))).collect();
    let (_, first) = held.first().filter(|_| held.len() > 1)?;
    let orders = held.iter().enumerate().map(|(number, (place, told))| {
        let straight = alike(first[0], told[0]) + alike(first[1], told[1]);
        let crossed = alike(first[0], told[1]) + alike(first[1], told[0]);
        // Sides of a contradiction that share no word with the first are against it all the same.
        let turned = if straight == crossed { number % 2 == 1 } else { crossed > straight };
        let text = |at: usize| Some((at, short(&format!("{}. {}", at + 1, clean(told[at])), 34)));
        Order { name: name(place), things: if turned { [text(1), text(0)] } else { [text(0), text(1)] } }
    });
    Some(orders.collect())
}

/// Words in common.
fn alike(one: &str, two: &str) -> usize {
    one.split(' ').filter(|word| two.split(' ').any(|other| other.eq_ignore_ascii_case(word))).count()
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
        assert_eq!((alike("ferry opens", "The Ferry"), alike("ferry", "train")), (1, 0));
    }
}
