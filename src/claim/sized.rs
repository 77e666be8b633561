//! Groups told by their size: "the gunmen numbered 12", "the crew, 14 in all".

use super::chunk::ChunkKind;
use super::clause::Row;
use super::trigger::Hit;

impl Row<'_> {
    /// "the gunmen numbered 12", "the gunmen, 12 in all, fled", "the gunmen, of whom there were 12": the group whose
    /// size a bare figure tells.
    pub(super) fn sized(&self, k: usize) -> Option<usize> {
        self.noun(k).filter(|n| n.head.is_none() && n.of.is_none())?;
        let group = |j: usize| {
            let named = self.noun(j).filter(|n| n.head.is_some() && n.quantity.is_none());
            named
                .filter(|n| n.plural || n.definite && !self.single_person(n))
                .map(|_| j)
        };
        let mark = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Open | ChunkKind::Dash));
        let before = (0..k)
            .rev()
            .find(|&j| !matches!(self.kind(j), Some(ChunkKind::Other)))?;
        if let Some(verb) = self.verb(before) {
            if self.source.rules.lexicon.word(verb.lemma) == "number" {
                return (0..before)
                    .find(|&j| self.subject_of(j).is_some_and(|g| g.at == before))
                    .and_then(group);
            }
            let whom = before
                .checked_sub(2)
                .filter(|&j| self.word(j) == "whom" && self.word(j + 1) == "there")?;
            let of = whom.checked_sub(1).filter(|&j| self.word(j) == "of")?;
            return of.checked_sub(2).filter(|_| mark(of - 1)).and_then(group);
        }
        let all = self.word(k + 1) == "in" && matches!(self.word(k + 2), "all" | "number" | "total");
        let mut at = before.checked_sub(1).filter(|_| all && mark(before))?;
        while at > 1 && matches!(self.kind(at - 1), Some(ChunkKind::Prep)) {
            at -= 2;
        }
        group(at)
    }

    /// What a group is by its name, of the figure that tells its size.
    pub(super) fn sized_hit(&self, k: usize) -> Option<Hit> {
        let group = self.sized(k)?;
        let noun = self.noun(group)?;
        // "passengers hit by the strike numbered 900": no more than who they are
        let bare = (group + 1..k).filter(|&j| self.verb(j).is_some()).count() < 2;
        let by_name = || self.weak_noun(group).or_else(|| self.agent(group, noun));
        let hit = self.strong_noun(group).or_else(|| bare.then(by_name).flatten())?;
        Some(Hit {
            counted: noun.counted.clone().or(hit.counted),
            ..hit
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::figures;

    #[test]
    fn a_group_is_as_many_as_it_numbers() {
        assert_eq!(figures("The gunmen numbered 12."), ["12 attackers/militants"]);
        assert_eq!(
            figures("The gunmen, of whom there were 14, were killed."),
            ["14 attackers/militants"]
        );
        assert_eq!(
            figures("The gunmen, 12 in all, came on foot."),
            ["12 attackers/militants"]
        );
        assert_eq!(
            figures("The passengers hit by the strike numbered 90."),
            ["90 passengers/passengers"]
        );
        assert_eq!(
            figures("Nine people died. There are now 14 of them.")[1..],
            ["14 killed/people"]
        );
    }
}
