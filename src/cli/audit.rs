//! `recount audit`: holds a draft against its sources.

use super::Status;
use super::args::{Events, FailOn, Format};
use super::session::{Session, complain};
use recount::audit::audit;
use recount::corpus::Inputs;
use recount::output::{View, compact, draft, github, json};
use std::path::PathBuf;

/// Hold a draft against its sources: what they contradict, overtake, support, or do not know
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount audit draft.md --against wire/             a draft against a folder of sources
  recount audit - --against a.md b.md < draft.txt    a draft from standard input
  recount audit draft.md --against wire/ --events one --fail-on warning")]
pub struct Args {
    /// The draft; - for standard input
    draft: PathBuf,
    /// Its sources: files or folders
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    events: Events,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
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
    let (mut reports, mut failed) = session.read_all(&inputs(vec![args.draft.clone()]));
    if reports.is_empty() {
        if !failed {
            complain(&format!("{}: no draft to read there", args.draft.display()));
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
    let audit = audit(&analysis, drafts as u32);
    let view = View::new(&reports, &analysis, &session.rules);
    let look = &session.look;
    let internal = || audit.findings.iter().filter_map(|&f| analysis.findings.get(f as usize));
    let mut out = session.out(args.format == Format::Table)?;
    match args.format {
        Format::Table => out.text(&draft::render(&view, look, &audit))?,
        Format::Json => out.line(&serde_json::to_string_pretty(&json::audit(&view, &audit))?)?,
        Format::Jsonl => {
            for e in &audit.entries {
                out.line(&json::tagged(json::entry(&view, e), "figure").to_string())?;
            }
            for f in internal() {
                out.line(&json::tagged(json::finding(&view, f), "finding").to_string())?;
            }
        }
        Format::Compact => {
            let wanted = |e: &&recount::audit::Entry| look.verbose || e.standing.severity().is_some();
            let entries = audit.entries.iter().filter(wanted);
            entries
                .map(|e| draft::line(&view, look, e))
                .try_for_each(|l| out.line(&l))?;
            internal().try_for_each(|f| out.line(&compact::finding(&view, f)))?;
        }
        Format::Github => {
            let entries = audit.entries.iter().filter_map(|e| draft::annotation(&view, look, e));
            entries.into_iter().try_for_each(|l| out.line(&l))?;
            internal().try_for_each(|f| out.line(&github::finding(&view, f)))?;
        }
    }
    out.finish()?;
    if matches!(args.format, Format::Compact | Format::Github) {
        session.say(&draft::summary(&view, look, &audit));
    }
    Ok(match (failed, args.fail_on.fails(audit.worst(&analysis))) {
        (true, _) => Status::Failed,
        (_, true) => Status::Found,
        _ => Status::Clean,
    })
}
