//! The small models: where sentences end, the dictionary forms, and the kinds of names.

use corroborate::model::Span;
use corroborate::syntax::kinds::{BUCKETS, Seen};
use corroborate::syntax::labels::KINDS;
use corroborate::syntax::lemma;
use corroborate::syntax::model::{Model, Work};
use corroborate::syntax::sentences::{WEIGHTS, gap_features};
use corroborate::syntax::tokens::tokens;
use corroborate::syntax::treebank::{Tree, paragraphs};
use std::io::Result;

/// Learns the list of dictionary forms.
pub fn write_lemmas(trees: &[Tree], out: &str) -> Result<()> {
    let words = trees.iter().flat_map(|t| &t.words);
    let list = lemma::learn(words.map(|w| (w.form.as_str(), w.upos, w.fine.as_str(), w.lemma.as_str())));
    std::fs::write(out, list)
}

/// Learns where sentences end: an averaged perceptron over all gaps of all paragraphs.
pub fn write_boundaries(trees: &[Tree], out: &str) -> Result<()> {
    const ROUNDS: usize = 12;
    const MARGIN: f32 = 1.0;
    let mut gaps: Vec<(Vec<usize>, bool)> = Vec::new();
    for (text, ends) in paragraphs(trees) {
        let spans = tokens(&text, Span::new(0, text.len()));
        for at in 0..spans.len().saturating_sub(1) {
            let mut features = Vec::new();
            gap_features(&text, &spans, at, &mut features);
            gaps.push((features, ends.contains(&spans[at].end)));
        }
    }
    let (mut weights, mut sums) = (vec![0f32; WEIGHTS], vec![0f32; WEIGHTS]);
    let mut time = 1f32;
    for _ in 0..ROUNDS {
        for (features, ends) in &gaps {
            let score: f32 = features.iter().map(|f| weights[*f]).sum();
            let way = if *ends { 1.0 } else { -1.0 };
            if score * way < MARGIN {
                for feature in features {
                    weights[*feature] += way;
                    sums[*feature] += way * time;
                }
            }
            time += 1e-6;
        }
    }
    let means: Vec<f32> = weights.iter().zip(&sums).map(|(w, s)| w * time - s).collect();
    let largest = means.iter().fold(0f32, |m, v| m.max(v.abs()));
    let bytes: Vec<u8> = means.iter().map(|v| (v / largest * 127.0).round() as i8 as u8).collect();
    std::fs::write(out, bytes)
}

/// Learns the kinds of names: an averaged perceptron over all names of the treebanks, in the trees that the model sees.
pub fn write_kinds(trees: &[Tree], out: &str) -> Result<()> {
    const ROUNDS: usize = 8;
    const MARGIN: f32 = 4.0;
    let Some(model) = Model::shipped() else { return Err(std::io::Error::other("the model cannot be read")) };
    let (mut work, mut seen) = (Work::default(), Seen::default());
    let mut names: Vec<(Vec<usize>, usize)> = Vec::new();
    for tree in trees.iter().filter(|t| t.names.as_ref().is_some_and(|n| !n.is_empty())) {
        let forms: Vec<&str> = tree.words.iter().map(|w| w.form.as_str()).collect();
        let found = model.analyse(forms.iter().copied(), &mut work);
        for name in tree.names.iter().flatten() {
            seen.read(&forms, &found, &model.lists, &name.tokens);
            let kind = KINDS.iter().position(|k| *k == name.kind).unwrap_or(0);
            names.push((seen.features.clone(), kind));
        }
    }
    let count = BUCKETS * KINDS.len();
    let (mut weights, mut sums) = (vec![0f32; count], vec![0f32; count]);
    let mut time = 0f32;
    for _ in 0..ROUNDS {
        for (features, kind) in &names {
            let score = |k: usize| features.iter().map(|f| weights[f * KINDS.len() + k]).sum::<f32>();
            let other =
                (0..KINDS.len()).filter(|k| k != kind).max_by(|a, b| score(*a).total_cmp(&score(*b))).unwrap_or(0);
            if score(*kind) - score(other) < MARGIN {
                for (k, way) in [(*kind, 1.0), (other, -1.0)] {
                    for feature in features {
                        weights[feature * KINDS.len() + k] += way;
                        sums[feature * KINDS.len() + k] += way * time;
                    }
                }
            }
            time += 1.0;
        }
    }
    let means: Vec<f32> = weights.iter().zip(&sums).map(|(w, s)| w - s / time).collect();
    eprintln!("{} names", names.len());
    let bytes: Vec<u8> = means.iter().map(|m| (m * 8.0).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    std::fs::write(out, bytes)
}
