//! Tests of comparison: verdicts and alignment here, sums, and what holds for all figures.

mod parts;
mod properties;
mod totals;
mod twice;

use super::testing::{at, claim, event, of_side, report, within};
use super::*;
use crate::claim::{Claim, Modality, PartOf, Scope, ScopeKind};
use crate::quantity::{Interval, Precision};
use crate::span::Span;
use std::sync::LazyLock;

static RULES: LazyLock<&Rules> = LazyLock::new(crate::rules::packs);

fn run(digests: &[Digest]) -> Vec<Comparison> {
    compare(0, &event(digests), digests, &RULES)
}

/// The verdict on two claims, one a report; `None` where they are not compared.
fn judge(a: (Claim, Option<&str>), b: (Claim, Option<&str>)) -> Option<(Verdict, Reason)> {
    let digests = [report("One", a.1, vec![a.0]), report("Two", b.1, vec![b.0])];
    let pairs: Vec<Pair> = run(&digests).into_iter().flat_map(|c| c.pairs).collect();
    assert!(pairs.len() < 2);
    pairs.first().map(|p| (p.verdict, p.reason))
}

fn said(value: Interval, precision: Precision) -> Claim {
    Claim {
        interval: value,
        precision,
        ..claim("killed", "people", 0)
    }
}

const MONDAY: Option<&str> = Some("2021-03-01");
const TUESDAY: Option<&str> = Some("2021-03-02");

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
fn one_speaker_with_two_figures() {
    let quoted = |v: u32, who: &str| Claim {
        speaker: Some(who.into()),
        ..claim("participants", "people", v)
    };
    let reason = |a, b| judge((a, None), (b, None)).map(|v| v.1);
    let same = reason(quoted(60, "Mayor Ann Doe"), quoted(90, "Ann Doe"));
    assert_eq!(same, Some(Reason::SameSpeaker));
    let unnamed = reason(quoted(60, "police"), quoted(90, "police"));
    assert_eq!(unnamed, Some(Reason::FixedFigure));
}

#[test]
fn parts_are_not_held_against_wholes() {
    let k = |who: &str, v| claim("killed", who, v);
    assert_eq!(judge((k("people", 40), None), (k("civilians", 12), None)), None);
    assert_eq!(judge((k("people", 40), None), (k("children", 12), None)), None);
    assert_eq!(
        judge(
            (claim("killed", "people", 4), None),
            (claim("injured", "people", 9), None)
        ),
        None
    );
    assert_eq!(
        judge((within("market", k("people", 4)), None), (k("people", 9), None)),
        None
    );
    let market = |v| within("Market", k("people", v));
    assert!(judge((market(4), None), (within("market", k("people", 9)), None)).is_some());
    assert!(judge((market(4), None), (within("port", k("people", 9)), None)).is_none());
}

#[test]
fn a_class_stands_for_all_unless_the_report_has_more() {
    let k = |who: &str, v| claim("killed", who, v);
    assert!(judge((k("workers", 40), None), (k("people", 44), None)).is_some());
    let digests = [
        report("One", None, vec![k("people", 50), k("workers", 40)]),
        report("Two", None, vec![k("people", 44)]),
    ];
    let pairs: Vec<Pair> = run(&digests).into_iter().flat_map(|c| c.pairs).collect();
    assert_eq!(pairs.len(), 1);
    assert_eq!(pairs[0].a.claim, 0);
    // Of those aboard, passengers are always a part.
    assert!(judge((claim("aboard", "men", 4), None), (claim("aboard", "people", 5), None)).is_none());
}

#[test]
fn denied_supposed_additional_and_part_figures_stand_alone() {
    for modality in [Modality::Denied, Modality::Hypothetical] {
        let odd = Claim {
            modality,
            ..claim("killed", "people", 80)
        };
        assert_eq!(judge((odd, None), (claim("killed", "people", 5), None)), None);
    }
    let more = Claim {
        additional: true,
        ..claim("killed", "people", 3)
    };
    let four = Claim {
        part_of: Some(PartOf {
            whole: 0,
            exhaustive: false,
        }),
        ..claim("killed", "people", 4)
    };
    let digests = [
        report("One", None, vec![claim("killed", "people", 9), more, four]),
        report("Two", None, vec![claim("killed", "people", 9)]),
    ];
    let all = run(&digests);
    assert_eq!(all.iter().map(|c| c.pairs.len()).sum::<usize>(), 1);
    assert_eq!(
        all.iter().map(|c| c.claims.len()).sum::<usize>(),
        4,
        "nothing is dropped"
    );
}

