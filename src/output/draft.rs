//! An audited draft as an editor reads it: what the sources contradict and what they have
//! overtaken in full, with the sources' words; then what none of them supports, and what they do.

use super::advice::suggestion;
use super::findings::{Mark, Message, draw, finding, mark};
use super::issue::WOULD_BE_TRUE;
use super::look::{BOLD, DIM, GOOD, Look, clean, count, flow, paint, severity, wrap};
use super::{View, figure, github};
use crate::audit::{Audit, Entry, Standing};
use crate::check::Severity;
use crate::compare::Verdict;
use anstyle::Style;
use std::fmt::Write;

/// How many figures of the sources are shown in their sentences.
const SHOWN: usize = 3;

/// What is told in full, with the sources' words.
const FULL: [Standing; 5] = [
    Standing::Contradicted,
    Standing::Overtaken,
    Standing::Narrower,
    Standing::Unattributed,
    Standing::Wider,
];

/// The whole audit.
pub fn render(view: &View, look: &Look, audit: &Audit) -> String {
    let mut out = String::new();
    for standing in FULL {
        let open = audit.entries.iter().filter(|e| e.is_told());
        for entry in open.filter(|e| e.standing == standing) {
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
        .filter(|e| e.standing == Standing::Unsupported && e.is_told())
        .collect();
    section(
        &mut out,
        look,
        "In no source",
        lonely
            .iter()
            .map(|e| (title(view, look, e), figure::place(view, e.claim))),
    );
    let allowed = audit
        .entries
        .iter()
        .filter_map(|e| Some((e, e.suppressed.as_ref()?.why.as_str())));
    section(
        &mut out,
        look,
        "Allowed",
        allowed.map(|(e, why)| (title(view, look, e), clean(why).into_owned())),
    );
    let good = audit.entries.iter().filter(|e| e.standing == Standing::Supported);
    if look.verbose {
        section(
            &mut out,
            look,
            "Supported",
            good.map(|e| (title(view, look, e), format!("{}: {}", origins(e), supporters(view, e)))),
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

/// The outlets that give a figure, each with the place of its first.
fn supporters(view: &View, e: &Entry) -> String {
    let mut reports: Vec<u32> = Vec::new();
    let mut names = Vec::new();
    for s in e
        .sources
        .iter()
        .filter(|s| s.verdict <= Verdict::Compatible && !s.outdated)
    {
        if let Some(report) = view
            .reports
            .get(s.claim.report as usize)
            .filter(|_| !reports.contains(&s.claim.report))
        {
            reports.push(s.claim.report);
            names.push(format!("{} ({})", figure::outlet(report), figure::place(view, s.claim)));
        }
    }
    names.join("; ")
}

/// One line on an entry: "killed: 60, but a source has 72".
pub fn headline(view: &View, look: &Look, e: &Entry) -> String {
    let against = e
        .sources
        .iter()
        .filter(|s| s.verdict == Verdict::Conflict && !s.outdated)
        .count();
    let first = e
        .sources
        .first()
        .map(|s| figure::value(s.claim.of(&view.analysis.digests), look))
        .unwrap_or_default();
    let what = title(view, look, e);
    let older = || e.sources.iter().filter(|s| s.overtakes).all(|s| s.later == Some(false));
    match e.standing {
        Standing::Contradicted if against == 1 => format!("{what}, but a source has {first}"),
        Standing::Contradicted => format!("{what}, but {against} figures of the sources differ, the first {first}"),
        Standing::Overtaken if older() => format!("{what}, where a source had {first} before"),
        Standing::Overtaken => format!("{what}, overtaken by {first} in a later source"),
        Standing::Narrower => format!("{what}, more than the sources say: {first}"),
        Standing::Unattributed => format!("{what}, without saying who says so"),
        Standing::Wider => format!("{what}, and the sources have it more exactly: {first}"),
        Standing::Unsupported => format!("{what}, in no source"),
        Standing::Supported => format!("{what}, supported by {}", origins(e)),
    }
}

/// "2 independent origins".
fn origins(e: &Entry) -> String {
    count(e.support, "independent origin")
}

fn message(view: &View, look: &Look, e: &Entry) -> Message {
    let live = || e.sources.iter().filter(|s| !s.outdated);
    let odd = live().any(|s| s.verdict > Verdict::Compatible);
    let shown = || live().filter(move |s| !odd || s.verdict > Verdict::Compatible);
    let mut marks: Vec<Mark> = vec![mark(view, look, e.claim)];
    if let Some(draft) = marks.first_mut() {
        draft.label = "the draft".to_owned();
    }
    marks.extend(shown().take(SHOWN).map(|s| mark(view, look, s.claim)));
    let reason = shown().map(|s| clean(&s.because).into_owned()).find(|b| !b.is_empty());
    let mut notes: Vec<String> = reason.into_iter().filter(|_| odd).collect();
    let more = shown().count().saturating_sub(SHOWN);
    if more > 0 {
        notes.push(format!("and {} more of the sources", count(more, "figure")));
    }
    if odd && e.support > 0 {
        notes.push(format!("supported by {}: {}", origins(e), supporters(view, e)));
    }
    Message {
        severity: e.level.unwrap_or(Severity::Note),
        rule: e.standing.name().to_owned(),
        title: headline(view, look, e),
        marks,
        notes,
        help: suggestion(view, look, e).map(|s| format!("{WOULD_BE_TRUE}{}", s.text())),
    }
}

/// The last line: how many figures stand how.
pub fn summary(view: &View, look: &Look, audit: &Audit) -> String {
    let plain = Style::new();
    let mut checked = count(audit.entries.len(), "figure");
    if audit.sums > 0 {
        checked.push_str(&format!(" and {}", count(audit.sums, "sum")));
    }
    let facts = [checked, format!("held against {}", count(audit.sources, "source"))];
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
            let level = audit.entries.iter().find(|e| e.standing == s).and_then(|e| e.level);
            let style = level.map_or(GOOD, severity);
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
    let level = e.severity().map_or("ok", super::look::severity_name);
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
    let severity = e.severity()?;
    let mut text = headline(view, look, e);
    for s in e.sources.iter().take(5) {
        let _ = write!(text, "\n{}", github::quote(view, s.claim));
    }
    if let Some(told) = suggestion(view, look, e) {
        let _ = write!(text, "\n{WOULD_BE_TRUE}{}", told.text());
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
        let mut fixture = raid();
        let audit = audit(&mut fixture.analysis, 1, fixture.rules);
        let view = fixture.view();
        let look = Look {
            verbose: true,
            ..Look::default()
        };
        insta::assert_snapshot!("audit_100", plain(&render(&view, &look, &audit)));
        let lines: Vec<String> = audit.entries.iter().map(|e| line(&view, &look, e)).collect();
        insta::assert_snapshot!("audit_compact", lines.join("\n"));
    }
}
