//! How long one new seed takes against a collection of 100,000 claims.
//!
//! `cargo bench --bench collection` makes the collection of invented stories (`tests/stories`), three articles each, in a folder,
//! checks it once, and then compares new seeds one by one, each of which contradicts a story of it. It prints the times of
//! one seed from its bytes to its findings: the median and the longest of fifty. The first seed, which loads the tables, is
//! not counted. `CLAIMS` sets another size; `COLLECTION` names a database to keep, or one that was kept.

#[path = "../tests/stories/mod.rs"]
mod stories;

use corroborate::model::{Document, Verdict};
use corroborate::store::Store;
use corroborate::{pipeline, read};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Claims of the collection.
const CLAIMS: usize = 100_000;
/// Claims of one article, about.
const OF_ARTICLE: usize = 35;
const TELLERS: usize = 3;
const NEW: usize = 50;

fn documents(path: &str, seed: &str) -> Vec<Document> {
    read::relate(read::read_bytes(path, seed.as_bytes(), None).expect("a sound seed"))
}

/// Puts stories on file and checks them.
fn make(stories: usize, seeds: &Path, path: &Path) {
    std::fs::create_dir(seeds).expect("made");
    for story in 0..stories {
        for teller in 0..TELLERS {
            let name = format!("{story:05}-{teller}.txt");
            std::fs::write(seeds.join(name), stories::article(story, teller, 0)).expect("written");
        }
    }
    let mut store = Store::open(path.to_str().expect("UTF-8")).expect("a store");
    let begun = Instant::now();
    let checked = pipeline::check_with_store(&[seeds.to_path_buf()], &mut store).expect("checked");
    println!(
        "{} articles with {} claims and {} findings on file after {:.1?}",
        checked.report.documents.len(),
        checked.report.claims.len(),
        checked.report.findings.len(),
        begun.elapsed()
    );
}

fn main() {
    let claims: usize = std::env::var("CLAIMS").ok().and_then(|text| text.parse().ok()).unwrap_or(CLAIMS);
    let stories = claims.div_ceil(OF_ARTICLE * TELLERS);
    let folder = tempfile::tempdir().expect("a folder");
    let path = std::env::var("COLLECTION").map_or_else(|_| folder.path().join("news.db"), PathBuf::from);
    if !path.exists() {
        make(stories, &folder.path().join("seeds"), &path);
    }
    let (mut times, mut found, mut compared) = (Vec::new(), 0, 0);
    for number in 0..=NEW {
        let story = number * (stories / (NEW + 1)).max(1);
        let seed = stories::article(story, 4, 100);
        let begun = Instant::now();
        let mut store = Store::open_existing(path.to_str().expect("UTF-8")).expect("a store");
        let wanted = |finding: &corroborate::model::Finding| finding.verdict == Verdict::Contradiction;
        let new = documents("new.txt", &seed);
        let story = pipeline::compare_new(new, &mut store, wanted).expect("compared");
        if number > 0 {
            times.push(begun.elapsed());
        }
        found += story.report.findings.iter().filter(|finding| wanted(finding)).count();
        compared += story.compared;
    }
    times.sort();
    println!(
        "one new seed: {:.1?} (median of {NEW}), {:.1?} at most; {} contradictions, {} articles compared with each",
        times[times.len() / 2],
        times[times.len() - 1],
        found,
        compared / (NEW + 1)
    );
}
