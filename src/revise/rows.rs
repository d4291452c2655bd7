//! Claims that were changed, added or removed between two versions.
//!
//! What belongs here: which claim of the old version is held against which of the new one. What does not: edits of
//! words that no claim stands on.

use super::align::{Aligned, Bags, strangers};
use super::near::{Side, likeness, neighbours};
use super::same::{compatible_time, is_valued, one_word, same_claim};
use super::text::plain;
use crate::claim::clause::base;
use crate::claim::words::facet;
use crate::claim::{Detail, Draft, Reading};
use crate::judge::verdict::GROWING;
use crate::lexicon;
use crate::model::{Attribute, Modality, Span, Value};
use std::collections::BTreeSet;

/// From how many points on one claim has become another: for figures and times, for names, for what happened.
const VALUE: i32 = 45;
const NAME: i32 = 60;
const STATUS: i32 = 45;

/// Claims of the two versions by their place in the lists of drafts.
#[derive(Debug, Default)]
pub struct Matching {
    pub same: Vec<(usize, usize)>,
    pub changed: Vec<(usize, usize)>,
    pub removed: Vec<usize>,
    pub added: Vec<usize>,
}

/// Holds the claims of two versions against each other, but for those of notices.
pub fn rows(
    old: &Side<'_>,
    new: &Side<'_>,
    bags: [&Bags; 2],
    pairs: &[Aligned],
    skip: [&BTreeSet<usize>; 2],
) -> Matching {
    let mut found = Matching::default();
    let open = |side: &Side<'_>, skip: &BTreeSet<usize>| -> Vec<usize> {
        let values = value_spans(side.reading);
        let mine = |&d: &usize| counts(side.draft(d), &values) && !skip.contains(&side.draft(d).frame.sentence);
        (0..side.reading.drafts.len()).filter(mine).collect()
    };
    let (mut open_old, mut open_new) = (open(old, skip[0]), open(new, skip[1]));
    let mut partner: Vec<Option<&Aligned>> = vec![None; old.reading.sentences.len()];
    for pair in pairs {
        partner[pair.old] = Some(pair);
    }
    let aligned = |a: usize, b: usize| {
        partner[old.draft(a).frame.sentence].filter(|pair| pair.new == new.draft(b).frame.sentence)
    };
    let one_state = |p: &Draft, q: &Draft| {
        !is_status(p) || (stands(old.reading, p) == stands(new.reading, q) && going_on(p) == going_on(q))
    };

    // what is the same: first in sentences that nobody touched, then in the sentence that stands for this one, then anywhere
    let untouched = untouched(old, new, pairs, [&mut open_old, &mut open_new], &one_state);
    let mut same = Vec::new();
    let (mut of_old, mut of_new) = (vec![0; old.reading.drafts.len()], vec![0; new.reading.drafts.len()]);
    for &a in &open_old {
        let p = old.draft(a);
        let Some(pair) = partner[p.frame.sentence] else { continue };
        for &b in open_new.iter().filter(|&&b| new.draft(b).frame.sentence == pair.new) {
            let q = new.draft(b);
            if (same_claim(p, q) || same_day_name(p, q)) && one_state(p, q) {
                same.push((0, a, b));
                of_old[a] += 1;
                of_new[b] += 1;
            }
        }
    }
    // only where there is a choice does it matter how likely each is
    for (points, a, b) in same.iter_mut().filter(|(_, a, b)| of_old[*a] > 1 || of_new[*b] > 1) {
        *points = likeness(old, *a, new, *b, partner[old.draft(*a).frame.sentence]);
    }
    found.same = greedy(same, &mut open_old, &mut open_new);
    found.same.extend(untouched);
    found.same.sort_unstable();
    let mut same = Vec::new();
    for &a in &open_old {
        for &b in &open_new {
            let (p, q) = (old.draft(a), new.draft(b));
            let day = || (unplaced(p) || unplaced(q)) && same_day_name(p, q);
            if aligned(a, b).is_none() && one_state(p, q) && (same_claim(p, q) || day()) {
                let points = likeness(old, a, new, b, None);
                if told_elsewhere(old, a, new, b, points) {
                    same.push((points, a, b));
                }
            }
        }
    }
    found.same.extend(greedy(same, &mut open_old, &mut open_new));

    // what has become something else
    let mut candidates = Vec::new();
    for &a in &open_old {
        for &b in &open_new {
            let (p, q) = (old.draft(a), new.draft(b));
            if !(comparable(p, q) || (is_status(p) && is_status(q) && status_changed(old, p, new, q))) {
                continue;
            }
            let pair = aligned(a, b);
            let points = likeness(old, a, new, b, pair);
            let enough = match p.detail {
                Detail::Quote { .. } => points + quote_likeness(p, q) >= 60 && quote_likeness(p, q) >= 20,
                Detail::Status => points + status_points(old, p, new, q) >= STATUS,
                Detail::Party { .. } | Detail::Place { .. } | Detail::Naming => {
                    points >= NAME && neighbours(old, a, new, b) >= if pair.is_some() { 20 } else { 25 }
                }
                Detail::Before { .. } => pair.is_some(),
                _ => points >= VALUE,
            };
            if enough {
                candidates.push((points, a, b));
            }
        }
    }
    found.changed = greedy(candidates, &mut open_old, &mut open_new);
    found
        .changed
        .retain(|&(a, b)| !compatible_time(old.draft(a), new.draft(b)) || old_bound(old, a) != old_bound(new, b));

    tolls(old, new, &mut found.changed, [&mut open_old, &mut open_new]);
    let one_sentence = |a: usize, b: usize| aligned(a, b).is_some();
    one_to_one(old, new, &mut found.changed, &mut open_old);
    open_old.retain(|&a| is_news(old, a, new, &|b| one_sentence(a, b)));
    open_new.retain(|&b| is_news(new, b, old, &|a| one_sentence(a, b)));
    let (gone, come) = strangers(bags[0], bags[1], pairs);
    open_old.extend(deeds(old, &gone, skip[0]));
    open_new.extend(deeds(new, &come, skip[1]));
    open_old.sort_unstable();
    open_new.sort_unstable();
    found.removed = open_old;
    found.added = open_new;
    once(old, new, &mut found);
    found
}

