//! What is in force, setting by setting, and where each comes from: `recount config show`.

use super::{Config, NAME};
use crate::rules::Rules;
use crate::rules::policy::Level;
use serde::Serialize;
use std::path::Path;

/// One setting in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The table it stands in: "checks"; empty at the top.
    pub table: &'static str,
    /// Its name; empty for a table out of a list.
    pub key: String,
    /// Its value, as TOML; of a table out of a list, its keys.
    pub value: String,
    /// Where it comes from: "recount.toml:3", "default", "--policy".
    pub origin: String,
}

/// Every setting. What was `given` on the command line is shown in place of what the file says: key,
/// value as TOML, and the option.
pub fn shown(config: &Config, rules: &Rules, given: &[(&str, String, &str)]) -> Vec<Setting> {
    let file = &config.file;
    let top = |key: &str, value: String| match given.iter().find(|g| g.0 == key) {
        Some((_, value, option)) => setting("", key, value.clone(), (*option).to_owned()),
        None => setting("", key, value, origin(config, key).unwrap_or_else(default)),
    };
    let mut all = vec![
        top("include", toml(&file.include)),
        top("exclude", toml(&file.exclude)),
        top("against", toml(&file.against)),
        top("events", toml(file.events.as_deref().unwrap_or("auto"))),
        top("policy", toml(rules.policy.current().name.as_str())),
        top("fail-on", toml(&file.fail_on.unwrap_or(super::FailOn::Error))),
        top("rules", toml(&file.rules)),
    ];
    all.extend(file.baseline.as_ref().map(|path| top("baseline", toml(path))));
    for check in &rules.policy.checks {
        let key = format!("checks.{}", check.name);
        let level = rules.policy.level(&check.name);
        let (value, from) = match level {
            Level::On => {
                let (severity, policy) = rules.policy.usual(check);
                let from = match policy {
                    true => format!("policy {}", rules.policy.current().name),
                    false => format!("checks/{}.toml", check.name),
                };
                (toml(&severity), from)
            }
            level => (toml(&level), default()),
        };
        let from = origin(config, &key).unwrap_or(from);
        all.push(setting("checks", &check.name, value, from));
    }
    for (key, value) in [
        ("furthest-apart", rules.policy.furthest),
        ("furthest-apart-loose", rules.policy.furthest_loose),
    ] {
        let from = origin(config, &format!("compare.{key}")).unwrap_or_else(|| "compare.toml".to_owned());
        all.push(setting("compare", key, value.to_string(), from));
    }
    for (i, source) in file.source.iter().enumerate() {
        let from = origin(config, &format!("source.{i}")).unwrap_or_else(default);
        all.push(setting("source", "", entry(source), from));
    }
    for (i, allow) in file.allow.iter().enumerate() {
        let from = origin(config, &format!("allow.{i}")).unwrap_or_else(default);
        all.push(setting("allow", "", entry(allow), from));
    }
    all
}

fn setting(table: &'static str, key: &str, value: String, origin: String) -> Setting {
    let key = key.to_owned();
    Setting {
        table,
        key,
        value,
        origin,
    }
}

fn origin(config: &Config, key: &str) -> Option<String> {
    let path = config.path.as_deref().unwrap_or(Path::new(NAME));
    config.line(key).map(|line| format!("{}:{line}", path.display()))
}

fn default() -> String {
    "default".to_owned()
}

/// The keys of a table, a line each.
fn entry<T: Serialize>(value: &T) -> String {
    toml::to_string(value).unwrap_or_default().trim_end().to_owned()
}

/// A value on one line.
fn toml<T: Serialize + ?Sized>(value: &T) -> String {
    toml::Value::try_from(value).map(|v| v.to_string()).unwrap_or_default()
}
