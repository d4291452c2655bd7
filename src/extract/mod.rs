//! Mentions: what the words of one article say, each read by a pattern over text and syntax.

pub mod party;
pub mod place;
pub mod quantity;
pub mod time;
