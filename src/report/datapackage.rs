//! `datapackage`: what the CSV tables hold, as a Frictionless Data Package; and what Datasette should know of the database.
//!
//! What belongs here: descriptions of tables. What does not: the tables themselves.

use super::{Shown, csv, json};
use serde_json::{Value, json};

/// Name, type and meaning of a column.
type Field = (&'static str, &'static str, &'static str);

const FINDINGS: &[Field] = &[
    ("finding", "string", "Id of the finding; one row a side and article"),
    ("code", "string", "What kind of finding it is: corroborate explain CODE"),
    ("verdict", "string", "contradiction, update, variant, agreement or distinct"),
    ("severity", "string", "error, warning or note, as the project has set it"),
    ("scope", "string", "across articles, or within one"),
    ("attribute", "string", "What kind of value is compared"),
    ("event", "string", "What it is about, where that was made out"),
    ("summary", "string", "The finding in one sentence"),
    ("independent_sources", "integer", "Outlets that tell it on their own account"),
    ("copies", "integer", "Outlets that repeat another's text"),
    ("side", "integer", "Which side of the finding, from 1"),
    ("value", "string", "The value in the one notation for all"),
    ("outlet", "string", "Who says so"),
    ("published", "string", "ISO 8601, no finer than it is known"),
    ("words", "string", "The exact words that carry the value"),
    ("path", "string", "The seed file"),
    ("line", "integer", "Line in the seed file, from 1; empty where the text is not in the file as such"),
    ("fingerprint", "string", "Stable when wording, lines or file names change"),
];

const CLAIMS: &[Field] = &[
    ("claim", "string", "Id of the claim"),
    ("outlet", "string", "Who says so"),
    ("published", "string", "ISO 8601, no finer than it is known"),
    ("attribute", "string", "What kind of value it is"),
    ("subject", "string", "What is claimed of what, in plain words"),
    ("value", "string", "The value in the one notation for all"),
    ("words", "string", "The exact words that carry the value"),
    ("sentence", "string", "The sentence in which they stand"),
    ("modality", "string", "asserted, planned, possible, denied or hypothetical"),
    ("attribution", "string", "Whose words it is, if not the outlet's own"),
    ("event", "string", "Id of the event it is about, where that was made out"),
    ("path", "string", "The seed file"),
    ("line", "integer", "Line in the seed file, from 1; empty where the text is not in the file as such"),
    ("start", "integer", "Where the words begin, in bytes"),
    ("end", "integer", "Where they end, in bytes"),
    ("rule", "string", "The rule that read it"),
];

/// The description of the CSV files that stand beside it.
pub fn beside() -> String {
    json::pretty(&package(|name| json!({"path": format!("{name}.csv"), "mediatype": "text/csv", "encoding": "utf-8"})))
}

/// The description with the tables in it, as one file.
pub fn whole(shown: &Shown<'_>) -> String {
    json::pretty(&package(|name| {
        let table = match name {
            "findings" => csv::render(shown),
            _ => csv::claims(shown, &shown.report.claims),
        };
        json!({"data": rows(&table)})
    }))
}

/// Settings for Datasette, under the name that it gives to a database of this file name.
pub fn metadata(database: &str) -> String {
    let file = database.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    // `:memory:` has no name; the report may be put beside a database made later.
    let name = if name.is_empty() || name.contains(':') { "corroborate" } else { name };
    let quoted = super::safe::json(Value::from(name).to_string());
    include_str!("metadata.yaml").replace("DATABASE", &quoted)
}

fn package(held: impl Fn(&str) -> Value) -> Value {
    let resources =
        [("findings", "Findings, one row a side and article", FINDINGS), ("claims", "Claims, one row each", CLAIMS)]
            .map(|(name, title, fields)| {
                let mut resource = json!({
                    "name": name,
                    "title": title,
                    "profile": "tabular-data-resource",
                    "schema": schema(name, fields),
                });
                if let (Some(resource), Value::Object(held)) = (resource.as_object_mut(), held(name)) {
                    resource.extend(held);
                }
                resource
            });
    json!({
        "profile": "tabular-data-package",
        "name": "corroborate",
        "title": "Claims of news articles, and where they agree and contradict each other",
        "resources": resources,
    })
}

fn schema(name: &str, fields: &[Field]) -> Value {
    let described: Vec<Value> = fields
        .iter()
        .map(|(name, kind, meaning)| json!({"name": name, "type": kind, "description": meaning}))
        .collect();
    let mut schema = json!({"fields": described, "missingValues": [""]});
    if name == "claims" {
        schema["primaryKey"] = "claim".into();
    }
    schema
}

/// A CSV table as objects, figures as figures.
fn rows(table: &str) -> Vec<Value> {
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let header: Vec<String> = reader.headers().map(|row| row.iter().map(str::to_string).collect()).unwrap_or_default();
    let kind = |name: &str| FINDINGS.iter().chain(CLAIMS).find(|(field, ..)| *field == name).map(|(_, kind, _)| *kind);
    let cell = |name: &String, text: &str| match (kind(name), text.parse::<u64>()) {
        (_, _) if text.is_empty() => Value::Null,
        (Some("integer"), Ok(number)) => number.into(),
        _ => text.into(),
    };
    reader
        .records()
        .flatten()
        .map(|row| header.iter().zip(row.iter()).map(|(name, text)| (name.clone(), cell(name, text))).collect())
        .map(Value::Object)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Report;

    #[test]
    fn every_column_is_described_in_order() {
        let report = Report::default();
        let shown = Shown::new(&report, &[]);
        for (table, fields) in [(csv::render(&shown), FINDINGS), (csv::claims(&shown, []), CLAIMS)] {
            let names: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
            assert_eq!(table.trim_end(), names.join(","));
        }
    }

    #[test]
    fn databases_have_names() {
        for (path, wanted) in
            [("a/news.db", "\"news\""), (":memory:", "\"corroborate\""), ("x: y.db", "\"corroborate\"")]
        {
            assert!(metadata(path).contains(&format!("  {wanted}:\n")), "{path}");
        }
    }
}
