//! The trained model: how its file is laid out, and the analysis of one sentence with it.
//!
//! The file is read where it lies in the program; only the network's weights are unpacked.

use super::Upos;
use super::features::Features;
use super::kernel::largest;
use super::kinds::{self, Kinds};
use super::labels::{FINE, KINDS, RELATIONS, UPOS};
use super::lemma::Lemmas;
use super::names::{self, LabelledName};
use super::network::{Dims, FINE_AT, Layout, NAMES_AT, Network, Scores, TAGS, padded};
use super::table::Table;
use super::tree::best_tree;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;

static MODEL: &[u8] = include_bytes!("model/syntax.bin");
static VECTORS: &[u8] = include_bytes!("model/vectors.bin");
static LISTS: &[u8] = include_bytes!("model/lists.bin");
static KINDS_OF_NAMES: &[u8] = include_bytes!("model/kinds.bin");
static BOUNDARIES: &[u8] = include_bytes!("model/boundaries.bin");
static LEMMAS: &str = include_str!("model/lemmas.txt");

/// First bytes of a model file; the number is that of its format.
const MAGIC: &[u8; 8] = b"syntax 2";

/// Everything that was learned.
#[derive(Clone, Debug)]
pub struct Model {
    network: Network,
    learned: Table,
    vectors: Table,
    /// In which lists of names a word stands.
    pub lists: Table,
    kinds: Kinds,
    /// Weights of `sentences`.
    pub boundaries: &'static [u8],
    pub lemmas: Lemmas,
}

/// Room for the analysis of a sentence, used again for the next.
#[derive(Default)]
pub struct Work {
    features: Features,
    x: Vec<f32>,
    scores: Scores,
    /// Words that were seen, with what the network's first layers make of them.
    seen: FxHashMap<String, usize>,
    rows: Vec<f32>,
    tokens: Vec<usize>,
    name: kinds::Seen,
}

/// So many words are kept.
const MOST_SEEN: usize = 2048;

/// The structure of a sentence by numbers of its tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    pub upos: Vec<Upos>,
    pub fine: Vec<&'static str>,
    pub heads: Vec<Option<usize>>,
    pub relations: Vec<&'static str>,
    pub names: Vec<LabelledName>,
}

