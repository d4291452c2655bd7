//! Rows of tokens to figures: a number or a range with what follows and precedes it.
//!
//! What belongs here: which tokens make a figure, of which class and unit. What does not: how words around it
//! hedge it, and how figures compare.

use super::hedge;
use super::lexicon::Unit;
use super::nouns::counted;
use super::row::Row;
use super::shapes::{bare_unit, magnitude, multiple, nobody, ordinal, pair_of, score, share_before, stopwatch};
use crate::extract::number::{Form, Number};
use crate::model::{Bound, Change, ChangeRole, Quantity, QuantityClass, Trend};
use rust_decimal::Decimal;

/// A figure over tokens.
#[derive(Clone, Debug)]
pub struct Figure {
    pub quantity: Quantity,
    pub first: usize,
    pub next: usize,
    /// The tokens of the number alone.
    pub number: (usize, usize),
    pub rule: &'static str,
}

/// A number, or a range of two.
#[derive(Copy, Clone, Debug)]
pub(super) struct Amount {
    pub low: Decimal,
    pub high: Decimal,
    pub first: usize,
    pub next: usize,
    pub form: Form,
    scale: Decimal,
    /// Whether it is a range of two numbers, and the token that parts them.
    range: Option<usize>,
}

impl From<Number> for Amount {
    fn from(n: Number) -> Self {
        Amount { low: n.low, high: n.high, first: n.first, next: n.next, form: n.form, scale: n.scale, range: None }
    }
}

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// The figures that begin at `at`; nothing where none does. "From 20 to 25 percent" after a verb of change are two.
pub fn figures(row: &Row, at: usize) -> Vec<Figure> {
    let found = money_before(row, at)
        .or_else(|| magnitude(row, at))
        .or_else(|| ordinal(row, at))
        .or_else(|| score(row, at))
        .or_else(|| stopwatch(row, at))
        .or_else(|| nobody(row, at))
        .or_else(|| pair_of(row, at))
        .or_else(|| multiple(row, at))
        .or_else(|| bare_unit(row, at))
        .or_else(|| number(row, at));
    let Some(figure) = found else { return Vec::new() };
    let figure = hedged(row, figure);
    match split_levels(row, &figure) {
        Some(two) => two,
        None => vec![figure],
    }
}

/// "rose from 20 to 25 percent": two levels, not a range.
fn split_levels(row: &Row, figure: &Figure) -> Option<Vec<Figure>> {
    let quantity = &figure.quantity;
    let (low, high) = (quantity.low?, quantity.high?);
    let to = (figure.number.0 + 1..figure.number.1).find(|at| row.is(*at, "to"))?;
    let levels = matches!(quantity.change, Some(Change { role: ChangeRole::From, .. }));
    if !levels || low == high {
        return None;
    }
    let trend = quantity.change.and_then(|c| c.trend);
    let part = |value, role, first, next, number| {
        let change = Some(Change { role, trend });
        let quantity = Quantity { low: Some(value), high: Some(value), change, ..quantity.clone() };
        Figure { quantity, first, next, number, rule: "level" }
    };
    Some(vec![
        part(low, ChangeRole::From, figure.first, to, (figure.number.0, to)),
        part(high, ChangeRole::To, to + 1, figure.next, (to + 1, figure.number.1)),
    ])
}

fn hedged(row: &Row, mut figure: Figure) -> Figure {
    if matches!(figure.quantity.class, QuantityClass::Ordinal) || figure.quantity.unit == "score" {
        return figure;
    }
    let (mut bound, mut from) = hedge::bound_before(row, figure.first, figure.quantity.class);
    // "Over three days the guests ate …": all through it, not more than it
    if bound == Bound::MoreThan
        && figure.quantity.class == QuantityClass::Duration
        && row.is(from, "over")
        && (row.opens_sentence(from) || row.is(from.wrapping_sub(1), ","))
    {
        (bound, from) = (Bound::Plain, figure.first);
    }
    let mut next = figure.next;
    let after = hedge::bound_after(row, figure.next)
        .or_else(|| hedge::bound_after(row, figure.number.1).filter(|_| figure.number.1 < figure.next));
    figure.quantity.bound = match (bound, after) {
        (Bound::Plain, Some((bound, after))) => {
            next = next.max(after);
            bound
        }
        (Bound::Plain, None) => figure.quantity.bound,
        (bound, _) => bound,
    };
    if figure.quantity.change.is_none() {
        figure.quantity.change = hedge::change(row, from, next, figure.quantity.class);
    }
    figure
}

