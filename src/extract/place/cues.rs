//! Words that tell what a place name beside them does.
//!
//! What belongs here: closed classes of words. What does not: names.

/// Where something is or happens.
pub(super) fn is_location(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "around"
            | "across"
            | "throughout"
            | "within"
            | "off"
            | "over"
            | "above"
            | "along"
            | "between"
            | "beside"
            | "beyond"
            | "behind"
            | "under"
            | "on"
            | "opposite"
            | "through"
            | "via"
            | "past"
    )
}

pub(super) fn is_origin(word: &str) -> bool {
    matches!(word, "from" | "leaving")
}

pub(super) fn is_goal(word: &str) -> bool {
    matches!(word, "to" | "into" | "toward" | "towards" | "for" | "onto")
}

/// Verbs after which "for" tells where one goes: "left for Tokyo".
pub(super) fn departs(word: &str) -> bool {
    matches!(
        word,
        "left"
            | "leave"
            | "leaves"
            | "leaving"
            | "depart"
            | "departs"
            | "departed"
            | "departing"
            | "bound"
            | "head"
            | "heads"
            | "headed"
            | "heading"
            | "sail"
            | "sailed"
            | "flew"
            | "fly"
            | "destined"
            | "off"
            | "out"
    )
}

/// Nouns before "of" and a place, and right before its name: "the city of Ghent", "the port Batumi".
pub(super) fn goes_with_place(word: &str) -> bool {
    matches!(
        word,
        "city"
            | "town"
            | "village"
            | "state"
            | "province"
            | "port"
            | "region"
            | "island"
            | "capital"
            | "suburb"
            | "district"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "coast"
            | "municipality"
            | "canton"
            | "prefecture"
            | "county"
            | "outskirts"
            | "centre"
            | "center"
            | "border"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "km"
            | "hamlet"
            | "republic"
    )
}

/// Of those, the ones that tell a direction or distance: "north of Graz" is not in Graz.
pub(super) fn tells_way(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "km"
            | "outskirts"
    )
}

/// Words that stand for a time, never for a place.
pub(crate) fn is_time(folded: &str) -> bool {
    matches!(
        folded,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
            | "easter"
    )
}

/// Words of direction that belong to the name of a part of a place.
pub(super) fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "downtown"
            | "greater"
            | "upper"
    )
}
