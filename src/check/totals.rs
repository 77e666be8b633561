//! Checks of sums: parts that exceed their total, parts that do not make it, fractions that do not fit.

use super::{Desk, Draft, Severity};
use crate::claim::Modality;
use crate::compare::{Sum, SumVerdict};
use crate::event::ClaimRef;
use crate::quantity::Precision;

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
                claims,
                message: sum.because.clone(),
            });
        }
    }
}
