//! Products with matrices of 16-bit whole numbers: twice as fast as those of `kernel`, and exact.
//!
//! Inputs are rounded to 16 bits as well. Sums of whole numbers are the same in any order, so that every machine gives the
//! same bits, whichever instructions it has. The steps of the matrix are chosen so that no sum can leave 32 bits.

use super::kernel::PANEL;

/// Two inputs of all outputs of a panel, side by side: as the instruction wants them that multiplies and adds pairs.
type Pair = [i16; 2 * PANEL];

/// Rows that are multiplied side by side.
const ROWS: usize = 4;

/// A matrix of at most this many inputs.
pub const MOST_INPUTS: usize = 256;

/// A matrix with `inputs` rows (an even number) and `outputs` columns (a multiple of [`PANEL`]), panel after panel.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    pub inputs: usize,
    pub outputs: usize,
    /// What the largest input may be; larger ones are cut.
    largest: f32,
    /// Whole numbers to 1 of the input.
    units: f32,
    /// What one of a sum is worth.
    step: f32,
    data: Vec<Pair>,
}

/// Whole numbers of the largest input.
const INPUT_UNITS: f32 = 8192.0;

impl Whole {
    /// Takes a row-major matrix whose inputs lie between `-largest` and `largest`.
    pub fn new(source: &[f32], inputs: usize, outputs: usize, largest: f32) -> Self {
        debug_assert!(outputs.is_multiple_of(PANEL) && inputs.is_multiple_of(2) && inputs <= MOST_INPUTS);
        // No sum of a column's weights, each times the largest input, may leave 32 bits.
        let mut columns = vec![0f32; outputs];
        for row in source.chunks_exact(outputs.max(1)) {
            columns.iter_mut().zip(row).for_each(|(sum, w)| *sum += w.abs());
        }
        let heaviest = columns.into_iter().fold(1e-9, f32::max);
        let top = source.iter().fold(1e-9, |m: f32, w| m.max(w.abs()));
        let room = (i32::MAX as f32 / INPUT_UNITS - inputs as f32) / heaviest;
        let weight_units = room.min(f32::from(i16::MAX) / top);
        let number = |i: usize, j: usize| (source[i * outputs + j] * weight_units).round() as i16;
        let mut data = Vec::with_capacity(inputs / 2 * outputs / PANEL);
        for panel in 0..outputs / PANEL {
            for pair in 0..inputs / 2 {
                data.push(std::array::from_fn(|k| number(2 * pair + k % 2, panel * PANEL + k / 2)));
            }
        }
        let units = INPUT_UNITS / largest;
        Whole { inputs, outputs, largest, units, step: 1.0 / (units * weight_units), data }
    }

    /// `y += x * self` for as many rows as `y` has; `x` has rows of `inputs`, `y` rows of `outputs`.
    pub fn multiply(&self, x: &[f32], y: &mut [f32]) {
        if self.outputs == 0 || self.inputs == 0 {
            return;
        }
        let mut rounded = [[0i32; MOST_INPUTS / 2]; ROWS];
        let mut xs = x.chunks_exact(ROWS * self.inputs);
        let mut ys = y.chunks_exact_mut(ROWS * self.outputs);
        for (x, y) in xs.by_ref().zip(ys.by_ref()) {
            for (row, out) in x.chunks_exact(self.inputs).zip(&mut rounded) {
                self.round(row, out);
            }
            self.panels::<ROWS, 2>(&rounded, y);
        }
        let (x, y) = (xs.remainder(), ys.into_remainder());
        for (row, out) in x.chunks_exact(self.inputs).zip(&mut rounded) {
            self.round(row, out);
        }
        match y.len() / self.outputs {
            1 => self.panels::<1, 4>(&rounded, y),
            2 => self.panels::<2, 4>(&rounded, y),
            3 => self.panels::<3, 2>(&rounded, y),
            _ => {}
        }
    }

