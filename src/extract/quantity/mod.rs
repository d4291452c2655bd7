//! Figures of a text: a first form.
use crate::model::*;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::OnceLock;

const NUM: &str = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|half a|a dozen|a hundred|a thousand|a million)(?:[ -]?(?:hundred|thousand|million|billion|trillion|bn\b|m\b|k\b))?";

fn value(text: &str) -> Option<Decimal> {
    let low = text.to_lowercase().replace(',', "");
    let mut total = Decimal::ZERO;
    let mut scale = Decimal::ONE;
    let mut any = false;
    for part in low.split([' ', '-']) {
        let n = match part {
            "one" | "a" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, "nine" => 9, "ten" => 10,
            "eleven" => 11, "twelve" | "dozen" => 12, "thirteen" => 13, "fourteen" => 14, "fifteen" => 15, "sixteen" => 16, "seventeen" => 17, "eighteen" => 18, "nineteen" => 19,
            "twenty" => 20, "thirty" => 30, "forty" => 40, "fifty" => 50, "sixty" => 60, "seventy" => 70, "eighty" => 80, "ninety" => 90,
            "half" => { total = Decimal::new(5, 1); any = true; continue }
            "hundred" => { scale *= Decimal::from(100); if !any { total = Decimal::ONE; } any = true; continue }
            "thousand" | "k" => { scale *= Decimal::from(1000); any = true; continue }
            "million" | "m" => { scale *= Decimal::from(1_000_000); any = true; continue }
            "billion" | "bn" => { scale *= Decimal::from(1_000_000_000u64); any = true; continue }
            "trillion" => { scale *= Decimal::from(1_000_000_000_000u64); any = true; continue }
            "" => continue,
            other => {
                let digits: String = other.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
                let rest = &other[digits.len()..];
                total += digits.parse::<Decimal>().ok()?;
                match rest { "m" => scale *= Decimal::from(1_000_000), "bn" => scale *= Decimal::from(1_000_000_000u64), "k" => scale *= Decimal::from(1000), _ => {} }
                any = true;
                continue;
            }
        };
        if part == "dozen" && total == Decimal::ONE { total = Decimal::from(12); } else if part != "a" || total.is_zero() { total += Decimal::from(n); }
        any = true;
    }
    any.then_some(total * scale)
}

fn bound(before: &str) -> Bound {
    let b = before.trim_end().to_lowercase();
    let ends = |l: &[&str]| l.iter().any(|e| b.ends_with(e));
    if ends(&["at least", "no fewer than", "no less than"]) { Bound::AtLeast }
    else if ends(&["up to", "at most", "no more than"]) { Bound::AtMost }
    else if ends(&["more than", "over", "above"]) { Bound::MoreThan }
    else if ends(&["less than", "fewer than", "under"]) { Bound::LessThan }
    else if ends(&["nearly", "almost", "just under"]) { Bound::JustUnder }
    else if ends(&["just over", "slightly more than"]) { Bound::JustOver }
    else if ends(&["about", "some", "around", "roughly", "approximately", "an estimated"]) { Bound::About }
    else { Bound::Plain }
}

pub fn extract_in(text: &str, regions: &[Span]) -> Vec<QuantityMention> {
    static RES: OnceLock<Vec<(Regex, u8)>> = OnceLock::new();
    let res = RES.get_or_init(|| vec![
        (Regex::new(&format!(r"(?i)(US\$|C\$|A\$|NZ\$|\$|€|£|¥|₹|EUR |USD |GBP |DKK ?|NOK |CHF |SEK )({NUM})")).unwrap(), 0),
        (Regex::new(&format!(r"(?i)\b({NUM}) (US dollars?|dollars?|euros?|pounds?|yen|kroner|kronor|crowns|francs|rupees|pesos|yuan|won)\b")).unwrap(), 1),
        (Regex::new(&format!(r"(?i)\b({NUM}) ?(%|percentage points?|points|per ?cent|percent|basis points?)")).unwrap(), 2),
        (Regex::new(&format!(r"(?i)\b({NUM})[ -](years?|months?|weeks?|days?|hours?|minutes?|seconds?)[ -]old\b")).unwrap(), 5),
        (Regex::new(&format!(r"(?i)\b({NUM})[ -](years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b")).unwrap(), 3),
        (Regex::new(&format!(r"(?i)\b({NUM})[ -]?(kilomet(?:re|er)s?(?: an hour)?|km/h|km|miles?|met(?:re|er)s?|m|feet|ft|cm|mm|tonnes?|tons?|kilos?|kg|grams?|litres?|liters?|gallons?|hectares?|acres?|knots|degrees)\b")).unwrap(), 4),
        (Regex::new(r"(?i)\b(\d+)(st|nd|rd|th)\b").unwrap(), 7),
        (Regex::new(r"(?i)\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b").unwrap(), 8),
        (Regex::new(&format!(r"(?i)\b({NUM}) ((?:[a-zà-ÿ-]+ ){{0,2}}?)([a-zà-ÿ]+s|people|men|women|children|dead|crew)\b")).unwrap(), 6),
        (Regex::new(&format!(r"(?i)\b({NUM})\b")).unwrap(), 9),
    ]);
    let mut out: Vec<QuantityMention> = Vec::new();
    for r in regions {
        let part = r.of(text);
        for (re, kind) in res {
            for c in re.captures_iter(part) {
                let whole = c.get(0).unwrap();
                let span = Span::new(r.start + whole.start(), r.start + whole.end());
                if out.iter().any(|m| m.span.overlaps(span)) { continue; }
                let (num, unit) = match kind { 0 => (c.get(2).unwrap(), c.get(1).unwrap().as_str()), 6 => (c.get(1).unwrap(), c.get(3).unwrap().as_str()), 7 => (c.get(1).unwrap(), ""), 8 | 9 => (c.get(1).unwrap(), ""), _ => (c.get(1).unwrap(), c.get(2).unwrap().as_str()) };
                let v = if *kind == 8 { ["first","second","third","fourth","fifth","sixth","seventh","eighth","ninth","tenth"].iter().position(|w| num.as_str().eq_ignore_ascii_case(w)).map(|p| Decimal::from(p + 1)) } else { value(num.as_str()) };
                let Some(v) = v else { continue };
                let u = unit.to_lowercase();
                let (class, unit, of) = match kind {
                    0 => (QuantityClass::Money, match u.trim() { "€" | "eur" => "EUR", "£" | "gbp" => "GBP", "¥" => "JPY", "₹" => "INR", "c$" => "CAD", "a$" => "AUD", "dkk" => "DKK", "nok" => "NOK", "chf" => "CHF", _ => "USD" }.to_string(), None),
                    1 => (QuantityClass::Money, if u.contains("dollar") { "USD" } else if u.contains("euro") { "EUR" } else if u.contains("pound") { "GBP" } else if u == "yen" { "JPY" } else { "XXX" }.to_string(), None),
                    2 => (QuantityClass::Percent, if u.contains("point") { "percentage point" } else { "percent" }.to_string(), None),
                    3 => (QuantityClass::Duration, u.trim_end_matches('s').to_string(), None),
                    4 => (QuantityClass::Measure, u.trim_end_matches('s').to_string(), None),
                    5 => (QuantityClass::Age, format!("{} of age", u.trim_end_matches('s')), None),
                    7 | 8 => (QuantityClass::Ordinal, String::new(), None),
                    6 => (QuantityClass::Count, String::new(), Some(u.trim_end_matches('s').to_string())),
                    _ => (QuantityClass::Count, String::new(), None),
                };
                if *kind == 9 && v > Decimal::from(1899) && v < Decimal::from(2100) && num.as_str().len() == 4 { continue; }
                let q = Quantity { class, low: Some(v), high: Some(v), unit, of, per: None, bound: bound(&part[..whole.start()]), change: None };
                out.push(QuantityMention { span, number: Span::new(r.start + num.start(), r.start + num.end()), quantity: q, restates: false, rule: "stand-in" });
            }
        }
    }
    out.sort_by_key(|m| m.span);
    out
}

