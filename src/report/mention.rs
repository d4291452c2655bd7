//! Mentions as JSON lines, for `extract`.
//!
//! What belongs here: the shape of one line for each kind of mention. What does not: finding mentions.

use crate::model::{Bound, Claim, Document, Quantity, QuantityMention, Span, TimeMention};
use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

/// A time expression, with its TIMEX3 value and the stretch of local time for which it stands.
pub fn time(document: &Document, mention: &TimeMention) -> Value {
    let value = &mention.value;
    let mut timex = json!({"type": value.kind, "value": value.timex});
    if let Some(modifier) = value.modifier {
        timex["mod"] = json!(modifier);
    }
    let mut line = head("time", document, mention.span);
    line["timex"] = timex;
    line["begin"] = value.begin.map(local).into();
    line["end_at"] = value.end.map(local).into();
    if let Some(offset) = value.offset {
        line["offset"] = crate::model::article::offset_suffix(Some(offset)).into();
    }
    line["relative"] = mention.relative.into();
    line["rule"] = mention.rule.into();
    line
}

/// A figure with its unit and what it counts.
pub fn quantity(document: &Document, mention: &QuantityMention) -> Value {
    let mut line = head("quantity", document, mention.span);
    line["quantity"] = figure(&mention.quantity);
    line["restates"] = mention.restates.into();
    line["rule"] = mention.rule.into();
    line
}

/// A claim as in the report of a check.
pub fn claim(claim: &Claim) -> Value {
    let mut line = super::claim_json(claim);
    line["kind"] = "claim".into();
    line
}

/// What all mentions have: where they stand, and their words.
fn head(kind: &str, document: &Document, span: Span) -> Value {
    let article = &document.article;
    let mut line = Map::new();
    line.insert("kind".into(), kind.into());
    line.insert("path".into(), article.path.as_str().into());
    line.insert("article".into(), article.number.into());
    line.insert("start".into(), (article.offset + span.start).into());
    line.insert("end".into(), (article.offset + span.end).into());
    line.insert("quote".into(), article.text.get(span.start..span.end).unwrap_or_default().into());
    Value::Object(line)
}

fn figure(quantity: &Quantity) -> Value {
    let decimal = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string());
    let unit = match (&quantity.per, quantity.unit.as_str()) {
        (None, unit) => unit.to_string(),
        // "250,000 barrels a day": what is counted is the unit.
        (Some(per), "") => format!("{} per {per}", quantity.of.as_deref().unwrap_or_default()).trim_start().to_string(),
        (Some(per), unit) => format!("{unit} per {per}"),
    };
    let mut out = json!({
        "class": quantity.class,
        "low": decimal(quantity.low),
        "high": decimal(quantity.high),
        "unit": unit,
        "of": quantity.of,
        "bound": sign(quantity.bound),
    });
    if let Some(change) = &quantity.change {
        out["change"] = json!(change);
    }
    out
}

/// The hedge as a sign: `=`, `~`, `>`, `>=`, `<` or `<=`.
fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Plain | Bound::Exactly => "=",
        Bound::About | Bound::Nearly | Bound::JustUnder | Bound::JustOver => "~",
        Bound::MoreThan => ">",
        Bound::AtLeast => ">=",
        Bound::LessThan => "<",
        Bound::AtMost => "<=",
    }
}

fn local(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{QuantityClass, TimeValue, TimexKind, TimexMod};

    fn document() -> Document {
        let text = "---\noutlet: Harbour Gazette\n---\n\nIt cost about $84.50 a barrel early on May 4.\n";
        crate::read::relate(crate::read::read_bytes("a.txt", text.as_bytes(), None).unwrap_or_default()).remove(0)
    }

    fn span(document: &Document, words: &str) -> Span {
        let at = document.article.text.find(words).unwrap_or_default();
        Span::new(at, at + words.len())
    }

    #[test]
    fn times() {
        let document = document();
        let day = chrono::NaiveDate::from_ymd_opt(2031, 5, 4).map(|day| day.and_time(chrono::NaiveTime::MIN));
        let mention = TimeMention {
            span: span(&document, "early on May 4"),
            value: TimeValue {
                kind: TimexKind::Date,
                timex: "2031-05-04".into(),
                modifier: Some(TimexMod::Start),
                begin: day,
                end: None,
                offset: Some(540),
                weekday: None,
                day_assumed: false,
            },
            relative: false,
            rule: "day",
        };
        let line = time(&document, &mention);
        assert_eq!(line["timex"], json!({"type": "DATE", "value": "2031-05-04", "mod": "START"}));
        assert_eq!((&line["kind"], &line["quote"]), (&json!("time"), &json!("early on May 4")));
        assert_eq!((&line["begin"], &line["end_at"]), (&json!("2031-05-04T00:00:00"), &json!(null)));
        assert_eq!(line["offset"], "+09:00");
        let start = line["start"].as_u64().unwrap_or_default() as usize;
        assert_eq!(start, document.article.offset + mention.span.start);
    }

    #[test]
    fn quantities() {
        let document = document();
        let mention = QuantityMention {
            span: span(&document, "$84.50"),
            number: span(&document, "84.50"),
            quantity: Quantity {
                class: QuantityClass::Money,
                low: Some(rust_decimal::Decimal::new(8450, 2)),
                high: Some(rust_decimal::Decimal::new(8450, 2)),
                unit: "USD".into(),
                of: None,
                per: Some("barrel".into()),
                bound: Bound::About,
                fraction: false,
                change: None,
            },
            restates: false,
            rule: "money",
        };
        let line = quantity(&document, &mention);
        let wanted = json!({"class": "money", "low": "84.5", "high": "84.5", "unit": "USD per barrel", "of": null, "bound": "~"});
        assert_eq!(line["quantity"], wanted);
        assert_eq!(line["quote"], "$84.50");
    }
}
