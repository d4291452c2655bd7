//! Pairs of sentences about one event: do their figures agree, contradict each other, or speak of different things?
//!
//! The pairs lie outside the project, in the folder that CORROBORATE_CORPORA names; without it there is nothing to read.
//! What is asked here is the comparison of figures alone, without the linking of events that `check` puts before it.

use corroborate::extract::quantity::{change_between, extract_in};
use corroborate::model::{ChangeRole, Quantity, Relation, Span, Value};
use std::path::PathBuf;

/// The least share of pairs that must be told rightly; raise it when more are.
const FLOOR: f64 = 0.85;

/// The figures of a sentence, and the change that follows from a level before and one after it.
fn figures(text: &str) -> Vec<Value> {
    let mut figures: Vec<Quantity> =
        extract_in(text, &[Span::new(0, text.len())], &[]).into_iter().map(|figure| figure.quantity).collect();
    let role = |quantity: &Quantity| quantity.change.map(|change| change.role);
    let between = |pair: &[Quantity]| match pair {
        [from, to] if role(from) == Some(ChangeRole::From) && role(to) == Some(ChangeRole::To) => {
            change_between(from, to)
        }
        _ => None,
    };
    let changes: Vec<Quantity> = figures.windows(2).filter_map(between).collect();
    figures.extend(changes);
    figures.into_iter().map(Value::Quantity).collect()
}

/// A figure without any fellow that it fits, but with one that it rules out, is a contradiction.
fn verdict(one: &str, other: &str) -> &'static str {
    let (ones, others) = (figures(one), figures(other));
    let mut agreed = false;
    for figure in &ones {
        let relations: Vec<Relation> = others.iter().map(|other| figure.compare(other)).collect();
        let fits = |r: &Relation| matches!(r, Relation::Equal | Relation::Refines | Relation::RefinedBy);
        let open = |r: &Relation| fits(r) || *r == Relation::Overlaps;
        if !relations.iter().any(open) && relations.contains(&Relation::Disjoint) {
            return "contradiction";
        }
        agreed |= relations.iter().any(fits);
    }
    if agreed { "entailment" } else { "neutral" }
}

#[test]
fn figures_of_pairs_stand_as_they_should() {
    let Some(corpora) = std::env::var_os("CORROBORATE_CORPORA").map(PathBuf::from) else { return };
    let table = std::fs::read_to_string(corpora.join("quantity/pair_own.tsv")).expect("the pairs");
    let (mut right, mut all) = (0usize, 0usize);
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [label, kind, one, other] = fields[..] else { panic!("four fields in {line}") };
        let wanted = match label {
            "agree" | "refine" => "entailment",
            label => label,
        };
        let said = verdict(one, other);
        all += 1;
        right += usize::from(said == wanted);
        if said != wanted {
            println!("{kind}: {wanted}, said {said}: {one} / {other}");
        }
    }
    let share = right as f64 / all as f64;
    println!("{right} of {all} pairs, {share:.3}");
    assert!(share >= FLOOR, "{right} of {all} pairs are told rightly");
}
