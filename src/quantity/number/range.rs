//! Ranges of two numerals, "at least 11 and up to 15", and the earlier value of a change: "10 to 15 km", "between 2.5 and
//! 3 lakh", "six or seven", "rose from 12 to 19".

use super::{Around, units_around};
use crate::quantity::numeral::Numeral;
use crate::quantity::read::Reader;
use crate::quantity::{Bound, Decimal, bound, label};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::rules::units::Unit;

/// A range as it was read: its tokens, its two ends and the unit they share.
pub(super) struct Range<'a> {
    pub first: usize,
    pub end: usize,
    pub low: Decimal,
    pub high: Decimal,
    pub unit: Option<&'a Unit>,
    /// Bound words before it are sought from here on.
    pub floor: usize,
}

/// The second half of a range whose first numeral is `a`: "10 to 15 km", "between 2.5 and 3 lakh", "$10-15bn".
pub(super) fn range<'a>(r: &Reader<'a>, a: &Numeral, around: &Around, own: Option<&'a Unit>) -> Option<Range<'a>> {
    let at = around.end;
    let outer = bound::before(r, around.first, at, 0).first;
    let between = r.had(around.first, Roles::BETWEEN) || r.had(outer, Roles::BETWEEN);
    let from = r.had(around.first, Roles::FROM) || r.had(outer, Roles::FROM);
    let mut to = false;
    let dash = matches!(r.sign(at), '–' | '—')
        && r.token(at + 1)
            .is_some_and(|t| t.spaced == r.token(at).is_some_and(|d| d.spaced));
    let second = if r.has(at, Roles::TO) {
        // "rose by 0.4 points to 6.2": a step and where it led
        if own.is_some() && !from && is_step(r, around.first) {
            return None;
        }
        to = true;
        at + 1
    } else if r.sign(at) == '-' && r.has(at + 1, Roles::TO) && r.sign(at + 2) == '-' {
        to = true;
        at + 3
    } else if (between && r.has(at, Roles::AND)) || r.hyphen(at) || dash {
        at + 1
    } else if r.has(at, Roles::OR) && !between && !from {
        return or(r, a, around, own);
    } else if r.sign(at) == ',' && own.is_none() && r.has(at + 1, Roles::PERHAPS) {
        return perhaps(r, a, around);
    } else if r.sign(at) == ',' && own.is_none() && !a.digits {
        return listed_tens(r, a, around);
    } else if r.has(at, Roles::AND | Roles::BUT) {
        return and_up_to(r, a, around, own);
    } else {
        return None;
    };
    // a currency sign may stand before the second number too
    let start = (second..second + 3).find(|&i| {
        r.is_digits(i) || r.is(i, Tags::NUMBER | Tags::MULTIPLIER | Tags::FRACTION) || r.has(i, Roles::ARTICLE)
    })?;
    let b = r.numeral(start).filter(|b| b.first <= start)?;
    let (around_b, mut unit_b) = units_around(r, b.first.max(second), b.end, second);
    if around_b.first.min(b.first) != second && b.first != second {
        return None;
    }
    if label::find(r, start, start).is_some() {
        return None;
    }
    // "the toll rose by three to 15", "fell by 1.2 billion to 5.5 billion euros"; "by 10 to 15 percent" is a range
    let far = || a.value.checked_mul(3.into()).is_some_and(|most| most < b.value);
    let rate = (b.end..b.end + 4).any(|i| matches!(r.text_of(i), "a" | "an" | "each" | "every" | "per"));
    let past = around.first > 1 && r.is(around.first - 2, Tags::VERB_PAST | Tags::VERB_PP);
    let step = far() || unit_b.is_none() && past && !rate;
    if to && !from && own.is_none() && step && is_step(r, around.first) {
        return None;
    }
    let money_sign = around.sign;
    let unit_a = match (own, unit_b) {
        (Some(u), Some(v)) if u.dimension == v.dimension => {
            if u.dimension != "percent" && u.name != v.name {
                return None;
            }
            Some(u)
        }
        (Some(u), None) if money_sign || r.hyphen(at) && u.dimension != "percent" => {
            unit_b = Some(u);
            Some(u)
        }
        (Some(_), _) => return None,
        (None, Some(_)) if around_b.sign => return None,
        (None, v) => v,
    };
    let _ = unit_b;
    let mut low = a.value;
    if a.scale == Decimal::ONE && b.scale > Decimal::ONE && a.value < b.mantissa && b.mantissa < Decimal::ONE_THOUSAND {
        low = low.checked_mul(b.scale)?;
    } else if to && !from && a.digits && own.is_none() && a.value < Decimal::TEN && hundreds(b.value) {
        // "3 to 400" is three to four hundred
        let scaled = low.checked_mul(Decimal::ONE_HUNDRED)?;
        if scaled < b.value && scaled >= Decimal::ONE_HUNDRED {
            low = scaled;
        }
    }
    if low > b.value {
        return None;
    }
    let opened = if between || from {
        // "between" and "from" belong to the expression
        let with_bound = if r.had(around.first, Roles::BETWEEN | Roles::FROM) {
            around.first
        } else {
            outer
        };
        with_bound - 1
    } else {
        around.first
    };
    Some(Range {
        first: if from { around.first } else { opened },
        end: around_b.end,
        low,
        high: b.value,
        unit: unit_a,
        floor: if from { around.first } else { 0 },
    })
}

