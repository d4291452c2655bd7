//! Mentions: what the words of one article say, each read by a pattern over text and syntax.

pub mod compare;
pub mod number;
pub mod party;
pub mod phrases;
pub mod place;
pub mod quantity;
pub mod scan;
pub mod time;
