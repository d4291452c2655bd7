//! Steps of the learning rule (Adam), for weights and for rows of features that only some sentences touch.

/// Shares of the past in the running means.
const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;

/// Running means of the gradient and of its square, for a list of weights.
pub struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Adam {
    pub fn new(len: usize) -> Self {
        Adam { mean: vec![0.0; len], square: vec![0.0; len] }
    }

    /// Moves the weights at `at` and clears their gradient; `step` counts from 1.
    pub fn step(&mut self, at: usize, weights: &mut [f32], gradient: &mut [f32], rate: f32, step: i32) {
        let first = 1.0 - FIRST.powi(step);
        let second = 1.0 - SECOND.powi(step);
        let means = self.mean[at..].iter_mut().zip(&mut self.square[at..]);
        for ((weight, g), (mean, square)) in weights.iter_mut().zip(gradient.iter_mut()).zip(means) {
            *mean = FIRST * *mean + (1.0 - FIRST) * *g;
            *square = SECOND * *square + (1.0 - SECOND) * *g * *g;
            *weight -= rate * (*mean / first) / ((*square / second).sqrt() + 1e-8);
            *g = 0.0;
        }
    }
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1, without 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn chance(&mut self, share: f32) -> bool {
        self.share() < share
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
