//! The way back through the network: how every weight has to move for a sentence to be read better.

use crate::optimiser::Dice;
use corroborate::syntax::kernel::{Packed, add_rows, tanh};
use corroborate::syntax::labels::{NAME_LABELS, RELATIONS};
use corroborate::syntax::network::{
    Dims, FINE_AT, Layer, LayerState, Layout, NAMES_AT, TAGS, Tensor, distance_step, join, padded,
};

/// What a sentence should be read as, by numbers.
pub struct Goal {
    pub upos: Vec<usize>,
    pub fine: Vec<usize>,
    /// Heads with the root as 0 and tokens from 1.
    pub heads: Vec<usize>,
    pub relations: Vec<usize>,
    /// Name labels, where they are known.
    pub names: Option<Vec<usize>>,
}

/// How much is left out at random while learning.
#[derive(Copy, Clone)]
pub struct Dropout {
    pub input: f32,
    pub between: f32,
    pub upper: f32,
}

/// A map and its turned form, for both ways.
#[derive(Default)]
struct Map {
    ahead: Packed,
    back: Packed,
    bias: Vec<f32>,
}

impl Map {
    fn set(&mut self, weights: &[f32], map: &Tensor, bias: Option<&Tensor>) {
        self.ahead.set(map.of(weights), map.inputs, map.outputs);
        if map.inputs.is_multiple_of(8) {
            self.back.set_transposed(map.of(weights), map.outputs, map.inputs);
        }
        self.bias = bias.map_or(Vec::new(), |b| b.of(weights).to_vec());
    }

    fn apply(&self, x: &[f32], rows: usize) -> Vec<f32> {
        let mut out = vec![0.0; rows * self.ahead.outputs];
        add_rows(&mut out, &self.bias);
        self.ahead.multiply(x, &mut out);
        out
    }
}

/// A network that learns: its weights, their gradient, and both ways of every map.
pub struct Learner {
    pub layout: Layout,
    pub weights: Vec<f32>,
    pub gradient: Vec<f32>,
    dims: Dims,
    layers: [Layer<Packed>; 4],
    input_back: [Packed; 4],
    recurrent_back: [Packed; 4],
    tags: Map,
    arcs: Map,
    pair: Map,
    ends: Map,
    relations: Map,
}

/// `gradient += x' * dy` for rows of `x` and `dy`.
fn add_outer(gradient: &mut [f32], x: &[f32], dy: &[f32], rows: usize, inputs: usize, outputs: usize) {
    let mut turned = vec![0f32; rows * inputs];
    for (r, row) in x.chunks_exact(inputs).enumerate() {
        for (i, value) in row.iter().enumerate() {
            turned[i * rows + r] = *value;
        }
    }
    Packed::new(dy, rows, outputs).multiply(&turned, gradient);
}

fn add_sums(gradient: &mut [f32], dy: &[f32]) {
    for row in dy.chunks_exact(gradient.len()) {
        gradient.iter_mut().zip(row).for_each(|(g, d)| *g += d);
    }
}

/// Turns scores into the gradient of their logarithmic loss and gives the loss.
fn soften(scores: &mut [f32], goal: usize, weight: f32) -> f32 {
    let top = scores.iter().fold(f32::NEG_INFINITY, |m, v| m.max(*v));
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    let loss = -(scores[goal] / sum).max(1e-20).ln();
    for score in scores.iter_mut() {
        *score *= weight / sum;
    }
    scores[goal] -= weight;
    loss * weight
}

impl Learner {
    pub fn new(dims: Dims, dice: &mut Dice) -> Self {
        let layout = Layout::new(dims);
        let mut weights = vec![0f32; layout.len];
        for tensor in layout.tensors() {
            if tensor.inputs > 1 {
                let spread = (6.0 / (tensor.inputs + tensor.outputs) as f32).sqrt();
                tensor.of_mut(&mut weights).iter_mut().for_each(|w| *w = (dice.share() * 2.0 - 1.0) * spread);
            }
        }
        for layer in &layout.layers {
            // A cell that keeps what it has is the better start.
            layer.bias.of_mut(&mut weights)[..dims.hidden].fill(1.0);
        }
        layout.root.of_mut(&mut weights).iter_mut().for_each(|w| *w = dice.share() * 0.1);
        layout.end_root.of_mut(&mut weights).iter_mut().for_each(|w| *w = dice.share() * 0.1);
        let mut learner = Learner {
            gradient: vec![0.0; layout.len],
            layout,
            weights,
            dims,
            layers: Default::default(),
            input_back: Default::default(),
            recurrent_back: Default::default(),
            tags: Map::default(),
            arcs: Map::default(),
            pair: Map::default(),
            ends: Map::default(),
            relations: Map::default(),
        };
        learner.refresh();
        learner
    }

