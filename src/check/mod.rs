//! Checks: comparisons and sums become findings, each with its rule, severity and places.

use crate::compare::{Comparison, Sum};
use crate::event::{ClaimRef, Digest, Event};
use crate::rules::Rules;
use crate::span::Span;
use compact_str::CompactString;
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
}

/// Runs every check over the comparisons and sums of all events.
pub fn check(
    _events: &[Event],
    _comparisons: &[Comparison],
    _sums: &[Sum],
    _digests: &[Digest],
    _rules: &Rules,
) -> Vec<Finding> {
    Vec::new()
}
