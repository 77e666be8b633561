//! Baselines: findings that were there when the file was written, recognised by fingerprint.
//!
//! A fingerprint outlives edits elsewhere and another order of reports. It does not outlive a wider
//! gap or another figure: such a finding is new. One whose figures have moved towards each other, within what
//! was accepted, is known by its figures, and stays accepted.

use super::{Finding, Suppression};
use crate::error::{Error, Result};
use crate::event::Digest;
use crate::quantity::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The name of the file where none is given.
pub const NAME: &str = "recount-baseline.json";
/// What this version writes and reads.
const SCHEMA: u32 = 1;
const REMEDY: &str = "`recount baseline` writes such a file";

/// One finding, as the file has it: what it is recognised by, and what people want to know of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The report where it is shown.
    pub report: String,
    /// The check.
    pub rule: String,
    /// What was said.
    pub message: String,
    /// What it is recognised by.
    pub fingerprint: String,
    /// Each figure concerned, without its value: "a.md: killed workers".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// The values that cannot both be true, the lower one first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<(Decimal, Decimal)>,
}

impl Entry {
    /// Whether a finding is this one with a smaller gap.
    fn outgrows(&self, finding: &Finding, figures: &[String]) -> bool {
        let (Some(was), Some(is)) = (self.gap, finding.gap) else {
            return false;
        };
        let smaller = was.0 <= is.0 && is.1 <= was.1 && was != is;
        smaller && self.rule == finding.rule && figures.iter().all(|f| self.figures.contains(f))
    }
}

/// What a finding is about, whatever the values.
fn figures(finding: &Finding, digests: &[Digest]) -> Vec<String> {
    let named = |at: &crate::event::ClaimRef| {
        let c = at.of(digests);
        let id = digests.get(at.report as usize).map_or("", |d| d.id.as_str());
        let file = id.rsplit(['/', '\\']).next().unwrap_or(id);
        let what = c.label.as_deref().unwrap_or(&c.measure);
        let scope = c.scope.as_ref().map(|s| format!(" ({})", s.text)).unwrap_or_default();
        format!("{file}: {what} {}{scope}", c.counted)
    };
    let all: BTreeSet<String> = finding.claims.iter().map(named).collect();
    all.into_iter().collect()
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    findings: Vec<Entry>,
}

/// Findings that were accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    path: PathBuf,
    findings: Vec<Entry>,
    lines: BTreeMap<String, u32>,
}