    /// Lays the weights out anew after a step.
    pub fn refresh(&mut self) {
        let w = &self.weights;
        for (i, tensors) in self.layout.layers.iter().enumerate() {
            let layer = &mut self.layers[i];
            let set = |packed: &mut Packed, t: &Tensor| packed.set(t.of(w), t.inputs, t.outputs);
            set(&mut layer.input, &tensors.input);
            set(&mut layer.recurrent, &tensors.recurrent);
            layer.bias = tensors.bias.of(w).to_vec();
            self.input_back[i].set_transposed(tensors.input.of(w), tensors.input.outputs, tensors.input.inputs);
            let r = tensors.recurrent;
            self.recurrent_back[i].set_transposed(r.of(w), r.outputs, r.inputs);
        }
        let l = &self.layout;
        self.tags.set(w, &l.tags, Some(&l.tags_bias));
        self.arcs.set(w, &l.arcs, Some(&l.arcs_bias));
        self.pair.set(w, &l.pair, None);
        self.ends.set(w, &l.ends, Some(&l.ends_bias));
        self.relations.set(w, &l.relations, Some(&l.relations_bias));
    }

    fn mask(dice: &mut Dice, width: usize, drop: f32) -> Vec<f32> {
        (0..width).map(|_| if dice.chance(drop) { 0.0 } else { 1.0 / (1.0 - drop) }).collect()
    }

    fn apply_mask(x: &mut [f32], mask: &[f32]) {
        for row in x.chunks_exact_mut(mask.len()) {
            row.iter_mut().zip(mask).for_each(|(v, m)| *v *= m);
        }
    }

    /// Adds one sentence to the gradient; `x` becomes the gradient of its tokens' vectors. Gives the loss.
    pub fn learn(&mut self, x: &mut Vec<f32>, goal: &Goal, dropout: Dropout, dice: &mut Dice) -> f32 {
        let n = goal.upos.len();
        let hidden = self.dims.hidden;
        let input_mask = Self::mask(dice, x.len() / n, dropout.input);
        Self::apply_mask(x, &input_mask);
        let mut states: [LayerState; 4] = Default::default();
        let (mut lower, mut upper) = (Vec::new(), Vec::new());
        self.layers[0].read(x, &[n], false, &mut states[0]);
        self.layers[1].read(x, &[n], true, &mut states[1]);
        join(&states[0].said, &states[1].said, hidden, &mut lower);
        let lower_mask = Self::mask(dice, 2 * hidden, dropout.between);
        Self::apply_mask(&mut lower, &lower_mask);
        self.layers[2].read(&lower, &[n], false, &mut states[2]);
        self.layers[3].read(&lower, &[n], true, &mut states[3]);
        join(&states[2].said, &states[3].said, hidden, &mut upper);
        let upper_mask = Self::mask(dice, 2 * hidden, dropout.upper);
        Self::apply_mask(&mut upper, &upper_mask);

        let mut d_upper = vec![0f32; upper.len()];
        let mut loss = self.learn_tags(&upper, goal, &mut d_upper);
        loss += self.learn_arcs(&upper, goal, &mut d_upper);
        loss += self.learn_relations(&upper, goal, &mut d_upper);

        Self::apply_mask(&mut d_upper, &upper_mask);
        let mut d_lower = vec![0f32; lower.len()];
        self.unread(2, false, &lower, &states[2], &d_upper, &mut d_lower);
        self.unread(3, true, &lower, &states[3], &d_upper, &mut d_lower);
        Self::apply_mask(&mut d_lower, &lower_mask);
        let mut d_x = vec![0f32; x.len()];
        self.unread(0, false, x, &states[0], &d_lower, &mut d_x);
        self.unread(1, true, x, &states[1], &d_lower, &mut d_x);
        Self::apply_mask(&mut d_x, &input_mask);
        *x = d_x;
        loss
    }

