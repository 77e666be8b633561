//! Rounding: two figures that are one value, written more or less finely.
//!
//! "600K" stands for 600,412 and "758 million" for 758.7 million: a number written with a
//! multiplier says nothing below its last digit. "246" stands for 246.27, and 40 in for 102 cm.
//! What is more than a round number may be that number as others give it ("3M" and "more than
//! 3 million"); what is more than 66 per cent is not 66 per cent.

use super::verdict::reach;
use crate::claim::Claim;
use crate::quantity::{Bound, Decimal, Interval, Precision};
use crate::rules::Rules;
use crate::rules::lexicon::fold;

/// A figure with three zeros is round: "more than 3,000" may be 3,000 to others.
const ROUND: Decimal = Decimal::ONE_THOUSAND;

/// Whether two exact values are one value written in two units, or one more finely than the other.
pub fn rounded(x: &Claim, y: &Claim) -> bool {
    let (Some(p), Some(q)) = (x.interval.point(), y.interval.point()) else {
        return false;
    };
    if x.precision == Precision::Exact && y.precision == Precision::Exact && (coarse(x, p, q) || coarse(y, q, p)) {
        return true;
    }
    if x.unit.is_none() {
        return false;
    }
    let factor = |c: &Claim, value| factor(written(&c.text)?, value);
    let (Some(i), Some(j)) = (factor(x, p), factor(y, q)) else {
        return false;
    };
    let hundredth = p.abs().max(q.abs()) / Decimal::ONE_HUNDRED;
    i != j && (p - q).abs() <= hundredth
}

/// Whether `fine` is `value` when cut or rounded to the last digit that the claim writes.
fn coarse(claim: &Claim, value: Decimal, fine: Decimal) -> bool {
    let digits = written(&claim.text);
    let Some((digits, factor)) = digits.and_then(|d| Some((d, factor(d, value)?))) else {
        return false;
    };
    let Some(step) = Decimal::new(1, digits.scale()).checked_mul(factor) else {
        return false;
    };
    let whole = factor <= Decimal::ONE && digits.scale() == 0;
    // Whole numbers of what is counted are no rounding of each other.
    if step.is_zero() || whole && fine.fract().is_zero() {
        return false;
    }
    let Some(steps) = fine.checked_div(step) else {
        return false;
    };
    let is = |s: Decimal| s == Decimal::from(digits.mantissa());
    is(steps.round()) || !whole && is(steps.trunc())
}

/// Whether two intervals that share one end only share nothing, as one of the two is strictly
/// beyond it: "more than 66 per cent" and 66 per cent.
pub fn strictly_apart(x: &Claim, y: &Claim, rules: &Rules) -> bool {
    let beyond = |open: &Claim, point: &Claim| {
        let (Some(at), true) = (point.interval.point(), open.interval.point().is_none()) else {
            return false;
        };
        let bound = bound(open, rules);
        let touches = match bound {
            Bound::MoreThan => open.interval.low == Some(at),
            Bound::LessThan => open.interval.high == Some(at),
            _ => false,
        };
        touches && open.unit.is_some() && point.precision == Precision::Exact && !is_round(point, at)
    };
    beyond(x, y) || beyond(y, x)
}

/// Whether one is strictly beyond a round number and the other is that number: "3M", "over 3 million".
pub fn about_round(x: &Claim, y: &Claim, rules: &Rules) -> bool {
    let beyond = |open: &Claim, point: &Claim| {
        let Some(at) = point.interval.point().filter(|at| is_round(point, *at)) else {
            return false;
        };
        let next = |i: &Interval| match bound(open, rules) {
            Bound::MoreThan => i
                .low
                .is_some_and(|l| l >= at && l.checked_sub(at) <= Some(Decimal::ONE)),
            Bound::LessThan => i
                .high
                .is_some_and(|h| h <= at && at.checked_sub(h) <= Some(Decimal::ONE)),
            _ => false,
        };
        open.unit.is_none() && next(&open.interval)
    };
    beyond(x, y) || beyond(y, x)
}

