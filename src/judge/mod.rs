//! Claims and events to findings.

pub mod codes;
