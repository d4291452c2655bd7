//! The check of new seeds, end to end on real git repositories: exit codes, places, severities, what is suppressed.

mod repository;

use corroborate::report::Format;
use repository::{GAZETTE, POST, git, repository, run, run_with, seed, write};
use serde_json::Value;
use std::path::Path;

const CLEAN: &str = "The council of Lervik has voted to buy a second fire engine. It will stand at the north end of the main street, \
                     the mayor told the Courier.";

/// One seed on `main`.
fn one() -> tempfile::TempDir {
    repository(&[("gazette.txt", &seed("Harbour Gazette", 10, GAZETTE))])
}

/// The same, and a new one that contradicts it.
fn two() -> tempfile::TempDir {
    let folder = one();
    write(folder.path(), "seeds/post.txt", &seed("Inland Post", 12, POST));
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_clean_new_seed_passes() {
    let folder = one();
    let at = folder.path();
    write(at, "seeds/courier.txt", &seed("Third Courier", 14, CLEAN));
    for arguments in [&["ci"][..], &["ci", "seeds/courier.txt"], &["ci", "--base", "main", "--fail-level", "variant"]] {
        let ran = run(at, arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.out.starts_with("2 articles of 2 outlets") && ran.out.contains("no contradiction"), "{}", ran.out);
        assert_eq!(ran.err, "", "{arguments:?}");
    }
}

#[test]
fn a_contradiction_fails_at_its_line_and_names_both_outlets() {
    let folder = two();
    let at = folder.path();
    let ran = run(at, &["ci"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for told in ["Harbour Gazette", "Inland Post", "--> seeds/post.txt:6:", "::: seeds/gazette.txt:6:"] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    let concise = run(at, &["ci", "--format", "concise"]).out;
    assert!(concise.starts_with("seeds/post.txt:6:128: C103 Harbour Gazette says “25 minutes”"), "{concise}");
    assert!(concise.contains("Inland Post says “40 minutes”") && concise.contains("[seeds/gazette.txt:6:139]"));
    // Committed or not, it is new until it is merged.
    git(at, &["add", "."]);
    git(at, &["commit", "-q", "-m", "A new seed"]);
    assert_eq!(run(at, &["ci"]).code, 1);
    git(at, &["switch", "-q", "main"]);
    git(at, &["merge", "-q", "new"]);
    let merged = run(at, &["ci"]);
    assert!(merged.code == 2 && merged.err.contains("nothing was checked"), "{}", merged.err);
}

#[test]
fn a_malformed_seed_ends_with_2() {
    let folder = two();
    let at = folder.path();
    let write_one = |text: &str| write(at, "seeds/post.txt", text);
    for (text, code, place) in [
        ("---\noutlet: Inland Post\npublished: 2031-02-30\n---\n\nThe pier is open.\n", "P906", "seeds/post.txt:3"),
        ("---\noutlet: Inland Post\n\nThe pier is open.\n", "P905", "seeds/post.txt:1"),
        ("---\noutlet [\n---\n\nThe pier is open.\n", "P905", "seeds/post.txt:2"),
        ("", "P903", "seeds/post.txt"),
    ] {
        write_one(text);
        let alone = run(at, &["ci", "--format", "concise"]);
        assert_eq!((alone.code, alone.out.as_str()), (2, ""), "{text:?}: {}", alone.err);
        assert!(alone.err.contains(code) && alone.err.contains(place), "{text:?}: {}", alone.err);
        // Beside a sound file, which is checked all the same.
        write(at, "seeds/courier.txt", &seed("Third Courier", 14, CLEAN));
        let beside = run(at, &["ci", "--format", "concise"]);
        assert_eq!(beside.code, 2, "{text:?}: {}", beside.err);
        assert!(beside.out.starts_with(place) && beside.out.contains(code), "{text:?}: {}", beside.out);
        std::fs::remove_file(at.join("seeds/courier.txt")).expect("removed");
    }
}

#[test]
fn severities_count_in_every_format_and_for_the_exit() {
    let folder = two();
    let at = folder.path();
    let set = |line: &str| write(at, "corroborate.toml", &format!("[severity]\n{line}\n"));
    let ci = |format: &str| run(at, &["ci", "--format", format]);
    for (level, exit, github, gitlab, rdjson, failures) in [
        ("error", 1, "::error", "major", "ERROR", 1),
        ("warning", 0, "::warning", "minor", "WARNING", 0),
        ("note", 0, "::notice", "info", "INFO", 0),
    ] {
        set(&format!("C103 = \"{level}\""));
        let told = ci("github");
        assert_eq!(told.code, exit, "{level}: {}", told.err);
        // What is only a note is not told unless it is asked for.
        let all = |format: &str| run(at, &["ci", "--verdict", "contradiction", "--format", format]).out;
        assert_eq!(told.out.lines().count(), usize::from(level != "note"), "{level}: {}", told.out);
        assert!(all("github").starts_with(github), "{level}: {}", all("github"));
        assert_eq!(json(&all("sarif"))["runs"][0]["results"][0]["level"], level);
        assert_eq!(json(&all("gitlab"))[0]["severity"], gitlab);
        assert_eq!(json(&all("rdjson"))["diagnostics"][0]["severity"], rdjson);
        assert_eq!(json(all("rdjsonl").trim_end())["severity"], rdjson);
        assert_eq!(json(&all("json"))["findings"][0]["severity"], level);
        assert!(all("jsonl").contains(&format!("\"severity\":\"{level}\"")));
        assert!(all("junit").contains(&format!("failures=\"{failures}\"")), "{}", all("junit"));
        assert!(all("csv").contains(&format!(",contradiction,{level},")));
        let shown = if level == "error" { "C103]".to_string() } else { format!("C103, {level}]") };
        if level != "note" {
            assert!(all("full").contains(&shown), "{}", all("full"));
        }
        let heading = if level == "error" { "### C103 Harbour".to_string() } else { format!("### C103 ({level})") };
        assert!(all("markdown").contains(&heading), "{}", all("markdown"));
    }
    set("C103 = \"warning\"");
    assert_eq!(run(at, &["ci", "--fail-level", "update"]).code, 1, "a warning counts as an update");
    set("C103 = \"note\"");
    let note = run(at, &["ci", "--fail-level", "variant", "--format", "concise"]);
    assert!(note.code == 1 && note.out.contains("C103"), "what fails is shown: {}", note.out);
    set("C103 = \"off\"");
    for format in Format::ALL {
        let ran = run(at, &["ci", "--fail-level", "variant", "--verdict", "contradiction", "--format", format.name()]);
        assert!(ran.code == 0 && !ran.out.contains("C103"), "{}: {}", format.name(), ran.out);
    }
    assert_eq!(run(at, &["check", "seeds", "--fail-level", "contradiction"]).code, 0, "check honours it as well");
    // A problem with the input can be made to fail, or be left out.
    write(at, "seeds/post.txt", "The pier will open again on Sunday after a long winter of repairs.\n");
    set("P911 = \"error\"\nP910 = \"off\"");
    let problem = run(at, &["ci", "--format", "github"]);
    assert_eq!(problem.code, 1, "{}", problem.err);
    assert!(problem.out.starts_with("::error file=seeds/post.txt,line=1") && !problem.out.contains("P910"));
    assert!(run(at, &["ci"]).err.contains("error[P911]"));
    for (line, told) in [
        ("C1O3 = \"note\"", "corroborate.toml:2: unknown code `C1O3`"),
        ("C103 = \"notice\"", "did you mean `note`?"),
        ("P901 = \"off\"", "has no severity to set"),
    ] {
        set(line);
        let ran = run(at, &["ci"]);
        assert!(ran.code == 2 && ran.err.contains(told), "{line}: {}", ran.err);
    }
}

#[test]
fn settings_are_shown_with_their_origin() {
    let folder = one();
    let at = folder.path();
    let none = run(at, &["config", "show"]);
    assert_eq!((none.code, none.err.as_str()), (0, ""));
    assert!(none.out.starts_with("# no corroborate.toml in this folder or above\n"), "{}", none.out);
    assert!(none.out.contains("# fail-level = \"none\" for check, \"contradiction\" for ci"), "{}", none.out);
    write(
        at,
        "corroborate.toml",
        "db = \"news.db\"\nformat = [\"full\", \"sarif=a.sarif\"]\n\n[severity]\nV201 = \"error\"\n",
    );
    let below = at.join("seeds");
    let shown = run(&below, &["config", "show", "--db", "other.db"]);
    let line = |start: &str| shown.out.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_string();
    assert!(line("db = \"other.db\"").ends_with("# command line"), "{}", shown.out);
    assert!(line("format = [\"full\",\"sarif=a.sarif\"]").ends_with("corroborate.toml:2"), "{}", shown.out);
    assert!(line("V201 = \"error\"").ends_with("corroborate.toml:5; warning by itself"), "{}", shown.out);
    // It can be kept as it is.
    write(at, "corroborate.toml", &shown.out);
    let again = run(at, &["config", "show", "--format", "json"]);
    assert_eq!(again.code, 0, "{}", again.err);
    let settings = &json(&again.out)["settings"];
    assert_eq!(settings["severity"]["V201"]["value"], "error");
    assert_eq!(settings["severity"]["C103"], serde_json::json!({"value": "error", "origin": "default"}));
    assert_eq!(settings["format"]["value"], serde_json::json!(["full", "sarif=a.sarif"]));
    assert_eq!(run(at, &["config"]).code, 2);
}

/// The results of a SARIF log: its suppressed ones, and the others.
fn results(text: &str) -> (Vec<Value>, Vec<Value>) {
    let all = json(text)["runs"][0]["results"].as_array().expect("results").clone();
    all.into_iter().partition(|result| result["suppressions"].as_array().is_some_and(|list| !list.is_empty()))
}

#[test]
fn what_is_suppressed_is_in_sarif_only_when_asked_for() {
    let folder = two();
    let at = folder.path();
    let sarif = |arguments: &[&str]| run(at, &[&["ci", "--format", "sarif"], arguments].concat());
    let asked = |known: &str| {
        let plain = sarif(&[]);
        assert_eq!(plain.code, 0, "{}", plain.err);
        let (suppressed, open) = results(&plain.out);
        assert!(suppressed.is_empty() && open.is_empty(), "{known}: {}", plain.out);
        let told = sarif(&["--show-suppressed"]);
        assert_eq!(told.code, 0, "{known}: what is suppressed does not fail");
        let (suppressed, open) = results(&told.out);
        assert_eq!((suppressed.len(), open.len()), (1, 0), "{known}: {}", told.out);
        let entry = &suppressed[0];
        assert_eq!(entry["ruleId"], "C103");
        assert_eq!(entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "seeds/post.txt");
        assert_eq!(entry["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "seeds/gazette.txt");
        let suppression = &entry["suppressions"][0];
        assert_eq!((&suppression["kind"], &suppression["status"]), (&"external".into(), &"accepted".into()));
        suppression["justification"].as_str().expect("a reason").to_string()
    };
    assert_eq!(run(at, &["baseline", "write"]).code, 0);
    assert_eq!(asked("baseline"), "it is in baseline.json");
    std::fs::remove_file(at.join("baseline.json")).expect("removed");
    let found = json(&run(at, &["check", "seeds", "--format", "json"]).out)["findings"].clone();
    let id = found.as_array().expect("findings").iter().find(|finding| finding["code"] == "C103").expect("one")["id"]
        .clone();
    let id = id.as_str().expect("an id");
    let decide = ["decide", id, "--as", "accepted", "--reason", "two parts of one talk", "--by", "Odile"];
    assert_eq!(run(at, &decide).code, 0);
    assert_eq!(asked("decision"), "accepted: two parts of one talk (Odile)");
    // Other formats have no place for it.
    let github = run(at, &["ci", "--format", "github", "--show-suppressed"]);
    assert_eq!((github.code, github.out.as_str()), (0, ""));
}

/// How many findings a format shows.
fn count(format: Format, text: &str) -> usize {
    let list = |value: &Value| value.as_array().expect("a list").len();
    match format {
        Format::Json => list(&json(text)["findings"]) + json(text)["problems"].as_array().map_or(0, Vec::len),
        Format::Jsonl => {
            let told = |line: &&str| {
                line.starts_with("{\"record\":\"finding\"") || line.starts_with("{\"record\":\"problem\"")
            };
            text.lines().filter(told).count()
        }
        Format::Sarif => list(&json(text)["runs"][0]["results"]),
        Format::Gitlab => list(&json(text)),
        Format::Rdjson => list(&json(text)["diagnostics"]),
        Format::Rdjsonl | Format::Concise => text.lines().count(),
        Format::Github => text.lines().filter(|line| line.starts_with("::")).count(),
        Format::Junit => text.matches("<testcase ").count(),
        Format::Markdown => text.matches("\n### C").count() + text.matches("\n- warning **P").count(),
        Format::Full => text.matches("contradiction[C").count(),
        Format::Csv => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let ids = reader.records().map(|row| row.expect("a row")[0].to_string());
            ids.collect::<std::collections::BTreeSet<_>>().len()
        }
    }
}

/// Seeds of one outlet, and a file of another with fourteen contradictions to them.
fn many() -> tempfile::TempDir {
    let towns = [
        "Lervik",
        "Skarvik",
        "Tolvik",
        "Marstrand",
        "Ulvoya",
        "Brattness",
        "Hamnoy",
        "Kvaloya",
        "Sundvik",
        "Fjordane",
        "Oskold",
        "Ravnholm",
        "Estoria",
        "Norland",
    ];
    let story = |minutes: usize| -> String {
        let calls = towns.iter().enumerate().map(|(n, town)| {
            format!(
                "The fire at the {town} paper mill on Tuesday lasted {} minutes, the {town} fire brigade said.\n\n",
                minutes + n
            )
        });
        calls.collect()
    };
    let folder = repository(&[("gazette.txt", &seed("Harbour Gazette", 10, &story(20)))]);
    write(folder.path(), "seeds/post.txt", &seed("Inland Post", 12, &story(70)));
    folder
}

#[test]
fn all_formats_count_alike_and_github_says_what_it_hides() {
    let folder = many();
    let at = folder.path();
    let found = count(Format::Json, &run(at, &["ci", "--format", "json"]).out);
    assert!(found > 10, "{found} findings");
    for format in Format::ALL {
        let ran = run(at, &["ci", "--format", format.name()]);
        assert_eq!((ran.code, count(format, &ran.out)), (1, found), "{}: {}", format.name(), ran.out);
    }
    let summary = at.join("summary.md");
    let environment = [("GITHUB_STEP_SUMMARY", summary.to_str().expect("UTF-8"))];
    let github = run_with(at, &["ci", "--format", "github"], &environment);
    let hidden = format!("GitHub shows 10 annotations of a level; {} findings in this log only.\n", found - 10);
    let hidden = if found == 11 { hidden.replace("1 findings", "1 finding") } else { hidden };
    assert!(github.out.ends_with(&hidden), "{}", github.out);
    let told = std::fs::read_to_string(&summary).expect("a summary");
    assert_eq!(count(Format::Markdown, &told), found, "the job summary has them all");
    // Errors first, whatever comes first in the file.
    write(at, "corroborate.toml", "[severity]\nC103 = \"warning\"\nP911 = \"error\"\n");
    write(at, "seeds/undated.txt", "The pier will open again on Sunday after a long winter of repairs.\n");
    let worst = run(at, &["ci", "--format", "github"]);
    let first: Vec<&str> = worst.out.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
    assert_eq!((first[0], first[1]), ("::error", "::warning"), "{}", worst.out);
}

fn codes(text: &str) -> Vec<String> {
    let list = json(text)["findings"].as_array().expect("findings").clone();
    list.iter().map(|finding| format!("{} {}", finding["code"], finding["fingerprint"])).collect()
}

#[test]
fn a_collection_answers_as_its_folder_does() {
    let folder = two();
    let at = folder.path();
    // A third outlet takes the side of the first, and two others tell of something else.
    let third =
        GAZETTE.replace("her office said", "her spokesman said").replace("spoke by telephone", "talked by telephone");
    write(at, "seeds/courier.txt", &seed("Third Courier", 11, &third));
    write(at, "seeds/engine.txt", &seed("Third Courier", 14, CLEAN));
    write(at, "new.txt", &std::fs::read_to_string(at.join("seeds/post.txt")).expect("text"));
    std::fs::remove_file(at.join("seeds/post.txt")).expect("removed");
    assert_eq!(run(at, &["add", "seeds", "--db", "news.db"]).code, 0);
    let from_folder = run(at, &["ci", "new.txt", "--against", "seeds", "--format", "json"]);
    for round in ["not indexed yet", "indexed"] {
        let from_store = run(at, &["ci", "new.txt", "--db", "news.db", "--format", "json"]);
        assert_eq!(from_store.code, 1, "{round}: {}", from_store.err);
        assert_eq!(codes(&from_store.out), codes(&from_folder.out), "{round}");
        assert!(
            from_store.err.contains("note: compared with 2 of 3 articles in news.db"),
            "{round}: {}",
            from_store.err
        );
    }
    // A version of an article on file is found without comparing all.
    let edited = third.replace("25 minutes", "35 minutes");
    write(at, "edited.txt", &seed("Third Courier", 16, &edited));
    let version = |on_file: &[&str]| run(at, &[&["ci", "edited.txt", "--format", "json"], on_file].concat());
    let (store, folder) = (version(&["--db", "news.db"]), version(&["--against", "seeds"]));
    assert_eq!(codes(&store.out), codes(&folder.out));
    assert!(codes(&store.out).iter().any(|code| code.contains("V201")), "{}", store.out);
    let again = std::fs::read_to_string(at.join("seeds/courier.txt")).expect("text");
    write(at, "again.txt", &again);
    let duplicate = run(at, &["ci", "again.txt", "--db", "news.db", "--format", "concise"]);
    assert!(duplicate.out.contains("P914") && duplicate.out.contains("seeds/courier.txt"), "{}", duplicate.out);
}

#[test]
fn every_kind_of_message_can_be_read_on_its_own() {
    let folder = two();
    let at: &Path = folder.path();
    for format in ["concise", "github", "gitlab", "rdjson", "sarif", "junit", "markdown"] {
        let text = run(at, &["ci", "--format", format]).out;
        for told in ["Harbour Gazette", "Inland Post", "25 minutes", "40 minutes", "seeds/post.txt"] {
            assert!(text.contains(told), "{format} does not tell {told}: {text}");
        }
    }
}

#[test]
fn a_new_seed_is_told_to_be_a_version_or_a_copy() {
    let folder = one();
    let at = folder.path();
    let long = format!(
        "{GAZETTE} {CLEAN} The ferry to Norby was late again, and the harbour master said that it would be for a week."
    );
    write(at, "seeds/gazette.txt", &seed("Harbour Gazette", 10, &long));
    git(at, &["commit", "-aqm", "Longer"]);
    git(at, &["branch", "-f", "main"]);
    write(at, "seeds/later.txt", &seed("Harbour Gazette", 15, &long.replace("25 minutes", "35 minutes")));
    write(at, "seeds/taken.txt", &seed("Inland Post", 16, &long));
    let ran = run(at, &["ci", "--fail-level", "none", "--format", "concise"]);
    for told in [
        "seeds/later.txt:1:1: P916 this is a newer version of seeds/gazette.txt",
        "seeds/taken.txt:1:1: P917 this repeats seeds/gazette.txt",
        "V201 Harbour Gazette changed the duration",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    let github = run(at, &["ci", "--fail-level", "none", "--format", "github"]);
    assert!(github.out.contains("::notice file=seeds/later.txt,line=1"), "{}", github.out);
    // Bytes that are no UTF-8, but text.
    std::fs::write(at.join("seeds/taken.txt"), b"---\noutlet: Inland Post\npublished: 2031-03-04\n---\n\nMayor L\xf8v\xe5s of Lervik said that the caf\xe9 would open on Sunday.\n")
        .expect("written");
    let encoded = run(at, &["ci", "--fail-level", "none", "--format", "concise"]);
    assert!(encoded.out.contains("seeds/taken.txt") && encoded.out.contains("P915"), "{}", encoded.out);
}
