//! Single ones as figures: "a soldier was killed", "two schools, a market and 31 houses", "among them a nurse".
//!
//! One that is told of says nothing of how many there were: no larger figure contradicts it.

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::Row;
use super::frame::Draft;
use super::trigger::{Hit, formed_as_person};
use crate::quantity::{Decimal, Kind};
use crate::rules::lexicon::Tags;
use compact_str::CompactString;

/// Who is younger is a child.
const GROWN: u32 = 18;

impl Row<'_> {
    /// The draft of the single one at `k`: of what befell it, or of what the list that it stands in tells.
    pub(super) fn single(&self, k: usize, noun: &Noun, last: Option<&Draft>) -> Option<Draft> {
        let class = self.class_of_one(k, noun);
        if self.restated(k) || class.is_none() && !self.unknown_person(noun) {
            return None;
        }
        let counted = || class.clone().or_else(|| self.counted(k, noun, None));
        if self.told_as_member(k) {
            return None;
        }
        if self.part_cue(k) || self.included_after(k) {
            let mut d = self.draft(k, None, None, counted());
            (d.part, d.inherits) = (true, true);
            return self.of_person(&d).then_some(d);
        }
        if let Some(hit) = self.single_hit(k) {
            let told = class.is_some() || hit.by == "verb";
            return told.then(|| self.draft(k, None, Some(hit), counted()));
        }
        let last = last.filter(|last| self.listed_after(k, last))?;
        let mut d = self.draft(k, None, None, counted());
        let alike = self.of_person(&d) == last.counted.as_ref().is_none_or(|_| self.of_person(last));
        d.inherits = true;
        d.listed = last.listed;
        d.sibling = last.part || last.sibling;
        alike.then_some(d)
    }

    fn of_person(&self, d: &Draft) -> bool {
        let taxonomy = &self.source.rules.taxonomy;
        let known = d.counted.as_deref().filter(|c| taxonomy.knows(c));
        known.is_none_or(|c| taxonomy.is_a(c, "people"))
    }

    /// A person by the class of its noun.
    pub(super) fn single_person(&self, noun: &Noun) -> bool {
        !noun.plural
            && noun
                .counted
                .as_ref()
                .is_some_and(|c| self.source.rules.taxonomy.is_a(c, "people"))
    }

    /// The class of one: of its noun, of its nation ("a Dane"), or of its age ("a four-year-old").
    fn class_of_one(&self, k: usize, noun: &Noun) -> Option<CompactString> {
        if noun.plural || noun.counted.is_some() {
            return noun.counted.clone().filter(|_| !noun.plural);
        }
        match noun.head.and_then(|h| self.token(h)) {
            Some(head) => (head.is(Tags::NATION) && head.is_capital()).then(|| "people".into()),
            None => {
                let chunk = self.chunks.get(k)?;
                let age = (chunk.first..chunk.end).find_map(|t| {
                    let index = self.source.starts.get(t as usize)?.checked_sub(1)?;
                    let q = self.source.quantities.get(index as usize)?;
                    (q.kind == Kind::Age).then_some(q)
                })?;
                let young = age.interval.high.is_some_and(|years| years < Decimal::from(GROWN));
                Some(if young { "children" } else { "people" }.into())
            }
        }
    }

    /// An unknown noun that is formed as those of persons are: "a bricklayer".
    fn unknown_person(&self, noun: &Noun) -> bool {
        let head = noun.head.and_then(|h| self.token(h));
        !noun.plural
            && head.is_some_and(|t| {
                let known = self.source.rules.lexicon.tags(t.word).intersects(Tags::NOUN);
                !known && !t.is_capital() && formed_as_person(&t.span.of(self.text).to_lowercase())
            })
    }

    /// "A bystander, a boy of 15, was hit": the same person told again.
    fn restated(&self, k: usize) -> bool {
        let comma = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma));
        let told = |j: usize| self.noun(j).is_some_and(|n| !n.plural && !n.pronoun);
        let before = k >= 2 && comma(k - 1) && told(k - 2);
        let closing = (k + 1..self.chunks.len().min(k + 5)).find(|&j| comma(j));
        let plain =
            |j: usize| matches!(self.kind(j), Some(ChunkKind::Prep | ChunkKind::Label)) || self.noun(j).is_some();
        before && closing.is_some_and(|end| (k + 1..end).all(plain) && self.verb(end + 1).is_some())
    }

    /// "a soldier was killed": only what befalls the one itself, of measures that count single ones; or what its
    /// own name says that it does: "a gunman".
    fn single_hit(&self, k: usize) -> Option<Hit> {
        let rules = self.source.rules;
        let measures = &rules.measures.all;
        // "a fourth man has died": with him they are four, but not "a first-year student"
        let chunk = self.chunks.get(k)?;
        let ranked = (chunk.first..chunk.end).any(|at| {
            let joined = || self.token(at + 1).is_some_and(|t| t.sign == '-' && !t.spaced);
            self.token(at).is_some_and(|t| t.is(Tags::ORDINAL)) && !joined()
        });
        if ranked {
            return None;
        }
        // "a spokesman admitted"
        let said = |h: &Hit| h.by == "adjective" && rules.lexicon.tags(h.word).intersects(Tags::REPORT);
        let subject = || {
            let g = self.subject_of(k)?;
            // "when a tower collapsed": what the report is about, more often than one of many
            let people = |h: &Hit| measures[h.measure as usize].counts.as_deref() == Some("people");
            let fell = |h: &Hit| people(h) || g.verb.voice == Voice::Passive;
            self.subject_hit(&g, k).filter(fell)
        };
        let befell = self
            .adjacent_object(k)
            .or_else(|| self.post_hit(k).filter(|h| !said(h)))
            .or_else(subject)
            .or_else(|| self.relative_of(k).and_then(|g| self.subject_hit(&g, k)))
            .or_else(|| self.of_noun(k))
            .or_else(|| self.modifier_hit(k))
            .filter(|h| measures[h.measure as usize].singular);
        let acts = |h: &Hit| {
            let measure = &measures[h.measure as usize];
            !measure.agents.is_empty() && !measure.additive
        };
        befell.or_else(|| self.weak_noun(k).filter(acts))
    }

    /// "one of them a nurse": the one is the figure.
    fn told_as_member(&self, k: usize) -> bool {
        let Some(of) = self.chunks.get(k).and_then(|c| c.first.checked_sub(2)) else {
            return false;
        };
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let whole = matches!(word(of + 1), "them" | "whom" | "these" | "those");
        whole && word(of) == "of" && of > 0 && word(of - 1) == "one"
    }

    /// "a colleague included", "a guard among them".
    fn included_after(&self, k: usize) -> bool {
        let set_off = matches!(self.kind(k.wrapping_sub(1)), Some(ChunkKind::Comma));
        set_off && (self.word(k + 1) == "included" || self.word(k + 1) == "among" && self.word(k + 2) == "them")
    }

    /// It goes on with the list of the figure before: "nine cleaners, two clerks and a porter".
    fn listed_after(&self, k: usize, last: &Draft) -> bool {
        let Some(link) = k.checked_sub(1).filter(|&j| j > last.chunk) else { return false };
        let many = last.quantity.is_some_and(|q| {
            let q = self.source.quantities.get(q as usize);
            q.is_some_and(|q| q.kind == Kind::Count && q.unit.is_none() && q.interval.point() != Some(Decimal::ONE))
        });
        let linked = match self.kind(link) {
            Some(ChunkKind::Comma) => many,
            Some(ChunkKind::Conj) => self.word(link) == "and",
            _ => false,
        };
        let plain = |j: usize| match self.kind(j) {
            Some(ChunkKind::Prep | ChunkKind::Other | ChunkKind::Label | ChunkKind::Adjective) => true,
            Some(ChunkKind::Noun(n)) => n.quantity.is_none(),
            _ => j == link,
        };
        let told = last.hit.is_some() || last.inherits;
        let acts = || self.subject_of(k).is_some_and(|g| g.adjacent && g.verb.voice != Voice::Copula);
        told && linked && (last.chunk + 1..k).all(plain) && !acts()
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::figures;

    #[test]
    fn one_person_is_a_figure_unless_told_already() {
        assert_eq!(
            figures("A soldier was killed at the gate."),
            ["A soldier killed/soldiers"]
        );
        assert_eq!(
            figures("A bystander, a soldier of 25, was killed."),
            ["A bystander killed/people"]
        );
        assert_eq!(figures("One person, a soldier, was killed."), ["One killed/people"]);
    }
}
