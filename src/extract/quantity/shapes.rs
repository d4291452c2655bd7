//! Figures of a shape of their own: ordinals, scores, magnitudes, stopwatch times, "nobody", "a pair of", bare units.
//!
//! What belongs here: forms that are no number with a noun or unit behind it. What does not: those, which `reader` reads.

use super::lexicon::{ORDINALS, TENS};
use super::nouns::counted;
use super::reader::{Amount, Figure, plain};
use super::row::Row;
use crate::extract::number::Form;
use crate::model::{Bound, Change, ChangeRole, QuantityClass, Trend};
use rust_decimal::Decimal;

pub(super) fn ordinal(row: &Row, at: usize) -> Option<Figure> {
    let token = row.get(at)?;
    let (value, next, digits) = if token.is_number() {
        let tail = row.get(at + 1).filter(|t| !t.spaced && t.is_word())?;
        if !matches!(tail.of(row.text), "st" | "nd" | "rd" | "th") || row.numbers.is_glued(at) {
            return None;
        }
        (row.str(at).replace(',', "").parse::<u32>().ok()?, at + 2, true)
    } else {
        let (value, next) = ordinal_word(row, at)?;
        (value, next, false)
    };
    let after = row.get(next);
    let est = row.numbers.is_hyphen(next) && row.str(next + 1).ends_with("est");
    if row.tight_mark(next, "-") && !est {
        return None;
    }
    // "14th Amendment", "5th Avenue", "21st Century" are names
    if after.is_some_and(|t| t.capital(row.text))
        && !row.is_any(next, &["anniversary", "birthday", "president", "prime"])
    {
        return None;
    }
    if !digits {
        let before = row.word_before(at).to_lowercase();
        let noun = est || after.is_some_and(|t| t.is_word() && !row.lexicon.stop.has(t));
        let owned = matches!(
            before.as_str(),
            "the" | "a" | "his" | "her" | "its" | "their" | "our" | "my" | "'s" | "\u{2019}s" | "for" | "as" | "no"
        );
        let opening = row.opens_sentence(at) && value > 2;
        if !noun || !(owned || opening || value > 2) {
            return None;
        }
    }
    let value = Decimal::from(value);
    Some(Figure {
        quantity: plain(QuantityClass::Ordinal, value, value, ""),
        first: at,
        next,
        number: (at, next),
        rule: "ordinal",
    })
}

fn ordinal_word(row: &Row, at: usize) -> Option<(u32, usize)> {
    let place = |at: usize| ORDINALS.iter().position(|w| row.is(at, w)).map(|p| p as u32 + 1);
    let ten = TENS.iter().position(|w| row.is(at, w)).map(|p| (p as u32 + 2) * 10);
    if let Some(ten) = ten.filter(|_| row.numbers.is_hyphen(at + 1)) {
        return place(at + 2).filter(|n| *n < 10).map(|n| (ten + n, at + 3));
    }
    place(at).map(|n| (n, at + 1))
}

/// `2-1`, `7 votes to 4`, `won 3-0`.
pub(super) fn score(row: &Row, at: usize) -> Option<Figure> {
    let first =
        row.numbers.at(at).filter(|n| n.scale == Decimal::ONE && n.form != Form::Fraction && n.form != Form::Vague)?;
    if first.form == Form::Digits && row.numbers.is_glued(at) {
        return None;
    }
    let votes = usize::from(row.is_any(first.next, &["votes"]));
    let joint = first.next + votes;
    let dash = row.tight_mark(joint, "-\u{2013}\u{2014}");
    let colon = row.tight_mark(joint, ":");
    if !(dash || colon || row.is(joint, "to")) || row.get(joint + 1)?.spaced == (dash || colon) {
        return None;
    }
    let second = row.numbers.at(joint + 1).filter(|n| n.form == first.form && n.scale == Decimal::ONE)?;
    // "1:52:40" is a time
    if colon && row.tight_mark(second.next, ":") {
        return None;
    }
    let whole = first.low.is_integer() && second.low.is_integer();
    let small = first.low < Decimal::from(2000) && second.low < Decimal::from(2000);
    let follows = row.get(second.next);
    let unit = row.tight_mark(second.next, "%")
        || row.lexicon.forms.from(row.tokens, second.next + usize::from(row.tight_mark(second.next, "-"))).is_some();
    if !whole || !small || unit || row.str(at).len() > 3 && row.str(at).starts_with(['1', '2']) {
        return None;
    }
    let near = |at: usize| row.get(at).is_some_and(|t| row.lexicon.votes.has(t));
    let about = (1..=4).any(|k| near(second.next + k - 1)) || (1..=5).any(|k| at.checked_sub(k).is_some_and(near));
    let falls = second.low < first.low && !row.is(joint, "to");
    let plain_noun = follows.is_some_and(|t| t.is_word() && !row.lexicon.stop.has(t) && !row.lexicon.votes.has(t));
    // a clock time or a date's parts have a colon or slash of their own; a tally needs a word of games or votes
    let likely = votes > 0 || falls && !plain_noun;
    if !about && (colon || !likely) {
        return None;
    }
    let quantity = plain(QuantityClass::Count, first.low, second.low, "score");
    Some(Figure { quantity, first: at, next: second.next, number: (at, second.next), rule: "score" })
}

