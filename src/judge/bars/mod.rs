//! What keeps two values that exclude each other apart, whatever else their sentences have in common.
//!
//! The table of points weighs likenesses; what stands here no likeness outweighs: other periods, places, kinds of things,
//! bases of comparison, a part and its whole, a plan and what came of it. Each has its reason in words.

mod figures;
mod plans;
mod ranks;
mod times;

use super::accuse::{distance, kind, outcome, two_weeks};
use super::context::Context;
use super::relation;
use crate::claim::frame::{Nearness, Word};
use crate::claim::words::lists;
use crate::claim::{Detail, Draft};
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Relation, Value};
use crate::syntax::NameKind;
use figures::{
    among, asked_and_got, changes, complements, converted, everywhere, follows, foretold, guesses, in_a_whole,
    of_nothing, of_time, one_more, other_base, other_kinds, other_units, speaks_of, stands, told_bare,
};
use plans::{came_of_a_plan, in_turn, late};
use ranks::{each_its_own, narrowed_otherwise, of_a_day, other_in_row, other_yardsticks, ranks_far_apart};
pub(super) use times::long_ago;
use times::{
    base_of_comparison, both_ahead, counted, counted_by, days_apart, levels_before, of_two_zones, one_clock, one_month,
    one_night_of_two_zones, other_period,
};

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
const CONTRARY_DEEDS: &str = "of two deeds of which one is not the other";
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
                pair.score < LIKELY_ONE_DEED
                    && !(same("predicate") && (same("subject") || same("object")))
                    && !both_ahead(linker, pair),
            ),
            (CONTRARY_DEEDS, deeds_apart(a, b)),
            ("one weekday, placed in two weeks", two_weeks(a, b)),
            ("perhaps by the clocks of two zones", one_night_of_two_zones(linker, pair)),
            ("one month, placed in two years", one_month(a, b)),
            // "a year earlier" is what something is compared with
            ("worked out from another date", base_of_comparison(a) || base_of_comparison(b)),
            // by Monday 40 had left, by Tuesday 70
            ("told as of two days", [pair.a, pair.b].iter().all(|at| counted_by(linker, *at))),
            (
                "dates of different deeds",
                outcome(&pair.rows, "predicate") == "differs"
                    && !(same("subject") && same("facet"))
                    && !both_ahead(linker, pair),
            ),
            // the ambulances returned on one day, the records on another
            (
                "dates of different things",
                outcome(&pair.rows, "subject") == "differs" && is_thing(a) && is_thing(b) && !both_ahead(linker, pair),
            ),
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
                (CONTRARY_DEEDS, deeds_apart(a, b)),
                ("a planned and an actual time", late(a, b)),
            ]
        }
        // a country that acts is no place where something happens
        Attribute::Place => vec![
            ("where somebody spoke", spoken),
            (CONTRARY_DEEDS, deeds_apart(a, b)),
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
        Attribute::Order if ranks_far_apart(a, b) || narrowed_otherwise(a, b) || other_yardsticks(a, b) => {
            vec![("places in other rows", true)]
        }
        Attribute::Order => vec![
            // fourth in one day's qualifying, second in the next day's race
            (OTHER_DATES, others("dates beside")),
            ("each of its own time", each_its_own(linker, pair)),
            ("other subjects beside", others("named subjects")),
        ],
        // it rose in early trade, and in the end it had fallen
        Attribute::Status => vec![
            ("other places or subjects beside", others("places beside") || others("named subjects")),
            (LONG_PAST, long_ago(linker, pair.a) != long_ago(linker, pair.b)),
            (IN_TURN, in_turn(a) != in_turn(b)),
            ("two people's words", two_speakers(linker, pair)),
            (OTHER_BASE, a.frame.base.zip(b.frame.base).is_some_and(|(x, y)| x != y)),
            (SEX, of_more_or_less(a) && of_other_sex(a, b)),
            (SOME, of_more_or_less(a) && among(a) != among(b)),
            // they want it to rise, and it fell
            ("what is wanted and what came", of_more_or_less(a) && outcome(&pair.rows, "modality") == "plan and fact"),
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
            (MEANT, a.claim.attribute == Attribute::Duration && came_of_a_plan(a, b, &pair.rows)),
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
            !may_be_of_a_lack(a.claim.attribute) && !none(a) && !none(b) && denied(a) != denied(b),
        ),
        (PREDICTED, (figure || counted_things) && foretold(a) != foretold(b)),
        (SOME, (counted_things || a.claim.attribute == Attribute::Percent) && among(a) != among(b)),
        (ASKED, (counted_things || figure) && asked_and_got(a, b)),
        (SEX, a.claim.attribute != Attribute::Status && of_other_sex(a, b)),
        (GUESSES, counted_things && guesses(a, b)),
        // the first quake and the second shock
        ("other ranks of what it is of", a.claim.attribute != Attribute::Order && other_in_row(linker, pair)),
        // the quake and its aftershock
        ("of two things kept apart", a.claim.attribute != Attribute::Status && subjects_apart(a, b)),
    ];
    of_all.iter().chain(bars).find(|(_, holds)| *holds).map(|(why, _)| *why)
}

