//! Quotations: the exact remark and who made it.

use super::build::Bench;
use super::words::lists;
use super::{Detail, Draft};
use crate::model::{Attribute, Span, Value};
use crate::syntax::{NameKind, Upos};

/// Stretches in quotation marks, without the marks, inside the given regions.
///
/// Double marks (straight, curly, low, guillemets) open and close; a single mark opens only before a letter and after a
/// blank, and closes only before a blank or punctuation, so that apostrophes are left alone.
pub fn quoted_spans(text: &str, regions: &[Span]) -> Vec<Span> {
    let mut spans = Vec::new();
    for region in regions {
        let part = region.of(text);
        let mut open: Option<(char, usize)> = None;
        let mut before = ' ';
        let mut rest = part.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map_or(' ', |&(_, n)| n);
            match open {
                None => {
                    let opens = match c {
                        '“' | '„' | '«' => true,
                        '"' => !before.is_alphanumeric() && !next.is_whitespace(),
                        '‘' | '\'' => {
                            !before.is_alphanumeric()
                                && next.is_alphabetic()
                                && !contraction(&part[at + c.len_utf8()..])
                        }
                        _ => false,
                    };
                    if opens {
                        open = Some((c, at + c.len_utf8()));
                    }
                }
                Some((mark, start)) => {
                    let closes = match mark {
                        '“' | '„' => matches!(c, '”' | '“'),
                        '«' => c == '»',
                        '"' => c == '"',
                        _ => {
                            (c == '’' || c == '\'')
                                && !next.is_alphanumeric()
                                && closes_single(&part[start..at], part, at)
                        }
                    };
                    if closes {
                        push(&mut spans, part, region.start, start, at);
                        open = None;
                    } else if c == '\n' && mark != '“' {
                        open = None;
                    }
                }
            }
            before = c;
        }
    }
    spans
}

/// "'em", "'til", "'s": an apostrophe that opens nothing.
fn contraction(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "n" | "s" | "t" | "re" | "ll" | "ve" | "d" | "m")
}

/// A plural's possessive ("the leaders' call") closes nothing where more of the quotation follows before the line ends.
fn closes_single(inside: &str, part: &str, at: usize) -> bool {
    if !inside.ends_with('s') {
        return true;
    }
    let after = &part[at + part[at..].chars().next().map_or(1, char::len_utf8)..];
    !after.starts_with(' ') || !after.lines().next().unwrap_or("").contains(['\'', '’'])
}

fn push(spans: &mut Vec<Span>, part: &str, offset: usize, start: usize, end: usize) {
    let inside = &part[start..end];
    let trimmed = inside.trim_end_matches([',', '.', ';', ' ']);
    if trimmed.chars().any(char::is_alphabetic) {
        spans.push(Span::new(offset + start, offset + start + trimmed.len()));
    }
}

pub fn claims(bench: &Bench, drafts: &mut Vec<Draft>) {
    for &span in &bench.quoted {
        let words = words(span.of(bench.text));
        if words.len() < 2 {
            continue;
        }
        let canonical = span.of(bench.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let value = Value::Text { text: canonical.clone() };
        let Some(mut draft) = bench.draft(Attribute::Quote, span, value, canonical, "quote", "quotation") else {
            continue;
        };
        let speaker = speaker(bench, span);
        if let Some((_, name)) = &speaker {
            draft.claim.attribution = Some(name.clone());
        }
        draft.detail = Detail::Quote { words, speaker: speaker.map(|(key, _)| key) };
        drafts.push(draft);
    }
}

/// Words of a quotation, lower-case, without punctuation.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '-'))
        .map(|w| w.trim_matches(['\'', '’', '-']).to_lowercase().replace('’', "'"))
        .filter(|w| !w.is_empty())
        .collect()
}

