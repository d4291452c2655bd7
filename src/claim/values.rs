//! Claims of dates, times, durations and figures.

use super::build::Bench;
use super::clause::base;
use super::{Detail, Draft};
use crate::extract::{quantity, time};
use crate::lexicon::{self, Kinds};
use crate::model::{
    Attribute, Bound, Quantity, QuantityClass, QuantityMention, TimeMention, TimeValue, TimexKind, TimexMod, Value,
};
use crate::syntax::{NameKind, Upos};
use rust_decimal::Decimal;

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    let dates: Vec<_> = bench.times.iter().filter(|t| t.value.kind != TimexKind::Duration).map(|t| t.span).collect();
    let figures = quantity::extract_in(bench.text, &bench.regions, &dates);
    let clocks = |t: &&TimeMention| matches!(t.value.kind, TimexKind::Date | TimexKind::Time);
    for mention in bench.joined_times.iter().filter(clocks) {
        // a figure that turned out to be a date or a clock time is no figure, and the other way round
        drafts.extend(time_claim(bench, mention));
    }
    // "9:50 p.m. on Friday" is a time; that it was on Friday is a date of its own
    for whole in bench.joined_times.iter().filter(|j| has_clock(j)) {
        let part = bench
            .times
            .iter()
            .find(|t| t.value.kind == TimexKind::Date && t.span != whole.span && whole.span.contains(t.span));
        let day = part.cloned().or_else(|| time::day_of(whole));
        drafts.extend(day.and_then(|day| time_claim(bench, &day)));
    }
    for figure in &figures {
        if bench.joined_times.iter().filter(clocks).any(|t| t.span.overlaps(figure.number)) {
            continue;
        }
        drafts.extend(figure_claim(bench, figure));
    }
    for mention in bench.joined_times.iter().filter(|t| t.value.kind == TimexKind::Duration) {
        // "part of a day" is not a day
        let part = bench.text.get(..mention.span.start).is_some_and(|before| before.trim_end().ends_with("part of"));
        if !part && !figures.iter().any(|f| f.span.overlaps(mention.span)) {
            let value = length(&mention.value).map_or_else(|| Value::Time(mention.value.clone()), Value::Quantity);
            let canonical = mention.value.canonical();
            drafts.extend(bench.draft(Attribute::Duration, mention.span, value, canonical, "duration", mention.rule));
        }
    }
}

/// "An hour", "a full day": a length of time as a figure, so that it compares with "55 minutes".
fn length(time: &TimeValue) -> Option<Quantity> {
    let body = time.timex.strip_prefix('P')?;
    let (clock, body) = body.strip_prefix('T').map_or((false, body), |rest| (true, rest));
    let unit = match (clock, body.chars().last()?) {
        (true, 'S') => "second",
        (true, 'M') => "minute",
        (true, 'H') => "hour",
        (false, 'D') => "day",
        (false, 'W') => "week",
        (false, 'M') => "month",
        (false, 'Y') => "year",
        _ => return None,
    };
    let number: u32 = body[..body.len() - 1].parse().ok()?;
    let bound = match time.modifier {
        None => Bound::Plain,
        Some(TimexMod::Approx) => Bound::About,
        Some(TimexMod::MoreThan) => Bound::MoreThan,
        Some(TimexMod::LessThan) => Bound::LessThan,
        Some(TimexMod::EqualOrMore) => Bound::AtLeast,
        Some(TimexMod::EqualOrLess) => Bound::AtMost,
        Some(_) => return None,
    };
    Some(Quantity {
        class: QuantityClass::Duration,
        low: Some(number.into()),
        high: Some(number.into()),
        unit: unit.into(),
        of: None,
        per: None,
        bound,
        fraction: false,
        change: None,
    })
}

fn has_clock(mention: &TimeMention) -> bool {
    mention.value.kind == TimexKind::Time
}

fn time_claim(bench: &Bench, mention: &TimeMention) -> Option<Draft> {
    let clock = has_clock(mention);
    let attribute = if clock { Attribute::Time } else { Attribute::Date };
    let scale = if clock { "clock" } else { "date" };
    bench.draft(
        attribute,
        mention.span,
        Value::Time(mention.value.clone()),
        mention.value.canonical(),
        scale,
        mention.rule,
    )
}

