//! Names as labels of tokens, and the way back from labels to stretches of tokens.

use super::labels::{KINDS, NAME_LABELS};
use super::{NameKind, Upos};
use std::ops::Range;

/// A name by its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledName {
    pub tokens: Range<usize>,
    pub kind: NameKind,
}

/// The label of a name's first token, and that of its others.
pub fn labels_of(kind: NameKind) -> (usize, usize) {
    let number = KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len() - 1);
    (1 + 2 * number, 2 + 2 * number)
}

/// The kind a label belongs to, and whether it begins a name; `None` for the label outside of names.
fn meaning(label: usize) -> Option<(NameKind, bool)> {
    let number = label.checked_sub(1)?;
    KINDS.get(number / 2).map(|kind| (*kind, number.is_multiple_of(2)))
}

/// Training hides the words of names more often than texts do, so that the network is too shy of them.
const SHYNESS: f32 = 0.5;

/// The best sequence of labels in which no name goes on that has not begun.
pub fn decode<'s>(scores: impl Iterator<Item = &'s [f32]>) -> Vec<LabelledName> {
    let mut best = [0f32; NAME_LABELS];
    let mut from: Vec<[u8; NAME_LABELS]> = Vec::new();
    for row in scores {
        let mut next = [0f32; NAME_LABELS];
        let mut back = [0u8; NAME_LABELS];
        let (mut top, mut top_score) = (0, f32::NEG_INFINITY);
        for (label, score) in best.iter().enumerate() {
            let reachable = !from.is_empty() || label == 0;
            if reachable && *score > top_score {
                (top, top_score) = (label, *score);
            }
        }
        for label in 0..NAME_LABELS {
            let inside = label > 0 && label.is_multiple_of(2);
            if !inside {
                let score = if label == 0 { row[label] - SHYNESS } else { row[label] };
                (next[label], back[label]) = (top_score + score, top as u8);
            } else if from.is_empty() {
                next[label] = f32::NEG_INFINITY;
            } else {
                let before = if best[label] > best[label - 1] { label } else { label - 1 };
                (next[label], back[label]) = (best[before] + row[label], before as u8);
            }
        }
        best = next;
        from.push(back);
    }
    let mut labels = vec![0usize; from.len()];
    let mut label = super::kernel::largest(&best);
    for (at, back) in from.iter().enumerate().rev() {
        labels[at] = label;
        label = usize::from(back[label]);
    }
    stretches(&labels)
}

/// Cuts off what no name begins or ends with, and addresses of mail and pages; `upos` and `forms` are those of the sentence.
pub fn trim(names: &mut Vec<LabelledName>, upos: &[Upos], forms: &[&str]) {
    let loose = |i: usize| {
        matches!(upos[i], Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Det | Upos::Punct | Upos::Aux | Upos::Pron)
            && !forms[i].starts_with(char::is_uppercase)
    };
    let address = |i: usize| forms[i].contains(['@']) || forms[i].contains("://");
    names.retain_mut(|name| {
        let range = &mut name.tokens;
        if range.len() > 1
            && let Some(at) = range.clone().find(|i| address(*i))
        {
            // What stands before the address is the name; an address at the beginning is followed by it.
            if at > range.start {
                range.end = at;
            } else {
                range.start += 1;
            }
        }
        while range.len() > 1 && loose(range.end - 1) {
            range.end -= 1;
        }
        while range.len() > 1 && loose(range.start) {
            range.start += 1;
        }
        !(range.len() == 1 && loose(range.start))
    });
}

/// Stretches of tokens with the labels of one name.
pub fn stretches(labels: &[usize]) -> Vec<LabelledName> {
    let mut names: Vec<LabelledName> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match meaning(*label) {
            Some((kind, true)) => names.push(LabelledName { tokens: at..at + 1, kind }),
            Some((kind, false)) => match names.last_mut() {
                Some(last) if last.tokens.end == at && last.kind == kind => last.tokens.end = at + 1,
                _ => names.push(LabelledName { tokens: at..at + 1, kind }),
            },
            None => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: usize, second: usize) -> Vec<f32> {
        let mut row = vec![0f32; NAME_LABELS];
        row[label] = 3.0;
        row[second] = 2.0;
        row
    }

    #[test]
    fn a_name_begins_before_it_goes_on() {
        let (begin, inside) = labels_of(NameKind::Place);
        let rows = [row(0, 0), row(inside, begin), row(inside, 0), row(0, begin)];
        let names = decode(rows.iter().map(|r| &r[..]));
        assert_eq!(names, [LabelledName { tokens: 1..3, kind: NameKind::Place }]);
        assert!(decode(std::iter::empty()).is_empty());
    }

    #[test]
    fn names_end_in_words_of_their_own() {
        let mut names = vec![LabelledName { tokens: 0..3, kind: NameKind::Organisation }];
        trim(&mut names, &[Upos::Propn, Upos::Propn, Upos::Cconj], &["Tarn", "Library", "and"]);
        assert_eq!(names[0].tokens, 0..2);
        names[0].tokens = 0..3;
        trim(&mut names, &[Upos::Propn, Upos::Propn, Upos::X], &["Mira", "Holt", "mira@tarn.example"]);
        assert_eq!(names[0].tokens, 0..2);
        names[0].tokens = 0..1;
        trim(&mut names, &[Upos::Adp], &["of"]);
        assert!(names.is_empty());
    }

    #[test]
    fn two_names_may_touch() {
        let (begin, inside) = labels_of(NameKind::Person);
        let (place, _) = labels_of(NameKind::Place);
        let names = stretches(&[begin, inside, begin, place]);
        assert_eq!(names.iter().map(|n| n.tokens.clone()).collect::<Vec<_>>(), [0..2, 2..3, 3..4]);
    }
}
