//! Claims that one happening came before another: "A before B", "Only then did B", "A came first".
//!
//! What belongs here: how texts tell that one thing came before another. What does not: places in a row, and how two orders
//! compare.

use super::build::Bench;
use super::clause::{base, noun_phrase};
use super::frame::{Nearness, Word, is_content, is_deed};
use super::words::lists;
use super::{Detail, Draft};
use crate::model::{Attribute, Modality, Span, Value};
use crate::syntax::{Sentence, Upos};

/// The befores that a sentence tells.
pub fn claims(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    connectives(bench, s, drafts);
    by_the_time(bench, s, drafts);
    eves(bench, s, drafts);
    firsts(bench, s, drafts);
    sequels(bench, s, drafts);
    verbs(bench, s, drafts);
}

/// "A before B", "after B, A", "A until B", "A following B", "only when A did B", "A had happened when B".
fn connectives(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate() {
        let lemma = token.lemma.to_lowercase();
        let later_first = match lemma.as_str() {
            "before" | "until" | "till" => false,
            "after" | "following" | "once" | "since" => true,
            "prior" | "ahead" if tokens.get(i + 1).is_some_and(|t| matches!(t.lemma.as_str(), "to" | "of")) => false,
            "when" => match order_of_when(bench, s, i) {
                Some(later_first) => later_first,
                None => continue,
            },
            _ => continue,
        };
        if !matches!(base(token.relation), "mark" | "case" | "advmod" | "fixed") {
            continue;
        }
        // "a day ahead of Denmark": what "of" hangs on is told by the words behind it
        let of = (lemma == "ahead").then(|| sentence.children(i).find(|&t| sentence.case(t) == Some("of"))).flatten();
        let Some(head) = of.or(token.head).filter(|&h| h < tokens.len()) else { continue };
        if bench.times.iter().any(|t| t.span.overlaps(tokens[head].span)) || lemma == "since" {
            continue;
        }
        // what the connective hangs on is the one happening; what that hangs on is the other
        let above = if of.is_some() { token.head } else { governor(sentence, head) };
        let Some(main) = above.filter(|&h| h < tokens.len()) else { continue };
        let below = subtree(sentence, head);
        let inner: Vec<Word> = content(bench, s, &below);
        let mut outer = content(bench, s, &around(bench, s, main, &below));
        if outer.len() < 2 && s > 0 {
            outer.extend(whole(bench, s - 1).into_iter().map(|w| Word { near: Nearness::Context, ..w }));
        }
        let negated = bench.clauses[s].list[bench.clauses[s].of_token[main]].negated;
        // "not until B", "not until an hour after B": A comes after B
        let not = i > 0 && tokens[i - 1].lemma.eq_ignore_ascii_case("not");
        let until = matches!(lemma.as_str(), "until" | "till");
        // "not before B but an hour later"
        if not && !until {
            continue;
        }
        let not_until = not || not_until(sentence, i);
        let b_first = later_first || until && (negated || not);
        let span = Span::new(token.span.start, phrase_end(sentence, head).max(token.span.end));
        let (first, second) = if b_first { (inner, outer) } else { (outer, inner) };
        let rule = if of.is_some() { AHEAD } else { "before-after" };
        let claim = before(bench, span, first, second, rule);
        drafts.extend(claim.map(|draft| if not_until { asserted(draft) } else { draft }));
    }
}

/// What a clause hangs on: in "A had burst when B rang, say the records" that is A, and not who says so.
fn governor(sentence: &Sentence, inner: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let mut above = tokens[inner].head.filter(|&h| h < tokens.len())?;
    while above > inner && base(tokens[above].relation) == "parataxis" && lists().speech.contains(&tokens[above].lemma)
    {
        above = tokens[above].head.filter(|&h| h < tokens.len())?;
    }
    Some(above)
}

/// The words of the clause of `main` without those of `below`; with what is told of a noun that stands for its clause, "the
/// plant evacuated".
fn around(bench: &Bench, s: usize, main: usize, below: &[usize]) -> Vec<usize> {
    let tokens = &bench.sentences[s].tokens;
    let clauses = &bench.clauses[s];
    let clause = clauses.of_token[main];
    let told = |t: usize| {
        let own = clauses.list[clauses.of_token[t]].predicate;
        tokens[main].upos == Upos::Noun && tokens[own].head == Some(main) && base(tokens[own].relation) == "acl"
    };
    (0..tokens.len()).filter(|&t| (clauses.of_token[t] == clause || told(t)) && !below.contains(&t)).collect()
}

/// Whether "not until" stands a few words in front: "not until ten minutes after".
fn not_until(sentence: &Sentence, i: usize) -> bool {
    let word = |at: usize| sentence.tokens[at].lemma.to_lowercase();
    (i.saturating_sub(4)..i).any(|at| word(at) == "until" && at > 0 && word(at - 1) == "not")
}

