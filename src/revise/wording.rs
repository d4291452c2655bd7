//! Edits inside a sentence that change what it says although no claim stands on the edited words: a sign, a number in a
//! name, a hedge, a negation, a preposition before a figure.
//!
//! What belongs here: telling such edits from mere rewording. What does not: claims that were read from both versions.

use super::align::Aligned;
use super::same::{is_valued, one_word};
use super::{Changed, made};
use crate::claim::{Detail, Reading, words::lists};
use crate::lexicon::{self, Members};
use crate::model::{Attribute, Span};
use crate::syntax::Upos;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sentences less alike than this were written anew: their words tell nothing one by one.
pub const EDITED: i32 = 65;
/// From here on a name or a negation that comes or goes is an edit of its own.
const NEARLY_ONE: i32 = 80;
/// An edit of more words than this on one side is a new wording.
const SHORT: usize = 5;

/// Words that bound or hedge a figure or a deed, beside those of the verb lists.
const HEDGES: &str =
    "nearly almost barely suspected presumed confirmed unconfirmed estimated apparent unofficial claimed";
const MODALS: &str = "will shall would may might can could should must";

/// Prepositions that say what a figure or time is to a change or a stretch; each stands for itself.
const RELATIONS: &str = "to by from before after until till since over under above below within";

/// What is known already of one pair of sentences: the words that claims with an equal value stand on, and those that
/// have a row.
#[derive(Debug, Default)]
pub struct Known {
    pub settled_old: Vec<Span>,
    pub settled_new: Vec<Span>,
    pub rows_old: Vec<Span>,
    pub rows_new: Vec<Span>,
    /// Whether a row tells that something now is, is not, or may be.
    pub status_row: bool,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Load {
    Figure,
    Name,
    Sign,
    Relation,
    Hedge,
    Not,
    Mark,
}

struct Line<'r> {
    reading: &'r Reading,
    sentence: usize,
    words: Vec<String>,
    counts: BTreeMap<String, i32>,
}

impl<'r> Line<'r> {
    fn new(reading: &'r Reading, sentence: usize) -> Self {
        let text = &reading.document.article.text;
        let words: Vec<String> = reading.sentences[sentence].tokens.iter().map(|t| normal(t.span.of(text))).collect();
        let mut counts = BTreeMap::new();
        for word in &words {
            *counts.entry(word.clone()).or_default() += 1;
        }
        Line { reading, sentence, words, counts }
    }

    fn span(&self, i: usize) -> Span {
        self.reading.sentences[self.sentence].tokens[i].span
    }

    fn upos(&self, i: usize) -> Upos {
        self.reading.sentences[self.sentence].tokens[i].upos
    }

    fn lemma(&self, i: usize) -> String {
        self.reading.sentences[self.sentence].tokens[i].lemma.to_lowercase()
    }

    fn cover(&self, range: &Range<usize>) -> Option<Span> {
        range.clone().map(|i| self.span(i)).reduce(|a, b| a.cover(b))
    }

    /// The attribute of the figure or time that a token is part of.
    fn valued_at(&self, i: usize) -> Option<Attribute> {
        let span = self.words.get(i).map(|_| self.span(i))?;
        let mut drafts = self.reading.drafts.iter().filter(|d| d.frame.sentence == self.sentence);
        drafts.find(|d| is_valued(d.claim.attribute) && d.claim.span.overlaps(span)).map(|d| d.claim.attribute)
    }

    /// Whether the token is nearer than four words to one of the spans.
    fn near(&self, i: usize, spans: &[Span]) -> bool {
        let from = self.span(i.saturating_sub(3)).start;
        let to = self.span((i + 3).min(self.words.len() - 1)).end;
        spans.iter().any(|s| s.overlaps(Span::new(from, to)))
    }
}

/// A word without case, accents and typography.
fn normal(word: &str) -> String {
    let word = word.replace(['“', '”', '„', '«', '»'], "\"").replace(['–', '—', '‑', '−'], "-");
    let plain = deunicode::deunicode(&word).to_lowercase();
    match plain.as_str() {
        "'" => "\"".to_string(),
        "n't" => "not".to_string(),
        "'ll" => "will".to_string(),
        _ if plain.chars().any(char::is_alphabetic) => plain.replace('.', ""),
        _ => plain,
    }
}

