//! Dates in the text, resolved against the day of publication.
//!
//! Reading and resolving are two steps: every expression is first read for what it says
//! ("the 19th of February", "Tuesday", "two days earlier"), then resolved against the day
//! of publication or, where a report has none, against the days that it writes out in full.

use super::Days;
use crate::corpus::Meta;
use crate::rules::Rules;
use crate::rules::calendar::{TimeWord, Unit};
use crate::rules::lexicon::Tags;
use crate::span::Span;
use crate::text::{Document, Shape, Token};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// How finely a date expression divides time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Granularity {
    /// A day, or a few days in a row.
    #[default]
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A year.
    Year,
    /// A decade.
    Decade,
}

/// What a date expression is told from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// It says all by itself: "13 October 2005", "1999".
    #[default]
    Full,
    /// The year, or more, is to be understood: "13 October", "in August", "Friday".
    Partial,
    /// The day of publication: "yesterday", "last year", "three years ago".
    Publication,
    /// The time of the story: "two days earlier", "the previous day".
    Story,
}

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The days it names. `None` for a weekday or the like that cannot be resolved without a day of publication.
    pub days: Option<Days>,
    /// It names a day of the week only.
    pub weekday: bool,
    /// How finely it divides time.
    pub granularity: Granularity,
    /// What it is told from.
    pub anchor: Anchor,
    /// It opens a span that lasts until the report: "since January".
    pub since: bool,
    /// Month and day as written, for a date without year.
    pub month_day: Option<(i8, i8)>,
}

/// Days before its publication that a report's own story can lie back.
const OWN: i32 = 10;

impl DateMention {
    /// Whether it names the report's own time (true) or another, mostly past, time (false), given the
    /// report's own day; `None` where the days are not known.
    pub fn is_own_time(&self, own: Option<Date>) -> Option<bool> {
        if self.weekday {
            return Some(true);
        }
        let (days, own) = (self.days?, own?);
        if self.since && days.to >= own {
            return Some(days_between(days.from, own) <= OWN);
        }
        Some(days.to >= add(own, -OWN) && days.from <= add(own, OWN))
    }
}

/// The report's own day: that of publication, else the last one that the text writes out in full.
pub fn own_day(mentions: &[DateMention], meta: &Meta) -> Option<Date> {
    meta.published.map(|p| p.day()).or_else(|| {
        mentions
            .iter()
            .filter(|m| m.anchor == Anchor::Full && m.granularity == Granularity::Day && !m.since)
            .take(12)
            .filter_map(|m| m.days.map(|d| d.to))
            .max()
    })
}

/// Days from `a` to `b`.
pub fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |s| s.get_days())
}

fn add(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// What an expression says.
#[derive(Clone, Copy, Debug)]
enum Says {
    Day {
        year: Option<i16>,
        month: i8,
        from: i8,
        to: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
        which: Option<i8>,
    },
    Year(i16),
    Years(i16, i16),
    Season {
        year: Option<i16>,
        month: i8,
        which: Option<i8>,
    },
    Weekday {
        day: i8,
        which: Option<i8>,
    },
    Offset(i16, i16),
    Unit {
        unit: Unit,
        which: i8,
    },
    Ago {
        n: i32,
        unit: Unit,
    },
    Shift {
        n: i32,
        unit: Unit,
    },
}

struct Found {
    first: usize,
    end: usize,
    says: Says,
    since: bool,
}

/// Finds date expressions: "June 2004", "13 October", "on Friday", "yesterday", "last year", "in 1999".
pub fn find(document: &Document, text: &str, meta: &Meta, rules: &Rules) -> Vec<DateMention> {
    let reader = Reader {
        tokens: &document.tokens,
        text,
        rules,
    };
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let (mut at, end) = (sentence.first as usize, sentence.end as usize);
        while at < end {
            match reader.at(at, sentence.first as usize, end) {
                Some(f) => {
                    at = f.end.max(at + 1);
                    found.push(f);
                }
                None => at += 1,
            }
        }
    }
    let published = meta.published.map(|p| p.day());
    let mentions = resolve(&found, document, published);
    if published.is_some() {
        return mentions;
    }
    match own_day(&mentions, meta) {
        Some(own) => resolve(&found, document, Some(own)),
        None => mentions,
    }
}

