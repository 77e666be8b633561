//! Tests of the settings: what is read, what is refused and where, and that schema and sample hold.

use super::*;
use crate::rules::Sources;
use crate::rules::policy::Level;
use serde_json::Value;

fn parse(text: &str) -> Result<Config> {
    Config::parse(Path::new("desk/recount.toml"), text.to_owned())
}

fn refused(text: &str) -> String {
    let refused = parse(text).and_then(|c| c.apply(&mut Rules::embedded()?));
    refused.expect_err("it is refused").to_string()
}

#[test]
fn errors_name_place_and_remedy() {
    for (text, told) in [
        (
            "policy = \"range\"\nfail-onn = \"note\"\n",
            "desk/recount.toml:2:1: unknown key `fail-onn`; did you mean `fail-on`?",
        ),
        (
            "fail-on = \"notes\"\n",
            "desk/recount.toml:1:11: unknown value `notes`; did you mean `note`?",
        ),
        (
            "[checks]\nsuperseded = \"off\"\n",
            "desk/recount.toml:2:1: there is no check `superseded`; did you mean `superseded-figure`?",
        ),
        (
            "policy = \"rang\"\n",
            "desk/recount.toml:1:1: there is no policy `rang`; did you mean `range`?",
        ),
        (
            "events = \"folders\"\n",
            "desk/recount.toml:1:1: `events` names no way to group reports; expected auto, one, folder or field:NAME",
        ),
        (
            "exclude = [\n  \"fine\",\n  \"a{b\",\n]\n",
            "desk/recount.toml:3:3: is no pattern",
        ),
        (
            "[[source]]\noutlet = \"Vale\"\n[[source]]\noutlet = \"Wire\"\nnames = [\"vale\"]\n",
            "desk/recount.toml:4:1: `vale` is the name of two sources",
        ),
        (
            "[[source]]\noutlet = \"Vale\"\ntier = 0\n",
            "desk/recount.toml:3:1: `tier` is a number from 1 to 9",
        ),
        ("include = \"reports\"\n", "desk/recount.toml:1:11: invalid type"),
        ("include = [\n", "desk/recount.toml:1:"),
    ] {
        let error = refused(text);
        assert!(error.starts_with(told), "{error}\nexpected {told}");
    }
}

#[test]
fn the_settings_reach_the_rules() {
    let config = parse(
        "policy = \"latest\"\n[checks]\nsuperseded-figure = \"error\"\nheadline-mismatch = \"off\"\n\
         [compare]\nfurthest-apart = 3\n[[source]]\noutlet = \"Vale Wire\"\nnames = [\"VW\"]\nagency = true\n",
    )
    .expect("valid");
    let mut rules = Rules::embedded().expect("packs");
    config.apply(&mut rules).expect("known names");
    assert_eq!(rules.policy.current().name, "latest");
    assert_eq!(rules.policy.level("headline-mismatch"), Level::Off);
    assert_eq!(rules.policy.level("superseded-figure"), Level::Error);
    assert_eq!(rules.policy.furthest_apart(false, false), 3);
    assert!(rules.outlets.agency("VW"));
    assert_eq!(rules.outlets.find("vw").map(|o| o.name.as_str()), Some("Vale Wire"));
    let shown = shown(&config, &rules, &[("policy", "\"majority\"".into(), "--policy")]);
    let of = |key: &str| {
        let s = shown.iter().find(|s| s.key == key).expect("it is shown");
        (s.value.as_str(), s.origin.as_str())
    };
    assert_eq!(of("policy"), ("\"majority\"", "--policy"));
    assert_eq!(of("superseded-figure"), ("\"error\"", "desk/recount.toml:3"));
    assert_eq!(
        of("self-contradiction"),
        ("\"error\"", "checks/self-contradiction.toml")
    );
    assert_eq!(of("conflicting-figures"), ("\"error\"", "policy latest"));
    assert_eq!(of("furthest-apart"), ("3", "desk/recount.toml:6"));
    assert_eq!(of("events"), ("\"auto\"", "default"));
}

#[test]
fn paths_count_from_the_file() {
    let config = parse("include = [\"reports\"]\nrules = [\"mine\"]\nagainst = [\"wire/*.md\"]\n").expect("valid");
    assert_eq!(config.include(), [Path::new("desk/reports")]);
    assert_eq!(config.overlays(), [Path::new("desk/mine")]);
    assert_eq!(config.against(), [Path::new("desk/wire/*.md")]);
}

/// The sample with its settings uncommented: lines that are TOML once the mark is gone.
fn uncommented() -> String {
    let bare = |line: &str| {
        let inner = line.strip_prefix("# ").unwrap_or(line);
        let setting = inner.starts_with("[[") || inner.split_once(" = ").is_some_and(|(k, _)| !k.contains(' '));
        if setting { inner.to_owned() } else { line.to_owned() }
    };
    SAMPLE.lines().map(bare).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_sample_names_every_setting_and_changes_nothing() {
    let config = Config::parse(Path::new(NAME), SAMPLE.to_owned()).expect("the sample is valid");
    assert_eq!(config.file, File::default());
    let full = Config::parse(Path::new(NAME), uncommented()).expect("so it is without the marks");
    full.apply(&mut Rules::embedded().expect("packs"))
        .expect("its names are known");
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let value: Value = toml::from_str(&uncommented()).expect("TOML");
    let wrong: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for key in schema["properties"].as_object().expect("keys").keys() {
        assert!(value.get(key).is_some(), "the sample lacks `{key}`");
    }
    for policy in &crate::rules::packs().policy.policies {
        assert!(SAMPLE.contains(&format!("\"{}\"", policy.name)), "{}", policy.name);
    }
    let mut broken = value;
    broken["policies"] = "range".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn the_defaults_of_the_sample_are_the_defaults() {
    let text = Sources::embedded().text("compare.toml").expect("there").to_owned();
    for key in ["furthest-apart", "furthest-apart-loose"] {
        let line = |t: &str| {
            let found = t
                .lines()
                .find(|l| l.trim_start_matches("# ").starts_with(&format!("{key} = ")));
            found.map(|l| l.trim_start_matches("# ").to_owned())
        };
        assert_eq!(line(SAMPLE), line(&text));
    }
}

#[test]
fn the_schema_is_up_to_date() {
    let schema = schemars::schema_for!(File);
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config/recount.schema.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("it is there");
    assert!(
        kept == text,
        "run `BLESS=1 cargo test --lib config` and read what changed"
    );
}

#[test]
fn what_the_readme_shows_is_valid() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).expect("it is there");
    let blocks = readme.split("```toml\n").skip(1).filter_map(|b| b.split("```").next());
    let settings: Vec<&str> = blocks.filter(|b| !b.contains("[[example]]")).collect();
    assert!(settings.len() >= 2, "{settings:?}");
    for text in settings {
        let config = parse(text).unwrap_or_else(|e| panic!("{e}"));
        config
            .apply(&mut Rules::embedded().expect("packs"))
            .unwrap_or_else(|e| panic!("{e}"));
    }
}
