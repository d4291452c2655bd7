//! Small stories in Markdown with the findings that they must give; they double as documentation of the finding codes.
//!
//! A file in `tests/spec/` holds articles in fenced blocks whose first line is front matter on one line, and a list of
//! expected findings, each `- CODE verdict: value | value`. Contradictions and updates that are not listed fail the test.

use corroborate::model::{Report, Verdict};
use corroborate::{judge, read};
use std::fs;
use std::path::Path;

struct Spec {
    articles: Vec<(String, String)>,
    expected: Vec<String>,
}

fn parse(name: &str, text: &str) -> Spec {
    let (mut articles, mut expected) = (Vec::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```article") {
            let mut body = String::from("---\n");
            for pair in lines.next().unwrap_or("").split(';') {
                body.push_str(pair.trim());
                body.push('\n');
            }
            body.push_str("---\n\n");
            for line in lines.by_ref().take_while(|l| !l.starts_with("```")) {
                body.push_str(line);
                body.push('\n');
            }
            articles.push((format!("{name}-{}.txt", articles.len() + 1), body));
        } else if let Some(wanted) = line.strip_prefix("- ")
            && wanted.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            expected.push(wanted.to_string());
        }
    }
    Spec { articles, expected }
}

fn check(spec: &Spec) -> Report {
    let articles = spec
        .articles
        .iter()
        .flat_map(|(path, text)| read::read_bytes(path, text.as_bytes(), None).expect("a well-formed article"))
        .collect();
    judge::check(read::relate(articles))
}

fn lines(report: &Report) -> Vec<(Verdict, String)> {
    report
        .findings
        .iter()
        .map(|f| {
            let verdict = format!("{:?}", f.verdict).to_lowercase();
            let mut values: Vec<&str> = f.sides.iter().map(|s| s.canonical.as_str()).collect();
            values.sort();
            (f.verdict, format!("{} {verdict}: {}", f.code, values.join(" | ")))
        })
        .collect()
}

#[test]
fn stories_give_the_findings_that_they_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut files: Vec<_> = fs::read_dir(folder).expect("tests/spec").flatten().map(|e| e.path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_stem().and_then(|s| s.to_str()).unwrap_or("spec").to_string();
        let spec = parse(&name, &fs::read_to_string(&file).expect("a spec"));
        assert!(!spec.articles.is_empty() && !spec.expected.is_empty(), "{name} has no article or expects nothing");
        let report = check(&spec);
        let found = lines(&report);
        for wanted in spec.expected.iter().filter(|w| !w.starts_with("N000")) {
            if !found.iter().any(|(_, line)| line == wanted) {
                wrong.push(format!("{name}: not found: {wanted}"));
            }
        }
        for (verdict, line) in &found {
            if matches!(verdict, Verdict::Contradiction | Verdict::Update) && !spec.expected.contains(line) {
                wrong.push(format!("{name}: not expected: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