fn resolve(found: &[Found], document: &Document, own: Option<Date>) -> Vec<DateMention> {
    let mut story = own;
    found
        .iter()
        .filter_map(|f| {
            let (first, last) = (
                document.tokens.get(f.first)?,
                document.tokens.get(f.end.checked_sub(1)?)?,
            );
            let mut days = days(f.says, own, story);
            if f.since
                && let (Some(d), Some(own)) = (&mut days, own)
                && own >= d.to
            {
                d.to = own;
            }
            let (granularity, anchor) = sort(f.says);
            if let Some(d) = days
                && granularity == Granularity::Day
                && !f.since
            {
                story = Some(d.from);
            }
            Some(DateMention {
                span: first.span.to(last.span),
                first: f.first as u32,
                end: f.end as u32,
                days,
                weekday: matches!(f.says, Says::Weekday { which: None, .. }),
                granularity,
                anchor,
                since: f.since,
                month_day: match f.says {
                    Says::Day {
                        year: None,
                        month,
                        from,
                        ..
                    } => Some((month, from)),
                    _ => None,
                },
            })
        })
        .collect()
}

fn sort(says: Says) -> (Granularity, Anchor) {
    let of_unit = |unit| match unit {
        Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week | Unit::Fortnight => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
    };
    let by_year = |year: Option<i16>, which: Option<i8>| match (year, which) {
        (Some(_), _) => Anchor::Full,
        (None, Some(_)) => Anchor::Publication,
        (None, None) => Anchor::Partial,
    };
    match says {
        Says::Day { year, .. } => (Granularity::Day, by_year(year, None)),
        Says::Month { year, which, .. } => (Granularity::Month, by_year(year, which)),
        Says::Season { year, which, .. } => (Granularity::Season, by_year(year, which)),
        Says::Year(_) => (Granularity::Year, Anchor::Full),
        Says::Years(from, to) if to - from == 9 => (Granularity::Decade, Anchor::Full),
        Says::Years(..) => (Granularity::Year, Anchor::Full),
        Says::Weekday { .. } => (Granularity::Day, Anchor::Partial),
        Says::Offset(..) => (Granularity::Day, Anchor::Publication),
        Says::Unit { unit, .. } | Says::Ago { unit, .. } => (of_unit(unit), Anchor::Publication),
        Says::Shift { unit, .. } => (of_unit(unit), Anchor::Story),
    }
}

