//! Figures that are of two things: of other kinds, against other bases, parts and wholes, forecasts and results.
//!
//! What belongs here: questions about two figures. What does not: when they bar an accusation.

use super::super::accuse::{distance, outcome};
use super::super::relation;
use super::of_one_clause;
use crate::claim::Draft;
use crate::claim::frame::{Nearness, Word};
use crate::claim::words::lists;
use crate::extract::quantity::middle;
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Modality, Relation, Value};
use rust_decimal::Decimal;

/// The figure of a claim that gives one and no range.
fn point(draft: &Draft) -> Option<Decimal> {
    match &draft.claim.value {
        Value::Quantity(q) if q.low == q.high => q.low,
        _ => None,
    }
}

/// Whether a figure is that of a poll or a forecast, by the words of its clause.
pub(super) fn foretold(draft: &Draft) -> bool {
    const WORDS: [&str; 7] = ["exit poll", "opinion poll", "pollster", "forecast", "projection", "predict", "foresee"];
    let sentence = draft.claim.sentence.to_lowercase();
    let word = |w: &Word| {
        w.near == Nearness::Clause
            && matches!(w.lemma.as_str(), "poll" | "forecast" | "projection" | "predict" | "foresee")
    };
    WORDS.iter().any(|word| sentence.contains(word)) && draft.frame.words.iter().any(word)
}

/// Whether a figure is of some of those whom its clause tells of: "among women", "17 percent of those under the age of 25".
pub(super) fn among(draft: &Draft) -> bool {
    const AGES: [&str; 4] = ["under the age of ", "over the age of ", "aged under ", "aged over "];
    // "63 percent of those on the rolls voted": of all that it can be reckoned of
    const ALL: [&str; 9] =
        ["on the", "registered", "eligible", "entitled", "asked", "polled", "surveyed", "questioned", "present"];
    let sentence = draft.claim.sentence.to_lowercase();
    let at = draft.claim.span.start.saturating_sub(draft.claim.sentence_span.start);
    let (before, after) = (sentence.get(..at).unwrap_or(""), sentence.get(at..).unwrap_or(""));
    let near: String = after.chars().take(draft.claim.quote.len() + 40).collect();
    let group = |text: &str| {
        // "over-75s", "the under-25s"
        text.match_indices("-").any(|(at, _)| {
            let age = text[at + 1..].chars().take_while(char::is_ascii_digit).count();
            age > 0 && ["over", "under"].iter().any(|word| text[..at].ends_with(word))
        })
    };
    let led = |word: &str| {
        before.rfind(word).is_some_and(|at| {
            // "four will close, among them the oldest"
            let rest = &before[at + word.len()..];
            let back = ["them", "which", "whom", "these"].iter().any(|word| rest.starts_with(word));
            !back && !before[..at].ends_with(char::is_alphanumeric)
        })
    };
    let some = || near.split("of those ").skip(1).any(|rest| !ALL.iter().any(|words| rest.starts_with(words)));
    led("among ")
        || led("amongst ")
        || led("of those ")
        || some()
        || AGES.iter().any(|words| near.contains(words) || led(words))
        || group(&near)
        || group(before)
}

/// Whether one asks for so much and the other tells what there was: a claim of 80,000 euros, an award of 31,000.
pub(super) fn asked_and_got(a: &Draft, b: &Draft) -> bool {
    let asks = |draft: &Draft| lists().asking.contains(draft.frame.predicate.split(' ').next().unwrap_or(""));
    // "the reward that was promised" has not been paid
    let wish = |draft: &Draft| {
        let near = |w: &Word| w.near != Nearness::Context && matches!(w.lemma.as_str(), "promise" | "offer" | "pledge");
        draft.frame.words.iter().any(near)
    };
    let plain = |draft: &Draft| draft.frame.modality == Modality::Asserted && !asks(draft) && !wish(draft);
    asks(a) && plain(b) || asks(b) && plain(a)
}

/// Whether two counts are two sources' own guesses: the organisers claim 150,000, the police reckon 60,000.
pub(super) fn guesses(a: &Draft, b: &Draft) -> bool {
    let guess = |draft: &Draft| {
        let sentence = draft.claim.sentence.to_lowercase();
        ["claim", "estimat", "reckon", "organiser", "organizer", "put the number"]
            .iter()
            .any(|word| sentence.contains(word))
    };
    let who = |draft: &Draft| draft.claim.attribution.as_ref().map(|who| who.to_lowercase());
    guess(a) && guess(b) && who(a).zip(who(b)).is_some_and(|(x, y)| !x.contains(&y) && !y.contains(&x))
}

