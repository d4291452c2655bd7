//! Sentences that were analysed before. Versions and copies of an article share most of theirs, and the structure of a
//! sentence depends on its words alone.
//!
//! What belongs here: keeping analyses. What does not: making them.

use super::model::{Analysis, Model, Work};
use crate::model::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// The words of a sentence, one behind the other, and where each ends: equal for equal words only.
#[derive(PartialEq, Eq, Hash)]
struct Words {
    text: String,
    ends: Vec<usize>,
}

/// With more sentences than this, about 8 MB, the memory starts anew: what comes again comes soon.
const MOST: usize = 4096;

static KNOWN: LazyLock<Mutex<FxHashMap<Words, Arc<Analysis>>>> = LazyLock::new(Mutex::default);

/// Sentences that are read in one go.
const GROUP: usize = 8;

fn words(text: &str, spans: &[Span]) -> Words {
    let mut words = Words { text: String::new(), ends: Vec::with_capacity(spans.len()) };
    for span in spans {
        words.text.push_str(span.of(text));
        words.ends.push(words.text.len());
    }
    words
}

/// The structures that the shipped model finds in sentences, given by the spans of their words.
pub fn analyses(model: &Model, text: &str, sentences: &[Vec<Span>]) -> Vec<Arc<Analysis>> {
    let keys: Vec<Words> = sentences.iter().map(|spans| words(text, spans)).collect();
    let mut found: Vec<Option<Arc<Analysis>>> = match KNOWN.lock() {
        Ok(known) => keys.iter().map(|key| known.get(key).cloned()).collect(),
        Err(_) => vec![None; keys.len()],
    };
    let new: Vec<usize> = (0..keys.len()).filter(|&i| found[i].is_none()).collect();
    let analyse = |work: &mut Work, group: &[usize]| {
        let forms: Vec<Vec<&str>> =
            group.iter().map(|&i| sentences[i].iter().map(|span| span.of(text)).collect()).collect();
        model.analyse_all(&forms, work)
    };
    // one article may be all that there is to read
    let analysed: Vec<_> = new.par_chunks(GROUP).map_init(Work::default, analyse).collect();
    for (&i, analysis) in new.iter().zip(analysed.into_iter().flatten()) {
        found[i] = Some(Arc::new(analysis));
    }
    if let Ok(mut known) = KNOWN.lock() {
        if known.len() + new.len() > MOST {
            known.clear();
        }
        for (key, analysis) in keys.into_iter().zip(&found) {
            if let Some(analysis) = analysis {
                known.entry(key).or_insert_with(|| Arc::clone(analysis));
            }
        }
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use crate::syntax::analyse;

    #[test]
    fn a_sentence_is_read_the_same_way_again_wherever_it_stands() {
        let whole = |text: &str| vec![crate::model::Span::new(0, text.len())];
        let (first, moved) = ("The ferry left Lervik at noon.", "It rained. The ferry left Lervik at noon.");
        let (a, b) = (analyse(first, &whole(first)), analyse(moved, &whole(moved)));
        let shape = |s: &crate::syntax::Sentence| -> Vec<_> {
            s.tokens.iter().map(|t| (t.upos, t.lemma.clone(), t.head, t.relation)).collect()
        };
        assert_eq!(shape(&a[0]), shape(&b[1]));
        assert_eq!(b[1].span.start, 11);
        // the same letters cut otherwise are another sentence
        let (one, two) = ("A cannot win.", "A can not win.");
        assert_ne!(shape(&analyse(one, &whole(one))[0]).len(), 0);
        assert_eq!(shape(&analyse(two, &whole(two))[0]), shape(&analyse(two, &whole(two))[0]));
    }
}