pub(super) fn plain(class: QuantityClass, low: Decimal, high: Decimal, unit: &str) -> Quantity {
    Quantity {
        class,
        low: Some(low),
        high: Some(high),
        unit: unit.to_string(),
        of: None,
        per: None,
        bound: Bound::Plain,
        fraction: false,
        change: None,
    }
}

// --- numbers and ranges ---

fn amount(row: &Row, at: usize) -> Option<Amount> {
    if row.is(at, "between") {
        let first = row.numbers.at(skip_sign(row, at + 1))?;
        let joined = skip_unit(row, first.next);
        if !row.is(joined, "and") {
            return None;
        }
        let second = row.numbers.at(skip_sign(row, joined + 1))?;
        return range(first, second, at, joined);
    }
    let first = row.numbers.at(at)?;
    if matches!(first.form, Form::Vague | Form::Fraction) {
        return Some(first.into());
    }
    Some(second_half(row, first).unwrap_or(first.into()))
}

/// `to 25`, `-9`, `or three` after a number.
fn second_half(row: &Row, first: Number) -> Option<Amount> {
    let at = first.next;
    let dash = row.tight_mark(at, "-\u{2013}\u{2014}\u{2010}\u{2011}");
    if dash {
        let second = row.get(at + 1).filter(|t| !t.spaced)?;
        let after = if second.is_number() { at + 1 } else { skip_sign(row, at + 1) };
        let number = row.numbers.at(after).filter(|n| n.form == Form::Digits || n.form == Form::Words)?;
        return range(first, number, first.first, at).filter(|_| row.get(at + 1).is_some_and(|t| !t.spaced));
    }
    let word = row.str(at);
    if !matches!(word, "to" | "or") {
        // "$2 billion to $2.5 billion" has its unit twice; money reads that itself
        return None;
    }
    let second = row.numbers.at(skip_sign(row, at + 1)).filter(|n| matches!(n.form, Form::Digits | Form::Words))?;
    let near = second.low <= first.low * Decimal::TWO;
    if word == "or" && !near {
        return None;
    }
    range(first, second, first.first, at)
}

fn range(first: Number, second: Number, from: usize, joint: usize) -> Option<Amount> {
    let mut low = first.low;
    // "$2 to $2.5 billion", "30 to 40 thousand"
    if first.scale == Decimal::ONE && second.scale > Decimal::ONE && low < second.low / second.scale {
        low *= second.scale;
    }
    let plausible = low < second.low && second.form != Form::Fraction && first.form != Form::Fraction;
    plausible.then_some(Amount {
        low,
        high: second.low,
        first: from,
        next: second.next,
        form: Form::Digits,
        scale: second.scale,
        range: Some(joint),
    })
}

fn skip_sign(row: &Row, at: usize) -> usize {
    sign(row, at).map_or(at, |(_, next)| next)
}

/// Past a currency's name or a percent sign that is said again at the end of a range.
fn skip_unit(row: &Row, at: usize) -> usize {
    if row.tight_mark(at, "%") || row.is_any(at, &["percent"]) {
        return at + 1;
    }
    row.lexicon.currencies.from(row.tokens, at).map_or(at, |(_, next)| next)
}

// --- money with its sign in front ---

