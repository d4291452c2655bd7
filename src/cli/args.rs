//! The command line: what can be said, and the help for it.

use super::output::Target;
use crate::model::Verdict;
use crate::report::Level;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A fact checker for news: reads what several outlets write about one story, and tells where they agree,
/// contradict each other, or changed what they had said.
#[derive(Parser, Debug)]
#[command(name = "corroborate", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done; 1 findings at or above --fail-level; 2 usage, unreadable input, broken \
                        database, or nothing was checked.\nA finding is explained by: corroborate explain ID")]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that may stand before or after any command.
#[derive(Args, Debug, Clone)]
pub struct Common {
    /// The database [default: corroborate.db]; `:memory:` leaves no trace
    #[arg(long, global = true, value_name = "PATH", help_heading = "Global options")]
    pub db: Option<String>,
    /// Settings [default: the nearest corroborate.toml, from here upwards]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub config: Option<PathBuf>,
    /// Output format, with an optional file; may be repeated: --format sarif=out.sarif --format github
    #[arg(long, global = true, value_name = "NAME[=FILE]", help_heading = "Global options")]
    pub format: Vec<Target>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Global options")]
    pub color: When,
    /// Columns of the terminal [default: as it is, or COLUMNS, or 100]
    #[arg(long, global = true, value_name = "COLUMNS", help_heading = "Global options")]
    pub width: Option<usize>,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub quiet: bool,
    /// Say more about what was read
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub verbose: bool,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    Check(Check),
    /// Read articles into the database, without comparing
    Add(Add),
    Ci(Ci),
    /// Compare two versions of an article
    Diff(Diff),
    /// Show all versions of an article, and what each changed
    Log(Log),
    /// List what the database holds
    List(List),
    /// Tell why a finding was made, or what a finding code means
    Explain(Explain),
    /// Write a report into a folder
    Report(Report),
    /// Record what you decided about a finding, in decisions.toml
    Decide(Decide),
    Baseline(Baseline),
    /// Show the settings in force, and where each comes from
    Config(Config),
    /// Write all claims of the last check for other programs
    Export(Export),
    Extract(Extract),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

/// The formats of `check` and `ci`, for their help.
const FORMATS: &str = "Formats: full (for people), concise, json, jsonl, markdown, csv, sarif, github, gitlab, junit, rdjson, \
                       rdjsonl.\nEach may go to a file: --format full --format sarif=out.sarif";

/// Compare articles, and print where they agree and contradict each other.
///
/// With paths and without --db, exactly these files are compared, and the result is kept in a fresh corroborate.db, so that
/// `explain`, `list` and `export` work on this check (a corroborate.db made by `add` is left as it is). With --db, the files
/// are added to that database, and all it holds is compared. Without paths, all that the database holds is compared.
#[derive(Args, Debug)]
#[command(after_help = FORMATS)]
pub struct Check {
    /// Seed files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub gate: Gate,
    #[command(flatten)]
    pub aside: Aside,
    /// Print the result of the last check again, without comparing anew
    #[arg(long, conflicts_with = "paths")]
    pub last: bool,
}

/// What is shown, and what fails.
#[derive(Args, Debug, Clone)]
pub struct Gate {
    /// Show these verdicts only: contradiction, update, variant, agreement, distinct
    #[arg(long, value_name = "VERDICT", value_delimiter = ',')]
    pub verdict: Vec<VerdictName>,
    /// Exit with 1 from this verdict upwards: none, contradiction, update or variant. A code with a severity of its own in
    /// corroborate.toml counts as that: error as a contradiction, warning as an update, note as a variant [default: none for
    /// check, contradiction for ci]
    #[arg(long, value_name = "LEVEL", hide_possible_values = true)]
    pub fail_level: Option<FailLevel>,
    /// Put what decisions and the baseline leave out into SARIF output, marked as suppressed and with the reason
    #[arg(long)]
    pub show_suppressed: bool,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum VerdictName {
    Contradiction,
    Update,
    Variant,
    Agreement,
    Distinct,
}

impl From<VerdictName> for Verdict {
    fn from(name: VerdictName) -> Verdict {
        match name {
            VerdictName::Contradiction => Verdict::Contradiction,
            VerdictName::Update => Verdict::Update,
            VerdictName::Variant => Verdict::Variant,
            VerdictName::Agreement => Verdict::Agreement,
            VerdictName::Distinct => Verdict::Distinct,
        }
    }
}

/// The mildest verdict that makes the command fail.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailLevel {
    None,
    Contradiction,
    Update,
    Variant,
}

impl FailLevel {
    pub fn named(name: &str) -> Option<FailLevel> {
        FailLevel::from_str(name, false).ok()
    }

