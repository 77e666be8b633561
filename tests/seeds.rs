//! What recount prints on the seeds, format by format, as accepted snapshots.
//!
//! A change of output is a change of these files: look at the difference, then accept it with
//! `INSTA_UPDATE=always cargo test --test seeds`.

use serde_json::Value;
use std::process::{Command, Output, Stdio};

/// Runs the binary from the crate's root, so that ids are `seeds/...`.
fn run(args: &[&str]) -> Output {
    command(args).output().expect("the binary runs")
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    command
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .env("COLUMNS", "100")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1");
    for variable in ["CLICOLOR_FORCE", "TERM", "LC_CTYPE", "LANG"] {
        command.env_remove(variable);
    }
    command
}

/// Standard output of a run that read everything: exit status 0 or 1, and nothing to complain about.
fn printed(args: &[&str]) -> String {
    let output = run(args);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {complaints}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The document with the version taken out, which changes with each release.
fn document(args: &[&str]) -> Value {
    let mut value: Value = serde_json::from_str(&printed(args)).expect("one document");
    if let Some(version) = value.pointer_mut("/tool/version") {
        *version = "VERSION".into();
    }
    value
}

/// What the schema says about a document, where it is wrong.
fn wrong(document: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(include_str!("output.schema.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    validator
        .iter_errors(document)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect()
}

/// Every line for people fits the terminal, but for the names of files, which are not broken.
#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../README.md").replace("\r\n", "\n");
    let example = readme
        .split("```console\n$ recount check seeds/nalchik-2005\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("the example");
    let now = printed(&["check", "seeds/nalchik-2005"]);
    for line in example.lines().filter(|l| !l.starts_with('[')) {
        assert!(now.lines().any(|l| l == line), "not printed: {line}\n{now}");
    }
}

#[test]
fn lines_fit_the_terminal() {
    for columns in ["60", "80", "100", "160"] {
        for args in [
            &["check", "seeds", "-v"][..],
            &[
                "audit",
                "seeds/nalchik-2005/bbc.md",
                "--against",
                "seeds/nalchik-2005/afp.md",
                "-v",
            ],
            &["claims", "seeds/crowd"],
        ] {
            let mut command = command(args);
            let output = command.env("COLUMNS", columns).output().expect("the binary runs");
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let wide: usize = columns.parse().expect("a number");
            let names_a_file = |l: &&str| l.contains("--> ") || l.contains("::: ") || l.contains("seeds/");
            let long = text
                .lines()
                .filter(|l| !names_a_file(l))
                .find(|l| l.chars().count() > wide);
            assert_eq!(long, None, "{args:?} at {columns} columns");
        }
    }
}

#[test]
fn check_for_people() {
    snapshot("check-table", &printed(&["check", "seeds"]));
}

#[test]
fn check_a_line_a_finding() {
    snapshot("check-compact", &printed(&["check", "seeds", "--format", "compact"]));
}

#[test]
fn check_for_github() {
    snapshot("check-github", &printed(&["check", "seeds", "--format", "github"]));
}

/// One line an element, to be read in a difference.
#[test]
fn check_as_a_document() {
    let document = document(&["check", "seeds", "--format", "json"]);
    assert_eq!(wrong(&document), [""; 0]);
    let mut text = String::new();
    for (name, list) in document.as_object().expect("an object") {
        let Some(list) = list.as_array() else {
            text.push_str(&format!("{name}: {list}\n"));
            continue;
        };
        text.push_str(&format!("{name}:\n"));
        list.iter().for_each(|item| text.push_str(&format!("  {item}\n")));
    }
    snapshot("check-json", &text);
}

/// One line of JSON Lines is one finding of the document.
#[test]
fn check_as_lines() {
    let lines = printed(&["check", "seeds", "--format", "jsonl"]);
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).expect("an object a line");
        assert!(value.is_object());
    }
    snapshot("check-jsonl", &lines);
}

#[test]
fn claims_and_quantities_for_people() {
    snapshot("claims-table", &printed(&["claims", "seeds", "--format", "table"]));
    snapshot(
        "quantities-compact",
        &printed(&["quantities", "seeds", "--format", "compact"]),
    );
}

#[test]
fn an_audit_for_people() {
    let audit = [
        "audit",
        "seeds/earthquake/sierra-herald.md",
        "--against",
        "seeds/earthquake",
    ];
    snapshot("audit-table", &printed(&audit));
}

/// The listings are made of the objects that `check` has under `claims`, with the same fields.
#[test]
fn every_format_of_json_follows_the_schema() {
    let whole = document(&["check", "seeds", "--format", "json"]);
    let keys = |value: &Value| -> Vec<String> {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect()
    };
    let claims = document(&["claims", "seeds", "--format", "json"]);
    let mut with_claims = whole.clone();
    with_claims["claims"] = claims["claims"].clone();
    assert_eq!(wrong(&with_claims), [""; 0]);
    let listed = claims["claims"].as_array().expect("a list");
    assert_eq!(Some(listed.len()), whole["claims"].as_array().map(Vec::len));
    let lines = printed(&["claims", "seeds", "--format", "jsonl"]);
    let lines: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("an object a line"))
        .collect();
    assert_eq!(&lines, listed);

    let quantities = document(&["quantities", "seeds", "--format", "json"]);
    let listed = quantities["quantities"].as_array().expect("a list");
    let lines = printed(&["quantities", "seeds", "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), listed.len());
    let wanted = [
        "approximate",
        "column",
        "high",
        "id",
        "line",
        "low",
        "noun",
        "report",
        "span",
        "text",
        "unit",
    ];
    for quantity in listed {
        let keys = keys(quantity);
        assert!(wanted.iter().all(|k| keys.iter().any(|key| key == k)), "{keys:?}");
    }

    let findings = printed(&["check", "seeds", "--format", "jsonl"]);
    let mut with_findings = whole.clone();
    with_findings["findings"] = findings
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("an object a line"))
        .filter(|v| v.get("rule").is_some())
        .collect();
    assert_eq!(wrong(&with_findings), [""; 0]);
}

/// Spans are those of the files on disk, and the words of a claim stand there.
#[test]
fn claims_stand_where_they_say() {
    let document = document(&["check", "seeds", "--format", "json"]);
    let claims = document["claims"].as_array().expect("a list");
    assert!(claims.len() > 40, "only {} claims", claims.len());
    for claim in claims {
        let path = claim["report"].as_str().expect("an id");
        let source = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
            .expect("the report is a file");
        let at = |span: &Value, end: &str| span[end].as_u64().expect("an offset") as usize;
        let (span, sentence) = (&claim["span"], &claim["sentence"]);
        assert_eq!(
            source.get(at(span, "start")..at(span, "end")),
            claim["text"].as_str(),
            "{claim}"
        );
        assert!(at(sentence, "start") <= at(span, "start") && at(span, "end") <= at(sentence, "end"));
        let before = &source[..at(span, "start")];
        assert_eq!(claim["line"], before.matches('\n').count() + 1, "{claim}");
    }
}

/// The reports of each folder tell of one event: the raids of two years on neighbouring towns are two.
#[test]
fn each_folder_is_an_event_of_its_own() {
    let document = document(&["check", "--format", "json", "seeds"]);
    let folder = |id: &str| {
        id.rsplit_once('/')
            .map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    let mut main = std::collections::BTreeMap::new();
    for event in document["events"].as_array().expect("events") {
        for report in event["reports"]
            .as_array()
            .expect("reports")
            .iter()
            .filter_map(Value::as_str)
        {
            let claims = document["claims"].as_array().expect("claims").iter();
            let own = claims
                .filter(|c| c["report"] == report && c["event"] == event["id"])
                .count();
            let best = main.entry(report.to_owned()).or_insert((0, String::new()));
            *best = best.clone().max((own, event["id"].to_string()));
        }
    }
    for (a, (_, x)) in &main {
        for (b, (_, y)) in &main {
            assert_eq!(folder(a) == folder(b), x == y, "{a} and {b}");
        }
    }
}
