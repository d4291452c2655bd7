//! Lines and stretches of a news page that are no reporting: bylines, time lines, credits, copyright, feedback
//! requests, headers of lists of other headlines.
//!
//! What belongs here: recognising one line by itself. What does not: deciding by its neighbours (`blocks`), datelines (`dateline`).

use super::moment::{self, Found, MONTH, WEEKDAY};
use regex::Regex;
use std::sync::LazyLock;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// Headers of lists that are not part of the article.
static LIST_HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?ix)^[\#*\s]*(?:
        (?:\S+\s+){0,4}(?:popular\s+(?:articles?|stories|posts)|access\s+ranking|ranking|most[\s-](?:read|popular|viewed|shared|watched|commented|discussed)(?:\s+(?:articles?|stories|news|now|today|this\s+week|in\s+\S+))?)
        |(?:trending|popular)(?:\s+(?:now|today|news|stories|topics|articles|on\s+\S+))?
        |(?:read|also|watch|what\s+to\s+read|up)\s+(?:next|more|also|now)(?:\s+(?:on|about|from|in)\b.*)?
        |also\s+(?:on|in|from|by)\b.+
        |(?:related|recommended|suggested)(?:\s+(?:articles?|stories|coverage|news|topics|content|links|posts|reading|for\s+you|videos?))?
        |(?:sources?|references|further\s+reading|external\s+links|links|see\s+also|tags|topics|keywords|filed\s+under)
        |more\s+(?:from|on|in|about|like\s+this|stories|news|headlines|top\s+stories|coverage|reading)\b.*
        |(?:latest|breaking|other|today's|this\s+week's)\s+(?:news|stories|headlines|articles|updates)
        |(?:latest|headlines|top\s+(?:stories|news|headlines)|in\s+other\s+news|in\s+brief|our\s+picks|elsewhere(?:\s+on\b.+)?|don[’']t\s+miss(?:\s+this|\s+these)?)
        |you\s+(?:may|might)\s+(?:also\s+)?(?:like|have\s+missed|be\s+interested\s+in).*
        |editors?[’']?s?[’']?\s+(?:picks?|choice)
        |(?:what|stories)\s+(?:others\s+are|people\s+are|you\s+may\s+have)\s+(?:reading|missed)
        )\s*:?\**\s*$"#,
    )
});

/// Requests and navigation that pages put between or behind paragraphs.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[\#*\[\s(]*(?:
        did\s+you\s+(?:find|spot|notice)\s+an?\s+(?:error|mistake|typo|inaccuracy)
        |we\s+will\s+consider\s+your\s+(?:comments|feedback)
        |(?:send|give|share|leave)\s+(?:us\s+)?(?:your\s+)?(?:feedback|comments?|thoughts|tips?)\b
        |(?:sign\s+up|subscribe|register|log\s*in|sign\s+in|join\s+us|donate)(?:\s+(?:for|to|now|here|today|with)\b|\s*$|\s*[!|])
        |follow\s+(?:us|our)\b|share\s+(?:this|on|via)\b|share\s*$|tweet\s*$|print\s*$|save\s*$|copy\s+link
        |(?:click|tap)\s+(?:here|to)\b|advertisement|sponsored(?:\s+content)?\s*$|loading\W*$
        |(?:skip|jump)\s+to\s+(?:main|content|the)|back\s+to\s+(?:top|home)|continue\s+reading|story\s+continues|article\s+continues
        |(?:view|leave|post|read|show)\s+(?:all\s+)?(?:\d+\s+)?comments?|comments?\s*(?:\(\d+\))?\s*$|no\s+comments
        |download\s+(?:the|our)\s+app|get\s+(?:the|our)\s+(?:app|newsletter)|our\s+standards
        |listen\s+to\s+this|\d+\s*(?:-\s*)?min(?:ute)?s?\s+read\s*$|reading\s+time
        |(?:(?:read|see|watch)\s+(?:more|also|next)|also\s+read|related(?:\s+\w+)?|more|tags|topics|keywords|filed\s+under)\s*[:|]
        |report\s+an?\s+(?:error|typo|correction)|have\s+a\s+(?:tip|story)|contact\s+(?:us|the\s+(?:author|newsroom|reporter))
        |all\s+rights\s+reserved|this\s+(?:site|page|website)\s+uses\s+cookies|accept\s+(?:all\s+)?cookies|home\s*[>»›|]
        )",
    )
});

