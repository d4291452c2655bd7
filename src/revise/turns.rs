//! Turns of a sentence: roles that were exchanged, a quotation told in other words, a list that lost a member, a source
//! that came or went.
//!
//! What belongs here: changes that show in the structure of two sentences. What does not: single words.

use super::align::Aligned;
use super::rows::Matching;
use super::wording::EDITED;
use super::{Changed, made};
use crate::claim::clause::{base, noun_phrase};
use crate::claim::{Detail, Draft, Reading, words::lists};
use crate::model::{Attribute, Claim, Span};

/// Rows for exchanged roles and for sources, from claims that are the same but for these.
pub fn roles_and_sources(old: &Reading, new: &Reading, pairs: &[Aligned], found: &Matching) -> Vec<Changed> {
    let mut rows = Vec::new();
    for &(a, b) in &found.same {
        let (p, q) = (&old.drafts[a], &new.drafts[b]);
        let (s, t) = (p.frame.sentence, q.frame.sentence);
        let edited = pairs.iter().any(|pair| pair.old == s && pair.new == t && pair.alike >= EDITED);
        if !edited || !matches!(p.detail, Detail::Status) {
            continue;
        }
        let (x, y) = (&old.clauses[s].list[p.frame.clause], &new.clauses[t].list[q.frame.clause]);
        let exchanged = p.frame.subject.is_some()
            && p.frame.object.is_some()
            && p.frame.subject != p.frame.object
            && p.frame.subject == q.frame.object
            && p.frame.object == q.frame.subject;
        if let (true, Some(i), Some(j)) = (exchanged, x.subject, y.subject) {
            let (from, to) = (noun_phrase(&old.sentences[s], i), noun_phrase(&new.sentences[t], j));
            rows.push(Changed::new(
                made::claim(old, s, from, Attribute::Participant),
                made::claim(new, t, to, Attribute::Participant),
            ));
        } else if source_changed(old, s, p, new, t, q) {
            let told = rows.iter().any(|row: &Changed| row.new.sentence_span == q.claim.sentence_span);
            if !told {
                rows.push(Changed::new(p.claim.clone(), q.claim.clone()));
            }
        }
    }
    rows
}

/// Whether one version names a source for what the other says on its own account. A source that the other sentence
/// names in some other way is no change.
fn source_changed(old: &Reading, s: usize, p: &Draft, new: &Reading, t: usize, q: &Draft) -> bool {
    let (source, reading, sentence) = match (&p.claim.attribution, &q.claim.attribution) {
        (Some(source), None) => (source, new, t),
        (None, Some(source)) => (source, old, s),
        _ => return false,
    };
    let text = &reading.document.article.text;
    let words = source.split_whitespace().filter(|w| w.chars().count() > 3);
    let mut told =
        words.filter(|w| reading.sentences[sentence].tokens.iter().any(|t| t.span.of(text).eq_ignore_ascii_case(w)));
    told.next().is_none() && source.chars().count() > 4
}

/// Quotations of one version that the other tells without marks: rows of their own, taken from what came and went.
pub fn paraphrases(old: &Reading, new: &Reading, pairs: &[Aligned], found: &mut Matching) -> Vec<Changed> {
    let mut rows = Vec::new();
    found.removed.retain(|&a| {
        let s = old.drafts[a].frame.sentence;
        let Some(pair) = pairs.iter().find(|p| p.old == s) else { return true };
        match told_plainly(old, a, new, pair.new) {
            Some(span) => {
                let told = made::claim(new, pair.new, span, Attribute::Quote);
                rows.push(Changed::new(old.drafts[a].claim.clone(), told));
                false
            }
            None => true,
        }
    });
    found.added.retain(|&b| {
        let t = new.drafts[b].frame.sentence;
        let Some(pair) = pairs.iter().find(|p| p.new == t) else { return true };
        match told_plainly(new, b, old, pair.old) {
            Some(span) => {
                let told = made::claim(old, pair.old, span, Attribute::Quote);
                rows.push(Changed::new(told, new.drafts[b].claim.clone()));
                false
            }
            None => true,
        }
    });
    rows
}

