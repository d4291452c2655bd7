//! The whole command `report` on a large collection: written in time, and in pages that a browser opens at once.

mod common;

use assert_cmd::Command;
use corroborate::store::{MadeBy, Store};
use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

#[test]
fn a_thousand_articles_are_reported_in_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = common::large(1000, 20);
    assert_eq!(report.claims.len(), 20_000);
    let path = folder.path().join("large.db");
    let mut store = Store::open(path.to_str().expect("a path in UTF-8")).expect("a new store");
    store.replace_with(&report, MadeBy::Check).expect("saved");
    drop(store);

    let begun = Instant::now();
    Command::cargo_bin("corroborate")
        .expect("the program")
        .current_dir(folder.path())
        .args(["--db", "large.db", "-q", "report", "-o", "out"])
        .assert()
        .success();
    let taken = begun.elapsed();

    let files: Vec<_> = fs::read_dir(folder.path().join("out")).expect("a report").flatten().collect();
    let (mut count, mut largest) = (0, 0);
    for file in &files {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".html") {
            let size = file.metadata().expect("a file").len();
            (count, largest) = (count + 1, largest.max(size));
            assert!(size <= 2_000_000, "{name}: {size} bytes");
        }
    }
    assert!(count > 10, "{count} pages");
    let claims = fs::read_to_string(folder.path().join("out/claims.csv")).expect("claims");
    assert_eq!(csv::Reader::from_reader(claims.as_bytes()).records().count(), 20_000);
    let _ = writeln!(std::io::stdout(), "report of 1,000 articles: {count} pages, largest {largest} bytes, {taken:?}");
    // Without optimisation, time says nothing of the program as it is used.
    assert!(cfg!(debug_assertions) || taken < Duration::from_secs(2), "{taken:?}");
}
