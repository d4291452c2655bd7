//! What keeps two values that exclude each other apart, whatever else their sentences have in common.
//!
//! The table of points weighs likenesses; what stands here no likeness outweighs: other periods, places, kinds of things,
//! bases of comparison, a part and its whole, a plan and what came of it. Each has its reason in words.

use super::accuse::{distance, kind, outcome, two_weeks};
use super::context::Context;
use super::relation;
use crate::claim::frame::{Nearness, Word};
use crate::claim::words::lists;
use crate::claim::{Detail, Draft};
use crate::extract::quantity::middle;
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, ChangeRole, Modality, Relation, TimeValue, Value};
use crate::syntax::NameKind;
use chrono::NaiveDateTime;
use rust_decimal::Decimal;

const PART: &str = "a part and the whole";
const EVERYWHERE: &str = "of one place and of the whole";
const OTHER_SHARE: &str = "shares of different things";
const MEANT: &str = "a planned and an actual length";
const LONG_PAST: &str = "one of them is of long ago";
const OTHER_PERIOD: &str = "of different periods";
const OTHER_BASE: &str = "against different bases";
const CHANGE: &str = "a change and a level";
const OTHER_DATES: &str = "other dates beside";
const IN_TURN: &str = "one after the other";
const PREDICTED: &str = "a forecast and a result";
const SOME: &str = "of some of them and of all";
const ASKED: &str = "what was asked for and what there was";
const SEX: &str = "of men and of women";
const GUESSES: &str = "two sources' own figures";

/// The reasons that a reader who sees both values would like to know.
pub const TELLING: [&str; 15] = [
    PART,
    EVERYWHERE,
    OTHER_SHARE,
    MEANT,
    LONG_PAST,
    OTHER_PERIOD,
    OTHER_BASE,
    CHANGE,
    OTHER_DATES,
    IN_TURN,
    PREDICTED,
    SOME,
    ASKED,
    SEX,
    GUESSES,
];

/// Dates of deeds whose match is less likely than this are of two deeds.
const LIKELY_ONE_DEED: i32 = -12;

