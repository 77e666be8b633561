//! Figures of some who were found or spoken of, and perhaps not of all.
//!
//! "Officers found two men with wounds", "both men died later", "one was shot in the leg", "a man was
//! killed": a larger figure elsewhere contradicts none of them.

use super::chunk::{ChunkKind, Voice};
use super::clause::Row;
use crate::quantity::{Decimal, Quantity};
use crate::rules::lexicon::WordId;

/// So many are still spoken of one by one.
const FEW: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// So many somebody can come upon without having counted all.
const SOME: Decimal = Decimal::TEN;

impl Row<'_> {
    /// Whether the figure of noun group `k` tells of some only, as far as its words say.
    pub fn glimpse(&self, k: usize, quantity: Option<&Quantity>) -> bool {
        let most = |limit| quantity.is_none_or(|q| q.interval.high.is_some_and(|most| most <= limit));
        let seen = || self.came_upon(k) || self.noun(k).is_some_and(|n| n.additional);
        let one_by_one = || {
            self.known_before(k, quantity)
                || self.on_the_body(k)
                || self.beside_single(k)
                || quantity.is_some_and(|q| self.against_the_other(k, q))
        };
        quantity.is_none() || self.in_caskets(k) || most(SOME) && seen() || most(FEW) && one_by_one()
    }

    /// "There were nine coffins in the church": of the dead, those who lay in it.
    fn in_caskets(&self, k: usize) -> bool {
        let rules = self.source.rules;
        let head = self.noun(k).and_then(|n| self.token(n.head?));
        let lemma = |v: WordId| rules.lexicon.word(v);
        let there = self.object_of(k).is_some_and(|g| lemma(g.verb.lemma) == "be");
        let stand = self
            .subject_of(k)
            .is_some_and(|g| matches!(lemma(g.verb.lemma), "stand" | "lie"));
        (there || stand) && head.is_some_and(|t| rules.frames.caskets.contains(&t.word))
    }

    /// "two of her sisters, his wife and a guest": single persons told of beside the group are not among
    /// its number.
    fn beside_single(&self, k: usize) -> bool {
        let single = |j: usize| {
            self.noun(j)
                .is_some_and(|n| n.quantity.is_none() && !n.pronoun && self.single_person(n))
        };
        let links = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Conj));
        let after = (k + 1..self.chunks.len()).find(|&j| !links(j));
        let before = (0..k).rev().find(|&j| !links(j));
        after.is_some_and(|j| j > k + 1 && single(j) && !self.acts(j))
            || before.is_some_and(|j| j + 1 < k && single(j) && !self.acts(k))
    }

    /// A verb of its own follows the group.
    fn acts(&self, k: usize) -> bool {
        self.subject_of(k).is_some_and(|g| g.adjacent)
    }

    /// "One hurt a knee, the other her jaw": members told apart.
    fn against_the_other(&self, k: usize, q: &Quantity) -> bool {
        let is = |at: u32, word: &str| {
            self.token(at)
                .is_some_and(|t| t.span.of(self.text).eq_ignore_ascii_case(word))
        };
        let end = self.chunks.last().map_or(q.end, |c| c.end);
        q.interval.point() == Some(Decimal::ONE)
            && self.noun(k).is_some_and(|n| n.of.is_none())
            && (q.end..end).any(|at| is(at, "the") && is(at + 1, "other"))
    }

    /// "found four men with wounds": those whom somebody came upon.
    fn came_upon(&self, k: usize) -> bool {
        self.object_of(k).is_some_and(|g| {
            self.source.rules.frames.finding.contains(&g.verb.lemma)
                && g.adjacent
                && !matches!(g.verb.voice, Voice::Passive | Voice::Copula)
        })
    }

    /// "both men", "the two women": told of before.
    fn known_before(&self, k: usize, quantity: Option<&Quantity>) -> bool {
        let both = |q: &Quantity| {
            self.token(q.first)
                .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "both")
        };
        self.noun(k).is_some_and(|n| n.definite) || quantity.is_some_and(both)
    }

    /// "was shot in the leg": where on the body is told of one or the other, not of all.
    fn on_the_body(&self, k: usize) -> bool {
        let later = (k + 1..self.chunks.len()).take_while(|&j| match &self.chunks[j].kind {
            ChunkKind::Noun(n) => n.quantity.is_none(),
            ChunkKind::Conj | ChunkKind::Subord | ChunkKind::Rel | ChunkKind::Colon => false,
            _ => true,
        });
        later
            .filter(|&j| matches!(self.kind(j - 1), Some(ChunkKind::Prep)))
            .filter_map(|j| self.token(self.noun(j)?.head?))
            .any(|t| self.source.rules.frames.body.contains(&t.word))
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing;

    fn glimpse(text: &str) -> bool {
        testing::claims(text, None).first().expect("a claim").glimpse
    }

    #[test]
    fn some_are_not_all() {
        assert!(glimpse("Officers found four men with stab wounds."));
        assert!(!glimpse("Four men were found dead."));
        assert!(glimpse("The flood killed many, and 40 coffins stood in the church."));
        assert!(glimpse("Both men died in the night."));
        assert!(glimpse("The two women were killed outside."));
        assert!(!glimpse("The 40 women were killed outside."));
        assert!(glimpse("One man was shot in the leg."));
        assert!(!glimpse("One man was shot in the yard."));
        assert!(glimpse("A man was shot in the yard."));
        assert!(!glimpse("A man was shot dead in the yard and nine others were hurt."));
        assert!(glimpse("One was hurt badly and the other walked home."));
        assert!(glimpse("He killed two of his sisters, his brother and a guest."));
        assert!(!glimpse("He killed two of his sisters; a guest fled."));
    }
}
