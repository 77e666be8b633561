//! Low, best and high: what a comparison comes to, by the policy in use.

use super::align::Facet;
use super::{origin, time};
use crate::claim::{Claim, Modality};
use crate::event::{ClaimRef, Digest};
use crate::quantity::{Decimal, Precision};
use crate::rules::Rules;
use crate::rules::policy::Best;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Lowest value asserted.
    pub low: Option<Decimal>,
    /// The value that the policy picks.
    pub best: Option<Decimal>,
    /// Highest value asserted.
    pub high: Option<Decimal>,
    /// The claim that the best value is taken from.
    pub from: Option<ClaimRef>,
}

/// Weighs the claims of one comparison.
pub fn estimate(claims: &[&Facet], digests: &[Digest], rules: &Rules) -> Estimate {
    let all: Vec<(ClaimRef, &Claim, Decimal)> = claims
        .iter()
        .map(|f| (f.at, f.at.of(digests)))
        .filter_map(|(at, c)| Some((at, c, c.interval.named()?)))
        .collect();
    let mut e = Estimate {
        low: all.iter().map(|x| x.2).min(),
        high: all.iter().filter_map(|x| x.1.interval.high.or(Some(x.2))).max(),
        ..Estimate::default()
    };
    let mut origins: BTreeMap<Decimal, Vec<ClaimRef>> = BTreeMap::new();
    for x in &all {
        origins.entry(x.2).or_default().push(x.0);
    }
    let origins: BTreeMap<Decimal, usize> = origins
        .into_iter()
        .map(|(value, of)| (value, origin::count(&of, digests)))
        .collect();
    // how many independent origins give the value
    let support = |x: &Weighed| origins.get(&x.2).copied().unwrap_or(0);
    let latest = latest(&all, digests);
    let chosen = match rules.policy.current().best {
        Best::Latest => all.iter().max_by(|x, y| {
            rank(x.1, y.1)
                .then_with(|| later(x, y, digests))
                .then_with(|| support(x).cmp(&support(y)))
                .then_with(|| tier(x, y, digests))
                .then_with(|| finish(x, y))
        }),
        Best::Majority => all.iter().max_by(|x, y| {
            rank(x.1, y.1)
                .then_with(|| support(x).cmp(&support(y)))
                .then_with(|| later(x, y, digests))
                .then_with(|| tier(x, y, digests))
                .then_with(|| finish(x, y))
        }),
        Best::Lowest => all
            .iter()
            .filter(|x| !latest.iter().any(|y| overtakes(y, x, digests, rules)))
            .max_by(|x, y| rank(x.1, y.1).then_with(|| y.2.cmp(&x.2)).then_with(|| finish(x, y))),
    };
    if let Some(&(at, _, v)) = chosen {
        (e.best, e.from) = (Some(v), Some(at));
    }
    e
}

type Weighed<'a> = (ClaimRef, &'a Claim, Decimal);

/// Asserted before estimated, exact before vague.
fn rank(x: &Claim, y: &Claim) -> Ordering {
    let of = |c: &Claim| (c.modality == Modality::Asserted, c.precision != Precision::Vague);
    of(x).cmp(&of(y))
}

fn later(x: &Weighed, y: &Weighed, digests: &[Digest]) -> Ordering {
    let moment = |w: &Weighed| {
        let meta = &digests[w.0.report as usize].meta;
        let at = match meta.published {
            Some(crate::corpus::Published::At { moment, .. }) if w.1.as_of.is_none() => Some(moment),
            _ => None,
        };
        (time::day(w.1, meta), at)
    };
    moment(x).cmp(&moment(y))
}

/// The source that the settings put first; one without a tier comes last.
fn tier(x: &Weighed, y: &Weighed, digests: &[Digest]) -> Ordering {
    let of = |w: &Weighed| digests[w.0.report as usize].meta.tier.unwrap_or(u8::MAX);
    of(y).cmp(&of(x))
}

/// A settled order where nothing else tells: a bare value before a bound, the first claim before others.
fn finish(x: &Weighed, y: &Weighed) -> Ordering {
    let bare = |w: &Weighed| w.1.interval.point().is_some();
    bare(x).cmp(&bare(y)).then_with(|| y.0.cmp(&x.0))
}

/// The claims that can overtake others: of many that say the same, the last.
fn latest<'a>(all: &[Weighed<'a>], digests: &[Digest]) -> Vec<Weighed<'a>> {
    if all.len() <= super::ALL_PAIRS {
        return all.to_vec();
    }
    let mut last: BTreeMap<(Option<Decimal>, Option<Decimal>), Weighed> = BTreeMap::new();
    for x in all {
        let known = last.entry((x.1.interval.low, x.1.interval.high)).or_insert(*x);
        if later(x, known, digests).is_gt() {
            *known = *x;
        }
    }
    last.into_values().collect()
}

fn overtakes(new: &Weighed, old: &Weighed, digests: &[Digest], rules: &Rules) -> bool {
    let side = |w: &Weighed| super::verdict::Side {
        claim: w.0.of(digests),
        digest: &digests[w.0.report as usize],
        report: w.0.report,
    };
    later(new, old, digests).is_gt()
        && super::verdict::judge(side(old), side(new), rules).verdict == super::Verdict::Updated
}
