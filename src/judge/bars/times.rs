//! Times that are of two things: by other clocks, of other periods, of long ago, or worked out from another.
//!
//! What belongs here: questions about two times or dates. What does not: when they bar an accusation.

use super::super::accuse::outcome;
use super::of_one_clause;
use crate::claim::Draft;
use crate::claim::frame::{Nearness, Word};
use crate::lexicon;
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, ChangeRole, TimeValue, Value};
use chrono::NaiveDateTime;

/// So many days before the news is another story.
const LONG_AGO: i64 = 60;

/// Whether each of two dates is the one day ahead that its article tells of, and their sentences have a name and a thing in
/// common: then both tell when one thing is to be, in whatever words. That one museum is to do both is not enough.
pub(super) fn both_ahead(linker: &Linker, pair: &Pair) -> bool {
    let only = |at: At| {
        let reading = &linker.readings[at.reading];
        let published = reading.document.article.published.as_ref().map(|known| known.value.end);
        let ahead = |draft: &Draft| match &draft.claim.value {
            Value::Time(t) if t.timex.len() == 10 && !t.timex.contains('W') => {
                t.begin.filter(|begin| published.is_some_and(|now| *begin > now))
            }
            _ => None,
        };
        let here = ahead(linker.draft(at));
        let mut dates = reading.drafts.iter().filter(|d| d.claim.attribute == Attribute::Date);
        here.is_some() && dates.all(|d| ahead(d).is_none_or(|day| Some(day) == here))
    };
    let named = matches!(outcome(&pair.rows, "names in sentence"), "agree" | "partly");
    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
    let things = |draft: &Draft| -> Vec<String> {
        let thing = |w: &&Word| w.near != Nearness::Context && !w.name && lexicon::is_noun(&w.lemma);
        draft.frame.words.iter().filter(thing).map(|w| w.lemma.clone()).collect()
    };
    let theirs = things(b);
    let of_both = |noun: &String| a.frame.subject.as_ref() == Some(noun) && b.frame.subject.as_ref() == Some(noun);
    let shared = || things(a).iter().any(|noun| theirs.contains(noun) && !of_both(noun));
    named && only(pair.a) && only(pair.b) && shared()
}

/// Whether a date is that by which something had been counted.
pub(super) fn counted_by(linker: &Linker, at: At) -> bool {
    let here = linker.draft(at);
    let counts = |d: &Draft| d.claim.attribute == Attribute::Count;
    here.frame.role == "by" && here.frame.past && of_one_clause(linker, at).any(counts)
}

/// Whether a claim is dated, and long before its article: of another happening than the news.
pub(in crate::judge) fn long_ago(linker: &Linker, at: At) -> bool {
    let published = linker.readings[at.reading].document.article.published.as_ref().map(|known| known.value.begin);
    let here = linker.draft(at);
    let end = here.frame.when.map(|(_, end)| end);
    // a date elsewhere in the sentence dates something else
    let dated = |d: &Draft| matches!(&d.claim.value, Value::Time(t) if t.end == end);
    let own = of_one_clause(linker, at).any(dated);
    let end = end.filter(|_| own);
    published.zip(end).is_some_and(|(published, end)| (published - end).num_days() > LONG_AGO)
}

/// Whether both are the level from which something changed, which is of the past by nature.
pub(super) fn levels_before(a: &Draft, b: &Draft) -> bool {
    let before = |draft: &Draft| match &draft.claim.value {
        Value::Quantity(q) => q.change.is_some_and(|change| change.role == ChangeRole::From),
        _ => false,
    };
    before(a) && before(b)
}

/// A quarter and a half-year: figures of two periods.
pub(super) fn other_period(a: &Draft, b: &Draft) -> bool {
    let (Some((begin_a, end_a)), Some((begin_b, end_b))) = (a.frame.when, b.frame.when) else { return false };
    let (hours_a, hours_b) = ((end_a - begin_a).num_hours(), (end_b - begin_b).num_hours());
    let (short, long) = (hours_a.min(hours_b), hours_a.max(hours_b));
    // this year's and next year's
    let two_years = short > 24 * 300 && (end_a <= begin_b || end_b <= begin_a);
    two_years || short > 24 * 14 && long * 2 >= short * 3
}

