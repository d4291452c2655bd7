//! Plain records that every stage reads and hands on, and the values that claims carry.
//!
//! What belongs here: data and the comparison of values. What does not: input and output, patterns, clocks.

pub mod article;
pub mod claim;
pub mod finding;
pub mod quantity;
pub mod span;
pub mod time;
pub mod value;

pub use article::{Anchor, Article, Block, BlockKind, Document, Known, Moment, Note, offset_suffix};
pub use claim::{Attribute, Claim, Event, Modality};
pub use finding::{Coverage, Finding, Report, Scope, Side, Step, Verdict};
pub use quantity::{Bound, Change, ChangeRole, Quantity, QuantityClass, QuantityMention, Trend};
pub use span::Span;
pub use time::{TimeMention, TimeValue, TimexKind, TimexMod};
pub use value::{Relation, Value};
