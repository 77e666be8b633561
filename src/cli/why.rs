//! `recount why`: step by step, why two claims were or were not compared.

use super::Status;
use super::args::{Input, Method};
use super::session::Session;
use crate::compare::{Verdict, why};
use crate::event::ClaimRef;
use crate::output::look::{BOLD, GOOD, clean, paint, severity, verdict, verdict_name, wrap};
use crate::output::{View, json, listing};

/// Tell why two claims were or were not compared, step by step
#[derive(clap::Args)]
#[command(after_help = "\
Claims are named by report and number, as `recount claims` lists them.

Example:
  recount why reports/a.md#1 reports/b.md#3 reports/")]
pub struct Args {
    /// One claim: report and number, like a.md#1
    a: String,
    /// The other
    b: String,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    pub method: Method,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, failed) = session.read(&args.input)?;
    let digests = session.digests(&reports);
    let analysis = session.reconcile(digests, &args.method)?;
    let view = View::new(&reports, &analysis, &session.rules);
    let (a, b) = (find(&view, &args.a)?, find(&view, &args.b)?);
    let mut out = session.out(true)?;
    let look = &session.look;
    for at in [a, b] {
        out.line(&format!(
            "{}  {}",
            paint(BOLD, &clean(&json::claim_id(&view, at))),
            listing::claim_line(&view, look, at)
        ))?;
    }
    out.line("")?;
    for step in why(a, b, &analysis.events, &analysis.digests, &session.rules) {
        let style = if step.passed {
            GOOD
        } else {
            severity(crate::check::Severity::Error)
        };
        let sign = look.sign(if step.passed { Verdict::Agree } else { Verdict::Conflict }, true);
        let lines = wrap(
            &clean(&format!("{} {}", step.question, step.answer)),
            look.width.saturating_sub(2),
        );
        for (i, line) in lines.iter().enumerate() {
            let lead = if i == 0 { paint(style, sign) } else { " ".to_owned() };
            out.line(&format!("{lead} {line}"))?;
        }
    }
    out.line("")?;
    let pairs = analysis.comparisons.iter().flat_map(|c| &c.pairs);
    match pairs.into_iter().find(|p| (p.a, p.b) == (a, b) || (p.a, p.b) == (b, a)) {
        Some(p) => {
            let word = paint(verdict(p.verdict), verdict_name(p.verdict));
            out.line(&format!("Compared: {word}; {}", clean(&p.because)))?;
        }
        None => out.line("Not compared with each other.")?,
    }
    out.finish()?;
    Ok(if failed { Status::Failed } else { Status::Clean })
}

/// The claim of an id like `reports/a.md#1`.
fn find(view: &View, id: &str) -> crate::Result<ClaimRef> {
    let found = id.rsplit_once('#').and_then(|(report, number)| {
        let number: u32 = number.parse().ok()?;
        let r = view
            .reports
            .iter()
            .position(|r| r.id == report || r.id == report.trim_start_matches("./"))?;
        let claims = &view.analysis.digests.get(r)?.claims;
        let claim = number.checked_sub(1).filter(|&n| (n as usize) < claims.len())?;
        Some(ClaimRef {
            report: r as u32,
            claim,
        })
    });
    found.ok_or_else(|| {
        crate::Error::new(format!("there is no claim `{id}` in what was read"))
            .help("claims are named like reports/a.md#1; `recount claims PATH` numbers them")
    })
}
