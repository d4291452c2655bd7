//! Findings on the versions of one outlet's article: what was changed silently, what was corrected openly.
//!
//! What belongs here: rows made findings. What does not: other outlets.

use super::{Changed, Revision};
use crate::model::{Document, Finding, Scope, Side, Step, Verdict};

/// A finding for each claim that the newer version has otherwise: `V201` where nothing says so, `V202` where a notice
/// does. A change under a newer update time alone is neither.
pub fn findings(revision: &Revision) -> Vec<Finding> {
    revision.claims.changed.iter().filter_map(|row| finding(&revision.new, row)).collect()
}

fn finding(document: &Document, row: &Changed) -> Option<Finding> {
    let (code, how) = match (row.declared, row.declared_by) {
        (false, _) => ("V201", "without saying so"),
        (true, Some("notice")) => ("V202", "and says so"),
        _ => return None,
    };
    let outlet = document.article.source_name();
    let kind = format!("{:?}", row.attribute).to_lowercase();
    let said = |claim: &crate::model::Claim| {
        let words = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        if claim.canonical == words { format!("“{words}”") } else { format!("“{words}” ({})", claim.canonical) }
    };
    let summary = format!("{outlet} changed the {kind} from {} to {} {how}", said(&row.old), said(&row.new));
    let text = format!(
        "{code}\u{1f}{kind}\u{1f}{outlet}\u{1f}{}\u{1f}{}\u{1f}{}",
        row.new.subject, row.old.canonical, row.new.canonical
    );
    let fingerprint = blake3::hash(text.as_bytes()).to_hex()[..16].to_string();
    let side =
        |claim: &crate::model::Claim| Side { canonical: claim.canonical.clone(), claims: vec![claim.id.clone()] };
    Some(Finding {
        id: format!("f{}", &fingerprint[..8]),
        code: code.to_string(),
        verdict: Verdict::Update,
        scope: Scope::Within,
        attribute: row.attribute,
        event: None,
        summary,
        independent_sources: 1,
        copies: 0,
        sides: vec![side(&row.old), side(&row.new)],
        steps: vec![Step { row: "versions".into(), outcome: how.to_string(), points: 0 }],
        fingerprint,
    })
}