/// Why two values that exclude each other are surely, or too easily, of two things, whatever the frames have in common;
/// nothing where they may well be of one. `rows` are those of [`super::accuse::rows`].
pub fn two_things(linker: &Linker, pair: &Pair, rows: &[Row], context: &Context) -> Option<&'static str> {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    // when and where somebody spoke is not when and where it happened
    let spoken = speaks(a) || speaks(b);
    let others = |name: &str| outcome(rows, name) == "others";
    let same = |name: &str| outcome(&pair.rows, name) == "same";
    let nested = || outcome(rows, "places beside") == "one within the other";
    let counted_things = a.claim.attribute == Attribute::Count;
    let figure =
        matches!(a.claim.attribute, Attribute::Money | Attribute::Percent | Attribute::Measure | Attribute::Duration);
    let bars: &[(&'static str, bool)] = &match a.claim.attribute {
        // a date is of a deed: of other deeds, other dates
        Attribute::Date => vec![
            ("when somebody spoke", spoken),
            // second on Saturday, first on Friday: two races
            ("other ranks or subjects beside", others("ranks beside") || others("named subjects")),
            // most dates of two articles are of two deeds: the match must be likelier than not
            (
                "dates of deeds that are hardly one",
                pair.score < LIKELY_ONE_DEED && !(same("predicate") && (same("subject") || same("object"))),
            ),
            ("one weekday, placed in two weeks", two_weeks(a, b)),
            ("one month, placed in two years", one_month(a, b)),
            // "a year earlier" is what something is compared with
            ("worked out from another date", base_of_comparison(a) || base_of_comparison(b)),
            // by Monday 40 had left, by Tuesday 70
            ("told as of two days", [pair.a, pair.b].iter().all(|at| counted_by(linker, *at))),
            (
                "dates of different deeds",
                outcome(&pair.rows, "predicate") == "differs" && !(same("subject") && same("facet")),
            ),
            // the ambulances returned on one day, the records on another
            ("dates of different things", outcome(&pair.rows, "subject") == "differs" && is_thing(a) && is_thing(b)),
        ],
        Attribute::Time => {
            let near = matches!(outcome(&pair.rows, "predicate"), "same" | "alike" | "related");
            // whose day is only assumed, or only a part of it, must at least be of one deed
            let unsure = matches!(distance(a, b), "times of some day" | "parts of one day") && !near;
            vec![
                ("when somebody spoke", spoken),
                (
                    "times of different days",
                    (matches!(distance(a, b), "on other days" | "parts of other days") || days_apart(a, b))
                        && !two_weeks(a, b),
                ),
                ("times of different deeds, perhaps of different days", unsure),
                ("one weekday, placed in two weeks", two_weeks(a, b) && one_clock(a, b)),
                ("perhaps by the clocks of two zones", of_two_zones(a, b)),
                ("worked out from another time", counted(a) || counted(b)),
            ]
        }
        // a country that acts is no place where something happens
        Attribute::Place => vec![
            ("where somebody spoke", spoken),
            ("a place that acts", a.frame.role.is_empty() || b.frame.role.is_empty()),
            ("other places or dates beside", others("places beside") || others("dates beside") || nested()),
            ("one sentence names both", named_together(linker, pair.a, b) || named_together(linker, pair.b, a)),
        ],
        Attribute::Count if outcome(&pair.rows, "facet") == "differs" => vec![("counts of different things", true)],
        // five women, nine men
        Attribute::Count | Attribute::Participant if outcome(&pair.rows, "head") == "opposite" => {
            vec![("of two kinds of people", true)]
        }
        // six lifeboats, ten crews
        Attribute::Count | Attribute::Order if other_kinds(a, b, &pair.rows) => {
            vec![("counts of different things", true)]
        }
        // "three" and "eight", and nothing tells what of
        Attribute::Count if of_nothing(&pair.rows) => vec![("nothing tells what is counted", true)],
        // the first day and the third of one siege
        Attribute::Order if of_a_day(a) && of_a_day(b) => vec![("days of one stretch", true)],
        Attribute::Order if ranks_far_apart(a, b) || restricted(a) != restricted(b) => {
            vec![("places in other rows", true)]
        }
        Attribute::Order => vec![
            // fourth in one day's qualifying, second in the next day's race
            (OTHER_DATES, others("dates beside")),
            ("other subjects beside", others("named subjects")),
        ],
        // it rose in early trade, and in the end it had fallen
        Attribute::Status => vec![
            ("other places or subjects beside", others("places beside") || others("named subjects")),
            (LONG_PAST, long_ago(linker, pair.a) != long_ago(linker, pair.b)),
            (IN_TURN, in_turn(a) != in_turn(b)),
            // the dam was shut, the bridge opened
            ("states of different things", outcome(&pair.rows, "subject") == "differs" && !one_matter(a, b)),
            // it knows, it has never seen
            (
                "states that are hardly one",
                !matches!(outcome(&pair.rows, "predicate"), "same" | "alike" | "opposite" | "light"),
            ),
        ],
        _ => vec![
            // many speak of one matter
            ("who spoke", a.claim.attribute == Attribute::Participant && spoken),
            ("told by the figure before it", converted(linker, pair.a) || converted(linker, pair.b)),
            ("together they make the whole", counted_things && complements(linker, pair)),
            // a skipper and his 13 men are fourteen people
            ("some of them with one more", counted_things && (one_more(a, b) || one_more(b, a))),
            ("one follows from the other", follows(linker, pair.a, b) || follows(linker, pair.b, a)),
            ("both are worked out", !a.sources.is_empty() && !b.sources.is_empty()),
            ("other places or subjects beside", others("places beside") || others("named subjects")),
            (OTHER_BASE, matches!(a.claim.attribute, Attribute::Percent | Attribute::Money) && other_base(a, b)),
            (OTHER_DATES, figure && others("dates beside")),
            // it sold six buses; the 90 that it has
            (CHANGE, counted_things && (changes(a) && stands(b) || changes(b) && stands(a))),
            // three quarters running
            ("a count of days or years", counted_things && (of_time(a) != of_time(b))),
            // of a province and of the whole country
            (
                PART,
                counted_things && (in_a_whole(linker, pair.a, b) || in_a_whole(linker, pair.b, a))
                    || matches!(a.claim.attribute, Attribute::Count | Attribute::Percent) && nested(),
            ),
            (EVERYWHERE, everywhere(linker, pair.a, pair.b)),
            // of the votes and of the seats
            (
                OTHER_SHARE,
                a.claim.attribute == Attribute::Percent
                    && other_kinds(a, b, &pair.rows)
                    && !speaks_of(a, b)
                    && !speaks_of(b, a),
            ),
            // a share that only follows from two counts is of what they count
            (
                "a worked-out share of another thing",
                a.claim.attribute == Attribute::Percent
                    && outcome(rows, "worked out") == "one"
                    && matches!(kind(&pair.rows), "unknown" | "two kinds" | "related kinds"),
            ),
            // how long it is to last, and how long it lasted
            (
                MEANT,
                a.claim.attribute == Attribute::Duration
                    && outcome(&pair.rows, "modality") == "plan and fact"
                    && [a, b].iter().any(|d| d.frame.modality == Modality::Asserted && d.frame.past),
            ),
            // the driver got three years, the lookout one
            ("of other people", !counted_things && of_other_people(linker, pair)),
            (LONG_PAST, !levels_before(a, b) && long_ago(linker, pair.a) != long_ago(linker, pair.b)),
            (OTHER_PERIOD, other_period(a, b)),
            ("too far apart", matches!(distance(a, b), "far apart" | "of opposite sign")),
            // nobody died; ten were hurt
            ("none against many", distance(a, b) == "none against many" && !(same("predicate") && same("facet"))),
            ("in different units", other_units(a, b)),
        ],
    };
    let listed = context.listed(linker, pair) || told_bare(linker, pair.a, b) || told_bare(linker, pair.b, a);
    let of_all = [
        ("one sentence tells both", listed),
        // on Sunday not one tram ran, on Monday they ran again
        (
            "one tells of what did not happen",
            a.claim.attribute != Attribute::Status && !none(a) && !none(b) && denied(a) != denied(b),
        ),
        (PREDICTED, (figure || counted_things) && foretold(a) != foretold(b)),
        (SOME, (counted_things || a.claim.attribute == Attribute::Percent) && among(a) != among(b)),
        (ASKED, (counted_things || figure) && asked_and_got(a, b)),
        (SEX, a.claim.attribute != Attribute::Status && of_other_sex(a, b)),
        (GUESSES, counted_things && guesses(a, b)),
        // the quake and its aftershock
        ("of two things kept apart", a.claim.attribute != Attribute::Status && subjects_apart(a, b)),
    ];
    of_all.iter().chain(bars).find(|(_, holds)| *holds).map(|(why, _)| *why)
}

