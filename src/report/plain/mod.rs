//! Canonical values in words that need no explanation: `~PT25M` is "about 25 minutes".
//!
//! What belongs here: one notation read for people, in values and in the summaries of findings. What does not: making or comparing
//! values, formats for machines, which keep the canonical notation.

mod when;

use crate::model::{Attribute, Claim, Finding};
use when::when;

/// Characters of a quotation that a summary repeats.
const QUOTED: usize = 120;

/// The value for people; what is plain already stays as it is.
pub fn plain(canonical: &str) -> String {
    let hedges = [
        (">=", "at least ", "no earlier than "),
        ("<=", "at most ", "no later than "),
        (">", "more than ", "after "),
        ("<", "less than ", "before "),
        ("~", "about ", "about "),
    ];
    for (sign, words, of_time) in hedges {
        if let Some(rest) = canonical.strip_prefix(sign) {
            return format!("{}{}", if when(rest).is_some() { of_time } else { words }, plain(rest));
        }
    }
    if let Some(spelled) = duration(canonical) {
        return spelled;
    }
    if let Some((low, high)) = canonical.split_once("..")
        && !low.is_empty()
        && !high.is_empty()
    {
        return range(low, high);
    }
    if let Some(spelled) = money(canonical).or_else(|| when(canonical)).or_else(|| figure(canonical)) {
        return spelled;
    }
    canonical.to_string()
}

/// The value of an attribute for people, where `words` are those that carry it: what happened, in which order, and what was said
/// is told by these words themselves, since its notation is made for comparing.
pub fn spoken(attribute: Attribute, canonical: &str, words: &str) -> String {
    match attribute {
        Attribute::Status | Attribute::Order | Attribute::Quote if !words.is_empty() => words.to_string(),
        Attribute::Date | Attribute::Time => plain(canonical),
        // Four digits alone are a year only where a date is meant.
        _ => grouped(canonical).unwrap_or_else(|| plain(canonical)),
    }
}

/// The value of a claim for people.
pub fn of_claim(claim: &Claim) -> String {
    spoken(claim.attribute, &claim.canonical, &claim.quote)
}

/// Whether a value in plain words says more than the words of the article: "about 25 minutes" does beside "25 minutes", "2 boats" does
/// not beside "two boats".
pub fn adds(value: &str, words: &str) -> bool {
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '%'));
        let parts = parts.map(|part| part.trim_matches(['.', ',']).to_lowercase()).filter(|part| !part.is_empty());
        parts
            .map(|part| match NUMBERS.iter().position(|number| *number == part) {
                Some(number) => number.to_string(),
                None => part.strip_suffix('s').map(str::to_string).unwrap_or(part),
            })
            .collect()
    };
    let said = parts(words);
    // The code of a currency stands for its sign.
    let code = value.get(..4).is_some_and(|code| code.trim_end().bytes().filter(u8::is_ascii_uppercase).count() == 3);
    parts(value).iter().skip(usize::from(code)).any(|part| !said.contains(part))
}

/// What a finding says, for people: the canonical values that stand in brackets behind the words in plain ones or left out where they
/// say nothing new, dates spelled, and without the words by which its claims were compared.
pub fn summary(finding: &Finding) -> String {
    let text = finding.summary.as_str();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('“') {
        let (before, behind) = rest.split_at(at + '“'.len_utf8());
        out.push_str(&dated(before));
        let Some(end) = closing(behind) else {
            rest = behind;
            break;
        };
        let words = &behind[..end];
        out.push_str(&shortened(words));
        out.push('”');
        rest = &behind[end + '”'.len_utf8()..];
        if let Some(canonical) = bracketed(rest, '(', ')') {
            rest = &rest[canonical.len() + 3..];
            let value = spoken(finding.attribute, canonical, words);
            if adds(&value, words) {
                out.push_str(&format!(" ({value})"));
            }
        }
        if let Some(topic) = bracketed(rest, '[', ']') {
            rest = &rest[topic.len() + 3..];
        }
    }
    out.push_str(&dated(rest));
    out
}

/// Where a quotation ends, for quotations may hold quotations.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let ends = text.char_indices().find_map(|(at, c)| {
        match c {
            '“' => depth += 1,
            '”' if depth == 0 => return Some(at),
            '”' => depth -= 1,
            _ => {}
        }
        None
    });
    // An article may open what it does not close.
    ends.or_else(|| text.find('”'))
}

/// The text of ` (…)` at the beginning, with brackets in it.
fn bracketed(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(' ')?.strip_prefix(open)?;
    let mut depth = 0;
    let end = inside.char_indices().find_map(|(at, c)| {
        if c == open {
            depth += 1;
        } else if c == close {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
        None
    })?;
    Some(&inside[..end])
}

/// Words for a heading, cut at a blank where they are many.
fn shortened(words: &str) -> String {
    if words.chars().count() <= QUOTED {
        return words.to_string();
    }
    let kept: String = words.chars().take(QUOTED).collect();
    let end = kept.rfind(' ').filter(|end| *end > QUOTED / 2).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([',', ';', ' ']))
}

