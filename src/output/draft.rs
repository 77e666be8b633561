//! An audited draft as an editor reads it: what the sources contradict and what they have
//! overtaken in full, with the sources' words; then what none of them supports, and what they do.

use super::findings::{Mark, Message, draw, finding, mark};
use super::look::{BOLD, DIM, GOOD, Look, clean, count, flow, paint, severity, wrap};
use super::{View, figure, github};
use crate::audit::{Audit, Entry, Standing};
use crate::check::Severity;
use crate::compare::Verdict;
use anstyle::Style;
use std::fmt::Write;

/// The whole audit.
pub fn render(view: &View, look: &Look, audit: &Audit) -> String {
    let mut out = String::new();
    for standing in [Standing::Contradicted, Standing::Overtaken] {
        for entry in audit.entries.iter().filter(|e| e.standing == standing) {
            out.push_str(&draw(view, look, &message(view, look, entry)));
            out.push('\n');
        }
    }
    for f in audit
        .findings
        .iter()
        .filter_map(|&f| view.analysis.findings.get(f as usize))
        .filter(|f| f.suppressed.is_none())
    {
        out.push_str(&finding(view, look, f));
        out.push('\n');
    }
    let lonely: Vec<&Entry> = audit
        .entries
        .iter()
        .filter(|e| e.standing == Standing::Unsupported)
        .collect();
    section(
        &mut out,
        look,
        "In no source",
        lonely
            .iter()
            .map(|e| (title(view, look, e), figure::place(view, e.claim))),
    );
    let good = audit.entries.iter().filter(|e| e.standing == Standing::Supported);
    if look.verbose {
        section(
            &mut out,
            look,
            "Supported",
            good.map(|e| (title(view, look, e), supporters(view, e))),
        );
    }
    out.push_str(&summary(view, look, audit));
    out.push('\n');
    out
}

/// A heading with rows of a figure and what is to be said of it.
fn section(out: &mut String, look: &Look, heading: &str, rows: impl Iterator<Item = (String, String)>) {
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", paint(BOLD, heading));
    let widest = rows
        .iter()
        .map(|(a, _)| super::look::width(a))
        .max()
        .unwrap_or(0)
        .min(look.width / 2);
    for (what, note) in rows {
        let left = wrap(&what, widest);
        let right = wrap(&note, look.width.saturating_sub(widest + 4).max(16));
        for i in 0..left.len().max(right.len()) {
            let (a, b) = (
                left.get(i).map_or("", String::as_str),
                right.get(i).map_or("", String::as_str),
            );
            let pad = widest.saturating_sub(super::look::width(a));
            let line = format!("  {a}{:pad$}  ", "");
            let tail = if b.is_empty() { String::new() } else { paint(DIM, b) };
            let _ = writeln!(
                out,
                "{}{tail}",
                if b.is_empty() { line.trim_end() } else { line.as_str() }
            );
        }
    }
    out.push('\n');
}

/// "killed: at least 60", "killed civilians: 12".
fn title(view: &View, look: &Look, e: &Entry) -> String {
    let c = e.claim.of(&view.analysis.digests);
    let measure = c.label.as_deref().unwrap_or(&c.measure);
    let counted = figure::limits(&c.counted, c.scope.as_ref().map(|s| s.text.as_str()));
    let what = match counted.as_str() {
        "" | "people" => clean(measure).replace('-', " "),
        counted => format!("{} ({counted})", clean(measure).replace('-', " ")),
    };
    format!("{what}: {}", figure::value(c, look))
}

/// The outlets that give a figure, with place.
fn supporters(view: &View, e: &Entry) -> String {
    let good = e.sources.iter().filter(|s| s.verdict <= Verdict::Compatible);
    let names: Vec<String> = good
        .map(|s| {
            let report = view.reports.get(s.claim.report as usize);
            let outlet = report.map_or(String::new(), figure::outlet);
            format!("{outlet} ({})", figure::place(view, s.claim))
        })
        .collect();
    names.join("; ")
}

/// One line on an entry: "60 killed, but 1 source says otherwise".
pub fn headline(view: &View, look: &Look, e: &Entry) -> String {
    let against = |v: Verdict| e.sources.iter().filter(|s| s.verdict == v).count();
    let first = e
        .sources
        .first()
        .map(|s| figure::value(s.claim.of(&view.analysis.digests), look))
        .unwrap_or_default();
    let what = title(view, look, e);
    match e.standing {
        Standing::Contradicted => match against(Verdict::Conflict) {
            1 => format!("{what}, but a source has {first}"),
            n => format!("{what}, but {n} figures of the sources differ, the first {first}"),
        },
        Standing::Overtaken => format!("{what}, overtaken by {first} in a later source"),
        Standing::Unsupported => format!("{what}, in no source"),
        Standing::Supported => format!("{what}, supported by {}", count(e.support, "outlet")),
    }
}

