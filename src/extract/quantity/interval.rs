//! What numbers a figure stands for: its interval on a scale, its canonical notation, and how two figures compare.
//!
//! Halos follow the way readers take round and sharp numbers (Lasersohn 1999, Krifka 2007, Williams & Power 2013):
//! a figure stands for half its last place to either side, a hedge widens that, "exactly" takes it away.

use super::lexicon::unit;
use crate::lexicon::is_person_or_group;
use crate::model::{Bound, Change, ChangeRole, Quantity, QuantityClass, Relation, Trend};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A stretch of numbers; `None` is no end at all, and an open end is not itself in the stretch.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub open_low: bool,
    pub open_high: bool,
}

impl Interval {
    /// Scaled by a positive factor after a shift.
    fn map(self, offset: Decimal, factor: Decimal) -> Option<Interval> {
        let map = |end: Option<Decimal>| match end {
            None => Some(None),
            Some(value) => value.checked_add(offset)?.checked_mul(factor).map(Some),
        };
        Some(Interval { low: map(self.low)?, high: map(self.high)?, ..self })
    }

    fn compare(&self, other: &Interval) -> Relation {
        let from = ends(self.low, self.open_low, other.low, other.open_low, Ordering::Less);
        let to = ends(self.high, self.open_high, other.high, other.open_high, Ordering::Greater);
        match (from, to) {
            (Ordering::Equal, Ordering::Equal) => Relation::Equal,
            _ if self.lies_below(other) || other.lies_below(self) => Relation::Disjoint,
            (Ordering::Greater | Ordering::Equal, Ordering::Less | Ordering::Equal) => Relation::Refines,
            (Ordering::Less | Ordering::Equal, Ordering::Greater | Ordering::Equal) => Relation::RefinedBy,
            _ => Relation::Overlaps,
        }
    }

    fn lies_below(&self, other: &Interval) -> bool {
        match (self.high, other.low) {
            (Some(high), Some(low)) => high < low || high == low && (self.open_high || other.open_low),
            _ => false,
        }
    }
}

/// Orders two ends of the same side; an absent end is the outermost, an open one lies further in than a closed one.
fn ends(a: Option<Decimal>, a_open: bool, b: Option<Decimal>, b_open: bool, outer: Ordering) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => outer,
        (Some(_), None) => outer.reverse(),
        (Some(a), Some(b)) => a.cmp(&b).then(match (a_open, b_open) {
            (true, false) => outer.reverse(),
            (false, true) => outer,
            _ => Ordering::Equal,
        }),
    }
}

/// The last non-zero place of a number: 10,000 for 850,000, 0.1 for 77.2.
fn place(value: Decimal) -> Decimal {
    let value = value.abs();
    if value.is_zero() {
        return Decimal::ONE;
    }
    if value.scale() > 0 && !value.is_integer() {
        return Decimal::new(1, value.normalize().scale());
    }
    // decimals that were written count even where they are nought: 3.0
    if value.scale() > 0 && value < Decimal::from(1000) {
        return Decimal::new(1, value.scale());
    }
    let mut place = Decimal::ONE;
    let mut rest = value.trunc();
    while (rest % Decimal::TEN).is_zero() {
        rest /= Decimal::TEN;
        place *= Decimal::TEN;
    }
    place
}

/// What words such as "million" were put to the figure, as far as its size tells.
fn scale_word(value: Decimal) -> Decimal {
    [12u32, 9, 6]
        .into_iter()
        .map(|power| Decimal::from(10u64.pow(power)))
        .find(|scale| value.abs() >= *scale)
        .unwrap_or(Decimal::ONE)
}

impl Quantity {
    /// Half the width that a plain figure of this size and kind stands for.
    fn halo(&self, value: Decimal) -> Decimal {
        let half = Decimal::new(5, 1);
        if self.fraction {
            return Decimal::new(15, 1);
        }
        let exact = matches!(self.class, QuantityClass::Age | QuantityClass::Ordinal);
        let hundred = Decimal::ONE_HUNDRED;
        if exact || self.class == QuantityClass::Count && value.abs() < hundred && value.is_integer() {
            return Decimal::ZERO;
        }
        // a few whole units are seldom rounded from far: three weeks are not eighteen days
        if self.class == QuantityClass::Duration && value.abs() < Decimal::TEN && value.is_integer() {
            return Decimal::new(25, 2);
        }
        let scale = scale_word(value);
        let figure = value / scale;
        let place = place(figure);
        // two digits are as a rule meant: 40 minutes are not 36, $20 billion are not $22 billion
        let most = if figure.abs() < hundred { Decimal::new(5, 2) } else { Decimal::new(1, 1) };
        let round = place > Decimal::ONE;
        let halo = if round { (place * half).min(figure.abs() * most) } else { place * half };
        halo * scale
    }

