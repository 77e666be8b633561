//! `recount check`: compares reports and shows what cannot both be true.

use super::Status;
use super::args::{Events, FailOn, Format, Input};
use super::out::Out;
use super::session::Session;
use recount::check::Finding;
use recount::compare::{Comparison, Verdict};
use recount::output::{View, compact, findings, github, is_compared, json, jsonl, summary, table};

/// Compare reports: a table of differences, and findings with both sources' words
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount check reports/                         every report below a folder
  recount check a.md b.md --events one           two reports on one event
  recount check wire.jsonl --events field:event  records that name their event
  recount check reports/ --format compact        one line a finding
  git diff --name-only | recount check --files-from - --format github")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    events: Events,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
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
    let mut out = session.out(matches!(args.format, Format::Table))?;
    let found = &analysis.findings;
    match args.format {
        Format::Table => people(session, &view, &mut out)?,
        Format::Json => out.line(&serde_json::to_string_pretty(&json::document(&view))?)?,
        Format::Jsonl => (0..found.len()).try_for_each(|f| out.line(&jsonl::finding(&view, f).to_string()))?,
        Format::Compact => found.iter().try_for_each(|f| out.line(&compact::finding(&view, f)))?,
        Format::Github => found.iter().try_for_each(|f| out.line(&github::finding(&view, f)))?,
    }
    out.finish()?;
    if matches!(args.format, Format::Compact | Format::Github) {
        session.say(&summary::line(&view, &session.look));
    }
    let worst = found.iter().map(|f| f.severity).max();
    Ok(match (failed, args.fail_on.fails(worst)) {
        (true, _) => Status::Failed,
        (_, true) => Status::Found,
        _ => Status::Clean,
    })
}

/// Event by event the table and the findings, then the summary.
fn people(session: &Session, view: &View, out: &mut Out) -> std::io::Result<()> {
    let a = view.analysis;
    let look = &session.look;
    let mut found: Vec<Vec<&Finding>> = vec![Vec::new(); a.events.len()];
    for f in &a.findings {
        if let Some(here) = found.get_mut(f.event as usize) {
            here.push(f);
        }
    }
    for (index, found) in (0..).zip(found) {
        let differs = |c: &Comparison| is_compared(c) && c.verdict > Verdict::Compatible;
        let told = !found.is_empty() || view.comparisons(index).any(|c| look.verbose || differs(c));
        if told && !session.quiet {
            out.line(&table::event(view, look, index))?;
        }
        for f in found {
            out.line(&findings::finding(view, look, f))?;
        }
    }
    if !session.quiet && !view.reports.is_empty() {
        out.line(&summary::line(view, look))?;
    }
    Ok(())
}