/// "Not until then" denies nothing.
fn asserted(mut draft: Draft) -> Draft {
    draft.frame.negated = false;
    if draft.frame.modality == Modality::Denied {
        draft.frame.modality = Modality::Asserted;
        draft.claim.modality = Modality::Asserted;
    }
    draft
}

/// "By the time B, A had happened".
fn by_the_time(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.lemma == "time") {
        let by = i >= 2 && tokens[i - 1].lemma == "the" && tokens[i - 2].lemma.eq_ignore_ascii_case("by");
        let inner = sentence.children(i).find(|&t| base(tokens[t].relation) == "acl");
        let main = token.head.filter(|&h| by && h < tokens.len());
        let (Some(inner), Some(main)) = (inner, main) else { continue };
        let below = subtree(sentence, i);
        let outer = around(bench, s, main, &below);
        // "had planned to resign" has not
        let meant = lists().plan.contains(&tokens[main].lemma);
        let own = |&t: &usize| tokens[t].head == Some(main);
        let done = outer.iter().filter(|t| own(t)).any(|&t| {
            tokens[t].lemma == "already" || base(tokens[t].relation) == "aux" && tokens[t].span.of(bench.text) == "had"
        });
        if !done || meant || bench.clauses[s].list[bench.clauses[s].of_token[main]].negated {
            continue;
        }
        let (first, second) = (content(bench, s, &outer), content(bench, s, &subtree(sentence, inner)));
        let span = Span::new(tokens[i - 2].span.start, token.span.end);
        drafts.extend(before(bench, span, first, second, "by-the-time"));
    }
}

/// "On the eve of B, A".
fn eves(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.lemma == "eve") {
        let of = sentence.children(i).find(|&t| sentence.case(t) == Some("of"));
        let main = token.head.filter(|&h| h < tokens.len());
        let (Some(of), Some(main)) = (of, main) else { continue };
        if bench.clauses[s].list[bench.clauses[s].of_token[main]].negated {
            continue;
        }
        let below = subtree(sentence, i);
        let (first, second) =
            (content(bench, s, &around(bench, s, main, &below)), content(bench, s, &subtree(sentence, of)));
        drafts.extend(before(bench, token.span, first, second, "eve"));
    }
}

/// "A came first; B followed", "First came A. Only later did B": what is told next came after.
fn firsts(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate() {
        let Some(verb) = token.head.filter(|&h| token.lemma.eq_ignore_ascii_case("first") && h < tokens.len()) else {
            continue;
        };
        // "is the first to", "first published in" are other things
        let behind = i > verb;
        let ends = tokens.get(i + 1).is_none_or(|t| matches!(t.upos, Upos::Punct | Upos::Cconj | Upos::Adp));
        let last = behind && ends;
        let opens = i == 0 && verb == 1;
        if base(token.relation) != "advmod" || tokens[verb].upos != Upos::Verb || !(last || opens) {
            continue;
        }
        let clause = bench.clauses[s].of_token[verb];
        let mut own: Vec<usize> =
            (0..tokens.len()).filter(|&t| bench.clauses[s].of_token[t] == clause && t != i).collect();
        // "it was the dead who came up first"
        let whom = tokens[verb].head.filter(|&h| base(tokens[verb].relation) == "acl" && h < tokens.len());
        own.extend(whom.filter(|h| !own.contains(h)));
        let rest: Vec<usize> =
            (i + 1..tokens.len()).filter(|t| !own.contains(t) && tokens[*t].upos != Upos::Punct).collect();
        let next = if rest.len() > 2 && follows(bench.text, sentence, &rest) {
            content(bench, s, &rest)
        } else if rest.len() <= 2 && s + 1 < bench.sentences.len() {
            let all: Vec<usize> = (0..bench.sentences[s + 1].tokens.len()).collect();
            if !follows(bench.text, &bench.sentences[s + 1], &all) {
                continue;
            }
            content(bench, s + 1, &all)
        } else {
            continue;
        };
        let span = token.span.cover(tokens[verb].span);
        drafts.extend(before(bench, span, content(bench, s, &own), next, FIRST));
    }
}

/// The rules by which what one party did may be told by its name alone.
const AHEAD: &str = "ahead-of";
const FIRST: &str = "first";

/// Whether some words of a sentence tell that what they tell came after what was told before.
fn follows(text: &str, sentence: &Sentence, words: &[usize]) -> bool {
    let tokens = &sentence.tokens;
    words.iter().any(|&t| match tokens[t].span.of(text).to_lowercase().as_str() {
        "then" | "later" | "afterwards" | "afterward" | "thereafter" | "subsequently" => tokens[t].upos == Upos::Adv,
        "follow" | "follows" | "followed" => tokens[t].upos == Upos::Verb,
        "after" => tokens.get(t + 1).is_some_and(|next| matches!(next.lemma.as_str(), "that" | "it" | "them")),
        _ => false,
    })
}

