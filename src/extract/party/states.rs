//! States among the names of a text, by their own names or by what stands for their governments.
//!
//! What belongs here: countries, capitals that act, seats of government. What does not: countries as places.

use super::lists::lists;
use super::proper::{LINKS, Scenes, Sort};
use crate::extract::place::gazetteer::gazetteer;
use crate::extract::place::{bare, fold};
use crate::syntax::Upos;

/// What stands for a government and is no country's name: "the Kremlin".
pub(super) fn seat(scenes: &Scenes, s: usize, i: usize) -> Option<(usize, &'static str)> {
    for length in (1..=3).rev() {
        let end = i + length;
        if end > scenes.count(s) || (i + 1..end).any(|j| !scenes.joined(s, j)) {
            continue;
        }
        if let Some(area) = gazetteer().country_of_seat(bare(scenes.slice(s, i, end))) {
            // "the White House in Orvia", "Beehive Ltd" are other things.
            let goes_on = scenes.joined(s, end)
                && scenes.capital(s, end)
                && !lists().is_title(&scenes.word(s, end).to_lowercase());
            let article = i > 0 && scenes.word(s, i - 1).eq_ignore_ascii_case("the");
            let certain = length > 1 || article || matches!(area.country, "GB" | "RU");
            return (!goes_on && certain).then_some((end, area.country));
        }
    }
    None
}

/// Whether a whole name is a state, or a capital that acts for one.
pub(super) fn state(scenes: &Scenes, s: usize, i: usize, whole: &str, end: usize) -> Option<Sort> {
    let name = bare(whole);
    let key = fold(name);
    let key = key.strip_prefix("the ").unwrap_or(&key);
    if let Some(area) = gazetteer().countries_named(key, name).first() {
        return Some(Sort::State(area.country, false));
    }
    let area = gazetteer().country_of_capital(name)?;
    let governed = i > 0 && scenes.upos(s, i - 1) == Some(Upos::Adp);
    let mut after = end;
    while scenes.upos(s, after) == Some(Upos::Adv) {
        after += 1;
    }
    let verb = matches!(scenes.upos(s, after), Some(Upos::Verb | Upos::Aux)) && scenes.joined(s, after);
    let acts = !governed && (scenes.subject(s, i, end) || verb);
    acts.then_some(Sort::State(area.country, true))
}

pub(super) fn longest_state(scenes: &Scenes, s: usize, i: usize) -> Option<(usize, Sort)> {
    let mut end = i + 1;
    while end < scenes.count(s)
        && end < i + 6
        && scenes.joined(s, end)
        && (scenes.capital(s, end) || LINKS.contains(&scenes.word(s, end)))
    {
        end += 1;
    }
    while end > i {
        if scenes.capital(s, end - 1)
            && let Some(found) = state(scenes, s, i, scenes.slice(s, i, end), end)
        {
            // "Jordan Peel" and "Chad Orvis" are people, "Orvia Bank" a bank.
            let goes_on = scenes.joined(s, end) && scenes.capital(s, end);
            let preceded =
                i > 0 && scenes.joined(s, i) && scenes.capital(s, i - 1) && lists().given(scenes.word(s, i - 1));
            let person = goes_on
                && lists().given_or_word(scenes.word(s, i))
                && !lists().is_title(&scenes.word(s, end).to_lowercase());
            return (!person && !preceded).then_some((end, found));
        }
        end -= 1;
    }
    None
}
