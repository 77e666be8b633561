//! What takes recount into other people's pipelines: the GitHub Action, the pre-commit hooks, the example for
//! GitLab, the image and the release. Each is held against the command line that it calls.

mod desk;

use desk::{Desk, err, out, status};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn yaml(name: &str) -> Value {
    serde_yaml_ng::from_str(&file(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The step of the action that has an id.
fn step<'a>(action: &'a Value, id: &str) -> &'a Value {
    let steps = action["runs"]["steps"].as_array().expect("steps");
    steps.iter().find(|s| s["id"] == id).expect("a step of that id")
}

/// The long options that a text names: `--fail-on`.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let long = words.filter(|w| w.strip_prefix("--").is_some_and(|n| n.starts_with(char::is_alphabetic)));
    long.map(str::to_owned).collect()
}

/// The options of a subcommand, from its own help.
fn known(desk: &Desk, command: &str) -> BTreeSet<String> {
    let output = desk.run(&[command, "--help"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    options(&out(&output))
}

#[test]
fn every_option_that_they_use_is_one() {
    let desk = Desk::empty("shop-options");
    let (check, audit) = (known(&desk, "check"), known(&desk, "audit"));
    let action = yaml("action.yml");
    let script = step(&action, "check")["run"].as_str().expect("a script");
    let used = options(script);
    assert!(used.len() >= 7, "{used:?}");
    for option in &used {
        assert!(audit.contains(option), "action.yml: audit has no {option}");
        assert!(
            check.contains(option) || option == "--against",
            "action.yml: check has no {option}"
        );
    }
    for hook in yaml(".pre-commit-hooks.yaml").as_array().expect("hooks") {
        let entry: Vec<&str> = hook["entry"].as_str().expect("text").split(' ').collect();
        let known = if entry[1] == "audit" { &audit } else { &check };
        assert_eq!(entry[0], "recount");
        assert!(options(&entry.join(" ")).is_subset(known), "{entry:?}");
    }
    let gitlab = yaml(".gitlab/recount.gitlab-ci.yml");
    let script = gitlab["recount"]["script"][0].as_str().expect("a script");
    assert!(
        script.starts_with("recount check ") && options(script).is_subset(&check),
        "{script}"
    );
    for report in ["gitlab=gl-code-quality-report.json", "junit=recount.xml"] {
        assert!(script.contains(&format!("--format {report}")));
        let name = report.split('=').next_back().expect("a name");
        let reports = gitlab["recount"]["artifacts"]["reports"].as_object().expect("reports");
        assert!(reports.values().any(|r| r == name), "{name}");
    }
}

#[test]
fn the_inputs_of_the_action_are_all_used() {
    let text = file("action.yml");
    let action = yaml("action.yml");
    for (name, input) in action["inputs"].as_object().expect("inputs") {
        assert!(text.contains(&format!("inputs.{name} ")), "{name} is not used");
        assert!(
            input["description"].is_string() && input["default"].is_string(),
            "{name}"
        );
    }
    for part in text.split("inputs.").skip(1) {
        let name: String = part
            .chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '-')
            .collect();
        assert!(!action["inputs"][&name].is_null(), "there is no input `{name}`");
    }
}

/// Runs the action's own script in a folder, with inputs beside the defaults.
#[cfg(unix)]
fn act(desk: &Desk, inputs: &[(&str, &str)]) -> (String, String, String) {
    let action = yaml("action.yml");
    let step = step(&action, "check");
    let bin = Path::new(env!("CARGO_BIN_EXE_recount")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = std::process::Command::new("bash");
    command.args([
        "--noprofile",
        "--norc",
        "-eo",
        "pipefail",
        "-c",
        step["run"].as_str().expect("a script"),
    ]);
    command
        .current_dir(&desk.0)
        .env("PATH", format!("{}:{path}", bin.display()));
    for (name, value) in step["env"].as_object().expect("variables") {
        let value = value.as_str().expect("text");
        let input = value.trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let usual = action["inputs"][input]["default"].as_str().unwrap_or_default();
        let given = inputs.iter().find(|(n, _)| *n == input).map_or(usual, |(_, v)| v);
        command.env(name, given);
    }
    for name in ["out", "summary"] {
        desk.write(name, "");
    }
    command.env("TEMPORARY", &desk.0);
    command
        .env("GITHUB_OUTPUT", desk.0.join("out"))
        .env("GITHUB_STEP_SUMMARY", desk.0.join("summary"));
    let output = command.output().expect("bash runs");
    assert!(output.status.success(), "{}", err(&output));
    (out(&output), desk.read("out"), desk.read("summary"))
}

#[test]
#[cfg(unix)]
fn the_action_does_what_it_says() {
    let desk = Desk::fire("shop-action");
    let (told, outputs, summary) = act(&desk, &[("paths", "news/a.md\nnews/b.md\n"), ("args", "--events=one")]);
    assert!(told.starts_with("::error file=news/a.md"), "{told}");
    assert_eq!(outputs, "status=1\nsarif=recount.sarif\n");
    assert!(summary.contains("conflicting-figures"), "{summary}");
    let sarif: Value = serde_json::from_str(&desk.read("recount.sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1));
    desk.write(
        "draft one.md",
        "Thirty people were killed in the fire at the mill in Kell on Tuesday, police said.\n",
    );
    let inputs = [
        ("command", "audit"),
        ("paths", "draft one.md"),
        ("against", "news/a.md\nnews/b.md"),
        ("args", "--events=one"),
        ("fail-on", "never"),
        ("sarif", ""),
        ("summary", "false"),
    ];
    std::fs::remove_file(desk.0.join("recount.md")).expect("the summary is there");
    let (told, outputs, summary) = act(&desk, &inputs);
    assert!(told.contains("title=contradicted"), "{told}");
    assert_eq!((outputs.as_str(), summary.as_str()), ("status=0\n", ""));
    // nothing to read: the step tells, and the last step fails the job
    let (_, outputs, _) = act(&desk, &[]);
    assert_eq!(outputs.lines().next(), Some("status=2"));
}

#[test]
fn a_release_is_what_is_installed() {
    let cargo: toml::Table = file("Cargo.toml").parse().expect("TOML");
    let meta = &cargo["package"]["metadata"]["binstall"];
    let (release, action) = (file(".github/workflows/release.yml"), file("action.yml"));
    let targets = yaml(".github/workflows/release.yml")["jobs"]["build"]["strategy"]["matrix"]["include"].clone();
    for entry in targets.as_array().expect("a list") {
        let target = entry["target"].as_str().expect("text");
        assert!(
            action.contains(&format!("target={target} ")),
            "action.yml does not know {target}"
        );
        let windows = target.contains("windows");
        let format = meta["overrides"]
            .get(target)
            .unwrap_or(meta)
            .get("pkg-fmt")
            .and_then(toml::Value::as_str);
        assert_eq!(format, Some(if windows { "zip" } else { "tgz" }), "{target}");
    }
    // the archive is named, and laid out, as all three say
    assert!(release.contains("name=\"recount-$TARGET\"") && action.contains("file=\"recount-$target.$archive\""));
    assert!(
        meta["pkg-url"]
            .as_str()
            .is_some_and(|u| u.ends_with("/v{ version }/recount-{ target }{ archive-suffix }"))
    );
    assert_eq!(
        meta["bin-dir"].as_str(),
        Some("recount-{ target }/{ bin }{ binary-ext }")
    );
    for word in [
        "man --dir",
        "completions \"$shell\"",
        "--version",
        "rules test",
        "check seeds --fail-on never",
    ] {
        assert!(release.contains(&format!("\"$recount\" {word}")), "{word}");
    }
}

#[test]
fn the_image_holds_what_the_build_needs() {
    let image = file("Dockerfile");
    let ignored = file(".dockerignore");
    for part in ["Cargo.toml", "Cargo.lock", "README.md", "benches", "rules", "src"] {
        let copied = image
            .lines()
            .any(|l| l.starts_with("COPY ") && l.split(' ').any(|w| w == part));
        assert!(copied && ignored.lines().any(|l| l == format!("!{part}")), "{part}");
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(part).exists());
    }
    let (_, last) = image.rsplit_once("\nFROM ").expect("stages");
    assert!(last.starts_with("scratch\n") && !last.contains("RUN "), "{last}");
}