impl Model {
    /// The model that is part of the program. `None` only where a build holds a broken model.
    pub fn shipped() -> Option<&'static Model> {
        static SHIPPED: OnceLock<Option<Model>> = OnceLock::new();
        SHIPPED.get_or_init(|| Model::read(MODEL, VECTORS, LISTS)).as_ref()
    }

    /// Reads a trained model, its word vectors and its lists of names.
    pub fn read(model: &'static [u8], vectors: &'static [u8], lists: &'static [u8]) -> Option<Model> {
        let (lists, _) = Table::read(lists)?;
        let (vectors, _) = Table::read(vectors)?;
        let rest = model.strip_prefix(MAGIC)?;
        let (dims, mut rest) = rest.split_at_checked(20)?;
        let [learned, fixed, hidden, arc, label] =
            *dims.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b) as usize).collect::<Vec<_>>()
        else {
            return None;
        };
        let dims = Dims { learned, fixed, hidden, arc, label };
        if !dims.fit() || fixed != vectors.width() {
            return None;
        }
        let layout = Layout::new(dims);
        let mut weights = vec![0f32; layout.len];
        for tensor in layout.tensors() {
            let (scale, after) = rest.split_first_chunk::<4>()?;
            let scale = f32::from_le_bytes(*scale);
            let (numbers, after) = after.split_at_checked(2 * tensor.inputs * tensor.outputs)?;
            for (weight, bytes) in tensor.of_mut(&mut weights).iter_mut().zip(numbers.as_chunks::<2>().0) {
                *weight = f32::from(i16::from_le_bytes(*bytes)) * scale;
            }
            rest = after;
        }
        let (learned, _) = Table::read(rest)?;
        (learned.width() == dims.learned).then(|| Model {
            network: Network::new(dims, &weights),
            learned,
            vectors,
            lists,
            kinds: Kinds(KINDS_OF_NAMES),
            boundaries: BOUNDARIES,
            lemmas: Lemmas::new(LEMMAS),
        })
    }

    /// Writes a model file: the network's weights as 16-bit numbers, then the learned features.
    pub fn write(dims: Dims, weights: &[f32], learned: &[u8]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for number in [dims.learned, dims.fixed, dims.hidden, dims.arc, dims.label] {
            out.extend((number as u32).to_le_bytes());
        }
        for tensor in Layout::new(dims).tensors() {
            let values = tensor.of(weights);
            let scale = values.iter().fold(0f32, |m, v| m.max(v.abs())).max(1e-9) / f32::from(i16::MAX);
            out.extend(scale.to_le_bytes());
            for value in values {
                out.extend(((value / scale).round() as i16).to_le_bytes());
            }
        }
        out.extend_from_slice(learned);
        out
    }

    /// Finds tags, tree and names of a sentence given as words.
    pub fn analyse<'t>(&self, forms: impl Iterator<Item = &'t str>, work: &mut Work) -> Analysis {
        self.analyse_all(&[forms.collect()], work).pop().unwrap_or_default()
    }

    /// Finds tags, trees and names of sentences given as words, in one go: the result for each is that of
    /// [`Self::analyse`], but a few sentences together take less time.
    pub fn analyse_all(&self, sentences: &[Vec<&str>], work: &mut Work) -> Vec<Analysis> {
        work.x.clear();
        work.tokens.clear();
        if work.seen.len() > MOST_SEEN {
            work.seen.clear();
            work.rows.clear();
        }
        let width = self.network.dims.learned + self.network.dims.fixed;
        for form in sentences.iter().flatten().copied() {
            let row = match work.seen.get(form) {
                Some(row) => *row,
                None => {
                    let start = work.x.len();
                    work.x.resize(start + width, 0.0);
                    work.features.read(form, &self.lists);
                    self.fill(&work.features, &mut work.x[start..]);
                    let row = work.seen.len();
                    work.seen.insert(form.to_string(), row);
                    row
                }
            };
            work.tokens.push(row);
        }
        self.network.begin(&work.x, &mut work.rows);
        let lengths: Vec<usize> = sentences.iter().map(Vec::len).collect();
        self.network.score(&work.rows, &work.tokens, &lengths, &mut work.scores);
        let mut start = 0;
        let mut all = Vec::with_capacity(sentences.len());
        for forms in sentences {
            let range = start..start + forms.len();
            start = range.end;
            if forms.is_empty() {
                all.push(Analysis::default());
                continue;
            }
            self.network.score_arcs(&range, &mut work.scores);
            let mut found = self.decode(&range, &mut work.scores);
            self.name_kinds(forms, range.start, &mut found, work);
            all.push(found);
        }
        all
    }

    /// Fills a token's vector: the sum of its learned features, then its word vector.
    fn fill(&self, features: &Features, x: &mut [f32]) {
        let (sum, fixed) = x.split_at_mut(self.network.dims.learned);
        for hash in &features.hashes {
            if let Some(row) = self.learned.find(*hash) {
                for (out, value) in sum.iter_mut().zip(self.learned.row(row)) {
                    *out += f32::from(value);
                }
            }
        }
        sum.iter_mut().for_each(|v| *v *= self.learned.scale);
        if let Some(row) = self.vectors.find(features.vector) {
            for (out, value) in fixed.iter_mut().zip(self.vectors.row(row)) {
                *out = f32::from(value) * self.vectors.scale;
            }
        }
    }

    fn decode(&self, sentence: &Range<usize>, scores: &mut Scores) -> Analysis {
        let tokens = sentence.len();
        let row = padded(tokens + 1);
        let heads = best_tree(tokens, |h, d| scores.arcs[(d - 1) * row + h]);
        let mut found = Analysis::default();
        let tags = sentence.start * padded(TAGS)..sentence.end * padded(TAGS);
        for tags in scores.tags[tags.clone()].chunks_exact(padded(TAGS)) {
            found.upos.push(UPOS[largest(&tags[..FINE_AT])].1);
            found.fine.push(FINE[largest(&tags[FINE_AT..NAMES_AT])]);
        }
        self.network.score_relations(sentence.start, &heads, scores);
        for (head, relations) in heads.iter().zip(scores.relations.chunks_exact(padded(RELATIONS.len()))) {
            // The first relation is the root's, and no other token has it.
            let number = if head.is_some() { 1 + largest(&relations[1..RELATIONS.len()]) } else { 0 };
            found.relations.push(RELATIONS[number]);
        }
        found.heads = heads;
        found.names = names::decode(scores.tags[tags].chunks_exact(padded(TAGS)).map(|tags| &tags[NAMES_AT..TAGS]));
        found
    }

    /// Decides on the kinds of the names again, now that the tree is known. The sentence's first token is `start`.
    fn name_kinds(&self, forms: &[&str], start: usize, found: &mut Analysis, work: &mut Work) {
        let mut names = std::mem::take(&mut found.names);
        names::trim(&mut names, &found.upos, forms);
        for name in &mut names {
            let mut scores = [0f32; KINDS.len()];
            for (kind, score) in KINDS.iter().zip(&mut scores) {
                let (begin, inside) = names::labels_of(*kind);
                for i in name.tokens.clone() {
                    let label = if i == name.tokens.start { begin } else { inside };
                    *score += work.scores.tags[(start + i) * padded(TAGS) + NAMES_AT + label];
                }
            }
            work.name.read(forms, found, &self.lists, &name.tokens);
            self.kinds.join(&work.name.features, &mut scores);
            name.kind = KINDS[largest(&scores)];
        }
        found.names = names;
    }

    /// The row of the word vectors for a word, which the training reads as well.
    pub fn vector(vectors: &Table, hash: u64, out: &mut [f32]) {
        if let Some(row) = vectors.find(hash) {
            for (out, value) in out.iter_mut().zip(vectors.row(row)) {
                *out = f32::from(value) * vectors.scale;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_read_alike_alone_and_together() {
        let texts =
            ["Mira Holt left the Bank of Tarn .", "No .", "", "The ferry that sank in May was not insured , he said ."];
        let sentences: Vec<Vec<&str>> = texts.iter().map(|t| t.split_whitespace().collect()).collect();
        let model = Model::shipped().unwrap();
        let together = model.analyse_all(&sentences, &mut Work::default());
        for (words, found) in sentences.iter().zip(&together) {
            assert_eq!(model.analyse(words.iter().copied(), &mut Work::default()), *found);
        }
        assert_eq!(together[1].heads[0], None);
    }
}
