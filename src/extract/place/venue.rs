//! Places that a noun describes: "the Prime Minister's Office in Tokyo", "the kitchen", "Lantern Hall".
//!
//! What belongs here: the noun phrase of a venue after a preposition. What does not: named towns and countries.

use super::cues::is_time;
use super::fold::{bare, fold};
use super::gazetteer::gazetteer;
use super::mentions::{MentionKind, PlaceMention, PlaceRole};
use super::resolve::{PlaceInfo, resolve_place_in};
use super::scene::Scene;
use crate::extract::party::lists;
use crate::model::Span;
use crate::syntax::Upos;
use std::collections::HashSet;
use std::sync::LazyLock;

static NOUNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/places/venues.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(|l| l.split(','))
        .map(str::trim)
        .collect()
});

/// Nouns that mean a venue only with a word before them that says which: "the conference centre", not "the centre of the row".
const NEEDS_MODIFIER: [&str; 22] = [
    "centre",
    "center",
    "field",
    "bank",
    "site",
    "base",
    "branch",
    "block",
    "exchange",
    "chamber",
    "pass",
    "well",
    "court",
    "office",
    "club",
    "academy",
    "institute",
    "plant",
    "home",
    "ground",
    "store",
    "peak",
];

const BEFORE: [&str; 17] = [
    "at", "in", "inside", "outside", "near", "to", "from", "into", "on", "off", "under", "behind", "through", "around",
    "opposite", "beneath", "within",
];

/// Every venue of the sentence, each with the place it stands in.
pub(super) fn venues(scene: &Scene, index: usize, named: &[PlaceMention]) -> Vec<PlaceMention> {
    let mut out: Vec<PlaceMention> = Vec::new();
    for i in 0..scene.words.len() {
        if !BEFORE.iter().any(|p| p.eq_ignore_ascii_case(scene.word(i))) {
            continue;
        }
        let preposition = scene.lower(i);
        if scene.headline && preposition == "to" {
            continue;
        }
        let place = matches!(preposition.as_str(), "at" | "in" | "inside" | "outside" | "near");
        if let Some((span, info)) = seat(scene, i + 1).filter(|_| place) {
            out.push(PlaceMention {
                span,
                name: bare(span.of(scene.text)).to_string(),
                info,
                kind: MentionKind::Venue,
                preposition: Some(preposition),
                role: PlaceRole::Location,
                sentence: index,
            });
            continue;
        }
        let Some((first, end)) = phrase(scene, i + 1) else { continue };
        // One goes to court, or gets a letter from a ministry, without being there.
        let head = scene.word(end - 1);
        let capital: String = head.chars().take(1).flat_map(char::to_uppercase).chain(head.chars().skip(1)).collect();
        let institution = lists().organisation_word(&capital)
            && !matches!(
                capital.as_str(),
                "Hospital"
                    | "School"
                    | "Office"
                    | "Museum"
                    | "House"
                    | "Hotel"
                    | "Club"
                    | "Centre"
                    | "Center"
                    | "Clinic"
                    | "Theatre"
                    | "Theater"
                    | "Gallery"
                    | "Library"
            );
        if institution && matches!(preposition.as_str(), "to" | "from" | "into" | "through" | "behind") {
            continue;
        }
        let (end, place) = standing_in(scene, end, named);
        let span = scene.span(first, end);
        // Of several places within it the finest: "India's Supaul district".
        let inner = named.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.info.as_ref().map(|i| i.kind));
        if out.iter().any(|v| v.span.overlaps(span)) {
            continue;
        }
        let role = match preposition.as_str() {
            "from" => PlaceRole::Origin,
            "to" | "into" => PlaceRole::Goal,
            _ => PlaceRole::Location,
        };
        out.push(PlaceMention {
            span,
            name: bare(span.of(scene.text)).to_string(),
            info: place.or(inner).and_then(|m| m.info.clone()),
            kind: MentionKind::Venue,
            preposition: Some(preposition),
            role,
            sentence: index,
        });
    }
    out
}

