//! Currencies that a figure leaves open: "38.1 billion" beside "CHF 15.2bn", "crowns" in a text that writes "DKK".

use super::lexicon::lexicon;
use crate::model::{ChangeRole, QuantityClass, QuantityMention};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Settles the currencies of one text's figures by what the text says elsewhere.
pub fn currencies(text: &str, figures: &mut [QuantityMention]) {
    let codes = codes(text, figures);
    let home = home_of_family(text, figures, &codes);
    for figure in figures.iter_mut().filter(|f| f.quantity.class == QuantityClass::Money) {
        if coded(text, figure) {
            continue;
        }
        if let Some(code) = home.get(family(&figure.quantity.unit).unwrap_or("")) {
            figure.quantity.unit = (*code).to_string();
        }
    }
    let mut last: Option<(usize, String)> = None;
    for at in 0..figures.len() {
        let figure = &figures[at];
        if figure.quantity.class == QuantityClass::Money {
            last = Some((figure.span.end, figure.quantity.unit.clone()));
            continue;
        }
        if !elliptical(text, figure) {
            continue;
        }
        // the sum named just before it, or else the one named just behind ("from 41.20 to 66.50 kroner")
        let before = last.as_ref().filter(|(end, _)| near(text, *end, figure.span.start)).map(|(_, unit)| unit.clone());
        let behind = figures[at + 1..]
            .iter()
            .find(|f| f.quantity.class == QuantityClass::Money)
            .filter(|f| f.span.start - figure.span.end < 40 && near(text, figure.span.end, f.span.start));
        let scaled = figure.quantity.low.is_some_and(|low| low >= Decimal::from(1_000_000));
        let unit = before
            .or_else(|| behind.map(|f| f.quantity.unit.clone()))
            .or_else(|| last.as_ref().filter(|_| scaled).map(|(_, unit)| unit.clone()));
        if let Some(unit) = unit {
            let figure = &mut figures[at];
            figure.quantity.class = QuantityClass::Money;
            figure.quantity.unit = unit;
            last = Some((figure.span.end, figure.quantity.unit.clone()));
        }
    }
}

/// What one share stands to another.
const BESIDE: [&str; 9] = ["above", "below", "ahead", "behind", "clear", "more", "less", "higher", "lower"];

/// "63.4%, 12.5 points above the other": points that a share goes before are percentage points.
///
/// "Slumped eleven points to 38%": so are those by which a share is told to have changed.
pub fn points(text: &str, figures: &mut [QuantityMention]) {
    let one_sentence = |from: usize, to: usize| {
        text.get(from..to).is_some_and(|gap| !gap.contains(". ") && !gap.contains('\n') && gap.len() < 100)
    };
    let counted = |figure: &QuantityMention| {
        figure.quantity.class == QuantityClass::Count && figure.quantity.of.as_deref() == Some("point")
    };
    let share =
        |figure: &QuantityMention| figure.quantity.class == QuantityClass::Percent && figure.quantity.unit == "percent";
    let role = |figure: &QuantityMention| figure.quantity.change.map(|change| change.role);
    let beside = |figure: &QuantityMention| {
        let fine = figure.number.of(text).contains('.');
        let small = figure.quantity.low.is_some_and(|low| low < Decimal::ONE_HUNDRED);
        let after = text.get(figure.span.end..).unwrap_or("").trim_start();
        fine && small && BESIDE.iter().any(|word| after.starts_with(word))
    };
    for at in 1..figures.len() {
        let (first, second) = (&figures[at - 1], &figures[at]);
        let changed = role(first) == Some(ChangeRole::By) && role(second) == Some(ChangeRole::To);
        let points = match (share(first), share(second)) {
            _ if !one_sentence(first.span.end, second.span.start) => continue,
            (_, true) if counted(first) && changed => at - 1,
            (true, _) if counted(second) && beside(second) => at,
            _ => continue,
        };
        let quantity = &mut figures[points].quantity;
        (quantity.class, quantity.unit, quantity.of) = (QuantityClass::Percent, "percentage point".into(), None);
    }
}

