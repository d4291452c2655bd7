//! corroborate reads what several outlets write about one story, extracts claims, and reports where they agree,
//! contradict each other, or changed what they had said.

pub mod claim;
pub mod cli;
pub mod error;
pub mod extract;
pub mod judge;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod revise;
pub mod store;
pub mod syntax;
