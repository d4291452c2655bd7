//! Who it was: two names that stand in each other's place, where each article knows only one of them.
//!
//! "The ferry Blue Tern sank off Kellin", "off Kellin the ferry Red Finch went down": neither article speaks of the other's
//! ferry, and what they tell of the two is one thing. What belongs here: names that only one of two articles knows, and what
//! the articles tell of each. What does not: parties that both know and put in other roles, which `roles` compares.

use super::accuse::set_apart;
use super::bars::long_ago;
use super::context::{Context, names_in_common};
use super::finding::make;
use super::own::{Own, Owns};
use super::roles::{other_actors, two_sorts};
use crate::claim::frame::Nearness;
use crate::claim::words::lists;
use crate::claim::{Detail, Draft, Role, one_name};
use crate::extract::party::{MatchLevel, same_party};
use crate::lexicon;
use crate::link::rows::Row;
use crate::link::weights::table;
use crate::link::{At, Linker, Pair};
use crate::model::finding::Scope;
use crate::model::{Finding, Modality, Step, Verdict};
use crate::syntax::{NameKind, Upos};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// The group of the table of points that scores two names.
pub const GROUP: &str = "strangers";

/// So sure, in log odds times ten, must it be that two names are of one bearer. Of the pairs of short articles in which the best
/// two names reach it on data not seen, 30 of 34 contradict each other; at 6 it is 27 of 31.
const ACCUSE: i32 = 4;

/// What bears a name.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bearer {
    Person,
    Thing,
    Country,
    /// One without a name: "a night porter", "a Danish fund".
    Somebody,
}

/// A name in an article.
pub(super) struct Named {
    at: At,
    /// Words of the name in lower case, the surname last.
    words: Vec<String>,
    bearer: Bearer,
    /// The nouns by which the bearer is called: the judge, the cyclist, the ferry.
    called: Vec<String>,
    /// Whether the sentence tells that there is only one.
    only: bool,
}

impl Named {
    /// Whether an article knows no word of the name, or of what somebody is.
    fn is_strange_to(&self, other: &Own) -> bool {
        let known = if self.bearer == Bearer::Somebody { &other.lemmas } else { &other.capitals };
        self.words.iter().all(|word| !known.contains(word))
    }
}

/// Two claims of names of which each article knows only its own, with rows that tell whether one bearer is meant. What the
/// claims around the two say, [`Context::rows`], comes to them.
pub fn pairs(owns: &Owns, (i, j, alike): (usize, usize, i32)) -> Vec<Pair> {
    let linker = owns.linker;
    let (mine, theirs) = (&owns.own(i).names, &owns.own(j).names);
    let (known_i, known_j) = (owns.own(i), owns.own(j));
    let bearers = |list: &[Named], other: &Own, bearer: Bearer| -> usize {
        let own = list.iter().filter(|n| n.bearer == bearer && n.is_strange_to(other));
        own.map(|n| n.words.last().cloned()).collect::<BTreeSet<_>>().len()
    };
    let count = |bearer| bearers(mine, known_j, bearer).max(bearers(theirs, known_i, bearer));
    let counts: BTreeMap<Bearer, usize> =
        [Bearer::Person, Bearer::Thing, Bearer::Country, Bearer::Somebody].map(|b| (b, count(b))).into();
    // asked of few pairs of articles, and not cheap
    let in_common = LazyCell::new(|| names_in_common(linker, i, j));
    let mut found = Vec::new();
    for a in mine {
        for b in theirs {
            let Some(of) = both(a.bearer, b.bearer) else { continue };
            // "Ivo Marn" and "Ida Marn": neither article knows the other's first name
            let first_alone = !known_j.capitals.contains(&a.words[0]) && !known_i.capitals.contains(&b.words[0]);
            let shared = match (
                a.is_strange_to(known_j) && b.is_strange_to(known_i),
                first_alone && surname_shared(linker, a, b),
            ) {
                (true, _) => "nothing in common",
                (_, true) => "a surname in common",
                _ => continue,
            };
            if !apart(linker, a, b) {
                continue;
            }
            let (p, q) = (linker.draft(a.at), linker.draft(b.at));
            let mut pair = linker.pair_of(a.at, b.at, alike);
            let count = counts[&a.bearer].max(counts[&b.bearer]);
            let rows = &mut pair.rows;
            let mut add = |name, outcome| rows.push(Row::is(name, outcome));
            add("the two names", shared);
            add("of a", of);
            add("parts played", parts(p, q));
            add("called", called(a, b));
            add("names of the articles", *in_common);
            add(
                "such names in an article",
                match count {
                    ..2 => "one",
                    2 => "two",
                    3..5 => "a few",
                    _ => "many",
                },
            );
            add("words set apart in clauses", set_apart(linker, a.at, b.at, Nearness::Clause));
            add("words set apart in sentences", set_apart(linker, a.at, b.at, Nearness::Sentence));
            let only = match (a.only, b.only) {
                (true, true) => "told by both",
                (false, false) => "not told",
                _ => "told by one",
            };
            add("only one", only);
            add("a deed of one", of_one(p, q));
            found.push(pair);
        }
    }
    found
}

