//! What kind of thing a name names: a linear model over its words, the words round it and its place in the tree.
//!
//! The network sees each word of a name for itself; here the name is seen as a whole. Both are added up.

use super::features::{list, listed_hash, plain_char, text_hash};
use super::labels::KINDS;
use super::model::Analysis;
use super::table::Table;
use std::ops::Range;

/// Weights of every kind for every feature, which is told by the low bits of its hash.
pub const BUCKETS: usize = 1 << 15;

/// How much the weights count beside the network's scores: one of a weight is worth this.
const WORTH: f32 = 0.01;

/// Room for the features of a name.
#[derive(Default)]
pub struct Seen {
    pub features: Vec<usize>,
    text: String,
}

impl Seen {
    fn add(&mut self, sort: &str, parts: &[&str]) {
        self.text.clear();
        self.text.push_str(sort);
        for part in parts {
            self.text.push(' ');
            self.text.extend(part.chars().map(plain_char).flat_map(char::to_lowercase));
        }
        self.features.push(text_hash(&self.text) as usize % BUCKETS);
    }

    /// Reads the name `name` of a sentence.
    pub fn read(&mut self, forms: &[&str], found: &Analysis, lists: &Table, name: &Range<usize>) {
        self.features.clear();
        let inside = |i: &usize| name.contains(i);
        let head = name.clone().find(|i| found.heads[*i].is_none_or(|h| !inside(&h))).unwrap_or(name.start);
        let last = name.end - 1;
        let before = |by: usize| name.start.checked_sub(by).map_or("", |i| forms[i]);
        let after = forms.get(name.end).copied().unwrap_or("");
        self.add("is", &[]);
        self.add("whole", &forms[name.clone()]);
        self.add("first", &[forms[name.start]]);
        self.add("last", &[forms[last]]);
        self.add("head", &[forms[head]]);
        self.add("length", &[["1", "2", "3", "4"][name.len().min(4) - 1]]);
        self.add("before", &[before(1)]);
        self.add("two before", &[before(2), before(1)]);
        self.add("after", &[after]);
        self.add("round", &[before(1), after]);
        for i in name.clone() {
            self.add("word", &[forms[i]]);
        }
        self.lists(forms, lists, name);
        for (sort, i) in [("first ends", name.start), ("last ends", last)] {
            let from = forms[i].char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            self.add(sort, &[&forms[i][from..]]);
        }
        let capitals = |form: &str| form.len() > 1 && form.chars().all(char::is_uppercase);
        self.add("capitals", &[if name.clone().all(|i| capitals(forms[i])) { "all" } else { "some" }, size(name)]);
        let relation = found.relations[head];
        self.add("relation", &[relation]);
        if let Some(governor) = found.heads[head] {
            self.add("governor", &[relation, forms[governor]]);
            self.add("governor's part of speech", &[relation, found.upos[governor].name()]);
        }
        for child in (0..forms.len()).filter(|i| found.heads[*i] == Some(head) && !inside(i)) {
            let relation = found.relations[child];
            match relation {
                "case" | "det" | "amod" => self.add("child", &[relation, forms[child]]),
                "compound" | "appos" | "nmod:desc" | "flat" => self.add("close", &[relation, forms[child]]),
                "punct" => {}
                _ => self.add("child", &[relation]),
            }
        }
    }

    fn lists(&mut self, forms: &[&str], lists: &Table, name: &Range<usize>) {
        const NAMES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
        let bits = |words: &[&str]| {
            let lower = words.join(" ").chars().map(plain_char).flat_map(char::to_lowercase).collect::<String>();
            lists.find(listed_hash(&lower)).and_then(|row| lists.row(row).next()).unwrap_or(0) as u8
        };
        if name.len() > 1 && bits(&forms[name.clone()]) & (list::TOWN | list::COUNTRY) != 0 {
            self.add("whole in list", &[]);
        }
        let size = size(name);
        for (sort, i) in [("first in list", name.start), ("last in list", name.end - 1)] {
            let bits = bits(&forms[i..i + 1]);
            for (_, text) in NAMES.iter().enumerate().filter(|(number, _)| bits & (1 << number) != 0) {
                self.add(sort, &[text, size]);
            }
            let (given, town) = (bits & (list::GIVEN | list::FAMILY) != 0, bits & (list::TOWN | list::COUNTRY) != 0);
            if given != town {
                self.add(sort, &[if given { "person only" } else { "place only" }, size]);
            } else if bits == 0 {
                self.add(sort, &["none", size]);
            }
        }
    }
}

fn size(name: &Range<usize>) -> &'static str {
    if name.len() == 1 { "single" } else { "many" }
}

/// The learned weights.
#[derive(Clone, Copy, Debug)]
pub struct Kinds(pub &'static [u8]);

impl Kinds {
    /// Adds to the network's scores of the kinds what the features say.
    pub fn join(&self, features: &[usize], scores: &mut [f32; KINDS.len()]) {
        for (kind, score) in scores.iter_mut().enumerate() {
            let weight = |f: &usize| i32::from(self.0.get(f * KINDS.len() + kind).map_or(0, |b| *b as i8));
            *score += features.iter().map(weight).sum::<i32>() as f32 * WORTH;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::NameKind;
    use crate::syntax::model::{Model, Work};

    #[test]
    fn a_name_is_judged_as_a_whole_and_by_its_neighbours() {
        let model = Model::shipped().unwrap();
        let kinds = |text: &str| -> Vec<NameKind> {
            let found = model.analyse(text.split(' '), &mut Work::default());
            found.names.iter().map(|name| name.kind).collect()
        };
        assert_eq!(kinds("Mr Holt flew to New Zealand on Monday ."), [NameKind::Person, NameKind::Place]);
        assert_eq!(kinds("She studied at the University of Tarn ."), [NameKind::Organisation]);
        assert_eq!(kinds("Professor Mira Lund lives in Norway ."), [NameKind::Person, NameKind::Place]);
    }

    #[test]
    fn weights_are_added_to_the_scores() {
        let mut bytes = vec![0u8; BUCKETS * KINDS.len()];
        bytes[7 * KINDS.len() + 1] = 100;
        let mut scores = [0.5, 0.0, 0.0, 0.0];
        Kinds(bytes.leak()).join(&[3, 7, BUCKETS], &mut scores);
        assert_eq!(scores, [0.5, 100.0 * WORTH, 0.0, 0.0]);
    }
}
