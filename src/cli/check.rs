//! `recount check`: compares reports and shows what cannot both be true.

use super::Status;
use super::args::{Events, FailOn, Input};
use super::formats::Formats;
use super::session::Session;
use recount::output::{View, format, summary};

/// Compare reports: a table of differences, and findings with both sources' words
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount check reports/                         every report below a folder
  recount check a.md b.md --events one           two reports on one event
  recount check wire.jsonl --events field:event  records that name their event
  recount check reports/ --format compact        one line a finding
  recount check reports/ --format html -o recount.html
  recount check reports/ --format table --format sarif=out.sarif --format junit=out.xml
  git diff --name-only | recount check --files-from - --format github")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    events: Events,
    #[command(flatten)]
    formats: Formats,
    /// Exit with status 1 if there is a finding this grave
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, failed) = session.read(&args.input);
    let digests = session.digests(&reports);
    let analysis = recount::reconcile(digests, &args.events.grouping, &session.rules);
    let view = View::new(&reports, &analysis, &session.rules);
    args.formats
        .write(session, |f| format::check(&view, &session.look, session.quiet, f))?;
    if args.formats.wants_summary(session) {
        session.say(&summary::line(&view, &session.look));
    }
    let worst = view.open().map(|f| f.severity).max();
    Ok(match (failed, args.fail_on.fails(worst)) {
        (true, _) => Status::Failed,
        (_, true) => Status::Found,
        _ => Status::Clean,
    })
}
