//! Values of the numerals that count nothing: ranks, hours of the day, dates.

use super::Figure;
use crate::claim::dates::{Anchor, DateMention};
use crate::claim::{Days, Input};
use crate::quantity::{Bound, Decimal, Interval, Kind, Quantity};
use jiff::civil::Date;

/// The value of a numeral: its own, or what a rank or an hour stands for.
pub(super) fn of(q: &Quantity, input: &Input) -> Option<Interval> {
    match q.kind {
        Kind::Ordinal => rank(q, input).map(Interval::exactly),
        Kind::Clock => minutes(q.span.of(input.text)).map(Interval::exactly),
        Kind::Date => year(q.span.of(input.text)),
        _ => Some(q.interval),
    }
}

/// "22nd", "second"
fn rank(q: &Quantity, input: &Input) -> Option<Decimal> {
    let text = q.span.of(input.text);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let token = input.document.tokens.get(q.first as usize)?;
    input.rules.calendar.of(token.word)?.ordinal.map(Decimal::from)
}

/// Minutes since midnight: "8:30 p.m.", "1400 hrs", "7.15am".
fn minutes(text: &str) -> Option<Decimal> {
    let digits = |s: &str| -> String { s.chars().take_while(char::is_ascii_digit).collect() };
    let first = digits(text);
    let rest = text.get(first.len()..)?;
    let (mut hour, mut minute): (u32, u32) = match first.len() {
        4 => (first.get(..2)?.parse().ok()?, first.get(2..)?.parse().ok()?),
        1 | 2 => (first.parse().ok()?, 0),
        _ => return None,
    };
    if let Some(after) = rest.strip_prefix([':', '.']).map(digits).filter(|d| d.len() == 2) {
        minute = after.parse().ok()?;
    }
    let half = rest.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    if half.starts_with('p') && hour < 12 {
        hour += 12;
    } else if half.starts_with('a') && hour == 12 {
        hour = 0;
    }
    (hour < 25 && minute < 60).then(|| Decimal::from(hour * 60 + minute))
}

/// A date whose days are known, as days counted from a fixed one: open to one side after "before" and "after".
pub(super) fn date(mention: &DateMention, input: &Input) -> Option<(u32, u32, Figure)> {
    let days = mention.days.filter(|_| !mention.weekday)?;
    let word = mention
        .first
        .checked_sub(1)
        .and_then(|i| input.document.tokens.get(i as usize));
    let shift = word
        .and_then(|t| input.rules.calendar.of(t.word))
        .filter(|t| t.preposition)
        .and_then(|t| t.shift);
    let stated = interval(days);
    let Interval { low, high } = stated;
    let before = low.and_then(|d| d.checked_sub(Decimal::ONE));
    let after = high.and_then(|d| d.checked_add(Decimal::ONE));
    let (bound, low, high) = match shift {
        Some(-1) => (Bound::LessThan, None, before),
        Some(1) => (Bound::MoreThan, after, None),
        _ => (Bound::None, low, high),
    };
    let figure = Figure {
        kind: Kind::Date,
        interval: Interval { low, high },
        stated,
        bound,
        relative: matches!(mention.anchor, Anchor::Publication | Anchor::Story),
        text: mention.span.of(input.text).into(),
        span: mention.span,
        ..Figure::default()
    };
    Some((mention.first, mention.end, figure))
}

/// The days of a year, of four digits that the reader of dates has left.
pub fn year(text: &str) -> Option<Interval> {
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    Some(interval(Days {
        from: Date::new(year, 1, 1).ok()?,
        to: Date::new(year, 12, 31).ok()?,
    }))
}

fn interval(days: Days) -> Interval {
    Interval {
        low: Some(number(days.from)),
        high: Some(number(days.to)),
    }
}

fn number(day: Date) -> Decimal {
    let days = (day - Date::constant(1, 1, 1)).get_days();
    Decimal::from(days)
}
