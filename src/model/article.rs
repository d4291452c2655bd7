//! One article of one outlet as it was read, before anything is made of its words.

use super::Span;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A value of an article's metadata, and how it is known where the article does not state it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known<T> {
    pub value: T,
    /// Why this is taken to be so; `None` where the article or its manifest says it outright.
    pub inferred: Option<String>,
}

/// A publish or update time: the stretch of local time in which it lies, as exact as the article tells it.
///
/// `begin` is included, `end` is not; for a minute they lie one minute apart, for a day one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    pub begin: NaiveDateTime,
    pub end: NaiveDateTime,
    /// Offset from UTC in minutes, where it is told.
    pub offset: Option<i32>,
}

impl Moment {
    /// A minute of local time.
    pub fn minute(at: NaiveDateTime, offset: Option<i32>) -> Self {
        Moment { begin: at, end: at.checked_add_signed(chrono::Duration::minutes(1)).unwrap_or(at), offset }
    }

    /// The days from `first` to `last`, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        let end = last.succ_opt().unwrap_or(last);
        Moment {
            begin: first.and_time(chrono::NaiveTime::MIN),
            end: end.and_time(chrono::NaiveTime::MIN),
            offset: None,
        }
    }

    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Moment::days(day, day)
    }

    /// The calendar month in which `day` lies.
    pub fn month(day: NaiveDate) -> Self {
        let first = first_of_month(day);
        let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
        Moment::days(first, next.pred_opt().unwrap_or(first))
    }

    /// ISO 8601, no finer than what is known: `2025-06-04T20:00+09:00`, `2025-06-10`, `2025-06-10/2025-06-11`, `2025-08`.
    pub fn canonical(&self) -> String {
        let minutes = (self.end - self.begin).num_minutes();
        let first = self.begin.date();
        if minutes <= 1 {
            return format!("{}{}", self.begin.format("%Y-%m-%dT%H:%M"), offset_suffix(self.offset));
        }
        let last = (self.end - chrono::Duration::minutes(1)).date();
        if first == last {
            return first.to_string();
        }
        let whole_month = first == first_of_month(first)
            && self.end.date() == first_of_month(last + chrono::Duration::days(1))
            && first_of_month(last) == first;
        if whole_month {
            return first.format("%Y-%m").to_string();
        }
        format!("{first}/{last}")
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    day.with_day(1).unwrap_or(day)
}

/// `+09:00`, `Z` for UTC itself is written `+00:00`; nothing where no offset is known.
pub fn offset_suffix(offset: Option<i32>) -> String {
    match offset {
        None => String::new(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}

/// What a stretch of an article is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    Title,
    Heading,
    Paragraph,
    ListItem,
    Caption,
    /// Navigation, bylines, credits, lists of other headlines, front matter: kept, but no claims are read from it.
    Furniture,
}

/// A stretch of an article's text; blocks stand in order and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
}

/// Something the user should know about how a file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Byte offset into the article's text, where it belongs to a place.
    pub at: Option<usize>,
    pub message: String,
}

/// One article of one outlet, as read from a seed file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The file, relative to where the program runs, with `/`.
    pub path: String,
    /// Which article of its file this is, from 1.
    pub number: usize,
    /// How many articles its file holds.
    pub of_file: usize,
    /// Where `text` begins in the file, in bytes; 0 where the text is not in the file as such.
    pub offset: usize,
    /// The line of the file on which `text` begins, from 1.
    pub first_line: usize,
    /// Whether `text` stands in the file byte for byte (not so for HTML and JSON).
    pub verbatim: bool,
    pub text: String,
    pub blocks: Vec<Block>,
    pub outlet: Option<Known<String>>,
    pub title: Option<String>,
    pub published: Option<Known<Moment>>,
    pub updated: Option<Moment>,
    /// When this text was taken from where it was published, as whoever collected it says.
    pub retrieved: Option<Moment>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub language: Option<String>,
    pub story: Option<String>,
    pub notes: Vec<Note>,
}

/// Up to how many hours after it was published an article that was updated is taken to be written anew.
const REWRITTEN_HOURS: i64 = 36;

/// The time from which an article's relative dates are reckoned.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    pub date: Option<NaiveDate>,
    /// Offset of the outlet's clock from UTC in minutes.
    pub offset: Option<i32>,
}

impl Article {
    pub fn anchor(&self) -> Anchor {
        // an article that was written over soon speaks from the day on which it was; one that was touched up weeks later
        // still speaks from the day on which it appeared
        let published = self.published.as_ref().map(|p| &p.value);
        let updated = self.updated.as_ref();
        let soon = |update: &&Moment| {
            published.is_none_or(|p| {
                let late = (update.begin - p.begin).num_hours() > REWRITTEN_HOURS && update.begin >= p.end;
                update.begin >= p.begin && !late
            })
        };
        let spoken = updated.filter(soon).or(published);
        let offset = published.and_then(|at| at.offset).or(updated.and_then(|at| at.offset));
        Anchor { date: spoken.map(|at| at.begin.date()), offset }
    }

    /// The outlet's name, or the file's name where the outlet is not known.
    pub fn source_name(&self) -> String {
        match &self.outlet {
            Some(outlet) => outlet.value.clone(),
            None => self.path.rsplit('/').next().unwrap_or(&self.path).to_string(),
        }
    }

    /// Line and column (both from 1; the column counts characters) of a byte offset of the text,
    /// in the file where the text stands there byte for byte.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..at];
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        (self.first_line + line, before[start..].chars().count() + 1)
    }
}

/// An article in the collection: with its identity and its kin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// `d` and eight hexadecimal digits of a hash over outlet, title and text.
    pub id: String,
    pub article: Article,
    /// The next older version of this article, if it is a newer one.
    pub version_of: Option<String>,
    /// The article of another outlet that this one is a copy of.
    pub copy_of: Option<String>,
    /// Whether a newer version of it is at hand; only the newest counts across outlets.
    pub superseded: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: Option<i32>) -> Moment {
        Moment::minute(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), offset)
    }

    #[test]
    fn relative_dates_go_by_an_update_that_came_soon() {
        let article = |published: Option<Moment>, updated: Option<Moment>| Article {
            path: "a.txt".into(),
            number: 1,
            of_file: 1,
            offset: 0,
            first_line: 1,
            verbatim: true,
            text: String::new(),
            blocks: Vec::new(),
            outlet: None,
            title: None,
            published: published.map(|value| Known { value, inferred: None }),
            updated,
            retrieved: None,
            url: None,
            author: None,
            language: None,
            story: None,
            notes: Vec::new(),
        };
        let day = |d| NaiveDate::from_ymd_opt(2024, 5, d);
        let first = || Some(at("2024-05-15 20:10", None));
        let soon = article(first(), Some(at("2024-05-16 07:00", Some(120)))).anchor();
        assert_eq!(soon, Anchor { date: day(16), offset: Some(120) });
        let late = article(first(), Some(at("2024-05-30 07:00", Some(120)))).anchor();
        assert_eq!(late, Anchor { date: day(15), offset: Some(120) });
        let earlier = article(first(), Some(at("2024-05-14 07:00", None))).anchor();
        assert_eq!(earlier, Anchor { date: day(15), offset: None });
        let alone = article(None, Some(at("2024-05-30 07:00", None))).anchor();
        assert_eq!(alone.date, day(30));
    }
}
