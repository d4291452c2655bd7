//! Claims of order: places in a row. Before and after are in [`super::befores`].

use super::befores;
use super::build::Bench;
use super::clause::base;
use super::values::ordinal;
use super::words::lists;
use super::{Detail, Draft};
use crate::model::{Attribute, Value};
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
        befores::claims(bench, s, drafts);
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
        "penultimate" => (2, true),
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
        let (place, last) = if last { from_the_end(sentence, token, place, drafts) } else { (place, last) };
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
        let word = match (last, place) {
            (true, 1) => "last".to_string(),
            (true, place) => format!("{} last", ordinal(place)),
            _ => ordinal(place),
        };
        let canonical = format!("{word} {noun}").trim().to_string();
        let value = Value::Text { text: canonical.clone() };
        if let Some(mut draft) = bench.draft(Attribute::Order, token.span, value, canonical, "rank", "rank") {
            draft.frame.head = head.map(|_| noun);
            draft.detail = Detail::Rank { place, last };
            drafts.push(draft);
        }
    }
}

/// The place that "last" stands for: of twelve the last is the twelfth, and the last but one in a table of 24 the 23rd.
fn from_the_end(sentence: &Sentence, token: &Token, place: u32, drafts: &[Draft]) -> (u32, bool) {
    /// So many words behind "last" its number may stand: "the last of the club's twelve members".
    const REACH: usize = 8;
    let Some(at) = sentence.tokens.iter().position(|t| t.span == token.span) else { return (place, true) };
    let behind = &sentence.tokens[at + 1..sentence.tokens.len().min(at + 1 + REACH)];
    let but_one = behind.len() >= 2 && behind[0].lemma == "but" && behind[1].lemma == "one";
    let place = if but_one { 2 } else { place };
    let of = behind.iter().position(|t| t.lemma == "of");
    let end = behind.iter().position(|t| t.upos == Upos::Verb || t.lemma == ",").unwrap_or(behind.len());
    let among = of.and_then(|of| {
        let numbers = behind.get(of + 1..end)?.iter().filter(|t| t.upos == Upos::Num);
        numbers.into_iter().find_map(|number| {
            let counts = |d: &&Draft| d.claim.attribute == Attribute::Count && d.claim.span.overlaps(number.span);
            drafts.iter().find(counts).and_then(|d| match &d.claim.value {
                Value::Quantity(q) => q.low.filter(|_| q.low == q.high).and_then(|n| u32::try_from(n).ok()),
                _ => None,
            })
        })
    });
    match among {
        Some(all) if (3..=200).contains(&all) && all >= place => (all + 1 - place, false),
        _ => (place, true),
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
