//! Baselines: findings that were there when the file was written, recognised by fingerprint.
//!
//! A fingerprint outlives edits elsewhere and another order of reports. It does not outlive a wider
//! gap or another figure: such a finding is new.

use super::Finding;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The name of the file where none is given.
pub const NAME: &str = "recount-baseline.json";
/// What this version writes and reads.
const SCHEMA: u32 = 1;
const REMEDY: &str = "`recount baseline` writes such a file";

/// One finding, as the file has it; all but the fingerprint is for people.
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
    /// Accepts the findings that nobody allows yet; `name` is the id of a report.
    pub fn of<'a>(findings: &[Finding], name: impl Fn(u32) -> &'a str) -> Self {
        let entry = |f: &Finding| Entry {
            report: name(f.report).to_owned(),
            rule: f.rule.to_string(),
            message: f.message.clone(),
            fingerprint: f.fingerprint.clone(),
        };
        let open = findings.iter().filter(|f| f.suppressed.is_none());
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

    /// Marks the findings that it holds; returns how many that it holds are no longer there.
    pub(super) fn apply(&self, findings: &mut [Finding]) -> usize {
        let known: BTreeSet<&str> = self.findings.iter().map(|e| e.fingerprint.as_str()).collect();
        let mut there = BTreeSet::new();
        for f in findings.iter_mut() {
            let Some(print) = known.get(f.fingerprint.as_str()) else {
                continue;
            };
            there.insert(*print);
            let place = match self.lines.get(*print) {
                Some(line) => format!("{}:{line}", self.path.display()),
                None => self.path.display().to_string(),
            };
            f.suppressed.get_or_insert_with(|| format!("in the baseline ({place})"));
        }
        known.len() - there.len()
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
        };
        let one = Baseline {
            findings: vec![entry("1a"), entry("2b")],
            ..Baseline::default()
        };
        let read = parse(&one.text().expect("JSON")).expect("it is one");
        assert_eq!(read.findings, one.findings);
        assert_eq!(read.lines.get("2b"), Some(&14));
        let other = Baseline {
            findings: vec![entry("2b"), entry("3c")],
            ..Baseline::default()
        };
        assert_eq!((one.beyond(&other), other.beyond(&one), one.beyond(&one)), (1, 1, 0));
    }
}
