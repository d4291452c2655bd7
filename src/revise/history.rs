//! All versions of one article in a row: what each changed, and the life of a single claim.
//!
//! What belongs here: going from version to version. What does not: the store, rendering.

use super::{Revision, align, compare_by, matching, notice};
use crate::claim::Reading;
use rayon::prelude::*;
use serde::Serialize;

/// What became of an article with a version.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The first version.
    Published,
    /// Some of its words changed.
    Edited,
    /// It bears a notice that the version before did not have.
    Corrected,
    /// Its text gave way to a note that it was taken back.
    Withdrawn,
    /// It came back after that.
    Restored,
}

/// The state of each version, the oldest first.
pub fn states(readings: &[Reading]) -> Vec<State> {
    let mut states: Vec<State> = Vec::with_capacity(readings.len());
    for (at, reading) in readings.iter().enumerate() {
        let before = at.checked_sub(1).map(|i| &readings[i]);
        let state = match (before, notice::is_withdrawn(reading)) {
            (_, true) => State::Withdrawn,
            (None, false) => State::Published,
            (Some(_), false) if states[at - 1] == State::Withdrawn => State::Restored,
            (Some(before), false) => {
                let (was, is) = (notice::notices(before), notice::notices(reading));
                if is.texts.iter().any(|text| !was.texts.contains(text)) { State::Corrected } else { State::Edited }
            }
        };
        states.push(state);
    }
    states
}

/// What each version changed of the one before it: one less than there are versions.
pub fn revisions(readings: &[Reading]) -> Vec<Revision> {
    let bags = align::bags(readings);
    let pair = |(at, pair): (usize, &[Reading])| compare_by([&pair[0], &pair[1]], [&bags[at], &bags[at + 1]]);
    readings.par_windows(2).enumerate().map(pair).collect()
}

/// Where a claim stands in each version, by its place in the list of drafts; `None` where it does not stand.
#[derive(Clone, Debug)]
pub struct Track {
    pub drafts: Vec<Option<usize>>,
    /// The version that has another value in its place, after the last that has it, and that draft.
    pub became: Option<(usize, usize)>,
    /// The same before the first.
    pub was: Option<(usize, usize)>,
}

/// Follows the claim `id` from version to version, both ways; `None` where no version has it.
pub fn track(readings: &[Reading], id: &str) -> Option<Track> {
    let (at, draft) = readings
        .iter()
        .enumerate()
        .find_map(|(r, reading)| reading.drafts.iter().position(|d| d.claim.id == id).map(|d| (r, d)))?;
    let mut track = Track { drafts: vec![None; readings.len()], became: None, was: None };
    track.drafts[at] = Some(draft);
    let mut here = draft;
    for next in at + 1..readings.len() {
        let found = matching(&readings[next - 1], &readings[next]);
        match found.same.iter().find(|(a, _)| *a == here) {
            Some(&(_, b)) => {
                track.drafts[next] = Some(b);
                here = b;
            }
            None => {
                track.became = found.changed.iter().find(|(a, _)| *a == here).map(|&(_, b)| (next, b));
                break;
            }
        }
    }
    here = draft;
    for before in (0..at).rev() {
        let found = matching(&readings[before], &readings[before + 1]);
        match found.same.iter().find(|(_, b)| *b == here) {
            Some(&(a, _)) => {
                track.drafts[before] = Some(a);
                here = a;
            }
            None => {
                track.was = found.changed.iter().find(|(_, b)| *b == here).map(|&(a, _)| (before, a));
                break;
            }
        }
    }
    Some(track)
}