    /// The numbers that the figure stands for, in its own unit; `None` for a score.
    pub fn interval(&self) -> Option<Interval> {
        if self.unit == "score" {
            return None;
        }
        let closed = |low: Decimal, high: Decimal| Interval {
            low: Some(low),
            high: Some(high),
            open_low: false,
            open_high: false,
        };
        let (low, high) = match (self.low, self.high) {
            (Some(low), Some(high)) => (low, high),
            (low, high) => return Some(Interval { low, high, open_low: false, open_high: false }),
        };
        let range = low != high;
        let halo_low = if range { Decimal::ZERO } else { self.halo(low) };
        let halo_high = if range { Decimal::ZERO } else { self.halo(high) };
        // "nearly a third" has no last place to step by
        let step = if self.fraction { Decimal::from(3) } else { place(low / scale_word(low)) * scale_word(low) };
        // negative figures hedge outwards the other way; the literal bound is kept
        Some(match self.bound {
            Bound::Exactly => closed(low, high),
            Bound::Plain => {
                // 61 and 62 meet at 61.5 and are two figures all the same
                let open = !range && !halo_low.is_zero();
                let open_high = open || range && self.is_vague();
                Interval { open_low: open, open_high, ..closed(low - halo_low, high + halo_high) }
            }
            Bound::About => {
                let wide = |value: Decimal, halo: Decimal| {
                    let step = place(value / scale_word(value)) * scale_word(value);
                    // about 23 may be 25 or 20; about 20 is no more than a ten off, small counts having no halo to double
                    let next = match round(value) {
                        false => step * Decimal::from(5),
                        true if halo.is_zero() => step,
                        true => Decimal::ZERO,
                    };
                    if range {
                        value.abs() * Decimal::new(5, 2)
                    } else {
                        (halo * Decimal::TWO).max(next).max(value.abs() * Decimal::new(1, 1))
                    }
                };
                closed(low - wide(low, halo_low), high + wide(high, halo_high))
            }
            Bound::Nearly | Bound::JustUnder => {
                Interval { low: Some(low - step), high: Some(high), open_low: true, open_high: !range }
            }
            Bound::JustOver => Interval { low: Some(low), high: Some(high + step), open_low: !range, open_high: true },
            Bound::MoreThan => Interval { low: Some(low), high: None, open_low: !range, open_high: true },
            Bound::AtLeast => Interval { low: Some(low), high: None, open_low: false, open_high: true },
            Bound::LessThan => Interval { low: None, high: Some(high), open_low: true, open_high: true },
            Bound::AtMost => Interval { low: None, high: Some(high), open_low: true, open_high: false },
        })
    }

    /// "dozens", "hundreds": ten times the low end, which the high end does not reach.
    fn is_vague(&self) -> bool {
        matches!((self.low, self.high), (Some(low), Some(high)) if !low.is_zero() && high == low * Decimal::TEN)
    }

