//! Checks and policies: `checks/*.toml`, `policies/*.toml`, and `compare.toml`.
//!
//! A check is documented where it is declared, so that `recount explain` prints the rule's own
//! file. A policy says which figure is the best, how far "about" reaches, and how grave a verdict
//! is. `compare.toml` tells of figures what their measure alone does not: which way they move, and
//! what became of whom.

use super::Rules;
use super::evidence::{Sign, Weights};
use super::measures::Moves;
use super::sources::Sources;
use crate::claim::Claim;
use crate::error::{Error, Result, did_you_mean};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How grave a finding is.
pub use crate::check::Severity;

/// A check as its rule file documents it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CheckDoc {
    /// As in the output: "conflicting-figures".
    #[cfg_attr(test, schemars(with = "String"))]
    pub name: CompactString,
    /// "figures" for claims compared, "sums" for parts against totals, else the family's own name.
    #[cfg_attr(test, schemars(with = "String"))]
    pub family: CompactString,
    /// How grave, unless the policy or the settings say otherwise.
    pub severity: Severity,
    /// One line.
    pub summary: String,
    /// Why it matters, and whose practice it follows.
    pub why: String,
    /// How to silence it where it is wrong.
    pub suppress: String,
}

/// What the settings say of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not reported.
    Off,
    /// As grave as its rule file and the policy say.
    On,
    /// For information.
    Note,
    /// Worth a look.
    Warning,
    /// Cannot be true; what is not put firmly stays a warning.
    Error,
}

impl Level {
    /// The severity that it names, if it names one.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off | Level::On => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// How the best of several figures is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Best {
    /// The latest; of one time, the majority.
    Latest,
    /// The lowest that no later one has overtaken.
    Lowest,
    /// What most independent origins give; of as many, the latest.
    Majority,
}

/// How grave the verdicts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Severities {
    /// Of a conflict.
    pub conflict: Severity,
    /// Of one in which everybody says who counted, if it is less grave than others.
    #[serde(default)]
    pub attributed: Option<Severity>,
    /// Of a figure overtaken by a later one.
    pub updated: Severity,
}

/// A way to weigh figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    /// As in the settings: "range".
    #[cfg_attr(test, schemars(with = "String"))]
    pub name: CompactString,
    /// For people.
    pub title: String,
    /// What it does and who works so.
    pub summary: String,
    /// How the best figure is chosen.
    pub best: Best,
    /// How far an approximate value reaches to either side, in percent of it.
    pub approximate_percent: u32,
    /// How grave the verdicts are.
    pub severity: Severities,
}

#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Movement {
    #[cfg_attr(test, schemars(with = "String"))]
    measure: CompactString,
    words: Vec<String>,
    moves: Moves,
}

impl Movement {
    /// Whether a text has one of its words.
    fn is_told(&self, text: &str) -> bool {
        let known = |word: &str| self.words.iter().any(|w| w.eq_ignore_ascii_case(word));
        text.split(|c: char| !c.is_alphanumeric()).any(known)
    }
}

/// What became of those who were there.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fate {
    /// The measure of the whole: "aboard".
    #[cfg_attr(test, schemars(with = "String"))]
    pub whole: CompactString,
    /// Sets of measures that exclude each other.
    #[cfg_attr(test, schemars(with = "Vec<Vec<String>>"))]
    pub parts: Vec<Vec<CompactString>>,
    /// Scopes that name the whole.
    pub inside: Vec<String>,
    /// Scopes outside it.
    pub outside: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    furthest_apart: u32,
    furthest_apart_loose: u32,
    furthest_apart_opening: u32,
    enough: i32,
    /// The same of amounts that cannot be one value but are near each other, by their measure.
    enough_apart: BTreeMap<String, i32>,
    weights: Weights,
    /// Verbs that tell of one deed, by the first: a gate opened, raised, lifted.
    #[serde(default)]
    like_deeds: BTreeMap<String, Vec<String>>,
    /// Nouns for one thing, by the first: a shop, a store, an outlet.
    #[serde(default)]
    like_things: BTreeMap<String, Vec<String>>,
    whole_places: Vec<String>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    parts_only: Vec<CompactString>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    of_anyone: Vec<CompactString>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    counted_beside: Vec<CompactString>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    named_for_counted: Vec<CompactString>,
    movement: Vec<Movement>,
    fate: Vec<Fate>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// The packs.
