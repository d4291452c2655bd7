//! All that one document says, one JSON object a mention or claim, for other programs.
//!
//! What belongs here: the shape of those objects. What does not: finding mentions.

use super::Detail;
use crate::extract::{place, quantity, time};
use crate::model::{BlockKind, Bound, Document, QuantityMention, Span, TimeMention, TimexKind, Trend};
use crate::read::is_dateline;
use crate::syntax::NameKind;
use serde_json::{Value, json};

/// Objects of the wanted kinds (`time`, `quantity`, `place`, `person`, `organisation`, `event`, `quote`, `claim`; all
/// where none is named), by kind and place.
pub fn of(document: &Document, kinds: &[&str]) -> Vec<Value> {
    let article = &document.article;
    let wants = |kind: &str| kinds.is_empty() || kinds.contains(&kind);
    let regions: Vec<Span> = article.blocks.iter().filter(|b| b.kind != BlockKind::Furniture).map(|b| b.span).collect();
    let mut found = Vec::new();
    // times and figures need no trees, and many documents a second are asked for nothing else
    let times = match wants("time") || wants("quantity") {
        true => {
            // a dateline makes no claim and nothing leans on its date, which is a time expression all the same
            let datelines = article.blocks.iter().filter(|b| b.kind == BlockKind::Furniture).map(|b| b.span);
            let datelines: Vec<Span> = datelines.filter(|span| is_dateline(span.of(&article.text))).collect();
            let mut times = time::extract_in(&article.text, &regions, article.anchor());
            times.extend(time::extract_in(&article.text, &datelines, article.anchor()));
            times.sort_by_key(|time| time.span.start);
            times
        }
        false => Vec::new(),
    };
    if wants("time") {
        let timexes = time::timexes(&article.text, &times);
        found.extend(timexes.iter().map(|mention| with_place(document, "time", mention.span, time_fields(mention))));
    }
    if wants("quantity") {
        let dates: Vec<Span> = times.iter().filter(|t| t.value.kind != TimexKind::Duration).map(|t| t.span).collect();
        let figures = quantity::extract_in(&article.text, &regions, &dates);
        // a verb such as "doubled" makes a claim, but the field's standards do not count it among the figures
        let written = figures.iter().filter(|mention| mention.rule != "multiple");
        found.extend(written.map(|mention| with_place(document, "quantity", mention.span, figure_fields(mention))));
    }
    if kinds.iter().any(|k| !matches!(*k, "time" | "quantity")) || kinds.is_empty() {
        found.extend(of_structure(document, &wants));
    }
    found
}

fn of_structure(document: &Document, wants: &impl Fn(&str) -> bool) -> Vec<Value> {
    let reading = super::read(document.clone());
    let text = &document.article.text;
    let mut found = Vec::new();
    if wants("place") {
        for mention in place::places(text, &reading.sentences) {
            let info = mention.info.as_ref();
            let fields = json!({"name": mention.name, "country": info.and_then(|i| i.country.clone()), "preposition": mention.preposition});
            found.push(with_place(document, "place", mention.span, fields));
        }
    }
    for (kind, wanted) in [("person", NameKind::Person), ("organisation", NameKind::Organisation)] {
        if !wants(kind) {
            continue;
        }
        for entity in reading.entities.iter().filter(|e| e.kind == wanted) {
            for mention in entity.mentions.iter().filter(|m| !m.span.is_empty()) {
                let fields = json!({"name": entity.name, "id": entity.key, "country": entity.country});
                found.push(with_place(document, kind, mention.span, fields));
            }
        }
    }
    if wants("event") {
        for draft in reading.drafts.iter().filter(|d| matches!(d.detail, Detail::Status)) {
            if let Some(kind) = super::words::event_kind(&draft.frame.predicate) {
                let fields =
                    json!({"type": kind, "participants": draft.frame.clause_names, "modality": draft.claim.modality});
                found.push(with_place(document, "event", draft.claim.span, fields));
            }
        }
    }
    if wants("quote") {
        for draft in reading.drafts.iter().filter(|d| matches!(d.detail, Detail::Quote { .. })) {
            found.push(with_place(document, "quote", draft.claim.span, json!({"speaker": draft.claim.attribution})));
        }
    }
    if wants("claim") {
        for draft in reading.drafts.iter().filter(|d| d.sources.is_empty()) {
            let mut value = serde_json::to_value(&draft.claim).unwrap_or_default();
            value["kind"] = "claim".into();
            found.push(value);
        }
    }
    found
}

fn with_place(document: &Document, kind: &str, span: Span, fields: Value) -> Value {
    let article = &document.article;
    let mut object = json!({
        "kind": kind,
        "path": article.path,
        "start": article.offset + span.start,
        "end": article.offset + span.end,
        "quote": span.of(&article.text),
    });
    if let (Some(object), Value::Object(fields)) = (object.as_object_mut(), fields) {
        object.extend(fields);
    }
    object
}

fn time_fields(mention: &TimeMention) -> Value {
    let value = &mention.value;
    let mut timex = json!({"type": value.kind, "value": value.timex});
    if let Some(modifier) = value.modifier {
        timex["mod"] = json!(modifier);
    }
    json!({"timex": timex, "begin": value.begin, "end_at": value.end, "rule": mention.rule})
}

fn figure_fields(mention: &QuantityMention) -> Value {
    let quantity = &mention.quantity;
    // a figure that is the amount of a rise or fall says so here: its direction matters more than its hedge
    let bound = match (quantity.bound, quantity::trend_of(quantity)) {
        (_, Some(Trend::Up)) => "up",
        (_, Some(Trend::Down)) => "down",
        (bound, _) => sign(bound),
    };
    let unit = match &quantity.per {
        Some(per) => format!("{} per {per}", quantity.unit),
        None => quantity.unit.clone(),
    };
    json!({
        "quantity": {
            "class": quantity.class,
            "low": quantity.low.map(|v| v.normalize()),
            "high": quantity.high.map(|v| v.normalize()),
            "unit": unit,
            "of": quantity.of,
            "per": quantity.per,
            "bound": bound,
            "change": quantity.change,
        },
        "rule": mention.rule,
    })
}

fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Plain | Bound::Exactly => "=",
        Bound::About | Bound::Nearly => "~",
        Bound::JustUnder | Bound::LessThan => "<",
        Bound::JustOver | Bound::MoreThan => ">",
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
    }
}