static CREDIT_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[*_\s(\[]*(?:(?:file\s+)?(?:photo(?:graph)?|picture|image|illustration|graphic|video|map|chart)s?(?:\s+(?:by|credit|courtesy(?:\s+of)?|source))?\s*[:/©–—-]|(?:photo(?:graph)?s?|image|pictures?)\s+(?:by|courtesy)\b|(?:image|photo|picture|media|video|figure)\s+(?:source|caption|credit)\s*[,:]|(?:credit|source|sources|image\s+credit|caption)\s*:)",
    )
});
static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[\[(\s]*(?:copyright\b|©|\(c\)\s*(?:\d{4}|copyright))|all\s+rights\s+reserved|©\s*\d{4}")
});
static COPYRIGHT_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*,?\s*(?:by\s+)?(?P<name>[^\].©|\n]+)",
    )
});
static PEOPLE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[*_\s(\[]*(?:by|written\s+by|reported\s+by|reporting\s+by|additional\s+reporting\s+by|posted\s+by|published\s+by|edited\s+by|editing\s+by|editors?|author|authors|reporters?|words\s+by|text\s+by|story\s+by|translated\s+by|compiled\s+by|with\s+(?:reports|files|input|contributions)\s+(?:by|from))\b\s*[:|]?\s*",
    )
});
static NOTE_IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[(\[](?:this\s+(?:article|story|report)\s+was\s+(?:written|reported|produced|translated|compiled)|(?:additional\s+)?reporting\s+by|writing\s+by|editing\s+by|edited\s+by|written\s+by|translated\s+by|compiled\s+by|with\s+(?:reports|files|input|inputs|contributions)\s+(?:by|from)|copyright|photo|©|end\b)[^()\[\]]*[)\]]\.?$",
    )
});
static STAFF_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i-u:(?:additional\s+)?(?:reporting|writing|editing)\s+(?:by|in)|(?:compiled|translated)\s+by)\s+\p{Lu}|(?:\p{Lu}[^\s.]*,?\s+(?:and\s+)?){1,8}(?:contributed\s+(?:to\s+this\s+(?:report|story|article)|reporting)|reported\s+from\s+(?:\p{Lu}[^\s.]*\s?)+\.?$))",
    )
});
static UPDATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[*_\s(\[]*(?:last\s+)?(?:updated|modified|edited|revised)\b"));
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?P<n>\d{1,3}|an?|one|two|three)\s*(?P<unit>seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|[mhdw])\s+ago|(?P<word>yesterday|today|just\s+now))$",
    )
});
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.'’&@-]*"));
static WEEKDAY_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)^{WEEKDAY}$")));

/// Words that name an organ of the press; a line with one of them may be an outlet's name.
const PRESS: &[&str] = &[
    "agency",
    "agence",
    "associated",
    "beacon",
    "blog",
    "broadcast",
    "broadcasting",
    "bulletin",
    "channel",
    "chronicle",
    "courier",
    "daily",
    "digest",
    "dispatch",
    "echo",
    "enquirer",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "letter",
    "magazine",
    "mail",
    "media",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "network",
    "news",
    "newsletter",
    "newspaper",
    "newswire",
    "observer",
    "online",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "report",
    "reporter",
    "review",
    "sentinel",
    "service",
    "shimbun",
    "zeitung",
    "gazeta",
    "diario",
    "jornal",
    "standard",
    "star",
    "sun",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "voice",
    "voices",
    "weekly",
    "wire",
    "world",
];

