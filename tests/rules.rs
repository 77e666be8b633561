//! Every example of every rule pack does what it says.

use recount::rules::Rules;

#[test]
fn examples_hold() {
    let rules = Rules::embedded().expect("the embedded packs are valid");
    let outcomes = recount::selftest::run(&rules);
    assert!(outcomes.len() > 80, "only {} examples ran", outcomes.len());
    let failed: Vec<String> = outcomes
        .iter()
        .filter(|o| !o.passed)
        .map(|o| format!("{}: {:?}\n    {}", o.rule, o.example, o.detail))
        .collect();
    assert!(
        failed.is_empty(),
        "{} examples failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
}
