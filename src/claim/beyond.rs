//! What is told of a group past its own words: behind the last of a list, in a later participle, or with what a
//! verb finds in between.

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use super::trigger::Hit;
use crate::rules::measures::{NounSlot, Slot};
use crate::text::Token;

impl Row<'_> {
    /// "left 19 rebels and two soldiers dead", "with two men and three women wounded": what is told behind the last of
    /// a list is told of all in it.
    pub(super) fn shared_state(&self, k: usize) -> Option<Hit> {
        let left = |v: &Verb| matches!(self.source.rules.lexicon.word(v.lemma), "leave" | "find");
        let led = self.preceded_by(k, "with") || k > 0 && self.verb(k - 1).is_some_and(left);
        let links = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Conj));
        let mut last = k;
        while led
            && links(last + 1)
            && self
                .noun(last + 2)
                .is_some_and(|n| n.quantity.is_some() || !n.plural && !n.pronoun)
        {
            last += 2;
        }
        if last == k {
            return None;
        }
        let group = || {
            self.noun_trigger(last)
                .is_some_and(|(_, t)| t.slot == NounSlot::Group && t.counted.is_none())
        };
        let hit = self
            .strong_noun(last)
            .filter(|_| group())
            .or_else(|| self.post_hit(last))?;
        let befalls = self.source.rules.measures.all[hit.measure as usize].befalls && hit.by != "adjunct";
        (befalls && self.admits(hit.measure, &[], k)).then_some(Hit { counted: None, ..hit })
    }

    /// "confirmed mpox in six travellers": what the verb finds stands between it and its "in".
    pub(super) fn found_in(&self, k: usize) -> Option<Hit> {
        let (at, found) = (k.checked_sub(3)?, k.checked_sub(2)?);
        let rules = self.source.rules;
        let verb = self
            .verb(at)
            .filter(|v| matches!(v.voice, Voice::Active | Voice::Bare))?;
        let thing = |n: &Noun| n.quantity.is_none() && n.counted.is_none() && !n.pronoun;
        self.noun(found).filter(|n| self.word(k - 1) == "in" && thing(n))?;
        let word = self.tokens(k - 1).first()?.word;
        let list = rules.measures.verbs.get(&verb.lemma)?;
        let t = list.iter().find(|t| {
            *t.particle == [word]
                && t.slot == Slot::Object
                && t.negated == verb.negated
                && !t.purpose
                && self.tells_of(&t.about)
                && self.admits(t.measure, &t.of, k)
        })?;
        Some(Hit {
            measure: t.measure,
            counted: None,
            by: "verb",
            word: verb.lemma,
        })
    }

    /// "identified three cases", "140 active cases in the camp": cases are cases, whatever was done to them and
    /// wherever they are.
    pub(super) fn of_cases(&self, k: usize, hit: &Hit) -> bool {
        let measure = &self.source.rules.measures.all[hit.measure as usize];
        let passing = measure.label.is_some() || hit.by == "adjunct" && !measure.lasting;
        let case = || {
            self.noun_trigger(k)
                .is_some_and(|(_, t)| t.weak && t.slot == NounSlot::Count)
        };
        passing && case() && self.weak_noun(k).is_some()
    }

    /// "were robbed, beaten and stabbed": a participle further on in the list that the one at `at` begins.
    pub(super) fn done_besides(&self, at: usize, k: usize) -> Option<Hit> {
        let mut next = at + 1;
        while matches!(self.kind(next), Some(ChunkKind::Comma | ChunkKind::Conj)) {
            while matches!(
                self.kind(next),
                Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Other)
            ) {
                next += 1;
            }
            let verb = self
                .verb(next)
                .filter(|v| v.voice == Voice::Bare && !self.is_past_only(v))?;
            let g = Governor {
                at: next,
                verb,
                adjacent: true,
            };
            if self.object_follows(next) {
                return None;
            }
            let all = &self.source.rules.measures.all;
            let befell = |h: &Hit| all[h.measure as usize].befalls;
            if let Some(hit) = self.verb_hit(&g, Slot::Object, k).filter(befell) {
                return Some(hit);
            }
            next += 1;
        }
        None
    }

    /// "killed 3 and burned ten more": more of those whom the verb before acts on, who are people.
    pub(super) fn more_of_people(&self, k: usize, last: &Token) -> bool {
        let all = &self.source.rules.measures.all;
        let deed = |v: &Verb| {
            let frames = self.source.rules.measures.verbs.get(&v.lemma);
            frames.is_some_and(|l| l.iter().any(|t| t.is_plain() && all[t.measure as usize].befalls))
        };
        self.source.rules.lexicon.word(last.word) == "more"
            && k > 3
            && matches!(self.kind(k - 2), Some(ChunkKind::Conj | ChunkKind::Comma))
            && self.noun(k - 3).is_some_and(|n| n.quantity.is_some())
            && self.verb(k - 4).is_some_and(deed)
    }
}
