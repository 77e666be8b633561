//! `recount config` and `recount init`: what is in force and why, and a file to start from.

use super::Status;
use super::args::{FailOn, Method};
use super::session::Session;
use crate::config::{self, NAME, SAMPLE, SCHEMA};
use crate::output::look::{DIM, clean, paint};
use clap::{Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

/// Show the settings in force, or write a file to start from
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount config show                      every setting, and where it comes from
  recount config show --policy latest      what a run with this option would use
  recount config init                      write a recount.toml with every setting, commented out
  recount config schema > schema.json      the JSON Schema of recount.toml, for editors")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Print every setting in force, as TOML, with where it comes from
    Show(ShowArgs),
    /// Write a recount.toml with every setting in it, commented out; an existing file is left alone
    Init(InitArgs),
    /// Print the JSON Schema of recount.toml
    Schema,
}

/// What may be given on the command line in place of a setting.
#[derive(clap::Args)]
struct ShowArgs {
    #[command(flatten)]
    method: Method,
    /// Exit with status 1 if there is a finding this grave
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
}

/// Write a recount.toml with every setting in it, commented out; an existing file is left alone
#[derive(clap::Args)]
pub struct InitArgs {
    /// The folder to write it in
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

impl Args {
    /// How reports are grouped and weighed, where the command line says so.
    pub fn method(&self) -> Option<&Method> {
        match &self.action {
            Action::Show(args) => Some(&args.method),
            _ => None,
        }
    }

    /// Where a new file is wanted: no settings need be sound for that.
    pub fn init(&self) -> Option<&InitArgs> {
        match &self.action {
            Action::Init(args) => Some(args),
            _ => None,
        }
    }
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    match &args.action {
        Action::Show(args) => show(session, args),
        Action::Init(args) => init(args),
        Action::Schema => {
            let mut out = session.out(false)?;
            out.text(SCHEMA)?;
            out.finish()?;
            Ok(Status::Clean)
        }
    }
}

/// Writes the sample.
pub fn init(args: &InitArgs) -> anyhow::Result<Status> {
    let path = if args.folder == Path::new(".") {
        PathBuf::from(NAME)
    } else {
        args.folder.join(NAME)
    };
    super::out::whole_new(&path, SAMPLE).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => crate::Error::new("is there already and was left alone")
            .at(&path)
            .help("edit it, or move it away first"),
        _ => crate::Error::new(format!("cannot be written: {e}"))
            .at(&path)
            .help("name a folder that exists and that you may write to"),
    })?;
    super::session::say(&format!("wrote {}", clean(&path.display().to_string())));
    Ok(Status::Clean)
}

fn show(session: &Session, args: &ShowArgs) -> anyhow::Result<Status> {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut given = Vec::new();
    if let Some(grouping) = &args.method.grouping {
        given.push(("events", quoted(&grouping.to_string()), "--events"));
    }
    if let Some(policy) = &args.method.policy {
        given.push(("policy", quoted(policy), "--policy"));
    }
    if let Some(name) = args.fail_on.and_then(|f| f.to_possible_value()) {
        given.push(("fail-on", quoted(name.get_name()), "--fail-on"));
    }
    if !session.given_rules.is_empty() {
        let all: Vec<String> = session.overlays.iter().map(|p| p.display().to_string()).collect();
        given.push(("rules", toml::Value::from(all).to_string(), "recount.toml and --rules"));
    }
    let mut out = session.out(true)?;
    let from = match &session.config.path {
        Some(path) => format!("# {}", path.display()),
        None => format!("# no {NAME} in this folder or above it; `recount init` writes one"),
    };
    out.line(&paint(DIM, &clean(&from)))?;
    let mut table = "";
    for s in config::shown(&session.config, &session.rules, &given) {
        let line = match s.table {
            "source" | "allow" => {
                let head = format!("[[{}]]", s.table);
                out.line(&format!("\n{head}{}", remark(&head, &s.origin)))?;
                s.value
            }
            name => {
                if name != table {
                    out.line(&format!("\n[{name}]"))?;
                }
                let line = format!("{} = {}", s.key, s.value);
                let remark = remark(&line, &s.origin);
                line + &remark
            }
        };
        table = s.table;
        out.line(&line)?;
    }
    out.finish()?;
    Ok(Status::Clean)
}

/// Where a setting comes from, as a comment in a column of its own.
fn remark(line: &str, origin: &str) -> String {
    let gap = 44usize.saturating_sub(line.chars().count()).max(2);
    format!("{}{}", " ".repeat(gap), paint(DIM, &format!("# {}", clean(origin))))
}
