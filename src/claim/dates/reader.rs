//! The reader of date expressions: what a token can be (a year, a day, a month), and where an
//! expression begins and ends.

use super::{Found, Says};
use crate::rules::Rules;
use crate::rules::calendar::TimeWord;
use crate::rules::lexicon::Tags;
use crate::text::{Shape, Token};

/// What a token must carry for a date expression to begin at it: most words say nothing about time.
pub(super) const STARTS: Tags = Tags::TIME.union(Tags::DIGITS);

/// Reads the date expressions of one text.
pub(super) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub text: &'a str,
    pub rules: &'a Rules,
}

impl Reader<'_> {
    #[inline]
    pub(super) fn word(&self, at: usize) -> TimeWord {
        self.tokens
            .get(at)
            .and_then(|t| self.rules.calendar.of(t.word))
            .copied()
            .unwrap_or_default()
    }

    #[inline]
    pub(super) fn sign(&self, at: usize) -> char {
        self.tokens.get(at).map_or('\0', |t| t.sign)
    }

    pub(super) fn digits(&self, at: usize) -> Option<(i32, usize)> {
        let t = self.tokens.get(at).filter(|t| t.shape == Shape::Digits)?;
        let s = t.span.of(self.text);
        Some((s.parse().ok()?, s.len()))
    }

    /// A year in four digits.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        self.digits(at)
            .filter(|&(_, len)| len == 4)
            .map(|(y, _)| y as i16)
            .filter(|y| (1500..=2100).contains(y))
    }

    /// A day of the month: "13", "13th", "thirteenth", "twenty-first"; its value and tokens.
    pub(super) fn day(&self, at: usize) -> Option<(i8, usize)> {
        let t = self.tokens.get(at)?;
        let fits = |v: i32| (1..=31).contains(&v).then_some(v as i8);
        match t.shape {
            Shape::Digits => self
                .digits(at)
                .filter(|d| d.1 <= 2)
                .and_then(|d| fits(d.0))
                .map(|d| (d, 1)),
            Shape::OrdinalDigits => {
                let s = t.span.of(self.text);
                let n = s.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                (!s.ends_with('s') && n.len() <= 2)
                    .then(|| n.parse().ok())
                    .flatten()
                    .and_then(fits)
                    .map(|d| (d, 1))
            }
            _ => {
                if let Some(n) = self.word(at).ordinal {
                    return Some((n as i8, 1));
                }
                let tens = self.word(at).number.filter(|&n| n == 20 || n == 30)?;
                let one = (self.sign(at + 1) == '-')
                    .then(|| self.word(at + 2).ordinal)
                    .flatten()?;
                fits(i32::from(tens) + i32::from(one)).map(|d| (d, 3))
            }
        }
    }

    /// A month's name at a token, and the tokens it takes ("Oct." takes two).
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let t = self.tokens.get(at)?;
        let month = self.word(at).month.filter(|_| t.is_capital())?;
        let stop = self.sign(at + 1) == '.' && t.span.len() <= 4 && !self.tokens[at + 1].spaced;
        Some((month, 1 + usize::from(stop)))
    }

    /// A year that may follow a date, with the tokens up to its end: " 2005", ", 2005", " of 2005".
    pub(super) fn trailing_year(&self, at: usize, end: usize) -> Option<(i16, usize)> {
        if at < end
            && let Some(y) = self.year(at)
        {
            return Some((y, 1));
        }
        let skip = self.sign(at) == ',' || self.tokens.get(at).is_some_and(|t| t.span.of(self.text) == "of");
        (skip && at + 1 < end)
            .then(|| self.year(at + 1))
            .flatten()
            .map(|y| (y, 2))
    }

    pub(super) fn joins_days(&self, at: usize) -> bool {
        matches!(self.sign(at), '-' | '–' | '—' | '/')
            || self
                .tokens
                .get(at)
                .is_some_and(|t| matches!(t.span.of(self.text), "and" | "to" | "or"))
    }

    pub(super) fn at(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        let t = &self.tokens[at];
        let mut found = match t.shape {
            Shape::Digits | Shape::OrdinalDigits => self.numeric(at, start, end)?,
            Shape::Sign => return None,
            _ => {
                let word = *self.rules.calendar.of(t.word)?;
                self.worded(at, start, end, word)?
            }
        };
        if found.first > start {
            let before = self.word(found.first - 1);
            found.since = before.since || self.since_start(found.first - 1, start);
            // "last Friday", "early January", "on" stays outside
            if before.early_late && found.first - 1 > start && !before.preposition {
                found.first -= 1;
            }
        }
        // "Monday night", "Friday's"
        while found.end < end && self.word(found.end).part && self.tokens[found.end].shape == Shape::Lower {
            found.end += 1;
        }
        // "the worst since 1996, when nine people died": then, not since then
        if found.since && self.sign(found.end) == ',' && found.end + 1 < end {
            let next = self.tokens.get(found.end + 1);
            found.since = next.is_none_or(|t| t.span.of(self.text) != "when");
        }
        Some(found)
    }

    /// "since the start of": what comes before July, where `of` is the last of it.
    fn since_start(&self, of: usize, start: usize) -> bool {
        let text = |i: usize| self.tokens.get(i).map_or("", |t| t.span.of(self.text));
        text(of) == "of"
            && of >= start + 3
            && matches!(text(of - 1), "start" | "beginning" | "outset")
            && text(of - 2) == "the"
            && self.word(of - 3).since
    }

    pub(super) fn found(first: usize, end: usize, says: Says) -> Found {
        Found {
            first,
            end,
            says,
            since: false,
        }
    }
}