/// A currency's sign or code that stands before a figure: its code, and the token after it.
fn sign(row: &Row, at: usize) -> Option<(&'static str, usize)> {
    let token = row.get(at)?;
    if token.is_number() {
        return None;
    }
    let here = &row.text[token.start as usize..];
    // signs are short; the longest that fits and that ends where a token ends
    let mut best: Option<(&'static str, usize)> = None;
    let mut longest = 0;
    for (written, code) in row.lexicon.signs.get(&token.key)? {
        let fits = here.len() >= written.len()
            && here.is_char_boundary(written.len())
            && here[..written.len()].eq_ignore_ascii_case(written)
            && written.len() > longest;
        if !fits {
            continue;
        }
        // codes and letters count only in capitals, but for "Rs" and "Rp"
        let letters: String = here[..written.len()].chars().filter(|c| c.is_alphabetic()).collect();
        let shouted = letters.chars().all(|c| !c.is_lowercase()) || matches!(letters.as_str(), "Rs" | "Rp" | "Ksh");
        let end = token.start as usize + written.len();
        let Some(last) = (at..at + 3).find(|i| row.get(*i).is_some_and(|t| t.end as usize == end)) else { continue };
        if shouted && (at + 1..=last).all(|i| !row.tokens[i].spaced) {
            longest = written.len();
            best = Some((*code, last + 1));
        }
    }
    let (code, mut next) = best?;
    // "Rs. 500"
    if row.tight_mark(next, ".") && row.tokens[next - 1].is_word() {
        next += 1;
    }
    let number = row.get(next).filter(|t| t.is_number())?;
    let word = row.tokens[next - 1].is_word();
    (!number.spaced || word || !number.paragraph).then_some((code, next))
}

fn money_before(row: &Row, at: usize) -> Option<Figure> {
    let between = usize::from(row.is(at, "between"));
    let (code, number_at) = sign(row, at + between)?;
    if row.before(at).is_some_and(|t| t.is_word() && !row.tokens[at].spaced) && row.tokens[at].is_word() {
        return None;
    }
    let first = thousands(row, row.numbers.digits(number_at)?);
    let mut amount: Amount = first.into();
    if between > 0 {
        let and = first.next;
        let second = row.is(and, "and").then(|| row.numbers.at(skip_sign(row, and + 1)))??;
        amount = range(first, second, at, and)?;
    } else if let Some(two) = second_half(row, first) {
        amount = two;
    }
    let mut quantity = plain(QuantityClass::Money, amount.low, amount.high, code);
    let mut next = amount.next;
    // "$15 billion dollars" and "US$ 5 m USD" say it twice
    if let Some((_, after)) = row.lexicon.currencies.from(row.tokens, next) {
        next = after;
    }
    let mut number = (number_at, amount.next);
    if between > 0 {
        number.0 = at + 1;
    }
    let end = rate(row, next, &mut quantity);
    Some(Figure { quantity, first: at, next: end, number, rule: "money-sign" })
}

/// `50.000 euro` has a point where English has a comma.
fn thousands(row: &Row, number: Number) -> Number {
    let written = row.str(number.first);
    let grouped =
        number.form == Form::Digits && number.scale == Decimal::ONE && written.len() <= 7 && written.ends_with(".000");
    if !grouped {
        return number;
    }
    let thousand = Decimal::from(1000);
    Number { low: number.low * thousand, high: number.high * thousand, ..number }
}

fn thousands_amount(row: &Row, amount: &Amount) -> Amount {
    let number = Number {
        low: amount.low,
        high: amount.high,
        first: amount.first,
        next: amount.next,
        form: amount.form,
        scale: amount.scale,
    };
    let read = thousands(row, number);
    Amount { low: read.low, high: read.high, ..*amount }
}

/// "a barrel", "per head", "/kg": what the figure is a rate of; the token after it.
fn rate(row: &Row, next: usize, quantity: &mut Quantity) -> usize {
    // "in a second", "every hour"
    let next_said = next;
    let within = row.is(next, "in")
        && (row.is_any(next + 1, &["each", "every"])
            || row.is_any(next + 1, &["a", "an"]) && row.is_any(next + 2, &["second", "minute", "hour"]));
    let next = next + usize::from(within);
    let article = row.is_any(next, &["a", "an", "each", "every"]);
    let per = row.is(next, "per") || row.tight_mark(next, "/");
    let noun = next + 1;
    let Some(token) = row.get(noun).filter(|t| t.is_word() && !t.paragraph) else { return next_said };
    if !(per && !row.lexicon.stop.has(token) || article && row.lexicon.per.has(token)) || row.is(noun, "cent") {
        return next_said;
    }
    let name = row.str(noun).to_lowercase();
    let name = row.lexicon.forms.from(row.tokens, noun).map_or(name, |(at, _)| row.lexicon.units[*at].name.clone());
    // "a day after", "a month earlier" are times
    if article && row.is_any(noun + 1, &["after", "before", "ago", "later", "earlier", "old", "long"]) {
        return next_said;
    }
    let joined = format!("{} per {name}", quantity.unit);
    if super::lexicon::unit(&joined).is_some_and(|unit| unit.base == "speed") {
        quantity.unit = joined;
    } else {
        quantity.per = Some(name);
    }
    noun + 1
}

// --- numbers with what follows them ---

fn number(row: &Row, at: usize) -> Option<Figure> {
    let amount = amount(row, at)?;
    let token = &row.tokens[at];
    if token.is_number() && row.numbers.is_glued(at) {
        return None;
    }
    let named =
        row.before(at).is_some_and(|t| row.lexicon.named.has(t) && (t.capital(row.text) || row.is(at - 1, "number")));
    if named && token.is_number() {
        return None;
    }
    negative(
        row,
        at,
        with_unit(row, &amount)
            .or_else(|| age_in_commas(row, &amount))
            .or_else(|| share_before(row, &amount))
            .or_else(|| with_noun(row, &amount))?,
    )
}

/// A minus sign that belongs to the figure: `-3%`, `−4C`; a hyphen after a word does not.
fn negative(row: &Row, at: usize, mut figure: Figure) -> Option<Figure> {
    let minus = at.checked_sub(1).filter(|i| {
        let mark = &row.tokens[*i];
        (mark.is_mark('-') || mark.is_mark('\u{2212}')) && !row.tokens[at].spaced && mark.spaced
    });
    let scaled =
        matches!(figure.quantity.class, QuantityClass::Percent | QuantityClass::Measure | QuantityClass::Money);
    if let Some(first) = minus.filter(|_| scaled) {
        let (low, high) = (figure.quantity.low, figure.quantity.high);
        (figure.quantity.low, figure.quantity.high) = (high.map(|v| -v), low.map(|v| -v));
        figure.first = first;
        figure.number.0 = first;
    }
    Some(figure)
}

fn with_unit(row: &Row, amount: &Amount) -> Option<Figure> {
    let hyphen = usize::from(row.numbers.is_hyphen(amount.next));
    let at = amount.next + hyphen;
    let number = (amount.first, amount.next);
    let make =
        |quantity: Quantity, next: usize, rule| Some(Figure { quantity, first: amount.first, next, number, rule });
    let fraction = amount.form == Form::Fraction;
    if let Some((unit, next)) = percent(row, at, fraction) {
        return make(plain(QuantityClass::Percent, amount.low, amount.high, unit), next, "percent");
    }
    if fraction {
        // "half an hour", "three quarters of a mile"; "a quarter of the year" is a share
        let noun = past_of(row, at);
        let told = noun > at || row.is(amount.first, "half");
        if let Some((unit, next)) = measure(row, noun, hyphen).filter(|_| told) {
            let class = if unit.base == "time" { QuantityClass::Duration } else { QuantityClass::Measure };
            return make(plain(class, amount.low, amount.high, &unit.name), next, "unit");
        }
        return share(row, amount);
    }
    if let Some((code, next)) = row.lexicon.currencies.from(row.tokens, at).filter(|(_, next)| *next > at) {
        // "won" and "real" are also plain words: only after a scaled or large number
        let amount = &thousands_amount(row, amount);
        let doubtful = matches!(
            row.str(at),
            "won" | "real" | "rand" | "crown" | "crowns" | "som" | "sum" | "lev" | "lei" | "tala" | "buck" | "bucks"
        );
        let coins = row.str(amount.first).split_once('.').is_some_and(|(_, coins)| coins.len() == 2);
        if !doubtful || amount.low >= HUNDRED || coins {
            let mut quantity = plain(QuantityClass::Money, amount.low, amount.high, code);
            let end = rate(row, next, &mut quantity);
            return make(quantity, end, "money-name");
        }
    }
    if row.is_any(at, &["cent", "cents", "pence"]) {
        let unit = if row.is(at, "pence") { "penny" } else { "cent" };
        let mut quantity = plain(QuantityClass::Money, amount.low, amount.high, unit);
        let end = rate(row, at + 1, &mut quantity);
        return make(quantity, end, "money-name");
    }
    let (unit, next) = measure(row, at, hyphen)?;
    if unit.base == "time" {
        return duration(row, amount, unit, next);
    }
    let mut quantity = plain(QuantityClass::Measure, amount.low, amount.high, &unit.name);
    // "40,000 cusecs" are cubic feet a second
    if let Some((volume, per)) = unit.name.split_once(" per ").filter(|_| unit.base == "flow") {
        (quantity.unit, quantity.per) = (volume.to_string(), Some(per.to_string()));
    }
    let mut next = next;
    if amount.range.is_none() && hyphen == 0 {
        // "fourteen metres and twenty centimetres", "six feet two inches"
        let and = next + usize::from(row.is(next, "and"));
        let more =
            row.numbers.at(and).filter(|n| n.low == n.high && n.form != Form::Fraction && unit.base != "temperature");
        let part = more.and_then(|n| measure(row, n.next, 0).map(|(u, after)| (n, u, after)));
        if let Some((n, smaller, after)) =
            part.filter(|(n, u, _)| u.base == unit.base && u.factor < unit.factor && n.low * u.factor < unit.factor)
        {
            let total = amount.low + n.low * smaller.factor / unit.factor;
            (quantity.low, quantity.high) = (Some(total.round_dp(6)), Some(total.round_dp(6)));
            next = after;
        }
    }
    let mut end = rate(row, next, &mut quantity);
    if row.numbers.is_hyphen(end) && row.is_any(end + 1, &["tall", "long", "wide", "deep", "high", "thick"]) {
        end += 2;
    }
    // "tens of thousands of acres", "2.3 tonnes of cocaine": what is measured
    if row.is(end, "of") {
        quantity.of =
            row.get(end + 1).filter(|t| t.is_word() && !row.lexicon.stop.has(t)).map(|t| t.of(row.text).to_lowercase());
    }
    make(quantity, end, "unit")
}

fn percent(row: &Row, at: usize, fraction: bool) -> Option<(&'static str, usize)> {
    let at = if fraction { past_of(row, at) } else { at };
    if row.get(at).is_some_and(|t| t.is_mark('%')) {
        let point = row.numbers.is_hyphen(at + 1) && row.is_any(at + 2, &["point", "points"])
            || row.is_any(at + 1, &["points", "point"]);
        return Some(if point { ("percentage point", at + 2) } else { ("percent", at + 1) });
    }
    let word = row.str(at).to_ascii_lowercase();
    let point = |at: usize| row.is_any(at, &["point", "points"]);
    match word.as_str() {
        "percent" | "pct" => Some(("percent", at + 1)),
        "per" if row.is(at + 1, "cent") => Some(("percent", at + 2)),
        "percentage" | "basis" => {
            let noun = at + 1 + usize::from(row.numbers.is_hyphen(at + 1));
            let unit = if word == "basis" { "basis point" } else { "percentage point" };
            point(noun).then_some((unit, noun + 1))
        }
        "pp" | "pps" | "ppt" => Some(("percentage point", at + 1)),
        "bp" | "bps" => Some(("basis point", at + 1)),
        "point" | "points" if fraction => Some(("percentage point", at + 1)),
        _ => None,
    }
}

/// Past what may stand between a fraction and its unit: "half a point", "a quarter of a percentage point".
fn past_of(row: &Row, at: usize) -> usize {
    let of = at + usize::from(row.is(at, "of"));
    if row.is_any(of, &["a", "an", "one"]) { of + 1 } else { at }
}

/// A fraction as a share of something; words such as "third" and "half" only where they are one.
fn share(row: &Row, amount: &Amount) -> Option<Figure> {
    let next = amount.next;
    let word = row.str(next - 1).to_lowercase();
    let after = row.get(next);
    let of = row.is_any(next, &["of", "the", "its", "their", "his", "her", "those", "all", "that"]);
    let stops = after.is_none_or(|t| !t.is_word() || t.paragraph || row.lexicon.stop.has(t));
    let alone = amount.next == amount.first + 1;
    let digits = row.tokens[amount.first].is_number();
    let single = matches!(
        word.as_str(),
        "half" | "third" | "quarter" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
    );
    if single
        && alone
        && !(word == "half"
            && of
            && !row.is_any(amount.first.wrapping_sub(1), &["second", "first", "other", "latter", "last", "a", "the"]))
    {
        return None;
    }
    let adverb =
        row.is_any(next, &["full", "empty", "complete", "larger", "smaller", "more", "less", "higher", "lower", "as"]);
    if single && !alone && !(of || stops || adverb) {
        return None;
    }
    if row.tight_mark(next, "-") || digits && !(of || stops) {
        return None;
    }
    let value = |v: Decimal| (v * HUNDRED).round_dp(4).normalize();
    let mut quantity = plain(QuantityClass::Percent, value(amount.low), value(amount.high), "percent");
    quantity.fraction = true;
    Some(Figure { quantity, first: amount.first, next, number: (amount.first, next), rule: "fraction" })
}

fn measure<'r>(row: &'r Row, at: usize, hyphen: usize) -> Option<(&'r Unit, usize)> {
    if row.tight_mark(at, "°") || row.get(at).is_some_and(|t| t.is_mark('°')) {
        let name = match row.str(at + 1) {
            "C" => "celsius",
            "F" => "fahrenheit",
            _ => return super::lexicon::unit("degree").map(|unit| (unit, at + 1)),
        };
        return super::lexicon::unit(name).map(|unit| (unit, at + 2));
    }
    let token = row.get(at)?;
    let (unit, mut next) = row.lexicon.forms.from(row.tokens, at)?;
    let unit = &row.lexicon.units[*unit];
    let written = token.of(row.text);
    let tight = !token.spaced && hyphen == 0;
    if next == at + 1 && written.chars().count() == 1 {
        let right = match written {
            "C" | "F" => tight,
            "m" | "g" => true,
            _ => false,
        };
        if !right {
            return None;
        }
    }
    // "second" after a spelled number is an ordinal more often than not
    if written.eq_ignore_ascii_case("second") && hyphen == 0 && !row.is(at.wrapping_sub(1), "one") {
        return None;
    }
    if row.numbers.is_hyphen(next) && hyphen > 0 && row.is_any(next + 1, &["long"]) {
        next += 2;
    }
    if unit.name == "ton" && row.is(at.wrapping_sub(1), "metric") {
        return super::lexicon::unit("metric ton").map(|unit| (unit, next));
    }
    // km/h
    if unit.base == "length" && row.tight_mark(next, "/") && row.is_any(next + 1, &["h", "hr"]) {
        return super::lexicon::unit(&format!("{} per hour", unit.name)).map(|unit| (unit, next + 2));
    }
    Some((unit, next))
}