/// Whether the clause of a value tells that something did not happen. "Did not open until Monday" tells when it did.
fn denied(draft: &Draft) -> bool {
    draft.frame.negated && !matches!(draft.frame.role.as_str(), "until" | "till" | "before")
}

/// Whether a value is a count of none, which is told by what did not happen.
fn none(draft: &Draft) -> bool {
    matches!(&draft.claim.value, Value::Quantity(q) if q.high.is_some_and(|high| high.is_zero()))
}

/// Whether a figure is that of a poll or a forecast, by the words of its clause.
fn foretold(draft: &Draft) -> bool {
    const WORDS: [&str; 7] = ["exit poll", "opinion poll", "pollster", "forecast", "projection", "predict", "foresee"];
    let sentence = draft.claim.sentence.to_lowercase();
    let word = |w: &Word| {
        w.near == Nearness::Clause
            && matches!(w.lemma.as_str(), "poll" | "forecast" | "projection" | "predict" | "foresee")
    };
    WORDS.iter().any(|word| sentence.contains(word)) && draft.frame.words.iter().any(word)
}

/// Whether a figure is of some of those whom its clause tells of: "among women", "17 percent of those under the age of 25".
fn among(draft: &Draft) -> bool {
    const AGES: [&str; 5] = ["under the age of ", "over the age of ", "aged under ", "aged over ", "of those "];
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
    led("among ")
        || led("amongst ")
        || AGES.iter().any(|words| near.contains(words) || led(words))
        || group(&near)
        || group(before)
}

