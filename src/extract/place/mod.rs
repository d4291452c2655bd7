//! Places: what a name stands for, how two places relate, and where a text names one.
//!
//! What belongs here: the geography of names. What does not: which event happened there.

pub(crate) mod cues;
#[cfg(test)]
mod examples;
pub(crate) mod fold;
pub(crate) mod gazetteer;
mod mentions;
#[cfg(test)]
pub(crate) mod plain;
mod relate;
pub(crate) mod resolve;
mod scene;
mod venue;

pub use fold::{bare, fold};
pub use mentions::{MentionKind, PlaceMention, PlaceRole, places};
pub use relate::{contains, relate_places, same_place};
pub use resolve::{PlaceInfo, PlaceKind, resolve_place, resolve_place_in};

/// The country that an adjective or the name of a people tells, by the first of its names that is one word: "Danish" and "Danes"
/// are of "Denmark".
pub fn home_of(written: &str) -> Option<&'static str> {
    let one_word = |name: &&&str| !name.contains([' ', '-']);
    gazetteer::gazetteer().country_of_adjective(written)?.names.iter().find(one_word).copied()
}
