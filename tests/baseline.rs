//! What is known and left out, end to end on real git repositories: the baseline and decisions.

mod repository;

use repository::{GAZETTE, POST, git, run, seed, write};
use std::path::Path;

const COURIER: &str = "President Ilsa Holm and Prime Minister Arne Vang spoke on Tuesday. The call between Holm and Vang lasted \
                       90 minutes, a spokesman said.";

/// Two seeds that contradict each other.
fn repository() -> tempfile::TempDir {
    repository::repository(&[
        ("gazette.txt", &seed("Harbour Gazette", 10, GAZETTE)),
        ("post.txt", &seed("Inland Post", 12, POST)),
    ])
}

/// The findings of a baseline.
fn entries(folder: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(folder.join("baseline.json")).expect("a baseline");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["format"], "corroborate.baseline/1");
    value["findings"].as_array().expect("a list").clone()
}

#[test]
fn what_is_in_the_baseline_wakes_nobody_up() {
    let folder = repository();
    let at = folder.path();
    let post = seed("Inland Post", 12, &format!("The morning in the capital was cold and quiet.\n\n{POST}"));
    write(at, "seeds/post.txt", &post);
    let before = run(at, &["ci", "--format", "concise"]);
    assert_eq!(before.code, 1, "a changed file takes part: {}{}", before.out, before.err);
    assert!(before.out.contains("seeds/post.txt:8:") && before.out.contains("C103"), "{}", before.out);
    git(at, &["checkout", "-q", "seeds/post.txt"]);

    let written = run(at, &["baseline", "write"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
    assert!(written.err.contains("baseline.json: 1 finding written"), "{}", written.err);
    let known = entries(at);
    assert_eq!((known.len(), &known[0]["code"]), (1, &"C103".into()));
    assert_eq!(known[0]["sides"][0], serde_json::json!({"value": "PT25M", "outlets": ["Harbour Gazette"]}));
    let text = std::fs::read_to_string(at.join("baseline.json")).expect("a file");
    for told in ["seeds/", ".txt", "\"line\"", "25 minutes", "aide"] {
        assert!(!text.contains(told), "no places and no wording: {told} in {text}");
    }

    // Edits above the line.
    write(at, "seeds/post.txt", &post);
    let edited = run(at, &["ci", "--format", "concise"]);
    assert_eq!((edited.code, edited.out.as_str()), (0, ""), "{}", edited.err);
    assert!(edited.err.contains("note: 1 finding left out by baseline.json"), "{}", edited.err);
    // A renamed file, which now comes first.
    git(at, &["checkout", "-q", "seeds/post.txt"]);
    git(at, &["mv", "seeds/post.txt", "seeds/a new name.txt"]);
    let renamed = run(at, &["ci", "--format", "concise"]);
    assert_eq!((renamed.code, renamed.out.as_str()), (0, ""), "{}", renamed.err);
    assert!(renamed.err.contains("1 finding left out") && !renamed.err.contains("no longer"), "{}", renamed.err);
    // Other words for the same on one side.
    let reworded = POST.replace(
        "The call between Vang and Holm lasted 40 minutes",
        "It was 40 minutes that the call between Vang and Holm lasted",
    );
    write(at, "seeds/a new name.txt", &seed("Inland Post", 12, &reworded));
    let reworded = run(at, &["ci", "--format", "concise"]);
    assert_eq!((reworded.code, reworded.out.as_str()), (0, ""), "{}", reworded.err);
    // `check` leaves it out as well.
    let checked = run(at, &["check", "seeds", "--db", ":memory:", "--fail-level", "contradiction"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.err.contains("1 finding left out by baseline.json"), "{}", checked.err);
}

#[test]
fn a_new_contradiction_still_fails() {
    let folder = repository();
    let at = folder.path();
    assert_eq!(run(at, &["baseline", "write"]).code, 0);
    // Another value of an outlet that is in the baseline is another finding.
    write(at, "seeds/post.txt", &seed("Inland Post", 12, &POST.replace("40 minutes", "55 minutes")));
    let changed = run(at, &["ci", "--format", "concise"]);
    assert_eq!(changed.code, 1, "{}{}", changed.out, changed.err);
    let entry = "baseline.json:5:1: S003 this finding no longer occurs: C103 duration, “25 minutes” of Harbour Gazette against \
                 “40 minutes” of Inland Post";
    assert!(changed.out.contains("PT55M") && changed.out.contains(entry), "{}", changed.out);
    let advised = run(at, &["ci"]);
    assert!(
        advised.err.contains("warning[S003]") && advised.err.contains("corroborate baseline prune"),
        "{}",
        advised.err
    );
    git(at, &["checkout", "-q", "seeds/post.txt"]);
    // And so is an outlet that is new.
    write(at, "seeds/courier.txt", &seed("Third Courier", 14, COURIER));
    let new = run(at, &["ci", "--format", "concise"]);
    assert_eq!(new.code, 1, "{}{}", new.out, new.err);
    assert!(new.out.contains("seeds/courier.txt:6:") && new.out.contains("PT90M"), "{}", new.out);
}

#[test]
fn a_baseline_only_shrinks() {
    let folder = repository();
    let at = folder.path();
    let none = run(at, &["baseline", "prune"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("there is no baseline"), "{}", none.err);
    assert_eq!(run(at, &["baseline", "write", "seeds"]).code, 0);
    let first = std::fs::read_to_string(at.join("baseline.json")).expect("a file");

    let again = run(at, &["baseline", "write"]);
    assert!(again.code == 0 && again.err.contains("nothing was changed"), "{}", again.err);
    write(at, "seeds/post.txt", &seed("Inland Post", 12, &POST.replace("40 minutes", "55 minutes")));
    let refused = run(at, &["baseline", "write"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("a baseline does not grow") && refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(at.join("baseline.json")).expect("a file"), first);

    // What cannot be read must not cost an entry.
    write(
        at,
        "seeds/broken.txt",
        "---\noutlet: Third Courier\npublished: 2031-02-30\n---\n\nThe pier is open again.\n",
    );
    let broken = run(at, &["baseline", "prune"]);
    assert!(broken.code == 2 && broken.err.contains("left as it is"), "{}", broken.err);
    std::fs::remove_file(at.join("seeds/broken.txt")).expect("removed");
    assert_eq!(std::fs::read_to_string(at.join("baseline.json")).expect("a file"), first);

    let pruned = run(at, &["baseline", "prune"]);
    assert!(pruned.code == 0 && pruned.err.contains("1 finding taken out, 0 left"), "{}", pruned.err);
    assert_eq!(entries(at).len(), 0);
    assert_eq!(run(at, &["ci"]).code, 1, "what was never in it is not added by prune");
    let forced = run(at, &["baseline", "write", "--force"]);
    assert_eq!((forced.code, entries(at).len()), (0, 1), "{}", forced.err);
    assert_eq!(run(at, &["ci"]).code, 0);
}

#[test]
fn the_baseline_is_where_it_is_said_to_be() {
    let folder = repository();
    let at = folder.path();
    std::fs::create_dir_all(at.join("kept")).expect("made");
    let missing = run(at, &["ci", "seeds/post.txt", "--baseline", "kept/known.json"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("there is no such baseline"), "{}", missing.err);
    assert_eq!(run(at, &["baseline", "write", "--baseline", "kept/known.json"]).code, 0);
    assert_eq!(run(at, &["ci", "seeds/post.txt", "--baseline", "kept/known.json"]).code, 0);
    assert_eq!(run(at, &["ci", "seeds/post.txt"]).code, 1, "none is named");
    write(at, "corroborate.toml", "baseline = \"kept/known.json\"\n");
    assert_eq!(run(at, &["ci", "seeds/post.txt"]).code, 0);
    let below = run(&at.join("seeds"), &["ci", "post.txt", "--against", "."]);
    assert_eq!(below.code, 0, "beside the settings, not beside the user: {}", below.err);
    for text in ["", "[]", "{\"format\": \"corroborate.baseline/9\", \"findings\": []}", "{\"findings\": [{}]}"] {
        write(at, "kept/known.json", text);
        let ran = run(at, &["ci", "seeds/post.txt"]);
        assert!(ran.code == 2 && ran.err.contains("known.json"), "{text}: {}", ran.err);
    }
}

#[test]
fn check_honours_decisions() {
    let folder = repository();
    let at = folder.path();
    let check = |arguments: &[&str]| run(at, &[&["check", "--fail-level", "contradiction"], arguments].concat());
    let before = check(&["seeds", "--format", "json"]);
    assert_eq!(before.code, 1);
    let value: serde_json::Value = serde_json::from_str(&before.out).expect("JSON");
    let finding = value["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "C103").expect("one");
    let id = finding["id"].as_str().expect("an id");
    let decided =
        run(at, &["decide", id, "--as", "accepted", "--reason", "two parts of one talk", "--until", "2031-03-05"]);
    assert_eq!(decided.code, 0, "{}", decided.err);
    for arguments in [&["seeds"][..], &["--last"], &[]] {
        let ran = check(&[arguments, &["--format", "concise"]].concat());
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.out);
        assert!(ran.err.contains("note: 1 finding left out by decisions.toml") && !ran.out.contains("C103"));
    }
    assert_eq!(run(at, &["ci", "seeds/post.txt"]).code, 0);
    assert_eq!(check(&["seeds", "--decisions", "none.toml"]).code, 1);
    // What is decided needs no baseline.
    assert_eq!(run(at, &["baseline", "write"]).code, 0);
    assert_eq!(entries(at).len(), 0);
    // One of its outlets alone cannot tell whether it is still needed; both can.
    let alone = check(&["seeds/post.txt"]);
    assert!(alone.code == 0 && !alone.err.contains("S001"), "{}", alone.err);
    write(at, "seeds/post.txt", &seed("Inland Post", 12, &POST.replace("40 minutes", "25 minutes")));
    let unused = check(&["seeds", "--format", "concise"]);
    assert!(unused.code == 0 && unused.out.contains("decisions.toml:2:1: S001"), "{}{}", unused.out, unused.err);
    // It has run out as soon as an article is newer.
    git(at, &["checkout", "-q", "seeds/post.txt"]);
    write(at, "seeds/later.txt", "---\noutlet: Third Courier\npublished: 2031-03-09\n---\n\nThe pier is open again.\n");
    let expired = check(&["seeds"]);
    assert_eq!(expired.code, 1);
    assert!(expired.err.contains("S002") && expired.err.contains("two parts of one talk"), "{}", expired.err);
}
