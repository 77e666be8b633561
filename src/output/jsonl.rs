//! JSON Lines: one finding, claim or quantity a line, with the fields of [the document](super::json).

use super::record::{ClaimRecord, record};
use super::{View, is_compared, json};
use crate::event::ClaimRef;
use crate::quantity::Listed;
use crate::span::Span;
use serde_json::{Value, json};

/// One finding, tagged with its type.
pub fn finding(view: &View, index: usize) -> Value {
    json::tagged(json::finding(view, &view.analysis.findings[index]), "finding")
}

/// Every finding; with `all`, what was compared comes before them.
pub fn found<'a>(view: &'a View<'a>, all: bool) -> impl Iterator<Item = Value> + 'a {
    let compared = view.analysis.comparisons.iter().filter(move |c| all && is_compared(c));
    let compared = compared.map(|c| json::tagged(json::comparison(view, c), "comparison"));
    compared.chain((0..view.analysis.findings.len()).map(|f| finding(view, f)))
}

/// Every claim of a report; nothing is compared, so the event is null.
pub fn claims<'a>(view: &'a View<'a>, report: u32) -> impl Iterator<Item = ClaimRecord<'a>> + 'a {
    let claims = view
        .analysis
        .digests
        .get(report as usize)
        .map_or(&[][..], |d| &d.claims);
    claims.iter().enumerate().map(move |(i, c)| {
        let at = ClaimRef {
            report,
            claim: i as u32,
        };
        record(view, at, c, None)
    })
}

/// One quantity, `n`-th of its report, as written.
pub fn quantity(view: &View, report: u32, n: usize, q: &Listed, noun: Option<Span>) -> Value {
    let source = view.reports.get(report as usize).map_or("", |r| &r.source);
    let (line, column) = view.line_column(report, q.span.start);
    json!({
        "id": format!("{}#{}", view.id(report), n + 1), "report": view.id(report),
        "low": json::number(q.stated.low), "high": json::number(q.stated.high),
        "approximate": q.approximate, "unit": q.unit, "noun": noun.map(|s| s.of(source)),
        "text": q.span.of(source), "span": json::span(q.span), "line": line, "column": column,
    })
}