/// Names of agencies that stand as picture credits without any word from `PRESS`.
pub const AGENCIES: &[&str] = &[
    "Reuters",
    "AFP",
    "AP",
    "AP Photo",
    "EPA",
    "Getty Images",
    "Xinhua",
    "Kyodo",
    "TASS",
    "ANSA",
    "Bloomberg",
    "Shutterstock",
    "Alamy",
    "Anadolu",
    "Yonhap",
    "PTI",
    "IANS",
    "UPI",
    "dpa",
    "APA",
    "Wikimedia Commons",
    "Associated Press",
    "The Associated Press",
];

/// Small words that stand between capitals in names, bylines and time lines.
pub const SMALL: &[&str] = &[
    "and",
    "&",
    "in",
    "for",
    "of",
    "with",
    "the",
    "de",
    "da",
    "del",
    "della",
    "di",
    "du",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "ibn",
    "al",
    "el",
    "y",
    "e",
    "at",
    "on",
    "to",
    "from",
    "staff",
    "reporter",
    "reporters",
    "correspondent",
    "correspondents",
    "writer",
    "writers",
    "editor",
    "editors",
    "special",
];

/// Words of time lines beside the time itself.
const TIME_LABELS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "issued",
    "last",
    "modified",
    "first",
    "created",
    "released",
    "edition",
    "date",
    "time",
    "local",
    "ago",
    "minute",
    "minutes",
    "min",
    "mins",
    "hour",
    "hours",
    "hrs",
    "day",
    "days",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "et",
    "ist",
    "revised",
    "edited",
    "on",
    "at",
    "and",
    "read",
    "by",
];

pub fn is_list_header(line: &str) -> bool {
    line.chars().count() <= 70 && LIST_HEADER.is_match(line)
}

/// Whether a list header announces sources, which may be whole sentences, rather than other articles.
pub fn is_reference_header(line: &str) -> bool {
    let line = line.to_lowercase();
    ["source", "reference", "further reading", "external"].iter().any(|word| line.contains(word))
}

pub fn is_request(line: &str) -> bool {
    line.chars().count() <= 160 && REQUEST.is_match(line)
}

pub fn is_copyright(line: &str) -> bool {
    line.chars().count() <= 200 && COPYRIGHT.is_match(line)
}

/// A line that opens with "Photo:", "Source:" and the like.
pub fn is_credit_label(line: &str) -> bool {
    CREDIT_LABEL.is_match(line)
}

/// "Reporting by A. Writer; editing by B. Writer", "Writer reported from Town."
pub fn is_staff_note(line: &str) -> bool {
    line.chars().count() <= 250 && STAFF_NOTE.is_match(line)
}

/// A day without its year, perhaps with a clock time, and nothing else: "4 Mar, 20:05".
pub fn is_bare_day(line: &str) -> bool {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"^(?i-u:(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+[0-9]{{1,2}}|[0-9]{{1,2}}\s+{MONTH})(?:[,|\s]+(?:at\s+)?[0-9]{{1,2}}[:.][0-9]{{2}}(?:\s*[a-z.]{{2,5}})?)?)$"
        ))
    });
    line.len() <= 40 && BARE.is_match(line)
}

/// A label of a time or date that stands on a line of its own: "Published", "Last updated".
pub fn is_time_label(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    const LABELS: [&str; 9] =
        ["published", "updated", "posted", "issued", "modified", "last", "first", "date", "created"];
    words.peek().is_some() && line.len() <= 30 && words.all(|word| LABELS.contains(&word.to_lowercase().as_str()))
}

pub fn is_bracketed_note(line: &str) -> bool {
    line.chars().count() <= 300 && NOTE_IN_BRACKETS.is_match(line)
}

pub fn is_updated(line: &str) -> bool {
    UPDATED.is_match(line)
}

/// How many hours or days ago, of a line that says nothing else.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Age {
    Minutes(i64),
    Hours(i64),
    Days(i64),
    Weeks(i64),
    Months(i64),
}

