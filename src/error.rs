//! What can go wrong, told so that a user can act on it.
//!
//! What belongs here: the library's one error type. What does not: printing it (the command line does that).

use std::fmt;

/// What sort of trouble it is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The path does not exist.
    Missing,
    /// The file or folder cannot be read.
    Unreadable,
    /// The file holds bytes that are no text.
    Binary,
    /// The file's character encoding cannot be made out.
    Encoding,
    /// The file holds nothing.
    Empty,
    /// The file is larger than any article.
    TooLarge,
    /// The front matter is broken.
    FrontMatter,
    /// A date that the calendar does not have, or that cannot be read.
    Date,
    /// JSON that cannot be parsed.
    Json,
    /// HTML that cannot be taken apart.
    Html,
    /// A `seeds.toml` that cannot be used.
    Manifest,
    /// A file that is well formed, but holds no article.
    NotAnArticle,
    /// The database is broken, or not ours.
    Store,
    /// The settings, or what was asked for, make no sense.
    Usage,
}

/// An error with its place, its cause, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub struct Error {
    pub kind: ErrorKind,
    /// One sentence without a full stop.
    pub message: String,
    /// The file, as it is named in all output.
    pub path: Option<String>,
    /// The line of the file, from 1.
    pub line: Option<usize>,
    /// What the user may do about it.
    pub hint: Option<String>,
    #[source]
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            write!(f, " ")?;
        }
        write!(f, "{}", self.message)
    }
}

impl Error {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), path: None, line: None, hint: None, cause: None }
    }

    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn cause(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where() {
        let error = Error::new(ErrorKind::Date, "no such day").at("a/b.txt").line(4).hint("look again");
        assert_eq!(error.to_string(), "a/b.txt:4: no such day");
        assert_eq!(Error::new(ErrorKind::Usage, "nothing to do").to_string(), "nothing to do");
    }
}
