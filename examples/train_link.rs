//! Learns the table of points by which claims of different articles are matched.
//!
//! usage: train_link STORIES_DIR [PROBES.jsonl] > src/data/link/weights.tsv
//!
//! Each pair of claims on one scale from two articles of a story is an example: positive where the story's gold holds
//! both to be about one thing, negative otherwise. A logistic regression over the outcomes of the rows gives the points
//! (ten times the log odds, rounded). Story-wise cross-validation figures go to standard error.

use corroborate::claim::{self, Reading};
use corroborate::judge::accuse;
use corroborate::link::Linker;
use corroborate::link::rows::Row;
use corroborate::read;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One pair of claims.
#[derive(Clone)]
struct Example {
    group: usize,
    kind: &'static str,
    /// Whether the values exclude each other.
    apart: bool,
    rows: Vec<usize>,
    positive: bool,
    weight: f64,
}

type Member = (String, usize, usize);

#[derive(Default)]
struct Features {
    names: Vec<Row>,
    ids: BTreeMap<Row, usize>,
}

impl Features {
    fn id(&mut self, row: Row) -> usize {
        if let Some(&id) = self.ids.get(&row) {
            return id;
        }
        self.ids.insert(row, self.names.len());
        self.names.push(row);
        self.names.len() - 1
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let stories = PathBuf::from(arguments.next().expect("a folder of stories"));
    let mut features = Features::default();
    let mut examples = Vec::new();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&stories)
        .expect("stories")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.join("gold.json").exists())
        .collect();
    folders.sort();
    for (group, folder) in folders.iter().enumerate() {
        story(group, folder, &mut features, &mut examples);
    }
    if let Some(probes) = arguments.next() {
        probe_pairs(Path::new(&probes), folders.len(), &mut features, &mut examples);
    }
    let positives = examples.iter().filter(|e| e.positive).count();
    eprintln!("{} pairs, {positives} positive, {} outcomes", examples.len(), features.names.len());
    println!(
        "# group\trow\toutcome\tpoints: ten times the log odds that two claims are about one thing; made by examples/train_link.rs"
    );
    for kind in ["figures", "dates", "places and order", "names", "states", accuse::GROUP] {
        let own: Vec<Example> = examples.extract_if(.., |e| e.kind == kind).collect();
        eprintln!("{kind}: {} pairs", own.len());
        validate(&own, features.names.len());
        let (bias, weights) = fit(&own, features.names.len());
        println!("{kind}\tstart\tany pair\t{}", (bias * 10.0).round() as i64);
        let mut lines: Vec<(Row, i64)> = features
            .names
            .iter()
            .zip(&weights)
            .map(|(&row, w)| (row, (w * 10.0).round() as i64))
            .filter(|(_, points)| *points != 0)
            .collect();
        lines.sort();
        for (row, points) in lines {
            println!("{kind}\t{}\t{}\t{points}", row.name, row.outcome);
        }
    }
}

fn readings(paths: &[PathBuf]) -> Vec<Reading> {
    let paths: Vec<_> = paths.to_vec();
    let outcome = read::read_paths(&paths);
    outcome.documents.into_iter().map(claim::read).collect()
}

fn members(texts: &BTreeMap<String, String>, finding: &Value) -> Vec<Member> {
    let list = finding["members"].as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(|m| {
            let file = m["file"].as_str()?.to_string();
            let (around, quote) = (m["in"].as_str()?, m["quote"].as_str()?);
            let start = texts.get(&file)?.find(around)? + around.find(quote)?;
            Some((file, start, start + quote.len()))
        })
        .collect()
}

