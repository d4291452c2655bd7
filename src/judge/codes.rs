//! The registry of finding codes: what each means, why it matters, an example, and what to do.
//!
//! What belongs here: one constant table and look-ups in it. What does not: deciding which code a pair of claims earns
//! beyond verdict, scope and attribute. Codes are opaque and never used again for another meaning.

use crate::model::{Attribute, Scope, Verdict};

/// The page of one finding code.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `C101`.
    pub code: &'static str,
    /// A short name in words and hyphens, for tools that show names instead of codes.
    pub name: &'static str,
    /// One line.
    pub title: &'static str,
    /// What it says.
    pub what: &'static str,
    /// Why an editor should care.
    pub why: &'static str,
    /// An invented example.
    pub example: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

/// The page of a code, in any case of letters.
pub fn lookup(code: &str) -> Option<&'static Code> {
    CODES.iter().find(|entry| entry.code.eq_ignore_ascii_case(code))
}

/// The nearest known code, for "did you mean".
pub fn nearest(code: &str) -> Option<&'static str> {
    let asked = code.to_ascii_uppercase();
    CODES
        .iter()
        .map(|entry| (strsim::damerau_levenshtein(entry.code, &asked), entry.code))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, code)| code)
}

/// The code of a finding that has no more special one (arithmetic, versions, speakers and the like are given by their judges).
pub fn code_for(verdict: Verdict, scope: Scope, attribute: Attribute) -> &'static str {
    match (verdict, scope) {
        (Verdict::Agreement, _) => "A501",
        (Verdict::Distinct, _) => "D601",
        (Verdict::Variant, _) => "Q303",
        (Verdict::Update, _) => "V203",
        (Verdict::Contradiction, Scope::Within) => match attribute {
            Attribute::Order => "W106",
            _ => "W105",
        },
        (Verdict::Contradiction, Scope::Across) => match attribute {
            Attribute::Date => "C101",
            Attribute::Time => "C102",
            Attribute::Duration => "C103",
            Attribute::Place => "C104",
            Attribute::Participant => "C105",
            Attribute::Money => "C106",
            Attribute::Percent => "C107",
            Attribute::Count => "C108",
            Attribute::Measure => "C109",
            Attribute::Name => "C110",
            Attribute::Status => "C111",
            Attribute::Quote => "Q301",
            Attribute::Order => "O401",
        },
    }
}

const CHECK_BOTH: &str = "Open both articles at the marked words. Find out which value the source gave; correct the other, or say in the text \
                          that accounts differ. If both are right of different things, record it: corroborate decide ID --as false-positive \
                          --reason TEXT.";
const CHECK_ONE: &str = "Look at the marked words of the one article: at least one of them must be wrong. Mend it, or say which figure is \
                         an estimate or of another day.";
const READ_AGAIN: &str = "Mend the file and run the command again; the other files were done.";