/// Whether two times are told to be of different days.
pub(super) fn days_apart(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) if !p.day_assumed && !q.day_assumed => {
            let zoned = p.offset != q.offset;
            let other = |p: NaiveDateTime, q: NaiveDateTime| zoned || p.date() != q.date();
            p.begin.zip(q.begin).is_some_and(|(p, q)| (p - q).num_hours().abs() >= 12 && other(p, q))
        }
        _ => false,
    }
}

/// Whether two times may be one moment by two clocks: one alone tells its zone, or says no more than "local time".
pub(super) fn of_two_zones(a: &Draft, b: &Draft) -> bool {
    let (Value::Time(p), Value::Time(q)) = (&a.claim.value, &b.claim.value) else { return false };
    let minutes = p.begin.zip(q.begin).map(|(p, q)| (p - q).num_minutes().abs());
    clock_told(a) != clock_told(b) && minutes.is_some_and(|minutes| minutes % 30 == 0 && minutes <= 14 * 60)
}

/// Whether two dates, a day apart, are told with clock times of two zones that lie near each other: twenty past one on the 20th by
/// one clock is ten to ten on the 19th by another.
pub(super) fn one_night_of_two_zones(linker: &Linker, pair: &Pair) -> bool {
    let clock = |at: At| {
        let Value::Time(day) = &linker.draft(at).claim.value else { return None };
        of_one_clause(linker, at).find_map(|d| match &d.claim.value {
            Value::Time(time) if d.claim.attribute == Attribute::Time => {
                let (begin, offset) = time.begin.zip(time.offset)?;
                let same = day.begin.is_some_and(|day| day.date() == begin.date());
                same.then(|| (begin - chrono::Duration::minutes(offset.into()), offset))
            }
            _ => None,
        })
    };
    clock(pair.a).zip(clock(pair.b)).is_some_and(|((x, p), (y, q))| p != q && (x - y).num_minutes().abs() <= 12 * 60)
}

/// By which clock a time is told to be; where the text tells none, the outlet's is only assumed.
#[derive(PartialEq)]
enum ClockTold {
    Not,
    Local,
    Zone,
}

fn clock_told(draft: &Draft) -> ClockTold {
    let local = ["local time", "local clock"].iter().any(|words| draft.claim.sentence.contains(words));
    let mut words = draft.claim.quote.split(|c: char| !c.is_alphabetic());
    let zone = |word: &str| word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase()) || word == "time";
    match local {
        true => ClockTold::Local,
        false if words.any(zone) => ClockTold::Zone,
        false => ClockTold::Not,
    }
}

/// "Five hours later", "after three hours": a time worked out from another, and no surer than which other. "Ten minutes
/// before noon" tells the other beside it.
pub(super) fn counted(draft: &Draft) -> bool {
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
pub(super) fn one_clock(a: &Draft, b: &Draft) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => p.begin.map(|at| at.time()) == q.begin.map(|at| at.time()),
        _ => false,
    }
}

/// Whether a date is that with which another is compared: "a year earlier", "the previous quarter".
pub(super) fn base_of_comparison(draft: &Draft) -> bool {
    let quote = draft.claim.quote.to_lowercase();
    ["year earlier", "year before", "month earlier", "month before", "quarter earlier", "previous "]
        .iter()
        .any(|w| quote.contains(w))
}

/// "March" and "March", placed in two years that not both texts tell.
pub(super) fn one_month(a: &Draft, b: &Draft) -> bool {
    let told = |d: &Draft| d.claim.quote.split(|c: char| !c.is_ascii_digit()).any(|word| word.len() == 4);
    match (&a.claim.value, &b.claim.value) {
        (Value::Time(p), Value::Time(q)) => {
            let of_year = |t: &TimeValue| t.timex.get(4..).map(str::to_string).filter(|rest| rest.len() >= 3);
            of_year(p).is_some() && of_year(p) == of_year(q) && p.timex != q.timex && !(told(a) && told(b))
        }
        _ => false,
    }
}
