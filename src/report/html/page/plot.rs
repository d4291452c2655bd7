//! Figures that compete, drawn as intervals on one scale.

use super::super::words::{clean, point, short, told};
use crate::model::{Bound, Quantity, Value};
use crate::report::row::Place;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use std::collections::BTreeSet;

/// Rows that a drawing holds.
const ROWS: usize = 24;
/// Where the scale begins and ends, in units of the drawing.
const LEFT: f64 = 180.0;
const RIGHT: f64 = 560.0;

/// A drawing of figures, one row an outlet.
#[derive(Clone, Debug, Serialize)]
pub struct Plot {
    pub height: usize,
    pub unit: String,
    pub rows: Vec<Bar>,
    pub marks: Vec<Mark>,
    pub told: String,
}

/// One figure: a point, a stretch, or a stretch with an open end.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    pub outlet: String,
    pub value: String,
    pub y: String,
    pub x: String,
    pub width: String,
    pub open: bool,
    pub side: usize,
    pub text_x: String,
}

/// A figure below the scale.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    pub x: String,
    pub text: String,
}

/// The drawing, where the places hold three or more different figures in one unit.
pub fn plot(places: &[Place<'_>]) -> Option<Plot> {
    let figures: Vec<(&Place<'_>, &Quantity)> = places
        .iter()
        .filter_map(|place| match &place.claim.value {
            Value::Quantity(quantity) => Some((place, quantity)),
            _ => None,
        })
        .collect();
    let (_, first) = figures.first()?;
    if figures.iter().any(|(_, quantity)| quantity.unit != first.unit || quantity.class != first.class) {
        return None;
    }
    let different: BTreeSet<&str> = figures.iter().map(|(place, _)| place.claim.canonical.as_str()).collect();
    if different.len() < 3 {
        return None;
    }
    let ends: Vec<(f64, f64)> = figures.iter().filter_map(|(_, quantity)| ends(quantity)).collect();
    if ends.len() != figures.len() {
        return None;
    }
    let low = ends.iter().map(|(low, _)| *low).fold(f64::INFINITY, f64::min);
    let high = ends.iter().map(|(_, high)| *high).fold(f64::NEG_INFINITY, f64::max);
    let room = ((high - low) * 0.08).max(high.abs() * 0.01).max(f64::MIN_POSITIVE);
    let (low, high) = (low - room, high + room);
    let x = |at: f64| LEFT + (at - low) / (high - low) * (RIGHT - LEFT);
    let rows: Vec<Bar> = figures
        .iter()
        .zip(&ends)
        .take(ROWS)
        .enumerate()
        .map(|(n, ((place, quantity), (from, to)))| {
            let (from, to) = match quantity.bound {
                Bound::AtLeast | Bound::MoreThan => (x(*from), RIGHT),
                Bound::AtMost | Bound::LessThan => (LEFT, x(*to)),
                _ => (x(*from), x(*to)),
            };
            let (from, to) =
                if to - from < 6.0 { ((from + to) / 2.0 - 3.0, (from + to) / 2.0 + 3.0) } else { (from, to) };
            Bar {
                outlet: short(&clean(&place.document.article.source_name()), 26),
                value: short(&told(place.claim), 30),
                y: point(12.0 + 28.0 * n as f64),
                x: point(from),
                width: point(to - from),
                open: matches!(quantity.bound, Bound::AtLeast | Bound::MoreThan | Bound::AtMost | Bound::LessThan),
                side: place.side % 4,
                text_x: point(RIGHT + 12.0),
            }
        })
        .collect();
    let marks = [(LEFT, low), ((LEFT + RIGHT) / 2.0, (low + high) / 2.0), (RIGHT, high)];
    let spoken: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.outlet, row.value)).collect();
    Some(Plot {
        height: 28 * rows.len() + 34,
        unit: clean(&first.unit),
        marks: marks.iter().map(|(x, at)| Mark { x: point(*x), text: round(*at) }).collect(),
        told: spoken.join("; "),
        rows,
    })
}

/// Both ends of a figure; hedged ones are as wide as one reads them.
fn ends(quantity: &Quantity) -> Option<(f64, f64)> {
    let low = quantity.low.or(quantity.high)?.to_f64()?;
    let high = quantity.high.or(quantity.low)?.to_f64()?;
    (low.is_finite() && high.is_finite() && low <= high).then_some((low, high))
}

/// Three figures are enough below a scale.
fn round(at: f64) -> String {
    for (from, word) in [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")] {
        if at.abs() >= from {
            return format!("{:.1}{word}", at / from);
        }
    }
    if at.abs() < 10.0 { format!("{at:.2}") } else { format!("{at:.0}") }
}
