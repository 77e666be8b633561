//! `recount explain`: what a rule means, from the rule's own file.

use super::Status;
use super::session::Session;
use recount::output::look::{BOLD, DIM, clean, paint, severity_name, wrap};
use recount::rules::examples::{self, Example, Rule};
use recount::rules::measures::{Measure, Moves};
use recount::rules::policy::CheckDoc;
use recount::rules::{Rules, Sources};
use recount::selftest;

/// Explain a check or a measure: what it says, why it matters, and how to answer it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount explain conflicting-figures
  recount explain killed
  recount rules list                   every rule there is")]
pub struct Args {
    /// The rule, as findings name it
    rule: String,
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

/// Every rule that can be explained, with its examples: the checks, then the measures.
pub fn docs(rules: &Rules, examples: &[Rule]) -> Vec<Doc> {
    let own = |section: &str, name: &str| examples.iter().find(|r| r.section == section && r.name == name);
    let checks = rules.policy.checks.iter().map(|c| check(c, own("check", &c.name)));
    let measures = rules.measures.all.iter().map(|m| measure(m, own("measure", &m.name)));
    checks.chain(measures).collect()
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
            ("To silence it".to_owned(), text(&c.suppress)),
        ],
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
        let names = nearest(&args.rule, docs.iter().map(|d| d.name.as_str()));
        let list = "`recount rules list` lists them all";
        let help = match names.as_slice() {
            [] => list.to_owned(),
            names => format!("did you mean {}? {list}", names.join(" or ")),
        };
        let unknown = format!("there is no rule `{}`", clean(&args.rule));
        return Err(recount::Error::new(unknown).help(help).into());
    };
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

/// Up to three names that look like `wanted`, the nearest first.
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut near: Vec<(f64, &str)> = names
        .map(|n| (strsim::jaro_winkler(wanted, n), n))
        .filter(|(s, _)| *s > 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter().take(3).map(|(_, n)| format!("`{n}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_nearest_name() {
        let names = ["conflicting-figures", "superseded-figure", "killed"];
        assert_eq!(
            nearest("conflicting-figure", names.into_iter()),
            ["`conflicting-figures`"]
        );
        assert_eq!(nearest("zebra", names.into_iter()), [""; 0]);
    }
}
