//! Git repositories in temporary folders, with seeds, and the program run in them.

use assert_cmd::Command;
use std::path::Path;

pub const GAZETTE: &str = "President Ilsa Holm of Ostland and Prime Minister Arne Vang of Norby spoke by telephone on Tuesday. The \
                           call between Holm and Vang lasted 25 minutes, her office said.";
pub const POST: &str = "Prime Minister Arne Vang of Norby talked with President Ilsa Holm of Ostland on Tuesday. The call between \
                        Vang and Holm lasted 40 minutes, an aide said.";

pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// Runs the program in a folder, away from the settings of whoever runs the tests.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[])
}

pub fn run_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    for name in ["COLUMNS", "NO_COLOR", "GITHUB_BASE_REF", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(arguments).envs(environment.iter().copied()).output();
    let output = output.expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { out: text(output.stdout), err: text(output.stderr), code: output.status.code().expect("an exit code") }
}

pub fn git(folder: &Path, arguments: &[&str]) {
    let set = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let done = std::process::Command::new("git").current_dir(folder).args(set).args(arguments).output().expect("git");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

pub fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("written");
}

pub fn seed(outlet: &str, hour: u32, body: &str) -> String {
    format!("---\noutlet: {outlet}\npublished: 2031-03-04T{hour}:00\n---\n\n{body}\n")
}

/// A repository with seeds of these names on `main`, on a branch that has left it.
pub fn repository(seeds: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::create_dir(at.join("seeds")).expect("made");
    for (name, text) in seeds {
        write(at, &format!("seeds/{name}"), text);
    }
    git(at, &["init", "-q", "-b", "main"]);
    git(at, &["add", "."]);
    git(at, &["commit", "-q", "-m", "Seeds"]);
    git(at, &["switch", "-q", "-c", "new"]);
    folder
}
