//! Number expressions put together: numeral, range, fraction, unit and bounds to a [`Quantity`].

use super::numeral::Numeral;
use super::read::Reader;
use super::{Bound, Decimal, Form, Interval, Kind, Precision, Quantity, bound, label, unit};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::rules::units::Unit;
use crate::text::Shape;

/// Reads the number expression that begins at `at`; answers with the first token not read.
pub(super) fn read(r: &Reader, at: usize, done: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    if r.has(at, Roles::ALL) {
        return all(r, at, done, out);
    }
    if r.has(at, Roles::BOTH) {
        return both(r, at, out);
    }
    if r.is(at, Tags::VAGUE)
        && let Some(end) = zero(r, at, out).or_else(|| vague(r, at, done, out))
    {
        return Some(end);
    }
    if let Some(end) = fraction(r, at, done, out) {
        return Some(end);
    }
    let n = r.numeral(at)?;
    if n.first < done && n.first < at && !r.has(n.first, Roles::ARTICLE) {
        return None;
    }
    Some(expression(r, n, done, out))
}

/// A core value with the tokens it stands on.
#[derive(Clone, Copy, Debug)]
struct Core<'a> {
    first: usize,
    /// Bound words before are sought from here on.
    floor: usize,
    end: usize,
    low: Decimal,
    high: Option<Decimal>,
    precision: Precision,
    unit: Option<&'a Unit>,
    kind: Kind,
    form: Form,
}

impl<'a> Core<'a> {
    fn new(first: usize, end: usize, low: Decimal, high: Option<Decimal>) -> Self {
        Core {
            first,
            floor: 0,
            end,
            low,
            high,
            precision: Precision::Exact,
            unit: None,
            kind: Kind::Count,
            form: Form::Numeral,
        }
    }

    fn with_unit(mut self, unit: Option<&'a Unit>) -> Self {
        self.unit = unit;
        if let Some(u) = unit {
            self.kind = unit::kind(u);
        }
        self
    }
}

/// A plain numeral, or a range of two.
fn expression(r: &Reader, n: Numeral, done: usize, out: &mut Vec<Quantity>) -> usize {
    let (start, own) = units_around(r, n.first, n.end, done);
    let previous = is_previous(r, start.first);
    let mut core = Core::new(start.first, start.end, n.value, Some(n.value)).with_unit(own);
    if n.round {
        core.precision = Precision::Approximate;
    }
    if !previous && let Some(range) = range(r, &n, &start, own) {
        core = Core::new(range.first, range.end, range.low, Some(range.high)).with_unit(range.unit);
        core.floor = range.floor;
    }
    if core.unit.is_none() && r.hyphen(core.end) && r.is_word(core.end + 1) {
        if r.has(core.end + 1, Roles::STRONG) {
            core.end += 2;
        } else if r
            .numbers
            .after
            .find(|k| r.token(core.end + k).map(|t| t.word))
            .is_none()
        {
            core.kind = Kind::Label;
            core.end += 2;
        }
    } else if core.unit.is_none() && r.joined(core.end) && r.is_word(core.end) {
        // "3D", "4x4"
        core.kind = Kind::Label;
        core.end += 1;
    }
    let end = finish(r, core, done, out);
    if let Some(q) = out.last_mut() {
        q.previous = previous;
    }
    end
}

struct Around {
    first: usize,
    end: usize,
    sign: bool,
}

/// The unit before or after a numeral, and the tokens with it; those before `done` are taken.
fn units_around<'a>(r: &Reader<'a>, first: usize, end: usize, done: usize) -> (Around, Option<&'a Unit>) {
    let plain = Around {
        first,
        end,
        sign: false,
    };
    let money = |u: &Unit| u.dimension == "money";
    if let Some((from, u)) = unit::before(r, first).filter(|(from, u)| *from >= done && money(u)) {
        // "$5 million dollars", "$76 US"
        let end = unit::after(r, end)
            .filter(|a| money(a.unit) && !r.hyphen(end))
            .map_or(end, |a| a.end);
        let around = Around {
            first: from,
            end,
            sign: true,
        };
        return (around, Some(u));
    }
    if let Some(a) = unit::after(r, end) {
        return (Around { end: a.end, ..plain }, Some(a.unit));
    }
    (plain, None)
}

struct Range<'a> {
    first: usize,
    end: usize,
    low: Decimal,
    high: Decimal,
    unit: Option<&'a Unit>,
    /// Bound words before it are sought from here on.
    floor: usize,
}

