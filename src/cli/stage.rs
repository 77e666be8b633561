//! `recount digest`, `link`, `components`, `reconcile`: the stages as filters.

use super::Status;
use super::args::{Input, Method};
use super::out::Out;
use super::session::Session;
use crate::check::{self, Terms};
use crate::stage::{self, Failure};
use crate::{Analysis, Error};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Bytes by which the input is read.
const BUFFER: usize = 1 << 18;

/// First stage of a run in stages: reports to blocks and records
#[derive(clap::Args)]
#[command(after_help = "\
The stages are filters of lines, a key and a JSON object each, for corpora that one machine does not hold:
  export LC_ALL=C
  recount digest reports/ | sort | recount link | recount components | sort | recount reconcile

What comes out are the findings of `recount check --format jsonl`, whatever the order of the reports.
`recount cluster job` writes the same as a job of Apache Spark. A report that cannot be read is told on
standard error and by a line of key `!`; it fails nothing.")]
pub struct DigestArgs {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    pub method: Method,
}

/// What a stage reads.
#[derive(clap::Args)]
pub struct From {
    /// Lines of the stage before; standard input if there is none
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    file: PathBuf,
}

impl From {
    fn name(&self) -> &Path {
        &self.file
    }

    fn open(&self) -> crate::Result<Box<dyn BufRead>> {
        if self.file.as_os_str() == "-" {
            return Ok(Box::new(BufReader::with_capacity(BUFFER, io::stdin().lock())));
        }
        match File::open(&self.file) {
            Ok(file) => Ok(Box::new(BufReader::with_capacity(BUFFER, file))),
            Err(e) => Err(Error::new(format!("cannot be read: {e}")).at(&self.file)),
        }
    }
}

/// Second stage: sorted blocks to edges among reports
#[derive(clap::Args)]
#[command(after_help = "See `recount digest --help` for the stages together.")]
pub struct LinkArgs {
    #[command(flatten)]
    from: From,
}

/// Third stage: edges to components, the key of each record
#[derive(clap::Args)]
#[command(after_help = "See `recount digest --help` for the stages together.")]
pub struct ComponentsArgs {
    #[command(flatten)]
    from: From,
}

/// Last stage: the sorted records of each component to findings
#[derive(clap::Args)]
#[command(after_help = "See `recount digest --help` for the stages together.")]
pub struct ReconcileArgs {
    #[command(flatten)]
    from: From,
    /// Print what was compared as well
    #[arg(long)]
    comparisons: bool,
    #[command(flatten)]
    pub method: Method,
}

/// Runs `digest`.
pub fn digest(session: &Session, args: &DigestArgs) -> anyhow::Result<Status> {
    let grouping = session.grouping(&args.method)?;
    let mut out = session.out(false)?;
    session.stream(&args.input, &mut |corpus| {
        stage::digest(&corpus, &grouping, &session.rules, out.bytes())
    })??;
    out.finish()?;
    Ok(Status::Clean)
}

/// Runs `link`.
pub fn link(session: &Session, args: &LinkArgs) -> anyhow::Result<Status> {
    let run = |from, to: &mut dyn Write| stage::link(from, &session.rules, to);
    filter(session, &args.from, run)?;
    Ok(Status::Clean)
}

/// Runs `components`.
pub fn components(session: &Session, args: &ComponentsArgs) -> anyhow::Result<Status> {
    filter(session, &args.from, |from, to| stage::components(from, to))?;
    Ok(Status::Clean)
}

/// Runs `reconcile`.
pub fn reconcile(session: &Session, args: &ReconcileArgs) -> anyhow::Result<Status> {
    let grouping = session.grouping(&args.method)?;
    let terms = Terms {
        allow: session.config.allow()?,
        ..Terms::default()
    };
    let judge = |analysis: &mut Analysis| {
        check::settle(&mut analysis.findings, &terms, &analysis.digests, &session.rules);
    };
    let run =
        |from, to: &mut dyn Write| stage::reconcile(from, &grouping, args.comparisons, &judge, &session.rules, to);
    let troubles = filter(session, &args.from, run)?;
    if troubles > 0 {
        let told = crate::output::look::count(troubles, "input");
        session.say(&format!("{told} could not be read: see the objects of type `problem`"));
    }
    Ok(Status::Clean)
}

fn filter<T>(
    session: &Session,
    from: &From,
    run: impl FnOnce(Box<dyn BufRead>, &mut dyn Write) -> Result<T, Failure>,
) -> anyhow::Result<T> {
    let input = from.open()?;
    let mut out: Out = session.out(false)?;
    let done = run(input, out.bytes()).map_err(|failure| match failure {
        Failure::Input(e) if e.path.is_none() => anyhow::Error::from(e.at(from.name())),
        Failure::Input(e) => e.into(),
        Failure::Output(e) => e.into(),
    })?;
    out.finish()?;
    Ok(done)
}
