//! What two values that exclude each other come to: a contradiction, or something that time or a mood explains.

use super::across::Link;
use super::compare::opposite;
use crate::claim::{Detail, Draft};
use crate::lexicon;
use crate::link::{At, Linker};
use crate::model::{Attribute, ChangeRole, Modality, Trend, Value, Verdict};

/// After so many hours a state may well have turned into its opposite.
const TURNED: i64 = 5;

/// What is counted on while a story runs: the later figure is the greater.
pub const GROWING: [&str; 8] =
    ["dead", "injured", "arrested", "missing", "rescued", "evacuated", "infected", "cancelled"];

/// What a clash is: a contradiction, or something that time explains.
pub fn of_clash(linker: &Linker, link: &Link, sides: [&[At]; 2]) -> (Verdict, String) {
    let (a, b) = (linker.draft(link.a), linker.draft(link.b));
    let (da, db) = (&linker.readings[link.a.reading].document, &linker.readings[link.b.reading].document);
    let (earlier, later) = match (&da.article.published, &db.article.published) {
        (Some(p), Some(q)) if p.value.begin < q.value.begin => (a, b),
        _ => (b, a),
    };
    let open = |m: Modality| matches!(m, Modality::Possible | Modality::Hypothetical);
    let modal = |m: Modality| open(m) || m == Modality::Planned;
    let apart = match (&da.article.published, &db.article.published) {
        (Some(p), Some(q)) => (p.value.begin - q.value.begin).num_hours().abs(),
        _ => 0,
    };
    // "the tax will go up by 5 percent" and "the budget raises the tax by 6" tell of one plan
    let done = later.frame.past || perfect(later);
    let only_planned = sides.iter().find(|side| side.iter().any(|at| std::ptr::eq(linker.draft(*at), earlier)));
    let only_planned = only_planned.is_none_or(|side| side.iter().all(|at| modal(linker.draft(*at).frame.modality)));
    if modal(earlier.frame.modality) && later.frame.modality == Modality::Asserted && apart > 0 && done && only_planned
    {
        return (Verdict::Update, "a plan, and what came of it".into());
    }
    // two outlets that report one plan differently on one day contradict each other as much as over a fact
    if open(a.frame.modality) || open(b.frame.modality) {
        return (Verdict::Distinct, "one of the two is a possibility".into());
    }
    let told = |d: &Draft| !modal(d.frame.modality) && (d.frame.past || perfect(d));
    if modal(a.frame.modality) != modal(b.frame.modality) && (told(a) || told(b)) && apart > 30 {
        return (Verdict::Distinct, "one of the two is a plan".into());
    }
    if linker.newest[link.a.reading] == linker.newest[link.b.reading] {
        return (Verdict::Update, "the outlet changed it".into());
    }
    let outdated = |side: &[At], other: &[At]| {
        let old = |at: &At| linker.readings[at.reading].document.superseded;
        let published =
            |at: &At| linker.readings[at.reading].document.article.published.as_ref().map(|p| p.value.begin);
        let (last, first) = (side.iter().filter_map(published).max(), other.iter().filter_map(published).min());
        side.iter().all(old) && last.zip(first).is_none_or(|(last, first)| (first - last).num_hours() >= TURNED)
    };
    if outdated(sides[0], sides[1]) || outdated(sides[1], sides[0]) {
        return (Verdict::Update, "an earlier version of the article has the other value".into());
    }
    // all who told it tell the other value by now
    let turned = |side: &[At], other: &[At]| {
        side.iter().all(|at| {
            let now = linker.newest[at.reading];
            now != at.reading && other.iter().any(|at| at.reading == now)
        })
    };
    if turned(sides[0], sides[1]) || turned(sides[1], sides[0]) {
        return (Verdict::Update, "the outlet changed it".into());
    }
    // the road was blocked, and by evening it was clear
    if a.claim.attribute == Attribute::Status && opposite(a, b) && apart >= TURNED {
        return (Verdict::Update, "the state had changed by the time of the later article".into());
    }
    // as of Thursday it had not been signed; a week later it was
    let not_yet = earlier.frame.negated && !later.frame.negated && perfect(earlier);
    if a.claim.attribute == Attribute::Status && not_yet && apart > 0 {
        return (Verdict::Update, "it had not happened yet, and it has by the later article".into());
    }
    let grows =
        |d: &Draft| d.claim.attribute == Attribute::Count && d.frame.facet.is_some_and(|f| GROWING.contains(&f));
    // "had risen to 31" tells of an earlier, lesser figure itself
    let risen = match &later.claim.value {
        Value::Quantity(q) => q.change.is_some_and(|c| c.role == ChangeRole::To && c.trend == Some(Trend::Up)),
        _ => false,
    };
    if (grows(a) || grows(b) || risen) && apart > 0 && counts_up(earlier, later) {
        return (Verdict::Update, "the count had risen by the time of the later article".into());
    }
    (Verdict::Contradiction, String::new())
}

