//! Settings: `recount.toml`, found by walking up from the working folder.
//!
//! No stage of the pipeline knows this module. What a setting changes is handed down as what that
//! stage takes: patterns and sources to the corpus, levels and policy to the rules.

mod file;
mod show;

use crate::check;
use crate::corpus::{Known, Patterns};
use crate::error::{Error, Result};
use crate::event::Grouping;
use crate::rules::outlets::Outlet;
use crate::rules::reader::{self, Misread};
use crate::rules::{Rules, explained};
pub use file::{Allow, Compare, FailOn, File, Source};
pub use show::{Setting, shown};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub const NAME: &str = "recount.toml";
/// A file with every setting in it, commented out.
pub const SAMPLE: &str = include_str!("sample.toml");
/// The JSON Schema of the file.
pub const SCHEMA: &str = include_str!("recount.schema.json");

/// The settings in force, and where each of them stands.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file; `None` where there is none.
    pub path: Option<PathBuf>,
    /// What it says.
    pub file: File,
    /// The folder that its paths count from, as seen from the working folder.
    folder: PathBuf,
    text: String,
    /// Where each key and each entry of a list stands: `checks.superseded-figure`, `source.0.files.1`.
    places: BTreeMap<String, usize>,
}

impl Config {
    /// The settings that are named, else those found from the working folder upwards.
    ///
    /// # Errors
    /// A file that cannot be read or is not valid, with file, line and column.
    pub fn load(named: Option<&Path>) -> Result<Self> {
        match named {
            Some(path) => Self::read(path),
            None => find().map_or_else(|| Ok(Self::default()), |path| Self::read(&path)),
        }
    }