/// The second half of a range whose first numeral is `a`: "10 to 15 km", "between 2.5 and 3 lakh", "$10-15bn".
fn range<'a>(r: &Reader<'a>, a: &Numeral, around: &Around, own: Option<&'a Unit>) -> Option<Range<'a>> {
    let at = around.end;
    let outer = bound::before(r, around.first, at, 0).first;
    let between = r.had(around.first, Roles::BETWEEN) || r.had(outer, Roles::BETWEEN);
    let from = r.had(around.first, Roles::FROM) || r.had(outer, Roles::FROM);
    let mut to = false;
    let dash = matches!(r.sign(at), '–' | '—')
        && r.token(at + 1)
            .is_some_and(|t| t.spaced == r.token(at).is_some_and(|d| d.spaced));
    let second = if r.has(at, Roles::TO) {
        to = true;
        at + 1
    } else if r.sign(at) == '-' && r.has(at + 1, Roles::TO) && r.sign(at + 2) == '-' {
        to = true;
        at + 3
    } else if (between && r.has(at, Roles::AND)) || r.hyphen(at) || dash {
        at + 1
    } else if r.has(at, Roles::OR) && !between && !from {
        return or(r, a, around, own);
    } else if r.sign(at) == ',' && own.is_none() && !a.digits {
        return listed_tens(r, a, around);
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

/// "fifty, sixty people"
fn listed_tens<'a>(r: &Reader<'a>, a: &Numeral, around: &Around) -> Option<Range<'a>> {
    let b = r.numeral(around.end + 1)?;
    let tens = |v: Decimal| (v % Decimal::TEN).is_zero();
    let next = tens(a.value) && tens(b.value) && b.value == a.value.checked_add(Decimal::TEN)?;
    if !next || b.digits || r.sign(b.end) == ',' || r.has(b.end, Roles::AND) {
        return None;
    }
    let (end, unit) = units_around(r, b.first, b.end, around.end);
    Some(Range {
        first: around.first,
        end: end.end,
        low: a.value,
        high: b.value,
        unit,
        floor: 0,
    })
}

/// "rose from 12 to 19", "19, up from 12": the earlier value, by "from" and a verb of change before it.
fn is_previous(r: &Reader, first: usize) -> bool {
    let from = if r.had(first, Roles::FROM) {
        first - 1
    } else {
        let outer = bound::before(r, first, first, 0).first;
        match outer.checked_sub(1) {
            Some(i) if r.has(i, Roles::FROM) => i,
            _ => return false,
        }
    };
    (1..=8)
        .map_while(|k| from.checked_sub(k))
        .take_while(|&i| !matches!(r.sign(i), ';' | ':' | '.'))
        .any(|i| r.has(i, Roles::CHANGE))
}

/// Puts bounds on a core value and writes it out.
fn finish(r: &Reader, core: Core, done: usize, out: &mut Vec<Quantity>) -> usize {
    let b = bound::around(r, core.first, core.end, done.max(core.floor));
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
    let adjacent = first == end && matches!(q.stated_unit.as_deref(), Some("inch" | "cent" | "ounce"))
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
    match (
        last.interval.low.or(last.interval.high),
        q.interval.low.or(q.interval.high),
    ) {
        (Some(a), Some(b)) => {
            let tenth = a.abs().max(b.abs()) / Decimal::TEN;
            (a - b).abs() <= tenth.max(Decimal::ONE.min(a.abs()))
        }
        _ => false,
    }
}

/// "all nine gunmen", "all but three of the 47"
fn all(r: &Reader, at: usize, done: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    if r.has(at + 1, Roles::BUT) {
        let n = r.numeral(at + 2).filter(|n| n.first == at + 2)?;
        if label::find(r, n.first, n.first).is_some_and(|f| f.kind != Kind::Label) {
            return None;
        }
        let index = out.len();
        let value = Interval::exactly(n.value);
        out.push(Quantity {
            interval: value,
            stated: value,
            all_but: true,
            ..r.blank(at, n.end)
        });
        let whole = whole(r, n.end).and_then(|w| read_whole(r, w, out));
        return Some(match whole {
            Some(end) => {
                let left =
                    |e: Option<Decimal>| e.and_then(|e| e.checked_sub(n.value)).filter(|v| !v.is_sign_negative());
                apply_whole(r, out, index, end, |w| Interval {
                    low: left(w.low),
                    high: left(w.high),
                });
                end
            }
            None => n.end,
        });
    }
    let n = r.numeral(at + 1).filter(|n| n.first == at + 1)?;
    if label::find(r, n.first, n.first).is_some() {
        return None;
    }
    let index = out.len();
    let end = expression(r, n, at + 1, out);
    if let Some(q) = out.get_mut(index) {
        let with = r.blank(at, end);
        (q.span, q.first) = (with.span, with.first);
    }
    let _ = done;
    Some(end)
}

/// "both gunmen"; not "both men and women".
fn both(r: &Reader, at: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let pair = (2..=4).any(|k| r.has(at + k, Roles::AND));
    if pair {
        return None;
    }
    let two = Interval::exactly(Decimal::TWO);
    out.push(Quantity {
        interval: two,
        stated: two,
        form: Form::Both,
        ..r.blank(at, at + 1)
    });
    Some(at + 1)
}

