//! `recount tokens`: the words of each sentence, for those who write rules.

use super::Status;
use super::args::Input;
use super::session::Session;
use recount::output::look::clean;

/// Print the tokens of each sentence
#[derive(clap::Args)]
#[command(hide = true)]
pub struct Args {
    #[command(flatten)]
    input: Input,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, failed) = session.read(&args.input);
    let mut out = session.out(true)?;
    for report in &reports {
        let document = recount::text::analyse(report, &session.rules);
        for sentence in &document.sentences {
            let tokens = document
                .tokens_of(sentence)
                .iter()
                .map(|t| clean(t.span.of(&report.source)));
            out.line(&tokens.collect::<Vec<_>>().join("|"))?;
        }
    }
    out.finish()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}