/// Text outside quotations with its dates spelled.
fn dated(text: &str) -> String {
    let spell = |word: &str| {
        let bare = word.trim_end_matches([',', ';', '.', ':']);
        let iso = bare.len() >= 7 && bare.as_bytes().get(4) == Some(&b'-');
        let spelled = when(bare).filter(|_| iso)?;
        Some(format!("{spelled}{}", &word[bare.len()..]))
    };
    let words: Vec<String> = text.split(' ').map(|word| spell(word).unwrap_or_else(|| word.to_string())).collect();
    words.join(" ")
}

/// "20 to 25 minutes": what both ends have in common is said once.
fn range(low: &str, high: &str) -> String {
    // A unit stands with the upper end only, a currency with the lower.
    let high = match low.split_once(' ') {
        Some((code, _)) if money(low).is_some() && grouped(high).is_some() => format!("{code} {high}"),
        _ => high.to_string(),
    };
    let (first, last) = (grouped(low).unwrap_or_else(|| plain(low)), plain(&high));
    let last = grouped(&last).unwrap_or(last);
    if let Some((code, rest)) = last.split_once(' ')
        && first.split_once(' ').is_some_and(|(of_low, _)| of_low == code)
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        return format!("{first} to {rest}");
    }
    match (first.rsplit_once(' '), last.rsplit_once(' ')) {
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} to {last}"),
        _ => format!("{first} to {last}"),
    }
}

