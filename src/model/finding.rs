//! Findings: the one record that every report format renders.

use super::{Attribute, Claim, Document, Event};
use serde::{Deserialize, Serialize};

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Cannot all be true.
    Contradiction,
    /// A later article rightly has a newer value, or a plan became a fact.
    Update,
    /// One remark in different words, content unchanged.
    Variant,
    /// Two or more articles with equal or compatible values.
    Agreement,
    /// Looks like a conflict, but is about two events or two measured things.
    Distinct,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Across,
    Within,
}

/// The claims that hold one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    pub canonical: String,
    /// Ids of claims, in order of document and position.
    pub claims: Vec<String>,
}

/// One reason, as a row of the score or a step of the reasoning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What was compared: `kind`, `participants`, `place`, `words`, `values`, `rule` …
    pub row: String,
    /// What came out: `agree`, `compatible`, `unknown`, `conflict`, or a plain statement.
    pub outcome: String,
    /// The weight that it adds to the score of the match; 0 for a statement.
    pub points: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `f` and eight hexadecimal digits of the fingerprint.
    pub id: String,
    /// Opaque code such as `C101`; `corroborate explain C101` tells what it means.
    pub code: String,
    pub verdict: Verdict,
    pub scope: Scope,
    pub attribute: Attribute,
    pub event: Option<String>,
    /// One sentence that can be read on its own.
    pub summary: String,
    /// How many outlets tell it on their own account (copies and versions counted once).
    pub independent_sources: usize,
    pub copies: usize,
    pub sides: Vec<Side>,
    pub steps: Vec<Step>,
    /// Hash over code, event, attribute, outlets and values: stable when wording, lines or file names change.
    pub fingerprint: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    pub documents: usize,
    pub sentences: usize,
    pub claims: usize,
    /// Claims that no other outlet speaks of.
    pub single_source: usize,
    /// Relative dates without an anchor.
    pub unresolved: usize,
}

/// All that a check has found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub documents: Vec<Document>,
    pub events: Vec<Event>,
    pub claims: Vec<Claim>,
    pub findings: Vec<Finding>,
    pub coverage: Coverage,
}

impl Report {
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }
}
