//! Which seed files are new or changed, as git knows it.
//!
//! What belongs here: asking git. What does not: reading seeds. Nothing is fetched; only what is in the repository counts.

use super::exit::advice;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files under `folder` that differ from where this branch left `base`, with those that git does not track yet.
pub fn changed(base: Option<&str>, folder: &Path) -> Result<Vec<PathBuf>> {
    if git(&["rev-parse", "--is-inside-work-tree"]).is_none() {
        return Err(advice(
            "which files are new? None was named, and this is no git repository",
            "corroborate ci seeds/new-article.txt",
        ));
    }
    let base = match base {
        Some(base) => base.to_string(),
        None => usual_base().ok_or_else(|| {
            advice(
                "which files are new? None was named, and there is no branch to compare with",
                "name it: corroborate ci --base main",
            )
        })?,
    };
    let fork = git(&["merge-base", "--", &base, "HEAD"]).ok_or_else(|| {
        advice(
            format!("git knows no common commit of `{base}` and this branch"),
            "fetch the whole history (fetch-depth: 0 in GitHub's checkout action), or name another with --base",
        )
    })?;
    let folder = folder.to_string_lossy();
    let lists = [
        git(&[
            "diff",
            "--name-only",
            "-z",
            "--diff-filter=d",
            "--no-renames",
            "--relative",
            fork.trim(),
            "--",
            &folder,
        ]),
        git(&["ls-files", "-z", "--others", "--exclude-standard", "--", &folder]),
    ];
    let mut files: Vec<PathBuf> = Vec::new();
    for list in lists {
        let list = list.ok_or_else(|| advice("git cannot tell what has changed", "name the new seed files"))?;
        files.extend(list.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from));
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// The branch that a pull request is to go into, or the main branch.
fn usual_base() -> Option<String> {
    let target =
        std::env::var("GITHUB_BASE_REF").ok().filter(|name| !name.is_empty()).map(|name| format!("origin/{name}"));
    let known = ["origin/HEAD", "origin/main", "origin/master", "main", "master"].map(str::to_string);
    target.into_iter().chain(known).find(|name| {
        git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]).is_some()
    })
}

/// What git prints; `None` where it is not at hand or complains.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
