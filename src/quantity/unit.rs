//! Units around a number: after it, joined to it, or before it as currencies are.

use super::read::Reader;
use super::{Decimal, Interval, Kind};
use crate::rules::lexicon::Tags;
use crate::rules::units::Unit;
use crate::text::Shape;

/// A unit found, and the first token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct After<'a> {
    pub(super) unit: &'a Unit,
    pub(super) end: usize,
}

/// The unit that stands at `at`, right after a number ("10 km", "500-pound", "60km").
pub(super) fn after<'a>(r: &Reader<'a>, at: usize) -> Option<After<'a>> {
    let start = if r.hyphen(at) { at + 1 } else { at };
    let units = &r.rules.units;
    let joined = start == at && r.joined(at);
    let (len, namings) = units.after.find(|k| r.token(start + k).map(|t| t.word))?;
    let end = start + len;
    let chosen = namings.iter().find(|n| {
        if n.cued && !(start == at && tells_of_money(r, at, end)) {
            return false;
        }
        let Some(exact) = &n.exact else {
            return true;
        };
        let mut rest: &str = exact;
        let same = (start..end).all(|i| match rest.strip_prefix(r.text_of(i)) {
            Some(tail) => {
                rest = tail;
                true
            }
            None => false,
        });
        if !same || !rest.is_empty() {
            return false;
        }
        let single = len == 1 && exact.len() == 1 && r.is_word(start);
        if n.guarded {
            joined || r.token(end).is_none() || matches!(r.sign(end), ',' | ')' | '(' | ';' | '/') || r.sign(end) == '.'
        } else if single && !joined {
            // "Platform 4 C", "5 m people": a letter by itself is a unit only where no name goes on
            let closes = r.sign(end) == '.'
                && exact.chars().all(char::is_lowercase)
                && (r.token(end + 1).is_none() || r.is_capital(end + 1) && !r.joined(end + 1));
            (closes || !matches!(r.sign(end), '.' | '\'')) && start == at
        } else {
            true
        }
    })?;
    let unit = units.get(chosen.unit)?;
    // "Three Pound Lane", "two Stone brothers"
    if start == at
        && !joined
        && !r.headline
        && r.token(start).is_some_and(|t| t.shape == Shape::Capital)
        && chosen.exact.is_none()
        && r.is_capital(end)
    {
        return None;
    }
    // "two night watchmen"
    let longer = |len: usize| start + len > end && r.is_plural(start + len - 1);
    let named = r.rules.taxonomy.nouns.find(|k| r.token(start + k).map(|t| t.word));
    if start == at && named.is_some_and(|(len, _)| longer(len)) {
        return None;
    }
    Some(After { unit, end })
}

/// So many tokens away a word of money or of weight may stand.
const NEAR: usize = 8;

/// Whether an amount whose unit, at `at..end`, may be a currency is one: beside a word of money, or by the million,
/// and none of weight.
/// "40 pounds of" something and "a 40 pound tuna" are none.
fn tells_of_money(r: &Reader, at: usize, end: usize) -> bool {
    let units = &r.rules.units;
    let lemma = |i: usize| r.token(i).map(|t| r.rules.words.lemma(t.word));
    let near = || (at.saturating_sub(NEAR)..end + NEAR).filter_map(lemma);
    let of = r.rules.lexicon.word(r.word(end)) == "of";
    let cued = match of {
        true => (end + 1..end + 3).filter_map(lemma).any(|w| units.cues.contains(&w)),
        false => near().any(|w| units.cues.contains(&w)),
    };
    // little is weighed by the million pounds
    let vast = || (at.saturating_sub(2)..at).any(|i| matches!(r.text_of(i), "million" | "billion" | "m" | "bn"));
    let cued = cued || !of && vast();
    let thing = r.is(end, Tags::NOUN) && !r.is(end, Tags::VERB | Tags::PREP | Tags::ADV);
    cued && !thing && !near().any(|w| units.weights.contains(&w))
}

/// The currency or other unit right before `at` ("$", "US$", "magnitude"), with its first token.
pub(super) fn before<'a>(r: &Reader<'a>, at: usize) -> Option<(usize, &'a Unit)> {
    let units = &r.rules.units;
    let (len, index) = units.before.find(|k| at.checked_sub(k + 1).map(|i| r.word(i)))?;
    let first = at.checked_sub(len)?;
    let unit = units.get(*index)?;
    if unit.dimension == "money" {
        // codes and letters only in capitals ("SEK 40", "Rs 5"), so that no word is mistaken for one
        let word = (first..at).find(|&i| r.is_word(i));
        if word.is_some_and(|i| !r.is_capital(i)) {
            return None;
        }
        if let Some(i) = word.filter(|_| len == 1)
            && r.text_of(i).len() == 1
            && !r.joined(at)
        {
            return None;
        }
    }
    Some((first, unit))
}

/// The kind that a unit gives its number.
pub(super) fn kind(unit: &Unit) -> Kind {
    match unit.dimension.as_str() {
        "money" => Kind::Money,
        "percent" => Kind::Percent,
        "duration" => Kind::Duration,
        "label" => Kind::Label,
        _ => Kind::Measure,
    }
}

/// A value in base units, rounded where the factor is endless.
pub(super) fn convert(unit: &Unit, value: Decimal) -> Option<Decimal> {
    let v = value.checked_add(unit.offset)?.checked_mul(unit.factor)?;
    let rounded = if v.abs() < Decimal::ONE {
        v.round_dp(15)
    } else {
        v.round_dp(9)
    };
    Some(rounded.normalize())
}

/// Both ends of an interval in base units.
pub(super) fn convert_interval(unit: &Unit, interval: Interval) -> Option<Interval> {
    let end = |e: Option<Decimal>| match e {
        None => Some(None),
        Some(v) => convert(unit, v).map(Some),
    };
    Some(Interval {
        low: end(interval.low)?,
        high: end(interval.high)?,
    })
}
