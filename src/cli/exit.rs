//! Exit codes as a type, and errors as the user sees them.

use crate::report::safe;
use crate::store::StoreError;
use std::process::ExitCode;

/// What the process ends with.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Findings at or above the fail level; for `diff`, the versions differ.
    Findings = 1,
    /// Usage, unreadable input, broken store, or nothing was checked.
    Trouble = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// An error that the user can act on, with what to do.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Advice {
    pub message: String,
    pub hint: String,
}

/// An error with a hint.
pub fn advice(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Advice { message: message.into(), hint: hint.into() })
}

/// Tells an error on stderr: what, why, and what to do.
pub fn tell(error: &anyhow::Error) {
    let mut text = format!("error: {}\n", safe::line(&error.to_string()));
    for cause in error.chain().skip(1) {
        text.push_str(&format!("  because: {}\n", safe::line(&cause.to_string())));
    }
    for cause in error.chain() {
        let hint = match (cause.downcast_ref::<Advice>(), cause.downcast_ref::<StoreError>()) {
            (Some(advice), _) => Some(advice.hint.as_str()),
            (_, Some(store)) => store.hint.as_deref(),
            _ => None,
        };
        if let Some(hint) = hint {
            text.push_str(&format!("  help: {}\n", safe::line(hint)));
        }
    }
    super::output::to_stderr(&text);
}
