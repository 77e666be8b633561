//! `recount.toml`, end to end: found by walking up, shown with origins, refused with a place.

mod desk;

use desk::{Desk, err, out, status};

#[test]
fn settings_are_found_by_walking_up() {
    let desk = Desk::fire("config-walk");
    assert_eq!(status(&desk.run(&["check", "news", "--events", "one"])), 1);
    desk.write(
        "recount.toml",
        "events = \"one\"\nfail-on = \"never\"\ninclude = [\"news\"]\n",
    );
    for (folder, report) in [("", "news/a.md"), ("news", "../news/a.md")] {
        let output = desk.run_in(folder, &["check", "--format", "compact"]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert!(out(&output).starts_with(&format!("{report}:")), "{}", out(&output));
    }
    // the command line goes before the settings
    assert_eq!(status(&desk.run(&["check", "--fail-on", "error"])), 1);
    let output = desk.run(&["check", "--isolated"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("no reports named; name files or folders"),
        "{}",
        err(&output)
    );
    let output = desk.run(&["check", "news", "--isolated", "--events", "one"]);
    assert_eq!(status(&output), 1);
}

#[test]
fn checks_are_turned_off_or_made_graver() {
    let desk = Desk::fire("config-checks");
    let check = |text: &str| {
        desk.write(
            "recount.toml",
            &format!("events = \"one\"\ninclude = [\"news\"]\n[checks]\n{text}\n"),
        );
        let output = desk.run(&["check", "--format", "compact"]);
        (status(&output), out(&output))
    };
    assert_eq!(check("").0, 1);
    assert_eq!(check("conflicting-figures = \"off\""), (0, String::new()));
    let (code, text) = check("conflicting-figures = \"note\"");
    assert!(code == 0 && text.contains("note[conflicting-figures]"), "{text}");
}

#[test]
fn what_is_left_out_is_not_read() {
    let desk = Desk::fire("config-exclude");
    desk.write("recount.toml", "include = [\"news\"]\nexclude = [\"news/b.*\"]\n");
    let ids = |args: &[&str]| {
        let output = desk.run(&[&["claims", "--format", "jsonl"], args].concat());
        let text = out(&output);
        (text.contains("news/a.md"), text.contains("news/b.md"))
    };
    assert_eq!(ids(&[]), (true, false));
    assert_eq!(ids(&["news"]), (true, false));
    assert_eq!(ids(&["news/*.md"]), (true, false));
    assert_eq!(ids(&["news/b.md"]), (false, true));
}

#[test]
fn sources_name_their_reports() {
    let desk = Desk::fire("config-sources");
    desk.write(
        "wire/c.txt",
        "A fire at the mill in Kell killed 14 workers on Tuesday, police said.\n",
    );
    desk.write(
        "recount.toml",
        "[[source]]\noutlet = \"Vale Wire\"\nnames = [\"Northern Wire\"]\nfiles = [\"wire/\"]\n",
    );
    let output = desk.run(&["check", "news", "wire", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&out(&output)).expect("one document");
    let outlets: Vec<&str> = (0..3)
        .filter_map(|i| document["reports"][i]["outlet"].as_str())
        .collect();
    assert_eq!(outlets, ["Courier", "Vale Wire", "Vale Wire"]);
}

#[test]
fn a_draft_is_held_against_the_sources_of_the_settings() {
    let desk = Desk::fire("config-against");
    desk.write("recount.toml", "against = [\"news/b.md\"]\nevents = \"one\"\n");
    let output = desk.run(&["audit", "news/a.md"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    let output = desk.run(&["audit", "news/a.md", "--isolated"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("after --against, or in recount.toml"),
        "{}",
        err(&output)
    );
}

#[test]
fn every_setting_is_shown_with_its_origin() {
    let desk = Desk::fire("config-show");
    desk.write("mine/policies/own.toml", &own_policy());
    desk.write(
        "recount.toml",
        "# ours\npolicy = \"own\"\nrules = [\"mine\"]\n[checks]\nsuperseded-figure = \"note\"\n[[source]]\noutlet = \"Vale\"\n",
    );
    let output = desk.run(&["config", "show", "--fail-on", "note"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let text = out(&output);
    let line = |key: &str| {
        let line = text.lines().find(|l| l.starts_with(key));
        line.unwrap_or_else(|| panic!("no {key}: {text}"))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line("policy"), "policy = \"own\" # recount.toml:2");
    assert_eq!(line("rules"), "rules = [\"mine\"] # recount.toml:3");
    assert_eq!(line("fail-on"), "fail-on = \"note\" # --fail-on");
    assert_eq!(line("events"), "events = \"auto\" # default");
    assert_eq!(
        line("superseded-figure"),
        "superseded-figure = \"note\" # recount.toml:5"
    );
    assert_eq!(
        line("conflicting-figures"),
        "conflicting-figures = \"warning\" # policy own"
    );
    assert_eq!(line("[[source]]"), "[[source]] # recount.toml:6");
    // what is printed can be read again, and means the same
    desk.write("again.toml", &text);
    let again = desk.run(&["config", "show", "--config", "again.toml"]);
    let values = |t: &str| -> Vec<String> {
        t.lines()
            .filter_map(|l| l.split('#').next().map(|v| v.trim_end().to_owned()))
            .collect()
    };
    assert_eq!(values(&out(&again)), values(&text), "{}", err(&again));
}

fn own_policy() -> String {
    let example = "reports = [\n  { outlet = \"A\", published = \"2031-05-12\", text = \"The landslide killed 6 people.\" },\n  \
                   { outlet = \"B\", published = \"2031-05-14\", text = \"The landslide killed 11 people.\" },\n]\nmeasure = \"killed\"\n";
    format!(
        "name = \"own\"\ntitle = \"Own\"\nsummary = \"As we do it.\"\nbest = \"latest\"\napproximate-percent = 10\n\
         [severity]\nconflict = \"warning\"\nupdated = \"note\"\n[[example]]\nbest = 11\n{example}[[counterexample]]\nbest = 6\n{example}"
    )
}

#[test]
fn a_new_file_never_overwrites_another() {
    let desk = Desk::fire("config-init");
    for (args, path) in [
        (&["init"][..], "recount.toml"),
        (&["config", "init", "news"], "news/recount.toml"),
    ] {
        let output = desk.run(args);
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert!(err(&output).contains(path), "{}", err(&output));
        desk.write(path, &format!("# mine\n{}", desk.read(path)));
        let output = desk.run(args);
        assert_eq!(status(&output), 2);
        assert!(
            err(&output).contains(&format!("{path}: is there already and was left alone; edit it")),
            "{}",
            err(&output)
        );
        assert!(desk.read(path).starts_with("# mine\n# Settings"));
    }
    assert_eq!(
        status(&desk.run(&["check", "news"])),
        status(&desk.run(&["check", "news", "--isolated"]))
    );
    // a broken file is no reason not to write one elsewhere
    desk.write("recount.toml", "[");
    desk.write("deep/x", "");
    assert_eq!(status(&desk.run(&["init", "deep"])), 0);
    assert_eq!(status(&desk.run(&["init", "absent"])), 2);
}

#[test]
fn a_wrong_setting_names_its_place() {
    let desk = Desk::fire("config-wrong");
    for (text, told) in [
        (
            "\nfail_on = \"note\"\n",
            "recount.toml:2:1: unknown key `fail_on`; did you mean `fail-on`?",
        ),
        (
            "[checks]\nheadline = \"off\"\n",
            "recount.toml:2:1: there is no check `headline`; did you mean `headline-mismatch`?",
        ),
        (
            "policy = \"bold\"\n",
            "recount.toml:1:1: there is no policy `bold`; there are",
        ),
        ("rules = [\"absent\"]\n", "absent: cannot read rules"),
        (
            "[compare]\nfurthest = 3\n",
            "recount.toml:2:1: unknown key `furthest`; did you mean `furthest-apart`",
        ),
    ] {
        desk.write("recount.toml", text);
        let output = desk.run(&["check", "news"]);
        assert_eq!(status(&output), 2);
        assert_eq!(out(&output), "");
        assert!(err(&output).starts_with(&format!("error: {told}")), "{}", err(&output));
    }
    let output = desk.run(&["check", "news", "--config", "absent.toml"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("absent.toml: cannot read the settings"),
        "{}",
        err(&output)
    );
    let output = desk.run(&["check", "news", "--isolated", "--policy", "rage"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("there is no policy `rage`; did you mean `range`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_schema_is_printed() {
    let desk = Desk::fire("config-schema");
    let output = desk.run(&["config", "schema"]);
    let schema: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&serde_json::json!({ "policy": "range", "checks": { "headline-mismatch": "off" } })));
    assert!(!validator.is_valid(&serde_json::json!({ "polcy": "range" })));
}