/// Whether one asks for so much and the other tells what there was: a claim of 80,000 euros, an award of 31,000.
fn asked_and_got(a: &Draft, b: &Draft) -> bool {
    let asks = |draft: &Draft| lists().asking.contains(draft.frame.predicate.split(' ').next().unwrap_or(""));
    let plain = |draft: &Draft| draft.frame.modality == Modality::Asserted && !asks(draft);
    asks(a) && plain(b) || asks(b) && plain(a)
}

/// Whether the words around two figures are of men and of women, and neither tells of both.
fn of_other_sex(a: &Draft, b: &Draft) -> bool {
    let tells =
        |draft: &Draft, word: &str| draft.frame.words.iter().any(|w| w.near != Nearness::Context && w.lemma == word);
    let women = |d: &Draft| tells(d, "woman") || tells(d, "girl");
    let men = |d: &Draft| tells(d, "man") || tells(d, "boy");
    women(a) && !men(a) && men(b) && !women(b) || women(b) && !men(b) && men(a) && !women(a)
}

/// Whether the clauses are of two things that are never one: an earthquake and an aftershock, a ticket and a spectator.
fn subjects_apart(a: &Draft, b: &Draft) -> bool {
    let subject = |d: &Draft| d.frame.subject.clone().or_else(|| d.frame.object.clone());
    subject(a).zip(subject(b)).is_some_and(|(x, y)| {
        let kept =
            lexicon::news_class(&x).iter().any(|c| lexicon::news_class(&y).iter().any(|d| lexicon::contrast(*c, *d)));
        kept && lexicon::relatedness(&x, &y) <= 0
    })
}

/// Whether two counts are two sources' own guesses: the organisers claim 150,000, the police reckon 60,000.
fn guesses(a: &Draft, b: &Draft) -> bool {
    let guess = |draft: &Draft| {
        let sentence = draft.claim.sentence.to_lowercase();
        ["claim", "estimat", "reckon", "organiser", "organizer", "put the number"]
            .iter()
            .any(|word| sentence.contains(word))
    };
    let who = |draft: &Draft| draft.claim.attribution.as_ref().map(|who| who.to_lowercase());
    guess(a) && guess(b) && who(a).zip(who(b)).is_some_and(|(x, y)| !x.contains(&y) && !y.contains(&x))
}

/// Whether two articles have little in common and name nobody in common, neither a person nor a body: one tells of a call of
/// 20 minutes, the other of talks of two hours, and that is all.
pub fn two_stories(linker: &Linker, pair: &Pair) -> bool {
    let named = |name: &str| matches!(outcome(&pair.rows, name), "agree" | "partly");
    let little = matches!(outcome(&pair.rows, "story"), "0" | "5" | "15");
    let parties = |at: At| {
        let entities = &linker.readings[at.reading].entities;
        entities.iter().filter(|e| matches!(e.kind, NameKind::Person | NameKind::Organisation) && e.named())
    };
    let known = || parties(pair.a).any(|one| parties(pair.b).any(|other| one.key == other.key));
    little && !named("names in sentence") && !named("names in clause") && !known()
}

/// Whether two clauses are about two people, by nouns that hardly tell one and of which one article has both: a driver and a
/// lookout, not a driver and a man.
fn of_other_people(linker: &Linker, pair: &Pair) -> bool {
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let tells = |at: At, noun: &str| {
        linker.readings[at.reading].drafts.iter().any(|d| d.frame.words.iter().any(|word| word.lemma == noun))
    };
    let about = |draft: &Draft| {
        let noun = draft.frame.subject.clone().or_else(|| draft.frame.object.clone())?;
        let person = lexicon::kinds(&noun).meets(lexicon::Kinds::PERSON);
        (person && !draft.frame.clause_names.contains(&noun)).then_some(noun)
    };
    about(a).zip(about(b)).is_some_and(|(a, b)| {
        let one_sort = lexicon::is_a(&a, &b) || lexicon::is_a(&b, &a);
        !one_sort && lexicon::relatedness(&a, &b) < 30 && (tells(pair.a, &b) || tells(pair.b, &a))
    })
}

