//! `recount claims`: what was read, figure by figure.

use super::Status;
use super::args::{Input, ListFormat};
use super::session::Session;
use crate::Analysis;
use crate::event::ClaimRef;
use crate::output::{View, jsonl, listing};
use serde::{Serialize, Serializer};

/// List every figure read: what it counts, whom, where, and who said so
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount claims report.md
  recount claims reports/ --format jsonl | jq -r 'select(.measure == \"killed\") | .text'")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

/// The document of `--format json`, written claim by claim.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    claims: Claims<'a>,
}

struct Claims<'a>(&'a View<'a>);

impl Serialize for Claims<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((0..self.0.reports.len() as u32).flat_map(|r| jsonl::claims(self.0, r)))
    }
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, failed) = session.read(&args.input)?;
    let analysis = Analysis {
        digests: session.claims(&reports),
        ..Analysis::default()
    };
    let view = View::new(&reports, &analysis, &session.rules);
    let mut out = session.out(args.format == ListFormat::Table)?;
    let all = 0..reports.len() as u32;
    match args.format {
        ListFormat::Table => all
            .into_iter()
            .try_for_each(|r| out.line(&listing::claims(&view, &session.look, r)))?,
        ListFormat::Compact => {
            for report in all {
                for claim in 0..analysis.digests[report as usize].claims.len() as u32 {
                    out.line(&listing::claim_line(&view, &session.look, ClaimRef { report, claim }))?;
                }
            }
        }
        ListFormat::Json => {
            let claims = Claims(&view);
            out.json(&Document { schema: 1, claims }, true)?;
        }
        ListFormat::Jsonl => {
            for claim in all.flat_map(|r| jsonl::claims(&view, r)) {
                out.put(|line| claim.write(line))?;
            }
        }
    }
    out.finish()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}