#[derive(Clone, Debug)]
pub struct Policies {
    /// The checks, by name.
    pub checks: Vec<CheckDoc>,
    /// The policies, by name.
    pub policies: Vec<Policy>,
    /// What became of whom.
    pub fates: Vec<Fate>,
    /// How many times one figure may be the other before the two are taken for different things; 0 for no limit.
    pub furthest: u32,
    /// The same where the words leave open whether both are of the same thing.
    pub furthest_loose: u32,
    furthest_opening: u32,
    enough: i32,
    enough_apart: BTreeMap<String, i32>,
    weights: Weights,
    /// By each verb, the one by which all that tell of its deed go.
    deeds: BTreeMap<String, String>,
    /// The same of nouns for things.
    things: BTreeMap<String, String>,
    whole_places: Vec<String>,
    levels: BTreeMap<CompactString, Level>,
    parts_only: Vec<CompactString>,
    of_anyone: Vec<CompactString>,
    counted_beside: Vec<CompactString>,
    named_for_counted: Vec<CompactString>,
    /// By measure, those of any measure among them.
    movement: FxHashMap<CompactString, Vec<Movement>>,
    /// Those of any measure alone.
    movement_of_any: Vec<Movement>,
    current: usize,
}

impl Policies {
    pub(super) fn load(sources: &Sources) -> Result<Self> {
        let file: File = sources.parse("compare.toml")?;
        let mut checks: Vec<CheckDoc> = Vec::new();
        for check in sources.each::<CheckDoc>("checks/") {
            let (name, path, check) = check?;
            named(name, &check.name, path)?;
            checks.push(check);
        }
        let mut policies: Vec<Policy> = Vec::new();
        for policy in sources.each::<Policy>("policies/") {
            let (name, path, policy) = policy?;
            named(name, &policy.name, path)?;
            if policy.approximate_percent >= 100 {
                return Err(Error::new("`approximate-percent` must lie below 100").at(path));
            }
            policies.push(policy);
        }
        let movement_of = |measure: &str| -> Vec<Movement> {
            let of = |m: &&Movement| m.measure == measure || m.measure == "any";
            file.movement.iter().filter(of).cloned().collect()
        };
        let mut all = Self {
            checks,
            policies,
            fates: file.fate,
            furthest: file.furthest_apart,
            furthest_loose: file.furthest_apart_loose,
            furthest_opening: file.furthest_apart_opening,
            enough: file.enough,
            enough_apart: file.enough_apart,
            deeds: by_one("like-deeds", file.like_deeds)?,
            things: by_one("like-things", file.like_things)?,
            whole_places: file.whole_places,
            weights: file.weights,
            levels: BTreeMap::new(),
            parts_only: file.parts_only,
            of_anyone: file.of_anyone,
            counted_beside: file.counted_beside,
            named_for_counted: file.named_for_counted,
            movement: file
                .movement
                .iter()
                .map(|m| (m.measure.clone(), movement_of(&m.measure)))
                .collect(),
            movement_of_any: movement_of("any"),
            current: 0,
        };
        if all.policies.is_empty() {
            return Err(Error::new("no policy in policies/").help("`policies/range.toml` is the usual one"));
        }
        if all.policy("range").is_some() {
            all.choose("range")?;
        }
        Ok(all)
    }

    /// A check by name.
    pub fn check(&self, name: &str) -> Option<&CheckDoc> {
        self.checks.iter().find(|c| c.name == name)
    }

    /// Turns a check on or off, or makes it as grave as the settings want it.
    ///
    /// # Errors
    /// A name that no pack has.
    pub fn set(&mut self, name: &str, level: Level) -> Result<()> {
        if self.check(name).is_none() {
            return Err(unknown("check", name, self.checks.iter().map(|c| c.name.as_str())));
        }
        self.levels.insert(name.into(), level);
        Ok(())
    }

