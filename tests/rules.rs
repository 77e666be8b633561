//! Every rule of every pack has examples of both kinds, and every example does what it says.

use recount::rules::Sources;
use recount::selftest::run;

#[test]
fn examples_hold() {
    let tested = run(&Sources::embedded()).expect("the embedded packs are valid");
    assert!(
        tested.outcomes.len() > 800,
        "only {} examples ran",
        tested.outcomes.len()
    );
    let failed: Vec<String> = tested
        .outcomes
        .iter()
        .filter(|o| !o.passed)
        .map(|o| format!("{}: {}\n    {}\n    {}", o.place, o.rule, o.example, o.detail))
        .collect();
    assert!(
        failed.is_empty(),
        "{} examples failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn every_rule_has_both_kinds() {
    let tested = run(&Sources::embedded()).expect("the embedded packs are valid");
    let lacking: Vec<String> = tested.lacking.iter().map(ToString::to_string).collect();
    assert!(
        lacking.is_empty(),
        "{} rules lack examples:\n{}",
        lacking.len(),
        lacking.join("\n")
    );
}
