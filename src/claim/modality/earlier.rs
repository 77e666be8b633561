//! What the grammar of time sets apart: another happening, an earlier year, what is so on other days.
//!
//! "Similar protests in Aldwick", "the clashes of the previous week", "a month before", "not quite 1995, when":
//! figures told of these are not of the report's own event.

use super::Scan;
use crate::rules::calendar::{TimeWord, Unit};
use crate::rules::lexicon::Tags;
use crate::rules::modality::{Kind, Reach};
use std::ops::Range;

/// Words between the comma that opens an aside and the time in it.
const ASIDE: usize = 8;

/// Words between "similar" and the happening it stands before.
const BETWEEN: usize = 2;

impl Scan<'_> {
    /// The words at `at` that tell of another happening or an earlier time: how many tokens they are.
    pub(super) fn another_time(&self, at: usize) -> Option<usize> {
        self.another(at).or_else(|| self.long_before(at))
    }

    /// What is told of the other happening or time that the words at `at` name.
    pub(super) fn told_then(&self, at: usize, len: usize) -> Range<usize> {
        let end = at + len;
        // "three weeks before the mayor shut two halls": what came after them is of the report's own time
        let before = self.rules.lexicon.word(self.tokens[end - 1].word) == "before";
        if before && self.verb_between(end, self.stop_relative(end)) {
            return self.clause_before(at)..end;
        }
        // "a week before the summit", "despite earlier protests, ...": no other time than the clause's own
        let named = before && self.is(end, Tags::DET | Tags::NOUN | Tags::ADJ);
        if named || self.sign(end) == ',' && self.aside(at) {
            return at..end;
        }
        // "the mayor, elected two years earlier, said"
        let comma = (at.saturating_sub(ASIDE)..at).rev().find(|&i| self.sign(i) == ',');
        if let Some(from) = comma.filter(|&i| self.sign(end) == ',' && self.verb_between(i + 1, at)) {
            return from..end;
        }
        self.reach(at, len, self.reach_here(at, len, Kind::Past, Reach::Clause))
    }

    /// A noun for what happens: "raid", "disaster".
    pub(super) fn happening(&self, at: usize) -> bool {
        let word = self.tokens.get(at).map(|t| t.word);
        self.is(at, Tags::EVENT) || word.is_some_and(|w| self.rules.modality.happening(w))
    }

    /// A preposition that tells why or after what stands before the words at `at`.
    fn aside(&self, at: usize) -> bool {
        let word = |i: usize| self.rules.lexicon.word(self.tokens[i].word);
        let before = (at.saturating_sub(2)..at).rev().find(|&i| !self.is(i, Tags::DET));
        before.is_some_and(|i| matches!(word(i), "after" | "despite" | "following" | "amid" | "given"))
    }

    /// "Similar action", "the previous storm": a happening told apart from the report's own.
    fn another(&self, at: usize) -> Option<usize> {
        if !self.rules.modality.other(self.tokens.get(at)?.word) {
            return None;
        }
        let happening = |i: usize| self.happening(i);
        let noun = (at + 1..self.tokens.len().min(at + 2 + BETWEEN))
            .take_while(|&i| self.sign(i) == '\0' && self.is(i, Tags::NOUN | Tags::ADJ | Tags::EVENT))
            .find(|&i| happening(i) && !self.is(i + 1, Tags::EVENT))?;
        Some(noun + 1 - at)
    }

    /// "Two years earlier", "a month before", "the previous week", "last winter".
    fn long_before(&self, at: usize) -> Option<usize> {
        let time = |at: usize| self.rules.calendar.of(self.tokens.get(at)?.word);
        let long = |t: &TimeWord, week: bool| match t.unit {
            Some(Unit::Month | Unit::Year | Unit::Decade) => true,
            Some(Unit::Week) => week,
            _ => t.season.is_some(),
        };
        let here = time(at)?;
        let next = time(at + 1);
        if here.which == Some(-1) {
            // "in the past year" lasts until today; last week may be the report's own
            let word = self.rules.lexicon.word(self.tokens[at].word);
            let before = word == "previous" || word == "preceding";
            let named = |t: &&TimeWord| before && t.weekday.is_some() || long(t, before);
            return next.filter(|t| word != "past" && named(t)).map(|_| 2);
        }
        let since = next.is_some_and(|t| t.shift == Some(-1) && long(here, true) || t.ago && long(here, false));
        since.then_some(2)
    }

    /// "usually draw 90,000": what follows the adverb is told of other days.
    pub(super) fn habit(&self, at: usize) -> bool {
        // "typically quiet Kell"
        self.rules.modality.habit(self.tokens[at].word) && !self.is(at + 1, Tags::ADJ)
    }

    /// "had expected 400,000", "had been feared": a guess that was overtaken.
    pub(super) fn outdated(&self, at: usize) -> bool {
        let had = |i: usize| self.rules.lexicon.word(self.tokens[i].word) == "had";
        let adverb = |i: usize| usize::from(self.is(i, Tags::ADV) && !self.is(i, Tags::NEG));
        let mut i = at;
        for _ in 0..2 {
            let Some(before) = i.checked_sub(1) else { return false };
            i = before - adverb(before).min(before);
            if had(i) {
                return self.is(at, Tags::VERB_PP);
            }
            if !self.is(i, Tags::BE) {
                return false;
            }
        }
        false
    }

    /// Where what a figure is held against begins, if only its figure and noun stand between there and `at`.
    pub(super) fn rival_right_before(&self, at: usize) -> Option<usize> {
        let rival = (at.saturating_sub(8)..at).rev().find(|&i| {
            let word = self.rules.lexicon.word(self.tokens[i].word);
            matches!(word, "against" | "versus" | "from" | "than")
        })?;
        let plain = (rival + 1..at).all(|i| !self.verb_between(i, i + 1) && !matches!(self.sign(i), ',' | ';' | ':'));
        (plain && self.figure_in(rival + 1, at) && self.figure_in(0, rival)).then_some(rival)
    }

    /// "1995, when two million marched": a clause of time at `at`.
    pub(super) fn tells_when(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| self.rules.lexicon.word(t.word) == "when")
    }
}
