//! Fractions: "a third of the 150", "half the pupils", "two-thirds", "one in five", "half a mile".

use super::Core;
use super::finish::finish;
use super::whole::{apply_whole, read_whole, whole, whole_after};
use crate::quantity::read::Reader;
use crate::quantity::{Bound, Decimal, Interval, Kind, Precision, Quantity, bound, label, unit};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;

/// Fractions: "a third of the 150", "half the pupils", "two-thirds", "one in five", "half a mile".
pub(super) fn fraction(r: &Reader, at: usize, done: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    if let Some(core) = one_and_half(r, at, done) {
        return Some(finish(r, core, done, out));
    }
    let (first, end, value, half) = fraction_core(r, at, done)?;
    let b = bound::before(r, first, end, done);
    // "half an hour", "three-quarters of a mile"
    let mut next = end + usize::from(r.has(end, Roles::OF));
    if r.has(next, Roles::ARTICLE) {
        next += 1;
    } else if next > end {
        next = end;
    }
    if r.hyphen(next) {
        next += 1;
    }
    if let Some(a) = unit::after(r, next).filter(|a| a.unit.dimension != "percent" && r.is_word(next)) {
        let plain_after = next > end || half;
        if plain_after {
            let core = Core::new(first, a.end, value, Some(value)).with_unit(Some(a.unit));
            return Some(finish(r, core, done, out));
        }
    }
    // "a quarter of a million people"
    if next == end + 2
        && let Some(many) = r.numbers.multipliers.get(&r.word(next))
    {
        let value = value.checked_mul(*many)?.normalize();
        let unit = unit::after(r, next + 1);
        let end = unit.as_ref().map_or(next + 1, |a| a.end);
        let core = Core::new(first, end, value, Some(value)).with_unit(unit.map(|a| a.unit));
        return Some(finish(r, core, done, out));
    }
    let direct = half && r.has(end, Roles::DET);
    let of = r.has(end, Roles::OF);
    let index = out.len();
    let stated = bound::apply(b.bound, value, value, false);
    let q = Quantity {
        interval: stated,
        stated,
        precision: if b.approximate {
            Precision::Approximate
        } else {
            Precision::Exact
        },
        bound: b.bound,
        fraction: true,
        ..r.blank(b.first, end)
    };
    let start = if of {
        whole(r, end)
    } else if direct {
        whole_after(r, end)
    } else {
        None
    };
    if start.is_none() && !stands_alone(r, first, end, half, b.bound != Bound::None || b.approximate) {
        return None;
    }
    out.push(q);
    let Some(whole_end) = start.and_then(|w| read_whole(r, w, out)) else {
        return Some(end);
    };
    let counted = out.get(index + 1).is_some_and(|w| w.kind == Kind::Count);
    apply_whole(r, out, index, whole_end, |w| part(value, b.bound, w, counted));
    if let Some(q) = out.get_mut(index) {
        q.fraction = false;
    }
    Some(whole_end)
}

/// "an hour and a half", "a mile and a half": the unit stands once, with its article.
fn one_and_half<'a>(r: &Reader<'a>, at: usize, done: usize) -> Option<Core<'a>> {
    let half = r.numbers.fractions.get(&r.word(at)) == Some(&Decimal::TWO);
    let first = at.checked_sub(4).filter(|&first| half && first >= done)?;
    let a = unit::after(r, first + 1).filter(|a| a.end == at - 2)?;
    let shape = r.has(first, Roles::ARTICLE) && r.has(at - 2, Roles::AND) && r.has(at - 1, Roles::ARTICLE);
    let value = Decimal::new(15, 1);
    shape.then(|| Core::new(first, at + 1, value, Some(value)).with_unit(Some(a.unit)))
}

