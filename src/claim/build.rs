//! Puts a claim together: words, place in the file, frame.

use super::around::{
    allots, apart_words, bounded_by, compared_with, idiom_object, meant, of_a_thing, raised, refers_back, share_of,
    tells_the_past,
};
use super::clause::{Clauses, base, clauses, noun_phrase};
use super::frame::{Frame, anchor_token, case_of, context_words, described, facet_of, nominal_head, words_of};
use super::{Detail, Draft, Reading, derive, facts, naming, order, quote, values};
use crate::extract::party::{Entity, entities};
use crate::extract::time::{self as time_text};
use crate::model::{Attribute, BlockKind, Claim, Document, Modality, Span, TimeMention, TimexKind, Value};
use crate::syntax::{NameKind, Sentence, Upos, analyse};

/// One article on the bench.
pub struct Bench<'d> {
    pub document: &'d Document,
    pub text: &'d str,
    pub regions: Vec<Span>,
    pub sentences: Vec<Sentence>,
    pub clauses: Vec<Clauses>,
    pub entities: Vec<Entity>,
    /// All time expressions, as TIMEX3 has them.
    pub times: Vec<TimeMention>,
    /// The same, joined to what a claim wants as one.
    pub joined_times: Vec<TimeMention>,
    /// Stretches in quotation marks, without the marks.
    pub quoted: Vec<Span>,
    pub titles: Vec<Span>,
}

pub fn read(document: Document) -> Reading {
    let english = document.article.language.as_deref().is_none_or(|l| l.starts_with("en"));
    let (sentences, clauses, entities, drafts, unresolved) = {
        let bench = Bench::new(&document, english);
        let mut drafts = Vec::new();
        values::claims(&bench, &mut drafts);
        facts::claims(&bench, &mut drafts);
        naming::claims(&bench, &mut drafts);
        order::claims(&bench, &mut drafts);
        quote::claims(&bench, &mut drafts);
        drafts.sort_by(|a, b| {
            (a.claim.span, a.claim.attribute, &a.claim.canonical).cmp(&(
                b.claim.span,
                b.claim.attribute,
                &b.claim.canonical,
            ))
        });
        drafts.dedup_by(|a, b| a.claim.id == b.claim.id);
        facts::trends(&bench, &mut drafts);
        derive::claims(&bench, &mut drafts);
        let unresolved = bench.times.iter().filter(|t| t.relative && t.value.begin.is_none()).count();
        (bench.sentences, bench.clauses, bench.entities, drafts, unresolved)
    };
    Reading { document, sentences, clauses, entities, drafts, unresolved }
}

impl<'d> Bench<'d> {
    fn new(document: &'d Document, english: bool) -> Self {
        let article = &document.article;
        let text = article.text.as_str();
        let blocks = article.blocks.iter().filter(|b| english && b.kind != BlockKind::Furniture);
        let regions: Vec<Span> = blocks.clone().map(|b| b.span).collect();
        let titles: Vec<Span> = blocks.filter(|b| b.kind == BlockKind::Title).map(|b| b.span).collect();
        let sentences = analyse(text, &regions);
        let clauses: Vec<Clauses> = sentences.iter().map(|s| clauses(text, s)).collect();
        let entities = entities(text, &sentences);
        let times = time_text::placed(time_text::extract_in(text, &regions, article.anchor()));
        let joined_times = time_text::claims(text, &times);
        let quoted = quote::quoted_spans(text, &regions);
        Bench { document, text, regions, sentences, clauses, entities, times, joined_times, quoted, titles }
    }

