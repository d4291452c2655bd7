//! What is known while a text is read: its tokens, its publish date, and the dates mentioned last.

use super::calendar::{self, Unit};
use super::words::{Class, Mask, Words, words};
use crate::extract::number::{Form, Number, Numbers};
use crate::extract::scan::Token;
use crate::model::{Anchor, TimeValue};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Which way an expression without a year points from the publish date.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    /// "Was due on Monday": ahead of what was told then, be it behind by now.
    Planned,
    Unknown,
}

/// The dates mentioned last; a text's "three days earlier" leans on them.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    pub day: Option<NaiveDate>,
    /// The token after the day, where it stands in the stretch that is being read.
    pub day_end: usize,
    /// The last day that is not after the publish date.
    pub past_day: Option<NaiveDate>,
    pub month: Option<(i32, u32)>,
    pub quarter: Option<(i32, u32)>,
    /// Where the quarter was said, as a byte of the text.
    pub quarter_byte: usize,
    /// Where a year or a period of several quarters was said, as a byte of the text.
    pub longer_byte: usize,
    pub year: Option<i32>,
    /// Where the year was said, as a token index.
    pub year_at: usize,
    pub year_byte: usize,
    pub clock: Option<NaiveDateTime>,
    /// What each weekday stood for when it was said last.
    pub weekdays: [Option<NaiveDate>; 7],
}

/// The minute of the day from which an evening, and up to which a night, is reckoned to run on.
const EVENING: i64 = 18 * 60;
const MORNING: i64 = 9 * 60;

/// Participles that neither end like a regular one nor stand in the word list as cues of the past.
const PARTICIPLES: &str = "become come drunk eaten forgiven forgotten gotten overtaken proven rid run rung shaken shrunk \
    shut spoken sung sunk swum undergone undertaken withdrawn woken worn woven";

/// How many bytes on a text still speaks of the quarter, and of the year, that it named: a few sentences, and one.
const QUARTER_REACH: usize = 900;
const YEAR_REACH: usize = 250;

/// A time expression over tokens.
#[derive(Clone, Debug)]
pub struct Found {
    pub first: usize,
    pub next: usize,
    pub value: TimeValue,
    /// Whether it was reckoned from the publish date or another date.
    pub relative: bool,
    pub rule: &'static str,
    /// Minutes of the day of a clock time whose day is yet to be found, and whether morning or evening is open.
    pub clock: Option<Clock>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    pub minutes: i64,
    /// On a twelve-hour face, with no word of morning or evening.
    pub open: bool,
    pub offset: Option<i32>,
    /// A zone whose offset depends on the season.
    pub place: Option<chrono_tz::Tz>,
    /// Whether its day is said right behind it, as a date of its own.
    pub day_follows: bool,
}

impl Found {
    pub fn new(first: usize, next: usize, value: TimeValue, relative: bool, rule: &'static str) -> Self {
        Found { first, next, value, relative, rule, clock: None }
    }
}

pub struct Scene<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub numbers: Numbers<'t>,
    words: &'static Words,
    pub masks: &'t [Mask],
    pub published: Option<NaiveDate>,
    /// The outlet's offset from UTC in minutes.
    pub offset: Option<i32>,
    /// That of clock times without a zone: the outlet's, or what the text declares.
    pub default_offset: Option<i32>,
    pub last: Reference,
}

impl<'t> Scene<'t> {
    /// `masks` are those of the tokens.
    pub fn new(text: &'t str, tokens: &'t [Token], masks: &'t [Mask], anchor: Anchor) -> Self {
        Scene {
            text,
            tokens,
            masks,
            numbers: Numbers { text, tokens },
            words: words(),
            published: anchor.date,
            offset: anchor.offset,
            default_offset: anchor.offset,
            last: Reference::default(),
        }
    }

