//! Rule files to start from: `recount rules new`.

use super::Rules;
use super::inflect::plural;
use crate::error::{Error, Result};

/// A measure that counts what its name says.
///
/// # Errors
/// A name that is none, or that a measure has.
pub fn measure(name: &str, rules: &Rules) -> Result<String> {
    named(name)?;
    if rules.measures.get(name).is_some() {
        let told = format!("there is a measure `{name}` already");
        return Err(Error::new(told).help(format!("`recount explain {name}` explains it; take another name")));
    }
    let one = name.replace('-', " ");
    let many = plural(&one);
    Ok(format!(
        r#"# A measure: the words that evoke it, and what its figures count. Every field is explained by
# `recount rules schema measure`; the built-in measures are examples.
name = "{name}"
title = "{many}"
# Which way a figure goes as an event unfolds: up, down, either, no.
moves = "up"
# Nouns that carry a figure: "41 {many}".
noun = [{{ words = ["{one}"], slot = "count" }}]
# Verbs, with the slot in which the counted stands, and words that must stand beside them:
# verb = [{{ verbs = ["sign"], counted = "subject", with = ["{one}"] }}]

# Texts in which it must be found, with what must be read there ...
[[example]]
text = "Officials counted 41 {many} in Kell on Tuesday."
number = "41"

# ... and texts in which it must not.
[[counterexample]]
text = "The word {one} has a long history."
"#
    ))
}

/// A policy like the usual one.
///
/// # Errors
/// A name that is none.
pub fn policy(name: &str) -> Result<String> {
    named(name)?;
    Ok(format!(
        r#"# A policy: which figure is the best, how far "about" reaches, and how grave a verdict is.
name = "{name}"
title = "{name}"
summary = "Say here whose practice it follows."
# The best of several figures: "latest", "lowest" that no later one has overtaken, or what the
# "majority" of independent origins gives.
best = "latest"
# How far an approximate value reaches to either side.
approximate-percent = 10

[severity]
# Two figures that cannot both be true, and an early one that a later one has overtaken.
conflict = "error"
updated = "warning"
# A conflict in which everybody says who counted:
# attributed = "warning"

[[example]]
measure = "killed"
best = 11
reports = [
  {{ outlet = "Courier", published = "2031-05-12", text = "The landslide killed 6 people." }},
  {{ outlet = "Northern Wire", published = "2031-05-14", text = "The landslide killed 11 people." }},
]

[[counterexample]]
measure = "killed"
best = 6
reports = [
  {{ outlet = "Courier", published = "2031-05-12", text = "The landslide killed 6 people." }},
  {{ outlet = "Northern Wire", published = "2031-05-14", text = "The landslide killed 11 people." }},
]
"#
    ))
}

fn named(name: &str) -> Result<()> {
    let letters = name
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if letters && name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.ends_with('-') {
        return Ok(());
    }
    Err(Error::new(format!("`{name}` is no name for a rule")).help("write it in lower case, with hyphens: power-cut"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Sources, lint::lint};
    use crate::selftest;

    #[test]
    fn what_is_written_is_sound_and_holds() {
        let rules = crate::rules::packs();
        for name in ["petition", "power-cut", "itch"] {
            let mut sources = Sources::embedded();
            sources.insert(&format!("measures/{name}.toml"), &measure(name, rules).expect("a name"));
            sources.insert("policies/ours.toml", &policy("ours").expect("a name"));
            let slips = lint(&sources);
            assert!(slips.errors.is_empty() && slips.warnings.is_empty(), "{slips:?}");
            let failed = selftest::of(&sources, |r| r.name == name || r.name == "ours").expect("they load");
            assert!(failed.outcomes.len() >= 4, "{name}");
            for o in &failed.outcomes {
                assert!(o.passed, "{}: {} {}", o.rule, o.example, o.detail);
            }
        }
    }

    #[test]
    fn names_are_names() {
        let rules = crate::rules::packs();
        for name in ["Petition", "a b", "", "-a", "a-", "../x", "killed"] {
            assert!(measure(name, rules).is_err(), "{name}");
        }
        assert!(policy("../x").is_err());
    }
}