/// All codes, in order.
pub const CODES: &[Code] = &[
    Code {
        code: "C101",
        name: "date-differs",
        title: "Two articles put one event on different dates",
        what: "Two or more articles tell of the same event, and the days they give have no day in common.",
        why: "A wrong date moves an event before or after others and spreads with every retelling.",
        example: "Harbour Gazette: \"The bridge reopened on May 4.\"  Inland Post: \"The bridge, which reopened on May 6, …\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C102",
        name: "time-differs",
        title: "Two articles give different times of day for one event",
        what: "The times of day that two articles give for one event have no minute in common, time zones taken into account.",
        why: "Times decide who knew what when; a frequent cause is a time zone that was not converted.",
        example: "Harbour Gazette: \"The alarm came at 7:40 a.m.\"  Inland Post: \"Crews were called at 8:15 a.m.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C103",
        name: "duration-differs",
        title: "Two articles give different lengths for one event",
        what: "Two articles say how long one event lasted, and both cannot be true even as rounded figures.",
        why: "The length of a call, a hearing or an outage is often read as its weight.",
        example: "Harbour Gazette: \"a 25-minute phone call\"  Inland Post: \"The two spoke for about 40 minutes.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C104",
        name: "place-differs",
        title: "Two articles put one event in different places",
        what: "Two articles name places for one event, and neither place lies inside the other.",
        why: "A wrong place can mean a mix-up of two events.",
        example: "Harbour Gazette: \"The talks were held in Oslo.\"  Inland Post: \"… after the talks in Bergen.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C105",
        name: "participant-differs",
        title: "Two articles name different people or bodies in one role",
        what: "In one event and one role, such as who called or who signed, two articles name different participants.",
        why: "Who did something is the heart of the news, and a wrong name can defame.",
        example: "Harbour Gazette: \"Mayor Lund signed the deal.\"  Inland Post: \"The deal was signed by Deputy Mayor Ravn.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C106",
        name: "money-differs",
        title: "Two articles give different sums of money",
        what: "Two sums in the same currency, of the same thing and period, that cannot be one sum even when rounded.",
        why: "Slips of a decimal point or of million against billion are common and costly.",
        example: "Harbour Gazette: \"The port will cost $4.2 billion.\"  Inland Post: \"… the $4.2 million port\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C107",
        name: "percent-differs",
        title: "Two articles give different percentages",
        what: "Two shares or rates of change of the same thing and period that cannot be one figure even when rounded.",
        why: "Percent and percentage points, or another base year, are often mixed up.",
        example: "Harbour Gazette: \"Rents rose 3.4 percent last year.\"  Inland Post: \"Rents went up by 4.3% last year.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C108",
        name: "count-differs",
        title: "Two articles count differently",
        what: "Two counts of the same people or things as of the same time that cannot both be true. A later, higher toll is an update.",
        why: "Tolls, votes and headcounts are what readers remember.",
        example: "Harbour Gazette: \"Six dock workers were hurt.\"  Inland Post: \"Nine dock workers were injured.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C109",
        name: "measure-differs",
        title: "Two articles measure one thing differently",
        what: "Two measurements of one thing, converted to one unit, that cannot both be true even as rounded figures.",
        why: "A wrong unit or conversion changes the story: kilometres against miles, tons against tonnes.",
        example: "Harbour Gazette: \"The slick is 12 kilometers long.\"  Inland Post: \"a slick 12 miles long\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C110",
        name: "name-differs",
        title: "Two articles call one person or thing by different names",
        what: "The same person, body or thing bears names that are no spellings or short forms of one name.",
        why: "A wrong name is the error that readers report most, and the one that harms people most.",
        example: "Harbour Gazette: \"Captain Ida Holm, master of the ferry\"  Inland Post: \"the ferry's master, Captain Eva Holm\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C111",
        name: "status-differs",
        title: "Two articles disagree whether something happened",
        what: "One article says that something happened or holds, another that it did not, of the same event at the same time.",
        why: "One of the two tells its readers the opposite of what is so.",
        example: "Harbour Gazette: \"The council approved the plan.\"  Inland Post: \"The council rejected the plan.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "C112",
        name: "arithmetic-across",
        title: "Figures of two articles do not add up",
        what: "Parts, totals, changes or shares given by different articles of the same thing cannot all be true together.",
        why: "Each figure may look right alone; together they show that one is wrong.",
        example: "Harbour Gazette: \"420 votes for, 80 against\"  Inland Post: \"All 540 votes were cast for or against.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "W101",
        name: "weekday-date",
        title: "A weekday is not the weekday of its date",
        what: "One article names a weekday together with a date, and that date falls on another weekday.",
        why: "One of the two is wrong, and readers may come on the wrong day.",
        example: "\"The hearing is on Tuesday, June 11, 2025.\" (June 11, 2025 is a Wednesday.)",
        advice: CHECK_ONE,
    },
    Code {
        code: "W102",
        name: "sum",
        title: "Parts and total of one article do not add up",
        what: "An article gives parts and their total, or two figures and their difference, and they do not add up even as rounded figures.",
        why: "Readers who add up lose trust; a part may be missing.",
        example: "\"Eleven people were hurt: four passengers, three crew and two bystanders.\"",
        advice: CHECK_ONE,
    },
    Code {
        code: "W103",
        name: "percentage",
        title: "A percentage does not fit the figures beside it",
        what: "An article gives a figure before and after, or a part and a whole, with a percentage that does not follow from them.",
        why: "Wrong base or direction of change is a common slip.",
        example: "\"Sales rose 50 percent, from 80 to 100 boats.\"",
        advice: CHECK_ONE,
    },
    Code {
        code: "W104",
        name: "anniversary",
        title: "An anniversary or age does not fit its dates",
        what: "An article gives an anniversary, an age or a number of years together with the dates, and they do not fit.",
        why: "One of the dates or the number is wrong.",
        example: "\"The school, founded in 1985, marks its 30th anniversary in 2025.\"",
        advice: CHECK_ONE,
    },
    Code {
        code: "W105",
        name: "contradicts-itself",
        title: "One article gives two values for one thing",
        what: "Within one article, headline and text or two sentences give values that cannot both be true of the same thing.",
        why: "Often the headline was written for an earlier version.",
        example: "Headline: \"Storm cuts power to 4,000 homes\"  Text: \"… about 7,000 homes are without power.\"",
        advice: CHECK_ONE,
    },
    Code {
        code: "W106",
        name: "order-within",
        title: "One article tells events in an order that cannot be",
        what: "The befores and afters of one article, with its dates, cannot all be true.",
        why: "One event is misplaced.",
        example: "\"She resigned on March 3, two days after the vote of March 5.\"",
        advice: CHECK_ONE,
    },
    Code {
        code: "V201",
        name: "silent-edit",
        title: "A newer version of an article changed a value without saying so",
        what: "Two versions of one article differ in a claim, and the newer one declares no correction.",
        why: "Readers and other outlets may still rely on the older value.",
        example: "First version: \"12 boats sank\"  Second version: \"21 boats sank\", with no note.",
        advice: "Add a correction note, or put the old value back.",
    },
    Code {
        code: "V202",
        name: "declared-edit",
        title: "A newer version of an article corrects a value and says so",
        what: "Two versions of one article differ in a claim, and the newer one declares it.",
        why: "What was taken over from the older version should be corrected as well.",
        example: "\"Correction: an earlier version said that 12 boats sank. It was 21.\"",
        advice: "Look for the old value in articles that were based on the older version.",
    },
    Code {
        code: "V203",
        name: "newer-value",
        title: "A later article rightly has a newer value",
        what: "The value changed with time, or what was planned has happened: a toll rose, a date was moved, a plan became a fact. \
               The later article is another outlet's, or a newer version of the same article that bears a new update time or was \
               written anew at this place.",
        why: "It is no error, but articles with the older value are out of date.",
        example: "Monday: \"at least six dead\"  Wednesday: \"the toll rose to nine\"",
        advice: "Update articles that are still being read.",
    },
    Code {
        code: "Q301",
        name: "quote-differs",
        title: "Two articles quote one remark with different content",
        what: "Two articles give the words of one speaker on one occasion, and the words differ in what they say.",
        why: "A quotation is a promise of exact words.",
        example: "Harbour Gazette: \"We will not pay,\" Lund said.  Inland Post: \"We will pay,\" Lund said.",
        advice: "Listen to the recording or read the transcript, and give the exact words.",
    },
    Code {
        code: "Q302",
        name: "speaker-differs",
        title: "Two articles put one remark into different mouths",
        what: "The same words are attributed to different speakers.",
        why: "A wrong attribution can be a false statement about a person.",
        example: "Harbour Gazette: \"It was luck,\" said the pilot.  Inland Post: \"It was luck,\" the harbour master said.",
        advice: "Find out who said it, and correct the other article.",
    },
    Code {
        code: "Q303",
        name: "quote-variant",
        title: "One remark in different words, content unchanged",
        what: "Two articles quote one remark in different words, as translations and shortened quotations do, and the content is the same.",
        why: "It is no error, but the words between the quotation marks are not the same.",
        example: "Harbour Gazette: \"We must act fast.\"  Inland Post: \"We have to act quickly.\"",
        advice: "Nothing to do, unless the exact words matter.",
    },
    Code {
        code: "O401",
        name: "order-differs",
        title: "Two articles tell two events in opposite order",
        what: "One article has A before B, another B before A.",
        why: "Order is read as cause and as rank.",
        example: "Harbour Gazette: \"He called Oslo before Bergen.\"  Inland Post: \"His first call went to Bergen, then Oslo.\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "O402",
        name: "order-against-dates",
        title: "An order that some articles tell does not fit the dates of others",
        what: "What comes before what, as some articles say, and the dates that others give cannot all be true.",
        why: "The set shown is the smallest that cannot all be true: at least one of these claims is wrong.",
        example: "Harbour Gazette: \"The raid followed the vote.\"  Inland Post: \"the raid of May 2\", \"the vote of May 5\"",
        advice: CHECK_BOTH,
    },
    Code {
        code: "A501",
        name: "agreement",
        title: "Two or more articles agree",
        what: "Two or more articles give equal or compatible values for one thing. Copies of one article count once.",
        why: "Independent agreement makes a value more trustworthy; mere copies do not.",
        example: "Harbour Gazette: \"a 25-minute call\"  Inland Post: \"The call lasted about 25 minutes.\"",
        advice: "Nothing to do.",
    },
    Code {
        code: "D601",
        name: "distinct",
        title: "Looks like a conflict, but is about two events",
        what: "The values differ, but the articles speak of two events or two measured things; the steps say what kept them apart.",
        why: "It shows that the difference was seen, and why it is no contradiction.",
        example: "Harbour Gazette: \"the June meeting in Oslo\"  Inland Post: \"their second meeting, in August\"",
        advice: "Nothing to do. If it is one event after all, tell us by corroborate decide.",
    },
    Code {
        code: "S001",
        name: "decision-unused",
        title: "A decision no longer fits any finding",
        what: "decisions.toml holds a decision whose fingerprint none of the findings has.",
        why: "Old decisions hide new errors if they are kept for no reason.",
        example: "A finding was accepted in May; the article was corrected in June.",
        advice: "Take it out of decisions.toml.",
    },
    Code {
        code: "S002",
        name: "decision-expired",
        title: "A decision has run out",
        what: "The last day of a decision (`until`) lies before the newest article.",
        why: "It was meant to be looked at again.",
        example: "until = 2025-06-30, and an article of July 2 is on file.",
        advice: "Decide anew, or take it out of decisions.toml.",
    },
    Code {
        code: "S003",
        name: "baseline-unused",
        title: "An entry of the baseline no longer fits any finding",
        what: "The baseline holds a finding that no longer occurs: its articles were corrected or taken out, or its values changed.",
        why: "A baseline only shrinks. An entry that is kept for no reason would hide the same error if it came back.",
        example: "The baseline holds that two outlets gave 25 and 40 minutes; since then, one of them has corrected its article.",
        advice: "Take it out: corroborate baseline prune.",
    },
    Code {
        code: "P901",
        name: "cannot-read",
        title: "A file cannot be read",
        what: "The path does not exist, or the file or folder cannot be opened.",
        why: "What is in it was not compared.",
        example: "corroborate check seedz",
        advice: READ_AGAIN,
    },
    Code {
        code: "P902",
        name: "no-text",
        title: "A file holds bytes that are no text",
        what: "The file is binary, or its character encoding cannot be made out.",
        why: "What is in it was not compared.",
        example: "a photo among the seeds",
        advice: "Save it as UTF-8 text, or keep it out of the folder.",
    },
    Code {
        code: "P903",
        name: "empty",
        title: "A file is empty or holds no article",
        what: "There is no text in the file that could be an article.",
        why: "What was meant to be in it was not compared.",
        example: "a file of 0 bytes after a broken download",
        advice: READ_AGAIN,
    },
    Code {
        code: "P904",
        name: "too-large",
        title: "A file is larger than any article",
        what: "The file is over the size limit and was not read.",
        why: "It is most likely no article; reading it would cost memory and time.",
        example: "a database dump among the seeds",
        advice: "Split it, or keep it out of the folder.",
    },
    Code {
        code: "P905",
        name: "front-matter",
        title: "The front matter or manifest is broken",
        what: "What stands between the --- lines, or in seeds.toml, cannot be parsed or has a key that is not known.",
        why: "Outlet and publish time would be guesses.",
        example: "published 2025-06-04   (the colon is missing)",
        advice: READ_AGAIN,
    },
    Code {
        code: "P906",
        name: "bad-date",
        title: "A date does not exist or cannot be read",
        what: "A publish or update time is not ISO 8601 or names a day that the calendar does not have.",
        why: "Relative dates of the article cannot be worked out.",
        example: "published: 2025-02-30",
        advice: READ_AGAIN,
    },
    Code {
        code: "P907",
        name: "bad-markup",
        title: "JSON or HTML that cannot be parsed",
        what: "The file looks like JSON, JSONL or HTML, but is not well formed.",
        why: "What is in it was not compared.",
        example: "a JSON file that ends in the middle",
        advice: READ_AGAIN,
    },
    Code {
        code: "P910",
        name: "no-outlet",
        title: "The outlet of an article is not known",
        what: "Neither the article nor seeds.toml says which outlet it is of.",
        why: "Independent sources cannot be counted.",
        example: "a text without byline, dateline or copyright line",
        advice: "Add `outlet:` to its front matter, or name it in seeds.toml.",
    },
    Code {
        code: "P911",
        name: "no-publish-time",
        title: "The publish time of an article is not known",
        what: "The article has no publish time, and none could be inferred.",
        why: "\"Yesterday\" and \"on Tuesday\" cannot be placed, so they cannot be compared.",
        example: "a text that begins with its first sentence",
        advice: "Add `published:` to its front matter, or name it in seeds.toml.",
    },
    Code {
        code: "P912",
        name: "language",
        title: "An article is not in English",
        what: "The rules read English; this article seems to be in another language.",
        why: "Few or no claims were read from it.",
        example: "language: de",
        advice: "Add a translation, named as such, or leave it out.",
    },
    Code {
        code: "P913",
        name: "no-claims",
        title: "No claim was read from an article",
        what: "The article was read, but no checkable statement was found in it.",
        why: "It cannot agree with or contradict anything.",
        example: "an opinion piece without figures, names or dates",
        advice: "Nothing to do, if that is what the article is like.",
    },
    Code {
        code: "P914",
        name: "duplicate",
        title: "An article is on file already",
        what: "Its outlet, title and text are those of an article that is on file.",
        why: "Adding it changes nothing.",
        example: "the same file under two names",
        advice: "Take one of them out.",
    },
    Code {
        code: "P915",
        name: "encoding",
        title: "The character encoding of a file was guessed",
        what: "The file is not clean UTF-8; its encoding was made out from its bytes, and no claim is sure to be spelled right.",
        why: "A wrong guess spoils names with accents and signs such as €, so that they match nothing.",
        example: "a text saved as windows-1252, with a name such as “Løvås”",
        advice: "Save the file as UTF-8, and look at the names in it.",
    },
    Code {
        code: "P916",
        name: "version",
        title: "An article is a version of one that is on file",
        what: "Outlet and address, or outlet, title and most of the text, are those of an article on file. Only the newest version \
               counts across outlets; what was changed is told by V201 to V203.",
        why: "Whoever adds it as a new article should know that it is none.",
        example: "harbour.txt of 9:00 and harbour-2.txt of 14:00, of one outlet and with one address",
        advice: "Nothing to do. corroborate diff OLD NEW shows what was changed.",
    },
    Code {
        code: "P917",
        name: "copy",
        title: "An article is a copy of one of another outlet",
        what: "Nearly all of its text is that of another outlet's article: one of the two took it over, or both took it from an agency.",
        why: "A copy is kept, but it counts as no independent source.",
        example: "Two outlets print one agency report under their own names.",
        advice: "Nothing to do. If it is no copy, name the outlet that wrote it in the front matter.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    const ATTRIBUTES: [Attribute; 13] = [
        Attribute::Date,
        Attribute::Time,
        Attribute::Duration,
        Attribute::Place,
        Attribute::Participant,
        Attribute::Money,
        Attribute::Percent,
        Attribute::Count,
        Attribute::Measure,
        Attribute::Order,
        Attribute::Quote,
        Attribute::Name,
        Attribute::Status,
    ];

    #[test]
    fn codes_and_names_are_unique_and_well_formed() {
        let mut names: Vec<_> = CODES.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
        let mut codes: Vec<_> = CODES.iter().map(|entry| entry.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CODES.len());
        for entry in CODES {
            assert!(entry.code.len() == 4 && entry.code[1..].bytes().all(|b| b.is_ascii_digit()), "{}", entry.code);
            for text in [entry.title, entry.what, entry.why, entry.example, entry.advice] {
                assert!(text.len() > 5 && !text.contains("  \n"), "{}", entry.code);
            }
            assert!(!entry.title.ends_with('.'), "{}", entry.code);
        }
    }

    #[test]
    fn every_finding_has_a_page() {
        for verdict in
            [Verdict::Contradiction, Verdict::Update, Verdict::Variant, Verdict::Agreement, Verdict::Distinct]
        {
            for scope in [Scope::Across, Scope::Within] {
                for attribute in ATTRIBUTES {
                    assert!(lookup(code_for(verdict, scope, attribute)).is_some());
                }
            }
        }
    }

    #[test]
    fn finds_and_suggests() {
        assert_eq!(lookup("c103").map(|entry| entry.code), Some("C103"));
        assert!(lookup("C199").is_none());
        assert!(nearest("c113").is_some());
        assert!(nearest("hello").is_none());
    }
}
