//! The arithmetic of the network: products of small matrices and the curves of its gates.
//!
//! Every output is summed in one fixed order without fused operations, so that all machines and vector widths give the
//! same bits. What the numbers mean is not known here.

/// Outputs that are computed side by side; matrices are stored in panels of this many columns.
pub const PANEL: usize = 8;

/// A matrix with `inputs` rows and `outputs` columns (a multiple of [`PANEL`]), laid out panel after panel.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    pub inputs: usize,
    pub outputs: usize,
    data: Vec<f32>,
}

impl Packed {
    /// Takes a row-major matrix.
    pub fn set(&mut self, source: &[f32], inputs: usize, outputs: usize) {
        debug_assert!(outputs.is_multiple_of(PANEL) && source.len() == inputs * outputs);
        (self.inputs, self.outputs) = (inputs, outputs);
        self.data.resize(inputs * outputs, 0.0);
        for (panel, target) in self.data.chunks_exact_mut(inputs * PANEL).enumerate() {
            for (row, out) in source.chunks_exact(outputs).zip(target.as_chunks_mut::<PANEL>().0) {
                out.copy_from_slice(&row[panel * PANEL..(panel + 1) * PANEL]);
            }
        }
    }

    /// Takes a row-major matrix with `outputs` rows and `inputs` columns and turns it round.
    pub fn set_transposed(&mut self, source: &[f32], inputs: usize, outputs: usize) {
        debug_assert!(outputs.is_multiple_of(PANEL) && source.len() == inputs * outputs);
        (self.inputs, self.outputs) = (inputs, outputs);
        self.data.resize(inputs * outputs, 0.0);
        for (panel, target) in self.data.chunks_exact_mut(inputs * PANEL).enumerate() {
            for (i, out) in target.as_chunks_mut::<PANEL>().0.iter_mut().enumerate() {
                for (j, value) in out.iter_mut().enumerate() {
                    *value = source[(panel * PANEL + j) * inputs + i];
                }
            }
        }
    }

    pub fn new(source: &[f32], inputs: usize, outputs: usize) -> Self {
        let mut packed = Packed::default();
        packed.set(source, inputs, outputs);
        packed
    }

    /// `y += x * self` for as many rows as `y` has; `x` has rows of `inputs`, `y` rows of `outputs`.
    pub fn multiply(&self, x: &[f32], y: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the machine has the instructions.
            return unsafe { self.multiply_wide(x, y) };
        }
        self.multiply_any(x, y);
    }

    /// The same operations in the same order, more of them at a time.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_wide(&self, x: &[f32], y: &mut [f32]) {
        self.multiply_any(x, y);
    }

    #[inline(always)]
    fn multiply_any(&self, x: &[f32], y: &mut [f32]) {
        if self.outputs == 0 || self.inputs == 0 {
            return;
        }
        let whole = y.len() / self.outputs / 4 * 4;
        let (y4, y1) = y.split_at_mut(whole * self.outputs);
        let (x4, x1) = x.split_at(whole * self.inputs);
        for (x, y) in x4.chunks_exact(4 * self.inputs).zip(y4.chunks_exact_mut(4 * self.outputs)) {
            self.four_rows(x, y);
        }
        for (x, y) in x1.chunks_exact(self.inputs).zip(y1.chunks_exact_mut(self.outputs)) {
            self.one_row(x, y);
        }
    }

    #[inline(always)]
    fn four_rows(&self, x: &[f32], y: &mut [f32]) {
        let k = self.inputs;
        let (x0, rest) = x.split_at(k);
        let (x1, rest) = rest.split_at(k);
        let (x2, x3) = rest.split_at(k);
        let size = k * PANEL;
        let mut pairs = self.data.chunks_exact(2 * size);
        for (number, pair) in pairs.by_ref().enumerate() {
            let (first, second) = pair.split_at(size);
            let (first, second) = (first.as_chunks::<PANEL>().0, second.as_chunks::<PANEL>().0);
            let mut sums = [[[0f32; PANEL]; 2]; 4];
            for (((((v, w), a), b), c), d) in first.iter().zip(second).zip(x0).zip(x1).zip(x2).zip(x3) {
                for j in 0..PANEL {
                    sums[0][0][j] += v[j] * a;
                    sums[1][0][j] += v[j] * b;
                    sums[2][0][j] += v[j] * c;
                    sums[3][0][j] += v[j] * d;
                }
                for j in 0..PANEL {
                    sums[0][1][j] += w[j] * a;
                    sums[1][1][j] += w[j] * b;
                    sums[2][1][j] += w[j] * c;
                    sums[3][1][j] += w[j] * d;
                }
            }
            for (row, sum) in sums.iter().enumerate() {
                let at = row * self.outputs + 2 * number * PANEL;
                add(&mut y[at..at + 2 * PANEL], sum.as_flattened());
            }
        }
        for panel in pairs.remainder().chunks_exact(size) {
            let mut sums = [[0f32; PANEL]; 4];
            for ((((w, a), b), c), d) in panel.as_chunks::<PANEL>().0.iter().zip(x0).zip(x1).zip(x2).zip(x3) {
                for j in 0..PANEL {
                    sums[0][j] += w[j] * a;
                    sums[1][j] += w[j] * b;
                    sums[2][j] += w[j] * c;
                    sums[3][j] += w[j] * d;
                }
            }
            for (row, sum) in sums.iter().enumerate() {
                let at = (row + 1) * self.outputs - PANEL;
                add(&mut y[at..at + PANEL], sum);
            }
        }
    }

    /// One row: four panels at a time, since each sum has to wait for the one before it.
    #[inline(always)]
    fn one_row(&self, x: &[f32], y: &mut [f32]) {
        let size = self.inputs * PANEL;
        let mut outs = y.chunks_exact_mut(4 * PANEL);
        let mut fours = self.data.chunks_exact(4 * size);
        for (four, out) in fours.by_ref().zip(outs.by_ref()) {
            let part = |i: usize| four[i * size..(i + 1) * size].as_chunks::<PANEL>().0;
            let mut sums = [[0f32; PANEL]; 4];
            for ((((a, b), c), d), value) in part(0).iter().zip(part(1)).zip(part(2)).zip(part(3)).zip(x) {
                for j in 0..PANEL {
                    sums[0][j] += a[j] * value;
                    sums[1][j] += b[j] * value;
                    sums[2][j] += c[j] * value;
                    sums[3][j] += d[j] * value;
                }
            }
            add(out, sums.as_flattened());
        }
        for (panel, out) in fours.remainder().chunks_exact(size).zip(outs.into_remainder().chunks_exact_mut(PANEL)) {
            let mut sum = [0f32; PANEL];
            for (w, value) in panel.as_chunks::<PANEL>().0.iter().zip(x) {
                for j in 0..PANEL {
                    sum[j] += w[j] * value;
                }
            }
            add(out, &sum);
        }
    }
}

