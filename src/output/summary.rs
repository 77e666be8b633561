//! The last line: what was read and compared, and what came of it.

use super::look::{BOLD, GOOD, Look, count, paint, severity, verdict};
use super::{View, is_compared};
use crate::check::Severity;
use crate::compare::{SumVerdict, Verdict};

/// Reports, figures, comparisons, and the differences by kind, on one line.
pub fn line(view: &View, look: &Look) -> String {
    let a = view.analysis;
    let compared: Vec<_> = a.comparisons.iter().filter(|c| is_compared(c)).collect();
    let figures: usize = a.digests.iter().map(|d| d.claims.len()).sum();
    let events = a.events.iter().filter(|e| !e.claims.is_empty()).count();
    let mut facts = vec![count(view.reports.len(), "report")];
    if events > 1 {
        facts.push(count(events, "event"));
    }
    facts.push(count(figures, "figure"));
    facts.push(format!("{} compared", compared.len()));
    let of = |v: Verdict| compared.iter().filter(|c| c.verdict == v).count();
    let wrong = a.sums.iter().filter(|s| s.verdict != SumVerdict::Holds).count();
    let other = a
        .findings
        .iter()
        .filter(|f| f.family != "figures" && f.family != "sums")
        .count();
    let mut found = Vec::new();
    if of(Verdict::Conflict) > 0 {
        found.push(paint(
            verdict(Verdict::Conflict),
            &count(of(Verdict::Conflict), "contradiction"),
        ));
    }
    if of(Verdict::Updated) > 0 {
        found.push(paint(
            verdict(Verdict::Updated),
            &format!("{} superseded", of(Verdict::Updated)),
        ));
    }
    match wrong {
        0 => {}
        1 => found.push(paint(severity(Severity::Error), "1 sum that does not hold")),
        n => found.push(paint(severity(Severity::Error), &format!("{n} sums that do not hold"))),
    }
    if other > 0 {
        found.push(format!("{other} other finding{}", if other == 1 { "" } else { "s" }));
    }
    let dot = look.dot();
    if found.is_empty() {
        let more = if compared.is_empty() || look.verbose {
            ""
        } else {
            " (-v shows what agrees)"
        };
        let sign = look.sign(Verdict::Agree, true);
        let fine = paint(GOOD, &format!("{sign} no contradictions"));
        return format!("{fine}{dot}{}{more}", facts.join(dot));
    }
    format!("{}{dot}{}", paint(BOLD, &facts.join(dot)), found.join(", "))
}
