//! Support: whether a figure of a text bears out one of its headline.

use crate::claim::figure::{self, Figure};
use crate::quantity::{Bound, Decimal, Interval, Kind, Precision};

/// How far a value written "about" reaches, and the most that rounding may take: a tenth, a quarter.
const ABOUT: (i64, u32) = (1, 1);
const ROUNDED: (i64, u32) = (25, 2);
/// How many times the number after "more than", and that of "dozens", a value may be.
const OPEN: (i64, u32) = (15, 1);
const VAGUE: (i64, u32) = (5, 0);

/// Whether two figures can be one value: the same, within what "about" covers, or rounded.
pub(super) fn fits(h: &Figure, b: &Figure) -> bool {
    if (h.kind == Kind::Date) != (b.kind == Kind::Date) {
        let (date, other) = if h.kind == Kind::Date { (h, b) } else { (b, h) };
        return year_like(other).is_some_and(|y| y.intersects(&date.interval));
    }
    if (h.kind == Kind::Clock) != (b.kind == Kind::Clock) {
        return false;
    }
    // "after 2016" tells of 2016 as well
    if h.kind == Kind::Date && h.bound == Bound::None && b.kind == Kind::Date {
        return h.interval.intersects(&b.stated);
    }
    if touches(h, b) || beyond(h, b) {
        return false;
    }
    let years = |f: &Figure| matches!(f.kind, Kind::Age | Kind::Duration);
    if h.kind != b.kind && years(h) && years(b) {
        return h.stated == b.stated;
    }
    if reach(h).intersects(&reach(b)) {
        return true;
    }
    if h.bound != Bound::None && !h.loose {
        return about(h, b);
    }
    if matches!(h.kind, Kind::Date | Kind::Ordinal) {
        return false;
    }
    // "12-hour" of a text with "from six hours to 12"; months are of no fixed length
    let bare = |f: &Figure| f.unit.is_none() && f.noun.is_empty() && f.kind == Kind::Count;
    if bare(b) && b.interval.point().is_some_and(|v| h.stated.point() == Some(v)) {
        return true;
    }
    if h.kind == Kind::Duration && b.kind == Kind::Duration && spans(h, b) {
        return true;
    }
    let alike = |p: &[Decimal], q: &[Decimal]| p.iter().any(|&x| q.iter().any(|&y| close(x, y) || close(y, x)));
    let stated = |f: &Figure| [f.stated.low, f.stated.high].into_iter().flatten().collect::<Vec<_>>();
    let one_unit = h.unit.is_some() && h.unit == b.unit && scale(h) == scale(b);
    alike(&ends(h), &ends(b)) || one_unit && alike(&stated(h), &stated(b))
}

/// Whether the value lies so far beyond an open bound of the text that no one would put it so: 103
/// for "more than 30".
fn beyond(h: &Figure, b: &Figure) -> bool {
    let most = if b.precision == Precision::Vague { VAGUE } else { OPEN };
    let most = Decimal::new(most.0, most.1);
    let times = |small: Decimal, large: Decimal| small.checked_mul(most).is_some_and(|reach| large > reach);
    match (b.interval.low, b.interval.high, h.interval.low, h.interval.high) {
        (Some(low), None, Some(value), Some(_)) => times(low, value),
        (low, Some(high), Some(_), Some(value)) if low.is_none_or(|l| l.is_zero()) => times(value, high),
        _ => false,
    }
}

/// Whether figures of different kinds give one number: "12" for a headline's "12-hour".
pub(super) fn same_number(h: &Figure, b: &Figure) -> bool {
    let open = b.interval.low.is_none() || b.interval.high.is_none() || h.interval.low.is_none();
    (!open || b.bound != Bound::None) && b.precision != Precision::Vague && fits(h, b)
}

/// Whether two lengths of time differ by no more than months do.
fn spans(h: &Figure, b: &Figure) -> bool {
    let (Some(x), Some(y)) = (h.interval.named(), b.interval.named()) else {
        return false;
    };
    let most = x.max(y).checked_mul(Decimal::new(4, 2));
    most.is_some_and(|most| (x - y).abs() <= most)
}

/// The values that the words reach.
fn reach(f: &Figure) -> Interval {
    if f.precision == Precision::Exact {
        return f.interval;
    }
    let spread = |v: Decimal, sign: Decimal| {
        let part = v.checked_mul(Decimal::new(ABOUT.0, ABOUT.1));
        part.and_then(|d| v.checked_add(d.abs() * sign)).unwrap_or(v)
    };
    Interval {
        low: f.interval.low.map(|v| spread(v, -Decimal::ONE)),
        high: f.interval.high.map(|v| spread(v, Decimal::ONE)),
    }
}

