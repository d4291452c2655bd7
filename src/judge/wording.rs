//! The figures of an article with the words about them, for the judges that follow its arithmetic.
//!
//! What belongs here: what stands before, behind and between figures. What does not: what follows from them.

use crate::claim::Reading;
use crate::model::{Quantity, Value};
use rust_decimal::Decimal;

/// A stated figure of an article.
pub struct Figure<'r> {
    /// Its place among the article's drafts.
    pub draft: usize,
    pub quantity: &'r Quantity,
    pub start: usize,
    pub end: usize,
    pub sentence: usize,
}

/// An article's figures in the order of the text, and the text in small letters.
pub struct Wording<'r> {
    pub reading: &'r Reading,
    pub figures: Vec<Figure<'r>>,
    text: String,
}

/// Words that hedge a figure and stand before it.
const HEDGES: [&str; 19] = [
    "about", "around", "some", "roughly", "nearly", "almost", "just", "over", "under", "more", "less", "than", "only",
    "a", "an", "the", "exactly", "still", "as",
];

impl<'r> Wording<'r> {
    pub fn of(reading: &'r Reading) -> Wording<'r> {
        let mut figures: Vec<Figure> = reading
            .drafts
            .iter()
            .enumerate()
            .filter(|(_, d)| d.sources.is_empty())
            .filter_map(|(draft, d)| match &d.claim.value {
                Value::Quantity(quantity) => {
                    let (start, end) = (d.claim.span.start, d.claim.span.end);
                    Some(Figure { draft, quantity, start, end, sentence: d.frame.sentence })
                }
                _ => None,
            })
            .collect();
        figures.sort_by_key(|f| (f.start, f.end));
        // small ASCII letters keep their places in the text
        Wording { reading, figures, text: reading.document.article.text.to_ascii_lowercase() }
    }

    pub fn between(&self, from: usize, to: usize) -> Option<&str> {
        self.text.get(from..to)
    }

    /// Whether a sentence ends within a stretch of text that begins and ends inside of sentences.
    pub fn ends_sentence(stretch: &str) -> bool {
        ["\n", ". ", "? ", "! ", "; "].iter().any(|mark| stretch.contains(mark))
    }

    /// Where the sentence of a place begins, by its marks.
    pub fn sentence_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or("");
        ["\n", ". ", "? ", "! "].iter().filter_map(|mark| before.rfind(mark).map(|i| i + mark.len())).max().unwrap_or(0)
    }

    /// From a place to the end of its sentence.
    pub fn rest_of_sentence(&self, at: usize) -> &str {
        let rest = self.text.get(at..).unwrap_or("");
        let ends = ["\n", ". ", "? ", "! ", "; "].iter().filter_map(|mark| rest.find(mark));
        &rest[..ends.min().unwrap_or(rest.len())]
    }

    /// The words before a figure, without those that hedge it.
    pub fn lead(&self, start: usize) -> &str {
        let mut from = start.saturating_sub(60);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let mut lead = self.text.get(from..start).unwrap_or("").trim_end();
        while let Some((rest, last)) = lead.rsplit_once(' ') {
            if !HEDGES.contains(&last) {
                break;
            }
            lead = rest.trim_end();
        }
        lead
    }

    /// The figure as a plain level: no amount of a change, no score.
    pub fn bound_to<'f>(&self, figure: &'f Figure) -> Option<&'f Quantity> {
        let q = figure.quantity;
        let amount = q.change.is_some_and(|c| c.role == crate::model::ChangeRole::By);
        (!amount && q.unit != "score" && q.low.is_some() && q.high.is_some()).then_some(q)
    }

    /// The noun that a figure is put to: "exports of 40", "Exports: 40", "exports came to 40", "imports to 30".
    pub fn label(&self, k: usize) -> Option<&str> {
        let figure = &self.figures[k];
        let sentence = self.sentence_start(figure.start);
        // after the figure before it, and after the last comma or "and", for each has its own noun
        let last = self.figures[..k].last().map_or(0, |f| f.end);
        let part = self.text.get(sentence.max(last)..figure.start)?;
        let part = part.rsplit([',', ';', '(']).next()?;
        let part = part.rsplit(" and ").next()?;
        let link = [
            "of", "to", "at", "was", "were", "is", "are", "came", "stood", "totalled", "totaled", "reached", "rose",
            "fell", "grew", "amounted", "hit", "be",
        ];
        let mut words: Vec<&str> = part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        while words.last().is_some_and(|w| HEDGES.contains(w) || link.contains(w)) {
            words.pop();
        }
        words.pop()
    }

    /// The lemma of the predicate that a figure stands with.
    pub fn predicate(&self, k: usize) -> &str {
        &self.reading.drafts[self.figures[k].draft].frame.predicate
    }

    /// The one number in digits of a stretch that is no claim's: "the limit is 45".
    pub fn bare_number(&self, from: usize, to: usize) -> Option<Decimal> {
        let part = self.text.get(from..to)?;
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = part[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
            let rest = &part[first..];
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
            at = first + digits;
            let (start, end) = (from + first, from + at);
            let glued =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '-' | '/' | ':' | '$'));
            let own = glued(part[..first].chars().next_back())
                || part[at..].starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '-');
            let claimed = |d: &crate::claim::Draft| {
                !matches!(d.claim.value, Value::Text { .. }) && d.claim.span.start < end && start < d.claim.span.end
            };
            if !own && !self.reading.drafts.iter().any(claimed) {
                found.push(rest[..digits].trim_end_matches(['.', ',']).replace(',', ""));
            }
        }
        let [one] = &found[..] else { return None };
        one.parse().ok()
    }
}