/// Whether two amounts of one unit are one by their values, whatever the nouns beside them: what
/// is the same, or so near and written so finely that chance does not explain it.
pub fn one_amount(x: &Claim, y: &Claim, rules: &Rules) -> bool {
    let value = |c: &Claim| c.interval.named().map(|v| v.abs());
    let (Some(p), Some(q), true) = (value(x), value(y), x.unit.is_some()) else {
        return false;
    };
    let within = |share: Decimal| {
        p.max(q)
            .checked_mul(share)
            .is_some_and(|most| p.checked_sub(q).is_some_and(|d| d.abs() <= most))
    };
    let fits = || reach(x, rules).intersects(&reach(y, rules)) || rounded(x, y);
    within(Decimal::new(1, 1)) && fits() || within(Decimal::new(5, 2)) && fine(x) && fine(y)
}

/// Whether the figure is written with three digits that count or more.
fn fine(claim: &Claim) -> bool {
    let mut digits = written(&claim.text).unwrap_or_default().mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits >= 100
}

fn is_round(claim: &Claim, value: Decimal) -> bool {
    let whole = |v: Decimal| v.checked_rem(ROUND).is_some_and(|r| r.is_zero()) && !v.is_zero();
    let ten = |v: Decimal| v.checked_rem(Decimal::TEN).is_some_and(|r| r.is_zero());
    whole(value) || claim.unit.is_some() && ten(value)
}

/// The bound that the words before or after the number put on it.
fn bound(claim: &Claim, rules: &Rules) -> Bound {
    let words: Vec<_> = claim
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| rules.lexicon.get(&fold(w)))
        .collect();
    (1..=words.len())
        .find_map(|end| {
            let back = |k: usize| end.checked_sub(k + 1).map(|i| words[i]);
            let before = rules.numbers.before.find(back).map(|(_, e)| e.bound);
            let after = || {
                rules
                    .numbers
                    .after
                    .find(|k| words.get(end + k).copied())
                    .map(|(_, e)| e.bound)
            };
            before.or_else(after).filter(|b| *b != Bound::None)
        })
        .unwrap_or(Bound::None)
}

/// What a written number was multiplied by to reach the base unit.
fn factor(written: Decimal, value: Decimal) -> Option<Decimal> {
    Some(value.checked_div(written)?.round_dp(4))
}

/// The digits of a figure as a number; `None` where it is in words.
fn written(text: &str) -> Option<Decimal> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|&c| c != ',')
        .collect();
    digits.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::claim;

    fn counted(text: &str, value: &str) -> Claim {
        let mut c = claim("other", "letter", 0);
        c.text = text.into();
        c.interval = Interval::exactly(value.parse().expect("a number"));
        c
    }

    fn beyond(text: &str, low: &str, unit: Option<&str>) -> Claim {
        let mut c = counted(text, low);
        c.interval = Interval::at_least(low.parse().expect("a number"));
        c.unit = unit.map(Into::into);
        c
    }

    #[test]
    fn a_multiplier_hides_the_lower_digits() {
        assert!(rounded(&counted("600K", "600000"), &counted("600,412", "600412")));
        assert!(rounded(
            &counted("758 million", "758000000"),
            &counted("758.7 million", "758700000")
        ));
        assert!(rounded(&counted("246", "246"), &counted("246.27", "246.27")));
        assert!(!rounded(
            &counted("2 million", "2000000"),
            &counted("1.2 million", "1200000")
        ));
        assert!(!rounded(&counted("246", "246"), &counted("247", "247")));
        assert!(!rounded(&counted("600,000", "600000"), &counted("600,412", "600412")));
    }

    #[test]
    fn more_than_a_round_number() {
        let rules = crate::rules::packs();
        let over = beyond("more than 3 million", "3000001", None);
        assert!(about_round(&over, &counted("3M", "3000000"), rules));
        let over = beyond("more than 35", "36", None);
        assert!(!about_round(&over, &counted("35", "35"), rules));
    }

    #[test]
    fn more_than_a_measure_is_not_that_measure() {
        let rules = crate::rules::packs();
        let share = |text: &str, value: &str| Claim {
            unit: Some("%".into()),
            ..counted(text, value)
        };
        let over = beyond("more than 66 %", "66", Some("%"));
        assert!(strictly_apart(&over, &share("66 %", "66"), rules));
        assert!(!strictly_apart(&over, &share("67 %", "67"), rules));
        let over = beyond("more than 70 %", "70", Some("%"));
        assert!(!strictly_apart(&over, &share("70 %", "70"), rules));
    }
}
