//! From scores of single arcs to the best tree with one root.

/// Sentences longer than this are not worth an exact search.
const LONGEST_EXACT: usize = 160;

/// The best heads: `None` for the root. `score(h, d)` scores head `h` (0 is the root, tokens count from 1) of token `d`.
///
/// The best head of every token by itself mostly makes a tree already; only where it does not, the best projective
/// tree is sought (Eisner's algorithm).
pub fn best_tree(tokens: usize, score: impl Fn(usize, usize) -> f32) -> Vec<Option<usize>> {
    let mut heads = vec![0usize; tokens + 1];
    for (dependent, head) in heads.iter_mut().enumerate().skip(1) {
        let mut best = f32::NEG_INFINITY;
        for candidate in (0..=tokens).filter(|h| *h != dependent) {
            let value = score(candidate, dependent);
            if value > best {
                (best, *head) = (value, candidate);
            }
        }
    }
    if !is_tree(&heads) {
        heads = if tokens <= LONGEST_EXACT { projective(tokens, &score) } else { repaired(heads, &score) };
    }
    heads[1..].iter().map(|h| h.checked_sub(1)).collect()
}

/// Whether there is one root and no circle.
fn is_tree(heads: &[usize]) -> bool {
    let roots = heads[1..].iter().filter(|h| **h == 0).count();
    let mut state = vec![0u32; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && state[at] == 0 {
            state[at] = start as u32;
            at = heads[at];
        }
        if at != 0 && state[at] == start as u32 {
            return false;
        }
    }
    roots == 1
}

/// A tree for very long sentences: one root is kept, and circles are cut at their weakest arc.
fn repaired(mut heads: Vec<usize>, score: &impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let tokens = heads.len() - 1;
    let mut root = 1;
    for d in 2..=tokens {
        if score(0, d) > score(0, root) {
            root = d;
        }
    }
    for (d, head) in heads.iter_mut().enumerate().skip(1) {
        if d == root {
            *head = 0;
        } else if *head == 0 {
            *head = root;
        }
    }
    // Tokens that do not come up to the root lie in or under a circle: the first of them is hung on the root.
    for d in 1..=tokens {
        let (mut at, mut steps) = (d, 0);
        while at != 0 && steps <= tokens {
            at = heads[at];
            steps += 1;
        }
        if at != 0 {
            heads[d] = root;
        }
    }
    heads
}

/// Eisner's algorithm with one child of the root.
fn projective(tokens: usize, score: &impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let n = tokens;
    let at = |i: usize, j: usize| i * n + j;
    // Spans over tokens i..=j (from 0): complete and incomplete, headed by the right (0) or the left (1) end.
    let mut complete = [vec![0f32; n * n], vec![0f32; n * n]];
    let mut incomplete = [vec![0f32; n * n], vec![0f32; n * n]];
    let mut split_complete = [vec![0u16; n * n], vec![0u16; n * n]];
    let mut split_incomplete = vec![0u16; n * n];
    for length in 1..n {
        for i in 0..n - length {
            let j = i + length;
            let mut best = (f32::NEG_INFINITY, i);
            for k in i..j {
                let value = complete[1][at(i, k)] + complete[0][at(k + 1, j)];
                if value > best.0 {
                    best = (value, k);
                }
            }
            incomplete[0][at(i, j)] = best.0 + score(j + 1, i + 1);
            incomplete[1][at(i, j)] = best.0 + score(i + 1, j + 1);
            split_incomplete[at(i, j)] = best.1 as u16;
            let mut left = (f32::NEG_INFINITY, i);
            for k in i..j {
                let value = complete[0][at(i, k)] + incomplete[0][at(k, j)];
                if value > left.0 {
                    left = (value, k);
                }
            }
            let mut right = (f32::NEG_INFINITY, j);
            for k in i + 1..=j {
                let value = incomplete[1][at(i, k)] + complete[1][at(k, j)];
                if value > right.0 {
                    right = (value, k);
                }
            }
            complete[0][at(i, j)] = left.0;
            complete[1][at(i, j)] = right.0;
            split_complete[0][at(i, j)] = left.1 as u16;
            split_complete[1][at(i, j)] = right.1 as u16;
        }
    }
    let mut root = (f32::NEG_INFINITY, 0);
    for r in 0..n {
        let value = complete[0][at(0, r)] + complete[1][at(r, n - 1)] + score(0, r + 1);
        if value > root.0 {
            root = (value, r);
        }
    }
    let mut heads = vec![0usize; n + 1];
    let mut open = vec![(0, root.1, 0usize, true), (root.1, n - 1, 1, true)];
    while let Some((i, j, side, is_complete)) = open.pop() {
        if i >= j {
            continue;
        }
        if is_complete {
            let k = usize::from(split_complete[side][at(i, j)]);
            if side == 0 {
                open.push((i, k, 0, true));
                open.push((k, j, 0, false));
            } else {
                open.push((i, k, 1, false));
                open.push((k, j, 1, true));
            }
        } else {
            let (dependent, head) = if side == 0 { (i, j) } else { (j, i) };
            heads[dependent + 1] = head + 1;
            let k = usize::from(split_incomplete[at(i, j)]);
            open.push((i, k, 1, true));
            open.push((k + 1, j, 0, true));
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees over a few tokens, by brute force, to compare with.
    fn best_score(tokens: usize, score: &impl Fn(usize, usize) -> f32) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0usize; tokens + 1];
        let all = (tokens + 1).pow(tokens as u32);
        for number in 0..all {
            let mut rest = number;
            for head in &mut heads[1..] {
                *head = rest % (tokens + 1);
                rest /= tokens + 1;
            }
            let own = (1..=tokens).any(|d| heads[d] == d);
            let crosses = |a: usize, b: usize| {
                let ((al, ar), (bl, br)) = ((a.min(heads[a]), a.max(heads[a])), (b.min(heads[b]), b.max(heads[b])));
                al < bl && bl < ar && ar < br
            };
            let crossing = (1..=tokens).any(|a| (1..=tokens).any(|b| heads[a] != 0 && heads[b] != 0 && crosses(a, b)));
            let root = heads[1..].iter().position(|h| *h == 0).map_or(0, |i| i + 1);
            let covered = (1..=tokens).any(|d| heads[d] != 0 && d.min(heads[d]) < root && root < d.max(heads[d]));
            if !own && is_tree(&heads) && !crossing && !covered {
                best = best.max((1..=tokens).map(|d| score(heads[d], d)).sum());
            }
        }
        best
    }

    #[test]
    fn the_search_is_exact_and_gives_trees() {
        for seed in 0..60u32 {
            for tokens in 1..=5 {
                let score = |h: usize, d: usize| {
                    let x = (h as u32 * 31 + d as u32 * 17 + seed * 97).wrapping_mul(2_654_435_761) >> 16;
                    (x % 1000) as f32
                };
                let heads = projective(tokens, &score);
                assert!(is_tree(&heads));
                assert_eq!((1..=tokens).map(|d| score(heads[d], d)).sum::<f32>(), best_score(tokens, &score));
                let circle = (0..=tokens).map(|d| if d == 0 { 0 } else { d % tokens + 1 }).collect();
                assert!(is_tree(&repaired(circle, &score)));
            }
        }
    }
}
