//! `corroborate.toml`: settings of a project, in the folder where the command runs or the nearest one above.
//!
//! What belongs here: reading and checking them, and `config show`. What does not: what they do.

use super::args::FailLevel;
use super::exit::advice;
use super::output::{self, Target, nearest};
use super::{Exit, Session};
use crate::judge::codes::{self, CODES};
use crate::report::severity::{is_fixed, usual};
use crate::report::{Level, Severities, safe};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file.
pub const NAME: &str = "corroborate.toml";

const KEYS: [&str; 5] = ["baseline", "db", "fail-level", "format", "severity"];

/// What a project has set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Where it was read from.
    pub path: Option<PathBuf>,
    pub db: Option<String>,
    /// Where the findings are kept that were there before.
    pub baseline: Option<PathBuf>,
    pub fail_level: Option<FailLevel>,
    pub formats: Vec<Target>,
    /// How grave the findings of a code are.
    pub severities: Severities,
    /// The line of each key; a code's is under its name.
    lines: BTreeMap<String, usize>,
}

impl Config {
    /// The settings of the file named, or of the nearest one above the current folder.
    pub fn load(named: Option<&Path>) -> Result<Config> {
        let path = match named {
            Some(path) => Some(path.to_path_buf()),
            None => above(),
        };
        let Some(path) = path else { return Ok(Config::default()) };
        let text = fs_err::read_to_string(&path).with_context(|| "the settings cannot be read".to_string())?;
        let mut config = Config::parse(&text, &path.display().to_string())?;
        // A database named in a file lies beside that file.
        if let (Some(db), Some(folder)) = (&config.db, path.parent())
            && db != ":memory:"
            && !folder.as_os_str().is_empty()
        {
            config.db = Some(folder.join(db).display().to_string());
        }
        if let (Some(baseline), Some(folder)) = (&config.baseline, path.parent()) {
            config.baseline = Some(folder.join(baseline));
        }
        config.path = Some(path);
        Ok(config)
    }

    /// The baseline: as set, or else `baseline.json` beside the settings, or in the current folder where there are none.
    pub fn baseline(&self) -> PathBuf {
        let beside = || self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join("baseline.json");
        self.baseline.clone().unwrap_or_else(beside)
    }

    fn parse(text: &str, name: &str) -> Result<Config> {
        let table: toml::Table = text.parse().with_context(|| format!("{name}: is no TOML"))?;
        let mut config = Config::default();
        for (key, value) in &table {
            let line = line_of(text, key);
            let wrong = |must: &str| advice(format!("{name}:{line}: `{key}` must be {must}"), "mend the settings");
            config.lines.insert(key.clone(), line);
            match key.as_str() {
                "severity" => config.severities(text, name, value)?,
                "baseline" => {
                    config.baseline = Some(value.as_str().ok_or_else(|| wrong("a path in quotes"))?.into());
                }
                "db" => config.db = Some(value.as_str().ok_or_else(|| wrong("a path in quotes"))?.to_string()),
                "fail-level" => {
                    let level = value.as_str().and_then(FailLevel::named);
                    config.fail_level = Some(level.ok_or_else(|| wrong("none, contradiction, update or variant"))?);
                }
                "format" => {
                    let texts: Vec<&str> = match value {
                        toml::Value::String(text) => vec![text],
                        toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).collect(),
                        _ => return Err(wrong("a format or a list of formats")),
                    };
                    for text in texts {
                        config.formats.push(text.parse().map_err(|_| wrong("a list of NAME or NAME=FILE"))?);
                    }
                }
                other => {
                    let hint = match nearest(other, KEYS.into_iter()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known keys are {}", KEYS.join(", ")),
                    };
                    return Err(advice(format!("{name}:{line}: unknown key `{other}`"), hint));
                }
            }
        }
        Ok(config)
    }

    /// The table `severity`: a level for each code named.
    fn severities(&mut self, text: &str, name: &str, value: &toml::Value) -> Result<()> {
        let whole = self.lines.get("severity").copied().unwrap_or(1);
        let Some(table) = value.as_table() else {
            let hint = "write `[severity]`, and below it a line a code: C103 = \"warning\"";
            return Err(advice(format!("{name}:{whole}: `severity` must be a table"), hint));
        };
        for (code, level) in table {
            let line = line_in_table(text, "severity", code).unwrap_or(whole);
            let place = format!("{name}:{line}");
            let Some(page) = codes::lookup(code) else {
                let hint = match codes::nearest(code) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("codes run from {} to {}", CODES[0].code, CODES[CODES.len() - 1].code),
                };
                return Err(advice(format!("{place}: unknown code `{code}`"), hint));
            };
            if is_fixed(page.code) {
                let message = format!("{place}: {} has no severity to set: what it tells of was not read", page.code);
                return Err(advice(message, "take this line out"));
            }
            let words = LEVELS.join(", ");
            let level = match level.as_str() {
                Some("off") => None,
                Some(word) => match Level::named(word) {
                    Some(level) => Some(level),
                    None => {
                        let hint = match nearest(word, LEVELS.into_iter()) {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => format!("levels are {words}"),
                        };
                        return Err(advice(format!("{place}: unknown severity `{word}`"), hint));
                    }
                },
                None => return Err(advice(format!("{place}: `{code}` must be one of {words}"), "mend the settings")),
            };
            self.lines.insert(page.code.to_string(), line);
            self.severities.set(page.code, level);
        }
        Ok(())
    }

    /// `corroborate.toml:3`, or `default`.
    fn origin(&self, key: &str) -> String {
        match (&self.path, self.lines.get(key)) {
            (Some(path), Some(line)) => format!("{}:{line}", path.display()),
            _ => "default".to_string(),
        }
    }
}