/// Whether two counts are of two kinds of things. People are one kind, whatever they are called.
pub(super) fn other_kinds(a: &Draft, b: &Draft, rows: &[Row]) -> bool {
    let people = |draft: &Draft| draft.frame.head.as_deref().is_some_and(lexicon::is_person_or_group);
    matches!(outcome(rows, "head"), "differs" | "near" | "opposite")
        && outcome(rows, "facet") != "same"
        && !(people(a) && people(b))
}

/// Whether the sentence of a claim tells the other's figure as well, without its unit: "35 seconds on one and 41 on another".
pub(super) fn told_bare(linker: &Linker, at: At, other: &Draft) -> bool {
    let here = linker.draft(at);
    other.claim.attribute != Attribute::Count
        && point(other).is_some()
        && linker.readings[at.reading].drafts.iter().any(|draft| {
            draft.frame.sentence == here.frame.sentence
                && draft.claim.attribute == Attribute::Count
                && draft.frame.head.is_none()
                && point(draft) == point(other)
        })
}

/// Whether the sentence of a claim tells of what the other is of.
pub(super) fn speaks_of(here: &Draft, other: &Draft) -> bool {
    other.frame.head.as_ref().is_some_and(|head| here.frame.words.iter().any(|word| word.lemma == *head))
}

/// Whether nothing tells that two counts are of one kind: neither noun nor side of the matter.
pub(super) fn of_nothing(rows: &[Row]) -> bool {
    matches!(
        (outcome(rows, "head"), outcome(rows, "facet")),
        ("neither", "neither" | "unknown") | ("unknown", "unknown")
    )
}

/// Whether a sum only says what the figure before it is worth: "30 bitcoin, some 2 million dollars".
pub(super) fn converted(linker: &Linker, at: At) -> bool {
    let reading = &linker.readings[at.reading];
    let here = &reading.drafts[at.draft].claim;
    let worth = |between: &str| {
        let words = between.trim_matches([',', ' ', '(', '\n']);
        matches!(words, "" | "some" | "about" | "around" | "or" | "or about" | "roughly" | "nearly" | "almost")
    };
    let before = |draft: &&Draft| {
        let claim = &draft.claim;
        let text = &reading.document.article.text;
        claim.attribute == Attribute::Measure
            && claim.end <= here.start
            && text.get(claim.end..here.start).is_some_and(|between| between.len() > 1 && worth(between))
    };
    here.attribute == Attribute::Money && reading.drafts.iter().any(|draft| before(&draft))
}

/// Whether two counts make up the whole that one of the two sentences tells: nine of eleven signed, two did not.
pub(super) fn complements(linker: &Linker, pair: &Pair) -> bool {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    // none and all of them are no two parts
    let parts = point(a).zip(point(b)).filter(|(x, y)| !x.is_zero() && !y.is_zero());
    let Some(sum) = parts.map(|(x, y)| x + y) else { return false };
    [(pair.a, a), (pair.b, b)].iter().any(|(at, here)| {
        linker.readings[at.reading].drafts.iter().any(|draft| {
            draft.frame.sentence == here.frame.sentence
                && draft.claim.attribute == Attribute::Count
                && point(draft) == Some(sum)
                && (here.frame.head.is_none() || draft.frame.head == here.frame.head)
        })
    })
}

/// Whether a count leaves out the one beside whom it is told, and the other counts him: "the skipper and his 13 men", 14.
pub(super) fn one_more(some: &Draft, all: &Draft) -> bool {
    let at = some.claim.span.start.saturating_sub(some.claim.sentence_span.start);
    let before = some.claim.sentence.get(..at).unwrap_or("").to_lowercase();
    let mut back = before.split_whitespace().rev();
    let beside =
        matches!(back.next(), Some("his" | "her" | "its" | "their")) && matches!(back.next(), Some("and" | "with"));
    beside && point(some).zip(point(all)).is_some_and(|(some, all)| some + Decimal::ONE == all)
}

/// Whether what follows from a claim agrees with another: of 30 buses it sold six, and now it has 24.
pub(super) fn follows(linker: &Linker, at: At, other: &Draft) -> bool {
    let drafts = &linker.readings[at.reading].drafts;
    drafts.iter().any(|draft| draft.sources.contains(&at.draft) && relation(draft, other) == Relation::Equal)
}

/// Whether a count is what another is a part of: the 40 of "18 of the harbour's 40 cranes".
pub(super) fn whole(linker: &Linker, at: At) -> bool {
    let (reading, here) = (&linker.readings[at.reading], linker.draft(at));
    let text = &reading.document.article.text;
    reading.drafts.iter().any(|part| {
        let between = || text.get(part.claim.span.end..here.claim.span.start).unwrap_or("").trim();
        part.frame.sentence == here.frame.sentence
            && matches!(part.claim.attribute, Attribute::Count | Attribute::Percent)
            && part.claim.span.end <= here.claim.span.start
            && (between().starts_with("of ") || between().starts_with("out of") || between() == "of")
            && between().split(' ').count() <= 5
    })
}

