//! The value of a claim, and how two values stand to each other.

use super::{Quantity, TimeValue};
use serde::{Deserialize, Serialize};

/// What a claim says, of whatever kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Value {
    Time(TimeValue),
    Quantity(Quantity),
    /// Places, names, participants, states, order, quotations: plain words.
    Text {
        text: String,
    },
}

/// How two values of one frame stand to each other, seen as sets of possible values.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same set.
    Equal,
    /// The first is the finer: it lies inside the second.
    Refines,
    /// The second is the finer.
    RefinedBy,
    /// The sets meet, and neither holds the other: no flag.
    Overlaps,
    /// The sets are disjoint: both cannot be true.
    Disjoint,
    /// Not on one scale, or one of them stands for no set; the reason is a code such as `unit`, `currency`, `change-role`, `unresolved`.
    Incomparable(&'static str),
}
