//! How grave a finding or problem is: by its verdict, or as a project has set it for the code.
//!
//! What belongs here: the levels and who has which. What does not: what a level looks like in a format.

use super::row::Problem;
use crate::judge::codes;
use crate::model::{Finding, Verdict};
use std::collections::BTreeMap;

/// How grave a row is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

    pub fn of(verdict: Verdict) -> Level {
        match verdict {
            Verdict::Contradiction => Level::Error,
            Verdict::Update => Level::Warning,
            Verdict::Variant | Verdict::Agreement | Verdict::Distinct => Level::Note,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }

    pub fn named(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// The level of a code where no project has set it otherwise.
pub fn usual(code: &str) -> Level {
    match code.as_bytes().first() {
        Some(b'C' | b'W' | b'O') => Level::Error,
        Some(b'Q') if code == "Q303" => Level::Note,
        Some(b'Q') => Level::Error,
        Some(b'P') if is_fixed(code) => Level::Error,
        Some(b'P') if matches!(code, "P916" | "P917") => Level::Note,
        Some(b'V' | b'S' | b'P') => Level::Warning,
        _ => Level::Note,
    }
}

/// Whether a code tells that input could not be read: that ends with exit code 2, whatever a project sets.
pub fn is_fixed(code: &str) -> bool {
    code.starts_with("P90")
}

/// The levels that a project has set by code; `None` is a code that is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<&'static str, Option<Level>>);

impl Severities {
    /// Sets the level of a code, or leaves it out with `None`; false where there is no such code, or none that can be set.
    pub fn set(&mut self, code: &str, level: Option<Level>) -> bool {
        let Some(page) = codes::lookup(code).filter(|page| !is_fixed(page.code)) else { return false };
        self.0.insert(page.code, level);
        true
    }

    /// What was set, by code.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, Option<Level>)> {
        self.0.iter().map(|(code, level)| (*code, *level))
    }

    /// Whether findings and problems of this code are to be told.
    pub fn shows(&self, code: &str) -> bool {
        self.0.get(code) != Some(&None)
    }

    fn told(&self, code: &str) -> Option<Level> {
        self.0.get(code).copied().flatten()
    }

    pub fn of_finding(&self, finding: &Finding) -> Level {
        self.told(&finding.code).unwrap_or(Level::of(finding.verdict))
    }

    pub fn of_problem(&self, problem: &Problem) -> Level {
        if problem.error { Level::Error } else { self.told(&problem.code).unwrap_or(usual(&problem.code)) }
    }

    /// What a finding counts as against the fail level: agreements, and what is no conflict, count only where they are set.
    pub fn weight(&self, finding: &Finding) -> Option<Level> {
        match finding.verdict {
            Verdict::Agreement | Verdict::Distinct => self.told(&finding.code),
            _ => Some(self.of_finding(finding)),
        }
    }

    /// The same for a problem with the input, which fails nothing unless it is set. What cannot be read ends the run
    /// with 2 and has no say here.
    pub fn weight_of_problem(&self, problem: &Problem) -> Option<Level> {
        self.told(&problem.code).filter(|_| !problem.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribute, Scope};

    const VERDICTS: [Verdict; 5] =
        [Verdict::Contradiction, Verdict::Update, Verdict::Variant, Verdict::Agreement, Verdict::Distinct];

    #[test]
    fn a_code_is_as_grave_as_its_verdict() {
        for verdict in VERDICTS {
            for scope in [Scope::Across, Scope::Within] {
                for attribute in [Attribute::Date, Attribute::Quote, Attribute::Order, Attribute::Count] {
                    let code = codes::code_for(verdict, scope, attribute);
                    assert_eq!(usual(code), Level::of(verdict), "{code}");
                }
            }
        }
        assert_eq!((usual("P901"), usual("P913"), usual("S001")), (Level::Error, Level::Warning, Level::Warning));
    }

    #[test]
    fn what_is_set_counts() {
        let mut set = Severities::default();
        assert!(set.set("c103", Some(Level::Note)) && set.set("P911", Some(Level::Error)) && set.set("D601", None));
        assert!(!set.set("C199", None) && !set.set("P901", None));
        assert!(!set.shows("D601") && set.shows("C103") && set.shows("A501"));
        let problem = |code: &str, error| Problem {
            code: code.into(),
            error,
            path: "a.txt".into(),
            line: None,
            message: "x".into(),
            hint: None,
        };
        assert_eq!(set.of_problem(&problem("P911", false)), Level::Error);
        assert_eq!(set.weight_of_problem(&problem("P911", false)), Some(Level::Error));
        assert_eq!(set.weight_of_problem(&problem("P910", false)), None);
        assert_eq!(set.weight_of_problem(&problem("P906", true)), None);
    }
}
