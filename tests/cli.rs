//! Whole commands: what they print, where they print it, and what they end with.

mod common;

use assert_cmd::Command;
use corroborate::store::{MadeBy, Store};

use std::path::Path;

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

struct Ran {
    out: String,
    err: String,
    code: i32,
}

/// Runs the program in a folder, away from the settings of whoever runs the tests.
fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[], "")
}

fn run_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)], stdin: &str) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .write_stdin(stdin.to_string());
    for (name, value) in environment {
        command.env(name, value);
    }
    let output = command.output().expect("it runs");
    Ran { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code().expect("an exit code") }
}

/// A folder with two seeds.
fn seeds() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    std::fs::create_dir(folder.path().join("seeds")).expect("made");
    write(
        "seeds/gazette.txt",
        "---\noutlet: Harbour Gazette\npublished: 2031-03-04\n---\n\nThe harbour masters spoke for 25 minutes on March 4, and \
         both said that they were pleased with the outcome of their talk.\n",
    );
    write(
        "seeds/post.txt",
        "---\noutlet: Inland Post\npublished: 2031-03-05\n---\n\nThe council of the island has voted to buy a second fire \
         engine, which will stand at the north end of the main street.\n",
    );
    folder
}

/// A folder with the database of a finished check.
fn checked() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let report = common::story();
    let path = folder.path().join("corroborate.db");
    let mut store = Store::open(path.to_str().expect("UTF-8")).expect("a store");
    store.add(&report.documents).expect("added");
    store.save_report(&report).expect("saved");
    store.set_made_by(MadeBy::Check).expect("set");
    folder
}

