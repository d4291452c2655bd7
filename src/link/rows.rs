//! The comparison of two claims' frames, row by row: what agrees, what is unknown, what conflicts.
//!
//! The value itself is never looked at here, so that the score says whether two claims are about one thing, and the values
//! can be judged afterwards without having had a say in the match (leave one out).

use super::bag::{Entry, Meetings, Overlap, Rings, meetings};
use super::lexis::Lexis;
use crate::claim::frame::{Frame, Nearness};
use crate::claim::{Detail, Draft, Role};
use crate::model::{Attribute, Modality};

/// One comparison: its name, what came out, and how many times its points count.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    pub name: &'static str,
    pub outcome: &'static str,
    /// In hundredths: 100 where the outcome holds or not, any number where it is a matter of degree.
    pub times: i32,
}

impl Row {
    /// An outcome that holds.
    pub fn is(name: &'static str, outcome: &'static str) -> Row {
        Row { name, outcome, times: 100 }
    }

    /// A comparison by degree: `amount` of what the table gives points for `unit` of.
    pub fn degree(name: &'static str, outcome: &'static str, amount: i32, unit: i32) -> Row {
        Row { name, outcome, times: amount * 100 / unit }
    }
}

/// A claim made ready for comparison.
pub struct Prepared {
    pub words: Rings,
    /// Words of the sentence that are no names, those of the clause first.
    common: Vec<u32>,
    /// How many of them are of the clause.
    in_clause: usize,
    pub head: Option<u32>,
    pub predicate: u32,
    pub light: bool,
    pub subject: Option<u32>,
    pub object: Option<u32>,
    pub modifiers: Vec<u32>,
}

impl Prepared {
    /// The words of the clause, or of the sentence, that are no names.
    pub fn common_words(&self, near: Nearness) -> &[u32] {
        if near == Nearness::Clause { &self.common[..self.in_clause] } else { &self.common }
    }
}

pub fn prepare(lexis: &mut Lexis, draft: &Draft) -> Prepared {
    let frame = &draft.frame;
    // who it was is the value, and has no say in the match
    let role = match draft.detail {
        Detail::Party { role, .. } => Some(role),
        _ => None,
    };
    let mut words = Vec::with_capacity(frame.words.len());
    let mut common: [Vec<u32>; 2] = Default::default();
    for word in &frame.words {
        let id = lexis.id(&word.lemma);
        let weight = lexis.weight(id) * if word.name { 3 } else { 2 };
        let weight = if word.near == Nearness::Context { (weight / 3).max(1) } else { weight };
        words.push((word.near, Entry { id, weight }));
        if !word.name && word.near != Nearness::Context {
            common[word.near as usize].push(id);
        }
    }
    let in_clause = common[0].len();
    let verb = frame.deed();
    Prepared {
        words: Rings::of(words.into_iter()),
        common: common.concat(),
        in_clause,
        head: frame.head.as_deref().map(|h| lexis.id(h)),
        predicate: lexis.id(verb),
        light: crate::claim::words::lists().light.contains(verb),
        subject: frame.subject.as_deref().filter(|_| role != Some(Role::Doer)).map(|s| lexis.id(s)),
        object: frame.object.as_deref().filter(|_| role != Some(Role::Undergoer)).map(|o| lexis.id(o)),
        modifiers: frame.modifiers.iter().map(|m| lexis.id(m)).collect(),
    }
}

/// A claim with its document's standing in the story.
pub struct Side<'a> {
    pub draft: &'a Draft,
    pub prepared: &'a Prepared,
    /// How many claims of the same scale its document has.
    pub rivals: usize,
}

/// So many rows a pair has at most, with the one that `Linker` adds.
const ROWS: usize = 43;