pub fn age(line: &str) -> Option<Age> {
    let parts = AGE.captures(line.trim())?;
    if let Some(word) = parts.name("word") {
        return Some(match word.as_str().to_ascii_lowercase().as_str() {
            "yesterday" => Age::Days(1),
            "today" => Age::Days(0),
            _ => Age::Minutes(0),
        });
    }
    let number = match parts.name("n")?.as_str().to_ascii_lowercase().as_str() {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        digits => digits.parse().ok()?,
    };
    Some(match parts.name("unit")?.as_str().to_ascii_lowercase().as_str() {
        unit if unit.starts_with("mo") => Age::Months(number),
        unit if unit.starts_with('s') || unit.starts_with('m') => Age::Minutes(number),
        unit if unit.starts_with('h') => Age::Hours(number),
        unit if unit.starts_with('d') => Age::Days(number),
        _ => Age::Weeks(number),
    })
}

/// The names of a byline ("By A. Writer and B. Writer"), if the line is one.
pub fn byline(line: &str) -> Option<&str> {
    if line.chars().count() > 140 {
        return None;
    }
    let label = PEOPLE_LABEL.find(line)?;
    let rest = &line[label.end()..];
    if rest.is_empty() || rest.ends_with(['!', '?']) {
        return None;
    }
    let rest = match moment::in_line(rest, "") {
        Some(found) => &rest[..found.range.start],
        None => rest,
    };
    let rest = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let words: Vec<&str> = WORD.find_iter(rest).map(|word| word.as_str()).collect();
    let first = words.first()?;
    // "By Thursday 40 trains had …": a sentence, not a name.
    if words.len() > 16 || !first.starts_with(char::is_uppercase) || WEEKDAY_WORD.is_match(first) || moment_word(first)
    {
        return None;
    }
    let named =
        words.iter().all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(word) || word.contains('@'));
    named.then(|| {
        let end = rest.find(['|', ',', ';', '(']).unwrap_or(rest.len());
        let name = rest[..end].trim();
        // A weekday or place behind the name belongs to the time line.
        name.trim_end_matches(')').trim()
    })
}

fn moment_word(word: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^(?:{MONTH}|\d.*)$")));
    WORDS.is_match(word)
}

/// The time that a line states, if the line is there for that.
pub fn time_line(line: &str, around: &str) -> Option<Found> {
    if line.chars().count() > 160 {
        return None;
    }
    let found = moment::in_line(line, around)?;
    let rest = [&line[..found.range.start], &line[found.range.end..]];
    let words: Vec<&str> = rest.iter().flat_map(|part| WORD.find_iter(part)).map(|word| word.as_str()).collect();
    if words.len() > 14 || line.trim_end().ends_with(['!', '?']) {
        return None;
    }
    let fitting = |word: &&str| {
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            || word.chars().all(|c| c.is_ascii_digit())
            || SMALL.contains(&lower.as_str())
            || TIME_LABELS.contains(&lower.as_str())
    };
    // "On May 4, 2023" alone is the start of a sentence, not a time line.
    let opens_sentence =
        words.first().is_some_and(|word| matches!(*word, "On" | "In" | "At" | "Since" | "Until" | "From"));
    (words.iter().all(fitting) && !opens_sentence).then_some(found)
}

/// Whether a short line may be the name of an outlet or agency, as picture credits and mastheads are.
pub fn is_press_name(line: &str) -> bool {
    let line =
        line.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '*' | '_' | '=' | '/') || c.is_whitespace());
    if AGENCIES.contains(&line) {
        return true;
    }
    let words: Vec<&str> = WORD.find_iter(line).map(|word| word.as_str()).collect();
    (1..=6).contains(&words.len())
        && !line.ends_with(['.', '!', '?', ':'])
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(word))
        && has_press_word(line)
}