fn duration(row: &Row, amount: &Amount, unit: &Unit, next: usize) -> Option<Figure> {
    let number = (amount.first, amount.next);
    let make =
        |quantity: Quantity, next: usize, rule| Some(Figure { quantity, first: amount.first, next, number, rule });
    let hyphen = usize::from(row.numbers.is_hyphen(next));
    if row.is(next + hyphen, "old") {
        return make(
            plain(QuantityClass::Age, amount.low, amount.high, &format!("{} of age", unit.name)),
            next + hyphen + 1,
            "age",
        );
    }
    if row.is(next, "of") && row.is(next + 1, "age") {
        return make(
            plain(QuantityClass::Age, amount.low, amount.high, &format!("{} of age", unit.name)),
            next + 2,
            "age",
        );
    }
    let mut quantity = plain(QuantityClass::Duration, amount.low, amount.high, &unit.name);
    let mut end = next;
    // "20 years to life"
    if row.is(next, "to") && row.is(next + 1, "life") {
        quantity.high = None;
        return make(quantity, next + 2, "duration");
    }
    // "12 months to 15 months" is one range
    if let Some((high, after)) = again(row, next, unit).filter(|(high, _)| amount.range.is_none() && *high > amount.low)
    {
        quantity.high = Some(high);
        return make(quantity, after, "duration");
    }
    if amount.range.is_none() {
        // "seven hours and 12 minutes"
        let mut smallest = unit;
        loop {
            let at = end + usize::from(row.tight_mark(end, ",") || row.is(end, "and"));
            let at = at + usize::from(at > end && row.is(at, "and"));
            let Some(more) = row.numbers.at(at).filter(|n| n.low == n.high && n.form != Form::Fraction) else { break };
            // "1 min 12", "3 h 04": the smaller unit is understood
            let short =
                matches!(row.str(at - 1), "min" | "h" | "hr") && more.form == Form::Digits && row.str(at).len() == 2;
            if short && measure(row, more.next, 0).is_none() && at == end {
                let smaller = super::lexicon::unit(if smallest.name == "hour" { "minute" } else { "second" })?;
                let total = quantity.low? * Decimal::from(60) + more.low;
                (quantity.low, quantity.high) = (Some(total), Some(total));
                quantity.unit = smaller.name.clone();
                end = more.next;
                break;
            }
            let Some((part, after)) =
                measure(row, more.next, 0).filter(|(u, _)| u.base == "time" && u.factor < smallest.factor)
            else {
                break;
            };
            let ratio = smallest.factor / part.factor;
            // months have no fixed number of days
            let years_and_months = smallest.name == "year" && part.name == "month";
            if !ratio.is_integer() && !years_and_months {
                break;
            }
            let total = quantity.low? * ratio.round() + more.low;
            (quantity.low, quantity.high) = (Some(total), Some(total));
            quantity.unit = part.name.clone();
            (smallest, end) = (part, after);
        }
    }
    let end = rate(row, end, &mut quantity);
    make(quantity, end, "duration")
}

