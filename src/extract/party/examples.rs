//! The invented examples of `data/names/parties.txt`, read as tests.

use super::{Entity, MentionForm, entities};
use crate::extract::place::plain::sentences;

fn label(entity: &Entity) -> String {
    let mut facts: Vec<String> = entity.titles.clone();
    facts.extend(entity.country.clone());
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    let forms: Vec<&str> = entity
        .mentions
        .iter()
        .map(|m| match m.form {
            MentionForm::Full => "f",
            MentionForm::Surname => "s",
            MentionForm::Acronym => "a",
            MentionForm::Title => "t",
            MentionForm::Pronoun => "p",
            MentionForm::Description => "d",
        })
        .collect();
    format!("{}{facts}: {}", entity.name, forms.join(" "))
}

#[test]
fn parties_of_the_examples() {
    let mut wrong = Vec::new();
    let table = include_str!("../../data/names/parties.txt");
    let body: String = table.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect();
    let mut text = String::new();
    for line in body.lines() {
        let Some((sentences_of, expected)) = line.split_once("=>") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        text.push_str(sentences_of.trim());
        let mut expected: Vec<String> = expected.split(';').map(|e| e.trim().to_string()).collect();
        let mut found: Vec<String> = entities(&text, &sentences(&text)).iter().map(label).collect();
        expected.sort();
        found.sort();
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
        text.clear();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
