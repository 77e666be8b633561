//! Source phrases: the noun phrase that names who speaks.

use super::Reader;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::reporting::Who;
use crate::text::{Shape, Token};
use compact_str::CompactString;

/// A pronoun as source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, she
    Person,
    /// it
    Body,
    /// they
    Many,
}

/// Who speaks, as a phrase of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    /// Tokens of a proper name.
    pub name: Option<(usize, usize)>,
    /// Tokens of the role phrase, without determiner.
    pub role: Option<(usize, usize)>,
    /// Head noun of the role, in the singular.
    pub head: WordId,
    /// What the head noun stands for.
    pub who: Who,
    /// Introduced by "the": somebody named before.
    pub definite: bool,
    /// A pronoun.
    pub pronoun: Option<Pronoun>,
    /// Words of office, singular, by which "the minister" finds this source again.
    pub offices: Vec<WordId>,
}

impl Source {
    /// Reads the phrase `first..end`, with an apposition behind it.
    pub(super) fn read(r: &Reader, first: usize, end: usize, apposition: Option<(usize, usize)>) -> Option<Self> {
        let mut first = first;
        while first < end && r.at(first).is_some_and(|t| t.sign != '\0') {
            first += 1;
        }
        if let Some(pronoun) =
            pronoun(r, first).filter(|_| end == first + 1 || !r.at(first + 1).is_some_and(Token::is_word))
        {
            return Some(Source {
                pronoun: Some(pronoun),
                ..Source::default()
            });
        }
        let mut source = Source::default();
        source.definite = r.the.iter().any(|&w| r.word_is(first, w));
        let mut at = first;
        // "one of the officials": the officials
        if r.word_is(at + 1, r.of) && at + 2 < end && !r.at(at)?.is(Tags::SPEAKER) {
            at += 2;
        }
        while at < end && skips(r, at, end) {
            at += 1;
        }
        let core = core_end(r, at, end);
        for i in at..core {
            if r.is(i, Tags::SPEAKER | Tags::TITLE) && !r.possessive(i + 1) {
                source.offices.push(r.rules.words.lemma(r.word(i)));
            }
        }
        let tail = tail_end(r, core, end);
        source.take_name(r, first, at, core);
        if let Some((from, to)) = apposition {
            let from = (from..to)
                .find(|&i| !skips(r, i, to) && r.sign(i) == '\0')
                .unwrap_or(to);
            let stop = core_end(r, from, to);
            let mut behind = Source::default();
            behind.take_name(r, usize::MAX, from, stop);
            for i in from..stop {
                if r.is(i, Tags::SPEAKER | Tags::TITLE) && !r.possessive(i + 1) {
                    source.offices.push(r.rules.words.lemma(r.word(i)));
                }
            }
            if source.name.is_none()
                && behind
                    .name
                    .is_some_and(|(a, _)| a == from || r.is(a - 1, Tags::TITLE | Tags::NOUN))
            {
                source.name = behind.name;
            }
        }
        let head = (at..core).rev().find(|&i| r.is(i, Tags::SPEAKER)).or_else(|| {
            (at..core)
                .rev()
                .find(|&i| r.at(i).is_some_and(|t| t.is(Tags::NOUN | Tags::COUNTED) && t.is_word()))
        });
        if let Some(head) = head {
            source.head = r.rules.words.lemma(r.word(head));
            source.who = r.rules.reporting.who(r.word(head));
            if r.is(head, Tags::PLURAL) {
                source.who |= Who::MANY;
            }
            source.role = Some((at, tail));
        }
        if source.name.is_none() && source.role.is_none() {
            return None;
        }
        Some(source)
    }

    /// Whether the phrase names somebody who can speak, not just any noun.
    pub(super) fn speaks(&self) -> bool {
        self.name.is_some() || self.pronoun.is_some() || !self.who.is_empty()
    }

    /// Takes the proper name that ends the noun group `at..core`.
    fn take_name(&mut self, r: &Reader, sentence_first: usize, at: usize, core: usize) {
        let mut i = at;
        let mut best = None;
        while i < core {
            if begins_name(r, i, i == sentence_first && i == at) {
                let stop = name_end(r, i, core);
                let next = r.at(stop);
                let more = stop < core
                    && next.is_some_and(|t| t.is(Tags::NOUN | Tags::ADJ) && t.shape == Shape::Lower)
                    && !passes_on(r, stop, core);
                if !r.possessive(stop) && !more {
                    best = Some((i, stop));
                }
                i = stop.max(i + 1);
            } else {
                i += 1;
            }
        }
        // a bare singular noun before a verb is a name: "Marsh said", but "Police said"
        let bare = best.is_none()
            && at == sentence_first
            && core == at + 1
            && r.at(at).is_some_and(|t| {
                t.shape == Shape::Capital
                    && t.is(Tags::NOUN)
                    && !t.is(Tags::PLURAL | Tags::SPEAKER | Tags::COUNTED | Tags::PRON | Tags::ADJ | Tags::NATION)
            });
        if bare {
            best = Some((at, core));
        }
        if let Some((from, to)) = best {
            // the office before a name is no part of it: "Interior Minister Ann Lee"
            let office = (from..to.saturating_sub(1))
                .rev()
                .find(|&i| r.is(i, Tags::TITLE | Tags::SPEAKER));
            let from = office.map_or(from, |i| i + 1);
            let from = (from..to)
                .find(|&i| !(r.is(i, Tags::NATION) && i + 1 < to) && r.sign(i) == '\0')
                .unwrap_or(from);
            let only_words = (from..to)
                .all(|i| r.is(i, Tags::SPEAKER | Tags::NATION) && r.at(i).is_some_and(|t| t.shape == Shape::Capital));
            if !only_words {
                self.name = Some((from, to));
            }
        }
    }
}

