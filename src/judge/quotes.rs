//! Remarks: the same words in two articles, the same remark in other words, or a remark turned into its opposite.

use super::across::Link;
use super::finding::make;
use crate::claim::frame::{Nearness, Word};
use crate::claim::{self, Detail, Draft};
use crate::lexicon;
use crate::link::bag::{Entry, overlap};
use crate::link::{At, Linker};
use crate::model::finding::Scope;
use crate::model::{Finding, Step, Verdict};

/// Shares in percent of two remarks' weight that must meet for them to be one remark told twice …
const ONE_REMARK: i32 = 60;
/// … or, of one speaker, a remark that goes on in other words.
const SAME_GIST: i32 = 35;

/// Findings on the quotations of two articles, and the links among them.
pub fn findings(linker: &Linker, i: usize, j: usize) -> (Vec<Finding>, Vec<Link>) {
    let quotes = |r: usize| -> Vec<usize> {
        let drafts = &linker.readings[r].drafts;
        (0..drafts.len()).filter(|&d| matches!(drafts[d].detail, Detail::Quote { .. })).collect()
    };
    let (mut found, mut links) = (Vec::new(), Vec::new());
    for &a in &quotes(i) {
        for &b in &quotes(j) {
            let (at_a, at_b) = (At { reading: i, draft: a }, At { reading: j, draft: b });
            let (p, q) = (linker.draft(at_a), linker.draft(at_b));
            let Some((verdict, why, share)) = compare(linker, p, q) else { continue };
            let then = |at| super::bars::long_ago(linker, at);
            if verdict == Verdict::Contradiction && (of_two_matters(p, q) || then(at_a) != then(at_b)) {
                continue;
            }
            if verdict == Verdict::Agreement {
                links.push(Link::quoted(at_a, at_b, share));
            } else {
                let steps = steps(share, &why);
                found.push(make(linker.readings, verdict, Scope::Across, vec![vec![at_a], vec![at_b]], steps, &why));
            }
        }
    }
    (found, links)
}

/// What a finding tells of two quotations that share so much, in percent.
pub fn steps(share: i32, content: &str) -> Vec<Step> {
    vec![
        Step { row: "words in common".into(), outcome: format!("{share} percent"), points: 0 },
        Step { row: "content".into(), outcome: content.into(), points: 0 },
    ]
}

/// The content of two quotations that agree.
pub const SAME_WORDS: &str = "the same words";

fn compare(linker: &Linker, a: &Draft, b: &Draft) -> Option<(Verdict, String, i32)> {
    let (Detail::Quote { words: p, speaker: s }, Detail::Quote { words: q, speaker: t }) = (&a.detail, &b.detail)
    else {
        return None;
    };
    let bag = |words: &[String]| -> Vec<Entry> {
        words
            .iter()
            .filter_map(|w| linker.lexis.known(w))
            .map(|id| Entry { id, weight: linker.lexis.weight(id) })
            .collect()
    };
    let (x, y) = (bag(p), bag(q));
    let meet = overlap(&linker.lexis, &x, &y);
    let one_speaker = match (s, t) {
        (Some(s), Some(t)) => s == t || shares_word(s, t),
        _ => true,
    };
    let short = p.len().min(q.len());
    let whole = |draft: &Draft| draft.claim.quote.starts_with(char::is_uppercase);
    let denied = denies(p, q, whole(b)) || denies(q, p, whole(a));
    if !denied && (contains(p, q) || contains(q, p)) {
        return (short >= 2 && one_speaker).then(|| (Verdict::Agreement, SAME_WORDS.into(), 100));
    }
    // "content, with what was built", "not content with what was built so late"
    let plain = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| negations(std::slice::from_ref(*word)) == 0).cloned().collect()
    };
    if denied && short >= 3 && one_speaker && (contains(&plain(p), &plain(q)) || contains(&plain(q), &plain(p))) {
        return Some((Verdict::Contradiction, "one denies what the other says".into(), 100));
    }
    // "sooner resign than sign", "sooner sign than resign"
    if one_speaker && p != q && p.iter().any(|word| word == "than") && sorted(p) == sorted(q) {
        return Some((Verdict::Contradiction, "the same words the other way round".into(), 100));
    }
    if meet.less() >= ONE_REMARK && short >= 3 {
        let of_one_thing = nouns_met(p, q) && nouns_met(q, p);
        if (denied || negations(p) % 2 != negations(q) % 2) && !of_one_thing {
            return None;
        }
        if denied || negations(p) % 2 != negations(q) % 2 {
            return one_speaker.then(|| (Verdict::Contradiction, "one denies what the other says".into(), meet.less()));
        }
        return one_speaker.then(|| (Verdict::Variant, "one remark in two wordings".into(), meet.less()));
    }
    if meet.less() >= SAME_GIST
        && one_speaker
        && s.is_some()
        && t.is_some()
        && short >= 4
        && negations(p) == negations(q)
    {
        return Some((Verdict::Variant, "one remark that is told in different words".into(), meet.less()));
    }
    None
}