#[test]
fn an_old_figure_is_overtaken_in_its_own_sentence_only() {
    let mut old = claim("killed", "people", 6);
    old.modality = Modality::Background;
    let mut new = claim("killed", "people", 11);
    (old.sentence, new.sentence) = (crate::span::Span::new(1, 90), crate::span::Span::new(1, 90));
    let digests = [
        report("One", TUESDAY, vec![old, new]),
        report("Two", MONDAY, vec![claim("killed", "people", 7)]),
    ];
    let pairs: Vec<Pair> = run(&digests).into_iter().flat_map(|c| c.pairs).collect();
    assert_eq!(pairs.len(), 2);
    assert_eq!(pairs[0].verdict, Verdict::Updated);
    assert!(pairs.iter().all(|p| (p.a.claim, p.b.report) != (0, 1)));
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
fn why_tells_of_a_report_that_gives_both_figures() {
    let speed = |value| Claim {
        unit: Some("m/s".into()),
        ..claim("speed", "train", value)
    };
    let digests = [
        report("One", None, vec![speed(112)]),
        report("Two", None, vec![speed(112), speed(97)]),
    ];
    let at = |report, claim| ClaimRef { report, claim };
    let last = |b| {
        let steps = why(at(0, 0), b, &event(&digests), &digests, &RULES);
        steps.last().map(|s| (s.question, s.passed))
    };
    assert_eq!(last(at(1, 0)), Some(("Verdict?", true)));
    assert_eq!(last(at(1, 1)), Some(("Held against each other in the end?", false)));
}

#[test]
fn why_stops_at_the_first_difference() {
    let digests = [
        report("One", None, vec![claim("killed", "people", 5)]),
        report(
            "Two",
            None,
            vec![claim("killed", "civilians", 5), claim("killed", "people", 8)],
        ),
    ];
    let at = |report, claim| ClaimRef { report, claim };
    let events = event(&digests);
    let steps = why(at(0, 0), at(1, 0), &events, &digests, &RULES);
    let last = steps.last().expect("steps");
    assert_eq!((last.question, last.passed), ("Same counted?", false));
    let steps = why(at(0, 0), at(1, 1), &events, &digests, &RULES);
    let last = steps.last().expect("steps");
    assert_eq!((last.question, last.passed), ("Verdict?", true));
    assert!(last.answer.starts_with("conflict"), "{}", last.answer);
}

#[test]
fn a_report_that_gives_both_figures_disputes_neither() {
    let digests = vec![
        report("Alpha", Some("2020-05-01"), vec![money("cut", 38)]),
        report("Beta", Some("2020-05-01"), vec![money("cut", 38), money("cut", 17)]),
    ];
    let all = compare(0, &event(&digests), &digests, crate::rules::packs());
    let verdicts: Vec<Verdict> = all.iter().flat_map(|c| &c.pairs).map(|p| p.verdict).collect();
    assert_eq!(verdicts, [Verdict::Agree]);
}

#[test]
fn one_amount_by_its_value_whatever_the_nouns() {
    let digests = vec![
        report(
            "Alpha",
            Some("2020-05-01"),
            vec![money("bag", 1350), money("night", 20)],
        ),
        report(
            "Beta",
            Some("2020-05-01"),
            vec![money("clerk", 1350), money("wall", 90)],
        ),
    ];
    let all = compare(0, &event(&digests), &digests, crate::rules::packs());
    let pairs: Vec<_> = all.iter().flat_map(|c| &c.pairs).collect();
    assert_eq!(pairs.len(), 1);
    assert_eq!(pairs[0].verdict, Verdict::Agree);
}

fn money(of: &str, value: u32) -> Claim {
    Claim {
        unit: Some("dollar".into()),
        ..claim("money", of, value)
    }
}

#[test]
fn parts_of_one_kind_are_held_against_each_other() {
    let grave = |v| Claim {
        partial: true,
        ..within("ward", claim("injured", "people", v))
    };
    let digests = [
        report("One", MONDAY, vec![claim("injured", "people", 140), grave(25)]),
        report("Two", TUESDAY, vec![claim("injured", "people", 180), grave(60)]),
    ];
    let pairs: Vec<Pair> = run(&digests).into_iter().flat_map(|c| c.pairs).collect();
    assert!(pairs.iter().any(|p| p.a.claim == 1 && p.b.claim == 1));
    assert!(pairs.iter().all(|p| p.a.claim == p.b.claim));
}

#[test]
fn others_may_repeat_the_headline() {
    let missing = |v| claim("missing", "people", v);
    let other = Claim {
        additional: true,
        ..missing(6)
    };
    let six = report("One", MONDAY, vec![missing(6), other.clone()]);
    let four = report("One", MONDAY, vec![missing(4), other]);
    let later = report("Two", TUESDAY, vec![missing(2)]);
    let against = |first: Digest| {
        let pairs: Vec<Pair> = run(&[first, later.clone()]).into_iter().flat_map(|c| c.pairs).collect();
        pairs.iter().filter(|p| p.a.claim == 1 && p.b.report == 1).count()
    };
    assert_eq!(against(six), 1);
    assert_eq!(against(four), 0);
}

#[test]
fn some_of_them_are_all_of_their_kind_where_no_other_stands() {
    let some = Claim {
        partial: true,
        ..claim("injured", "people", 7)
    };
    assert_eq!(
        judge((some.clone(), MONDAY), (claim("injured", "people", 9), TUESDAY)).map(|v| v.0),
        Some(Verdict::Updated)
    );
    let digests = [
        report("One", MONDAY, vec![claim("injured", "people", 30), some]),
        report("Two", TUESDAY, vec![claim("injured", "people", 9)]),
    ];
    assert!(run(&digests).iter().flat_map(|c| &c.pairs).all(|p| p.a.claim == 0));
}

#[test]
fn the_losses_of_the_side_that_speaks_are_not_those_of_another() {
    let lost = |side: &str, v| {
        let mut c = claim("killed", "soldiers", v);
        c.scope = Some(crate::claim::Scope {
            kind: crate::claim::ScopeKind::Side,
            text: side.into(),
        });
        c
    };
    let told = |own| {
        let digests = [
            report("One", MONDAY, vec![claim("killed", "soldiers", 11)]),
            report("Two", MONDAY, vec![lost(own, 6)]),
        ];
        run(&digests).iter().flat_map(|c| &c.pairs).count()
    };
    assert_eq!((told("Two"), told("Arandian")), (0, 1));
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
fn some_of_them_are_no_part_of_fewer_told_after() {
    let some = |v| Claim {
        partial: true,
        ..claim("injured", "people", v)
    };
    let pairs = |of: Vec<Claim>| {
        let digests = [
            report("One", MONDAY, of),
            report("Two", TUESDAY, vec![claim("injured", "people", 9)]),
        ];
        let all = run(&digests).into_iter().flat_map(|c| c.pairs);
        all.map(|p| p.a.claim).collect::<Vec<_>>()
    };
    assert_eq!(pairs(vec![some(7), some(1)]), [0]);
    assert!(pairs(vec![some(1), some(7)]).is_empty());
}

#[test]
fn a_report_with_both_figures_tells_of_two_things_unless_it_disputes_one() {
    let quake = |v: u32, speaker: &str| Claim {
        speaker: Some(speaker.into()),
        ..claim("magnitude", "earthquake", v)
    };
    let first = report("One", MONDAY, vec![claim("magnitude", "earthquake", 6)]);
    let both = report("Two", MONDAY, vec![quake(6, "the survey"), quake(7, "the observatory")]);
    let pairs: Vec<Pair> = run(&[first, both]).into_iter().flat_map(|c| c.pairs).collect();
    assert!(
        pairs
            .iter()
            .any(|p| p.a.report != p.b.report && p.verdict == Verdict::Conflict),
        "{pairs:?}"
    );
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
fn two_shares_of_people_are_one_only_where_they_are_told_alike() {
    let share = |value: u32, words: &[u32]| Claim {
        unit: Some("percent".into()),
        words: words.to_vec(),
        ..claim("percentage", "people", value)
    };
    let told = |a: &[u32], b: &[u32]| judge((share(60, a), MONDAY), (share(45, b), TUESDAY)).is_some();
    assert!(!told(&[1, 2, 3, 4], &[5, 6, 7, 8]));
    assert!(told(&[1, 2, 3, 4], &[1, 2, 3, 9]));
}

#[test]
fn a_figure_of_no_side_is_not_held_against_another_where_sides_are_told_apart() {
    let dead = |value| claim("killed", "soldiers", value);
    let compared = |side: &str| {
        let one = vec![of_side(side, dead(2)), dead(3)];
        let two = vec![of_side("Ruritanian", dead(1)), dead(4)];
        let pairs = run(&[report("One", None, one), report("Two", None, two)]);
        let plain = |p: &Pair| p.a.claim == 1 && p.b.claim == 1;
        pairs.into_iter().flat_map(|c| c.pairs).any(|p| plain(&p))
    };
    assert!(compared("Ruritanian"));
    assert!(!compared("Gallian"));
}

#[test]
fn a_thing_told_twice_by_two_speakers_is_one_thing() {
    let cars = |value, speaker: &str, rule: &str| Claim {
        label: Some("cars".into()),
        speaker: Some(speaker.into()),
        rule: rule.into(),
        ..claim("other", "car", value)
    };
    let compared = |rule: &str| {
        let both = vec![cars(100, "a driver", "other/noun"), cars(61, "the police", rule)];
        let digests = [
            report("One", MONDAY, vec![cars(58, "the mayor", "other/noun")]),
            report("Two", MONDAY, both),
        ];
        run(&digests)
            .iter()
            .flat_map(|c| &c.pairs)
            .any(|p| p.a.report != p.b.report)
    };
    assert!(compared("other/reported"));
    assert!(!compared("other/noun"));
}

#[test]
fn a_report_without_speakers_does_not_dispute_itself() {
    let pairs = |speaker: Option<&str>| {
        let later = Claim {
            speaker: speaker.map(Into::into),
            rule: "killed/reported".into(),
            ..claim("killed", "people", 21)
        };
        let both = vec![claim("killed", "people", 9), later];
        let found = run(&[report("One", MONDAY, both)]);
        found.iter().flat_map(|c| &c.pairs).count()
    };
    assert_eq!(pairs(Some("the mayor")), 1);
    assert_eq!(pairs(None), 0);
}

#[test]
fn which_length_it_is_matters_where_a_thing_has_several() {
    let length = |value, aspect: Option<&str>| Claim {
        unit: Some("m".into()),
        scope: aspect.map(|text| Scope {
            kind: ScopeKind::Group,
            text: text.into(),
        }),
        ..claim("distance", "breach", value)
    };
    let compared = |first: Vec<Claim>| {
        let digests = [
            report("One", MONDAY, first),
            report("Two", MONDAY, vec![length(48, None)]),
        ];
        run(&digests).iter().any(|c| !c.pairs.is_empty())
    };
    assert!(compared(vec![length(30, Some("wide"))]));
    assert!(!compared(vec![length(30, Some("wide")), length(70, Some("long"))]));
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

fn killed(value: u32, rule: &str) -> Claim {
    Claim {
        rule: rule.into(),
        ..claim("killed", "people", value)
    }
}

#[test]
fn a_figure_sure_of_its_measure_is_no_part_of_one_that_is_not() {
    let of_both = |rule: &str| {
        let digests = [
            report("One", MONDAY, vec![killed(7, "killed/verb:kill")]),
            report("Two", TUESDAY, vec![killed(9, "killed/verb:kill"), killed(26, rule)]),
        ];
        let mut pairs = run(&digests).into_iter().flat_map(|c| c.pairs);
        pairs.any(|p| p.a.report != p.b.report && p.b.claim == 0)
    };
    assert!(of_both("killed/inherited"));
    assert!(!of_both("killed/noun:deaths"));
}

#[test]
fn a_report_contradicts_itself_only_by_figures_with_a_measure_of_their_own() {
    let of_one = |rule: &str| {
        let digests = [report(
            "One",
            MONDAY,
            vec![killed(8, rule), killed(2, "killed/adjective:dead")],
        )];
        run(&digests).iter().any(|c| !c.pairs.is_empty())
    };
    assert!(!of_one("killed/inherited"));
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
fn nobody_of_one_sort_is_no_figure_of_all() {
    let nobody = |class: &str| claim("infected", class, 0);
    let ill = || claim("infected", "people", 12);
    assert!(judge((nobody("people"), MONDAY), (ill(), TUESDAY)).is_some());
    assert_eq!(judge((nobody("workers"), MONDAY), (ill(), TUESDAY)), None);
    let mut visitors = nobody("people");
    visitors.partial = true;
    assert_eq!(judge((visitors, MONDAY), (ill(), TUESDAY)), None);
    // the missing come to none
    let missing = |class: &str, value| claim("missing", class, value);
    assert!(judge((missing("people", 9), MONDAY), (missing("workers", 0), TUESDAY)).is_some());
}

#[test]
fn fewer_of_one_sort_than_of_another_stand_for_nobody_else() {
    let mut others = claim("killed", "police", 3);
    others.sentence = Span::new(60, 90);
    let one = || claim("killed", "inmate", 1);
    let toll = || report("Two", TUESDAY, vec![claim("killed", "people", 4)]);
    let pairs = |digests: &[Digest]| run(digests).into_iter().flat_map(|c| c.pairs).count();
    assert_eq!(pairs(&[report("One", MONDAY, vec![one()]), toll()]), 1);
    assert_eq!(pairs(&[report("One", MONDAY, vec![one(), others]), toll()]), 0);
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
fn a_step_is_held_against_nothing() {
    let mut step = claim("killed", "people", 12);
    step.additional = true;
    step.rule = "killed/value:toll".into();
    assert_eq!(judge((step, MONDAY), (claim("killed", "people", 15), TUESDAY)), None);
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
