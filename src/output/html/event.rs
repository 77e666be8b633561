//! An event on the page: its table, its timelines, its findings, and what stands alone.

use super::chart;
use super::data::key;
use super::quote::quote;
use super::{reports, word};
use crate::check::Finding;
use crate::compare::{Comparison, Verdict};
use crate::output::look::{Look, clean, count, severity_name};
use crate::output::rows::{Row, columns, judged, rows, title, wordings};
use crate::output::{View, figure, findings, is_compared};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// More figures of a finding than this are named only.
const QUOTED: usize = 6;

/// The choice of verdicts and measures.
pub(super) fn filters(view: &View) -> Markup {
    let compared: Vec<&Comparison> = view.analysis.comparisons.iter().filter(|c| is_compared(c)).collect();
    let of = |v: Verdict| compared.iter().filter(|c| c.verdict == v).count();
    let sums = view.analysis.findings.iter().filter(|f| f.family == "sums").count();
    let mut measures: BTreeMap<String, usize> = BTreeMap::new();
    for c in &compared {
        *measures.entry(title(view, c)).or_default() += 1;
    }
    let all = [Verdict::Conflict, Verdict::Updated, Verdict::Compatible, Verdict::Agree];
    let kinds = all.map(|v| (word(v), of(v))).into_iter().chain([("sum", sums)]);
    html! {
        form.filters role="search" aria-label="Filter the figures" {
            fieldset {
                legend { "Show" }
                @for (kind, n) in kinds.filter(|(_, n)| *n > 0) {
                    label class={ "kind " (kind) } {
                        input type="checkbox" name="verdict" value=(kind) checked;
                        span { (kind) " " b { (n) } }
                    }
                }
            }
            label.measure { "Measure "
                select name="measure" {
                    option value="" { "all" }
                    @for (measure, n) in &measures { option value=(measure) { (measure) " (" (n) ")" } }
                }
            }
            output.shown role="status" {}
        }
    }
}

/// One event; nothing where nothing of it was compared or found.
pub(super) fn section(view: &View, look: &Look, index: u32) -> Markup {
    let Some(event) = view.analysis.events.get(index as usize) else {
        return html! {};
    };
    let (compared, alone): (Vec<_>, Vec<_>) = view.comparisons(index).partition(|c| is_compared(c));
    let found: Vec<&Finding> = view
        .analysis
        .findings
        .iter()
        .filter(|f| f.event == Some(index))
        .collect();
    if compared.is_empty() && found.is_empty() {
        return html! {};
    }
    let rows = rows(view, &compared);
    let heading = format!("{}-title", event.id);
    let mut facts: Vec<String> = event.place.iter().map(|p| clean(p).into_owned()).collect();
    facts.extend(event.date.map(figure::date));
    facts.push(reports(event.reports.len()));
    html! {
        section.event #(event.id) aria-labelledby=(heading) {
            h2 id=(heading) { bdi { (clean(&event.label)) } }
            p.facts { (facts.join(look.dot())) }
            (table(view, look, &rows, &heading))
            (chart::timelines(view, look, &rows))
            (found_section(view, look, &found))
            (alone_section(view, look, &alone))
        }
    }
}

fn table(view: &View, look: &Look, rows: &[Row], heading: &str) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let columns = columns(view, rows);
    let heads = columns.iter().filter_map(|&r| view.reports.get(r as usize));
    html! {
        div.scroll role="region" aria-labelledby=(heading) tabindex="0" {
            table {
                thead { tr {
                    th scope="col" { "Figure" }
                    @for report in heads {
                        th scope="col" {
                            bdi { (figure::outlet(report)) }
                            @if let Some(day) = figure::day(report) { small { (day) } }
                        }
                    }
                    th scope="col" { "Verdict" }
                    th.gap scope="col" { "Gap" }
                } }
                tbody { @for row in rows { (line(view, look, row, &columns)) } }
            }
        }
    }
}