/// The claims of the clause of a claim, itself among them.
fn of_one_clause<'l>(linker: &'l Linker, at: At) -> impl Iterator<Item = &'l Draft> {
    let here = &linker.draft(at).frame;
    let drafts = linker.readings[at.reading].drafts.iter();
    drafts.filter(move |d| (d.frame.sentence, d.frame.clause) == (here.sentence, here.clause))
}

/// Whether a value may be that of a lack as well as of its contrary: the blackout lasted nine hours, there was no power for
/// fourteen; the curfew begins at nine, nobody may go out after eleven.
fn may_be_of_a_lack(attribute: Attribute) -> bool {
    matches!(attribute, Attribute::Status | Attribute::Duration | Attribute::Measure | Attribute::Time)
}

/// Whether the clause of a value tells that something did not happen. "Did not open until Monday" tells when it did.
fn denied(draft: &Draft) -> bool {
    draft.frame.negated && !matches!(draft.frame.role.as_str(), "until" | "till" | "before")
}

/// Whether a value is a count of none, which is told by what did not happen.
fn none(draft: &Draft) -> bool {
    matches!(&draft.claim.value, Value::Quantity(q) if q.high.is_some_and(|high| high.is_zero()))
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

/// Whether two clauses tell of two ends of one thing: the stage starts in one town and arrives in another. Who sells and who
/// buys tell of one deed.
fn deeds_apart(a: &Draft, b: &Draft) -> bool {
    const ENDS: [&str; 6] = ["start", "end", "departure", "arrival", "opening", "closing"];
    let classes = |d: &Draft| -> Vec<lexicon::ClassId> {
        lexicon::news_class(d.frame.deed()).iter().copied().filter(|class| ENDS.contains(&class.name())).collect()
    };
    let (here, there) = (classes(a), classes(b));
    let apart = |x: &lexicon::ClassId, y: &lexicon::ClassId| {
        lexicon::contrast(*x, *y) || x.opposites().contains(y) || y.opposites().contains(x)
    };
    here.iter().any(|x| there.iter().any(|y| apart(x, y))) && !here.iter().any(|x| there.contains(x))
}

/// So many long figures in common show that two articles tell one story.
const ONE_STORY: usize = 2;

/// Whether two articles have little in common and name nobody in common, neither a person nor a body: one tells of a call of
/// 20 minutes, the other of talks of two hours, and that is all. Figures in common speak against it.
pub fn two_stories(linker: &Linker, pair: &Pair, context: &Context) -> bool {
    if context.figures >= ONE_STORY {
        return false;
    }
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

/// Whether the sentence of a place names the other place too: "in the Dovrin quarter of Maresk" is in Maresk.
fn named_together(linker: &Linker, at: At, other: &Draft) -> bool {
    let here = linker.draft(at);
    linker.readings[at.reading].drafts.iter().any(|draft| {
        draft.frame.sentence == here.frame.sentence
            && draft.claim.attribute == Attribute::Place
            && matches!(relation(draft, other), Relation::Equal | Relation::Refines | Relation::RefinedBy)
    })
}

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

/// Whether two states stand in the words of two speakers, each of whom may see it otherwise.
fn two_speakers(linker: &Linker, pair: &Pair) -> bool {
    let speaker = |at: At| {
        let here = linker.draft(at).claim.span;
        linker.readings[at.reading].drafts.iter().find_map(|draft| match &draft.detail {
            Detail::Quote { speaker, .. } if draft.claim.span.contains(here) => speaker.clone(),
            _ => None,
        })
    };
    // "the premier" may be any of those named
    let named = |at: At, key: &str| {
        let mut entities = linker.readings[at.reading].entities.iter();
        key.contains(' ') && entities.any(|entity| entity.key == key && entity.named())
    };
    let strangers = |x: &str, y: &str| !x.split(' ').any(|word| y.split(' ').any(|other| word == other));
    let (x, y) = (speaker(pair.a), speaker(pair.b));
    // "I" is whoever speaks, who must be known; "the premier" may be the one who is named elsewhere
    let own = |at: At| matches!(linker.draft(at).frame.subject.as_deref(), Some("i" | "we"));
    if own(pair.a) && own(pair.b) {
        let known = |who: Option<&String>| who.is_some_and(|key| !matches!(key.as_str(), "he" | "she" | "they"));
        let person = |at: At, key: &str| {
            let mut entities = linker.readings[at.reading].entities.iter();
            entities.any(|entity| entity.key == key && entity.kind == NameKind::Person && entity.named())
        };
        let two = |x: &String, y: &String| person(pair.a, x) && person(pair.b, y) && strangers(x, y);
        return !known(x.as_ref()) || !known(y.as_ref()) || x.as_ref().zip(y.as_ref()).is_some_and(|(x, y)| two(x, y));
    }
    x.zip(y).is_some_and(|(x, y)| named(pair.a, &x) && named(pair.b, &y) && strangers(&x, &y))
}

/// Whether a state is that there is more, or less, of something, or that it is better or worse.
fn of_more_or_less(draft: &Draft) -> bool {
    const TRENDS: [&str; 4] = ["increase", "decrease", "improvement", "worsening"];
    let class = |name: &&str| lexicon::class_named(name).is_some_and(|class| class.has_verb(draft.frame.deed()));
    TRENDS.iter().any(class)
}
