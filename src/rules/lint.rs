//! Slips in packs that load all the same: what nobody reads, what two rules claim, what is not known.
//!
//! Only files laid over the built-in packs are looked at; `cargo test` keeps those.

use super::taxonomy::Taxonomy;
use super::{Rules, Sources, examples};
use crate::error::{Error, did_you_mean};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Spanned;

/// Folders whose files are all read.
const FOLDERS: [&str; 3] = ["measures/", "checks/", "policies/"];

/// What is wrong with packs.
#[derive(Debug, Default)]
pub struct Slips {
    /// What keeps a pack from being used, or part of it from doing anything.
    pub errors: Vec<Error>,
    /// What may be meant.
    pub warnings: Vec<Error>,
    /// How many files were looked at.
    pub files: usize,
}

/// The words of a measure's file that evoke it, with their places.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Measure {
    name: String,
    counts: Option<Spanned<String>>,
    verb: Vec<Verb>,
    noun: Vec<Noun>,
    adjectives: Vec<Spanned<String>>,
    adjuncts: Vec<Spanned<String>>,
    state: Vec<State>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct State {
    adjectives: Vec<Spanned<String>>,
    adjuncts: Vec<Spanned<String>>,
    about: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Verb {
    verbs: Vec<Spanned<String>>,
    counted: String,
    with: Vec<String>,
    of: Vec<String>,
    subject: Vec<String>,
    manner: Vec<String>,
    negated: bool,
    purpose: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Noun {
    words: Vec<Spanned<String>>,
    invariant: Vec<Spanned<String>>,
    counted: Option<Spanned<String>>,
    weak: bool,
}

/// A word that evokes a measure: what sort of word, and under which condition.
type Trigger = (&'static str, String, String);

impl Measure {
    /// Each trigger with its place. One that gives way to any other is left out.
    fn triggers(&self) -> Vec<(Trigger, usize)> {
        let mut all = Vec::new();
        for v in &self.verb {
            let on = format!(
                "{} {:?} {:?} {:?} {:?} {} {}",
                v.counted, v.with, v.of, v.subject, v.manner, v.negated, v.purpose
            );
            let each = v.verbs.iter();
            all.extend(each.map(|w| (("verb", w.get_ref().clone(), on.clone()), w.span().start)));
        }
        for n in self.noun.iter().filter(|n| !n.weak) {
            let each = n.words.iter().chain(&n.invariant);
            all.extend(each.map(|w| (("noun", w.get_ref().clone(), String::new()), w.span().start)));
        }
        let always = (&self.adjectives, &self.adjuncts, String::new());
        let states = self
            .state
            .iter()
            .map(|s| (&s.adjectives, &s.adjuncts, s.about.join(" ")));
        for (adjectives, adjuncts, on) in std::iter::once(always).chain(states) {
            for (kind, list) in [("adjective", adjectives), ("expression", adjuncts)] {
                let each = list.iter();
                all.extend(each.map(|w| ((kind, w.get_ref().clone(), on.clone()), w.span().start)));
            }
        }
        all
    }

    /// The classes that it names beside those that its loader looks at.
    fn classes(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.counts
            .iter()
            .chain(self.noun.iter().filter_map(|n| n.counted.as_ref()))
    }
}

/// Looks at every file laid over the built-in packs.
pub fn lint(sources: &Sources) -> Slips {
    let mut slips = Slips {
        files: sources.laid_over().count(),
        ..Slips::default()
    };
    let mut sound = sources.clone();
    let rules = slips.load(&mut sound);
    let names: Vec<String> = sound.laid_over().map(|(name, ..)| name.to_owned()).collect();
    let embedded = Sources::embedded();
    for (name, path, text) in sound.laid_over() {
        if slips.unread(name, path, &embedded) {
            continue;
        }
        match examples::pack(name, path, text) {
            Ok(all) => slips.errors.extend(all.iter().filter_map(examples::Rule::missing)),
            Err(error) => slips.errors.push(error),
        }
        if name.starts_with("checks/") && embedded.text(name).is_none() {
            let all = embedded
                .below("checks/")
                .filter_map(|(n, ..)| n.get(7..)?.strip_suffix(".toml"));
            let stem = name.get(7..).unwrap_or("").trim_end_matches(".toml");
            let near = did_you_mean(stem, all);
            let error = Error::new(format!(
                "nothing finds `{stem}`: checks are code, their files documents"
            ))
            .at(path);
            slips
                .errors
                .push(error.help(near.unwrap_or_else(|| "give it the name of a built-in check".to_owned())));
        }
    }
    if let Some(rules) = rules {
        slips.measures(&sound, &names, &rules.taxonomy);
    }
    slips.sort();
    slips
}

impl Slips {
    /// Loads the packs, leaving out one file after the other that cannot be loaded.
    fn load(&mut self, sources: &mut Sources) -> Option<Rules> {
        loop {
            let error = match Rules::from_sources(sources) {
                Ok(rules) => return Some(rules),
                Err(error) => error,
            };
            let path = error.path.clone();
            self.errors.push(error);
            let at = |p: &Path| path.as_deref() == Some(p);
            let broken = sources.laid_over().find(|(_, p, _)| at(p)).map(|(n, ..)| n.to_owned());
            sources.restore(&broken?);
        }
    }

    /// Whether nothing reads a file, for it lies in the wrong place.
    fn unread(&mut self, name: &str, path: &Path, embedded: &Sources) -> bool {
        let folder = FOLDERS
            .iter()
            .any(|f| name.strip_prefix(f).is_some_and(|rest| !rest.contains('/')));
        if folder || embedded.text(name).is_some() {
            return false;
        }
        let file = name.rsplit('/').next().unwrap_or(name);
        let mut known = embedded.below("").map(|(n, ..)| n);
        let help = match known.find(|n| n.rsplit('/').next() == Some(file)) {
            Some(n) => format!("a file that replaces a built-in one lies at {n}"),
            None => "a measure lies in measures/, a policy in policies/; other files have the name of a built-in one"
                .to_owned(),
        };
        self.errors
            .push(Error::new("nothing reads this file").at(path).help(help));
        true
    }

    fn measures(&mut self, sources: &Sources, own: &[String], taxonomy: &Taxonomy) {
        let mut names: BTreeMap<String, &Path> = BTreeMap::new();
        let mut seen: BTreeMap<Trigger, Vec<(String, &Path)>> = BTreeMap::new();
        let own: BTreeSet<&str> = own.iter().map(String::as_str).collect();
        let files: Vec<(&str, &Path, &str, Measure)> = sources
            .below("measures/")
            .filter_map(|(n, p, t)| Some((n, p, t, toml::from_str(t).ok()?)))
            .collect();
        for (_, path, _, measure) in &files {
            for (trigger, _) in measure.triggers() {
                seen.entry(trigger).or_default().push((measure.name.clone(), path));
            }
        }
        for (file, path, text, measure) in &files {
            let first = names.entry(measure.name.clone()).or_insert(path);
            let ours = own.contains(file);
            if ours && *first != *path {
                let told = format!("`{}` is also the name of {}", measure.name, first.display());
                self.errors
                    .push(Error::new(told).at(*path).help("give it another name"));
            }
            if !ours {
                continue;
            }
            for class in measure.classes().filter(|c| !taxonomy.knows(c.get_ref())) {
                let known = taxonomy.classes().iter().map(|c| c.name.as_str());
                let near = did_you_mean(class.get_ref(), known);
                let error = Error::new(format!("unknown class `{}`", class.get_ref()));
                let help = near.unwrap_or_else(|| "use a class of taxonomy.toml, or add one there".to_owned());
                self.errors
                    .push(error.at(*path).within(text, class.span().start).help(help));
            }
            for (trigger, at) in measure.triggers() {
                let other = seen.get(&trigger).into_iter().flatten().find(|(_, p)| p != path);
                if let Some((name, whose)) = other {
                    let told = format!(
                        "the {} `{}` evokes `{name}` too, in {}",
                        trigger.0,
                        trigger.1,
                        whose.display()
                    );
                    let error = Error::new(told).at(*path).within(text, at);
                    self.warnings
                        .push(error.help("tell them apart with `with`, `of` or `subject`, or mark one `weak`"));
                }
            }
        }
    }

    fn sort(&mut self) {
        let key = |e: &Error| (e.path.clone(), e.line, e.column, e.message.clone());
        self.errors.sort_by_key(key);
        self.errors.dedup();
        self.warnings.sort_by_key(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = \"petition\"\nmoves = \"up\"\ncounts = \"people\"\n\
        noun = [{ words = [\"signature\"], slot = \"count\", counted = \"people\" }]\n\
        example = [\"It has 41,000 signatures.\"]\ncounterexample = [\"Her signature is long.\"]\n";

    fn slips(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut sources = Sources::embedded();
        files.iter().for_each(|(name, text)| sources.insert(name, text));
        let found = lint(&sources);
        assert_eq!(found.files, files.len());
        let told = |all: Vec<Error>| all.iter().map(ToString::to_string).collect();
        (told(found.errors), told(found.warnings))
    }

    #[test]
    fn a_sound_pack_has_none() {
        assert_eq!(slips(&[("measures/petition.toml", GOOD)]), (vec![], vec![]));
    }

    #[test]
    fn every_slip_is_told_and_not_the_first_alone() {
        let (errors, _) = slips(&[
            ("measures/a.toml", "name = \"a\"\nmoves = \"sideways\"\n"),
            ("measures/b.toml", "name = \"b\"\nnuon = []\n"),
            (
                "measures/c.toml",
                &GOOD.replace("counts = \"people\"", "counts = \"peoples\""),
            ),
            ("measures/d.toml", "name = \"d\"\n"),
            ("petition.toml", GOOD),
            ("killed.toml", GOOD),
            (
                "checks/headline-mismatches.toml",
                "name = \"headline-mismatches\"\nfamily = \"figures\"\nseverity = \"note\"\nsummary = \"x\"\nwhy = \"y\"\nsuppress = \"z\"\n",
            ),
        ]);
        let told = errors.join("\n");
        for part in [
            "measures/a.toml:2:9: unknown value `sideways`; there are up, down, either, no",
            "measures/b.toml:2:1: unknown key `nuon`; did you mean `noun`?",
            "measures/c.toml:3:10: unknown class `peoples`; did you mean `people`",
            "measures/d.toml:1: `measure d` lacks an `example` and a `counterexample`",
            "petition.toml: nothing reads this file; a measure lies in measures/",
            "killed.toml: nothing reads this file; a file that replaces a built-in one lies at measures/killed.toml",
            "nothing finds `headline-mismatches`: checks are code, their files documents; did you mean `headline-mismatch`",
        ] {
            assert!(told.contains(part), "no {part} in\n{told}");
        }
    }

    #[test]
    fn words_that_two_measures_claim() {
        let (errors, warnings) = slips(&[
            ("measures/petition.toml", GOOD),
            ("measures/signing.toml", &GOOD.replace("\"petition\"", "\"signing\"")),
            (
                "measures/toll.toml",
                &GOOD
                    .replace("\"petition\"", "\"toll\"")
                    .replace("signature", "fatality"),
            ),
            ("measures/again.toml", &GOOD.replace("signature", "inkblot")),
        ]);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(
            errors[0].contains("`petition` is also the name of measures/again.toml"),
            "{errors:?}"
        );
        let told = warnings.join("\n");
        assert!(
            told.contains("measures/petition.toml:4:20: the noun `signature` evokes `signing` too"),
            "{told}"
        );
        assert!(
            told.contains("the noun `fatality` evokes `killed` too, in rules/measures/killed.toml; tell them apart"),
            "{told}"
        );
        assert_eq!(warnings.len(), 3, "{told}");
    }
}
