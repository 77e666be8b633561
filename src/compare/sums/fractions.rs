//! Fractions of a stated whole against the figure that the same report gives for them.

use super::{Desk, Sum, SumVerdict};
use crate::claim::Claim;
use crate::compare::align::{self, Facet};
use crate::compare::verdict;

impl<'a> Desk<'a> {
    /// A fraction of a stated whole against the figure that the same report gives for it.
    pub(super) fn fractions(&self) -> Vec<Sum> {
        // "half of the 60": the whole is a figure inside the words of the fraction, or the one it refers to
        let whole = |f: &Facet| {
            let c = self.claim(f);
            let of = |t: &Claim| t.span != c.span && c.span.start <= t.span.start && t.span.end <= c.span.end;
            let referred = |t: &Facet| c.part_of.as_ref().is_some_and(|p| p.whole == t.at.claim);
            c.text.contains(" of ").then_some(())?;
            self.all.iter().copied().find(|t| of(self.claim(t)) || referred(t))
        };
        let worked_out = |f: &Facet| whole(f).is_some();
        let mut out = Vec::new();
        for &f in &self.plain {
            let c = self.claim(f);
            let Some(total) = whole(f) else { continue };
            let stated = self
                .plain
                .iter()
                .copied()
                .filter(|o| !worked_out(o) && align::comparable(f, o, self.digests, self.rules).is_ok());
            let room = |x: &Claim| {
                let loose = Claim {
                    precision: crate::quantity::Precision::Approximate,
                    ..x.clone()
                };
                verdict::reach(&loose, self.rules)
            };
            for o in stated {
                if !room(c).intersects(&self.claim(o).interval) {
                    out.push(self.sum(total, &[f, o], false, SumVerdict::Fraction));
                }
            }
        }
        out
    }
}
