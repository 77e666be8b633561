//! SARIF 2.1.0, for code scanning: a result for each finding, with every other figure it concerns as
//! a related location, and with the suppressions of what somebody allows.

use super::View;
use super::issue::{Issue, WOULD_BE_TRUE, source, words};
use super::place::Place;
use crate::check::Severity;
use crate::span::Span;
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log, of one run.
pub fn log(view: &View, issues: &[Issue]) -> Value {
    let mut rules: Vec<&Issue> = issues.iter().collect();
    rules.sort_by_key(|i| i.rule);
    rules.dedup_by_key(|i| i.rule);
    let index = |rule: &str| rules.iter().position(|i| i.rule == rule);
    let results = issues.iter().map(|i| result(view, i, index(i.rule))).collect();
    run(rules.iter().map(|i| rule(i.rule, i.summary, i.why)).collect(), results)
}

/// A log of one run with some results, and the rules that they refer to.
pub(super) fn run(rules: Vec<Value>, results: Vec<Value>) -> Value {
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "recount",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// What a rule finds, and why that matters.
pub(super) fn rule(name: &str, summary: &str, why: &str) -> Value {
    let summary = if summary.is_empty() { name } else { summary };
    let mut rule = json!({"id": name, "shortDescription": {"text": summary}});
    if !why.is_empty() {
        rule["fullDescription"] = json!({"text": why.split_whitespace().collect::<Vec<_>>().join(" ")});
    }
    rule["help"] = json!({"text": format!("`recount explain {name}` tells more.")});
    rule
}

fn result(view: &View, issue: &Issue, rule: Option<usize>) -> Value {
    let mut text = escaped(&issue.message);
    if let Some(reason) = &issue.reason {
        text.push_str(&format!("\n{}", escaped(reason)));
    }
    if let Some(advice) = &issue.advice {
        text.push_str(&format!("\n{WOULD_BE_TRUE}{}", escaped(advice)));
    }
    let mut related = Vec::new();
    for (id, at) in (1..).zip(issue.related(view)) {
        let (who, words) = (source(view, at), words(view, at));
        text.push_str(&format!("\n[{}]({id}): {}", escaped(&who), escaped(&words)));
        let mut place = location(view, at.report, at.of(&view.analysis.digests).span);
        place["id"] = id.into();
        place["message"] = json!({"text": format!("{who}: {words}")});
        related.push(place);
    }
    // Either all results of a run or none have the property, says the standard.
    let suppressions: Vec<Value> = issue
        .suppressed
        .iter()
        .map(|s| {
            let kind = if s.in_source { "inSource" } else { "external" };
            json!({"kind": kind, "justification": s.why})
        })
        .collect();
    let mut result = json!({
        "ruleId": issue.rule,
        "level": level(issue.severity),
        "message": {"text": text},
        "locations": [location(view, issue.report, issue.span)],
        "relatedLocations": related,
        "partialFingerprints": {"recount/v1": issue.fingerprint},
        "suppressions": suppressions,
    });
    if let Some(index) = rule {
        result["ruleIndex"] = index.into();
    }
    result
}

fn location(view: &View, report: u32, span: Span) -> Value {
    let text = view.reports.get(report as usize).map_or("", |r| span.of(&r.source));
    physical(&Place::of(view, report, span), Some(text))
}

/// A place, with its text where that is known.
pub(super) fn physical(place: &Place, text: Option<&str>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": place.uri()}});
    let Some(record) = place.record else {
        physical["region"] = json!({
            "startLine": place.start.0, "startColumn": place.start.1,
            "endLine": place.end.0, "endColumn": place.end.1,
        });
        if let Some(text) = text {
            physical["region"]["snippet"] = json!({"text": text});
        }
        return json!({"physicalLocation": physical});
    };
    json!({"physicalLocation": physical, "logicalLocations": [{"name": record, "kind": "object"}]})
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Text in which no bracket makes a link and no brace a placeholder.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' | ']' | '\\' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{Fixture, allowed, raid};
    use crate::output::issue::of_check;

    fn of(fixture: &Fixture) -> Value {
        let view = fixture.view();
        log(&view, &of_check(&view))
    }

    /// What the standard's own schema says about a log.
    fn wrong(log: &Value) -> Vec<String> {
        // One pattern of the published schema is no valid expression: a bracket too many.
        let schema = include_str!("../../tests/schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
        let schema: Value = serde_json::from_str(&schema).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let errors = validator.iter_errors(log);
        errors.map(|e| format!("{}: {e}", e.instance_path())).collect()
    }

    #[test]
    fn a_log_is_valid_against_the_standards_schema() {
        let mut fixture = raid();
        fixture.analysis.findings[1].suppressed = Some(allowed("the ministry's count is of the whole valley"));
        let log = of(&fixture);
        assert_eq!(wrong(&log), [""; 0]);
        let kind = |log: &Value| log["runs"][0]["results"][1]["suppressions"][0]["kind"].clone();
        assert_eq!(kind(&log), "external");
        if let Some(s) = &mut fixture.analysis.findings[1].suppressed {
            s.in_source = true;
        }
        assert_eq!(kind(&of(&fixture)), "inSource");
        let mut broken = log.clone();
        broken["runs"][0]["results"][0]["level"] = "grave".into();
        assert!(!wrong(&broken).is_empty(), "the schema accepts anything");
        let text = format!("{log:#}").replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!("sarif", text);
    }

    #[test]
    fn both_places_stand_on_each_result() {
        let log = of(&raid());
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert_eq!(results.len(), 3);
        for result in results {
            let related = result["relatedLocations"].as_array().expect("places");
            assert!(!related.is_empty(), "{result:#}");
            let rule =
                &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("it has") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
        }
        let uri = &results[0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "news/northern-wire.md");
    }

    #[test]
    fn words_of_reports_make_no_links() {
        assert_eq!(escaped("see [here](1) {0} \\"), "see \\[here\\](1) {{0}} \\\\");
    }

    #[test]
    fn a_record_has_no_lines_of_its_file() {
        let mut fixture = raid();
        fixture.reports[0].id = "wire.jsonl#17".to_owned();
        let log = of(&fixture);
        assert_eq!(wrong(&log), [""; 0]);
        let place = &log["runs"][0]["results"][0]["locations"][0];
        assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "wire.jsonl");
        assert_eq!(place["physicalLocation"]["region"], Value::Null);
        assert_eq!(place["logicalLocations"][0]["name"], "17");
    }
}
