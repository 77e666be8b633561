//! As-of time: the day that a figure stands for, where the text gives one.
//!
//! Three ways of saying it are read: an expression before the date ("as of 4 November", "by
//! Friday evening"), the date of a statement ("said on Sunday", "in an updated count on
//! Monday"), and the date at which a toll stood or moved ("on Monday night the toll stood at
//! 30"). The day on which something befell the counted ("were killed on Friday") is none of
//! them, nor is a day that only names the event ("Friday's attack").

use super::chunk::{ChunkKind, Voice};
use super::clause::Row;
use super::dates::{DateMention, Granularity};
use crate::rules::lexicon::Tags;
use crate::rules::measures::NounSlot;
use crate::text::Shape;
use jiff::civil::Date;

/// How a date is said to be an as-of date, and so how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// "as of Friday": the figures of its clause.
    Cue,
    /// "said on Friday": all figures of the sentence that nothing else dates.
    Statement,
    /// "on Friday the toll stood at": the figures of its clause.
    State,
}

/// A day that figures of one sentence stand for.
#[derive(Clone, Copy, Debug)]
struct Stand {
    first: u32,
    end: u32,
    day: Date,
    said: Said,
    /// It opens the sentence, before any figure.
    leads: bool,
}

/// The as-of days of one sentence.
#[derive(Clone, Debug, Default)]
pub struct AsOf {
    stands: Vec<Stand>,
    /// First tokens of the clauses.
    clauses: Vec<u32>,
}

impl AsOf {
    /// Finds the as-of days of a sentence among its dates; `own` is the report's own day, which no
    /// figure can be ahead of.
    pub fn find(row: &Row, dates: &[DateMention], own: Option<Date>) -> Self {
        let mut out = Self::default();
        for date in dates {
            let Some(days) = date.days.filter(|_| !date.since) else {
                continue;
            };
            if own.is_some_and(|own| days.to > own) || days.from > days.to {
                continue;
            }
            let Some(at) = row.chunk_at(date.first).filter(|&at| !row.in_name(at, date.first)) else {
                continue;
            };
            let Some(said) = row.says_as_of(at, date) else { continue };
            // Only an expression like "as of" makes a date of more than a day a point in time.
            if date.granularity != Granularity::Day && said != Said::Cue {
                continue;
            }
            let leads = row.chunks[..at]
                .iter()
                .all(|c| !matches!(&c.kind, ChunkKind::Noun(n) if n.quantity.is_some()));
            out.stands.push(Stand {
                first: date.first,
                end: date.end,
                day: days.to,
                said,
                leads,
            });
        }
        if !out.stands.is_empty() {
            out.clauses = row.clause_starts();
        }
        out
    }

    /// The day that the figure at a token stands for.
    pub fn of(&self, token: u32) -> Option<Date> {
        let clause = |t: u32| self.clauses.partition_point(|&c| c <= t);
        let (mine, near) = (clause(token), |s: &&Stand| s.first.abs_diff(token));
        let own = || {
            self.stands
                .iter()
                .filter(|s| s.said != Said::Statement && clause(s.first) == mine)
        };
        // "12 by Friday and 14 by Saturday": a date follows its figure unless one opens the sentence.
        let led = own().any(|s| s.leads);
        let before = || own().rfind(|s| s.end <= token);
        let after = || own().find(|s| s.first > token);
        let of_clause = if led { before() } else { after().or_else(before) };
        of_clause
            .or_else(|| {
                let leading = |s: &&Stand| s.said == Said::Cue && s.leads && s.end <= token;
                self.stands.iter().rfind(leading)
            })
            .or_else(|| {
                self.stands
                    .iter()
                    .filter(|s| s.said == Said::Statement)
                    .min_by_key(near)
            })
            .map(|s| s.day)
    }
}

