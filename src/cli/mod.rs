//! The command line: arguments in, output and exit code out.
//!
//! What belongs here: which command calls what, and where its output goes. What does not: SQL, patterns, findings.

mod args;
mod aside;
mod baseline;
mod check;
mod config;
mod decide;
mod decisions;
mod exit;
mod explain;
mod export;
mod extract;
mod git;
mod list;
mod output;
mod versions;

pub use exit::Exit;

use crate::store::Store;
use anyhow::Result;
use args::{Cli, Command, Common, ConfigAction};
use clap::{CommandFactory, Parser};
use config::Config;
use std::ffi::OsString;

/// Where findings are kept unless --db says otherwise.
const DEFAULT_DB: &str = "corroborate.db";

/// Runs a command line, and tells what the process ends with.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; all else is a mistake in usage.
            let text = error.render();
            if error.use_stderr() {
                output::to_stderr(&text.to_string());
                return Exit::Trouble;
            }
            return if output::to_stdout(&text.to_string()).is_ok() { Exit::Done } else { Exit::Trouble };
        }
    };
    match dispatch(&cli) {
        Ok(exit) => exit,
        Err(error) => {
            exit::tell(&error);
            Exit::Trouble
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Exit> {
    let session = Session { common: &cli.common, config: Config::load(cli.common.config.as_deref())? };
    match &cli.command {
        Command::Check(args) => check::check(&session, args),
        Command::Add(args) => check::add(&session, args),
        Command::Ci(args) => check::ci(&session, args),
        Command::Diff(args) => versions::diff(&session, args),
        Command::Log(args) => versions::log(&session, args),
        Command::List(args) => list::list(&session, args),
        Command::Explain(args) => explain::explain(&session, args),
        Command::Report(args) => export::report(&session, args),
        Command::Decide(args) => decide::decide(&session, args),
        Command::Baseline(args) => baseline::baseline(&session, args),
        Command::Config(args) => match args.action {
            ConfigAction::Show => config::show(&session),
        },
        Command::Export(args) => export::export(&session, args),
        Command::Extract(args) => extract::extract(&session, args),
        Command::Completions(args) => completions(args),
        Command::Man(args) => man(args),
    }
}

/// The options and settings that all commands share.
struct Session<'c> {
    common: &'c Common,
    config: Config,
}

impl Session<'_> {
    /// The database: named, set, or the usual one.
    fn db(&self) -> &str {
        self.common.db.as_deref().or(self.config.db.as_deref()).unwrap_or(DEFAULT_DB)
    }

    /// The formats asked for here or in the settings.
    fn targets(&self, known: &[&str]) -> Result<Vec<output::Target>> {
        output::targets(&self.common.format, known)
    }

    /// The database, which must be there.
    fn store(&self) -> Result<Store> {
        Ok(Store::open_existing(self.db())?)
    }

    /// The report of the last check in the database.
    fn last_report(&self) -> Result<crate::model::Report> {
        self.store()?.load_report()?.ok_or_else(|| {
            exit::advice(
                format!("{}: nothing was checked yet", self.db()),
                "compare what it holds with `corroborate check`",
            )
        })
    }
}

fn completions(args: &args::Completions) -> Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "corroborate", &mut text);
    output::to_stdout(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}

fn man(args: &args::Man) -> Result<Exit> {
    let mut command = Cli::command();
    match &args.output {
        Some(folder) => {
            fs_err::create_dir_all(folder)?;
            command.build();
            clap_mangen::generate_to(command, folder)?;
        }
        None => {
            let mut text = Vec::new();
            clap_mangen::Man::new(command).render(&mut text)?;
            output::to_stdout(&String::from_utf8_lossy(&text))?;
        }
    }
    Ok(Exit::Done)
}
