//! `recount audit`: holds a draft against its sources.

use super::Status;
use super::args::Judging;
use super::formats::Formats;
use super::session::{Judged, Session, complain};
use crate::audit::{audit, settle};
use crate::output::{View, draft, format};
use std::path::PathBuf;

/// Hold a draft against its sources: what they contradict, overtake, support, or do not know
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount audit draft.md --against wire/             a draft against a folder of sources
  recount audit - --against a.md b.md < draft.txt    a draft from standard input
  recount audit draft.md --against wire/ --events one --fail-on warning

Contradicted figures are errors, overtaken and narrower ones warnings, all others notes.")]
pub struct Args {
    /// The drafts: files or folders; - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    drafts: Vec<PathBuf>,
    /// Its sources: files or folders; `against` of recount.toml where none are named
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    pub judging: Judging,
    #[command(flatten)]
    formats: Formats,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let against = match args.against.is_empty() {
        true => session.config.against(),
        false => args.against.clone(),
    };
    if against.is_empty() {
        return Err(crate::Error::new("no sources to hold the draft against")
            .help("name files or folders after --against, or in recount.toml under `against`")
            .into());
    }
    let (mut reports, mut failed) = session.read_all(&session.inputs(args.drafts.clone())?);
    if reports.is_empty() {
        if !failed {
            let named: Vec<String> = args.drafts.iter().map(|d| d.display().to_string()).collect();
            complain(&format!("{}: no draft to read there", named.join(", ")));
        }
        return Ok(Status::Failed);
    }
    let drafts = reports.len();
    let (sources, wrong) = session.read_all(&session.inputs(against)?);
    failed |= wrong;
    let own: Vec<String> = reports.iter().map(|r| r.id.clone()).collect();
    reports.extend(sources.into_iter().filter(|r| !own.contains(&r.id)));
    if reports.len() == drafts && !failed {
        complain("no sources found; name files or folders after --against");
        failed = true;
    }
    let Judged {
        mut analysis, touching, ..
    } = session.judge(&reports, &args.judging)?;
    let mut audit = audit(&mut analysis, drafts as u32, &session.rules);
    let stale = settle(&mut audit, &session.config.allow()?, &analysis.digests);
    let stale = session.tell_stale(&stale);
    if let Some(reports) = &touching {
        audit.only(reports);
    }
    let view = View::new(&reports, &analysis, &session.rules);
    let look = &session.look;
    args.formats.write(session, |f| format::audit(&view, look, &audit, f))?;
    if args.formats.wants_summary(session) {
        session.say(&draft::summary(&view, look, &audit));
    }
    Ok(
        match (failed, session.fails(&args.judging, audit.worst(&analysis).max(stale))) {
            (true, _) => Status::Failed,
            (_, true) => Status::Found,
            _ => Status::Clean,
        },
    )
}
