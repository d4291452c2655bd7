//! Values of figures: intervals with a unit, of something, as exact decimals.

use super::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityClass {
    Money,
    Percent,
    Count,
    Measure,
    Duration,
    Ordinal,
    Age,
}

/// How the words hedge or bound a figure.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// A plain figure: read with a halo of half its last place.
    Plain,
    /// "exactly", "just": no halo.
    Exactly,
    /// "about", "some", "roughly", "estimated".
    About,
    /// "nearly", "almost".
    Nearly,
    /// "just under", "slightly less than".
    JustUnder,
    /// "just over", "slightly more than".
    JustOver,
    /// "more than", "over", "topped".
    MoreThan,
    /// "at least", "or more", "-plus".
    AtLeast,
    /// "less than", "fewer than", "under".
    LessThan,
    /// "at most", "up to", "no more than".
    AtMost,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    Up,
    Down,
    Flat,
}

/// What a figure is to a change: the amount of it, or the level before or after it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeRole {
    By,
    From,
    To,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Change {
    pub role: ChangeRole,
    pub trend: Option<Trend>,
}

/// A figure: from `low` to `high` in `unit` as the words say it, and how they hedge it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    pub class: QuantityClass,
    /// In `unit`; equal to `high` for a single figure, `None` for an open end ("20 years to life").
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// ISO 4217 code, `percent`, `percentage point`, `basis point`, a unit's English name (`kilometre`, `minute`,
    /// `year of age`, `magnitude`, `score`), or empty for a bare number and for counts (see `of`).
    pub unit: String,
    /// What is counted or measured, as its singular head noun ("firefighter", "dead"), where the words next to it say so.
    pub of: Option<String>,
    /// `barrel` in "$84.06 a barrel".
    pub per: Option<String>,
    pub bound: Bound,
    /// Whether the words give a share as a fraction ("a third"), which is less exact than its decimals.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fraction: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// A figure in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuantityMention {
    /// The number with its unit or counted noun where they touch, without hedges: `25-minute`, `14 miners`, `$77.2 billion`.
    pub span: Span,
    /// The number alone: `25`, `14`, `77.2 billion`.
    pub number: Span,
    pub quantity: Quantity,
    /// Whether this is the same figure as the one before it, given in another unit: "35 kilometers (22 miles)".
    pub restates: bool,
    /// The pattern that read it.
    pub rule: &'static str,
}
