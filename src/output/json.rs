//! The machine format, schema 1.

use super::View;
use super::advice;
use super::compact::related;
use super::findings::reason;
use super::look::Look;
use super::record::record;
use crate::audit::{Audit, Entry};
use crate::check::Finding;
use crate::claim::Claim;
use crate::compare::{Comparison, SumVerdict};
use crate::event::ClaimRef;
use crate::quantity::Decimal;
use crate::span::Span;
use serde_json::{Value, json};

/// A decimal as a JSON number: an integer where it is one.
pub fn number(value: Option<Decimal>) -> Value {
    match value {
        None => Value::Null,
        Some(d) => match (d.fract().is_zero(), i64::try_from(d.trunc())) {
            (true, Ok(n)) => n.into(),
            _ => d
                .to_string()
                .parse::<f64>()
                .ok()
                .and_then(serde_json::Number::from_f64)
                .map_or(Value::Null, Value::Number),
        },
    }
}

/// A span as an object.
pub fn span(s: Span) -> Value {
    json!({"start": s.start, "end": s.end})
}

/// The id of a claim: "reports/a.md#1".
pub fn claim_id(view: &View, c: ClaimRef) -> String {
    format!("{}#{}", view.reports[c.report as usize].id, c.claim + 1)
}

/// When a report was published: a moment, or a day.
pub fn moment(p: Option<crate::corpus::Published>) -> Value {
    use crate::corpus::Published;
    match p {
        None => Value::Null,
        Some(Published::On(day)) => day.to_string().into(),
        Some(Published::At { moment, .. }) => moment.to_string().into(),
    }
}

/// One claim as a value.
fn claim(view: &View, at: ClaimRef, claim: &Claim, event: Option<&str>) -> Value {
    serde_json::to_value(record(view, at, claim, event)).unwrap_or_default()
}

