//! The examples of the data folder, each of which must be read as it says.

use super::{extract_in, timexes};
use crate::model::{Anchor, Span};

#[test]
fn examples_are_read_as_they_say() {
    let mut wrong = Vec::new();
    let lines = include_str!("../../data/time/examples.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    for line in lines {
        let mut fields = line.split('\t');
        let (date, text) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
        let wanted = fields.next().unwrap_or("").trim();
        let anchor = Anchor { date: date.parse().ok(), offset: None };
        let found = timexes(text, &extract_in(text, &[Span::new(0, text.len())], anchor));
        let found: Vec<String> =
            found.iter().map(|m| format!("{} = {}", &text[m.span.start..m.span.end], m.value.timex)).collect();
        if found.join(" | ") != wanted {
            wrong.push(format!("{text}\n    wanted {wanted}\n    found  {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
