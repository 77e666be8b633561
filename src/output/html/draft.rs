//! An audited draft on the page: each figure with how it stands, and the sources' words beside its own.

use super::quote::quote;
use crate::audit::{Audit, Entry, Standing};
use crate::output::View;
use crate::output::advice::suggestion;
use crate::output::draft::headline;
use crate::output::look::{Look, clean, count, severity_name};
use maud::{Markup, html};

/// More sources of a figure than this are counted only.
const QUOTED: usize = 5;

/// The figures of a draft, the gravest first.
pub(super) fn entries(view: &View, look: &Look, audit: &Audit) -> Markup {
    let internal = audit
        .findings
        .iter()
        .filter_map(|&f| view.analysis.findings.get(f as usize));
    html! {
        @for standing in Standing::ALL {
            @let here: Vec<&Entry> = of(audit, |e| e.is_told() && e.standing == standing);
            @if !here.is_empty() {
                section.event {
                    h2 { (clean(&capital(standing.name()))) }
                    p.facts { (standing.summary(view.rules)) " " (count(here.len(), "figure")) "." }
                    @for e in here { (entry(view, look, e)) }
                }
            }
        }
        @let allowed = of(audit, |e| e.suppressed.is_some());
        @if !allowed.is_empty() {
            section.event {
                h2 { "Allowed" }
                p.facts { "Somebody stands by these. " (count(allowed.len(), "figure")) "." }
                @for e in allowed { (entry(view, look, e)) }
            }
        }
        @for f in internal.filter(|f| f.suppressed.is_none()) {
            article class={ "finding " (severity_name(f.severity)) } {
                h3 { span.tag { (severity_name(f.severity)) } " " (clean(&f.message)) }
                div.sides { @for &at in f.claims.iter().take(QUOTED) { (quote(view, look, at)) } }
                p.rule { code { (f.rule) } }
            }
        }
    }
}

fn of(audit: &Audit, wanted: impl Fn(&&Entry) -> bool) -> Vec<&Entry> {
    audit.entries.iter().filter(wanted).collect()
}

fn entry(view: &View, look: &Look, e: &Entry) -> Markup {
    let level = e.severity().map_or("fine", severity_name);
    let live = || e.sources.iter().filter(|s| !s.outdated);
    let more = live().count().saturating_sub(QUOTED);
    html! {
        article class={ "finding " (level) } {
            h3 { span.tag { (e.standing.name()) } " " (headline(view, look, e)) }
            div.sides {
                div {
                    (quote(view, look, e.claim))
                    @if let Some(s) = &e.suppressed { p.reason { "Allowed: " (clean(&s.why)) } }
                    @if let Some(told) = suggestion(view, look, e) {
                        p.suggestion { "Would be true: " b { (told.text()) } }
                    }
                }
                div {
                    @for s in live().take(QUOTED) {
                        div.other {
                            (quote(view, look, s.claim))
                            @if !s.because.is_empty() { p.reason { (clean(&s.because)) } }
                        }
                    }
                    @if e.sources.is_empty() { p.reason { "No source gives a figure for it." } }
                    @if more > 0 { p.more { "and " (count(more, "figure")) " more" } }
                }
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
