//! What can be wrong with a database, told so that a user can act on it.

use std::fmt;

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreErrorKind {
    /// There is none at that path.
    Missing,
    /// The file cannot be opened or written.
    Unreadable,
    /// The file is no SQLite database, or a damaged one.
    Broken,
    /// A sound database of another application.
    Foreign,
    /// Made by a newer version of this program.
    TooNew,
    /// Records that refer to others which are not there.
    Refused,
    /// Another process holds it.
    Busy,
}

/// An error of the database with its file, its cause and a way out.
#[derive(Debug, thiserror::Error)]
pub struct StoreError {
    pub kind: StoreErrorKind,
    pub path: String,
    pub message: String,
    pub hint: Option<String>,
    #[source]
    pub cause: Option<Box<rusqlite::Error>>,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl StoreError {
    pub(super) fn new(kind: StoreErrorKind, path: &str, message: impl Into<String>) -> StoreError {
        StoreError { kind, path: path.to_string(), message: message.into(), hint: None, cause: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> StoreError {
        self.hint = Some(hint.into());
        self
    }

    /// Says in plain words what SQLite complains of.
    pub(super) fn of(path: &str, cause: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        let (kind, message, hint) = match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => (
                StoreErrorKind::Broken,
                "this file is not an SQLite database",
                "name another file with --db; nothing was changed",
            ),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                (StoreErrorKind::Busy, "another program is writing to this database", "try again when it is done")
            }
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => (
                StoreErrorKind::Unreadable,
                "this database cannot be opened",
                "look at the path and at the permissions of its folder",
            ),
            Some(ErrorCode::ReadOnly | ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => (
                StoreErrorKind::Unreadable,
                "this database cannot be written",
                "look at the permissions and at the free space",
            ),
            Some(ErrorCode::ConstraintViolation) => (
                StoreErrorKind::Refused,
                "these records do not fit together, so none was stored",
                "this is a mistake in corroborate; please report it",
            ),
            _ => (
                StoreErrorKind::Broken,
                "this database is damaged",
                "move it away and add the seeds again; the seed files hold everything that is in it",
            ),
        };
        StoreError {
            kind,
            path: path.to_string(),
            message: message.to_string(),
            hint: Some(hint.to_string()),
            cause: Some(Box::new(cause)),
        }
    }
}
