//! Dates in the text, resolved against the day of publication.
//!
//! Reading and resolving are two steps: every expression is first read for what it says
//! ("the 19th of February", "Tuesday", "two days earlier"), then resolved against the day
//! of publication or, where a report has none, against the days that it writes out in full.

mod named;
mod numeric;
mod reader;
mod resolve;

use super::Days;
use crate::corpus::Meta;
use crate::rules::Rules;
use crate::rules::calendar::Unit;
use crate::span::Span;
use crate::text::Document;
use jiff::ToSpan;
use jiff::civil::Date;
use reader::Reader;

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
    for sentence in document.sentences.iter().filter(|s| s.has(reader::STARTS)) {
        let (mut at, end) = (sentence.first as usize, sentence.end as usize);
        while at < end {
            if !document.tokens[at].is(reader::STARTS) {
                at += 1;
                continue;
            }
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
            let mut days = resolve::days(f.says, own, story);
            if f.since
                && let (Some(d), Some(own)) = (&mut days, own)
                && own >= d.to
            {
                d.to = own;
            }
            let (granularity, anchor) = resolve::sort(f.says);
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

#[cfg(test)]
mod tests;