const LEVELS: [&str; 4] = ["error", "warning", "note", "off"];

/// `config show`: every setting in force with its origin, as TOML or JSON.
pub(super) fn show(session: &Session<'_>) -> Result<Exit> {
    let (config, common) = (&session.config, session.common);
    let mut rows: Vec<(&str, serde_json::Value, String)> = Vec::new();
    let baseline = config.baseline().display().to_string();
    rows.push(("baseline", baseline.into(), config.origin("baseline")));
    let db_origin = if common.db.is_some() { "command line".to_string() } else { config.origin("db") };
    rows.push(("db", session.db().into(), db_origin));
    let level = config.fail_level.map_or(serde_json::Value::Null, |level| level.word().into());
    rows.push(("fail-level", level, config.origin("fail-level")));
    let written = |target: &Target| match &target.file {
        Some(file) => format!("{}={file}", target.format),
        None => target.format.clone(),
    };
    let formats: Vec<String> = config.formats.iter().map(written).collect();
    let formats = if formats.is_empty() { vec!["full".to_string()] } else { formats };
    rows.push(("format", formats.into(), config.origin("format")));
    let word = |level: Option<Level>| level.map_or("off", Level::word);
    let set: BTreeMap<&str, Option<Level>> = config.severities.all().collect();
    for target in &output::targets(&common.format, &["full", "json"])? {
        let text = if target.format == "json" {
            let mut all = serde_json::Map::new();
            for (key, value, origin) in &rows {
                all.insert(key.to_string(), serde_json::json!({"value": value, "origin": origin}));
            }
            let mut codes = serde_json::Map::new();
            for page in CODES {
                let level = set.get(page.code).copied().unwrap_or(Some(usual(page.code)));
                let entry = serde_json::json!({"value": word(level), "origin": config.origin(page.code)});
                codes.insert(page.code.to_string(), entry);
            }
            all.insert("severity".to_string(), codes.into());
            let path = config.path.as_ref().map(|path| path.display().to_string());
            format!("{:#}\n", serde_json::json!({"format": "corroborate.config/1", "path": path, "settings": all}))
        } else {
            let mut lines = Vec::new();
            for (key, value, origin) in &rows {
                match value {
                    // what is not set has another default in each command
                    serde_json::Value::Null => {
                        lines.push((format!("# {key} = \"none\" for check, \"contradiction\" for ci"), origin.clone()))
                    }
                    value => lines.push((format!("{key} = {value}"), origin.clone())),
                }
            }
            lines.push((String::new(), String::new()));
            lines.push(("[severity]".to_string(), String::new()));
            for (code, level) in &set {
                let origin = format!("{}; {} by itself", config.origin(code), usual(code).word());
                lines.push((format!("{code} = \"{}\"", word(*level)), origin));
            }
            if set.is_empty() {
                lines.push((
                    "# none is set: `corroborate explain CODE` tells how grave a code is".into(),
                    String::new(),
                ));
            }
            let wide =
                lines.iter().filter(|(_, origin)| !origin.is_empty()).map(|(line, _)| line.chars().count()).max();
            let mut out = match &config.path {
                Some(path) => format!("# {}\n", path.display()),
                None => "# no corroborate.toml in this folder or above\n".to_string(),
            };
            for (line, origin) in lines {
                match origin.as_str() {
                    "" => out.push_str(&format!("{line}\n")),
                    origin => out.push_str(&format!("{line:<wide$}  # {origin}\n", wide = wide.unwrap_or(0))),
                }
            }
            out.split_inclusive('\n').map(|line| safe::line(line.trim_end_matches('\n')).into_owned() + "\n").collect()
        };
        output::send(target, &text)?;
    }
    Ok(Exit::Done)
}

