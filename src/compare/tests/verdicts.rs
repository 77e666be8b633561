//! Verdicts: what bounds, rounding and time make of two figures of one thing, and which is the best.

use super::*;

#[test]
fn values_bounds_and_rounding() {
    let c = |v| claim("killed", "people", v);
    let about = |v: u32| said(Interval::exactly(v.into()), Precision::Approximate);
    let at_least = |v: u32| said(Interval::at_least(v.into()), Precision::Exact);
    for (a, b, want) in [
        (c(9), c(9), Verdict::Agree),
        (at_least(9), c(13), Verdict::Compatible),
        (at_least(9), c(8), Verdict::Conflict),
        (about(60), c(65), Verdict::Compatible),
        (about(60), c(60), Verdict::Compatible),
        (about(60), c(75), Verdict::Conflict),
        (c(9), c(13), Verdict::Conflict),
    ] {
        assert_eq!(
            judge((a.clone(), None), (b.clone(), None)).map(|v| v.0),
            Some(want),
            "{a:?} {b:?}"
        );
    }
}

#[test]
fn the_shot_may_be_dead() {
    let shot = |v| Claim {
        mixed: true,
        ..claim("injured", "people", v)
    };
    let hurt = |v| claim("injured", "people", v);
    assert_eq!(judge((shot(5), MONDAY), (hurt(3), MONDAY)), None);
    assert_eq!(
        judge((shot(5), MONDAY), (hurt(5), MONDAY)).map(|v| v.0),
        Some(Verdict::Agree)
    );
    assert_eq!(
        judge((shot(5), MONDAY), (hurt(7), MONDAY)).map(|v| v.0),
        Some(Verdict::Conflict)
    );
    assert_eq!(
        judge((shot(5), MONDAY), (shot(3), MONDAY)).map(|v| v.0),
        Some(Verdict::Conflict)
    );
}

#[test]
fn the_attacker_may_be_counted_or_not() {
    let dead = |v, doers| Claim {
        doers,
        ..claim("killed", "people", v)
    };
    let verdict = |a, b| judge((a, MONDAY), (b, MONDAY)).map(|v| v.0);
    assert_eq!(verdict(dead(5, Some(true)), dead(4, None)), None);
    assert_eq!(verdict(dead(5, None), dead(4, Some(false))), None);
    assert_eq!(verdict(dead(5, Some(true)), dead(2, None)), Some(Verdict::Conflict));
    assert_eq!(verdict(dead(4, Some(true)), dead(5, None)), Some(Verdict::Conflict));
    assert_eq!(verdict(dead(5, None), dead(4, None)), Some(Verdict::Conflict));
}

#[test]
fn time_explains_what_moves_the_right_way() {
    let k = |v| claim("killed", "people", v);
    let m = |v| claim("missing", "people", v);
    let f = |v| claim("aboard", "people", v);
    use Reason::*;
    use Verdict::*;
    for (a, b, want) in [
        (k(6), k(11), (Updated, LaterCount)),
        (k(11), k(6), (Conflict, DownwardRevision)),
        (m(11), m(6), (Updated, LaterCount)),
        (m(6), m(11), (Conflict, DownwardRevision)),
        (f(44), f(47), (Conflict, FixedFigure)),
    ] {
        assert_eq!(judge((a, MONDAY), (b, TUESDAY)), Some(want));
    }
    assert_eq!(judge((k(6), MONDAY), (k(11), MONDAY)), Some((Conflict, UnknownOrder)));
    assert_eq!(judge((k(6), MONDAY), (k(11), None)), Some((Conflict, UnknownOrder)));
    // The order of input is not the order of time.
    assert_eq!(judge((k(11), TUESDAY), (k(6), MONDAY)), Some((Updated, LaterCount)));
}

#[test]
fn what_is_measured_may_move_though_the_measure_does_not() {
    let level = |v| claim("height", "river", v);
    assert_eq!(
        judge((level(4), MONDAY), (level(6), TUESDAY)).map(|v| v.0),
        Some(Verdict::Updated)
    );
    let fall = |v| claim("height", "cliff", v);
    assert_eq!(
        judge((fall(4), MONDAY), (fall(6), TUESDAY)).map(|v| v.0),
        Some(Verdict::Conflict)
    );
}

#[test]
fn beyond_the_limit_each_is_paired_with_the_best() {
    let digests: Vec<Digest> = (0..100u32)
        .map(|i| {
            let mut d = report(&format!("Outlet {i}"), None, vec![claim("killed", "people", 5)]);
            d.meta = at(&format!("2021-03-01T{:02}:{:02}:00Z", i / 60, i % 60));
            d
        })
        .collect();
    let all = run(&digests);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].pairs.len(), 99);
    assert!(all[0].pairs.iter().all(|p| p.b.report == 99), "the latest is the best");
}