/// Whether a clause tells how things stood by then: "has not signed", "had not been found", "is not yet open".
fn perfect(draft: &Draft) -> bool {
    let words: Vec<String> = draft.claim.quote.split_whitespace().map(str::to_lowercase).collect();
    let has =
        words.iter().any(|word| matches!(word.as_str(), "has" | "have" | "had" | "hasn't" | "haven't" | "hadn't"));
    has || draft.frame.negated && draft.claim.sentence.contains(" yet")
}

/// Whether what earlier articles tell as a plan or a possibility happened by later ones: the two sides, plan first.
pub fn come_true(linker: &Linker, side: &[At]) -> Option<Vec<Vec<At>>> {
    let published =
        |at: &At| linker.readings[at.reading].document.article.published.as_ref().map(|known| known.value.begin);
    let draft = |at: &At| linker.draft(*at);
    if !side.iter().all(|at| matches!(draft(at).detail, Detail::Status) && published(at).is_some()) {
        return None;
    }
    let (plans, facts): (Vec<At>, Vec<At>) = side.iter().partition(|at| draft(at).frame.modality != Modality::Asserted);
    let first_fact = facts.iter().filter_map(published).min()?;
    // who still speaks of a plan when others tell that it was done has not heard of it
    let plans: Vec<At> = plans.into_iter().filter(|at| published(at).is_some_and(|then| then < first_fact)).collect();
    let first = plans.iter().copied().min_by_key(|at| (published(at), *at))?;
    // one deed on one thing, not two that share a verb
    let of_one = |at: &At| one_deed(draft(at), draft(&first));
    let facts: Vec<At> = facts.into_iter().filter(of_one).collect();
    (plans.iter().all(of_one) && !facts.is_empty()).then(|| vec![plans, facts])
}

/// The claims of a group that agrees, without those that only ask where others tell: "whether it was stolen", "it was stolen".
pub fn without_questions(linker: &Linker, side: &[At]) -> Vec<At> {
    let asks = |at: &At| {
        let draft = linker.draft(*at);
        matches!(draft.detail, Detail::Status) && draft.frame.modality == Modality::Hypothetical
    };
    let told: Vec<At> = side.iter().copied().filter(|at| !asks(at)).collect();
    if told.is_empty() { side.to_vec() } else { told }
}

/// Whether two states are one deed: "may impose a curfew", "imposed a night curfew".
fn one_deed(a: &Draft, b: &Draft) -> bool {
    let met = |x: &Option<String>, y: &Option<String>| match (x, y) {
        (Some(x), Some(y)) => Some(x == y || lexicon::relatedness(x, y) >= SAME_THING),
        _ => None,
    };
    let (object, subject) = (met(&a.frame.object, &b.frame.object), met(&a.frame.subject, &b.frame.subject));
    let same = a.frame.predicate == b.frame.predicate || a.frame.deed() == b.frame.deed();
    let one_word = same || lexicon::relatedness(a.frame.deed(), b.frame.deed()) >= ONE_WORD;
    let bare = a.frame.object.is_none() && b.frame.object.is_none();
    // an open question is answered by whatever tells of its deed: "whether data were stolen", "the loot: 900 files"
    let asked = [a, b].iter().any(|d| d.frame.modality == Modality::Hypothetical);
    let answered = asked && object != Some(false) && subject != Some(false);
    one_word && (answered || object == Some(true))
        || same && (object == Some(true) || subject == Some(true) && object.is_none() || bare && subject != Some(false))
}

/// Verbs and nouns of this nearness tell one deed.
const ONE_WORD: i32 = 90;

/// Nouns of this nearness may tell one thing.
const SAME_THING: i32 = 60;

fn counts_up(earlier: &Draft, later: &Draft) -> bool {
    match (&earlier.claim.value, &later.claim.value) {
        (Value::Quantity(p), Value::Quantity(q)) => p.high.zip(q.low).is_some_and(|(high, low)| low > high),
        _ => false,
    }
}
