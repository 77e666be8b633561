//! What part of a total a figure is limited to, where another figure of its report is that total.
//!
//! "Nine people were killed, four women among them": four is no count of all the dead. Whoever reads
//! claims one by one has to be told so, and is by the scope: the class that the part is of.

use super::{Claim, Modality};
use crate::quantity::Decimal;
use crate::rules::Rules;

/// What a part is called whose class is that of the whole.
const SOME: &str = "some";

/// The part of a total that the claim at `index` of a report is limited to, if it is.
pub fn limited_to<'a>(claims: &'a [Claim], index: usize, rules: &Rules) -> Option<&'a str> {
    let claim = claims.get(index)?;
    let past = |c: &Claim| c.modality == Modality::Background;
    let counts = |c: &Claim| c.unit.is_none() && rules.measures.get(&c.measure).is_some_and(|m| m.additive);
    if claim.scope.is_some() || !counts(claim) {
        return None;
    }
    let most = reach(claim)?;
    let whole = claims.iter().enumerate().any(|(i, other)| {
        i != index
            && other.measure == claim.measure
            && other.label == claim.label
            && other.unit.is_none()
            && past(other) == past(claim)
            && (other.scope.is_none() || other.sentence == claim.sentence)
            && reach(other).is_some_and(|all| all > most)
            && part(claim, other, i, rules)
    });
    let people = claim.counted == "people" || claim.counted.is_empty();
    whole.then(|| if people { SOME } else { claim.counted.as_str() })
}

/// Whether the words make the first claim a part of the second, which is the larger.
fn part(claim: &Claim, other: &Claim, at: usize, rules: &Rules) -> bool {
    let (narrow, wide) = (claim.counted.as_str(), other.counted.as_str());
    let taxonomy = &rules.taxonomy;
    let within = narrow != wide && taxonomy.is_a(narrow, wide);
    let related = narrow == wide || within || taxonomy.is_a(wide, narrow);
    let told = claim.part_of.as_ref().is_some_and(|p| p.whole as usize == at);
    let together = claim.sentence == other.sentence;
    told || related && (claim.partial || claim.glimpse) || within && (together || !taxonomy.stands_for(narrow, wide))
}

fn reach(claim: &Claim) -> Option<Decimal> {
    claim.interval.high.or(claim.interval.low)
}

#[cfg(test)]
mod tests {
    use super::limited_to;
    use crate::claim::testing;

    fn parts(text: &str) -> Vec<Option<String>> {
        let claims = testing::claims(text, None);
        let rules = crate::rules::packs();
        (0..claims.len())
            .map(|i| limited_to(&claims, i, rules).map(str::to_owned))
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
