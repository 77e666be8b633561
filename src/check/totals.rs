//! Checks of sums: parts that exceed their total, parts that do not make it, fractions that do not fit.

use super::{Desk, Draft, Severity};
use crate::claim::Modality;
use crate::compare::{Sum, SumVerdict};
use crate::event::ClaimRef;
use crate::quantity::{Decimal, Precision};

impl<'a> Desk<'a> {
    pub(super) fn totals(&self, sums: &[Sum], out: &mut Vec<Draft<'a>>) {
        for sum in sums {
            let rule = match sum.verdict {
                SumVerdict::Holds => continue,
                SumVerdict::Exceeds => "parts-exceed-total",
                SumVerdict::FallsShort => "parts-do-not-add-up",
                SumVerdict::Fraction => "fraction-mismatch",
            };
            let firm = |c: &ClaimRef| {
                let c = c.of(self.digests);
                c.precision == Precision::Exact && c.modality == Modality::Asserted
            };
            let mut claims = vec![sum.total];
            claims.extend(sum.parts.iter().filter(|p| **p != sum.total));
            let all_firm = claims.iter().all(firm);
            let own = self.rules.policy.severity(rule);
            out.push(Draft {
                rule,
                severity: if all_firm { own } else { own.min(Severity::Warning) },
                event: sum.event,
                comparison: None,
                gap: self.missed_by(sum),
                claims,
                message: sum.because.clone(),
            });
        }
    }

    /// A total and what its parts come to, the lower one first.
    fn missed_by(&self, sum: &Sum) -> Option<(Decimal, Decimal)> {
        if sum.verdict == SumVerdict::Fraction {
            return None;
        }
        let total = sum.total.of(self.digests).interval.named()?;
        let mut parts = sum.parts.iter().filter(|p| **p != sum.total);
        let whole = parts.try_fold(Decimal::ZERO, |all, p| {
            all.checked_add(p.of(self.digests).interval.named()?)
        })?;
        Some((total.min(whole), total.max(whole)))
    }
}