/// "The boy is 14", "Kim turns 40": a bare number said of one person is the age.
fn as_age(bench: &Bench, mention: &QuantityMention) -> Option<Quantity> {
    let figure = &mention.quantity;
    let years = figure.low.filter(|years| figure.class == QuantityClass::Count && years.is_integer())?;
    let bare = figure.unit.is_empty() && figure.of.is_none() && figure.per.is_none() && figure.change.is_none();
    if !bare || figure.fraction || years < Decimal::TWO || years > OLDEST {
        return None;
    }
    let s = bench.sentence_of(mention.span)?;
    let tokens = &bench.sentences[s].tokens;
    let number = tokens.iter().position(|t| t.span == mention.number)?;
    let clause = &bench.clauses[s].list[bench.clauses[s].of_token[number]];
    let of = |verb: &str| clause.lemma.split(' ').next() == Some(verb);
    let told = clause.nominal == Some(number)
        || clause.predicate == number && tokens.iter().any(|t| t.head == Some(number) && base(t.relation) == "cop")
        || tokens[number].head == Some(clause.predicate) && (of("be") || of("turn"));
    let one = &tokens[clause.subject?];
    let person = match one.upos {
        Upos::Pron => matches!(one.lemma.to_lowercase().as_str(), "he" | "she" | "who"),
        Upos::Propn => bench.entity_at(s, clause.subject?).is_some_and(|e| bench.entities[e].kind == NameKind::Person),
        _ => {
            let singular = one.span.of(bench.text).eq_ignore_ascii_case(&one.lemma);
            singular
                && lexicon::kinds(&one.lemma).meets(Kinds::PERSON)
                && !lexicon::kinds(&one.lemma).meets(Kinds::GROUP)
        }
    };
    // "was 36 not out", "was 12 in the rankings", "was 19 when he joined" are no age, or that of another day
    let told = told && closes(bench, s, number, of("turn"));
    let age = Quantity { class: QuantityClass::Age, unit: "year of age".into(), ..figure.clone() };
    (told && person).then_some(age)
}

/// Whether a bare number closes its clause, and the clause tells of no day long ago: "in 2010 she was 19".
fn closes(bench: &Bench, s: usize, number: usize, turns: bool) -> bool {
    let tokens = &bench.sentences[s].tokens;
    let ended = tokens.get(number + 1).is_none_or(|next| {
        let word = next.span.of(bench.text);
        matches!(word, "." | "," | ";" | ")" | "and" | "but") || turns && matches!(word, "on" | "in" | "this" | "next")
    });
    let clause = bench.clauses[s].of_token[number];
    let dated = tokens.iter().enumerate().any(|(i, t)| {
        bench.clauses[s].of_token[i] == clause && bench.times.iter().any(|time| time.span.overlaps(t.span))
    });
    let past = tokens.iter().any(|t| t.head == Some(number) && t.span.of(bench.text).eq_ignore_ascii_case("was"));
    ended && (turns || !past || !dated)
}

/// More years nobody lives.
const OLDEST: Decimal = Decimal::from_parts(115, 0, 0, false, 0);

fn figure_claim(bench: &Bench, mention: &QuantityMention) -> Option<Draft> {
    let aged = as_age(bench, mention);
    let quantity = aged.as_ref().unwrap_or(&mention.quantity);
    let (attribute, scale) = place_on_scale(quantity)?;
    let value = Value::Quantity(quantity.clone());
    let mut draft = bench.draft(attribute, mention.span, value, quantity.canonical(), &scale, mention.rule)?;
    // of "Okoro won in 1:52:40 and Lund was fourth at 0:37" each time is that of the name before it
    if mention.rule == "stopwatch"
        && let Some(timed) = bench.person_before(draft.frame.sentence, mention.span)
    {
        draft.frame.subject = Some(timed);
        draft.claim.subject = bench.describe(&draft.frame);
    }
    if let Some(of) = &quantity.of {
        draft.frame.head = Some(of.to_lowercase());
    }
    if let Some(per) = &quantity.per {
        draft.frame.modifiers.push(per.to_lowercase());
    }
    if quantity.class == QuantityClass::Ordinal {
        let place = quantity.low.and_then(|l| u32::try_from(l.trunc().mantissa()).ok())?;
        let head = draft.frame.head.clone().unwrap_or_default();
        if matches!(head.as_str(), "anniversary" | "birthday" | "jubilee") {
            draft.claim.canonical = format!("{place} years");
            draft.frame.scale = "anniversary".into();
        } else {
            draft.claim.attribute = Attribute::Order;
            draft.frame.attribute = Attribute::Order;
            draft.claim.canonical = format!("{} {head}", ordinal(place)).trim().to_string();
            draft.detail = Detail::Rank { place, last: false };
        }
    }
    Some(draft)
}

/// Which attribute a figure is, and the scale on which it can be compared.
fn place_on_scale(quantity: &Quantity) -> Option<(Attribute, String)> {
    Some(match quantity.class {
        QuantityClass::Money => (Attribute::Money, "money".into()),
        // a hundred basis points are a percentage point
        QuantityClass::Percent if quantity.unit == "basis point" => (Attribute::Percent, "percentage point".into()),
        QuantityClass::Percent => (Attribute::Percent, quantity.unit.clone()),
        QuantityClass::Count => {
            (Attribute::Count, if quantity.unit == "score" { "score".into() } else { "count".into() })
        }
        QuantityClass::Measure => (Attribute::Measure, "measure".into()),
        QuantityClass::Duration => (Attribute::Duration, "duration".into()),
        QuantityClass::Age => (Attribute::Measure, "age".into()),
        QuantityClass::Ordinal => (Attribute::Count, "rank".into()),
    })
}

/// `2nd` for 2.
pub fn ordinal(n: u32) -> String {
    let suffix = match (n % 10, n % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}
