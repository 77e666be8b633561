//! Evidence: what speaks for two figures of two reports being about the same thing.
//!
//! Where the words for what is counted and for its part of the event settle nothing, the values
//! and the words around them may: "searches at 23 addresses" and "23 houses were searched" are one
//! figure. Each sign has a weight in `compare.toml`, and `recount why` prints every one of them.
//! Figures that cannot be one value are taken for one thing so only where they are amounts, which
//! go by many nouns ("the haul", "the notes") and of which a report gives few, and are near each other.

use super::align::{Facet, same_counted};
use super::context;
use super::rounding;
use super::verdict::reach;
use super::words::same;
use crate::claim::{Claim, ScopeKind};
use crate::event::Digest;
use crate::quantity::Decimal;
use crate::rules::Rules;
use crate::rules::evidence::Sign;
use crate::rules::measures::Moves;

/// From here on chance seldom gives two reports the same number.
const TELLING: Decimal = Decimal::from_parts(13, 0, 0, false, 0);

/// From here on hardly ever.
const LARGE: Decimal = Decimal::from_parts(100, 0, 0, false, 0);
/// What is left out in rounding is at most so small a part: "more than 400" of 412.
const ROUND: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Whether two figures of two reports, which measure alike, are one by the signs.
pub fn bears_out(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> bool {
    a.at.report != b.at.report
        && enough(a, b, digests, rules).is_some_and(|least| sum(&signs(a, b, digests, rules), rules) >= least)
}

/// What the signs must come to for two figures; `None` where no signs are enough.
pub fn enough(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> Option<i32> {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    if value(x, y, rules).is_some() {
        return Some(rules.policy.enough());
    }
    let amounts = x.unit.is_some() && y.unit.is_some();
    if single(a, b, digests, rules) {
        return Some(rules.policy.enough());
    }
    // things that no measure knows: as much as makes one value of two nouns
    if let (Some(t), Some(u)) = (&a.thing, &b.thing)
        && !amounts
        && !t.other_deed(u)
        && near(x, y)
    {
        return Some(rules.policy.enough());
    }
    rules.policy.enough_apart(&x.measure).filter(|_| amounts && near(x, y))
}

/// What signs come to.
pub fn sum(signs: &[Sign], rules: &Rules) -> i32 {
    signs.iter().map(|&s| rules.policy.weight(s)).sum()
}

/// The signs for and against two figures being about one thing.
pub fn signs(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> Vec<Sign> {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    let told = context::shared(x, y).and_then(|percent| match percent {
        0..20 => None,
        20..40 => Some(Sign::ToldSomewhatAlike),
        40..60 => Some(Sign::ToldMuchAlike),
        _ => Some(Sign::ToldAlike),
    });
    let only = (a.only && b.only).then_some(Sign::OnlyValues);
    let things = x.unit.is_none() && y.unit.is_none() && a.thing.is_some() && b.thing.is_some();
    let only_things = only.filter(|_| things).map(|_| Sign::OnlyThings);
    let lone = (a.lone && b.lone).then_some(Sign::LoneAmounts);
    let single = single(a, b, digests, rules).then_some(Sign::SingleCounts);
    let first = (a.first && b.first).then_some(Sign::FirstFigures);
    [
        thing(a, b, digests, rules),
        scope(a, b, digests),
        value(x, y, rules).or_else(|| (things && within_a_quarter(x, y)).then_some(Sign::NearValues)),
        told,
        only,
        only_things,
        lone,
        single,
        first,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether each report counts once what a measure counts, and the two counts may be of the same: "a student is
/// dead" in one, "the woman" in the other. Neither is more than twice the other.
pub(super) fn single(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> bool {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    // that nobody died is at odds with any death
    let nobody = |none: &Claim, some: &Claim| {
        none.interval.high.is_some_and(|v| v.is_zero()) && rules.taxonomy.is_a(&some.counted, &none.counted)
    };
    let apart = || nobody(x, y) || nobody(y, x) || near(x, y);
    // those still held of the arrested, those badly hurt: a part of what only adds up
    let group = |c: &Claim| c.scope.as_ref().is_some_and(|s| s.kind == ScopeKind::Group);
    let lasting = rules
        .measures
        .get(&x.measure)
        .is_some_and(|m| m.lasting && m.moves == Moves::Up);
    let within = |c: &Claim| group(c) && (lasting || c.partial);
    let part = || a.scope != b.scope && (within(x) || within(y));
    let sides = !(a.sided || a.own_side || b.own_side) || same(&a.side, &b.side);
    // at odds they are rather two counts, unless one can have grown into the other or the measure stands still
    let grown = || {
        let (first, second) = (a.at.min(b.at), a.at.max(b.at));
        let (verdict, reason) =
            super::verdict::decide(super::side(first, digests), super::side(second, digests), rules);
        verdict != super::Verdict::Conflict || reason == super::Reason::FixedFigure
    };
    a.single && b.single && sides && apart() && !part() && may_count_one(x, y, rules) && grown()
}

/// Whether the two may count the same, as far as the nouns say.
fn may_count_one(x: &Claim, y: &Claim, rules: &Rules) -> bool {
    let t = &rules.taxonomy;
    let measure = rules.measures.get(&x.measure);
    let Some(counts) = measure.and_then(|m| m.counts.as_deref()) else {
        return x.counted == y.counted && !x.counted.is_empty();
    };
    // the attackers who died beside their victims
    let beside = |c: &Claim| rules.policy.counted_beside(&c.counted);
    if measure.is_some_and(|m| m.befalls) && beside(x) != beside(y) {
        return false;
    }
    // fewer passengers than people are a part of them
    let part = |narrow: &Claim, wide: &Claim| {
        t.is_a(&narrow.counted, &wide.counted) && narrow.interval.named() < wide.interval.named()
    };
    let parts = !rules.policy.stands_for_whole(&x.measure) && x.counted != y.counted;
    if parts && (part(x, y) || part(y, x)) {
        return false;
    }
    let unknown = |c: &Claim| !t.knows(&c.counted) && t.class_of_noun(&c.counted).is_none();
    let anyone = |c: &Claim| t.is_a(&c.counted, "people") || unknown(c);
    let related = t.is_a(&x.counted, &y.counted) || t.is_a(&y.counted, &x.counted);
    related || t.is_a(counts, "people") && anyone(x) && anyone(y) && !t.disjoint(&x.counted, &y.counted)
}

/// What is counted or measured, in both.
fn thing(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> Option<Sign> {
    if let (Some(t), Some(u)) = (&a.thing, &b.thing) {
        return Some(t.compare(u, rules));
    }
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    let t = &rules.taxonomy;
    let class = |noun: &str| t.class_of_noun(noun).map(|c| &c.name);
    let counts = rules.measures.get(&x.measure).is_some_and(|m| m.additive);
    let one_class = class(&x.counted).is_some() && class(&x.counted) == class(&y.counted);
    // a ransom and a cost, where the measure knows both
    let known = |c: &Claim| {
        let measure = rules.measures.get(&c.measure);
        measure.is_some_and(|m| m.things.iter().any(|t| t.name == c.counted))
    };
    Some(if x.counted != y.counted && known(x) && known(y) {
        Sign::OtherThing
    } else if x.counted.is_empty() || y.counted.is_empty() {
        Sign::Unnamed
    } else if x.counted == y.counted || !counts && one_class {
        Sign::SameThing
    } else if counts && same_counted((x, a.whole), (y, b.whole), rules) {
        Sign::StandsForIt
    } else if !counts || t.is_a(&x.counted, &y.counted) || t.is_a(&y.counted, &x.counted) {
        return None;
    } else {
        Sign::OtherThing
    })
}

fn scope(a: &Facet, b: &Facet, digests: &[Digest]) -> Option<Sign> {
    // a length is no distance, and a forecast no reading, however near they are
    let aspect = |f: &Facet| {
        let claim = f.at.of(digests);
        claim.unit.is_some() && claim.scope.as_ref().is_some_and(|s| s.kind == ScopeKind::Group)
    };
    match (a.scope.is_empty(), b.scope.is_empty()) {
        (true, true) => None,
        (false, false) if same(&a.scope, &b.scope) => Some(Sign::SameScope),
        (false, false) => Some(Sign::OtherScope),
        (false, true) if aspect(a) => Some(Sign::OtherScope),
        (true, false) if aspect(b) => Some(Sign::OtherScope),
        _ => Some(Sign::OneScope),
    }
}

/// How the values bear each other out; `None` where they cannot be one.
fn value(x: &Claim, y: &Claim, rules: &Rules) -> Option<Sign> {
    if let (Some(p), Some(q)) = (x.interval.point(), y.interval.point())
        && p == q
    {
        return Some(match p.abs() {
            v if v >= LARGE => Sign::SameLargeValue,
            v if v >= TELLING => Sign::SameTellingValue,
            _ => Sign::SameValue,
        });
    }
    if rounding::strictly_apart(x, y, rules) {
        return None;
    }
    let meet = reach(x, rules).intersects(&reach(y, rules)) || rounding::rounded(x, y);
    let whole = !x.partial && !y.partial;
    let closely =
        || whole && apart_by(x, y).is_some_and(|(least, most)| least >= TELLING && least + least / ROUND >= most);
    match meet && near(x, y) {
        true if closely() => Some(Sign::ValuesMeetClosely),
        true => Some(Sign::ValuesMeet),
        false => None,
    }
}

/// Whether neither is more than twice the other: "at least 40" says little of 1,150.
fn near(x: &Claim, y: &Claim) -> bool {
    apart_by(x, y).is_some_and(|(least, most)| least.checked_mul(Decimal::TWO).is_some_and(|reach| reach >= most))
}

/// Whether neither is more than a quarter larger than the other.
fn within_a_quarter(x: &Claim, y: &Claim) -> bool {
    apart_by(x, y).is_some_and(|(least, most)| least.checked_add(least / Decimal::from(4)) >= Some(most))
}

/// The smaller and the larger of two values, whatever their signs.
fn apart_by(x: &Claim, y: &Claim) -> Option<(Decimal, Decimal)> {
    let size = |c: &Claim| {
        [c.interval.low, c.interval.high]
            .into_iter()
            .flatten()
            .map(|v| v.abs())
            .find(|v| !v.is_zero())
    };
    let (p, q) = size(x).zip(size(y))?;
    Some((p.min(q), p.max(q)))
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::{claim, event, report, within};
    use crate::compare::{Pair, Verdict, compare};

    fn pairs(a: crate::claim::Claim, b: crate::claim::Claim) -> Vec<Pair> {
        told(None, a, None, b)
    }

    /// The same of reports of two days.
    fn later(a: crate::claim::Claim, b: crate::claim::Claim) -> Vec<Pair> {
        told(Some("2020-05-01"), a, Some("2020-05-02"), b)
    }

    fn told(first: Option<&str>, a: crate::claim::Claim, then: Option<&str>, b: crate::claim::Claim) -> Vec<Pair> {
        let digests = [report("One", first, vec![a]), report("Two", then, vec![b])];
        compare(0, &event(&digests), &digests, crate::rules::packs())
            .into_iter()
            .flat_map(|c| c.pairs)
            .collect()
    }

    fn searched(noun: &str, value: u32) -> crate::claim::Claim {
        let mut c = claim("other", noun, value);
        c.label = Some(format!("{noun}s searched").into());
        let own = noun.bytes().map(u32::from).sum::<u32>();
        c.words = vec![own, own + 1, own + 2];
        c
    }

    #[test]
    fn other_nouns_are_one_thing_by_a_telling_value() {
        let found = pairs(searched("address", 23), searched("premise", 23));
        assert_eq!(found.iter().map(|p| p.verdict).collect::<Vec<_>>(), [Verdict::Agree]);
        assert!(pairs(searched("address", 3), searched("premise", 3)).is_empty());
    }

    #[test]
    fn other_values_need_the_words() {
        assert!(pairs(searched("address", 23), searched("premise", 27)).is_empty());
        assert_eq!(pairs(searched("address", 23), searched("address", 27)).len(), 1);
    }

    #[test]
    fn much_the_same_words_make_one_thing_of_two_values() {
        let told = |label: &str, value| {
            let mut c = claim("other", "people", value);
            c.label = Some(label.into());
            c.words = vec![1, 2, 3];
            c
        };
        assert_eq!(pairs(told("people", 23), told("people", 27)).len(), 1);
        assert!(pairs(told("people", 23), told("people", 270)).is_empty());
    }

    #[test]
    fn what_each_report_counts_once_is_one_count() {
        let (woman, student) = (claim("killed", "women", 1), claim("killed", "students", 1));
        assert_eq!(pairs(woman.clone(), student).len(), 1);
        // nobody is both
        assert!(pairs(woman, claim("killed", "children", 1)).is_empty());
        assert_eq!(
            later(claim("rescued", "teacher", 4), claim("rescued", "workers", 7)).len(),
            1
        );
        assert!(later(claim("rescued", "teacher", 4), claim("rescued", "workers", 9)).is_empty());
        // of two figures at odds nothing says that they are one
        assert!(later(claim("rescued", "workers", 7), claim("rescued", "teacher", 4)).is_empty());
        // beside another figure neither is the count
        let more = report(
            "One",
            None,
            vec![claim("killed", "women", 2), claim("killed", "guard", 1)],
        );
        let digests = [more, report("Two", None, vec![claim("killed", "students", 3)])];
        let found = compare(0, &event(&digests), &digests, crate::rules::packs());
        assert!(found.iter().all(|c| c.pairs.is_empty()));
    }

    #[test]
    fn nobody_is_at_odds_with_any() {
        assert_eq!(
            later(claim("killed", "people", 0), claim("killed", "women", 1)).len(),
            1
        );
        assert!(later(claim("killed", "civilians", 0), claim("killed", "women", 1)).is_empty());
    }

    #[test]
    fn fewer_passengers_are_a_part_of_those_aboard() {
        assert!(later(claim("aboard", "passengers", 45), claim("aboard", "people", 62)).is_empty());
        assert_eq!(
            later(claim("aboard", "passengers", 41), claim("aboard", "people", 38)).len(),
            1
        );
    }

    #[test]
    fn values_as_good_as_one() {
        let more_than = |noun: &str, value: u32| {
            let mut c = searched(noun, value);
            c.interval = crate::quantity::Interval::at_least(value.into());
            c
        };
        assert_eq!(pairs(searched("objection", 412), more_than("letter", 401)).len(), 1);
        assert!(pairs(searched("objection", 412), more_than("letter", 250)).is_empty());
    }

    #[test]
    fn one_value_of_the_whole_and_of_a_place() {
        let (whole, part) = (
            claim("killed", "people", 44),
            within("hangar", claim("killed", "people", 44)),
        );
        assert_eq!(pairs(whole, part).len(), 1);
        let (whole, part) = (
            claim("killed", "people", 44),
            within("hangar", claim("killed", "people", 20)),
        );
        assert!(pairs(whole, part).is_empty());
    }

    #[test]
    fn at_least_a_few_says_little_of_a_thousand() {
        let mut few = within("hangar", claim("killed", "people", 40));
        few.interval = crate::quantity::Interval::at_least(40.into());
        assert!(pairs(few, claim("killed", "people", 1150)).is_empty());
    }
}
