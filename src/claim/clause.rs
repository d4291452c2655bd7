//! Clauses: who does what to whom, and how it is meant.
//!
//! What belongs here: cutting a sentence's tree into predicates with their roles, polarity, modality and source.
//! What does not: values, and anything that needs another sentence.

use super::predicate;
use super::words::{VerbLists, lists};
use crate::lexicon;
use crate::model::{Modality, Span};
use crate::syntax::{Sentence, Token, Upos};

/// One predicate with what depends on it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Token that bears the predicate: a verb, or the noun or adjective of a copula or of a verbless headline.
    pub predicate: usize,
    /// Lemma with a particle: `step down`.
    pub lemma: String,
    /// The subject, where it tells what is done and the verb only that it happens or is to.
    pub nominal: Option<usize>,
    /// Index of the clause that this one depends on.
    pub parent: Option<usize>,
    /// How it depends on it: a UD relation.
    pub relation: &'static str,
    pub subject: Option<usize>,
    pub object: Option<usize>,
    /// Whether the grammatical subject suffers what the verb says.
    pub passive: bool,
    /// "by …" of a passive.
    pub agent: Option<usize>,
    pub negated: bool,
    pub modality: Modality,
    /// Whether it is told as future ("will", "is to").
    pub future: bool,
    /// Who says so, as the words of the text.
    pub attribution: Option<Span>,
    /// From the first to the last token that belongs to it.
    pub span: Span,
    /// The verb group: auxiliaries, negation, verb and particle.
    pub verb_span: Span,
}

/// The clauses of a sentence, and for each token the clause it belongs to. What stands in front of a cleft belongs to the
/// clause that follows, so that its own clause has no tokens.
#[derive(Clone)]
pub struct Clauses {
    pub list: Vec<Clause>,
    pub of_token: Vec<usize>,
}

/// Children of each token, in order.
pub fn children(sentence: &Sentence) -> Vec<Vec<usize>> {
    let mut list = vec![Vec::new(); sentence.tokens.len()];
    for (i, token) in sentence.tokens.iter().enumerate() {
        if let Some(head) = token.head.filter(|&h| h < sentence.tokens.len()) {
            list[head].push(i);
        }
    }
    list
}

/// The relation without its subtype.
pub fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

fn opens_clause(sentence: &Sentence, i: usize, kids: &[Vec<usize>]) -> bool {
    let token = &sentence.tokens[i];
    let verbal = matches!(token.upos, Upos::Verb | Upos::Aux);
    match base(token.relation) {
        "root" | "ccomp" | "advcl" | "csubj" | "parataxis" => true,
        "acl" => verbal || token.relation == "acl:relcl",
        "xcomp" => verbal,
        "conj" => verbal || kids[i].iter().any(|&k| matches!(base(sentence.tokens[k].relation), "nsubj" | "cop")),
        _ => false,
    }
}

/// Cuts a sentence into clauses.
pub fn clauses(text: &str, sentence: &Sentence) -> Clauses {
    let kids = children(sentence);
    let n = sentence.tokens.len();
    let mut heads: Vec<usize> = (0..n).filter(|&i| opens_clause(sentence, i, &kids)).collect();
    if heads.is_empty() && n > 0 {
        heads.push(0);
    }
    let mut of_token: Vec<usize> = (0..n).map(|i| owner(sentence, i, &heads)).collect();
    let mut clefts = Vec::new();
    for c in 0..heads.len() {
        if let Some(told) = cleft(sentence, &kids, heads[c]).and_then(|head| heads.binary_search(&head).ok()) {
            of_token.iter_mut().filter(|of| **of == c).for_each(|of| *of = told);
            clefts.push((c, told));
        }
    }
    let mut list: Vec<Clause> = Vec::with_capacity(heads.len());
    for (c, &head) in heads.iter().enumerate() {
        list.push(build(text, sentence, &kids, &heads, &of_token, c, head));
    }
    for (front, told) in clefts {
        // "it may have been Halm who called", "it was not Halm who called"; "it was not until four that …" denies nothing
        let late = kids[heads[front]].iter().any(|&k| matches!(sentence.tokens[k].lemma.as_str(), "until" | "till"));
        list[told].modality = list[told].modality.max(list[front].modality);
        list[told].negated |= list[front].negated && !late;
    }
    inherit(sentence, &mut list);
    Clauses { list, of_token }
}

