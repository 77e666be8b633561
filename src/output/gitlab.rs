//! The code quality report of GitLab: a list of issues, each with a fingerprint of its own.

use super::View;
use super::issue::Issue;
use crate::check::Severity;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// The whole report; what somebody allows is left out.
pub fn report(view: &View, issues: &[Issue]) -> Value {
    // The widget drops the second issue of one fingerprint.
    let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
    let open = issues.iter().filter(|i| i.suppressed.is_none());
    let all = open.map(|i| {
        let again = seen.entry(i.fingerprint).and_modify(|n| *n += 1).or_insert(0);
        let fingerprint = match *again {
            0 => i.fingerprint.to_owned(),
            n => format!("{}-{n}", i.fingerprint),
        };
        let place = i.place(view);
        let severity = match i.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        };
        let description = place
            .record
            .map_or_else(|| i.message.clone(), |r| format!("record {r}: {}", i.message));
        json!({
            "description": description,
            "check_name": i.rule,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": place.file, "lines": {"begin": place.line().unwrap_or(1)}},
        })
    });
    Value::Array(all.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{allowed, raid};
    use crate::output::issue::of_check;

    /// What GitLab's documentation asks of each issue.
    fn schema() -> Value {
        json!({
            "type": "array",
            "items": {
                "type": "object",
                "required": ["description", "check_name", "fingerprint", "severity", "location"],
                "properties": {
                    "description": {"type": "string", "minLength": 1},
                    "check_name": {"type": "string", "minLength": 1},
                    "fingerprint": {"type": "string", "minLength": 1},
                    "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                    "location": {
                        "type": "object",
                        "required": ["path", "lines"],
                        "properties": {
                            "path": {"type": "string", "not": {"pattern": "^\\./"}},
                            "lines": {"type": "object", "required": ["begin"], "properties": {
                                "begin": {"type": "integer", "minimum": 1}
                            }}
                        }
                    }
                }
            }
        })
    }

    #[test]
    fn an_issue_a_finding() {
        let mut fixture = raid();
        fixture.analysis.findings[1].fingerprint = fixture.analysis.findings[0].fingerprint.clone();
        fixture.analysis.findings[2].suppressed = Some(allowed("counted twice on purpose"));
        let view = fixture.view();
        let report = report(&view, &of_check(&view));
        assert!(jsonschema::is_valid(&schema(), &report), "{report:#}");
        assert!(!jsonschema::is_valid(&schema(), &json!([{"description": "x"}])));
        assert_eq!(report.as_array().map(Vec::len), Some(2));
        assert_ne!(report[0]["fingerprint"], report[1]["fingerprint"]);
        insta::assert_snapshot!("gitlab", format!("{report:#}"));
    }
}
