//! The house itself: modules use only the floors below them, say what they are for, and leave nothing out of the registries.

use std::path::{Path, PathBuf};

/// The floors of the house: a module uses only modules of its own floor or a lower one.
const FLOORS: [(&str, u8); 18] = [
    ("error", 0),
    ("model", 0),
    ("data", 1),
    ("lexicon", 1),
    ("read", 2),
    ("text", 3),
    ("syntax", 3),
    ("extract", 4),
    ("claim", 5),
    ("link", 6),
    ("judge", 7),
    ("policy", 7),
    ("revise", 7),
    ("report", 8),
    ("store", 8),
    ("pipeline", 9),
    ("cli", 10),
    ("main", 11),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 40);
    found
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a source file");
            (path.strip_prefix(&root).expect("below src").to_path_buf(), text)
        })
        .collect()
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

#[test]
fn no_module_reaches_upwards() {
    for (path, text) in all_sources() {
        let first = path.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let own = floor(module).unwrap_or_else(|| panic!("{module} stands on no floor: add it to the table"));
        // Tests may look at the whole house.
        let code = text.split("\n#[cfg(test)]").next().unwrap_or(&text);
        for piece in code.split("crate::").skip(1) {
            let used: String = piece.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            let Some(other) = floor(&used) else { continue };
            assert!(other <= own, "{} (floor {own}) uses {used} (floor {other})", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in all_sources() {
        assert!(text.starts_with("//! "), "{} has no header", path.display());
    }
}

#[test]
fn only_the_store_knows_sql() {
    for (path, text) in all_sources() {
        if !path.starts_with("store") {
            assert!(!text.contains("rusqlite"), "{}", path.display());
        }
    }
}