fn sorted(words: &[String]) -> Vec<&String> {
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort();
    sorted
}

/// Whether the nouns of a remark have their like in another: "water is not a weapon" says nothing of debt.
fn nouns_met(one: &[String], other: &[String]) -> bool {
    one.iter().filter(|word| word.len() > 3 && lexicon::is_noun(word) && !lexicon::is_verb(word)).all(|word| {
        let near = |w: &String| w == word || lexicon::relatedness(w, word) >= 60;
        other.iter().any(near)
    })
}

/// Whether the sentences around two quotations tell of two matters of one kind: "of the flu vaccine", "on the cholera vaccine".
fn of_two_matters(a: &Draft, b: &Draft) -> bool {
    let matters = |draft: &Draft| -> Vec<(String, Vec<String>)> {
        let inside: Vec<String> = claim::quote_words(&draft.claim.quote);
        let words: Vec<&Word> = draft.frame.words.iter().filter(|w| w.near != Nearness::Context).collect();
        let own = |w: &&&Word| !inside.contains(&w.lemma) && !w.deed && !w.name;
        words
            .iter()
            .filter(own)
            .map(|w| {
                let before = |by: usize| words.iter().find(|x| x.token + by == w.token).map(|x| x.lemma.clone());
                (w.lemma.clone(), [1, 2].into_iter().filter_map(before).collect())
            })
            .collect()
    };
    let theirs = matters(b);
    matters(a).iter().any(|(noun, kind)| {
        theirs.iter().any(|(other, sort)| {
            noun == other && !kind.is_empty() && !sort.is_empty() && !kind.iter().any(|word| sort.contains(word))
        })
    })
}

fn contains(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && long.len() >= short.len() && long.windows(short.len()).any(|w| w == short)
}

fn shares_word(a: &str, b: &str) -> bool {
    a.split_whitespace().any(|x| x.len() > 2 && b.split_whitespace().any(|y| x.eq_ignore_ascii_case(y)))
}

/// Whether one remark denies a word that the other says plainly: "we will sign", "we will not sign".
///
/// What stands before the first word of the other is not known, unless it is a `whole` remark: of "it is not fair to them"
/// an outlet may quote "fair to them" and write the "not" outside the marks.
fn denies(one: &[String], other: &[String], whole: bool) -> bool {
    let denied = |words: &[String], at: usize| negations(&words[at.saturating_sub(2)..at]) > 0;
    let places =
        |words: &[String], word: &String| -> Vec<usize> { (0..words.len()).filter(|&at| words[at] == *word).collect() };
    (1..one.len()).any(|at| {
        let word = &one[at];
        let elsewhere = places(other, word);
        // short words stand anywhere
        word.len() > 3
            && negations(&one[at - 1..at]) > 0
            && places(one, word).iter().all(|&at| denied(one, at))
            && !elsewhere.is_empty()
            && elsewhere.iter().all(|&at| !denied(other, at) && (at > 0 || whole))
    })
}

/// How many words of a remark deny something. Who is "far from done" is not done.
pub fn negations(words: &[String]) -> usize {
    let far = words
        .windows(2)
        .filter(|pair| matches!((pair[0].as_str(), pair[1].as_str()), ("far", "from") | ("anything", "but")))
        .count();
    far + words
        .iter()
        .filter(|w| {
            matches!(
                w.as_str(),
                "not" | "no" | "never" | "nothing" | "nobody" | "none" | "neither" | "nor" | "cannot" | "without"
            ) || w.ends_with("n't")
        })
        .count()
}
