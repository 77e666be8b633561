//! `recount claims`: what was read, figure by figure.

use super::Status;
use super::args::{Input, ListFormat};
use super::out::Out;
use super::session::Session;
use crate::Analysis;
use crate::corpus::Report;
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
    let mut out = session.out(args.format == ListFormat::Table)?;
    let failed = if args.format == ListFormat::Json {
        let (reports, failed) = session.read(&args.input)?;
        let analysis = read(session, &reports);
        let claims = Claims(&View::new(&reports, &analysis, &session.rules));
        out.json(&Document { schema: 1, claims }, true)?;
        failed
    } else {
        session.stream(&args.input, &mut |corpus| {
            list(session, &corpus.reports, args.format, &mut out)
        })??
    };
    out.finish()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}

fn read(session: &Session, reports: &[Report]) -> Analysis {
    Analysis {
        digests: session.claims(reports),
        ..Analysis::default()
    }
}

/// Lists the claims of some reports, a line or more each.
fn list(session: &Session, reports: &[Report], format: ListFormat, out: &mut Out) -> anyhow::Result<()> {
    let analysis = read(session, reports);
    let view = View::new(reports, &analysis, &session.rules);
    for report in 0..reports.len() as u32 {
        match format {
            ListFormat::Table => out.line(&listing::claims(&view, &session.look, report))?,
            ListFormat::Compact => {
                for claim in 0..analysis.digests[report as usize].claims.len() as u32 {
                    out.line(&listing::claim_line(&view, &session.look, ClaimRef { report, claim }))?;
                }
            }
            ListFormat::Json | ListFormat::Jsonl => {
                jsonl::claims(&view, report).try_for_each(|claim| out.put(|line| claim.write(line)))?;
            }
        }
    }
    Ok(())
}