    /// One notation for all: `USD 77200000000`, `3.4%`, `6.8 pp`, `14 people`, `12 km`, `~PT25M`, `20..25 people`.
    pub fn canonical(&self) -> String {
        let text = |value: Option<Decimal>| value.map_or(String::new(), |v| v.normalize().to_string());
        let number = if self.low == self.high {
            text(self.low)
        } else if self.unit == "score" {
            format!("{}-{}", text(self.low), text(self.high))
        } else {
            format!("{}..{}", text(self.low), text(self.high))
        };
        let sign = match self.bound {
            Bound::Plain | Bound::Exactly => "",
            Bound::About | Bound::Nearly | Bound::JustUnder | Bound::JustOver => "~",
            Bound::AtLeast | Bound::MoreThan => ">=",
            Bound::AtMost | Bound::LessThan => "<=",
        };
        let per = self.per.as_ref().map_or(String::new(), |per| format!(" per {per}"));
        let what = match self.class {
            QuantityClass::Money => format!("{} {number}", self.unit),
            QuantityClass::Percent => {
                // a fall is written as a negative change
                let fall = matches!(self.change, Some(Change { role: ChangeRole::By, trend: Some(Trend::Down) }));
                let minus = if fall && self.low.is_some_and(|low| low > Decimal::ZERO) { "-" } else { "" };
                match self.unit.as_str() {
                    "percent" => format!("{minus}{number}%"),
                    "basis point" => format!("{minus}{number} bp"),
                    _ => format!("{minus}{number} pp"),
                }
            }
            QuantityClass::Duration => self.iso_duration(&number),
            QuantityClass::Count if self.unit == "score" => number,
            QuantityClass::Count => match &self.of {
                Some(of) => format!(
                    "{number} {}",
                    plural(of, self.low != Some(Decimal::ONE) || self.high != Some(Decimal::ONE))
                ),
                None => number,
            },
            QuantityClass::Age => format!("{number} {}s", self.unit.trim_end_matches(" of age")),
            QuantityClass::Ordinal => number,
            QuantityClass::Measure => {
                let symbol = unit(&self.unit).map_or(self.unit.as_str(), |u| u.symbol.as_str());
                format!("{number} {symbol}")
            }
        };
        format!("{sign}{what}{per}")
    }