    /// Rounds a row to whole numbers, two in one.
    #[inline(always)]
    fn round(&self, x: &[f32], out: &mut [i32]) {
        // Adding this leaves the nearest whole number in the lowest bits.
        const SHIFT: f32 = 12_582_912.0;
        let number = |v: f32| (v.clamp(-self.largest, self.largest) * self.units + SHIFT).to_bits();
        for (pair, out) in x.as_chunks::<2>().0.iter().zip(out) {
            *out = (number(pair[0]) & 0xffff | number(pair[1]) << 16) as i32;
        }
    }

    fn panels<const R: usize, const P: usize>(&self, x: &[[i32; MOST_INPUTS / 2]; ROWS], y: &mut [f32]) {
        let size = self.inputs / 2;
        let x: [&[i32]; R] = std::array::from_fn(|r| &x[r][..size]);
        let mut groups = self.data.chunks_exact(P * size);
        let mut at = 0;
        for group in groups.by_ref() {
            let panels: [&[Pair]; P] = std::array::from_fn(|p| &group[p * size..(p + 1) * size]);
            self.add(&sums::<R, P>(panels, x), at, y);
            at += P * PANEL;
        }
        for panel in groups.remainder().chunks_exact(size) {
            self.add(&sums::<R, 1>([panel], x), at, y);
            at += PANEL;
        }
    }

    #[inline(always)]
    fn add<const R: usize, const P: usize>(&self, sums: &[[[i32; PANEL]; P]; R], at: usize, y: &mut [f32]) {
        for (sums, y) in sums.iter().zip(y.chunks_exact_mut(self.outputs)) {
            for (out, sum) in y[at..at + P * PANEL].iter_mut().zip(sums.as_flattened()) {
                *out += *sum as f32 * self.step;
            }
        }
    }
}

/// The sums of some panels for some rows, by the widest instructions there are.
#[inline(always)]
fn sums<const R: usize, const P: usize>(panels: [&[Pair]; P], x: [&[i32]; R]) -> [[[i32; PANEL]; P]; R] {
    #[cfg(target_arch = "x86_64")]
    {
        // SAFETY: the machine has the instructions; all of this kind have those of the second.
        unsafe { if is_x86_feature_detected!("avx2") { x86::sums_of_16(panels, x) } else { x86::sums_of_8(panels, x) } }
    }
    #[cfg(not(target_arch = "x86_64"))]
    plain_sums(panels, x)
}

