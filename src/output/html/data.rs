//! What the page's script knows: the sentences behind the cells, and how they stand to each other.

use super::quote::pieces;
use super::word;
use crate::compare::{Comparison, Verdict};
use crate::event::ClaimRef;
use crate::output::look::{Look, clean};
use crate::output::{View, figure, is_compared};
use serde_json::{Map, Value, json};

/// Beyond so many pairs of a row, those that agree are left out.
const PAIRS: usize = 300;

/// The data as JSON that no page ends early.
pub(super) fn json(view: &View, look: &Look) -> String {
    let all = view.analysis.comparisons.iter();
    let compared: Vec<&Comparison> = all.filter(|c| is_compared(c) && view.shows(c.event)).collect();
    let mut claims = Map::new();
    let mut pairs = Vec::new();
    for comparison in compared {
        for &at in &comparison.claims {
            claims.entry(key(at)).or_insert_with(|| claim(view, look, at));
        }
        let many = comparison.pairs.len() > PAIRS;
        for pair in comparison.pairs.iter().filter(|p| !many || p.verdict > Verdict::Agree) {
            pairs.push(json!([
                key(pair.a),
                key(pair.b),
                word(pair.verdict),
                clean(&pair.because)
            ]));
        }
    }
    let text = json!({"claims": claims, "pairs": pairs}).to_string();
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// How the page names a claim.
pub(super) fn key(at: ClaimRef) -> String {
    format!("{}-{}", at.report, at.claim)
}

fn claim(view: &View, look: &Look, at: ClaimRef) -> Value {
    let report = view.reports.get(at.report as usize);
    let claim = at.of(&view.analysis.digests);
    json!({
        "value": figure::value(claim, look),
        "outlet": report.map(figure::outlet).unwrap_or_default(),
        "day": report.and_then(figure::day),
        "speaker": figure::speaker(claim, look),
        "place": figure::place(view, at),
        "words": pieces(view, at),
    })
}
