//! The network: two layers of recurrent cells that read a sentence both ways, and the scores drawn from them.
//!
//! Every token gets a vector from its features; the layers give it its surroundings; linear maps then score its parts of
//! speech, its name label, and, for pairs of tokens, how well one is the head of the other and by which relation.
//! Training lives in `examples/train_syntax`; here is only what reading a text needs, and what both must share.

use super::kernel::{PANEL, Packed, add_rows, turn};
use super::labels::{FINE, NAME_LABELS, RELATIONS, UPOS};
use super::whole::{MOST_INPUTS, Whole};
use std::ops::Range;

/// What a feature may add up to; layers never say more than 1.
const LARGEST_FEATURE: f32 = 16.0;

/// How wide the parts of a network are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Dims {
    /// Values of a learned feature.
    pub learned: usize,
    /// Values of a word vector.
    pub fixed: usize,
    /// Cells of a layer in each direction.
    pub hidden: usize,
    /// Values of a token as a head or dependent.
    pub arc: usize,
    /// Values of a pair whose relation is sought.
    pub label: usize,
}

impl Dims {
    /// Whether the maps can be read.
    pub fn fit(&self) -> bool {
        [self.learned, self.fixed, self.hidden, self.arc, self.label].iter().all(|n| n.is_multiple_of(2))
            && [self.hidden, self.arc, self.label].iter().all(|n| n.is_multiple_of(PANEL))
            && self.learned.max(self.fixed).max(self.hidden) <= MOST_INPUTS
            && (self.learned + self.fixed).max(2 * self.hidden) <= MOST_INPUTS
            && self.arc.max(self.label) <= MOST_INPUTS
    }
}

/// One matrix or vector within the flat list of weights.
#[derive(Copy, Clone, Debug, Default)]
pub struct Tensor {
    pub at: usize,
    pub inputs: usize,
    pub outputs: usize,
}

impl Tensor {
    pub fn of<'w>(&self, weights: &'w [f32]) -> &'w [f32] {
        &weights[self.at..self.at + self.inputs * self.outputs]
    }

    pub fn of_mut<'w>(&self, weights: &'w mut [f32]) -> &'w mut [f32] {
        &mut weights[self.at..self.at + self.inputs * self.outputs]
    }
}

/// Distances between head and dependent are told apart in this many steps each way.
pub const DISTANCES: usize = 9;

/// Which step a dependent `dependent` of `head` falls into; both count from 0.
pub fn distance_step(head: usize, dependent: usize) -> usize {
    let step = match head.abs_diff(dependent) {
        0..=4 => head.abs_diff(dependent).saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=24 => 7,
        _ => 8,
    };
    if head < dependent { step } else { step + DISTANCES }
}

/// Rounds up to whole panels.
pub fn padded(count: usize) -> usize {
    count.div_ceil(PANEL) * PANEL
}

/// The three maps of one layer in one direction.
#[derive(Copy, Clone, Debug, Default)]
pub struct LayerTensors {
    pub input: Tensor,
    pub recurrent: Tensor,
    pub bias: Tensor,
}

/// Where every matrix of a network lies in its weights.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// First layer forwards and backwards, second layer forwards and backwards.
    pub layers: [LayerTensors; 4],
    /// Upos, fine tag and name label, side by side.
    pub tags: Tensor,
    pub tags_bias: Tensor,
    /// A token as head (first half) and as dependent (second half) of an arc.
    pub arcs: Tensor,
    pub arcs_bias: Tensor,
    /// The product of heads and dependents.
    pub pair: Tensor,
    /// What speaks for a token as a head of anything.
    pub head: Tensor,
    /// The root as a head.
    pub root: Tensor,
    pub distance: Tensor,
    /// A token as head (first half) and as dependent (second half) of a relation.
    pub ends: Tensor,
    pub ends_bias: Tensor,
    /// The root as head of a relation.
    pub end_root: Tensor,
    pub relations: Tensor,
    pub relations_bias: Tensor,
    /// How many weights there are.
    pub len: usize,
}

/// Where upos, fine tag and name label begin among a token's tag scores.
pub const FINE_AT: usize = UPOS.len();
pub const NAMES_AT: usize = FINE_AT + FINE.len();
pub const TAGS: usize = NAMES_AT + NAME_LABELS;

