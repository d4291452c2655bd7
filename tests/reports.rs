//! The report of the project's own seeds that stands in `reports/` is the one that the program writes today.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

#[test]
fn the_report_of_the_seeds_is_current() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = tempfile::tempdir().expect("a temporary folder");
    Command::cargo_bin("corroborate")
        .expect("the program")
        .current_dir(home)
        .args(["--db", ":memory:", "report", "-o"])
        .arg(room.path())
        .arg("seeds")
        .assert()
        .success();
    let listed = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder).expect("a report").flatten().map(|e| e.file_name()).collect();
        names.sort();
        names
    };
    let names = listed(room.path());
    assert!(names.len() >= 4, "{names:?}");
    assert_eq!(names, listed(&home.join("reports")), "a page that is written no more");
    for name in names {
        let today = fs::read(room.path().join(&name)).expect("a file of the report");
        let kept = fs::read(home.join("reports").join(&name)).unwrap_or_default();
        assert!(
            today == kept,
            "reports/{} is out of date: corroborate --db :memory: report -o reports seeds",
            name.to_string_lossy()
        );
    }
}
