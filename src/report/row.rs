//! Findings and problems as rows with places: what the formats for tools and terminals have in common.

pub use super::severity::Level;
use super::{Shown, plain};
use crate::judge::codes;
use crate::model::{Claim, Document, Finding, Scope, Verdict};

/// Something about an input file that the user should mend or know.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// P901 to P917, or S001 to S003.
    pub code: String,
    /// Whether it kept something from being read; else it is only worth knowing.
    pub error: bool,
    pub path: String,
    pub line: Option<usize>,
    pub message: String,
    pub hint: Option<String>,
}

/// Where in a file; lines and columns count from 1, columns in characters and in bytes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Where {
    pub line: usize,
    pub column: usize,
    pub byte_column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub end_byte_column: usize,
}

/// The words of one claim, and where they stand.
#[derive(Clone, Debug)]
pub struct Place<'r> {
    pub claim: &'r Claim,
    pub document: &'r Document,
    /// `None` where the text is not in the file as such.
    pub at: Option<Where>,
    /// Which side of the finding it belongs to, from 0.
    pub side: usize,
}

impl Place<'_> {
    /// "Harbour Gazette, 2025-06-04".
    pub fn source(&self) -> String {
        source(self.document)
    }

    /// `Harbour Gazette, 4 June 2025: “25-minute”`, for people.
    pub fn told(&self) -> String {
        format!("{}: “{}”", self.source_day(), self.claim.quote)
    }

    /// "Harbour Gazette, 4 June 2025", for people.
    pub fn source_day(&self) -> String {
        let time = self.document.article.published.as_ref().map_or(String::new(), |known| {
            let moment = known.value.canonical();
            format!(", {}", plain::plain(moment.split('T').next().unwrap_or(&moment)))
        });
        format!("{}{time}", self.document.article.source_name())
    }

    /// `Harbour Gazette, 2025-06-04: “25-minute”`.
    pub fn label(&self) -> String {
        format!("{}: “{}”", self.source(), self.claim.quote)
    }
}

/// An outlet with its publish time, as far as they are known.
pub fn source(document: &Document) -> String {
    match &document.article.published {
        Some(published) => format!("{}, {}", document.article.source_name(), published.value.canonical()),
        None => document.article.source_name(),
    }
}

/// A finding or a problem, ready to be shown.
#[derive(Clone, Debug)]
pub struct Row<'r> {
    pub code: &'r str,
    pub level: Level,
    pub message: String,
    pub hint: Option<String>,
    pub path: Option<&'r str>,
    pub at: Option<Where>,
    pub finding: Option<&'r Finding>,
    /// The words that the row is about, one a document and side; the first is where it is shown.
    pub places: Vec<Place<'r>>,
    pub fingerprint: String,
}

/// The word for a verdict in its scope.
pub fn verdict_word(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.scope) {
        (Verdict::Contradiction, Scope::Across) => "contradiction",
        (Verdict::Contradiction, Scope::Within) => "inconsistency",
        (Verdict::Update, _) => "update",
        (Verdict::Variant, _) => "variant",
        (Verdict::Agreement, _) => "agreement",
        (Verdict::Distinct, _) => "distinct",
    }
}

/// All rows: problems with the input, then the findings, worst first.
pub fn rows<'r>(shown: &Shown<'r>) -> Vec<Row<'r>> {
    let mut rows: Vec<Row<'r>> = shown.problems.iter().map(|problem| problem_row(shown, problem)).collect();
    rows.extend(sorted_findings(shown).into_iter().map(|finding| finding_row(shown, finding)));
    rows
}

/// The findings, worst first; of equals by verdict, scope, code and place.
pub fn sorted_findings<'r>(shown: &Shown<'r>) -> Vec<&'r Finding> {
    let mut findings: Vec<&Finding> = shown.report.findings.iter().collect();
    findings.sort_by_cached_key(|finding| {
        let first = places(shown, finding).into_iter().next();
        let place = first.map(|place| (place.claim.path.clone(), place.claim.start, place.claim.end));
        let within = finding.scope == Scope::Within;
        (shown.level(finding), finding.verdict, within, finding.code.clone(), place, finding.id.clone())
    });
    findings
}

fn problem_row<'r>(shown: &Shown<'r>, problem: &'r Problem) -> Row<'r> {
    let at = problem.line.map(|line| Where {
        line,
        column: 1,
        byte_column: 1,
        end_line: line,
        end_column: 1,
        end_byte_column: 1,
    });
    let seed = format!("{}\n{}\n{}", problem.code, problem.path, problem.message);
    Row {
        code: &problem.code,
        level: shown.severities.of_problem(problem),
        message: problem.message.clone(),
        hint: problem.hint.clone(),
        path: Some(&problem.path),
        at,
        finding: None,
        places: Vec::new(),
        fingerprint: blake3::hash(seed.as_bytes()).to_hex()[..16].to_string(),
    }
}

/// One finding as a row.
pub fn finding_row<'r>(shown: &Shown<'r>, finding: &'r Finding) -> Row<'r> {
    let places = places(shown, finding);
    Row {
        code: &finding.code,
        level: shown.level(finding),
        message: finding.summary.clone(),
        hint: None,
        path: places.first().map(|place| place.claim.path.as_str()),
        at: places.first().and_then(|place| place.at),
        finding: Some(finding),
        places,
        fingerprint: finding.fingerprint.clone(),
    }
}

/// The words of a finding, one place a document and side, by sides; a place in a new file comes first.
pub fn places<'r>(shown: &Shown<'r>, finding: &Finding) -> Vec<Place<'r>> {
    let mut places: Vec<Place<'r>> = Vec::new();
    for (side, held) in finding.sides.iter().enumerate() {
        for id in &held.claims {
            let Some(claim) = shown.claim(id) else { continue };
            let Some(document) = shown.document(&claim.document) else { continue };
            let told = places.iter().any(|place| place.side == side && place.document.id == document.id);
            // Within one article every claim of a side counts: it is one article's words against its own.
            if !told || finding.scope == Scope::Within {
                places.push(Place { claim, document, at: locate(claim, document), side });
            }
        }
    }
    if let Some(focus) = shown.focus
        && let Some(first) = places.iter().position(|place| focus.contains(&place.document.id))
    {
        places[..=first].rotate_right(1);
    }
    places
}

/// What a side of a finding says, for people.
pub fn side_value(places: &[Place<'_>], side: usize, canonical: &str) -> String {
    match places.iter().find(|place| place.side == side) {
        Some(place) => plain::spoken(place.claim.attribute, canonical, &place.claim.quote),
        None => plain::plain(canonical),
    }
}

/// Lines and columns of a claim's words in its file.
fn locate(claim: &Claim, document: &Document) -> Option<Where> {
    if !document.article.verbatim || claim.line.is_none() {
        return None;
    }
    let text = &document.article.text;
    let end = end_of(text, claim.span.end);
    let (line, column, byte_column) = position(document, claim.span.start)?;
    let (end_line, end_column, end_byte_column) = position(document, end)?;
    Some(Where { line, column, byte_column, end_line, end_column, end_byte_column })
}

fn end_of(text: &str, end: usize) -> usize {
    end.min(text.len())
}

fn position(document: &Document, at: usize) -> Option<(usize, usize, usize)> {
    let before = document.article.text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = document.article.first_line + before.bytes().filter(|byte| *byte == b'\n').count();
    Some((line, before[start..].chars().count() + 1, before.len() - start + 1))
}

/// The one-line title of a code, or the code itself where it has no page.
pub fn title(code: &str) -> &str {
    codes::lookup(code).map_or(code, |entry| entry.title)
}
