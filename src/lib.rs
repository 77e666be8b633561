//! `recount` reads reports from many outlets, extracts every figure with what it
//! counts, whom, where, when and who said so, decides which figures are about the
//! same thing, and says which of them cannot both be true.
//!
//! The pipeline in one screen: [`digest`] is the map (one report to claims and
//! anchors), [`reconcile`] the reduce (digests to events, comparisons, findings).
//! A module uses only those before it:
//! corpus → text → quantity → claim → event → compare → check → output.

pub mod audit;
pub mod check;
pub mod claim;
#[doc(hidden)]
pub mod cli;
pub mod compare;
pub mod config;
pub mod corpus;
pub mod error;
pub mod event;
mod hash;
mod letter;
pub mod lsp;
pub mod output;
pub mod quantity;
mod reduce;
pub mod rules;
mod runs;
pub mod selftest;
pub mod span;
pub mod stage;
pub mod text;

pub use error::{Error, Result};
pub use reduce::{Analysis, Bounded, Found, Reduced, component, reconcile};

use claim::Claim;
use claim::dates::DateMention;
use claim::places::PlaceMention;
use corpus::Report;
use event::{Digest, Grouping};
use rayon::prelude::*;
use rules::Rules;
use text::Document;

/// Reads one report: its claims, and what its event can be recognised by.
pub fn digest(report: &Report, rules: &Rules) -> Digest {
    let read = |input: &claim::Input| {
        let claims = claim::frame(input);
        let figures = claim::figure::figures(input, &claims);
        (claims, figures)
    };
    let ((claims, figures), reading) = with_input(report, rules, read);
    let Reading {
        document,
        dates,
        places,
    } = reading;
    let anchors = event::anchors(report, &document, &claims, &dates, &places, rules);
    Digest {
        id: report.id.clone(),
        meta: report.meta.clone(),
        claims,
        anchors,
        allowances: report.allowances.clone(),
        figures,
    }
}

/// The claims of one report, for who compares nothing.
pub fn claims(report: &Report, rules: &Rules) -> Vec<Claim> {
    with_input(report, rules, claim::frame_bare).0
}

/// What claims and anchors are both made from.
struct Reading {
    document: Document,
    dates: Vec<DateMention>,
    places: Vec<PlaceMention>,
}

/// How each sentence of a report was parsed, a line a sentence; for those who write rules.
pub fn outline(report: &Report, rules: &Rules) -> Vec<String> {
    with_input(report, rules, claim::outline).0
}

/// Hands what claims are framed from to `work`, and keeps what anchors need of it.
fn with_input<T>(report: &Report, rules: &Rules, work: impl FnOnce(&claim::Input) -> T) -> (T, Reading) {
    let document = text::analyse(report, rules);
    let quantities = quantity::read(&document, report.text(), rules);
    let dates = claim::dates::find(&document, report.text(), &report.meta, rules);
    let places = claim::places::find(&document, report.text(), rules);
    let made = work(&claim::Input {
        document: &document,
        quantities: &quantities,
        dates: &dates,
        places: &places,
        text: report.text(),
        meta: &report.meta,
        rules,
    });
    let reading = Reading {
        document,
        dates,
        places,
    };
    (made, reading)
}

/// The whole pipeline: reports to findings, on all threads of the current pool.
pub fn analyse(reports: &[Report], grouping: &Grouping, rules: &Rules) -> Analysis {
    let digests = reports.par_iter().map(|r| digest(r, rules)).collect();
    reconcile(digests, grouping, rules)
}