/// Whether a date is that by which something had been counted.
fn counted_by(linker: &Linker, at: At) -> bool {
    let here = linker.draft(at);
    let counts = |d: &Draft| {
        d.claim.attribute == Attribute::Count
            && (d.frame.sentence, d.frame.clause) == (here.frame.sentence, here.frame.clause)
    };
    here.frame.role == "by" && here.frame.past && linker.readings[at.reading].drafts.iter().any(counts)
}

/// Whether what a clause is about is a thing, and neither somebody nor a name.
fn is_thing(draft: &Draft) -> bool {
    let frame = &draft.frame;
    let noun = |subject: &String| {
        lexicon::is_noun(subject) && !lexicon::is_person_or_group(subject) && !frame.clause_names.contains(subject)
    };
    frame.subject.as_ref().is_some_and(noun)
}

/// Whether the clause of a claim tells that somebody said something.
pub fn speaks(draft: &Draft) -> bool {
    let verb = draft.frame.predicate.split(' ').next().unwrap_or("");
    // two leaders speak by phone, a minister to reporters
    let press = |word: &Word| matches!(word.lemma.as_str(), "reporter" | "journalist");
    let to_press = matches!(verb, "speak" | "talk") && draft.frame.words.iter().any(press);
    to_press || lists().speech.contains(verb) && !lists().deeds_too.contains(verb)
}

/// Whether two counts are of two kinds of things. People are one kind, whatever they are called.
fn other_kinds(a: &Draft, b: &Draft, rows: &[Row]) -> bool {
    let people = |draft: &Draft| draft.frame.head.as_deref().is_some_and(lexicon::is_person_or_group);
    matches!(outcome(rows, "head"), "differs" | "near" | "opposite")
        && outcome(rows, "facet") != "same"
        && !(people(a) && people(b))
}

/// Whether the sentence of a claim tells the other's figure as well, without its unit: "35 seconds on one and 41 on another".
fn told_bare(linker: &Linker, at: At, other: &Draft) -> bool {
    let here = linker.draft(at);
    let number = |draft: &Draft| match &draft.claim.value {
        Value::Quantity(q) if q.low == q.high => q.low,
        _ => None,
    };
    other.claim.attribute != Attribute::Count
        && number(other).is_some()
        && linker.readings[at.reading].drafts.iter().any(|draft| {
            draft.frame.sentence == here.frame.sentence
                && draft.claim.attribute == Attribute::Count
                && draft.frame.head.is_none()
                && number(draft) == number(other)
        })
}

/// Whether the sentence of a claim tells of what the other is of.
fn speaks_of(here: &Draft, other: &Draft) -> bool {
    other.frame.head.as_ref().is_some_and(|head| here.frame.words.iter().any(|word| word.lemma == *head))
}

/// Whether nothing tells that two counts are of one kind: neither noun nor side of the matter.
fn of_nothing(rows: &[Row]) -> bool {
    matches!(
        (outcome(rows, "head"), outcome(rows, "facet")),
        ("neither", "neither" | "unknown") | ("unknown", "unknown")
    )
}

