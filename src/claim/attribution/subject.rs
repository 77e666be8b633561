//! Subjects: the noun phrase on either side of a verb of report.

use super::cue::Finder;
use super::source::{Source, name_end};
use crate::rules::lexicon::Tags;
use crate::text::{Shape, Token};

impl Finder<'_> {
    /// The subject that ends just before the verb `at` (adverbs and auxiliaries skipped), and where it starts.
    pub(super) fn subject_before(&self, at: usize) -> Option<(Source, usize)> {
        let r = self.r;
        let mut end = at;
        while end > self.first
            && r.is(end - 1, Tags::ADV | Tags::HAVE | Tags::MODAL | Tags::DO)
            && !r.is(end - 1, Tags::SPEAKER | Tags::PRON)
        {
            end -= 1;
        }
        if end == self.first {
            return None;
        }
        if r.is(end - 1, Tags::CONJ) {
            return self.subject.clone().map(|s| (s, end));
        }
        if r.sign(end - 1) == ')' {
            let open = (self.first..end).rev().find(|&i| r.sign(i) == '(')?;
            end = open;
        }
        if r.sign(end - 1) == ',' {
            return self.apposed(end - 1);
        }
        let mut start = self.segment_start(end);
        let first_person = matches!(r.rules.lexicon.word(r.word(end - 1)), "i" | "we");
        if first_person || r.is(end - 1, Tags::PRON) && !r.is(end - 1, Tags::DET | Tags::NOUN) {
            start = end - 1;
        } else if let Some(inner) = (start + 1..end)
            .rev()
            .find(|&i| r.is(i, Tags::DET) && !r.is(i, Tags::PREP))
        {
            // "the 40 the company reported": the subject is the last group
            if !r.is(inner - 1, Tags::PREP | Tags::CONJ) && !r.possessive(inner) && r.sign(inner) == '\0' {
                start = inner;
            }
        }
        let source = Source::read(r, start, end, None)?;
        Some((source, start))
    }

    /// "The mayor, Ann Lee, | said": the phrase before the commas, with the apposition between them.
    pub(super) fn apposed(&self, comma: usize) -> Option<(Source, usize)> {
        let r = self.r;
        let mut end = comma;
        let mut apposition = None;
        for _ in 0..4 {
            let start = (self.first..end)
                .rev()
                .find(|&i| matches!(r.sign(i), ',' | '"' | ';' | ':' | '—' | '–'))
                .map_or(self.first, |i| i + 1);
            let opens = r.at(start)?;
            let aside = opens.shape == Shape::Digits
                || opens.is(Tags::PREP | Tags::REL | Tags::SUBORD | Tags::VERB_PP | Tags::VERB_ING)
                    && !opens.is(Tags::SPEAKER)
                || opens.is(Tags::NUMBER);
            let outer = start > self.first && r.sign(start - 1) == ',';
            if (apposition.is_some() || !outer || !aside && start == self.first) && (start == self.first || !aside) {
                // what stands before the commas; an apposition that is a clause names nobody
                if apposition.is_none() && !outer {
                    return None;
                }
                if let Some(range) = apposition {
                    let from = self.segment_start_within(start, end);
                    let source = Source::read(r, from, end, range)?;
                    return source.speaks().then_some((source, from));
                }
            }
            if aside || apposition.is_none() {
                apposition = Some(if aside {
                    apposition.flatten()
                } else {
                    Some((start, end))
                });
            }
            if !outer {
                return None;
            }
            end = start - 1;
        }
        None
    }

    /// Where the clause segment that ends at `end` starts: after a comma, quote, conjunction or verb.
    pub(super) fn segment_start(&self, end: usize) -> usize {
        self.segment_start_within(self.first, end)
    }

    pub(super) fn segment_start_within(&self, first: usize, end: usize) -> usize {
        let r = self.r;
        let mut i = end;
        while i > first {
            let Some(t) = r.at(i - 1) else { break };
            if matches!(t.sign, ',' | '"' | ';' | ':' | '(' | ')' | '—' | '–' | '?' | '!')
                || t.sign == '-' && t.spaced
                || t.is(Tags::BE | Tags::MODAL) && t.shape == Shape::Lower && !t.is(Tags::NOUN)
                || r.word_is(i - 1, r.that) && i < end
                || t.is(Tags::REL | Tags::SUBORD)
                    && !t.is(Tags::PREP | Tags::DET | Tags::ADV)
                    && t.shape == Shape::Lower
                || t.is(Tags::CONJ)
                    && t.shape == Shape::Lower
                    && !(t.word == r.and
                        && r.is(i.wrapping_sub(2), Tags::NOUN | Tags::ADJ)
                        && !self.verb_in(first, i - 1))
                || finite_verb(t) && i < end && !r.is(i, Tags::PREP)
            {
                break;
            }
            i -= 1;
        }
        // "As police", "But the mayor": what joins clauses is no part of the phrase
        while i < end
            && r.at(i)
                .is_some_and(|t| t.is(Tags::CONJ | Tags::SUBORD) && !t.is(Tags::DET | Tags::PRON))
        {
            i += 1;
        }
        i
    }

    pub(super) fn verb_in(&self, first: usize, end: usize) -> bool {
        (first..end).any(|i| {
            self.r
                .at(i)
                .is_some_and(|t| finite_verb(t) || t.is(Tags::AUX) && t.shape == Shape::Lower)
        })
    }

    /// The subject of the sentence's first verb.
    pub(super) fn opening_subject(&self, end: usize) -> Option<Source> {
        let r = self.r;
        let stop = (self.first..end).find(|&i| {
            i > self.first
                && r.at(i).is_some_and(|t| {
                    matches!(t.sign, ',') || t.is(Tags::AUX) && t.shape == Shape::Lower || finite_verb(t)
                })
        })?;
        Source::read(r, self.first, stop, None)
    }

    /// A noun phrase that starts at `at`, and where it ends; an apposition after a comma is read too.
    pub(super) fn phrase_after(&self, at: usize) -> Option<(Source, usize)> {
        let r = self.r;
        if r.is(at, Tags::PREP | Tags::SUBORD) && !r.is(at, Tags::DET | Tags::NOUN) {
            return None;
        }
        let mut end = at;
        while end < self.end {
            let Some(t) = r.at(end) else { break };
            if end > at && t.is_capital() && !t.is(Tags::WEEKDAY) {
                end = name_end(r, end, self.end).max(end + 1);
                continue;
            }
            let stop = matches!(t.sign, ',' | '"' | ';' | ':' | '(' | ')' | '—' | '–' | '.' | '?' | '!')
                || t.sign == '-' && t.spaced
                || t.is(Tags::WEEKDAY)
                || end > at
                    && (t.is(Tags::AUX | Tags::REL) && t.shape == Shape::Lower
                        || t.is(Tags::CONJ) && t.word != r.and
                        || t.is(Tags::SUBORD) && !t.is(Tags::PREP)
                        || t.is(Tags::PRON) && !t.is(Tags::DET) && !r.is(end - 1, Tags::PREP)
                        || finite_verb(t)
                        || t.is(Tags::PREP) && r.is(end + 1, Tags::WEEKDAY | Tags::MONTH));
            if stop {
                break;
            }
            end += 1;
        }
        if end == at {
            return None;
        }
        let mut next = end;
        let mut apposition = None;
        if r.sign(end) == ',' {
            let close = (end + 1..self.end)
                .find(|&i| {
                    matches!(r.sign(i), ',' | '"' | ';' | ':' | '.' | '—' | '–' | '?')
                        || r.is(i, Tags::AUX | Tags::REL) && r.at(i).is_some_and(|t| t.shape == Shape::Lower)
                })
                .unwrap_or(self.end);
            let opens = r
                .at(end + 1)
                .is_some_and(|t| t.is_capital() || t.is(Tags::SPEAKER | Tags::TITLE | Tags::DET | Tags::ADJ));
            if opens
                && (end + 1..close)
                    .any(|i| r.is(i, Tags::SPEAKER | Tags::TITLE) || r.at(i).is_some_and(|t| t.is_capital()))
                && close < end + 14
            {
                apposition = Some((end + 1, close));
                if r.sign(close) == ',' || r.sign(close) == '.' {
                    next = close;
                }
            }
        }
        Source::read(r, at, end, apposition).map(|s| (s, next))
    }

    pub(super) fn phrase(&self, at: usize, end: usize) -> Option<Source> {
        let r = self.r;
        let comma = (at..end).find(|&i| r.sign(i) == ',');
        match comma {
            Some(c) => Source::read(r, at, c, Some((c + 1, end))),
            None => Source::read(r, at, end, None),
        }
    }

    /// The hearer of "told", and where the content starts.
    pub(super) fn hearer(&self, at: usize) -> (usize, Option<Source>) {
        let r = self.r;
        let stop = (at..self.end)
            .find(|&i| {
                let Some(t) = r.at(i) else { return true };
                matches!(t.sign, ',' | '"' | ';' | ':' | '.')
                    || i > at
                        && (r.word_is(i, r.that)
                            || t.is(Tags::DET | Tags::NUMBER | Tags::AUX | Tags::VAGUE | Tags::PREP)
                                && !r.is(i - 1, Tags::PREP)
                            || t.shape == Shape::Digits)
            })
            .unwrap_or(self.end);
        (stop, Source::read(r, at, stop, None))
    }

    pub(super) fn agency(&self, first: usize, end: usize) -> bool {
        let r = self.r;
        r.rules
            .reporting
            .agencies
            .find(|i| Some(r.word(first + i)).filter(|_| first + i < end))
            .is_some_and(|(len, ())| first + len == end)
    }
}

/// A past or third-person form that is no noun.
fn finite_verb(t: &Token) -> bool {
    t.shape == Shape::Lower && t.is(Tags::VERB_PAST | Tags::VERB_S) && !t.is(Tags::NOUN | Tags::ADJ | Tags::PREP)
}
