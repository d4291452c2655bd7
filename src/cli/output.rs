//! Where output goes: results to stdout or to a file, all else to stderr; a closed pipe is no error.

use super::Session;
use super::args::{Common, When};
use super::exit::advice;
use crate::report::{Look, Problem, safe};
use anyhow::{Context, Result};
use std::io::{self, IsTerminal, Write};

/// Writes a result to stdout. If nobody reads it any more, that is the reader's choice.
pub fn to_stdout(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

/// Writes a message to stderr; there is nowhere to tell that this failed.
pub fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a result to a file, whole or not at all as far as the system allows.
pub fn to_file(path: &str, text: &str) -> Result<()> {
    fs_err::write(path, text).with_context(|| format!("cannot write {path}"))
}

/// A remark that `-q` silences.
pub fn remark(common: &Common, text: &str) {
    if !common.quiet {
        to_stderr(&format!("{}\n", safe::line(text)));
    }
}

/// Problems with the input, each on its line; those that are only worth knowing are silenced by `-q`.
pub fn tell_problems(session: &Session<'_>, problems: &[Problem]) {
    for problem in problems {
        if !problem.error && session.common.quiet {
            continue;
        }
        let word = session.config.severities.of_problem(problem).word();
        let place = match problem.line {
            Some(line) => format!("{}:{line}", problem.path),
            None => problem.path.clone(),
        };
        let mut text = format!("{word}[{}]: {}: {}\n", problem.code, safe::line(&place), safe::line(&problem.message));
        if let Some(hint) = &problem.hint {
            text.push_str(&format!("  help: {}\n", safe::line(hint)));
        }
        to_stderr(&text);
    }
}

/// Width and colour of stdout; files get no colour.
pub fn look(common: &Common, to_file: bool) -> Look {
    let terminal = io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let color = match common.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            terminal && !to_file && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    };
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let window = || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    let width = common.width.or_else(columns).or_else(window).unwrap_or(100);
    Look { width: width.clamp(40, 400), color }
}

/// One `--format NAME[=FILE]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub format: String,
    pub file: Option<String>,
}

impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Target, String> {
        let (format, file) = match text.split_once('=') {
            Some((format, file)) => (format, Some(file.to_string())),
            None => (text, None),
        };
        if format.is_empty() || file.as_deref() == Some("") {
            return Err("say NAME, or NAME=FILE".to_string());
        }
        Ok(Target { format: format.to_ascii_lowercase(), file })
    }
}

/// The formats asked for, checked against those that the command knows; the first of them where none was asked for.
pub fn targets(asked: &[Target], known: &[&str]) -> Result<Vec<Target>> {
    if asked.is_empty() {
        return Ok(vec![Target { format: known[0].to_string(), file: None }]);
    }
    for target in asked {
        if !known.contains(&target.format.as_str()) {
            let near = nearest(&target.format, known.iter().copied());
            let hint = match near {
                Some(near) => format!("did you mean `{near}`? This command knows {}", known.join(", ")),
                None => format!("this command knows {}", known.join(", ")),
            };
            return Err(advice(format!("unknown format `{}`", target.format), hint));
        }
    }
    if asked.iter().filter(|target| target.file.is_none()).count() > 1 {
        return Err(advice(
            "two formats cannot both go to standard output",
            "give all but one a file: --format sarif=out.sarif",
        ));
    }
    Ok(asked.to_vec())
}

/// Sends a text where its format is to go.
pub fn send(target: &Target, text: &str) -> Result<()> {
    match &target.file {
        Some(file) => to_file(file, text),
        None => to_stdout(text),
    }
}

/// The nearest of some words, if one is near.
pub fn nearest<'w>(word: &str, among: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_ascii_lowercase();
    among
        .map(|known| (strsim::damerau_levenshtein(&word, known), known))
        .filter(|(distance, known)| *distance <= known.len().div_ceil(3))
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_with_targets() -> std::result::Result<(), String> {
        let file: Target = "sarif=out/a.sarif".parse()?;
        assert_eq!(file, Target { format: "sarif".into(), file: Some("out/a.sarif".into()) });
        assert!("sarif=".parse::<Target>().is_err() && "".parse::<Target>().is_err());
        let plain: Target = "github".parse()?;
        assert!(targets(&[file.clone(), plain.clone()], &["full", "sarif", "github"]).is_ok());
        assert!(targets(&[plain.clone(), plain.clone()], &["github"]).is_err());
        assert!(targets(&[plain], &["full", "json"]).is_err());
        Ok(())
    }

    #[test]
    fn suggests() {
        assert_eq!(nearest("jsno", ["json", "jsonl", "full"].into_iter()), Some("json"));
        assert_eq!(nearest("zebra", ["json", "full"].into_iter()), None);
    }
}
