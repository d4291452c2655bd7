//! What is known while a text is read: its tokens, its publish date, and the dates mentioned last.

use super::calendar::{self, Unit};
use super::words::{Class, Mask, Words, words};
use crate::extract::number::{Form, Number, Numbers};
use crate::extract::scan::Token;
use crate::model::{Anchor, TimeValue};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// Which way an expression without a year points from the publish date.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    Unknown,
}

/// The dates mentioned last; a text's "three days earlier" leans on them.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    pub day: Option<NaiveDate>,
    pub month: Option<(i32, u32)>,
    pub quarter: Option<(i32, u32)>,
    pub year: Option<i32>,
    /// Where the year was said, as a token index.
    pub year_at: usize,
    pub clock: Option<NaiveDateTime>,
}

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
        let right = self.cue(next..self.tokens.len(), next);
        // "the move follows Tuesday's vote, which gives": a verb in the present tells nothing of an owner
        let right = right.filter(|(_, at)| !(owner && self.class(*at, Class::CuePresent).is_some()));
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
            if bound || self.class(at, Class::CueFuture).is_some() && !self.is_spent(at) {
                return Some((Tense::Future, at));
            }
            if self.under_be(at) {
                continue;
            }
            if self.class(at, Class::CuePast).is_some() {
                return Some((Tense::Past, at));
            }
            let word = self.str(at);
            // "scheduled", "expected" are cues of the future and stand above; "a still unspecified date" tells nothing
            let adjective = at > 0 && self.is_any(at - 1, &["a", "an", "still", "its", "their", "his", "her"]);
            if word.len() > 4 && word.ends_with("ed") && !self.capital(at) && !word.ends_with("eed") && !adjective {
                return Some((Tense::Past, at));
            }
            // "25 marks", "the returns" are nouns, "did not meet" is past
            let noun = at > 0
                && (self.tokens[at - 1].is_number()
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
        self.is(at, "next") && self.is(at + 1, "to")
            // "a record set on", but "a date set for"
            || self.is(at, "set") && self.is_any(at + 1, &["on", "in", "at", "off", "up", "out", "by", "during", "last"])
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

    /// Takes note of a date for those that lean on it.
    pub fn remember(&mut self, found: &Found) {
        let Some(begin) = found.value.begin else { return };
        let day = begin.date();
        let timex = found.value.timex.as_str();
        if found.value.kind == crate::model::TimexKind::Duration || found.value.kind == crate::model::TimexKind::Set {
            return;
        }
        // a quarter that was itself set beside another does not lead on to a third
        if timex.contains("-Q") && found.rule != "away" && found.rule != "year-ago-quarter" {
            self.last.quarter = Some((day.year(), (day.month() - 1) / 3 + 1));
        }
        let season = timex.ends_with(|c: char| c.is_ascii_uppercase());
        if season {
            return;
        }
        if timex.len() == 4 || timex.len() == 7 && timex.starts_with(['1', '2']) {
            self.last.year = Some(day.year());
            self.last.year_at = found.next;
        }
        if timex.len() == 7 && !timex.contains('Q') && !timex.contains('W') {
            self.last.month = Some((day.year(), day.month()));
        }
        if timex.len() >= 10 && timex.as_bytes()[4] == b'-' && timex.as_bytes()[7] == b'-' {
            self.last.day = Some(day);
            self.last.month = Some((day.year(), day.month()));
            if !found.relative {
                self.last.year = Some(day.year());
                self.last.year_at = found.next;
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
            Tense::Unknown => nearest,
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
        if (1..=5).contains(&soon) && (self.was_any(self.lead(first), &["by", "until"]) || self.meant(first)) {
            tense = Tense::Future;
        }
        Some(match tense {
            Tense::Future if month < now => year + 1,
            Tense::Future => year,
            _ if month > now => year - 1,
            _ => year,
        })
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
        let now = i64::from(today.weekday().num_days_from_monday());
        let back = (now - i64::from(weekday)).rem_euclid(7);
        let ahead = (i64::from(weekday) - now).rem_euclid(7);
        let tense = self.tense(first, next);
        let lead = self.lead(first);
        let bound = self.was_any(lead, &["until", "by", "starting", "beginning"]);
        // "By Friday the roads were dry", "until Friday they had no word", "eight had replied by Friday"
        let done = tense == Tense::Past && lead > 0 && self.is(lead - 1, "by") && self.capital(lead - 1)
            || self.was_any(first.saturating_sub(1), &["had", "was", "were"])
            || (lead.saturating_sub(12)..lead)
                .rev()
                .take_while(|at| !self.ends_sentence(*at))
                .any(|at| self.is(at, "had"))
            || (first..(next + 6).min(self.tokens.len())).any(|at| self.is(at, "had"));
        let future = tense == Tense::Future || bound && !done;
        calendar::add_days(today, if future { ahead } else { -back })
    }
}
