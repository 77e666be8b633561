//! Checks: comparisons and sums become findings, each with its rule, severity and places.

use crate::compare::{Comparison, Sum};
use crate::event::{ClaimRef, Digest, Event};
use crate::rules::Rules;
use crate::span::Span;
use compact_str::CompactString;

mod figures;
pub(crate) mod fingerprint;
mod totals;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// "f1", in output order.
    pub id: CompactString,
    /// The check: "conflicting-figures".
    pub rule: CompactString,
    /// "figures", "sums", or the check's own family.
    pub family: CompactString,
    /// How grave.
    pub severity: Severity,
    /// Index of the event.
    pub event: u32,
    /// Index of the comparison, if it comes from one.
    pub comparison: Option<u32>,
    /// The claims concerned; the first is where the finding is shown.
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
    pub suppressed: Option<String>,
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
}

/// What the checks look at.
struct Desk<'a> {
    digests: &'a [Digest],
    rules: &'a Rules,
}

impl<'a> Desk<'a> {
    fn severity(&self, rule: &str) -> Severity {
        self.rules.policy.check(rule).map_or(Severity::Warning, |c| c.severity)
    }
}

/// Runs every check over the comparisons and sums of all events.
pub fn check(
    _events: &[Event],
    comparisons: &[Comparison],
    sums: &[Sum],
    digests: &[Digest],
    rules: &Rules,
) -> Vec<Finding> {
    let desk = Desk { digests, rules };
    let mut drafts = Vec::new();
    for (i, comparison) in comparisons.iter().enumerate() {
        desk.figures(i as u32, comparison, &mut drafts);
    }
    desk.totals(sums, &mut drafts);
    // An overlay may leave a check out: what no rule file declares is not reported.
    let mut findings: Vec<Finding> = drafts
        .into_iter()
        .filter_map(|d| {
            let doc = rules.policy.check(d.rule)?;
            let at = *d.claims.first()?;
            Some(Finding {
                id: CompactString::default(),
                rule: doc.name.clone(),
                family: doc.family.clone(),
                severity: d.severity,
                event: d.event,
                comparison: d.comparison,
                report: at.report,
                span: at.of(digests).span,
                message: d.message,
                fingerprint: String::new(),
                suppressed: None,
                claims: d.claims,
            })
        })
        .collect();
    findings.sort_by(|a, b| (a.report, a.span, &a.rule, &a.claims).cmp(&(b.report, b.span, &b.rule, &b.claims)));
    let mut seen = fingerprint::Seen::default();
    for (i, f) in findings.iter_mut().enumerate() {
        f.id = format!("f{}", i + 1).into();
        f.fingerprint = seen.of(&f.rule, &f.claims, digests);
    }
    findings
}
