//! The packs' own examples, run: every rule shows what it finds and what it leaves alone.
//!
//! An example's reports go through the whole pipeline as reports of one event. It holds if one of
//! the things found there has every field that it asks for; a counterexample holds if none has. A
//! bare text asks for what its rule is there to find: a unit's for a quantity in that unit, a
//! check's for a finding of that check.

mod facts;

use crate::error::{Error, Result};
use crate::rules::examples::{self, Example, Rule, Wants};
use crate::rules::{Rules, Sources};
pub use facts::{Fact, report};

/// How one example of a rule came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The pack: "units.toml".
    pub pack: String,
    /// The rule: "unit mile".
    pub rule: String,
    /// Where the example stands: file and line.
    pub place: String,
    /// The example's text; of several reports, a line each.
    pub example: String,
    /// It must be found; a counterexample must not.
    pub matching: bool,
    /// Whether the rule did what the example asks.
    pub passed: bool,
    /// What was found instead; empty if it passed.
    pub detail: String,
}

/// What the self-test of the packs comes to.
#[derive(Clone, Debug, Default)]
pub struct Tested {
    /// Every example, in the order of files and lines.
    pub outcomes: Vec<Outcome>,
    /// Rules that lack examples of a kind.
    pub lacking: Vec<Error>,
}

impl Tested {
    /// Whether every rule has both kinds of examples and all of them hold.
    pub fn passed(&self) -> bool {
        self.lacking.is_empty() && self.outcomes.iter().all(|o| o.passed)
    }
}

/// Runs every example of every pack.
///
/// # Errors
/// A pack that is not valid, or an example that is not written as one.
pub fn run(sources: &Sources) -> Result<Tested> {
    of(sources, |_| true)
}

/// Runs the examples of some rules.
///
/// # Errors
/// A pack that is not valid, or an example that is not written as one.
pub fn of(sources: &Sources, wanted: impl Fn(&Rule) -> bool) -> Result<Tested> {
    let mut rules = Rules::from_sources(sources)?;
    let usual = rules.policy.current().name.clone();
    let mut tested = Tested::default();
    for rule in examples::read(sources)?.into_iter().filter(wanted) {
        tested.lacking.extend(rule.missing());
        let policy = if rule.section == "policy" {
            rule.name.as_str()
        } else {
            &usual
        };
        rules.policy.choose(policy)?;
        let sought = stands_for(&rule);
        for (list, matching) in [(&rule.examples, true), (&rule.counterexamples, false)] {
            for example in list {
                let detail = judge(example, &sought, matching, &rules);
                tested.outcomes.push(Outcome {
                    pack: rule.pack.clone(),
                    rule: rule.title(),
                    place: format!("{}:{}", rule.path.display(), example.line),
                    example: shown(example),
                    matching,
                    passed: detail.is_empty(),
                    detail,
                });
            }
        }
    }
    Ok(tested)
}

