//! The page for the desk: one self-contained file with the tables of differences, a timeline of each
//! figure as it moved, and both sources' words side by side.
//!
//! Everything on the page is there without script: it only filters, and opens the sentences behind a
//! cell. Text of reports is escaped by the macro that writes the page; the policy in its head lets no
//! other style or script run than the two in this folder, which it knows by their hashes.

mod chart;
mod data;
mod draft;
mod event;
mod quote;

use super::look::{Look, clean, count};
use super::{View, draft as told, summary};
use crate::audit::Audit;
use crate::compare::Verdict;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// What the policy knows the two by; a test says when they have changed.
const STYLE_HASH: &str = "sha256-+u9FAdODPy3WNJB1HIO5flLgQcKA0CNWYQ4PhQqK9Vw=";
const SCRIPT_HASH: &str = "sha256-N3VWjrKXBIDd+hSvs5Ahp+0jhRk1yUbhQfcM3zDSwyM=";

/// What `check` found.
pub fn check(view: &View) -> String {
    let look = Look {
        width: usize::MAX,
        ..Look::default()
    };
    let (facts, found) = summary::told(view);
    let headline = if found.is_empty() {
        "No contradictions".to_owned()
    } else {
        found.join(", ")
    };
    let body = html! {
        (header(&headline, &facts.join(look.dot())))
        (event::filters(view))
        main #main {
            @for index in (0..view.analysis.events.len() as u32).filter(|&e| view.shows(e)) {
                (event::section(view, &look, index))
            }
        }
        (dialog())
        script #data type="application/json" { (PreEscaped(data::json(view, &look))) }
    };
    page(&headline, &body)
}

/// What `audit` found.
pub fn audit(view: &View, audit: &Audit) -> String {
    let look = Look {
        width: usize::MAX,
        ..Look::default()
    };
    let summary = anstream::adapter::strip_str(&told::summary(view, &look, audit)).to_string();
    let title = view
        .reports
        .first()
        .map_or("The draft", |r| r.meta.title.as_deref().unwrap_or(&r.id));
    let body = html! {
        (header(&clean(title), &summary))
        main #main { (draft::entries(view, &look, audit)) }
        script #data type="application/json" { "{}" }
    };
    page(title, &body)
}

fn page(title: &str, body: &Markup) -> String {
    let policy = format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "recount " (env!("CARGO_PKG_VERSION")) };
                title { (clean(title)) " – recount" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the figures" }
                (body)
                footer.colophon {
                    p { "Two figures that cannot both be true: " code { "recount" } " says so, not which of them holds." }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

fn header(headline: &str, facts: &str) -> Markup {
    html! {
        header.masthead {
            p.name { "recount" }
            h1 { (headline) }
            p.facts { (facts) }
        }
    }
}

/// Where the sentences behind a cell are shown.
fn dialog() -> Markup {
    html! {
        dialog #sides aria-labelledby="sides-title" {
            div.bar {
                h2 #sides-title { "Side by side" }
                button.close type="button" { "Close" }
            }
            div.pair {
                div #side-a {}
                div #side-b {}
            }
        }
    }
}

/// The word of a verdict as the page's classes and filters know it.
fn word(verdict: Verdict) -> &'static str {
    super::look::verdict_name(verdict)
}

/// "3 reports".
fn reports(n: usize) -> String {
    count(n, "report")
}

#[cfg(test)]
mod tests;