fn days(says: Says, own: Option<Date>, story: Option<Date>) -> Option<Days> {
    match says {
        Says::Day { year, month, from, to } => {
            let year = match year {
                Some(y) => y,
                None => year_of(month, from, own?)?,
            };
            Some(Days {
                from: Date::new(year, month, from).ok()?,
                to: Date::new(year, month, to).ok()?,
            })
        }
        Says::Month { year, month, which } => {
            let year = match (year, which) {
                (Some(y), _) => y,
                // "August last year": the year is said
                (None, Some(w @ (-2 | 2))) => own?.year() + i16::from(w / 2),
                (None, Some(1)) => {
                    let own = own?;
                    own.year() + i16::from(month <= own.month())
                }
                (None, Some(-1)) => {
                    let own = own?;
                    own.year() - i16::from(month >= own.month())
                }
                (None, _) => {
                    let own = own?;
                    own.year() - i16::from(month > own.month())
                }
            };
            month_days(year, month)
        }
        Says::Season { year, month, which } => {
            let year = match (year, which) {
                (Some(y), _) => y,
                (None, which) => {
                    let own = own?;
                    // the last one that has begun; "last summer" in summer is that of a year before
                    let begun = own.year() - i16::from(month > own.month());
                    let inside = month_days(begun, month).is_some_and(|m| add(m.from, 91) > own);
                    match which {
                        Some(1) => begun + 1,
                        Some(-1) if inside => begun - 1,
                        _ => begun,
                    }
                }
            };
            let from = month_days(year, month)?.from;
            Some(Days {
                from,
                to: add(from, 91),
            })
        }
        Says::Year(y) => years(y, y),
        Says::Years(a, b) => years(a, b),
        Says::Weekday { day, which } => {
            let own = own?;
            let back = i32::from((own.weekday().to_monday_one_offset() - day).rem_euclid(7));
            let at = match which {
                Some(1) => add(own, if back == 0 { 7 } else { 7 - back }),
                Some(-1) if back == 0 => add(own, -7),
                _ => add(own, -back),
            };
            Some(Days { from: at, to: at })
        }
        Says::Offset(from, to) => {
            let own = own?;
            Some(Days {
                from: add(own, from.into()),
                to: add(own, to.into()),
            })
        }
        Says::Unit { unit, which } => {
            let own = own?;
            let which = i32::from(which);
            match unit {
                Unit::Hour | Unit::Day => Some(Days {
                    from: add(own, which),
                    to: add(own, which),
                }),
                Unit::Week | Unit::Fortnight => {
                    let length = if unit == Unit::Week { 7 } else { 14 };
                    let monday = add(own, 1 - i32::from(own.weekday().to_monday_one_offset()));
                    Some(Days {
                        from: add(monday, which * length),
                        to: add(monday, which * length + length - 1),
                    })
                }
                Unit::Month => {
                    let at = own.saturating_add(which.months());
                    month_days(at.year(), at.month())
                }
                Unit::Year => years(own.year() + which as i16, own.year() + which as i16),
                Unit::Decade => Some(Days {
                    from: own.saturating_add((10 * which.min(0)).years()),
                    to: own.saturating_add((10 * which.max(0)).years()),
                }),
            }
        }
        Says::Ago { n, unit } => back(own?, n, unit),
        Says::Shift { n, unit } => back(story?, n, unit),
    }
}

/// The day or year that lies `n` units before `day`.
fn back(day: Date, n: i32, unit: Unit) -> Option<Days> {
    match unit {
        Unit::Hour => {
            let at = add(day, -(n / 24));
            Some(Days { from: at, to: at })
        }
        Unit::Day => {
            let at = add(day, -n);
            Some(Days { from: at, to: at })
        }
        Unit::Week | Unit::Fortnight => {
            let at = add(day, -n * if unit == Unit::Week { 7 } else { 14 });
            Some(Days {
                from: add(at, -3),
                to: add(at, 3),
            })
        }
        Unit::Month => {
            let at = day.checked_sub(n.months()).ok()?;
            Some(Days {
                from: add(at, -15),
                to: add(at, 15),
            })
        }
        Unit::Year | Unit::Decade => {
            let n = if unit == Unit::Decade { n.checked_mul(10)? } else { n };
            let year = day.checked_sub(n.years()).ok()?.year();
            years(year, year)
        }
    }
}

fn years(from: i16, to: i16) -> Option<Days> {
    Some(Days {
        from: Date::new(from, 1, 1).ok()?,
        to: Date::new(to, 12, 31).ok()?,
    })
}

fn month_days(year: i16, month: i8) -> Option<Days> {
    let from = Date::new(year, month, 1).ok()?;
    Some(Days {
        from,
        to: from.last_of_month(),
    })
}

/// The year of a day given without one: the latest that leaves it at most two months ahead.
fn year_of(month: i8, day: i8, own: Date) -> Option<i16> {
    (-5..=1)
        .rev()
        .map(|d| own.year() + d)
        .find(|&y| Date::new(y, month, day).is_ok_and(|at| at <= add(own, 60)))
}