    pub fn str(&self, at: usize) -> &'t str {
        self.numbers.str(at)
    }

    pub fn get(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.get(at).is_some_and(|t| t.says(self.text, word))
    }

    pub fn is_any(&self, at: usize, list: &[&str]) -> bool {
        self.get(at).is_some_and(|t| t.says_any(self.text, list))
    }

    pub fn was_any(&self, at: usize, list: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, list)
    }

    pub fn class(&self, at: usize, class: Class) -> Option<(i64, usize)> {
        if !self.mask(at).has(class) {
            return None;
        }
        self.words.at(self.tokens, at, class)
    }

    pub fn mask(&self, at: usize) -> Mask {
        self.masks.get(at).copied().unwrap_or_default()
    }

    pub fn tight_mark(&self, at: usize, marks: &str) -> bool {
        self.get(at).is_some_and(|t| !t.spaced && marks.chars().any(|mark| t.is_mark(mark)))
    }

    /// Past the hyphen at `at`, where one binds.
    pub fn hyphen(&self, at: usize) -> usize {
        at + usize::from(self.numbers.is_hyphen(at))
    }

    pub fn capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.capital(self.text))
    }

    pub fn opens_paragraph(&self, at: usize) -> bool {
        self.get(at).is_none_or(|t| t.paragraph)
    }

    /// Past `the`.
    pub fn the(&self, at: usize) -> usize {
        at + usize::from(self.is(at, "the"))
    }

    /// Back over `the`.
    pub fn before_the(&self, at: usize) -> usize {
        at - usize::from(self.was_any(at, &["the"]))
    }

    pub fn month(&self, at: usize) -> Option<(u32, usize)> {
        let (number, next) = self.class(at, Class::Month).filter(|_| self.capital(at))?;
        let word = self.str(at);
        let next = self.point(
            at,
            next,
            word.len() <= 4 && !word.eq_ignore_ascii_case("may") && !matches!(word, "June" | "July"),
        )?;
        Some((u32::try_from(number).ok()?, next))
    }

    pub fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        let (number, next) = self.class(at, Class::Weekday).filter(|_| self.capital(at))?;
        let next = self.point(at, next, self.str(at).len() <= 5)?;
        Some((u8::try_from(number).ok()?, next))
    }

    /// An abbreviation counts with its point, or before a month or a figure.
    fn point(&self, at: usize, next: usize, short: bool) -> Option<usize> {
        if !short {
            return Some(next);
        }
        if self.tight_mark(next, ".") {
            return Some(next + 1);
        }
        let follows = next + usize::from(self.tight_mark(next, ","));
        let dated = self.get(follows).is_some_and(|t| t.is_number()) || self.class(follows, Class::Month).is_some();
        (dated && self.str(at).len() > 2).then_some(next)
    }

    /// `4`, `4th`, `eighth`: a day of a month.
    pub fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.get(at)?;
        if token.is_word() {
            let (value, next) = self.ordinal(at)?;
            return (1..=31).contains(&value).then_some((value, next));
        }
        if !token.is_number() || token.key > 2 || token.end - token.start != token.key {
            return None;
        }
        let value: u32 = self.str(at).parse().ok().filter(|n| (1..=31).contains(n))?;
        let suffix =
            self.get(at + 1).is_some_and(|t| !t.spaced && matches!(t.of(self.text), "st" | "nd" | "rd" | "th"));
        Some((value, at + 1 + usize::from(suffix)))
    }

    /// `third`, `twenty-first`, `3rd`.
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.get(at)?;
        if token.is_number() {
            let suffix =
                self.get(at + 1).is_some_and(|t| !t.spaced && matches!(t.of(self.text), "st" | "nd" | "rd" | "th"));
            return self.str(at).parse().ok().filter(|_| suffix).map(|n| (n, at + 2));
        }
        if let Some((n, next)) = self.class(at, Class::Ordinal) {
            return Some((u32::try_from(n).ok()?, next));
        }
        let ten = if self.is(at, "twenty") {
            20
        } else if self.is(at, "thirty") {
            30
        } else {
            return None;
        };
        let (unit, next) = self.class(self.hyphen(at + 1), Class::Ordinal)?;
        (unit < 10).then_some((ten + unit as u32, next))
    }

    /// A year of four digits, `'89`, or in words.
    pub fn year(&self, at: usize) -> Option<(i32, usize)> {
        let token = self.get(at)?;
        if token.is_number() {
            // "1980s" is a decade
            let decade = self.get(at + 1).is_some_and(|t| !t.spaced && t.says(self.text, "s"));
            let four = token.key == 4 && token.end - token.start == 4 && !decade;
            return self.str(at).parse().ok().filter(|y| four && (1000..2200).contains(y)).map(|y| (y, at + 1));
        }
        if token.is_mark('\'') || token.is_mark('\u{2019}') || token.is_mark('\u{2018}') {
            let digits =
                self.get(at + 1).filter(|t| t.is_number() && !t.spaced && t.key == 2 && t.end - t.start == 2)?;
            let year: i32 = digits.of(self.text).parse().ok()?;
            return Some((year + if year < 30 { 2000 } else { 1900 }, at + 2));
        }
        // nineteen ninety-six, two thousand ten
        let first = self.whole(at)?;
        if matches!(first.0, 17..=20) && first.1 == at + 1 {
            let (second, next) = self.whole(first.1).filter(|(n, _)| (10..100).contains(n))?;
            return Some(((first.0 * 100 + second) as i32, next));
        }
        (2000..2100).contains(&first.0).then_some((first.0 as i32, first.1)).filter(|_| first.1 > at + 1)
    }

    /// A whole number in digits or words.
    pub fn whole(&self, at: usize) -> Option<(i64, usize)> {
        let number = self.number(at).filter(|n| n.low.is_integer() && matches!(n.form, Form::Digits | Form::Words))?;
        Some((i64::try_from(number.low).ok()?, number.next))
    }

    pub fn number(&self, at: usize) -> Option<Number> {
        if !self.mask(at).number() {
            return None;
        }
        self.numbers.at(at)
    }

    /// The unit of time at `at`, and whether its word is a plural.
    pub fn unit(&self, at: usize) -> Option<(Unit, bool, usize)> {
        if let Some((n, next)) = self.class(at, Class::Unit) {
            return Some((Unit::from_number(n)?, false, next));
        }
        let (n, next) = self.class(at, Class::Units)?;
        Some((Unit::from_number(n)?, true, next))
    }

    // --- tense ---

    /// Which way the words around an expression point.
    pub fn tense(&self, first: usize, next: usize) -> Tense {
        if self.was_any(first, &["since"]) || self.was_any(first, &["last", "past"]) {
            return Tense::Past;
        }
        let lead = self.lead(first);
        // "as soon as Tuesday", "as early as next month"
        if lead >= 3 && self.is(lead - 1, "as") && self.is_any(lead - 2, &["soon", "early"]) && self.is(lead - 3, "as")
        {
            return Tense::Future;
        }
        // "Wednesday's ruling": what is said of it stands behind
        let owner = matches!(self.str(next), "'s" | "\u{2019}s");
        let left = if owner { None } else { self.cue((0..first).rev(), first) };
        let mut right = self.cue(next..self.tokens.len(), next);
        // "Tuesday's vote visits no new ground, it was said": a verb in the present tells nothing of an owner
        while let Some((_, at)) = right.filter(|(_, at)| owner && self.class(*at, Class::CuePresent).is_some()) {
            right = self.cue(at + 1..self.tokens.len(), at + 1);
        }
        match (left, right) {
            (Some((tense, _)), _) => tense,
            (None, Some((tense, _))) => tense,
            _ => Tense::Unknown,
        }
    }

    /// Back over what may stand between a preposition and a date: a clock time, "early", "the".
    fn lead(&self, first: usize) -> usize {
        let mut at = first;
        while at > 0 && first - at < 6 && !self.tokens[at].paragraph {
            let token = &self.tokens[at - 1];
            // "until the end of May"
            if at >= 2 && self.is(at - 1, "of") && self.is_any(at - 2, &["end", "start", "beginning", "middle"]) {
                at -= 2;
                continue;
            }
            let between = token.is_number()
                || token.is_mark(':')
                || token.is_mark('-')
                || self.is_any(at - 1, &["the", "early", "late", "mid", "at", "on"])
                || [Class::AmPm, Class::Zone, Class::FixedClock]
                    .iter()
                    .any(|class| self.class(at - 1, *class).is_some_and(|(_, next)| next == at));
            if !between {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Whether the word at `at` is a participle under "be": "will be named", "to be paid", "being held".
    fn under_be(&self, at: usize) -> bool {
        let adverb = at > 0 && self.str(at - 1).ends_with("ly");
        let at = at - usize::from(adverb);
        at > 0 && self.is_any(at - 1, &["be", "being"])
    }

    /// "may have left Monday", "would not have met": a deed that lies behind, though it is not known to be done. "May have to
    /// wait" and "should have results Monday" look ahead, so a participle must follow.
    fn done_by_guess(&self, at: usize) -> bool {
        let have = at + 1 + usize::from(self.is(at + 1, "not"));
        if !self.is_any(at, &["would", "may", "might", "must", "should", "could"]) || !self.is(have, "have") {
            return false;
        }
        let adverb = self.str(have + 1).ends_with("ly")
            || self.is_any(have + 1, &["also", "already", "since", "not", "even", "just", "long", "never", "once"]);
        let at = have + 1 + usize::from(adverb);
        self.get(at).is_some_and(|t| t.is_word() && !t.paragraph) && self.is_participle(at)
    }

    /// Whether the word at `at` has the form of a past participle.
    fn is_participle(&self, at: usize) -> bool {
        let word = self.str(at).to_lowercase();
        let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && self.number(at).is_none();
        regular || self.class(at, Class::CuePast).is_some() || PARTICIPLES.split(' ').any(|known| known == word)
    }

    /// Whether a deed before a date is only meant: "agreed to sell the mill in", "decided to meet on".
    fn meant_deed(&self, to: usize) -> bool {
        let verb = self.str(to + 1);
        self.is(to, "to")
            && self.get(to + 1).is_some_and(|t| t.is_word())
            && verb.chars().all(char::is_lowercase)
            && to > 0
            && self.class(to - 1, Class::Intent).is_some()
    }

    /// The nearest word that tells a tense, within its sentence.
    fn cue(&self, range: impl Iterator<Item = usize>, from: usize) -> Option<(Tense, usize)> {
        let mut at_from = from;
        for (steps, at) in range.enumerate() {
            if at >= from && self.tokens[at].paragraph || steps > 16 {
                return None;
            }
            if self.ends_sentence(at) {
                return None;
            }
            if at < from && self.tokens[at_from.min(self.tokens.len() - 1)].paragraph {
                return None;
            }
            at_from = at;
            let token = &self.tokens[at];
            if !token.is_word() {
                continue;
            }
            // "lawmakers are to vote"
            let bound = self.is(at, "to") && self.was_any(at, &["is", "are", "were", "was"]) && at < from;
            if at < from && self.meant_deed(at) {
                return Some((Tense::Future, at));
            }
            if self.done_by_guess(at) {
                return Some((Tense::Past, at));
            }
            if bound || self.class(at, Class::CueFuture).is_some() && !self.is_spent(at) {
                let behind = at < from && self.was_any(at, &["was", "were"]);
                let meant = bound || self.is_any(at, &["due", "scheduled", "slated", "set", "expected", "supposed"]);
                return Some((if behind && meant { Tense::Planned } else { Tense::Future }, at));
            }
            if self.under_be(at) {
                continue;
            }
            // "the match is at 19:45 on Wednesday"
            if at < from && self.is_any(at, &["is", "are"]) && self.lead(from) == at + 1 {
                return Some((Tense::Future, at));
            }
            // "a cut", "its beaten rival", "a still unspecified date" tell nothing
            let adjective = at > 0 && self.is_any(at - 1, &["a", "an", "still", "its", "their", "his", "her"]);
            // "is to shut 43 shops by Easter"
            let infinitive = at < from && self.was_any(at, &["to"]);
            if self.class(at, Class::CuePast).is_some() && !adjective && !infinitive {
                return Some((Tense::Past, at));
            }
            let word = self.str(at);
            // "scheduled", "expected" are cues of the future and stand above
            if word.len() > 4 && word.ends_with("ed") && !self.capital(at) && !word.ends_with("eed") && !adjective {
                return Some((Tense::Past, at));
            }
            // "25 marks", "the returns" are nouns, "did not meet" is past
            let noun = at > 0
                && (self.number(at - 1).is_some()
                    || self.tokens[at - 1].is_number()
                    || self.is_any(
                        at - 1,
                        &["the", "a", "of", "its", "their", "his", "her", "tax", "no", "all", "not", "n't", "didn't"],
                    ));
            if self.class(at, Class::CuePresent).is_some()
                && !noun
                && !self.capital(at)
                && !self.is_any(at, &["is", "are", "has", "have"])
            {
                return Some((Tense::Future, at));
            }
        }
        None
    }

    /// Whether a word that otherwise looks ahead does not: "next to the bridge", "had been due", "previously planned".
    fn is_spent(&self, at: usize) -> bool {
        let owned = ["his", "her", "its", "their", "the", "any", "no", "of", "our", "my", "these", "those"];
        self.is(at, "next") && self.is(at + 1, "to")
            // "signed next year's budget on Monday", "a five-set match"
            || self.is(at, "next")
                && self.is_any(at + 1, &["year", "season", "decade"])
                && matches!(self.str(at + 2), "'s" | "\u{2019}s")
            || self.is(at, "set") && at > 0 && self.tokens[at - 1].is_mark('-')
            // "gave up his plans on Monday", but "told of its plans to meet on Monday"
            || self.is_any(at, &["plan", "plans", "hopes", "aims"])
                && at > 0
                && self.is_any(at - 1, &owned)
                && !self.is_any(at + 1, &["to", "for"])
            // "a record set on", but "a date set for"
            || self.is(at, "set") && self.is_any(at + 1, &["on", "in", "at", "off", "up", "out", "by", "during", "last", "aside", "about"])
            || at > 0 && self.is_any(at - 1, &["previously", "originally", "initially"])
            || at > 1 && self.is(at - 1, "been") && self.is_any(at - 2, &["had", "previously", "originally"])
    }

    pub fn ends_sentence(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.is_mark(';') || token.is_mark('!') || token.is_mark('?') {
            return true;
        }
        if !token.is_mark('.') {
            return false;
        }
        let Some(after) = self.get(at + 1) else { return true };
        // the point of "Sept." or "Mr." ends nothing
        let short = at > 0
            && (self.class(at - 1, Class::Title).is_some()
                || self.class(at - 1, Class::Month).is_some() && self.str(at - 1).len() <= 4
                || self.str(at - 1).len() == 1);
        after.spaced && !short && !after.is_number()
    }

    /// Whether two places lie in one sentence.
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        let (from, to) = (a.min(b), a.max(b).min(self.tokens.len()));
        (from..to).all(|at| !self.ends_sentence(at))
            && (from + 1..=to.min(self.tokens.len() - 1)).all(|at| !self.tokens[at].paragraph)
    }

    // --- what was mentioned last ---

    pub fn today(&self) -> Option<NaiveDate> {
        self.published
    }

    /// The day that "the following day" is reckoned from.
    pub fn that_day(&self) -> Option<NaiveDate> {
        self.last.day.or(self.published)
    }

    /// The day that "the day before" is reckoned from: what is told lies behind, so a deadline ahead is passed over.
    pub fn told_day(&self) -> Option<NaiveDate> {
        let ahead = self.last.day.is_some_and(|day| self.published.is_some_and(|today| day > today));
        if ahead { self.last.past_day.or(self.published) } else { self.that_day() }
    }

    /// The day of which a sentence speaks that names none: what is told in the future may lie on a day ahead.
    pub fn day_of_telling(&self, first: usize, next: usize) -> Option<NaiveDate> {
        if self.tense(first, next) == Tense::Future { self.that_day() } else { self.told_day() }
    }

    /// The day of a clock time that has none beside it.
    pub fn day_of_clock(&self, minutes: i64, first: usize, next: usize) -> Option<NaiveDate> {
        let day = self.day_of_telling(first, next)?;
        if self.tense(first, next) == Tense::Future {
            return Some(day);
        }
        let last = self.last.clock.filter(|last| last.date() == day).map(|last| i64::from(last.hour()) * 60);
        // "the hall was cleared at 11 p.m. and searched until 4 a.m.": the night goes on into the next day
        let after = day.succ_opt().filter(|after| {
            last.is_some_and(|at| at >= EVENING) && minutes < MORNING && self.published.is_some_and(|p| *after <= p)
        });
        // "the boat ran aground at 3 a.m.; it had left at 9 p.m."
        let before = day.pred_opt().filter(|_| {
            let had = (first.saturating_sub(12)..first).rev().take_while(|at| !self.ends_sentence(*at));
            last.is_some_and(|at| at < MORNING) && minutes >= EVENING && had.into_iter().any(|at| self.is(at, "had"))
        });
        Some(after.or(before).unwrap_or(day))
    }

    /// Whether a place stands in parentheses, where a date is an aside.
    fn aside(&self, at: usize) -> bool {
        let near = (at.saturating_sub(8)..at).rev();
        near.take_while(|i| !self.tokens[*i].is_mark(')')).any(|i| self.tokens[i].is_mark('('))
    }

    /// The quarter that is spoken of, unless the text has gone on to a longer period or to other things.
    pub fn quarter_spoken(&self, at: usize) -> Option<(i32, u32)> {
        let here = self.get(at)?.start as usize;
        let near = self.last.longer_byte <= self.last.quarter_byte && here <= self.last.quarter_byte + QUARTER_REACH;
        self.last.quarter.filter(|_| near)
    }

    /// The latest quarter of the number that was said last, which "a year ago" is reckoned from though an older one was
    /// said beside it.
    pub fn latest_quarter(&self, at: usize) -> Option<(i32, u32)> {
        let (year, number) = self.quarter_spoken(at)?;
        let today = self.today()?;
        let over = if number * 3 < today.month() { today.year() } else { today.year() - 1 };
        Some((year.max(over), number))
    }

    /// The year that is spoken of, which "a year earlier" leans on.
    pub fn year_spoken(&self, at: usize) -> Option<i32> {
        let here = self.get(at)?.start as usize;
        let near = self.last.year_byte >= self.last.quarter_byte && here <= self.last.year_byte + YEAR_REACH;
        self.last.year.filter(|_| near)
    }

    /// Takes note of a date for those that lean on it.
    pub fn remember(&mut self, found: &Found) {
        let here = self.tokens[found.first].start as usize;
        let timex = found.value.timex.as_str();
        if matches!(timex, "P6M" | "P9M") || found.rule == "year-ended" {
            self.last.longer_byte = here;
        }
        let Some(begin) = found.value.begin.filter(|_| !self.aside(found.first)) else { return };
        // a feast that is known to a day or two begins where it may begin, and is remembered by its likeliest day
        let likeliest = timex.get(..10).filter(|_| found.rule.ends_with("holiday")).and_then(|day| day.parse().ok());
        let day = likeliest.unwrap_or(begin.date());
        if found.value.kind == crate::model::TimexKind::Duration || found.value.kind == crate::model::TimexKind::Set {
            return;
        }
        if timex.contains("-Q") {
            // a quarter that is set beside another, with "a year ago" or by its year, does not lead on to a third
            let spoken = (day.year(), (day.month() - 1) / 3 + 1);
            let beside = self.last.quarter == Some((spoken.0 + 1, spoken.1));
            let ahead = self.published.is_some_and(|today| day > today);
            if found.rule != "away" && found.rule != "year-ago-quarter" && !beside && !ahead {
                self.last.quarter = Some(spoken);
            }
            if found.rule != "away" {
                self.last.quarter_byte = here;
            }
        }
        let season = timex.ends_with(|c: char| c.is_ascii_uppercase()) && !timex.contains('T');
        if season {
            return;
        }
        // "the quarter ended Jan. 31": the year of a quarter that was reckoned is not that of the date
        let said = !(found.relative && timex.contains('Q'));
        if timex.len() == 4 || timex.len() == 7 && timex.starts_with(['1', '2']) && said {
            self.last.year = Some(day.year());
            self.last.year_at = found.next;
            self.last.year_byte = here;
            if timex.len() == 4 {
                self.last.longer_byte = here;
            }
        }
        if timex.len() == 7 && !timex.contains('Q') && !timex.contains('W') {
            self.last.month = Some((day.year(), day.month()));
        }
        if timex.len() >= 10 && timex.as_bytes()[4] == b'-' && timex.as_bytes()[7] == b'-' {
            if !found.clock.is_some_and(|clock| clock.day_follows) {
                self.last.day = Some(day);
                self.last.day_end = found.next;
                self.last.month = Some((day.year(), day.month()));
                if self.published.is_none_or(|today| day <= today) {
                    self.last.past_day = Some(day);
                }
            }
            if let Some(weekday) = found.value.weekday {
                self.last.weekdays[usize::from(weekday % 7)] = Some(day);
            }
            if !found.relative {
                self.last.year = Some(day.year());
                self.last.year_at = found.next;
                self.last.year_byte = here;
            }
        }
        if timex.contains('T') && timex.as_bytes().last().is_some_and(u8::is_ascii_digit) {
            self.last.clock = Some(begin);
        }
    }

    /// A year said earlier in the same sentence.
    pub fn sentence_year(&self, at: usize) -> Option<i32> {
        let year = self.last.year?;
        let near = self.last.year_at > 0 && self.last.year_at <= at && at - self.last.year_at <= 8;
        (near && self.same_sentence(self.last.year_at - 1, at)).then_some(year)
    }

    // --- resolving what has no year ---

    /// The year of a month and day that are said without one.
    pub fn resolve_day(&self, month: u32, day: u32, first: usize, next: usize) -> Option<NaiveDate> {
        let today = self.today()?;
        let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
        let tense = self.tense(first, next);
        if let Some(year) = self.sentence_year(first).filter(|y| *y != today.year() && tense != Tense::Future) {
            return in_year(year);
        }
        let around: Vec<NaiveDate> = (-1..=1).filter_map(|k| in_year(today.year() + k)).collect();
        // "the year ended Jan. 31" is over
        if self.was_any(first, &["ended"]) && tense == Tense::Past {
            return around.iter().rev().find(|date| **date <= today).copied();
        }
        let nearest = around.iter().min_by_key(|date| (**date - today).num_days().abs()).copied();
        match tense {
            // a date within a few weeks is the near one, whatever the tense ("was due on June 15")
            Tense::Past => {
                let past = around.iter().rev().find(|date| **date <= today).copied();
                nearest
                    .filter(|date| {
                        *date > today
                            && (*date - today).num_days() < 120
                            && past.is_some_and(|p| (today - p).num_days() > 240)
                    })
                    .or(past)
            }
            Tense::Future => {
                let future = around.iter().find(|date| **date >= today).copied();
                nearest.filter(|date| *date < today && future.is_some_and(|f| (f - today).num_days() > 270)).or(future)
            }
            Tense::Planned | Tense::Unknown => nearest,
        }
    }

    /// The year of a month that is said without one.
    pub fn resolve_month(&self, month: u32, first: usize, next: usize) -> Option<i32> {
        let today = self.today()?;
        let mut tense = self.tense(first, next);
        if let Some(year) = self.sentence_year(first).filter(|y| *y != today.year() && tense != Tense::Future) {
            return Some(year);
        }
        let (year, now) = (today.year(), today.month());
        // "to buy it in February", "due by March": what is meant to be done, of the months just ahead
        let soon = (month + 12 - now) % 12;
        let told = self.was_any(self.lead(first), &["by", "until"]) || self.meant(first);
        // the month of eleven months ago would be said with its year or with "last", the coming one stands alone
        let open = tense == Tense::Unknown || self.only_says(first);
        if (1..=5).contains(&soon) && told || (1..=2).contains(&soon) && open {
            tense = Tense::Future;
        }
        Some(match tense {
            Tense::Planned => match soon {
                _ if month == now => year,
                ..6 if month < now => year + 1,
                6.. if month > now => year - 1,
                _ => year,
            },
            Tense::Future if month < now => year + 1,
            Tense::Future => year,
            _ if month > now => year - 1,
            _ => year,
        })
    }

    /// Whether the verb before a place only reports: "told buyers of a cut in its supply in".
    fn only_says(&self, first: usize) -> bool {
        let says = ["said", "told", "announced", "reported", "warned", "forecast", "predicted"];
        matches!(self.cue((0..first).rev(), first), Some((Tense::Past, at)) if self.is_any(at, &says))
    }

    /// Whether an infinitive governs the place: "agreed to buy the firm in".
    fn meant(&self, first: usize) -> bool {
        let from = first.saturating_sub(12);
        (from..first).rev().take_while(|at| !self.ends_sentence(*at) && !self.tokens[*at].is_mark(',')).any(|at| {
            let verb = self.str(at + 1);
            self.is(at, "to")
                && self.get(at + 1).is_some_and(|t| t.is_word())
                && verb.chars().all(char::is_lowercase)
                && !self.is_any(
                    at + 1,
                    &["the", "a", "an", "its", "his", "her", "their", "about", "around", "more", "this", "that", "and"],
                )
        })
    }

    /// The day of a bare weekday.
    pub fn resolve_weekday(&self, weekday: u8, first: usize, next: usize) -> Option<NaiveDate> {
        let today = self.today()?;
        if let Some(day) = self.apposed(weekday, first) {
            return Some(day);
        }
        let now = i64::from(today.weekday().num_days_from_monday());
        let back = (now - i64::from(weekday)).rem_euclid(7);
        let ahead = (i64::from(weekday) - now).rem_euclid(7);
        let tense = self.tense(first, next);
        let lead = self.lead(first);
        // "by the Tuesday deadline" is no bound that lies ahead
        let bound = self.was_any(lead, &["until", "by", "starting", "beginning"]) && !self.was_any(first, &["the"]);
        // "By Friday the roads were dry", "until Friday they had no word", "eight had replied by Friday"
        let done = tense == Tense::Past && lead > 0 && self.is(lead - 1, "by") && self.capital(lead - 1)
            || self.was_any(first.saturating_sub(1), &["had", "was", "were"])
            || (lead.saturating_sub(12)..lead)
                .rev()
                .take_while(|at| !self.ends_sentence(*at))
                .any(|at| self.is(at, "had"))
            || (next..(next + 6).min(self.tokens.len()))
                .take_while(|at| !self.ends_sentence(*at))
                .any(|at| self.is(at, "had"));
        let future = tense == Tense::Future || bound && !done;
        // "Sunday's race", of which the text has spoken
        let owner = matches!(self.str(next), "'s" | "\u{2019}s");
        let said = self.last.weekdays[usize::from(weekday % 7)].filter(|day| (*day - today).num_days().abs() <= 7);
        if !future && (owner || tense == Tense::Unknown) && said.is_some() {
            return said;
        }
        // "was due on Thursday", told on Friday
        let nearer = tense == Tense::Planned && ahead < back;
        calendar::add_days(today, if future || nearer { ahead } else { -back })
    }

    /// "tomorrow, Saturday", "on May 5 (Monday)": a weekday said of the day right before it.
    fn apposed(&self, weekday: u8, first: usize) -> Option<NaiveDate> {
        let day = self.last.day.filter(|day| day.weekday().num_days_from_monday() == u32::from(weekday))?;
        let joint = first.checked_sub(1).filter(|at| *at > 0 && *at == self.last.day_end)?;
        (self.tokens[joint].is_mark(',') || self.tokens[joint].is_mark('(')).then_some(day)
    }
}