/// Whether a count is the whole of which another article tells a lesser part: 18 of 40 cranes, and 16 cranes. Two wholes may
/// well contradict each other.
pub(super) fn in_a_whole(linker: &Linker, at: At, other: &Draft) -> bool {
    let number = |draft: &Draft| match &draft.claim.value {
        Value::Quantity(q) => middle(q),
        _ => None,
    };
    let (part, all) = (number(other), number(linker.draft(at)));
    let lesser = |least: i64| {
        let times = part.and_then(|part| part.checked_mul(Decimal::from(least)));
        times.zip(all).is_some_and(|(part, all)| part < all)
    };
    // of 640 children a quarter were ill; 480 came
    let deeds = linker.draft(at).frame.deed() != other.frame.deed();
    whole(linker, at) && (lesser(2) || lesser(1) && deeds)
}

/// Whether a figure is what was lost or gained.
pub(super) fn changes(draft: &Draft) -> bool {
    let lives = draft.frame.object.as_deref() == Some("life");
    !lives && matches!(draft.frame.deed(), "lose" | "gain" | "shed" | "add" | "cut" | "axe" | "sell" | "drop")
}

/// Whether a figure is how many there are.
pub(super) fn stands(draft: &Draft) -> bool {
    matches!(
        draft.frame.predicate.as_str(),
        "have" | "hold" | "be" | "sit" | "lead" | "own" | "number" | "total" | "remain"
    )
}

pub(super) fn of_time(draft: &Draft) -> bool {
    let unit = |head: &str| {
        head.rsplit(' ').next().is_some_and(|word| matches!(word, "day" | "week" | "month" | "quarter" | "year"))
    };
    draft.frame.head.as_deref().is_some_and(unit)
}

/// Whether one tells a figure of a place, the other that of the whole country or world.
pub(super) fn everywhere(linker: &Linker, a: At, b: At) -> bool {
    const WHOLE: [&str; 6] =
        ["whole country", "nationwide", "countrywide", "across the country", "worldwide", "around the world"];
    const PARTS: [&str; 8] = ["province", "region", "district", "county", "city", "town", "village", "island"];
    let whole = |at: At| WHOLE.iter().any(|words| linker.draft(at).claim.sentence.contains(words));
    let placed = |at: At| {
        let here = &linker.draft(at).frame;
        let mut beside = of_one_clause(linker, at);
        let part = |w: &Word| w.near == Nearness::Clause && PARTS.contains(&w.lemma.as_str());
        here.words.iter().any(part) || beside.any(|d| d.claim.attribute == Attribute::Place)
    };
    whole(a) && !whole(b) && placed(b) || whole(b) && !whole(a) && placed(a)
}

/// A change on the year and one on the quarter; in prices of the day and in those of a base year.
pub(super) fn other_base(a: &Draft, b: &Draft) -> bool {
    match (a.frame.base, b.frame.base) {
        (Some(p), Some(q)) => p != q,
        (Some("prices"), None) | (None, Some("prices")) => true,
        // what a change is reckoned against often goes without saying
        (Some(_), None) | (None, Some(_)) => {
            matches!(distance(a, b), "of opposite sign" | "within five times" | "within twelve times")
        }
        (None, None) => false,
    }
}

/// Whether two measures are of one thing by its noun: a tunnel is three kilometres long, the 2,400-metre tunnel.
pub(super) fn of_one_thing(a: &Draft, b: &Draft) -> bool {
    let nouns = |draft: &Draft| [draft.frame.head.clone(), draft.frame.subject.clone(), draft.frame.object.clone()];
    nouns(a).iter().flatten().any(|noun| lexicon::is_noun(noun) && nouns(b).iter().flatten().any(|other| other == noun))
}

/// Twelve metres and three kilometres are two things; seven miles and twelve kilometres may be one.
pub(super) fn other_units(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Quantity(p), Value::Quantity(q)) => {
            // the unit itself may be the slip
            let slip = p.low == q.low;
            let near = matches!(distance(a, b), "close" | "within half" | "within double");
            // who writes of metres and of kilometres means short and long ways
            let metric = |unit: &str| unit.ends_with("metre") || unit.ends_with("gram");
            let one_system = metric(&p.unit) && metric(&q.unit) && !of_one_thing(a, b);
            a.claim.attribute == Attribute::Measure && p.unit != q.unit && !slip && (one_system || !near)
        }
        _ => false,
    }
}