/// `PT1H30M` is "1 hour 30 minutes".
fn duration(text: &str) -> Option<String> {
    let body = text.strip_prefix('P')?;
    let (days, hours) = body.split_once('T').unwrap_or((body, ""));
    let mut words = Vec::new();
    for (part, units) in [
        (days, [('Y', "year"), ('M', "month"), ('W', "week"), ('D', "day")]),
        (hours, [('H', "hour"), ('M', "minute"), ('S', "second"), ('S', "second")]),
    ] {
        let mut number = String::new();
        for c in part.chars() {
            if c.is_ascii_digit() || c == '.' || c == 'X' {
                number.push(c);
                continue;
            }
            let (_, unit) = units.iter().find(|(sign, _)| *sign == c)?;
            let number = std::mem::take(&mut number);
            words.push(match number.as_str() {
                "1" => format!("1 {unit}"),
                "X" => format!("some {unit}s"),
                number => format!("{} {unit}s", grouped(number)?),
            });
        }
        if !number.is_empty() {
            return None;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// `USD 77200000000` is "USD 77.2 billion".
fn money(text: &str) -> Option<String> {
    let (code, rest) = text.split_once(' ')?;
    let sound = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let (number, tail) =
        rest.split_once(' ').map_or((rest, String::new()), |(number, tail)| (number, format!(" {tail}")));
    sound.then(|| large(number))?.map(|number| format!("{code} {number}{tail}"))
}

/// `4000 homes` is "4,000 homes", `90 m` "90 metres", `6.2 Mw` "magnitude 6.2".
fn figure(text: &str) -> Option<String> {
    if let Some(rest) = text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(format!("−{}", figure(rest).unwrap_or_else(|| rest.to_string())));
    }
    let (number, tail) = text.split_once(' ').unwrap_or((text, ""));
    let grouped = grouped(number)?;
    if let Some((_, one, more)) = UNITS.iter().find(|(sign, ..)| *sign == tail) {
        return Some(format!("{grouped} {}", if number == "1" { one } else { more }));
    }
    match tail {
        "Mw" => Some(format!("magnitude {grouped}")),
        // Four digits alone are most likely a year.
        "" => (number.len() > 4).then_some(grouped),
        tail => (grouped != number).then(|| format!("{grouped} {tail}")),
    }
}

/// Signs of units that are misread without their words.
const UNITS: [(&str, &str, &str); 16] = [
    ("m", "metre", "metres"),
    ("in", "inch", "inches"),
    ("ft", "foot", "feet"),
    ("yd", "yard", "yards"),
    ("mi", "mile", "miles"),
    ("nmi", "nautical mile", "nautical miles"),
    ("g", "gram", "grams"),
    ("t", "tonne", "tonnes"),
    ("ha", "hectare", "hectares"),
    ("m2", "square metre", "square metres"),
    ("km2", "square kilometre", "square kilometres"),
    ("m3", "cubic metre", "cubic metres"),
    ("km3", "cubic kilometre", "cubic kilometres"),
    ("L", "litre", "litres"),
    ("kn", "knot", "knots"),
    ("pp", "percentage point", "percentage points"),
];

fn large(number: &str) -> Option<String> {
    if !number.contains('.') {
        for (zeros, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
            if number.len() <= zeros || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let (whole, rest) = number.split_at(number.len() - zeros);
            let rest = rest.trim_end_matches('0');
            return Some(match rest.len() {
                0 => format!("{} {word}", grouped(whole)?),
                1..=3 => format!("{}.{rest} {word}", grouped(whole)?),
                _ => grouped(number)?,
            });
        }
    }
    grouped(number)
}

/// Digits in groups of three, from the decimal point.
fn grouped(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !fraction.is_none_or(digits) {
        return None;
    }
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Scope, Side, Verdict};

    fn said(attribute: Attribute, summary: &str) -> String {
        super::summary(&Finding {
            id: String::new(),
            code: String::new(),
            verdict: Verdict::Contradiction,
            scope: Scope::Across,
            attribute,
            event: None,
            summary: summary.into(),
            independent_sources: 2,
            copies: 0,
            sides: Vec::<Side>::new(),
            steps: Vec::new(),
            fingerprint: String::new(),
        })
    }

    #[test]
    fn summaries() {
        let quote = format!("“{}”", "we said so and ".repeat(20).trim_end());
        for (attribute, summary, words) in [
            (
                Attribute::Duration,
                "Post says “40 minutes” (PT40M); Wire says “25-minute” (~PT25M) [call last]",
                "Post says “40 minutes”; Wire says “25-minute” (about 25 minutes)",
            ),
            (
                Attribute::Date,
                "Post says “Wednesday” (2025-02-18) [court sit]: 2025-02-18 was a Tuesday",
                "Post says “Wednesday” (18 February 2025): 18 February 2025 was a Tuesday",
            ),
            (Attribute::Status, "Post says “was shut” (not open) [pier]", "Post says “was shut”"),
            (
                Attribute::Count,
                "Post changed the count from “two” (2) to “9,400” (9400) and says so",
                "Post changed the count from “two” to “9,400” and says so",
            ),
            (
                Attribute::Place,
                "Post says “the port” (Port (Old) [A]) [pier]: why",
                "Post says “the port” (Port (Old) [A]): why",
            ),
            (Attribute::Quote, "Post says “he said “no” (twice)” [he]: two", "Post says “he said “no” (twice)”: two"),
            (Attribute::Quote, "Post says “open", "Post says “open"),
            (Attribute::Quote, "“” ( [", "“” ( ["),
            (Attribute::Quote, "", ""),
        ] {
            assert_eq!(said(attribute, summary), words);
        }
        assert!(said(Attribute::Quote, &quote).ends_with("we said so and…”"), "{}", said(Attribute::Quote, &quote));
    }

    #[test]
    fn what_a_value_adds() {
        for (value, words, adds_something) in [
            ("about 25 minutes", "25 minutes", true),
            ("30 days", "30-day", false),
            ("2 boats", "two boats", false),
            ("USD 72 billion", "$72 billion", false),
            ("USD 72 million", "$72 billion", true),
            ("13 May 2026", "Wednesday", true),
            ("9,400", "9,400 people", false),
            ("at least 11 hours", "Twelve years", true),
            ("", "", false),
        ] {
            assert_eq!(adds(value, words), adds_something, "{value} beside {words}");
        }
    }

    #[test]
    fn values_by_kind() {
        assert_eq!(spoken(Attribute::Count, "9400", "9,400"), "9,400");
        assert_eq!(spoken(Attribute::Date, "1984", "1984"), "1984");
        assert_eq!(spoken(Attribute::Status, "not open", "was shut"), "was shut");
        assert_eq!(spoken(Attribute::Place, "Sundvik", "the port"), "Sundvik");
    }

    #[test]
    fn speaks_plainly() {
        for (canonical, words) in [
            ("PT25M", "25 minutes"),
            ("~PT1H30M", "about 1 hour 30 minutes"),
            ("P6M", "6 months"),
            ("PT20M..PT25M", "20 to 25 minutes"),
            ("P1D", "1 day"),
            ("PXD", "some days"),
            ("USD 2000000000..2500000000", "USD 2 billion to 2.5 billion"),
            ("1000..10000", "1,000 to 10,000"),
            ("9400..12000 homes", "9,400 to 12,000 homes"),
            ("848361", "848,361"),
            ("-3.4%", "−3.4%"),
            ("90 m", "90 metres"),
            ("1 ft", "1 foot"),
            ("6.8 pp", "6.8 percentage points"),
            ("<=2025-06-09T12:00+09:00", "no later than 9 June 2025, 12:00 (UTC+9)"),
            (">2025-06-09", "after 9 June 2025"),
            ("USD 77200000000", "USD 77.2 billion"),
            ("~KRW 1234567", "about KRW 1,234,567"),
            ("EUR 84060", "EUR 84,060"),
            ("USD 84.06 a barrel", "USD 84.06 a barrel"),
            (">=14 people", "at least 14 people"),
            ("20..25 people", "20 to 25 people"),
            ("4000 homes", "4,000 homes"),
            ("2025-06-06TEV", "6 June 2025, evening"),
            ("2025-06-09T12:00+09:00", "9 June 2025, 12:00 (UTC+9)"),
            ("2025-06-15/2025-06-17", "15 to 17 June 2025"),
            ("2025-06", "June 2025"),
            ("2025", "2025"),
            ("3.4%", "3.4%"),
            ("6.2 Mw", "magnitude 6.2"),
            ("Sundvik", "Sundvik"),
            ("Paris", "Paris"),
            ("P", "P"),
            ("", ""),
            ("~", "about "),
        ] {
            assert_eq!(plain(canonical), words, "{canonical}");
        }
    }
}
