//! Files of other formats, turned into text by a command of the user's, as with ripgrep's `--pre`.

use super::{Patterns, inputs};
use crate::error::{Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};

/// A command that is run with the path of a file and writes its text to standard output: plain text,
/// Markdown, HTML or records.
#[derive(Clone, Debug, Default)]
pub struct Preprocessor {
    /// The command, without arguments.
    pub command: String,
    /// Which files it is for; documents that recount cannot read itself if none are named.
    pub files: Option<Patterns>,
}

impl Preprocessor {
    /// Whether a file is to go through the command.
    pub(super) fn wants(&self, path: &Path) -> bool {
        match &self.files {
            Some(files) => files.matches(path),
            None => inputs::is_document(path),
        }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// A command that cannot be run, or that fails on the file.
    pub(super) fn run(&self, path: &Path) -> Result<Vec<u8>> {
        let by_hand = || format!("run `{} {}` by hand to see why", self.command, path.display());
        let output = Command::new(&self.command)
            .arg(path)
            .stdin(Stdio::null())
            .output()
            .map_err(|e| {
                let help = "--pre names a program that takes a path and writes text";
                Error::new(format!("cannot run `{}`: {e}", self.command)).help(help)
            })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let told = String::from_utf8_lossy(&output.stderr);
        let why = match told.lines().find(|l| !l.trim().is_empty()) {
            Some(line) => format!(": {}", line.trim()),
            None => String::new(),
        };
        Err(Error::new(format!("`{}` fails on it ({}){why}", self.command, output.status)).help(by_hand()))
    }
}
