//! Parts of an event, and figures that only look like parts.

use super::*;
use crate::claim::Days;

#[test]
fn some_are_all_where_a_report_counts_no_others() {
    let some = Claim {
        glimpse: true,
        ..claim("killed", "people", 2)
    };
    let three = || (claim("killed", "people", 3), TUESDAY);
    assert_eq!(
        judge((some.clone(), MONDAY), three()).map(|v| v.0),
        Some(Verdict::Updated)
    );
    let many = (claim("killed", "people", 5), TUESDAY);
    assert_eq!(judge((some, MONDAY), many), None);
}

#[test]
fn the_own_place_of_an_event_is_a_part_of_it_beside_a_larger_figure() {
    let here = |v| within("Aldwick", claim("infected", "people", v));
    let digests = [
        report("One", MONDAY, vec![claim("infected", "people", 18), here(9)]),
        report("Two", TUESDAY, vec![claim("infected", "people", 21), here(13)]),
    ];
    let mut own = event(&digests);
    own[0].place = Some("Aldwick".into());
    let found = compare(0, &own, &digests, crate::rules::packs());
    let pairs: Vec<(u32, u32)> = found
        .iter()
        .flat_map(|c| &c.pairs)
        .map(|p| (p.a.claim, p.b.claim))
        .collect();
    assert_eq!(pairs, [(0, 0), (1, 1)]);
}

#[test]
fn one_value_of_two_periods_is_one_figure() {
    let in_days = |from: &str, to: &str, v| {
        let day = |d: &str| d.parse().expect("a day");
        let days = Days {
            from: day(from),
            to: day(to),
        };
        Claim {
            when: Some(days),
            ..claim("killed", "people", v)
        }
    };
    let june = |v| (in_days("2020-06-01", "2020-06-30", v), MONDAY);
    let july = |v| (in_days("2020-07-01", "2020-07-31", v), TUESDAY);
    assert_eq!(judge(june(38), july(38)).map(|v| v.0), Some(Verdict::Agree));
    assert_eq!(judge(june(38), july(71)), None);
}

#[test]
fn more_of_a_class_than_its_report_has_of_all_stand_for_nobody_else() {
    let k = |who: &str, v| claim("killed", who, v);
    let rivals = vec![k("people", 16), k("soldiers", 9), k("soldiers", 20)];
    let digests = [
        report("One", None, rivals),
        report("Two", None, vec![k("people", 18)]),
        report("Three", None, vec![k("soldiers", 12), k("people", 15)]),
    ];
    let found = compare(0, &event(&digests), &digests, &RULES);
    let with = |v: u32| {
        let of = |c: crate::event::ClaimRef| c.of(&digests).interval == Interval::exactly(v.into());
        let pairs = found.iter().flat_map(|c| &c.pairs);
        pairs
            .filter(|p| of(p.a) || of(p.b))
            .map(|p| if of(p.a) { p.b } else { p.a }.of(&digests).counted.to_string())
            .collect::<Vec<_>>()
    };
    assert!(with(20).iter().all(|c| c == "soldiers"), "{:?}", with(20));
    assert!(!with(20).is_empty());
}

#[test]
fn pupils_beside_teachers_are_children_beside_adults() {
    let part = |who: &str, v| vec![claim("killed", who, v), claim("killed", "people", 30)];
    let digests = [
        report("One", None, part("children", 21)),
        report("Two", None, part("students", 19)),
    ];
    let found = compare(0, &event(&digests), &digests, &RULES);
    let of = |c: crate::event::ClaimRef| c.of(&digests).counted.clone();
    let one = |p: &crate::compare::Pair| of(p.a) != of(p.b);
    assert!(found.iter().flat_map(|c| &c.pairs).any(one));
}

#[test]
fn customers_without_power_are_homes() {
    let dark = |counted: &str, v| Claim {
        label: Some("without power".into()),
        ..claim("other", counted, v)
    };
    let told = |counted: &str| judge((dark("customer", 9000), MONDAY), (dark(counted, 7000), TUESDAY));
    assert_eq!(told("homes").map(|v| v.0), Some(Verdict::Updated));
    assert_eq!(told("people"), None);
}

#[test]
fn some_in_the_own_place_of_an_event_are_not_all() {
    let here = |v| Claim {
        partial: true,
        ..within("Aldwick", claim("killed", "people", v))
    };
    let digests = [
        report("One", MONDAY, vec![claim("killed", "people", 20), here(11)]),
        report("Two", TUESDAY, vec![here(13)]),
    ];
    let mut own = event(&digests);
    own[0].place = Some("Aldwick".into());
    let found = compare(0, &own, &digests, &RULES);
    let pairs: Vec<(u32, u32)> = (found.iter().flat_map(|c| &c.pairs))
        .map(|p| (p.a.claim, p.b.claim))
        .collect();
    assert_eq!(pairs, [(1, 0)]);
}

#[test]
fn votes_for_and_against_are_no_parts_of_each_other() {
    let votes = |side: &str, value| within(side, claim("votes", "vote", value));
    let told = |against| vec![votes("for", 24), votes("against", against)];
    let digests = [report("One", MONDAY, told(21)), report("Two", MONDAY, told(20))];
    let found = run(&digests);
    let pairs: Vec<&Pair> = found.iter().flat_map(|c| &c.pairs).collect();
    assert_eq!(pairs.iter().filter(|p| p.verdict == Verdict::Conflict).count(), 1);
    assert_eq!(pairs.len(), 2);
}