/// `magnitude 6.2`, `magnitude of 6.2`, `magnitude-6.2`, `the quake measured 6.2`, `a 6.2 earthquake`; `6.2-magnitude`
/// is read as a unit.
pub(super) fn magnitude(row: &Row, at: usize) -> Option<Figure> {
    let number = row.numbers.at(at).filter(|n| n.form == Form::Digits && n.low < Decimal::TEN)?;
    let mut before = at.checked_sub(1)?;
    if row.is(before, "of") || row.tight_mark(before, "-") {
        before = before.checked_sub(1)?;
    }
    let quake = |at: usize| {
        row.is_any(at, &["quake", "earthquake", "tremor", "temblor", "aftershock", "quakes", "earthquakes", "tremors"])
    };
    let decimal = row.str(at).contains('.') && number.next == at + 1;
    let measured = || {
        row.is_any(before, &["measured", "measuring", "registered", "registering"])
            && (before.saturating_sub(12)..before).rev().take_while(|i| !row.clause_ends(*i)).any(quake)
            && (row.clause_ends(number.next) || row.tight_mark(number.next, ",") || row.is(number.next, "on"))
    };
    let named = row.is(before, "magnitude") || decimal && (quake(number.next) || measured());
    if !named {
        return None;
    }
    let quantity = plain(QuantityClass::Measure, number.low, number.low, "magnitude");
    Some(Figure { quantity, first: at, next: number.next, number: (at, number.next), rule: "magnitude" })
}

/// `1:52:16`, `0:37` and `4 h 19`: times of a race or a recording.
pub(super) fn stopwatch(row: &Row, at: usize) -> Option<Figure> {
    let measured = |seconds: Decimal, next: usize| {
        let quantity = plain(QuantityClass::Duration, seconds, seconds, "second");
        Some(Figure { quantity, first: at, next, number: (at, next), rule: "stopwatch" })
    };
    let two = |at: usize| -> Option<Decimal> {
        let token = row.get(at).filter(|t| t.is_number() && !t.spaced && t.key == 2 && t.end - t.start == 2)?;
        token.of(row.text).parse().ok()
    };
    let first: Decimal = row.get(at).filter(|t| t.is_number() && t.key <= 2)?.of(row.text).parse().ok()?;
    let sixty = Decimal::from(60);
    if row.is(at + 1, "h")
        && let Some(minutes) = row.get(at + 2).filter(|t| t.is_number() && t.key == 2 && t.end - t.start == 2)
    {
        let minutes: Decimal = minutes.of(row.text).parse().ok()?;
        return measured((first * sixty + minutes) * sixty, at + 3).filter(|_| minutes < sixty);
    }
    if row.numbers.is_glued(at) || !row.tight_mark(at + 1, ":") {
        return None;
    }
    let second = two(at + 2)?;
    let (seconds, next) = match two(at + 4).filter(|_| row.tight_mark(at + 3, ":")) {
        Some(third) => ((first * sixty + second) * sixty + third, at + 5),
        None if row.str(at) == "0" => (second, at + 3),
        None => return None,
    };
    measured(seconds, next)
}

