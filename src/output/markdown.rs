//! Markdown for the comment of a pull request: what was found in a line, the tables of differences,
//! and each finding with both sources' words, folded away.
//!
//! Words of reports are escaped: they make no markup, no link, and call nobody.

use super::issue::{Issue, of_audit, of_check, source};
use super::look::{Look, clean, count, severity_name};
use super::rows::{columns, judged, name, rows, said};
use super::{View, draft, figure, is_compared, summary};
use crate::audit::Audit;
use crate::check::Severity;
use crate::compare::{Comparison, Verdict};
use crate::event::ClaimRef;
use crate::span::Span;
use std::fmt::Write;

/// A comment may hold 65,536 characters; what is beyond this is counted, not told.
const ROOM: usize = 60_000;

/// What `check` found.
pub fn check(view: &View, look: &Look) -> String {
    let issues = of_check(view);
    let mut out = heading(&issues, &plain(&summary::line(view, &wide(look))));
    for event in 0..view.analysis.events.len() as u32 {
        let differs = |c: &&Comparison| is_compared(c) && c.verdict > Verdict::Compatible;
        let told = view.comparisons(event).any(|c| differs(&c)) || view.open().any(|f| f.event == Some(event));
        if told && view.shows(event) && out.len() < ROOM / 2 {
            table(view, look, event, &mut out);
        }
    }
    found(view, &issues, &mut out);
    out
}

/// What `audit` found.
pub fn audit(view: &View, look: &Look, audit: &Audit) -> String {
    let issues = of_audit(view, look, audit);
    let mut out = heading(&issues, &plain(&draft::summary(view, &wide(look), audit)));
    found(view, &issues, &mut out);
    out
}

/// A look that breaks no line.
fn wide(look: &Look) -> Look {
    Look {
        width: usize::MAX,
        ..*look
    }
}

fn plain(text: &str) -> String {
    escaped(&anstream::adapter::strip_str(text).to_string())
}

fn heading(issues: &[Issue], summary: &str) -> String {
    let of = |s: Severity| {
        issues
            .iter()
            .filter(|i| i.severity == s && i.suppressed.is_none())
            .count()
    };
    let each = [Severity::Error, Severity::Warning, Severity::Note];
    let counts: Vec<String> = each
        .into_iter()
        .filter(|&s| of(s) > 0)
        .map(|s| count(of(s), severity_name(s)))
        .collect();
    let found = if counts.is_empty() {
        "nothing to look at".to_owned()
    } else {
        counts.join(", ")
    };
    format!("### recount: {found}\n\n{summary}\n")
}

/// The figures of an event in rows, its reports in columns.
fn table(view: &View, look: &Look, index: u32, out: &mut String) {
    let event = &view.analysis.events[index as usize];
    let compared: Vec<_> = view.comparisons(index).filter(|c| is_compared(c)).collect();
    let rows = rows(view, &compared);
    if rows.is_empty() {
        return;
    }
    let columns = columns(view, &rows);
    let mut facts = vec![event.label.clone()];
    facts.extend(event.date.map(figure::date));
    let _ = write!(out, "\n#### {}\n\n| figure |", escaped(&facts.join(look.dot())));
    for &report in &columns {
        let _ = write!(out, " {} |", escaped(&name(view, report)));
    }
    out.push_str(" verdict | gap |\n|---|");
    out.push_str(&"---|".repeat(columns.len()));
    out.push_str("---|---:|\n");
    for row in rows {
        let indent = if row.depth > 0 { "&emsp;" } else { "" };
        let _ = write!(out, "| {indent}{} |", escaped(&row.label));
        for &report in &columns {
            let cell = row.comparison.map(|c| said(view, look, c, report)).unwrap_or_default();
            let _ = write!(out, " {} |", escaped(&cell));
        }
        let (verdict, gap) = row.comparison.map(|c| judged(view, look, c)).unwrap_or_default();
        let _ = writeln!(out, " {} | {} |", escaped(&verdict), escaped(&gap));
    }
}

fn found(view: &View, issues: &[Issue], out: &mut String) {
    let mut open: Vec<&Issue> = issues.iter().filter(|i| i.suppressed.is_none()).collect();
    open.sort_by_key(|i| std::cmp::Reverse(i.severity));
    let mut left = 0;
    for issue in open {
        let told = finding(view, issue);
        if left > 0 || out.len() + told.len() > ROOM {
            left += 1;
        } else {
            out.push_str(&told);
        }
    }
    if left > 0 {
        let _ = writeln!(out, "\n… and {left} more.");
    }
    let allowed = issues.iter().filter(|i| i.suppressed.is_some()).count();
    if allowed > 0 {
        let _ = writeln!(out, "\n{} allowed by the desk, not shown.", count(allowed, "finding"));
    }
}

