//! Whether those who did it are among the counted: "12 dead, including the gunman", "killed 11 and then himself".
//!
//! Reports of one attack count its dead with the attackers or without; the two counts differ and
//! both are true.

use super::chunk::{ChunkKind, Voice};
use super::clause::{Governor, Row};
use crate::rules::lexicon::Tags;
use crate::rules::measures::Slot;

impl Row<'_> {
    /// Whether the figure of noun group `k` counts the attackers in; `None` where the words do not say.
    pub fn doers(&self, k: usize) -> Option<bool> {
        if self.counts_doer(k) {
            return Some(true);
        }
        let active = self
            .object_of(k)
            .filter(|g| !matches!(g.verb.voice, Voice::Passive | Voice::Copula));
        // a gunman who "leaves six dead" may be one of them
        let kills = |g: &Governor| {
            let list = self.source.rules.measures.verbs.get(&g.verb.lemma);
            list.is_some_and(|l| l.iter().any(|t| t.slot == Slot::Object && t.with.is_empty()))
        };
        let by_doer = active
            .filter(kills)
            .is_some_and(|g| (g.at.saturating_sub(2)..g.at).any(|j| self.is_doer(j)));
        (by_doer || self.then_himself(k)).then_some(false)
    }

    /// "including the gunman", "among them the two attackers".
    fn counts_doer(&self, k: usize) -> bool {
        let mut at = k + 1;
        while at < self.chunks.len().min(k + 9) {
            match &self.chunks[at].kind {
                ChunkKind::Noun(n) if self.part_cue(at) => {
                    return n.quantity.is_none() && self.is_doer(at);
                }
                ChunkKind::Noun(n) if n.quantity.is_some() => return false,
                ChunkKind::Subord | ChunkKind::Colon => return false,
                _ => at += 1,
            }
        }
        false
    }

    /// "before killing himself", "and then herself": the attacker's own death apart from the others.
    fn then_himself(&self, k: usize) -> bool {
        let rules = self.source.rules;
        (k + 1..self.chunks.len()).any(|j| {
            let own = |t: &crate::text::Token| rules.frames.reflexives.contains(&t.word);
            self.tokens(j).iter().any(own)
        })
    }

    /// Whether noun group `j` names whoever did it.
    fn is_doer(&self, j: usize) -> bool {
        self.noun(j).is_some_and(|n| n.quantity.is_none())
            && self
                .tokens(j)
                .iter()
                .any(|t| self.source.rules.frames.doers.contains(&t.word) && !t.is(Tags::VERB_PP))
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing;

    fn doers(text: &str) -> Option<bool> {
        testing::claims(text, None).first().expect("a claim").doers
    }

    #[test]
    fn with_and_without_the_attacker() {
        assert_eq!(doers("Six people are dead, including the gunman."), Some(true));
        assert_eq!(doers("Six people are dead, including a bystander."), None);
        assert_eq!(doers("The gunman killed six people in a bank."), Some(false));
        assert_eq!(doers("He shot six people before killing himself."), Some(false));
        assert_eq!(doers("A gunman left six people dead."), None);
        assert_eq!(doers("Six people were killed in a bank."), None);
    }
}