fn line(view: &View, look: &Look, row: &Row, columns: &[u32]) -> Markup {
    let Some(comparison) = row.comparison else {
        return html! {
            tr.heading { th scope="row" { (row.label) } td colspan=(columns.len() + 2) {} }
        };
    };
    let (verdict, gap) = judged(view, look, comparison);
    let part = if row.depth > 0 { "part" } else { "whole" };
    html! {
        tr class=(part) data-verdict=(word(comparison.verdict)) data-measure=(title(view, comparison)) {
            th scope="row" {
                bdi { (row.label) }
                span.beside.verdict.(word(comparison.verdict)) aria-hidden="true" { (verdict) }
            }
            @for &report in columns {
                td {
                    @for (wording, claims) in wordings(view, look, comparison, report) {
                        @if let Some(&at) = claims.first() {
                            button type="button" data-claim=(key(at)) aria-haspopup="dialog" { (said(&wording)) }
                        }
                    }
                }
            }
            td class={ "verdict " (word(comparison.verdict)) } { (verdict) }
            td.gap { (gap) }
        }
    }
}

/// A wording with what stands in its brackets set small.
fn said(wording: &str) -> Markup {
    match wording.strip_suffix(')').and_then(|w| w.split_once(" (")) {
        Some((value, by)) => html! { (value) " " small { bdi { (by) } } },
        None => html! { (wording) },
    }
}

fn found_section(view: &View, look: &Look, found: &[&Finding]) -> Markup {
    let (open, allowed): (Vec<&Finding>, Vec<&Finding>) = found.iter().partition(|f| f.suppressed.is_none());
    html! {
        @for f in open { (finding(view, look, f)) }
        @if !allowed.is_empty() {
            details.allowed {
                summary { (count(allowed.len(), "finding")) " allowed by the desk" }
                @for f in allowed { (finding(view, look, f)) }
            }
        }
    }
}

fn finding(view: &View, look: &Look, f: &Finding) -> Markup {
    let comparison = f.comparison.and_then(|i| view.analysis.comparisons.get(i as usize));
    let verdict = comparison.map_or("sum", |c| word(c.verdict));
    let first = f.claims.first().map(|c| c.of(&view.analysis.digests));
    let measure = comparison.map_or_else(
        || first.map(|c| c.measure.to_string()).unwrap_or_default(),
        |c| title(view, c),
    );
    let heading = format!("{}-title", f.id);
    let reason = findings::reason(view, f).filter(|r| *r != f.message);
    html! {
        article class={ "finding " (severity_name(f.severity)) } #(f.id) aria-labelledby=(heading)
            data-verdict=(verdict) data-measure=(measure) {
            h3 id=(heading) { span.tag { (severity_name(f.severity)) } " " (clean(&f.message)) }
            div.sides {
                @for &at in f.claims.iter().take(QUOTED) { (quote(view, look, at)) }
            }
            @if f.claims.len() > QUOTED {
                p.more { "and " (f.claims.len() - QUOTED) " more: "
                    @for (n, &at) in f.claims.iter().skip(QUOTED).enumerate() {
                        @if n > 0 { ", " } span.place { (figure::place(view, at)) }
                    }
                }
            }
            @if let Some(reason) = reason { p.reason { (clean(&reason)) } }
            @if let Some(s) = &f.suppressed { p.reason { "Allowed: " (clean(&s.why)) } }
            p.rule { code { (f.rule) } }
        }
    }
}

/// The figures that only one report gives.
fn alone_section(view: &View, look: &Look, alone: &[&Comparison]) -> Markup {
    let claims: Vec<_> = alone
        .iter()
        .flat_map(|c| c.claims.iter().map(move |&at| (*c, at)))
        .collect();
    if claims.is_empty() {
        return html! {};
    }
    html! {
        details.alone {
            summary { (count(claims.len(), "figure")) " in one report only" }
            ul {
                @for (comparison, at) in claims {
                    @let claim = at.of(&view.analysis.digests);
                    @let part = figure::limits(&claim.counted, claim.scope.as_ref().map(|s| s.text.as_str()));
                    li {
                        b { (figure::value(claim, look)) } " " (title(view, comparison))
                        @if !part.is_empty() && part != "people" { ", " (part) }
                        " – " bdi { (view.reports.get(at.report as usize).map(figure::outlet).unwrap_or_default()) }
                        " " span.place { (figure::place(view, at)) }
                    }
                }
            }
        }
    }
}
