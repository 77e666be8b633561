//! What the formats for other tools have in common: one thing to look at, be it a finding of the
//! checks or a figure of a draft that its sources do not bear out.

use super::look::{Look, clean};
use super::place::Place;
use super::{View, advice, draft, figure, findings};
use crate::audit::{Audit, Entry};
use crate::check::{Finding, Severity, Suppression};
use crate::event::ClaimRef;
use crate::span::Span;

/// What stands before a suggestion.
pub const WOULD_BE_TRUE: &str = "would be true: ";

/// One thing to look at.
pub struct Issue<'a> {
    /// The check, or how a figure of a draft stands.
    pub rule: &'a str,
    /// One line on what the rule finds.
    pub summary: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// How grave.
    pub severity: Severity,
    /// Index of the report where it is shown.
    pub report: u32,
    /// Where in it.
    pub span: Span,
    /// One line.
    pub message: String,
    /// Why the figures differ.
    pub reason: Option<String>,
    /// Every figure concerned, the one at the place first.
    pub claims: Vec<ClaimRef>,
    /// What would be true to write.
    pub advice: Option<String>,
    /// Survives edits elsewhere in the file.
    pub fingerprint: &'a str,
    /// Why it is allowed, where somebody allows it.
    pub suppressed: Option<&'a Suppression>,
}

impl<'a> Issue<'a> {
    fn of_finding(view: &View<'a>, f: &'a Finding) -> Self {
        let doc = view.rules.policy.check(&f.rule);
        let here = |c: &ClaimRef| c.report == f.report && c.of(&view.analysis.digests).span == f.span;
        let mut claims = f.claims.clone();
        claims.sort_by_key(|c| !here(c));
        Self {
            rule: &f.rule,
            summary: doc.map_or("", |d| &d.summary),
            why: doc.map_or("", |d| &d.why),
            severity: f.severity,
            report: f.report,
            span: f.span,
            message: clean(&f.message).into_owned(),
            reason: findings::reason(view, f)
                .map(|r| clean(&r).into_owned())
                .filter(|r| *r != f.message),
            claims,
            advice: None,
            fingerprint: &f.fingerprint,
            suppressed: f.suppressed.as_ref(),
        }
    }

    fn of_entry(view: &View<'a>, look: &Look, e: &'a Entry) -> Option<Self> {
        let at_odds = |s: &&crate::audit::Source| s.verdict > crate::compare::Verdict::Compatible;
        let live = || e.sources.iter().filter(|s| !s.outdated);
        let any = live().any(|s| at_odds(&s));
        let wrong = live().filter(move |s| !any || at_odds(s));
        Some(Self {
            rule: e.standing.name(),
            summary: e.standing.summary(view.rules),
            why: view.rules.policy.check(e.standing.name()).map_or("", |d| &d.why),
            severity: e.level?,
            report: e.claim.report,
            span: e.claim.of(&view.analysis.digests).span,
            message: draft::headline(view, look, e),
            reason: wrong
                .clone()
                .map(|s| clean(&s.because).into_owned())
                .find(|b| !b.is_empty()),
            claims: std::iter::once(e.claim).chain(wrong.map(|s| s.claim)).collect(),
            advice: advice::suggestion(view, look, e).map(|s| s.text().to_owned()),
            fingerprint: &e.fingerprint,
            suppressed: e.suppressed.as_ref(),
        })
    }

    /// Where it is shown.
    pub fn place<'v>(&self, view: &'v View) -> Place<'v> {
        Place::of(view, self.report, self.span)
    }

    /// The other figures concerned.
    pub fn related(&self, view: &View) -> impl Iterator<Item = ClaimRef> {
        let here = |c: &ClaimRef| c.report == self.report && c.of(&view.analysis.digests).span == self.span;
        self.claims.iter().copied().filter(move |c| !here(c))
    }

    /// Message, reason, and the words of the other figures, a line each.
    pub fn details(&self, view: &View) -> String {
        let mut lines = vec![self.message.clone()];
        lines.extend(self.reason.clone());
        lines.extend(self.advice.as_ref().map(|a| format!("{WOULD_BE_TRUE}{a}")));
        lines.extend(self.related(view).map(|c| {
            let at = figure::place(view, c);
            format!("{at}: {} ({})", words(view, c), source(view, c))
        }));
        lines.join("\n")
    }
}

/// The sentence that a figure stands in.
pub fn words(view: &View, at: ClaimRef) -> String {
    let source = view.reports.get(at.report as usize).map_or("", |r| &r.source);
    let words = at.of(&view.analysis.digests).sentence.of(source);
    clean(words.trim()).into_owned()
}

/// Who says it, where and when: "Northern Wire, 14 May (interior ministry)".
pub fn source(view: &View, at: ClaimRef) -> String {
    findings::mark(view, &Look::default(), at).label
}

/// Everything that `check` found.
pub fn of_check<'a>(view: &View<'a>) -> Vec<Issue<'a>> {
    let all = view.analysis.findings.iter();
    all.map(|f| Issue::of_finding(view, f)).collect()
}

/// Everything in a draft that is to be looked at.
pub fn of_audit<'a>(view: &View<'a>, look: &Look, audit: &'a Audit) -> Vec<Issue<'a>> {
    let entries = audit.entries.iter().filter_map(|e| Issue::of_entry(view, look, e));
    let found = audit
        .findings
        .iter()
        .filter_map(|&f| view.analysis.findings.get(f as usize));
    let mut all: Vec<Issue> = entries.chain(found.map(|f| Issue::of_finding(view, f))).collect();
    all.sort_by_key(|i| (i.report, i.span));
    all
}
