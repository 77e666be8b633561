//! Date expressions in digits or around a number: "13 October 2005", "18/08/2021", "1999-2004",
//! "three years ago".

use super::reader::Reader;
use super::{Found, Says};
use crate::rules::lexicon::Tags;
use crate::text::Shape;
use jiff::civil::{Date, date};

/// The years that a text can mean.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2100;

impl Reader<'_> {
    /// Expressions that begin with digits.
    pub(super) fn numeric(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        if let Some(f) = self.slashed(at, end) {
            return Some(f);
        }
        if let Some(f) = self.day_month(at, end) {
            return Some(f);
        }
        let t = &self.tokens[at];
        if t.shape == Shape::OrdinalDigits {
            let s = t.span.of(self.text).strip_suffix('s')?;
            let y: i16 = s.parse().ok().filter(|y| s.len() == 4 && y % 10 == 0)?;
            return Some(Self::found(at, at + 1, Says::Years(y, y + 9)));
        }
        if let Some(f) = self.counted(at, end) {
            return Some(f);
        }
        let y = self.year(at)?;
        let before = (at > start).then(|| &self.tokens[at - 1]);
        let after = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        let plural = after.is_some_and(|a| a.spaced && a.is(Tags::PLURAL) && !a.is_capital());
        let unit = after.is_some_and(|a| a.is(Tags::UNIT | Tags::CURRENCY) && !a.is(Tags::PREP) || a.sign == '%');
        if plural || unit {
            return None;
        }
        // "1999-2004", "1999 to 2004"
        if self.joins_days(at + 1)
            && at + 2 < end
            && let Some(to) = self.year(at + 2).filter(|&to| to > y)
        {
            return Some(Self::found(at, at + 3, Says::Years(y, to)));
        }
        let led = before.is_some_and(|b| {
            let w = self.rules.calendar.of(b.word).copied().unwrap_or_default();
            w.preposition || w.season.is_some() || b.sign == '(' || b.is(Tags::DET) && YEARS.contains(&y)
        });
        let closed = after.is_none_or(|a| a.sign != '\0' && !matches!(a.sign, '$' | '€' | '£' | '-'));
        (led || closed && before.is_some_and(|b| b.sign == ',' || b.is(Tags::CONJ)))
            .then(|| Self::found(at, at + 1, Says::Year(y)))
    }

    /// "2019-03-04", "18/08/2021", "18.08.2021".
    pub(super) fn slashed(&self, at: usize, end: usize) -> Option<Found> {
        let t = &self.tokens[at];
        let s = t.span.of(self.text);
        let make = |y: i32, m: i32, d: i32, end: usize| {
            let (m, d) = if m > 12 && d <= 12 { (d, m) } else { (m, d) };
            let day = Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
            let says = Says::Day {
                year: Some(day.year()),
                month: day.month(),
                from: day.day(),
                to: day.day(),
            };
            Some(Self::found(at, end, says))
        };
        if s.len() >= 8 && s.matches('.').count() == 2 {
            let mut parts = s.split('.').map(|p| p.parse::<i32>().ok());
            let (d, m, y) = (parts.next()??, parts.next()??, parts.next()??);
            return (y > 1500).then(|| make(y, m, d, at + 1)).flatten();
        }
        let sep = self.sign(at + 1);
        if !matches!(sep, '-' | '/') || at + 4 >= end || self.sign(at + 3) != sep || self.tokens[at + 1].spaced {
            return None;
        }
        let (a, b, c) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        match (a.1, c.1) {
            (4, 1..=2) => make(a.0, b.0, c.0, at + 5),
            (1..=2, 4) => make(c.0, b.0, a.0, at + 5),
            _ => None,
        }
    }

    /// "13 October 2005", "the nineteenth of February", "10-16 January".
    pub(super) fn day_month(&self, at: usize, end: usize) -> Option<Found> {
        let (from, n) = self.day(at)?;
        let mut next = at + n;
        let mut to = from;
        if self.joins_days(next)
            && let Some((d, n)) = self.day(next + 1)
            && d > from
        {
            to = d;
            next += 1 + n;
        }
        if self.tokens.get(next).is_some_and(|t| t.span.of(self.text) == "of") {
            next += 1;
        }
        let (month, n) = self.month(next).filter(|_| next < end)?;
        next += n;
        let year = self.trailing_year(next, end);
        next += year.map_or(0, |y| y.1);
        let year = year.map(|y| y.0);
        date(2000, month, 1).with().day(to).build().ok()?;
        Some(Self::found(at, next, Says::Day { year, month, from, to }))
    }

    /// "three years ago", "two days earlier", "the previous day".
    pub(super) fn counted(&self, at: usize, end: usize) -> Option<Found> {
        let n = match self.digits(at) {
            Some((n, _)) => n,
            None => self.word(at).number.map(i32::from)?,
        };
        let unit = self.word(at + 1).unit.filter(|_| at + 2 < end && n < 3000)?;
        let after = self.word(at + 2);
        if after.ago {
            return Some(Self::found(at, at + 3, Says::Ago { n, unit }));
        }
        // "two days before the vote" tells of the vote, not of the story
        let bare = self
            .tokens
            .get(at + 3)
            .is_none_or(|t| at + 3 >= end || t.sign != '\0' || !t.is(Tags::DET | Tags::PRON));
        let shift = after.shift.filter(|_| bare)?;
        Some(Self::found(
            at,
            at + 3,
            Says::Shift {
                n: -n * i32::from(shift),
                unit,
            },
        ))
    }
}