    /// The way back through one layer; `d_joined` has both directions side by side.
    fn unread(&mut self, i: usize, backwards: bool, x: &[f32], state: &LayerState, d_joined: &[f32], d_x: &mut [f32]) {
        let hidden = self.dims.hidden;
        let width = 3 * hidden;
        let n = state.said.len() / hidden;
        let side = if backwards { hidden } else { 0 };
        let mut d_gates = vec![0f32; n * width];
        let mut before = vec![0f32; n * hidden];
        let (mut d_said, mut d_cell) = (vec![0f32; hidden], vec![0f32; hidden]);
        for step in (0..n).rev() {
            let t = if backwards { n - 1 - step } else { step };
            let last = (step > 0).then(|| if backwards { t + 1 } else { t - 1 });
            let gates = &state.gates[t * width..(t + 1) * width];
            let d_gate = &mut d_gates[t * width..(t + 1) * width];
            for j in 0..hidden {
                let (forget, output, candidate) = (gates[j], gates[hidden + j], gates[2 * hidden + j]);
                let ahead = d_said[j] + d_joined[t * 2 * hidden + side + j];
                let curved = tanh(state.cells[t * hidden + j]);
                let kept = last.map_or(0.0, |l| state.cells[l * hidden + j]);
                let d = d_cell[j] + ahead * output * (1.0 - curved * curved);
                d_gate[j] = d * (kept - candidate) * forget * (1.0 - forget);
                d_gate[hidden + j] = ahead * curved * output * (1.0 - output);
                d_gate[2 * hidden + j] = d * (1.0 - forget) * (1.0 - candidate * candidate);
                d_cell[j] = d * forget;
            }
            d_said.fill(0.0);
            if let Some(l) = last {
                self.recurrent_back[i].multiply(d_gate, &mut d_said);
                before[t * hidden..(t + 1) * hidden].copy_from_slice(&state.said[l * hidden..(l + 1) * hidden]);
            }
        }
        let tensors = self.layout.layers[i];
        add_sums(tensors.bias.of_mut(&mut self.gradient), &d_gates);
        add_outer(tensors.input.of_mut(&mut self.gradient), x, &d_gates, n, tensors.input.inputs, width);
        add_outer(tensors.recurrent.of_mut(&mut self.gradient), &before, &d_gates, n, hidden, width);
        self.input_back[i].multiply(&d_gates, d_x);
    }

    /// The way back through a linear map.
    fn unmap(&mut self, which: fn(&Self) -> &Map, map: Tensor, bias: Tensor, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        let rows = dy.len() / map.outputs;
        which(self).back.multiply(dy, dx);
        add_sums(bias.of_mut(&mut self.gradient), dy);
        add_outer(map.of_mut(&mut self.gradient), x, dy, rows, map.inputs, map.outputs);
    }

    fn learn_tags(&mut self, upper: &[f32], goal: &Goal, d_upper: &mut [f32]) -> f32 {
        let n = goal.upos.len();
        let mut scores = self.tags.apply(upper, n);
        let mut loss = 0.0;
        for (t, row) in scores.chunks_exact_mut(padded(TAGS)).enumerate() {
            loss += soften(&mut row[..FINE_AT], goal.upos[t], 1.0);
            loss += soften(&mut row[FINE_AT..NAMES_AT], goal.fine[t], 0.5);
            match &goal.names {
                Some(names) => loss += soften(&mut row[NAMES_AT..NAMES_AT + NAME_LABELS], names[t], 1.0),
                None => row[NAMES_AT..TAGS].fill(0.0),
            }
            row[TAGS..].fill(0.0);
        }
        let (map, bias) = (self.layout.tags, self.layout.tags_bias);
        self.unmap(|s| &s.tags, map, bias, upper, &scores, d_upper);
        loss
    }

