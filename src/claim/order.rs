//! Claims of order: first and last, before and after.

use super::build::Bench;
use super::clause::{base, noun_phrase};
use super::frame::{Nearness, Word, is_content, is_deed};
use super::values::ordinal;
use super::words::lists;
use super::{Detail, Draft};
use crate::model::{Attribute, Span, Value};
use crate::syntax::{Sentence, Token, Upos};

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    // "convicted for the third time": a third conviction
    for draft in drafts.iter_mut().filter(|d| matches!(d.detail, Detail::Rank { .. })) {
        if draft.frame.head.as_deref() == Some("time") {
            draft.frame.head = Some(draft.frame.deed().to_string());
        }
    }
    for s in 0..bench.sentences.len() {
        ranks(bench, s, drafts);
        superlatives(bench, s, drafts);
        connectives(bench, s, drafts);
        sequels(bench, s, drafts);
        verbs(bench, s, drafts);
    }
}

/// Words that give a place in a row and are no numerals.
fn rank_word(lemma: &str) -> Option<(u32, bool)> {
    Some(match lemma {
        "first" | "inaugural" | "maiden" | "debut" => (1, false),
        "second" | "runner-up" => (2, false),
        "third" => (3, false),
        "fourth" => (4, false),
        "fifth" => (5, false),
        "last" | "final" => (1, true),
        _ => return None,
    })
}

/// "as number two", "the world No. 2": the figure that follows the word; "runner-up" where it is cut in three.
fn numbered(sentence: &Sentence, token: &Token) -> Option<(u32, bool)> {
    let at = sentence.tokens.iter().position(|t| t.span == token.span)?;
    let word = |i: usize| sentence.tokens.get(i).map_or(String::new(), |t| t.lemma.to_lowercase());
    match word(at).as_str() {
        "runner" if word(at + 1) == "up" || word(at + 1) == "-" && word(at + 2) == "up" => Some((2, false)),
        "number" | "no." | "no" if token.upos != Upos::Det => {
            let figure = word(at + 1);
            let spelled = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
            let place = spelled.iter().position(|w| *w == figure).map(|i| i as u32 + 1);
            place.or_else(|| figure.parse().ok().filter(|n| (1..=10).contains(n))).map(|place| (place, false))
        }
        _ => None,
    }
}

/// "every second" is a rate, and a "first officer" has nobody behind.
fn no_place(sentence: &Sentence, token: &Token) -> bool {
    let Some(at) = sentence.tokens.iter().position(|t| t.span == token.span) else { return false };
    let word =
        |i: Option<usize>| i.and_then(|i| sentence.tokens.get(i)).map_or(String::new(), |t| t.lemma.to_lowercase());
    let named = sentence.tokens.get(at + 1).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj));
    let before = word(at.checked_sub(1));
    let rate = matches!(before.as_str(), "every" | "each") || matches!(before.as_str(), "per" | "a") && !named;
    let office = matches!(token.lemma.to_lowercase().as_str(), "first" | "second" | "third")
        && lists().ranked_offices.contains(&word(Some(at + 1)));
    token.lemma == "second" && rate || office
}

/// "first phone call", "the second to ratify", "came third": where the figures' reader saw no ordinal.
fn ranks(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let of_token = |draft: &Draft| sentence.tokens.iter().find(|t| t.span == draft.claim.span);
    let empty = |draft: &Draft| {
        matches!(draft.detail, Detail::Rank { .. }) && of_token(draft).is_some_and(|token| no_place(sentence, token))
    };
    drafts.retain(|draft| draft.frame.sentence != s || !empty(draft));
    // "lasted an hour" gives no place in a row
    for token in sentence.tokens.iter().filter(|t| t.upos != Upos::Verb) {
        let told = rank_word(&token.lemma.to_lowercase()).or_else(|| numbered(sentence, token));
        let Some((place, last)) = told.or_else(|| medal(sentence, token)) else {
            continue;
        };
        let known = |d: &Draft| {
            let attribute = d.claim.attribute;
            // "two thirds", "40 litres per second"
            let part =
                matches!(attribute, Attribute::Money | Attribute::Percent | Attribute::Measure | Attribute::Duration);
            d.claim.span.overlaps(token.span) && (part || matches!(d.detail, Detail::Rank { .. }))
        };
        let of_time = bench.times.iter().any(|t| t.span.overlaps(token.span));
        if of_time || drafts.iter().any(known) || no_place(sentence, token) {
            continue;
        }
        let runner_up = token.lemma == "runner";
        let head =
            token.head.filter(|&h| !runner_up && h < sentence.tokens.len() && sentence.tokens[h].upos == Upos::Noun);
        // "Saturday's cup final" is a match
        if token.lemma == "final" && (token.upos == Upos::Noun || head.is_none()) {
            continue;
        }
        let noun = head.map(|h| sentence.tokens[h].lemma.to_lowercase()).unwrap_or_default();
        let word = if last { "last".to_string() } else { ordinal(place) };
        let canonical = format!("{word} {noun}").trim().to_string();
        let value = Value::Text { text: canonical.clone() };
        if let Some(mut draft) = bench.draft(Attribute::Order, token.span, value, canonical, "rank", "rank") {
            draft.frame.head = head.map(|_| noun);
            draft.detail = Detail::Rank { place, last };
            drafts.push(draft);
        }
    }
}

