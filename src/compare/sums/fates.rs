//! What became of those who were there: the dead, the missing and the rescued of 90 aboard.

use super::{Desk, NOT_MUCH_MORE, Sum, SumVerdict};
use crate::compare::align::Facet;
use crate::compare::verdict;
use crate::quantity::Decimal;

impl<'a> Desk<'a> {
    /// What became of those who were there: the dead, the missing and the rescued of 90 aboard.
    pub(super) fn fates(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for fate in &self.rules.policy.fates {
            let widest = |measure: &str| {
                let mut inside: Vec<&Facet> = self.figures(measure, |s| names(&fate.inside, s));
                let mut all = self.figures(measure, |s| s.is_empty());
                if inside.is_empty() && !self.figures(measure, |s| names(&fate.outside, s)).is_empty() {
                    return None;
                }
                let from = if inside.is_empty() { &mut all } else { &mut inside };
                // The widest class, and of several figures the smallest.
                from.iter()
                    .copied()
                    .filter(|f| f.whole)
                    .min_by_key(|f| (self.claim(f).counted != "people", self.low(f)))
            };
            let wholes = self.figures(&fate.whole, |s| s.is_empty());
            let room = |f: &Facet| verdict::reach(self.claim(f), self.rules).high;
            if wholes.iter().any(|f| room(f).is_none()) {
                continue;
            }
            let Some(total) = wholes.iter().copied().max_by_key(|f| room(f)) else {
                continue;
            };
            for measures in &fate.parts {
                let parts: Vec<&Facet> = measures
                    .iter()
                    .filter_map(|m| widest(m))
                    .filter(|f| !self.low(f).is_zero())
                    .collect();
                // Passengers leave out the crew, who may be among the dead.
                let roomy = self.claim(total).counted == "people"
                    || room(total)
                        .and_then(|r| r.checked_mul(Decimal::new(11, 1)))
                        .is_some_and(|most| self.range(&parts).0 > most);
                // those of another event, or of two at once
                let far = self.low(total).checked_mul(NOT_MUCH_MORE);
                let far = far.is_some_and(|most| self.range(&parts).0 > most);
                if parts.len() > 1 && roomy && !far && self.exceeds(total, &parts) {
                    out.push(self.sum(total, &parts, false, SumVerdict::Exceeds));
                    break;
                }
            }
        }
        out
    }

    fn figures(&self, measure: &str, scope: impl Fn(&str) -> bool) -> Vec<&'a Facet> {
        let said = |f: &Facet| {
            let c = self.claim(f);
            if f.scope.is_empty() {
                String::new()
            } else {
                c.scope
                    .as_ref()
                    .map(|s| s.text.to_lowercase().to_string())
                    .unwrap_or_default()
            }
        };
        self.plain
            .iter()
            .copied()
            .filter(|f| {
                let c = self.claim(f);
                c.measure == measure && self.rules.taxonomy.is_a(&c.counted, "people") && scope(&said(f))
            })
            .collect()
    }
}

fn names(list: &[String], scope: &str) -> bool {
    !scope.is_empty() && list.iter().any(|w| scope.contains(w.as_str()))
}