    /// What the settings say of a check: nothing is as good as `on`.
    pub fn level(&self, name: &str) -> Level {
        self.levels.get(name).copied().unwrap_or(Level::On)
    }

    /// How grave a check is without a setting of its own, and whether the policy says so.
    pub fn usual(&self, check: &CheckDoc) -> (Severity, bool) {
        let of = &self.current().severity;
        match check.name.as_str() {
            "superseded-figure" => (of.updated, true),
            "conflicting-figures" => (of.conflict, true),
            _ => (check.severity, false),
        }
    }

    /// How grave a check is, as settings, policy and its own file say, in that order.
    pub fn severity(&self, name: &str) -> Severity {
        let usual = || self.check(name).map_or(Severity::Warning, |c| self.usual(c).0);
        self.level(name).severity().unwrap_or_else(usual)
    }

    /// A policy by name.
    pub fn policy(&self, name: &str) -> Option<&Policy> {
        self.policies.iter().find(|p| p.name == name)
    }

    /// The policy in use: `range` unless another was chosen.
    pub fn current(&self) -> &Policy {
        &self.policies[self.current]
    }

    /// Chooses the policy to use.
    ///
    /// # Errors
    /// A name that no pack has.
    pub fn choose(&mut self, name: &str) -> Result<()> {
        match self.policies.iter().position(|p| p.name == name) {
            Some(i) => self.current = i,
            None => return Err(unknown("policy", name, self.policies.iter().map(|p| p.name.as_str()))),
        }
        Ok(())
    }

    /// How many times one figure may be the other before the two are taken for different things; 0 for no limit.
    /// `loose` where their words leave open whether they are of the same thing; `opening` where both
    /// are the first of their reports and the later one goes the usual way.
    pub fn furthest_apart(&self, loose: bool, opening: bool) -> u32 {
        match (loose, opening) {
            (true, _) => self.furthest_loose,
            (false, true) if self.furthest != 0 => self.furthest.max(self.furthest_opening),
            _ => self.furthest,
        }
    }

    /// Whether a word names what may be all of an event: the boat of a shipwreck.
    pub fn is_whole(&self, word: &str) -> bool {
        self.whole_places.iter().any(|w| w == word)
    }

    /// The verb by which a deed goes, however it is told: gates are opened, raised and lifted.
    pub fn deed<'a>(&'a self, verb: &'a str) -> &'a str {
        self.deeds.get(verb).map_or(verb, String::as_str)
    }

    /// The noun by which a thing goes, whatever it is called: a shop, a store, an outlet.
    pub fn thing<'a>(&'a self, noun: &'a str) -> &'a str {
        self.things.get(noun).map_or(noun, String::as_str)
    }

    /// What a sign weighs for two figures being one.
    pub fn weight(&self, sign: Sign) -> i32 {
        self.weights.get(&sign).copied().unwrap_or_default()
    }

    /// What the signs must come to.
    pub fn enough(&self) -> i32 {
        self.enough
    }

    /// What the signs must come to for two amounts that cannot be one; `None` for measures of which none are taken so.
    pub fn enough_apart(&self, measure: &str) -> Option<i32> {
        self.enough_apart.get(measure).copied()
    }

    /// Whether a narrower class may stand for all people in figures of a measure.
    pub fn stands_for_whole(&self, measure: &str) -> bool {
        !self.parts_only.iter().any(|m| m == measure)
    }

    /// Whether people of any sort may be all whom a measure counts: those arrested go by what they are said to be.
    pub fn is_of_anyone(&self, measure: &str) -> bool {
        self.of_anyone.iter().any(|m| m == measure)
    }

    /// Whether a measure's name is the noun of what it counts: attackers, votes.
    pub fn names_what_it_counts(&self, measure: &str) -> bool {
        self.named_for_counted.iter().any(|m| m == measure)
    }

    /// Whether reports often count a class beside the toll: the attackers beside their victims.
    pub fn counted_beside(&self, class: &str) -> bool {
        self.counted_beside.iter().any(|c| c == class)
    }

    /// Which way a claim's figure goes: by what is measured where a pack says so, else by its measure.
    pub fn moves(&self, claim: &Claim, rules: &Rules) -> Moves {
        self.told_moves(claim).unwrap_or_else(|| usual_moves(claim, rules))
    }

