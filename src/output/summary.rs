//! The last line: what was read and compared, and what came of it.

use super::look::{BOLD, GOOD, Look, count, flow, severity, verdict};
use super::{View, is_compared};
use crate::check::{Finding, Severity};
use crate::compare::{SumVerdict, Verdict};
use anstyle::Style;

/// What was read and compared, and what came of it, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    reports: usize,
    events: usize,
    figures: usize,
    compared: usize,
    contradictions: usize,
    superseded: usize,
    wrong_sums: usize,
    others: usize,
    allowed: usize,
}

impl Tally {
    /// Counts what a view shows.
    pub fn of(view: &View) -> Self {
        let a = view.analysis;
        let compared = || a.comparisons.iter().filter(|c| is_compared(c));
        let verdicts = |v: Verdict| compared().filter(|c| c.verdict == v).count();
        let figures = |f: &&Finding| f.family == "figures" || f.family == "sums";
        Self {
            reports: view.reports.len(),
            events: a.events.iter().filter(|e| !e.claims.is_empty()).count(),
            figures: a.digests.iter().map(|d| d.claims.len()).sum(),
            compared: compared().count(),
            contradictions: verdicts(Verdict::Conflict),
            superseded: verdicts(Verdict::Updated),
            wrong_sums: a.sums.iter().filter(|s| s.verdict != SumVerdict::Holds).count(),
            others: view.open().filter(|f| !figures(f)).count(),
            allowed: a.findings.len() - view.open().count(),
        }
    }

    /// Adds what another part of the reports came to.
    pub fn add(&mut self, other: &Tally) {
        self.reports += other.reports;
        self.events += other.events;
        self.figures += other.figures;
        self.compared += other.compared;
        self.contradictions += other.contradictions;
        self.superseded += other.superseded;
        self.wrong_sums += other.wrong_sums;
        self.others += other.others;
        self.allowed += other.allowed;
    }

    /// Reports, figures, comparisons, and the differences by kind, on one line where it fits.
    pub fn line(&self, look: &Look) -> String {
        let mut found = self.found();
        let facts = self.facts();
        let mut pieces: Vec<(&str, Style, String)> = Vec::new();
        if found.is_empty() {
            let sign = look.sign(Verdict::Agree, true);
            pieces.push(("", GOOD, format!("{sign} no contradictions")));
            pieces.extend(facts.into_iter().map(|f| (look.dot(), Style::new(), f)));
            if self.compared > 0 && !look.verbose {
                pieces.push((" ", Style::new(), "(-v shows what agrees)".to_owned()));
            }
        } else {
            pieces.extend(facts.into_iter().map(|f| (look.dot(), BOLD, f)));
            let (style, first) = found.remove(0);
            pieces.push((look.dot(), style, first));
            pieces.extend(found.into_iter().map(|(style, f)| (", ", style, f)));
        }
        flow(&pieces, look.width)
    }

    /// What was read.
    fn facts(&self) -> Vec<String> {
        let mut facts = vec![count(self.reports, "report")];
        if self.events > 1 {
            facts.push(count(self.events, "event"));
        }
        facts.push(count(self.figures, "figure"));
        facts.push(format!("{} compared", self.compared));
        facts
    }

    /// The differences by kind.
    fn found(&self) -> Vec<(Style, String)> {
        let mut found = Vec::new();
        if self.contradictions > 0 {
            let told = count(self.contradictions, "contradiction");
            found.push((verdict(Verdict::Conflict), told));
        }
        if self.superseded > 0 {
            found.push((verdict(Verdict::Updated), format!("{} superseded", self.superseded)));
        }
        match self.wrong_sums {
            0 => {}
            1 => found.push((severity(Severity::Error), "1 sum that does not hold".to_owned())),
            n => found.push((severity(Severity::Error), format!("{n} sums that do not hold"))),
        }
        if self.others > 0 {
            found.push((Style::new(), count(self.others, "other finding")));
        }
        if self.allowed > 0 {
            found.push((Style::new(), format!("{} allowed", self.allowed)));
        }
        found
    }
}

/// The line of a view.
pub fn line(view: &View, look: &Look) -> String {
    Tally::of(view).line(look)
}

/// The same in pieces, plain: what was read, and the differences by kind.
pub fn told(view: &View) -> (Vec<String>, Vec<String>) {
    let tally = Tally::of(view);
    (tally.facts(), tally.found().into_iter().map(|(_, f)| f).collect())
}
