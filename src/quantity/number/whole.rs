//! The whole that a part is taken of: "of the 150", "of the town's 2,700", "of about 40".

use super::expression;
use crate::quantity::read::Reader;
use crate::quantity::{Bound, Decimal, Interval, Kind, Precision, Quantity, label, unit};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::text::Shape;

/// Where the number of the whole begins after "of": "of the 150", "of the town's 2,700", "of about 40".
pub(super) fn whole(r: &Reader, end: usize) -> Option<usize> {
    r.has(end, Roles::OF).then(|| whole_after(r, end + 1)).flatten()
}

pub(super) fn whole_after(r: &Reader, start: usize) -> Option<usize> {
    for i in start..start + 6 {
        let t = r.token(i)?;
        let number = t.shape == Shape::Digits || t.is(Tags::NUMBER) && t.is_word();
        if number {
            let n = r.numeral(i)?;
            return (n.value > Decimal::ONE && label::find(r, i, i).is_none()).then_some(i);
        }
        let passes = r.has(i, Roles::DET | Roles::ARTICLE | Roles::ALL)
            || t.is(Tags::BOUND | Tags::CURRENCY)
            || t.is_capital()
            || (t.is(Tags::ADJ) && t.is_word())
            || r.numbers.before.find(|k| (k == 0).then(|| r.word(i))).is_some()
            || r.text_of(i + 1).ends_with(['s', 'S']) && r.joined(i + 1);
        if !passes {
            return None;
        }
    }
    None
}

/// Reads the whole that begins at `at` as a quantity of its own; answers with its end.
pub(super) fn read_whole(r: &Reader, at: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let before = out.len();
    let n = r.numeral(at)?;
    // "half of the €20 million": the sign belongs to the whole
    let sign = unit::before(r, n.first).map_or(n.first, |(first, _)| first);
    let end = expression(r, n, at.min(sign), out);
    let fits = out.len() == before + 1
        && out
            .last()
            .is_some_and(|q| matches!(q.kind, Kind::Count | Kind::Measure | Kind::Money | Kind::Duration));
    fits.then_some(end)
}

/// Works out the part of a whole that was just read.
pub(super) fn apply_whole(
    r: &Reader,
    out: &mut [Quantity],
    index: usize,
    end: usize,
    work: impl Fn(Interval) -> Interval,
) {
    let Some(w) = out.get(index + 1).cloned() else { return };
    let Some(q) = out.get_mut(index) else { return };
    let Some(first) = r.local(q.first) else { return };
    let with = r.blank(first, end);
    (q.span, q.end) = (with.span, with.end);
    q.interval = work(w.interval);
    q.stated = work(w.stated);
    q.whole = Some(index as u32 + 1);
    q.kind = w.kind;
    q.unit = w.unit;
    q.dimension = w.dimension;
    q.stated_unit = w.stated_unit;
    q.all_but = false;
    if q.precision == Precision::Exact {
        q.precision = w.precision;
    }
    let uneven = q.interval.low != q.interval.high && q.interval.low.is_some() && q.interval.high.is_some();
    if uneven && q.bound == Bound::None && w.interval.point().is_some() {
        q.precision = Precision::Approximate;
    }
}
