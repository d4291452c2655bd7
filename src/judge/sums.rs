//! Parts and totals within one article: a list that does not add up to the number it is said to make.
//!
//! Only lists that say of themselves that they are complete are added up: after a colon or "namely", after "of the 12
//! people", or "nine of the fourteen … the other five". A list after "including" or "among them" is never complete.

use super::wording::Wording;
use crate::claim::{Draft, Reading};
use crate::lexicon;
use crate::model::{Attribute, Bound, QuantityClass, Value};
use rust_decimal::Decimal;

/// A total and parts that do not make it.
pub struct Misfit {
    /// Drafts of the total.
    pub total: Vec<usize>,
    /// Drafts of the parts.
    pub parts: Vec<usize>,
    pub why: String,
}

struct Figure {
    draft: usize,
    value: Decimal,
    start: usize,
    end: usize,
    sentence: usize,
    unit: String,
}

pub fn misfits(wording: &Wording) -> Vec<Misfit> {
    let reading = wording.reading;
    let figures = plain_figures(reading);
    let mut found = Vec::new();
    for (k, total) in figures.iter().enumerate() {
        let following: Vec<&Figure> =
            figures[k + 1..].iter().take_while(|f| f.sentence <= total.sentence + 1).collect();
        found.extend(listed(reading, total, &following));
    }
    found.extend(remainders(reading, &figures));
    for k in 0..figures.len() {
        found.extend(of_them(wording, &figures, k));
        found.extend(the_others(wording, &figures, k));
    }
    found
}

/// "900 guests came, 500 of them from the north and 300 from the south", with other figures between or none.
///
/// Such a list need not be complete, and its parts may overlap, so that it is only held against the total where its parts
/// are of one kind, and the sum is the total but for a slip of one digit.
fn of_them(wording: &Wording, figures: &[Figure], k: usize) -> Option<Misfit> {
    let first = &figures[k];
    let rest = wording.rest_of_sentence(first.end);
    let lead = wording.lead(first.start);
    let after = rest.strip_prefix(" of them ").or_else(|| rest.strip_prefix(" of whom "));
    let opened = lead.ends_with("of whom") || lead.ends_with("of which") || lead.ends_with("of them");
    let after = after.or_else(|| opened.then_some(rest.trim_start()))?;
    let kind = after.split(' ').next().filter(|word| matches!(*word, "in" | "from" | "on" | "at" | "by"))?;
    let parts: Vec<&Figure> = figures[k..].iter().take_while(|f| f.sentence == first.sentence).collect();
    let chain = chain(&wording.reading.document.article.text, &parts.iter().collect::<Vec<_>>());
    let alike = |f: &&Figure| {
        f.start == first.start || wording.rest_of_sentence(f.end).trim_start().split(' ').next() == Some(kind)
    };
    if chain.len() < 2 || !chain.iter().all(alike) {
        return None;
    }
    let sum = chain.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(f.value))?;
    let wholes: Vec<&Figure> = figures[..k]
        .iter()
        .filter(|f| f.sentence + 1 >= first.sentence && f.value > first.value && f.unit == first.unit)
        .collect();
    let total = wholes.iter().rev().find(|f| f.value == sum || one_digit_apart(f.value, sum))?;
    (total.value != sum && !wholes.iter().any(|f| f.value == sum)).then(|| misfit(&[total], &chain, sum))
}

/// Whether two whole numbers of three digits that say something or more differ in one of them: 15,200 and 14,200.
fn one_digit_apart(a: Decimal, b: Decimal) -> bool {
    let digits = |value: Decimal| value.normalize().to_string().into_bytes();
    let (a, b) = (digits(a), digits(b));
    let told = |list: &[u8]| list.iter().rev().skip_while(|c| **c == b'0').count();
    a.len() == b.len() && told(&a).max(told(&b)) >= 3 && a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1
}

