//! `recount lsp`: a draft held against its sources while it is written, in any editor.

use super::Status;
use super::args::Method;
use super::session::{Session, note};
use crate::lsp::{Desk, server};
use lsp_server::Connection;
use std::path::PathBuf;

/// Serve editors: the figures of a draft against its sources, while it is written
#[derive(clap::Args)]
#[command(after_help = "\
Speaks the language server protocol on standard input and output. Diagnostics stand where the sources
speak against a figure; hovering shows their words; actions write what would be true, or allow a figure.

Example, for an editor's settings:
  recount lsp --against wire/")]
pub struct Args {
    /// The sources: files or folders; `against` of recount.toml where none are named
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    pub method: Method,
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let root = std::env::current_dir()?;
    let against = match args.against.is_empty() {
        true => session.config.against(),
        false => args.against.clone(),
    };
    let grouping = session.grouping(&args.method)?;
    if against.iter().any(|p| p.as_os_str() == "-") {
        let error = crate::Error::new("the sources cannot come from standard input: the editor speaks there");
        return Err(error.help("name files or folders after --against").into());
    }
    if against.is_empty() {
        note("no sources named, so that no figure is supported; name files or folders after --against");
    }
    let inputs = session.inputs(against)?;
    let (connection, threads) = Connection::stdio();
    let sources = || session.read_all(&inputs).0;
    let desk = || Desk::new(&session.rules, grouping, root, sources);
    server::run(&connection, desk)?;
    drop(connection);
    threads.join()?;
    Ok(Status::Clean)
}