/// Whether a sum only says what the figure before it is worth: "30 bitcoin, some 2 million dollars".
fn converted(linker: &Linker, at: At) -> bool {
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
fn complements(linker: &Linker, pair: &Pair) -> bool {
    let number = |draft: &Draft| match &draft.claim.value {
        Value::Quantity(q) if q.low == q.high => q.low,
        _ => None,
    };
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let Some(sum) = number(a).zip(number(b)).map(|(x, y)| x + y) else { return false };
    [(pair.a, a), (pair.b, b)].iter().any(|(at, here)| {
        linker.readings[at.reading].drafts.iter().any(|draft| {
            draft.frame.sentence == here.frame.sentence
                && draft.claim.attribute == Attribute::Count
                && number(draft) == Some(sum)
                && (here.frame.head.is_none() || draft.frame.head == here.frame.head)
        })
    })
}

/// Whether a count leaves out the one beside whom it is told, and the other counts him: "the skipper and his 13 men", 14.
fn one_more(some: &Draft, all: &Draft) -> bool {
    let at = some.claim.span.start.saturating_sub(some.claim.sentence_span.start);
    let before = some.claim.sentence.get(..at).unwrap_or("").to_lowercase();
    let mut back = before.split_whitespace().rev();
    let beside =
        matches!(back.next(), Some("his" | "her" | "its" | "their")) && matches!(back.next(), Some("and" | "with"));
    let number = |draft: &Draft| match &draft.claim.value {
        Value::Quantity(q) if q.low == q.high => q.low,
        _ => None,
    };
    beside && number(some).zip(number(all)).is_some_and(|(some, all)| some + Decimal::ONE == all)
}

/// Whether what follows from a claim agrees with another: of 30 buses it sold six, and now it has 24.
fn follows(linker: &Linker, at: At, other: &Draft) -> bool {
    let drafts = &linker.readings[at.reading].drafts;
    drafts.iter().any(|draft| draft.sources.contains(&at.draft) && relation(draft, other) == Relation::Equal)
}

/// Whether a count is what another is a part of: the 40 of "18 of the harbour's 40 cranes".
fn whole(linker: &Linker, at: At) -> bool {
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
fn in_a_whole(linker: &Linker, at: At, other: &Draft) -> bool {
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
fn changes(draft: &Draft) -> bool {
    let lives = draft.frame.object.as_deref() == Some("life");
    !lives && matches!(draft.frame.deed(), "lose" | "gain" | "shed" | "add" | "cut" | "axe" | "sell" | "drop")
}

/// Whether a figure is how many there are.
fn stands(draft: &Draft) -> bool {
    matches!(
        draft.frame.predicate.as_str(),
        "have" | "hold" | "be" | "sit" | "lead" | "own" | "number" | "total" | "remain"
    )
}

fn of_time(draft: &Draft) -> bool {
    let unit = |head: &str| {
        head.rsplit(' ').next().is_some_and(|word| matches!(word, "day" | "week" | "month" | "quarter" | "year"))
    };
    draft.frame.head.as_deref().is_some_and(unit)
}

/// Whether one place is near the head of a row and the other far down: her 241st cap, second on the list.
fn ranks_far_apart(a: &Draft, b: &Draft) -> bool {
    match (&a.detail, &b.detail) {
        (Detail::Rank { place: p, .. }, Detail::Rank { place: q, .. }) => *p.max(q) > 10 && *p.min(q) <= 5,
        _ => false,
    }
}

/// Whether a rank counts only some of its kind: "the first novel to appear in English".
fn restricted(draft: &Draft) -> bool {
    let at = draft.claim.span.end.saturating_sub(draft.claim.sentence_span.start);
    let after = draft.claim.sentence.get(at..).unwrap_or("");
    let head = draft.frame.head.as_deref().unwrap_or("");
    !head.is_empty() && after.trim_start().strip_prefix(head).is_some_and(|rest| rest.starts_with(" to "))
}

/// Whether a rank is that of a day or a week.
fn of_a_day(draft: &Draft) -> bool {
    matches!(draft.frame.head.as_deref(), Some("day" | "night" | "hour" | "week"))
}

/// By which words a state is told as one of several that follow each other: "at first", "in the end".
fn in_turn(draft: &Draft) -> Option<&'static str> {
    const TURNS: [&str; 11] = [
        "at first",
        "initially",
        "early trade",
        "early trading",
        "early deals",
        "at the start",
        "by the close",
        "at the close",
        "by the end",
        "in the end",
        "eventually",
    ];
    let sentence = draft.claim.sentence.to_lowercase();
    let word = |turn: &str| {
        sentence.match_indices(turn).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(sentence[..at].chars().next_back()) && !letter(sentence[at + turn.len()..].chars().next())
        })
    };
    TURNS.into_iter().find(|turn| word(turn))
}