/// A seat of government as a building, in the capital of its country: "at the White House".
fn seat(scene: &Scene, start: usize) -> Option<(Span, Option<PlaceInfo>)> {
    let first = if scene.word(start) == "the" { start + 1 } else { start };
    let end = (first + 1..=(first + 3).min(scene.words.len()))
        .rev()
        .find(|&end| gazetteer().country_of_seat(scene.slice(first, end)).is_some())?;
    if !scene.capital(first) || scene.joined(end) && scene.capital(end) {
        return None;
    }
    let area = gazetteer().country_of_seat(scene.slice(first, end))?;
    let info = area.capitals.first().and_then(|capital| resolve_place_in(capital, Some(area.country)));
    Some((scene.span(first, end), info))
}

/// The noun phrase from word `start`, without its article, if a venue heads it: first word, and the one after the last.
fn phrase(scene: &Scene, start: usize) -> Option<(usize, usize)> {
    let mut first = start;
    let mut determined = false;
    while matches!(scene.upos(first), Some(Upos::Det))
        || matches!(
            scene.lower(first).as_str(),
            "the" | "a" | "an" | "his" | "her" | "its" | "their" | "my" | "our" | "your"
        )
    {
        determined = true;
        first += 1;
    }
    let mut end = first;
    let mut head = None;
    while end < scene.words.len() && end < first + 9 {
        let word = scene.word(end);
        let possessive = matches!(word, "'s" | "’s" | "'" | "’");
        let inside = possessive
            || matches!(scene.upos(end), Some(Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num))
            || scene.capital(end);
        let glued = end == first || possessive || scene.joined(end);
        if !inside || !glued {
            break;
        }
        let lower = scene.lower(end);
        let pair = end > first && NOUNS.contains(format!("{} {lower}", scene.lower(end - 1)).as_str());
        head = if NOUNS.contains(lower.as_str()) || pair { Some(end) } else { None };
        end += 1;
    }
    let head = head?;
    if (first..head).any(|j| is_time(&fold(scene.word(j)))) {
        return None;
    }
    // "the Church of Orvia" is no building; "the town of Orvia" is where it is.
    if scene.capital(head)
        && matches!(scene.word(head + 1), "of" | "for")
        && scene.capital(head + 2)
        && scene.longest(head + 2).is_none()
    {
        return None;
    }
    let modified = head > first;
    let plural = scene.lower(head).ends_with('s');
    if !determined && !modified && !plural || scene.upos(head) == Some(Upos::Adj) {
        return None;
    }
    if !modified && NEEDS_MODIFIER.contains(&scene.lower(head).as_str()) {
        return None;
    }
    Some((first, head + 1))
}

/// The end of the phrase with the place in which the venue stands: "… in Tokyo", "…, Kyoto".
fn standing_in<'m>(scene: &Scene, end: usize, named: &'m [PlaceMention]) -> (usize, Option<&'m PlaceMention>) {
    let linked = matches!(scene.lower(end).as_str(), "in" | "of" | "on" | "near" | "at" | "outside" | "off" | ",");
    if !linked {
        return (end, None);
    }
    let mut start = end + 1;
    while matches!(scene.upos(start), Some(Upos::Det | Upos::Adj)) {
        start += 1;
    }
    let Some(word) = scene.words.get(start) else { return (end, None) };
    let Some(place) = named.iter().find(|m| m.span.start == word.span.start && m.kind == MentionKind::Named) else {
        // "the town of Orvia": what follows is the name of the very place.
        let mut after = start;
        let simple = scene.lower(end) == "of" && end > 0 && !scene.capital(end - 1) && start == end + 1;
        while simple && scene.capital(after) && scene.upos(after) == Some(Upos::Propn) && scene.joined(after) {
            after += 1;
        }
        return (if after > start && simple { after } else { end }, None);
    };
    // A comma may begin anything; only a known town or country surely goes with the venue.
    if scene.word(end) == "," && (place.info.is_none() || place.preposition.is_some()) {
        return (end, None);
    }
    let after = scene.words.iter().position(|w| w.span.end >= place.span.end).map_or(end, |p| p + 1);
    (after, Some(place))
}