/// Whether what "when" brings in came first ("only when A did B"), or last ("A had been lost for an hour when B"); none
/// where the two may have come at one time.
fn order_of_when(bench: &Bench, s: usize, i: usize) -> Option<bool> {
    let tokens = &bench.sentences[s].tokens;
    if i > 0 && tokens[i - 1].lemma.eq_ignore_ascii_case("only") {
        return Some(true);
    }
    let inner = tokens[i].head.filter(|&h| h < tokens.len())?;
    let main = governor(&bench.sentences[s], inner)?;
    let clause = bench.clauses[s].of_token[main];
    let own = |t: &usize| bench.clauses[s].of_token[*t] == clause;
    let had = |verb: usize| {
        tokens.iter().any(|t| {
            t.head == Some(verb) && base(t.relation) == "aux" && t.lemma == "have" && t.span.of(bench.text) == "had"
        })
    };
    let done = (0..tokens.len()).filter(own).any(|t| {
        let lasted = bench.joined_times.iter().any(|time| time.span.overlaps(tokens[t].span));
        tokens[t].lemma == "already" || tokens[t].lemma == "long" || lasted
    });
    // "was already flowing when B"
    let under_way = tokens[main].fine == "VBG" && (0..tokens.len()).filter(own).any(|t| tokens[t].lemma == "already");
    let negated = bench.clauses[s].list[clause].negated;
    ((had(main) && done || under_way) && !had(inner) && !negated).then_some(false)
}

/// "Only then did B", "Later B", "A, and then B", "A; two hours later B": what is told before came before.
///
/// Where the adverb opens its sentence, that is the sentence before, and else what stands before it in its own.
fn sequels(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let tokens = &bench.sentences[s].tokens;
    let conditional = tokens.iter().any(|t| matches!(t.lemma.as_str(), "if" | "when" | "since" | "until"));
    for (i, token) in tokens.iter().enumerate() {
        let lemma = token.lemma.to_lowercase();
        let adverb =
            matches!(lemma.as_str(), "then" | "later" | "afterwards" | "afterward" | "thereafter" | "subsequently");
        let after_that = lemma == "after"
            && tokens.get(i + 1).is_some_and(|t| t.lemma == "that")
            && tokens.get(i + 2).is_none_or(|t| matches!(t.upos, Upos::Punct | Upos::Cconj | Upos::Verb | Upos::Aux));
        if !(adverb && matches!(token.upos, Upos::Adv | Upos::Adj) || after_that) {
            continue;
        }
        let time = bench.joined_times.iter().find(|t| t.span.overlaps(token.span)).map(|t| t.span);
        let word = |at: usize| tokens.get(at).map_or(String::new(), |t| t.lemma.to_lowercase());
        let until = i >= 2 && word(i - 1) == "until" && word(i - 2) == "not";
        let only = i >= 1 && word(i - 1) == "only" || until;
        // "two hours later" dates the sequel; "later this week" says nothing of what came before
        let (from, counted) = match time {
            Some(span) if lemma == "later" && span.end == token.span.end => {
                (tokens.partition_point(|t| t.span.end <= span.start), true)
            }
            Some(_) if !only => continue,
            _ => (i - usize::from(only) - usize::from(until), false),
        };
        let opens =
            tokens[..from].iter().all(|t| matches!(t.lemma.to_lowercase().as_str(), "it" | "be" | "and" | "just"));
        let joined = from > 0 && matches!(word(from - 1).as_str(), "and" | "," | ";" | "but");
        let follows_text = s > 0 && (bench.is_title(s) || !bench.is_title(s - 1));
        let (first, second): (Vec<Word>, Vec<usize>) = if opens && follows_text {
            (whole(bench, s - 1), (i + 1..tokens.len()).collect())
        } else if joined && !opens && (only || counted || word(from - 1) != "," && !conditional) {
            (content(bench, s, &(0..from).collect::<Vec<_>>()), (i + 1..tokens.len()).collect())
        } else {
            continue;
        };
        let second = content(bench, s, &second);
        drafts.extend(before(bench, tokens[from].span.cover(token.span), first, second, "sequel"));
    }
}

