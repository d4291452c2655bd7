//! The SARIF output against the official JSON schema of SARIF 2.1.0, which the crate `serde-sarif` carries in its sources.

mod common;

use corroborate::model::Report;
use corroborate::report::{Format, Level, Look, Problem, Severities, Shown, Suppressed, render};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().expect("cargo runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The schema as OASIS published it, from the sources of the crate that this build depends on.
fn schema() -> serde_json::Value {
    // Packages of other platforms need not be at hand.
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let metadata = cargo(&["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", host]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let holder = packages.iter().find(|package| package["name"] == "serde-sarif").expect("a dependency");
    let manifest = Path::new(holder["manifest_path"].as_str().expect("a path"));
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).expect("the schema");
    // One pattern has a closing bracket of its own, which JavaScript takes for a letter and stricter readers for a mistake.
    let text = text.replace("[a-zA-Z]{2}]?$", r"[a-zA-Z]{2}\\]?$");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert!(
        schema["title"].as_str().is_some_and(|title| title.contains("(SARIF) Version 2.1.0")),
        "{}",
        schema["title"]
    );
    schema
}

fn sarif(report: &Report, problems: &[Problem], new: Option<&BTreeSet<String>>) -> serde_json::Value {
    let text = render(&Shown::new(report, problems).focus(new), Format::Sarif, Look::default());
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn every_log_follows_the_official_schema() {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema()).expect("a schema");
    let follows = |log: &serde_json::Value, name: &str| {
        let errors: Vec<String> =
            validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}:\n{}", errors.join("\n"));
    };
    let story = common::story();
    let problems = [
        Problem {
            code: "P906".into(),
            error: true,
            path: "seeds/a b [1].txt".into(),
            line: Some(3),
            message: "February 30 does not exist".into(),
            hint: Some("mend the date".into()),
        },
        Problem {
            code: "P901".into(),
            error: true,
            path: "seeds/gone.txt".into(),
            line: None,
            message: "there is no such file".into(),
            hint: None,
        },
    ];
    let new: BTreeSet<String> =
        story.documents.iter().filter(|d| d.article.path == common::POST).map(|d| d.id.clone()).collect();
    assert_eq!(new.len(), 1);
    follows(&sarif(&story, &[], None), "a story");
    follows(&sarif(&story, &problems, Some(&new)), "a new file, with problems");
    follows(&sarif(&common::hostile(), &problems, None), "hostile words");
    follows(&sarif(&Report::default(), &[], None), "nothing found");

    // What is suppressed stands behind the others, which then say that they are not.
    let mut rest = story.clone();
    let known = rest.findings.remove(0);
    let suppressed = [Suppressed { finding: known, reason: "accepted: two [parts] of one talk".into() }];
    let mut severities = Severities::default();
    assert!(severities.set("V203", Some(Level::Error)));
    let text = render(
        &Shown::new(&rest, &problems).suppressed(&suppressed).severities(severities),
        Format::Sarif,
        Look::default(),
    );
    let log: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    follows(&log, "a suppressed result");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let entries: Vec<usize> =
        results.iter().map(|result| result["suppressions"].as_array().expect("a list").len()).collect();
    assert_eq!(entries.iter().sum::<usize>(), 1);
    assert_eq!(entries.last(), Some(&1));
    let update = results.iter().find(|result| result["ruleId"] == "V203").expect("the update");
    assert_eq!(update["level"], "error");

    // The schema is at work: what it forbids is told.
    let results = sarif(&story, &[], None);
    for (pointer, value) in [
        ("/runs/0/results/0/level", serde_json::json!("fatal")),
        ("/runs/0/results/0/message", serde_json::json!("words")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", serde_json::json!(0)),
        ("/version", serde_json::json!("2.0.0")),
    ] {
        let mut broken = results.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not there")) = value;
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
}