/// The years that a text can mean.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2100;

struct Reader<'a> {
    tokens: &'a [Token],
    text: &'a str,
    rules: &'a Rules,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> TimeWord {
        self.tokens
            .get(at)
            .and_then(|t| self.rules.calendar.of(t.word))
            .copied()
            .unwrap_or_default()
    }

    fn sign(&self, at: usize) -> char {
        self.tokens.get(at).map_or('\0', |t| t.sign)
    }

    fn digits(&self, at: usize) -> Option<(i32, usize)> {
        let t = self.tokens.get(at).filter(|t| t.shape == Shape::Digits)?;
        let s = t.span.of(self.text);
        Some((s.parse().ok()?, s.len()))
    }

    /// A year in four digits.
    fn year(&self, at: usize) -> Option<i16> {
        self.digits(at)
            .filter(|&(_, len)| len == 4)
            .map(|(y, _)| y as i16)
            .filter(|y| (1500..=2100).contains(y))
    }

    /// A day of the month: "13", "13th", "thirteenth", "twenty-first"; its value and tokens.
    fn day(&self, at: usize) -> Option<(i8, usize)> {
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
    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let t = self.tokens.get(at)?;
        let month = self.word(at).month.filter(|_| t.is_capital())?;
        let stop = self.sign(at + 1) == '.' && t.span.len() <= 4 && !self.tokens[at + 1].spaced;
        Some((month, 1 + usize::from(stop)))
    }

    /// A year that may follow a date, with the tokens up to its end: " 2005", ", 2005", " of 2005".
    fn trailing_year(&self, at: usize, end: usize) -> Option<(i16, usize)> {
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

    fn joins_days(&self, at: usize) -> bool {
        matches!(self.sign(at), '-' | '–' | '—' | '/')
            || self
                .tokens
                .get(at)
                .is_some_and(|t| matches!(t.span.of(self.text), "and" | "to" | "or"))
    }

    fn at(&self, at: usize, start: usize, end: usize) -> Option<Found> {
        let t = &self.tokens[at];
        let mut found = match t.shape {
            Shape::Digits | Shape::OrdinalDigits => self.numeric(at, start, end)?,
            Shape::Sign => return None,
            _ => {
                let word = self.word(at);
                if word == TimeWord::default() {
                    return None;
                }
                self.worded(at, start, end, word)?
            }
        };
        if found.first > start {
            let before = self.word(found.first - 1);
            found.since = before.since;
            // "last Friday", "early January", "on" stays outside
            if before.early_late && found.first - 1 > start && !before.preposition {
                found.first -= 1;
            }
        }
        // "Monday night", "Friday's"
        while found.end < end && self.word(found.end).part && self.tokens[found.end].shape == Shape::Lower {
            found.end += 1;
        }
        Some(found)
    }

    fn found(first: usize, end: usize, says: Says) -> Found {
        Found {
            first,
            end,
            says,
            since: false,
        }
    }

    /// Expressions that begin with digits.
    fn numeric(&self, at: usize, start: usize, end: usize) -> Option<Found> {
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
    fn slashed(&self, at: usize, end: usize) -> Option<Found> {
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
    fn day_month(&self, at: usize, end: usize) -> Option<Found> {
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
    fn counted(&self, at: usize, end: usize) -> Option<Found> {
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

    /// Expressions that begin with a word.
    fn worded(&self, at: usize, start: usize, end: usize, word: TimeWord) -> Option<Found> {
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
        if !led && year.is_none() {
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
    fn month_first(&self, at: usize, start: usize, end: usize, which: Option<i8>) -> Option<Found> {
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
    fn by_year(&self, found: Found, which: i8) -> Found {
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
    fn weekday(&self, at: usize, start: usize, end: usize, which: Option<i8>) -> Option<Found> {
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
    fn which(&self, at: usize, start: usize, end: usize, which: i8) -> Option<Found> {
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

#[cfg(test)]
mod tests;
