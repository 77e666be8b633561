//! Alignment: which figures are held against each other.

use super::*;

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
fn a_step_is_held_against_nothing() {
    let mut step = claim("killed", "people", 12);
    step.additional = true;
    step.rule = "killed/value:toll".into();
    assert_eq!(judge((step, MONDAY), (claim("killed", "people", 15), TUESDAY)), None);
}
