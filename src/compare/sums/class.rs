//! Parts by class: narrower classes that share no member.

use super::{Desk, Sum, SumVerdict};
use crate::compare::align::Facet;

impl<'a> Desk<'a> {
    /// Those of the plain figures that are parts, one a class: of several the smallest counts.
    fn of_each_class(&self, is_part: impl Fn(&Facet) -> bool) -> Vec<&'a Facet> {
        let mut parts: Vec<&Facet> = Vec::new();
        for &f in self.plain.iter().filter(|f| is_part(f)) {
            let class = &self.claim(f).counted;
            match parts.iter_mut().find(|p| self.claim(p).counted == *class) {
                Some(p) if self.low(f) < self.low(p) => *p = f,
                Some(_) => {}
                None => parts.push(f),
            }
        }
        parts
    }

    /// This report's figures of classes that share no member, all of them parts of `total`.
    pub(in crate::compare) fn disjoint_parts(&self, total: &Facet) -> Vec<&'a Facet> {
        let mut parts = self.of_each_class(|f| self.is_total_of(total, f));
        let beside = |f: &&Facet| self.rules.policy.counted_beside(&self.claim(f).counted);
        parts.retain(|f| !beside(f));
        self.largest_apart(&parts)
    }

    /// Narrower classes that share no member: 70 militants, 6 police and 15 civilians among 80 killed.
    pub(super) fn by_class(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for &total in &self.plain {
            let t = self.claim(total);
            if !self.additive(t) || self.outdone(total) {
                continue;
            }
            let parts = self.of_each_class(|f| {
                let c = self.claim(f);
                // what another source counts beyond the total rivals it, and is no part of it
                let rival = || c.speaker != t.speaker && self.exceeds(total, &[f]);
                c.counted != t.counted
                    && !rival()
                    && self.rules.taxonomy.is_a(&c.counted, &t.counted)
                    && self.same_but_class(total, f)
            });
            let mut apart = self.largest_apart(&parts);
            // Attackers are often counted beside the toll: where the others make up most of it, so are these.
            let (beside, others): (Vec<&Facet>, Vec<&Facet>) = parts
                .iter()
                .copied()
                .partition(|p| self.rules.policy.counted_beside(&self.claim(p).counted));
            if !beside.is_empty() && self.exceeds(total, &apart) {
                let others = self.largest_apart(&others);
                let most = self.range(&others).0.checked_add(self.range(&others).0);
                if most.is_some_and(|m| m >= self.low(total)) {
                    apart = others;
                }
            }
            let single = apart.len() == 1 && apart.iter().all(|p| self.claim(p).speaker == t.speaker);
            if (apart.len() > 1 || single) && self.exceeds(total, &apart) {
                out.push(self.sum(total, &apart, false, SumVerdict::Exceeds));
            } else if apart.len() > 1 && self.range(&apart) == (self.low(total), t.interval.high) {
                out.push(self.sum(total, &apart, false, SumVerdict::Holds));
            }
        }
        out
    }
}