impl Layout {
    pub fn new(dims: Dims) -> Self {
        let mut len = 0;
        let mut add = |inputs: usize, outputs: usize| {
            let tensor = Tensor { at: len, inputs, outputs };
            len += inputs * outputs;
            tensor
        };
        let both = 2 * dims.hidden;
        let mut layers = [LayerTensors::default(); 4];
        for (i, layer) in layers.iter_mut().enumerate() {
            let width = if i < 2 { dims.learned + dims.fixed } else { both };
            layer.input = add(width, 3 * dims.hidden);
            layer.recurrent = add(dims.hidden, 3 * dims.hidden);
            layer.bias = add(1, 3 * dims.hidden);
        }
        Layout {
            layers,
            tags: add(both, padded(TAGS)),
            tags_bias: add(1, padded(TAGS)),
            arcs: add(both, 2 * dims.arc),
            arcs_bias: add(1, 2 * dims.arc),
            pair: add(dims.arc, dims.arc),
            head: add(1, dims.arc),
            root: add(1, dims.arc),
            distance: add(1, 2 * DISTANCES),
            ends: add(both, 2 * dims.label),
            ends_bias: add(1, 2 * dims.label),
            end_root: add(1, dims.label),
            relations: add(dims.label, padded(RELATIONS.len())),
            relations_bias: add(1, padded(RELATIONS.len())),
            len,
        }
    }

    /// All matrices in the order in which they are stored.
    pub fn tensors(&self) -> Vec<Tensor> {
        let mut all: Vec<Tensor> = self.layers.iter().flat_map(|l| [l.input, l.recurrent, l.bias]).collect();
        all.extend([self.tags, self.tags_bias, self.arcs, self.arcs_bias, self.pair, self.head, self.root]);
        all.extend([self.distance, self.ends, self.ends_bias, self.end_root, self.relations, self.relations_bias]);
        all
    }
}

/// A map of a layer, in whole numbers for reading or in fractions for training.
pub trait Map {
    /// `y += x * self` for as many rows as `y` has.
    fn multiply(&self, x: &[f32], y: &mut [f32]);
}

impl Map for Packed {
    fn multiply(&self, x: &[f32], y: &mut [f32]) {
        Packed::multiply(self, x, y);
    }
}

impl Map for Whole {
    fn multiply(&self, x: &[f32], y: &mut [f32]) {
        Whole::multiply(self, x, y);
    }
}

/// The maps of one layer in one direction, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Layer<M> {
    pub input: M,
    pub recurrent: M,
    pub bias: Vec<f32>,
}

/// What a layer computed for some sentences; training, which reads them one by one, needs it again on the way back.
#[derive(Clone, Debug, Default)]
pub struct LayerState {
    /// Forget gate, output gate and candidate of every token; for sentences read together, only the sums they come from.
    pub gates: Vec<f32>,
    /// The cells after every token.
    pub cells: Vec<f32>,
    /// What the layer says at every token.
    pub said: Vec<f32>,
}

impl<M: Map> Layer<M> {
    /// Reads sentences in one direction: `sentences` tells their lengths, and the vectors of all tokens stand one after
    /// another in `x`.
    pub fn read(&self, x: &[f32], sentences: &[usize], backwards: bool, state: &mut LayerState) {
        state.gates.clear();
        for _ in 0..sentences.iter().sum() {
            state.gates.extend_from_slice(&self.bias);
        }
        self.input.multiply(x, &mut state.gates);
        self.run(sentences, backwards, state);
    }

    /// Goes through sentences whose gates hold what the tokens say.
    ///
    /// All sentences go on in step, since a product of several rows hardly takes longer than that of one.
    fn run(&self, sentences: &[usize], backwards: bool, state: &mut LayerState) {
        let width = self.bias.len();
        let hidden = width / 3;
        let tokens: usize = sentences.iter().sum();
        state.cells.clear();
        state.cells.resize(tokens * hidden, 0.0);
        state.said.clear();
        state.said.resize(tokens * hidden, 0.0);
        let (mut said, mut gates) = (Vec::new(), Vec::new());
        for step in 0..sentences.iter().copied().max().unwrap_or(0) {
            let mut start = 0;
            let places = sentences.iter().filter_map(|length| {
                let t = if backwards { start + length.saturating_sub(1 + step) } else { start + step };
                start += length;
                (step < *length).then_some(t)
            });
            let places: Vec<usize> = places.collect();
            let before = |t: usize| if backwards { t + 1 } else { t - 1 };
            gates.clear();
            for t in &places {
                gates.extend_from_slice(&state.gates[t * width..(t + 1) * width]);
            }
            if step > 0 {
                said.clear();
                for t in places.iter().map(|t| before(*t)) {
                    said.extend_from_slice(&state.said[t * hidden..(t + 1) * hidden]);
                }
                self.recurrent.multiply(&said, &mut gates);
            }
            for (t, gates) in places.iter().zip(gates.chunks_exact_mut(width)) {
                let (earlier, rest) = state.cells.split_at_mut(t * hidden);
                let (cells, later) = rest.split_at_mut(hidden);
                let kept = match step {
                    0 => &[][..],
                    _ if backwards => &later[..hidden],
                    _ => &earlier[(t - 1) * hidden..],
                };
                turn(gates, kept, cells, &mut state.said[t * hidden..(t + 1) * hidden]);
                if sentences.len() == 1 {
                    state.gates[t * width..(t + 1) * width].copy_from_slice(gates);
                }
            }
        }
    }
}