    /// Which sentence a stretch of text stands in.
    pub fn sentence_of(&self, span: Span) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.span.end <= span.start);
        (at < self.sentences.len() && self.sentences[at].span.overlaps(span)).then_some(at)
    }

    pub fn is_title(&self, sentence: usize) -> bool {
        self.titles.iter().any(|t| t.overlaps(self.sentences[sentence].span))
    }

    /// A claim of `attribute` on `span`; `None` where the span lies in no sentence.
    pub fn draft(
        &self,
        attribute: Attribute,
        span: Span,
        value: Value,
        canonical: String,
        scale: &str,
        rule: &str,
    ) -> Option<Draft> {
        let s = self.sentence_of(span)?;
        let sentence = &self.sentences[s];
        let anchor = anchor_token(sentence, span)?;
        let mut frame = self.frame(attribute, s, anchor, span, scale);
        if matches!(attribute, Attribute::Date | Attribute::Time)
            && let Some(bound) = bounded_by(sentence, span)
        {
            frame.role = bound.to_string();
        }
        let article = &self.document.article;
        let sentence_span = self.sentences[s].span;
        let (line, column) = article.line_column(span.start);
        let clause = &self.clauses[s].list[frame.clause];
        let attribution = clause.attribution.map(|a| a.of(self.text).split_whitespace().collect::<Vec<_>>().join(" "));
        let key = format!("{}\u{1f}{}\u{1f}{}\u{1f}{:?}", self.document.id, span.start, span.end, attribute);
        let claim = Claim {
            id: format!("c{}", &blake3::hash(key.as_bytes()).to_hex()[..12]),
            document: self.document.id.clone(),
            event: None,
            attribute,
            canonical,
            value,
            modality: frame.modality,
            attribution,
            path: article.path.clone(),
            line: article.verbatim.then_some(line),
            column: article.verbatim.then_some(column),
            start: article.offset + span.start,
            end: article.offset + span.end,
            span,
            quote: span.of(self.text).to_string(),
            sentence: sentence_span.of(self.text).to_string(),
            sentence_span,
            subject: self.describe(&frame),
            rule: rule.to_string(),
        };
        Some(Draft { claim, frame, detail: Detail::None, sources: Vec::new() })
    }

    fn frame(&self, attribute: Attribute, s: usize, anchor: usize, span: Span, scale: &str) -> Frame {
        let sentence = &self.sentences[s];
        let clauses = &self.clauses[s];
        let c = clauses.of_token[anchor];
        let c = raised(sentence, clauses, c, anchor).unwrap_or(c);
        let clause = &clauses.list[c];
        let mut words = words_of(sentence, clauses, c, span);
        // a short or pronominal sentence leans on the one before it, and on the title at the head of an article
        if s > 0 && !self.is_title(s) {
            words.extend(context_words(&self.sentences[s - 1]));
        }
        let lemma = |i: Option<usize>| {
            let i = meant(sentence, i?)?;
            Some(self.party_key(s, i).unwrap_or_else(|| sentence.dictionary_form(i)))
        };
        let unit_only = matches!(
            attribute,
            Attribute::Duration
                | Attribute::Measure
                | Attribute::Money
                | Attribute::Percent
                | Attribute::Date
                | Attribute::Time
        );
        let head = if unit_only { described(sentence, anchor, span) } else { nominal_head(sentence, anchor) };
        let head = head.or_else(|| (attribute == Attribute::Percent).then(|| share_of(sentence, anchor)).flatten());
        let modifiers = head.map(|h| self.modifiers(s, h)).unwrap_or_default();
        let (doer, mut undergoer) =
            if clause.passive { (clause.agent, clause.subject) } else { (clause.subject, clause.object) };
        if !clause.passive {
            undergoer = idiom_object(sentence, clause).or(undergoer);
        }
        let quoted = self.quoted.iter().any(|q| q.contains(span));
        let mut modality = clause.modality;
        let measured =
            matches!(attribute, Attribute::Duration | Attribute::Money | Attribute::Count | Attribute::Measure);
        if modality == Modality::Asserted && measured && allots(sentence, clause) {
            modality = Modality::Planned;
        }
        if modality == Modality::Asserted && clause.negated {
            modality = Modality::Denied;
        }
        Frame {
            attribute,
            scale: scale.to_string(),
            head: head.map(|h| sentence.dictionary_form(h)),
            modifiers,
            facet: facet_of(attribute, sentence, clauses, c, head, span),
            owner: (scale == "age").then(|| self.aged(s, c, span)).flatten(),
            predicate: clause.nominal.map_or_else(|| clause.lemma.clone(), |n| sentence.tokens[n].lemma.to_lowercase()),
            subject: lemma(doer.filter(|_| clause.nominal.is_none())),
            object: lemma(undergoer.filter(|_| clause.nominal.is_none())),
            role: case_of(sentence, anchor),
            clause_names: self.names_in(s, Some(c)),
            sentence_names: self.names_in(s, None),
            when: self.when(s, c),
            apart: apart_words(sentence),
            base: super::base::of(sentence, span),
            negated: clause.negated,
            past: tells_the_past(sentence, clause),
            modality,
            attributed: clause.attribution.is_some(),
            quoted,
            sentence: s,
            clause: c,
            title: self.is_title(s),
            words,
        }
    }

    /// The person of whom `span` gives the age: "Ida Holm, 48,", "the 48-year-old harbour master Ida Holm", "Holm is 48".
    fn aged(&self, s: usize, c: usize, span: Span) -> Option<String> {
        let sentence = &self.sentences[s];
        let people = || self.entities.iter().filter(|e| e.kind == NameKind::Person && e.named());
        let between = |from: usize, to: usize| -> Option<Vec<usize>> {
            (from <= to).then(|| {
                let tokens = sentence.tokens.iter().enumerate();
                tokens.filter(|(_, t)| t.span.start >= from && t.span.end <= to).map(|(i, _)| i).collect()
            })
        };
        let is = |i: usize, words: &[&str]| words.contains(&sentence.tokens[i].lemma.to_lowercase().as_str());
        for person in people() {
            for mention in person.mentions.iter().filter(|m| m.sentence == s) {
                let before = between(mention.span.end, span.start).is_some_and(|gap| {
                    gap.len() <= 4
                        && gap.iter().all(|&i| is(i, &[",", "(", "be", "who", "age", "aged", "now", "then", "a"]))
                });
                let after = between(span.end, mention.span.start).is_some_and(|gap| {
                    gap.len() <= 5
                        && gap.iter().all(|&i| matches!(sentence.tokens[i].upos, Upos::Noun | Upos::Propn | Upos::Adj))
                });
                if before || after {
                    return Some(person.key.clone());
                }
            }
        }
        let clause = &self.clauses[s].list[c];
        let told = matches!(clause.lemma.as_str(), "be" | "turn" | "become");
        let subject = clause.subject.filter(|_| told).and_then(|i| self.entity_at(s, i))?;
        people().find(|e| e.id == self.entities[subject].id).map(|e| e.key.clone())
    }

    fn modifiers(&self, s: usize, head: usize) -> Vec<String> {
        let tokens = &self.sentences[s].tokens;
        tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| {
                t.head == Some(head)
                    && matches!(base(t.relation), "amod" | "compound" | "nmod" | "acl")
                    && matches!(t.upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb)
            })
            .map(|(_, t)| t.lemma.to_lowercase())
            .collect()
    }

    /// The normal form of the person, place or organisation that a token names.
    pub fn party_key(&self, s: usize, token: usize) -> Option<String> {
        self.entity_at(s, token).map(|e| self.entities[e].key.clone())
    }

    /// The person named last before `span` in its sentence.
    pub fn person_before(&self, s: usize, span: Span) -> Option<String> {
        let people = self.entities.iter().filter(|e| e.kind == NameKind::Person && e.named());
        let said = people.flat_map(|e| e.mentions.iter().map(move |m| (m, &e.key)));
        let before = said.filter(|(m, _)| m.sentence == s && m.span.end <= span.start);
        before.max_by_key(|(m, _)| m.span.end).map(|(_, key)| key.clone())
    }

    pub fn entity_at(&self, s: usize, token: usize) -> Option<usize> {
        let span = self.sentences[s].tokens[token].span;
        self.entities.iter().position(|e| e.mentions.iter().any(|m| m.sentence == s && m.span.overlaps(span)))
    }

    /// Names in a sentence, or in one of its clauses only.
    pub fn names_in(&self, s: usize, clause: Option<usize>) -> Vec<String> {
        let sentence = &self.sentences[s];
        let clauses = &self.clauses[s];
        let mut keys: Vec<String> = self
            .entities
            .iter()
            .filter(|e| {
                e.mentions.iter().any(|m| {
                    m.sentence == s
                        && clause.is_none_or(|c| {
                            sentence
                                .tokens
                                .iter()
                                .enumerate()
                                .any(|(i, t)| m.span.overlaps(t.span) && clauses.of_token[i] == c)
                        })
                })
            })
            .map(|e| e.key.clone())
            .collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// The date that a clause, or else its sentence, gives to what it tells.
    fn when(&self, s: usize, clause: usize) -> Option<(chrono::NaiveDateTime, chrono::NaiveDateTime)> {
        let sentence = &self.sentences[s];
        let inside = self
            .joined_times
            .iter()
            .filter(|t| sentence.span.contains(t.span) && matches!(t.value.kind, TimexKind::Date | TimexKind::Time));
        let mut best = None;
        for time in inside {
            let (Some(begin), Some(end)) = (time.value.begin, time.value.end) else { continue };
            // "has printed stamps since 1906" tells of today
            if bounded_by(sentence, time.span) == Some("since")
                || compared_with(sentence, time.span)
                || of_a_thing(sentence, time.span)
            {
                continue;
            }
            let near = anchor_token(sentence, time.span).is_some_and(|a| self.clauses[s].of_token[a] == clause);
            if near {
                return Some((begin, end));
            }
            best = best.or(Some((begin, end)));
        }
        best.or_else(|| refers_back(sentence).then(|| self.when(s.checked_sub(1)?, usize::MAX)).flatten())
    }

    /// What is claimed of what, in plain words: parties by the name that the article gives them.
    pub fn describe(&self, frame: &Frame) -> String {
        let attribute = format!("{:?}", frame.attribute).to_lowercase();
        let named = |key: &String| -> String {
            let party = self.entities.iter().find(|e| e.key == *key);
            party.map_or_else(|| key.clone(), |e| e.name.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let mut about: Vec<String> = Vec::new();
        about.extend(frame.subject.as_ref().map(named));
        about.push(frame.predicate.clone());
        about.extend(frame.object.as_ref().map(named));
        about.extend(frame.head.clone().filter(|head| !about.contains(head)));
        format!("{attribute}: {}", about.join(" "))
    }

    /// The noun phrase around a token, as the text has it.
    pub fn phrase(&self, s: usize, token: usize) -> Span {
        noun_phrase(&self.sentences[s], token)
    }
}