fn above() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

fn line_of(text: &str, key: &str) -> usize {
    let starts = |line: &str| line.trim_start().trim_start_matches(['"', '\'', '[']).starts_with(key);
    text.lines().position(starts).map_or(1, |line| line + 1)
}

/// The line of a key of a table that has a heading of its own.
fn line_in_table(text: &str, table: &str, key: &str) -> Option<usize> {
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(heading) = line.strip_prefix('[') {
            inside = heading.trim_start().strip_prefix(table).is_some_and(|rest| rest.trim_start().starts_with(']'));
        } else if inside && line.trim_start_matches(['"', '\'']).starts_with(key) {
            return Some(number + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_knows() -> Result<()> {
        let config = Config::parse(
            "baseline = \"known.json\"\ndb = \"news.db\"\nfail-level = \"update\"\nformat = [\"full\", \"sarif=a.sarif\"]\n",
            "c.toml",
        )?;
        assert_eq!(config.baseline(), Path::new("known.json"));
        assert_eq!(Config::default().baseline(), Path::new("baseline.json"));
        assert_eq!(config.db.as_deref(), Some("news.db"));
        assert_eq!(config.fail_level, Some(FailLevel::Update));
        assert_eq!(config.formats.len(), 2);
        Ok(())
    }

    #[test]
    fn a_code_has_the_severity_that_is_set() -> Result<()> {
        let text = "db = \"a.db\"\n\n[severity]\n# C103 is of no weight here\nc103 = \"note\"\nV201 = \"error\"\nA501 = \"off\"\n";
        let config = Config::parse(text, "c.toml")?;
        let set: Vec<_> = config.severities.all().collect();
        assert_eq!(set, [("A501", None), ("C103", Some(Level::Note)), ("V201", Some(Level::Error))]);
        assert_eq!(config.lines["V201"], 6);
        Ok(())
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let told = |text: &str| match Config::parse(text, "c.toml") {
            Ok(_) => String::new(),
            Err(error) => match error.downcast_ref::<super::super::exit::Advice>() {
                Some(advice) => format!("{} {}", advice.message, advice.hint),
                None => error.to_string(),
            },
        };
        assert_eq!(told("\nfail_level = \"none\"\n"), "c.toml:2: unknown key `fail_level` did you mean `fail-level`?");
        assert!(told("fail-level = \"high\"").contains("must be none"));
        assert!(told("baseline = true").contains("must be a path"));
        assert!(told("db = 3").contains("must be a path"));
        assert!(told("db = ").contains("is no TOML"));
        let severity = |line: &str| told(&format!("db = \"a\"\n\n[severity]\nC101 = \"error\"\n{line}\n"));
        assert_eq!(severity("C1O3 = \"note\""), "c.toml:5: unknown code `C1O3` did you mean `C103`?");
        assert_eq!(severity("V201 = \"eror\""), "c.toml:5: unknown severity `eror` did you mean `error`?");
        assert!(severity("V201 = \"grave\"").contains("levels are error, warning, note, off"));
        assert!(severity("V201 = 1").contains("c.toml:5: `V201` must be one of"));
        assert!(severity("P902 = \"off\"").contains("has no severity to set"));
        assert!(told("severity = \"note\"").contains("must be a table"));
        assert_eq!(told("severities = {}"), "c.toml:1: unknown key `severities` did you mean `severity`?");
    }
}
