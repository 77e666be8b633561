//! What holds for all figures.

use super::*;
use proptest::prelude::*;

fn any_interval() -> impl Strategy<Value = Interval> {
    (proptest::option::of(0u32..200), proptest::option::of(0u32..200)).prop_map(|(a, b)| {
        let (low, high) = match (a, b) {
            (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
            (None, None) => (Some(7), None),
            other => other,
        };
        Interval {
            low: low.map(Into::into),
            high: high.map(Into::into),
        }
    })
}

fn any_claim() -> impl Strategy<Value = Claim> {
    let measures = prop::sample::select(vec!["killed", "missing", "held", "aboard"]);
    (measures, any_interval(), any::<bool>()).prop_map(|(m, interval, approximate)| Claim {
        interval,
        precision: if approximate {
            Precision::Approximate
        } else {
            Precision::Exact
        },
        ..claim(m, "people", 0)
    })
}

proptest! {
    #[test]
    fn verdicts_are_symmetric(a in any_claim(), b in any_claim(), x in 1u8..4, y in 1u8..4) {
        let day = |d: u8| format!("2021-03-0{d}");
        let (x, y) = (day(x), day(y));
        let there = judge((a.clone(), Some(&x)), (b.clone(), Some(&y)));
        let back = judge((b, Some(&y)), (a, Some(&x)));
        prop_assert_eq!(there, back);
    }

    #[test]
    fn a_wider_interval_makes_no_new_conflict(a in any_claim(), b in any_claim(), by in 0u32..50) {
        let gentle = |v: Option<(Verdict, Reason)>| matches!(v, Some((Verdict::Agree | Verdict::Compatible, _)));
        let before = judge((a.clone(), None), (b.clone(), None));
        let by = Decimal::from(by);
        let wide = Claim {
            interval: Interval {
                low: a.interval.low.map(|l| l - by),
                high: a.interval.high.map(|h| h + by),
            },
            ..a
        };
        let after = judge((wide, None), (b, None));
        prop_assert!(!gentle(before) || gentle(after));
    }

    #[test]
    fn every_claim_stands_in_one_comparison(claims in prop::collection::vec(any_claim(), 0..12)) {
        let n = claims.len();
        let digests = [report("One", None, claims.clone()), report("Two", None, claims)];
        let mut all: Vec<ClaimRef> = run(&digests).into_iter().flat_map(|c| c.claims).collect();
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all.len(), 2 * n);
    }
}
