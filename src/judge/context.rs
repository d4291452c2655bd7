//! What else two articles have in common, around a pair of claims.
//!
//! What belongs here: what the neighbours of two claims say of each other. What does not: the claims' own frames (that is
//! linking) and the verdict.

use super::bars::speaks;
use super::relation;
use crate::claim::{Detail, Draft};
use crate::lexicon;
use crate::link::rows::{Row, e_folds};
use crate::link::{At, Linker, Pair};
use crate::model::{Attribute, Relation, Value};
use crate::syntax::Upos;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Two claims, and how their values stand to each other.
type Neighbours = (At, At, Relation);

/// A margin past which no other partner is in question.
const WIDE: i32 = 30;

/// Predicates as related as this tell one state.
const ONE_STATE: i32 = 80;

/// All pairs of two articles' claims, as surroundings of each other.
pub struct Context {
    /// For each claim, the score of its best partner among the other article's claims of a compatible value.
    told: BTreeMap<At, i32>,
    /// The pairs whose values agree or exclude each other, by the two sentences they stand in.
    sentences: BTreeMap<(usize, usize), Vec<Neighbours>>,
    /// For each claim, its partners in the other article: the score of the match, and whether the values agree.
    partners: BTreeMap<At, Vec<(At, i32, bool)>>,
    /// How the values of each pair stand to each other, in the order of the pairs.
    pub relations: Vec<Relation>,
    /// How many names the two articles have in common.
    pub names: &'static str,
    /// How many figures of three digits or more stand in both.
    pub figures: usize,
}

impl Context {
    /// What the pairs of two articles tell of each other. All pairs must be of the same two articles.
    pub fn of(linker: &Linker, pairs: &[Pair]) -> Context {
        let mut context = Context {
            told: BTreeMap::new(),
            sentences: BTreeMap::new(),
            partners: BTreeMap::new(),
            relations: Vec::with_capacity(pairs.len()),
            names: pairs
                .first()
                .map_or("none in common", |pair| names_in_common(linker, pair.a.reading, pair.b.reading)),
            figures: 0,
        };
        let mut figures = BTreeSet::new();
        // an article names its places again and again
        let mut of_places: FxHashMap<(&str, &str), Relation> = FxHashMap::default();
        for pair in pairs {
            let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
            let how = match (&a.detail, &b.detail) {
                (Detail::Place { name: p }, Detail::Place { name: q }) => {
                    *of_places.entry((p, q)).or_insert_with(|| relation(a, b))
                }
                _ => relation(a, b),
            };
            if how == Relation::Equal && is_long_figure(&a.claim.value) && is_long_figure(&b.claim.value) {
                figures.insert(a.claim.canonical.as_str());
            }
            context.relations.push(how);
            let agree = match how {
                Relation::Equal | Relation::Refines | Relation::RefinedBy => true,
                Relation::Disjoint => false,
                _ => continue,
            };
            context.partners.entry(pair.a).or_default().push((pair.b, pair.score, agree));
            context.partners.entry(pair.b).or_default().push((pair.a, pair.score, agree));
            context.sentences.entry((a.frame.sentence, b.frame.sentence)).or_default().push((pair.a, pair.b, how));
            for at in [pair.a, pair.b].into_iter().filter(|_| agree) {
                let best = context.told.entry(at).or_insert(i32::MIN);
                *best = (*best).max(pair.score);
            }
        }
        context.figures = figures.len();
        context
    }

