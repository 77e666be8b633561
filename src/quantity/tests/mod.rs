//! What each group of expressions reads as, and what holds for any text.

use super::*;
use crate::corpus::{Block, BlockKind, Report};
use crate::rules::Rules;
use crate::text::{self, Document};
use std::sync::LazyLock;

mod measured;
mod properties;
mod values;

static RULES: LazyLock<&Rules> = LazyLock::new(crate::rules::packs);

fn document(text: &str) -> (Document, Report) {
    let report = Report {
        source: text.to_owned(),
        blocks: vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }],
        ..Report::default()
    };
    (text::analyse(&report, &RULES), report)
}

fn quantities(text: &str) -> Vec<Quantity> {
    let (document, report) = document(text);
    read(&document, report.text(), &RULES)
}

/// Everything read in a text as "words = low..high", `~` for approximate and `?` for vague values,
/// with the unit behind them and the kind where it is not a plain quantity's.
fn shown(text: &str) -> Vec<String> {
    quantities(text)
        .iter()
        .map(|q| {
            let end = |d: Option<Decimal>| d.map_or(String::new(), |d| d.round_dp(4).normalize().to_string());
            let mark = match q.precision {
                Precision::Exact => "",
                Precision::Approximate => "~",
                Precision::Vague => "?",
            };
            let value = match q.interval.point() {
                Some(p) => end(Some(p)),
                None => format!("{}..{}", end(q.interval.low), end(q.interval.high)),
            };
            let unit = q.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
            match q.kind {
                Kind::Date | Kind::Clock | Kind::Ordinal | Kind::Label | Kind::Age => {
                    format!("{} = {:?}", q.span.of(text), q.kind)
                }
                _ => format!("{} = {mark}{value}{unit}", q.span.of(text)),
            }
        })
        .collect()
}

fn kinds(text: &str) -> Vec<Kind> {
    quantities(text).iter().map(|q| q.kind).collect()
}

/// Asserts what a text reads as.
#[track_caller]
fn reads(text: &str, want: &[&str]) {
    assert_eq!(shown(text), want, "in {text:?}");
}
