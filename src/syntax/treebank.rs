//! Reads treebanks in the CoNLL-U format, from which the model is trained and by which it is scored.

use super::labels::{KINDS, UPOS};
use super::names::LabelledName;
use super::{NameKind, Upos};
use std::ops::Range;

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    pub upos: Upos,
    pub fine: String,
    /// Head within the sentence; `None` for the root.
    pub head: Option<usize>,
    pub relation: String,
    /// Whether no space follows it.
    pub joined: bool,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub text: String,
    pub words: Vec<Word>,
    /// Whether a new paragraph begins here.
    pub paragraph: bool,
    /// Names, where the treebank tells entities.
    pub names: Option<Vec<LabelledName>>,
}

/// Reads a file; lines that are no CoNLL-U are passed over.
pub fn read(source: &str) -> Vec<Tree> {
    let tells_entities = source.contains("Entity=");
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    let mut entities = Entities::default();
    let mut joined_until = 0;
    for line in source.lines().chain([""]) {
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(text) = comment.strip_prefix("text = ") {
                tree.text = text.to_string();
            }
            tree.paragraph |= comment.starts_with("newpar") || comment.starts_with("newdoc");
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() == 10 {
            if let Some((first, last)) = columns[0].split_once('-') {
                // Words of one written word follow each other without a space, except behind the last.
                let length = last.parse::<usize>().unwrap_or(0).saturating_sub(first.parse().unwrap_or(0));
                let no_space = usize::from(columns[9].contains("SpaceAfter=No"));
                joined_until = tree.words.len() + length + no_space;
            } else if !columns[0].contains('.') {
                entities.see(columns[9], tree.words.len());
                let number = tree.words.len();
                tree.words.push(Word {
                    form: columns[1].to_string(),
                    lemma: columns[2].to_string(),
                    upos: Upos::parse(columns[3]).unwrap_or(UPOS[UPOS.len() - 1].1),
                    fine: columns[4].to_string(),
                    head: columns[6].parse::<usize>().unwrap_or(0).checked_sub(1),
                    relation: columns[7].to_string(),
                    joined: number < joined_until || columns[9].contains("SpaceAfter=No"),
                });
            }
        } else if line.is_empty() && !tree.words.is_empty() {
            let found = std::mem::take(&mut entities).found;
            tree.names = tells_entities.then(|| names(&tree.words, found));
            trees.push(std::mem::take(&mut tree));
            joined_until = 0;
        }
    }
    trees
}

/// The running text of every paragraph, and the places where its sentences end.
pub fn paragraphs(trees: &[Tree]) -> Vec<(String, Vec<usize>)> {
    let mut out: Vec<(String, Vec<usize>)> = Vec::new();
    for tree in trees {
        if tree.paragraph || out.is_empty() {
            out.push(Default::default());
        }
        if let Some((text, ends)) = out.last_mut() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(tree.text.trim());
            ends.push(text.len());
        }
    }
    out
}

/// Entities of one sentence while its words are read.
#[derive(Default)]
struct Entities {
    open: Vec<(String, String, usize)>,
    found: Vec<(String, Range<usize>)>,
}

impl Entities {
    /// Reads a word's `Entity=`: `(1-person-…` opens, `1)` closes, `(1-person-…)` does both.
    fn see(&mut self, misc: &str, word: usize) {
        let Some(mut rest) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else { return };
        while !rest.is_empty() {
            if let Some(opening) = rest.strip_prefix('(') {
                let end = opening.find(['(', ')']).unwrap_or(opening.len());
                let mut fields = opening[..end].split('-');
                let (id, kind) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
                self.open.push((id.to_string(), kind.to_string(), word));
                rest = &opening[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    self.close(None, word);
                    rest = after;
                }
            } else {
                let end = rest.find(')').unwrap_or(rest.len());
                self.close(Some(&rest[..end]), word);
                rest = rest.get(end + 1..).unwrap_or("");
            }
        }
    }

    fn close(&mut self, id: Option<&str>, word: usize) {
        let at = self.open.iter().rposition(|(open, _, _)| id.is_none_or(|id| open == id));
        if let Some(at) = at {
            let (_, kind, start) = self.open.remove(at);
            self.found.push((kind, start..word + 1));
        }
    }
}

