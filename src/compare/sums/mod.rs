//! Sums: parts against their totals, within one report.
//!
//! Parts come from the claims themselves ("20 farmers: 11 women, nine men"), or are worked out:
//! narrower classes that share no member, places listed one after the other, and what became of
//! those who were there. Worked-out parts only may not exceed their total; a list of places that nearly makes the total and misses it is worth a look as well.
//! A doubt is decided for the report.

use super::align::{self, Facet, Standing};
use super::{Sum, SumVerdict, verdict};
use crate::claim::{Claim, Modality};
use crate::corpus::BlockKind;
use crate::event::{Digest, Event};
use crate::quantity::Decimal;
use crate::rules::Rules;
use std::collections::BTreeMap;

mod because;
mod class;
mod fates;
mod fractions;
mod given;
mod place;

/// Parts that come to less of the total are not all there are, however they are listed.
const MOST_OF_IT: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// Parts that come to much more than the total are no parts of it.
const NOT_MUCH_MORE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// Finds totals with their parts among the claims of one event and does the sums.
pub fn sums(event: u32, events: &[Event], digests: &[Digest], rules: &Rules) -> Vec<Sum> {
    let Some(of) = events.get(event as usize) else {
        return Vec::new();
    };
    let facets = align::facets(of, digests, rules);
    let mut reports: BTreeMap<u32, Vec<&Facet>> = BTreeMap::new();
    for f in &facets {
        reports.entry(f.at.report).or_default().push(f);
    }
    let mut out: Vec<Sum> = Vec::new();
    // the headline repeats the text's total: one sum is enough
    let title = |s: &Sum| s.total.of(digests).block == BlockKind::Title;
    let value = |s: &Sum| s.total.of(digests).interval;
    for all in reports.values() {
        let mut own: Vec<Sum> = Vec::new();
        let desk = of_report(event, all, digests, rules);
        let mut found = desk.given();
        found.extend(desk.by_class());
        found.extend(desk.by_place());
        found.extend(desk.fates());
        found.extend(desk.fractions());
        for sum in found {
            // One total may be reached in two ways; the first that fails says enough.
            let known = |s: &Sum| s.total == sum.total && (s.verdict == sum.verdict || s.parts == sum.parts);
            if !own.iter().any(known) {
                own.push(sum);
            }
        }
        let (of_title, told): (Vec<Sum>, Vec<Sum>) = own.into_iter().partition(title);
        let repeats = |s: &Sum| told.iter().any(|t| t.parts == s.parts && value(t) == value(s));
        out.extend(of_title.into_iter().filter(|s| !repeats(s)));
        out.extend(told);
    }
    out.extend(super::across::across(event, &reports, digests, rules));
    out.sort_by_key(|s| (s.total, s.parts.first().copied()));
    out
}

/// The claims of one report about one event, laid out for sums.
pub(super) fn of_report<'a>(event: u32, all: &'a [&'a Facet], digests: &'a [Digest], rules: &'a Rules) -> Desk<'a> {
    let plain = |f: &&&Facet| {
        let claim = f.at.of(digests);
        let aside = claim.modality == Modality::Background || claim.block == BlockKind::Picture;
        f.standing == Standing::Plain && !aside
    };
    Desk {
        event,
        all,
        plain: all.iter().filter(plain).copied().collect(),
        digests,
        rules,
    }
}

/// The claims of one report about one event.
pub(super) struct Desk<'a> {
    event: u32,
    all: &'a [&'a Facet],
    plain: Vec<&'a Facet>,
    digests: &'a [Digest],
    rules: &'a Rules,
}