/// Rows for the edits of one pair of sentences that nothing else tells of.
pub fn edits(old: &Reading, new: &Reading, pair: &Aligned, known: &Known) -> Vec<Changed> {
    let (left, right) = (Line::new(old, pair.old), Line::new(new, pair.new));
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &left.words, &right.words) {
        if op.tag() == DiffTag::Equal || has_row(&left, &right, &op, known) {
            continue;
        }
        if op.old_range().len() > SHORT || op.new_range().len() > SHORT {
            continue;
        }
        let Some((load, at, to)) = loaded(&left, &right, &op, known) else { continue };
        if pair.alike < NEARLY_ONE && matches!(load, Load::Name | Load::Not | Load::Mark) {
            continue;
        }
        let spans = around(&left, at, op.old_range().start, &right, &to, op.new_range().start);
        let Some((old_span, new_span)) = spans else { continue };
        let attribute = attribute_of(load, &left, old_span, &right, new_span);
        let (p, q) = (made::claim(old, pair.old, old_span, attribute), made::claim(new, pair.new, new_span, attribute));
        rows.push(Changed::new(p, q));
    }
    rows
}

fn has_row(left: &Line, right: &Line, op: &DiffOp, known: &Known) -> bool {
    let hit = |line: &Line, range: Range<usize>, rows: &[Span]| {
        line.cover(&range).is_some_and(|span| rows.iter().any(|r| r.overlaps(span)))
    };
    hit(left, op.old_range(), &known.rows_old) || hit(right, op.new_range(), &known.rows_new)
}

/// The weightiest load of an edit, with the words that bear it in both versions.
fn loaded(left: &Line, right: &Line, op: &DiffOp, known: &Known) -> Option<(Load, Range<usize>, Range<usize>)> {
    let mut best: Option<Load> = None;
    let (mut at, mut to): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let sides = [
        (left, right, op.old_range(), &known.settled_old, &known.rows_old),
        (right, left, op.new_range(), &known.settled_new, &known.rows_new),
    ];
    for (side, (line, other, range, settled, rows)) in sides.into_iter().enumerate() {
        for i in range {
            let count = |l: &Line| l.counts.get(&line.words[i]).copied().unwrap_or(0);
            let sign = is_sign(line, i);
            if settled.iter().any(|s| s.overlaps(line.span(i))) || (!sign && count(line) <= count(other)) {
                continue;
            }
            let Some(load) = load_of(line, i) else { continue };
            let told = match load {
                Load::Hedge | Load::Not => known.status_row || line.near(i, rows),
                Load::Sign | Load::Relation | Load::Mark => line.near(i, rows),
                // figures that are claims were held against each other as such
                Load::Figure => line.valued_at(i).is_some(),
                Load::Name => {
                    other.words.iter().any(|w| one_word(w, &line.words[i]))
                        || called_otherwise(line, i, other, op, side)
                }
            };
            if told {
                continue;
            }
            best = Some(best.map_or(load, |b| b.min(load)));
            if side == 0 { at.push(i) } else { to.push(i) }
        }
    }
    if best == Some(Load::Relation) && (at.is_empty() || to.is_empty()) {
        return None;
    }
    if best.is_none() && opposed(left, right, op) {
        return Some((Load::Not, op.old_range(), op.new_range()));
    }
    let hull = |list: &[usize], whole: Range<usize>| match (list.first(), list.last()) {
        (Some(&a), Some(&b)) => a..b + 1,
        _ => whole,
    };
    best.map(|load| (load, hull(&at, op.old_range()), hull(&to, op.new_range())))
}

/// Whether "the river" or "she" stands for the name that the other version goes on to use elsewhere.
fn called_otherwise(line: &Line, i: usize, other: &Line, op: &DiffOp, side: usize) -> bool {
    let range = if side == 0 { op.new_range() } else { op.old_range() };
    let name = line.span(i).of(&line.reading.document.article.text);
    !range.is_empty()
        && range.clone().all(|k| other.upos(k) != Upos::Propn)
        && other.reading.document.article.text.contains(name)
}

fn is_sign(line: &Line, i: usize) -> bool {
    let mark = matches!(line.words[i].as_str(), "-" | "+" | "$" | "%");
    let next = i + 1 < line.words.len() && line.span(i).end == line.span(i + 1).start;
    mark && (next && line.words[i + 1].starts_with(|c: char| c.is_ascii_digit()))
}