    fn learn_arcs(&mut self, upper: &[f32], goal: &Goal, d_upper: &mut [f32]) -> f32 {
        let n = goal.upos.len();
        let arc = self.dims.arc;
        let mut both = self.arcs.apply(upper, n);
        both.iter_mut().for_each(|v| *v = v.max(0.0));
        let mut heads = self.layout.root.of(&self.weights).to_vec();
        let mut dependents = Vec::new();
        for row in both.chunks_exact(2 * arc) {
            heads.extend_from_slice(&row[..arc]);
            dependents.extend_from_slice(&row[arc..]);
        }
        let mut pairs = vec![0f32; n * arc];
        add_rows(&mut pairs, self.layout.head.of(&self.weights));
        self.pair.ahead.multiply(&dependents, &mut pairs);
        let mut d_heads = vec![0f32; heads.len()];
        let mut d_pairs = vec![0f32; pairs.len()];
        let mut loss = 0.0;
        let mut scores = vec![0f32; n + 1];
        for d in 0..n {
            let pair = &pairs[d * arc..(d + 1) * arc];
            for (h, score) in scores.iter_mut().enumerate() {
                *score = heads[h * arc..(h + 1) * arc].iter().zip(pair).map(|(a, b)| a * b).sum();
                if h > 0 {
                    *score += self.weights[self.layout.distance.at + distance_step(h - 1, d)];
                }
            }
            scores[d + 1] = -1e9;
            loss += soften(&mut scores, goal.heads[d], 1.0);
            let d_pair = &mut d_pairs[d * arc..(d + 1) * arc];
            for (h, g) in scores.iter().enumerate() {
                if h == d + 1 {
                    continue;
                }
                for j in 0..arc {
                    d_heads[h * arc + j] += g * pair[j];
                    d_pair[j] += g * heads[h * arc + j];
                }
                if h > 0 {
                    self.gradient[self.layout.distance.at + distance_step(h - 1, d)] += g;
                }
            }
        }
        let mut d_dependents = vec![0f32; dependents.len()];
        self.pair.back.multiply(&d_pairs, &mut d_dependents);
        add_sums(self.layout.head.of_mut(&mut self.gradient), &d_pairs);
        add_outer(self.layout.pair.of_mut(&mut self.gradient), &dependents, &d_pairs, n, arc, arc);
        add_sums(self.layout.root.of_mut(&mut self.gradient), &d_heads[..arc]);
        let mut d_both = vec![0f32; both.len()];
        for t in 0..n {
            for j in 0..arc {
                let at = t * 2 * arc + j;
                d_both[at] = if both[at] > 0.0 { d_heads[(t + 1) * arc + j] } else { 0.0 };
                d_both[at + arc] = if both[at + arc] > 0.0 { d_dependents[t * arc + j] } else { 0.0 };
            }
        }
        let (map, bias) = (self.layout.arcs, self.layout.arcs_bias);
        self.unmap(|s| &s.arcs, map, bias, upper, &d_both, d_upper);
        loss
    }

    fn learn_relations(&mut self, upper: &[f32], goal: &Goal, d_upper: &mut [f32]) -> f32 {
        let n = goal.upos.len();
        let label = self.dims.label;
        let ends = self.ends.apply(upper, n);
        let root = self.layout.end_root.of(&self.weights);
        let mut pairs = Vec::with_capacity(n * label);
        for d in 0..n {
            let head = match goal.heads[d] {
                0 => root,
                h => &ends[(h - 1) * 2 * label..][..label],
            };
            let dependent = &ends[d * 2 * label + label..][..label];
            pairs.extend(head.iter().zip(dependent).map(|(a, b)| (a + b).max(0.0)));
        }
        let mut scores = self.relations.apply(&pairs, n);
        let mut loss = 0.0;
        for (d, row) in scores.chunks_exact_mut(padded(RELATIONS.len())).enumerate() {
            loss += soften(&mut row[..RELATIONS.len()], goal.relations[d], 1.0);
            row[RELATIONS.len()..].fill(0.0);
        }
        let mut d_pairs = vec![0f32; pairs.len()];
        let (map, bias) = (self.layout.relations, self.layout.relations_bias);
        self.unmap(|s| &s.relations, map, bias, &pairs, &scores, &mut d_pairs);
        let mut d_ends = vec![0f32; ends.len()];
        for d in 0..n {
            for j in 0..label {
                let g = if pairs[d * label + j] > 0.0 { d_pairs[d * label + j] } else { 0.0 };
                d_ends[d * 2 * label + label + j] += g;
                match goal.heads[d] {
                    0 => self.gradient[self.layout.end_root.at + j] += g,
                    h => d_ends[(h - 1) * 2 * label + j] += g,
                }
            }
        }
        let (map, bias) = (self.layout.ends, self.layout.ends_bias);
        self.unmap(|s| &s.ends, map, bias, upper, &d_ends, d_upper);
        loss
    }
}
