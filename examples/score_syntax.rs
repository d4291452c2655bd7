//! Scores the language layer on a treebank: `score_syntax FILE.conllu`.
//!
//! Tags, trees and names are scored on the treebank's own tokens, with predicted tags; dictionary forms too. Sentence
//! boundaries and tokens (F1) are scored from the running text of the treebank's paragraphs.

use corroborate::model::Span;
use corroborate::syntax::labels::{RELATIONS, relation_number};
use corroborate::syntax::model::{Model, Work};
use corroborate::syntax::treebank::{self, Tree};
use corroborate::syntax::{NameKind, sentences, tokens};
use std::collections::BTreeSet;

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: score_syntax FILE.conllu");
        std::process::exit(2)
    };
    let trees = treebank::read(&std::fs::read_to_string(path)?);
    let Some(model) = Model::shipped() else { return Err(std::io::Error::other("the model cannot be read")) };
    score_trees(&trees, model);
    score_text(&trees, model);
    score_names(&trees, model);
    Ok(())
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn f1(right: usize, found: usize, gold: usize) -> f64 {
    200.0 * right as f64 / (found + gold).max(1) as f64
}

fn score_trees(trees: &[Tree], model: &Model) {
    let mut work = Work::default();
    let (mut total, mut upos, mut heads, mut relations, mut lemmas) = (0, 0, 0, 0, 0);
    for tree in trees {
        let found = model.analyse(tree.words.iter().map(|w| w.form.as_str()), &mut work);
        for (i, word) in tree.words.iter().enumerate() {
            total += 1;
            upos += usize::from(found.upos[i] == word.upos);
            let head = found.heads[i] == word.head;
            heads += usize::from(head);
            // Subtypes count; those that the model does not know count as their relation.
            relations += usize::from(head && found.relations[i] == RELATIONS[relation_number(&word.relation)]);
            let lemma = model.lemmas.of(&word.form, found.upos[i], found.fine[i]);
            lemmas += usize::from(lemma == word.lemma || word.lemma == "_");
        }
    }
    println!("UPOS {:.2}", percent(upos, total));
    println!("UAS {:.2}", percent(heads, total));
    println!("LAS {:.2}", percent(relations, total));
    println!("lemma {:.2}", percent(lemmas, total));
}

fn score_text(trees: &[Tree], model: &Model) {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    let (mut right_tokens, mut found_tokens, mut gold_tokens) = (0, 0, 0);
    let mut next = trees.iter();
    for (text, ends) in treebank::paragraphs(trees) {
        let spans = tokens::tokens(&text, Span::new(0, text.len()));
        let cut = sentences::cut(&text, &spans, model.boundaries);
        let places: BTreeSet<(usize, usize)> =
            cut.iter().map(|r| (spans[r.start].start, spans[r.end - 1].end)).collect();
        found += cut.len();
        gold += ends.len();
        let mut start = 0;
        let mut wanted = BTreeSet::new();
        for end in &ends {
            right += usize::from(places.contains(&(start, *end)));
            let Some(tree) = next.next() else { break };
            let mut at = start;
            for word in &tree.words {
                let place = text[at..].find(&word.form).map(|i| at + i).unwrap_or(at);
                wanted.insert((place, place + word.form.len()));
                at = (place + word.form.len()).min(*end);
            }
            start = end + 1;
        }
        found_tokens += spans.len();
        gold_tokens += wanted.len();
        right_tokens += spans.iter().filter(|s| wanted.contains(&(s.start, s.end))).count();
        if std::env::var_os("SHOW_TOKENS").is_some() {
            let own: BTreeSet<(usize, usize)> = spans.iter().map(|s| (s.start, s.end)).collect();
            for (start, end) in own.symmetric_difference(&wanted) {
                let side = if wanted.contains(&(*start, *end)) { "missed" } else { "wrong" };
                println!("{side} {}", &text[*start..*end]);
            }
        }
    }
    println!("sentences {:.2}", f1(right, found, gold));
    println!("tokens {:.2}", f1(right_tokens, found_tokens, gold_tokens));
}

fn score_names(trees: &[Tree], model: &Model) {
    let mut work = Work::default();
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Other];
    let mut counts = [[0usize; 3]; 4];
    let mut any = false;
    for tree in trees {
        let Some(names) = &tree.names else { continue };
        any = true;
        let found = model.analyse(tree.words.iter().map(|w| w.form.as_str()), &mut work);
        for (kind, [right, own, gold]) in kinds.iter().zip(counts.iter_mut()) {
            *right += names.iter().filter(|n| n.kind == *kind && found.names.contains(n)).count();
            *own += found.names.iter().filter(|n| n.kind == *kind).count();
            *gold += names.iter().filter(|n| n.kind == *kind).count();
        }
    }
    if any {
        let sum = |kinds: &[[usize; 3]]| {
            let total = |i: usize| kinds.iter().map(|k| k[i]).sum::<usize>();
            f1(total(0), total(1), total(2))
        };
        println!("names {:.2}", sum(&counts[..3]));
        println!("names with others {:.2}", sum(&counts));
        for (kind, count) in kinds.iter().zip(&counts) {
            println!("names {kind:?} {:.2}", sum(&[*count]));
        }
    }
}
