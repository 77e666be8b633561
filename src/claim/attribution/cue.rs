//! Cues: the verbs and expressions of report in a sentence, each with its source and content.

use super::Reader;
use super::quotes::Quote;
use super::source::Source;
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
    /// The tokens of what is said.
    pub content: Range<usize>,
    /// The content stands before the cue.
    pub back: bool,
    /// The source passes on what others say.
    pub relay: bool,
    /// The verb is in the present tense, as in a statement of one's own.
    pub present: bool,
}

impl Cue {
    fn new(source: Source, content: Range<usize>, back: bool) -> Self {
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
    let told = |rest: &[Token]| rest.iter().position(|t| t.is(Tags::REPORT));
    while let Some(next) = r.tokens.get(at..finder.end).and_then(told) {
        at += next;
        at = finder.read(at).max(at + 1);
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

/// One sentence, and the cues found in it so far.
pub(super) struct Finder<'a> {
    pub(super) r: &'a Reader<'a>,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) quotes: &'a [Quote],
    pub(super) cues: Vec<Cue>,
    /// The source of the verb before, for "..., but said".
    pub(super) subject: Option<Source>,
}

impl Finder<'_> {
    /// Reads the cue at a token, if it is one; returns where to go on.
    fn read(&mut self, at: usize) -> usize {
        let r = self.r;
        let around = self.quotes.get(self.quotes.partition_point(|q| q.end <= at));
        if around.is_some_and(|q| q.first <= at && q.full) {
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
        let mut verb = r.rules.reporting.verb(r.word(at));
        if verb == Verb::GIVE {
            let number = self.names_number(at + 1);
            verb = if number { Verb::COUNT } else { Verb::empty() };
        }
        let Some(token) = r.at(at) else { return at + 1 };
        if verb.is_empty() || !token.is(Tags::VERB) || token.shape == Shape::Capital && at > self.first {
            return at + 1;
        }
        if self.closes_key(at) {
            return at + 1;
        }
        if at > self.first && r.possessive(at - 1) {
            return self.estimate_of(at);
        }
        if verb.contains(Verb::CITE) {
            return self.cite(at);
        }
        self.verb(at, verb)
    }

    /// "gives the number of dead as 12": a noun for a figure follows.
    fn names_number(&self, from: usize) -> bool {
        let r = self.r;
        let noun = (from..self.end).find(|&i| !r.is(i, Tags::DET | Tags::ADJ));
        noun.is_some_and(|i| {
            let word = r.word(i);
            r.rules.frames.value_nouns.contains(&word) || r.rules.measures.cues.contains_key(&word)
        })
    }

    /// "Deaths confirmed: 41.": a participle of the key of a bare figure, and no verb.
    fn closes_key(&self, at: usize) -> bool {
        let r = self.r;
        let figure = r.sign(at + 1) == ':'
            && r.is(at, Tags::VERB_PP)
            && r.at(at + 2)
                .is_some_and(|t| t.is(Tags::NUMBER) || t.shape == Shape::Digits);
        figure
            && r.at(at + 3).is_none_or(|t| !t.is_word())
            && !(self.first..at).any(|i| r.is(i, Tags::DET | Tags::PRON))
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
        self.cues.push(Cue::new(source, range, !leads));
        next
    }

    /// "by the union's estimate": a noun with its owner, whose figure the clause tells.
    fn estimate_of(&mut self, at: usize) -> usize {
        let r = self.r;
        let owner = (self.first..at - 1).rev().take(8).find(|&i| r.is(i, Tags::PREP));
        let by = owner.filter(|&i| r.rules.lexicon.word(r.word(i)) == "by");
        if let Some(by) = by
            && let Some(source) = self.phrase(by + 1, at - 1)
        {
            let content = if by > self.first {
                self.clause_start(by)..by
            } else {
                at + 1..self.end
            };
            self.cues.push(Cue::new(source, content, by > self.first));
        }
        at + 1
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
            self.first..start
        } else {
            saying + 2..self.end
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
        for range in self.cues.iter_mut().filter(|c| !c.back).map(|c| &mut c.content) {
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
        let within = |c: &Cue| !c.back && c.content.contains(&at) && !self.parted(c.content.start, start);
        let nested = self.cues.iter().any(within);
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
            Cue::new(source, after..self.end, false)
        } else {
            let rest = self.rest_after(after);
            self.trim(start);
            let from = self.back_to(start);
            Cue::new(source, if rest { from..self.end } else { from..start }, true)
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

    /// A semicolon lies between: what follows it is said beside what stands before.
    fn parted(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| self.r.sign(i) == ';')
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
        self.cues.push(Cue::new(source, start..at, true));
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
        self.cues.push(Cue::new(source, at + 1..self.end, false));
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
        let content = if rest { from..self.end } else { from..at };
        let mut cue = Cue::new(source, content, true);
        if cue.source.name.is_some_and(|(a, b)| self.agency(a, b)) {
            cue.relay = true;
        }
        self.cues.push(cue);
        Some(next)
    }
}
