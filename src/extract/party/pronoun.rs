//! "He" and "she", where one person alone can be meant.
//!
//! What belongs here: pronouns of the third person singular. What does not: "they" and "it".

use super::MentionForm;
use super::alias::Party;
use super::proper::Scenes;
use crate::lexicon::{self, Kinds};
use crate::model::Span;
use crate::syntax::NameKind;

fn sex(word: &str) -> Option<char> {
    match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some('m'),
        "she" | "her" | "hers" | "herself" => Some('f'),
        _ => None,
    }
}

/// Adds the pronouns that can mean only one of the people of the same sentence before them, or of the sentence before.
pub(super) fn resolve(scenes: &Scenes, parties: &mut [Party]) {
    let mut by_sentence: Vec<Vec<(usize, usize)>> = vec![Vec::new(); scenes.words.len()];
    // the last person of whom somebody else is told: "Ida Marn's sister"
    let mut owners: Vec<Option<usize>> = vec![None; scenes.words.len()];
    for (index, party) in parties.iter().enumerate() {
        if party.entity.kind == NameKind::Person {
            for mention in &party.entity.mentions {
                let Some(found) = by_sentence.get_mut(mention.sentence) else { continue };
                if owns_somebody(scenes, mention.sentence, mention.span) {
                    owners[mention.sentence] = owners[mention.sentence].max(Some(mention.span.start));
                } else {
                    found.push((mention.span.start, index));
                }
            }
        }
    }
    for s in 0..scenes.words.len() {
        let mut quoted = false;
        for i in 0..scenes.count(s) {
            let word = scenes.word(s, i);
            match word {
                "“" | "``" => quoted = true,
                "”" | "''" => quoted = false,
                "\"" => quoted = !quoted,
                _ => {}
            }
            let Some(wanted) = sex(word) else { continue };
            if quoted {
                continue;
            }
            let span = scenes.span(s, i, i + 1);
            let other = owners[s].is_some_and(|owner| {
                owner < span.start && !by_sentence[s].iter().any(|(at, _)| (owner..span.start).contains(at))
            });
            // nor do they say whom the next sentence means
            let here = by_sentence[s].iter().any(|(at, _)| *at < span.start);
            if other || !here && s > 0 && owners[s - 1].is_some() {
                continue;
            }
            let Some(at) = antecedent(&by_sentence, parties, s, span, wanted) else { continue };
            parties[at].mention(span, s, MentionForm::Pronoun);
            parties[at].sex = Some(wanted);
            by_sentence[s].push((span.start, at));
        }
    }
}

/// Whether a name stands in front of somebody else: "Ida Marn's sister", whom "she" may mean.
fn owns_somebody(scenes: &Scenes, s: usize, span: Span) -> bool {
    let after = (0..scenes.count(s)).find(|&i| scenes.span(s, i, i + 1).start >= span.end);
    after.is_some_and(|at| {
        let noun = scenes.word(s, at + 1).to_lowercase();
        matches!(scenes.word(s, at), "'s" | "\u{2019}s") && lexicon::kinds(&noun).meets(Kinds::PERSON)
    })
}

fn antecedent(
    by_sentence: &[Vec<(usize, usize)>],
    parties: &[Party],
    s: usize,
    span: Span,
    wanted: char,
) -> Option<usize> {
    let fits = |index: usize| parties.get(index).is_some_and(|p| p.sex.is_none_or(|sex| sex == wanted));
    let distinct = |mut found: Vec<usize>| {
        found.sort_unstable();
        found.dedup();
        found
    };
    let here = by_sentence.get(s)?.iter().filter(|(at, i)| *at < span.start && fits(*i)).map(|x| x.1).collect();
    let here = distinct(here);
    if let [one] = here[..] {
        return Some(one);
    }
    if !here.is_empty() {
        return None;
    }
    let last = by_sentence.get(s.checked_sub(1)?)?.iter().filter(|(_, i)| fits(*i)).map(|x| x.1).collect();
    match distinct(last)[..] {
        [one] => Some(one),
        _ => None,
    }
}
