//! Which articles make one story, and what it is called.
//!
//! What belongs here: sorting documents and findings into stories. What does not: pages, drawings.

use super::words::{clean, slug};
use crate::model::{Document, Finding, Verdict};
use crate::report::{Shown, row};
use std::collections::{BTreeMap, BTreeSet};

/// Articles that speak of the same things, with the findings in which they take part.
pub struct Story<'r> {
    pub title: String,
    /// File name of its first page, without the ending.
    pub name: String,
    /// In order of publication; those without a time come last.
    pub documents: Vec<&'r Document>,
    /// Worst first.
    pub findings: Vec<&'r Finding>,
}

impl Story<'_> {
    /// How many findings have this verdict.
    pub fn number(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }

    /// Names of the outlets, in order of the alphabet.
    pub fn outlets(&self) -> Vec<String> {
        let names: BTreeSet<String> =
            self.documents.iter().map(|document| clean(&document.article.source_name())).collect();
        names.into_iter().collect()
    }
}

/// All stories, worst first; articles that share nothing with others come last, together.
pub fn stories<'r>(shown: &Shown<'r>) -> Vec<Story<'r>> {
    let documents = &shown.report.documents;
    let place: BTreeMap<&str, usize> =
        documents.iter().enumerate().map(|(i, document)| (document.id.as_str(), i)).collect();
    let findings = row::sorted_findings(shown);
    let members = |finding: &Finding| -> Vec<usize> {
        let claims = finding.sides.iter().flat_map(|side| &side.claims);
        claims.filter_map(|id| place.get(shown.claim(id)?.document.as_str()).copied()).collect()
    };

    let mut groups = Groups::new(documents.len());
    for finding in &findings {
        // Two events that only look alike do not make two stories one.
        if finding.verdict != Verdict::Distinct {
            for pair in members(finding).windows(2) {
                groups.join(pair[0], pair[1]);
            }
        }
    }
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, document) in documents.iter().enumerate() {
        for kin in [&document.version_of, &document.copy_of].into_iter().flatten() {
            if let Some(other) = place.get(kin.as_str()) {
                groups.join(i, *other);
            }
        }
        if let Some(story) = &document.article.story {
            let first = *named.entry(story).or_insert(i);
            groups.join(first, i);
        }
    }

    let mut sorted: BTreeMap<usize, (Vec<&Document>, Vec<&Finding>)> = BTreeMap::new();
    for (i, document) in documents.iter().enumerate() {
        sorted.entry(groups.of(i)).or_default().0.push(document);
    }
    for finding in findings {
        if let Some(first) = members(finding).first() {
            sorted.entry(groups.of(*first)).or_default().1.push(finding);
        }
    }
    let (mut alone, mut stories) = (Vec::new(), Vec::new());
    for (documents, findings) in sorted.into_values() {
        if documents.len() == 1 && findings.is_empty() {
            alone.extend(documents);
        } else {
            stories.push(story(documents, findings));
        }
    }
    stories.sort_by_cached_key(|story| {
        let grave = std::cmp::Reverse((
            story.number(Verdict::Contradiction),
            story.number(Verdict::Update),
            story.findings.len(),
        ));
        (grave, story.title.clone(), story.documents.first().map(|document| document.id.clone()))
    });
    if !alone.is_empty() {
        let mut rest = story(alone, Vec::new());
        rest.title = "Articles that share no finding".to_string();
        rest.name = "story-others".to_string();
        stories.push(rest);
    }
    name(&mut stories);
    stories
}

fn story<'r>(mut documents: Vec<&'r Document>, findings: Vec<&'r Finding>) -> Story<'r> {
    documents.sort_by_key(|document| {
        let published = document.article.published.as_ref().map(|known| known.value.begin);
        (published.is_none(), published, &document.article.path, document.article.number)
    });
    let titles = documents.iter().filter_map(|document| document.article.title.as_deref());
    let title = titles.map(clean).find(|title| !title.trim().is_empty());
    let title = title.or_else(|| documents.first().map(|document| clean(&document.article.path))).unwrap_or_default();
    let name = format!("story-{}", slug(&title)).trim_end_matches('-').to_string();
    Story { title, name, documents, findings }
}

/// No two stories share a file name; a page's number stands behind two hyphens, so that it is no name of another story.
fn name(stories: &mut [Story<'_>]) {
    let mut taken = BTreeSet::new();
    for story in stories {
        let base = story.name.clone();
        let mut number = 1;
        while !taken.insert(story.name.clone()) {
            number += 1;
            story.name = format!("{base}-{number}");
        }
    }
}

/// Disjoint sets of numbers.
struct Groups(Vec<usize>);

impl Groups {
    fn new(size: usize) -> Groups {
        Groups((0..size).collect())
    }

    fn of(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// The smaller number names the set, so that the result does not hang on the order of joining.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let mut groups = Groups::new(5);
        groups.join(4, 3);
        groups.join(3, 1);
        assert_eq!((0..5).map(|i| groups.of(i)).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
    }
}