fn story(group: usize, folder: &Path, features: &mut Features, examples: &mut Vec<Example>) {
    let gold: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json")).expect("gold")).expect("json");
    let files: Vec<String> =
        gold["files"].as_array().expect("files").iter().filter_map(|f| f.as_str().map(str::to_string)).collect();
    let paths: Vec<PathBuf> = files.iter().map(|f| folder.join(f)).collect();
    let texts: BTreeMap<String, String> =
        files.iter().map(|f| (f.clone(), std::fs::read_to_string(folder.join(f)).unwrap_or_default())).collect();
    let findings: Vec<Vec<Member>> = gold["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|f| f["scope"] != "within" && f["needs"] != "inference")
        .map(|f| members(&texts, f))
        .collect();
    let read = readings(&paths);
    let holds = |at: &corroborate::link::At| -> Vec<usize> {
        let claim = &read[at.reading].drafts[at.draft].claim;
        let file = claim.path.rsplit('/').next().unwrap_or("");
        (0..findings.len())
            .filter(|&k| findings[k].iter().any(|(f, s, e)| f == file && claim.start < *e && *s < claim.end))
            .collect()
    };
    let opposed: Vec<bool> = gold["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|f| f["scope"] != "within" && f["needs"] != "inference")
        .map(|f| f["kind"] == "contradiction" || f["verdict"] == "contradiction")
        .collect();
    collect(group, &read, features, examples, |a, b| {
        let (x, y) = (holds(a), holds(b));
        let together = x.iter().any(|k| y.contains(k));
        let known = !x.is_empty() || !y.is_empty();
        let accused = x.iter().any(|&k| opposed[k] && y.contains(&k));
        (
            together,
            if together {
                1.0
            } else if known {
                0.6
            } else {
                0.25
            },
            accused,
        )
    });
}

fn probe_pairs(path: &Path, first_group: usize, features: &mut Features, examples: &mut Vec<Example>) {
    let room = std::env::temp_dir().join(format!("train-link-{}", std::process::id()));
    std::fs::create_dir_all(&room).expect("a temporary folder");
    for (n, line) in std::fs::read_to_string(path).expect("probes").lines().enumerate() {
        let probe: Value = serde_json::from_str(line).expect("json");
        let mut paths = Vec::new();
        let mut spans = Vec::new();
        for side in ["a", "b"] {
            let p = &probe[side];
            let text = format!(
                "---\noutlet: {}\npublished: {}\n---\n\n{}\n",
                p["outlet"].as_str().unwrap_or(""),
                p["published"].as_str().unwrap_or(""),
                p["text"].as_str().unwrap_or("")
            );
            let quote = probe[format!("{side}_quote")].as_str().unwrap_or("");
            let start = text.find(quote).unwrap_or(0);
            spans.push((format!("{side}.txt"), start, start + quote.len()));
            let file = room.join(format!("{side}.txt"));
            std::fs::write(&file, text).expect("written");
            paths.push(file);
        }
        let same = probe["label"] != "N";
        let read = readings(&paths);
        collect(first_group + n % 20, &read, features, examples, |a, b| {
            let held = |at: &corroborate::link::At| {
                let claim = &read[at.reading].drafts[at.draft].claim;
                spans.iter().any(|(f, s, e)| claim.path.ends_with(f.as_str()) && claim.start < *e && *s < claim.end)
            };
            let both = held(a) && held(b);
            (both && same, if both { 2.0 } else { 0.3 }, both && probe["label"] == "C")
        });
    }
    let _ = std::fs::remove_dir_all(room);
}

fn collect(
    group: usize,
    read: &[Reading],
    features: &mut Features,
    examples: &mut Vec<Example>,
    label: impl Fn(&corroborate::link::At, &corroborate::link::At) -> (bool, f64, bool),
) {
    let linker = Linker::new(read);
    for &(i, j, alike) in &linker.stories {
        let pairs = linker.pairs(i, j, alike);
        let told = accuse::Told::of(&linker, &pairs);
        for pair in pairs {
            let (positive, weight, accused) = label(&pair.a, &pair.b);
            let rows = pair.rows.iter().map(|&row| features.id(row)).collect();
            let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
            let kind = corroborate::link::weights::group(a.frame.attribute);
            let apart = corroborate::judge::relation(a, b) == corroborate::model::Relation::Disjoint;
            examples.push(Example { group, kind, apart, rows, positive, weight });
            if apart {
                let rows = accuse::rows(&linker, &pair, &told).into_iter().map(|row| features.id(row)).collect();
                examples.push(Example { group, kind: accuse::GROUP, apart, rows, positive: accused, weight: 1.0 });
            }
        }
    }
}

/// Newton's method with an L2 penalty; the same data give the same weights.
fn fit(examples: &[Example], n: usize) -> (f64, Vec<f64>) {
    // accusations have few rows and few examples
    let penalty = if examples.first().is_some_and(|e| e.kind == accuse::GROUP) { PENALTY / 4.0 } else { PENALTY };
    let size = n + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..12 {
        let mut gradient: Vec<f64> = weights.iter().map(|w| penalty * w).collect();
        let mut hessian = vec![0.0; size * size];
        for r in 0..size {
            hessian[r * size + r] = penalty;
        }
        for e in examples {
            let rows: Vec<usize> = e.rows.iter().copied().chain([n]).collect();
            let z: f64 = rows.iter().map(|&r| weights[r]).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let d = e.weight * (p - f64::from(u8::from(e.positive)));
            let curve = e.weight * p * (1.0 - p);
            for &r in &rows {
                gradient[r] += d;
                for &s in &rows {
                    hessian[r * size + s] += curve;
                }
            }
        }
        let step = solve(hessian, gradient, size);
        for (w, s) in weights.iter_mut().zip(&step) {
            *w -= s;
        }
    }
    let bias = weights.pop().unwrap_or_default();
    (bias, weights)
}

/// Pull of every weight towards zero, in examples.
const PENALTY: f64 = 8.0;

/// Solves a symmetric positive definite system by Gaussian elimination.
fn solve(mut a: Vec<f64>, mut b: Vec<f64>, n: usize) -> Vec<f64> {
    for k in 0..n {
        let pivot = a[k * n + k];
        for i in k + 1..n {
            let factor = a[i * n + k] / pivot;
            if factor != 0.0 {
                for j in k..n {
                    a[i * n + j] -= factor * a[k * n + j];
                }
                b[i] -= factor * b[k];
            }
        }
    }
    for k in (0..n).rev() {
        for j in k + 1..n {
            b[k] -= a[k * n + j] * b[j];
        }
        b[k] /= a[k * n + k];
    }
    b
}

fn validate(examples: &[Example], n: usize) {
    let mut groups: Vec<usize> = examples.iter().map(|e| e.group).collect();
    groups.sort();
    groups.dedup();
    let mut scored: Vec<(f64, bool, bool)> = Vec::new();
    // four folds of whole groups
    for fold in 0..4 {
        let held: Vec<usize> = groups.iter().copied().filter(|g| g % 4 == fold).collect();
        let kept: Vec<Example> = examples.iter().filter(|e| !held.contains(&e.group)).cloned().collect();
        let (bias, weights) = fit(&kept, n);
        for e in examples.iter().filter(|e| held.contains(&e.group)) {
            scored.push((bias + e.rows.iter().map(|&r| weights[r]).sum::<f64>(), e.positive, e.apart));
        }
    }
    for (name, apart) in [("values compatible", false), ("values apart", true)] {
        let of: Vec<_> = scored.iter().filter(|s| s.2 == apart).collect();
        let positives = of.iter().filter(|s| s.1).count() as f64;
        for threshold in [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0] {
            let said: Vec<_> = of.iter().filter(|s| s.0 >= threshold).collect();
            let right = said.iter().filter(|s| s.1).count() as f64;
            eprintln!(
                "  {name}, log odds >= {threshold:4}: precision {:.3} recall {:.3} of {positives}",
                right / said.len().max(1) as f64,
                right / positives
            );
        }
    }
}
