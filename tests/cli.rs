//! The command line, end to end: statuses, formats, streams, and what it says when things go wrong.

mod desk;

use desk::{Desk, err, out, status};
use serde_json::Value;
use std::io::{Read, Write};
use std::process::Stdio;

#[test]
fn help_teaches_by_example() {
    let desk = Desk::fire("help");
    for args in [
        &["--help"][..],
        &["check", "--help"],
        &["audit", "--help"],
        &["why", "--help"],
    ] {
        let output = desk.run(args);
        assert_eq!(status(&output), 0);
        assert!(out(&output).contains("Example"), "{}", out(&output));
        assert!(out(&output).contains("recount "));
    }
    let version = out(&desk.run(&["--version"]));
    let packs = version
        .strip_prefix(&format!("recount {} (rule packs ", env!("CARGO_PKG_VERSION")))
        .and_then(|rest| rest.strip_suffix(")\n"));
    let digest = |d: &str| d.len() == 16 && d.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(packs.is_some_and(digest), "{version}");
    assert_eq!(out(&desk.run(&["-V"])), version);
}

#[test]
fn wrong_usage_is_status_two() {
    let desk = Desk::fire("usage");
    for args in [
        &["check"][..],
        &["check", "news", "--format", "xml"],
        &["check", "news", "--events", "field:"],
        &["check", "news", "--fail-on", "sometimes"],
        &["audit", "news/a.md"],
        &["frobnicate"],
        &["check", "news", "-q", "-v"],
        &[],
    ] {
        let output = desk.run(args);
        assert_eq!(status(&output), 2, "{args:?}");
        assert_eq!(out(&output), "");
        assert!(!err(&output).is_empty());
    }
}

#[test]
fn formats_for_machines_hold_nothing_else() {
    let desk = Desk::fire("machines");
    for command in ["check", "claims", "quantities"] {
        let json = desk.run(
            &[command, "news", "--format", "json", "--fail-on", "never"][..if command == "check" { 6 } else { 4 }],
        );
        assert_eq!(status(&json), 0, "{}", err(&json));
        let value: Value = serde_json::from_str(&out(&json)).expect("one document");
        assert_eq!(value["schema"], 1);
        let lines = desk.run(&[command, "news", "--format", "jsonl"]);
        for line in out(&lines).lines() {
            let value: Value = serde_json::from_str(line).expect("an object a line");
            assert!(value.is_object());
        }
    }
}