/// `to 15 months` where the unit is said twice.
fn again(row: &Row, at: usize, unit: &Unit) -> Option<(Decimal, usize)> {
    if !row.is(at, "to") {
        return None;
    }
    let number = row.numbers.at(at + 1)?;
    let (same, next) = measure(row, number.next, 0)?;
    (same.name == unit.name).then_some((number.low, next))
}

/// "The suspect, 31, was fined"; "aged 31".
fn age_in_commas(row: &Row, amount: &Amount) -> Option<Figure> {
    let whole = amount.low.is_integer()
        && amount.low >= Decimal::ONE
        && amount.low <= Decimal::from(115)
        && amount.scale == Decimal::ONE;
    if !whole || amount.range.is_some() && !row.is_any(amount.first.wrapping_sub(1), &["aged", "ages"]) {
        return None;
    }
    let before = row.word_before(amount.first).to_lowercase();
    let said = matches!(before.as_str(), "aged" | "age" | "ages")
        || before == "turned" && amount.low > Decimal::TEN && row.lexicon.forms.from(row.tokens, amount.next).is_none();
    let comma = row.tight_mark(amount.first.wrapping_sub(1), ",")
        && amount.form == Form::Digits
        && amount.first >= 2
        && row.tokens[amount.first - 2].is_word()
        && row
            .get(amount.next)
            .is_none_or(|t| !t.spaced && (t.is_mark(',') || t.is_mark('.') || t.is_mark(';') || t.is_mark(')')));
    let bracket = row.get(amount.first.wrapping_sub(1)).is_some_and(|t| t.is_mark('('))
        && amount.form == Form::Digits
        && amount.low > Decimal::from(12)
        && amount.first >= 2
        && row.tokens[amount.first - 2].capital(row.text)
        && row.tight_mark(amount.next, ")");
    if !(said || comma || bracket) {
        return None;
    }
    let quantity = plain(QuantityClass::Age, amount.low, amount.high, "year of age");
    Some(Figure { quantity, first: amount.first, next: amount.next, number: (amount.first, amount.next), rule: "age" })
}

