//! What a change is reckoned against: the quarter before, the same month of the year before, the day before.
//!
//! A rise "from the previous quarter" and one "on the year" are two figures, however alike the rest of their sentences.

use crate::model::Span;
use crate::syntax::Sentence;

/// How far behind a value its base may stand, in tokens: "fell 3 percent in May, seasonally adjusted, from a year earlier".
const REACH: usize = 16;

const UNITS: [&str; 5] = ["year", "quarter", "month", "week", "day"];

/// The period that the change told at `span` is reckoned against, where the words after it (or just before it) tell.
pub fn of(sentence: &Sentence, span: Span) -> Option<&'static str> {
    let words: Vec<&str> = sentence.tokens.iter().map(|t| t.lemma.as_str()).collect();
    let at = sentence.tokens.iter().position(|t| t.span.start >= span.start)?;
    let after = at + sentence.tokens[at..].iter().take_while(|t| t.span.start < span.end).count();
    let figure = |word: &str| matches!(word, "%" | "percent" | "cent" | ";");
    let end = words.len().min(after + REACH);
    // the next figure has a base of its own
    let end = (after..end).find(|&i| figure(words[i])).unwrap_or(end);
    let opening = at.saturating_sub(REACH);
    // "Against the previous quarter exports fell 0.8 percent": what opens a sentence has no figure before it
    let opening = if words[opening..at].iter().any(|word| figure(word)) { at } else { opening };
    if constant_prices(&words[opening..end]) {
        return Some("prices");
    }
    adverbial(&words[after.saturating_sub(6)..end])
        .or_else(|| (after..end).find_map(|i| phrase(&words[i..end])))
        .or_else(|| (opening..at).find_map(|i| phrase(&words[i..at])))
}

/// "Adjusted for inflation", "in real terms", "at constant prices".
fn constant_prices(words: &[&str]) -> bool {
    words.windows(3).any(|three| {
        matches!(
            three,
            ["adjust" | "adjusted", "for", "inflation" | "price"]
                | ["in", "real", "term" | "terms"]
                | ["at", "constant", "price"]
                | ["inflation", "-", "adjusted"]
        )
    }) || words.contains(&"inflation-adjusted")
}

/// "Year on year", "quarter-on-quarter", "annually".
fn adverbial(words: &[&str]) -> Option<&'static str> {
    let twice = |i: usize| {
        let unit = UNITS.into_iter().find(|unit| *unit == words[i])?;
        let rest: Vec<&str> = words[i + 1..].iter().copied().filter(|word| *word != "-").take(2).collect();
        matches!(rest[..], ["on" | "over", again] if again == unit).then_some(unit)
    };
    let joined = |i: usize| {
        UNITS.into_iter().find(|unit| {
            let word = words[i].strip_prefix(unit).unwrap_or("");
            ["-on-", "-over-"].iter().any(|on| word.strip_prefix(on) == Some(unit))
        })
    };
    (0..words.len()).find_map(|i| twice(i).or_else(|| joined(i)))
}

/// "From a year earlier", "than in the previous quarter", "on the month", "compared with the same week of last year".
fn phrase(words: &[&str]) -> Option<&'static str> {
    let rest = match words {
        ["from" | "than" | "against" | "on" | "over" | "versus" | "with" | "to", rest @ ..] => rest,
        _ => return None,
    };
    let rest = rest.strip_prefix(&["in"]).unwrap_or(rest);
    let rest = match rest {
        ["a" | "an" | "the", rest @ ..] => rest,
        _ => rest,
    };
    let bare = words[0] == "on";
    match rest {
        ["same" | "corresponding", ..] => Some("year"),
        ["previous" | "prior" | "preceding" | "last" | "past", unit, ..] => known(unit),
        // "a year before that quarter", "three months to June" is no base
        // "early" is what "earlier" is filed under
        [unit, "early" | "earlier" | "ago" | "before" | "previously", ..] => known(unit),
        [unit] if bare => known(unit),
        [unit, next, ..] if bare && !next.chars().any(char::is_alphanumeric) => known(unit),
        _ => None,
    }
}

fn known(word: &str) -> Option<&'static str> {
    UNITS.into_iter().find(|unit| *unit == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str, value: &str) -> Option<&'static str> {
        let start = text.find(value).expect("the value stands in the text");
        let sentences = crate::syntax::analyse(text, &[Span::new(0, text.len())]);
        of(&sentences[0], Span::new(start, start + value.len()))
    }

    #[test]
    fn the_period_of_comparison_is_told_by_the_words_beside_a_change() {
        for (text, value, wanted) in [
            ("Orders fell 0.8 percent from the previous quarter.", "0.8 percent", Some("quarter")),
            ("Orders rose 5.3 percent from a year earlier.", "5.3 percent", Some("year")),
            ("Orders rose 5.3 percent compared with the same quarter of last year.", "5.3 percent", Some("year")),
            ("Wages grew 3 percent year on year.", "3 percent", Some("year")),
            ("Output slipped 2.3 percent month-on-month.", "2.3 percent", Some("month")),
            ("Output slipped 2.3 percent on the month, the bureau said.", "2.3 percent", Some("month")),
            ("Output slipped 2.3 percent on the quay.", "2.3 percent", None),
            ("Against the previous quarter exports fell 0.8 percent.", "0.8 percent", Some("quarter")),
            ("Turnout was 34 percent.", "34 percent", None),
            ("Adjusted for inflation, takings fell 2.6 percent.", "2.6 percent", Some("prices")),
            ("Pay rose 2 percent in real terms.", "2 percent", Some("prices")),
            ("It rose 2 percent, after 5 percent from a year earlier.", "2 percent", None),
        ] {
            assert_eq!(base(text, value), wanted, "{text}");
        }
    }
}
