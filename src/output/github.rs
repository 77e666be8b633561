//! Workflow commands: findings as annotations on a pull request.
//!
//! `::error file=..,line=..::message`, escaped as GitHub wants it: `%`, line ends, and in
//! properties also `:` and `,`.

use super::compact::related;
use super::look::clean;
use super::place::Place;
use super::{View, figure};
use crate::check::{Finding, Severity};
use crate::event::ClaimRef;
use crate::span::Span;

/// One finding.
pub fn finding(view: &View, f: &Finding) -> String {
    let mut message = clean(&f.message).into_owned();
    for c in related(f) {
        message.push_str(&format!("\n{}", quote(view, c)));
    }
    command(view, f.severity, (f.report, f.span), &f.rule, &message)
}

/// Place and words of a related figure.
pub fn quote(view: &View, at: ClaimRef) -> String {
    let source = view.reports.get(at.report as usize).map_or("", |r| &r.source);
    let words = at.of(&view.analysis.digests).sentence.of(source);
    format!("{}: {}", figure::place(view, at), clean(words.trim()))
}

/// One command.
pub fn command(view: &View, severity: Severity, (report, span): (u32, Span), title: &str, message: &str) -> String {
    let level = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let at = Place::of(view, report, span);
    let ((line, column), (end_line, end_column)) = (at.start, at.end);
    let mut place = format!("file={}", property(&clean(at.file)));
    let mut message = message.to_owned();
    match at.record {
        // Offsets of a record are those of its text, not of the file that holds it.
        Some(record) => message.insert_str(0, &format!("record {}: ", clean(record))),
        None if end_line == line => {
            place.push_str(&format!(
                ",line={line},col={column},endLine={line},endColumn={end_column}"
            ));
        }
        None => place.push_str(&format!(",line={line},col={column},endLine={end_line}")),
    }
    format!("::{level} {place},title={}::{}", property(title), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{Fixture, raid};

    #[test]
    fn an_annotation_a_finding() {
        let fixture = raid();
        let view = fixture.view();
        let lines: Vec<String> = fixture.analysis.findings.iter().map(|f| finding(&view, f)).collect();
        insta::assert_snapshot!("github", lines.join("\n"));
        assert!(lines.iter().all(|l| l.starts_with("::") && !l.contains('\n')));
    }

    #[test]
    fn properties_and_data_are_escaped() {
        let mut fixture = Fixture::new(&[("A", "2031-01-02", "In all 44 homes fell.\n")], |f| {
            f.claim(0, "destroyed", "homes", "44");
            f.finding("a,b:c", Severity::Note, &[(0, 0)], "100% sure\n::error::really");
        });
        fixture.reports[0].id = "x,y:z.md".to_owned();
        let line = finding(&fixture.view(), &fixture.analysis.findings[0]);
        assert_eq!(
            line,
            "::notice file=x%2Cy%3Az.md,line=1,col=8,endLine=1,endColumn=10,title=a%2Cb%3Ac::100%25 sure ::error::really"
        );
    }
}
