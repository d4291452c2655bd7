//! The closed sets of names that the model predicts: parts of speech, fine tags, relations, kinds of names.

use super::{NameKind, Upos};

/// Universal parts of speech in the order of [`Upos`].
pub const UPOS: [(&str, Upos); 17] = [
    ("ADJ", Upos::Adj),
    ("ADP", Upos::Adp),
    ("ADV", Upos::Adv),
    ("AUX", Upos::Aux),
    ("CCONJ", Upos::Cconj),
    ("DET", Upos::Det),
    ("INTJ", Upos::Intj),
    ("NOUN", Upos::Noun),
    ("NUM", Upos::Num),
    ("PART", Upos::Part),
    ("PRON", Upos::Pron),
    ("PROPN", Upos::Propn),
    ("PUNCT", Upos::Punct),
    ("SCONJ", Upos::Sconj),
    ("SYM", Upos::Sym),
    ("VERB", Upos::Verb),
    ("X", Upos::X),
];

/// The Penn tags of the English treebanks, from which tense and number are read.
pub const FINE: [&str; 50] = [
    "NN", "IN", "DT", "NNP", "JJ", "PRP", ".", "RB", "NNS", ",", "VB", "CC", "VBD", "VBP", "VBZ", "CD", "VBN", "VBG",
    "TO", "MD", "PRP$", "-RRB-", "-LRB-", ":", "WDT", "WRB", "``", "HYPH", "''", "POS", "WP", "RP", "NNPS", "UH",
    "JJR", "JJS", "EX", "RBR", "NFP", "SYM", "FW", "GW", "ADD", "$", "PDT", "RBS", "LS", "AFX", "WP$", "XX",
];

/// The relations of Universal Dependencies as the English treebanks use them; the first is the root's.
pub const RELATIONS: [&str; 52] = [
    "root",
    "punct",
    "case",
    "det",
    "nsubj",
    "advmod",
    "amod",
    "obj",
    "obl",
    "nmod",
    "conj",
    "compound",
    "cc",
    "mark",
    "aux",
    "cop",
    "nmod:poss",
    "advcl",
    "xcomp",
    "flat",
    "acl:relcl",
    "ccomp",
    "acl",
    "appos",
    "aux:pass",
    "nummod",
    "parataxis",
    "nsubj:pass",
    "nmod:unmarked",
    "obl:unmarked",
    "discourse",
    "compound:prt",
    "expl",
    "fixed",
    "iobj",
    "list",
    "obl:agent",
    "nmod:desc",
    "dep",
    "csubj",
    "nsubj:outer",
    "det:predet",
    "advcl:relcl",
    "vocative",
    "reparandum",
    "goeswith",
    "cc:preconj",
    "orphan",
    "dislocated",
    "csubj:pass",
    "csubj:outer",
    "clf",
];

/// The kinds of names in the order of the name labels (begin and inside of each; 0 is outside).
pub const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Other];

/// Labels of names: outside, then begin and inside of every kind.
pub const NAME_LABELS: usize = 1 + 2 * KINDS.len();

impl Upos {
    /// The tag as it is written in treebanks.
    pub fn name(self) -> &'static str {
        UPOS[self as usize].0
    }

    /// Reads a tag as it is written in treebanks.
    pub fn parse(name: &str) -> Option<Upos> {
        UPOS.iter().find(|(n, _)| *n == name).map(|(_, upos)| *upos)
    }
}

/// Number of a relation; an unknown subtype counts as its relation, an unknown relation as `dep`.
pub fn relation_number(name: &str) -> usize {
    let find = |n: &str| RELATIONS.iter().position(|r| *r == n);
    find(name).or_else(|| find(name.split(':').next().unwrap_or(name))).or_else(|| find("dep")).unwrap_or(0)
}

/// Number of a fine tag; an unknown one is `XX`.
pub fn fine_number(name: &str) -> usize {
    FINE.iter().position(|t| *t == name).unwrap_or(FINE.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_order_of_the_tags() {
        for (number, (name, upos)) in UPOS.iter().enumerate() {
            assert_eq!(*upos as usize, number);
            assert_eq!(Upos::parse(name), Some(*upos));
        }
        assert_eq!(relation_number("obl:tmod"), relation_number("obl"));
        assert_eq!(RELATIONS[relation_number("strange")], "dep");
    }
}
