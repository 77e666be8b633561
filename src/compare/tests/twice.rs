//! Tests of what one report says twice.

use super::*;

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
