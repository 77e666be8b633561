//! `recount rules`: the packs in use, and their own examples.

use super::Status;
use super::session::Session;
use clap::Subcommand;
use recount::check::Severity;
use recount::output::findings::remark;
use recount::output::listing::table;
use recount::output::look::{BOLD, GOOD, clean, count, paint};
use recount::rules::Sources;

/// Show the rule packs in use, or run their examples
#[derive(clap::Args)]
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
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    match args.action {
        Action::List => list(session),
        Action::Test => test(session),
    }
}

fn list(session: &Session) -> anyhow::Result<Status> {
    let mut sources = Sources::embedded();
    let built_in: Vec<String> = sources.below("").map(|(name, ..)| name.to_owned()).collect();
    for folder in &session.overlays {
        sources.overlay(folder)?;
    }
    let overlaid = |path: &std::path::Path| session.overlays.iter().any(|o| path.starts_with(o));
    let rows = sources
        .below("")
        .filter(|(name, ..)| name.ends_with(".toml") || name.ends_with(".tsv"))
        .map(|(name, path, _)| {
            let from = match (overlaid(path), built_in.iter().any(|b| b == name)) {
                (false, _) => "built in".to_owned(),
                (true, true) => format!("{}, replaces the built-in one", path.display()),
                (true, false) => path.display().to_string(),
            };
            vec![name.to_owned(), from]
        });
    let mut out = session.out(true)?;
    out.line(&paint(BOLD, "Packs"))?;
    out.text(&table(&session.look, &["pack", "from"], rows.collect()))?;
    let docs = super::explain::docs(&session.rules);
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

fn test(session: &Session) -> anyhow::Result<Status> {
    let outcomes = recount::selftest::run(&session.rules);
    let failed: Vec<_> = outcomes.iter().filter(|o| !o.passed).collect();
    let mut out = session.out(true)?;
    for o in &failed {
        out.line(&remark(
            Severity::Error,
            &format!("{}: {}", clean(&o.rule), clean(&o.detail)),
        ))?;
        out.line(&format!("  {}", clean(&o.example)))?;
    }
    let mut rules: Vec<&str> = outcomes.iter().map(|o| o.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    let told = format!("{} of {}", count(outcomes.len(), "example"), count(rules.len(), "rule"));
    if failed.is_empty() {
        out.line(&format!("{}: {told}", paint(GOOD, "all hold")))?;
    } else {
        out.line(&format!("{told}: {} failed", failed.len()))?;
    }
    out.finish()?;
    Ok(if failed.is_empty() {
        Status::Clean
    } else {
        Status::Found
    })
}