    /// `PT25M`, `P18M`, `PT7H12M`; ranges with `..`.
    fn iso_duration(&self, number: &str) -> String {
        let one = |value: Decimal| -> Option<String> {
            let value = value.normalize();
            Some(match self.unit.as_str() {
                "second" | "minute" | "hour" => clock_duration(value, &self.unit)?,
                "day" | "night" => format!("P{value}D"),
                "week" => format!("P{value}W"),
                "fortnight" => format!("P{}W", value * Decimal::TWO),
                "month" => format!("P{value}M"),
                "quarter" => format!("P{}M", value * Decimal::from(3)),
                "year" if !value.is_integer() && (value * Decimal::from(12)).is_integer() => {
                    format!("P{}M", (value * Decimal::from(12)).normalize())
                }
                "year" => format!("P{value}Y"),
                "decade" => format!("P{}Y", (value * Decimal::TEN).normalize()),
                "century" => format!("P{}Y", (value * Decimal::ONE_HUNDRED).normalize()),
                _ => return None,
            })
        };
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => one(low).unwrap_or_else(|| format!("{number} {}", self.unit)),
            (low, high) => {
                let end = |end: Option<Decimal>| end.and_then(one).unwrap_or_default();
                format!("{}..{}", end(low), end(high))
            }
        }
    }

    /// How this figure stands to another of the same thing.
    pub fn compare(&self, other: &Quantity) -> Relation {
        if self.class != other.class {
            return Relation::Incomparable("class");
        }
        if (self.unit == "score") != (other.unit == "score") {
            return Relation::Incomparable("unit");
        }
        if self.unit == "score" {
            let turned = self.low == other.high && self.high == other.low;
            let same = self.low == other.low && self.high == other.high;
            return if same || turned { Relation::Equal } else { Relation::Disjoint };
        }
        let (Some(mine), Some(theirs)) = (self.base_interval(), other.base_interval()) else {
            return Relation::Incomparable("too-large");
        };
        if let Some(relation) = self.scales_apart(other) {
            return relation;
        }
        if self.class == QuantityClass::Count && people_and_things(self.of.as_deref(), other.of.as_deref()) {
            return Relation::Incomparable("counted");
        }
        let mut relation = mine.compare(&theirs);
        if relation == Relation::Disjoint && self.class == QuantityClass::Age && self.near_birthday(other) {
            return Relation::Incomparable("birthday");
        }
        let converted = self.unit != other.unit;
        let same_middle = self.bound == other.bound && self.middle() == other.middle();
        if same_middle || converted && relation == Relation::Overlaps {
            relation = Relation::Equal;
        }
        if relation == Relation::Equal && !converted && self.bound != other.bound {
            relation = Relation::Overlaps;
        }
        self.through_change(other, relation)
    }

    /// Both ends in the base unit of what is measured.
    fn base_interval(&self) -> Option<Interval> {
        let interval = self.interval()?;
        match self.base() {
            None => Some(interval),
            Some((_, offset, factor)) => interval.map(offset, factor),
        }
    }

    fn middle(&self) -> Option<Decimal> {
        let (low, high) = (self.low?, self.high?);
        let middle = low.checked_add(high)? / Decimal::TWO;
        match self.base() {
            None => Some(middle),
            Some((_, offset, factor)) => middle.checked_add(offset)?.checked_mul(factor).map(|v| v.normalize()),
        }
    }

    /// What is measured, and how to come to its base unit; `None` where the unit is its own base.
    fn base(&self) -> Option<(&'static str, Decimal, Decimal)> {
        match self.class {
            QuantityClass::Percent if self.unit == "basis point" => {
                Some(("percentage point", Decimal::ZERO, Decimal::new(1, 2)))
            }
            QuantityClass::Measure | QuantityClass::Duration | QuantityClass::Age => {
                unit(self.unit.trim_end_matches(" of age")).map(|u| (u.base.as_str(), u.offset, u.factor))
            }
            _ => None,
        }
    }

    /// A verdict that needs no interval: other currencies, points against percent, rates of other units.
    fn scales_apart(&self, other: &Quantity) -> Option<Relation> {
        let same_digits = self.low == other.low && self.high == other.high && self.low.is_some();
        let scale = |q: &Quantity| q.base().map_or_else(|| q.unit.clone(), |(base, _, _)| base.to_string());
        if self.unit != other.unit && scale(self) != scale(other) {
            let digits = self.low.is_some_and(|v| v.normalize().mantissa().abs() >= 10);
            return Some(match self.class {
                QuantityClass::Money if same_digits && digits => Relation::Disjoint,
                QuantityClass::Money => Relation::Incomparable("currency"),
                QuantityClass::Percent => Relation::Incomparable("points"),
                _ => Relation::Incomparable("unit"),
            });
        }
        match (&self.per, &other.per) {
            (Some(a), Some(b)) if a != b => {
                Some(if same_digits { Relation::Disjoint } else { Relation::Incomparable("per") })
            }
            (Some(_), None) | (None, Some(_)) if !same_digits => Some(Relation::Incomparable("per")),
            _ => None,
        }
    }

    fn near_birthday(&self, other: &Quantity) -> bool {
        matches!((self.middle(), other.middle()), (Some(a), Some(b)) if self.unit == other.unit && (a - b).abs() <= Decimal::from(31_557_600))
    }

    /// The amount of a change is no level, the level before no level after; up is not down.
    fn through_change(&self, other: &Quantity, relation: Relation) -> Relation {
        let role = |q: &Quantity| q.change.map(|Change { role, .. }| role);
        let trend = |q: &Quantity| q.change.and_then(|c| c.trend);
        match (role(self), role(other)) {
            (Some(ChangeRole::By), Some(ChangeRole::By)) => match (trend(self), trend(other)) {
                (Some(Trend::Up), Some(Trend::Down)) | (Some(Trend::Down), Some(Trend::Up)) => Relation::Disjoint,
                _ => relation,
            },
            (Some(a), Some(b)) if a != b => Relation::Incomparable("change-role"),
            (Some(ChangeRole::By | ChangeRole::From), None) | (None, Some(ChangeRole::By | ChangeRole::From))
                if relation == Relation::Disjoint =>
            {
                Relation::Incomparable("change-role")
            }
            _ => relation,
        }
    }
}

/// Whether one counts people and the other things.
fn people_and_things(a: Option<&str>, b: Option<&str>) -> bool {
    let people = |noun: &str| {
        let head = noun.rsplit(' ').next().unwrap_or(noun);
        super::lexicon::lexicon().collective.has_word(head) || is_person_or_group(head)
    };
    matches!((a, b), (Some(a), Some(b)) if a != b && people(a) != people(b))
}