    /// How it is written.
    pub fn word(self) -> &'static str {
        match self {
            FailLevel::None => "none",
            FailLevel::Contradiction => "contradiction",
            FailLevel::Update => "update",
            FailLevel::Variant => "variant",
        }
    }

    /// Whether something of this level makes the command fail: contradictions are errors, updates warnings, variants notes,
    /// unless a code has another severity.
    pub fn reached_by(self, level: Level) -> bool {
        match self {
            FailLevel::None => false,
            FailLevel::Contradiction => level == Level::Error,
            FailLevel::Update => level <= Level::Warning,
            FailLevel::Variant => level <= Level::Note,
        }
    }
}

#[derive(Args, Debug)]
pub struct Add {
    /// Seed files or folders
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Check new seed files against what is on file, for pull requests.
///
/// The files are validated, and findings that none of them takes part in are left out. What is on file is the folder named
/// with --against, or the database (--db, or corroborate.db where there is one), or else the folder `seeds`. Where no file is
/// named, git tells which files of that folder are new or changed since the branch left --base.
#[derive(Args, Debug)]
#[command(after_help = FORMATS)]
pub struct Ci {
    /// The new seed files [default: those that git finds changed]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The branch or commit to compare with, where no file is named
    #[arg(long, value_name = "REV", conflicts_with = "paths", allow_hyphen_values = false)]
    pub base: Option<String>,
    /// The folder of the seeds that are on file
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    #[command(flatten)]
    pub aside: Aside,
    #[command(flatten)]
    pub gate: Gate,
}

/// Findings that are known and left out.
#[derive(Args, Debug, Clone)]
pub struct Aside {
    /// Decisions on findings, which are then left out (see `decide`)
    #[arg(long, value_name = "FILE", default_value = "decisions.toml")]
    pub decisions: PathBuf,
    /// Findings that were there before, which are left out (see `baseline`) [default: baseline.json beside corroborate.toml]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// Settings of corroborate.toml, of the nearest folder from here upwards.
#[derive(Args, Debug)]
pub struct Config {
    #[command(subcommand)]
    pub action: ConfigAction,
}

#[derive(Subcommand, Debug)]
pub enum ConfigAction {
    /// Print all settings with their origin; the output can be kept as a corroborate.toml
    Show,
}

/// Keep the findings of today in a file, so that only new ones are reported.
///
/// An entry is known by its content: code, attribute, what it is about, outlets and values. Edits elsewhere in a file, other
/// words for the same, and new file names change nothing. Contradictions, updates and variants are kept, but not those that
/// `decide` has recorded.
#[derive(Args, Debug)]
pub struct Baseline {
    #[command(subcommand)]
    pub action: BaselineAction,
}

#[derive(Subcommand, Debug)]
pub enum BaselineAction {
    /// Write the findings into the file; one that is there does not grow without --force
    Write {
        #[command(flatten)]
        seeds: BaselineSeeds,
        /// Replace the file, even if it grows
        #[arg(long)]
        force: bool,
    },
    /// Take out the entries that no longer occur; nothing is added
    Prune {
        #[command(flatten)]
        seeds: BaselineSeeds,
    },
}

#[derive(Args, Debug)]
pub struct BaselineSeeds {
    /// All seed files or folders [default: what is on file, as for `ci`]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub aside: Aside,
}

/// What `diff` can print.
const DIFF_HELP: &str = "Formats: full (for people), json, markdown, html.\nExit codes: 0 the versions are the same; 1 they \
                         differ; 2 trouble.";

#[derive(Args, Debug)]
#[command(after_help = DIFF_HELP)]
pub struct Diff {
    /// The older version: a file, FILE#2 for the second article of a file, or the id of a document on file
    pub old: String,
    /// The newer version
    pub new: String,
    /// Show the claims only
    #[arg(long, conflicts_with_all = ["text", "stat"])]
    pub claims: bool,
    /// Show the words only
    #[arg(long, conflicts_with = "stat")]
    pub text: bool,
    /// Show numbers only: how many claims of each attribute were changed, added, removed and moved
    #[arg(long)]
    pub stat: bool,
}

#[derive(Args, Debug)]
pub struct Log {
    /// The article: its id, or its file (FILE#2 is the second article of a file)
    pub article: String,
    /// The first and the last version in which this claim stands, and what it was before and after
    #[arg(long, value_name = "ID")]
    pub claim: Option<String>,
}

#[derive(Args, Debug)]
pub struct List {
    /// What to list
    pub what: Listed,
    /// Of this outlet only (a part of its name will do)
    #[arg(long)]
    pub outlet: Option<String>,
    /// With this attribute only: date, time, duration, place, money, count …
    #[arg(long)]
    pub attribute: Option<String>,
    /// About this event only: its id, or a part of its label
    #[arg(long)]
    pub event: Option<String>,
    /// That take part in a finding with this verdict
    #[arg(long)]
    pub verdict: Option<VerdictName>,
    /// No more than this many
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<usize>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    Claims,
    Events,
    Documents,
    Outlets,
    Findings,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// The id of a finding, claim, event or document (its beginning will do), or a finding code such as C103
    #[arg(value_name = "ID|CODE")]
    pub what: String,
}

#[derive(Args, Debug)]
pub struct Report {
    /// The folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Seed files or folders to check first; else the last check is reported
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Decide {
    /// The id of the finding (its beginning will do)
    pub id: String,
    /// What you decided
    #[arg(long = "as", value_name = "DECISION")]
    pub decision: Decision,
    /// Why, for those who read it later
    #[arg(long)]
    pub reason: String,
    /// The last day on which it holds, such as 2025-12-31
    #[arg(long, value_name = "DATE")]
    pub until: Option<chrono::NaiveDate>,
    /// Who decided
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Where decisions are kept
    #[arg(long, value_name = "FILE", default_value = "decisions.toml")]
    pub file: PathBuf,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decision {
    /// It is as it says, and stays
    Accepted,
    /// It is no contradiction
    FalsePositive,
    /// What it says has been overtaken
    Superseded,
}

#[derive(Args, Debug)]
pub struct Export {
    /// The format
    #[arg(value_name = "FORMAT")]
    pub to: ExportFormat,
    /// The file to write to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Where decisions are kept, for jsonld
    #[arg(long, value_name = "FILE", default_value = "decisions.toml")]
    pub decisions: PathBuf,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Csv,
    Jsonl,
    /// schema.org's Claim as JSON-LD, with a ClaimReview for what `decide` has recorded
    Jsonld,
    /// W3C Web Annotations, one a claim
    Annotations,
    /// Frictionless Data Package with the tables in it
    Datapackage,
}

/// Print times, figures and claims of documents, one JSON object a line; nothing is kept.
#[derive(Args, Debug)]
pub struct Extract {
    /// Seed files or folders; `-` reads documents as JSON lines: {"text", "path", "outlet", "title", "published"}
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Only these kinds: time, quantity, place, person, organisation, event, quote, claim
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<KindName>,
    /// The publish date of documents that bear none
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum KindName {
    Time,
    Quantity,
    Place,
    Person,
    Organisation,
    Event,
    Quote,
    Claim,
}

#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub struct Man {
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