/// Claims of sentences that stand in both versions word for word: one by one the same. They are taken out of what is open.
fn untouched(
    old: &Side<'_>,
    new: &Side<'_>,
    pairs: &[Aligned],
    [open_old, open_new]: [&mut Vec<usize>; 2],
    one_state: &dyn Fn(&Draft, &Draft) -> bool,
) -> Vec<(usize, usize)> {
    let by_sentence = |side: &Side<'_>, open: &[usize]| {
        let mut list: Vec<Vec<usize>> = vec![Vec::new(); side.reading.sentences.len()];
        open.iter().for_each(|&d| list[side.draft(d).frame.sentence].push(d));
        list
    };
    let (mine, theirs) = (by_sentence(old, open_old), by_sentence(new, open_new));
    let mut same = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.alike == 100 && words(old, pair.old) == words(new, pair.new)) {
        let (left, right) = (&mine[pair.old], &theirs[pair.new]);
        let one = |(&a, &b): (&usize, &usize)| {
            let (p, q) = (old.draft(a), new.draft(b));
            p.claim.attribute == q.claim.attribute && (same_claim(p, q) || same_day_name(p, q)) && one_state(p, q)
        };
        if left.len() == right.len() && left.iter().zip(right).all(one) {
            same.extend(left.iter().copied().zip(right.iter().copied()));
        }
    }
    let (used_old, used_new): (BTreeSet<usize>, BTreeSet<usize>) = same.iter().copied().unzip();
    open_old.retain(|d| !used_old.contains(d));
    open_new.retain(|d| !used_new.contains(d));
    same
}

/// The words of a sentence as they are written.
fn words<'r>(side: &Side<'r>, s: usize) -> &'r str {
    side.reading.sentences[s].span.of(&side.reading.document.article.text)
}

/// What happens in sentences that the other version has nothing like: their main clauses, and what is not said as a fact.
fn deeds(side: &Side<'_>, sentences: &[usize], skip: &BTreeSet<usize>) -> Vec<usize> {
    let told = |d: &usize| {
        let draft = side.draft(*d);
        matches!(draft.detail, Detail::Status)
            && sentences.contains(&draft.frame.sentence)
            && !skip.contains(&draft.frame.sentence)
            && !draft.frame.title
            && (draft.claim.rule == "clause" || draft.claim.modality != Modality::Asserted)
    };
    (0..side.reading.drafts.len()).filter(told).collect()
}