impl Quantity {
    pub fn canonical(&self) -> String {
        let n = self.low.map(|l| l.normalize().to_string()).unwrap_or_default();
        let pre = match self.bound { Bound::About | Bound::JustUnder | Bound::JustOver => "~", Bound::AtLeast | Bound::MoreThan => ">=", Bound::AtMost | Bound::LessThan => "<=", _ => "" };
        let t = match self.class {
            QuantityClass::Money => format!("{} {n}", self.unit),
            QuantityClass::Percent => if self.unit == "percent" { format!("{n}%") } else { format!("{n} pp") },
            QuantityClass::Duration => match self.unit.as_str() { "year" => format!("P{n}Y"), "month" => format!("P{n}M"), "week" => format!("P{n}W"), "day" => format!("P{n}D"), "hour" => format!("PT{n}H"), "minute" => format!("PT{n}M"), _ => format!("PT{n}S") },
            QuantityClass::Count => format!("{n} {}", self.of.as_deref().unwrap_or("")).trim().to_string(),
            _ => format!("{n} {}", self.unit),
        };
        format!("{pre}{t}")
    }
    fn base(&self) -> (Decimal, &str) {
        let d = |s: &str| s.parse::<Decimal>().unwrap();
        match self.unit.as_str() {
            "second" => (d("1"), "s"), "minute" => (d("60"), "s"), "hour" => (d("3600"), "s"), "day" => (d("86400"), "s"), "week" => (d("604800"), "s"), "month" => (d("2630000"), "s"), "year" => (d("31557600"), "s"),
            "kilometre" | "kilometer" | "km" => (d("1000"), "m"), "metre" | "meter" | "m" => (d("1"), "m"), "feet" | "ft" => (d("0.3048"), "m"), "mile" => (d("1609.344"), "m"), "cm" => (d("0.01"), "m"),
            "km/h" | "kilometre an hour" => (d("1"), "kmh"), "knot" => (d("1.852"), "kmh"), "hectare" => (d("1"), "ha"), "acre" => (d("0.4047"), "ha"), "kilo" | "kg" => (d("1"), "kg"), "tonne" => (d("1000"), "kg"),
            u => (Decimal::ONE, u),
        }
    }
    pub fn range(&self) -> Option<(Decimal, Decimal, String)> {
        let v = self.low?;
        let (f, u) = self.base();
        let halo = if matches!(self.class, QuantityClass::Measure | QuantityClass::Money | QuantityClass::Percent) { v * Decimal::new(2, 2) } else { Decimal::ZERO };
        let (lo, hi) = match self.bound {
            Bound::About => (v * Decimal::new(9, 1), v * Decimal::new(11, 1)), Bound::JustUnder => (v * Decimal::new(9, 1), v), Bound::JustOver => (v, v * Decimal::new(11, 1)),
            Bound::MoreThan | Bound::AtLeast => (v, v * Decimal::from(1000)), Bound::LessThan | Bound::AtMost => (Decimal::ZERO, v), _ => (v - halo, v + halo) };
        Some((lo * f, hi * f, format!("{:?}{u}", self.class)))
    }
}
