//! Parts by place: places listed one after the other.

use super::{Desk, NOT_MUCH_MORE, Sum, SumVerdict, apart_in_scope};
use crate::claim::Claim;
use crate::compare::align::{self, Facet, Standing};
use crate::quantity::Decimal;

/// Places listed one after the other that come this near to the total are all there are.
const NEARLY_ALL: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

impl<'a> Desk<'a> {
    /// Places listed one after the other.
    pub(super) fn by_place(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for run in self.runs() {
            let Some(&first) = run.first() else { continue };
            let c = self.claim(first);
            let totals: Vec<&Facet> = self
                .plain
                .iter()
                .copied()
                .filter(|f| {
                    let t = self.claim(f);
                    f.scope.is_empty()
                        && t.measure == c.measure
                        && t.unit == c.unit
                        && (crate::compare::words::alike(&f.label, &first.label)
                            || first.label.iter().all(|w| f.label.contains(w)))
                        && (t.counted == c.counted
                            || self.rules.taxonomy.stands_for(&t.counted, &c.counted)
                            || self.rules.taxonomy.stands_for(&c.counted, &t.counted))
                })
                .collect();
            if totals
                .iter()
                .any(|t| !self.exceeds(t, &run) && !self.falls_short(t, &run))
            {
                continue;
            }
            let near = |t: &&&Facet| (t.at.claim as i64 - first.at.claim as i64).abs();
            let Some(total) = totals.iter().min_by_key(near) else {
                continue;
            };
            // Places whose sum is far from the total are places of something else.
            let whole = self.low(total);
            let sum = self.range(&run).0;
            let about = |share: Decimal| whole.checked_mul(share).unwrap_or(whole);
            if run.iter().any(|p| self.low(p) >= whole) || sum < about(NEARLY_ALL) || sum > about(NOT_MUCH_MORE) {
                continue;
            }
            let verdict = if self.exceeds(total, &run) {
                SumVerdict::Exceeds
            } else {
                SumVerdict::FallsShort
            };
            out.push(self.sum(total, &run, true, verdict));
        }
        out
    }

    /// Claims next to each other in one sentence or two that differ in their scope only.
    fn runs(&self) -> Vec<Vec<&'a Facet>> {
        let mut out: Vec<Vec<&Facet>> = Vec::new();
        // "of the dead, 58 were in Arden, 11 in Thorne": parts of a whole that the words name only
        let told = |c: &Claim| c.partial || align::inherited(c);
        let part = |f: &Facet| f.standing == Standing::Aside(align::Apart::Part) && told(self.claim(f));
        for &f in self
            .all
            .iter()
            .filter(|f| part(f) || self.plain.iter().any(|p| p.at == f.at))
        {
            let c = self.claim(f);
            let kind = c
                .scope
                .as_ref()
                .map(|s| s.kind)
                .filter(|_| !f.scope.is_empty() && self.additive_or_labelled(c));
            let joins = |run: &Vec<&Facet>| {
                let Some(last) = run.last() else { return false };
                let l = self.claim(last);
                let follows = f.at.claim == last.at.claim + 1 && c.sentence.start.saturating_sub(l.sentence.end) < 4;
                let alike =
                    l.measure == c.measure && l.counted == c.counted && l.unit == c.unit && last.label == f.label;
                let apart = match kind {
                    Some(kind) => {
                        l.scope.as_ref().is_some_and(|s| s.kind == kind) && run.iter().all(|r| apart_in_scope(r, f))
                    }
                    // "five in the town, four in Arden, two at sea"
                    None => run.len() > 1 && f.scope.is_empty() && c.sentence == l.sentence && align::inherited(c),
                };
                follows && alike && apart
            };
            match out.last_mut() {
                Some(run) if joins(run) => run.push(f),
                _ if kind.is_some() => out.push(vec![f]),
                _ => {}
            }
        }
        out.retain(|run| run.len() > 1);
        out
    }
}
