//! The last line: what was read and compared, and what came of it.

use super::look::{BOLD, GOOD, Look, count, flow, severity, verdict};
use super::{View, is_compared};
use crate::check::Severity;
use crate::compare::{SumVerdict, Verdict};
use anstyle::Style;

/// Reports, figures, comparisons, and the differences by kind, on one line where it fits.
pub fn line(view: &View, look: &Look) -> String {
    let compared = view.analysis.comparisons.iter().filter(|c| is_compared(c)).count();
    let mut found = found(view);
    let facts = facts(view, compared);
    let mut pieces: Vec<(&str, Style, String)> = Vec::new();
    if found.is_empty() {
        let sign = look.sign(Verdict::Agree, true);
        pieces.push(("", GOOD, format!("{sign} no contradictions")));
        pieces.extend(facts.into_iter().map(|f| (look.dot(), Style::new(), f)));
        if compared > 0 && !look.verbose {
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

/// The same in pieces, plain: what was read, and the differences by kind.
pub fn told(view: &View) -> (Vec<String>, Vec<String>) {
    let compared = view.analysis.comparisons.iter().filter(|c| is_compared(c)).count();
    let found = found(view).into_iter().map(|(_, f)| f);
    (facts(view, compared), found.collect())
}

/// What was read.
fn facts(view: &View, compared: usize) -> Vec<String> {
    let a = view.analysis;
    let figures: usize = a.digests.iter().map(|d| d.claims.len()).sum();
    let events = a.events.iter().filter(|e| !e.claims.is_empty()).count();
    let mut facts = vec![count(view.reports.len(), "report")];
    if events > 1 {
        facts.push(count(events, "event"));
    }
    facts.push(count(figures, "figure"));
    facts.push(format!("{compared} compared"));
    facts
}

/// The differences by kind.
fn found(view: &View) -> Vec<(Style, String)> {
    let a = view.analysis;
    let compared = || a.comparisons.iter().filter(|c| is_compared(c));
    let of = |v: Verdict| compared().filter(|c| c.verdict == v).count();
    let wrong = a.sums.iter().filter(|s| s.verdict != SumVerdict::Holds).count();
    let other = view
        .open()
        .filter(|f| f.family != "figures" && f.family != "sums")
        .count();
    let mut found = Vec::new();
    if of(Verdict::Conflict) > 0 {
        found.push((
            verdict(Verdict::Conflict),
            count(of(Verdict::Conflict), "contradiction"),
        ));
    }
    if of(Verdict::Updated) > 0 {
        found.push((
            verdict(Verdict::Updated),
            format!("{} superseded", of(Verdict::Updated)),
        ));
    }
    match wrong {
        0 => {}
        1 => found.push((severity(Severity::Error), "1 sum that does not hold".to_owned())),
        n => found.push((severity(Severity::Error), format!("{n} sums that do not hold"))),
    }
    if other > 0 {
        found.push((Style::new(), count(other, "other finding")));
    }
    let allowed = a.findings.len() - view.open().count();
    if allowed > 0 {
        found.push((Style::new(), format!("{allowed} allowed")));
    }
    found
}
