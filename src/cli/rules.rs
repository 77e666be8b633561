//! `recount rules`: the packs in use, and their own examples.

use super::Status;
use super::session::Session;
use clap::Subcommand;
use recount::check::Severity;
use recount::output::findings::remark;
use recount::output::listing::table;
use recount::output::look::{BOLD, GOOD, clean, count, paint};
use recount::rules::Sources;
use recount::rules::examples::{self, Rule};
use recount::selftest;
use std::collections::BTreeSet;

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