/// The change in percent between two levels of one thing, from its least to its greatest reading; `None` where the
/// figures leave open whether it is a rise or a fall.
pub fn change_between(from: &Quantity, to: &Quantity) -> Option<Quantity> {
    let ends = |quantity: &Quantity| quantity.interval().and_then(|interval| interval.low.zip(interval.high));
    let ((a, b), (c, d)) = (ends(from)?, ends(to)?);
    if a <= Decimal::ZERO || c <= Decimal::ZERO || from.unit != to.unit || from.class == QuantityClass::Percent {
        return None;
    }
    let (least, most) = ((c - b) * Decimal::ONE_HUNDRED / b, (d - a) * Decimal::ONE_HUNDRED / a);
    if least.is_sign_positive() != most.is_sign_positive() {
        return None;
    }
    let trend = Some(if least.is_sign_positive() { Trend::Up } else { Trend::Down });
    Some(Quantity {
        class: QuantityClass::Percent,
        low: Some(least.abs().min(most.abs()).round_dp(1)),
        high: Some(least.abs().max(most.abs()).round_dp(1)),
        unit: "percent".into(),
        of: None,
        per: None,
        bound: Bound::About,
        fraction: false,
        change: Some(Change { role: ChangeRole::By, trend }),
    })
}

/// The middle of a figure in the base unit of what it measures, without its hedges.
pub fn middle(quantity: &Quantity) -> Option<Decimal> {
    quantity.middle()
}

fn round(value: Decimal) -> bool {
    let figure = value / scale_word(value);
    place(figure) > Decimal::ONE
}

/// `PT25M`, `PT8H30M`, `PT1M30S`.
fn clock_duration(value: Decimal, unit: &str) -> Option<String> {
    let seconds = value
        * match unit {
            "hour" => Decimal::from(3600),
            "minute" => Decimal::from(60),
            _ => Decimal::ONE,
        };
    if !seconds.is_integer() {
        return Some(format!("PT{value}{}", unit.chars().next()?.to_ascii_uppercase()));
    }
    let total = i64::try_from(seconds).ok()?;
    let parts = match unit {
        "hour" => [(total / 3600, 'H'), (total % 3600 / 60, 'M'), (total % 60, 'S')],
        "minute" if total >= 3600 && total % 3600 != 0 && value > Decimal::from(90) => {
            [(total / 3600, 'H'), (total % 3600 / 60, 'M'), (total % 60, 'S')]
        }
        "minute" => [(0, 'H'), (total / 60, 'M'), (total % 60, 'S')],
        _ if total >= 60 && total % 60 != 0 && total > 90 => {
            [(total / 3600, 'H'), (total % 3600 / 60, 'M'), (total % 60, 'S')]
        }
        _ => [(0, 'H'), (0, 'M'), (total, 'S')],
    };
    let text: String = parts.iter().filter(|(n, _)| *n > 0).map(|(n, c)| format!("{n}{c}")).collect();
    Some(format!("PT{}", if text.is_empty() { "0S".to_string() } else { text }))
}

/// The plural that canonical notation shows; `people` and `dead` stay as they are.
fn plural(noun: &str, many: bool) -> String {
    if !many {
        return if noun == "people" { "person".into() } else { noun.to_string() };
    }
    let (lead, last) = noun.rsplit_once(' ').map_or(("", noun), |(lead, last)| (lead, last));
    let made = match last {
        "man" => "men".to_string(),
        "woman" => "women".to_string(),
        "child" => "children".to_string(),
        "person" => "people".to_string(),
        "foot" => "feet".to_string(),
        word if super::lexicon::lexicon().collective.has_word(word) || word.ends_with('s') => word.to_string(),
        word if word.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| word.ends_with(end)) => {
            format!("{}ies", &word[..word.len() - 1])
        }
        word if ["x", "ch", "sh", "ss"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        word => format!("{word}s"),
    };
    if lead.is_empty() { made } else { format!("{lead} {made}") }
}

/// An interval in words, for explanations: `[24.5, 25.5] minute`, `(4000, …) job`.
pub fn sketch(quantity: &Quantity) -> String {
    let Some(interval) = quantity.interval() else { return quantity.canonical() };
    let end = |value: Option<Decimal>| value.map_or("…".to_string(), |v| v.normalize().to_string());
    let of = quantity.of.as_deref().unwrap_or("");
    let unit = if quantity.unit.is_empty() { of } else { &quantity.unit };
    format!(
        "{}{}, {}{} {unit}",
        if interval.open_low { '(' } else { '[' },
        end(interval.low),
        end(interval.high),
        if interval.open_high { ')' } else { ']' },
    )
    .trim_end()
    .to_string()
}
