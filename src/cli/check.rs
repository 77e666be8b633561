//! `recount check`: compares reports and shows what cannot both be true.

use super::Status;
use super::args::{Input, Judging};
use super::formats::Formats;
use super::session::{Judged, Session};
use crate::output::{View, format, summary};
use bytesize::ByteSize;

/// Compare reports: a table of differences, and findings with both sources' words
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount check reports/                         every report below a folder
  recount check a.md b.md --events one           two reports on one event
  recount check reports/ --changed-since main    what a branch brings in, in CI
  recount check reports/ --baseline old.json     what is new since `recount baseline`
  recount check wire.jsonl --events field:event  records that name their event
  recount check reports/ --format compact        one line a finding
  recount check archive/ --memory 2G --format jsonl   more reports than fit into memory
  recount check reports/ --format html -o recount.html
  recount check reports/ --format table --format sarif=out.sarif --format junit=out.xml
  git diff --name-only | recount check --files-from - --format github")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    pub judging: Judging,
    #[command(flatten)]
    formats: Formats,
    /// Keep to so much memory, as in 500M or 4G: what is beyond waits in temporary files. Findings are
    /// the same; reports without any are not shown
    #[arg(long, value_name = "SIZE")]
    memory: Option<ByteSize>,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, judged, failed) = match args.memory {
        Some(bound) => session.judge_within(bound.as_u64() as usize, &args.input, &args.judging)?,
        None => {
            let (reports, failed) = session.read(&args.input)?;
            let judged = session.judge(&reports, &args.judging)?;
            (reports, judged, failed)
        }
    };
    let Judged {
        analysis,
        stale,
        touching,
    } = judged;
    let stale = session.tell_stale(&stale);
    let view = View::new(&reports, &analysis, &session.rules).only(touching);
    args.formats
        .write(session, |f| format::check(&view, &session.look, session.quiet, f))?;
    if args.formats.wants_summary(session) {
        session.say(&summary::line(&view, &session.look));
    }
    let worst = view.open().map(|f| f.severity).max().max(stale);
    Ok(match (failed, session.fails(&args.judging, worst)) {
        (true, _) => Status::Failed,
        (_, true) => Status::Found,
        _ => Status::Clean,
    })
}
