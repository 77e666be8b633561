//! Cues: the verbs and expressions of report in a sentence, each with its source and content.

use super::Reader;
use super::quotes::Quote;
use super::source::{Source, name_end};
use crate::rules::lexicon::Tags;
use crate::rules::reporting::{Verb, Who};
use crate::text::{Sentence, Shape, Token};
use std::ops::Range;

/// One cue of a sentence.
#[derive(Debug)]
pub(super) struct Cue {
    /// Who speaks.
    pub source: Source,
    /// Who passes it on.
    pub via: Option<Source>,
    /// What is said, as token ranges.
    pub content: Vec<Range<usize>>,
    /// The content stands before the cue.
    pub back: bool,
    /// The source passes on what others say.
    pub relay: bool,
    /// The verb is in the present tense, as in a statement of one's own.
    pub present: bool,
}

impl Cue {
    fn new(source: Source, content: Vec<Range<usize>>, back: bool) -> Self {
        let relay = source.who.contains(Who::RELAY);
        Self {
            source,
            via: None,
            content,
            back,
            relay,
            present: false,
        }
    }
}

/// Finds the cues of a sentence, in text order.
pub(super) fn find(r: &Reader, sentence: &Sentence, quotes: &[Quote]) -> Vec<Cue> {
    let mut finder = Finder {
        r,
        first: after_dateline(r, sentence.first as usize, sentence.end as usize),
        end: sentence.end as usize,
        quotes,
        cues: Vec::new(),
        subject: None,
    };
    let mut at = finder.first;
    while at < finder.end {
        if r.is(at, Tags::REPORT) {
            at = finder.read(at).max(at + 1);
        } else {
            at += 1;
        }
    }
    finder.cues
}

/// Where the text starts after "PORT ANN, May 3 (Agency) - ".
fn after_dateline(r: &Reader, first: usize, end: usize) -> usize {
    if r.at(first).is_none_or(|t| t.shape != Shape::Upper) {
        return first;
    }
    (first + 1..end.min(first + 16))
        .find(|&i| {
            matches!(r.sign(i), '-' | '–' | '—')
                && (r.at(i).is_some_and(|t| t.spaced) || r.sign(i - 1) == '.')
                && r.at(i + 1).is_some_and(|t| t.spaced)
        })
        .map_or(first, |i| i + 1)
}

struct Finder<'a> {
    r: &'a Reader<'a>,
    first: usize,
    end: usize,
    quotes: &'a [Quote],
    cues: Vec<Cue>,
    /// The source of the verb before, for "..., but said".
    subject: Option<Source>,
}

