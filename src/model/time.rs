//! Values of time expressions: TIMEX3 notation and the stretch of the calendar it stands for.

use super::Span;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The four types of TimeML's TIMEX3.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    Date,
    Time,
    Duration,
    Set,
}

/// TIMEX3's `mod` attribute.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimexMod {
    Approx,
    Start,
    Mid,
    End,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

/// What a time expression stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeValue {
    #[serde(rename = "type")]
    pub kind: TimexKind,
    /// TIMEX3 value, such as `2025-06-09`, `2025-06-06TEV`, `P6M`, `XXXX-WXX-2`.
    pub timex: String,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<TimexMod>,
    /// Local time at which the stretch begins (included); `None` where the expression cannot be placed.
    pub begin: Option<NaiveDateTime>,
    /// Local time at which it ends (not included).
    pub end: Option<NaiveDateTime>,
    /// Offset of that local time from UTC in minutes, where the text or its outlet tells it.
    pub offset: Option<i32>,
    /// The weekday that the words name beside or instead of a date (0 = Monday).
    pub weekday: Option<u8>,
    /// Whether the day of a clock time was taken from the text at large: then only the time of day can be relied on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub day_assumed: bool,
}

/// A time expression in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimeMention {
    pub span: Span,
    pub value: TimeValue,
    /// Whether the date was worked out from the publish date or another date of the text.
    pub relative: bool,
    /// The pattern that read it.
    pub rule: &'static str,
}
