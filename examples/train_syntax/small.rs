//! The two small models: where sentences end, and the dictionary forms.

use corroborate::model::Span;
use corroborate::syntax::lemma;
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
