//! The command line: arguments are turned into settings once, a subcommand runs, and its outcome
//! becomes the exit status.
//!
//! Results go to standard output, everything said about the run to standard error. A reader
//! that closes the pipe early has seen enough: that is no error.

mod args;
mod audit;
mod baseline;
mod check;
mod claims;
mod cluster;
mod config;
mod explain;
mod formats;
mod git;
mod lsp;
mod out;
mod parse;
mod progress;
mod quantities;
mod rules;
mod session;
mod shell;
mod sorted;
mod stage;
mod why;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
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

Exit status: 0 nothing at or above --fail-on, 1 something is, 2 the run itself failed,
130 it was interrupted.";

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Audit(audit::Args),
    Baseline(baseline::Args),
    Claims(claims::Args),
    Quantities(quantities::Args),
    Explain(explain::Args),
    Why(why::Args),
    Rules(rules::Args),
    Config(config::Args),
    Init(config::InitArgs),
    Completions(shell::CompletionsArgs),
    Man(shell::ManArgs),
    Lsp(lsp::Args),
    Digest(stage::DigestArgs),
    Link(stage::LinkArgs),
    Components(stage::ComponentsArgs),
    Reconcile(stage::ReconcileArgs),
    Cluster(cluster::Args),
    Parse(parse::Args),
}

impl Command {
    /// How reports are grouped and weighed, where the command asks for it.
    fn method(&self) -> Option<&args::Method> {
        match self {
            Command::Check(args) => Some(&args.judging.method),
            Command::Audit(args) => Some(&args.judging.method),
            Command::Baseline(args) => Some(&args.method),
            Command::Why(args) => Some(&args.method),
            Command::Lsp(args) => Some(&args.method),
            Command::Digest(args) => Some(&args.method),
            Command::Reconcile(args) => Some(&args.method),
            Command::Config(args) => args.method(),
            _ => None,
        }
    }

    /// Whether settings and packs of the user's are to be left aside.
    fn apart(&self) -> bool {
        matches!(self, Command::Completions(_) | Command::Man(_) | Command::Cluster(_))
            || matches!(self, Command::Rules(args) if args.apart())
    }

    /// What needs neither settings nor rules.
    fn at_once(&self) -> Option<anyhow::Result<Status>> {
        match self {
            Command::Init(args) => Some(config::init(args)),
            Command::Config(args) => args.init().map(config::init),
            _ => None,
        }
    }

    fn run(&self, session: &session::Session) -> anyhow::Result<Status> {
        match self {
            Command::Check(args) => check::run(session, args),
            Command::Audit(args) => audit::run(session, args),
            Command::Baseline(args) => baseline::run(session, args),
            Command::Claims(args) => claims::run(session, args),
            Command::Quantities(args) => quantities::run(session, args),
            Command::Explain(args) => explain::run(session, args),
            Command::Why(args) => why::run(session, args),
            Command::Rules(args) => rules::run(session, args),
            Command::Config(args) => config::run(session, args),
            Command::Init(args) => config::init(args),
            Command::Completions(args) => shell::completions(session, args, command()),
            Command::Man(args) => shell::man(session, args, command()),
            Command::Lsp(args) => lsp::run(session, args),
            Command::Digest(args) => stage::digest(session, args),
            Command::Link(args) => stage::link(session, args),
            Command::Components(args) => stage::components(session, args),
            Command::Reconcile(args) => stage::reconcile(session, args),
            Command::Cluster(args) => cluster::run(session, args),
            Command::Parse(args) => parse::run(session, args),
        }
    }
}

/// The command line with its version: that of the program, and what tells its rule packs from others.
fn command() -> clap::Command {
    let packs = crate::rules::Sources::embedded().digest();
    Cli::command().version(format!("{} (rule packs {packs})", env!("CARGO_PKG_VERSION")))
}

/// Reads the arguments. The packs are looked at only where the version is asked for.
fn parse() -> Cli {
    let asked = std::env::args_os().any(|a| a == "--version" || a == "-V");
    let command = if asked { command() } else { Cli::command() };
    let matches = command.get_matches();
    Cli::from_arg_matches(&matches).unwrap_or_else(|e| e.exit())
}

/// Status of a run that somebody broke off, as shells have it.
const INTERRUPTED: i32 = 130;

/// Leaves at once when asked to, and no half-written file behind.
fn heed_interruption() {
    // without a handler the run ends as well, if less tidily
    let _ = ctrlc::set_handler(|| {
        out::abandon();
        session::complain("interrupted: no file was written");
        std::process::exit(INTERRUPTED);
    });
}

/// Runs the command line.
pub fn run() -> ExitCode {
    heed_interruption();
    let mut cli = parse();
    if cli.command.apart() {
        cli.global.isolated = true;
        cli.global.rules.clear();
    }
    cli.global.color.write();
    let run = || {
        let session = session::Session::new(&cli.global, cli.command.method())?;
        // the process ends with the run: to free the words of the packs one by one would take longer than some runs
        cli.command.run(Box::leak(Box::new(session)))
    };
    let outcome = cli.command.at_once().unwrap_or_else(run);
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