impl Finder<'_> {
    /// Reads the cue at a token, if it is one; returns where to go on.
    fn read(&mut self, at: usize) -> usize {
        let r = self.r;
        if self.quotes.iter().any(|q| q.first <= at && at < q.end && q.full) {
            return at + 1;
        }
        if let Some((len, ())) = r
            .rules
            .reporting
            .before_source
            .find(|i| Some(r.word(at + i)).filter(|_| at + i < self.end))
        {
            return self.according(at, at + len);
        }
        let verb = r.rules.reporting.verb(r.word(at));
        let Some(token) = r.at(at) else { return at + 1 };
        if verb.is_empty() || !token.is(Tags::VERB) || token.shape == Shape::Capital && at > self.first {
            return at + 1;
        }
        if verb.contains(Verb::CITE) {
            return self.cite(at);
        }
        self.verb(at, verb)
    }

    /// "according to X": the sentence is X's, up to where the next clause has a source of its own.
    fn according(&mut self, cue: usize, at: usize) -> usize {
        let Some((source, next)) = self.phrase_after(at) else {
            return at;
        };
        let leads = cue <= self.first + 1;
        let range = if leads {
            next..self.end
        } else {
            self.clause_start(cue)..self.end
        };
        self.cues.push(Cue::new(source, vec![range], !leads));
        next
    }

    /// "X quoted Y as saying", "X reported, citing Y".
    fn cite(&mut self, at: usize) -> usize {
        let r = self.r;
        let Some(saying) = (at + 1..self.end.min(at + 40)).find(|&i| {
            r.word_is(i, r.as_)
                && r.rules.reporting.verb(r.word(i + 1)).contains(Verb::SAY)
                && r.is(i + 1, Tags::VERB_ING)
        }) else {
            if r.is(at, Tags::VERB_ING) {
                return self.citing(at);
            }
            return at + 1;
        };
        let passive = self.passive(at);
        let source = if passive {
            self.subject_before(at).map(|(s, _)| s)
        } else {
            self.phrase(at + 1, saying)
        };
        let Some(source) = source else { return at + 1 };
        let relay = if passive { None } else { self.subject_before(at) };
        let start = relay.as_ref().map_or(at, |(_, start)| *start);
        let content = if self.substance_before(start) {
            vec![self.first..start]
        } else {
            vec![saying + 2..self.end]
        };
        let mut cue = Cue::new(source.clone(), content, false);
        cue.via = relay.map(|(s, _)| s);
        self.subject = Some(source);
        self.cues.push(cue);
        saying + 2
    }

    /// "citing Y": what the agency before reports is Y's.
    fn citing(&mut self, at: usize) -> usize {
        let Some((source, next)) = self.phrase_after(at + 1) else {
            return at + 1;
        };
        if !source.speaks() || source.who.contains(Who::PAPER) {
            return at + 1;
        }
        let Some(outer) = self.cues.last_mut() else {
            return at + 1;
        };
        outer.via = Some(std::mem::replace(&mut outer.source, source));
        outer.relay = false;
        next
    }

    /// What was said up to here ends where a source behind it begins.
    fn trim(&mut self, start: usize) {
        for range in self.cues.iter_mut().filter(|c| !c.back).flat_map(|c| &mut c.content) {
            if range.start < start && start < range.end {
                range.end = start;
            }
        }
    }

    fn verb(&mut self, at: usize, verb: Verb) -> usize {
        let r = self.r;
        let token = r.tokens[at];
        if self.passive(at) || token.is(Tags::VERB_PP) && r.word_is(at + 1, r.by) {
            return self.by(at);
        }
        if token.is(Tags::VERB_ING) && !token.is(Tags::VERB_PAST) {
            return self.participle(at, verb);
        }
        if let Some(next) = self.inverted(at, verb) {
            return next;
        }
        let Some((source, start)) = self.subject_before(at) else {
            return at + 1;
        };
        let fits = if source.who.contains(Who::PAPER) {
            verb.intersects(Verb::SHOW | Verb::SAY | Verb::COUNT)
        } else if verb.intersects(Verb::COUNT | Verb::SHOW) && !verb.intersects(Verb::SAY | Verb::TELL) {
            source.speaks() && verb.contains(Verb::COUNT)
        } else {
            true
        };
        // a figure counted within what somebody says is that somebody's
        let nested = self
            .cues
            .iter()
            .any(|c| !c.back && c.content.iter().any(|r| r.contains(&at)));
        let mere = source.who.contains(Who::PAPER) || !verb.intersects(Verb::SAY | Verb::TELL | Verb::DENY);
        let speaks = source.speaks() || r.word_is(at + 1, r.that);
        if !fits || !speaks || nested && mere || !self.finite(at, &source) {
            return at + 1;
        }
        self.subject = Some(source.clone());
        let mut after = at + 1;
        let mut via = None;
        if verb.contains(Verb::TELL) {
            let (next, hearer) = self.hearer(after);
            after = next;
            via = hearer.filter(|h| {
                h.who.contains(Who::RELAY) && !h.who.intersects(Who::PERSON | Who::MANY)
                    || h.name.is_some_and(|(a, b)| self.agency(a, b))
            });
        }
        let before = self.substance_before(start);
        let right = self.substance_after(after, before);
        let mut cue = if right || !before {
            Cue::new(source, vec![after..self.end], false)
        } else {
            let rest = self.rest_after(after);
            self.trim(start);
            let from = self.back_to(start);
            Cue::new(
                source,
                if rest { vec![from..self.end] } else { vec![from..start] },
                true,
            )
        };
        if verb.contains(Verb::COUNT) && !verb.contains(Verb::SAY) && !right {
            return at + 1;
        }
        if cue.source.name.is_some_and(|(a, b)| self.agency(a, b)) {
            cue.relay = true;
        }
        cue.via = via;
        cue.present = right && token.is(Tags::VERB_S) && start == self.first;
        self.cues.push(cue);
        after
    }

    /// "the 47 acknowledged by the government", "was reported by the police".
    fn by(&mut self, at: usize) -> usize {
        let r = self.r;
        if !r.word_is(at + 1, r.by) {
            return at + 1;
        }
        let Some((source, next)) = self.phrase_after(at + 2) else {
            return at + 1;
        };
        if !source.speaks() {
            return at + 1;
        }
        let start = if self.passive(at) {
            self.clause_start(at)
        } else {
            (self.first.max(at.saturating_sub(7))..at)
                .rev()
                .find(|&i| r.is(i, Tags::DET) || matches!(r.sign(i), ',' | ';' | '"'))
                .unwrap_or(at.saturating_sub(3).max(self.first))
        };
        self.cues.push(Cue::new(source, vec![start..at], true));
        next
    }

    /// "..., adding that", "..., saying": the subject of the verb before.
    fn participle(&mut self, at: usize, verb: Verb) -> usize {
        let r = self.r;
        if !verb.intersects(Verb::SAY | Verb::TELL) {
            return at + 1;
        }
        let free = at == self.first || matches!(r.sign(at - 1), ',' | ';' | '—' | '–') || r.is(at - 1, Tags::CONJ);
        let source = if free {
            match &self.subject {
                Some(s) => Some(s.clone()),
                None => self.opening_subject(at),
            }
        } else {
            // "with X reporting two dead"
            self.subject_before(at).map(|(s, _)| s)
        };
        let Some(source) = source.filter(Source::speaks) else {
            return at + 1;
        };
        self.cues.push(Cue::new(source, vec![at + 1..self.end], false));
        at + 1
    }

    /// "..., said X, the mayor".
    fn inverted(&mut self, at: usize, verb: Verb) -> Option<usize> {
        let r = self.r;
        if !verb.intersects(Verb::SAY) || at == self.first {
            return None;
        }
        let sign = r.sign(at - 1);
        let quoted = sign == '"' || r.sign(at.wrapping_sub(2)) == '"' && sign == ',';
        if !matches!(sign, ',' | '"' | '?' | '!' | '—' | '–') {
            return None;
        }
        let (source, next) = self.phrase_after(at + 1)?;
        let ends = next >= self.end
            || matches!(r.sign(next), ',' | '.' | ';' | ':' | '"' | '(' | '—' | '–')
            || r.is(next, Tags::PREP | Tags::SUBORD | Tags::WEEKDAY | Tags::ADV | Tags::CONJ);
        if !source.speaks() && !quoted || !ends || source.pronoun.is_some() && !quoted {
            return None;
        }
        if !quoted && r.is(at + 1, Tags::NUMBER) {
            return None;
        }
        self.subject = Some(source.clone());
        let rest = self.rest_after(next);
        self.trim(at);
        let from = self.back_to(at);
        let content = if rest { vec![from..self.end] } else { vec![from..at] };
        let mut cue = Cue::new(source, content, true);
        if cue.source.name.is_some_and(|(a, b)| self.agency(a, b)) {
            cue.relay = true;
        }
        self.cues.push(cue);
        Some(next)
    }

    /// The subject that ends just before the verb `at` (adverbs and auxiliaries skipped), and where it starts.
    fn subject_before(&self, at: usize) -> Option<(Source, usize)> {
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
        if r.is(end - 1, Tags::PRON) && !r.is(end - 1, Tags::DET | Tags::NOUN) {
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
    fn apposed(&self, comma: usize) -> Option<(Source, usize)> {
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
            if apposition.is_some() || !outer || !aside && start == self.first {
                if start == self.first || !aside {
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
    fn segment_start(&self, end: usize) -> usize {
        self.segment_start_within(self.first, end)
    }

    fn segment_start_within(&self, first: usize, end: usize) -> usize {
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

    fn verb_in(&self, first: usize, end: usize) -> bool {
        (first..end).any(|i| {
            self.r
                .at(i)
                .is_some_and(|t| finite_verb(t) || t.is(Tags::AUX) && t.shape == Shape::Lower)
        })
    }

    /// The subject of the sentence's first verb.
    fn opening_subject(&self, end: usize) -> Option<Source> {
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
    fn phrase_after(&self, at: usize) -> Option<(Source, usize)> {
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

    fn phrase(&self, at: usize, end: usize) -> Option<Source> {
        let r = self.r;
        let comma = (at..end).find(|&i| r.sign(i) == ',');
        match comma {
            Some(c) => Source::read(r, at, c, Some((c + 1, end))),
            None => Source::read(r, at, end, None),
        }
    }

    /// The hearer of "told", and where the content starts.
    fn hearer(&self, at: usize) -> (usize, Option<Source>) {
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

    fn agency(&self, first: usize, end: usize) -> bool {
        let r = self.r;
        r.rules
            .reporting
            .agencies
            .find(|i| Some(r.word(first + i)).filter(|_| first + i < end))
            .is_some_and(|(len, ())| first + len == end)
    }

    /// Whether a form of be (not a perfect of another verb) stands before a participle.
    fn passive(&self, at: usize) -> bool {
        let r = self.r;
        if !r.is(at, Tags::VERB_PP) {
            return false;
        }
        let mut i = at;
        while i > self.first && r.is(i - 1, Tags::ADV | Tags::NEG) && !r.is(i - 1, Tags::BE) {
            i -= 1;
        }
        i > self.first && r.is(i - 1, Tags::BE)
    }

    /// Whether a form that may be a noun is a verb here, by what stands around it.
    fn finite(&self, at: usize, source: &Source) -> bool {
        let r = self.r;
        let t = &r.tokens[at];
        if t.is(Tags::VERB_PAST) {
            return true;
        }
        let helped = at > self.first && r.is(at - 1, Tags::MODAL | Tags::DO | Tags::HAVE);
        if helped {
            return true;
        }
        let many = source.who.contains(Who::MANY) || source.pronoun == Some(super::source::Pronoun::Many);
        if t.is(Tags::VERB_S) {
            // "media reports", "casualty figures": a plural noun after a plural or an adjective
            return !t.is(Tags::NOUN)
                || (source.name.is_some() || !many && source.speaks())
                    && !r.is(at - 1, Tags::ADJ | Tags::DET)
                    && !r.is(at + 1, Tags::VERB_PAST | Tags::AUX)
                    && !(r.is(at + 1, Tags::PREP) && !r.is(at + 1, Tags::BOUND));
        }
        if t.is(Tags::VERB_BASE) {
            return (many || source.name.is_some())
                && !(t.is(Tags::NOUN) && (r.is(at + 1, Tags::PREP) || r.is(at + 1, Tags::AUX)));
        }
        false
    }

    /// Whether what stands before the source can be the content.
    fn substance_before(&self, start: usize) -> bool {
        let r = self.r;
        if start <= self.first + 1 {
            return false;
        }
        let joined = matches!(r.sign(start - 1), ',' | '"' | '—' | '–' | '-' | '?' | '!')
            || r.is(start - 1, Tags::SUBORD) && r.sign(start.wrapping_sub(2)) == ',';
        if !joined {
            return false;
        }
        let before = self.first..start - 1;
        if before.clone().any(|i| r.sign(i) == '"') {
            return true;
        }
        let opens = r.at(self.first).is_some_and(|t| t.is(Tags::SUBORD) && !t.is(Tags::DET));
        let verbal = before.clone().any(|i| {
            r.at(i).is_some_and(|t| {
                t.is(Tags::AUX | Tags::VERB) && !(t.is(Tags::NOUN) && !t.is(Tags::VERB_PAST | Tags::TRIGGER))
            })
        });
        let counted = before
            .clone()
            .any(|i| r.at(i).is_some_and(|t| t.shape == Shape::Digits || t.is(Tags::NUMBER)));
        let lead = r.is(self.first, Tags::PREP | Tags::ADV)
            && before.len() < 8
            && !before.clone().any(|i| r.is(i, Tags::AUX | Tags::VERB_PAST));
        !lead && (verbal && !opens || counted || opens && before.clone().any(|i| r.sign(i) == ','))
    }

    /// Whether the content follows the verb.
    fn substance_after(&self, at: usize, before: bool) -> bool {
        let r = self.r;
        let mut i = at;
        while i < self.end {
            let Some(t) = r.at(i) else { return false };
            if r.word_is(i, r.that) {
                return true;
            }
            match t.sign {
                ':' => return !before,
                '"' => return !before || r.sign(self.first) != '"',
                ',' | '.' | ';' | '—' | '–' | ')' => {
                    // "said, in a statement, that"
                    return !before && i + 1 < self.end;
                }
                '\0' => {}
                _ => return !before,
            }
            let adverbial =
                t.is(Tags::PREP | Tags::ADV | Tags::WEEKDAY) && !t.is(Tags::BOUND) && !t.is(Tags::DET | Tags::NEG)
                    || r.is(i + 1, Tags::WEEKDAY);
            if !adverbial {
                return true;
            }
            if !before {
                return true;
            }
            // after content, an adverbial runs to the next comma or to "that"
            i = (i + 1..self.end)
                .find(|&k| matches!(r.sign(k), ',' | '.' | ';' | '—' | '–' | '"') || r.word_is(k, r.that))
                .unwrap_or(self.end);
        }
        false
    }

    /// Whether the sentence goes on with content after a cue that followed content.
    fn rest_after(&self, at: usize) -> bool {
        let r = self.r;
        let Some(comma) = (at..self.end).find(|&i| matches!(r.sign(i), ',' | ';' | '—' | '–' | '"' | ':')) else {
            return false;
        };
        comma + 2 < self.end
    }

    /// Where the clause that holds `at` starts: after a semicolon, or at the head of the sentence.
    fn clause_start(&self, at: usize) -> usize {
        (self.first..at)
            .rev()
            .find(|&i| self.r.sign(i) == ';')
            .map_or(self.first, |i| i + 1)
    }

    /// How far content before a cue reaches back: to the head of the sentence, or of the quote's first sentence.
    fn back_to(&self, start: usize) -> usize {
        self.quotes
            .iter()
            .find(|q| q.end < start && q.end + 3 >= start && q.first < self.first)
            .map_or_else(|| self.clause_start(start), |q| q.first)
    }
}

/// A past or third-person form that is no noun.
fn finite_verb(t: &Token) -> bool {
    t.shape == Shape::Lower && t.is(Tags::VERB_PAST | Tags::VERB_S) && !t.is(Tags::NOUN | Tags::ADJ | Tags::PREP)
}
