//! The packs' own examples, run: every rule shows what it finds and what it leaves alone.

use crate::claim::Claim;
use crate::corpus::{Block, BlockKind, Report};
use crate::quantity::Decimal;
use crate::rules::Rules;
use crate::rules::measures::{Expected, Measure};
use crate::span::Span;

/// How one example of a rule came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The rule: "measure killed".
    pub rule: String,
    /// The example's text.
    pub example: String,
    /// Whether the rule did what the example asks.
    pub passed: bool,
    /// What was found instead; empty if it passed.
    pub detail: String,
}

/// Runs every example of every pack.
pub fn run(rules: &Rules) -> Vec<Outcome> {
    let mut all = Vec::new();
    for measure in &rules.measures.all {
        for example in &measure.examples {
            all.push(outcome(measure, &example.text, &example.claims, rules));
        }
        for example in &measure.counterexamples {
            all.push(outcome(measure, &example.text, &[], rules));
        }
    }
    all
}

/// A report of one paragraph.
pub fn paragraph(text: &str) -> Report {
    let blocks = vec![Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
    }];
    Report {
        id: "example".into(),
        source: text.to_owned(),
        blocks,
        ..Report::default()
    }
}

fn outcome(measure: &Measure, text: &str, expected: &[Expected], rules: &Rules) -> Outcome {
    let digest = crate::digest(&paragraph(text), rules);
    let found: Vec<&Claim> = digest
        .claims
        .iter()
        .filter(|c| c.measure == measure.name || c.label.is_some() && c.label == measure.label)
        .collect();
    let missing = expected.iter().find(|e| !found.iter().any(|c| meets(c, e)));
    let detail = match missing {
        Some(e) => format!(
            "no claim `{}`{}; found {}",
            e.number,
            e.counted.as_ref().map(|c| format!(" of {c}")).unwrap_or_default(),
            listed(&digest.claims)
        ),
        None if expected.is_empty() && !found.is_empty() => format!("found {}", listed(&digest.claims)),
        None => String::new(),
    };
    Outcome {
        rule: format!("measure {}", measure.name),
        example: text.to_owned(),
        passed: detail.is_empty(),
        detail,
    }
}

fn meets(claim: &Claim, e: &Expected) -> bool {
    let end = |want: Option<i64>, got: Option<Decimal>| want.is_none_or(|w| got == Some(Decimal::from(w)));
    claim.text == e.number
        && e.counted.as_ref().is_none_or(|c| *c == claim.counted)
        && end(e.low, claim.interval.low)
        && end(e.high, claim.interval.high)
}

fn listed(claims: &[Claim]) -> String {
    if claims.is_empty() {
        return "nothing".into();
    }
    claims
        .iter()
        .map(|c| format!("`{}` {} of {}", c.text, c.measure, c.counted))
        .collect::<Vec<_>>()
        .join(", ")
}
