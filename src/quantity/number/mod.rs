//! Number expressions put together: numeral, range, fraction, unit and bounds to a [`Quantity`].

mod finish;
mod fraction;
mod range;
mod whole;

use super::numeral::Numeral;
use super::read::Reader;
use super::{Bound, Decimal, Form, Interval, Kind, Precision, Quantity, bound, label, unit};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::rules::units::Unit;
use finish::finish;
use whole::{apply_whole, read_whole, whole};

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
    if let Some(end) = fraction::fraction(r, at, done, out) {
        return Some(end);
    }
    let mut n = r.numeral(at)?;
    if n.first < done && n.first < at {
        if !r.has(n.first, Roles::ARTICLE) {
            return None;
        }
        n.first = at;
    }
    Some(expression(r, n, done, out))
}

/// So many of the base unit a unit has at least that is told of by the article: metres, kilograms.
const LEAST: [(&str, u32); 2] = [("length", 1), ("mass", 500)];
/// A year in seconds: longer ages are told of by the way.
const YEAR: u32 = 31_622_400;

/// "more than an hour", "took a week", "nearly a mile": the article is a number where a bound stands before it, or
/// words after which nothing but a measure can come.
pub(super) fn one_of_unit(r: &Reader, at: usize, done: usize, out: &mut Vec<Quantity>) -> Option<usize> {
    let first = at.checked_sub(1).filter(|&i| i >= done)?;
    if !r.is(at, Tags::UNIT) || !r.has(first, Roles::ARTICLE) || r.hyphen(first) {
        return None;
    }
    let after = unit::after(r, at)?;
    let large = |(dimension, least): &(&str, u32)| {
        after.unit.dimension == *dimension && after.unit.factor >= Decimal::from(*least)
    };
    let spell = after.unit.dimension == "duration" && after.unit.factor <= Decimal::from(YEAR);
    if !spell && !LEAST.iter().any(large) {
        return None;
    }
    // "about a minute silence", "an hour and a half", "more than a year-long"
    if r.can_count(after.end) || r.has(after.end, Roles::AND) || r.hyphen(after.end) {
        return None;
    }
    let bounds = bound::before(r, first, after.end, done);
    // "in about a minute" may be said of anything
    let bounded = bounds.bound != Bound::None || bounds.approximate && !spell || r.had(first, Roles::WITHIN);
    let led = || {
        let before = |i: usize| Some(r.token(bounds.first.checked_sub(i + 1)?)?.word);
        r.rules.measures.leads.find(before).is_some()
    };
    if !bounded && !led() {
        return None;
    }
    let core = Core::new(first, after.end, Decimal::ONE, Some(Decimal::ONE)).with_unit(Some(after.unit));
    Some(finish(r, core, done, out))
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
fn expression(r: &Reader, mut n: Numeral, done: usize, out: &mut Vec<Quantity>) -> usize {
    n.end = range::repeated(r, &n);
    let (start, own) = units_around(r, n.first, n.end, done);
    let previous = range::is_previous(r, start.first);
    let mut core = Core::new(start.first, start.end, n.value, Some(n.value)).with_unit(own);
    if n.round {
        core.precision = Precision::Approximate;
    }
    if !previous && let Some(range) = range::range(r, &n, &start, own) {
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
    // "130 US workers" are no dollars
    let nation = |a: &unit::After| money(a.unit) && r.is(end, Tags::NATION | Tags::PLACE) && r.can_count(a.end);
    if let Some(a) = unit::after(r, end).filter(|a| !nation(a)) {
        return (Around { end: a.end, ..plain }, Some(a.unit));
    }
    (plain, None)
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
    if v.article != (at > done && r.has(at - 1, Roles::ARTICLE)) {
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
        // "killing 12 and wounding scores", "maiming scores more"
        let acted_on = at > 0 && r.is(at - 1, Tags::VERB_ING) && r.is(at - 1, Tags::TRIGGER);
        if !of && !acted_on && !r.is(end, Tags::COUNTED | Tags::AUX | Tags::TRIGGER) && !r.is_plural(end) {
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