/// A finding: message and place, and folded away the words of each figure.
fn finding(view: &View, issue: &Issue) -> String {
    let place = issue.place(view);
    let at = match place.record {
        Some(record) => format!("{}#{record}", place.file),
        None => format!("{}:{}:{}", place.file, place.start.0, place.start.1),
    };
    let sign = match issue.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Note => "ℹ️",
    };
    let mut out = format!(
        "\n<details><summary>{sign} <b>{}</b>: {}</summary>\n\n",
        html(issue.rule),
        html(&issue.message)
    );
    for &claim in &issue.claims {
        let _ = writeln!(
            out,
            "> {}  \n> — {}, {}\n",
            quoted(view, claim),
            escaped(&source(view, claim)),
            code(&figure::place(view, claim))
        );
    }
    if issue.claims.is_empty() {
        let _ = writeln!(out, "At {}.\n", code(&at));
    }
    if let Some(reason) = &issue.reason {
        let _ = writeln!(out, "{}\n", escaped(reason));
    }
    if let Some(advice) = &issue.advice {
        let _ = writeln!(out, "Would be true: **{}**\n", escaped(advice));
    }
    out.push_str("</details>\n");
    out
}

/// The sentence of a figure, with the figure in bold.
pub fn quoted(view: &View, at: ClaimRef) -> String {
    let claim = at.of(&view.analysis.digests);
    let source = view.reports.get(at.report as usize).map_or("", |r| &r.source);
    let piece = |start: u32, end: u32| {
        escaped(
            Span {
                start,
                end: end.max(start),
            }
            .of(source),
        )
    };
    let sentence = claim.sentence.to(claim.span);
    let (before, after) = (
        piece(sentence.start, claim.span.start),
        piece(claim.span.end, sentence.end),
    );
    format!(
        "{}**{}**{}",
        before.trim_start(),
        piece(claim.span.start, claim.span.end),
        after.trim_end()
    )
}

/// Text as code: in more backticks than it holds.
fn code(text: &str) -> String {
    let text = clean(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest > 0 {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// Text inside an element of HTML.
fn html(text: &str) -> String {
    let text = clean(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    unlinked(&text)
}

/// Text that makes no markup.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '!' | '|' | '~' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    // What would begin a list or a rule at the start of a line.
    if ["- ", "+ ", "--", "="].iter().any(|m| out.starts_with(m)) {
        out.insert(0, '\\');
    }
    unlinked(&out)
}

/// Text that calls nobody and links nowhere: an empty comment parts what a site would make a link of.
fn unlinked(text: &str) -> String {
    let text = text
        .replace('@', "@<!-- -->")
        .replace("://", ":<!-- -->//")
        .replace("www.", "www<!-- -->.");
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        if last == '#' && c.is_ascii_digit() {
            out.push_str("<!-- -->");
        }
        out.push(c);
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{allowed, raid};
    use pulldown_cmark::{Event, Options, Parser, Tag};

    fn events(text: &str) -> Vec<Event<'_>> {
        Parser::new_ext(text, Options::ENABLE_TABLES).collect()
    }

    #[test]
    fn a_comment_is_markdown() {
        let mut fixture = raid();
        fixture.analysis.findings[2].suppressed = Some(allowed("of two valleys"));
        let text = check(&fixture.view(), &Look::default());
        let events = events(&text);
        let rows = events.iter().filter(|e| matches!(e, Event::Start(Tag::TableRow)));
        assert_eq!(rows.count(), 5);
        let quotes = events.iter().filter(|e| matches!(e, Event::Start(Tag::BlockQuote(_))));
        assert_eq!(quotes.count(), 4);
        insta::assert_snapshot!("markdown", text);
    }

    #[test]
    fn words_of_reports_make_no_markup() {
        let hostile = "<img src=x onerror=alert(1)> [a](http://b) **c** `d` | @all #12 www.e.org https://f.org\n# g";
        let mut fixture = raid();
        fixture.analysis.events[0].label = hostile.to_owned();
        fixture.analysis.findings[0].message = hostile.to_owned();
        fixture.analysis.digests[1].claims[0].speaker = Some("x |</summary><b>`".into());
        fixture.reports[1].meta.outlet = Some(hostile.into());
        let text = check(&fixture.view(), &Look::default());
        let ours = [
            "<details>",
            "<summary>",
            "<b>",
            "</b>",
            "</summary>",
            "</details>",
            "<!-- -->",
        ];
        for event in events(&text) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    let rest = ours.iter().fold(html.to_string(), |h, o| h.replace(o, ""));
                    assert!(!rest.contains('<'), "{html}");
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("a link: {text}"),
                _ => {}
            }
        }
        assert!(!text.contains("@all") && !text.contains("://") && !text.contains("#12"));
    }

    #[test]
    fn a_comment_stays_short_enough() {
        let mut fixture = raid();
        let one = fixture.analysis.findings[0].clone();
        fixture.analysis.findings.extend(std::iter::repeat_n(one, 900));
        let text = check(&fixture.view(), &Look::default());
        assert!(text.len() < 65_536);
        assert!(text.contains(" more.\n"));
    }
}