/// What the unit as written is in base units.
fn scale(f: &Figure) -> Option<Decimal> {
    let (base, stated) = (f.interval.named()?, f.stated.named()?);
    base.checked_div(stated).map(|s| s.round_dp(4))
}

/// The ends of an interval; of one that is open, also the number that its words name: 100 for
/// "more than 100".
fn ends(f: &Figure) -> Vec<Decimal> {
    let mut out: Vec<Decimal> = f.interval.low.into_iter().chain(f.interval.high).collect();
    if f.kind == Kind::Count {
        match f.bound {
            Bound::MoreThan => out.extend(f.interval.low.and_then(|v| v.checked_sub(Decimal::ONE))),
            Bound::LessThan => out.extend(f.interval.high.and_then(|v| v.checked_add(Decimal::ONE))),
            _ => {}
        }
    }
    out
}

/// Whether a measure that is more or less than a value is held against that very value.
fn touches(h: &Figure, b: &Figure) -> bool {
    let exact = b.precision == Precision::Exact && h.precision == Precision::Exact && h.unit.is_some() && !h.loose;
    let at = match h.bound {
        Bound::MoreThan => h.interval.low,
        Bound::LessThan => h.interval.high,
        _ => None,
    };
    exact && b.bound == Bound::None && at.is_some() && b.interval.point() == at
}

/// Whether a bound of the headline is the text's bound, or the number that the text rounds to.
fn about(h: &Figure, b: &Figure) -> bool {
    b.bound == h.bound && ends(h).iter().any(|x| ends(b).contains(x))
}

/// How near a figure of the text lies to a bound of the headline: bounds are put close to what they bound.
pub(super) fn closeness(h: &Figure, b: &Figure) -> u32 {
    let at = match h.bound {
        Bound::None => return 0,
        Bound::AtLeast | Bound::MoreThan => h.interval.low,
        Bound::AtMost | Bound::LessThan => h.interval.high,
    };
    let Some(at) = at else { return 0 };
    let gap = [b.interval.low, b.interval.high]
        .into_iter()
        .flatten()
        .filter_map(|v| v.checked_sub(at))
        .map(|d| d.abs())
        .min();
    let Some(gap) = gap else { return 0 };
    let steps: [Decimal; 3] = if h.kind == Kind::Date {
        [31, 366, 3660].map(Decimal::from)
    } else {
        [2, 10, 25].map(|percent| at.abs().checked_mul(Decimal::new(percent, 2)).unwrap_or_default())
    };
    steps.iter().map(|step| 2 * u32::from(gap <= *step)).sum()
}

/// Whether the text leaves no doubt of a figure that it fits: every value that the text allows,
/// the headline allows as well.
pub(super) fn entails(h: &Figure, b: &Figure) -> bool {
    h.interval.contains(&b.interval) || h.bound == Bound::None && b.bound == Bound::None
}

/// Whether `coarse` is `fine` written with fewer digits.
pub(super) fn close(coarse: Decimal, fine: Decimal) -> bool {
    if coarse == fine {
        return true;
    }
    let step = step(coarse);
    let Some(gap) = coarse.checked_sub(fine).map(|d| d.abs()) else {
        return false;
    };
    let within = |share: Decimal| coarse.abs().checked_mul(share).is_some_and(|most| gap <= most);
    if step.is_zero() || !within(Decimal::new(ROUNDED.0, ROUNDED.1)) {
        return false;
    }
    let (Some(written), Some(steps)) = (coarse.checked_div(step), fine.checked_div(step)) else {
        return false;
    };
    let cut = steps.trunc() == written || steps.ceil() == written;
    steps.round() == written || cut && within(Decimal::new(ABOUT.0, ABOUT.1))
}

/// The weight of the last digit that a number is written with: 1 for 45, 1000 for 742,000.
fn step(value: Decimal) -> Decimal {
    let value = value.normalize();
    if value.scale() > 0 {
        return Decimal::new(1, value.scale());
    }
    let mut step = Decimal::ONE;
    if value.abs() < Decimal::ONE_THOUSAND {
        return step;
    }
    while let Some(next) = step.checked_mul(Decimal::TEN) {
        if !value.checked_rem(next).is_some_and(|r| r.is_zero()) {
            break;
        }
        step = next;
    }
    step
}

/// The days of the year that a bare number of four digits can name.
fn year_like(f: &Figure) -> Option<Interval> {
    figure::year(&f.text).filter(|_| bare_year(f))
}

/// Written as years are: four digits, nothing between them, no unit.
pub(super) fn bare_year(f: &Figure) -> bool {
    matches!(f.kind, Kind::Count | Kind::Label)
        && f.unit.is_none()
        && f.text.len() == 4
        && f.text.bytes().all(|b| b.is_ascii_digit())
}