/// What two bearers are together, if one may be told of in the other's place.
fn both(a: Bearer, b: Bearer) -> Option<&'static str> {
    Some(match (a.min(b), a.max(b)) {
        (Bearer::Person, Bearer::Person) => "person",
        (Bearer::Thing, Bearer::Thing) => "thing",
        // which of the two a name is of cannot always be told
        (Bearer::Person, Bearer::Thing) => "person and thing",
        (Bearer::Country, Bearer::Country) => "country",
        (Bearer::Somebody, Bearer::Somebody) => "somebody",
        (Bearer::Person, Bearer::Somebody) => "person and somebody",
        _ => return None,
    })
}

/// The contradictions of two articles over who or what it was: the surest for each name.
pub fn findings(owns: &Owns, story: (usize, usize, i32), context: &Context, told: &[Finding]) -> Vec<Finding> {
    let linker = owns.linker;
    // what an outlet changed in a new version it changed
    if linker.newest[story.0] == linker.newest[story.1] {
        return Vec::new();
    }
    let mut best: Vec<(i32, At, At)> = Vec::new();
    for mut pair in pairs(owns, story) {
        pair.rows.extend(context.rows(linker, &pair));
        let score = table().score(GROUP, &pair.rows);
        // who it was years ago and who it is now are two
        if score >= ACCUSE && long_ago(linker, pair.a) == long_ago(linker, pair.b) {
            best.push((score, pair.a, pair.b));
        }
    }
    best.sort_by_key(|&(score, a, b)| (std::cmp::Reverse(score), a, b));
    let name = |at: At| linker.draft(at).claim.canonical.to_lowercase();
    let mut taken: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut found = Vec::new();
    for (score, a, b) in best {
        let keys = [(a.reading, name(a)), (b.reading, name(b))];
        let known = told.iter().any(|finding| {
            let holds = |at: At| finding.sides.iter().any(|side| side.claims.contains(&linker.draft(at).claim.id));
            finding.verdict == Verdict::Contradiction && holds(a) && holds(b)
        });
        if known || keys.iter().any(|key| taken.contains(key)) {
            continue;
        }
        taken.extend(keys);
        let unnamed = |at: At| matches!(linker.draft(at).detail, Detail::Party { who: None, .. });
        let why = match unnamed(a) || unnamed(b) {
            true => "each article tells of somebody else",
            false => "each article gives another name",
        };
        let step = Step { row: "who it was".into(), outcome: why.into(), points: score };
        let sides = vec![vec![a], vec![b]];
        found.push(make(linker.readings, Verdict::Contradiction, Scope::Across, sides, vec![step], why));
    }
    found
}

