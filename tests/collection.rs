//! New seeds against a collection: what the index and the last check leave out must be what a comparison with all would not
//! have told.

mod stories;

use corroborate::model::{Document, Finding, Report, Verdict};
use corroborate::pipeline::{self, Story};
use corroborate::read;
use corroborate::store::Store;
use std::collections::BTreeSet;
use std::path::Path;

fn documents(path: &str, seed: &str) -> Vec<Document> {
    read::relate(read::read_bytes(path, seed.as_bytes(), None).expect("a sound seed"))
}

/// The findings of one kind that the new article takes part in.
fn told(story: &Story, wanted: impl Fn(&Finding) -> bool) -> BTreeSet<(String, Vec<Vec<String>>)> {
    let Report { findings, .. } = &story.report;
    let new = |id: &String| story.report.claim(id).is_some_and(|claim| story.new.contains(&claim.document));
    let with_new = findings.iter().filter(|f| wanted(f) && f.sides.iter().flat_map(|side| &side.claims).any(new));
    let sides = |f: &Finding| f.sides.iter().map(|side| side.claims.clone()).collect();
    with_new.map(|finding| (finding.fingerprint.clone(), sides(finding))).collect()
}

fn contradiction(finding: &Finding) -> bool {
    finding.verdict == Verdict::Contradiction
}

/// How many articles were compared with the new ones, and how many contradictions there were, one new article after another.
fn compare(seeds: Vec<Vec<Document>>, store: &mut Store) -> (usize, usize) {
    let (mut compared, mut found) = (0, 0);
    for new in seeds {
        let name = new[0].article.path.clone();
        let of_story = pipeline::compare_new(new.clone(), store, contradiction).expect("compared");
        let of_all = pipeline::compare_with(new, store.documents().expect("documents"));
        let told_of_story = told(&of_story, contradiction);
        assert_eq!(told_of_story, told(&of_all, contradiction), "{name}");
        compared += of_story.compared;
        found += told_of_story.len();
    }
    (compared, found)
}

#[test]
fn a_new_seed_is_told_what_a_comparison_with_all_would_tell() {
    let folder = tempfile::tempdir().expect("a folder");
    for story in 0..8 {
        for teller in 0..3 {
            let path = folder.path().join(format!("{story}-{teller}.txt"));
            std::fs::write(path, stories::article(story, teller, 0)).expect("written");
        }
    }
    let seeds = || (0..8).step_by(3).map(|story| documents("new.txt", &stories::article(story, 4, 100))).collect();
    let mut added = Store::open(":memory:").expect("a store");
    pipeline::add(&[folder.path().to_path_buf()], &mut added).expect("added");
    let mut checked = Store::open(":memory:").expect("a store");
    pipeline::check_with_store(&[folder.path().to_path_buf()], &mut checked).expect("checked");
    for (store, how) in [(&mut added, "added"), (&mut checked, "checked")] {
        let (compared, found) = compare(seeds(), store);
        assert!(found >= 3 * 2, "{how}: {found} contradictions");
        assert!(compared < 3 * 24, "{how}: {compared} articles compared");
    }
}

#[test]
fn each_article_of_the_seeds_is_told_what_a_comparison_with_the_others_would_tell() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let all = pipeline::read(&[seeds]).documents;
    for one in 0..all.len() {
        let (new, others) = (all[one].clone(), [&all[..one], &all[one + 1..]].concat());
        let mut store = Store::open(":memory:").expect("a store");
        store.add(&pipeline::join(Vec::new(), others)).expect("added");
        pipeline::check_with_store(&[], &mut store).expect("checked");
        compare(vec![vec![new]], &mut store);
    }
}
