//! The one error type: what went wrong, in which file, at which line and column, and what to do.

use crate::span::LineIndex;
use std::path::{Path, PathBuf};

/// A failure that a person can act upon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}{}", place(.path.as_deref(), *.line, *.column), remedy.as_deref().map(|r| format!("; {r}")).unwrap_or_default())]
pub struct Error {
    /// The file concerned, if any.
    pub path: Option<PathBuf>,
    /// Line from 1, if known.
    pub line: Option<u32>,
    /// Column from 1 in characters, if known.
    pub column: Option<u32>,
    /// What is wrong and what was expected.
    pub message: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

fn place(path: Option<&Path>, line: Option<u32>, column: Option<u32>) -> String {
    match (path, line, column) {
        (Some(p), Some(l), Some(c)) => format!("{}:{l}:{c}: ", p.display()),
        (Some(p), Some(l), None) => format!("{}:{l}: ", p.display()),
        (Some(p), None, _) => format!("{}: ", p.display()),
        (None, ..) => String::new(),
    }
}

impl Error {
    /// An error that concerns no file.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            path: None,
            line: None,
            column: None,
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

    /// Names line and column of a byte of a text, both from 1.
    pub fn within(mut self, text: &str, offset: usize) -> Self {
        let offset = offset.min(text.len()) as u32;
        let (line, column) = LineIndex::new(text).line_column(text, offset);
        (self.line, self.column) = (Some(line), Some(column));
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

/// Up to three names that look like `wanted`, the nearest first.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    nearest_of(wanted, &mut names.into_iter())
}

fn nearest_of<'a>(wanted: &str, names: &mut dyn Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut near: Vec<(f64, &str)> = names
        .map(|n| (strsim::jaro_winkler(&wanted, &n.to_lowercase()), n))
        .filter(|(s, _)| *s > 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter().take(3).map(|(_, n)| n).collect()
}

/// "did you mean `a` or `b`?"; `None` where no name is near.
pub fn did_you_mean<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near: Vec<String> = nearest(wanted, names).iter().map(|n| format!("`{n}`")).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_nearest_name() {
        let names = ["conflicting-figures", "superseded-figure", "killed"];
        assert_eq!(nearest("conflicting-figure", names), ["conflicting-figures"]);
        assert_eq!(nearest("Killed", names), ["killed"]);
        assert_eq!(nearest("zebra", names), [""; 0]);
        assert_eq!(
            did_you_mean("superseded", names).as_deref(),
            Some("did you mean `superseded-figure`?")
        );
        assert_eq!(did_you_mean("", names), None);
    }

    #[test]
    fn an_error_names_its_place() {
        let error = Error::new("odd").at("a.toml").within("one\ntwö x", 8).help("mend it");
        assert_eq!(error.to_string(), "a.toml:2:4: odd; mend it");
        assert_eq!(Error::new("odd").at("a.toml").line(3).to_string(), "a.toml:3: odd");
    }
}
