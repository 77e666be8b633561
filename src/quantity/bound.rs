//! Bound and approximation words around a number, and what they make of its value.

use super::read::Reader;
use super::{Bound, Decimal, Interval};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;

/// What the words around a number say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) bound: Bound,
    pub(super) approximate: bool,
}

/// Collects the bounds around tokens `first..end`, going no further back than `floor`.
pub(super) fn around(r: &Reader, first: usize, end: usize, floor: usize) -> Bounds {
    let mut b = before(r, first, end, floor);
    after(r, &mut b);
    b
}

pub(super) fn before(r: &Reader, first: usize, end: usize, floor: usize) -> Bounds {
    let mut b = Bounds {
        first,
        end,
        bound: Bound::None,
        approximate: false,
    };
    let mut at = first;
    for _ in 0..5 {
        let found = r
            .numbers
            .before
            .find(|k| at.checked_sub(k + 1).filter(|&i| i >= floor).map(|i| r.word(i)));
        let Some((len, effect)) = found else { break };
        let from = at - len.min(at);
        if effect.skip {
            at = from;
            continue;
        }
        if effect.bound == Bound::AtMost && r.had(from, Roles::WENT) {
            break; // "went up to 30"
        }
        if effect.bound == Bound::MoreThan && len == 1 && r.has(from, Roles::OVER) {
            // "spread over 12 sites", "handed over 40 men", "walked over roughly 60 kilometres"
            let inner = b.first != first && b.approximate;
            // "was charged over two murders"
            let charged = r.had(from, Roles::OVER_WHAT) && from > 1 && r.is(from - 2, Tags::BE);
            if inner || charged || r.had(from, Roles::OVER_AFTER) {
                break;
            }
        }
        // "a book about nine women"
        if len == 1 && r.has(from, Roles::ABOUT) && r.had(from, Roles::ABOUT_AFTER) {
            break;
        }
        if b.bound == Bound::None {
            let never = (1..=3).any(|k| r.had((from + 1).saturating_sub(k), Roles::NEVER));
            b.bound = match effect.bound {
                // "has never held more than 60"
                Bound::MoreThan if never => Bound::AtMost,
                bound => bound,
            };
        } else if effect.bound != Bound::None {
            break;
        }
        b.approximate |= effect.approximate;
        at = from;
        b.first = at;
    }
    b
}

fn after(r: &Reader, b: &mut Bounds) {
    let Some((len, effect)) = r.numbers.after.find(|k| r.token(b.end + k).map(|t| t.word)) else {
        return;
    };
    if b.bound != Bound::None && effect.bound != Bound::None {
        return;
    }
    let next = b.end + len;
    // "three at least four-storey houses": a bound after its number ends the phrase
    if len > 1 && effect.bound != Bound::None && r.is(next, Tags::NUMBER) {
        return;
    }
    if r.is_digits(next) {
        return;
    }
    if effect.bound != Bound::None {
        b.bound = effect.bound;
    }
    b.approximate |= effect.approximate;
    b.end = next;
}

/// Puts a bound on the values `low..=high`. What is counted comes in ones and not below zero.
pub(super) fn apply(bound: Bound, low: Decimal, high: Decimal, counted: bool) -> Interval {
    let zero = counted.then_some(Decimal::ZERO);
    match bound {
        Bound::None => Interval {
            low: Some(low),
            high: Some(high),
        },
        Bound::AtLeast => Interval::at_least(if counted { low.ceil() } else { low }),
        Bound::MoreThan if counted => low
            .floor()
            .checked_add(Decimal::ONE)
            .map_or_else(Interval::default, Interval::at_least),
        Bound::MoreThan => Interval::at_least(low),
        Bound::AtMost => Interval {
            low: zero.map(|z| z.min(high)),
            high: Some(if counted { high.floor() } else { high }),
        },
        Bound::LessThan if counted => {
            let below = high.ceil() - Decimal::ONE;
            Interval {
                low: zero.map(|z| z.min(below)),
                high: Some(below),
            }
        }
        Bound::LessThan => Interval {
            low: None,
            high: Some(high),
        },
    }
}
