//! `recount audit`: holds a draft against its sources.

use super::Status;
use super::args::{Events, FailOn};
use super::formats::Formats;
use super::session::{Session, complain};
use recount::audit::audit;
use recount::corpus::Inputs;
use recount::output::{View, draft, format};
use std::path::PathBuf;

/// Hold a draft against its sources: what they contradict, overtake, support, or do not know
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount audit draft.md --against wire/             a draft against a folder of sources
  recount audit - --against a.md b.md < draft.txt    a draft from standard input
  recount audit draft.md --against wire/ --events one --fail-on warning")]
pub struct Args {
    /// The drafts: files or folders; - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    drafts: Vec<PathBuf>,
    /// Its sources: files or folders
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    events: Events,
    #[command(flatten)]
    formats: Formats,
    /// Exit with status 1 if something is this grave: contradicted figures are errors,
    /// overtaken ones warnings, unsupported ones notes
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let inputs = |paths| Inputs {
        paths,
        files_from: None,
    };
    let (mut reports, mut failed) = session.read_all(&inputs(args.drafts.clone()));
    if reports.is_empty() {
        if !failed {
            let named: Vec<String> = args.drafts.iter().map(|d| d.display().to_string()).collect();
            complain(&format!("{}: no draft to read there", named.join(", ")));
        }
        return Ok(Status::Failed);
    }
    let drafts = reports.len();
    let (sources, wrong) = session.read_all(&inputs(args.against.clone()));
    failed |= wrong;
    let own: Vec<String> = reports.iter().map(|r| r.id.clone()).collect();
    reports.extend(sources.into_iter().filter(|r| !own.contains(&r.id)));
    if reports.len() == drafts && !failed {
        complain("no sources found; name files or folders after --against");
        failed = true;
    }
    let analysis = recount::reconcile(session.digests(&reports), &args.events.grouping, &session.rules);
    let audit = audit(&analysis, drafts as u32, &session.rules);
    let view = View::new(&reports, &analysis, &session.rules);
    let look = &session.look;
    args.formats.write(session, |f| format::audit(&view, look, &audit, f))?;
    if args.formats.wants_summary(session) {
        session.say(&draft::summary(&view, look, &audit));
    }
    Ok(match (failed, args.fail_on.fails(audit.worst(&analysis))) {
        (true, _) => Status::Failed,
        (_, true) => Status::Found,
        _ => Status::Clean,
    })
}