/// The names of an article that are of one person or thing, each claim of them.
pub(super) fn names(linker: &Linker, reading: usize) -> Vec<Named> {
    let drafts = &linker.readings[reading].drafts;
    let named = |(d, draft): (usize, &Draft)| {
        if matches!(draft.frame.modality, Modality::Hypothetical | Modality::Denied | Modality::Possible) {
            return None;
        }
        let at = At { reading, draft: d };
        if let Detail::Party { who: None, key, .. } = &draft.detail {
            let first = draft.claim.quote.split_whitespace().next().unwrap_or("").to_lowercase();
            let some =
                matches!(first.as_str(), "a" | "an" | "one" | "his" | "her" | "its" | "their") && !key.is_empty();
            let (words, called) = (vec![key.clone()], vec![key.clone()]);
            return some.then(|| Named { at, words, bearer: Bearer::Somebody, called, only: only(draft) });
        }
        let (name, bearer) = match &draft.detail {
            Detail::Naming => {
                let person = draft.frame.head.as_deref().is_some_and(lexicon::is_person_or_group);
                (draft.claim.canonical.as_str(), if person { Bearer::Person } else { Bearer::Thing })
            }
            Detail::Party { who: Some(who), .. } if who.named() => {
                let bearer = match who.kind {
                    NameKind::Person => Bearer::Person,
                    NameKind::Place => Bearer::Country,
                    _ => Bearer::Thing,
                };
                (who.name.as_str(), bearer)
            }
            _ => return None,
        };
        let capital = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().count() > 1;
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
            .filter(capital)
            .map(str::to_lowercase)
            .collect();
        // "the NATO summit" is no NATO
        let bears = bearer == Bearer::Person || !beside_a_noun(linker, at);
        (bears && !words.is_empty()).then(|| Named { at, words, bearer, called: calls(linker, at), only: only(draft) })
    };
    drafts.iter().enumerate().filter_map(named).collect()
}

/// Whether a name only says which of its kind another noun is of.
fn beside_a_noun(linker: &Linker, at: At) -> bool {
    let draft = linker.draft(at);
    let sentence = &linker.readings[at.reading].sentences[draft.frame.sentence];
    let head = sentence.head_word(sentence.tokens_in(draft.claim.span));
    head.is_some_and(|head| matches!(sentence.tokens[head].relation, "compound" | "nmod:poss" | "amod"))
}

/// Words of an article that begin with a capital, in lower case.
pub(super) fn capitals(linker: &Linker, reading: usize) -> BTreeSet<String> {
    let reading = &linker.readings[reading];
    let text = &reading.document.article.text;
    let tokens = reading.sentences.iter().flat_map(|s| &s.tokens);
    tokens.map(|t| t.span.of(text)).filter(|w| w.starts_with(char::is_uppercase)).map(str::to_lowercase).collect()
}

fn surname_shared(linker: &Linker, a: &Named, b: &Named) -> bool {
    let full = |n: &Named| n.bearer == Bearer::Person && n.words.len() >= 2;
    let people = |at: At| match &linker.draft(at).detail {
        Detail::Party { who, .. } => who.clone(),
        _ => None,
    };
    let different = || {
        let who = people(a.at).zip(people(b.at));
        who.is_some_and(|(x, y)| same_party(&x, &y) == MatchLevel::Different)
    };
    full(a) && full(b) && a.words.last() == b.words.last() && a.words[0] != b.words[0] && different()
}

/// Whether two names are surely not two forms of one, or two that have none are surely two.
fn apart(linker: &Linker, a: &Named, b: &Named) -> bool {
    match (a.bearer, b.bearer) {
        (Bearer::Somebody, Bearer::Somebody) => return other_actors(linker, a.at, b.at),
        (Bearer::Somebody, _) | (_, Bearer::Somebody) => {
            return !a.called.is_empty()
                && !b.called.is_empty()
                && a.called.iter().all(|x| b.called.iter().all(|y| two_sorts(x, y)));
        }
        _ => {}
    }
    match (&linker.draft(a.at).detail, &linker.draft(b.at).detail) {
        (Detail::Party { who: Some(x), .. }, Detail::Party { who: Some(y), .. }) => match same_party(x, y) {
            MatchLevel::Different => true,
            MatchLevel::Same | MatchLevel::Likely => false,
            _ => !one_name(&x.name, &y.name),
        },
        (p, q) => {
            let name = |detail: &Detail, at: At| match detail {
                Detail::Party { who: Some(who), .. } => who.name.clone(),
                _ => linker.draft(at).claim.canonical.clone(),
            };
            !one_name(&name(p, a.at), &name(q, b.at))
        }
    }
}

fn parts(a: &Draft, b: &Draft) -> &'static str {
    let part = |draft: &Draft| match draft.detail {
        Detail::Party { role, .. } => Some(role),
        _ => None,
    };
    match (part(a), part(b)) {
        (Some(Role::Other), _) | (_, Some(Role::Other)) => "one beside",
        (Some(x), Some(y)) if x == y => "one",
        (Some(_), Some(_)) => "opposite",
        _ => "a name given",
    }
}

