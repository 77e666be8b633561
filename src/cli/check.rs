//! `recount check`: compares reports and shows what cannot both be true.

use super::Status;
use super::args::{Input, Judging};
use super::formats::Formats;
use super::out::Out;
use super::session::{Judged, Session};
use super::sorted::Sorted;
use crate::check::{self, Finding, Severity, Terms};
use crate::event::Grouping;
use crate::output::summary::Tally;
use crate::output::{Format, View, format, summary};
use crate::{Error, Found};
use bytesize::ByteSize;

/// Compare reports: a table of differences, and findings with both sources' words
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount check reports/                         every report below a folder
  recount check a.md b.md --events one           two reports on one event
  recount check reports/ --changed-since main    what a branch brings in, in CI
  recount check reports/ --baseline old.json     what is new since `recount baseline`
  recount check wire.jsonl --events field:event  records that name their event
  recount check reports/ --format compact        one line a finding
  recount check archive/ --memory 2G --format jsonl   more reports than fit into memory
  recount check reports/ --format html -o recount.html
  recount check reports/ --format table --format sarif=out.sarif --format junit=out.xml
  git diff --name-only | recount check --files-from - --format github")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    pub judging: Judging,
    #[command(flatten)]
    formats: Formats,
    /// Keep to so much memory, as in 500M or 4G: what is beyond waits in temporary files. Findings are
    /// the same; reports without any are not shown
    #[arg(long, value_name = "SIZE")]
    memory: Option<ByteSize>,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let (reports, judged, failed) = match args.memory {
        Some(bound) => {
            let bound = bound.as_u64() as usize;
            let grouping = session.grouping(&args.judging.method)?;
            // a baseline has to see all findings, and git the names of all reports
            let terms = match args.judging.changed_since {
                None => Some(session.terms(&[], &args.judging)?).filter(|t| t.baseline.is_none()),
                Some(_) => None,
            };
            if let Some(terms) = terms
                && let Some((format, out)) = args.formats.lines(session)?
            {
                let stream = Stream {
                    session,
                    args,
                    format,
                    bound,
                };
                return stream.run(&grouping, &terms, out);
            }
            let (bounded, failed) = session.read_within(bound, &args.input, &grouping)?;
            let (reports, judged) = session.judge_within(bounded, &args.judging)?;
            (reports, judged, failed)
        }
        None => {
            let (reports, failed) = session.read(&args.input)?;
            let judged = session.judge(&reports, &args.judging)?;
            (reports, judged, failed)
        }
    };
    let Judged {
        analysis,
        stale,
        touching,
    } = judged;
    let stale = session.tell_stale(&stale);
    let view = View::new(&reports, &analysis, &session.rules).only(touching);
    args.formats
        .write(session, |f| format::check(&view, &session.look, session.quiet, f))?;
    if args.formats.wants_summary(session) {
        session.say(&summary::line(&view, &session.look));
    }
    let worst = view.open().map(|f| f.severity).max().max(stale);
    Ok(status(session, args, failed, worst))
}

fn status(session: &Session, args: &Args, failed: bool, worst: Option<Severity>) -> Status {
    match (failed, session.fails(&args.judging, worst)) {
        (true, _) => Status::Failed,
        (_, true) => Status::Found,
        _ => Status::Clean,
    }
}

/// A run whose findings go to the output as lines, and are not kept.
struct Stream<'a> {
    session: &'a Session,
    args: &'a Args,
    format: Format,
    bound: usize,
}

/// What comes of some reports: lines under their keys, and what there is to say of all in the end.
struct Told {
    lines: Vec<(Vec<u8>, String)>,
    tally: Tally,
    worst: Option<Severity>,
    stale: Vec<Error>,
}

impl Stream<'_> {
    fn run(&self, grouping: &Grouping, terms: &Terms, mut out: Out) -> anyhow::Result<Status> {
        let Self {
            session, args, bound, ..
        } = *self;
        let (bounded, failed) = session.read_within(bound, &args.input, grouping)?;
        let mut sorted = Sorted::new((bound / 8).max(1 << 16));
        let (mut tally, mut worst) = (Tally::default(), None);
        // what allows nothing in any of the reports
        let mut stale: Option<Vec<Error>> = None;
        bounded.each(&|found| self.told(found, terms), &mut |told| {
            tally.add(&told.tally);
            worst = worst.max(told.worst);
            match &mut stale {
                Some(all) => all.retain(|e| told.stale.contains(e)),
                None => stale = Some(told.stale),
            }
            told.lines
                .into_iter()
                .try_for_each(|(key, line)| sorted.push(key, line))
        })?;
        let stale = session.tell_stale(&stale.unwrap_or_default());
        for line in sorted.lines() {
            out.line(&line?)?;
        }
        out.finish()?;
        if args.formats.wants_summary(session) {
            session.say(&tally.line(&session.look));
        }
        Ok(status(session, args, failed, worst.max(stale)))
    }

    fn told(&self, found: Found, terms: &Terms) -> Told {
        let Found {
            numbers,
            reports,
            mut analysis,
        } = found;
        let rules = &self.session.rules;
        let stale = check::settle(&mut analysis.findings, terms, &analysis.digests, rules).stale;
        let view = View::new(&reports, &analysis, rules);
        let findings = analysis.findings.iter().enumerate();
        let line = |(i, f)| Some((key(f, i, &numbers), format::line(&view, i, self.format)?));
        Told {
            lines: findings.filter_map(line).collect(),
            tally: Tally::of(&view),
            worst: view.open().map(|f| f.severity).max(),
            stale,
        }
    }
}

/// Where a finding stands among those of all reports: bytes in the order of findings.
fn key(finding: &Finding, index: usize, numbers: &[u32]) -> Vec<u8> {
    let place = |r: u32| numbers.get(r as usize).copied().unwrap_or_default().to_be_bytes();
    let mut key = Vec::with_capacity(64);
    key.extend(place(finding.report));
    key.extend(finding.span.start.to_be_bytes());
    key.extend(finding.span.end.to_be_bytes());
    key.extend(finding.rule.bytes().chain([0]));
    for c in &finding.claims {
        key.push(1);
        key.extend(place(c.report));
        key.extend(c.claim.to_be_bytes());
    }
    key.push(0);
    key.extend((index as u32).to_be_bytes());
    key
}
