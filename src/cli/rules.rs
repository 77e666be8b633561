//! `recount rules`: the packs in use, and their own examples.

use super::Status;
use super::session::Session;
use crate::Error;
use crate::check::Severity;
use crate::output::findings::remark;
use crate::output::listing::table;
use crate::output::look::{BOLD, GOOD, clean, count, paint};
use crate::rules::examples::{self, Rule};
use crate::rules::{Sources, lint, schema, template};
use crate::selftest;
use clap::Subcommand;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Show the rule packs in use, run their examples, or help to write more
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount rules list                          every pack, check, measure and policy
  recount rules new petition -d my-rules      write a measure to start from
  recount rules check my-rules                look for slips in a folder of packs
  recount rules test --rules my-rules         run the examples that every rule carries")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the packs, built in and laid over, and the checks
    List,
    /// Run the examples that every rule carries
    Test,
    /// Look for slips in folders of packs: unknown classes, words that two measures claim, missing
    /// examples, files that nothing reads
    Check(CheckArgs),
    /// Write a measure, or a policy, to start from; an existing file is left alone
    New(NewArgs),
    /// Print the JSON Schema of a rule file, for editors
    Schema {
        /// What the file holds
        #[arg(value_parser = schema::ALL.map(|(name, _)| name))]
        kind: String,
    },
}

/// What to look at.
#[derive(clap::Args)]
struct CheckArgs {
    /// Folders of packs, laid over the built-in ones in this order
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
}

/// What to write, and where.
#[derive(clap::Args)]
struct NewArgs {
    /// The name, in lower case, with hyphens: petition, power-cut
    #[arg(value_name = "NAME")]
    name: String,
    /// The folder of packs to write it in
    #[arg(short, long, value_name = "DIR", default_value = "recount-rules")]
    dir: PathBuf,
    /// Write a policy and not a measure
    #[arg(long)]
    policy: bool,
}

impl Args {
    /// Whether packs and settings that are not sound are no hindrance.
    pub fn apart(&self) -> bool {
        !matches!(self.action, Action::List | Action::Test)
    }
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    match &args.action {
        Action::List => list(session),
        Action::Test => test(session),
        Action::Check(args) => check(session, args),
        Action::New(args) => new(session, args),
        Action::Schema { kind } => {
            let found = schema::ALL.iter().find(|(name, _)| name == kind);
            let mut out = session.out(false)?;
            out.text(found.map_or("", |(_, text)| text))?;
            out.finish()?;
            Ok(Status::Clean)
        }
    }
}

fn list(session: &Session) -> anyhow::Result<Status> {
    let sources = Sources::with_overlays(&session.overlays)?;
    let rules = examples::read(&sources)?;
    let embedded = Sources::embedded();
    let laid_over: BTreeSet<&str> = sources.laid_over().map(|(name, ..)| name).collect();
    let rows = sources.below("").map(|(name, path, _)| {
        let from = match (laid_over.contains(name), embedded.text(name).is_some()) {
            (false, _) => "built in".to_owned(),
            (true, true) => format!("{}, replaces the built-in one", path.display()),
            (true, false) => path.display().to_string(),
        };
        let own: Vec<&Rule> = rules.iter().filter(|r| r.pack == name).collect();
        let told = |n: usize| if own.is_empty() { String::new() } else { n.to_string() };
        vec![
            name.to_owned(),
            told(own.len()),
            told(own.iter().map(|r| r.examples.len()).sum()),
            told(own.iter().map(|r| r.counterexamples.len()).sum()),
            from,
        ]
    });
    let head = ["pack", "rules", "examples", "counterexamples", "from"];
    let mut out = session.out(true)?;
    out.line(&paint(BOLD, "Packs"))?;
    out.text(&table(&session.look, &head, rows.collect()))?;
    let docs = super::explain::docs(&session.rules, &rules);
    if !docs.is_empty() {
        out.line("")?;
        out.line(&paint(BOLD, "Rules"))?;
        let rows = docs
            .iter()
            .map(|d| vec![d.name.clone(), d.kind.clone(), d.summary.clone()]);
        out.text(&table(&session.look, &["rule", "kind", "what it says"], rows.collect()))?;
    }
    out.finish()?;
    Ok(Status::Clean)
}

