//! Output: finished results, one file a format.
//!
//! Renderers turn a [`View`] into text and print nothing themselves; [`format`](mod@format) chooses among them.
//! Those for people ([`table`], [`findings`], [`listing`], [`draft`]) are drawn to a
//! [`look::Look`], those for other tools and pages are plain. What most formats for other tools
//! share is an [`issue::Issue`].

pub mod advice;
pub mod checkstyle;
pub mod compact;
pub mod csv;
pub mod draft;
pub mod figure;
pub mod findings;
pub mod format;
pub mod github;
pub mod gitlab;
pub mod grid;
pub mod html;
pub mod issue;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod listing;
pub mod look;
pub mod markdown;
pub mod place;
pub mod record;
pub mod retold;
pub mod rows;
pub mod sarif;
pub mod summary;
pub mod table;
mod xml;

pub use format::Format;

#[cfg(test)]
pub(crate) mod fixture;

use crate::Analysis;
use crate::check::Finding;
use crate::claim::part::Wholes;
use crate::compare::{Comparison, Verdict};
use crate::corpus::Report;
use crate::rules::Rules;
use crate::span::LineIndex;
use std::collections::BTreeSet;
use std::sync::OnceLock;

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
    /// The totals of each report, once somebody asks for them.
    wholes: OnceLock<Vec<Wholes>>,
    /// Indices of the comparisons of each event.
    by_event: Vec<Vec<u32>>,
    /// The reports asked for, as indices; `None` for all.
    touching: Option<BTreeSet<u32>>,
}

impl<'a> View<'a> {
    /// Indexes the lines of the reports.
    pub fn new(reports: &'a [Report], analysis: &'a Analysis, rules: &'a Rules) -> Self {
        let lines = reports.iter().map(|r| LineIndex::new(&r.source)).collect();
        let mut by_event = vec![Vec::new(); analysis.events.len()];
        for (i, c) in analysis.comparisons.iter().enumerate() {
            if let Some(here) = by_event.get_mut(c.event as usize) {
                here.push(i as u32);
            }
        }
        Self {
            reports,
            analysis,
            lines,
            rules,
            wholes: OnceLock::new(),
            by_event,
            touching: None,
        }
    }

    /// Leaves out the events of which no report is asked for.
    pub fn only(self, touching: Option<BTreeSet<u32>>) -> Self {
        Self { touching, ..self }
    }

    /// Whether an event is to be shown to people.
    pub fn shows(&self, event: u32) -> bool {
        let Some(asked) = &self.touching else { return true };
        let mut pairs = self.comparisons(event).flat_map(|c| &c.claims);
        pairs.any(|c| asked.contains(&c.report)) || self.open().any(|f| f.event == Some(event))
    }

    /// The comparisons of an event.
    pub fn comparisons(&self, event: u32) -> impl Iterator<Item = &'a Comparison> {
        let here = self.by_event.get(event as usize).map_or(&[][..], Vec::as_slice);
        here.iter().filter_map(|&i| self.analysis.comparisons.get(i as usize))
    }

    /// The findings that nobody allows.
    pub fn open(&self) -> impl Iterator<Item = &'a Finding> {
        self.analysis.findings.iter().filter(|f| f.suppressed.is_none())
    }

    /// The totals of a report.
    pub fn wholes(&self, report: u32) -> Option<&Wholes> {
        let digests = &self.analysis.digests;
        let all = self
            .wholes
            .get_or_init(|| digests.iter().map(|d| Wholes::of(&d.claims)).collect());
        all.get(report as usize)
    }

    /// The id of a report.
    pub fn id(&self, report: u32) -> &'a str {
        self.reports.get(report as usize).map_or("", |r| &r.id)
    }

    /// Line and column, both from 1, of an offset into a report.
    pub fn line_column(&self, report: u32, offset: u32) -> (u32, u32) {
        match (self.reports.get(report as usize), self.lines.get(report as usize)) {
            (Some(r), Some(lines)) => lines.line_column(&r.source, offset),
            _ => (1, 1),
        }
    }
}

/// Whether a comparison holds figures of at least two reports, or some that cannot both be true:
/// a figure repeated in one report is nothing to look at.
pub fn is_compared(comparison: &Comparison) -> bool {
    let reports = |p: &crate::compare::Pair| p.a.report != p.b.report || p.verdict > Verdict::Compatible;
    comparison.pairs.iter().any(reports)
}