/// Of "it was shortly after four when the quake struck", "it was Halm who called", the head of what is told: the quake
/// struck, Halm called. What stands between belongs to that.
fn cleft(sentence: &Sentence, kids: &[Vec<usize>], head: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let is = |k: &usize| base(tokens[*k].relation) == "cop" && tokens[*k].lemma.eq_ignore_ascii_case("be");
    // "it was Ida Halm": the pronoun may hang on either part of a name
    let mut parts =
        kids[head].iter().filter(|k| matches!(base(tokens[**k].relation), "compound" | "flat")).chain([&head]);
    let it = |k: &usize| {
        matches!(base(tokens[*k].relation), "nsubj" | "expl") && tokens[*k].lemma.eq_ignore_ascii_case("it")
    };
    if !kids[head].iter().any(is) || !parts.any(|part| kids[*part].iter().any(it)) || tokens[head].upos == Upos::Adj {
        return None;
    }
    // the name or the part of the day that follows may bear the clause too: "postwoman Halm who", "four in the morning when"
    let within = |mut at: usize, borne: &[&str]| {
        for _ in 0..4 {
            match tokens[at].head {
                _ if at == head => return true,
                Some(above) if above < tokens.len() && borne.contains(&base(tokens[at].relation)) => at = above,
                _ => return false,
            }
        }
        false
    };
    let opened = |&k: &usize| {
        let opener = kids[k].iter().copied().find(|&o| matches!(tokens[o].lemma.as_str(), "when" | "that" | "who"));
        let Some(bearer) = tokens[k].head.filter(|&h| h < tokens.len()) else { return false };
        k > head
            && matches!(base(tokens[k].relation), "acl" | "advcl" | "ccomp" | "csubj")
            && matches!(tokens[k].upos, Upos::Verb | Upos::Aux)
            && opener.is_some_and(|o| match tokens[o].lemma.as_str() {
                "when" => within(bearer, &["flat", "appos", "nmod", "obl"]),
                _ => o > head && within(bearer, &["flat", "appos"]),
            })
    };
    (head + 1..tokens.len()).find(opened)
}

fn owner(sentence: &Sentence, token: usize, heads: &[usize]) -> usize {
    let mut at = token;
    for _ in 0..=sentence.tokens.len() {
        if let Ok(c) = heads.binary_search(&at) {
            return c;
        }
        match sentence.tokens[at].head.filter(|&h| h < sentence.tokens.len()) {
            Some(head) => at = head,
            None => break,
        }
    }
    0
}

/// The last token of a phrase.
fn last_of(kids: &[Vec<usize>], head: usize) -> usize {
    let mut last = head;
    while let Some(&next) = kids[last].iter().max().filter(|&&kid| kid > last) {
        last = next;
    }
    last
}