/// Where sentence `t` says in its own words what quotation `q` of the other version said.
fn told_plainly(quoting: &Reading, q: usize, telling: &Reading, t: usize) -> Option<Span> {
    let Detail::Quote { words, .. } = &quoting.drafts[q].detail else { return None };
    if telling.drafts.iter().any(|d| d.frame.sentence == t && matches!(d.detail, Detail::Quote { .. })) {
        return None;
    }
    let text = &telling.document.article.text;
    let tokens = &telling.sentences[t].tokens;
    let plain: Vec<String> = tokens.iter().map(|t| t.span.of(text).to_lowercase().replace('’', "'")).collect();
    let at = plain.iter().position(|w| w == &words[0]);
    if let Some(first) = at {
        let spoken: Vec<&String> = plain[first..].iter().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
        if spoken.len() >= words.len() && spoken.iter().zip(words).all(|(p, w)| *p == w) {
            let last =
                (first..tokens.len()).filter(|&i| plain[i].chars().any(char::is_alphanumeric)).nth(words.len() - 1)?;
            return Some(tokens[first].span.cover(tokens[last].span));
        }
    }
    let list = &telling.clauses[t].list;
    let reported = |c: &&crate::claim::clause::Clause| {
        matches!(base(c.relation), "ccomp" | "xcomp" | "advcl" | "acl")
            && c.parent
                .and_then(|p| list.get(p))
                .is_some_and(|p| lists().speech.contains(p.lemma.split(' ').next().unwrap_or("")))
    };
    list.iter().filter(reported).map(|c| c.span).max_by_key(|s| s.len())
}

/// "A, B and C" that became "A and C": the list was changed.
pub fn lists_of_names(old: &Reading, new: &Reading, pairs: &[Aligned], found: &mut Matching) -> Vec<Changed> {
    let mut rows: Vec<Changed> = Vec::new();
    let row = |from: Claim, to: Claim, rows: &mut Vec<Changed>| {
        if !rows.iter().any(|r| r.old.span.overlaps(from.span) && r.new.span.overlaps(to.span)) {
            rows.push(Changed::new(from, to));
        }
    };
    let edited: Vec<&Aligned> = pairs.iter().filter(|p| p.alike >= EDITED).collect();
    found.removed.retain(|&a| {
        let draft = &old.drafts[a];
        let Some(pair) = edited.iter().find(|p| p.old == draft.frame.sentence) else { return true };
        let Some((from, to)) = remaining(old, a, new, pair.new) else { return true };
        let attribute = draft.claim.attribute;
        row(made::claim(old, pair.old, from, attribute), made::claim(new, pair.new, to, attribute), &mut rows);
        false
    });
    found.added.retain(|&b| {
        let draft = &new.drafts[b];
        let Some(pair) = edited.iter().find(|p| p.new == draft.frame.sentence) else { return true };
        let Some((to, from)) = remaining(new, b, old, pair.old) else { return true };
        let attribute = draft.claim.attribute;
        row(made::claim(old, pair.old, from, attribute), made::claim(new, pair.new, to, attribute), &mut rows);
        false
    });
    rows
}

/// The list in which name `d` stands, and what is left of it in sentence `t` of the other version.
fn remaining(here: &Reading, d: usize, there: &Reading, t: usize) -> Option<(Span, Span)> {
    let draft = &here.drafts[d];
    if !matches!(draft.detail, Detail::Party { .. } | Detail::Place { .. } | Detail::Naming) {
        return None;
    }
    let tokens = &here.sentences[draft.frame.sentence].tokens;
    let at = crate::claim::frame::anchor_token(&here.sentences[draft.frame.sentence], draft.claim.span)?;
    let top = |mut i: usize| {
        for _ in 0..tokens.len() {
            match tokens[i].head.filter(|&h| base(tokens[i].relation) == "conj" && h < tokens.len()) {
                Some(h) => i = h,
                None => break,
            }
        }
        i
    };
    let head = top(at);
    let group: Vec<usize> =
        (0..tokens.len()).filter(|&i| top(i) == head && (i == head || base(tokens[i].relation) == "conj")).collect();
    let others: Vec<usize> = group.iter().copied().filter(|&i| !draft.claim.span.overlaps(tokens[i].span)).collect();
    let (here_text, there_text) = (&here.document.article.text, &there.document.article.text);
    let left: Vec<Span> = there.sentences[t]
        .tokens
        .iter()
        .filter(|token| others.iter().any(|&i| tokens[i].span.of(here_text) == token.span.of(there_text)))
        .map(|token| token.span)
        .collect();
    if others.is_empty() || left.len() < others.len() {
        return None;
    }
    let whole = group.iter().map(|&i| tokens[i].span).reduce(|a, b| a.cover(b))?.cover(draft.claim.span);
    Some((whole, left.into_iter().reduce(|a, b| a.cover(b))?))
}
