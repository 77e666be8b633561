//! `recount cluster`: what it takes to run on many machines.

use super::Status;
use super::session::Session;
use crate::stage::JOB;
use clap::Subcommand;

/// Check more reports than one machine holds: a job of Apache Spark
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount cluster job -o recount_job.py        write the job
  spark-submit recount_job.py 'reports/*.jsonl' --output findings
  spark-submit --master spark://HOST:7077 --files $(command -v recount) recount_job.py
    'hdfs:///reports/*.jsonl' --output hdfs:///findings

The job runs `recount digest`, `link` and `reconcile` as filters, and needs the same binary on every worker.
Its findings, sorted, are those of `recount check - --format jsonl`. Every report needs an `id` of its own: one
that has none gets a hash of its line, a line that is there twice is read once, and two different reports with
one id end the job. `python recount_job.py --help` lists what it is told.")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Print the job: one file of Python, for spark-submit
    Job,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    match args.action {
        Action::Job => {
            let mut out = session.out(false)?;
            out.text(JOB)?;
            out.finish()?;
            Ok(Status::Clean)
        }
    }
}