#[test]
fn help_and_version_go_to_stdout() {
    let folder = seeds();
    for command in [
        "check",
        "add",
        "ci",
        "diff",
        "log",
        "list",
        "explain",
        "report",
        "decide",
        "baseline",
        "config",
        "export",
        "extract",
        "completions",
        "man",
    ] {
        let ran = run(folder.path(), &[command, "--help"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains("Usage: corroborate"), "{command}");
        let all = run(folder.path(), &["--help"]);
        assert!(all.out.contains(&format!("\n  {command} ")), "{command}");
    }
    let version = run(folder.path(), &["--version"]);
    assert_eq!(version.out.trim(), format!("corroborate {}", env!("CARGO_PKG_VERSION")));
    let check = run(folder.path(), &["check", "--help"]);
    for format in corroborate::report::Format::ALL {
        assert!(check.out.contains(format.name()), "{}", format.name());
    }
    let words: Vec<&str> = check.out.split_whitespace().collect();
    assert!(words.join(" ").contains("kept in a fresh corroborate.db"), "{}", check.out);
}

#[test]
fn usage_errors_end_with_2_on_stderr() {
    let folder = seeds();
    for arguments in [
        &[][..],
        &["chek"],
        &["check", "--colour"],
        &["check", "seeds", "--format", "jsno"],
        &["check", "seeds", "--format", "json", "--format", "sarif"],
        &["check", "seeds", "--fail-level", "high"],
        &["list", "nothing"],
        &["explain", "C199"],
        &["explain", "f0000000"],
        &["ci"],
        &["add"],
        &["check"],
        &["extract", "seeds", "--published", "yesterday"],
    ] {
        let ran = run(folder.path(), arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    assert!(run(folder.path(), &["check", "seeds", "--format", "jsno"]).err.contains("did you mean `json`?"));
    assert!(run(folder.path(), &["explain", "C113"]).err.contains("did you mean C1"));
}

#[test]
fn checks_paths_and_keeps_the_result() {
    let folder = seeds();
    let first = run(folder.path(), &["check", "seeds"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.starts_with("2 articles of 2 outlets"), "{}", first.out);
    assert_eq!(run(folder.path(), &["check", "seeds"]).out, first.out, "twice the same");
    assert_eq!(run(folder.path(), &["check"]).out, first.out, "what it kept");
    assert_eq!(run(folder.path(), &["check", "seeds/post.txt", "seeds/gazette.txt"]).out, first.out, "in any order");
    let one = run(folder.path(), &["check", "seeds/post.txt"]);
    assert!(one.out.starts_with("1 article of 1 outlet"), "exactly the paths: {}", one.out);
    let listed = run(folder.path(), &["list", "documents", "--format", "csv"]);
    assert!(listed.out.contains("Inland Post") && !listed.out.contains("Harbour Gazette"), "{}", listed.out);
}

#[test]
fn a_collection_is_not_replaced_by_a_check() {
    let folder = seeds();
    let added = run(folder.path(), &["add", "seeds"]);
    assert_eq!(added.code, 0);
    assert!(added.out.starts_with("2 articles added"), "{}", added.out);
    let again = run(folder.path(), &["add", "seeds", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&again.out).expect("JSON");
    assert_eq!((&value["added"], &value["unchanged"], &value["changed"]), (&0.into(), &2.into(), &0.into()));
    let one = run(folder.path(), &["check", "seeds/post.txt"]);
    assert_eq!(one.code, 0);
    assert!(one.err.contains("left as it is"), "{}", one.err);
    assert!(run(folder.path(), &["check", "seeds/post.txt", "-q"]).err.is_empty());
    assert!(run(folder.path(), &["list", "outlets"]).out.contains("2 outlets"));
    let joined = run(folder.path(), &["--db", "other.db", "check", "seeds/post.txt"]);
    assert!(joined.out.starts_with("1 article"));
    let joined = run(folder.path(), &["check", "seeds/gazette.txt", "--db", "other.db"]);
    assert!(joined.out.starts_with("2 articles"), "a named database grows: {}", joined.out);
}

#[test]
fn memory_leaves_no_trace() {
    let folder = seeds();
    let ran =
        run(folder.path(), &["--db", ":memory:", "check", "--format", "json", "seeds/gazette.txt", "seeds/post.txt"]);
    assert_eq!(ran.code, 0);
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(value["documents"].as_array().map(Vec::len), Some(2));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "only the seeds");
}

#[test]
fn bad_input_is_told_and_the_rest_is_done() {
    let folder = seeds();
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(folder.path().join("seeds").join(name), bytes).expect("written");
    write("binary.txt", b"\x00\x01\x02\xff\xfe\x00binary\x00");
    write("empty.txt", b"");
    write(
        "date.txt",
        b"---\noutlet: Third Daily\npublished: 2031-02-30\n---\n\nThe pier is open again after a long winter.\n",
    );
    let ran = run(folder.path(), &["check", "seeds", "missing"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("2 articles of 2 outlets"), "the others are done: {}", ran.out);
    for told in ["seeds/binary.txt", "seeds/empty.txt", "seeds/date.txt:3", "missing", "P901", "P902", "P903", "P906"] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    let none = run(folder.path(), &["check", "missing"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert!(none.err.contains("nothing was checked"));
    assert!(run(folder.path(), &["check"]).out.starts_with("2 articles"), "the last good check is still there");
    let elsewhere = tempfile::tempdir().expect("a folder");
    assert_eq!(run(elsewhere.path(), &["check", "missing"]).code, 2);
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("a folder").count(), 0, "no empty database is left behind");
}

#[test]
fn broken_databases_are_refused() {
    let folder = seeds();
    std::fs::write(folder.path().join("corroborate.db"), "no database, but the notes of a whole afternoon")
        .expect("written");
    for arguments in
        [&["check", "seeds"][..], &["check"], &["add", "seeds"], &["list", "claims"], &["explain", "f1234567"]]
    {
        let ran = run(folder.path(), arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains("corroborate.db: this file is not an SQLite database"), "{}", ran.err);
    }
    let kept = std::fs::read_to_string(folder.path().join("corroborate.db")).expect("text");
    assert_eq!(kept, "no database, but the notes of a whole afternoon");
}

#[test]
fn fail_level_and_verdicts_decide() {
    let folder = checked();
    let code = |arguments: &[&str]| run(folder.path(), &[&["check", "--last"], arguments].concat()).code;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-level", "contradiction"]), 1);
    assert_eq!(code(&["--fail-level", "none"]), 0);
    // What is not shown still counts.
    assert_eq!(code(&["--fail-level", "update", "--verdict", "agreement"]), 1);
    let shown = run(folder.path(), &["check", "--last", "--verdict", "agreement,distinct", "--format", "concise"]);
    assert_eq!(shown.out.lines().count(), 2, "{}", shown.out);
    std::fs::write(folder.path().join("corroborate.toml"), "fail-level = \"contradiction\"\nformat = \"concise\"\n")
        .expect("written");
    let set = run(folder.path(), &["check", "--last"]);
    assert_eq!((set.code, set.out.lines().count()), (1, 5), "settings count: {}", set.err);
    std::fs::write(folder.path().join("corroborate.toml"), "fail_level = \"contradiction\"\n").expect("written");
    let wrong = run(folder.path(), &["check", "--last"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("corroborate.toml:1: unknown key") && wrong.err.contains("`fail-level`"),
        "{}",
        wrong.err
    );
}

#[test]
fn formats_go_where_they_are_sent() {
    let folder = checked();
    let ran = run(
        folder.path(),
        &["check", "--last", "--format", "sarif=out.sarif", "--format", "github", "--format=junit=j.xml"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("::error file="));
    let sarif = std::fs::read_to_string(folder.path().join("out.sarif")).expect("a file");
    assert!(sarif.contains("\"version\": \"2.1.0\""));
    assert!(folder.path().join("j.xml").exists());
    let lost = run(folder.path(), &["check", "--last", "--format", "sarif=no/such/folder.sarif"]);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("no/such/folder.sarif"));
}

#[test]
fn colour_and_width_follow_the_user() {
    let folder = checked();
    let out = |arguments: &[&str], environment: &[(&str, &str)]| {
        run_with(folder.path(), &[&["check", "--last"], arguments].concat(), environment, "").out
    };
    assert!(!out(&[], &[]).contains('\u{1b}'), "no colour in a pipe");
    assert!(out(&["--color", "always"], &[("NO_COLOR", "1")]).contains('\u{1b}'), "what is said counts most");
    let widest = |text: String| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    assert!(widest(out(&["--width", "60"], &[])) <= 60);
    let columns = widest(out(&[], &[("COLUMNS", "72")]));
    assert!(columns > 60 && columns <= 72, "{columns}");
}

#[test]
fn lists_with_filters() {
    let folder = checked();
    let rows = |arguments: &[&str]| {
        let ran = run(folder.path(), &[&["list"], arguments, &["--format", "jsonl"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.lines().count()
    };
    assert_eq!(rows(&["claims"]), 10);
    assert_eq!(rows(&["claims", "--outlet", "inland"]), 4);
    assert_eq!(rows(&["claims", "--attribute", "duration"]), 3);
    assert_eq!(rows(&["claims", "--event", "storm"]), 3);
    assert_eq!(rows(&["claims", "--verdict", "agreement"]), 2);
    assert_eq!(rows(&["claims", "--limit", "4"]), 4);
    assert_eq!(rows(&["events"]), 2);
    assert_eq!(rows(&["documents"]), 3);
    assert_eq!(rows(&["documents", "--attribute", "money"]), 2);
    assert_eq!(rows(&["outlets"]), 3);
    assert_eq!(rows(&["findings"]), 5);
    assert_eq!(rows(&["findings", "--verdict", "contradiction"]), 2);
    let wrong = run(folder.path(), &["list", "claims", "--attribute", "durations"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `duration`?"));
    insta::assert_snapshot!("list_claims", run(folder.path(), &["list", "claims", "--width", "120"]).out);
}

#[test]
fn explains_findings_claims_and_codes() {
    let folder = checked();
    let report = common::story();
    let finding = &report.findings[0];
    for id in [finding.id.as_str(), &finding.id[..5], finding.fingerprint.as_str()] {
        let ran = run(folder.path(), &["explain", id]);
        assert_eq!(ran.code, 0, "{id}: {}", ran.err);
        for told in ["25-minute call", "about 40 minutes", "participants", "+10", "have no minute in common"] {
            assert!(ran.out.contains(told), "{told}: {}", ran.out);
        }
    }
    let claim = run(folder.path(), &["explain", &report.claims[1].id]);
    assert!(claim.out.contains("as told by an aide") && claim.out.contains(&finding.id), "{}", claim.out);
    let event = run(folder.path(), &["explain", &report.events[0].id]);
    assert!(event.out.contains("call between Holm and Vang"));
    for code in corroborate::judge::codes::CODES {
        let page = run(folder.path(), &["explain", code.code]);
        assert_eq!(page.code, 0);
        assert!(page.out.starts_with(&format!("{} {}", code.code, code.title)));
    }
    let json = run(folder.path(), &["explain", &finding.id, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["claims"].as_array().map(Vec::len), Some(3));
    insta::assert_snapshot!("explain_code", run(folder.path(), &["explain", "c103"]).out);
}

#[test]
fn writes_reports_and_exports() {
    let folder = checked();
    let ran = run(folder.path(), &["report", "-o", "out/reports"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    for name in
        ["index.html", "report.md", "report.json", "findings.csv", "claims.csv", "datapackage.json", "metadata.yaml"]
    {
        assert!(folder.path().join("out/reports").join(name).exists(), "{name}");
    }
    assert_eq!(run(folder.path(), &["export", "jsonl"]).out.lines().count(), 10);
    for format in ["jsonld", "annotations", "datapackage"] {
        let ran = run(folder.path(), &["export", format]);
        assert!(serde_json::from_str::<serde_json::Value>(&ran.out).is_ok(), "{format}: {}", ran.err);
    }
    assert_eq!(run(folder.path(), &["export", "csv", "-o", "claims.csv"]).out, "");
    assert!(folder.path().join("claims.csv").exists());
}

#[test]
fn decisions_are_kept() {
    let folder = checked();
    let id = common::story().findings[0].id.clone();
    let decide = |arguments: &[&str]| run(folder.path(), &[&["decide", &id], arguments].concat());
    std::fs::write(folder.path().join("decisions.toml"), "# our decisions\n").expect("written");
    let ran = decide(&["--as", "false-positive", "--reason", "two \"calls\"\nthat day", "--until", "2031-12-31"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let text = std::fs::read_to_string(folder.path().join("decisions.toml")).expect("a file");
    assert!(text.starts_with("# our decisions\n"));
    let table: toml::Table = text.parse().expect("TOML");
    let entry = &table["decision"][0];
    assert_eq!(entry["fingerprint"].as_str(), Some(common::story().findings[0].fingerprint.as_str()));
    assert_eq!(entry["as"].as_str(), Some("false-positive"));
    assert_eq!(entry["reason"].as_str(), Some("two \"calls\"\nthat day"));
    assert_eq!(decide(&["--as", "accepted", "--reason", "again"]).code, 2, "one decision a finding");
    assert_eq!(decide(&["--as", "accepted", "--reason", " "]).code, 2);
    assert_eq!(decide(&["--as", "accepted", "--reason", "x", "--until", "2031-02-30"]).code, 2);
}

#[test]
fn completions_and_manual() {
    let folder = seeds();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(folder.path(), &["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("corroborate"), "{shell}");
    }
    assert!(run(folder.path(), &["man"]).out.contains(".TH corroborate"));
    let pages = run(folder.path(), &["man", "-o", "man"]);
    assert_eq!(pages.code, 0, "{}", pages.err);
    assert!(folder.path().join("man/corroborate-check.1").exists());
}

#[test]
fn new_files_are_validated() {
    let folder = seeds();
    std::fs::write(
        folder.path().join("new.txt"),
        "The pier will open again on Sunday after a long winter of repairs.\n",
    )
    .expect("written");
    let ran = run(folder.path(), &["ci", "new.txt", "--format", "concise"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("new.txt:1:1: P910") && ran.out.contains("P911"), "{}", ran.out);
    assert!(!ran.err.contains("P910"), "told once: {}", ran.err);
    let full = run(folder.path(), &["ci", "new.txt"]);
    assert!(full.err.contains("warning[P910]: new.txt:1:") && !full.out.contains("P910"), "{}", full.err);
    let copy = std::fs::read(folder.path().join("seeds/post.txt")).expect("bytes");
    std::fs::write(folder.path().join("again.txt"), copy).expect("written");
    let twice = run(folder.path(), &["ci", "again.txt", "--against", "seeds", "--format", "concise"]);
    assert!(twice.out.contains("P914") && twice.out.contains("seeds/post.txt"), "{}", twice.out);
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "# Before\n").expect("written");
    let environment = [("GITHUB_STEP_SUMMARY", summary.to_str().expect("UTF-8"))];
    let github = run_with(folder.path(), &["ci", "new.txt", "--format", "github"], &environment, "");
    assert!(github.out.starts_with("::warning file=new.txt,line=1"), "{}", github.out);
    let told = std::fs::read_to_string(&summary).expect("a file");
    assert!(told.starts_with("# Before\n# Where the articles agree") && told.contains("P910"), "{told}");
    let missing = run(folder.path(), &["ci", "nothing.txt"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("nothing was checked"));
}

#[test]
fn standard_input_takes_json_lines() {
    let folder = seeds();
    let good = "{\"text\": \"The pier opens on Sunday.\", \"path\": \"a.txt\", \"published\": \"2031-03-04\"}\n";
    let ran = run_with(folder.path(), &["extract", "-"], &[], good);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = run_with(folder.path(), &["extract", "-"], &[], &format!("{good}\nno json\n"));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("-:3") && ran.err.contains("P907"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    let folder = checked();
    let program = env!("CARGO_BIN_EXE_corroborate");
    let line =
        format!("for i in 1 2 3; do '{program}' check --last --format json | true; done; '{program}' --help | true");
    let output =
        std::process::Command::new("sh").current_dir(folder.path()).args(["-c", &line]).output().expect("it runs");
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = seeds();
    let out = |threads: &str, paths: [&str; 2]| {
        let arguments = ["--db", ":memory:", "check", "--format", "json", paths[0], paths[1]];
        let environment = [("RAYON_NUM_THREADS", threads), ("TZ", "Asia/Seoul"), ("LC_ALL", "de_DE.UTF-8")];
        run_with(folder.path(), &arguments, &environment, "").out
    };
    let first = out("1", ["seeds/gazette.txt", "seeds/post.txt"]);
    assert_eq!(out("4", ["seeds/post.txt", "seeds/gazette.txt"]), first);
    assert_eq!(out("2", ["./seeds/../seeds/post.txt", "seeds"]), first);
}

#[test]
fn git_tells_which_files_are_new() {
    let folder = seeds();
    let git = |arguments: &[&str]| {
        let set = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let done = std::process::Command::new("git").current_dir(folder.path()).args(set).args(arguments).output();
        done.is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q", "-b", "main"]) {
        eprintln!("git is not at hand: left out");
        return;
    }
    assert!(git(&["add", "."]) && git(&["commit", "-q", "-m", "Seeds"]) && git(&["switch", "-q", "-c", "new"]));
    let ci = |arguments: &[&str]| run(folder.path(), &[&["ci", "--format", "json"], arguments].concat());
    let none = ci(&[]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no file in seeds is new"), "{}", none.err);
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("README.md", "This is not a seed, although it is new and has words in it.\n");
    write(
        "seeds/ürban news.txt",
        "The new bridge will open on Sunday, and the ferry will run until the end of the year.\n",
    );
    write("seeds/committed.txt", "The council has voted for a new school, which is to stand behind the old mill.\n");
    assert!(git(&["add", "seeds/committed.txt"]) && git(&["commit", "-q", "-m", "One more"]));
    let ran = ci(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let paths: std::collections::BTreeSet<&str> =
        value["problems"].as_array().expect("problems").iter().filter_map(|problem| problem["path"].as_str()).collect();
    assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["seeds/committed.txt", "seeds/ürban news.txt"]);
    assert_eq!(value["documents"].as_array().map(Vec::len), Some(4), "the others are on file");
    assert_eq!(ci(&["--base", "no-such-branch"]).code, 2);
    assert_eq!(ci(&["--base", "--output=x"]).code, 2);
    let wrong = ci(&["--base", "HEAD", "seeds/committed.txt"]);
    assert_eq!(wrong.code, 2);
}

/// A folder with three versions of one article on file.
fn versions() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, day: u32, body: &str| {
        let seed = format!(
            "---\noutlet: Harbour Gazette\nurl: https://gazette.example/fair\npublished: 2031-05-{day}\n---\n\n{body}\n"
        );
        std::fs::write(folder.path().join(name), seed).expect("written");
    };
    write("fair.v1.txt", 16, "The spring fair at Lervik drew 3,000 visitors. The stalls sold 120 tonnes of herring.");
    write("fair.v2.txt", 17, "The spring fair at Lervik drew 3,000 visitors. The stalls sold 210 tonnes of herring.");
    write(
        "fair.v3.txt",
        18,
        "The spring fair at Lervik drew 300 visitors. The stalls sold 210 tonnes of herring.\n\nCorrection: an earlier version \
         of this article said that the fair had 3,000 visitors. There were 300.",
    );
    folder
}

#[test]
fn diff_in_all_forms() {
    let folder = versions();
    let same = run(folder.path(), &["diff", "fair.v1.txt", "fair.v1.txt"]);
    assert_eq!(same.code, 0, "{}", same.err);
    let full = run(folder.path(), &["diff", "fair.v1.txt", "fair.v2.txt"]);
    assert_eq!(full.code, 1);
    assert!(
        full.out.contains("1 claim changed.") && full.out.contains("text\n- 120 tonnes\n+ 210 tonnes\n"),
        "{}",
        full.out
    );
    let claims = run(folder.path(), &["diff", "--claims", "fair.v1.txt", "fair.v2.txt"]);
    assert!(claims.out.contains("changed measure") && !claims.out.contains("text\n"), "{}", claims.out);
    let words = run(folder.path(), &["diff", "--text", "fair.v1.txt", "fair.v2.txt"]);
    assert!(!words.out.contains("measure") && words.out.contains("+ 210"), "{}", words.out);
    let stat = run(folder.path(), &["diff", "--stat", "fair.v1.txt", "fair.v2.txt"]);
    assert!(stat.out.contains("changed    1  (1 measure)"), "{}", stat.out);
    let html = run(folder.path(), &["diff", "--format", "html", "fair.v2.txt", "fair.v3.txt"]);
    assert!(html.out.contains("<del>3,000 visitors</del>") && html.out.contains("declared"), "{}", html.out);
    let json = run(folder.path(), &["diff", "--format", "json", "fair.v2.txt", "fair.v3.txt"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["claims"]["changed"][0]["declared"], true);
    assert_eq!(run(folder.path(), &["diff", "fair.v1.txt", "gone.txt"]).code, 2);
}

#[test]
fn log_tells_what_each_version_changed() {
    let folder = versions();
    assert_eq!(run(folder.path(), &["add", "."]).code, 0);
    // identical bytes are no new version
    std::fs::copy(folder.path().join("fair.v2.txt"), folder.path().join("again.txt")).expect("copied");
    assert_eq!(run(folder.path(), &["add", "again.txt"]).code, 0);
    let log = run(folder.path(), &["log", "fair.v1.txt"]);
    assert_eq!(log.code, 0, "{}", log.err);
    let wanted = [
        "changed measure, silent: 120 tonnes -> 210 tonnes",
        "changed count, declared: 3,000 visitors -> 300 visitors",
        "corrected",
    ];
    for words in wanted {
        assert!(log.out.contains(words), "{words}\n{}", log.out);
    }
    let json = run(folder.path(), &["log", "fair.v1.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let list = json["versions"].as_array().expect("versions");
    let states: Vec<&str> = list.iter().filter_map(|version| version["state"].as_str()).collect();
    assert_eq!(states, ["published", "edited", "corrected"]);
    let id = list[1]["claims"]["changed"][0]["new"]["id"].as_str().expect("an id");
    let claim = run(folder.path(), &["log", "fair.v1.txt", "--claim", id]);
    assert!(claim.out.contains("first  2.") && claim.out.contains("last   3."), "{}", claim.out);
    assert!(claim.out.contains("was    1.") && claim.out.contains("It stands in the newest version."), "{}", claim.out);
    assert_eq!(run(folder.path(), &["log", "fair.v1.txt", "--claim", "c00000000"]).code, 2);
    // two documents on file by their ids
    let ids: Vec<&str> = list.iter().filter_map(|version| version["id"].as_str()).collect();
    assert_eq!(run(folder.path(), &["diff", ids[0], ids[1]]).code, 1);
}

#[test]
fn log_tells_when_a_version_was_retrieved() {
    let folder = tempfile::tempdir().expect("a folder");
    // One publish time and no update time: the order is that in which they were retrieved.
    for (name, retrieved, tonnes) in
        [("b.txt", "2031-05-16T09:00+02:00", 120), ("a.txt", "2031-05-16T17:30+02:00", 210)]
    {
        let seed = format!(
            "---\noutlet: Harbour Gazette\nurl: https://gazette.example/fair\npublished: 2031-05-16\nretrieved: {retrieved}\n---\n\n\
             The spring fair at Lervik drew 3,000 visitors. The stalls sold {tonnes} tonnes of herring.\n"
        );
        std::fs::write(folder.path().join(name), seed).expect("written");
    }
    assert_eq!(run(folder.path(), &["add", "."]).code, 0);
    let log = run(folder.path(), &["log", "a.txt"]);
    let headings: Vec<&str> = log.out.lines().filter(|line| line.contains("Harbour Gazette")).collect();
    assert!(headings[0].starts_with("1. 2031-05-16, retrieved 2031-05-16T09:00+02:00  d"), "{}", log.out);
    assert!(headings[1].starts_with("2. 2031-05-16, retrieved 2031-05-16T17:30+02:00  d"), "{}", log.out);
    assert!(log.out.contains("changed measure, silent: 120 tonnes -> 210 tonnes"), "{}", log.out);
    let json = run(folder.path(), &["log", "a.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["versions"][1]["retrieved"], "2031-05-16T17:30+02:00");
    std::fs::write(folder.path().join("c.txt"), "---\nretrieved: soon\n---\n\nThe pier is open.\n").expect("written");
    let wrong = run(folder.path(), &["check", "c.txt"]);
    assert!(wrong.code == 2 && wrong.err.contains("c.txt:2: retrieved: soon cannot be read"), "{}", wrong.err);
}

#[test]
fn check_reports_silent_edits() {
    let folder = versions();
    let checked = run(folder.path(), &["check", ".", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&checked.out).expect("JSON");
    let findings = json["findings"].as_array().expect("findings");
    let codes: Vec<&str> = findings.iter().filter_map(|finding| finding["code"].as_str()).collect();
    assert!(codes.contains(&"V201") && codes.contains(&"V202"), "{codes:?}");
    let claims: Vec<&str> =
        json["claims"].as_array().expect("claims").iter().filter_map(|claim| claim["id"].as_str()).collect();
    for side in findings.iter().flat_map(|finding| finding["sides"].as_array().expect("sides")) {
        for id in side["claims"].as_array().expect("ids") {
            assert!(claims.contains(&id.as_str().expect("an id")), "{id} is no claim of the report");
        }
    }
}
