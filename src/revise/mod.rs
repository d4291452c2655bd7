//! What an outlet changed: two versions of one article compared claim by claim and word by word.
//!
//! What belongs here: aligning sentences and claims of two versions. What does not: other outlets, rendering.

mod align;
mod findings;
mod history;
mod made;
mod near;
mod notice;
mod rows;
mod same;
mod text;
mod turns;
mod wording;

use crate::claim::{self, Reading};
use crate::model::{Attribute, Claim, Document};
use serde::Serialize;

pub use findings::findings;
pub use history::{State, Track, revisions, states, track};
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
    /// How it says so: `notice`, or `updated` for a newer update time that does not say what was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_by: Option<&'static str>,
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
    let bags = align::bags([old, new]);
    compare_by([old, new], [&bags[0], &bags[1]])
}

/// The same, where the words of both have been counted.
fn compare_by([old, new]: [&Reading; 2], bags: [&align::Bags; 2]) -> Revision {
    let pairs = align::sentences(bags[0], bags[1]);
    let (before, after) = (notice::notices(old), notice::notices(new));
    let mut found = paired([old, new], bags, &pairs, [&before, &after]);
    let mut changed = turns::paraphrases(old, new, &pairs, &mut found);
    changed.extend(turns::lists_of_names(old, new, &pairs, &mut found));
    changed.extend(
        found.changed.iter().map(|&(a, b)| Changed::new(old.drafts[a].claim.clone(), new.drafts[b].claim.clone())),
    );
    changed.extend(turns::roles_and_sources(old, new, &pairs, &found));
    let added: Vec<Claim> = found.added.iter().map(|&b| new.drafts[b].claim.clone()).collect();
    let removed: Vec<Claim> = found.removed.iter().map(|&a| old.drafts[a].claim.clone()).collect();
    let prose = |p: &&align::Aligned| !before.sentences.contains(&p.old) && !after.sentences.contains(&p.new);
    let words = |reading: &Reading, s: usize| reading.sentences[s].span;
    let edited = |p: &&align::Aligned| {
        let (x, y) = (words(old, p.old), words(new, p.new));
        p.alike >= wording::EDITED && x.of(&old.document.article.text) != y.of(&new.document.article.text)
    };
    for pair in pairs.iter().filter(edited).filter(prose) {
        let known = known(old, new, pair, &found, &changed, &added, &removed);
        changed.extend(wording::edits(old, new, pair, &known));
    }
    changed.sort_by_key(|row| (row.new.span, row.old.span, row.attribute));
    notice::declare(old, &before, new, &after, &mut changed);
    let moved = moved(old, new, &pairs, &found);
    let claims = ClaimChanges { changed, added, removed, moved };
    let text = text::hunks(old, new);
    Revision { old: old.document.clone(), new: new.document.clone(), claims, text }
}

/// The claims of both versions, held against each other.
fn matching(old: &Reading, new: &Reading) -> rows::Matching {
    let (before, after) = (notice::notices(old), notice::notices(new));
    let bags = align::bags([old, new]);
    let pairs = align::sentences(&bags[0], &bags[1]);
    paired([old, new], [&bags[0], &bags[1]], &pairs, [&before, &after])
}

fn paired(
    [old, new]: [&Reading; 2],
    bags: [&align::Bags; 2],
    pairs: &[align::Aligned],
    [before, after]: [&notice::Notices; 2],
) -> rows::Matching {
    let (left, right) = (near::Side::new(old), near::Side::new(new));
    rows::rows(&left, &right, bags, pairs, [&before.sentences, &after.sentences])
}

/// Figures, times and quotations of paragraphs that stand elsewhere now.
fn moved(old: &Reading, new: &Reading, pairs: &[align::Aligned], found: &rows::Matching) -> Vec<Changed> {
    let pairs = align::moved(old, new, pairs);
    let stands = |&&(a, b): &&(usize, usize)| {
        let (p, q) = (&old.drafts[a], &new.drafts[b]);
        let valued = same::is_valued(p.claim.attribute) || p.claim.attribute == Attribute::Quote;
        valued && pairs.iter().any(|pair| pair.old == p.frame.sentence && pair.new == q.frame.sentence)
    };
    let row = |&(a, b): &(usize, usize)| Changed::new(old.drafts[a].claim.clone(), new.drafts[b].claim.clone());
    found.same.iter().filter(stands).map(row).collect()
}

/// What the rows made so far tell of one pair of sentences.
fn known(
    old: &Reading,
    new: &Reading,
    pair: &align::Aligned,
    found: &rows::Matching,
    changed: &[Changed],
    added: &[Claim],
    removed: &[Claim],
) -> wording::Known {
    let (here, there) = (old.sentences[pair.old].span, new.sentences[pair.new].span);
    let mut known = wording::Known::default();
    for &(a, b) in &found.same {
        let (p, q) = (&old.drafts[a], &new.drafts[b]);
        if p.frame.sentence == pair.old && q.frame.sentence == pair.new && wording::settles(old, a) {
            known.settled_old.push(p.claim.span);
            known.settled_new.push(q.claim.span);
        }
    }
    for row in changed {
        let (left, right) = (here.overlaps(row.old.span), there.overlaps(row.new.span));
        known.rows_old.extend(left.then_some(row.old.span));
        known.rows_new.extend(right.then_some(row.new.span));
        known.status_row |= left && right && row.attribute == Attribute::Status;
    }
    known.rows_old.extend(removed.iter().map(|c| c.span).filter(|s| here.overlaps(*s)));
    known.rows_new.extend(added.iter().map(|c| c.span).filter(|s| there.overlaps(*s)));
    known
}

impl Changed {
    fn new(old: Claim, new: Claim) -> Self {
        Changed { attribute: new.attribute, old, new, declared: false, declared_by: None }
    }
}