impl Row<'_> {
    /// The chunk that a token stands in.
    fn chunk_at(&self, token: u32) -> Option<usize> {
        let at = self.chunks.partition_point(|c| c.end <= token);
        (at < self.chunks.len() && self.chunks[at].first <= token).then_some(at)
    }

    /// Whether a token follows a capital in its chunk: "World Today" is a name, no day.
    fn in_name(&self, at: usize, token: u32) -> bool {
        let before = token.checked_sub(1).filter(|&b| self.chunks[at].first <= b);
        before.and_then(|b| self.token(b)).is_some_and(|t| t.is_capital())
    }

    /// First tokens of the clauses of the row.
    fn clause_starts(&self) -> Vec<u32> {
        let opens = |k: usize| match &self.chunks[k].kind {
            ChunkKind::Subord | ChunkKind::Rel | ChunkKind::Colon => true,
            // a statement cut off by a comma: "12 were dead by Friday, police said on Sunday"
            ChunkKind::Comma => self
                .noun(k + 1)
                .is_some_and(|n| n.quantity.is_none() && self.reports(k + 2)),
            _ => false,
        };
        (0..self.chunks.len())
            .filter(|&k| opens(k))
            .map(|k| self.chunks[k].first)
            .collect()
    }

    /// How the date in chunk `at` is said to be an as-of date, if it is.
    fn says_as_of(&self, at: usize, date: &DateMention) -> Option<Said> {
        // "Friday's attack", "the Friday attack"
        let after = self.token(date.end).filter(|_| self.chunk_at(date.end) == Some(at));
        if after.is_some_and(|t| t.sign == '\0') || self.possessive(date.end) {
            return None;
        }
        if self.cued(at, date.first) {
            return Some(Said::Cue);
        }
        if self.states_on(at) {
            return Some(Said::Statement);
        }
        self.stood_on(at).then_some(Said::State)
    }

    fn possessive(&self, token: u32) -> bool {
        self.token(token)
            .is_some_and(|t| !t.spaced && t.span.of(self.text).starts_with(['\'', '\u{2019}']))
    }

    /// "as of Friday", "by 6 pm on Friday": an expression before the date, with at most a clock time,
    /// an article and prepositions between.
    fn cued(&self, at: usize, token: u32) -> bool {
        let first = self.chunks.first().map_or(0, |c| c.first);
        let rules = self.source.rules;
        let mut start = token;
        for _ in 0..7 {
            let Some(before) = start.checked_sub(1).filter(|&b| b >= first) else {
                return false;
            };
            start = before;
            let found = rules
                .frames
                .as_of_cues
                .find(|i| self.token(start + i as u32).map(|t| t.word));
            if let Some((len, _)) = found {
                let here = start + len as u32 <= token;
                // "must leave by Friday" looks ahead
                return here && !self.ahead(at);
            }
            let between = self.token(start).is_some_and(|t| {
                t.sign == ','
                    || t.sign == '.'
                    || matches!(t.shape, Shape::Digits | Shape::OrdinalDigits)
                    || t.is(Tags::DET | Tags::PREP)
                    || {
                        let word = rules.calendar.of(t.word).copied().unwrap_or_default();
                        word.part || word.early_late || word.weekday.is_some() || word.month.is_some()
                    }
                    || matches!(
                        self.chunk_at(start).and_then(|k| self.kind(k)),
                        Some(ChunkKind::Label | ChunkKind::Other)
                    )
            });
            if !between {
                return false;
            }
        }
        false
    }

    /// Whether the verb before chunk `at` tells of what is yet to be: "to leave", "will close".
    fn ahead(&self, at: usize) -> bool {
        let verb = (0..at).rev().find_map(|k| self.verb(k).map(|v| (k, v)));
        verb.is_some_and(|(k, v)| v.infinitive || self.tokens(k).first().is_some_and(|t| t.is(Tags::MODAL)))
    }

    /// A verb of saying in the active voice; "the 12 cases reported on Friday" has none.
    fn reports(&self, k: usize) -> bool {
        let counted = k
            .checked_sub(1)
            .and_then(|p| self.noun(p))
            .is_some_and(|n| n.quantity.is_some());
        !counted
            && self.verb(k).is_some_and(|v| {
                matches!(v.voice, Voice::Active | Voice::Bare)
                    && !v.infinitive
                    && self.token(v.main).is_some_and(|t| t.is(Tags::REPORT))
            })
    }

    /// "said on Friday", "said in a statement on Friday", "told reporters Friday", "police on Friday
    /// said", "in an updated count on Friday".
    fn states_on(&self, at: usize) -> bool {
        // "its statement of 7 June" only names the statement
        if at.checked_sub(1).is_some_and(|p| self.word(p) == "of") {
            return false;
        }
        let skips = |c: &ChunkKind| {
            matches!(
                c,
                ChunkKind::Prep | ChunkKind::Other | ChunkKind::Label | ChunkKind::Adjective
            )
        };
        let mut k = at;
        while k > 0 && skips(&self.chunks[k - 1].kind) {
            k -= 1;
        }
        let Some(before) = k.checked_sub(1) else { return false };
        if self.reports(before) {
            return true;
        }
        if let Some(noun) = self.noun(before).filter(|n| n.quantity.is_none()) {
            let head = noun.head.and_then(|h| self.token(h));
            let counts = head.is_some_and(|h| self.source.rules.frames.statements.contains(&h.word));
            let led = before
                .checked_sub(1)
                .is_some_and(|p| self.kind(p) == Some(&ChunkKind::Prep) && self.word(p) == "in");
            if counts && led {
                return true;
            }
            // "said police on Friday", "told reporters on Friday"
            if before.checked_sub(1).is_some_and(|p| self.reports(p)) {
                return true;
            }
            // "Police on Friday said"
            return self.reports(at + 1);
        }
        false
    }

    /// "the toll rose to 30 on Monday", "on Monday night the toll stood at 30".
    fn stood_on(&self, at: usize) -> bool {
        let rules = self.source.rules;
        let stands = |k: usize| {
            let v = self.verb(k).filter(|v| rules.frames.value_verbs.contains(&v.lemma))?;
            let subject = (0..k).rev().take(6).find(|&j| {
                self.noun(j).is_some_and(|n| n.quantity.is_none()) && {
                    let head = self.noun(j).and_then(|n| n.head).and_then(|h| self.token(h));
                    let value = head.is_some_and(|h| rules.frames.value_nouns.contains(&h.word));
                    value || self.noun_trigger(j).is_some_and(|(_, t)| t.slot == NounSlot::Value)
                }
            })?;
            (!v.negated).then_some((subject, k))
        };
        let Some((subject, verb)) = (0..self.chunks.len()).find_map(stands) else {
            return false;
        };
        // "the toll from the attack on Friday stood at 30" dates the attack
        let before_subject = at < subject;
        let right_after =
            at > subject && at < verb && (subject + 1..at).all(|k| self.kind(k) == Some(&ChunkKind::Prep));
        let after_value = at > verb
            && (verb + 1..at).all(|k| {
                matches!(
                    self.kind(k),
                    Some(ChunkKind::Prep | ChunkKind::Other | ChunkKind::Label)
                ) || self.noun(k).is_some_and(|n| n.quantity.is_some())
            });
        before_subject || right_after || after_value
    }
}

#[cfg(test)]
mod tests;