/// The definition, for machines without own code.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn plain_sums<const R: usize, const P: usize>(panels: [&[Pair]; P], x: [&[i32]; R]) -> [[[i32; PANEL]; P]; R] {
    let mut sums = [[[0i32; PANEL]; P]; R];
    for (x, sums) in x.iter().zip(&mut sums) {
        for (panel, sums) in panels.iter().zip(sums) {
            for (pair, x) in panel.iter().zip(*x) {
                let (first, second) = (i32::from(*x as i16), x >> 16);
                for (j, sum) in sums.iter_mut().enumerate() {
                    *sum += i32::from(pair[2 * j]) * first + i32::from(pair[2 * j + 1]) * second;
                }
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{PANEL, Pair};
    use std::arch::x86_64::*;

    /// Sixteen products at a time.
    #[target_feature(enable = "avx2")]
    pub fn sums_of_16<const R: usize, const P: usize>(panels: [&[Pair]; P], x: [&[i32]; R]) -> [[[i32; PANEL]; P]; R] {
        let mut sums = [[_mm256_setzero_si256(); P]; R];
        let mut w = [_mm256_setzero_si256(); P];
        // No closures here: they would be compiled for machines without these instructions.
        for i in 0..shortest(&panels, &x) {
            for p in 0..P {
                // SAFETY: every panel has more than `i` pairs of 32 bytes, and the load asks for no alignment.
                w[p] = unsafe { _mm256_loadu_si256(panels[p].as_ptr().add(i).cast()) };
            }
            for r in 0..R {
                // SAFETY: every row has more than `i` numbers.
                let x = _mm256_set1_epi32(unsafe { *x[r].as_ptr().add(i) });
                for p in 0..P {
                    sums[r][p] = _mm256_add_epi32(sums[r][p], _mm256_madd_epi16(w[p], x));
                }
            }
        }
        let mut out = [[[0; PANEL]; P]; R];
        for (out, sum) in out.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
            // SAFETY: eight sums have 32 bytes, and the store asks for no alignment.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), *sum) };
        }
        out
    }

    /// Eight products at a time, which every machine of this kind can do.
    #[target_feature(enable = "sse2")]
    pub fn sums_of_8<const R: usize, const P: usize>(panels: [&[Pair]; P], x: [&[i32]; R]) -> [[[i32; PANEL]; P]; R] {
        let mut out = [[[0; PANEL]; P]; R];
        let len = shortest(&panels, &x);
        let x = x.map(|x| &x[..len]);
        for (p, panel) in panels.iter().enumerate() {
            let panel = &panel[..len];
            let mut sums = [[_mm_setzero_si128(); 2]; R];
            for i in 0..len {
                let pair = panel[i].as_ptr();
                // SAFETY: a pair has twice 16 bytes, and the load asks for no alignment.
                let w = unsafe { [_mm_loadu_si128(pair.cast()), _mm_loadu_si128(pair.add(PANEL).cast())] };
                for r in 0..R {
                    let x = _mm_set1_epi32(x[r][i]);
                    sums[r] = [
                        _mm_add_epi32(sums[r][0], _mm_madd_epi16(w[0], x)),
                        _mm_add_epi32(sums[r][1], _mm_madd_epi16(w[1], x)),
                    ];
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                for (out, sum) in out[r][p].as_chunks_mut::<4>().0.iter_mut().zip(sums) {
                    // SAFETY: four sums have 16 bytes, and the store asks for no alignment.
                    unsafe { _mm_storeu_si128(out.as_mut_ptr().cast(), *sum) };
                }
            }
        }
        out
    }

    fn shortest(panels: &[&[Pair]], x: &[&[i32]]) -> usize {
        panels.iter().map(|p| p.len()).chain(x.iter().map(|x| x.len())).min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_near_those_of_the_definition() {
        let (rows, inputs, outputs) = (7, 26, 40);
        let w: Vec<f32> = (0..inputs * outputs).map(|i| ((i * 37) % 101) as f32 / 50.0 - 1.0).collect();
        let x: Vec<f32> = (0..rows * inputs).map(|i| ((i * 53) % 97) as f32 / 49.0 - 1.0).collect();
        let mut y = vec![1f32; rows * outputs];
        Whole::new(&w, inputs, outputs, 1.0).multiply(&x, &mut y);
        for r in 0..rows {
            for j in 0..outputs {
                let sum: f32 = (0..inputs).map(|i| x[r * inputs + i] * w[i * outputs + j]).sum();
                assert!((y[r * outputs + j] - 1.0 - sum).abs() < 2e-3, "{} {sum}", y[r * outputs + j]);
            }
        }
    }

    #[test]
    fn all_instructions_give_the_same_sums_even_at_the_limit() {
        let (inputs, outputs) = (MOST_INPUTS, 2 * PANEL);
        let w = vec![-3f32; inputs * outputs];
        let whole = Whole::new(&w, inputs, outputs, 2.0);
        let mut rounded = [0; MOST_INPUTS / 2];
        whole.round(&[-9.0; MOST_INPUTS], &mut rounded);
        let (a, b) = whole.data.split_at(inputs / 2);
        let expected = plain_sums([a, b], [&rounded]);
        assert_eq!(sums([a, b], [&rounded]), expected);
        #[cfg(target_arch = "x86_64")]
        // SAFETY: all machines of this kind have the instructions.
        assert_eq!(unsafe { x86::sums_of_8([a, b], [&rounded]) }, expected);
        let mut y = vec![0f32; outputs];
        whole.multiply(&[-9.0; MOST_INPUTS], &mut y);
        assert!(y.iter().all(|v| (v - 6.0 * inputs as f32).abs() < 1.0));
    }
}