/// Whether one tells a figure of a place, the other that of the whole country or world.
fn everywhere(linker: &Linker, a: At, b: At) -> bool {
    const WHOLE: [&str; 6] =
        ["whole country", "nationwide", "countrywide", "across the country", "worldwide", "around the world"];
    const PARTS: [&str; 8] = ["province", "region", "district", "county", "city", "town", "village", "island"];
    let whole = |at: At| WHOLE.iter().any(|words| linker.draft(at).claim.sentence.contains(words));
    let placed = |at: At| {
        let here = &linker.draft(at).frame;
        let drafts = &linker.readings[at.reading].drafts;
        let place = |d: &Draft| {
            (d.frame.sentence, d.frame.clause) == (here.sentence, here.clause) && d.claim.attribute == Attribute::Place
        };
        let part = |w: &Word| w.near == Nearness::Clause && PARTS.contains(&w.lemma.as_str());
        here.words.iter().any(part) || drafts.iter().any(place)
    };
    whole(a) && !whole(b) && placed(b) || whole(b) && !whole(a) && placed(a)
}

/// A change on the year and one on the quarter; in prices of the day and in those of a base year.
fn other_base(a: &Draft, b: &Draft) -> bool {
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

/// Whether the sentence of a place names the other place too: "in the Dovrin quarter of Maresk" is in Maresk.
fn named_together(linker: &Linker, at: At, other: &Draft) -> bool {
    let here = linker.draft(at);
    linker.readings[at.reading].drafts.iter().any(|draft| {
        draft.frame.sentence == here.frame.sentence
            && draft.claim.attribute == Attribute::Place
            && matches!(relation(draft, other), Relation::Equal | Relation::Refines | Relation::RefinedBy)
    })
}

/// Whether a claim is dated, and long before its article: of another happening than the news.
pub(super) fn long_ago(linker: &Linker, at: At) -> bool {
    let published = linker.readings[at.reading].document.article.published.as_ref().map(|known| known.value.begin);
    let here = linker.draft(at);
    let end = here.frame.when.map(|(_, end)| end);
    // a date elsewhere in the sentence dates something else
    let own = linker.readings[at.reading].drafts.iter().any(|d| {
        (d.frame.sentence, d.frame.clause) == (here.frame.sentence, here.frame.clause)
            && matches!(&d.claim.value, Value::Time(t) if t.end == end)
    });
    let end = end.filter(|_| own);
    published.zip(end).is_some_and(|(published, end)| (published - end).num_days() > LONG_AGO)
}

/// Whether both are the level from which something changed, which is of the past by nature.
fn levels_before(a: &Draft, b: &Draft) -> bool {
    let before = |draft: &Draft| match &draft.claim.value {
        Value::Quantity(q) => q.change.is_some_and(|change| change.role == ChangeRole::From),
        _ => false,
    };
    before(a) && before(b)
}

/// So many days before the news is another story.
const LONG_AGO: i64 = 60;

/// Whether two opposite states are of one thing by what the clauses turn on: booksellers sold more books, sales of books
/// declined.
fn one_matter(a: &Draft, b: &Draft) -> bool {
    let turns_on = |draft: &Draft| [draft.frame.subject.clone(), draft.frame.object.clone()];
    let tells = |draft: &Draft, noun: &String| {
        let near = |w: &&Word| w.near == Nearness::Clause && !w.name;
        draft.frame.words.iter().filter(near).any(|w| lexicon::relatedness(&w.lemma, noun) >= 80)
    };
    let thing = |noun: &&String| lexicon::is_noun(noun) && !lexicon::is_person_or_group(noun);
    let meets = |x: &Draft, y: &Draft| turns_on(x).iter().flatten().filter(thing).any(|noun| tells(y, noun));
    meets(a, b) || meets(b, a)
}

/// A quarter and a half-year: figures of two periods.
fn other_period(a: &Draft, b: &Draft) -> bool {
    let (Some((begin_a, end_a)), Some((begin_b, end_b))) = (a.frame.when, b.frame.when) else { return false };
    let (hours_a, hours_b) = ((end_a - begin_a).num_hours(), (end_b - begin_b).num_hours());
    let (short, long) = (hours_a.min(hours_b), hours_a.max(hours_b));
    short > 24 * 14 && long * 2 >= short * 3
}

/// Whether two times are told to be of different days.
fn days_apart(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) if !p.day_assumed && !q.day_assumed => {
            let zoned = p.offset != q.offset;
            let other = |p: NaiveDateTime, q: NaiveDateTime| zoned || p.date() != q.date();
            p.begin.zip(q.begin).is_some_and(|(p, q)| (p - q).num_hours().abs() >= 12 && other(p, q))
        }
        _ => false,
    }
}

