//! `recount explain`: what a rule means, from the rule's own file.

use super::Status;
use super::session::Session;
use crate::check::Severity;
use crate::error::did_you_mean;
use crate::output::look::{BOLD, DIM, clean, paint, severity_name, wrap};
use crate::rules::examples::{self, Example, Rule};
use crate::rules::measures::{Measure, Moves};
use crate::rules::policy::{Best, CheckDoc, Policy};
use crate::rules::{Rules, Sources};
use crate::selftest;
use clap::ValueEnum;

/// Explain a check, measure or policy: what it says, why it matters, and how to answer it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount explain conflicting-figures
  recount explain killed
  recount explain bbc                  how figures are weighed under a policy
  recount rules list                   every rule there is")]
pub struct Args {
    /// The rule, as findings name it
    rule: String,
    /// How to print: for the terminal, or as a page
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: PageFormat,
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PageFormat {
    /// For the terminal
    Text,
    /// As Markdown
    Markdown,
}

/// What a rule file says about its rule.
pub struct Doc {
    /// As findings name it.
    pub name: String,
    /// What sort of rule: "error, figures", "measure".
    pub kind: String,
    /// One line.
    pub summary: String,
    /// Titled paragraphs.
    pub sections: Vec<(String, Vec<String>)>,
}

/// Every rule that can be explained, with its examples: the checks, the policies, the measures.
pub fn docs(rules: &Rules, examples: &[Rule]) -> Vec<Doc> {
    let own = |section: &str, name: &str| examples.iter().find(|r| r.section == section && r.name == name);
    let checks = rules.policy.checks.iter().map(|c| check(c, own("check", &c.name)));
    let measures = rules.measures.all.iter().map(|m| measure(m, own("measure", &m.name)));
    let policies = rules.policy.policies.iter();
    let policies = policies.map(|p| policy(p, own("policy", &p.name)));
    checks.chain(policies).chain(measures).collect()
}

/// Examples as a list; each further report of one on a line of its own, and why it is one at the end.
fn listed(examples: &[Example]) -> Vec<String> {
    let one = |e: &Example| {
        let mut text = format!("- {}", selftest::shown(e).replace('\n', "\n  "));
        if let Some(note) = &e.note {
            text.push_str(&format!("\n  ({note})"));
        }
        text
    };
    examples.iter().map(one).collect()
}

fn check(c: &CheckDoc, rule: Option<&Rule>) -> Doc {
    let text = |t: &str| vec![t.replace('\n', " ")];
    Doc {
        name: c.name.to_string(),
        kind: format!("{}, {}", severity_name(c.severity), c.family),
        summary: c.summary.clone(),
        sections: vec![
            ("Why".to_owned(), text(&c.why)),
            (
                "Flagged".to_owned(),
                rule.map(|r| listed(&r.examples)).unwrap_or_default(),
            ),
            (
                "Left alone".to_owned(),
                rule.map(|r| listed(&r.counterexamples)).unwrap_or_default(),
            ),
            ("What to do".to_owned(), text(&c.suppress)),
            ("To allow it".to_owned(), allowing(c)),
        ],
    }
}

/// The ways to allow a finding, the narrowest first.
fn allowing(c: &CheckDoc) -> Vec<String> {
    let check = &c.name;
    let remark = format!(
        "- one paragraph, heading, item or row of Markdown or HTML, by a remark in it or on a line above it:\n  \
         `<!-- recount: allow {check} -- reason -->`"
    );
    let settings = format!(
        "- a report that holds no remarks, in recount.toml:\n  \
         `[[allow]]`\n  `check = \"{check}\"`\n  `files = [\"wire/day.jsonl#7\"]`\n  `reason = \"...\"`"
    );
    let off = format!("- everywhere, in recount.toml, or to make it less grave:\n  `[checks]`\n  `{check} = \"off\"`");
    let baseline = "- all that there are today: `recount baseline`".to_owned();
    match (check.as_str(), c.family.as_str()) {
        ("stale-suppression", _) => vec![off],
        (_, "audit") => vec![remark, settings, off],
        _ => vec![remark, settings, off, baseline],
    }
}

fn policy(p: &Policy, rule: Option<&Rule>) -> Doc {
    let best = match p.best {
        Best::Latest => "The best figure is the latest; of one time, what most independent origins give.",
        Best::Lowest => "The best figure is the lowest that no later one has overtaken.",
        Best::Majority => "The best figure is what most independent origins give; of as many, the latest.",
    };
    let mut grave = format!(
        "A conflict is {}, an overtaken figure {}.",
        a(p.severity.conflict),
        a(p.severity.updated)
    );
    if let Some(less) = p.severity.attributed {
        grave += &format!(" Where everybody says who counted, a conflict is {}.", a(less));
    }
    let about = format!("\"About\" reaches {} percent to either side.", p.approximate_percent);
    let how = format!("`--policy {0}`, or in recount.toml: `policy = \"{0}\"`.", p.name);
    Doc {
        name: p.name.to_string(),
        kind: "policy".to_owned(),
        summary: format!("{}. {}", p.title, p.summary.trim().replace('\n', " ")),
        sections: vec![
            (String::new(), vec![best.to_owned(), grave, about]),
            (
                "Holds".to_owned(),
                rule.map(|r| listed(&r.examples)).unwrap_or_default(),
            ),
            ("To choose it".to_owned(), vec![how]),
        ],
    }
}

fn a(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

fn measure(m: &Measure, rule: Option<&Rule>) -> Doc {
    let moves = match m.moves {
        Moves::Up => "Rises as an event unfolds: a later, higher figure updates an earlier one.",
        Moves::Down => "Falls as an event unfolds: a later, lower figure updates an earlier one.",
        Moves::Either => "Goes up and down as an event unfolds: a later figure updates an earlier one.",
        Moves::No => "Does not move: two figures that differ contradict each other, whenever they were given.",
    };
    let sums = if m.additive {
        "Parts add up to the whole, and are held against it."
    } else {
        "Parts are not added up."
    };
    Doc {
        name: m.name.to_string(),
        kind: "measure".to_owned(),
        summary: m.title.clone().unwrap_or_else(|| m.name.replace('-', " ")),
        sections: vec![
            (String::new(), vec![moves.to_owned(), sums.to_owned()]),
            ("Read".to_owned(), rule.map(|r| listed(&r.examples)).unwrap_or_default()),
            (
                "Left alone".to_owned(),
                rule.map(|r| listed(&r.counterexamples)).unwrap_or_default(),
            ),
        ],
    }
}

/// Runs the subcommand.
pub fn run(session: &Session, args: &Args) -> anyhow::Result<Status> {
    let sources = Sources::with_overlays(&session.overlays)?;
    let docs = docs(&session.rules, &examples::read(&sources)?);
    let Some(doc) = docs.iter().find(|d| d.name == args.rule) else {
        let list = "`recount rules list` lists them all";
        let help = match did_you_mean(&args.rule, docs.iter().map(|d| d.name.as_str())) {
            None => list.to_owned(),
            Some(near) => format!("{near} {list}"),
        };
        let unknown = format!("there is no rule `{}`", clean(&args.rule));
        return Err(crate::Error::new(unknown).help(help).into());
    };
    if args.format == PageFormat::Markdown {
        let mut out = session.out(false)?;
        out.text(&page(doc))?;
        out.finish()?;
        return Ok(Status::Clean);
    }
    let width = session.look.width.min(90);
    let mut out = session.out(true)?;
    out.line(&format!(
        "{} {}",
        paint(BOLD, &doc.name),
        paint(DIM, &format!("({})", doc.kind))
    ))?;
    wrap(&doc.summary, width).iter().try_for_each(|l| out.line(l))?;
    for (title, paragraphs) in &doc.sections {
        out.line("")?;
        if !title.is_empty() {
            out.line(&paint(BOLD, title))?;
        }
        for text in paragraphs.iter().flat_map(|p| p.lines()) {
            let indent = if text.starts_with("  ") { "  " } else { "" };
            let hang = if text.starts_with("- ") { "  " } else { indent };
            for (i, line) in wrap(text, width - 2 - hang.len()).iter().enumerate() {
                let hang = if i == 0 { indent } else { hang };
                out.line(&format!("  {hang}{line}"))?;
            }
        }
    }
    out.finish()?;
    Ok(Status::Clean)
}

/// An explanation as a page.
fn page(doc: &Doc) -> String {
    let mut page = format!("# {}\n\n*{}*\n\n{}\n", doc.name, doc.kind, doc.summary);
    for (title, paragraphs) in doc.sections.iter().filter(|(_, p)| !p.is_empty()) {
        if !title.is_empty() {
            page += &format!("\n## {title}\n");
        }
        let list = paragraphs.iter().all(|p| p.starts_with("- "));
        page += if list { "\n" } else { "" };
        for text in paragraphs {
            // the lines of one item stay apart
            let text = text.replace("\n", "  \n");
            page += &if list {
                format!("{text}\n")
            } else {
                format!("\n{text}\n")
            };
        }
    }
    page
}