/// "Fifteen hikers were found. … Nine of the hikers … The other five": together one less than were found.
fn the_others(wording: &Wording, figures: &[Figure], k: usize) -> Option<Misfit> {
    let part = &figures[k];
    let people = |f: &Figure| {
        let of = wording.reading.drafts[f.draft].frame.head.as_deref().and_then(|h| h.rsplit(' ').next());
        of.is_some_and(lexicon::is_person_or_group)
    };
    let own = wording.rest_of_sentence(part.end);
    if !own.starts_with(" of the ")
        || !people(part)
        || figures.get(k + 1).is_some_and(|f| wording.between(part.end, f.start).is_some_and(|b| b.trim() == "of the"))
    {
        return None;
    }
    let next = part.end + own.len() + 1;
    let rest = wording.rest_of_sentence(next).trim_start();
    let rest = rest.strip_prefix("the other ").or_else(|| rest.strip_prefix("the remaining "))?;
    let left = small_number(rest.split(' ').next()?)?;
    let sum = part.value.checked_add(left)?;
    // the total that they fall short of, or exceed, by no more than one or a tenth
    let near = |f: &&Figure| {
        let apart = (f.value - sum).abs();
        people(f)
            && f.unit == part.unit
            && (apart <= Decimal::ONE || apart.checked_mul(Decimal::TEN).is_some_and(|tenfold| tenfold <= f.value))
    };
    let earlier: Vec<&Figure> = figures[..k].iter().filter(near).collect();
    let values: std::collections::BTreeSet<Decimal> = earlier.iter().map(|f| f.value).collect();
    let total = earlier.last()?;
    (values.len() == 1 && total.value != sum).then(|| misfit(&[total], &[part], sum))
}

/// "four", "4": the numbers that stand alone behind "the other".
fn small_number(word: &str) -> Option<Decimal> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let spelled = WORDS.iter().position(|w| *w == word).map(|i| Decimal::from(i as u64 + 1));
    spelled.or_else(|| (word.len() < 9).then(|| word.replace(',', "").parse().ok()).flatten())
}

fn misfit(total: &[&Figure], parts: &[&Figure], sum: Decimal) -> Misfit {
    let shown = |list: &[&Figure]| list.iter().map(|f| f.value.normalize().to_string()).collect::<Vec<_>>().join(" + ");
    Misfit {
        total: total.iter().map(|f| f.draft).collect(),
        parts: parts.iter().map(|f| f.draft).collect(),
        why: format!("{} make {}, not {}", shown(parts), sum.normalize(), shown(total)),
    }
}

/// Plain, unhedged counts and amounts, in order.
fn plain_figures(reading: &Reading) -> Vec<Figure> {
    let mut figures: Vec<Figure> = reading
        .drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| matches!(d.claim.attribute, Attribute::Count | Attribute::Money))
        .filter_map(|(k, d)| figure(k, d))
        .collect();
    figures.sort_by_key(|f| f.start);
    figures
}

fn figure(k: usize, draft: &Draft) -> Option<Figure> {
    let Value::Quantity(q) = &draft.claim.value else { return None };
    let plain = matches!(q.bound, Bound::Plain | Bound::Exactly) && q.low.is_some() && q.low == q.high;
    let counted =
        matches!(q.class, QuantityClass::Count | QuantityClass::Money) && q.unit != "score" && q.per.is_none();
    (plain && counted && q.change.is_none()).then(|| Figure {
        draft: k,
        value: q.low.unwrap_or_default(),
        start: draft.claim.span.start,
        end: draft.claim.span.end,
        sentence: draft.frame.sentence,
        unit: q.unit.clone(),
    })
}