/// A field with the value that is sought; any value if none is given.
type Sought = Vec<(&'static str, Option<String>)>;

/// What a rule is there to find: fields that its examples ask for unless they say otherwise.
fn stands_for(rule: &Rule) -> Sought {
    let is = |name: &str| ("is", Some(name.to_owned()));
    let own = |field: &'static str, value: &str| (field, Some(rule.value(value).unwrap_or("none").to_owned()));
    let kind = |name: &str| vec![is("numeral"), ("kind", Some(name.to_owned()))];
    let modality = |name: &str| vec![is("claim"), ("modality", Some(name.to_owned()))];
    let figure = || vec![is("numeral"), ("figure", Some("true".into()))];
    let name = ("name", "name");
    let pack = rule.pack.split('/').next().unwrap_or_default();
    let section = rule.section.split(' ').next().unwrap_or_default();
    match (pack, section) {
        // a measure with a label of its own goes out as `other`
        ("measures", _) => match rule.value("label") {
            Some(_) => vec![is("claim"), own("label", "label")],
            None => vec![is("claim"), own("measure", name.0)],
        },
        ("checks", _) => vec![is("finding"), own("check", name.0)],
        ("policies", _) => vec![is("figure")],
        ("compare.toml", _) => vec![is("pair")],
        ("units.toml", "currency") => vec![is("numeral"), own("unit", name.0), own("base", "code")],
        ("units.toml", _) => vec![is("numeral"), own("unit", name.0)],
        ("numbers.toml", "vague") => [figure(), vec![own("low", "low"), own("high", "high")]].concat(),
        ("numbers.toml", "zero") => [figure(), vec![("value", Some("0".into()))]].concat(),
        ("numbers.toml", "bound") => match rule.value("kind") {
            Some("none" | "skip") => [
                figure(),
                vec![("approximate", rule.value("approximate").map(str::to_owned))],
            ]
            .concat(),
            _ => [figure(), vec![own("bound", "kind")]].concat(),
        },
        ("numbers.toml", "months") => kind("date"),
        ("numbers.toml", "ordinals") => kind("ordinal"),
        ("numbers.toml", "labels") => kind("label"),
        ("numbers.toml", "digits" | "roles") => vec![is("numeral")],
        ("numbers.toml", _) => figure(),
        ("contexts.toml", _) => vec![is("context"), own("kind", name.0)],
        ("kinds.toml", _) => vec![is("event"), own("kind", name.0)],
        ("taxonomy.toml", _) => vec![is("claim"), own("counted", name.0)],
        ("modality.toml", "estimated" | "denied" | "hypothetical") => modality(section),
        ("modality.toml", "past") => modality("background"),
        ("reporting.toml", "deny") => modality("denied"),
        ("reporting.toml", "relays" | "agencies") => vec![is("claim"), ("via", None)],
        ("reporting.toml", "credits" | "teasers") => vec![is("figure")],
        ("reporting.toml", _) => vec![is("claim"), ("speaker", None)],
        ("calendar.toml", _) => vec![is("date")],
        ("places.toml", _) => vec![is("place")],
        ("outlets.toml", _) => vec![is("page")],
        ("words.toml", _) => vec![is("word")],
        _ => vec![is("claim")],
    }
}

/// What is wrong with the outcome of an example; empty if nothing is.
fn judge(example: &Example, sought: &Sought, matching: bool, rules: &Rules) -> String {
    let found = facts::collect(example, rules);
    for wants in &example.wants {
        let hit = found.iter().find(|f| meets(f, wants, sought));
        match hit {
            None if matching => {
                return format!(
                    "nothing found with {}; {}",
                    asked(wants, sought),
                    nearest(&found, sought)
                );
            }
            Some(fact) if !matching => return format!("found {}", fact.told()),
            _ => {}
        }
    }
    String::new()
}

fn meets(fact: &Fact, wants: &Wants, sought: &Sought) -> bool {
    let said = |name: &str| wants.iter().any(|(n, _)| n == name);
    wants.iter().all(|(n, v)| fact.has(n, Some(v)))
        && sought
            .iter()
            .filter(|(n, _)| !said(n))
            .all(|(n, v)| fact.has(n, v.as_deref()))
}

fn asked(wants: &Wants, sought: &Sought) -> String {
    let said = |name: &str| wants.iter().any(|(n, _)| n == name);
    let own = wants.iter().map(|(n, v)| format!("{n} `{v}`"));
    let implied = sought.iter().filter(|(n, _)| !said(n)).map(|(n, v)| match v {
        Some(v) => format!("{n} `{v}`"),
        None => format!("a {n}"),
    });
    own.chain(implied).collect::<Vec<_>>().join(", ")
}

/// What was found of the sort that was sought.
fn nearest(found: &[Fact], sought: &Sought) -> String {
    let sort = sought.iter().find(|(n, _)| *n == "is").and_then(|(_, v)| v.as_deref());
    let near: Vec<String> = found.iter().filter(|f| f.has("is", sort)).map(Fact::told).collect();
    match near.is_empty() {
        true => format!("there is no {}", sort.unwrap_or("such thing")),
        false => format!("there is {}", near.join("; ")),
    }
}

/// An example as people read it: a line a report, with outlet, day and headline where it has them.
pub fn shown(example: &Example) -> String {
    let lines = example.reports.iter().map(|r| {
        let head: Vec<&str> = [&r.outlet, &r.published]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let mut line = match head.is_empty() {
            true => String::new(),
            false => format!("{}: ", head.join(", ")),
        };
        if let Some(title) = &r.title {
            line.push_str(&format!("“{title}” "));
        }
        line + &r.text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
