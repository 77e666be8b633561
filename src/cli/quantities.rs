//! `recount quantities`: every quantity expression, claim or not.

use super::Status;
use super::args::{Input, ListFormat};
use super::progress::Progress;
use super::session::Session;
use crate::Analysis;
use crate::corpus::Report;
use crate::output::{View, jsonl, listing};
use crate::quantity::Listed;
use crate::span::Span;
use rayon::prelude::*;

/// List every quantity expression, whether or not it is a figure of an event
#[derive(clap::Args)]
#[command(after_help = "\
Dates, clock times, ages, names and numbers that only label are left out.

Examples:
  recount quantities report.md
  recount quantities reports/ --format jsonl")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let mut out = session.out(args.format == ListFormat::Table)?;
    let mut document = Vec::new();
    let failed = session.stream(&args.input, &mut |corpus| {
        let mut pieces = listed(session, &corpus.reports, args.format);
        pieces.retain(|p| !p.is_empty());
        match args.format {
            ListFormat::Json => document.append(&mut pieces),
            _ => pieces.iter().try_for_each(|p| out.line(p))?,
        }
        anyhow::Ok(())
    })??;
    if args.format == ListFormat::Json {
        out.line(&format!(
            "{{\"schema\": 1, \"quantities\": [\n{}\n]}}",
            document.join(",\n")
        ))?;
    }
    out.finish()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}

/// What stands of each report: lines, or objects with commas between.
fn listed(session: &Session, reports: &[Report], format: ListFormat) -> Vec<String> {
    let analysis = Analysis::default();
    let view = View::new(reports, &analysis, &session.rules);
    let progress = Progress::new(reports.len(), session.quiet);
    let of_one = |(r, report): (usize, &Report)| {
        let document = crate::text::analyse(report, &session.rules);
        let read = crate::quantity::read(&document, report.text(), &session.rules);
        let listed = crate::quantity::listed(&document, &read, &session.rules);
        let of = |q: &Listed| {
            let quantity = read.get(q.index)?;
            crate::quantity::noun(&document, quantity, report.text(), &session.rules)
        };
        let all: Vec<(Listed, Option<Span>)> = listed.into_iter().map(|q| (q.clone(), of(&q))).collect();
        progress.step();
        let r = r as u32;
        let machine = || {
            all.iter()
                .enumerate()
                .map(|(n, (q, noun))| jsonl::quantity(&view, r, n, q, *noun).to_string())
        };
        match format {
            ListFormat::Table => listing::quantities(&view, &session.look, r, &all),
            ListFormat::Compact => {
                let lines = all
                    .iter()
                    .map(|(q, noun)| listing::quantity_line(&view, &session.look, r, q, *noun));
                lines.collect::<Vec<_>>().join("\n")
            }
            ListFormat::Json => machine().collect::<Vec<_>>().join(",\n"),
            ListFormat::Jsonl => machine().collect::<Vec<_>>().join("\n"),
        }
    };
    reports.par_iter().enumerate().map(of_one).collect()
}
