//! Output: finished results, one file a format.

pub mod json;

use crate::Analysis;
use crate::corpus::Report;
use crate::rules::Rules;
use crate::span::LineIndex;

/// What a renderer sees: the reports with their texts, and what was found in them.
pub struct View<'a> {
    /// The reports, in the order of `analysis.digests`.
    pub reports: &'a [Report],
    /// What was found.
    pub analysis: &'a Analysis,
    /// Line starts of each report.
    pub lines: Vec<LineIndex>,
    /// The packs.
    pub rules: &'a Rules,
}

impl<'a> View<'a> {
    /// Indexes the lines of the reports.
    pub fn new(reports: &'a [Report], analysis: &'a Analysis, rules: &'a Rules) -> Self {
        let lines = reports.iter().map(|r| LineIndex::new(&r.source)).collect();
        Self {
            reports,
            analysis,
            lines,
            rules,
        }
    }
}
