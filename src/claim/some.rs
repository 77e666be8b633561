//! Figures of some of a group, and of no whole: "four of those in hospital", "three Belgians", "no visitor".

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::Row;
use super::trigger::Hit;
use crate::quantity::Decimal;
use crate::rules::lexicon::Tags;
use crate::text::Token;

impl Row<'_> {
    /// A group of those already counted, not told apart by what they are: "four of those in hospital".
    pub fn partial(&self, k: usize, measure: &str) -> bool {
        let Some(noun) = self.noun(k) else { return false };
        if self.sorted(k, noun) || self.broken_down(k) {
            return true;
        }
        // "three of the dead were residents": what anybody may be tells them from no one
        if self.predicate_class(k).is_some_and(|class| class != "people") {
            return false;
        }
        // "Of those who lay in the ward, nine are dead"
        let of_those = || {
            noun.head.is_none()
                && self.opens(0)
                && self.word(0) == "of"
                && matches!(self.word(1), "those" | "these" | "them")
                && (2..k).all(|j| self.noun(j).is_none_or(|n| n.quantity.is_none()))
        };
        if of_those() {
            return true;
        }
        // "Of the four people hit, police said, three were bystanders"
        let of_so_many = || {
            let group = self.noun(1).filter(|n| n.definite && n.quantity.is_some());
            let led = noun.head.is_none() && self.opens(0) && self.word(0) == "of" && k > 1 && group.is_some();
            let befell = || self.post_hit(1).or_else(|| self.group_at(1));
            led && befell().is_some_and(|h| self.source.rules.measures.all[h.measure as usize].name == measure)
        };
        if of_so_many() {
            return true;
        }
        // "Of one family, all but two were saved"
        let of_band = || {
            let collectives = &self.source.rules.frames.collectives;
            let named = |n: &Noun| {
                !n.plural
                    && n.head
                        .and_then(|h| self.token(h))
                        .is_some_and(|t| collectives.contains(&t.word))
            };
            noun.head.is_none() && self.opens(0) && self.word(0) == "of" && k > 2 && self.noun(1).is_some_and(named)
        };
        if of_band() {
            return true;
        }
        let fronted = noun.head.is_none()
            && self
                .fronted(noun)
                .is_some_and(|h| self.source.rules.measures.all[h.measure as usize].name == measure);
        // "among those who died were nine doctors and nurses"
        let among = || {
            // "three were among the 14 who were freed"
            let one_of = self
                .subject_of(k)
                .is_some_and(|g| g.adjacent && self.word(g.at + 1) == "among");
            if one_of && noun.head.is_none() {
                return true;
            }
            let mixed = matches!(self.kind(k + 1), Some(ChunkKind::Conj)) && self.noun(k + 2).is_some();
            let own = !mixed && noun.counted.as_deref().is_some_and(|c| c != "people");
            !own && self.opens(0) && self.word(0) == "among" && self.object_of(k).is_some_and(|g| g.adjacent)
        };
        // "the other three cars pulled over": what is left of those told of
        let rest = || {
            let other = |t: &Token| self.source.rules.lexicon.word(t.word) == "other";
            let lead = k.checked_sub(1).map_or(&[][..], |j| self.tokens(j));
            measure == "other" && noun.definite && self.tokens(k).iter().chain(lead).any(other)
        };
        if fronted || self.own_deed(k) || among() || rest() {
            return true;
        }
        // "no visitor was infected": of anybody else it tells nothing
        let nobody = noun.quantity.and_then(|q| self.source.quantities.get(q as usize));
        let one_sort = || {
            let head = noun.head.and_then(|h| self.token(h));
            let lemma = head.map_or("", |t| {
                self.source.rules.lexicon.word(self.source.rules.words.lemma(t.word))
            });
            noun.counted.as_deref() == Some("people")
                && !matches!(lemma, "person" | "people" | "body" | "victim" | "other")
        };
        if nobody.is_some_and(|q| q.interval.point() == Some(Decimal::ZERO))
            && (noun.head.is_some() && one_sort() || self.elsewhere(k))
        {
            return true;
        }
        let Some(of) = noun.of else { return false };
        // "all fourteen of her goats": one person's own
        let owner = self.token(of).map_or("", |t| self.source.rules.lexicon.word(t.word));
        if matches!(owner, "my" | "her" | "his") {
            return true;
        }
        // "twenty thousand of us marched": all who did
        if owner == "us" {
            return false;
        }
        let whole = self
            .noun_trigger(k)
            .map(|(_, t)| t.measure)
            .or_else(|| self.post_adjunct(k).map(|h| h.measure))
            .or_else(|| self.modifier_hit(k).map(|h| h.measure));
        // "not one of them died": nobody at all
        let none = nobody.is_some_and(|q| q.interval.point() == Some(Decimal::ZERO));
        noun.pronoun && !none || whole.is_some_and(|m| self.source.rules.measures.all[m as usize].name == measure)
    }

    /// "Nobody was killed off campus", "no one died outside the hall": where the event was not.
    fn elsewhere(&self, k: usize) -> bool {
        let verb = self.subject_of(k).map_or(k, |g| g.at);
        matches!(self.word(verb + 1), "off" | "outside" | "beyond" | "elsewhere")
    }

    /// "The rescued, 12 women and nine men, are well": what a group by itself consists of.
    fn broken_down(&self, k: usize) -> bool {
        let counted = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some());
        let joined = |j: usize| matches!(self.kind(j), Some(ChunkKind::Conj));
        let first = if joined(k + 1) && counted(k + 2) {
            k
        } else if k >= 2 && joined(k - 1) && counted(k - 2) {
            k - 2
        } else {
            return false;
        };
        let group = |j: usize| {
            self.noun(j)
                .is_some_and(|n| n.definite && n.plural && n.quantity.is_none())
        };
        first >= 2
            && matches!(self.kind(first - 1), Some(ChunkKind::Comma))
            && group(first - 2)
            && matches!(self.kind(first + 3), Some(ChunkKind::Comma))
    }

    /// "Three Belgians", "four were Slovak citizens", "nine were under 18": those of one nation or age.
    fn sorted(&self, k: usize, noun: &Noun) -> bool {
        if noun
            .head
            .and_then(|h| self.token(h))
            .is_some_and(|t| t.is(Tags::NATION))
        {
            return true;
        }
        let copula = self.verb(k + 1).is_some_and(|v| v.voice == Voice::Copula && !v.negated);
        // "all four were over seventy"
        let all = self.word(k) == "all";
        if !copula || all || noun.head.is_some() && noun.of.is_none() {
            return false;
        }
        let mut j = k + 2;
        while matches!(self.kind(j), Some(ChunkKind::Other)) {
            j += 1;
        }
        let aged = matches!(self.word(j), "under" | "over" | "aged" | "below" | "above")
            && matches!(self.kind(j + 1), Some(ChunkKind::Label));
        aged || self.noun(j).is_some_and(|n| n.quantity.is_none()) && self.tokens(j).iter().any(|t| t.is(Tags::NATION))
    }

    /// "I have buried five", "a reporter saw five": what one person did or saw is no count of all.
    fn own_deed(&self, k: usize) -> bool {
        let Some(g) = self.object_of(k) else { return false };
        // "in our hospital I saw 20": of those there were
        let saw = self.source.rules.lexicon.word(g.verb.lemma) == "see";
        let fronted =
            g.at.checked_sub(3)
                .is_some_and(|j| matches!(self.kind(j), Some(ChunkKind::Prep)));
        if fronted && saw {
            return false;
        }
        let teller = |n: &Noun| {
            let head = n.head.and_then(|h| self.token(h));
            !n.plural && head.is_some_and(|t| t.is(Tags::SPEAKER) && !t.is(Tags::PLURAL))
        };
        let one = |j: usize| {
            self.noun(j)
                .map(|n| n.pronoun && self.word(j) == "i" || saw && teller(n))
        };
        (0..g.at).rev().take(3).find_map(one).unwrap_or(false)
    }

    /// "Of the injured, five are minors": the measure of the group that the sentence opens with.
    pub(super) fn fronted(&self, noun: &Noun) -> Option<Hit> {
        let of = (0..self.chunks.len().min(3))
            .find(|&j| self.word(j) == "of" && matches!(self.kind(j), Some(ChunkKind::Prep)))
            .filter(|&j| self.opens(j))?;
        (noun.head.is_none()).then(|| self.group_at(of + 1)).flatten()
    }
}