impl Baseline {
    /// Accepts the findings that nobody allows yet.
    pub fn of(found: &[Finding], digests: &[Digest]) -> Self {
        let entry = |f: &Finding| Entry {
            report: digests
                .get(f.report as usize)
                .map_or_else(String::new, |d| d.id.to_string()),
            rule: f.rule.to_string(),
            message: f.message.clone(),
            fingerprint: f.fingerprint.clone(),
            figures: figures(f, digests),
            gap: f.gap.map(|(low, high)| (low.normalize(), high.normalize())),
        };
        let open = found.iter().filter(|f| f.suppressed.is_none());
        let mut findings: Vec<Entry> = open.map(entry).collect();
        findings.sort();
        Self {
            findings,
            ..Self::default()
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read or is none, with line and column.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Error::new("there is no such baseline").at(path).help(REMEDY),
            _ => Error::new(format!("cannot read the baseline: {e}"))
                .at(path)
                .help(REMEDY),
        })?;
        Self::parse(path, &text)
    }

    /// Reads a baseline from its text.
    ///
    /// # Errors
    /// A text that is none, with line and column.
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        let file: File = serde_json::from_str(text).map_err(|e| {
            let told = e.to_string();
            let told = told.split(" at line ").next().unwrap_or(&told);
            let mut error = Error::new(format!("is no baseline: {told}")).at(path).help(REMEDY);
            (error.line, error.column) = (Some(e.line().max(1) as u32), Some(e.column().max(1) as u32));
            error
        })?;
        if file.schema != SCHEMA {
            let told = format!("is a baseline of schema {}, where {SCHEMA} was expected", file.schema);
            return Err(Error::new(told).at(path).help("write it anew with `recount baseline`"));
        }
        let mut lines = BTreeMap::new();
        for (line, text) in (1..).zip(text.lines()) {
            if let Some((_, rest)) = text.split_once("\"fingerprint\"") {
                let print = rest.split('"').nth(1).unwrap_or("");
                lines.entry(print.to_owned()).or_insert(line);
            }
        }
        Ok(Self {
            path: path.to_owned(),
            findings: file.findings,
            lines,
        })
    }

    /// As it is written: one finding after the other, so that a version control system can tell
    /// which came and went.
    ///
    /// # Errors
    /// None that is known; the writer of JSON may have its own.
    pub fn text(&self) -> Result<String> {
        let file = File {
            schema: SCHEMA,
            findings: self.findings.clone(),
        };
        let text = serde_json::to_string_pretty(&file).map_err(|e| Error::new(e.to_string()))?;
        Ok(text + "\n")
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// How many of its findings another one lacks.
    pub fn beyond(&self, other: &Self) -> usize {
        let known: BTreeSet<&str> = other.findings.iter().map(|e| e.fingerprint.as_str()).collect();
        let new = |e: &&Entry| !known.contains(e.fingerprint.as_str());
        self.findings.iter().filter(new).count()
    }

    /// Marks the findings that it holds; returns how many that it holds are no longer there, and how many
    /// are with a smaller gap.
    pub(super) fn apply(&self, findings: &mut [Finding], digests: &[Digest]) -> (usize, usize) {
        let mut left: BTreeMap<&str, &Entry> = self.findings.iter().map(|e| (e.fingerprint.as_str(), e)).collect();
        let mut changed = Vec::new();
        for f in findings.iter_mut() {
            match left.remove(f.fingerprint.as_str()) {
                Some(entry) => self.accept(f, entry, String::new()),
                None if f.gap.is_some() && f.suppressed.is_none() => changed.push(f),
                None => {}
            }
        }
        let mut shrunk = 0;
        for f in changed {
            let own = figures(f, digests);
            let Some(entry) = left.values().copied().find(|e| e.outgrows(f, &own)) else {
                continue;
            };
            left.remove(entry.fingerprint.as_str());
            let was = entry
                .gap
                .map(|(low, high)| format!(", where the gap was {low} to {high}"));
            self.accept(f, entry, was.unwrap_or_default());
            shrunk += 1;
        }
        (left.len(), shrunk)
    }

    fn accept(&self, finding: &mut Finding, entry: &Entry, note: String) {
        let place = match self.lines.get(&entry.fingerprint) {
            Some(line) => format!("{}:{line}", self.path.display()),
            None => self.path.display().to_string(),
        };
        finding.suppressed.get_or_insert_with(|| Suppression {
            why: format!("in the baseline ({place}){note}"),
            in_source: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Baseline> {
        Baseline::parse(Path::new("b.json"), text)
    }

    #[test]
    fn what_is_no_baseline_is_told_with_its_place() {
        for (text, told) in [
            ("{\n  \"schema\": 1,\n  \"findings\": [}", "b.json:3:"),
            (
                "{\"schema\": 2, \"findings\": []}",
                "b.json: is a baseline of schema 2, where 1 was expected; write it anew",
            ),
            ("[]", "b.json:1:"),
            ("", "b.json:1:"),
        ] {
            let error = parse(text).expect_err("it is none").to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }

    #[test]
    fn a_baseline_is_read_as_it_is_written() {
        let entry = |n: &str| Entry {
            report: "a.md".into(),
            rule: "conflicting-figures".into(),
            message: "9 here, 14 there".into(),
            fingerprint: n.into(),
            figures: vec!["a.md: killed people".into()],
            gap: Some((9.into(), 14.into())),
        };
        let one = Baseline {
            findings: vec![entry("1a"), entry("2b")],
            ..Baseline::default()
        };
        let read = parse(&one.text().expect("JSON")).expect("it is one");
        assert_eq!(read.findings, one.findings);
        assert_eq!(read.lines.get("2b"), Some(&21));
        let other = Baseline {
            findings: vec![entry("2b"), entry("3c")],
            ..Baseline::default()
        };
        assert_eq!((one.beyond(&other), other.beyond(&one), one.beyond(&one)), (1, 1, 0));
    }
}