fn pronoun(r: &Reader, at: usize) -> Option<Pronoun> {
    let word = r.word(at);
    if word == WordId::UNKNOWN {
        None
    } else if r.he.contains(&word) {
        Some(Pronoun::Person)
    } else if word == r.it {
        Some(Pronoun::Body)
    } else if word == r.they {
        Some(Pronoun::Many)
    } else {
        None
    }
}

/// A word before the noun group proper.
fn skips(r: &Reader, at: usize, end: usize) -> bool {
    let next_noun = at + 1 < end;
    r.at(at).is_some_and(|t| {
        next_noun
            && (t.is(Tags::DET | Tags::CONJ | Tags::SUBORD)
                || t.is(Tags::ADV) && !t.is(Tags::ADJ | Tags::NOUN | Tags::SPEAKER)
                || matches!(t.sign, ',' | '-' | '–' | '—'))
            && !(t.is(Tags::NOUN) && t.is(Tags::SPEAKER))
    })
}

/// One past the noun group: up to the first preposition, comma, bracket or verb form that ends it.
fn core_end(r: &Reader, at: usize, end: usize) -> usize {
    (at..end)
        .find(|&i| {
            let Some(t) = r.at(i) else { return true };
            let lower = t.shape == Shape::Lower;
            matches!(t.sign, ',' | '(' | ';' | ':' | '"' | '—' | '–')
                || i > at
                    && lower
                    && (t.is(Tags::PREP) && !r.rules.reporting.particle(t.word)
                        || t.is(Tags::REL | Tags::SUBORD)
                        || t.is(Tags::VERB_PP | Tags::VERB_ING)
                            && !t.is(Tags::NOUN | Tags::ADJ | Tags::SPEAKER)
                            && r.is(i + 1, Tags::PREP))
        })
        .unwrap_or(end)
}

/// The noun group with the prepositional phrase that tells it from others: "a source at the hospital".
fn tail_end(r: &Reader, core: usize, end: usize) -> usize {
    if core < end && r.is(core, Tags::PREP) {
        (core + 1..end)
            .find(|&i| {
                matches!(r.sign(i), ',' | '(' | ';' | '"') || i > core + 1 && r.is(i, Tags::PREP) && !r.word_is(i, r.of)
            })
            .unwrap_or(end)
            .min(core + 8)
    } else {
        core
    }
}

/// "Interfax news agency": nouns after a name that only say that it passes on news.
fn passes_on(r: &Reader, from: usize, end: usize) -> bool {
    (from..end).all(|i| {
        r.rules.reporting.who(r.word(i)).contains(Who::RELAY)
            || r.word_is(i, r.news)
            || r.is(i, Tags::SPEAKER) && i > from
    }) && (from..end).any(|i| r.rules.reporting.who(r.word(i)).contains(Who::RELAY))
}

fn begins_name(r: &Reader, at: usize, opens_sentence: bool) -> bool {
    let Some(t) = r.at(at) else { return false };
    if !t.is_capital()
        || t.is(Tags::PRON) && t.shape == Shape::Capital
        || t.span.len() == 1 && !r.at(at + 1).is_some_and(|n| n.sign == '.')
    {
        return false;
    }
    let common = Tags::DET
        | Tags::PREP
        | Tags::CONJ
        | Tags::PRON
        | Tags::ADV
        | Tags::ADJ
        | Tags::NOUN
        | Tags::VERB
        | Tags::SUBORD
        | Tags::SPEAKER
        | Tags::COUNTED
        | Tags::NUMBER
        | Tags::VAGUE;
    // the first word of a sentence has its capital for nothing, unless the next has one too
    !(opens_sentence && t.is(common) && t.shape == Shape::Capital)
        || r.at(at + 1).is_some_and(|n| n.is_capital())
            && !t.is(Tags::DET | Tags::PREP | Tags::CONJ | Tags::NUMBER | Tags::VAGUE | Tags::SUBORD)
}

/// One past the name that starts at `at`.
pub(super) fn name_end(r: &Reader, at: usize, end: usize) -> usize {
    let mut i = at;
    while i < end {
        let Some(t) = r.at(i) else { break };
        let next_capital = |k: usize| i + k < end && r.at(i + k).is_some_and(Token::is_capital);
        if t.is_capital() {
            i += 1;
        } else if t.sign == '.' && i > at && r.at(i - 1).is_some_and(|p| p.is_capital() && (p.span.len() <= 4)) {
            i += 1;
        } else if t.sign == '-'
            && !t.spaced
            && i > at
            && r.at(i + 1).is_some_and(|n| n.is_word() && !n.spaced)
            && i + 1 < end
        {
            i += 2;
        } else if i > at
            && r.rules.reporting.particle(t.word)
            && (next_capital(1) || next_capital(2) && r.rules.reporting.particle(r.word(i + 1)))
        {
            i += 1;
        } else {
            break;
        }
    }
    // a full stop that ends the sentence is no initial's
    while i > at && r.sign(i - 1) == '.' && r.at(i - 2).is_none_or(|p| p.span.len() > 2) {
        i -= 1;
    }
    i
}

/// A name in capitals as a name is written: "DR NAJIB" is "Dr Najib".
pub(super) fn title_case(text: &str) -> CompactString {
    let mut out = CompactString::default();
    let mut inside = false;
    for c in text.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic();
    }
    out
}
