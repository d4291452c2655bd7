//! What an outlet changed from one version of an article to the next, word by word.

use super::super::stories::Story;
use super::super::words::{clean, cut, when};
use crate::model::Document;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// Words shown around a change.
const AROUND: usize = 12;
/// Changes shown of one version, and versions shown of one story; what is left out is counted.
const HUNKS: usize = 60;
const VERSIONS: usize = 40;
/// Bytes of a changed stretch that are shown.
const STRETCH: usize = 2_000;

/// Two versions that follow each other.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    pub outlet: String,
    pub title: String,
    pub old: String,
    pub new: String,
    pub hunks: Vec<Vec<Piece>>,
    pub more: usize,
}

/// Words that were taken out (`del`), put in (`ins`), or stayed (`same`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub what: &'static str,
    pub text: String,
}

/// All pairs of versions of a story, by time.
pub fn versions(story: &Story<'_>) -> Vec<Version> {
    let of = |id: &str| story.documents.iter().find(|document| document.id == id);
    let pairs = story.documents.iter().filter_map(|new| Some((of(new.version_of.as_deref()?)?, new)));
    pairs.take(VERSIONS).map(|(old, new)| version(old, new)).collect()
}

fn version(old: &Document, new: &Document) -> Version {
    let at = |document: &Document| {
        let moment =
            document.article.updated.as_ref().or(document.article.published.as_ref().map(|known| &known.value));
        let time = moment.map_or("undated".to_string(), |moment| when(Some(moment)));
        format!("{time} ({})", clean(&document.article.path))
    };
    let mut hunks = hunks(&old.article.text, &new.article.text);
    let more = hunks.len().saturating_sub(HUNKS);
    hunks.truncate(HUNKS);
    Version {
        outlet: clean(&new.article.source_name()),
        title: clean(new.article.title.as_deref().unwrap_or_default()),
        old: at(old),
        new: at(new),
        hunks,
        more,
    }
}

/// Stretches of words around changes.
fn hunks(old: &str, new: &str) -> Vec<Vec<Piece>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let diff = TextDiff::from_slices(&old, &new);
    let mut hunks = Vec::new();
    for group in diff.grouped_ops(AROUND) {
        let mut pieces: Vec<Piece> = Vec::new();
        for op in group {
            for change in diff.iter_changes(&op) {
                let what = match change.tag() {
                    ChangeTag::Equal => "same",
                    ChangeTag::Delete => "del",
                    ChangeTag::Insert => "ins",
                };
                match pieces.last_mut() {
                    Some(last) if last.what == what => {
                        if last.text.len() < STRETCH {
                            last.text.push(' ');
                            last.text.push_str(&clean(cut(change.value(), STRETCH)));
                        }
                    }
                    _ => pieces.push(Piece { what, text: clean(cut(change.value(), STRETCH)) }),
                }
            }
        }
        hunks.push(pieces);
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_changed() {
        let pieces = hunks("Nine boats  sank at noon.", "Ten boats sank at noon.").remove(0);
        let told: Vec<(&str, &str)> = pieces.iter().map(|piece| (piece.what, piece.text.as_str())).collect();
        assert_eq!(told, [("del", "Nine"), ("ins", "Ten"), ("same", "boats sank at noon.")]);
        assert!(hunks("as it was", "as it\nwas").is_empty());
    }
}
