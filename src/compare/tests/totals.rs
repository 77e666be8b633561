//! Tests of sums: totals and their parts, fates, fractions.

use super::*;

fn failing(claims: Vec<Claim>) -> Vec<(SumVerdict, String)> {
    let digests = [report("One", None, claims)];
    sums(0, &event(&digests), &digests, &RULES)
        .into_iter()
        .filter(|s| s.verdict != SumVerdict::Holds)
        .map(|s| (s.verdict, s.because))
        .collect()
}

#[test]
fn disjoint_classes_may_not_exceed_their_total() {
    let k = |who: &str, v| claim("killed", who, v);
    let found = failing(vec![
        k("people", 40),
        k("militants", 29),
        k("soldiers", 4),
        k("civilians", 11),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].1,
        "29 militants + 4 soldiers + 11 civilians = 44, more than the 40 killed"
    );
    // Children may be among the civilians, and a lower bound leaves room.
    assert!(failing(vec![k("people", 40), k("children", 29), k("civilians", 30)]).is_empty());
    let bound = said(Interval::at_least(40.into()), Precision::Exact);
    assert!(failing(vec![bound, k("militants", 29), k("soldiers", 4), k("civilians", 11)]).is_empty());
    let about = said(Interval::exactly(40.into()), Precision::Approximate);
    assert!(failing(vec![about, k("militants", 29), k("soldiers", 4), k("civilians", 11)]).is_empty());
    // A second total that has room for them.
    let two = vec![
        k("people", 40),
        k("people", 44),
        k("militants", 29),
        k("soldiers", 4),
        k("civilians", 11),
    ];
    assert!(failing(two).is_empty());
    // Attackers counted beside their victims.
    assert!(failing(vec![k("people", 40), k("militants", 29), k("civilians", 31)]).is_empty());
}

#[test]
fn exhaustive_parts_make_the_total() {
    let part = |who: &str, v| Claim {
        part_of: Some(PartOf {
            whole: 0,
            exhaustive: true,
        }),
        ..claim("killed", who, v)
    };
    let k = |v| claim("killed", "civilians", v);
    assert!(failing(vec![k(24), part("children", 12), part("women", 9), part("men", 3)]).is_empty());
    let short = failing(vec![k(24), part("children", 12), part("women", 9), part("men", 2)]);
    assert_eq!(short.len(), 1);
    assert_eq!(short[0].0, SumVerdict::FallsShort);
    let over = failing(vec![k(24), part("children", 12), part("women", 9), part("men", 4)]);
    assert_eq!(over[0].0, SumVerdict::Exceeds);
}

#[test]
fn one_total_may_be_broken_down_twice() {
    let part = |c: Claim| Claim {
        part_of: Some(PartOf {
            whole: 0,
            exhaustive: true,
        }),
        sentence: crate::span::Span::new(1, 99),
        ..c
    };
    let k = |who: &str, v| claim("killed", who, v);
    let twice = |west| {
        vec![
            k("people", 24),
            part(k("women", 14)),
            part(k("men", 10)),
            part(within("east", k("people", 20))),
            part(within("west", k("people", west))),
        ]
    };
    assert!(failing(twice(4)).is_empty());
    assert_eq!(failing(twice(9)).len(), 1);
}

#[test]
fn what_another_source_counts_is_no_part() {
    let said = |who: &str, c: Claim| Claim {
        speaker: Some(who.into()),
        ..c
    };
    let clinic = |class: &str, v| said("clinic", claim("killed", class, v));
    let rival = said("police", claim("killed", "civilians", 29));
    let over = failing(vec![
        clinic("people", 22),
        rival.clone(),
        clinic("children", 13),
        clinic("women", 10),
    ]);
    assert!(
        over.iter()
            .any(|f| f.0 == SumVerdict::Exceeds && f.1.contains("13 children")),
        "{over:?}"
    );
    assert!(
        failing(vec![
            clinic("people", 22),
            rival,
            clinic("children", 9),
            clinic("women", 10)
        ])
        .is_empty()
    );
}

#[test]
fn places_in_a_row_make_the_total_or_miss_it() {
    let listed = |place: &str, v| Claim {
        sentence: crate::span::Span::new(1, 99),
        ..within(place, claim("killed", "people", v))
    };
    let total = |v| claim("killed", "people", v);
    assert!(failing(vec![total(18), listed("valley", 11), listed("coast", 7)]).is_empty());
    assert_eq!(
        failing(vec![total(19), listed("valley", 11), listed("coast", 7)])[0].0,
        SumVerdict::FallsShort
    );
    assert_eq!(
        failing(vec![total(17), listed("valley", 11), listed("coast", 7)])[0].0,
        SumVerdict::Exceeds
    );
    assert!(failing(vec![total(40), listed("valley", 11), listed("coast", 7)]).is_empty());
    assert!(failing(vec![total(3), listed("valley", 11), listed("coast", 7)]).is_empty());
    assert!(failing(vec![total(13), listed("valley", 11), listed("valley road", 3)]).is_empty());
}

#[test]
fn fates_fit_those_aboard() {
    let c = |m: &str, v| claim(m, "people", v);
    let found = failing(vec![c("aboard", 70), c("killed", 51), c("injured", 25)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.starts_with("51 killed + 25 injured = 76"), "{}", found[0].1);
    assert!(failing(vec![c("aboard", 70), c("killed", 45), c("injured", 25)]).is_empty());
    // The injured may be among the rescued, and those hit on the ground were not aboard.
    assert!(
        failing(vec![
            c("aboard", 70),
            c("killed", 30),
            c("injured", 20),
            c("rescued", 32)
        ])
        .is_empty()
    );
    let ground = within("on the ground", c("killed", 5));
    assert!(failing(vec![c("aboard", 70), c("killed", 75), ground, c("injured", 3)]).is_empty());
}

#[test]
fn a_fraction_against_the_stated_number() {
    let whole = claim("participants", "people", 60);
    let stated = |v| Claim {
        speaker: Some("the organisers".into()),
        ..claim("injured", "people", v)
    };
    let fraction = |v| Claim {
        text: "half of the 60".into(),
        speaker: Some("Mayor Ann Doe".into()),
        part_of: Some(PartOf {
            whole: 0,
            exhaustive: false,
        }),
        ..claim("injured", "people", v)
    };
    let found = failing(vec![whole.clone(), fraction(30), stated(41)]);
    assert!(found.iter().any(|f| f.0 == SumVerdict::Fraction), "{found:?}");
    assert!(failing(vec![whole, fraction(30), stated(31)]).is_empty());
}