    /// How the better known of the two values stands in the other article, against this pair.
    pub fn elsewhere(&self, pair: &Pair) -> &'static str {
        let best = [pair.a, pair.b].iter().filter_map(|at| self.told.get(at)).max();
        match best.map(|best| best - pair.score) {
            None => "nowhere",
            Some(..-35) => "of something else",
            Some(-35..-18) => "of something less alike",
            Some(-18..-6) => "of something nearly as much alike",
            Some(-6..6) => "of something as much alike",
            Some(_) => "of something more alike",
        }
    }

    /// Whether a sentence of the two tells both values, "31 and 46 years old": then it lists, and the values are of two things.
    pub fn listed(&self, linker: &Linker, pair: &Pair) -> bool {
        let sentence = |at: At| linker.draft(at).frame.sentence;
        let here = self.sentences.get(&(sentence(pair.a), sentence(pair.b)));
        // a country that holds both towns is no second town
        let tells = |how: Relation| match linker.draft(pair.a).claim.attribute {
            Attribute::Place => how == Relation::Equal,
            _ => how != Relation::Disjoint,
        };
        // two states are told by one word or by like ones: "it sank" and "it went" are no list
        let one_state = |x: At, y: At| {
            let (p, q) = (linker.draft(x), linker.draft(y));
            p.claim.attribute != Attribute::Status || lexicon::relatedness(p.frame.deed(), q.frame.deed()) >= ONE_STATE
        };
        here.into_iter().flatten().any(|&(x, y, how)| tells(how) && (x == pair.a) != (y == pair.b) && one_state(x, y))
    }

    /// How much better the two match each other than their other partners, and how many of those there are.
    pub fn rivals(&self, pair: &Pair) -> Vec<Row> {
        let others = |at: At, partner: At| {
            let all = self.partners.get(&at).into_iter().flatten();
            all.filter(move |(other, _, _)| *other != partner)
        };
        let margin = |at: At, partner: At, all: bool| {
            let best = others(at, partner).filter(|(_, _, agree)| all || *agree).map(|(_, score, _)| *score).max();
            best.map_or(WIDE, |best| (pair.score - best).clamp(-WIDE, WIDE))
        };
        let (a, b) = (margin(pair.a, pair.b, true), margin(pair.b, pair.a, true));
        let like = margin(pair.a, pair.b, false).min(margin(pair.b, pair.a, false));
        let crowd = |at: At, partner: At| e_folds(others(at, partner).count() as i32);
        vec![
            Row::degree("margin over other partners, lesser", "each ten points", a.min(b), 10),
            Row::degree("margin over other partners, greater", "each ten points", a.max(b), 10),
            Row::degree("margin over partners of one value", "each ten points", like, 10),
            Row::degree("other partners", "each e-fold", crowd(pair.a, pair.b) + crowd(pair.b, pair.a), 100),
        ]
    }

    /// What the other claims of the two sentences say of each other: where they agree, the two tell of one happening.
    pub fn rows(&self, linker: &Linker, pair: &Pair) -> Vec<Row> {
        let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
        let (mut halves, mut near, mut apart) = (0, 0, 0);
        let (
            mut one_place,
            mut part_of_place,
            mut other_place,
            mut one_name,
            mut one_date,
            mut other_date,
            mut other_rank,
            mut one_date_near,
            mut other_date_near,
        ) = (false, false, false, false, false, false, false, false, false);
        let here = self.sentences.get(&(a.frame.sentence, b.frame.sentence));
        // "a guesthouse in Kellin" and "Kellin" are told by the same words
        let beside = |x: At, here: At| {
            let (p, q) = (linker.draft(x), linker.draft(here));
            p.claim.attribute != q.claim.attribute || !p.claim.span.overlaps(q.claim.span)
        };
        let others = here.into_iter().flatten().filter(|(x, y, _)| *x != pair.a && *y != pair.b);
        for &(x, y, how) in others.filter(|(x, y, _)| beside(*x, pair.a) && beside(*y, pair.b)) {
            let agree = how != Relation::Disjoint;
            let (p, q) = (linker.draft(x), linker.draft(y));
            let attribute = p.claim.attribute;
            // where those stood who told of it says nothing of where it happened, nor where somebody is from; and a name that
            // is read as a place is no place beside itself
            let itself = p.claim.span.overlaps(a.claim.span) || q.claim.span.overlaps(b.claim.span);
            let of_somebody = |draft: &Draft| matches!(draft.frame.role.as_str(), "" | "of" | "from");
            let elsewhere = !agree && (speaks(p) || speaks(q) || itself);
            let home = how != Relation::Equal && of_somebody(p) && of_somebody(q);
            if attribute == Attribute::Place && (elsewhere || home) {
                continue;
            }
            let in_clause = p.frame.clause == a.frame.clause && q.frame.clause == b.frame.clause;
            if attribute == Attribute::Date && in_clause {
                one_date_near |= agree;
                other_date_near |= !agree;
            }
            if agree {
                let weight = if attribute == Attribute::Status { 1 } else { 2 };
                halves += weight;
                if in_clause {
                    near += weight;
                }
            } else {
                apart += 1;
            }
            match attribute {
                Attribute::Place if how == Relation::Equal => one_place = true,
                Attribute::Place if agree => part_of_place = true,
                Attribute::Place => other_place = true,
                Attribute::Participant => {
                    one_name |= agree && matches!(p.frame.scale.as_str(), "person" | "organisation")
                }
                Attribute::Date if agree => one_date = true,
                Attribute::Date => other_date = true,
                Attribute::Time => one_date |= agree,
                Attribute::Order => other_rank |= !agree,
                _ => {}
            }
        }
        let mut rows = vec![
            Row::degree("neighbours agree", "each two", halves.min(8), 4),
            Row::degree("neighbours in the clause agree", "each two", near.min(6), 4),
            Row::degree("neighbours exclude each other", "each two", apart.min(4), 2),
        ];
        let mut holds = |name, outcome, fact: bool| {
            if fact {
                rows.push(Row::is(name, outcome));
            }
        };
        holds("places beside", "one", one_place);
        holds("places beside", "one within the other", part_of_place && !one_place);
        holds("places beside", "others", other_place && !one_place && !part_of_place);
        holds("names beside", "one", one_name);
        holds("ranks beside", "others", other_rank);
        // that of the clause goes before those of the rest: "won on Sunday, and had got 27 percent in October"
        let other_date = other_date && !one_date || other_date_near && !one_date_near;
        holds("dates beside", "one", one_date && !other_date);
        holds("dates beside", "others", other_date);
        let named = |side: &crate::claim::frame::Frame| side.subject.clone().filter(|s| side.clause_names.contains(s));
        if a.claim.attribute != Attribute::Participant
            && let (Some(p), Some(q)) = (named(&a.frame), named(&b.frame))
        {
            // "Tessa Brand-Holm", and then "Brand-Holm"
            let within = |p: &str, q: &str| p.split(' ').all(|word| q.split(' ').any(|other| word == other));
            rows.push(Row::is("named subjects", if within(&p, &q) || within(&q, &p) { "one" } else { "others" }));
        }
        rows
    }
}

/// Whether a figure has three digits or more, its zeros at the end aside: such a one is no chance.
fn is_long_figure(value: &Value) -> bool {
    let Value::Quantity(quantity) = value else { return false };
    let figure = quantity.low.filter(|_| quantity.low == quantity.high);
    figure.is_some_and(|low| low.abs().normalize().mantissa().to_string().trim_end_matches('0').len() >= 3)
}

/// How many words of names stand in both articles.
pub fn names_in_common(linker: &Linker, i: usize, j: usize) -> &'static str {
    let names = |reading: usize| -> BTreeSet<&str> {
        let tokens = linker.readings[reading].sentences.iter().flat_map(|s| &s.tokens);
        tokens.filter(|t| t.upos == Upos::Propn && t.lemma.len() > 2).map(|t| t.lemma.as_str()).collect()
    };
    match names(i).intersection(&names(j)).count() {
        0 => "none in common",
        1 => "one in common",
        2 => "two in common",
        _ => "several in common",
    }
}
