//! Pairs of claims with what the gold holds of them.

use corroborate::claim::{self, Reading};
use corroborate::judge::own::Owns;
use corroborate::judge::strangers;
use corroborate::link::{At, Linker, Pair};
use corroborate::read;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All pairs of two articles.
pub struct Meeting {
    pub group: usize,
    pub pairs: Vec<(Pair, Label)>,
    /// Pairs of names of which each article knows only its own.
    pub strangers: Vec<(Pair, Label)>,
}

/// What the gold holds of a pair.
#[derive(Copy, Clone)]
pub struct Label {
    /// Both are of one thing.
    pub together: bool,
    /// Both are of one thing, and contradict each other.
    pub opposed: bool,
    /// How far the gold is to be trusted here: it does not list everything.
    pub weight: f64,
}

/// The articles of one story and their pairs. The readings live as long as the program.
pub struct Batch {
    pub group: usize,
    pub linker: Linker<'static>,
    pub meetings: Vec<Meeting>,
    /// How much its examples count.
    pub weight: f64,
}

/// What an example of the project's own training data counts against one of the outside corpora: there are more of them, and of
/// harder cases. Chosen by cross-validation.
const OWN: f64 = 0.3;
const OWN_FOLDER: &str = "training";

fn is_own(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == OWN_FOLDER)
}

/// A place in a file: name, start and end.
type Span = (String, usize, usize);

fn batch(group: usize, paths: &[PathBuf], label: impl Fn(&[Reading], &At, &At) -> Label) -> Batch {
    let documents = read::read_paths(paths).documents;
    let readings: &'static [Reading] = Vec::leak(documents.into_iter().map(claim::read).collect());
    let linker = Linker::new(readings);
    let owns = Owns::new(&linker);
    let meetings = linker
        .stories
        .iter()
        .map(|&(i, j, alike)| {
            let pairs = linker.pairs(i, j, alike).into_iter();
            let names = strangers::pairs(&owns, (i, j, alike)).into_iter();
            Meeting {
                group,
                pairs: pairs.map(|p| (p.clone(), label(readings, &p.a, &p.b))).collect(),
                strangers: names.map(|p| (p.clone(), label(readings, &p.a, &p.b))).collect(),
            }
        })
        .collect();
    let own = paths.iter().any(|path| is_own(path));
    Batch { group, linker, meetings, weight: if own { OWN } else { 1.0 } }
}

/// Every folder of `stories` that has a gold.json, in order of name; groups are numbered from `first`.
pub fn stories(stories: &Path, first: usize) -> Vec<Batch> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(stories)
        .expect("stories")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.join("gold.json").exists())
        .collect();
    folders.sort();
    folders.iter().enumerate().map(|(group, folder)| story(first + group, folder)).collect()
}

fn story(group: usize, folder: &Path) -> Batch {
    let gold: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json")).expect("gold")).expect("json");
    let files: Vec<String> =
        gold["files"].as_array().expect("files").iter().filter_map(|f| f.as_str().map(str::to_string)).collect();
    let paths: Vec<PathBuf> = files.iter().map(|f| folder.join(f)).collect();
    let texts: BTreeMap<String, String> =
        files.iter().map(|f| (f.clone(), std::fs::read_to_string(folder.join(f)).unwrap_or_default())).collect();
    let listed: Vec<&Value> = gold["findings"].as_array().expect("findings").iter().collect();
    let findings: Vec<Vec<(Span, String)>> = listed.iter().map(|f| members(&texts, f)).collect();
    let accuses: Vec<bool> =
        listed.iter().map(|f| f["kind"] == "contradiction" || f["verdict"] == "contradiction").collect();
    batch(group, &paths, |readings, a, b| {
        let held = |at: &At| -> Vec<(usize, &str)> {
            let claim = &readings[at.reading].drafts[at.draft].claim;
            let file = claim.path.rsplit('/').next().unwrap_or("");
            let inside = |span: &Span| span.0 == file && claim.start < span.2 && span.1 < claim.end;
            let of = |k: usize| findings[k].iter().filter(|(span, _)| inside(span)).map(move |(_, v)| (k, v.as_str()));
            (0..findings.len()).flat_map(of).collect()
        };
        let (x, y) = (held(a), held(b));
        let together = x.iter().any(|(k, _)| y.iter().any(|(l, _)| k == l));
        let opposed = x.iter().any(|(k, v)| accuses[*k] && y.iter().any(|(l, w)| k == l && v != w));
        let known = !x.is_empty() || !y.is_empty();
        Label {
            together,
            opposed,
            weight: if together {
                1.0
            } else if known {
                0.6
            } else {
                0.25
            },
        }
    })
}

fn members(texts: &BTreeMap<String, String>, finding: &Value) -> Vec<(Span, String)> {
    let list = finding["members"].as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(|m| {
            let file = m["file"].as_str()?.to_string();
            let (around, quote) = (m["in"].as_str()?, m["quote"].as_str()?);
            let start = texts.get(&file)?.find(around)? + around.find(quote)?;
            Some(((file, start, start + quote.len()), m["value"].to_string()))
        })
        .collect()
}

/// Pairs of two short articles, one question each; groups are numbered from `first`.
pub fn probes(path: &Path, first: usize) -> Vec<Batch> {
    let room = std::env::temp_dir().join(format!("train-link-{}", std::process::id()));
    std::fs::create_dir_all(&room).expect("a temporary folder");
    let lines = std::fs::read_to_string(path).expect("probes");
    let room = if is_own(path) { room.join(OWN_FOLDER) } else { room };
    std::fs::create_dir_all(&room).expect("a temporary folder");
    let batches = lines.lines().enumerate().map(|(n, line)| probe(&room, first + n % 24, line)).collect();
    let _ = std::fs::remove_dir_all(room);
    batches
}

fn probe(room: &Path, group: usize, line: &str) -> Batch {
    let probe: Value = serde_json::from_str(line).expect("json");
    let mut paths = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for side in ["a", "b"] {
        let p = &probe[side];
        let part = |key: &str| p[key].as_str().unwrap_or("");
        let text =
            format!("---\noutlet: {}\npublished: {}\n---\n\n{}\n", part("outlet"), part("published"), part("text"));
        let quote = probe[format!("{side}_quote")].as_str().unwrap_or("");
        let start = text.find(quote).unwrap_or(0);
        spans.push((format!("{side}.txt"), start, start + quote.len()));
        let file = room.join(format!("{side}.txt"));
        std::fs::write(&file, text).expect("written");
        paths.push(file);
    }
    let label = probe["label"].as_str().unwrap_or("N").to_string();
    batch(group, &paths, |readings, a, b| {
        let held = |at: &At| {
            let claim = &readings[at.reading].drafts[at.draft].claim;
            spans.iter().any(|(f, s, e)| claim.path.ends_with(f.as_str()) && claim.start < *e && *s < claim.end)
        };
        let both = held(a) && held(b);
        let weight = if both { 2.0 } else { 0.3 };
        Label { together: both && label != "N", opposed: both && label == "C", weight }
    })
}
