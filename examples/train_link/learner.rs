//! Logistic regression over rows, by Newton's method.

use corroborate::link::rows::Row;
use std::collections::BTreeMap;

/// One pair of claims, as the learner sees it.
#[derive(Clone)]
pub struct Example {
    /// The story or the batch of probes it is of: whole groups are held out together.
    pub group: usize,
    /// Outcomes and how many times each counts.
    pub rows: Vec<(usize, f64)>,
    pub positive: bool,
    pub weight: f64,
}

/// Outcomes by number.
#[derive(Default)]
pub struct Features {
    pub names: Vec<Name>,
    ids: BTreeMap<Name, usize>,
}

/// Group of the table, row and outcome.
pub type Name = (&'static str, &'static str, &'static str);

impl Features {
    pub fn of(&mut self, group: &'static str, rows: &[Row]) -> Vec<(usize, f64)> {
        rows.iter()
            .map(|row| {
                let next = self.names.len();
                let name = (group, row.name, row.outcome);
                let id = *self.ids.entry(name).or_insert(next);
                if id == next {
                    self.names.push(name);
                }
                (id, f64::from(row.times) / 100.0)
            })
            .collect()
    }
}

/// What was learned: the start and a weight for each outcome, in log odds.
pub struct Model {
    pub start: f64,
    pub weights: Vec<f64>,
}

impl Model {
    pub fn score(&self, rows: &[(usize, f64)]) -> f64 {
        self.start + rows.iter().map(|&(r, times)| self.weights.get(r).copied().unwrap_or(0.0) * times).sum::<f64>()
    }
}

/// Folds of whole groups.
pub const FOLDS: usize = 6;

/// Pull of every weight towards zero, in examples.
pub const PENALTY: f64 = 10.0;

/// Newton's method with an L2 penalty; the same data give the same weights.
pub fn fit<'a>(examples: impl Iterator<Item = &'a Example> + Clone, n: usize, penalty: f64) -> Model {
    let size = n + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..12 {
        let mut gradient: Vec<f64> = weights.iter().map(|w| penalty * w).collect();
        let mut hessian = vec![0.0; size * size];
        gradient[n] = 0.0;
        for r in 0..size {
            hessian[r * size + r] = if r == n { 1e-6 } else { penalty };
        }
        for e in examples.clone() {
            let rows: Vec<(usize, f64)> = e.rows.iter().copied().chain([(n, 1.0)]).collect();
            let z: f64 = rows.iter().map(|&(r, x)| weights[r] * x).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let d = e.weight * (p - f64::from(u8::from(e.positive)));
            let curve = e.weight * p * (1.0 - p);
            for &(r, x) in &rows {
                gradient[r] += d * x;
                for &(s, y) in &rows {
                    hessian[r * size + s] += curve * x * y;
                }
            }
        }
        let step = solve(hessian, gradient, size);
        for (w, s) in weights.iter_mut().zip(&step) {
            *w -= s;
        }
    }
    let start = weights.pop().unwrap_or_default();
    Model { start, weights }
}

/// Scores of examples by models that have not seen their groups: `score_by` fits one to the examples of the others, and
/// scores with it.
pub fn held_out<S: Fn(&Example) -> f64>(examples: &[Example], score_by: impl Fn(Vec<&Example>) -> S) -> Vec<f64> {
    let mut scores = vec![0.0; examples.len()];
    for fold in 0..FOLDS {
        let score_of = score_by(examples.iter().filter(|e| e.group % FOLDS != fold).collect());
        for (score, e) in scores.iter_mut().zip(examples).filter(|(_, e)| e.group % FOLDS == fold) {
            *score = score_of(e);
        }
    }
    scores
}

/// Solves a symmetric positive definite system by Gaussian elimination.
fn solve(mut a: Vec<f64>, mut b: Vec<f64>, n: usize) -> Vec<f64> {
    for k in 0..n {
        let pivot = a[k * n + k];
        for i in k + 1..n {
            let factor = a[i * n + k] / pivot;
            if factor != 0.0 {
                for j in k..n {
                    a[i * n + j] -= factor * a[k * n + j];
                }
                b[i] -= factor * b[k];
            }
        }
    }
    for k in (0..n).rev() {
        for j in k + 1..n {
            b[k] -= a[k * n + j] * b[j];
        }
        b[k] /= a[k * n + k];
    }
    b
}
