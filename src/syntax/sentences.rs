//! Decides behind which tokens a sentence ends: a small learned scale weighs what stands on both sides of every gap.

use super::features::plain_char;
use crate::model::Span;

/// How many weights the scale has; features are hashed into them.
pub const WEIGHTS: usize = 1 << 15;

/// Sentences are cut after this many tokens at the latest.
const LONGEST: usize = 220;

/// What bears on a gap, as places among the weights. The gap lies behind the token `at`.
pub fn gap_features(text: &str, tokens: &[Span], at: usize, out: &mut Vec<usize>) {
    out.clear();
    let word = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map_or("", |s| s.of(text));
    let [last, this, next, second] = [at.checked_sub(1), Some(at), Some(at + 1), Some(at + 2)].map(word);
    let joined = tokens.get(at + 1).is_some_and(|n| n.start == tokens[at].end);
    let line_ends = tokens.get(at + 1).is_some_and(|n| text[tokens[at].end..n.start].contains('\n'));
    let quotes = tokens[..=at].iter().filter(|s| matches!(s.of(text), "\"" | "\u{201c}" | "\u{201d}")).count() % 2;
    let gap = if joined {
        'j'
    } else if line_ends {
        'l'
    } else {
        's'
    };
    let mut add = |sort: u32, parts: &[&str]| {
        let mut hash = 0x811c_9dc5u32 ^ sort;
        for part in parts {
            for byte in part.bytes().chain([31]) {
                hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        out.push((hash ^ (hash >> 15)) as usize % WEIGHTS);
    };
    let (this_shape, next_shape, last_shape) = (shape(this), shape(next), shape(last));
    let (this_lower, next_lower, last_lower) = (plain(this), plain(next), plain(last));
    let gap = gap.to_string();
    let inside = if quotes == 1 { "q" } else { "" };
    add(1, &[&this_lower]);
    add(2, &[&this_lower, &next_shape]);
    add(3, &[&this_shape, &next_shape, &gap]);
    add(4, &[&next_lower]);
    add(5, &[&this_shape, &next_lower]);
    add(6, &[&last_lower, &this_lower]);
    add(7, &[&last_shape, &this_shape, &next_shape]);
    add(8, &[&this_shape, &next_shape, &shape(second)]);
    add(9, &[&this_lower, &next_shape, inside, &gap]);
    add(10, &[&this_lower, &next_lower]);
    add(11, &[&gap, &this_lower]);
    add(12, &[&last_lower, &this_shape, &next_shape]);
    let length = if this_shape.ends_with('.') { this.len().min(6).to_string() } else { String::new() };
    add(13, &[&length, &this_shape, &next_shape]);
    add(14, &[&next_lower, &plain(second)]);
}

/// Letters by case, digits, and marks as they are; runs count once.
fn shape(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars().map(plain_char).take(12) {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '0',
            _ => c,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

fn plain(word: &str) -> String {
    word.chars().map(plain_char).flat_map(char::to_lowercase).map(|c| if c.is_numeric() { '0' } else { c }).collect()
}

/// Cuts the tokens of one region into sentences; `weights` are bytes with sign.
pub fn cut(text: &str, tokens: &[Span], weights: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut features = Vec::new();
    let dateline = dateline_end(text, tokens);
    for at in 0..tokens.len() {
        let last = at + 1 == tokens.len();
        let ends = last
            || dateline == Some(at)
            || at - start + 1 >= LONGEST
            || !runs_on(text, tokens, at) && {
                // A bracket, a comma or a clitic never begins a sentence, so that most gaps need no weighing.
                gap_features(text, tokens, at, &mut features);
                features.iter().map(|f| i32::from(weights.get(*f).map_or(0, |b| *b as i8))).sum::<i32>() > 0
            };
        if ends {
            out.push(start..at + 1);
            start = at + 1;
        }
    }
    out
}

/// Whether a sentence goes on behind a token, whatever the scale says: where a small letter, a figure or a sign of money
/// follows a word or figure on the same line, "at 8 a.m. on Monday", "it earned $74k", or a name follows a figure, "On
/// 13 October".
fn runs_on(text: &str, tokens: &[Span], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return false };
    let (this, follows) = (tokens[at].of(text), next.of(text));
    if !this.contains(char::is_alphanumeric) || text[tokens[at].end..next.start].contains('\n') {
        return false;
    }
    let unmarked = this.ends_with(char::is_alphanumeric);
    let figure = follows.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '¥'));
    let dated = this.ends_with(|c: char| c.is_ascii_digit()) && follows.starts_with(char::is_alphabetic);
    follows.starts_with(char::is_lowercase) || unmarked && (figure || dated)
}

/// The dash that closes a dateline at the beginning of a region (`TARN, June 9 (Agency) —`).
///
/// A dateline is a sentence of its own: it says where and when the report was written, and is no part of what it says.
fn dateline_end(text: &str, tokens: &[Span]) -> Option<usize> {
    let first = tokens.first()?.of(text);
    let capitals = first.chars().all(|c| c.is_uppercase() || c == '.') && first.chars().count() > 1;
    let dash = tokens.iter().take(18).position(|s| {
        matches!(s.of(text), "-" | "--" | "---" | "\u{2013}" | "\u{2014}" | "\u{2015}") && !is_glued(text, *s)
    })?;
    let words: Vec<&str> = tokens[..dash].iter().map(|s| s.of(text)).collect();
    let bracketed = words.last() == Some(&")");
    let agency_like = bracketed && words.contains(&"(") && words[0].starts_with(char::is_uppercase);
    let lower = words.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
    ((capitals && lower == 0 && dash <= 10) || (agency_like && lower <= 1)).then_some(dash)
}

/// Whether a mark has no space on either side.
fn is_glued(text: &str, mark: Span) -> bool {
    let before = text[..mark.start].ends_with(|c: char| c.is_alphanumeric());
    let after = text[mark.end..].starts_with(|c: char| c.is_alphanumeric());
    before && after
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn dateline(text: &str) -> Option<usize> {
        dateline_end(text, &tokens(text, Span::new(0, text.len())))
    }

    #[test]
    fn a_small_letter_behind_a_word_runs_on() {
        let text = "It fell from 82.40 on Monday at 5 p.m. on the dot. then it rose";
        let sums = "The raffle earned Quarrytown $74k on 13 October";
        let list = tokens(sums, Span::new(0, sums.len()));
        let at = |word: &str| list.iter().position(|t| t.of(sums) == word).expect("a token");
        assert!(runs_on(sums, &list, at("Quarrytown")) && runs_on(sums, &list, at("13")));
        assert!(!runs_on(sums, &list, at("earned")));
        let list = tokens(text, Span::new(0, text.len()));
        let at = |word: &str| list.iter().position(|t| t.of(text) == word).expect("a token");
        assert!(runs_on(text, &list, at("82.40")) && runs_on(text, &list, at("p.m.")));
        assert!(!runs_on(text, &list, at("dot") + 1));
    }

    #[test]
    fn datelines_are_told_from_other_beginnings() {
        assert_eq!(dateline("TARN, June 9 (Agency) -- Rain fell."), Some(7));
        assert_eq!(dateline("Tarn, June 9 (Agency)-- Rain fell."), Some(7));
        assert_eq!(dateline("TARN — Rain fell on the town."), Some(1));
        assert_eq!(dateline("Rain fell — then snow."), None);
        assert_eq!(dateline("The plan (a draft) was new - and cheap."), None);
    }
}