/// Whether only one of two times tells by which clock it is, and the other may be the same by its own.
fn of_two_zones(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => {
            let minutes = p.begin.zip(q.begin).map(|(p, q)| (p - q).num_minutes().abs());
            // where the text tells no clock, the outlet's is only assumed
            let told = |d: &Draft| {
                let clock =
                    |word: &str| word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase()) || word == "time";
                let local = || ["local time", "local clock"].iter().any(|words| d.claim.sentence.contains(words));
                d.claim.quote.split(|c: char| !c.is_alphabetic()).any(clock) || local()
            };
            told(a) != told(b) && minutes.is_some_and(|minutes| minutes % 30 == 0 && minutes <= 14 * 60)
        }
        _ => false,
    }
}

/// "Five hours later", "after three hours": a time worked out from another, and no surer than which other. "Ten minutes
/// before noon" tells the other beside it.
fn counted(draft: &Draft) -> bool {
    let words: Vec<&str> = draft.claim.quote.split_whitespace().collect();
    const HOURS: [&str; 15] = [
        "noon", "midnight", "midday", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let clock = |word: &&str| HOURS.contains(word) || word.starts_with(|c: char| c.is_ascii_digit());
    let length = |word: &&str| ["hour", "minute", "second"].contains(&word.trim_end_matches('s'));
    words.iter().enumerate().any(|(i, word)| match *word {
        "later" | "earlier" => true,
        "after" | "before" => !words[i + 1..].iter().any(clock) || words[i + 1..].iter().any(length),
        _ => false,
    })
}

/// Whether two times are the same by the clock.
fn one_clock(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => p.begin.map(|at| at.time()) == q.begin.map(|at| at.time()),
        _ => false,
    }
}

/// Whether a date is that with which another is compared: "a year earlier", "the previous quarter".
fn base_of_comparison(draft: &Draft) -> bool {
    let quote = draft.claim.quote.to_lowercase();
    ["year earlier", "year before", "month earlier", "month before", "quarter earlier", "previous "]
        .iter()
        .any(|w| quote.contains(w))
}

/// "March" and "March", placed in two years that not both texts tell.
fn one_month(a: &Draft, b: &Draft) -> bool {
    let told = |d: &Draft| d.claim.quote.split(|c: char| !c.is_ascii_digit()).any(|word| word.len() == 4);
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => {
            let of_year = |t: &TimeValue| t.timex.get(4..).map(str::to_string).filter(|rest| rest.len() >= 3);
            of_year(p).is_some() && of_year(p) == of_year(q) && p.timex != q.timex && !(told(a) && told(b))
        }
        _ => false,
    }
}

/// Whether two measures are of one thing by its noun: a tunnel is three kilometres long, the 2,400-metre tunnel.
fn of_one_thing(a: &Draft, b: &Draft) -> bool {
    let nouns = |draft: &Draft| [draft.frame.head.clone(), draft.frame.subject.clone(), draft.frame.object.clone()];
    nouns(a).iter().flatten().any(|noun| lexicon::is_noun(noun) && nouns(b).iter().flatten().any(|other| other == noun))
}

/// Twelve metres and three kilometres are two things; seven miles and twelve kilometres may be one.
fn other_units(a: &Draft, b: &Draft) -> bool {
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