    /// Reads one file.
    ///
    /// # Errors
    /// A file that cannot be read or is not valid, with file, line and column.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| {
            Error::new(format!("cannot read the settings: {e}"))
                .at(path)
                .help("name a file like the one that `recount init` writes")
        })?;
        Self::parse(path, text)
    }

    /// Reads settings from a text.
    ///
    /// # Errors
    /// A text that is not valid, with file, line and column.
    pub fn parse(path: &Path, text: String) -> Result<Self> {
        let wrong = |e: Misread| explained(path, &text, &e, "`recount config schema` prints what may stand here");
        let table = DeTable::parse(&text).map_err(|e| wrong(e.into()))?;
        let mut places = BTreeMap::new();
        locate(table.get_ref(), "", &mut places);
        let file: File = reader::table(table).map_err(wrong)?;
        let config = Self {
            path: Some(path.to_owned()),
            file,
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            places,
            text,
        };
        config.grouping()?;
        config.exclude()?;
        config.known()?;
        config.allow()?;
        Ok(config)
    }

    /// An error at a setting.
    fn wrong(&self, key: &str, error: Error) -> Error {
        let path = self.path.as_deref().unwrap_or(Path::new(NAME));
        error
            .at(path)
            .within(&self.text, self.places.get(key).copied().unwrap_or_default())
    }

    /// The line that a setting stands on, from 1.
    pub fn line(&self, key: &str) -> Option<u32> {
        let at = *self.places.get(key)?;
        Error::new("").within(&self.text, at).line
    }

    fn paths(&self, list: &[String]) -> Vec<PathBuf> {
        list.iter().map(|p| self.folder.join(p)).collect()
    }

    /// What to read where no path is given.
    pub fn include(&self) -> Vec<PathBuf> {
        self.paths(&self.file.include)
    }

    /// What to hold a draft against where nothing is named.
    pub fn against(&self) -> Vec<PathBuf> {
        self.paths(&self.file.against)
    }

    /// Folders of rule packs.
    pub fn overlays(&self) -> Vec<PathBuf> {
        self.paths(&self.file.rules)
    }

    /// The file of accepted findings.
    pub fn baseline(&self) -> Option<PathBuf> {
        self.file.baseline.as_ref().map(|p| self.folder.join(p))
    }

    /// What someone stands by.
    ///
    /// # Errors
    /// A pattern that is none, or no reason.
    pub fn allow(&self) -> Result<Vec<check::Allow>> {
        let mut all = Vec::new();
        for (i, a) in self.file.allow.iter().enumerate() {
            if a.reason.trim().is_empty() {
                let error = Error::new("`reason` is empty").help("say why the finding may stay");
                return Err(self.wrong(&format!("allow.{i}.reason"), error));
            }
            let files = self.patterns(&format!("allow.{i}.files"), &a.files)?;
            all.push(check::Allow {
                check: a.check.clone(),
                files: (!a.files.is_empty()).then_some(files),
                figure: a.figure.clone(),
                reason: a.reason.clone(),
                path: self.path.clone().unwrap_or_else(|| NAME.into()),
                line: self.line(&format!("allow.{i}")).unwrap_or(1),
            });
        }
        Ok(all)
    }

    /// How reports are grouped, if it is set.
    ///
    /// # Errors
    /// A word that names no grouping.
    pub fn grouping(&self) -> Result<Option<Grouping>> {
        let parsed = self.file.events.as_deref().map(str::parse::<Grouping>).transpose();
        parsed.map_err(|e| {
            let error = Error::new("`events` names no way to group reports").help(e);
            self.wrong("events", error)
        })
    }

    /// What folders and globs leave out.
    ///
    /// # Errors
    /// A pattern that is none.
    pub fn exclude(&self) -> Result<Patterns> {
        self.patterns("exclude", &self.file.exclude)
    }

    fn patterns(&self, key: &str, list: &[String]) -> Result<Patterns> {
        Patterns::new(&self.folder, list).map_err(|(i, e)| self.wrong(&format!("{key}.{i}"), e))
    }

    /// What is known of the sources.
    ///
    /// # Errors
    /// A pattern that is none, a tier out of range, a name that two sources have.
    pub fn known(&self) -> Result<Vec<Known>> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = Vec::new();
        for (i, s) in self.file.source.iter().enumerate() {
            for name in std::iter::once(&s.outlet).chain(&s.names) {
                if seen.insert(name.to_lowercase(), i).is_some_and(|other| other != i) {
                    let error = Error::new(format!("`{name}` is the name of two sources"));
                    return Err(self.wrong(&format!("source.{i}.outlet"), error.help("take it out of one of them")));
                }
            }
            if s.tier.is_some_and(|t| !(1..=9).contains(&t)) {
                let error = Error::new("`tier` is a number from 1 to 9").help("1 goes before 2");
                return Err(self.wrong(&format!("source.{i}.tier"), error));
            }
            all.push(Known {
                files: self.patterns(&format!("source.{i}.files"), &s.files)?,
                outlet: Some(s.outlet.as_str().into()),
                names: s.names.iter().map(Into::into).collect(),
                tier: s.tier,
            });
        }
        Ok(all)
    }

    /// Hands the rules what the settings say of them.
    ///
    /// # Errors
    /// A check or policy that no pack has, with file, line and column.
    pub fn apply(&self, rules: &mut Rules) -> Result<()> {
        let file = &self.file;
        if let Some(name) = &file.policy {
            rules.policy.choose(name).map_err(|e| self.wrong("policy", e))?;
        }
        for (name, &level) in &file.checks {
            let set = rules.policy.set(name, level);
            set.map_err(|e| self.wrong(&format!("checks.{name}"), e))?;
        }
        for (i, a) in file.allow.iter().enumerate() {
            let level = rules.policy.level(&a.check);
            let known = rules.policy.set(&a.check, level);
            known.map_err(|e| self.wrong(&format!("allow.{i}.check"), e))?;
        }
        let Compare {
            furthest_apart,
            furthest_apart_loose,
        } = file.compare;
        rules.policy.furthest = furthest_apart.unwrap_or(rules.policy.furthest);
        rules.policy.furthest_loose = furthest_apart_loose.unwrap_or(rules.policy.furthest_loose);
        for s in &file.source {
            rules.outlets.add(Outlet {
                name: s.outlet.as_str().into(),
                agency: s.agency || rules.outlets.agency(&s.outlet),
                aliases: s.names.iter().map(Into::into).collect(),
            });
        }
        Ok(())
    }
}

/// The nearest file of that name, from the working folder upwards, as seen from there.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(NAME).is_file() {
            return Some(up.join(NAME));
        }
        up.push("..");
    }
    None
}

fn locate(table: &DeTable, above: &str, places: &mut BTreeMap<String, usize>) {
    for (key, value) in table {
        let name = match above {
            "" => key.get_ref().to_string(),
            _ => format!("{above}.{}", key.get_ref()),
        };
        places.insert(name.clone(), key.span().start);
        match value.get_ref() {
            DeValue::Table(inner) => locate(inner, &name, places),
            DeValue::Array(list) => {
                for (i, entry) in list.iter().enumerate() {
                    let name = format!("{name}.{i}");
                    places.insert(name.clone(), entry.span().start);
                    if let Some(inner) = entry.get_ref().as_table() {
                        locate(inner, &name, places);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