/// A count without its noun that can be a sum: in millions, or with the two decimals of coins.
fn elliptical(text: &str, figure: &QuantityMention) -> bool {
    let quantity = &figure.quantity;
    let number = figure.number.of(text);
    let coins = number.split_once('.').is_some_and(|(_, cents)| cents.len() == 2);
    let large =
        quantity.low.is_some_and(|low| low >= Decimal::from(1_000_000)) && number.chars().any(char::is_alphabetic);
    quantity.class == QuantityClass::Count && quantity.of.is_none() && quantity.unit.is_empty() && (coins || large)
}

/// Whether no full stop of a paragraph lies between, and not much else.
fn near(text: &str, from: usize, to: usize) -> bool {
    from <= to && to - from < 300 && text.get(from..to).is_some_and(|gap| !gap.contains("\n\n"))
}

/// Currencies with a name in common.
const FAMILIES: [(&str, &[&str]); 3] = [
    ("crown", &["NOK", "DKK", "SEK", "CZK", "ISK"]),
    ("dollar", &["USD", "CAD", "AUD", "NZD", "SGD", "HKD"]),
    ("yen-sign", &["JPY", "CNY"]),
];

fn family(code: &str) -> Option<&'static str> {
    FAMILIES.iter().find(|(_, codes)| codes.contains(&code)).map(|(name, _)| *name)
}

/// Whether the figure names its currency so that no other can be meant.
fn coded(text: &str, figure: &QuantityMention) -> bool {
    let written = figure.span.of(text);
    let name = written.to_lowercase();
    let plain_sign = written.starts_with('$') || written.starts_with('¥');
    let plain_name = ["dollar", "crown", "kroner", "krone"].iter().any(|word| name.contains(word));
    let adjective = ["us ", "u.s", "danish", "swedish", "norwegian", "canadian", "australian", "czech"]
        .iter()
        .any(|word| name.contains(word));
    !(plain_sign || plain_name) || adjective
}

/// How often each currency is named outright.
fn codes(text: &str, figures: &[QuantityMention]) -> BTreeMap<String, usize> {
    let mut codes = BTreeMap::new();
    for figure in figures.iter().filter(|f| f.quantity.class == QuantityClass::Money && coded(text, f)) {
        *codes.entry(figure.quantity.unit.clone()).or_default() += 1;
    }
    codes
}

/// For each family, the currency that the text means by the shared name: one that it writes outright, else that of
/// the country it speaks of.
fn home_of_family(
    text: &str,
    figures: &[QuantityMention],
    codes: &BTreeMap<String, usize>,
) -> BTreeMap<&'static str, String> {
    let mut home = BTreeMap::new();
    let open = |figure: &QuantityMention| {
        figure.quantity.class == QuantityClass::Money && family(&figure.quantity.unit).is_some() && !coded(text, figure)
    };
    if !figures.iter().any(open) {
        return home;
    }
    let told = lexicon().homes(text);
    for (name, members) in FAMILIES {
        let outright = members.iter().filter_map(|code| codes.get(*code).map(|n| (*n, *code))).max();
        // a text that writes "US$" or "A$" beside "$" means another by the plain sign
        if let Some((_, code)) = outright.filter(|_| name != "dollar") {
            home.insert(name, code.to_string());
            continue;
        }
        let told = members.iter().map(|code| (told.get(code).copied().unwrap_or(0), *code));
        let best = told.clone().max_by_key(|(count, code)| (*count, std::cmp::Reverse(*code)));
        let american = name == "dollar" && told.clone().any(|(count, code)| code == "USD" && count > 0);
        if let Some((_, code)) = best.filter(|(count, _)| *count > 0 && !american) {
            home.insert(name, code.to_string());
        }
    }
    home
}
