//! The words of a source: its sentence with the figure marked, who says it, where and when.

use crate::event::ClaimRef;
use crate::output::look::{Look, clean};
use crate::output::{View, figure};
use crate::span::Span;
use maud::{Markup, html};

/// A sentence in three pieces: what stands before the figure, the figure, what follows.
pub(super) fn pieces(view: &View, at: ClaimRef) -> [String; 3] {
    let claim = at.of(&view.analysis.digests);
    let source = view.reports.get(at.report as usize).map_or("", |r| &r.source);
    let sentence = claim.sentence.to(claim.span);
    let piece = |start: u32, end: u32| {
        clean(
            Span {
                start,
                end: end.max(start),
            }
            .of(source),
        )
        .into_owned()
    };
    [
        piece(sentence.start, claim.span.start).trim_start().to_owned(),
        piece(claim.span.start, claim.span.end),
        piece(claim.span.end, sentence.end).trim_end().to_owned(),
    ]
}

/// A sentence as a quotation.
pub(super) fn quote(view: &View, look: &Look, at: ClaimRef) -> Markup {
    let [before, figure, after] = pieces(view, at);
    html! {
        blockquote dir="auto" {
            p { (before) mark { (figure) } (after) }
            footer { (source(view, look, at)) }
        }
    }
}

/// Outlet, day, speaker and place.
fn source(view: &View, look: &Look, at: ClaimRef) -> Markup {
    let report = view.reports.get(at.report as usize);
    let claim = at.of(&view.analysis.digests);
    html! {
        cite { bdi { (report.map(figure::outlet).unwrap_or_default()) } }
        @if let Some(day) = report.and_then(figure::day) { ", " (day) }
        @if let Some(speaker) = figure::speaker(claim, look) { " · " bdi { (speaker) } }
        span.place { (figure::place(view, at)) }
    }
}
