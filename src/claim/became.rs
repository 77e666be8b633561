//! What became of those a clause began with, and who did it: "were hurt and later died", "a gunman killed nine".

use super::chunk::{ChunkKind, Verb, Voice};
use super::clause::{Governor, Row};
use super::trigger::Hit;
use crate::rules::lexicon::Tags;
use crate::span::Span;

impl Row<'_> {
    /// "were injured and later died", "had been missing but were found alive", "were kidnapped and killed": what the
    /// clause that goes on says became of them.
    pub(super) fn ended(&self, k: usize, hit: Option<&Hit>) -> Option<Hit> {
        let measures = &self.source.rules.measures.all;
        let g = self.subject_of(k).filter(|g| g.adjacent)?;
        // past what hangs on the first verb
        let hangs = |j: &usize| match self.kind(*j) {
            Some(ChunkKind::Noun(n)) => n.quantity.is_none() && !n.pronoun,
            Some(ChunkKind::Verb(v)) => *j == g.at + 1 && v.voice == Voice::Gerund,
            Some(ChunkKind::Prep | ChunkKind::Other | ChunkKind::Adjective | ChunkKind::Label) => true,
            _ => false,
        };
        let mut at = (g.at + 1..self.chunks.len()).find(|j| !hangs(j))?;
        at += usize::from(matches!(self.kind(at), Some(ChunkKind::Comma)));
        if !matches!(self.kind(at), Some(ChunkKind::Conj)) || !matches!(self.word(at), "and" | "but") {
            return None;
        }
        let aside = |j: &usize| matches!(self.kind(*j), Some(ChunkKind::Other | ChunkKind::Adjective));
        let next = (at + 1..self.chunks.len()).find(|j| !aside(j))?;
        let finite = |v: &&Verb| !v.infinitive && !v.negated && v.voice != Voice::Gerund;
        let became = match self.verb(next).filter(finite) {
            Some(verb) => {
                let adjacent = true;
                self.said_of_subject(
                    &Governor {
                        at: next,
                        verb,
                        adjacent,
                    },
                    k,
                )
            }
            // a participle that is a group by itself: "the killed"
            None => {
                let bare = self.tokens(next).len() == 1 && self.tokens(next)[0].is(Tags::VERB_PP);
                (bare && g.verb.voice == Voice::Passive)
                    .then(|| self.group_at(next))
                    .flatten()
            }
        }?;
        let is = &measures[became.measure as usize];
        let dead = is.absent && is.befalls && became.by != "weak";
        // those who were missing and turned up
        let was = hit.map(|h| &measures[h.measure as usize]);
        let gone = was.is_some_and(|m| m.absent && !m.befalls);
        let find = |v: &Verb| self.source.rules.lexicon.word(v.lemma) == "find";
        let found = gone && !is.absent && (became.by == "adjective" || self.verb(next).is_some_and(find));
        // "remain missing and are presumed dead": missing still
        let presumed = self.verb(next).is_some_and(|v| v.voice == Voice::Passive && !find(v)) && gone;
        let dead = dead && !presumed;
        // "were stopped and taken into custody": the first verb told nothing
        let only = hit.is_none() && became.by == "verb";
        (hit.is_none_or(|h| h.measure != became.measure) && (dead || found || only)).then_some(became)
    }

    /// Who does to group `k` what the verb before it tells: "a gunman" of "a gunman killed nine".
    pub(super) fn actor(&self, k: usize) -> Option<Span> {
        let own = self.subject_of(k).is_some_and(|g| g.adjacent);
        let does = |g: &Governor| g.adjacent && !matches!(g.verb.voice, Voice::Passive | Voice::Copula);
        let g = self.object_of(k).filter(|g| !own && does(g))?;
        // "burst in and killed nine"
        let verb = self.first_verb(g.at);
        let before = (0..verb)
            .rev()
            .find(|&j| !matches!(self.kind(j), Some(ChunkKind::Other)))?;
        let subject = match self.kind(before)? {
            // "a driver who killed nine"
            ChunkKind::Rel => (0..before).rev().take(2).find(|&j| self.noun(j).is_some()),
            _ => (0..verb)
                .rev()
                .find(|&j| self.subject_of(j).is_some_and(|s| s.at == verb)),
        }?;
        let tokens = self.tokens(subject);
        Some(tokens.first()?.span.to(tokens.last()?.span))
    }
}