fn with_noun(row: &Row, amount: &Amount) -> Option<Figure> {
    let number = (amount.first, amount.next);
    let vague = amount.form == Form::Vague;
    let word = amount.form == Form::Words;
    let one = amount.low == Decimal::ONE && amount.high == Decimal::ONE;
    let mut quantity = plain(QuantityClass::Count, amount.low, amount.high, "");
    let of = row.is(amount.next, "of");
    let mut at = amount.next;
    // "3,000-plus injured", "100 or so homes"
    if let Some((_, after)) = hedge::bound_after(row, at) {
        at = after;
    }
    if of && vague {
        at += 1;
    }
    let hyphen = row.numbers.is_hyphen(at);
    if hyphen {
        // "12-person jury": counted by the compound's noun
        let noun = row.get(at + 1).filter(|t| t.is_word())?;
        let name = noun.of(row.text).to_lowercase();
        if name.len() < 3 || row.lexicon.stop.has(noun) || !(amount.low.is_integer()) || one && word {
            return None;
        }
        quantity.of = Some(super::nouns::singular(&name));
        return Some(Figure { quantity, first: amount.first, next: at + 2, number, rule: "count" });
    }
    // "tens of thousands of acres": a measure with its unit after "of"
    if vague {
        if let Some((unit, next)) = measure(row, at, 0) {
            let class = if unit.base == "time" { QuantityClass::Duration } else { QuantityClass::Measure };
            (quantity.class, quantity.unit) = (class, unit.name.clone());
            return Some(Figure { quantity, first: amount.first, next, number, rule: "unit" });
        }
        if let Some((code, next)) = row.lexicon.currencies.from(row.tokens, at) {
            (quantity.class, quantity.unit) = (QuantityClass::Money, (*code).to_string());
            return Some(Figure { quantity, first: amount.first, next, number, rule: "money-name" });
        }
    }
    if one
        && word
        && (of
            || row.is_any(
                amount.first.wrapping_sub(1),
                &["no", "this", "that", "the", "any", "each", "every", "which", "only"],
            ))
    {
        return None;
    }
    if one && row.is_any(at, &["another", "day", "thing", "way", "side", "hand", "point", "more"]) {
        return None;
    }
    if let Some((of, next)) = counted(row, at, one) {
        quantity.of = Some(of);
        return Some(Figure { quantity, first: amount.first, next, number, rule: "count" });
    }
    if one && word || !amount.low.is_integer() && amount.scale == Decimal::ONE {
        return None;
    }
    bare(row, amount, quantity)
}

