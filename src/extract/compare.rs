//! How two values stand to each other: a total, symmetric function over all pairs of kinds.

use crate::model::{Relation, TimeValue, Value};

impl Value {
    /// `a.compare(b)` is the mirror image of `b.compare(a)`; values of different kinds are incomparable.
    pub fn compare(&self, other: &Value) -> Relation {
        match (self, other) {
            (Value::Time(a), Value::Time(b)) => a.compare(b),
            (Value::Quantity(a), Value::Quantity(b)) => a.compare(b),
            (Value::Text { text: a }, Value::Text { text: b }) if a.eq_ignore_ascii_case(b) => Relation::Equal,
            (Value::Text { .. }, Value::Text { .. }) => Relation::Incomparable("words"),
            _ => Relation::Incomparable("kind"),
        }
    }
}

impl Relation {
    /// The relation seen from the other side.
    pub fn mirrored(self) -> Relation {
        match self {
            Relation::Refines => Relation::RefinedBy,
            Relation::RefinedBy => Relation::Refines,
            other => other,
        }
    }
}

impl TimeValue {
    /// Stretches of the calendar, on one clock where both offsets are known.
    pub fn compare(&self, other: &TimeValue) -> Relation {
        let (Some(a0), Some(a1), Some(b0), Some(b1)) = (self.begin, self.end, other.begin, other.end) else {
            return Relation::Incomparable("unresolved");
        };
        let clocks = self.timex.contains(':') && other.timex.contains(':');
        if (self.day_assumed || other.day_assumed) && !clocks {
            return Relation::Incomparable("day-assumed");
        }
        let clock = |value: &TimeValue| value.offset.filter(|_| value.timex.contains('T'));
        let (mine, theirs) = match (clock(self), clock(other)) {
            (Some(mine), Some(theirs)) => (mine, theirs),
            _ => (0, 0),
        };
        let shift = |at: chrono::NaiveDateTime, offset: i32| at - chrono::Duration::minutes(offset.into());
        let (a0, a1, mut b0, mut b1) = (shift(a0, mine), shift(a1, mine), shift(b0, theirs), shift(b1, theirs));
        // where a day is only assumed, the other's is taken: the nearest day that has this time
        if (self.day_assumed || other.day_assumed) && clocks {
            let days = ((a0 - b0).num_minutes() as f64 / 1440.0).round() as i64;
            (b0, b1) = (b0 + chrono::Duration::days(days), b1 + chrono::Duration::days(days));
        }
        if (a0, a1) == (b0, b1) {
            Relation::Equal
        } else if a0 >= b0 && a1 <= b1 {
            Relation::Refines
        } else if b0 >= a0 && b1 <= a1 {
            Relation::RefinedBy
        } else if a0 < b1 && b0 < a1 {
            Relation::Overlaps
        } else {
            Relation::Disjoint
        }
    }
}