/// "the second-largest mill", "the third hottest June": a place in a row of its own, by the adjective.
fn superlatives(bench: &Bench, s: usize, drafts: &mut Vec<Draft>) {
    let sentence = &bench.sentences[s];
    let tokens = &sentence.tokens;
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.fine == "JJS") {
        let lemma = match token.lemma.as_str() {
            "big" | "great" => "large".to_string(),
            "most" | "much" | "many" | "least" | "late" | "good" | "bad" => continue,
            other => other.to_lowercase(),
        };
        let before = (i.saturating_sub(2)..i).rev().find(|&k| !matches!(tokens[k].lemma.as_str(), "-" | "–"));
        let ordinal_at = before.filter(|&k| tokens[k].span.end + 1 >= token.span.start.saturating_sub(1));
        let known = ordinal_at.and_then(|k| {
            let at = drafts.iter().position(|d| {
                matches!(d.detail, Detail::Rank { .. })
                    && d.claim.span.overlaps(tokens[k].span)
                    && d.frame.sentence == s
            })?;
            Some((at, k))
        });
        let head = token.head.filter(|&h| tokens[h].upos == Upos::Noun);
        let noun = head.map(|h| tokens[h].lemma.to_lowercase());
        let place = match known {
            Some((at, _)) => match drafts[at].detail {
                Detail::Rank { place, .. } => place,
                _ => continue,
            },
            // "one of the largest ports"
            None if head.is_some_and(|h| single(tokens, h, bench.text)) => 1,
            None => continue,
        };
        let span = known.map_or(token.span, |(_, k)| tokens[k].span.cover(token.span));
        let canonical = format!("{} {lemma} {}", ordinal(place), noun.clone().unwrap_or_default()).trim().to_string();
        let value = Value::Text { text: canonical.clone() };
        let scale = format!("rank, {lemma}");
        if let Some(mut draft) = bench.draft(Attribute::Order, span, value, canonical, &scale, "rank-by") {
            draft.frame.head = noun;
            draft.detail = Detail::Rank { place, last: false };
            if let Some((at, _)) = known {
                drafts.remove(at);
            }
            drafts.push(draft);
        }
    }
}

/// Whether a noun is in the singular.
fn single(tokens: &[Token], noun: usize, text: &str) -> bool {
    tokens[noun].span.of(text).eq_ignore_ascii_case(&tokens[noun].lemma)
}

/// "took silver": the place that a medal stands for.
fn medal(sentence: &Sentence, token: &Token) -> Option<(u32, bool)> {
    let place = match token.lemma.to_lowercase().as_str() {
        "gold" => 1,
        "silver" => 2,
        "bronze" => 3,
        _ => return None,
    };
    let at = sentence.tokens.iter().position(|t| t.span == token.span)?;
    let medal =
        sentence.tokens.get(at + 1).is_some_and(|t| matches!(t.lemma.as_str(), "medal" | "medallist" | "medalist"));
    let head = token.head.and_then(|h| sentence.tokens.get(h)).map_or("", |t| t.lemma.as_str());
    let won = matches!(base(token.relation), "obj" | "obl")
        && matches!(head, "take" | "win" | "claim" | "earn" | "bag" | "settle" | "come");
    let plain = token.upos == Upos::Noun && !sentence.tokens.iter().any(|t| t.head == Some(at) && t.upos == Upos::Noun);
    (medal || won && plain).then_some((place, false))
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
        let Some(head) = token.head.filter(|&h| h < tokens.len()) else { continue };
        if bench.times.iter().any(|t| t.span.overlaps(tokens[head].span)) || lemma == "since" {
            continue;
        }
        // what the connective hangs on is the one happening; what that hangs on is the other
        let Some(main) = tokens[head].head.filter(|&h| h < tokens.len()) else { continue };
        let below = subtree(sentence, head);
        let inner: Vec<Word> = content(bench, s, &below);
        let clause = bench.clauses[s].of_token[main];
        let outer_tokens: Vec<usize> =
            (0..tokens.len()).filter(|&t| bench.clauses[s].of_token[t] == clause && !below.contains(&t)).collect();
        let mut outer = content(bench, s, &outer_tokens);
        if outer.len() < 2 && s > 0 {
            outer.extend(whole(bench, s - 1).into_iter().map(|w| Word { near: Nearness::Context, ..w }));
        }
        let negated = bench.clauses[s].list[clause].negated;
        // "not until B": A comes after B
        let not = i > 0 && tokens[i - 1].lemma.eq_ignore_ascii_case("not");
        let b_first = later_first || (matches!(lemma.as_str(), "until" | "till") && (negated || not));
        let span = Span::new(token.span.start, phrase_end(sentence, head).max(token.span.end));
        let (first, second) = if b_first { (inner, outer) } else { (outer, inner) };
        drafts.extend(before(bench, span, first, second, "before-after"));
    }
}

/// Whether what "when" brings in came first ("only when A did B"), or last ("A had been lost for an hour when B"); none
/// where the two may have come at one time.
fn order_of_when(bench: &Bench, s: usize, i: usize) -> Option<bool> {
    let tokens = &bench.sentences[s].tokens;
    if i > 0 && tokens[i - 1].lemma.eq_ignore_ascii_case("only") {
        return Some(true);
    }
    let inner = tokens[i].head?;
    let main = tokens.get(inner)?.head.filter(|&m| m < tokens.len())?;
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
    let negated = bench.clauses[s].list[clause].negated;
    (had(main) && !had(inner) && done && !negated).then_some(false)
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
        if !adverb || !matches!(token.upos, Upos::Adv | Upos::Adj) {
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
fn before(bench: &Bench, span: Span, first: Vec<Word>, second: Vec<Word>, rule: &str) -> Option<Draft> {
    if first.is_empty() || second.is_empty() {
        return None;
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
        if is_content(sentence, i) {
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
