//! Findings that someone has looked at and stands by: in a remark of the report, in the settings,
//! or in a baseline. They are marked, not lost; and what allows nothing is itself found.

use super::fingerprint;
use super::{Finding, Suppression};
use crate::corpus::{Allowance, Patterns};
use crate::error::Error;
use crate::event::{ClaimRef, Digest};
use crate::rules::Rules;
use crate::rules::policy::Level;
use std::path::{Path, PathBuf};

/// The check that finds remarks which allow nothing.
const STALE: &str = "stale-suppression";
/// The family of checks that hold a draft against its sources: nobody else knows what they find.
const AUDIT: &str = "audit";

/// What the settings allow.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The check.
    pub check: String,
    /// Of which reports; all of them if none are named.
    pub files: Option<Patterns>,
    /// The figure's own words; any figure if there are none.
    pub figure: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub path: PathBuf,
    /// The line there.
    pub line: u32,
}

/// Marks what the remarks of the reports allow, and adds what is to be said of those that allow
/// nothing.
pub(super) fn remarks(findings: &mut Vec<Finding>, digests: &[Digest], rules: &Rules) {
    let mut stale = Vec::new();
    for (report, digest) in (0..).zip(digests) {
        for allowance in &digest.allowances {
            let mut used = false;
            for finding in findings.iter_mut().filter(|f| covers(report, allowance, f, digests)) {
                used = true;
                finding
                    .suppressed
                    .get_or_insert_with(|| by_remark(allowance, &digest.id));
            }
            if !used {
                let apart = rules.policy.check(&allowance.check).is_some_and(|c| c.family == AUDIT);
                stale.extend(idle(report, allowance, digests, rules).filter(|_| !apart));
            }
        }
    }
    join(findings, stale);
}

/// Puts findings among others, each in its place.
pub(crate) fn join(findings: &mut Vec<Finding>, mut more: Vec<Finding>) {
    if !more.is_empty() {
        findings.append(&mut more);
        findings.sort_by_key(|f| (f.report, f.span));
    }
}

fn id(digests: &[Digest], report: u32) -> &str {
    digests.get(report as usize).map_or("", |d| d.id.as_str())
}

/// That a remark of a report allows something.
pub(crate) fn by_remark(allowance: &Allowance, report: &str) -> Suppression {
    Suppression {
        why: format!("{} ({report}:{})", allowance.reason, allowance.line),
        in_source: true,
    }
}

fn covers(report: u32, allowance: &Allowance, finding: &Finding, digests: &[Digest]) -> bool {
    let Some(span) = allowance.covers.filter(|_| allowance.check == finding.rule) else {
        return false;
    };
    let inside = |c: &ClaimRef| c.report == report && span.overlaps(c.of(digests).span);
    finding.claims.iter().any(inside)
}

/// What is to be said of a remark that allows nothing.
pub(crate) fn idle(report: u32, allowance: &Allowance, digests: &[Digest], rules: &Rules) -> Option<Finding> {
    let on = |name: &str| rules.policy.level(name) != Level::Off;
    let doc = rules
        .policy
        .check(STALE)
        .filter(|_| on(STALE) && on(&allowance.check))?;
    let message = match allowance.covers {
        Some(_) => format!("there is no `{}` here for this remark to allow", allowance.check),
        None => format!("no text follows in which this remark could allow `{}`", allowance.check),
    };
    Some(Finding {
        id: fingerprint::id(
            &doc.name,
            &[],
            &format!("{}:{}", id(digests, report), allowance.line),
            digests,
        ),
        rule: doc.name.clone(),
        family: doc.family.clone(),
        severity: rules.policy.severity(STALE),
        event: None,
        comparison: None,
        claims: Vec::new(),
        report,
        span: allowance.span,
        message,
        suppressed: None,
        gap: None,
        fingerprint: fingerprint::of_text(STALE, &[id(digests, report), &allowance.check, &allowance.reason]),
    })
}

/// Marks what the settings allow; an error for each of them that allows nothing.
pub(super) fn settings(findings: &mut [Finding], allow: &[Allow], digests: &[Digest], rules: &Rules) -> Vec<Error> {
    let mut stale = Vec::new();
    for a in allow {
        let mut used = false;
        for finding in findings.iter_mut().filter(|f| a.fits(f, digests)) {
            used = true;
            finding.suppressed.get_or_insert_with(|| a.told());
        }
        if !used && !rules.policy.check(&a.check).is_some_and(|c| c.family == AUDIT) {
            stale.push(a.stale());
        }
    }
    stale
}

impl Allow {
    fn fits(&self, finding: &Finding, digests: &[Digest]) -> bool {
        let bare = finding.claims.is_empty() && self.figure.is_none() && self.names(finding.report, digests);
        self.check == finding.rule && (bare || finding.claims.iter().any(|&c| self.covers(c, digests)))
    }

    /// Whether it is about a report.
    pub(crate) fn names(&self, report: u32, digests: &[Digest]) -> bool {
        let path = id(digests, report);
        self.files.as_ref().is_none_or(|f| {
            let file = path.split('#').next().unwrap_or(path);
            f.matches(Path::new(path)) || f.matches(Path::new(file))
        })
    }

    /// Whether it is about a figure.
    pub(crate) fn covers(&self, at: ClaimRef, digests: &[Digest]) -> bool {
        let wanted = self.figure.as_deref();
        let words = |text: &str| wanted.is_none_or(|w| w.split_whitespace().eq(text.split_whitespace()));
        self.names(at.report, digests) && words(&at.of(digests).text)
    }

    /// That it allows something.
    pub(crate) fn told(&self) -> Suppression {
        Suppression {
            why: format!("{} ({}:{})", self.reason, self.path.display(), self.line),
            in_source: false,
        }
    }

    /// What is to be said where it allows nothing.
    pub(crate) fn stale(&self) -> Error {
        let error = Error::new(format!("there is no `{}` for this to allow", self.check));
        let help = "take it out, or look whether the figure was changed";
        error.at(&self.path).line(self.line).help(help)
    }
}
