//! What an outlet changed: two versions of one article compared claim by claim and word by word.
//!
//! What belongs here: aligning sentences and claims of two versions. What does not: other outlets, rendering.

mod align;
mod rows;
mod text;

use crate::claim::{self, Reading};
use crate::model::{Attribute, Claim, Document};
use serde::Serialize;

pub use text::Hunk;

/// All that differs between two versions.
#[derive(Clone, Debug, Serialize)]
pub struct Revision {
    pub old: Document,
    pub new: Document,
    pub claims: ClaimChanges,
    pub text: Vec<Hunk>,
}

/// Rows of claims: what was said otherwise, what came, what went, what stands elsewhere now.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClaimChanges {
    pub changed: Vec<Changed>,
    pub added: Vec<Claim>,
    pub removed: Vec<Claim>,
    pub moved: Vec<Changed>,
}

/// A claim as it was and as it is.
#[derive(Clone, Debug, Serialize)]
pub struct Changed {
    pub attribute: Attribute,
    pub old: Claim,
    pub new: Claim,
    /// Whether the new version itself says that it was changed.
    pub declared: bool,
}

impl Revision {
    /// Whether anything at all differs.
    pub fn differs(&self) -> bool {
        !self.text.is_empty() || !self.claims.is_empty()
    }
}

impl ClaimChanges {
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.removed.is_empty() && self.moved.is_empty()
    }
}

/// Compares two versions of one article.
pub fn diff(old: Document, new: Document) -> Revision {
    compare(&claim::read(old), &claim::read(new))
}

/// Compares two versions that have been read already.
pub fn compare(old: &Reading, new: &Reading) -> Revision {
    let pairs = align::sentences(old, new);
    let claims = rows::rows(old, new, &pairs);
    let text = text::hunks(&old.document.article, &new.document.article);
    Revision { old: old.document.clone(), new: new.document.clone(), claims, text }
}