/// A count without its noun: "killed 14", "three of them", "two were hurt".
fn bare(row: &Row, amount: &Amount, mut quantity: Quantity) -> Option<Figure> {
    let number = (amount.first, amount.next);
    let token = &row.tokens[amount.first];
    let before = row.before(amount.first);
    if amount.form == Form::Digits {
        // "By 3 August 17 of the 52 looms": the name of a month is that of a date, or the number would be of the date
        let after_name = before.is_some_and(|t| t.capital(row.text) && !row.lexicon.months.has(t))
            && !row.opens_sentence(amount.first - 1);
        let listed = token.line && (row.tight_mark(amount.next, ".") || row.tight_mark(amount.next, ")"));
        let coded = row.tight_mark(amount.next, ":/-\u{2013}_")
            || row
                .get(amount.next)
                .is_some_and(|t| !t.spaced && t.is_word() && !t.of(row.text).starts_with(['\'', '\u{2019}']));
        let year = amount.scale == Decimal::ONE
            && row.str(amount.first).len() == 4
            && !row.str(amount.first).contains(',')
            && amount.low > Decimal::from(1500)
            && amount.low < Decimal::from(2100);
        if after_name || listed || coded || year {
            return None;
        }
    } else if matches!(
        row.word_before(amount.first).to_lowercase().as_str(),
        "the"
            | "these"
            | "those"
            | "both"
            | "last"
            | "first"
            | "next"
            | "his"
            | "her"
            | "their"
            | "my"
            | "at"
            | "by"
            | "around"
            | "about"
            | "until"
            | "square"
    ) {
        return None;
    }
    if row.is(amount.next, "of")
        && row.is_any(amount.next + 1, &["the", "these", "those", "its", "their", "his", "her", "our"])
    {
        let after = amount.next + 2;
        let noun = row.numbers.at(after).map_or(after, |n| n.next);
        quantity.of = counted(row, noun, false).map(|(of, _)| of);
    }
    Some(Figure { quantity, first: amount.first, next: amount.next, number, rule: "count" })
}

/// Whether a figure rises or falls; for callers that print it.
pub fn trend_of(quantity: &Quantity) -> Option<Trend> {
    quantity.change.filter(|change| change.role == ChangeRole::By).and_then(|change| change.trend)
}
