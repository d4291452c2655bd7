//! How likely it is that one claim has become the other by an edit.
//!
//! What belongs here: the surroundings of two claims of two versions held against each other. What does not: their values.

use super::align::Aligned;
use crate::claim::frame::Nearness;
use crate::claim::{Draft, Reading};
use crate::lexicon;
use crate::model::{QuantityClass, Value};
use std::cell::OnceCell;

/// Words on each side of a claim that count as its neighbours.
const WINDOW: usize = 4;

/// One version, ready for look-ups.
pub struct Side<'r> {
    pub reading: &'r Reading,
    /// Most claims are the same in both versions: what stands around them is never asked for.
    around: Vec<OnceCell<Around<'r>>>,
}

/// The words next to a claim, the nearest first, and the content words of its clause.
#[derive(Clone)]
struct Around<'r> {
    before: Vec<&'r str>,
    after: Vec<&'r str>,
    /// Sorted, each once.
    clause: Vec<&'r str>,
}

impl<'r> Side<'r> {
    pub fn new(reading: &'r Reading) -> Self {
        Side { reading, around: vec![OnceCell::new(); reading.drafts.len()] }
    }

    fn around(&self, d: usize) -> &Around<'r> {
        self.around[d].get_or_init(|| around(self.reading, self.draft(d)))
    }

    pub fn draft(&self, d: usize) -> &'r Draft {
        &self.reading.drafts[d]
    }
}

fn around<'r>(reading: &'r Reading, draft: &'r Draft) -> Around<'r> {
    let tokens = &reading.sentences[draft.frame.sentence].tokens;
    let worth = |i: &usize| {
        let lemma = tokens[*i].lemma.as_str();
        lemma.chars().any(char::is_alphanumeric) && !matches!(lemma, "the" | "a" | "an")
    };
    let lemma = |i: usize| tokens[i].lemma.as_str();
    let span = draft.claim.span;
    let first = tokens.iter().position(|t| t.span.end > span.start).unwrap_or(0);
    let next = tokens.iter().position(|t| t.span.start >= span.end).unwrap_or(tokens.len());
    let mut before: Vec<&str> = (0..first).rev().filter(worth).take(WINDOW).map(lemma).collect();
    let mut after: Vec<&str> = (next..tokens.len()).filter(worth).take(WINDOW).map(lemma).collect();
    // a sentence of little more than the claim leans on those beside it
    if before.len() + after.len() < WINDOW {
        let words = |s: Option<usize>| -> Vec<&'r str> {
            let tokens = s.and_then(|s| reading.sentences.get(s)).map(|s| s.tokens.as_slice()).unwrap_or_default();
            let lemmas = tokens.iter().map(|t| t.lemma.as_str());
            lemmas.filter(|l| l.chars().any(char::is_alphanumeric) && !matches!(*l, "the" | "a" | "an")).collect()
        };
        let s = draft.frame.sentence;
        before.extend(words(s.checked_sub(1)).into_iter().rev().take(WINDOW - before.len()));
        after.extend(words(Some(s + 1)).into_iter().take(WINDOW - after.len()));
    }
    let clause = draft.frame.words.iter().filter(|w| w.near != Nearness::Context && !w.name);
    let mut clause: Vec<&str> = clause.map(|w| w.lemma.as_str()).collect();
    clause.sort_unstable();
    clause.dedup();
    Around { before, after, clause }
}

/// Points for what stands next to both claims, 0 to 50.
pub fn neighbours(old: &Side<'_>, a: usize, new: &Side<'_>, b: usize) -> i32 {
    let one_way = |p: &[&str], q: &[&str]| {
        let first = if !p.is_empty() && p.first() == q.first() { 8 } else { 0 };
        let shared = p.iter().filter(|word| q.contains(word)).count() as i32;
        (first + 6 * shared).min(25)
    };
    let (x, y) = (old.around(a), new.around(b));
    one_way(&x.before, &y.before) + one_way(&x.after, &y.after)
}

/// Points for all that speaks for the one having become the other; from about 45 on it is likely.
pub fn likeness(old: &Side<'_>, a: usize, new: &Side<'_>, b: usize, pair: Option<&Aligned>) -> i32 {
    let (p, q) = (old.draft(a), new.draft(b));
    let mut score = neighbours(old, a, new, b);
    if let Some(pair) = pair {
        score += pair.alike * 3 / 10;
    } else if p.frame.title && q.frame.title {
        score += 10;
    }
    score += match (&p.frame.head, &q.frame.head) {
        (Some(x), Some(y)) if x == y => 25,
        (Some(x), Some(y)) if lexicon::relatedness(x, y) >= 60 => 15,
        (Some(_), Some(_)) => -15,
        _ => 0,
    };
    score += match (p.frame.facet, q.frame.facet) {
        (Some(x), Some(y)) if x == y => 15,
        (Some(_), Some(_)) => -25,
        _ => 0,
    };
    if lexicon::relatedness(&p.frame.predicate, &q.frame.predicate) >= 60 {
        score += 10;
    }
    if !p.frame.role.is_empty() && p.frame.role == q.frame.role {
        score += 5;
    }
    let (x, y) = (&old.around(a).clause, &new.around(b).clause);
    let shared = x.iter().filter(|word| y.binary_search(word).is_ok()).count() as i32;
    score += 40 * shared / (x.len() + y.len()).max(1) as i32;
    score + scale(p, q) + slip(p, q)
}

/// Points for the digits of one figure with a sign or point that slipped, or in another order.
fn slip(p: &Draft, q: &Draft) -> i32 {
    let (Value::Quantity(x), Value::Quantity(y)) = (&p.claim.value, &q.claim.value) else { return 0 };
    let digits = |draft: &Draft| -> Vec<char> {
        let digits = draft.claim.quote.chars().filter(char::is_ascii_digit);
        digits.skip_while(|&c| c == '0').collect()
    };
    let (mut a, mut b) = (digits(p), digits(q));
    if a.is_empty() || x.unit != y.unit {
        return 0;
    }
    if a == b {
        return 35;
    }
    a.sort_unstable();
    b.sort_unstable();
    if a.len() > 1 && a == b { 15 } else { 0 }
}

/// Whether the two values are on one scale.
fn scale(p: &Draft, q: &Draft) -> i32 {
    let class = match (&p.claim.value, &q.claim.value) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            let open = |c| matches!(c, QuantityClass::Count | QuantityClass::Age | QuantityClass::Ordinal);
            match (x.class == y.class, x.unit == y.unit) {
                (true, true) => 10,
                (true, false) => 0,
                _ if open(x.class) && open(y.class) => 0,
                _ => -25,
            }
        }
        (Value::Time(_), Value::Time(_)) | (Value::Text { .. }, Value::Text { .. }) => 5,
        _ => -25,
    };
    if p.claim.attribute == q.claim.attribute { class + 5 } else { class - 10 }
}