pub fn has_press_word(line: &str) -> bool {
    WORD.find_iter(line).any(|word| PRESS.contains(&word.as_str().to_lowercase().as_str()))
}

/// The outlet that a masthead line names: "Evening Lantern, late edition", "Harbour Radio - news for the coast".
pub fn masthead(line: &str) -> Option<&str> {
    if line.chars().count() > 70 || line.ends_with(['.', '!', '?']) || !has_press_word(line) {
        return None;
    }
    let end =
        [" - ", " – ", " — ", " | ", ", ", ": "].iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
    let name = line[..end].trim();
    let words: Vec<&str> = WORD.find_iter(name).map(|word| word.as_str()).collect();
    let capitals = words.iter().all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(word));
    (capitals && (1..=5).contains(&words.len()) && !name.contains(|c: char| c.is_ascii_digit())).then_some(name)
}

/// The name in a copyright notice: "[Copyright The Evening Lantern, Ltd.]".
pub fn copyright_name(text: &str) -> Option<String> {
    let name = COPYRIGHT_NAME.captures(text)?.name("name")?.as_str();
    let name = name.split([',', ';']).next()?.trim();
    let name = name.trim_end_matches("All rights reserved").trim();
    let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name).trim();
    let capital = name.starts_with(char::is_uppercase);
    (capital && name.chars().count() <= 60 && name.split_whitespace().count() <= 6).then(|| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        assert_eq!(byline("By Ada Quill"), Some("Ada Quill"));
        assert_eq!(byline("By Ada Quill and Bo Reed"), Some("Ada Quill and Bo Reed"));
        assert_eq!(byline("By Ada Quill, in Gdynia"), Some("Ada Quill"));
        assert_eq!(byline("Edited by: Ada Quill"), Some("Ada Quill"));
        assert_eq!(byline("By Ada Quill | Gdynia | Sunday, May 5, 2019 | 22:48 CET"), Some("Ada Quill"));
        for sentence in [
            "By Thursday 40 trains had been cancelled.",
            "By noon the Gdynia ferry was full",
            "By the way, the pier is open again.",
            "By May 2019 Ada Quill had left",
        ] {
            assert_eq!(byline(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn time_lines() {
        assert!(time_line("Posted by Ada, Tuesday 27 May 2019, 19:45 BST", "").is_some());
        assert!(time_line("Gdynia, 27 May 2019", "").is_some());
        assert!(time_line("The ferry sank on May 4, 2019 off Gdynia.", "").is_none());
        assert!(time_line("On May 4, 2019", "").is_none());
    }

    #[test]
    fn headers_of_lists() {
        for header in [
            "\"World\" POPULAR ARTICLE",
            "Most read",
            "PIER ACCESS RANKING",
            "Read next",
            "Also on the wire",
            "Sources",
            "Related stories:",
        ] {
            assert!(is_list_header(header), "{header}");
        }
        for other in [
            "Sources say the pier is closed",
            "The most read book of the year was about piers",
            "Rankings matter little to Reed",
        ] {
            assert!(!is_list_header(other), "{other}");
        }
    }

    #[test]
    fn names() {
        assert_eq!(masthead("Harbour Radio, evening bulletin"), Some("Harbour Radio"));
        assert_eq!(masthead("Pier Voices - a blog by sailors"), Some("Pier Voices"));
        assert_eq!(masthead("Ferry sinks off Gdynia, press says"), None);
        assert!(is_press_name("The Pier Times") && is_press_name("Reuters") && !is_press_name("Ferry sinks"));
        assert_eq!(copyright_name("[Copyright The Pier Press, Ltd.]").as_deref(), Some("Pier Press"));
        assert_eq!(
            copyright_name("© 2019 Pier Media Group. All rights reserved.").as_deref(),
            Some("Pier Media Group")
        );
        assert_eq!(age("a day ago"), Some(Age::Days(1)));
        assert_eq!(age("14 hours ago"), Some(Age::Hours(14)));
        assert_eq!(age("years ago"), None);
    }
}