impl<'a> Desk<'a> {
    fn claim(&self, f: &Facet) -> &'a Claim {
        f.at.of(self.digests)
    }

    /// The least that parts can come to, and the most, if it is bounded.
    fn range(&self, parts: &[&Facet]) -> (Decimal, Option<Decimal>) {
        let mut low = Decimal::ZERO;
        let mut high = Some(Decimal::ZERO);
        for f in parts {
            let reach = verdict::reach(self.claim(f), self.rules);
            low = low.checked_add(reach.low.unwrap_or_default()).unwrap_or(low);
            high = high.zip(reach.high).and_then(|(a, b)| a.checked_add(b));
        }
        (low, high)
    }

    pub(super) fn exceeds(&self, total: &Facet, parts: &[&Facet]) -> bool {
        let most = verdict::reach(self.claim(total), self.rules).high;
        most.is_some_and(|m| self.range(parts).0 > m)
    }

    fn falls_short(&self, total: &Facet, parts: &[&Facet]) -> bool {
        let least = verdict::reach(self.claim(total), self.rules).low;
        matches!((self.range(parts).1, least), (Some(most), Some(least)) if most < least)
    }

    /// Whether the parts come to most of the total: a list that leaves out a third of it was not meant to be whole.
    fn nearly_all(&self, total: &Facet, parts: &[&Facet]) -> bool {
        let share = self.low(total).checked_mul(MOST_OF_IT);
        share.is_none_or(|share| self.range(parts).0 >= share)
    }

    pub(super) fn sum(&self, total: &Facet, parts: &[&Facet], exhaustive: bool, verdict: SumVerdict) -> Sum {
        Sum {
            event: self.event,
            total: total.at,
            parts: parts.iter().map(|f| f.at).collect(),
            exhaustive,
            verdict,
            because: self.because(total, parts, verdict),
        }
    }

    /// Whether the figure of another report is of a wider class than a part of this one's, and else the same.
    pub(super) fn is_total_of(&self, total: &Facet, part: &Facet) -> bool {
        let (t, c) = (self.claim(total), self.claim(part));
        self.additive(t)
            && total.scope.is_empty()
            && self.same_but_class(total, part)
            && t.counted != c.counted
            && self.rules.taxonomy.is_a(&c.counted, &t.counted)
    }

    /// Whether this report gives a figure of the total's own class.
    pub(super) fn has_total(&self, total: &Facet) -> bool {
        let counted = &self.claim(total).counted;
        self.all
            .iter()
            .any(|f| self.claim(f).counted == *counted && self.claim(f).measure == self.claim(total).measure)
    }

    /// Whether the parts come to the total exactly.
    pub(super) fn makes_up(&self, total: &Facet, parts: &[&Facet]) -> bool {
        self.range(parts) == (self.low(total), self.claim(total).interval.high)
    }

    pub(super) fn low(&self, f: &Facet) -> Decimal {
        self.claim(f).interval.low.unwrap_or_default()
    }

    fn additive(&self, c: &Claim) -> bool {
        self.rules.measures.get(&c.measure).is_some_and(|m| m.additive)
    }

    fn additive_or_labelled(&self, c: &Claim) -> bool {
        self.additive(c) || c.measure == "other" && c.unit.is_none()
    }

    fn same_but_class(&self, a: &Facet, b: &Facet) -> bool {
        let (x, y) = (self.claim(a), self.claim(b));
        x.measure == y.measure && x.unit == y.unit && a.scope == b.scope && a.label == b.label
    }

    /// Whether the report gives a larger figure of the same, to which the parts may belong.
    fn outdone(&self, total: &Facet) -> bool {
        let room = |f: &Facet| verdict::reach(self.claim(f), self.rules).high;
        let own = room(total);
        self.plain.iter().any(|f| {
            f.at != total.at
                && self.claim(f).counted == self.claim(total).counted
                && self.same_but_class(total, f)
                && match (room(f), own) {
                    (None, Some(_)) => true,
                    (Some(a), Some(b)) => a > b,
                    _ => false,
                }
        })
    }

    /// Of parts that may overlap, the set that shares no member and comes to most.
    fn largest_apart(&self, parts: &[&'a Facet]) -> Vec<&'a Facet> {
        let parts = &parts[..parts.len().min(12)];
        let apart = |a: &Facet, b: &Facet| {
            let (x, y) = (self.claim(a), self.claim(b));
            self.rules.taxonomy.disjoint(&x.counted, &y.counted)
                || x.counted == y.counted && x.measure == y.measure && apart_in_scope(a, b)
        };
        let mut best: (Decimal, Vec<&Facet>) = (Decimal::ZERO, Vec::new());
        for set in 1u32..1 << parts.len() {
            let chosen: Vec<&Facet> = (0..parts.len())
                .filter(|i| set >> i & 1 == 1)
                .map(|i| parts[i])
                .collect();
            let free = chosen
                .iter()
                .enumerate()
                .all(|(i, a)| chosen[i + 1..].iter().all(|b| apart(a, b)));
            let sum = self.range(&chosen).0;
            if free && (sum > best.0 || best.1.is_empty()) {
                best = (sum, chosen);
            }
        }
        best.1
    }
}

/// Scopes that name two places, neither inside the other by its words.
fn apart_in_scope(a: &Facet, b: &Facet) -> bool {
    let within = |x: &[String], y: &[String]| x.iter().all(|w| y.contains(w));
    !a.scope.is_empty() && !b.scope.is_empty() && !within(&a.scope, &b.scope) && !within(&b.scope, &a.scope)
}
