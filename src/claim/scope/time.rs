//! The stretch of time that a figure is limited to.

use super::super::chunk::{ChunkKind, Voice};
use super::super::clause::Row;
use super::super::dates::{DateMention, Granularity};
use super::super::{Scope, ScopeKind};
use crate::quantity::{Decimal, Kind};
use crate::rules::calendar::Unit;
use crate::rules::lexicon::Tags;
use crate::rules::words::Function;
use crate::text::Token;

impl Row<'_> {
    /// The day or the stretch of time that a figure is limited to: "on Friday alone", "in the past 24
    /// hours", "a day". The day on which all of it happened is no limit.
    pub fn time_scope(&self, k: usize, dates: &[DateMention]) -> Option<Scope> {
        let time = |text: &str| {
            Some(Scope {
                kind: ScopeKind::Time,
                text: text.into(),
            })
        };
        let rules = self.source.rules;
        let (first, end) = self.clause_around(k);
        // "in the past 24 hours"
        let stretch = self
            .chunks
            .iter()
            .filter(|c| first <= c.first && c.end <= end)
            .find_map(|c| {
                let ChunkKind::Noun(n) = &c.kind else { return None };
                let q = self.source.quantities.get(n.quantity? as usize)?;
                let before = self.token(q.first.checked_sub(1)?)?;
                let past = rules.calendar.of(before.word).is_some_and(|w| w.which == Some(-1));
                // "a woman is killed every three days"
                let every = rules.lexicon.word(before.word) == "every";
                (q.kind == Kind::Duration && (past || every)).then(|| q.span.of(self.text))
            });
        let period = stretch
            .or_else(|| self.for_years(k))
            .or_else(|| self.that_while(k))
            .or_else(|| self.lately(first, end));
        if let Some(text) = period {
            return time(text);
        }
        let mut at = first;
        while at < end {
            let date = dates.iter().find(|d| d.first <= at && at < d.end);
            if let Some(d) = date {
                let next = self.token(d.end).filter(|_| d.end < end);
                if next.is_some_and(|t| rules.frames.only.contains(&t.word)) && d.granularity == Granularity::Day {
                    return time(d.span.of(self.text));
                }
            }
            let found = rules
                .frames
                .time_scopes
                .find(|i| self.token(at + i as u32).map(|t| t.word));
            // "died in a day", "a day before": how long it took, and no rate
            let article = self
                .token(at)
                .is_some_and(|t| rules.words.is(t.word, Function::ARTICLE));
            let took = |len: usize| {
                let before = at.checked_sub(1).and_then(|b| self.token(b));
                let after = self.token(at + len as u32);
                article
                    && (before.is_some_and(|t| t.is(Tags::PREP))
                        || after.is_some_and(|t| t.is(Tags::SUBORD | Tags::PREP)))
            };
            if let Some((_, name)) = found.filter(|(len, _)| !took(*len)) {
                return time(name);
            }
            at += 1;
        }
        self.usual(k)
    }

    /// "12 deaths in ten years", "300 people were killed within a decade": more than one event.
    fn for_years(&self, k: usize) -> Option<&str> {
        let at = k + 1 + usize::from(self.verb(k + 1).is_some_and(|v| v.voice == Voice::Passive));
        let prep = |at: usize| matches!(self.kind(at), Some(ChunkKind::Prep));
        let during = |at: usize| prep(at) && matches!(self.word(at), "in" | "over" | "within");
        let length = |at: usize| self.source.quantities.get(self.noun(at + 1)?.quantity? as usize);
        // "killed 300 people in the country in ten years"
        let at = (at..at + 6)
            .step_by(2)
            .take_while(|&at| prep(at) && self.noun(at + 1).is_some());
        let q = at.filter(|&at| during(at)).find_map(length)?;
        let year = Decimal::from(365 * 24 * 3600);
        (q.kind == Kind::Duration && q.interval.low.is_some_and(|low| low >= year)).then(|| q.span.of(self.text))
    }

    /// "46 were wounded in the city during that weekend": another stretch of time than the report's own.
    fn that_while(&self, k: usize) -> Option<&str> {
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let (from, end) = self
            .chunks
            .get(k)
            .zip(self.chunks.last())
            .map(|(c, l)| (c.end, l.end))?;
        let led = |at: u32| Some((word(self.token(at)?), word(self.token(at + 1)?)));
        let that = (from..end.min(from + 16)).find(|&at| matches!(led(at), Some(("during" | "over", "that"))))? + 1;
        let unit = |at: &u32| {
            self.token(*at)
                .is_some_and(|t| self.source.rules.calendar.of(t.word).is_some())
        };
        let last = (that + 1..that + 4).filter(unit).last()?;
        let (first, last) = (self.token(that)?, self.token(last)?);
        Some(first.span.to(last.span).of(self.text))
    }

    /// "40 million euros a day", "every day costs 40 million euros", "annual savings of 40 million": the time that an
    /// amount is of.
    pub fn rate(&self, k: usize) -> Option<Scope> {
        let rules = self.source.rules;
        let find = |at: u32| {
            rules
                .frames
                .time_scopes
                .find(|i| self.token(at + i as u32).map(|t| t.word))
        };
        let (first, end) = self.clause_around(k);
        let yearly = || (first..end).find_map(|at| find(at).filter(|(len, _)| *len == 1));
        let each = self
            .token(first)
            .is_some_and(|t| matches!(rules.lexicon.word(t.word), "each" | "every"));
        let (_, name) = find(self.chunks.get(k)?.end)
            .or_else(|| find(first).filter(|_| each))
            .or_else(yearly)?;
        Some(Scope {
            kind: ScopeKind::Time,
            text: name.clone(),
        })
    }

    /// "24,000 containers on a normal day": what is so without any event.
    pub fn usual(&self, k: usize) -> Option<Scope> {
        let rules = self.source.rules;
        let (first, end) = self.clause_around(k);
        let time = |at: u32| {
            let word = self.token(at).and_then(|t| rules.calendar.of(t.word));
            word.is_some_and(|w| w.unit.is_some() || w.part || w.season.is_some())
        };
        let usual = |at: &u32| self.token(*at).is_some_and(|t| rules.frames.usual.contains(&t.word));
        let found = (first..end).filter(usual).any(|at| time(at + 1));
        found.then(|| Scope {
            kind: ScopeKind::Time,
            text: "usual".into(),
        })
    }

    /// "two lives over the past couple of years", "nine deaths in recent months": more than one event.
    fn lately(&self, first: u32, end: u32) -> Option<&str> {
        let rules = self.source.rules;
        let word = |at: u32| self.token(at).map_or("", |t| rules.lexicon.word(t.word));
        let long = |at: &u32| {
            let unit = self.token(*at).and_then(|t| rules.calendar.of(t.word)?.unit);
            unit.is_some_and(|u| matches!(u, Unit::Month | Unit::Year | Unit::Decade))
        };
        let past = |at: &u32| {
            let gone = self.token(*at).and_then(|t| rules.calendar.of(t.word)?.which) == Some(-1);
            gone || word(*at) == "recent"
        };
        let led = |at: &u32| {
            let the = at
                .checked_sub(1)
                .and_then(|b| self.token(b))
                .is_some_and(|t| t.is(Tags::DET));
            let before = at.checked_sub(1 + u32::from(the)).map_or("", word);
            matches!(before, "over" | "in" | "during" | "within" | "for" | "throughout")
        };
        let period = |to: u32| {
            let from = (first.max(to.saturating_sub(4))..to).find(|at| past(at) && led(at))?;
            Some(self.token(from)?.span.to(self.token(to)?.span).of(self.text))
        };
        (first..end).filter(long).find_map(period)
    }

    /// The tokens of the clause of noun group `k`, up to the next figure on either side.
    fn clause_around(&self, k: usize) -> (u32, u32) {
        let far = |j: usize| {
            let next = self.chunks.get(j).and_then(|c| self.token(c.end));
            self.word(j) == "so" && next.is_some_and(|t| self.source.rules.lexicon.word(t.word) == "far")
        };
        let stops = |j: usize| match &self.chunks[j].kind {
            // "61 deaths so far this year"
            ChunkKind::Subord if far(j) => false,
            ChunkKind::Colon | ChunkKind::Rel | ChunkKind::Subord | ChunkKind::Quote | ChunkKind::Dash => true,
            ChunkKind::Noun(n) => n
                .quantity
                .and_then(|q| self.source.quantities.get(q as usize))
                .is_some_and(|q| q.unit.is_none() && q.kind != Kind::Duration),
            _ => false,
        };
        // "412 cases and five deaths": what stands before the first of a pair holds for both
        let mut first = k;
        while first > 1
            && matches!(self.kind(first - 1), Some(ChunkKind::Conj))
            && stops(first - 2)
            && self.noun(first - 2).is_some()
        {
            first -= 2;
        }
        let before = (0..first).rev().find(|&j| stops(j)).map_or(0, |j| j + 1);
        let after = (k + 1..self.chunks.len()).find(|&j| stops(j));
        let first = self.chunks.get(before).map_or(0, |c| c.first);
        let last = after.unwrap_or(self.chunks.len()).checked_sub(1);
        (first, last.and_then(|l| self.chunks.get(l)).map_or(first, |c| c.end))
    }
}