/// The whole document of `recount check --format json`.
pub fn document(view: &View) -> Value {
    let a = view.analysis;
    let mut event_of = rustc_hash::FxHashMap::default();
    for e in &a.events {
        for c in &e.claims {
            event_of.insert(*c, e.id.as_str());
        }
    }
    let reports = view
        .reports
        .iter()
        .map(|r| {
            json!({
                "id": r.id, "outlet": r.meta.outlet, "title": r.meta.title,
                "published": moment(r.meta.published), "url": r.meta.url, "inferred": r.meta.inferred,
            })
        })
        .collect();
    let events = a
        .events
        .iter()
        .map(|e| {
            json!({
                "id": e.id, "label": e.label, "kind": e.kind, "place": e.place, "date": e.date.map(|d| d.to_string()),
                "reports": e.reports.iter().map(|&r| &view.reports[r as usize].id).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut claims = Vec::new();
    for (r, d) in a.digests.iter().enumerate() {
        for (c, x) in d.claims.iter().enumerate() {
            let at = ClaimRef {
                report: r as u32,
                claim: c as u32,
            };
            claims.push(claim(view, at, x, event_of.get(&at).copied()));
        }
    }
    let comparisons = a.comparisons.iter().map(|c| comparison(view, c)).collect();
    let sums = a.sums.iter().map(|s| json!({
        "event": a.events[s.event as usize].id, "total": claim_id(view, s.total),
        "parts": s.parts.iter().map(|&x| claim_id(view, x)).collect::<Vec<_>>(),
        "exhaustive": s.exhaustive, "holds": s.verdict == SumVerdict::Holds, "verdict": s.verdict, "because": s.because,
    })).collect();
    let findings = a.findings.iter().map(|f| finding(view, f)).collect();
    // `json!` would copy what it is given
    let parts = [
        ("schema", 1.into()),
        ("tool", json!({"name": "recount", "version": env!("CARGO_PKG_VERSION")})),
        ("reports", Value::Array(reports)),
        ("events", Value::Array(events)),
        ("claims", Value::Array(claims)),
        ("comparisons", Value::Array(comparisons)),
        ("sums", Value::Array(sums)),
        ("findings", Value::Array(findings)),
    ];
    Value::Object(parts.map(|(name, part)| (name.to_owned(), part)).into_iter().collect())
}

/// One comparison, as in `comparisons` of the document.
pub fn comparison(view: &View, c: &Comparison) -> Value {
    let pairs = c.pairs.iter().map(|p| {
        json!({
            "a": claim_id(view, p.a), "b": claim_id(view, p.b),
            "verdict": p.verdict, "reason": p.reason, "because": p.because,
        })
    });
    json!({
        "id": c.id, "event": view.analysis.events[c.event as usize].id, "measure": c.measure, "label": c.label,
        "counted": c.counted, "scope": c.scope, "verdict": c.verdict,
        "low": number(c.low), "best": number(c.best), "high": number(c.high),
        "claims": c.claims.iter().map(|&x| claim_id(view, x)).collect::<Vec<_>>(),
        "pairs": pairs.collect::<Vec<_>>(),
    })
}

/// One finding, as in `findings` of the document.
pub fn finding(view: &View, f: &Finding) -> Value {
    let a = view.analysis;
    let (line, column) = view.line_column(f.report, f.span.start);
    let (end_line, end_column) = view.line_column(f.report, f.span.end);
    let related = related(f).map(|c| {
        let other = c.of(&a.digests);
        let (line, column) = view.line_column(c.report, other.span.start);
        json!({
            "claim": claim_id(view, c), "report": view.id(c.report), "span": span(other.span),
            "line": line, "column": column, "text": other.text,
        })
    });
    json!({
        "id": f.id, "rule": f.rule, "family": f.family, "severity": f.severity,
        "event": f.event.and_then(|e| a.events.get(e as usize)).map(|e| &e.id),
        "comparison": f.comparison.and_then(|i| a.comparisons.get(i as usize)).map(|c| &c.id),
        "claims": f.claims.iter().map(|&x| claim_id(view, x)).collect::<Vec<_>>(),
        "report": view.id(f.report), "span": span(f.span), "line": line, "column": column,
        "end_line": end_line, "end_column": end_column, "message": f.message, "reason": reason(view, f),
        "related": related.collect::<Vec<_>>(), "fingerprint": f.fingerprint, "suppressed": f.suppressed.as_ref().map(|s| &s.why),
    })
}

/// What an audit found: the draft's figures, each with its standing and the sources' figures.
pub fn audit(view: &View, audit: &Audit) -> Value {
    let entries: Vec<Value> = audit.entries.iter().map(|e| entry(view, e)).collect();
    let findings = audit
        .findings
        .iter()
        .filter_map(|&f| view.analysis.findings.get(f as usize));
    json!({
        "schema": 1, "tool": {"name": "recount", "version": env!("CARGO_PKG_VERSION")},
        "drafts": audit.drafts, "sources": audit.sources, "sums": audit.sums, "figures": entries,
        "findings": findings.map(|f| finding(view, f)).collect::<Vec<_>>(),
    })
}

/// One figure of an audited draft.
pub fn entry(view: &View, e: &Entry) -> Value {
    let digests = &view.analysis.digests;
    let told = |at: ClaimRef| claim(view, at, at.of(digests), None);
    let sources = e.sources.iter().map(|s| {
        let report = &view.reports[s.claim.report as usize];
        json!({
            "claim": told(s.claim), "outlet": report.meta.outlet, "published": moment(report.meta.published),
            "verdict": s.verdict, "later": s.later, "because": s.because,
            "words": s.claim.of(digests).sentence.of(&report.source),
        })
    });
    json!({
        "standing": e.standing, "severity": e.level, "origins": e.support,
        "claim": told(e.claim), "sources": sources.collect::<Vec<_>>(), "suggestion": suggestion(view, e), "fingerprint": e.fingerprint,
        "suppressed": e.suppressed.as_ref().map(|s| &s.why),
    })
}

/// What would be true to write; null where there is nothing to suggest.
fn suggestion(view: &View, e: &Entry) -> Value {
    let (Some(advice), Some(told)) = (&e.advice, advice::suggestion(view, &Look::default(), e)) else {
        return Value::Null;
    };
    json!({
        "text": told.text(), "value": told.value, "by": told.by, "low": number(advice.low), "high": number(advice.high),
        "as_of": advice.as_of.map(|d| d.to_string()),
        "claims": advice.claims.iter().map(|&c| claim_id(view, c)).collect::<Vec<_>>(),
    })
}

/// An object with its type, for streams that mix several.
pub fn tagged(mut value: Value, kind: &str) -> Value {
    if let Value::Object(map) = &mut value {
        map.shift_insert(0, "type".to_owned(), kind.into());
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::raid;

    #[test]
    fn a_full_document_follows_its_schema() {
        let schema: Value = serde_json::from_str(include_str!("../../tests/output.schema.json")).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let fixture = raid();
        let document = document(&fixture.view());
        let wrong: Vec<String> = validator
            .iter_errors(&document)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert_eq!(wrong, [""; 0]);
        assert_eq!(
            document["findings"][0]["related"][0]["claim"],
            "news/northern-wire.md#5"
        );
        assert_eq!(
            document["findings"][1]["reason"],
            document["comparisons"][0]["pairs"][0]["because"]
        );
        assert_eq!(document["sums"][0]["holds"], false);
    }

    #[test]
    fn numbers_stay_whole_where_they_are() {
        assert_eq!(number(Some(Decimal::new(400, 1))), json!(40));
        assert_eq!(number(Some(Decimal::new(76, 1))), json!(7.6));
        assert_eq!(number(None), Value::Null);
    }

    #[test]
    fn an_entry_tells_what_the_sources_say() {
        let mut fixture = raid();
        let audit = crate::audit::audit(&mut fixture.analysis, 1, fixture.rules);
        let value = super::audit(&fixture.view(), &audit);
        assert_eq!(value["figures"][0]["standing"], "overtaken");
        assert_eq!(value["figures"][0]["sources"][0]["outlet"], "Northern Wire");
        assert_eq!(value["figures"][0]["sources"][0]["later"], true);
    }
}
