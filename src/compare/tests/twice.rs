//! One report with two figures: what it overtakes, disputes, or tells of two things.

use super::*;

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
fn a_report_disputes_a_figure_by_saying_who_gives_another() {
    let at = |span: usize, c: Claim| Claim {
        span: Span::new(span, span + 2),
        ..c
    };
    let by = |who: &str, carried: bool, c: Claim| Claim {
        speaker: Some(who.into()),
        carried,
        ..c
    };
    let killed = |v| claim("killed", "people", v);
    let disputed = |later: Claim| {
        let digests = [report(
            "One",
            None,
            vec![at(0, by("the army", false, killed(14))), at(20, later)],
        )];
        run(&digests).iter().flat_map(|c| &c.pairs).count()
    };
    assert_eq!(disputed(by("the rebels", false, killed(30))), 1);
    // who spoke last is not who says so
    assert_eq!(disputed(by("the rebels", true, killed(30))), 0);
    assert_eq!(disputed(killed(30)), 0);
}
