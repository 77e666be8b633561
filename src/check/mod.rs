//! Checks: comparisons and sums become findings, each with its rule, severity and places.

use crate::compare::{Comparison, Sum};
use crate::error::Error;
use crate::event::{ClaimRef, Digest};
use crate::quantity::Decimal;
use crate::rules::Rules;
use crate::rules::policy::Level;
use crate::span::Span;
use baseline::Baseline;
use compact_str::CompactString;
use std::collections::BTreeSet;
pub use suppress::Allow;

pub mod baseline;
mod figures;
pub(crate) mod fingerprint;
pub mod suppress;
mod totals;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// For information.
    Note,
    /// Worth a look.
    Warning,
    /// Cannot be true.
    Error,
}

/// Something an editor should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Made of its rule and claims; the same wherever and beside whatever it is found.
    pub id: CompactString,
    /// The check: "conflicting-figures".
    pub rule: CompactString,
    /// "figures", "sums", or the check's own family.
    pub family: CompactString,
    /// How grave.
    pub severity: Severity,
    /// Index of the event; `None` where it is about none.
    pub event: Option<u32>,
    /// Index of the comparison, if it comes from one.
    pub comparison: Option<u32>,
    /// The claims concerned; the first is where the finding is shown. None where it is about no claim.
    pub claims: Vec<ClaimRef>,
    /// Index of the report where it is shown.
    pub report: u32,
    /// Where in it.
    pub span: Span,
    /// One line for people.
    pub message: String,
    /// Survives edits elsewhere in the file.
    pub fingerprint: String,
    /// Why it is allowed, where somebody allows it: it is kept for the record and fails no run.
    #[serde(default)]
    pub suppressed: Option<Suppression>,
    /// The values that cannot both be true, the lower one first, where it has two: a baseline tells by
    /// them whether the gap has grown.
    #[serde(default)]
    pub gap: Option<(Decimal, Decimal)>,
}

/// Why something that was found may stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The reason, and where it stands.
    pub why: String,
    /// It stands in a report itself, not in settings or a baseline.
    pub in_source: bool,
}

/// A finding before it is placed, numbered and given its fingerprint.
struct Draft<'a> {
    rule: &'a str,
    severity: Severity,
    event: u32,
    comparison: Option<u32>,
    /// The first is where it is shown.
    claims: Vec<ClaimRef>,
    message: String,
    gap: Option<(Decimal, Decimal)>,
}

/// What the checks look at.
struct Desk<'a> {
    digests: &'a [Digest],
    rules: &'a Rules,
}

/// Runs every check over the comparisons and sums of all events. What the remarks of the reports
/// allow is marked so.
pub fn check(comparisons: &[Comparison], sums: &[Sum], digests: &[Digest], rules: &Rules) -> Vec<Finding> {
    let mut findings = found(comparisons, sums, digests, rules);
    suppress::remarks(&mut findings, digests, rules);
    findings
}

fn found(comparisons: &[Comparison], sums: &[Sum], digests: &[Digest], rules: &Rules) -> Vec<Finding> {
    let desk = Desk { digests, rules };
    let mut drafts = Vec::new();
    for (i, comparison) in comparisons.iter().enumerate() {
        desk.figures(i as u32, comparison, &mut drafts);
    }
    desk.totals(sums, &mut drafts);
    // An overlay may leave a check out: what no rule file declares is not reported, nor what is off.
    let mut findings: Vec<Finding> = drafts
        .into_iter()
        .filter(|d| rules.policy.level(d.rule) != Level::Off)
        .filter_map(|d| {
            let doc = rules.policy.check(d.rule)?;
            let at = *d.claims.first()?;
            Some(Finding {
                id: fingerprint::id(&doc.name, &d.claims, "", digests),
                rule: doc.name.clone(),
                family: doc.family.clone(),
                severity: d.severity,
                event: Some(d.event),
                comparison: d.comparison,
                report: at.report,
                span: at.of(digests).span,
                message: d.message,
                fingerprint: String::new(),
                suppressed: None,
                gap: d.gap,
                claims: d.claims,
            })
        })
        .collect();
    findings.sort_by(|a, b| (a.report, a.span, &a.rule, &a.claims).cmp(&(b.report, b.span, &b.rule, &b.claims)));
    let mut seen = fingerprint::Seen::default();
    for f in &mut findings {
        f.fingerprint = seen.of(&f.rule, &f.claims, f.comparison.is_some(), digests);
    }
    findings
}

/// Who stands by which findings, beside the remarks in the reports themselves.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// What the settings allow.
    pub allow: Vec<Allow>,
    /// What was accepted before.
    pub baseline: Option<Baseline>,
    /// The reports that findings have to touch, as indices.
    pub touching: Option<BTreeSet<u32>>,
}

/// What came of the [`Terms`].
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// What allows nothing, and should go.
    pub stale: Vec<Error>,
    /// How many findings of the baseline are no longer there.
    pub gone: usize,
    /// How many are there with a smaller gap.
    pub shrunk: usize,
    /// How many findings touch none of the reports asked for.
    pub elsewhere: usize,
}

/// Marks the findings that someone stands by, and leaves out those that touch no report asked for.
pub fn settle(findings: &mut Vec<Finding>, terms: &Terms, digests: &[Digest], rules: &Rules) -> Settled {
    let mut settled = Settled::default();
    settled.stale = suppress::settings(findings, &terms.allow, digests, rules);
    if let Some(baseline) = &terms.baseline {
        (settled.gone, settled.shrunk) = baseline.apply(findings, digests);
    }
    if let Some(reports) = &terms.touching {
        let before = findings.len();
        let touches = |f: &Finding| reports.contains(&f.report) || f.claims.iter().any(|c| reports.contains(&c.report));
        findings.retain(touches);
        settled.elsewhere = before - findings.len();
    }
    settled
}