/// "no one", "none", "no civilians"
fn zero(r: &Reader, at: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let (len, &noun) = r.numbers.zero.find(|k| r.token(at + k).map(|t| t.word))?;
    let end = at + len;
    if noun {
        let counted = (0..3)
            .take_while(|&k| k == 0 || r.can_count(end + k - 1))
            .any(|k| r.is(end + k, Tags::COUNTED | Tags::TRIGGER) || r.is_plural(end + k));
        if !counted || r.is(end, Tags::NUMBER | Tags::VAGUE) {
            return None;
        }
    }
    let nothing = Interval::exactly(Decimal::ZERO);
    out.push(Quantity {
        interval: nothing,
        stated: nothing,
        form: Form::Zero,
        ..r.blank(at, end)
    });
    Some(end)
}

/// "dozens", "a few hundred", "a couple of", "several thousand"
fn vague(r: &Reader, at: usize, done: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let (len, v) = r.numbers.vague.find(|k| r.token(at + k).map(|t| t.word))?;
    let mut end = at + len;
    let mut first = at;
    if v.article != (at > 0 && r.has(at - 1, Roles::ARTICLE)) {
        return None;
    }
    if v.article {
        first = at - 1;
    }
    let (mut low, mut high) = (v.low, v.high);
    if r.hyphen(end) && r.is_word(end + 1) {
        return None;
    }
    if let Some(m) = r
        .numbers
        .multipliers
        .get(&r.word(end))
        .filter(|_| low < Decimal::from(20))
    {
        low = low.checked_mul(*m)?;
        high = high.and_then(|h| h.checked_mul(*m));
        end += 1;
        if r.has(end - 2, Roles::OF) || len == 1 {
            // "a couple of hundred", "several hundred thousand"
            if let Some(m) = r.numbers.multipliers.get(&r.word(end)) {
                low = low.checked_mul(*m)?;
                high = high.and_then(|h| h.checked_mul(*m));
                end += 1;
            }
        }
    } else if r.has(end - 1, Roles::OF) {
        // "of" belongs to the expression only before a multiplier
        end -= 1;
    }
    if v.noun && end == at + 1 {
        let of = r.has(end, Roles::OF) && !r.is_digits(end + 1) && !r.is(end + 1, Tags::NUMBER);
        if !of && !r.is(end, Tags::COUNTED | Tags::AUX | Tags::TRIGGER) && !r.is_plural(end) {
            return None;
        }
    }
    let mut core = Core::new(first, end, low, high);
    if r.has(end, Roles::OF) {
        // "hundreds of miles", "tens of millions of dollars"
        if let Some(a) = unit::after(r, end + 1) {
            core = Core::new(first, a.end, low, high).with_unit(Some(a.unit));
        }
    } else if let Some(a) = unit::after(r, end) {
        core = Core::new(first, a.end, low, high).with_unit(Some(a.unit));
    }
    core.precision = if v.exact { Precision::Exact } else { Precision::Vague };
    Some(finish(r, core, done, out))
}

/// Fractions: "a third of the 150", "half the pupils", "two-thirds", "one in five", "half a mile".
fn fraction(r: &Reader, at: usize, done: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let (first, end, value, half) = fraction_core(r, at)?;
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

/// The fraction itself: first and end token, value, and whether it is "half" by itself.
fn fraction_core(r: &Reader, at: usize) -> Option<(usize, usize, Decimal, bool)> {
    let n = r.numbers;
    if r.is(at, Tags::FRACTION) && r.numeral(at).is_some() {
        return None; // "half a million"
    }
    if let Some(&parts) = n.fractions.get(&r.word(at)) {
        if r.word_is_fraction_plural(at) || r.had(at, Roles::DET) && !r.had(at, Roles::ARTICLE) {
            return None;
        }
        let half = parts == Decimal::TWO;
        let article = r.had(at, Roles::ARTICLE);
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

/// Where the number of the whole begins after "of": "of the 150", "of the town's 2,700", "of about 40".
fn whole(r: &Reader, end: usize) -> Option<usize> {
    r.has(end, Roles::OF).then(|| whole_after(r, end + 1)).flatten()
}

fn whole_after(r: &Reader, start: usize) -> Option<usize> {
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
fn read_whole(r: &Reader, at: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let before = out.len();
    let n = r.numeral(at)?;
    let end = expression(r, n, at.min(n.first), out);
    let fits = out.len() == before + 1
        && out
            .last()
            .is_some_and(|q| matches!(q.kind, Kind::Count | Kind::Measure | Kind::Money | Kind::Duration));
    fits.then_some(end)
}

/// Works out the part of a whole that was just read.
fn apply_whole(r: &Reader, out: &mut [Quantity], index: usize, end: usize, work: impl Fn(Interval) -> Interval) {
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
