//! The examples of the data folder, each of which must be read as it says.

use super::extract_in;
use crate::model::Span;

#[test]
fn examples_are_read_as_they_say() {
    let mut wrong = Vec::new();
    let lines = include_str!("../../data/quantity/examples.tsv").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, wanted) = line.split_once('\t').unwrap_or((line, ""));
        let found: Vec<String> = extract_in(text, &[Span::new(0, text.len())], &[])
            .iter()
            .map(|m| format!("{} = {}", m.span.of(text), m.quantity.canonical()))
            .collect();
        if found.join(" | ") != wanted {
            wrong.push(format!("{text}\n    wanted {wanted}\n    found  {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