fn build(
    text: &str,
    sentence: &Sentence,
    kids: &[Vec<usize>],
    heads: &[usize],
    of_token: &[usize],
    c: usize,
    head: usize,
) -> Clause {
    let tokens = &sentence.tokens;
    let words = lists();
    let own: Vec<usize> = (0..tokens.len()).filter(|&i| of_token[i] == c).collect();
    let find = |wanted: &[&str]| kids[head].iter().copied().find(|&k| wanted.contains(&tokens[k].relation));
    let passive = kids[head].iter().any(|&k| matches!(tokens[k].relation, "aux:pass" | "nsubj:pass"))
        || (base(tokens[head].relation) == "acl"
            && tokens[head].relation != "acl:relcl"
            && text_of(text, sentence, head).to_lowercase().ends_with("ed"));
    let grammatical = find(&["nsubj", "nsubj:pass", "nsubj:outer", "csubj"]);
    let mut subject = grammatical;
    // "the porter who had the key": it is the porter that had it
    let relative = subject.is_some_and(|s| matches!(tokens[s].lemma.as_str(), "who" | "which" | "that"));
    if (subject.is_none() || relative) && base(tokens[head].relation) == "acl" {
        subject = tokens[head].head;
    }
    // "the final … were": of a team, not of the final
    let verb = kids[head].iter().copied().find(|&k| base(tokens[k].relation) == "aux").unwrap_or(head);
    let plural = |s: usize| {
        let single = tokens[s].lemma.eq_ignore_ascii_case(text_of(text, sentence, s));
        single && matches!(text_of(text, sentence, verb), "were" | "are" | "have")
    };
    // "in the cup final Kellin were beaten": the name that follows a noun with no comma between is who is meant
    subject = subject.map(|s| {
        let named = |&k: &usize| {
            k == s + 1
                && base(tokens[k].relation) == "appos"
                && tokens[k].upos == Upos::Propn
                && tokens[s].upos != Upos::Propn
        };
        // "in the final of the league Kellin were beaten": a singular noun does not go with a verb in the plural
        let last = last_of(kids, s);
        let at_end = last > s + 1
            && last + 1 == verb
            && plural(s)
            && tokens[s].upos == Upos::Noun
            && tokens[last].upos == Upos::Propn
            && matches!(base(tokens[last].relation), "appos" | "nmod")
            && !matches!(tokens[last - 1].upos, Upos::Adp | Upos::Punct | Upos::Det | Upos::Cconj);
        kids[s].iter().copied().find(named).or(at_end.then_some(last)).unwrap_or(s)
    });
    let agent = kids[head].iter().copied().find(|&k| {
        tokens[k].relation == "obl:agent"
            || (passive
                && base(tokens[k].relation) == "obl"
                && kids[k].iter().any(|&g| tokens[g].relation == "case" && tokens[g].lemma == "by"))
    });
    let mut object = find(&["obj", "iobj"]);
    let mut lemma = predicate::told(sentence, kids, head);
    // "the hospitals are without a doctor": they have none
    let has = |word: &str, relation: &str| {
        kids[head].iter().any(|&k| tokens[k].lemma == word && base(tokens[k].relation) == relation)
    };
    let lacking = has("be", "cop") && has("without", "case");
    if lacking {
        (lemma, object) = ("have".into(), Some(head));
    }
    // "the plane was due in the capital at four": the place is read as what it was
    let due = has("be", "cop") && has("due", "case") && !(0..tokens.len()).any(|i| gives_cause(tokens, i));
    if due {
        lemma = "due".into();
    }
    let group: Vec<usize> = kids[head]
        .iter()
        .copied()
        .filter(|&k| {
            matches!(base(tokens[k].relation), "aux" | "cop")
                || tokens[k].relation == "compound:prt"
                || (tokens[k].relation == "advmod" && words.negative_words.contains(&tokens[k].lemma))
                // "closed lower", "became cheaper"
                || (k == head + 1
                    && matches!(tokens[k].fine, "JJR" | "RBR")
                    && matches!(tokens[k].relation, "advmod" | "xcomp"))
        })
        .chain([head])
        .collect();
    let verb_span = group.iter().map(|&i| tokens[i].span).reduce(|a, b| a.cover(b)).unwrap_or(tokens[head].span);
    let verb_span = if verb_span.len() > 60 { tokens[head].span } else { verb_span };
    let span = own.iter().map(|&i| tokens[i].span).reduce(|a, b| a.cover(b)).unwrap_or(tokens[head].span);
    // "nobody who saw it complained": whoever saw it did
    let negated = lacking != is_negated(sentence, kids, head, grammatical, object, words);
    let (mut modality, future) = own_modality(sentence, kids, head, &own, words);
    // "the vote took place", "the vote is due on Monday": what is done is the vote
    let happening = subject.and_then(|s| predicate::happening(sentence, kids, head, &lemma, s));
    let nominal = subject.filter(|_| happening.is_some());
    if happening == Some(true) || due {
        modality = modality.max(Modality::Planned);
    }
    // "four of them are expected this afternoon": to come
    let awaited = matches!(lemma.as_str(), "expect" | "await" | "due") && (passive || lemma == "due");
    let comes = |&k: &usize| matches!(base(tokens[k].relation), "xcomp" | "ccomp" | "csubj");
    let travels = |&s: &usize| {
        let noun = tokens[s].lemma.to_lowercase();
        matches!(tokens[s].upos, Upos::Propn | Upos::Pron | Upos::Num)
            || lexicon::is_person_or_group(&noun)
            || lexicon::kinds(&noun).meets(lexicon::Kinds::VEHICLE)
    };
    if awaited && nominal.is_none() && subject.as_ref().is_some_and(travels) && !kids[head].iter().any(comes) {
        lemma = "arrive".into();
        modality = modality.max(Modality::Planned);
    }
    let parent = tokens[head].head.filter(|&h| h < tokens.len()).map(|h| owner(sentence, h, heads));
    Clause {
        predicate: head,
        lemma,
        nominal,
        parent: parent.filter(|&p| p != c),
        relation: tokens[head].relation,
        subject,
        object,
        passive,
        agent,
        negated,
        modality,
        future,
        attribution: None,
        span,
        verb_span,
    }
}

