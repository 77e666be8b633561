//! SARIF from lines: the log of findings that were written elsewhere, as JSON Lines, by many machines.
//!
//! A line has no text of its report, so its places have no snippet, and what stands related are the figures
//! of other reports, not their sentences; rules, places, fingerprints and suppressions are those of [`sarif`](mod@super::sarif).

use super::place::Place;
use super::sarif;
use crate::check::Severity;
use crate::error::{Error, Result};
use crate::rules::Rules;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::BufRead;

/// A line: a finding, or an input that could not be read.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line {
    Finding(Finding),
    Problem {
        path: String,
        message: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    severity: Severity,
    report: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: String,
    reason: Option<String>,
    related: Vec<Related>,
    fingerprint: String,
    suppressed: Option<String>,
}

#[derive(Deserialize)]
struct Related {
    report: String,
    line: u32,
    column: u32,
    text: String,
}

/// The log of the findings of some lines, in their order. Of the inputs one is open at a time.
///
/// # Errors
/// An input that cannot be opened; a line that is none.
pub fn sarif(inputs: impl IntoIterator<Item = Result<impl BufRead>>, rules: &Rules) -> Result<Value> {
    let (mut results, mut notices): (Vec<Finding>, Vec<Value>) = Default::default();
    for input in inputs {
        for (number, line) in (1..).zip(input?.lines()) {
            let line = line.map_err(|e| Error::new(format!("cannot be read: {e}")).line(number))?;
            if line.trim().is_empty() {
                continue;
            }
            let read: Line = serde_json::from_str(&line).map_err(|e| {
                let told = Error::new(format!("is no line of findings: {e}")).line(number);
                told.help("give what `check --format jsonl`, `recount reconcile` or the job of Spark writes")
            })?;
            match read {
                Line::Finding(finding) => results.push(finding),
                Line::Problem { path, message } => notices.push(notice(&path, &message)),
                Line::Other => {}
            }
        }
    }
    let mut names: Vec<&str> = results.iter().map(|f| f.rule.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let docs = names.iter().map(|name| {
        let doc = rules.policy.check(name);
        sarif::rule(name, doc.map_or("", |d| &d.summary), doc.map_or("", |d| &d.why))
    });
    let told = results
        .iter()
        .map(|f| result(f, names.binary_search(&f.rule.as_str()).ok()));
    let mut log = sarif::run(docs.collect(), told.collect());
    if !notices.is_empty() {
        log["runs"][0]["invocations"] = json!([{"executionSuccessful": true, "toolExecutionNotifications": notices}]);
    }
    Ok(log)
}

fn notice(path: &str, message: &str) -> Value {
    let place = sarif::physical(&Place::named(path, (1, 1), (1, 1)), None);
    json!({"level": "error", "message": {"text": sarif::escaped(message)}, "locations": [place]})
}

fn result(f: &Finding, rule: Option<usize>) -> Value {
    let mut text = sarif::escaped(&f.message);
    if let Some(reason) = f.reason.as_ref().filter(|r| **r != f.message) {
        text.push_str(&format!("\n{}", sarif::escaped(reason)));
    }
    let mut related = Vec::new();
    for (id, at) in (1..).zip(&f.related) {
        text.push_str(&format!(
            "\n[{}]({id}): {}",
            sarif::escaped(&at.report),
            sarif::escaped(&at.text)
        ));
        let start = (at.line, at.column);
        let mut place = sarif::physical(&Place::named(&at.report, start, start), None);
        place["id"] = id.into();
        place["message"] = json!({"text": format!("{}: {}", at.report, at.text)});
        related.push(place);
    }
    let kind = |why: &str| {
        if why.contains(&format!("({}:", f.report)) {
            "inSource"
        } else {
            "external"
        }
    };
    let suppressed = f.suppressed.iter();
    let suppressions: Vec<Value> = suppressed
        .map(|why| json!({"kind": kind(why), "justification": why}))
        .collect();
    let place = Place::named(&f.report, (f.line, f.column), (f.end_line, f.end_column));
    let mut result = json!({
        "ruleId": f.rule,
        "level": sarif::level(f.severity),
        "message": {"text": text},
        "locations": [sarif::physical(&place, None)],
        "relatedLocations": related,
        "partialFingerprints": {"recount/v1": f.fingerprint},
        "suppressions": suppressions,
    });
    if let Some(index) = rule {
        result["ruleIndex"] = index.into();
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::raid;
    use crate::output::{issue, jsonl};

    #[test]
    fn lines_tell_what_the_log_tells() {
        let fixture = raid();
        let view = fixture.view();
        let mut lines: String = jsonl::found(&view, true).map(|l| l.to_string() + "\n").collect();
        lines.push_str("{\"type\":\"problem\",\"path\":\"d.md\",\"message\":\"is empty\"}\n");
        let told = sarif([Ok(lines.as_bytes())], view.rules).expect("lines");
        let log = sarif::log(&view, &issue::of_check(&view));
        let (told, log) = (&told["runs"][0], &log["runs"][0]);
        assert_eq!(told["tool"], log["tool"]);
        let notes = &told["invocations"][0]["toolExecutionNotifications"];
        assert_eq!(notes[0]["message"]["text"], "is empty");
        let all = |run: &Value| run["results"].as_array().cloned().unwrap_or_default();
        assert_eq!(all(told).len(), 3);
        for (a, b) in all(told).iter().zip(&all(log)) {
            for part in ["ruleId", "ruleIndex", "level", "partialFingerprints", "suppressions"] {
                assert_eq!(a[part], b[part]);
            }
            let region = |v: &Value| {
                let region = &v["locations"][0]["physicalLocation"]["region"];
                ["startLine", "startColumn", "endLine", "endColumn"].map(|k| region[k].clone())
            };
            assert_eq!(region(a), region(b));
            let related = |v: &Value| v["relatedLocations"].as_array().map(Vec::len);
            assert!(related(a) <= related(b));
        }
    }

    #[test]
    fn what_is_no_line_is_told() {
        let told = sarif([Ok("{}\n".as_bytes())], crate::rules::packs()).expect_err("it has no type");
        assert!(told.to_string().contains("is no line of findings"), "{told}");
    }
}