    /// The same of a figure that two reports tell of, each in its own words.
    pub fn moves_of_two(&self, a: &Claim, b: &Claim, rules: &Rules) -> Moves {
        self.told_moves(a)
            .or_else(|| self.told_moves(b))
            .unwrap_or_else(|| usual_moves(a, rules))
    }

    /// Which way a figure goes by the words for what is measured.
    fn told_moves(&self, claim: &Claim) -> Option<Moves> {
        let scope = claim.scope.as_ref().map(|s| s.text.as_str());
        let said = [Some(claim.counted.as_str()), claim.label.as_deref(), scope];
        let known = self.movement.get(&claim.measure).unwrap_or(&self.movement_of_any);
        let told = known.iter().find(|m| said.iter().flatten().any(|text| m.is_told(text)));
        told.map(|m| m.moves)
    }
}

fn usual_moves(claim: &Claim, rules: &Rules) -> Moves {
    let measure = rules.measures.get(&claim.measure);
    measure.map(|m| m.moves).unwrap_or_default()
}

fn unknown<'a>(what: &str, name: &str, names: impl Iterator<Item = &'a str> + Clone) -> Error {
    let help = did_you_mean(name, names.clone());
    let all = || format!("there are {}", names.collect::<Vec<_>>().join(", "));
    Error::new(format!("there is no {what} `{name}`")).help(help.unwrap_or_else(all))
}

/// The word that each word of a table goes by.
fn by_one(table: &str, groups: BTreeMap<String, Vec<String>>) -> Result<BTreeMap<String, String>> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (one, like) in groups {
        for word in like {
            if let Some(other) = all.insert(word.clone(), one.clone()) {
                let wrong = format!("`{word}` is like `{one}` and like `{other}` in `{table}`");
                return Err(Error::new(wrong)
                    .at("rules/compare.toml")
                    .help("leave it with the one word that it always stands for"));
            }
        }
    }
    Ok(all)
}

fn named(file: &str, name: &str, path: &Path) -> Result<()> {
    let stem = file.rsplit('/').next().and_then(|f| f.strip_suffix(".toml"));
    if stem == Some(name) {
        return Ok(());
    }
    Err(Error::new(format!("`{name}` stands in a file of another name"))
        .at(path)
        .help("name the file after what it holds"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_is_in_use_until_another_is_chosen() {
        let mut p = Policies::load(&Sources::embedded()).expect("packs");
        assert_eq!(p.current().name, "range");
        p.choose("conservative").expect("a policy");
        assert_eq!(p.current().best, Best::Lowest);
        let error = p.choose("guess").expect_err("none");
        assert!(error.to_string().contains("range"), "{error}");
        assert_eq!(p.current().name, "conservative");
    }

    #[test]
    fn a_file_is_named_after_its_check() {
        let mut s = Sources::embedded();
        s.insert(
            "policies/mine.toml",
            s.text("policies/range.toml").expect("range").to_owned().as_str(),
        );
        assert!(Policies::load(&s).is_err());
    }

    #[test]
    fn a_word_goes_by_one_other_only() {
        let like = |verbs: &[&str]| verbs.iter().map(|v| v.to_string()).collect::<Vec<_>>();
        let sound = BTreeMap::from([("open".to_owned(), like(&["lift", "raise"]))]);
        assert_eq!(
            by_one("like-deeds", sound)
                .expect("sound")
                .get("raise")
                .map(String::as_str),
            Some("open")
        );
        let twice = BTreeMap::from([
            ("open".to_owned(), like(&["raise"])),
            ("build".to_owned(), like(&["raise"])),
        ]);
        let error = by_one("like-deeds", twice).expect_err("two groups").to_string();
        assert!(error.contains("`raise` is like `open` and like `build`"), "{error}");
    }

    #[test]
    fn checks_are_documented() {
        let p = &crate::rules::packs().policy;
        for check in &p.checks {
            assert!(check.summary.ends_with('.') && !check.why.is_empty(), "{}", check.name);
        }
        assert!(p.check("conflicting-figures").is_some());
        assert!(p.check("nothing-like-it").is_none());
    }
}