/// `nobody`, `no one`, `no injuries`, `not one guest`, `not a single goal`: a count of none.
pub(super) fn nobody(row: &Row, at: usize) -> Option<Figure> {
    let single = match () {
        _ if !row.is(at, "not") => None,
        _ if row.is(at + 1, "one") => Some(at + 2),
        _ if row.is(at + 1, "a") && row.is(at + 2, "single") => Some(at + 3),
        _ => None,
    };
    // "not one million euros but two"
    let larger = row.numbers.at(at + 1).is_some_and(|number| number.next > at + 2);
    if let Some((of, next)) = single.filter(|_| !larger).and_then(|noun| counted(row, noun, true)) {
        let mut quantity = plain(QuantityClass::Count, Decimal::ZERO, Decimal::ZERO, "");
        quantity.bound = Bound::Exactly;
        quantity.of = Some(of);
        return Some(Figure { quantity, first: at, next, number: (at, next), rule: "none" });
    }
    let (noun, next) = if row.is(at, "nobody") {
        ("people", at + 1)
    } else if row.is(at, "no")
        && row.is_any(
            at + 1,
            &[
                "one",
                "people",
                "lives",
                "casualties",
                "injuries",
                "deaths",
                "fatalities",
                "victims",
                "survivors",
                "passengers",
                "arrests",
            ],
        )
    {
        (if row.is_any(at + 1, &["one", "lives"]) { "people" } else { row.str(at + 1) }, at + 2)
    } else {
        return None;
    };
    let mut quantity = plain(QuantityClass::Count, Decimal::ZERO, Decimal::ZERO, "");
    quantity.bound = Bound::Exactly;
    quantity.of = Some(super::nouns::singular(&noun.to_lowercase()));
    Some(Figure { quantity, first: at, next, number: (at, next), rule: "none" })
}

/// `a pair of train ferries`, `a score of ships`, `a couple of days` without the days.
pub(super) fn pair_of(row: &Row, at: usize) -> Option<Figure> {
    let score = row.is(at + 1, "score");
    if !row.is(at, "a") || !(score || row.is_any(at + 1, &["pair", "couple"])) || !row.is(at + 2, "of") {
        return None;
    }
    let (of, next) = counted(row, at + 3, false)?;
    let count = if score { Decimal::from(20) } else { Decimal::TWO };
    let mut quantity = plain(QuantityClass::Count, count, count, "");
    quantity.bound = if row.is(at + 1, "pair") { Bound::Plain } else { Bound::About };
    quantity.of = Some(of);
    Some(Figure { quantity, first: at, next, number: (at, at + 2), rule: "pair" })
}

/// What a change by so much follows.
const CHANGED: [&str; 18] = [
    "by",
    "up",
    "down",
    "rose",
    "fell",
    "grew",
    "climbed",
    "dropped",
    "gained",
    "lost",
    "increased",
    "decreased",
    "jumped",
    "slipped",
    "rise",
    "fall",
    "higher",
    "lower",
];

/// "61 percent, against 57 in May", "to 5.2 percent from 4.8": the share that another is set beside.
pub(super) fn share_before(row: &Row, amount: &Amount) -> Option<Figure> {
    let mut at = amount.first.checked_sub(1)?;
    if row.is_any(at, &["with", "to"]) && at > 0 && row.is(at - 1, "compared") {
        at -= 1;
    } else if !row.is_any(at, &["against", "from", "versus"]) {
        return None;
    }
    at = at.checked_sub(1)?;
    if row.is_any(at, &["up", "down"]) {
        at = at.checked_sub(1)?;
    }
    if row.get(at).is_some_and(|t| t.is_mark(',')) {
        at = at.checked_sub(1)?;
    }
    let cent = row.is(at, "cent") && at > 0 && row.is(at - 1, "per");
    let percent = cent || row.get(at).is_some_and(|t| t.is_mark('%')) || row.is_any(at, &["percent", "pct"]);
    let bare = row.get(amount.next).is_none_or(|t| !t.is_word() || t.paragraph || row.lexicon.stop.has(t))
        && !row.is_any(amount.next, &["of", "per"])
        && !(row.is(amount.next, "in") && row.is_any(amount.next + 1, &["favour", "favor"]));
    // "fell 12 percent from 60": of a change by so much no level is a share
    let number = at.checked_sub(1 + usize::from(cent))?;
    let lead = number.checked_sub(1)?;
    let level = match row.is(amount.first - 1, "from") {
        true => row.is_any(lead, &["to", "at"]),
        false => !row.is_any(lead, &CHANGED),
    };
    if !percent || !bare || !level || amount.form == Form::Fraction || amount.low > Decimal::ONE_HUNDRED {
        return None;
    }
    let mut quantity = plain(QuantityClass::Percent, amount.low, amount.high, "percent");
    quantity.change = Some(Change { role: ChangeRole::From, trend: None });
    let number = (amount.first, amount.next);
    Some(Figure { quantity, first: amount.first, next: amount.next, number, rule: "percent" })
}