fn is_negated(
    sentence: &Sentence,
    kids: &[Vec<usize>],
    head: usize,
    subject: Option<usize>,
    object: Option<usize>,
    words: &VerbLists,
) -> bool {
    let tokens = &sentence.tokens;
    let direct = kids[head].iter().any(|&k| {
        matches!(base(tokens[k].relation), "advmod" | "det" | "cc") && words.negative_words.contains(&tokens[k].lemma)
    });
    let by_argument = [subject, object].into_iter().flatten().any(|a| {
        matches!(tokens[a].lemma.as_str(), "nobody" | "nothing" | "none" | "neither" | "no-one")
            || kids[a].iter().any(|&k| {
                (base(tokens[k].relation) == "det" || base(tokens[k].relation) == "advmod")
                    && matches!(tokens[k].lemma.as_str(), "no" | "not" | "neither")
            })
    });
    // "they asked advice of nobody"
    let oblique = kids[head].iter().chain(object.iter().flat_map(|&o| &kids[o])).any(|&k| {
        matches!(base(tokens[k].relation), "obl" | "nmod")
            && matches!(tokens[k].lemma.as_str(), "nobody" | "nothing" | "none" | "no-one")
    });
    // "without firing a shot"
    let without = kids[head].iter().any(|&k| base(tokens[k].relation) == "mark" && tokens[k].lemma == "without");
    direct || by_argument || oblique || without
}

fn own_modality(
    sentence: &Sentence,
    kids: &[Vec<usize>],
    head: usize,
    own: &[usize],
    words: &VerbLists,
) -> (Modality, bool) {
    let tokens = &sentence.tokens;
    let mut modality = Modality::Asserted;
    let mut future = false;
    // "is to open", "was to have opened"
    let is = |k: &usize| matches!(base(tokens[*k].relation), "cop" | "aux") && tokens[*k].lemma == "be";
    let to = |k: &usize| tokens[*k].lemma == "to" && base(tokens[*k].relation) == "mark";
    if tokens[head].upos == Upos::Verb
        && kids[head].iter().any(|k| is(k) && kids[head].iter().any(|next| to(next) && *next == k + 1))
    {
        modality = Modality::Planned;
    }
    for &k in &kids[head] {
        if base(tokens[k].relation) == "aux" {
            match tokens[k].lemma.as_str() {
                "will" | "shall" | "'ll" => {
                    future = true;
                    modality = modality.max(Modality::Planned);
                }
                "may" | "might" | "could" | "can" => modality = Modality::Possible,
                "would" | "should" | "must" => modality = modality.max(Modality::Planned),
                _ => {}
            }
        }
        if base(tokens[k].relation) == "mark" && matches!(tokens[k].lemma.as_str(), "if" | "unless" | "whether") {
            modality = Modality::Hypothetical;
        }
        // "work toward improving relations": whether they improve is open
        if matches!(base(tokens[k].relation), "mark" | "case")
            && matches!(tokens[k].lemma.as_str(), "toward" | "towards")
        {
            modality = modality.max(Modality::Planned);
        }
    }
    let planned = |i: usize| words.planned_words.contains(&tokens[i].lemma) && !gives_cause(tokens, i);
    for &i in own {
        if tokens[i].head == Some(head) && matches!(base(tokens[i].relation), "advmod" | "amod") {
            if words.possible_words.contains(&tokens[i].lemma) {
                modality = modality.max(Modality::Possible);
            } else if planned(i) {
                modality = modality.max(Modality::Planned);
            }
        }
    }
    // "is to meet", "are due", "is scheduled": the predicate itself says that it lies ahead
    if planned(head) && tokens[head].lemma != "set" {
        modality = modality.max(Modality::Planned);
    }
    (modality, future)
}

/// Whether a word is the "due" of "the delay was due to fog", which tells why, and of nothing to come.
fn gives_cause(tokens: &[Token], i: usize) -> bool {
    tokens[i].lemma == "due" && tokens.get(i + 1).is_some_and(|next| next.lemma == "to" && next.upos != Upos::Part)
}

