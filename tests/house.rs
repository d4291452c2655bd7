//! The repository tests itself: who may use whom, file sizes, and data files that nobody reads.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Floors from the ground up; a module uses its own floor and those below.
const FLOORS: [&[&str]; 10] = [
    &["model", "error"],
    &["lexicon"],
    &["syntax"],
    &["extract", "read"],
    &["claim"],
    &["link"],
    &["judge"],
    &["revise"],
    &["store", "report"],
    &["pipeline"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn no_module_uses_a_higher_floor() {
    let mut wrong = Vec::new();
    for path in sources("src").into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs")) {
        let name = relative(&path);
        let module = name.trim_start_matches("src/").split(['/', '.']).next().unwrap_or("").to_string();
        let Some(own) = floor(&module) else { continue };
        let text = fs::read_to_string(&path).expect("a source file");
        for (n, line) in text.lines().enumerate() {
            for part in line.split("crate::").skip(1) {
                let used: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if floor(&used).is_some_and(|other| other > own) || used == "cli" {
                    wrong.push(format!("{name}:{}: {module} uses {used}", n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "upward imports:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_belongs_there() {
    let silent: Vec<String> = sources("src")
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .filter(|p| !fs::read_to_string(p).expect("a source file").starts_with("//!"))
        .map(|p| relative(&p))
        .collect();
    assert!(silent.is_empty(), "files without a header: {silent:?}");
}

#[test]
fn no_source_file_outgrows_its_reader() {
    let long: Vec<String> = sources("src")
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .filter_map(|p| {
            let lines = fs::read_to_string(&p).expect("a source file").lines().count();
            (lines > 800).then(|| format!("{}: {lines} lines", relative(&p)))
        })
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn every_data_file_is_read_by_some_source() {
    let code: String = sources("src")
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .map(|p| fs::read_to_string(p).expect("a source file"))
        .collect();
    let forgotten: Vec<String> = sources("src/data")
        .into_iter()
        .filter(|p| !p.extension().is_some_and(|e| e == "md" || e == "py"))
        .filter(|p| !code.contains(p.file_name().and_then(|n| n.to_str()).unwrap_or("?")))
        .map(|p| relative(&p))
        .collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

#[test]
fn the_text_of_the_project_names_no_machine() {
    // spelled apart so that this file does not find itself
    let banned = [concat!("/wo", "rk/"), concat!("../sha", "red/cor"), concat!("crates", ".io/api")];
    let mut found = Vec::new();
    for folder in ["src", "tests", "seeds", "examples", "docs"] {
        for path in sources(folder) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            found.extend(banned.iter().filter(|b| text.contains(**b)).map(|b| format!("{}: {b}", relative(&path))));
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn only_the_store_knows_sql() {
    let wrong: Vec<String> = sources("src")
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "rs") && !relative(p).starts_with("src/store"))
        .filter(|p| fs::read_to_string(p).expect("a source file").contains("rusqlite"))
        .map(|p| relative(&p))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
