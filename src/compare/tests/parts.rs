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
