//! Tests of comparison, and what they are made with.

mod alignment;
mod parts;
mod properties;
mod totals;
mod twice;
mod verdicts;

use super::testing::{at, claim, event, of_side, report, within};
use super::*;
use crate::claim::{Claim, Modality, PartOf, Scope, ScopeKind};
use crate::quantity::{Interval, Precision};
use crate::span::Span;
use std::sync::LazyLock;

static RULES: LazyLock<&Rules> = LazyLock::new(crate::rules::packs);

fn run(digests: &[Digest]) -> Vec<Comparison> {
    compare(0, &event(digests), digests, &RULES)
}

/// The verdict on two claims, one a report; `None` where they are not compared.
fn judge(a: (Claim, Option<&str>), b: (Claim, Option<&str>)) -> Option<(Verdict, Reason)> {
    let digests = [report("One", a.1, vec![a.0]), report("Two", b.1, vec![b.0])];
    let pairs: Vec<Pair> = run(&digests).into_iter().flat_map(|c| c.pairs).collect();
    assert!(pairs.len() < 2);
    pairs.first().map(|p| (p.verdict, p.reason))
}

fn said(value: Interval, precision: Precision) -> Claim {
    Claim {
        interval: value,
        precision,
        ..claim("killed", "people", 0)
    }
}

fn money(of: &str, value: u32) -> Claim {
    Claim {
        unit: Some("dollar".into()),
        ..claim("money", of, value)
    }
}

const MONDAY: Option<&str> = Some("2021-03-01");
const TUESDAY: Option<&str> = Some("2021-03-02");
