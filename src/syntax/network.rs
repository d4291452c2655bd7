//! The network: two layers of recurrent cells that read a sentence both ways, and the scores drawn from them.
//!
//! Every token gets a vector from its features; the layers give it its surroundings; linear maps then score its parts of
//! speech, its name label, and, for pairs of tokens, how well one is the head of the other and by which relation.
//! Training lives in `examples/train_syntax`; here is only what reading a text needs, and what both must share.

use super::kernel::{PANEL, Packed, add_rows, logistic, tanh};
use super::labels::{FINE, NAME_LABELS, RELATIONS, UPOS};

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

/// The maps of one layer in one direction, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    pub input: Packed,
    pub recurrent: Packed,
    pub bias: Vec<f32>,
}

/// What a layer computed for one sentence; training needs it again on the way back.
#[derive(Clone, Debug, Default)]
pub struct LayerState {
    /// Forget gate, output gate and candidate of every token.
    pub gates: Vec<f32>,
    /// The cells after every token.
    pub cells: Vec<f32>,
    /// What the layer says at every token.
    pub said: Vec<f32>,
}

impl Layer {
    pub fn set(&mut self, tensors: &LayerTensors, weights: &[f32]) {
        let set = |packed: &mut Packed, t: &Tensor| packed.set(t.of(weights), t.inputs, t.outputs);
        set(&mut self.input, &tensors.input);
        set(&mut self.recurrent, &tensors.recurrent);
        self.bias = tensors.bias.of(weights).to_vec();
    }

    /// Reads a sentence, whose tokens' vectors stand one after another in `x`, in one direction.
    ///
    /// A cell keeps what its forget gate says and takes the rest from its candidate.
    pub fn read(&self, x: &[f32], tokens: usize, backwards: bool, state: &mut LayerState) {
        let hidden = self.recurrent.inputs;
        let width = 3 * hidden;
        state.gates.clear();
        for _ in 0..tokens {
            state.gates.extend_from_slice(&self.bias);
        }
        self.input.multiply(x, &mut state.gates);
        state.cells.clear();
        state.cells.resize(tokens * hidden, 0.0);
        state.said.clear();
        state.said.resize(tokens * hidden, 0.0);
        let mut last: Option<usize> = None;
        for step in 0..tokens {
            let t = if backwards { tokens - 1 - step } else { step };
            let gates = &mut state.gates[t * width..(t + 1) * width];
            if let Some(last) = last {
                self.recurrent.multiply(&state.said[last * hidden..(last + 1) * hidden], gates);
            }
            let (forget, rest) = gates.split_at_mut(hidden);
            let (output, candidate) = rest.split_at_mut(hidden);
            for j in 0..hidden {
                forget[j] = logistic(forget[j]);
                output[j] = logistic(output[j]);
                candidate[j] = tanh(candidate[j]);
            }
            for j in 0..hidden {
                let kept = last.map_or(0.0, |last| state.cells[last * hidden + j]);
                let cell = forget[j] * kept + (1.0 - forget[j]) * candidate[j];
                state.cells[t * hidden + j] = cell;
                state.said[t * hidden + j] = output[j] * tanh(cell);
            }
            last = Some(t);
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
    layers: [Layer; 4],
    tags: Packed,
    tags_bias: Vec<f32>,
    arcs: Packed,
    arcs_bias: Vec<f32>,
    pair: Packed,
    head: Vec<f32>,
    root: Vec<f32>,
    distance: Vec<f32>,
    ends: Packed,
    ends_bias: Vec<f32>,
    end_root: Vec<f32>,
    relations: Packed,
    relations_bias: Vec<f32>,
}

/// The scores of one sentence, and the room in which they are computed; it is used again from sentence to sentence.
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
    /// For every dependent a row of heads: the root first, then the tokens.
    pub arcs: Vec<f32>,
}

impl Network {
    pub fn new(dims: Dims, weights: &[f32]) -> Self {
        let layout = Layout::new(dims);
        let packed = |t: &Tensor| Packed::new(t.of(weights), t.inputs, t.outputs);
        let vector = |t: &Tensor| t.of(weights).to_vec();
        let mut layers: [Layer; 4] = Default::default();
        for (layer, tensors) in layers.iter_mut().zip(&layout.layers) {
            layer.set(tensors, weights);
        }
        Network {
            dims,
            layers,
            tags: packed(&layout.tags),
            tags_bias: vector(&layout.tags_bias),
            arcs: packed(&layout.arcs),
            arcs_bias: vector(&layout.arcs_bias),
            pair: packed(&layout.pair),
            head: vector(&layout.head),
            root: vector(&layout.root),
            distance: vector(&layout.distance),
            ends: packed(&layout.ends),
            ends_bias: vector(&layout.ends_bias),
            end_root: vector(&layout.end_root),
            relations: packed(&layout.relations),
            relations_bias: vector(&layout.relations_bias),
        }
    }

    /// Scores a sentence of `tokens` tokens, whose vectors stand one after another in `x`.
    pub fn score(&self, x: &[f32], tokens: usize, scores: &mut Scores) {
        let hidden = self.dims.hidden;
        let s = scores;
        self.layers[0].read(x, tokens, false, &mut s.states[0]);
        self.layers[1].read(x, tokens, true, &mut s.states[1]);
        join(&s.states[0].said, &s.states[1].said, hidden, &mut s.lower);
        self.layers[2].read(&s.lower, tokens, false, &mut s.states[2]);
        self.layers[3].read(&s.lower, tokens, true, &mut s.states[3]);
        join(&s.states[2].said, &s.states[3].said, hidden, &mut s.upper);
        linear(&self.tags, &self.tags_bias, &s.upper, tokens, &mut s.tags);
        linear(&self.arcs, &self.arcs_bias, &s.upper, tokens, &mut s.arc_ends);
        s.arc_ends.iter_mut().for_each(|v| *v = v.max(0.0));
        linear(&self.ends, &self.ends_bias, &s.upper, tokens, &mut s.ends);
        self.score_arcs(tokens, s);
    }

    fn score_arcs(&self, tokens: usize, s: &mut Scores) {
        let arc = self.dims.arc;
        // Heads become the inputs of a product with all dependents: the pair map is applied to the dependents once.
        let mut dependents = Vec::with_capacity(tokens * arc);
        let mut heads = Vec::with_capacity((tokens + 1) * arc);
        heads.extend_from_slice(&self.root);
        for ends in s.arc_ends.chunks_exact(2 * arc) {
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

    /// Scores all relations of one dependent to its head (`None` for the root).
    pub fn score_relation(&self, head: Option<usize>, dependent: usize, scores: &Scores, out: &mut Vec<f32>) {
        let label = self.dims.label;
        let row = |t: usize| &scores.ends[t * 2 * label..(t + 1) * 2 * label];
        let of_head = head.map_or(&self.end_root[..], |h| &row(h)[..label]);
        let pair: Vec<f32> = of_head.iter().zip(&row(dependent)[label..]).map(|(a, b)| (a + b).max(0.0)).collect();
        out.clear();
        out.extend_from_slice(&self.relations_bias);
        self.relations.multiply(&pair, out);
    }
}

fn linear(map: &Packed, bias: &[f32], x: &[f32], rows: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(rows * bias.len(), 0.0);
    add_rows(out, bias);
    map.multiply(x, out);
}
