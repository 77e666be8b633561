//! Parts that the claims name as such: "20 farmers: 11 women, nine men".

use super::{Desk, Sum, SumVerdict};
use crate::claim::Modality;
use crate::compare::align::Facet;
use std::collections::BTreeMap;

impl<'a> Desk<'a> {
    /// Parts that the claims name as such.
    pub(super) fn given(&self) -> Vec<Sum> {
        let mut wholes: BTreeMap<u32, Vec<&Facet>> = BTreeMap::new();
        for &f in self.all {
            if let Some(part) = &self.claim(f).part_of
                && !matches!(self.claim(f).modality, Modality::Denied | Modality::Hypothetical)
            {
                wholes.entry(part.whole).or_default().push(f);
            }
        }
        let mut out = Vec::new();
        for (whole, mut parts) in wholes {
            let Some(total) = self.plain.iter().find(|f| f.at.claim == whole) else {
                continue;
            };
            // a figure of the whole event is no part of a week's
            parts.retain(|f| total.scope.is_empty() || !f.scope.is_empty());
            if parts.is_empty() {
                continue;
            }
            let full: Vec<&Facet> = parts
                .iter()
                .copied()
                .filter(|f| self.claim(f).part_of.as_ref().is_some_and(|p| p.exhaustive))
                .collect();
            if full.len() > 1 {
                self.breakdowns(total, &full, &mut out);
                continue;
            }
            let apart = self.largest_apart(&parts);
            let verdict = if self.exceeds(total, &apart) {
                SumVerdict::Exceeds
            } else {
                SumVerdict::Holds
            };
            out.push(self.sum(total, &apart, false, verdict));
        }
        out
    }

    /// Exhaustive parts, which may be several breakdowns of one total: by class, by place, by fate.
    fn breakdowns(&self, total: &Facet, parts: &[&Facet], out: &mut Vec<Sum>) {
        let verdict = |set: &[&Facet]| {
            if self.exceeds(total, set) {
                SumVerdict::Exceeds
            } else if self.falls_short(total, set) && self.nearly_all(total, set) {
                SumVerdict::FallsShort
            } else {
                SumVerdict::Holds
            }
        };
        if verdict(parts) == SumVerdict::Holds {
            out.push(self.sum(total, parts, true, SumVerdict::Holds));
            return;
        }
        let mut lists: Vec<Vec<&Facet>> = Vec::new();
        for &f in parts {
            let start = self.claim(f).sentence.start;
            let follows = |list: &Vec<&Facet>| {
                list.last()
                    .is_some_and(|l| start.saturating_sub(self.claim(l).sentence.end) < 4)
            };
            match lists.last_mut() {
                Some(list) if follows(list) => list.push(f),
                _ => lists.push(vec![f]),
            }
        }
        let axis = |f: &Facet| {
            let (c, t) = (self.claim(f), self.claim(total));
            let same = c.measure == t.measure;
            (!same, same && f.scope != total.scope, same && c.counted == t.counted)
        };
        if lists.iter().all(|l| l.len() == 1) {
            lists = vec![parts.to_vec()];
        }
        for list in lists.iter().filter(|l| l.len() > 1) {
            let mut axes: BTreeMap<(bool, bool, bool), Vec<&Facet>> = BTreeMap::new();
            for &f in list {
                axes.entry(axis(f)).or_default().push(f);
            }
            let whole = verdict(list);
            if axes.len() == 1 || whole == SumVerdict::Holds {
                out.push(self.sum(total, list, true, whole));
                continue;
            }
            // Breakdowns that stand in one list: each may hold on its own; a mixed one may only not exceed.
            for set in axes.values().filter(|s| s.len() > 1) {
                match verdict(set) {
                    SumVerdict::FallsShort => {}
                    other => out.push(self.sum(total, set, true, other)),
                }
            }
        }
    }
}