/// A running toll that was told anew in other words: the greatest figure of its kind in each version, where it rose.
fn tolls(
    old: &Side<'_>,
    new: &Side<'_>,
    changed: &mut Vec<(usize, usize)>,
    [open_old, open_new]: [&mut Vec<usize>; 2],
) {
    let count = |side: &Side<'_>, d: usize, kind: &str| match &side.draft(d).claim.value {
        Value::Quantity(quantity) if facet_of(side, d) == Some(kind) => {
            quantity.low.filter(|_| side.draft(d).claim.attribute == Attribute::Count)
        }
        _ => None,
    };
    for kind in GROWING {
        // a lesser figure is that of a part, or of another day
        let most = |side: &Side<'_>| (0..side.reading.drafts.len()).filter_map(|d| count(side, d, kind)).max();
        let (Some(before), Some(after)) = (most(old), most(new)) else { continue };
        if after <= before {
            continue;
        }
        let told = |side: &Side<'_>, open: &[usize], most| {
            open.iter().copied().filter(|&d| count(side, d, kind) == Some(most)).collect::<Vec<usize>>()
        };
        let (mine, theirs) = (told(old, open_old, before), told(new, open_new, after));
        for (&a, &b) in mine.iter().zip(&theirs) {
            changed.push((a, b));
            open_old.retain(|&d| d != a);
            open_new.retain(|&d| d != b);
        }
    }
}