/// "B followed A", "A led to B", "A preceded B", "A was followed by B".
fn verbs(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    for clause in &bench.clauses[s].list {
        let Some(subject) = clause.subject else { continue };
        let oblique = |case: &str| {
            sentence
                .children(clause.predicate)
                .find(|&t| base(sentence.tokens[t].relation) == "obl" && sentence.case(t) == Some(case))
        };
        let (other, subject_first) = match clause.lemma.as_str() {
            "follow" if clause.passive => (clause.agent, true),
            "precede" if clause.passive => (clause.agent, false),
            "follow" => (clause.object, false),
            "precede" => (clause.object, true),
            "lead" => (oblique("to"), true),
            _ => continue,
        };
        let Some(other) = other else { continue };
        if clause.negated
            || [subject, other].iter().any(|&t| sentence.tokens[t].upos != Upos::Noun || !is_deed(sentence, t))
        {
            continue;
        }
        let (mine, theirs) =
            (content(bench, s, &subtree(sentence, subject)), content(bench, s, &subtree(sentence, other)));
        let (first, second) = if subject_first { (mine, theirs) } else { (theirs, mine) };
        let span = sentence.tokens[clause.predicate].span;
        drafts.extend(before(bench, span, first, second, "follows"));
    }
}

/// The claim that one happening came before another, each by its words.
fn before(bench: &Bench, span: Span, mut first: Vec<Word>, mut second: Vec<Word>, rule: &str) -> Option<Draft> {
    if first.is_empty() || second.is_empty() {
        return None;
    }
    // "recognised it a day ahead of Denmark": what Denmark did is what was told before
    if matches!(rule, AHEAD | FIRST) {
        let bare = |words: &[Word]| words.iter().all(|w| w.name && !w.deed);
        if bare(&second) {
            second.extend(first.iter().filter(|w| !w.name).cloned());
        } else if bare(&first) {
            first.extend(second.iter().filter(|w| !w.name).cloned());
        }
    }
    let canonical = format!("{} before {}", plain(&first), plain(&second));
    let value = Value::Text { text: canonical.clone() };
    let mut draft = bench.draft(Attribute::Order, span, value, canonical, "before", rule)?;
    draft.detail = Detail::Before { first, second };
    Some(draft)
}

/// What a sentence tells, as words.
fn whole(bench: &Bench, s: usize) -> Vec<Word> {
    content(bench, s, &(0..bench.sentences[s].tokens.len()).collect::<Vec<_>>())
}

fn phrase_end(sentence: &Sentence, head: usize) -> usize {
    noun_phrase(sentence, head).end
}

fn subtree(sentence: &Sentence, head: usize) -> Vec<usize> {
    let tokens = &sentence.tokens;
    (0..tokens.len())
        .filter(|&i| {
            let mut at = i;
            for _ in 0..tokens.len() {
                if at == head {
                    return true;
                }
                match tokens[at].head {
                    Some(h) if h < tokens.len() => at = h,
                    _ => return false,
                }
            }
            false
        })
        .collect()
}

/// Content words, and for a name of a country's capital or people the country; neither when it was nor who says so.
fn content(bench: &Bench, s: usize, tokens: &[usize]) -> Vec<Word> {
    let sentence = &bench.sentences[s];
    let mut words: Vec<Word> = Vec::new();
    let mut add = |lemma: String, token: usize, name: bool, deed: bool| {
        if !words.iter().any(|w| w.lemma == lemma) {
            words.push(Word { lemma, token, near: Nearness::Clause, name, deed });
        }
    };
    let clauses = &bench.clauses[s];
    let saying = |i: usize| {
        let verb = clauses.list[clauses.of_token[i]].lemma.split(' ').next().unwrap_or("");
        lists().speech.contains(verb) && tokens.iter().any(|&t| clauses.of_token[t] != clauses.of_token[i])
    };
    let dated = |i: usize| bench.joined_times.iter().any(|t| t.span.overlaps(sentence.tokens[i].span));
    for i in tokens.iter().copied().filter(|&i| !saying(i) && !dated(i)) {
        let name = sentence.tokens[i].upos == Upos::Propn;
        // "went off", "gave way": light verbs whose idiom tells a deed
        let clause = &clauses.list[clauses.of_token[i]];
        if clause.predicate == i && sentence.tokens[i].upos == Upos::Verb && clause.lemma.contains(' ') {
            add(clause.lemma.clone(), i, false, true);
        }
        if is_content(sentence, i) && sentence.tokens[i].lemma != "already" {
            add(sentence.tokens[i].lemma.to_lowercase(), i, name, is_deed(sentence, i));
        }
        let country = bench.entity_at(s, i).and_then(|e| bench.entities[e].country.clone());
        if let Some(country) = country {
            add(country.to_lowercase(), i, true, false);
        }
    }
    words
}

fn plain(words: &[Word]) -> String {
    let near: Vec<&str> = words.iter().take(4).map(|w| w.lemma.as_str()).collect();
    near.join(" ")
}