/// Whether the deeds that are told of the two are done by one alone, as a race is won.
fn of_one(a: &Draft, b: &Draft) -> &'static str {
    let one = |draft: &Draft| {
        let verb = &draft.frame.predicate;
        let verbs = &lists().one_doer;
        verbs.contains(&verb.replace(' ', "-")) || verb.split(' ').next().is_some_and(|verb| verbs.contains(verb))
    };
    match (one(a), one(b)) {
        (true, true) => "both",
        (false, false) => "neither",
        _ => "one",
    }
}

/// How near the nouns are by which the two are called.
fn called(a: &Named, b: &Named) -> &'static str {
    let (p, q) = (&a.called, &b.called);
    if p.is_empty() || q.is_empty() {
        return "one without a noun";
    }
    let near = p.iter().flat_map(|x| q.iter().map(move |y| lexicon::relatedness(x, y))).max();
    match near {
        Some(100) => "the same",
        Some(80..) => "alike",
        Some(60..) => "related",
        _ => "otherwise",
    }
}

fn calls(linker: &Linker, at: At) -> Vec<String> {
    let reading = &linker.readings[at.reading];
    let draft = linker.draft(at);
    let mut nouns: Vec<String> = Vec::new();
    match &draft.detail {
        Detail::Party { who: Some(who), .. } => nouns.extend(who.titles.iter().cloned()),
        _ => nouns.extend(draft.frame.head.clone()),
    }
    let sentence = &reading.sentences[draft.frame.sentence];
    let tokens = &sentence.tokens;
    let inside = sentence.tokens_in(draft.claim.span);
    let Some(head) = sentence.head_word(inside.clone()) else { return nouns };
    let beside = |relation: &str| {
        matches!(relation.split(':').next().unwrap_or(relation), "appos" | "compound" | "nmod" | "flat" | "amod")
    };
    for (k, token) in tokens.iter().enumerate().filter(|(k, t)| t.upos == Upos::Noun && !inside.contains(k)) {
        let below = token.head == Some(head) && beside(token.relation);
        let above = tokens[head].head == Some(k) && beside(tokens[head].relation);
        if below || above {
            nouns.push(token.lemma.to_lowercase());
        }
    }
    let clause = &reading.clauses[draft.frame.sentence].list[draft.frame.clause];
    if clause.subject == Some(head) && tokens[clause.predicate].upos == Upos::Noun {
        nouns.push(tokens[clause.predicate].lemma.to_lowercase());
    }
    // "it was postwoman Halm who …"
    if let Some(before) = inside.start.checked_sub(1).filter(|&k| tokens[k].upos == Upos::Noun) {
        nouns.push(tokens[before].lemma.to_lowercase());
    }
    nouns
}

/// Whether a sentence tells that there is only one: "the only", "alone", "nobody else", "it was Ida Marn who".
fn only(draft: &Draft) -> bool {
    const WORDS: [&str; 16] = [
        "only",
        "alone",
        "sole",
        "single",
        "single-handed",
        "nobody else",
        "no one else",
        "no-one else",
        "none other",
        "by himself",
        "by herself",
        "on his own",
        "on her own",
        "without help",
        "no accomplice",
        "no accomplices",
    ];
    let plain = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
    };
    let claim = &draft.claim;
    let part = |from: usize, to: usize| plain(claim.sentence.get(from..to).unwrap_or(""));
    let start = claim.span.start.saturating_sub(claim.sentence_span.start);
    let (before, after) = (part(0, start), part(start + claim.span.len(), claim.sentence.len()));
    let cleft = [" it was ", " it is "].iter().any(|lead| {
        let opens = before.rfind(lead).is_some_and(|from| before[from + lead.len()..].split_whitespace().count() <= 3);
        opens && [" who ", " that "].iter().any(|link| after.starts_with(link))
    });
    let sentence = plain(&claim.sentence);
    let near = draft.frame.words.iter().any(|w| WORDS.contains(&w.lemma.as_str()));
    near || cleft || WORDS.iter().any(|word| sentence.contains(&format!(" {word} ")))
}
