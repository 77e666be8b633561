//! Packs of one's own, end to end: `recount rules new`, `check`, `test`, and policies.

mod desk;

use desk::{Desk, err, out, status};

#[test]
fn a_new_measure_is_sound_and_found() {
    let desk = Desk::empty("packs-new");
    let output = desk.run(&["rules", "new", "petition", "-d", "mine"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(
        err(&output).contains("wrote mine/measures/petition.toml"),
        "{}",
        err(&output)
    );
    assert_eq!(
        status(&desk.run(&["rules", "new", "careful", "--policy", "-d", "mine"])),
        0
    );
    let output = desk.run(&["rules", "check", "mine"]);
    assert_eq!(status(&output), 0, "{}", out(&output));
    assert!(out(&output).starts_with("no slips: 2 files"), "{}", out(&output));
    desk.write("a.md", "Officials in Kell counted 41 petitions on Tuesday.\n");
    let output = desk.run(&["claims", "a.md", "--rules", "mine", "--format", "jsonl"]);
    assert!(out(&output).contains("petition"), "{}{}", out(&output), err(&output));
    let output = desk.run(&["check", "a.md", "--rules", "mine", "--policy", "careful"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    // nothing is overwritten
    desk.write("mine/measures/petition.toml", "# mine\n");
    let output = desk.run(&["rules", "new", "petition", "-d", "mine"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("mine/measures/petition.toml: is there already and was left alone"),
        "{}",
        err(&output)
    );
    assert_eq!(desk.read("mine/measures/petition.toml"), "# mine\n");
    let output = desk.run(&["rules", "new", "Power cut"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("write it in lower case, with hyphens"),
        "{}",
        err(&output)
    );
}

#[test]
fn slips_are_told_all_at_once_with_their_places() {
    let desk = Desk::empty("packs-slips");
    desk.run(&["rules", "new", "petition", "-d", "mine"]);
    let good = desk.read("mine/measures/petition.toml");
    desk.write("mine/measures/casualty.toml", &good.replace("petition", "fatality"));
    desk.write(
        "mine/measures/petition.toml",
        &good.replace("slot = \"count\"", "slot = \"count\", counted = \"peopel\""),
    );
    desk.write("mine/petition.toml", &good);
    desk.write("mine/measures/bad.toml", "name = \"bad\"\nverbs = []\n");
    // a project whose own packs are broken is no hindrance
    desk.write("recount.toml", "rules = [\"mine\"]\n");
    assert_eq!(status(&desk.run(&["rules", "list"])), 2);
    let output = desk.run(&["rules", "check", "mine"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    let text = out(&output);
    for part in [
        "error: mine/measures/bad.toml:2:1: unknown key `verbs`; did you mean `verb`?",
        ": unknown class `peopel`; did you mean `people`",
        "error: mine/petition.toml: nothing reads this file; a measure lies in measures/",
        "the noun `fatality` evokes `killed` too, in rules/measures/killed.toml",
        "4 files: 3 errors, 1 warning",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    let output = desk.run(&["rules", "check", "absent"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("absent: cannot read rules"), "{}", err(&output));
}

#[test]
fn policies_are_chosen_by_option_and_settings() {
    let desk = Desk::fire("packs-policies");
    let check = |args: &[&str]| {
        let output = desk.run(&[&["check", "news", "--events", "one", "--format", "compact"], args].concat());
        (status(&output), out(&output))
    };
    assert!(check(&[]).1.contains("error[conflicting-figures]"));
    for policy in ["bbc", "acled", "ucdp"] {
        let (code, text) = check(&["--policy", policy]);
        assert_eq!(code, 0, "{policy}");
        assert!(text.contains("warning[conflicting-figures]"), "{policy}: {text}");
        desk.write("recount.toml", &format!("policy = \"{policy}\"\n"));
        assert_eq!(check(&[]).1, text);
        // what the settings say of a check goes before the policy
        desk.write(
            "recount.toml",
            &format!("policy = \"{policy}\"\n[checks]\nconflicting-figures = \"error\"\n"),
        );
        assert!(check(&[]).1.contains("error[conflicting-figures]"));
        std::fs::remove_file(desk.0.join("recount.toml")).expect("it is there");
    }
}

#[test]
fn schemas_are_printed() {
    let desk = Desk::empty("packs-schemas");
    for kind in ["measure", "check", "policy"] {
        let output = desk.run(&["rules", "schema", kind]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let schema: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
        assert!(schema["properties"]["counterexample"].is_object(), "{kind}");
    }
    assert_eq!(status(&desk.run(&["rules", "schema", "unit"])), 2);
}