fn message(view: &View, look: &Look, e: &Entry) -> Message {
    let wrong = |v: Verdict| v > Verdict::Compatible;
    let mut marks: Vec<Mark> = vec![mark(view, look, e.claim)];
    if let Some(draft) = marks.first_mut() {
        draft.label = "the draft".to_owned();
    }
    marks.extend(
        e.sources
            .iter()
            .filter(|s| wrong(s.verdict))
            .take(3)
            .map(|s| mark(view, look, s.claim)),
    );
    let mut notes: Vec<String> = e
        .sources
        .iter()
        .filter(|s| wrong(s.verdict))
        .take(1)
        .map(|s| clean(&s.because).into_owned())
        .collect();
    notes.retain(|n| !n.is_empty());
    let more = e.sources.iter().filter(|s| wrong(s.verdict)).count().saturating_sub(3);
    if more > 0 {
        notes.push(format!("and {} more that differ", count(more, "figure")));
    }
    if e.support > 0 {
        notes.push(format!(
            "supported by {}: {}",
            count(e.support, "outlet"),
            supporters(view, e)
        ));
    }
    Message {
        severity: e.standing.severity().unwrap_or(Severity::Note),
        rule: e.standing.name().to_owned(),
        title: headline(view, look, e),
        marks,
        notes,
        help: None,
    }
}

/// The last line: how many figures stand how.
pub fn summary(view: &View, look: &Look, audit: &Audit) -> String {
    let plain = Style::new();
    let facts = [
        count(audit.entries.len(), "figure"),
        format!("held against {}", count(audit.sources, "source")),
    ];
    let dot = look.dot();
    let mut pieces: Vec<(&str, Style, String)> = Vec::new();
    if audit.worst(view.analysis).is_none() {
        let sign = look.sign(Verdict::Agree, true);
        pieces.push(("", GOOD, format!("{sign} nothing wrong")));
        pieces.extend(facts.map(|f| (dot, plain, f)));
        return flow(&pieces, look.width);
    }
    pieces.extend(facts.map(|f| (dot, BOLD, f)));
    let mut gap = dot;
    for s in Standing::ALL {
        let n = audit.count(s);
        if n > 0 {
            let style = s.severity().map_or(GOOD, severity);
            pieces.push((std::mem::replace(&mut gap, ", "), style, format!("{n} {}", s.name())));
        }
    }
    if !audit.findings.is_empty() {
        pieces.push((
            gap,
            plain,
            count(audit.findings.len(), "finding") + " in the draft itself",
        ));
    }
    flow(&pieces, look.width)
}

/// One entry on a line: `file:line:column: error[contradicted] message (see places)`.
pub fn line(view: &View, look: &Look, e: &Entry) -> String {
    let level = e.standing.severity().map_or("ok", super::look::severity_name);
    let see: Vec<String> = e.sources.iter().take(5).map(|s| figure::place(view, s.claim)).collect();
    let see = if see.is_empty() {
        String::new()
    } else {
        format!(" (see {})", see.join(", "))
    };
    let place = figure::place(view, e.claim);
    format!(
        "{place}: {level}[{}] {}{see}",
        e.standing.name(),
        headline(view, look, e)
    )
}

/// One entry as a workflow command; `None` where nothing is wrong.
pub fn annotation(view: &View, look: &Look, e: &Entry) -> Option<String> {
    let severity = e.standing.severity()?;
    let mut text = headline(view, look, e);
    for s in e.sources.iter().take(5) {
        let _ = write!(text, "\n{}", github::quote(view, s.claim));
    }
    let span = e.claim.of(&view.analysis.digests).span;
    Some(github::command(
        view,
        severity,
        (e.claim.report, span),
        e.standing.name(),
        &text,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::audit;
    use crate::output::fixture::{plain, raid};

    #[test]
    fn an_audit_reads_from_grave_to_good() {
        let fixture = raid();
        let view = fixture.view();
        let audit = audit(&fixture.analysis, 1);
        let look = Look {
            verbose: true,
            ..Look::default()
        };
        insta::assert_snapshot!("audit_100", plain(&render(&view, &look, &audit)));
        let lines: Vec<String> = audit.entries.iter().map(|e| line(&view, &look, e)).collect();
        insta::assert_snapshot!("audit_compact", lines.join("\n"));
    }
}
