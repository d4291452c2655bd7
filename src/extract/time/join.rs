//! Time expressions joined to what a claim takes as one.

use super::spans::MONTHS_OF_YEAR;
use crate::model::{Span, TimeMention, TimexKind};
use chrono::Timelike;

/// The mentions as claims want them: a clock time with the day beside it is one, a range of days is one
/// (`2025-06-15/2025-06-17`); vague references and sets are left out.
pub fn claims(text: &str, mentions: &[TimeMention]) -> Vec<TimeMention> {
    let mut joined: Vec<TimeMention> = Vec::new();
    let wanted = mentions.iter().filter(|m| m.value.kind != TimexKind::Set && !m.value.timex.ends_with("_REF"));
    for mention in wanted {
        let Some(before) = joined.last_mut() else {
            joined.push(mention.clone());
            continue;
        };
        let between = text.get(before.span.end..mention.span.start).unwrap_or("").trim();
        if let Some(clock) = clock_and_day(before, mention, between) {
            *before = clock;
        } else if let Some(clock) = counted_from(text, before, mention, between) {
            *before = clock;
        } else if let Some(months) = with_its_year(before, mention, between) {
            *before = months;
        } else if let Some(range) = range(text, before, mention, between) {
            *before = range;
        } else {
            joined.push(mention.clone());
        }
    }
    joined
}

/// The mentions with the months that have their place in a year as what they are for a claim, a stretch of the calendar.
pub fn placed(mut mentions: Vec<TimeMention>) -> Vec<TimeMention> {
    for mention in mentions.iter_mut().filter(|m| m.rule == MONTHS_OF_YEAR) {
        let value = &mut mention.value;
        let Some((begin, end)) = value.begin.zip(value.end) else { continue };
        let last = end - chrono::Duration::days(1);
        let months = [begin, last].map(|at| at.format("%Y-%m").to_string());
        value.kind = TimexKind::Date;
        value.timex = if months[0] == months[1] { months[0].clone() } else { months.join("/") };
    }
    mentions
}

/// "the first three months" and "2024" of "the first three months of 2024".
fn with_its_year(months: &TimeMention, year: &TimeMention, between: &str) -> Option<TimeMention> {
    let inside = months.value.begin >= year.value.begin && months.value.end <= year.value.end;
    (months.rule == MONTHS_OF_YEAR && between == "of" && year.value.kind == TimexKind::Date && inside)
        .then(|| TimeMention { span: months.span.cover(year.span), ..months.clone() })
}

/// The mentions as TIMEX3 has them: "10 p.m. Wednesday" is one expression, "noon on Friday" two.
pub fn timexes(text: &str, mentions: &[TimeMention]) -> Vec<TimeMention> {
    let mut joined: Vec<TimeMention> = Vec::new();
    for mention in mentions {
        let whole = joined.last().filter(|before| is_clock(before)).and_then(|before| {
            let between = text.get(before.span.end..mention.span.start).unwrap_or(",").trim();
            if between.is_empty() { clock_and_day(before, mention, between) } else { None }
        });
        match (whole, joined.last_mut()) {
            (Some(whole), Some(before)) => *before = whole,
            _ => joined.push(mention.clone()),
        }
    }
    joined
}

/// Words before a length that is measured out and not counted from a clock time.
const LENGTH_LEADS: &str = "for lasted took in within last lasts lasting take takes taking of wait waited waiting spend spent \
    spending ran run running went over during through";

/// Words between such a one and the length.
const HEDGES: &str = "about around nearly almost some roughly at least only just another";

fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}

/// The word before a place of the text, where hedges do not count: "lasted" of "lasted about two hours".
fn lead(text: &str, at: usize) -> &str {
    let mut words = text[..at].trim_end().rsplit(|c: char| !c.is_alphabetic());
    words.find(|word| !holds(HEDGES, word)).unwrap_or_default()
}

/// Verbs of a change of plan, and those that are with "forward" or "back".
const RESCHEDULING: &str = "move moved moves postpone postponed postpones reschedule rescheduled change changed changes pushed \
    shifted delayed";
const WITH_FORWARD: &str = "bring brought brings put puts push set";

/// Whether a clock time is the one from which something was put at another hour, "the vote was moved from 8 a.m. to 3 p.m.":
/// neither is then an end of a stretch. The verb stands a few words before, in the same clause.
fn rescheduled(text: &str, first: &TimeMention) -> bool {
    let before = text[..first.span.start].trim_end();
    let clause = before.rsplit([',', ';', '\n']).next().unwrap_or("");
    let clause = clause.rsplit(". ").next().unwrap_or("");
    let words = clause.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(6);
    let has = |list: &str| words.clone().any(|word| holds(list, word));
    has(RESCHEDULING) || has(WITH_FORWARD) && has("forward back")
}

fn is_clock(mention: &TimeMention) -> bool {
    mention.value.kind == TimexKind::Time && mention.value.timex.contains(':')
}

fn is_day(mention: &TimeMention) -> bool {
    let timex = &mention.value.timex;
    matches!(mention.value.kind, TimexKind::Date | TimexKind::Time)
        && timex.len() >= 10
        && mention.value.begin.is_some()
        && !timex.contains(':')
}