/// What a figure counts, told by its own clause or, of "nine people are known to have died", by the verb below it.
fn facet_of(side: &Side<'_>, d: usize) -> Option<&'static str> {
    let draft = side.draft(d);
    let below = || {
        let clauses = side.reading.clauses[draft.frame.sentence].list.iter();
        let mut verbs = clauses.filter(|c| c.parent == Some(draft.frame.clause) && base(c.relation) == "xcomp");
        verbs.find_map(|c| facet(draft.claim.attribute, &c.lemma))
    };
    draft.frame.facet.or_else(below)
}

/// A value that is told twice stands for one old value, not for two: the worse pair is undone.
fn one_to_one(old: &Side<'_>, new: &Side<'_>, changed: &mut Vec<(usize, usize)>, open_old: &mut Vec<usize>) {
    let all = changed.clone();
    let points = |&(a, b): &(usize, usize)| (likeness(old, a, new, b, None), std::cmp::Reverse((a, b)));
    changed.retain(|row| {
        let (p, q) = (old.draft(row.0), new.draft(row.1));
        let beaten = is_valued(p.claim.attribute)
            && all.iter().any(|other| {
                let (x, y) = (old.draft(other.0), new.draft(other.1));
                y.claim.canonical == q.claim.canonical
                    && y.frame.head == q.frame.head
                    && x.claim.canonical != p.claim.canonical
                    && p.frame.sentence != x.frame.sentence
                    && points(other) > points(row)
                    && matches!(q.claim.value, Value::Quantity(_))
            });
        if beaten {
            open_old.push(row.0);
        }
        !beaten
    });
    open_old.sort_unstable();
}

/// "since", "until": the end of a stretch that a time is.
fn old_bound<'s>(side: &'s Side<'_>, d: usize) -> &'s str {
    match side.draft(d).frame.role.as_str() {
        "since" | "from" => "from",
        "by" | "until" | "till" | "before" => "until",
        "after" => "after",
        _ => "",
    }
}

/// Takes pairs by their points; every claim is used once, and claims of one and the same name as often as needed.
fn greedy(mut pairs: Vec<(i32, usize, usize)>, old: &mut Vec<usize>, new: &mut Vec<usize>) -> Vec<(usize, usize)> {
    pairs.sort_by_key(|&(points, a, b)| (std::cmp::Reverse(points), a.abs_diff(b), a, b));
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut taken = Vec::new();
    for (_, a, b) in pairs {
        if !used_old.contains(&a) && !used_new.contains(&b) {
            used_old.insert(a);
            used_new.insert(b);
            taken.push((a, b));
        }
    }
    old.retain(|a| !used_old.contains(a));
    new.retain(|b| !used_new.contains(b));
    taken.sort_unstable();
    taken
}

/// Drafts that can have a row: not those that follow from others, nor a party whose words are those of a figure or time
/// ("5,200 people", the code of a currency), for there the figure has the row.
fn counts(draft: &Draft, values: &[Span]) -> bool {
    let party = matches!(draft.detail, Detail::Party { .. });
    draft.sources.is_empty() && !(party && values.iter().any(|value| value.overlaps(draft.claim.span)))
}

/// Where the figures and times of an article stand.
fn value_spans(reading: &Reading) -> Vec<Span> {
    let valued = |d: &&Draft| matches!(d.claim.value, Value::Quantity(_) | Value::Time(_));
    reading.drafts.iter().filter(valued).map(|d| d.claim.span).collect()
}

/// "on Thursday" in both, reckoned from another publish date: no word was changed.
fn same_day_name(a: &Draft, b: &Draft) -> bool {
    matches!((&a.claim.value, &b.claim.value), (Value::Time(_), Value::Time(_)))
        && a.claim.attribute == b.claim.attribute
        && plain(&a.claim.quote) == plain(&b.claim.quote)
        && (a.frame.role == b.frame.role || unplaced(a) || unplaced(b))
}

/// A time that could not be placed in the calendar, for want of a publish date.
fn unplaced(draft: &Draft) -> bool {
    matches!(&draft.claim.value, Value::Time(time) if time.begin.is_none())
}

/// Whether a value that its sentence lost stands in a sentence elsewhere, of the same thing: then the text was reordered.
fn told_elsewhere(old: &Side<'_>, a: usize, new: &Side<'_>, b: usize, points: i32) -> bool {
    let (p, q) = (old.draft(a), new.draft(b));
    if is_status(p) {
        return points + status_points(old, p, new, q) >= 35;
    }
    if !is_valued(p.claim.attribute) {
        return true;
    }
    let one_thing = match (&p.frame.head, &q.frame.head) {
        (Some(x), Some(y)) => x == y || lexicon::relatedness(x, y) >= 60,
        _ => p.claim.canonical == q.claim.canonical || unplaced(p) || unplaced(q),
    };
    one_thing && (points >= 15 || matches!(p.claim.value, Value::Time(_)))
}

/// Whether one can have become the other by an edit.
fn comparable(a: &Draft, b: &Draft) -> bool {
    if std::mem::discriminant(&a.detail) != std::mem::discriminant(&b.detail) {
        return false;
    }
    match (&a.detail, &b.detail) {
        (Detail::Status, Detail::Status) => false,
        (Detail::Before { first, second }, Detail::Before { first: other, .. }) => {
            let share =
                |x: &[crate::claim::frame::Word]| x.iter().filter(|w| other.iter().any(|o| o.lemma == w.lemma)).count();
            share(second) > share(first)
        }
        (Detail::None, Detail::None) => is_valued(a.claim.attribute) && is_valued(b.claim.attribute),
        (Detail::Party { entity: p, .. }, Detail::Party { entity: q, .. }) => {
            p.is_some() == q.is_some() && !is_pronoun(a) && !is_pronoun(b) && !one_name(a, b)
        }
        (Detail::Place { .. }, Detail::Place { .. }) => !one_name(a, b),
        _ => a.claim.attribute == b.claim.attribute,
    }
}

/// A plan that became a fact, a doubt that became a certainty, a deed that became its opposite, work that was finished.
fn status_changed(old: &Side<'_>, a: &Draft, new: &Side<'_>, b: &Draft) -> bool {
    let near = lexicon::relatedness(&a.frame.predicate, &b.frame.predicate);
    let bare = |draft: &Draft| matches!(draft.frame.predicate.as_str(), "be" | "have" | "say" | "do");
    if bare(a) || bare(b) {
        return near == 100 && a.frame.negated != b.frame.negated;
    }
    let (x, y) = (stands(old.reading, a), stands(new.reading, b));
    near < 0
        || (near >= 60 && a.frame.negated != b.frame.negated)
        || (near >= 90 && x != y)
        || (near >= 90 && going_on(a) != going_on(b) && x == 0 && y == 0)
}

fn is_status(draft: &Draft) -> bool {
    matches!(draft.detail, Detail::Status)
}

/// How often a predicate stands in an article.
fn told(reading: &Reading, predicate: &str) -> usize {
    reading.drafts.iter().filter(|d| is_status(d) && d.frame.predicate == predicate).count()
}

/// Points for one deed of the same people.
fn status_points(old: &Side<'_>, a: &Draft, new: &Side<'_>, b: &Draft) -> i32 {
    let shared = |x: &Option<String>, y: &Option<String>| if x.is_some() && x == y { 12 } else { 0 };
    let names = a.frame.clause_names.iter().filter(|n| b.frame.clause_names.contains(n)).count().min(2) as i32;
    let (p, q) = (&a.frame.predicate, &b.frame.predicate);
    let became = stands(old.reading, a) != stands(new.reading, b) || going_on(a) != going_on(b);
    let opposite = lexicon::relatedness(p, q) < 0;
    // the only deed of its kind in both versions; common verbs tell of many
    let rare = p == q
        && lexicon::frequency_rank(p).is_none_or(|rank| rank > 1000)
        && told(old.reading, p) == 1
        && told(new.reading, q) == 1;
    // what was closed by somebody and what reopened by itself
    let crossed = shared(&a.frame.object, &b.frame.subject).max(shared(&a.frame.subject, &b.frame.object));
    shared(&a.frame.subject, &b.frame.subject).max(if opposite { crossed } else { 0 })
        + shared(&a.frame.object, &b.frame.object)
        + 8 * names
        + if rare { 20 } else { 0 }
        + if became || opposite { 10 } else { 0 }
}

/// Modalities told apart for versions: whether it holds, is meant to, may, or does not.
fn stands(reading: &Reading, draft: &Draft) -> u8 {
    match draft.claim.modality {
        Modality::Asserted => u8::from(lies_ahead(reading, draft)),
        Modality::Planned => 1,
        Modality::Possible | Modality::Hypothetical => 2,
        Modality::Denied => 3,
    }
}

/// "is to open": an infinitive below a form of "be".
fn lies_ahead(reading: &Reading, draft: &Draft) -> bool {
    let tokens = &reading.sentences[draft.frame.sentence].tokens;
    let first = tokens.iter().position(|t| t.span.end > draft.claim.span.start).unwrap_or(0);
    let lemma = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map_or("", |t| t.lemma.as_str());
    lemma(first.checked_sub(1)) == "to" && lemma(first.checked_sub(2)) == "be"
        || lemma(Some(first)) == "be" && lemma(Some(first + 1)) == "to"
}

/// "is being repaired", "are landing": not finished yet.
fn going_on(draft: &Draft) -> bool {
    let words = draft.claim.quote.to_lowercase();
    let mut list = words.split_whitespace();
    let first = list.next().unwrap_or("");
    matches!(first, "is" | "are" | "am") && words.split_whitespace().any(|w| w.ends_with("ing"))
}

fn quote_likeness(a: &Draft, b: &Draft) -> i32 {
    let (Detail::Quote { words: p, speaker: s }, Detail::Quote { words: q, speaker: t }) = (&a.detail, &b.detail)
    else {
        return 0;
    };
    let shared = p.iter().filter(|w| q.contains(w)).count() as i32;
    let alike = 100 * shared / p.len().max(q.len()).max(1) as i32;
    if s.is_some() && s == t { alike + 15 } else { alike }
}

fn is_pronoun(draft: &Draft) -> bool {
    let words = draft.claim.quote.to_lowercase();
    matches!(words.as_str(), "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their" | "him" | "them" | "who")
}

/// Whether all words of the shorter name are words of the longer: "Holm" and "Ida Holm", "Indian" and "India".
fn one_name(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (name_words(a), name_words(b));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    !short.is_empty() && short.iter().all(|p| long.iter().any(|q| one_word(p, q)))
}

/// The words of a name that carry it: of a place those with a capital, if it has any.
fn name_words(draft: &Draft) -> Vec<String> {
    let words = significant(&draft.claim.quote);
    let capital = |w: &String| w.starts_with(char::is_uppercase);
    if matches!(draft.detail, Detail::Place { .. }) && words.iter().any(capital) {
        return words.into_iter().filter(capital).collect();
    }
    words
}

/// Whether a claim's coming or going is news by itself; that a clause was reworded, or one named by another of his
/// names, is not.
fn is_news(here: &Side<'_>, d: usize, there: &Side<'_>, aligned: &dyn Fn(usize) -> bool) -> bool {
    let draft = here.draft(d);
    let mut others = there.reading.drafts.iter();
    match &draft.detail {
        Detail::Status | Detail::Before { .. } => false,
        Detail::Party { .. } | Detail::Place { .. } | Detail::Naming => {
            let words = name_words(draft);
            let text = &there.reading.document.article.text;
            let told = !words.is_empty() && words.iter().all(|w| has_word(text, w));
            !is_pronoun(draft) && !told && !others.any(|o| same_claim(draft, o))
        }
        Detail::Rank { .. } => !others.any(|o| same_claim(draft, o)),
        Detail::Quote { words, .. } => !others.any(|o| match &o.detail {
            Detail::Quote { words: q, .. } => q.windows(words.len().max(1)).any(|w| w == words),
            _ => false,
        }),
        Detail::None => {
            let told = |o: &Draft| o.frame.head == draft.frame.head && same_claim(draft, o);
            !others
                .enumerate()
                .any(|(k, o)| told(o) || (aligned(k) && compatible_time(draft, o)) || same_words_of_time(draft, o))
        }
    }
}

/// "two hours earlier" and "two hours before the alarm": one length, once counted back from a known time.
fn same_words_of_time(a: &Draft, b: &Draft) -> bool {
    let time =
        |draft: &Draft| matches!(draft.claim.value, Value::Time(_)) || draft.claim.attribute == Attribute::Duration;
    let (p, q) = (plain(&a.claim.quote).to_lowercase(), plain(&b.claim.quote).to_lowercase());
    time(a) && time(b) && a.claim.attribute != b.claim.attribute && (p.starts_with(&q) || q.starts_with(&p))
}

/// The words of a name that carry it, lower-case; of "the harbour master's office" all but the article.
fn significant(quote: &str) -> Vec<String> {
    quote
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 1 && !matches!(w.to_lowercase().as_str(), "the" | "of" | "and" | "an" | "in"))
        .map(str::to_string)
        .collect()
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| one_word(w, word))
}