/// `doubled`, `was halved`, `will triple`: a change by a multiple, as the percent that it comes to.
pub(super) fn multiple(row: &Row, at: usize) -> Option<Figure> {
    let (percent, trend) = match row.str(at).to_ascii_lowercase().as_str() {
        "doubled" | "doubling" => (100, Trend::Up),
        "tripled" | "tripling" | "trebled" | "trebling" => (200, Trend::Up),
        "quadrupled" | "quadrupling" => (300, Trend::Up),
        "halved" | "halving" => (50, Trend::Down),
        infinitive => {
            let percent = match infinitive {
                "double" => (100, Trend::Up),
                "triple" | "treble" => (200, Trend::Up),
                "quadruple" => (300, Trend::Up),
                "halve" => (50, Trend::Down),
                _ => return None,
            };
            let governed =
                ["to", "will", "would", "could", "may", "might", "can", "should", "must", "nearly", "almost"];
            let verb = at > 0 && (row.is_any(at - 1, &governed) || row.is(at - 1, "than") && at > 1);
            if !verb {
                return None;
            }
            percent
        }
    };
    // "doubled as a school", "doubled back", "doubled over", and the hits of ball games
    let other = row.is_any(at + 1, &["as", "back", "over", "up", "down", "home", "team", "teaming"])
        || row.is(at + 1, "to") && row.is_any(at + 2, &["left", "right", "center", "centre"]);
    // "the doubled guard" is no change that is told
    let adjective = at > 0 && row.is_any(at - 1, &["a", "the", "his", "her", "its", "their"]);
    if other || adjective || row.get(at)?.capital(row.text) && !row.opens_sentence(at) {
        return None;
    }
    let value = Decimal::from(percent);
    let mut quantity = plain(QuantityClass::Percent, value, value, "percent");
    // it is seldom meant to the last percent
    quantity.bound = Bound::About;
    quantity.change = Some(Change { role: ChangeRole::By, trend: Some(trend) });
    Some(Figure { quantity, first: at, next: at + 1, number: (at, at + 1), rule: "multiple" })
}

// --- figures without a number: "an hour and a half", "twice" ---

pub(super) fn bare_unit(row: &Row, at: usize) -> Option<Figure> {
    if row.is(at, "twice") && !row.is_any(at + 1, &["as", "the", "a", "that"]) {
        let mut quantity = plain(QuantityClass::Count, Decimal::TWO, Decimal::TWO, "");
        quantity.of = Some("time".into());
        return Some(Figure { quantity, first: at, next: at + 1, number: (at, at + 1), rule: "twice" });
    }
    let half = row.is(at, "half") && row.is_any(at + 1, &["a", "an"]);
    let article = if half { at + 1 } else { at };
    if !row.is_any(article, &["a", "an"]) {
        return None;
    }
    let unit = |at: usize| row.lexicon.forms.from(row.tokens, at).map(|(unit, next)| (&row.lexicon.units[*unit], next));
    let (unit, mut next) =
        unit(article + 1).filter(|(u, _)| u.base == "time" && !matches!(u.name.as_str(), "second" | "quarter"))?;
    let mut value = if half { Decimal::new(5, 1) } else { Decimal::ONE };
    let spelled = row.is(next, "and") && row.is_any(next + 1, &["a"]);
    let mut sure = half;
    if spelled && row.is_any(next + 2, &["half", "quarter"]) {
        value += if row.is(next + 2, "half") { Decimal::new(5, 1) } else { Decimal::new(25, 2) };
        next += 3;
        sure = true;
    }
    let before = row.word_before(at).to_lowercase();
    let hedges = row.lexicon.hedges_before.before(row.tokens, at).is_some();
    let led = matches!(
        before.as_str(),
        "for" | "lasted" | "lasting" | "within" | "took" | "than" | "spent" | "another" | "to"
    );
    if !(sure || led || hedges) || row.get(next).is_some_and(|t| !t.spaced && t.is_mark('-')) {
        return None;
    }
    let quantity = plain(QuantityClass::Duration, value, value, &unit.name);
    Some(Figure { quantity, first: at, next, number: (at, next), rule: "spelled-duration" })
}