/// All rows for two claims on one scale, and how alike their frames are in all: a rough sum that ranks the partners
/// a claim could have in the other article.
pub fn rows(lexis: &Lexis, a: &Side, b: &Side, story: i32) -> (Vec<Row>, i32) {
    let (fa, fb) = (&a.draft.frame, &b.draft.frame);
    let (pa, pb) = (a.prepared, b.prepared);
    let mut rows = Vec::with_capacity(ROWS);
    let mut add = |name, outcome| rows.push(Row::is(name, outcome));
    let met = meetings(lexis, &pa.words, &pb.words);
    let clause = met.of(Nearness::Clause, Nearness::Sentence);
    let clause_back = met.of(Nearness::Sentence, Nearness::Clause);
    let sentence = met.of(Nearness::Sentence, Nearness::Sentence);
    let wide = met.of(Nearness::Context, Nearness::Context);
    add("scale", scale_name(fa));
    add("head", relation(lexis, pa.head, pb.head));
    add("facet", facet(fa.facet, fb.facet));
    add(
        "predicate",
        if pa.light && pb.light { "light" } else { relation(lexis, Some(pa.predicate), Some(pb.predicate)) },
    );
    add("subject", relation(lexis, pa.subject, pb.subject));
    add("object", relation(lexis, pa.object, pb.object));
    add("modifiers", modifiers(lexis, pa, pb));
    add("clause words", share(clause.first.max(clause_back.second)));
    add("clause words, lesser", share(clause.first.min(clause_back.second)));
    add("sentence words", share(sentence.more()));
    add("sentence words, lesser", share(sentence.less()));
    add("shared weight", weight_of(sentence));
    add("words around", share(wide.less()));
    add("names in clause", names(&fa.clause_names, &fb.clause_names));
    add("names in sentence", names(&fa.sentence_names, &fb.sentence_names));
    if !matches!(fa.attribute, Attribute::Date | Attribute::Time) {
        add("date told", dates(fa, fb));
    }
    add("preposition", if fa.role == fb.role { if fa.role.is_empty() { "none" } else { "same" } } else { "differs" });
    add("modality", modality(fa.modality, fb.modality));
    add("polarity", if fa.negated == fb.negated { "same" } else { "differs" });
    add(
        "set apart",
        if fa.apart == fb.apart { if fa.apart.is_empty() { "neither" } else { "same" } } else { "differs" },
    );
    add("title", if fa.title || fb.title { "one" } else { "neither" });
    add("rivals", rivals(a.rivals.max(b.rivals)));
    add("story", share(story));
    let lesser = clause.first.min(clause_back.second);
    let likeness = 2 * lesser + 2 * sentence.less() + wide.less() + rows.iter().map(liking).sum::<i32>();
    rows.extend(degrees(lexis, a, b, story, &met));
    (rows, likeness)
}

/// The comparisons by degree: what the rows above tell in steps, and what has no steps.
fn degrees(lexis: &Lexis, a: &Side, b: &Side, story: i32, met: &Meetings) -> [Row; 19] {
    const PERCENT: &str = "each 20 percent";
    let clause = met.of(Nearness::Clause, Nearness::Sentence);
    let back = met.of(Nearness::Sentence, Nearness::Clause);
    let sentence = met.of(Nearness::Sentence, Nearness::Sentence);
    let wide = met.of(Nearness::Context, Nearness::Context);
    let inner = met.of(Nearness::Clause, Nearness::Clause);
    let (pa, pb) = (a.prepared, b.prepared);
    let of = |x: Option<u32>, y: Option<u32>| x.zip(y).map_or(0, |(x, y)| lexis.related(x, y).max(0));
    let (va, vb) = (Some(pa.predicate), Some(pb.predicate));
    let crossed = [
        (pa.head, pb.object),
        (pa.object, pb.head),
        (pa.subject, pb.object),
        (pa.object, pb.subject),
        (va, pb.head),
        (pa.head, vb),
        (pa.head, pb.subject),
        (pa.subject, pb.head),
        (va, pb.subject),
        (pa.subject, vb),
        (va, pb.object),
        (pa.object, vb),
    ];
    let across = crossed.iter().map(|&(x, y)| of(x, y)).max().unwrap_or(0);
    let places = [a.draft.frame.sentence as i32, b.draft.frame.sentence as i32];
    let percent = |name, share| Row::degree(name, PERCENT, share, 20);
    let weight = |name, shared: i32| Row::degree(name, "each e-fold", e_folds(shared), 100);
    [
        percent("share of the story", story),
        percent("share of clause in sentence, lesser", clause.first.min(back.second)),
        percent("share of clause in sentence", clause.first.max(back.second)),
        percent("share of clauses, lesser", inner.less()),
        percent("share of clauses", inner.more()),
        weight("weight in clauses", inner.shared),
        percent("share of sentences, lesser", sentence.less()),
        percent("share of sentences", sentence.more()),
        weight("weight in sentences", sentence.shared),
        percent("share around, lesser", wide.less()),
        percent("share around", wide.more()),
        weight("weight around", wide.shared),
        percent("nearness of heads", of(pa.head, pb.head)),
        percent("nearness of predicates", of(va, vb)),
        percent("nearness of subjects", of(pa.subject, pb.subject)),
        percent("nearness of objects", of(pa.object, pb.object)),
        percent("nearness across roles", across),
        Row::degree("sentences before the earlier", "each four", places[0].min(places[1]).min(40), 4),
        Row::degree("sentences between", "each five", (places[0] - places[1]).abs().min(40), 5),
    ]
}

/// The natural logarithm of one more than a weight, in hundredths.
pub fn e_folds(weight: i32) -> i32 {
    (f64::from(weight.max(0)).ln_1p() * 100.0).round() as i32
}

