//! JSON Lines: one finding, claim or quantity a line, with the fields of [`json`](super::json).

use super::{View, json};
use crate::event::ClaimRef;
use crate::quantity::Quantity;
use crate::text::Document;
use serde_json::{Value, json};

/// One finding, tagged with its type.
pub fn finding(view: &View, index: usize) -> Value {
    json::tagged(json::finding(view, &view.analysis.findings[index]), "finding")
}

/// Every claim of a report; nothing is compared, so the event is null.
pub fn claims<'a>(view: &'a View<'a>, report: u32) -> impl Iterator<Item = Value> + 'a {
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
        json::claim(view, at, c, None)
    })
}

/// One quantity, `n`-th of its report.
pub fn quantity(view: &View, report: u32, n: usize, document: &Document, q: &Quantity) -> Value {
    let source = view.reports.get(report as usize).map_or("", |r| &r.source);
    let (line, column) = view.line_column(report, q.span.start);
    json!({
        "id": format!("{}#q{}", view.id(report), n + 1), "report": view.id(report),
        "low": json::number(q.interval.low), "high": json::number(q.interval.high),
        "approximate": q.approximate(), "unit": q.unit, "dimension": q.dimension, "kind": q.kind,
        "noun": noun(document, source, q), "text": q.span.of(source),
        "span": json::span(q.span), "line": line, "column": column,
    })
}

/// The head noun of what a count counts: the last noun of the words that follow it.
pub fn noun<'a>(document: &Document, source: &'a str, q: &Quantity) -> Option<&'a str> {
    use crate::rules::lexicon::Tags;
    let nominal = Tags::COUNTED | Tags::NOUN;
    let stop = Tags::DET | Tags::PREP | Tags::CONJ | Tags::BE | Tags::HAVE | Tags::DO | Tags::MODAL | Tags::REL;
    let stop = stop | Tags::PRON | Tags::SUBORD | Tags::NEG | Tags::VERB_PAST | Tags::VERB_S;
    if q.unit.is_some() {
        return None;
    }
    let after = document.tokens.get(q.end as usize..)?;
    let words = after
        .iter()
        .take(5)
        .take_while(|t| t.is_word() && (t.is(nominal) || !t.is(stop)));
    let head = words
        .clone()
        .filter(|t| t.is(nominal))
        .last()
        .or_else(|| words.last())?;
    Some(head.span.of(source)).filter(|w| !w.is_empty())
}
