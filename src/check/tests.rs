//! Tests of the checks: which rule speaks, where, and how gravely.

use super::*;
use crate::claim::Claim;
use crate::compare::testing::{claim, event, report};
use crate::compare::{compare, sums};
use crate::corpus::BlockKind;
use crate::quantity::Precision;

fn findings(digests: &[Digest]) -> Vec<Finding> {
    let rules = crate::rules::packs();
    let events = event(digests);
    let comparisons = compare(0, &events, digests, rules);
    let sums = sums(0, &events, digests, rules);
    check(&comparisons, &sums, digests, rules)
}

fn rules_of(digests: &[Digest]) -> Vec<String> {
    findings(digests).into_iter().map(|f| f.rule.to_string()).collect()
}

fn killed(value: u32) -> Claim {
    claim("killed", "people", value)
}

const MONDAY: Option<&str> = Some("2021-03-01");
const TUESDAY: Option<&str> = Some("2021-03-02");

#[test]
fn one_finding_for_many_pairs() {
    let digests = [
        report("One", MONDAY, vec![killed(6)]),
        report("Two", TUESDAY, vec![killed(11)]),
        report("Three", TUESDAY, vec![killed(11)]),
    ];
    let found = findings(&digests);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "superseded-figure");
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(found[0].report, 0);
    assert_eq!(found[0].claims.len(), 3);
    assert_eq!(found[0].message, "6 killed, overtaken by 11 in Three a day later");
}

#[test]
fn each_disagreement_has_its_rule() {
    let two = |a: (Claim, Option<&str>), b: (Claim, Option<&str>)| {
        rules_of(&[report("One", a.1, vec![a.0]), report("Two", b.1, vec![b.0])])
    };
    assert_eq!(two((killed(6), None), (killed(11), None)), ["conflicting-figures"]);
    assert_eq!(two((killed(11), MONDAY), (killed(6), TUESDAY)), ["downward-revision"]);
    assert!(two((killed(6), None), (killed(6), None)).is_empty());
    let quoted = |v| Claim {
        speaker: Some("Mayor Ann Doe".into()),
        ..claim("participants", "people", v)
    };
    assert_eq!(two((quoted(60), None), (quoted(90), None)), ["speaker-misquoted"]);
}

#[test]
fn a_report_has_to_agree_with_itself() {
    let depth = |v| claim("depth", "other", v);
    assert_eq!(
        rules_of(&[report("One", None, vec![depth(14), depth(17)])]),
        ["self-contradiction"]
    );
    // Of what adds up, the smaller figure of one source may be a part of the larger.
    assert!(rules_of(&[report("One", None, vec![killed(14), killed(17)])]).is_empty());
    let by = |who: &str, v| Claim {
        speaker: Some(who.into()),
        ..killed(v)
    };
    let disputed = findings(&[report("One", None, vec![by("the army", 14), by("the rebels", 30)])]);
    assert_eq!(disputed.len(), 1);
    assert_eq!(disputed[0].rule, "conflicting-figures");
    assert_eq!(disputed[0].severity, Severity::Warning);
}

#[test]
fn headlines_may_take_any_figure_of_their_text() {
    let depth = |v| claim("depth", "other", v);
    let title = |c| Claim {
        block: BlockKind::Title,
        ..c
    };
    assert_eq!(
        rules_of(&[report("One", None, vec![title(killed(34)), killed(43)])]),
        ["headline-mismatch"]
    );
    assert!(rules_of(&[report("One", None, vec![title(killed(43)), killed(43)])]).is_empty());
    let both = rules_of(&[report("One", None, vec![title(depth(34)), depth(43), depth(34)])]);
    assert!(!both.contains(&"headline-mismatch".to_owned()), "{both:?}");
}

#[test]
fn vague_figures_are_no_errors() {
    let vague = Claim {
        precision: Precision::Vague,
        ..killed(20)
    };
    let found = findings(&[report("One", None, vec![vague]), report("Two", None, vec![killed(6)])]);
    assert_eq!(found[0].severity, Severity::Warning);
}

#[test]
fn sums_are_found_in_their_family() {
    let k = |who: &str, v| claim("killed", who, v);
    let found = findings(&[report(
        "One",
        None,
        vec![
            k("people", 40),
            k("militants", 29),
            k("soldiers", 4),
            k("civilians", 11),
        ],
    )]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].rule.as_str(), found[0].family.as_str()),
        ("parts-exceed-total", "sums")
    );
    assert_eq!(found[0].claims.len(), 4);
    assert_eq!(found[0].claims[0].claim, 0);
}

#[test]
fn fingerprints_outlive_edits_elsewhere() {
    let digests = |shift: u32| {
        let mut all = [
            report("One", MONDAY, vec![killed(6)]),
            report("Two", TUESDAY, vec![killed(11)]),
        ];
        for d in &mut all {
            for c in &mut d.claims {
                c.span.start += shift;
                c.span.end += shift;
            }
        }
        all
    };
    let print = |d: &[Digest]| findings(d)[0].fingerprint.clone();
    assert_eq!(print(&digests(0)), print(&digests(700)));
    let other = [
        report("One", MONDAY, vec![killed(7)]),
        report("Two", TUESDAY, vec![killed(11)]),
    ];
    assert_ne!(print(&digests(0)), print(&other));
}

#[test]
fn fingerprints_heed_the_gap_and_not_who_else_says_so() {
    let of = |values: &[(&str, u32)]| {
        let digests: Vec<Digest> = values.iter().map(|(o, v)| report(o, None, vec![killed(*v)])).collect();
        let found = findings(&digests);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].fingerprint.clone()
    };
    let two = of(&[("One", 9), ("Two", 14)]);
    assert_eq!(two, of(&[("Two", 14), ("One", 9)]));
    assert_eq!(two, of(&[("One", 9), ("Two", 14), ("Three", 14)]));
    assert_eq!(two, of(&[("Three", 12), ("One", 9), ("Two", 14)]));
    assert_ne!(two, of(&[("One", 9), ("Two", 14), ("Three", 15)]));
    assert_ne!(two, of(&[("One", 9), ("Two", 14), ("Three", 7)]));
}

#[test]
fn a_report_against_itself_has_no_finding() {
    let claims = || vec![killed(6), claim("injured", "people", 9), claim("aboard", "people", 20)];
    let digests = [report("One", MONDAY, claims()), report("One", MONDAY, claims())];
    assert!(findings(&digests).is_empty());
}

#[test]
fn a_dispute_told_twice_is_one_of_each_report() {
    let by = |who: &str, v| Claim {
        speaker: Some(who.into()),
        ..killed(v)
    };
    let claims = || vec![by("the army", 14), by("the rebels", 30)];
    let found = findings(&[report("One", MONDAY, claims()), report("Two", MONDAY, claims())]);
    assert!(found.iter().all(|f| f.severity == Severity::Warning), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn findings_stand_in_the_order_of_their_reports() {
    let digests = [
        report("One", None, vec![claim("injured", "people", 9), killed(6)]),
        report("Two", None, vec![killed(8), claim("injured", "people", 3)]),
    ];
    let found = findings(&digests);
    let places: Vec<_> = found.iter().map(|f| (f.report, f.span.start)).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_eq!(places, sorted);
    assert_ne!(found[0].id, found[1].id);
}
