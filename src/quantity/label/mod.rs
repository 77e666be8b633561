//! Numbers that are no figures: dates, clock times, ages, ranks, scores, names and idioms.
//!
//! They are recognised first, so that the readers of numbers see only what is left.

mod age;
mod date;
mod name;

use super::read::{Found, Reader};
use super::{Decimal, Kind, bound};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::text::Shape;

/// What begins at `at` and is no figure; nothing before `done` is taken in.
pub(super) fn find(r: &Reader, at: usize, done: usize) -> Option<Found> {
    let t = r.token(at)?;
    let number = matches!(t.shape, Shape::Digits | Shape::OrdinalDigits) || t.is(Tags::NUMBER) && t.is_word();
    if t.is_word()
        && let Some(found) = idiom(r, at)
    {
        return Some(found);
    }
    if t.is(Tags::MONTH) && t.is_capital() {
        return date::month_first(r, at);
    }
    if !number {
        return ordinal(r, at);
    }
    fixed(r, at)
        .or_else(|| date::find(r, at))
        .or_else(|| date::clock(r, at))
        .or_else(|| age::find(r, at))
        .or_else(|| name::find(r, at, done))
        .or_else(|| ordinal(r, at))
}

pub(super) fn found(first: usize, end: usize, kind: Kind) -> Option<Found> {
    Some(Found { first, end, kind })
}

/// "one another", "at one point", "zero tolerance", "one of the officers".
fn idiom(r: &Reader, at: usize) -> Option<Found> {
    let idioms = r.numbers.idioms.get(&r.word(at))?;
    let hit = idioms.iter().any(|i| {
        i.before
            .iter()
            .enumerate()
            .all(|(k, w)| at.checked_sub(k + 1).is_some_and(|p| r.word(p) == *w))
            && i.after.iter().enumerate().all(|(k, w)| r.word(at + 1 + k) == *w)
    });
    // "put at half a million"
    let halved = r.is(at, Tags::FRACTION) && r.numeral(at).is_some();
    if hit && !halved || pronoun(r, at) {
        return found(at, at + 1, Kind::Label);
    }
    None
}

/// "one" that stands for a noun or a member: "one of the officers", "the blue one".
fn pronoun(r: &Reader, at: usize) -> bool {
    if r.numbers.values.get(&r.word(at)) != Some(&Decimal::ONE) || r.hyphen(at + 1) {
        return false;
    }
    if at > 0 && r.sign(at - 1) == '-' && r.joined(at) {
        return false;
    }
    // "the blue one", "a second one"
    let adjective_before = at > 0 && r.is(at - 1, Tags::ADJ | Tags::ORDINAL) && !r.can_count(at + 1);
    // "the blast killed one"
    let deed = at > 0 && r.is(at - 1, Tags::VERB_PAST | Tags::VERB_ING) && r.is(at - 1, Tags::TRIGGER);
    let described = at > 1 && r.is(at - 2, Tags::DET) || at == 1;
    let adjective_before = adjective_before && (!deed || described);
    // "he was one of two men"
    let likened = at > 0 && r.is(at - 1, Tags::BE) && r.is_member(at);
    // "two men, one of whom was hurt": a part of the figure before
    let part = at > 0 && matches!(r.sign(at - 1), ',' | '(' | '–' | '—' | ';') && r.has(at + 2, Roles::THEM);
    likened
        || r.is_member(at)
            && !part
            && !r.has(at + 2, Roles::ARTICLE)
            && !r.is_digits(at + 2)
            && !r.is(at + 2, Tags::NUMBER)
        || adjective_before
}

/// "22nd", "second"
fn ordinal(r: &Reader, at: usize) -> Option<Found> {
    let t = r.token(at)?;
    if t.shape == Shape::OrdinalDigits {
        let decade = r.text_of(at).ends_with('s');
        return found(at, at + 1, if decade { Kind::Date } else { Kind::Ordinal });
    }
    if !t.is(Tags::ORDINAL) || !t.is_word() {
        return None;
    }
    // "a third of the crew", "two-thirds" are fractions
    if t.is(Tags::FRACTION) {
        // "barely a third had been spent"
        let bounded = at > 1 && bound::before(r, at - 1, at + 1, 0).first < at - 1 && !r.can_count(at + 1);
        let article = r.had(at, Roles::ARTICLE)
            && (bounded
                || r.has(at + 1, Roles::OF | Roles::BE_PLURAL)
                || at > 1 && r.has(at - 2, Roles::BY) && !r.can_count(at + 1));
        let numbered =
            at > 0 && (r.is(at - 1, Tags::NUMBER) || r.hyphen(at - 1) && at > 1 && r.is(at - 2, Tags::NUMBER));
        if article || numbered {
            return None;
        }
    }
    found(at, at + 1, Kind::Ordinal)
}

/// Digits that the pack names: "9/11", "24/7".
fn fixed(r: &Reader, at: usize) -> Option<Found> {
    if r.sign(at + 1) != '/' || !r.joined(at + 1) || !r.is_digits(at + 2) {
        return None;
    }
    let text = r.span(at, at + 3).of(r.text);
    if r.sign(at + 3) == '/' && r.joined(at + 3) {
        return None;
    }
    if r.numbers.dates.contains(text) {
        return found(at, at + 3, Kind::Date);
    }
    r.numbers.digit_labels.contains(text).then_some(Found {
        first: at,
        end: at + 3,
        kind: Kind::Label,
    })
}

impl Reader<'_> {
    /// A plain run of digits as a small number.
    pub(super) fn small(&self, at: usize) -> Option<u32> {
        let s = self.text_of(at);
        (self.is_digits(at) && s.len() <= 6 && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())
            .flatten()
    }

    /// A currency sign stands right before.
    pub(super) fn after_currency(&self, at: usize) -> bool {
        super::unit::before(self, at).is_some_and(|(_, u)| u.dimension == "money")
    }

    /// A day of a month: "3", "03", "3rd".
    pub(super) fn day(&self, at: usize) -> Option<u32> {
        let s = self.text_of(at).trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let shape = self.token(at)?.shape;
        let n = (matches!(shape, Shape::Digits | Shape::OrdinalDigits) && s.len() <= 2)
            .then(|| s.parse().ok())
            .flatten()?;
        (1..=31).contains(&n).then_some(n)
    }

    /// Four digits that can be a year.
    pub(super) fn year(&self, at: usize) -> Option<u32> {
        let n = self.small(at)?;
        (self.text_of(at).len() == 4 && (1000..=2199).contains(&n)).then_some(n)
    }

    /// A month name with a capital letter, with the first token after its full stop.
    pub(super) fn month(&self, at: usize) -> Option<usize> {
        if !self.is(at, Tags::MONTH) || !self.is_capital(at) {
            return None;
        }
        // the full stop of "7 Nov. 2004", not that of a sentence that ends in a whole name
        let short = self.text_of(at).len() <= 4 && self.token(at + 2).is_some_and(|t| t.shape != Shape::Capital);
        Some(if short && self.sign(at + 1) == '.' && self.joined(at + 1) {
            at + 2
        } else {
            at + 1
        })
    }
}