fn load_of(line: &Line, i: usize) -> Option<Load> {
    let word = line.words[i].as_str();
    let lemma = line.lemma(i);
    let among = |list: &str| list.split_whitespace().any(|w| w == word);
    if is_sign(line, i) {
        return Some(Load::Sign);
    }
    if word.contains(|c: char| c.is_ascii_digit()) || line.upos(i) == Upos::Num {
        return Some(Load::Figure);
    }
    if line.upos(i) == Upos::Propn && i > 0 {
        return Some(Load::Name);
    }
    let verbs = lists();
    if verbs.negative_words.contains(word) || word == "no" {
        return Some(Load::Not);
    }
    let attached = line.valued_at(i + 1).is_some() || line.valued_at(i + 2).is_some();
    if among(MODALS) || verbs.possible_words.contains(&lemma) || (among(HEDGES) && (attached || lemma.ends_with("ed")))
    {
        return Some(Load::Hedge);
    }
    if among(RELATIONS) && line.valued_at(i + 1).is_some() {
        return Some(Load::Relation);
    }
    (word == "\"").then_some(Load::Mark)
}

/// Whether one word gave way to its opposite or to another of its class, or to one that only a hyphen tells apart.
fn opposed(left: &Line, right: &Line, op: &DiffOp) -> bool {
    let (old, new) = (op.old_range(), op.new_range());
    if old.is_empty() || new.is_empty() {
        return false;
    }
    let text = |line: &Line, range: &Range<usize>| line.words[range.clone()].concat();
    let (x, y) = (text(left, &old), text(right, &new));
    let prefixed = |w: &str| w.starts_with("re-");
    if x.replace('-', "") == y.replace('-', "") {
        return prefixed(&x) != prefixed(&y);
    }
    if old.len() != 1 || new.len() != 1 {
        return false;
    }
    let (a, b) = (left.lemma(old.start), right.lemma(new.start));
    let exclusive = lexicon::news_class(&a)
        .iter()
        .any(|class| class.members() == Members::Exclusive && lexicon::news_class(&b).contains(class));
    let related = lexicon::relatedness(&a, &b);
    related < 0 || (exclusive && related == 0 && left.upos(old.start) == right.upos(new.start))
}

/// The words of the edit; where one version has none there, a neighbour joins on both sides.
fn around(
    left: &Line,
    at: Range<usize>,
    old_at: usize,
    right: &Line,
    to: &Range<usize>,
    new_at: usize,
) -> Option<(Span, Span)> {
    if let (Some(a), Some(b)) = (left.cover(&at), right.cover(to)) {
        return Some((a, b));
    }
    let (old_end, new_end) = (at.end.max(old_at), to.end.max(new_at));
    if old_end < left.words.len() && new_end < right.words.len() {
        let a = left.cover(&(at.start.min(old_end)..old_end + 1))?;
        let b = right.cover(&(to.start.min(new_end)..new_end + 1))?;
        return Some((a, b));
    }
    let (old_from, new_from) = (at.start.min(old_at).checked_sub(1)?, to.start.min(new_at).checked_sub(1)?);
    Some((left.cover(&(old_from..old_end.max(old_from + 1)))?, right.cover(&(new_from..new_end.max(new_from + 1)))?))
}

fn attribute_of(load: Load, left: &Line, old: Span, right: &Line, new: Span) -> Attribute {
    let valued = |line: &Line, span: Span| {
        (0..line.words.len())
            .filter(|&i| line.span(i).overlaps(span))
            .find_map(|i| line.valued_at(i).or(line.valued_at(i + 1)))
    };
    let beside_a_name = |line: &Line, span: Span| {
        let first = (0..line.words.len()).find(|&i| line.span(i).overlaps(span));
        first.and_then(|i| i.checked_sub(1)).is_some_and(|i| line.upos(i) == Upos::Propn)
    };
    match load {
        Load::Name => Attribute::Name,
        Load::Mark => Attribute::Quote,
        Load::Figure if beside_a_name(left, old) && beside_a_name(right, new) => Attribute::Name,
        Load::Not => Attribute::Status,
        Load::Hedge => valued(right, new).or(valued(left, old)).unwrap_or(Attribute::Status),
        _ => valued(left, old).or(valued(right, new)).unwrap_or(Attribute::Count),
    }
}

/// Words of a claim with an equal value in the other version are no edit, however they are written.
pub fn settles(reading: &Reading, d: usize) -> bool {
    !matches!(reading.drafts[d].detail, Detail::Before { .. } | Detail::Quote { .. })
}
