//! Which files the given paths stand for, and how they are named in all output.

use crate::error::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Endings of the files that are read when a folder is given.
const ENDINGS: [&str; 10] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson"];

/// A file to read.
#[derive(Clone, Debug)]
pub struct Found {
    /// The name in all output.
    pub name: String,
    pub path: PathBuf,
    /// Whether the user named it, rather than a folder above it.
    pub named: bool,
}

/// The files under the paths, by name, each once.
pub fn files(paths: &[PathBuf], problems: &mut Vec<Error>) -> Vec<Found> {
    let here = std::env::current_dir().unwrap_or_default();
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for path in paths {
        let name = name(path, &here);
        match fs_err::metadata(path) {
            Err(error) => problems.push(unreadable(&name, &error)),
            Ok(data) if data.is_dir() => folder(path, &here, &mut found, problems),
            Ok(data) if !data.is_file() => {
                problems.push(Error::new(ErrorKind::Unreadable, "this is neither a file nor a folder").at(name));
            }
            Ok(_) => {
                let file = Found { name: name.clone(), path: path.clone(), named: true };
                found.insert(name, file);
            }
        }
    }
    found.into_values().collect()
}

fn folder(path: &Path, here: &Path, found: &mut BTreeMap<String, Found>, problems: &mut Vec<Error>) {
    // Ignore files are for build products; a seed is a seed wherever a version control system looks.
    let walk = ignore::WalkBuilder::new(path).standard_filters(false).hidden(true).follow_links(false).build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                let file = kind.is_some_and(|kind| kind.is_file() || (kind.is_symlink() && entry.path().is_file()));
                let ending = entry.path().extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
                if file && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
                    let name = name(entry.path(), here);
                    found.entry(name.clone()).or_insert(Found { name, path: entry.path().to_path_buf(), named: false });
                }
            }
            Err(error) => {
                let message = "the folder cannot be read";
                problems.push(Error::new(ErrorKind::Unreadable, message).at(name(path, here)).cause(error));
            }
        }
    }
}

pub fn unreadable(name: &str, error: &std::io::Error) -> Error {
    let (kind, message) = match error.kind() {
        std::io::ErrorKind::NotFound => (ErrorKind::Missing, "there is no such file or folder".to_string()),
        std::io::ErrorKind::PermissionDenied => (ErrorKind::Unreadable, "reading is not permitted".to_string()),
        other => (ErrorKind::Unreadable, format!("the file cannot be read: {other}")),
    };
    Error::new(kind, message).at(name)
}

/// The path as it is named in output: relative to where the program runs where it lies below, with `/`.
pub fn name(path: &Path, here: &Path) -> String {
    let mut parts: Vec<Component> = Vec::new();
    let whole = if path.is_absolute() { path.to_path_buf() } else { here.join(path) };
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(parts.last(), Some(Component::Normal(_))) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let clean: PathBuf = parts.iter().collect();
    let shown = match clean.strip_prefix(here) {
        Ok(below) => below.to_path_buf(),
        Err(_) if path.is_absolute() => clean,
        Err(_) => path.components().filter(|part| *part != Component::CurDir).collect(),
    };
    let shown = shown.to_string_lossy().replace('\\', "/");
    if shown.is_empty() { ".".to_string() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let here = Path::new("/home/desk");
        for (path, expected) in [
            ("a.txt", "a.txt"),
            ("./seeds/../a.txt", "a.txt"),
            ("/home/desk/seeds/a.txt", "seeds/a.txt"),
            ("/else/a.txt", "/else/a.txt"),
            ("../a.txt", "../a.txt"),
        ] {
            assert_eq!(name(Path::new(path), here), expected, "{path}");
        }
    }
}
