//! Date expressions that begin with a word: "October 13, 2005", "Tuesday, 18 March", "last year",
//! "this morning", "in August".

use super::reader::Reader;
use super::resolve::NEAREST;
use super::{Found, Says};
use crate::rules::calendar::{TimeWord, Unit};
use crate::rules::lexicon::Tags;
use crate::text::Shape;

impl Reader<'_> {
    /// Expressions that begin with a word.
    pub(super) fn worded(&self, at: usize, start: usize, end: usize, word: TimeWord) -> Option<Found> {
        if let Some(f) = self.day_month(at, end) {
            return Some(f);
        }
        if let Some((from, to)) = word.day {
            return Some(Self::found(at, at + 1, Says::Offset(from, to)));
        }
        if let Some(f) = self.month_first(at, start, end, None) {
            return Some(f);
        }
        if word.weekday.is_some() {
            return self.weekday(at, start, end, None);
        }
        if let Some(which) = word.which {
            return self.which(at, start, end, which);
        }
        if word.number.is_some()
            && let Some(f) = self.counted(at, end)
        {
            return Some(f);
        }
        let season = word.season.filter(|_| self.tokens[at].shape == Shape::Lower)?;
        let led = at > start && (self.word(at - 1).preposition || self.tokens[at - 1].is(Tags::DET));
        let year = self.trailing_year(at + 1, end);
        // "the fall of the outpost", "a spring of water"
        let noun = year.is_none() && at + 1 < end && self.tokens[at + 1].span.of(self.text) == "of";
        if noun || !led && year.is_none() {
            return None;
        }
        let next = at + 1 + year.map_or(0, |y| y.1);
        Some(Self::found(
            at,
            next,
            Says::Season {
                year: year.map(|y| y.0),
                month: season,
                which: None,
            },
        ))
    }

    /// "October 13, 2005", "June 2004", "August".
    pub(super) fn month_first(&self, at: usize, start: usize, end: usize, which: Option<i8>) -> Option<Found> {
        let (month, n) = self.month(at)?;
        let mut next = at + n;
        if next < end
            && let Some((from, n)) = self.day(next)
            && self.tokens[next].shape != Shape::Capital
        {
            // "May 12 people"? a day is followed by no plural noun
            let after = self.tokens.get(next + n).filter(|_| next + n < end);
            let counts = after.is_some_and(|a| a.is(Tags::PLURAL) && a.shape == Shape::Lower) && self.word(at).careful;
            if !counts {
                next += n;
                let mut to = from;
                if self.joins_days(next)
                    && let Some((d, n)) = self.day(next + 1).filter(|_| next + 1 < end)
                    && d > from
                    && self.month(next + 1 + n).is_none()
                {
                    to = d;
                    next += 1 + n;
                }
                let year = self.trailing_year(next, end);
                next += year.map_or(0, |y| y.1);
                let year = year.map(|y| y.0);
                return Some(Self::found(at, next, Says::Day { year, month, from, to }));
            }
        }
        if let Some((year, n)) = self.trailing_year(next, end) {
            return Some(Self::found(
                at,
                next + n,
                Says::Month {
                    year: Some(year),
                    month,
                    which: None,
                },
            ));
        }
        // "August last year"
        let after = self.word(next);
        if next + 1 < end
            && let (Some(w), Some(Unit::Year)) = (after.which, self.word(next + 1).unit)
        {
            return Some(Self::found(
                at,
                next + 2,
                Says::Month {
                    year: None,
                    month,
                    which: Some(w),
                },
            ))
            .map(|f| self.by_year(f, w));
        }
        let led = at > start && self.word(at - 1).preposition;
        // "are promised new homes by September": the nearest, before or after
        let before = |w: &str| self.tokens[at - 1].span.of(self.text).eq_ignore_ascii_case(w);
        let until = at > start && ["by", "until", "till"].into_iter().any(before);
        let which = which.or(until.then_some(NEAREST));
        (which.is_some() || led || !self.word(at).careful).then(|| {
            Self::found(
                at,
                next,
                Says::Month {
                    year: None,
                    month,
                    which,
                },
            )
        })
    }

    /// "October last year" is that month of the year before, whichever month it is now.
    pub(super) fn by_year(&self, found: Found, which: i8) -> Found {
        Found {
            says: match found.says {
                Says::Month { month, .. } => Says::Month {
                    year: None,
                    month,
                    which: Some(which * 2),
                },
                other => other,
            },
            ..found
        }
    }

    /// "Friday", "Tuesday, 18 March".
    pub(super) fn weekday(&self, at: usize, start: usize, end: usize, which: Option<i8>) -> Option<Found> {
        let t = &self.tokens[at];
        let word = self.word(at);
        let day = word.weekday.filter(|_| t.is_capital())?;
        let mut next = at + 1;
        if word.careful && self.sign(next) == '.' && !self.tokens[next].spaced {
            next += 1;
        }
        let mut after = next;
        while after < end && self.word(after).part && self.tokens[after].shape == Shape::Lower {
            after += 1;
        }
        if self.sign(after) == ',' {
            after += 1;
        }
        if after < end && self.tokens[after].span.of(self.text) == "the" {
            after += 1;
        }
        if after < end
            && let Some(f) = self.day_month(after, end).or_else(|| {
                self.month_first(after, start, end, None)
                    .filter(|f| matches!(f.says, Says::Day { .. }))
            })
        {
            return Some(Self::found(at, f.end, f.says));
        }
        if word.careful && which.is_none() && next == at + 1 {
            return None;
        }
        Some(Self::found(at, next, Says::Weekday { day, which }))
    }

    /// "last Friday", "last year", "this morning", "the past week", "the previous day".
    pub(super) fn which(&self, at: usize, start: usize, end: usize, which: i8) -> Option<Found> {
        let next = at + 1;
        if next >= end {
            return None;
        }
        let word = self.word(next);
        if word.weekday.is_some() {
            return self
                .weekday(next, start, end, Some(which))
                .map(|f| Found { first: at, ..f });
        }
        if let Some(f) = self.month_first(next, start, end, Some(which)) {
            return Some(Found { first: at, ..f });
        }
        if word.part {
            return (which <= 0).then(|| Self::found(at, next + 1, Says::Offset(which.into(), which.into())));
        }
        if let Some(month) = word.season {
            return Some(Self::found(
                at,
                next + 1,
                Says::Season {
                    year: None,
                    month,
                    which: Some(which),
                },
            ));
        }
        let unit = word.unit?;
        let name = self.tokens[at].span.of(self.text);
        if matches!(unit, Unit::Day | Unit::Hour) || matches!(name, "previous" | "following" | "preceding") {
            return (name != "same" && which != 0 && unit != Unit::Hour).then(|| {
                Self::found(
                    at,
                    next + 1,
                    Says::Shift {
                        n: -i32::from(which),
                        unit,
                    },
                )
            });
        }
        Some(Self::found(at, next + 1, Says::Unit { unit, which }))
    }
}