/// Puts what both directions say side by side, token by token.
pub fn join(forwards: &[f32], backwards: &[f32], hidden: usize, out: &mut Vec<f32>) {
    out.clear();
    for (a, b) in forwards.chunks_exact(hidden).zip(backwards.chunks_exact(hidden)) {
        out.extend_from_slice(a);
        out.extend_from_slice(b);
    }
}

/// A network ready for use.
#[derive(Clone, Debug)]
pub struct Network {
    pub dims: Dims,
    layers: [Layer<Whole>; 4],
    tags: Whole,
    tags_bias: Vec<f32>,
    arcs: Whole,
    arcs_bias: Vec<f32>,
    pair: Packed,
    head: Vec<f32>,
    root: Vec<f32>,
    distance: Vec<f32>,
    ends: Whole,
    ends_bias: Vec<f32>,
    end_root: Vec<f32>,
    relations: Packed,
    relations_bias: Vec<f32>,
}

/// The scores of some sentences, and the room in which they are computed; it is used again from group to group.
#[derive(Default)]
pub struct Scores {
    states: [LayerState; 4],
    lower: Vec<f32>,
    upper: Vec<f32>,
    arc_ends: Vec<f32>,
    pairs: Vec<f32>,
    ends: Vec<f32>,
    /// Upos, fine tag and name label of every token, in rows of `padded(TAGS)`.
    pub tags: Vec<f32>,
    /// For every dependent of a sentence a row of heads: the root first, then the tokens.
    pub arcs: Vec<f32>,
    /// Relations of every token of a sentence to its head.
    pub relations: Vec<f32>,
}

impl Network {
    pub fn new(dims: Dims, weights: &[f32]) -> Self {
        let layout = Layout::new(dims);
        let packed = |t: &Tensor| Packed::new(t.of(weights), t.inputs, t.outputs);
        let vector = |t: &Tensor| t.of(weights).to_vec();
        let whole = |t: &Tensor, largest: f32| Whole::new(t.of(weights), t.inputs, t.outputs, largest);
        let mut layers: [Layer<Whole>; 4] = Default::default();
        for (i, (layer, tensors)) in layers.iter_mut().zip(&layout.layers).enumerate() {
            layer.input = whole(&tensors.input, if i < 2 { LARGEST_FEATURE } else { 1.0 });
            layer.recurrent = whole(&tensors.recurrent, 1.0);
            layer.bias = vector(&tensors.bias);
        }
        Network {
            dims,
            layers,
            tags: whole(&layout.tags, 1.0),
            tags_bias: vector(&layout.tags_bias),
            arcs: whole(&layout.arcs, 1.0),
            arcs_bias: vector(&layout.arcs_bias),
            pair: packed(&layout.pair),
            head: vector(&layout.head),
            root: vector(&layout.root),
            distance: vector(&layout.distance),
            ends: whole(&layout.ends, 1.0),
            ends_bias: vector(&layout.ends_bias),
            end_root: vector(&layout.end_root),
            relations: packed(&layout.relations),
            relations_bias: vector(&layout.relations_bias),
        }
    }

    /// How many values of a token the first layers begin with.
    pub fn first_width(&self) -> usize {
        6 * self.dims.hidden
    }

    /// What the first layers make of tokens taken alone, whose vectors stand one after another in `x`: a row of
    /// [`Self::first_width`] values is added to `rows` for each.
    pub fn begin(&self, x: &[f32], rows: &mut Vec<f32>) {
        let tokens = x.len() / (self.dims.learned + self.dims.fixed);
        let mut sides = [Vec::new(), Vec::new()];
        for (layer, side) in self.layers.iter().zip(&mut sides) {
            linear(&layer.input, &layer.bias, x, tokens, side);
        }
        let half = 3 * self.dims.hidden;
        for (forwards, backwards) in sides[0].chunks_exact(half).zip(sides[1].chunks_exact(half)) {
            rows.extend_from_slice(forwards);
            rows.extend_from_slice(backwards);
        }
    }

