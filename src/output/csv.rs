//! CSV, for spreadsheets: a row for each figure of a finding, the one at the finding's place first.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front: words of reports
//! stay words.

use super::View;
use super::issue::{Issue, words};
use super::json::{claim_id, moment, number};
use super::look::{clean, severity_name};
use crate::event::ClaimRef;
use serde_json::Value;

const HEAD: [&str; 22] = [
    "finding",
    "rule",
    "severity",
    "message",
    "reason",
    "claim",
    "report",
    "line",
    "column",
    "outlet",
    "published",
    "speaker",
    "measure",
    "counted",
    "scope",
    "low",
    "high",
    "unit",
    "text",
    "sentence",
    "fingerprint",
    "suppressed",
];

/// The whole table, with its head.
pub fn render(view: &View, issues: &[Issue]) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = csv.write_record(HEAD);
    for (n, issue) in (1..).zip(issues) {
        for &at in &issue.claims {
            let _ = csv.write_record(row(view, n, issue, at).map(|cell| harmless(&cell)));
        }
    }
    let bytes = csv.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(view: &View, n: usize, issue: &Issue, at: ClaimRef) -> [String; 22] {
    let claim = at.of(&view.analysis.digests);
    let (line, column) = view.line_column(at.report, claim.span.start);
    let meta = view.reports.get(at.report as usize).map(|r| &r.meta);
    let value = |v: Value| match v {
        Value::Null => String::new(),
        Value::String(s) => s,
        v => v.to_string(),
    };
    [
        n.to_string(),
        issue.rule.to_owned(),
        severity_name(issue.severity).to_owned(),
        issue.message.clone(),
        issue.reason.clone().unwrap_or_default(),
        claim_id(view, at),
        view.id(at.report).to_owned(),
        line.to_string(),
        column.to_string(),
        meta.and_then(|m| m.outlet.as_deref()).unwrap_or_default().to_owned(),
        value(moment(meta.and_then(|m| m.published))),
        claim.speaker.as_deref().unwrap_or_default().to_owned(),
        claim.label.as_deref().unwrap_or(&claim.measure).to_owned(),
        claim.counted.to_string(),
        claim.scope.as_ref().map(|s| s.text.to_string()).unwrap_or_default(),
        value(number(claim.interval.low)),
        value(number(claim.interval.high)),
        claim.unit.as_deref().unwrap_or_default().to_owned(),
        claim.text.clone(),
        words(view, at),
        issue.fingerprint.to_owned(),
        issue.suppressed.map_or_else(String::new, |s| s.why.clone()),
    ]
}

/// A cell that no spreadsheet computes; a plain number stays one.
fn harmless(cell: &str) -> String {
    let cell = clean(cell);
    let formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{allowed, raid};
    use crate::output::issue::of_check;

    #[test]
    fn a_row_a_figure() {
        let mut fixture = raid();
        fixture.analysis.findings[1].suppressed = Some(allowed("allowed, says \"the desk\""));
        let view = fixture.view();
        let text = render(&view, &of_check(&view));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().expect("a head").clone();
        assert_eq!(head.iter().collect::<Vec<_>>(), HEAD);
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
        assert_eq!(rows.len(), 8);
        assert_eq!(
            rows.iter().filter(|r| &r[21] == "allowed, says \"the desk\"").count(),
            2
        );
        insta::assert_snapshot!("csv", text);
    }

    #[test]
    fn nothing_is_a_formula() {
        assert_eq!(harmless("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(harmless("-12.5"), "-12.5");
        assert_eq!(harmless("-12 dead"), "'-12 dead");
        assert_eq!(harmless("@all"), "'@all");
    }
}
