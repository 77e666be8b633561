//! Nearness: whether two figures whose words are alike lie near enough to be about the same thing.
//!
//! A figure many times another is of a family's dead and not of a city's; one that stands further down its report
//! than the other does in its own, or that goes the way such figures do not move, need differ by less.

use super::align::Facet;
use super::evidence;
use super::words::same;
use super::{Reason, Verdict};
use crate::claim::Claim;
use crate::event::Digest;
use crate::quantity::Decimal;
use crate::rules::Rules;
use crate::rules::measures::Moves;

/// The value by which a figure is told to be large or small; none where it is nought.
fn size(c: &Claim) -> Option<Decimal> {
    c.interval
        .low
        .filter(|v| !v.is_zero())
        .or(c.interval.high)
        .filter(|v| v.is_sign_positive() && !v.is_zero())
}

/// Whether two figures of two reports that cannot both be true differ so much, where they stand so differently
/// or move the wrong way, that one of them is rather of a part, another place or an older event. What two
/// speakers dispute may lie as far apart as they like.
fn strays(a: &Facet, b: &Facet, judged: (Verdict, Reason), digests: &[Digest], rules: &Rules) -> bool {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    let disputed = rules
        .measures
        .get(&x.measure)
        .is_some_and(|m| m.furthest_apart.is_some());
    let own = |c: &Claim| c.speaker.is_some() && !c.carried;
    if disputed || own(x) && own(y) && x.speaker != y.speaker {
        return false;
    }
    let times = |n: u32, of: u32| match (size(x), size(y)) {
        (Some(v), Some(w)) => {
            let (least, most) = (v.min(w), v.max(w));
            least
                .checked_mul(n.into())
                .is_some_and(|l| l < most * Decimal::from(of))
        }
        _ => true,
    };
    let moves = rules.policy.moves_of_two(x, y, rules);
    let back = judged.1 == Reason::DownwardRevision && moves == Moves::Up;
    let (opening, further) = if a.opens { (x, y) } else { (y, x) };
    let unlike = a.opens != b.opens;
    // of the missing fewer and fewer are told, wherever they stand
    let larger = opening.interval.named() < further.interval.named() && moves != Moves::Down;
    // fewer of a narrower class are rather a part
    let part = |few: &Claim, all: &Claim| {
        let t = &rules.taxonomy;
        few.counted != all.counted && t.is_a(&few.counted, &all.counted) && few.interval.named() < all.interval.named()
    };
    // what both open with is the toll, and one of them wrong
    let openings = a.opens && b.opens && (x.counted == y.counted || a.whole && b.whole);
    // so is what is told as the toll, wherever it stands
    let toll = further.rule.contains("/value:");
    back && !openings && (part(x, y) || part(y, x) || times(2, 1) || unlike && times(3, 2))
        || unlike && larger && !toll && times(2, 1)
}

/// Whether two figures are near enough to be about the same thing, as the policy has it.
pub fn near_enough(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> bool {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    // the figures that reports open with are those of the whole event: 7 dead at first, 38 in the end
    let (earlier, later) = (a.at.min(b.at), a.at.max(b.at));
    let judged = super::verdict::decide(super::side(earlier, digests), super::side(later, digests), rules);
    let moved = || judged.0 == Verdict::Updated;
    // "A cleaner died", and two have in the evening
    let opens = |f: &Facet, c: &Claim| f.first && f.only && c.interval.point() == Some(Decimal::ONE) && !c.additional;
    let one = opens(a, x) || opens(b, y);
    let apart = a.at.report != b.at.report;
    // what a report counts once is no part of its own, and may grow
    let single = apart && moved() && evidence::single(a, b, digests, rules);
    let limited = !a.scope.is_empty() && same(&a.scope, &b.scope);
    if super::among::differ(x, y, single || limited) && !(one && apart && moved()) {
        return false;
    }
    // a crowd is not nobody and then someone: who says that nobody came speaks of some who did not
    let nobody = |c: &Claim| c.interval.high.is_some_and(|v| v.is_zero());
    if x.unit.is_none() && nobody(x) != nobody(y) && rules.policy.moves_of_two(x, y, rules) == Moves::No {
        return false;
    }
    if apart && judged.0 != Verdict::Compatible && strays(a, b, judged, digests, rules) {
        return false;
    }
    let loose = matches!((&a.thing, &b.thing), (Some(t), Some(u)) if !t.told_alike(u));
    // of many missing the last few remain
    if a.first && b.first && x.counted == y.counted && rules.policy.moves_of_two(x, y, rules) == Moves::Down && moved()
    {
        return true;
    }
    let opening = a.first && b.first && a.at.report != b.at.report && x.counted == y.counted && moved();
    let disputed = rules.measures.get(&x.measure).and_then(|m| m.furthest_apart);
    let rivals = x.speaker.is_some() && y.speaker.is_some() && x.speaker != y.speaker;
    let disputed = disputed.filter(|_| !loose && x.counted == y.counted && (rivals || a.first && b.first));
    let most = Decimal::from(disputed.unwrap_or_else(|| rules.policy.furthest_apart(loose, opening)));
    let (Some(a), Some(b)) = (size(x), size(y)) else {
        return true;
    };
    if most.is_zero() || x.interval.intersects(&y.interval) {
        return true;
    }
    a.min(b).checked_mul(most).is_none_or(|reach| reach >= a.max(b))
}

#[cfg(test)]
mod tests {
    use crate::claim::Claim;
    use crate::compare::compare;
    use crate::compare::testing::{claim, event, report};

    fn against(first: Vec<Claim>, then: Vec<Claim>) -> usize {
        let digests = [
            report("One", Some("2020-05-01"), first),
            report("Two", Some("2020-05-02"), then),
        ];
        let found = compare(0, &event(&digests), &digests, crate::rules::packs());
        let pairs = found.iter().flat_map(|c| &c.pairs);
        pairs
            .filter(|p| p.a.report != p.b.report && !p.reason.is_same_value())
            .count()
    }

    fn by(who: &str, c: Claim) -> Claim {
        Claim {
            speaker: Some(who.into()),
            ..c
        }
    }

    #[test]
    fn a_toll_does_not_fall_to_less_than_half_further_down() {
        let killed = |v| claim("killed", "people", v);
        assert_eq!(against(vec![killed(22)], vec![killed(18)]), 1);
        assert_eq!(against(vec![killed(22)], vec![killed(18), killed(9)]), 1);
        // what both open with is the toll, and one of them wrong
        assert_eq!(against(vec![killed(22)], vec![killed(9)]), 1);
        let (army, rebels) = (by("the army", killed(22)), by("the rebels", killed(9)));
        assert_eq!(against(vec![army], vec![rebels]), 1);
    }

    #[test]
    fn far_more_further_down_are_others() {
        let killed = |v| claim("killed", "people", v);
        let told = |v| vec![by("the mayor", killed(14)), by("the rebels", killed(v))];
        assert_eq!(against(vec![killed(13)], told(24)), 2);
        assert_eq!(against(vec![killed(13)], told(37)), 1);
        assert_eq!(against(vec![killed(13)], vec![killed(37)]), 1);
    }
}
