//! `recount parse`: how each sentence was read, for those who write rules.

use super::Status;
use super::args::Input;
use super::session::Session;
use crate::output::look::clean;

/// Print the chunks of each sentence: noun groups, verb groups, link words
#[derive(clap::Args)]
#[command(hide = true)]
pub struct Args {
    #[command(flatten)]
    input: Input,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, failed) = session.read(&args.input)?;
    let mut out = session.out(true)?;
    for report in &reports {
        for line in crate::outline(report, &session.rules) {
            out.line(&clean(&line))?;
        }
    }
    out.finish()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}