/// Who says it: the subject of a verb of saying in the sentence around the quotation, or in the one before or after.
fn speaker(bench: &Bench, span: Span) -> Option<(String, String)> {
    let first = bench.sentence_of(span)?;
    let last = bench.sentence_of(Span::new(span.end.saturating_sub(1), span.end)).unwrap_or(first);
    let near =
        [Some(last), Some(first), last.checked_add(1).filter(|&s| s < bench.sentences.len()), first.checked_sub(1)];
    for s in near.into_iter().flatten() {
        for clause in &bench.clauses[s].list {
            let verb = clause.lemma.split(' ').next().unwrap_or("");
            if !lists().speech.contains(verb) || span.contains(bench.sentences[s].tokens[clause.predicate].span) {
                continue;
            }
            let Some(subject) = clause.subject else { continue };
            let name = bench.phrase(s, subject).of(bench.text).to_string();
            let key = bench.party_key(s, subject);
            // "Ida Marn's brother saw it differently: “…,” he said"
            let somebody = key.is_none() && bench.sentences[s].tokens[subject].upos == Upos::Pron;
            let told = if somebody { before_colon(bench, first, span) } else { None };
            return told.or_else(|| Some((key.unwrap_or_else(|| name.to_lowercase()), name)));
        }
    }
    right_behind(bench, last, span).or_else(|| before_colon(bench, first, span))
}

/// "“…”, Ida Marn, who heads the board, replied": the person named right behind a quotation, where a verb of saying follows.
fn right_behind(bench: &Bench, s: usize, span: Span) -> Option<(String, String)> {
    let next = |start: usize| {
        let between = bench.text.get(span.end..start)?;
        (between.chars().count() <= 4 && !between.chars().any(char::is_alphanumeric)).then_some(start)
    };
    let people = bench.entities.iter().filter(|e| e.kind == NameKind::Person);
    let (mention, who) = people
        .flat_map(|e| e.mentions.iter().map(move |m| (m, e)))
        .find(|(m, _)| m.sentence == s && m.span.start >= span.end && next(m.span.start).is_some())?;
    // the verb is that of the one named, or has lost its subject to the quotation; "urged to reply" says nothing
    let tokens = &bench.sentences[s].tokens;
    let own = |subject: Option<usize>| subject.is_none_or(|i| mention.span.overlaps(tokens[i].span));
    let says = bench.clauses[s].list.iter().any(|clause| {
        let verb = &tokens[clause.predicate];
        let finite = matches!(verb.fine, "VBD" | "VBZ" | "VBP");
        finite && verb.span.start >= mention.span.end && lists().speech.contains(&verb.lemma) && own(clause.subject)
    });
    says.then(|| (who.key.clone(), mention.span.of(bench.text).to_string()))
}

/// "The coach saw it differently: “…”": the person whose clause ends in the colon before a quotation.
fn before_colon(bench: &Bench, s: usize, span: Span) -> Option<(String, String)> {
    let lead = bench.text.get(bench.sentences[s].span.start..span.start)?;
    // where the sentence begins with the quotation, the colon ends the one before
    let (s, lead) = match lead.chars().any(char::is_alphanumeric) {
        true => (s, lead),
        false => (s.checked_sub(1)?, bench.text.get(bench.sentences[s.checked_sub(1)?].span.start..span.start)?),
    };
    if !lead.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':').ends_with(':') {
        return None;
    }
    let people = bench.entities.iter().filter(|e| e.kind == NameKind::Person);
    let said = people.flat_map(|e| e.mentions.iter().map(move |m| (m, e)));
    let owner = |at: usize| ["'s", "’s"].iter().any(|mark| bench.text[at..].starts_with(mark));
    let before: Vec<_> =
        said.filter(|(m, _)| m.sentence == s && m.span.end <= span.start && !owner(m.span.end)).collect();
    // "asked about Drury, Holm told the committee": the last one before the verb of saying
    let mut verbs = bench.sentences[s].tokens.iter().filter(|t| t.span.end <= span.start && t.upos == Upos::Verb);
    let verb = verbs.rfind(|t| lists().speech.contains(&t.lemma));
    let by_verb = verb.and_then(|verb| {
        before.iter().filter(|(m, _)| m.span.end <= verb.span.start).max_by_key(|(m, _)| m.span.start)
    });
    let (mention, who) = by_verb.or_else(|| before.iter().min_by_key(|(m, _)| m.span.start))?;
    Some((who.key.clone(), mention.span.of(bench.text).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quoted_spans(text, &[Span::new(0, text.len())]).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn marks_of_all_kinds_are_seen() {
        assert_eq!(quoted("“We go,” he said."), ["We go"]);
        assert_eq!(quoted("He called it \"a fine day\"."), ["a fine day"]);
        assert_eq!(quoted("'We stay,' she said, 'until noon.'"), ["We stay", "until noon"]);
    }

    #[test]
    fn apostrophes_are_left_alone() {
        assert!(quoted("The ship's crew and the sailors' wives didn't agree.").is_empty());
    }
}
