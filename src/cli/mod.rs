//! The command line: arguments are turned into settings once, a subcommand runs, and its outcome
//! becomes the exit status.
//!
//! Results go to standard output, everything said about the run to standard error. A reader
//! that closes the pipe early has seen enough: that is no error.

mod args;
mod audit;
mod check;
mod claims;
mod explain;
mod formats;
mod out;
mod parse;
mod progress;
mod quantities;
mod rules;
mod session;
mod why;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Something is.
    Found,
    /// The run itself failed, wholly or in part.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
        })
    }
}

/// A linter for the figures in the news: finds the numbers that cannot both be true.
///
/// recount reads reports of one or many events, extracts every figure with what it counts, where,
/// when and who said so, decides which figures are about the same thing, and shows which of
/// them contradict each other.
#[derive(Parser)]
#[command(name = "recount", version, max_term_width = 100, arg_required_else_help = true, after_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: args::Global,
}

const AFTER: &str = "\
Examples:
  recount check reports/                       compare every report below a folder
  recount audit draft.md --against wire/*.md   hold a draft against its sources
  recount claims report.md                     what was read, figure by figure
  recount explain conflicting-figures          what a check means and how to answer it

Exit status: 0 nothing at or above --fail-on, 1 something is, 2 the run itself failed.";

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Audit(audit::Args),
    Claims(claims::Args),
    Quantities(quantities::Args),
    Explain(explain::Args),
    Why(why::Args),
    Rules(rules::Args),
    Parse(parse::Args),
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    cli.global.color.write();
    let outcome = session::Session::new(&cli.global).and_then(|session| match cli.command {
        Command::Check(args) => check::run(&session, &args),
        Command::Audit(args) => audit::run(&session, &args),
        Command::Claims(args) => claims::run(&session, &args),
        Command::Quantities(args) => quantities::run(&session, &args),
        Command::Explain(args) => explain::run(&session, &args),
        Command::Why(args) => why::run(&session, &args),
        Command::Rules(args) => rules::run(&session, &args),
        Command::Parse(args) => parse::run(&session, &args),
    });
    match outcome {
        Ok(status) => status.into(),
        Err(error) if out::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            session::complain(&format!("{error:#}"));
            Status::Failed.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
