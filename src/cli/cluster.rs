//! `recount cluster`: what it takes to run on many machines.

use super::Status;
use super::session::Session;
use crate::Error;
use crate::output::retold;
use crate::stage::JOB;
use clap::Subcommand;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

/// Check more reports than one machine holds: a job of Apache Spark
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount cluster job -o recount_job.py        write the job
  spark-submit recount_job.py 'reports/*.jsonl' --output findings
  spark-submit --master spark://HOST:7077 --files $(command -v recount) recount_job.py
    'hdfs:///reports/*.jsonl' --output hdfs:///findings
  cat findings/part-* | recount cluster sarif -o recount.sarif

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
    /// Print findings that the job wrote as SARIF 2.1.0, for code scanning
    Sarif {
        /// Files of findings as JSON Lines; standard input if there are none
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    match &args.action {
        Action::Job => {
            let mut out = session.out(false)?;
            out.text(JOB)?;
            out.finish()?;
            Ok(Status::Clean)
        }
        Action::Sarif { files } => {
            let log = log(session, files)?;
            let mut out = session.out(false)?;
            out.json(&log, true)?;
            out.finish()?;
            Ok(Status::Clean)
        }
    }
}

fn log(session: &Session, files: &[PathBuf]) -> anyhow::Result<serde_json::Value> {
    if files.is_empty() {
        return Ok(retold::sarif([Ok(io::stdin().lock())], &session.rules)?);
    }
    // one after the other: a job writes more of them than may be open
    let open = |path: &PathBuf| {
        let file = File::open(path).map_err(|e| Error::new(format!("cannot be read: {e}")).at(path));
        file.map(BufReader::new)
    };
    Ok(retold::sarif(files.iter().map(open), &session.rules)?)
}