#[test]
fn the_document_follows_its_schema() {
    let desk = Desk::fire("schema");
    let schema: Value = serde_json::from_str(include_str!("output.schema.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let output = desk.run(&["check", "news", "--format", "json"]);
    let document: Value = serde_json::from_str(&out(&output)).expect("one document");
    let wrong: Vec<String> = validator
        .iter_errors(&document)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(document["reports"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["reports"][0]["id"], "news/a.md");
    let mut broken = document;
    broken["reports"][0]["outlet"] = 7.into();
    assert!(!validator.is_valid(&broken), "the schema accepts anything");
}

#[test]
fn the_output_does_not_depend_on_threads() {
    let desk = Desk::fire("threads");
    let one = desk.run(&["check", "news", "--format", "json", "-j", "1"]);
    let four = desk.run(&["check", "news", "--format", "json", "-j", "4"]);
    assert_eq!(one.stdout, four.stdout);
    assert!(!one.stdout.is_empty());
}

#[test]
fn many_files_are_listed_in_order_and_none_twice() {
    let desk = Desk::empty("portions");
    // more than are read at a time
    for i in 0..600 {
        desk.write(
            &format!("{i:03}.txt"),
            &format!("The flood in Kell killed {} people.", i + 2),
        );
    }
    for command in ["claims", "quantities"] {
        let listed = |format: &str| out(&desk.run(&[command, "--format", format, "."]));
        let lines = listed("jsonl");
        let all: Vec<Value> = lines
            .lines()
            .map(|l| serde_json::from_str(l).expect("an object"))
            .collect();
        let values: Vec<String> = all.iter().map(|c| c["text"].to_string()).collect();
        let wanted: Vec<String> = (2..602).map(|i| format!("\"{i}\"")).collect();
        assert_eq!(values, wanted, "{command}");
        let document: Value = serde_json::from_str(&listed("json")).expect("a document");
        assert_eq!(document[command].as_array(), Some(&all), "{command}");
    }
}

#[test]
fn an_unreadable_input_fails_the_run_but_not_the_rest() {
    let desk = Desk::fire("unreadable");
    let output = desk.run(&["check", "news/a.md", "news/absent.md", "news/b.md", "--format", "json"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("news/absent.md"), "{}", err(&output));
    assert_eq!(err(&output).matches("absent.md").count(), 1, "{}", err(&output));
    let document: Value = serde_json::from_str(&out(&output)).expect("one document");
    assert_eq!(document["reports"].as_array().map(Vec::len), Some(2));
}

#[test]
fn nothing_to_read_is_a_failure_that_says_so() {
    let desk = Desk::fire("nothing");
    std::fs::create_dir(desk.0.join("empty")).expect("a folder");
    let output = desk.run(&["check", "empty"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).starts_with("error: "), "{}", err(&output));
}

#[test]
fn standard_input_is_a_report_or_a_list() {
    let desk = Desk::fire("stdin");
    let feed = |args: &[&str], text: &str| {
        let mut child = desk
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        child
            .stdin
            .take()
            .expect("piped")
            .write_all(text.as_bytes())
            .expect("it reads");
        child.wait_with_output().expect("it ends")
    };
    let report = feed(
        &["check", "-", "--format", "json"],
        "Nine people were hurt in Kell on Tuesday, police said.\n",
    );
    let document: Value = serde_json::from_str(&out(&report)).expect("one document");
    assert_eq!(
        document["reports"].as_array().map(Vec::len),
        Some(1),
        "{}",
        err(&report)
    );
    let list = feed(
        &["check", "--files-from", "-", "--format", "json"],
        "news/a.md\nnews/b.md\n",
    );
    let document: Value = serde_json::from_str(&out(&list)).expect("one document");
    assert_eq!(document["reports"][1]["id"], "news/b.md", "{}", err(&list));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let desk = Desk::fire("pipe");
    let long = "Nine people were hurt in Kell on Tuesday, police said, and 31 homes burned.\n\n".repeat(4000);
    desk.write("news/long.md", &long);
    let mut child = desk
        .command(&["quantities", "news/long.md", "--format", "compact"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut first = [0; 16];
    child
        .stdout
        .take()
        .expect("piped")
        .read_exact(&mut first)
        .expect("it writes");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(status(&output), 0);
    assert_eq!(err(&output), "");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::fire("colour");
    let plain = desk.run(&["check", "news"]);
    assert!(!plain.stdout.contains(&0x1b));
    let forced = desk.run(&["check", "news", "--color", "always"]);
    assert!(forced.stdout.contains(&0x1b));
    let asked = desk
        .command(&["check", "news"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .expect("it runs");
    assert!(asked.stdout.contains(&0x1b));
    let refused = desk
        .command(&["check", "news"])
        .envs([("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")])
        .output()
        .expect("it runs");
    assert!(!refused.stdout.contains(&0x1b));
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let desk = Desk::fire("file");
    let output = desk.run(&["check", "news", "--format", "json", "-o", "out.json"]);
    assert_eq!(out(&output), "");
    let text = std::fs::read_to_string(desk.0.join("out.json")).expect("the file is there");
    assert!(serde_json::from_str::<Value>(&text).is_ok());
    let lost = desk.run(&["check", "news", "-o", "absent/out.json"]);
    assert_eq!(status(&lost), 2);
    assert!(err(&lost).contains("absent"), "{}", err(&lost));
    let left = std::fs::read_dir(&desk.0).expect("readable").filter(|e| {
        e.as_ref()
            .is_ok_and(|e| e.file_name().to_string_lossy().ends_with(".part"))
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn a_broken_rule_file_names_its_place() {
    let desk = Desk::fire("rules");
    std::fs::create_dir_all(desk.0.join("mine/measures")).expect("a folder");
    desk.write("mine/measures/bad.toml", "name = \"felled\"\nmoves = \"sideways\"\n");
    let output = desk.run(&["check", "news", "--rules", "mine"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("bad.toml:2"), "{}", err(&output));
    assert_eq!(out(&output), "");
}

#[test]
fn an_unknown_rule_or_claim_is_named() {
    let desk = Desk::fire("unknown");
    let output = desk.run(&["explain", "no-such-rule"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("no-such-rule") && err(&output).contains("rules list"),
        "{}",
        err(&output)
    );
    let output = desk.run(&["why", "news/a.md#999", "news/b.md#1", "news"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("news/a.md#999"), "{}", err(&output));
}

#[test]
fn why_tells_what_makes_two_reports_one_event() {
    let desk = Desk::fire("why-event");
    let output = desk.run(&["why", "news/a.md#1", "news/b.md#1", "news"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let text = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Same event?"), "{text}");
    assert!(
        text.contains("the reports are alike by") && text.contains("where one event asks for"),
        "{text}"
    );
    assert!(text.contains("days times"), "{text}");
    let output = desk.run(&["why", "news/a.md#1", "news/a.md#1", "news"]);
    assert!(!out(&output).contains("are alike by"), "{}", out(&output));
}

#[test]
fn packs_are_listed_and_tested() {
    let desk = Desk::fire("packs");
    desk.write("extra.toml", "");
    let output = desk.run(&["rules", "list"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("counterexamples"), "{}", out(&output));
    let output = desk.run(&["rules", "test"]);
    assert_eq!(status(&output), 0, "{}", out(&output));
    assert!(out(&output).starts_with("all hold: "), "{}", out(&output));
    let output = desk.run(&["rules", "test", "-v"]);
    assert!(out(&output).contains("units.toml:"), "{}", out(&output));
}

const PETITION: &str = "name = \"petition\"\nmoves = \"up\"\ncounts = \"people\"\n\
    noun = [{ words = [\"signature\"], slot = \"count\", counted = \"people\" }]\n";

#[test]
fn an_example_that_fails_names_its_place() {
    let desk = Desk::fire("failing-example");
    std::fs::create_dir_all(desk.0.join("mine/measures")).expect("a folder");
    let good = "example = [{ text = \"It has 41,000 signatures.\", number = \"41,000\" }]\n\
        counterexample = [\"Her signature is long.\"]\n";
    desk.write("mine/measures/petition.toml", &format!("{PETITION}{good}"));
    let output = desk.run(&["rules", "test", "--rules", "mine"]);
    assert_eq!(status(&output), 0, "{}", out(&output));
    desk.write(
        "mine/measures/petition.toml",
        &format!(
            "{PETITION}{}",
            good.replace("Her signature is long", "It has 90 signatures")
        ),
    );
    let output = desk.run(&["rules", "test", "--rules", "mine"]);
    assert_eq!(status(&output), 1, "{}", out(&output));
    assert!(
        out(&output).contains("mine/measures/petition.toml:6: counterexample of `measure petition` fails"),
        "{}",
        out(&output)
    );
    assert!(out(&output).contains("1 failed"), "{}", out(&output));
    let output = desk.run(&["check", "news", "--rules", "mine", "--fail-on", "never"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
}

#[test]
fn a_rule_without_both_kinds_of_examples_is_refused() {
    let desk = Desk::fire("lacking-example");
    std::fs::create_dir_all(desk.0.join("mine/measures")).expect("a folder");
    let example = "example = [\"It has 41,000 signatures.\"]\n";
    desk.write("mine/measures/petition.toml", &format!("{PETITION}{example}"));
    for args in [&["check", "news"][..], &["rules", "test"], &["rules", "list"]] {
        let output = desk.run(&[args, &["--rules", "mine"]].concat());
        assert_eq!(status(&output), 2, "{args:?}");
        assert!(
            err(&output).contains("mine/measures/petition.toml:1: `measure petition` lacks a `counterexample`; give"),
            "{}",
            err(&output)
        );
    }
    std::fs::remove_file(desk.0.join("mine/measures/petition.toml")).expect("it is there");
    let unit = "[[unit]]\nname = \"rod\"\ndimension = \"length\"\nbase = \"m\"\nfactor = \"5.0292\"\n";
    desk.write("mine/units.toml", unit);
    let output = desk.run(&["check", "news", "--rules", "mine"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("mine/units.toml:1: `unit rod` lacks an `example` and a `counterexample`"),
        "{}",
        err(&output)
    );
    desk.write(
        "mine/units.toml",
        &format!("{unit}example = [{{ text = \"Two rods.\", valve = 10 }}]\n"),
    );
    let output = desk.run(&["check", "news", "--rules", "mine"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("mine/units.toml:6: an example cannot ask for `valve`"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_contradiction_fails_the_run() {
    let desk = Desk::fire("contradiction");
    let output = desk.run(&["check", "news", "--events", "one"]);
    assert_eq!(status(&output), 1, "{}", out(&output));
    assert!(out(&output).contains("error[conflicting-figures]"), "{}", out(&output));
    assert_eq!(
        status(&desk.run(&["check", "news", "--events", "one", "--fail-on", "never"])),
        0
    );
    let line = desk.run(&["check", "news", "--events", "one", "--format", "compact"]);
    assert!(
        out(&line).starts_with("news/a.md:6:1: error[conflicting-figures]"),
        "{}",
        out(&line)
    );
    let github = desk.run(&["check", "news", "--events", "one", "--format", "github"]);
    assert!(
        out(&github).starts_with("::error file=news/a.md,line=6,col=1,"),
        "{}",
        out(&github)
    );
    let audit = desk.run(&["audit", "news/a.md", "--against", "news/b.md", "--events", "one"]);
    assert_eq!(status(&audit), 1, "{}", out(&audit));
    assert!(out(&audit).contains("contradicted"), "{}", out(&audit));
}

#[test]
fn an_audit_needs_its_sources() {
    let desk = Desk::fire("audit");
    let output = desk.run(&["audit", "news/a.md", "--against", "news/absent.md"]);
    assert_eq!(status(&output), 2);
    let output = desk.run(&["audit", "news/absent.md", "--against", "news/b.md"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("absent.md"));
    let output = desk.run(&["audit", "news/a.md", "--against", "news/", "--format", "json"]);
    let document: Value = serde_json::from_str(&out(&output)).expect("one document");
    assert_eq!(document["sources"], 1, "the draft is no source of its own");
}

#[test]
fn several_formats_are_written_in_one_run() {
    let desk = Desk::fire("formats");
    let args = [
        "check",
        "news",
        "--events",
        "one",
        "--format",
        "compact",
        "--format",
        "sarif=out.sarif",
        "--format",
        "junit=out.xml",
        "--format",
        "csv=out.csv",
    ];
    let output = desk.run(&args);
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(out(&output).starts_with("news/a.md:6:1: error"), "{}", out(&output));
    let read = |name: &str| std::fs::read_to_string(desk.0.join(name)).expect("the file is there");
    let sarif: Value = serde_json::from_str(&read("out.sarif")).expect("one document");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
    assert!(read("out.xml").starts_with("<?xml"));
    assert!(read("out.csv").starts_with("finding,rule,"));
    // A file without directory to stand in loses the others too: none is half there.
    std::fs::remove_file(desk.0.join("out.sarif")).expect("it is there");
    let lost = desk.run(&[
        "check",
        "news",
        "--format",
        "sarif=out.sarif",
        "--format",
        "csv=absent/out.csv",
    ]);
    assert_eq!(status(&lost), 2);
    assert!(err(&lost).contains("absent/out.csv"), "{}", err(&lost));
    assert!(!desk.0.join("out.sarif").exists());
}

#[test]
fn formats_that_cannot_be_written_together_are_refused() {
    let desk = Desk::fire("formats-wrong");
    let twice = desk.run(&["check", "news", "--format", "json", "--format", "csv"]);
    assert_eq!(status(&twice), 2);
    assert!(err(&twice).contains("--format csv=FILE"), "{}", err(&twice));
    let same = desk.run(&["check", "news", "--format", "json=a", "--format", "csv=a"]);
    assert_eq!(status(&same), 2);
    assert!(err(&same).contains("written to a"), "{}", err(&same));
    let unnamed = desk.run(&["check", "news", "--format", "sarif="]);
    assert_eq!(status(&unnamed), 2);
    assert!(err(&unnamed).contains("names no file"), "{}", err(&unnamed));
    let left = desk.run(&["check", "news", "--format", "json=a", "-o", "b"]);
    assert_eq!(status(&left), 2);
    assert!(err(&left).contains("written to b"), "{}", err(&left));
    let unknown = desk.run(&["check", "news", "--format", "xml=out.xml"]);
    assert_eq!(status(&unknown), 2);
    assert!(err(&unknown).contains("checkstyle"), "{}", err(&unknown));
    for file in ["a", "b", "out.xml"] {
        assert!(!desk.0.join(file).exists(), "{file}");
    }
}

#[test]
fn shells_and_manuals_know_every_command() {
    let desk = Desk::empty("shells");
    let help = out(&desk.run(&["--help"]));
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|l| *l != "Commands:")
        .skip(1)
        .take_while(|l| !l.is_empty())
        .filter_map(|l| l.strip_prefix("  ")?.split(' ').next().filter(|w| !w.is_empty()))
        .collect();
    assert!(commands.len() > 10, "{help}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = desk.run(&["completions", shell]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let script = out(&output);
        assert!(commands.iter().all(|c| script.contains(c)), "{shell}");
        assert!(script.contains("changed-since"), "{shell}");
    }
    assert_eq!(status(&desk.run(&["completions", "tcsh"])), 2);
    let page = out(&desk.run(&["man"]));
    assert!(page.contains(".TH recount 1") && page.contains("Exit status"), "{page}");
    let output = desk.run(&["man", "--dir", "man1"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    for command in commands.iter().filter(|c| **c != "help") {
        let page = desk.read(&format!("man1/recount-{command}.1"));
        assert!(
            page.contains(".SH OPTIONS") || page.contains(".SH SUBCOMMANDS"),
            "{command}"
        );
    }
    desk.write("taken", "");
    let output = desk.run(&["man", "--dir", "taken"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("taken: the manual cannot be written there"),
        "{}",
        err(&output)
    );
}
