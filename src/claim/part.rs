//! What part of a total a figure is limited to, where another figure of its report is that total.
//!
//! "Nine people were killed, four women among them": four is no count of all the dead. Whoever reads
//! claims one by one has to be told so, and is by the scope: the class that the part is of.

use super::{Claim, Modality};
use crate::quantity::Decimal;
use crate::rules::Rules;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// What a part is called whose class is that of the whole.
const SOME: &str = "some";

/// The largest figure of each sort in a report that is limited to no part of the event: by what it
/// measures, then by what it counts.
#[derive(Debug, Default)]
pub struct Wholes(FxHashMap<Sort, FxHashMap<CompactString, Decimal>>);

/// Measure, label, and whether it is about the past.
type Sort = (CompactString, Option<CompactString>, bool);

fn sort(claim: &Claim) -> Sort {
    let past = claim.modality == Modality::Background;
    (claim.measure.clone(), claim.label.clone(), past)
}

impl Wholes {
    /// Those of a report.
    pub fn of(claims: &[Claim]) -> Self {
        let mut all = Self::default();
        for claim in claims.iter().filter(|c| c.unit.is_none() && c.scope.is_none()) {
            let Some(reach) = reach(claim) else { continue };
            let most = all
                .0
                .entry(sort(claim))
                .or_default()
                .entry(claim.counted.clone())
                .or_insert(reach);
            *most = reach.max(*most);
        }
        all
    }

    /// The part of a total that the claim at `index` of the report is limited to, if it is.
    pub fn limit<'a>(&self, claims: &'a [Claim], index: usize, rules: &Rules) -> Option<&'a str> {
        let claim = claims.get(index)?;
        let counts = rules.measures.get(&claim.measure).is_some_and(|m| m.additive);
        if claim.scope.is_some() || claim.unit.is_some() || !counts {
            return None;
        }
        let most = reach(claim)?;
        let larger = |all: Decimal| all > most;
        let anywhere = self.0.get(&sort(claim)).is_some_and(|of_sort| {
            let mut others = of_sort.iter().filter(|(_, all)| larger(**all));
            others.any(|(wide, _)| part(claim, wide, false, rules))
        });
        let told = claim.part_of.as_ref().map(|p| p.whole as usize);
        // claims are in text order
        let (before, after) = (claims.get(..index)?.iter().rev(), claims.get(index + 1..)?.iter());
        let together = |c: &&Claim| c.sentence == claim.sentence;
        let beside = before.take_while(together).chain(after.take_while(together));
        let whole = anywhere
            || beside.chain(told.and_then(|t| claims.get(t))).any(|other| {
                let here = other.sentence == claim.sentence;
                let named = told.and_then(|t| claims.get(t)).is_some_and(|t| std::ptr::eq(t, other));
                sort(other) == sort(claim)
                    && other.unit.is_none()
                    && (other.scope.is_none() || here)
                    && reach(other).is_some_and(larger)
                    && (named || part(claim, &other.counted, here, rules))
            });
        let people = claim.counted == "people" || claim.counted.is_empty();
        whole.then(|| if people { SOME } else { claim.counted.as_str() })
    }
}

/// Whether the words make a claim a part of a larger one that counts `wide`, in one sentence or not.
fn part(claim: &Claim, wide: &str, together: bool, rules: &Rules) -> bool {
    let narrow = claim.counted.as_str();
    let taxonomy = &rules.taxonomy;
    let within = narrow != wide && taxonomy.is_a(narrow, wide);
    let related = narrow == wide || within || taxonomy.is_a(wide, narrow);
    related && (claim.partial || claim.glimpse) || within && (together || !taxonomy.stands_for(narrow, wide))
}

fn reach(claim: &Claim) -> Option<Decimal> {
    claim.interval.high.or(claim.interval.low)
}

#[cfg(test)]
mod tests {
    use super::Wholes;
    use crate::claim::testing;

    fn parts(text: &str) -> Vec<Option<String>> {
        let claims = testing::claims(text, None);
        let rules = crate::rules::packs();
        let wholes = Wholes::of(&claims);
        (0..claims.len())
            .map(|i| wholes.limit(&claims, i, rules).map(str::to_owned))
            .collect()
    }

    #[test]
    fn parts_are_called_by_their_class() {
        let part = |s: &str| Some(s.to_owned());
        assert_eq!(
            parts("Nine people were killed, four women among them."),
            [None, part("women")]
        );
        assert_eq!(
            parts("Nine people were killed. Among the dead were two children."),
            [None, part("children")]
        );
        assert_eq!(parts("Four women and two children were killed."), [None, None]);
        assert_eq!(
            parts("Nine people were killed. The two sisters were killed at home."),
            [None, part("women")]
        );
        assert_eq!(
            parts("Nine people were killed. The mayor said 11 people died."),
            [None, None]
        );
    }
}