/// "9:50 p.m. on Friday", "Friday at noon", "Tuesday night, 11:30".
fn clock_and_day(a: &TimeMention, b: &TimeMention, between: &str) -> Option<TimeMention> {
    let joins = matches!(
        between,
        "" | "on"
            | ","
            | "at"
            | ", at"
            | ", on"
            | "of"
            | "on the"
            | "("
            | "in the"
            | "at about"
            | "at around"
            | "shortly after"
            | "just after"
            | "around"
            | "about"
            | "by"
            | "from"
            | "until"
    );
    let (clock, day) = if is_clock(a) && is_day(b) {
        (a, b)
    } else if is_day(a) && is_clock(b) {
        (b, a)
    } else {
        return None;
    };
    // they must speak of one day, which they do where the clock time was given this one
    let same = clock.value.timex.get(..10) == day.value.timex.get(..10);
    (joins && same).then(|| {
        let mut value = clock.value.clone();
        value.weekday = day.value.weekday;
        TimeMention { span: Span::new(a.span.start, b.span.end), value, relative: day.relative, rule: "clock-and-day" }
    })
}

/// "Ninety minutes before noon", "twenty minutes after noon on Friday": the clock time that the two make. A length that a
/// verb or preposition measures by ("lasted two hours before …", "for two hours before …") is a length.
fn counted_from(text: &str, length: &TimeMention, clock: &TimeMention, between: &str) -> Option<TimeMention> {
    let sign = match between {
        "before" => -1,
        "after" | "past" => 1,
        _ => return None,
    };
    let body = length.value.timex.strip_prefix("PT").filter(|_| length.value.kind == TimexKind::Duration)?;
    if !is_clock(clock) || holds(LENGTH_LEADS, lead(text, length.span.start)) {
        return None;
    }
    let number: i64 = body.get(..body.len() - 1)?.parse().ok()?;
    let minutes = match body.chars().last()? {
        'H' => number.checked_mul(60)?,
        'M' => number,
        _ => return None,
    };
    let begin = clock.value.begin?.checked_add_signed(chrono::Duration::try_minutes(sign * minutes)?)?;
    let mut value = super::calendar::clock(
        begin.date(),
        i64::from(begin.hour()) * 60 + i64::from(begin.minute()),
        clock.value.offset,
    );
    value.modifier = length.value.modifier;
    value.day_assumed = clock.value.day_assumed;
    let span = Span::new(length.span.start, clock.span.end);
    Some(TimeMention { span, value, relative: clock.relative, rule: "counted-from-a-clock" })
}

/// "June 15-17", "from June 15 to June 17", "between 2020 and 2022", "2020-2022", "from 8 a.m. to 3 p.m.".
fn range(text: &str, a: &TimeMention, b: &TimeMention, between: &str) -> Option<TimeMention> {
    let plain =
        |m: &TimeMention| m.value.kind == TimexKind::Date && m.value.begin.is_some() && !m.value.timex.contains('/');
    let clocks = is_clock(a) && is_clock(b) && a.value.offset == b.value.offset && !a.value.timex.contains('/');
    if !(plain(a) && plain(b) || clocks) || a.value.timex.len() != b.value.timex.len() || a.value.begin >= b.value.begin
    {
        return None;
    }
    let dash = matches!(between, "-" | "\u{2013}" | "\u{2014}");
    let lead = text[..a.span.start].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let spoken = matches!(between, "to" | "through" | "until" | "till" | "to the")
        && (lead == "from"
            || clocks && a.span.of(text).contains(" from ")
            || b.rule == "range-day"
            || a.value.timex.len() == 10 && between != "until")
        || between == "and" && (lead == "between" || b.rule == "range-day" && consecutive(a, b));
    if !(dash || spoken) || spoken && clocks && rescheduled(text, a) {
        return None;
    }
    let mut value = a.value.clone();
    value.timex = format!("{}/{}", a.value.timex, b.value.timex);
    value.end = b.value.end;
    value.weekday = None;
    Some(TimeMention { span: Span::new(a.span.start, b.span.end), value, relative: a.relative, rule: "range" })
}

/// "on 11 and 12 June" is a stretch of two days, "on June 15 and 17" is none.
fn consecutive(a: &TimeMention, b: &TimeMention) -> bool {
    a.value.end.is_some() && a.value.end == b.value.begin
}

/// The day that a clock time or part of a day says beside it, as a date of its own: "Friday" of "Friday night".
pub fn day_of(mention: &TimeMention) -> Option<TimeMention> {
    let said = matches!(
        mention.rule,
        "weekday-part" | "today-part" | "this-part" | "tonight" | "part-of-day" | "clock-and-day"
    );
    let day = mention.value.timex.get(..10).filter(|_| said)?.parse().ok()?;
    let mut value = super::calendar::day(day);
    value.weekday = mention.value.weekday;
    Some(TimeMention { span: mention.span, value, relative: mention.relative, rule: "day-of-time" })
}

#[cfg(test)]
mod tests {
    use super::super::extract_in;
    use super::*;
    use crate::model::Anchor;

    #[test]
    fn months_have_their_place_in_their_year() {
        for (date, text, words, wanted) in [
            (
                "2025-07-16",
                "Sales rose in the first nine months of 2024.",
                "the first nine months of 2024",
                "2024-01/2024-09",
            ),
            (
                "2025-07-16",
                "Sales rose in the first three months of the year.",
                "the first three months",
                "2025-01/2025-03",
            ),
            (
                "2025-02-10",
                "Sales rose in the first nine months of the year.",
                "the first nine months",
                "2024-01/2024-09",
            ),
            (
                "2025-07-16",
                "Sales fell in the last two months of last year.",
                "the last two months of last year",
                "2024-11/2024-12",
            ),
        ] {
            let anchor = Anchor { date: date.parse().ok(), offset: None };
            let found = claims(text, &placed(extract_in(text, &[Span::new(0, text.len())], anchor)));
            let told: Vec<_> = found.iter().map(|m| (m.span.of(text), m.value.kind, m.value.timex.as_str())).collect();
            assert_eq!(told, [(words, TimexKind::Date, wanted)], "{text}");
        }
    }
}