/// "Sixty flights: 30 departures and 25 arrivals", "Of the 60 people, 30 got it and 25 did not".
fn listed(reading: &Reading, total: &Figure, following: &[&Figure]) -> Option<Misfit> {
    let text = &reading.document.article.text;
    let parts: Vec<&&Figure> = following.iter().filter(|f| f.unit == total.unit && f.value < total.value).collect();
    let first = parts.first()?;
    // the parts follow right upon their total: a figure between may be the total that they belong to
    let stands_between = |d: &Draft| {
        d.claim.attribute == Attribute::Count && d.claim.span.start >= total.end && d.claim.span.end <= first.start
    };
    if reading.drafts.iter().any(stands_between) {
        return None;
    }
    let between = text.get(total.end..first.start)?.to_lowercase();
    let sentence = reading.sentences[total.sentence].span.of(text);
    let same = first.sentence == total.sentence;
    let opened = same && (between.contains(':') || between.contains(" namely"));
    let of_the = same
        && sentence.trim_start().starts_with("Of ")
        && total.start < reading.sentences[total.sentence].span.start + 14;
    if !(opened || of_the) || incomplete(&between) {
        return None;
    }
    let chain = chain(text, &parts);
    if chain.len() < 2 {
        return None;
    }
    // "three were stabbed, two strangled and one drowned": what is no figure of its own is a part all the same
    let last = chain.last().map_or(first.end, |f| f.end);
    let rest = text.get(last..reading.sentences[total.sentence].span.end.max(last)).unwrap_or("").to_lowercase();
    let told = text.get(first.end..last).unwrap_or("").to_lowercase();
    if [rest, told]
        .iter()
        .any(|words| words.split(' ').any(|w| matches!(w, "one" | "another" | "others" | "rest" | "single")))
    {
        return None;
    }
    let sum: Decimal = chain.iter().map(|f| f.value).sum();
    let near = sum * Decimal::from(10) >= total.value * Decimal::from(7)
        && sum * Decimal::from(10) <= total.value * Decimal::from(14);
    if sum == total.value || !near {
        return None;
    }
    let shown: Vec<String> = chain.iter().map(|f| f.value.normalize().to_string()).collect();
    Some(Misfit {
        total: vec![total.draft],
        parts: chain.iter().map(|f| f.draft).collect(),
        why: format!("{} make {}, not {}", shown.join(" + "), sum.normalize(), total.value.normalize()),
    })
}

fn incomplete(between: &str) -> bool {
    ["includ", "among", "such as", "at least", "e.g.", "for example"].iter().any(|w| between.contains(w))
}

/// The figures that stand in one list: each follows the last after a comma, semicolon or "and", within one sentence.
fn chain<'f>(text: &str, parts: &[&&'f Figure]) -> Vec<&'f Figure> {
    let mut list: Vec<&Figure> = Vec::new();
    for part in parts {
        if let Some(last) = list.last() {
            let between = text.get(last.end..part.start).unwrap_or("");
            let joined = between.contains(',') || between.contains(';') || between.contains(" and ");
            if part.sentence != last.sentence || !joined || between.len() > 90 || incomplete(&between.to_lowercase()) {
                break;
            }
        }
        list.push(part);
    }
    list
}

/// "Seven of the eleven objects … the other five": what is left must fit.
fn remainders(reading: &Reading, figures: &[Figure]) -> Vec<Misfit> {
    let text = &reading.document.article.text;
    let mut found = Vec::new();
    for pair in figures.windows(2) {
        let (part, total) = (&pair[0], &pair[1]);
        let between = text.get(part.end..total.start).unwrap_or("").trim();
        let of =
            matches!(between, "of the" | "of its" | "of their" | "out of" | "out of the" | "of his" | "of her" | "of");
        if !of || part.value >= total.value {
            continue;
        }
        let rest = figures.iter().find(|f| {
            f.start > total.end && f.sentence <= total.sentence + 3 && remaining(text, f) && f.value < total.value
        });
        let Some(rest) = rest else { continue };
        let left = total.value - part.value;
        if rest.value != left {
            found.push(Misfit {
                total: vec![part.draft, total.draft],
                parts: vec![rest.draft],
                why: format!(
                    "{} of {} leave {}, not {}",
                    part.value.normalize(),
                    total.value.normalize(),
                    left.normalize(),
                    rest.value.normalize()
                ),
            });
        }
    }
    found
}

/// "the other four", "the remaining four", "four are still missing".
fn remaining(text: &str, figure: &Figure) -> bool {
    let before = text.get(figure.start.saturating_sub(16)..figure.start).unwrap_or("").to_lowercase();
    let own = text.get(figure.start..figure.end).unwrap_or("").to_lowercase();
    let after: String = text.get(figure.end..).unwrap_or("").chars().take(40).collect::<String>().to_lowercase();
    let named = before.ends_with("the other ")
        || before.ends_with("the remaining ")
        || own.starts_with("other ")
        || own.starts_with("remaining ");
    let still = after.split(['.', ';']).next().unwrap_or("").contains(" still ")
        && [
            "missing",
            "unaccounted",
            "trapped",
            "at large",
            "lost",
            "looked for",
            "sought",
            "searched",
            "not been found",
            "to be found",
        ]
        .iter()
        .any(|w| after.contains(w));
    named || still
}
