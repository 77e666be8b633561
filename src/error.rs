//! The one error type: what went wrong, in which file, at which line, and what to do.

use std::path::{Path, PathBuf};

/// A failure that a person can act upon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}{}", place(.path.as_deref(), *.line), remedy.as_deref().map(|r| format!("; {r}")).unwrap_or_default())]
pub struct Error {
    /// The file concerned, if any.
    pub path: Option<PathBuf>,
    /// Line from 1, if known.
    pub line: Option<u32>,
    /// What is wrong and what was expected.
    pub message: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

fn place(path: Option<&Path>, line: Option<u32>) -> String {
    match (path, line) {
        (Some(p), Some(l)) => format!("{}:{l}: ", p.display()),
        (Some(p), None) => format!("{}: ", p.display()),
        (None, _) => String::new(),
    }
}

impl Error {
    /// An error that concerns no file.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            path: None,
            line: None,
            message: message.into(),
            remedy: None,
        }
    }

    /// Names the file.
    pub fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Names the line, from 1.
    pub fn line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// Says what to do.
    pub fn help(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
