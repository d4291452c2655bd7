//! Findings on the versions of one outlet's article: what was changed silently, what was corrected openly.
//!
//! What belongs here: rows made findings. What does not: other outlets.

use super::{Changed, Revision};
use crate::model::{Document, Finding, Scope, Side, Step, Verdict};

/// Share of common words, in percent, from which a sentence was edited; one that shares less was written anew, and a
/// value in it that differs is news rather than a silent edit.
const EDITED: usize = 50;

/// A finding for each claim that the newer version has otherwise: `V202` where a notice says so, `V201` where a sentence
/// was edited and nothing says so, `V203` where it was written anew or stands under a newer update time.
pub fn findings(revision: &Revision) -> Vec<Finding> {
    revision.claims.changed.iter().map(|row| finding(&revision.new, row)).collect()
}

fn finding(document: &Document, row: &Changed) -> Finding {
    let (code, how) = match row.declared_by {
        Some("notice") => ("V202", "and says so"),
        None if alike(&row.old.sentence, &row.new.sentence) >= EDITED => ("V201", "without saying so"),
        _ => ("V203", "in a newer version"),
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
    Finding {
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
    }
}

/// Words that two sentences share, in percent of all words of both.
fn alike(a: &str, b: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let mut list: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        list.sort_unstable();
        list
    };
    let (x, y) = (words(a), words(b));
    let mut rest = y.clone();
    let shared =
        x.iter().filter(|word| rest.iter().position(|w| w == *word).map(|at| rest.remove(at)).is_some()).count();
    200 * shared / (x.len() + y.len()).max(1)
}
