//! `corroborate.toml`: settings of a project, in the folder where the command runs or the nearest one above.

use super::args::FailLevel;
use super::exit::advice;
use super::output::{Target, nearest};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The name of the file.
pub const NAME: &str = "corroborate.toml";

const KEYS: [&str; 4] = ["baseline", "db", "fail-level", "format"];

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
            match key.as_str() {
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
}

fn above() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

fn line_of(text: &str, key: &str) -> usize {
    let starts = |line: &str| line.trim_start().trim_start_matches(['"', '\'', '[']).starts_with(key);
    text.lines().position(starts).map_or(1, |line| line + 1)
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
    }
}
