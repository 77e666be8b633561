//! Options that several subcommands share.

use crate::check::Severity;
use crate::config;
use crate::event::Grouping;
use clap::{Args, ValueEnum};
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
    /// Take the settings of this file instead of the recount.toml found by walking up
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "RECOUNT_CONFIG",
        hide_env_values = true,
        help_heading = "Global options"
    )]
    pub config: Option<PathBuf>,
    /// Heed no recount.toml
    #[arg(long, global = true, help_heading = "Global options")]
    pub isolated: bool,
    /// Run a program on files that recount cannot read itself (.pdf, .rtf, .doc ...): it is given the
    /// path and writes text, Markdown or HTML. Only on the command line, for a settings file that
    /// somebody sends must not run programs
    #[arg(long, global = true, value_name = "COMMAND", help_heading = "Global options")]
    pub pre: Option<String>,
    /// Run --pre on these files instead, written as in .gitignore; may be repeated
    #[arg(
        long,
        global = true,
        value_name = "GLOB",
        requires = "pre",
        help_heading = "Global options"
    )]
    pub pre_glob: Vec<String>,
    /// Leave reports larger than this unread, and say so: a number of bytes, or one with K, M or G; 64M
    /// unless given. Files of records (JSON, JSON Lines, CSV) may be of any size; their records may not
    #[arg(
        long,
        global = true,
        value_name = "SIZE",
        value_parser = size,
        help_heading = "Global options"
    )]
    pub max_filesize: Option<u64>,
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

/// "64M", "2G", "5000".
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let bits = match text.get(digits.len()..).map(str::to_ascii_uppercase).as_deref() {
        Some("") => Some(0),
        Some("K") => Some(10),
        Some("M") => Some(20),
        Some("G") => Some(30),
        _ => None,
    };
    let number = digits.parse::<u64>().ok();
    let size = number.zip(bits).and_then(|(n, bits)| n.checked_mul(1 << bits));
    size.filter(|s| *s > 0)
        .ok_or_else(|| "expected a number of bytes, or one with K, M or G, as in 64M".to_owned())
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
    /// Reports: files (Markdown, text, HTML, JSON Lines, CSV, .docx, .odt), folders, globs, or - for standard input;
    /// `include` of recount.toml where none are named
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read further paths from a file, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
}

/// How reports are grouped and weighed.
#[derive(Args, Default)]
pub struct Method {
    /// How to group reports: auto (the default) finds the events, one takes all reports for one
    /// event, folder takes one a folder, field:NAME one for each value of a metadata field
    #[arg(long = "events", value_name = "auto|one|folder|field:NAME")]
    pub grouping: Option<Grouping>,
    /// How to weigh figures: a policy, range unless the settings say otherwise; `recount rules
    /// list` shows them
    #[arg(long, value_name = "NAME")]
    pub policy: Option<String>,
}

/// How findings are judged: what every command has that has findings.
#[derive(Args)]
pub struct Judging {
    #[command(flatten)]
    pub method: Method,
    /// Exit with status 1 if there is something this grave; error unless the settings say otherwise
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Report only what is not among the accepted findings of a file that `recount baseline` wrote
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Report only what touches reports changed since a git revision; all are read and compared
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
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

impl From<config::FailOn> for FailOn {
    fn from(set: config::FailOn) -> Self {
        match set {
            config::FailOn::Error => FailOn::Error,
            config::FailOn::Warning => FailOn::Warning,
            config::FailOn::Note => FailOn::Note,
            config::FailOn::Never => FailOn::Never,
        }
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
        assert_eq!("field:desk".parse(), Ok(Grouping::Field("desk".to_owned())));
        for wrong in ["field:", "Auto"] {
            assert!(wrong.parse::<Grouping>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(
            ["5000", "3k", "64M", "2G"].map(size),
            [Ok(5_000), Ok(3 << 10), Ok(64 << 20), Ok(2 << 30)]
        );
        for wrong in ["", "0", "M", "1.5M", "-1", "64MB", "1Mé", "99999999999G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_is_grave_enough_fails() {
        assert!(FailOn::Warning.fails(Some(Severity::Error)));
        assert!(!FailOn::Error.fails(Some(Severity::Warning)));
        assert!(!FailOn::Never.fails(Some(Severity::Error)));
        assert!(!FailOn::Note.fails(None));
    }
}