fn check(session: &Session, args: &CheckArgs) -> anyhow::Result<Status> {
    let slips = lint::lint(&Sources::with_overlays(&args.folders)?);
    let mut out = session.out(true)?;
    for (severity, all) in [(Severity::Error, &slips.errors), (Severity::Warning, &slips.warnings)] {
        all.iter()
            .try_for_each(|e| out.line(&remark(severity, &clean(&e.to_string()))))?;
    }
    let files = count(slips.files, "file");
    match (slips.errors.len(), slips.warnings.len()) {
        (0, 0) if slips.files == 0 => out.line("no rule files there: packs are .toml files, laid out like rules/")?,
        (0, 0) => out.line(&format!(
            "{}: {files}; `recount rules test` runs the examples",
            paint(GOOD, "no slips")
        ))?,
        (errors, warnings) => {
            let told = [count(errors, "error"), count(warnings, "warning")].join(", ");
            out.line(&format!("{files}: {told}"))?;
        }
    }
    out.finish()?;
    Ok(if slips.errors.is_empty() {
        Status::Clean
    } else {
        Status::Found
    })
}

fn new(session: &Session, args: &NewArgs) -> anyhow::Result<Status> {
    let (folder, text) = match args.policy {
        true => ("policies", template::policy(&args.name)?),
        false => ("measures", template::measure(&args.name, &session.rules)?),
    };
    let folder = args.dir.join(folder);
    let path = folder.join(format!("{}.toml", args.name));
    let write = || {
        std::fs::create_dir_all(&folder)?;
        super::out::whole_new(&path, &text)
    };
    write().map_err(|e: std::io::Error| match e.kind() {
        std::io::ErrorKind::AlreadyExists => Error::new("is there already and was left alone")
            .at(&path)
            .help("edit it, or take another name"),
        _ => Error::new(format!("cannot be written: {e}"))
            .at(&path)
            .help("name another folder with -d"),
    })?;
    session.say(&clean(&format!(
        "wrote {}; `recount rules test --rules {}` runs its examples",
        path.display(),
        args.dir.display()
    )));
    Ok(Status::Clean)
}

fn test(session: &Session) -> anyhow::Result<Status> {
    let sources = Sources::with_overlays(&session.overlays)?;
    let tested = selftest::run(&sources)?;
    let mut out = session.out(true)?;
    for lacking in &tested.lacking {
        out.line(&remark(Severity::Error, &clean(&lacking.to_string())))?;
    }
    for o in &tested.outcomes {
        let which = if o.matching { "example" } else { "counterexample" };
        if !o.passed {
            let told = format!("{}: {which} of `{}` fails: {}", o.place, o.rule, o.detail);
            out.line(&remark(Severity::Error, &clean(&told)))?;
        } else if session.look.verbose {
            out.line(&clean(&format!("{}: {which} of `{}` holds", o.place, o.rule)))?;
        } else {
            continue;
        }
        for line in o.example.lines() {
            out.line(&format!("  {}", clean(line)))?;
        }
    }
    let mut rules: Vec<(&str, &str)> = tested
        .outcomes
        .iter()
        .map(|o| (o.pack.as_str(), o.rule.as_str()))
        .collect();
    rules.sort_unstable();
    rules.dedup();
    let failed = tested.outcomes.iter().filter(|o| !o.passed).count();
    let told = format!(
        "{} of {}",
        count(tested.outcomes.len(), "example"),
        count(rules.len(), "rule")
    );
    if tested.passed() {
        out.line(&format!("{}: {told}", paint(GOOD, "all hold")))?;
    } else {
        let lacking = match tested.lacking.len() {
            0 => String::new(),
            n => format!(", {} without examples of both kinds", count(n, "rule")),
        };
        out.line(&format!("{told}: {failed} failed{lacking}"))?;
    }
    out.finish()?;
    Ok(if tested.passed() { Status::Clean } else { Status::Found })
}
