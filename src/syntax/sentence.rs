//! Questions about a sentence and its tree: who depends on whom, voice, negation, auxiliaries.
//!
//! Tokens are named by their index within the sentence. An index that does not exist is a token without relations.

use super::{Name, Sentence, Token, Upos};
use crate::lexicon;
use crate::model::Span;
use std::ops::Range;

impl Token {
    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    pub fn base_relation(&self) -> &'static str {
        self.relation.split(':').next().unwrap_or(self.relation)
    }

    /// Whether this is a noun, proper noun or pronoun.
    pub fn is_nominal(&self) -> bool {
        matches!(self.upos, Upos::Noun | Upos::Propn | Upos::Pron)
    }
}

impl Sentence {
    /// The root of the tree; `None` only for a sentence without tokens.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }

    /// The head of a token; `None` for the root.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.tokens.get(token).and_then(|t| t.head)
    }

    /// The words of a token.
    pub fn word<'t>(&self, token: usize, text: &'t str) -> &'t str {
        self.tokens.get(token).and_then(|t| text.get(t.span.start..t.span.end)).unwrap_or("")
    }

    /// The tokens whose head is `token`, in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == Some(token)).map(|(i, _)| i)
    }

    /// The children with a relation; without a subtype in `relation` any subtype will do.
    pub fn children_by<'s>(&'s self, token: usize, relation: &'s str) -> impl Iterator<Item = usize> + 's {
        self.children(token).filter(move |c| {
            let own = self.tokens[*c].relation;
            own == relation || (!relation.contains(':') && self.tokens[*c].base_relation() == relation)
        })
    }

    /// The first child with a relation.
    pub fn child_by(&self, token: usize, relation: &str) -> Option<usize> {
        self.tokens.iter().enumerate().find_map(|(i, t)| {
            let fits = t.relation == relation || (!relation.contains(':') && t.base_relation() == relation);
            (t.head == Some(token) && fits).then_some(i)
        })
    }

    /// The heads above a token, nearest first.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        // The tree has no circles; the bound guards against trees made by hand.
        std::iter::successors(self.head(token), |t| self.head(*t)).take(self.tokens.len())
    }

    /// Whether `token` is `top` or stands under it.
    pub fn is_under(&self, token: usize, top: usize) -> bool {
        token == top || self.ancestors(token).any(|a| a == top)
    }

    /// A token and all that depends on it, in order.
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        (0..self.tokens.len()).filter(|t| self.is_under(*t, token)).collect()
    }

    /// From the first to the last word of a subtree.
    pub fn subtree_span(&self, token: usize) -> Span {
        let subtree = self.subtree(token);
        match (subtree.first(), subtree.last()) {
            (Some(first), Some(last)) => Span::new(self.tokens[*first].span.start, self.tokens[*last].span.end),
            _ => Span::new(self.span.start, self.span.start),
        }
    }

    /// The dictionary form of a word in lower case; of "break-in" and its like that of the whole.
    pub fn dictionary_form(&self, token: usize) -> String {
        let lemma = self.tokens[token].lemma.to_lowercase();
        let adjoin = |i: usize| self.tokens[i].span.end == self.tokens[i + 1].span.start;
        if token >= 2 && self.tokens[token - 1].lemma == "-" && adjoin(token - 1) && adjoin(token - 2) {
            let whole = format!("{}-{lemma}", self.tokens[token - 2].lemma.to_lowercase());
            if lexicon::is_noun(&whole) {
                return whole;
            }
        }
        lemma
    }

    /// The phrase of a noun without relative clauses, appositions and what is coordinated with it.
    pub fn phrase(&self, token: usize) -> Vec<usize> {
        let left_out = |t: usize| {
            let t = &self.tokens[t];
            matches!(
                t.base_relation(),
                "acl" | "appos" | "conj" | "cc" | "parataxis" | "punct" | "case" | "mark" | "cop"
            )
        };
        let subtree = self.subtree(token);
        let inside = |t: &usize| {
            let mut at = *t;
            while at != token {
                if left_out(at) && self.head(at) == Some(token) {
                    return false;
                }
                match self.head(at) {
                    Some(head) => at = head,
                    None => return false,
                }
            }
            true
        };
        subtree.into_iter().filter(inside).collect()
    }

    /// The way from one token to another over heads and children, with both ends.
    pub fn path(&self, from: usize, to: usize) -> Vec<usize> {
        let up: Vec<usize> = std::iter::once(from).chain(self.ancestors(from)).collect();
        let mut down: Vec<usize> = Vec::new();
        for token in std::iter::once(to).chain(self.ancestors(to)) {
            if let Some(meeting) = up.iter().position(|t| *t == token) {
                let mut path = up[..=meeting].to_vec();
                path.extend(down.iter().rev());
                return path;
            }
            down.push(token);
        }
        Vec::new()
    }

    /// The token among `tokens` whose head lies outside of them: the head word of a phrase or name.
    pub fn head_word(&self, tokens: Range<usize>) -> Option<usize> {
        tokens.clone().filter(|t| *t < self.tokens.len()).find(|t| self.head(*t).is_none_or(|h| !tokens.contains(&h)))
    }

    /// The verb, or other predicate, of the clause in which a token stands.
    pub fn clause(&self, token: usize) -> Option<usize> {
        std::iter::once(token).chain(self.ancestors(token)).find(|t| {
            let t = &self.tokens[*t];
            let heads_clause = matches!(t.base_relation(), "ccomp" | "xcomp" | "advcl" | "acl" | "csubj" | "parataxis");
            t.upos == Upos::Verb || t.head.is_none() || heads_clause
        })
    }

    /// The first of what is coordinated with a token, and the others behind it, in order.
    pub fn conjuncts(&self, token: usize) -> Vec<usize> {
        let mut first = token;
        while let Some(head) = self.head(first).filter(|_| self.tokens[first].base_relation() == "conj") {
            first = head;
        }
        std::iter::once(first).chain(self.children_by(first, "conj")).collect()
    }

    /// Auxiliaries and copula of a verb or other predicate, in order.
    pub fn auxiliaries(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(|c| matches!(self.tokens[*c].base_relation(), "aux" | "cop"))
    }

    /// Whether a verb stands in the passive, also as a participle behind its noun (`a law passed by`).
    pub fn is_passive(&self, token: usize) -> bool {
        let marked = self
            .children(token)
            .any(|c| matches!(self.tokens[c].relation, "aux:pass" | "nsubj:pass" | "csubj:pass" | "obl:agent"));
        marked || self.tokens.get(token).is_some_and(|t| t.relation == "acl" && t.fine == "VBN")
    }

    /// Whether a word denies a token: `not`, `n't`, `never`, `no`, a subject such as `nobody`.
    pub fn is_negated(&self, token: usize) -> bool {
        self.children(token).any(|c| {
            let child = &self.tokens[c];
            match child.base_relation() {
                "advmod" | "det" | "cc" => {
                    matches!(child.lemma.as_str(), "not" | "n't" | "never" | "no" | "neither" | "nor" | "hardly")
                }
                "nsubj" | "obj" => {
                    matches!(child.lemma.as_str(), "nobody" | "nothing" | "none" | "neither")
                        || self.children_by(c, "det").any(|d| matches!(self.tokens[d].lemma.as_str(), "no" | "neither"))
                }
                _ => false,
            }
        })
    }

    /// The subject of a predicate in its own clause, active or passive.
    pub fn subject(&self, token: usize) -> Option<usize> {
        self.child_by(token, "nsubj").or_else(|| self.child_by(token, "csubj"))
    }

    /// Who does it: the subject in the active voice, what `by` brings in in the passive.
    ///
    /// Coordinated and dependent verbs without a subject of their own have that of the verb they hang on.
    pub fn agent(&self, token: usize) -> Option<usize> {
        if self.is_passive(token) {
            return self.child_by(token, "obl:agent");
        }
        let inherited = || {
            let relation = self.tokens.get(token)?.base_relation();
            let head = self.head(token)?;
            match relation {
                "conj" | "xcomp" if self.tokens[head].upos == Upos::Verb && !self.is_passive(head) => self.agent(head),
                _ => None,
            }
        };
        self.subject(token).or_else(inherited)
    }

    /// Whom or what it is done to: the object in the active voice, the subject in the passive.
    pub fn patient(&self, token: usize) -> Option<usize> {
        if self.is_passive(token) {
            let noun_before = || self.head(token).filter(|_| self.tokens[token].relation == "acl");
            return self.subject(token).or_else(noun_before);
        }
        self.child_by(token, "obj")
    }

    /// The preposition or other case mark of a noun.
    pub fn case(&self, token: usize) -> Option<&str> {
        self.child_by(token, "case").map(|c| self.tokens[c].lemma.as_str())
    }

    /// The token over a byte offset of the text.
    pub fn token_at(&self, offset: usize) -> Option<usize> {
        let at = self.tokens.partition_point(|t| t.span.end <= offset);
        (at < self.tokens.len() && self.tokens[at].span.start <= offset).then_some(at)
    }

    /// The tokens that a span touches.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// The head word of what a span covers.
    pub fn head_of_span(&self, span: Span) -> Option<usize> {
        self.head_word(self.tokens_in(span))
    }

    /// The name that a token belongs to.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        self.names.iter().find(|n| n.tokens.contains(&token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree by hand: `form/UPOS/head/relation`, heads from 1.
    fn sentence(source: &str) -> Sentence {
        let mut tokens = Vec::new();
        let mut at = 0;
        for part in source.split(' ') {
            let fields: Vec<&str> = part.split('/').collect();
            tokens.push(Token {
                span: Span::new(at, at + fields[0].len()),
                upos: Upos::parse(fields[1]).unwrap(),
                lemma: fields[0].to_lowercase(),
                fine: "",
                head: fields[2].parse::<usize>().unwrap().checked_sub(1),
                relation: super::super::labels::RELATIONS[super::super::labels::relation_number(fields[3])],
            });
            at += fields[0].len() + 1;
        }
        Sentence { span: Span::new(0, at - 1), tokens, names: Vec::new() }
    }

    #[test]
    fn voice_and_negation_are_seen() {
        let s = sentence(
            "The/DET/2/det bill/NOUN/5/nsubj:pass was/AUX/5/aux:pass not/PART/5/advmod passed/VERB/0/root \
             by/ADP/8/case the/DET/8/det senate/NOUN/5/obl:agent",
        );
        assert!(s.is_passive(4) && s.is_negated(4));
        assert_eq!((s.agent(4), s.patient(4)), (Some(7), Some(1)));
        assert_eq!(s.case(7), Some("by"));
        assert_eq!(s.path(0, 6), [0, 1, 4, 7, 6]);
        assert_eq!(s.subtree_span(7), Span::new(s.tokens[5].span.start, s.tokens[7].span.end));
        assert_eq!(s.auxiliaries(4).collect::<Vec<_>>(), [2]);
        assert_eq!(s.head_word(5..8), Some(7));
    }

    #[test]
    fn coordinated_verbs_share_their_subject() {
        let s = sentence("Mira/PROPN/2/nsubj sang/VERB/0/root and/CCONJ/4/cc left/VERB/2/conj town/NOUN/4/obj");
        assert_eq!(s.agent(3), Some(0));
        assert_eq!(s.patient(3), Some(4));
        assert_eq!(s.conjuncts(3), [1, 3]);
        assert_eq!(s.clause(4), Some(3));
    }

    #[test]
    fn offsets_lead_to_tokens() {
        let s = sentence("Rain/NOUN/2/nsubj fell/VERB/0/root");
        assert_eq!((s.token_at(0), s.token_at(4), s.token_at(5), s.token_at(90)), (Some(0), None, Some(1), None));
        assert_eq!(s.tokens_in(Span::new(2, 6)), 0..2);
        assert_eq!(s.path(7, 9), Vec::<usize>::new());
    }
}