#[test]
fn between_equals_the_settings_tier_decides() {
    let best = |tiers: [Option<u8>; 2]| {
        let mut digests = [
            report("One", MONDAY, vec![claim("killed", "people", 9)]),
            report("Two", MONDAY, vec![claim("killed", "people", 14)]),
        ];
        for (digest, tier) in digests.iter_mut().zip(tiers) {
            digest.meta.tier = tier;
        }
        run(&digests)[0].best
    };
    assert_eq!(best([None, None]), Some(9.into()));
    assert_eq!(best([None, Some(2)]), Some(14.into()));
    assert_eq!(best([Some(1), Some(2)]), Some(9.into()));
    assert_eq!(best([Some(3), Some(2)]), Some(14.into()));
}

#[test]
fn low_best_and_high() {
    let digests = [
        report(
            "One",
            MONDAY,
            vec![said(Interval::at_least(40.into()), Precision::Exact)],
        ),
        report("Two", TUESDAY, vec![claim("killed", "people", 52)]),
        report("Three", MONDAY, vec![claim("killed", "people", 38)]),
    ];
    let c = &run(&digests)[0];
    assert_eq!(
        (c.low, c.best, c.high),
        (Some(38.into()), Some(52.into()), Some(52.into()))
    );
    assert_eq!(c.verdict, Verdict::Conflict);
}

#[test]
fn one_who_opens_a_report_may_be_two_in_the_evening() {
    let one = || Claim {
        glimpse: true,
        ..claim("killed", "people", 1)
    };
    let two = || claim("killed", "people", 2);
    let verdict = |a, b| judge(a, b).map(|v| v.0);
    assert_eq!(verdict((one(), MONDAY), (two(), TUESDAY)), Some(Verdict::Updated));
    assert_eq!(verdict((two(), MONDAY), (one(), TUESDAY)), None);
    // no more than some, in a report that also counts others
    let digests = [
        report(
            "One",
            MONDAY,
            vec![Claim { glimpse: true, ..two() }, claim("killed", "guard", 4)],
        ),
        report("Two", TUESDAY, vec![claim("killed", "people", 3)]),
    ];
    assert!(run(&digests).iter().all(|c| c.pairs.is_empty()));
}

#[test]
fn first_figures_may_grow_far() {
    let k = |v| claim("killed", "people", v);
    assert_eq!(
        judge((k(7), MONDAY), (k(40), TUESDAY)).map(|v| v.0),
        Some(Verdict::Updated)
    );
    assert_eq!(judge((k(40), MONDAY), (k(7), TUESDAY)), None);
    assert_eq!(judge((k(7), MONDAY), (k(90), TUESDAY)), None);
}

#[test]
fn nobody_is_no_crowd_but_may_be_a_first_toll() {
    let both = |measure: &str| {
        judge(
            (claim(measure, "people", 0), MONDAY),
            (claim(measure, "people", 3), TUESDAY),
        )
    };
    assert_eq!(both("participants"), None);
    assert!(both("killed").is_some());
}

#[test]
fn figures_of_different_months_are_of_different_periods() {
    let of = |from: &str, to: &str, value| {
        let day = |d: &str| d.parse().expect("a day");
        let mut c = claim("killed", "people", value);
        c.when = Some(crate::claim::Days {
            from: day(from),
            to: day(to),
        });
        c
    };
    let june = || of("2021-06-01", "2021-06-30", 38);
    assert_eq!(judge((june(), None), (of("2021-07-01", "2021-07-31", 71), None)), None);
    assert!(judge((june(), None), (of("2021-06-01", "2021-06-30", 43), None)).is_some());
    // a day is when it happened, and no period
    assert!(judge((june(), None), (of("2021-07-02", "2021-07-02", 43), None)).is_some());
}

#[test]
fn of_many_missing_the_last_few_remain() {
    let missing = |value| claim("missing", "people", value);
    assert_eq!(
        judge((missing(60), MONDAY), (missing(1), TUESDAY)).map(|v| v.0),
        Some(Verdict::Updated)
    );
    assert_eq!(judge((missing(1), MONDAY), (missing(60), TUESDAY)), None);
}

#[test]
fn crowds_are_disputed_by_more_than_other_figures() {
    let of = |measure: &str, value, speaker: &str| {
        let mut c = claim(measure, "people", value);
        c.speaker = Some(speaker.into());
        c
    };
    let two = |measure: &str, low, high| {
        judge(
            (of(measure, low, "police"), MONDAY),
            (of(measure, high, "organisers"), MONDAY),
        )
        .map(|v| v.0)
    };
    assert_eq!(two("participants", 18_000, 150_000), Some(Verdict::Conflict));
    assert_eq!(two("participants", 1_800, 150_000), None);
    assert_eq!(two("aboard", 18, 150), None);
}
