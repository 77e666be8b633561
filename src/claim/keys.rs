//! Keys and their values: "Injured: 23", "Villages affected: 7", "41 (male 16, female 18)".
//!
//! A key stands at the head of its sentence or after a semicolon, has no finite verb, and a colon
//! closes it. What it evokes is its figure's measure; else it names what is counted.

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::{Governor, Row};
use super::trigger::Hit;
use crate::rules::lexicon::Tags;
use crate::rules::measures::{NounSlot, Slot};
use compact_str::CompactString;

/// The longest key, in chunks.
const LONGEST: usize = 9;

/// A key that evokes nothing and names what its figure counts.
#[derive(Clone, Debug)]
pub(super) struct KeyThing {
    /// The key's words: "relief camps functioning".
    pub label: CompactString,
    /// What is counted: "camp".
    pub counted: CompactString,
}

impl Row<'_> {
    /// "Injured: 23", "Houses destroyed: 11".
    pub(super) fn key_hit(&self, k: usize) -> Option<Hit> {
        let colon = k.checked_sub(1)?;
        if !matches!(self.kind(colon), Some(ChunkKind::Colon)) {
            return None;
        }
        let mark = self.key_mark(colon)?;
        // "Animals slaughtered on infected premises: 30": what hangs on a preposition tells least
        let hangs = mark >= 3 && matches!(self.kind(mark - 2), Some(ChunkKind::Prep));
        let near = || mark.checked_sub(1).and_then(|key| self.key_at(key, k));
        let before = || {
            let all = || self.key_start(mark).map(|start| (start..mark - 2).rev());
            // "Deaths of patients with the infection": what befell a group before the group
            let befell = |hit: &Hit| self.source.rules.measures.all[hit.measure as usize].befalls;
            let told = all()?.filter_map(|key| self.key_at(key, k)).find(befell);
            told.or_else(|| all()?.find_map(|key| self.key_at(key, k)))
        };
        // "Without injury: 11"
        let opens = || {
            let prep = mark.checked_sub(2).filter(|&p| self.key_start(mark) == Some(p))?;
            self.adjunct_at(prep)
        };
        let hit = hangs
            .then(before)
            .flatten()
            .or_else(opens)
            .or_else(near)
            .or_else(|| self.key_at(self.key_opening(mark)?, k))
            .or_else(|| (self.key_start(mark)?..mark).rev().find_map(|key| self.key_at(key, k)))?;
        (self.object_of(k).is_none_or(|g| g.at < colon)).then_some(Hit { by: "key", ..hit })
    }

    /// "Dead 12, injured 40": keys right before their figures, in a line without a verb.
    pub(super) fn bare_key(&self, k: usize) -> Option<Hit> {
        self.noun(k).filter(|n| n.head.is_none() && n.of.is_none())?;
        let mark = |j: usize| {
            matches!(self.kind(j), None | Some(ChunkKind::Comma | ChunkKind::Colon))
                || matches!(self.kind(j), Some(ChunkKind::Other)) && self.tokens(j).iter().all(|t| !t.is_word())
        };
        let figure = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some() && n.head.is_none());
        let opens = |at: usize| at == 0 || mark(at - 1);
        // each figure of the line has its key, "total dead" or "dead", and there is more than one
        let keyed = |j: usize| {
            let before = |n: usize| j.checked_sub(n).filter(|&key| opens(key) && (key..j).all(|x| !mark(x)));
            // "total injured 40", "homes destroyed 27", but not "soldiers injured 40"
            let people = |c: &CompactString| self.source.rules.taxonomy.is_a(c, "people");
            let total = |key: &usize| {
                let thing = |n: &Noun| n.counted.as_ref().is_some_and(|c| n.plural && !people(c));
                self.noun(*key)
                    .is_none_or(|n| !n.definite && (self.levels(*key) || thing(n)))
            };
            let beside = before(1).or_else(|| before(2).filter(total)).is_some();
            mark(j + 1) && (beside || opens(j) && self.named_inside(j).is_some())
        };
        let several = (0..self.chunks.len()).filter(|&j| figure(j)).count() > 1;
        let all = several && (0..self.chunks.len()).filter(|&j| figure(j)).all(keyed);
        let finite = |j: usize| {
            self.verb(j)
                .is_some_and(|v| !matches!(v.voice, Voice::Bare | Voice::Gerund))
        };
        if !all || (0..self.chunks.len()).any(finite) {
            return None;
        }
        let beside = || self.key_at(k.checked_sub(1)?, k);
        let hit = self.named_inside(k).or_else(beside)?;
        Some(Hit { by: "key", ..hit })
    }

    /// "All were brought to safety: 37 by rope, 12 on foot", "Persons were taken off as follows: boats 109, the
    /// ferry 74": what the clause before the colon tells of its subject, of each figure behind it.
    pub(super) fn led_in_hit(&self, k: usize) -> Option<Hit> {
        let listed = |j: &usize| {
            matches!(
                self.kind(*j),
                Some(
                    ChunkKind::Noun(_)
                        | ChunkKind::Prep
                        | ChunkKind::Comma
                        | ChunkKind::Conj
                        | ChunkKind::Adjective
                        | ChunkKind::Other
                        | ChunkKind::Label
                )
            ) || self
                .verb(*j)
                .is_some_and(|v| v.voice == Voice::Gerund || !self.is_past_only(v) && *j > 0)
        };
        let colon = (0..k).rev().find(|j| self.is_mark(*j, ':') || !listed(j))?;
        if !self.is_mark(colon, ':') {
            return None;
        }
        let finite = |j: &usize| {
            let verb = self.verb(*j).filter(|v| !v.infinitive && v.voice != Voice::Gerund);
            verb.is_some_and(|v| self.source.rules.lexicon.word(v.lemma) != "follow")
        };
        let at = (0..colon).rev().find(finite)?;
        let subject = (0..at).rev().find(|&j| self.noun(j).is_some())?;
        let noun = self.noun(subject).filter(|n| n.quantity.is_none() && !n.single)?;
        let g = self.subject_of(subject).filter(|g| g.at == at && g.adjacent)?;
        // "the deaths were as follows: Kell 46, Vale 13"
        let follows = self.verb(at).is_some_and(|v| v.voice == Voice::Copula) && self.word(at + 1) == "as";
        let hit = self
            .subject_hit(&g, subject)
            .or_else(|| self.group_at(subject).filter(|_| follows))?;
        let rules = self.source.rules;
        let counts = rules.measures.all[hit.measure as usize].counts.is_some();
        counts.then(|| Hit {
            counted: noun.counted.clone().or(hit.counted),
            by: "clause",
            ..hit
        })
    }

    /// "As for the dead, ministers speak of 5,000": what the sentence says that it is about, of a figure without
    /// words of its own.
    pub(super) fn as_for_hit(&self, k: usize) -> Option<Hit> {
        let opens = self.opens(0) && self.word(0) == "as" && self.word(1) == "for";
        let group = self.noun(2).filter(|n| opens && k > 2 && n.quantity.is_none())?;
        let hit = self.group_at(2).or_else(|| self.modifier_hit(2))?;
        Some(Hit {
            counted: group.counted.clone().or(hit.counted),
            ..hit
        })
    }

    /// What a figure counts whose key evokes nothing: "Villages affected: 7".
    pub(super) fn key_thing(&self, k: usize) -> Option<KeyThing> {
        let colon = k.checked_sub(1).filter(|&c| self.is_mark(c, ':'))?;
        let start = self.key_start(colon)?;
        let at = (start..colon).find(|&j| self.noun(j).is_some())?;
        let head = self.token(self.noun(at)?.head?)?;
        let opens = self.tokens(start).first().is_some_and(|t| t.span == head.span);
        let many = self.noun(at)?.plural || head.is(Tags::PLURAL) && head.is(Tags::NOUN);
        if !many || head.is_capital() && !opens {
            return None;
        }
        // "Vehicles recovered as of 8 a.m.: 9": when they were is no part of what they are
        let timed = |&j: &usize| {
            matches!(self.kind(j), Some(ChunkKind::Prep))
                && (matches!(self.kind(j + 1), Some(ChunkKind::Label)) || self.is_time(j + 1))
        };
        let mut end = (at + 1..colon).find(timed).unwrap_or(colon);
        while end < colon && matches!(self.kind(end - 1), Some(ChunkKind::Prep)) {
            end -= 1;
        }
        let words = self.tokens(start).first()?.span.to(self.tokens(end - 1).last()?.span);
        Some(KeyThing {
            label: words.of(self.text).to_lowercase().into(),
            counted: self.named(at)?,
        })
    }

    /// What the sentence names before a bare figure of it: "Ambulances: we count nine", "Cars, the mayor says: 90", "of
    /// operations there were 40", "has counted the hydrants again: nine".
    pub(super) fn named_ahead(&self, k: usize) -> Option<KeyThing> {
        let many = |j: usize| {
            let noun = self
                .noun(j)
                .filter(|n| n.quantity.is_none() && n.plural && !n.pronoun)?;
            noun.head.map(|_| j)
        };
        let mark = |j: usize| matches!(self.kind(j), Some(ChunkKind::Colon));
        let speech = |from: usize| {
            let verb = self.noun(from).and_then(|_| self.verb(from + 1));
            let told =
                (from + 2..k).all(|j| mark(j) || matches!(self.kind(j), Some(ChunkKind::Quote | ChunkKind::Prep)));
            verb.is_some() && told
        };
        let aside = |j: &usize| {
            matches!(
                self.kind(*j),
                Some(ChunkKind::Label | ChunkKind::Other | ChunkKind::Quote)
            )
        };
        let first = (0..k).find(|j| !aside(j))?;
        let opening = || {
            let set_off = mark(first + 1) || matches!(self.kind(first + 1), Some(ChunkKind::Comma));
            many(first).filter(|_| set_off && speech(first + 2))
        };
        let of = || {
            let there = self.there(k) && self.word(first) == "of";
            (first + 1..k).take(2).filter(|_| there).find_map(many)
        };
        let counted = || {
            let colon = k.checked_sub(1).filter(|&c| self.is_mark(c, ':'))?;
            let verb = (0..colon).rev().take(4).find(|&j| self.verb(j).is_some())?;
            let lemma = self.verb(verb)?.lemma;
            let counts = self.source.rules.lexicon.word(lemma) == "count";
            let object = verb + 1;
            many(object).or_else(|| many(verb.checked_sub(1)?)).filter(|_| counts)
        };
        let at = opening().or_else(of).or_else(counted)?;
        if self.group_at(at).is_some() {
            return None;
        }
        Some(KeyThing {
            label: self.key_words(at)?.to_lowercase(),
            counted: self.named(at)?,
        })
    }

    /// The group stands right after the colon of a key: "Lima, Ana (independent): 281,660".
    pub(super) fn keyed_at(&self, k: usize) -> bool {
        let colon = k.checked_sub(1).filter(|&c| self.is_mark(c, ':'));
        colon.and_then(|c| self.key_start(c)).is_some()
    }

    /// First chunk of the key that the colon at `colon` closes.
    pub(super) fn key_start(&self, colon: usize) -> Option<usize> {
        let start = (0..colon).rev().find(|&j| self.is_mark(j, ';')).map_or(0, |j| j + 1);
        // "Persons were taken off as follows: ..."
        let announced = colon
            .checked_sub(1)
            .and_then(|j| self.tokens(j).last())
            .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "follows");
        let mut aside = false;
        let plain = |j: usize| {
            let kind = self.kind(j);
            aside = match kind {
                Some(ChunkKind::Open) => true,
                Some(ChunkKind::Close) => false,
                _ => aside,
            };
            aside
                || match kind {
                    Some(ChunkKind::Noun(n)) => n.quantity.is_none(),
                    Some(ChunkKind::Verb(v)) => announced || matches!(v.voice, Voice::Bare | Voice::Gerund),
                    Some(
                        ChunkKind::Prep
                        | ChunkKind::Subord
                        | ChunkKind::Adjective
                        | ChunkKind::Other
                        | ChunkKind::Comma
                        | ChunkKind::Conj
                        | ChunkKind::Close
                        | ChunkKind::Label,
                    ) => true,
                    _ => false,
                }
        };
        (start < colon && colon - start <= LONGEST && (start..colon).all(plain)).then_some(start)
    }

    /// The class of a figure in brackets behind another that follows its noun: the men of "41 (male 16, female 25)".
    pub(super) fn bracketed(&self, k: usize, noun: &Noun) -> Option<CompactString> {
        let q = self.source.quantities.get(noun.quantity? as usize)?;
        let closed = matches!(
            self.kind(k + 1),
            Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Close)
        );
        if noun.head.is_some_and(|h| h >= q.end) || noun.of.is_some() || !closed {
            return None;
        }
        let open = (0..k)
            .rev()
            .take(12)
            .find(|&j| matches!(self.kind(j), Some(ChunkKind::Open)))?;
        let whole = open.checked_sub(1).and_then(|j| self.noun(j))?;
        whole.quantity?;
        let from = (open..k)
            .rev()
            .find(|&j| matches!(self.kind(j), Some(ChunkKind::Open | ChunkKind::Comma | ChunkKind::Conj)))?
            + 1;
        let (first, end) = (self.chunks.get(from)?.first, q.first);
        (first..end).find_map(|at| {
            let known = self
                .source
                .rules
                .taxonomy
                .nouns
                .find(|i| Some(self.token(at + i as u32)?.word));
            known.map(|(_, c)| c.name.clone())
        })
    }

    /// Chunk `j` is this mark.
    pub(super) fn is_mark(&self, j: usize, sign: char) -> bool {
        matches!(self.kind(j), Some(ChunkKind::Colon)) && self.tokens(j).first().is_some_and(|t| t.sign == sign)
    }

    /// The key that the mark at `colon` closes, past what says where or by whom: "Wounded in hospital:",
    /// "Dead, according to police:".
    fn key_opening(&self, colon: usize) -> Option<usize> {
        let mut key = colon.checked_sub(1)?;
        while key > 0 {
            let prep = key
                .checked_sub(1)
                .filter(|&p| matches!(self.kind(p), Some(ChunkKind::Prep)));
            key = match self.kind(key)? {
                ChunkKind::Noun(n) if n.quantity.is_none() => prep?,
                ChunkKind::Prep | ChunkKind::Comma => key - 1,
                _ => break,
            };
            while matches!(self.kind(key), Some(ChunkKind::Prep | ChunkKind::Comma)) {
                key = key.checked_sub(1)?;
            }
        }
        (key + 1 < colon && self.opens(key)).then_some(key)
    }

    /// The colon of the key that an item after the mark at `at` stands under: of "hurt: 70 inmates; six
    /// wardens", both stand under "hurt". A semicolon alone makes no key.
    fn key_mark(&self, at: usize) -> Option<usize> {
        if !self.is_mark(at, ';') {
            return Some(at);
        }
        let mark = (0..at)
            .rev()
            .find(|&j| matches!(self.kind(j), Some(ChunkKind::Colon)) && !self.is_mark(j, ';'))?;
        let figure = self.noun(mark + 1).is_some_and(|n| n.quantity.is_some());
        (figure && self.opens(mark.checked_sub(1)?)).then_some(mark)
    }

    /// What the key at chunk `key` evokes for the figure `k`.
    fn key_at(&self, key: usize, k: usize) -> Option<Hit> {
        Some(match self.kind(key)? {
            ChunkKind::Noun(n) => {
                let hit = self
                    .strong_noun(key)
                    .or_else(|| {
                        self.noun_trigger(key)
                            .filter(|(_, t)| t.slot.counts() || t.slot == NounSlot::Value)
                            .and_then(|(at, t)| {
                                Some(Hit {
                                    measure: t.measure,
                                    counted: t.counted.clone(),
                                    by: "noun",
                                    word: self.token(at)?.word,
                                })
                            })
                    })
                    .or_else(|| self.modifier_hit(key))
                    .or_else(|| self.adjective_at(key))?;
                Hit {
                    counted: n.counted.clone().or(hit.counted),
                    ..hit
                }
            }
            ChunkKind::Verb(v) => {
                let g = Governor {
                    at: key,
                    verb: v,
                    adjacent: true,
                };
                // "Houses fully destroyed: 11"
                let named = (0..key)
                    .rev()
                    .find(|&n| !matches!(self.kind(n), Some(ChunkKind::Other | ChunkKind::Adjective)))
                    .filter(|&n| self.noun(n).is_some_and(|n| n.head.is_some()));
                let of = named.unwrap_or(k);
                Hit {
                    counted: named.and_then(|n| self.noun(n)?.counted.clone()),
                    ..self
                        .verb_hit(&g, Slot::Object, of)
                        .or_else(|| self.verb_hit(&g, Slot::Subject, of))
                        .or_else(|| self.adjective_at(key).filter(|_| v.voice == Voice::Gerund))?
                }
            }
            ChunkKind::Adjective | ChunkKind::Other => self.adjective_at(key)?,
            // "On board the coach: 47"
            ChunkKind::Prep => self.adjunct_at(key)?,
            _ => return None,
        })
    }
}