/// The names among entities: those with a proper noun as head, cut down to the words of the name itself.
fn names(words: &[Word], entities: Vec<(String, Range<usize>)>) -> Vec<LabelledName> {
    let mut found: Vec<LabelledName> = Vec::new();
    for (kind, span) in entities {
        let kind = match kind.as_str() {
            "person" => NameKind::Person,
            "place" => NameKind::Place,
            "organization" => NameKind::Organisation,
            "time" => continue,
            _ => NameKind::Other,
        };
        let is_head = |i: &usize| words[*i].head.is_none_or(|h| !span.contains(&h));
        let Some(head) = span.clone().find(is_head) else { continue };
        if words[head].upos == Upos::Propn {
            found.push(LabelledName { tokens: own_words(words, &span, head, kind), kind });
        }
    }
    // Names do not overlap: the longest counts, of equal ones the one with the earlier kind.
    let order = |n: &LabelledName| KINDS.iter().position(|k| *k == n.kind);
    found.sort_by_key(|n| (std::cmp::Reverse(n.tokens.len()), n.tokens.start, order(n)));
    let mut kept: Vec<LabelledName> = Vec::new();
    for name in found {
        if kept.iter().all(|k| k.tokens.end <= name.tokens.start || name.tokens.end <= k.tokens.start) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|n| n.tokens.start);
    kept
}

/// The run of capitalised words round an entity's head; small words between them belong to the names of other things
/// than persons ("Bank of Tarn", "Treaty of the Lakes").
fn own_words(words: &[Word], entity: &Range<usize>, head: usize, kind: NameKind) -> Range<usize> {
    let capital = |i: usize| words[i].form.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let in_name = |i: usize| match words[i].upos {
        Upos::Propn => true,
        Upos::Adj | Upos::Noun | Upos::Verb | Upos::X | Upos::Num | Upos::Adv => capital(i),
        _ => false,
    };
    let is_link = |i: usize| {
        let word = &words[i];
        matches!(word.form.as_str(), "-" | "–" | "&" | "/")
            || (kind != NameKind::Person && matches!(word.form.as_str(), "of" | "the" | "for" | "de" | "and" | "in"))
    };
    let (mut start, mut end) = (head, head + 1);
    while start > entity.start {
        if in_name(start - 1) {
            start -= 1;
        } else if is_link(start - 1) && start - 1 > entity.start && in_name(start - 2) && words[start - 1].form != "in"
        {
            start -= 2;
        } else {
            break;
        }
    }
    loop {
        let mut next = end;
        while next < entity.end && next < end + 2 && is_link(next) {
            next += 1;
        }
        if next < entity.end && in_name(next) && (next == end || words[next].upos == Upos::Propn) {
            end = next + 1;
        } else {
            break;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_out_of_entities() {
        let source = "# newdoc id = x\n# text = The old Bank of Tarn's chair Mira Holt left.\n\
            1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(2-person-new(1-organization-new\n\
            2\told\told\tADJ\tJJ\t_\t3\tamod\t_\t_\n\
            3\tBank\tBank\tPROPN\tNNP\t_\t7\tnmod:poss\t_\t_\n\
            4\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_\n\
            5-6\tTarn's\t_\t_\t_\t_\t_\t_\t_\t_\n\
            5\tTarn\tTarn\tPROPN\tNNP\t_\t3\tnmod\t_\tEntity=(3-place-new)1)\n\
            6\t's\t's\tPART\tPOS\t_\t3\tcase\t_\t_\n\
            7\tchair\tchair\tNOUN\tNN\t_\t9\tnsubj\t_\t_\n\
            8\tMira\tMira\tPROPN\tNNP\t_\t7\tappos\t_\tEntity=(4-person-new)2)\n\
            9\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n\
            10\t.\t.\tPUNCT\t.\t_\t9\tpunct\t_\t_\n\n";
        let trees = read(source);
        assert_eq!(trees.len(), 1);
        let names = trees[0].names.as_ref().unwrap();
        assert_eq!(names[0], LabelledName { tokens: 2..5, kind: NameKind::Organisation });
        assert_eq!(names[1], LabelledName { tokens: 7..8, kind: NameKind::Person });
        let joined: Vec<bool> = trees[0].words.iter().map(|w| w.joined).collect();
        assert_eq!(joined[4..], [true, false, false, false, true, false]);
        assert!(trees[0].paragraph && trees[0].words[8].head.is_none());
    }
}