/// What single rows add to likeness, beside the words in common.
fn liking(row: &Row) -> i32 {
    match (row.name, row.outcome) {
        ("head" | "facet", "same") => 60,
        ("head", "alike") => 45,
        ("head", "related") | ("predicate" | "subject" | "object", "same" | "alike") => 25,
        ("predicate" | "subject" | "object", "related") => 12,
        ("facet", "differs") => -80,
        ("head", "differs") | ("predicate" | "head" | "modifiers", "opposite") => -40,
        ("names in clause", "agree") | ("modifiers", "share") => 25,
        ("names in clause", "differ") => -30,
        ("date told", "same") => 25,
        ("date told", "far apart") => -60,
        ("set apart", "differs") => -40,
        ("preposition", "same") => 8,
        _ => 0,
    }
}

/// How a pair stands among the other partners that its two claims could have.
pub fn standing(margin: Option<i32>) -> &'static str {
    match margin {
        None => "no other partner",
        Some(80..) => "best by far",
        Some(35..) => "best",
        Some(10..) => "a little better",
        Some(-10..) => "level",
        Some(-60..) => "outdone",
        _ => "far outdone",
    }
}

fn scale_name(frame: &Frame) -> &'static str {
    match frame.attribute {
        Attribute::Date => "date",
        Attribute::Time => "time",
        Attribute::Duration => "duration",
        Attribute::Place => "place",
        Attribute::Participant => "participant",
        Attribute::Money => "money",
        Attribute::Percent => "percent",
        Attribute::Count => "count",
        Attribute::Measure => "measure",
        Attribute::Order => "order",
        Attribute::Quote => "quote",
        Attribute::Name => "name",
        Attribute::Status => "status",
    }
}

fn relation(lexis: &Lexis, a: Option<u32>, b: Option<u32>) -> &'static str {
    match (a, b) {
        (Some(a), Some(b)) => match lexis.related(a, b) {
            100 => "same",
            80.. => "alike",
            60.. => "related",
            45.. => "near",
            0.. => "differs",
            _ => "opposite",
        },
        (None, None) => "neither",
        _ => "unknown",
    }
}

fn facet(a: Option<&str>, b: Option<&str>) -> &'static str {
    match (a, b) {
        (Some(a), Some(b)) if a == b => "same",
        (Some(_), Some(_)) => "differs",
        (None, None) => "neither",
        _ => "unknown",
    }
}

fn modifiers(lexis: &Lexis, a: &Prepared, b: &Prepared) -> &'static str {
    if a.modifiers.is_empty() && b.modifiers.is_empty() {
        return "neither";
    }
    if a.modifiers.is_empty() || b.modifiers.is_empty() {
        return "unknown";
    }
    let meets = a.modifiers.iter().any(|&x| b.modifiers.iter().any(|&y| lexis.related(x, y) >= 60));
    let clashes = a.modifiers.iter().any(|&x| b.modifiers.iter().any(|&y| lexis.related(x, y) < 0));
    if clashes {
        "opposite"
    } else if meets {
        "share"
    } else {
        "differs"
    }
}

fn share(percent: i32) -> &'static str {
    match percent {
        ..5 => "0",
        5..15 => "5",
        15..25 => "15",
        25..35 => "25",
        35..50 => "35",
        50..70 => "50",
        _ => "70",
    }
}

fn weight_of(overlap: Overlap) -> &'static str {
    match overlap.shared {
        ..6 => "0",
        6..15 => "6",
        15..30 => "15",
        30..50 => "30",
        50..80 => "50",
        _ => "80",
    }
}

fn names(a: &[String], b: &[String]) -> &'static str {
    if a.is_empty() && b.is_empty() {
        return "neither";
    }
    if a.is_empty() || b.is_empty() {
        return "unknown";
    }
    let shared = a.iter().filter(|x| b.contains(x)).count();
    if shared == 0 {
        "differ"
    } else if shared == a.len().min(b.len()) {
        "agree"
    } else {
        "partly"
    }
}

fn dates(a: &Frame, b: &Frame) -> &'static str {
    match (a.when, b.when) {
        (Some((begin_a, end_a)), Some((begin_b, end_b))) => {
            if begin_a == begin_b && end_a == end_b {
                "same"
            } else if begin_a < end_b && begin_b < end_a {
                "meet"
            } else {
                let apart = (begin_a.max(begin_b) - end_a.min(end_b)).num_hours();
                if apart <= 24 {
                    "next day"
                } else if apart <= 24 * 45 {
                    "weeks apart"
                } else {
                    "far apart"
                }
            }
        }
        (None, None) => "neither",
        _ => "unknown",
    }
}

fn modality(a: Modality, b: Modality) -> &'static str {
    if a == b {
        return "same";
    }
    match (a.min(b), a.max(b)) {
        (Modality::Asserted, Modality::Planned) => "plan and fact",
        (Modality::Asserted, Modality::Possible) => "possible and fact",
        (_, Modality::Hypothetical) => "hypothetical",
        (_, Modality::Denied) => "denied",
        _ => "other",
    }
}

fn rivals(n: usize) -> &'static str {
    match n {
        0..=1 => "1",
        2..=3 => "2",
        4..=8 => "4",
        _ => "9",
    }
}
