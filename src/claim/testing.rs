//! Reports and their claims, for the tests of this stage.

use super::{Claim, Input, dates, frame, places};
use crate::corpus::{Block, BlockKind, Published, Report};
use crate::span::Span;

/// A report of one paragraph a line, or one row of a table, published on a day ("2021-11-09").
pub fn report(text: &str, published: Option<&str>) -> Report {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(Block {
            span: Span::new(at, at + line.trim_end().len()),
            kind: match line.contains(" | ") {
                true => BlockKind::Caption,
                false => BlockKind::Paragraph,
            },
        });
        at += line.len();
    }
    let mut report = Report {
        source: text.into(),
        blocks,
        ..Report::default()
    };
    report.meta.published = published.map(|p| Published::On(p.parse().expect("a day")));
    report
}

/// The claims of such a report.
pub fn claims(text: &str, published: Option<&str>) -> Vec<Claim> {
    let rules = crate::rules::packs();
    let report = report(text, published);
    let document = crate::text::analyse(&report, rules);
    let quantities = crate::quantity::read(&document, text, rules);
    let dates = dates::find(&document, text, &report.meta, rules);
    let places = places::find(&document, text, rules);
    frame(&Input {
        document: &document,
        quantities: &quantities,
        dates: &dates,
        places: &places,
        text,
        meta: &report.meta,
        rules,
    })
}

/// The figures of a text as "number measure/counted@scope".
pub fn figures(text: &str) -> Vec<String> {
    claims(text, None)
        .iter()
        .map(|c| {
            let scope = c.scope.as_ref().map(|s| format!("@{}", s.text)).unwrap_or_default();
            let measure = c.label.as_ref().unwrap_or(&c.measure);
            format!("{} {measure}/{}{scope}", c.text, c.counted)
        })
        .collect()
}