/// One edit is one row: of rows on the same words, the one with the longer words stays, and a quotation has the rows of
/// what is said in it.
fn once(old: &Side<'_>, new: &Side<'_>, found: &mut Matching) {
    let span = |side: &Side<'_>, d: usize| side.draft(d).claim.span;
    let quotes = |side: &Side<'_>, list: &[usize]| -> Vec<Span> {
        list.iter().filter(|&&d| matches!(side.draft(d).detail, Detail::Quote { .. })).map(|&d| span(side, d)).collect()
    };
    // what is said in a quotation that came or went is told by its row
    let (gone, come) = (quotes(old, &found.removed), quotes(new, &found.added));
    found.changed.retain(|&(a, b)| {
        !gone.iter().any(|q| q.contains(span(old, a))) && !come.iter().any(|q| q.contains(span(new, b)))
    });
    let all = found.changed.clone();
    let weight = |&(a, b): &(usize, usize)| {
        let draft = old.draft(a);
        let quote = matches!(draft.detail, Detail::Quote { .. });
        let status = matches!(draft.detail, Detail::Status);
        (quote, !status, span(old, a).len() + span(new, b).len(), std::cmp::Reverse((a, b)))
    };
    found.changed.retain(|row| {
        !all.iter().any(|other| {
            other != row
                && weight(other) > weight(row)
                && span(old, other.0).overlaps(span(old, row.0))
                && span(new, other.1).overlaps(span(new, row.1))
        })
    });
    let (changed, removed, added) = (found.changed.clone(), found.removed.clone(), found.added.clone());
    let doubled = |side: &Side<'_>, d: usize, list: &[usize]| {
        list.iter().any(|&o| {
            let (x, y) = (span(side, d), span(side, o));
            o != d && x.overlaps(y) && (y.len(), std::cmp::Reverse(o)) > (x.len(), std::cmp::Reverse(d))
        })
    };
    found
        .removed
        .retain(|&d| !changed.iter().any(|&(a, _)| span(old, a).overlaps(span(old, d))) && !doubled(old, d, &removed));
    found
        .added
        .retain(|&d| !changed.iter().any(|&(_, b)| span(new, b).overlaps(span(new, d))) && !doubled(new, d, &added));
}
