//! The formats by name, and one way to render each: what the command line and the settings choose from.

use super::issue::{self, Issue};
use super::look::Look;
use super::{
    View, checkstyle, compact, csv, draft, github, gitlab, html, json, jsonl, junit, markdown, sarif, summary,
};
use super::{findings, is_compared, table};
use crate::audit::{Audit, Entry};
use crate::check::Finding;
use crate::compare::{Comparison, Verdict};
use std::collections::BTreeSet;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: tables, and the sources' words.
    Table,
    /// One line each.
    Compact,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// One row for each figure of a finding.
    Csv,
    /// For the comment of a pull request.
    Markdown,
    /// One self-contained page.
    Html,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Annotations of GitHub workflows.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// Checkstyle XML.
    Checkstyle,
}

impl Format {
    /// Every format, with its name and what it is for.
    pub const ALL: [(Format, &str, &str); 12] = [
        (Format::Table, "table", "For people: tables, and the sources' words"),
        (Format::Compact, "compact", "One line each: file:line:column: message"),
        (Format::Json, "json", "One JSON document"),
        (Format::Jsonl, "jsonl", "One JSON object a line"),
        (
            Format::Csv,
            "csv",
            "One row for each figure of a finding, for spreadsheets",
        ),
        (Format::Markdown, "markdown", "For the comment of a pull request"),
        (
            Format::Html,
            "html",
            "A page for the desk: tables, timelines, both sources side by side",
        ),
        (Format::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
        (Format::Junit, "junit", "JUnit XML, for test reports"),
        (Format::Github, "github", "Annotations of GitHub workflows"),
        (Format::Gitlab, "gitlab", "The code quality report of GitLab"),
        (Format::Checkstyle, "checkstyle", "Checkstyle XML"),
    ];

    /// The name, as on the command line.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(f, ..)| *f == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n, _)| *n == name).map(|(f, ..)| *f)
    }

    /// Whether it has a line for each finding, and nothing else.
    pub fn is_lines(self) -> bool {
        matches!(self, Format::Compact | Format::Jsonl | Format::Github)
    }

    /// Whether it is drawn in colours.
    pub fn is_drawn(self) -> bool {
        self == Format::Table
    }

    /// Whether it says how many figures were read and compared; where not, standard error does.
    pub fn has_summary(self) -> bool {
        !matches!(self, Format::Compact | Format::Github)
    }
}

/// A finding as its line, in formats that have a line for each; none for one that somebody allows, but in
/// formats for programs.
pub fn line(view: &View, index: usize, format: Format) -> Option<String> {
    let finding = view.analysis.findings.get(index)?;
    let open = finding.suppressed.is_none();
    match format {
        Format::Jsonl => Some(jsonl::finding(view, index).to_string()),
        Format::Compact => open.then(|| compact::finding(view, finding)),
        Format::Github => open.then(|| github::finding(view, finding)),
        _ => None,
    }
}

/// What `check` found, rendered; `quiet` leaves findings alone for people.
pub fn check(view: &View, look: &Look, quiet: bool, format: Format) -> String {
    match format {
        Format::Table => people(view, look, quiet),
        Format::Json => pretty(&json::document(view)),
        Format::Jsonl | Format::Compact | Format::Github => {
            lines((0..view.analysis.findings.len()).filter_map(|f| line(view, f, format)))
        }
        Format::Markdown => markdown::check(view, look),
        Format::Html => html::check(view),
        Format::Csv | Format::Sarif | Format::Junit | Format::Gitlab | Format::Checkstyle => {
            issues(view, &issue::of_check(view), format)
        }
    }
}

/// What `audit` found, rendered.
pub fn audit(view: &View, look: &Look, audit: &Audit, format: Format) -> String {
    let internal = || {
        audit
            .findings
            .iter()
            .filter_map(|&f| view.analysis.findings.get(f as usize))
    };
    let open = || internal().filter(|f| f.suppressed.is_none());
    match format {
        Format::Table => draft::render(view, look, audit),
        Format::Json => pretty(&json::audit(view, audit)),
        Format::Jsonl => {
            let entries = audit
                .entries
                .iter()
                .map(|e| json::tagged(json::entry(view, e), "figure").to_string());
            lines(entries.chain(internal().map(|f| json::tagged(json::finding(view, f), "finding").to_string())))
        }
        Format::Compact => {
            let wanted = |e: &&Entry| look.verbose || e.severity().is_some();
            let entries = audit.entries.iter().filter(wanted).map(|e| draft::line(view, look, e));
            lines(entries.chain(open().map(|f| compact::finding(view, f))))
        }
        Format::Github => {
            let entries = audit.entries.iter().filter(|e| e.severity().is_some());
            let entries = entries.filter_map(|e| draft::annotation(view, look, e));
            lines(entries.chain(open().map(|f| github::finding(view, f))))
        }
        Format::Markdown => markdown::audit(view, look, audit),
        Format::Html => html::audit(view, audit),
        Format::Csv | Format::Sarif | Format::Junit | Format::Gitlab | Format::Checkstyle => {
            issues(view, &issue::of_audit(view, look, audit), format)
        }
    }
}

fn issues(view: &View, issues: &[Issue], format: Format) -> String {
    match format {
        Format::Csv => csv::render(view, issues),
        Format::Junit => junit::render(view, issues),
        Format::Checkstyle => checkstyle::render(view, issues),
        Format::Gitlab => pretty(&gitlab::report(view, issues)),
        _ => pretty(&sarif::log(view, issues)),
    }
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|l| l + "\n").collect()
}

/// Event by event the table and the findings, then the summary.
fn people(view: &View, look: &Look, quiet: bool) -> String {
    let mut found: Vec<Vec<&Finding>> = vec![Vec::new(); view.analysis.events.len()];
    let mut apart = Vec::new();
    for f in view.open() {
        match f.event.and_then(|e| found.get_mut(e as usize)) {
            Some(here) => here.push(f),
            None => apart.push(f),
        }
    }
    let allowed: BTreeSet<u32> = view
        .analysis
        .findings
        .iter()
        .filter(|f| f.suppressed.is_some())
        .filter_map(|f| f.event)
        .collect();
    let mut out = String::new();
    for (index, found) in (0..).zip(found) {
        let differs = |c: &Comparison| is_compared(c) && c.verdict > Verdict::Compatible;
        // what somebody allows is no reason to show an event
        let settled = found.is_empty() && allowed.contains(&index) && !look.verbose;
        let told = !settled && (!found.is_empty() || view.comparisons(index).any(|c| look.verbose || differs(c)));
        if told && !quiet && view.shows(index) {
            out.push_str(&table::event(view, look, index));
            out.push('\n');
        }
        for f in found {
            out.push_str(&findings::finding(view, look, f));
            out.push('\n');
        }
    }
    for f in apart {
        out.push_str(&findings::finding(view, look, f));
        out.push('\n');
    }
    if !quiet && !view.reports.is_empty() {
        out.push_str(&summary::line(view, look));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_name_of_its_own() {
        for (format, name, _) in Format::ALL {
            assert_eq!(Format::named(name), Some(format));
            assert_eq!(format.name(), name);
        }
        assert_eq!(Format::named("xml"), None);
    }
}
