//! `recount baseline`: accepts the findings of today, so that only new ones are reported.

use super::Status;
use super::args::{Input, Method};
use super::out::Out;
use super::session::{Session, note};
use crate::check::baseline::{Baseline, NAME};
use crate::output::look::{clean, count};
use std::path::PathBuf;

/// Write down the findings of today, so that `check --baseline` reports new ones only
#[derive(clap::Args)]
#[command(after_help = "\
A finding is recognised by its figures and reports, wherever they move in their files. One whose
gap grows, or whose figures change, is new.

Examples:
  recount baseline reports/                       write recount-baseline.json
  recount check reports/ --baseline recount-baseline.json
  recount baseline reports/ -o accepted.json      write another file")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    pub method: Method,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, failed) = session.read(&args.input)?;
    if failed {
        // a baseline of half the reports would report the other half as new
        note("no baseline was written");
        return Ok(Status::Failed);
    }
    let mut analysis = session.reconcile(session.digests(&reports), &args.method)?;
    let terms = crate::check::Terms {
        allow: session.config.allow()?,
        ..Default::default()
    };
    crate::check::settle(&mut analysis.findings, &terms, &analysis.digests, &session.rules);
    let baseline = Baseline::of(&analysis.findings, &analysis.digests);
    let path = session
        .output
        .clone()
        .or_else(|| session.config.baseline())
        .unwrap_or_else(|| PathBuf::from(NAME));
    let before = match path.is_file() {
        true => Baseline::read(&path).ok(),
        false => None,
    };
    let mut out = Out::open(Some(&path), false)
        .map_err(|e| crate::Error::new(e.to_string()).help("name another file with -o"))?;
    out.text(&baseline.text()?)?;
    out.finish()?;
    let mut told = format!("wrote {}: {}", path.display(), count(baseline.len(), "finding"));
    if let Some(before) = before {
        told += &format!(", {} new, {} gone", baseline.beyond(&before), before.beyond(&baseline));
    }
    session.say(&clean(&told));
    Ok(Status::Clean)
}