    /// Scores sentences, whose lengths `sentences` tells, and whose tokens stand in the rows `tokens` of `rows`, which
    /// [`Self::begin`] filled. Arcs and relations follow sentence by sentence.
    pub fn score(&self, rows: &[f32], tokens: &[usize], sentences: &[usize], scores: &mut Scores) {
        let hidden = self.dims.hidden;
        let s = scores;
        for (side, state) in s.states[..2].iter_mut().enumerate() {
            state.gates.clear();
            for token in tokens {
                let start = token * self.first_width() + side * 3 * hidden;
                state.gates.extend_from_slice(&rows[start..start + 3 * hidden]);
            }
        }
        let tokens = tokens.len();
        self.layers[0].run(sentences, false, &mut s.states[0]);
        self.layers[1].run(sentences, true, &mut s.states[1]);
        join(&s.states[0].said, &s.states[1].said, hidden, &mut s.lower);
        self.layers[2].read(&s.lower, sentences, false, &mut s.states[2]);
        self.layers[3].read(&s.lower, sentences, true, &mut s.states[3]);
        join(&s.states[2].said, &s.states[3].said, hidden, &mut s.upper);
        linear(&self.tags, &self.tags_bias, &s.upper, tokens, &mut s.tags);
        linear(&self.arcs, &self.arcs_bias, &s.upper, tokens, &mut s.arc_ends);
        s.arc_ends.iter_mut().for_each(|v| *v = v.max(0.0));
        linear(&self.ends, &self.ends_bias, &s.upper, tokens, &mut s.ends);
    }

    /// Scores the arcs within the sentence of the tokens `sentence`.
    pub fn score_arcs(&self, sentence: &Range<usize>, s: &mut Scores) {
        let (arc, tokens) = (self.dims.arc, sentence.len());
        // Heads become the inputs of a product with all dependents: the pair map is applied to the dependents once.
        let mut dependents = Vec::with_capacity(tokens * arc);
        let mut heads = Vec::with_capacity((tokens + 1) * arc);
        heads.extend_from_slice(&self.root);
        for ends in s.arc_ends[sentence.start * 2 * arc..sentence.end * 2 * arc].chunks_exact(2 * arc) {
            heads.extend_from_slice(&ends[..arc]);
            dependents.extend_from_slice(&ends[arc..]);
        }
        s.pairs.clear();
        for _ in 0..tokens {
            s.pairs.extend_from_slice(&self.head);
        }
        self.pair.multiply(&dependents, &mut s.pairs);
        let width = padded(tokens + 1);
        heads.resize(width * arc, 0.0);
        let mut packed = Packed::default();
        packed.set_transposed(&heads, arc, width);
        s.arcs.clear();
        s.arcs.resize(tokens * width, 0.0);
        packed.multiply(&s.pairs, &mut s.arcs);
        for (dependent, row) in s.arcs.chunks_exact_mut(width).enumerate() {
            for (head, score) in row[1..=tokens].iter_mut().enumerate() {
                *score += self.distance[distance_step(head, dependent)];
            }
        }
    }

    /// Scores all relations of every token to its head (`None` for the root), in rows of `padded(RELATIONS.len())`.
    /// The sentence's first token is `start`; heads count from it.
    pub fn score_relations(&self, start: usize, heads: &[Option<usize>], scores: &mut Scores) {
        let label = self.dims.label;
        let row = |t: usize| &scores.ends[(start + t) * 2 * label..(start + t + 1) * 2 * label];
        scores.pairs.clear();
        for (dependent, head) in heads.iter().enumerate() {
            let of_head = head.map_or(&self.end_root[..], |h| &row(h)[..label]);
            scores.pairs.extend(of_head.iter().zip(&row(dependent)[label..]).map(|(a, b)| (a + b).max(0.0)));
        }
        scores.relations.clear();
        for _ in heads {
            scores.relations.extend_from_slice(&self.relations_bias);
        }
        self.relations.multiply(&scores.pairs, &mut scores.relations);
    }
}

fn linear(map: &Whole, bias: &[f32], x: &[f32], rows: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(rows * bias.len(), 0.0);
    add_rows(out, bias);
    map.multiply(x, out);
}