fn hundreds(value: Decimal) -> bool {
    value < Decimal::ONE_THOUSAND && value >= Decimal::from(200) && (value % Decimal::ONE_HUNDRED).is_zero()
}

/// The amount by which something moved: "rose by 0.4 points".
fn is_step(r: &Reader, first: usize) -> bool {
    r.had(first, Roles::BY) && r.had(first - 1, Roles::CHANGE)
}

/// "six or seven", "eight or nine hundred"
fn or<'a>(r: &Reader<'a>, a: &Numeral, around: &Around, own: Option<&'a Unit>) -> Option<Range<'a>> {
    if own.is_some() {
        return None;
    }
    let b = r.numeral(around.end + 1)?;
    let (end, unit) = units_around(r, b.first, b.end, around.end);
    let scaled = a.scale == Decimal::ONE && b.scale > Decimal::ONE && a.value < b.mantissa;
    let low = if scaled { a.value.checked_mul(b.scale)? } else { a.value };
    let close = low < b.value && b.value <= low.checked_mul(Decimal::TWO)?.checked_add(Decimal::ONE)?;
    (close && b.first == around.end + 1 && label::find(r, b.first, b.first).is_none()).then_some(Range {
        first: around.first,
        end: end.end,
        low,
        high: b.value,
        unit,
        floor: 0,
    })
}

/// The range of two values told one after the other.
fn two<'a>(first: usize, end: usize, (low, high): (&Numeral, &Numeral), unit: Option<&'a Unit>) -> Range<'a> {
    Range {
        first,
        end,
        low: low.value,
        high: high.value,
        unit,
        floor: 0,
    }
}

/// "forty, perhaps forty-five"
fn perhaps<'a>(r: &Reader<'a>, a: &Numeral, around: &Around) -> Option<Range<'a>> {
    let b = r.numeral(around.end + 2).filter(|b| b.first == around.end + 2)?;
    let (end, unit) = units_around(r, b.first, b.end, around.end);
    let close = a.value < b.value && b.value <= a.value.checked_mul(Decimal::TWO)?;
    (close && label::find(r, b.first, b.first).is_none()).then(|| two(around.first, end.end, (a, &b), unit))
}

/// "fifty, sixty people"
fn listed_tens<'a>(r: &Reader<'a>, a: &Numeral, around: &Around) -> Option<Range<'a>> {
    let b = r.numeral(around.end + 1)?;
    let tens = |v: Decimal| (v % Decimal::TEN).is_zero();
    let next = tens(a.value) && tens(b.value) && b.value == a.value.checked_add(Decimal::TEN)?;
    if !next || b.digits || r.sign(b.end) == ',' || r.has(b.end, Roles::AND) {
        return None;
    }
    let (end, unit) = units_around(r, b.first, b.end, around.end);
    Some(two(around.first, end.end, (a, &b), unit))
}

/// Where a numeral ends that is given again in brackets: "thirty-eight (38)".
pub(super) fn repeated(r: &Reader, n: &Numeral) -> usize {
    let again = |at: usize| r.numeral(at).filter(|b| b.first == at && b.value == n.value);
    match r.sign(n.end) == '(' {
        true => again(n.end + 1)
            .filter(|b| r.sign(b.end) == ')')
            .map_or(n.end, |b| b.end + 1),
        false => n.end,
    }
}

/// "rose from 12 to 19", "19, up from 12": the earlier value, by "from" and a verb of change before it.
pub(super) fn is_previous(r: &Reader, first: usize) -> bool {
    let from = if r.had(first, Roles::FROM) {
        first - 1
    } else {
        let outer = bound::before(r, first, first, 0).first;
        match outer.checked_sub(1) {
            Some(i) if r.has(i, Roles::FROM) => i,
            _ => return false,
        }
    };
    (1..=14)
        .map_while(|k| from.checked_sub(k))
        .take_while(|&i| !matches!(r.sign(i), ';' | ':' | '.'))
        .any(|i| r.has(i, Roles::CHANGE))
}

/// "at least 11 and up to 15", "at least one but possibly up to 12": two bounds that make a range.
fn and_up_to<'a>(r: &Reader<'a>, a: &Numeral, around: &Around, own: Option<&'a Unit>) -> Option<Range<'a>> {
    let at = around.end;
    let outer = bound::before(r, around.first, at, 0);
    let b = (at + 1..at + 6).find_map(|i| r.numeral(i).filter(|b| b.first == i))?;
    let inner = bound::before(r, b.first, b.end, at + 1);
    let between = (at + 1..inner.first).all(|i| r.is(i, Tags::ADV));
    let bounds = outer.bound == Bound::AtLeast && inner.bound == Bound::AtMost;
    (bounds && between && own.is_none() && a.value < b.value).then_some(Range {
        first: outer.first,
        end: b.end,
        low: a.value,
        high: b.value,
        unit: None,
        floor: outer.first,
    })
}
