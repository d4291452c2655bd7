//! The invented examples of `data/places/mentions.txt`, read as tests.

use super::mentions::{MentionKind, PlaceMention, PlaceRole, places};
use super::plain::sentences;

fn label(mention: &PlaceMention) -> String {
    let role = match mention.role {
        PlaceRole::Location => "loc",
        PlaceRole::Origin => "from",
        PlaceRole::Goal => "to",
        PlaceRole::Dateline => "date",
        PlaceRole::Other => "other",
    };
    let what = match (&mention.kind, &mention.info) {
        (MentionKind::Venue, _) => "v",
        (_, Some(info)) => info.country.as_deref().unwrap_or("-"),
        (_, None) => "?",
    };
    format!("{role}/{what} {}", mention.name)
}

#[test]
fn places_of_the_examples() {
    let mut wrong = Vec::new();
    for line in include_str!("../../data/places/mentions.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut text = String::new();
        let mut expected = Vec::new();
        for (i, piece) in line.split(['[', ']']).enumerate() {
            if i % 2 == 1 {
                let (_, words) = piece.split_once(' ').expect("a label and words");
                expected.push(piece.to_string());
                text.push_str(words);
            } else {
                text.push_str(piece);
            }
        }
        let mentions = places(&text, &sentences(&text));
        let within = |m: &PlaceMention| {
            mentions.iter().any(|v| v.kind == MentionKind::Venue && v != m && v.span.contains(m.span))
        };
        let found: Vec<String> =
            mentions.iter().filter(|m| m.role != PlaceRole::Other && !within(m)).map(label).collect();
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest::proptest! {
    #[test]
    fn any_words_are_borne(text in "(\\PC|İ|’s|Graz|, |in | the |capital of |Prefecture|—|\\n|U\\.S\\.|\\.| ){0,40}") {
        let all = sentences(&text);
        for mention in places(&text, &all) {
            proptest::prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
        }
        for entity in crate::extract::party::entities(&text, &all) {
            for mention in &entity.mentions {
                proptest::prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
            }
        }
        let (a, b) = text.split_at(text.char_indices().nth(5).map_or(0, |x| x.0));
        proptest::prop_assert!(super::relate_places(&text, &text) != crate::model::Relation::Disjoint);
        let _ = super::relate_places(a, b);
    }
}