/// What lies below a verb of planning, doubting or saying is planned, doubtful or someone's words.
fn inherit(sentence: &Sentence, list: &mut [Clause]) {
    let words = lists();
    let tokens = &sentence.tokens;
    // parents do not always stand before their children, so go by depth
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|&c| depth(list, c));
    for c in order {
        let Some(p) = list[c].parent else {
            list[c].attribution = reported_by_parataxis(sentence, list, c).or(according_to(sentence, &list[c]));
            continue;
        };
        let (parent, relation) = (list[p].clone(), base(list[c].relation));
        let below = matches!(relation, "ccomp" | "xcomp" | "csubj");
        if below {
            let verb = parent.lemma.split(' ').next().unwrap_or("");
            let tied = relation == "xcomp" || (list[c].future || list[c].modality == Modality::Planned);
            if words.denial.contains(verb) || (words.negative.contains(verb) && relation == "xcomp") {
                list[c].modality = Modality::Denied;
                list[c].negated = true;
            } else if words.plan.contains(verb) && (relation == "xcomp" || !words.speech.contains(verb)) && tied {
                list[c].modality = list[c].modality.max(Modality::Planned);
            } else if words.doubt.contains(verb) {
                list[c].modality = list[c].modality.max(Modality::Possible);
            }
            if parent.modality != Modality::Asserted && relation == "xcomp" {
                list[c].modality = list[c].modality.max(parent.modality);
            }
            if parent.negated && relation == "xcomp" {
                list[c].negated = true;
            }
            if words.speech.contains(verb) || words.denial.contains(verb) {
                list[c].attribution = parent.subject.map(|s| noun_phrase(sentence, s)).or(parent.attribution);
            } else {
                list[c].attribution = parent.attribution;
            }
            if list[c].subject.is_none() && relation == "xcomp" {
                list[c].subject = parent.object.or(parent.subject);
            }
        } else {
            list[c].attribution = parent.attribution.or(according_to(sentence, &list[c]));
            if relation == "conj" {
                if list[c].subject.is_none() {
                    list[c].subject = parent.subject;
                }
                if parent.modality == Modality::Planned && !has_own_auxiliary(sentence, list[c].predicate) {
                    list[c].modality = list[c].modality.max(parent.modality);
                }
            }
            if relation == "acl" && tokens[list[c].predicate].upos == Upos::Verb && list[c].subject.is_none() {
                list[c].subject = tokens[list[c].predicate].head;
            }
        }
        if list[c].attribution.is_none() {
            list[c].attribution = reported_by_parataxis(sentence, list, c);
        }
    }
}

fn depth(list: &[Clause], mut c: usize) -> usize {
    let mut steps = 0;
    while let Some(p) = list[c].parent {
        steps += 1;
        if steps > list.len() {
            break;
        }
        c = p;
    }
    steps
}

fn has_own_auxiliary(sentence: &Sentence, head: usize) -> bool {
    sentence.tokens.iter().any(|t| t.head == Some(head) && base(t.relation) == "aux")
}

/// "…, police said": the saying hangs below what is said.
fn reported_by_parataxis(sentence: &Sentence, list: &[Clause], c: usize) -> Option<Span> {
    list.iter()
        .find(|other| {
            other.parent == Some(c)
                && base(other.relation) == "parataxis"
                && lists().speech.contains(other.lemma.split(' ').next().unwrap_or(""))
        })
        .and_then(|other| other.subject)
        .map(|s| noun_phrase(sentence, s))
}

/// "according to the ministry".
fn according_to(sentence: &Sentence, clause: &Clause) -> Option<Span> {
    let tokens = &sentence.tokens;
    let source = tokens
        .iter()
        .enumerate()
        .find(|(_, t)| t.head == Some(clause.predicate) && base(t.relation) == "obl" && clause.span.contains(t.span));
    let according = tokens.iter().position(|t| t.lemma == "according" && clause.span.contains(t.span))?;
    let (i, _) =
        tokens.iter().enumerate().find(|(i, t)| *i > according && t.upos_is_nominal() && t.lemma != "to").or(source)?;
    Some(noun_phrase(sentence, i))
}

impl crate::syntax::Token {
    /// Nouns, names and pronouns.
    pub fn upos_is_nominal(&self) -> bool {
        matches!(self.upos, Upos::Noun | Upos::Propn | Upos::Pron)
    }
}

/// The words of a token.
pub fn text_of<'t>(text: &'t str, sentence: &Sentence, i: usize) -> &'t str {
    sentence.tokens[i].span.of(text)
}

/// The noun phrase around its head, without clauses that hang on it.
pub fn noun_phrase(sentence: &Sentence, head: usize) -> Span {
    let tokens = &sentence.tokens;
    let inside = |i: usize| {
        let mut at = i;
        for _ in 0..12 {
            if at == head {
                return true;
            }
            let apart = ["acl", "appos", "conj", "punct", "parataxis", "cc", "advcl", "cop", "nsubj", "expl"];
            if apart.contains(&base(tokens[at].relation)) {
                return false;
            }
            match tokens[at].head {
                Some(h) if h < tokens.len() => at = h,
                _ => return false,
            }
        }
        false
    };
    let mut span = tokens[head].span;
    for (i, token) in tokens.iter().enumerate() {
        let leading_case = tokens[i].head == Some(head) && base(token.relation) == "case" && i < head;
        if !leading_case && inside(i) {
            span = span.cover(token.span);
        }
    }
    span
}