/// `y += x`, value by value.
#[inline(always)]
fn add(y: &mut [f32], x: &[f32]) {
    for (out, value) in y.iter_mut().zip(x) {
        *out += value;
    }
}

/// The hyperbolic tangent by a fraction, which is the same on every machine; off by less than 0.0002.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.9, 4.9);
    let s = x * x;
    let above = x * (135135.0 + s * (17325.0 + s * (378.0 + s)));
    let below = 135135.0 + s * (62370.0 + s * (3150.0 + 28.0 * s));
    above / below
}

/// The logistic curve from 0 to 1.
#[inline(always)]
pub fn logistic(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// One step of a recurrent layer: from the sums of its forget gate, output gate and candidate, side by side in `gates`, to
/// the gates themselves, the cells and what it says.
///
/// A cell keeps what its forget gate says of the cell before and takes the rest from its candidate.
pub fn turn(gates: &mut [f32], kept: &[f32], cells: &mut [f32], said: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has the instructions.
        return unsafe { turn_wide(gates, kept, cells, said) };
    }
    turn_any(gates, kept, cells, said);
}

/// The same operations in the same order, more of them at a time.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn turn_wide(gates: &mut [f32], kept: &[f32], cells: &mut [f32], said: &mut [f32]) {
    turn_any(gates, kept, cells, said);
}

#[inline(always)]
fn turn_any(gates: &mut [f32], kept: &[f32], cells: &mut [f32], said: &mut [f32]) {
    let hidden = cells.len();
    let (forget, rest) = gates.split_at_mut(hidden);
    let (output, candidate) = rest.split_at_mut(hidden);
    for ((forget, output), candidate) in forget.iter_mut().zip(output.iter_mut()).zip(candidate.iter_mut()) {
        *forget = logistic(*forget);
        *output = logistic(*output);
        *candidate = tanh(*candidate);
    }
    for ((cell, forget), candidate) in cells.iter_mut().zip(&*forget).zip(&*candidate) {
        *cell = (1.0 - forget) * candidate;
    }
    for ((cell, forget), kept) in cells.iter_mut().zip(&*forget).zip(kept) {
        *cell += forget * kept;
    }
    for ((said, cell), output) in said.iter_mut().zip(&*cells).zip(&*output) {
        *said = output * tanh(*cell);
    }
}

/// Adds `bias` to every row of `y`.
pub fn add_rows(y: &mut [f32], bias: &[f32]) {
    for row in y.chunks_exact_mut(bias.len()) {
        for (out, b) in row.iter_mut().zip(bias) {
            *out += b;
        }
    }
}

/// The place of the largest value; the first one among equals, 0 for nothing.
pub fn largest(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_definition() {
        let (rows, inputs, outputs) = (7, 5, 40);
        let w: Vec<f32> = (0..inputs * outputs).map(|i| (i % 11) as f32 - 5.0).collect();
        let x: Vec<f32> = (0..rows * inputs).map(|i| (i % 7) as f32 - 3.0).collect();
        let mut y = vec![1f32; rows * outputs];
        Packed::new(&w, inputs, outputs).multiply(&x, &mut y);
        let mut turned = vec![0f32; w.len()];
        for i in 0..inputs {
            for j in 0..outputs {
                turned[j * inputs + i] = w[i * outputs + j];
            }
        }
        let mut other = Packed::default();
        other.set_transposed(&turned, inputs, outputs);
        let mut z = vec![1f32; rows * outputs];
        other.multiply(&x, &mut z);
        for r in 0..rows {
            for j in 0..outputs {
                let sum: f32 = (0..inputs).map(|i| x[r * inputs + i] * w[i * outputs + j]).sum();
                assert_eq!(y[r * outputs + j], 1.0 + sum);
                assert_eq!(z[r * outputs + j], 1.0 + sum);
            }
        }
    }

    #[test]
    fn curves_keep_close_to_the_true_ones() {
        for i in -800..=800 {
            let x = i as f32 / 100.0;
            assert!((tanh(x) - x.tanh()).abs() < 2e-4, "{x}");
        }
        assert!(logistic(0.0) == 0.5);
    }
}
