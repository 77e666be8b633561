//! The last step of a number expression: bounds are put on it, and it is joined to the quantity
//! before it where the two are one ("two hours and five minutes") or the same ("60 km (37 miles)").

use super::Core;
use crate::quantity::read::Reader;
use crate::quantity::{Bound, Decimal, Interval, Kind, Precision, Quantity, bound, unit};
use crate::rules::numbers::Roles;

/// So many tokens away a word of the weather may stand.
const NEAR: usize = 8;

/// Puts bounds on a core value and writes it out.
pub(super) fn finish(r: &Reader, core: Core, done: usize, out: &mut Vec<Quantity>) -> usize {
    let mut b = bound::around(r, core.first, core.end, done.max(core.floor));
    if b.bound == Bound::None && core.unit.is_some_and(|u| u.dimension == "duration") && r.had(b.first, Roles::WITHIN) {
        (b.bound, b.first) = (Bound::AtMost, b.first - 1);
    }
    let counted = matches!(core.kind, Kind::Count) && core.unit.is_none();
    let mut unit = core.unit;
    let mut kind = core.kind;
    if unit.is_none() && kind == Kind::Count {
        // "magnitude of about 6.4"
        if let Some((_, u)) = unit::before(r, b.first).or_else(|| unit::before(r, core.first))
            && u.dimension != "money"
        {
            unit = Some(u);
            kind = Kind::Measure;
        } else if core.low < Decimal::ZERO && !r.can_count(b.end) && in_the_cold(r, b.first, b.end) {
            unit = r.rules.units.plain("temperature");
            kind = Kind::Measure;
        }
    }
    let counted = counted && unit.is_none();
    let stated = match core.high {
        Some(high) => bound::apply(b.bound, core.low, high, counted),
        None => match b.bound {
            Bound::AtMost | Bound::LessThan => Interval::default(),
            _ => Interval::at_least(core.low),
        },
    };
    let interval = match unit {
        Some(u) => unit::convert_interval(u, stated).unwrap_or_default(),
        None => stated,
    };
    let bounded = b.bound != Bound::None;
    let precision = match core.precision {
        Precision::Vague if b.bound == Bound::None || core.high.is_none() => Precision::Vague,
        Precision::Vague => Precision::Exact,
        _ if b.approximate => Precision::Approximate,
        Precision::Approximate if bounded => Precision::Exact,
        p => p,
    };
    let q = Quantity {
        interval,
        stated,
        precision,
        kind,
        bound: b.bound,
        unit: unit.and_then(|u| u.base.clone()),
        dimension: unit.map(|u| u.dimension.clone()),
        stated_unit: unit.map(|u| u.name.clone()),
        form: core.form,
        ..r.blank(b.first, b.end)
    };
    push(r, q, out);
    b.end
}

/// Whether a word of the weather stands beside tokens `first..end`: "minus nine in the valley".
fn in_the_cold(r: &Reader, first: usize, end: usize) -> bool {
    (first.saturating_sub(NEAR)..end + NEAR).any(|at| r.has(at, Roles::COLD))
}

/// Writes a quantity out, joined to the one before it where both are one ("two hours and five
/// minutes"), or marked as its conversion.
fn push(r: &Reader, mut q: Quantity, out: &mut Vec<Quantity>) {
    let Some(first) = r.local(q.first) else { return };
    if let Some(last) = out.last_mut() {
        if joins(r, last, &q) {
            let end = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
            last.interval = Interval {
                low: end(last.interval.low, q.interval.low),
                high: end(last.interval.high, q.interval.high),
            };
            last.span = last.span.to(q.span);
            last.end = q.end;
            return;
        }
        q.converted = converts(r, last, &q, first);
    }
    one_and(r, &mut q, first);
    out.push(q);
}

/// "an hour and forty-five minutes": the article's one is taken in.
fn one_and(r: &Reader, q: &mut Quantity, first: usize) {
    let Some(at) = first
        .checked_sub(3)
        .filter(|&at| r.has(at, Roles::ARTICLE) && r.has(first - 1, Roles::AND))
    else {
        return;
    };
    let Some(one) = unit::after(r, at + 1)
        .filter(|a| a.end == first - 1)
        .and_then(|a| unit::convert(a.unit, Decimal::ONE).map(|v| (v, a.unit)))
    else {
        return;
    };
    let (value, u) = one;
    let smaller = q.interval.high.is_some_and(|h| h < value && h > Decimal::ZERO);
    if q.bound != Bound::None || q.dimension.as_deref() != Some(u.dimension.as_str()) || !smaller {
        return;
    }
    let add = |e: Option<Decimal>| e.and_then(|e| e.checked_add(value));
    q.interval = Interval {
        low: add(q.interval.low),
        high: add(q.interval.high),
    };
    let Some(end) = r.local(q.end) else { return };
    let with = r.blank(at, end);
    (q.span, q.first) = (with.span, with.first);
}

fn joins(r: &Reader, last: &Quantity, q: &Quantity) -> bool {
    let same = last.dimension.is_some() && last.dimension == q.dimension && last.unit == q.unit;
    if !same || q.bound != Bound::None || last.bound != Bound::None && last.bound != q.bound {
        return false;
    }
    let (Some(end), Some(first)) = (r.local(last.end), r.local(q.first)) else {
        return false;
    };
    let adjacent = first == end
        && matches!(
            q.stated_unit.as_deref(),
            Some("inch" | "cent" | "ounce" | "minute" | "second")
        )
        || first == end + 1 && r.has(end, Roles::AND);
    let smaller = match (last.interval.low, q.interval.high, last.stated.low) {
        (Some(a), Some(b), Some(n)) if !n.is_zero() => a.checked_div(n).is_some_and(|one| b < one && b > Decimal::ZERO),
        _ => false,
    };
    let summed = matches!(
        last.dimension.as_deref(),
        Some("duration" | "length" | "money" | "mass")
    );
    adjacent && smaller && summed && last.stated_unit != q.stated_unit
}

/// "60 km (37 miles)", "40 in, 102 cm", "£5m ($6.5m)"
fn converts(r: &Reader, last: &Quantity, q: &Quantity, first: usize) -> bool {
    let Some(end) = r.local(last.end) else { return false };
    let bracket = first == end + 1 && matches!(r.sign(end), '(' | '[');
    let aside = first == end + 1 && (matches!(r.sign(end), '/' | ',' | '–') || r.has(end, Roles::OR));
    if !bracket && !aside || last.dimension.is_none() || last.dimension != q.dimension {
        return false;
    }
    if last.stated_unit == q.stated_unit || last.stated == q.stated && q.kind != Kind::Money {
        return false;
    }
    if q.kind == Kind::Money {
        return bracket;
    }
    match (last.interval.named(), q.interval.named()) {
        (Some(a), Some(b)) => {
            let tenth = a.abs().max(b.abs()) / Decimal::TEN;
            (a - b).abs() <= tenth.max(Decimal::ONE.min(a.abs()))
        }
        _ => false,
    }
}