/// The fraction itself: first and end token, value, and whether it is "half" by itself.
fn fraction_core(r: &Reader, at: usize, done: usize) -> Option<(usize, usize, Decimal, bool)> {
    let n = r.numbers;
    if r.is(at, Tags::FRACTION) && r.numeral(at).is_some() {
        return None; // "half a million"
    }
    if let Some(&parts) = n.fractions.get(&r.word(at)) {
        if r.word_is_fraction_plural(at) || r.had(at, Roles::DET) && !r.had(at, Roles::ARTICLE) {
            return None;
        }
        let half = parts == Decimal::TWO;
        let article = at > done && r.had(at, Roles::ARTICLE);
        if !half && !article || at > 0 && r.hyphen(at - 1) {
            return None;
        }
        return Some((
            at - usize::from(article),
            at + 1,
            Decimal::ONE.checked_div(parts)?,
            half,
        ));
    }
    if let Some(&over) = n.values.get(&r.word(at)) {
        let word = at + 1 + usize::from(r.hyphen(at + 1));
        if let Some(&under) = n.fractions.get(&r.word(word))
            && (r.word_is_fraction_plural(word) || over == Decimal::ONE)
            && over < under
        {
            return Some((at, word + 1, over.checked_div(under)?, false));
        }
    }
    // "one in five", "1 out of 3"
    let a = r.numeral(at)?;
    if a.first != at {
        return None;
    }
    if a.digits && a.value < Decimal::ONE && a.value > Decimal::ZERO && a.end > at + 1 && r.has(a.end, Roles::OF) {
        return Some((at, a.end, a.value, false));
    }
    let mut i = a.end;
    let out_of = r.has(i, Roles::OUT) && r.has(i + 1, Roles::OF);
    if out_of {
        i += 2;
    } else if r.has(i, Roles::IN) {
        i += 1;
    } else if r.hyphen(i) && r.has(i + 1, Roles::IN) && r.hyphen(i + 2) {
        i += 3;
    } else {
        return None;
    }
    if r.has(i, Roles::EVERY) {
        i += 1;
    }
    let b = r.numeral(i).filter(|b| b.first == i)?;
    let small = a.value >= Decimal::ONE
        && a.value < b.value
        && b.value <= Decimal::from(1_000_000)
        && a.value < Decimal::ONE_HUNDRED;
    let likely =
        out_of || a.value == Decimal::ONE || matches!(u32::try_from(b.value), Ok(5 | 10 | 20 | 100 | 1000 | 3 | 4));
    let plain = a.value.fract().is_zero() && unit::after(r, b.end).is_none() && !r.hyphen(b.end);
    if !small || !likely || !plain || label::find(r, i, i).is_some() {
        return None;
    }
    Some((at, b.end, a.value.checked_div(b.value)?, false))
}

/// Whether a fraction whose whole is no number stands for one: "half of them", "two-thirds were women".
fn stands_alone(r: &Reader, first: usize, end: usize, half: bool, bounded: bool) -> bool {
    if end > first + 1 && !half && !r.had(end - 1, Roles::ARTICLE) {
        return true;
    }
    if r.has(end, Roles::OF) {
        return true;
    }
    if !half {
        return bounded && !r.can_count(end)
            || r.has(end, Roles::BE_PLURAL)
            || r.had(first, Roles::BY) && !r.can_count(end);
    }
    let ranked = first > 0 && (r.is(first - 1, Tags::ORDINAL) || r.has(first - 1, Roles::DET | Roles::AND));
    bounded || r.has(end, Roles::DET) || (!ranked && r.has(end, Roles::FUNCTION))
}

/// A fraction of a whole; parts of what is counted are rounded outwards.
fn part(value: Decimal, bound: Bound, whole: Interval, counted: bool) -> Interval {
    let of = |e: Option<Decimal>| {
        e.and_then(|e| e.checked_mul(value)).map(|v| {
            let near = v.round();
            if (v - near).abs() < Decimal::new(1, 6) {
                near
            } else {
                v.round_dp(9).normalize()
            }
        })
    };
    match (of(whole.low), of(whole.high)) {
        (Some(low), Some(high)) if bound == Bound::None && counted => Interval {
            low: Some(low.floor()),
            high: Some(high.ceil()),
        },
        (Some(low), Some(high)) => bound::apply(bound, low, high, counted),
        (low, high) => match bound {
            Bound::None => Interval { low, high },
            Bound::AtLeast | Bound::MoreThan => Interval { low, high: None },
            Bound::AtMost | Bound::LessThan => Interval { low: None, high },
        },
    }
}
