//! Options that several subcommands share.

use clap::{Args, ValueEnum};
use recount::check::Severity;
use recount::corpus::Inputs;
use recount::event::Grouping;
use std::path::PathBuf;

/// Options of every subcommand.
#[derive(Args)]
pub struct Global {
    /// Lay the rule packs of a folder over the built-in ones; may be repeated
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RECOUNT_RULES",
        hide_env_values = true,
        help_heading = "Global options"
    )]
    pub rules: Vec<PathBuf>,
    /// Number of threads; 0 takes one for each processor
    #[arg(
        short = 'j',
        long,
        global = true,
        value_name = "N",
        default_value_t = 0,
        help_heading = "Global options"
    )]
    pub threads: usize,
    /// When to use colours; NO_COLOR and CLICOLOR_FORCE are heeded too
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Global options"
    )]
    pub color: Color,
    /// Print findings alone: no tables, summaries or notes
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Global options"
    )]
    pub quiet: bool,
    /// Show also what agrees, what stands alone, and what was inferred
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub verbose: bool,
    /// Write to a file instead of standard output, whole or not at all
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub output: Option<PathBuf>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes the choice known to every stream.
    pub fn write(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// What to read.
#[derive(Args)]
pub struct Input {
    /// Reports: files (Markdown, text, HTML, JSON Lines, CSV), folders, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// Read further paths from a file, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
}

impl Input {
    /// As the corpus wants it.
    pub fn inputs(&self) -> Inputs {
        Inputs {
            paths: self.paths.clone(),
            files_from: self.files_from.clone(),
        }
    }
}

/// How reports are grouped into events.
#[derive(Args)]
pub struct Events {
    /// How to group reports: auto finds the events, one takes all reports for one event, folder
    /// takes one a folder, field:NAME one for each value of a metadata field
    #[arg(long = "events", value_name = "auto|one|folder|field:NAME", default_value = "auto", value_parser = grouping)]
    pub grouping: Grouping,
}

fn grouping(text: &str) -> Result<Grouping, String> {
    match text {
        "auto" => Ok(Grouping::Auto),
        "one" => Ok(Grouping::One),
        "folder" => Ok(Grouping::Folder),
        _ => match text.strip_prefix("field:") {
            Some(name) if !name.is_empty() => Ok(Grouping::Field(name.to_owned())),
            _ => Err("expected auto, one, folder or field:NAME".to_owned()),
        },
    }
}

/// What makes the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What cannot be true
    Error,
    /// Also what is out of date or worth a look
    Warning,
    /// Anything at all
    Note,
    /// Nothing
    Never,
}

impl FailOn {
    /// Whether the gravest severity found fails the run.
    pub fn fails(self, worst: Option<Severity>) -> bool {
        let least = match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
            FailOn::Never => return false,
        };
        worst.is_some_and(|w| w >= least)
    }
}

/// The formats of listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people: a table for each report
    Table,
    /// One line each: file:line:column: figure
    Compact,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groupings_are_named() {
        assert_eq!(grouping("field:desk"), Ok(Grouping::Field("desk".to_owned())));
        assert!(grouping("field:").is_err() && grouping("Auto").is_err());
    }

    #[test]
    fn only_what_is_grave_enough_fails() {
        assert!(FailOn::Warning.fails(Some(Severity::Error)));
        assert!(!FailOn::Error.fails(Some(Severity::Warning)));
        assert!(!FailOn::Never.fails(Some(Severity::Error)));
        assert!(!FailOn::Note.fails(None));
    }
}
