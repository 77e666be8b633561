//! One claim as a record of the machine format.
//!
//! What lists claims by the million writes little else, so that a record has a writer of its own beside the
//! one that is derived; a test holds the two against each other.

use super::View;
use super::json::number;
use crate::claim::{Claim, Modality};
use crate::event::ClaimRef;
use crate::quantity::{Decimal, Precision};
use crate::span::Span;
use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt;

/// One claim, as in `claims` of the document; the fields stand in the order in which they are written.
#[derive(Serialize)]
pub struct ClaimRecord<'a> {
    id: ClaimId<'a>,
    report: &'a str,
    event: Option<&'a str>,
    measure: &'a str,
    label: Option<&'a str>,
    counted: &'a str,
    #[serde(serialize_with = "as_number")]
    low: Option<Decimal>,
    #[serde(serialize_with = "as_number")]
    high: Option<Decimal>,
    approximate: bool,
    unit: Option<&'a str>,
    scope: Option<&'a str>,
    modality: Modality,
    speaker: Option<&'a str>,
    via: Option<&'a str>,
    as_of: Option<Date>,
    places: &'a [CompactString],
    text: &'a str,
    span: SpanRecord,
    sentence: SpanRecord,
    line: u32,
    column: u32,
    rule: &'a str,
}

/// The id of a claim: "reports/a.md#1".
struct ClaimId<'a> {
    report: &'a str,
    number: u32,
}

impl fmt::Display for ClaimId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}#{}", self.report, self.number)
    }
}

impl Serialize for ClaimId<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[derive(Serialize)]
struct SpanRecord {
    start: u32,
    end: u32,
}

impl From<Span> for SpanRecord {
    fn from(s: Span) -> Self {
        Self {
            start: s.start,
            end: s.end,
        }
    }
}

fn as_number<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
    number(*value).serialize(to)
}

/// The part of the event that a claim is limited to, or the part of a total of its report.
fn scope<'a>(view: &'a View, at: ClaimRef, claim: &'a Claim) -> Option<&'a str> {
    let own = claim.scope.as_ref().map(|s| s.text.as_str());
    own.or_else(|| {
        let all = &view.analysis.digests.get(at.report as usize)?.claims;
        view.wholes(at.report)?.limit(all, at.claim as usize, view.rules)
    })
}

/// What is told of one claim.
pub fn record<'a>(view: &'a View, at: ClaimRef, claim: &'a Claim, event: Option<&'a str>) -> ClaimRecord<'a> {
    let report = &view.reports[at.report as usize];
    let (line, column) = view.lines[at.report as usize].line_column(&report.source, claim.span.start);
    ClaimRecord {
        id: ClaimId {
            report: &report.id,
            number: at.claim + 1,
        },
        report: &report.id,
        event,
        measure: &claim.measure,
        label: claim.label.as_deref(),
        counted: &claim.counted,
        low: claim.interval.low,
        high: claim.interval.high,
        approximate: claim.precision != Precision::Exact,
        unit: claim.unit.as_deref(),
        scope: scope(view, at, claim),
        modality: claim.modality,
        speaker: claim.speaker.as_deref(),
        via: claim.via.as_deref(),
        as_of: claim.as_of,
        places: &claim.places,
        text: &claim.text,
        span: claim.span.into(),
        sentence: claim.sentence.into(),
        line,
        column,
        rule: &claim.rule,
    }
}

impl ClaimRecord<'_> {
    /// Appends the record as one line of JSON.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":");
        string(out, self.id.report);
        // the number stands within the quotation marks
        out.pop();
        out.push(b'#');
        digits(out, self.id.number.into());
        out.push(b'"');
        out.extend_from_slice(b",\"report\":");
        string(out, self.report);
        maybe(out, b",\"event\":", self.event);
        out.extend_from_slice(b",\"measure\":");
        string(out, self.measure);
        maybe(out, b",\"label\":", self.label);
        out.extend_from_slice(b",\"counted\":");
        string(out, self.counted);
        out.extend_from_slice(b",\"low\":");
        decimal(out, self.low);
        out.extend_from_slice(b",\"high\":");
        decimal(out, self.high);
        out.extend_from_slice(match self.approximate {
            true => b",\"approximate\":true",
            false => b",\"approximate\":false",
        });
        maybe(out, b",\"unit\":", self.unit);
        maybe(out, b",\"scope\":", self.scope);
        out.extend_from_slice(b",\"modality\":");
        any(out, &self.modality);
        maybe(out, b",\"speaker\":", self.speaker);
        maybe(out, b",\"via\":", self.via);
        out.extend_from_slice(b",\"as_of\":");
        any(out, &self.as_of);
        out.extend_from_slice(b",\"places\":[");
        for (i, place) in self.places.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            string(out, place);
        }
        out.extend_from_slice(b"],\"text\":");
        string(out, self.text);
        span(out, b",\"span\":{\"start\":", &self.span);
        span(out, b",\"sentence\":{\"start\":", &self.sentence);
        out.extend_from_slice(b",\"line\":");
        digits(out, self.line.into());
        out.extend_from_slice(b",\"column\":");
        digits(out, self.column.into());
        out.extend_from_slice(b",\"rule\":");
        string(out, self.rule);
        out.extend_from_slice(b"}\n");
    }
}

/// A string; most need no escapes.
fn string(out: &mut Vec<u8>, text: &str) {
    let escaped = |b: &u8| *b < b' ' || matches!(b, b'"' | b'\\');
    if text.as_bytes().iter().any(escaped) {
        return any(out, text);
    }
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

fn maybe(out: &mut Vec<u8>, name: &[u8], text: Option<&str>) {
    out.extend_from_slice(name);
    match text {
        Some(text) => string(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

fn decimal(out: &mut Vec<u8>, value: Option<Decimal>) {
    match value.filter(|v| v.scale() == 0).map(i64::try_from) {
        Some(Ok(whole)) => digits(out, whole),
        _ => any(out, &number(value)),
    }
}

fn digits(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let (mut rest, start) = (number.unsigned_abs(), out.len());
    while rest > 9 {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    out.push(b'0' + rest as u8);
    out[start..].reverse();
}

fn span(out: &mut Vec<u8>, name: &[u8], span: &SpanRecord) {
    out.extend_from_slice(name);
    digits(out, span.start.into());
    out.extend_from_slice(b",\"end\":");
    digits(out, span.end.into());
    out.push(b'}');
}

fn any(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    let _ = serde_json::to_writer(out, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::raid;

    #[test]
    fn both_writers_write_the_same() {
        let mut fixture = raid();
        let claim = &mut fixture.analysis.digests[0].claims[0];
        claim.text = "\"nine\"\u{1} \\ neuf".to_owned();
        claim.places = vec!["Kell".into(), "Port \"Tarn\"".into()];
        claim.as_of = Some(Date::constant(2005, 10, 13));
        claim.interval.low = Some(Decimal::new(-7_250, 3));
        claim.interval.high = Some(Decimal::from(i64::MAX) + Decimal::ONE);
        let view = fixture.view();
        for (r, digest) in (0..).zip(&view.analysis.digests) {
            for (c, claim) in (0..).zip(&digest.claims) {
                let record = record(&view, ClaimRef { report: r, claim: c }, claim, None);
                let (mut own, derived) = (Vec::new(), serde_json::to_string(&record).expect("JSON"));
                record.write(&mut own);
                assert_eq!(String::from_utf8(own).expect("UTF-8"), derived + "\n");
            }
        }
    }
}
