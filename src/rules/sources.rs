//! The texts of the packs: embedded, and laid over from folders.

use super::examples;
use crate::error::{Error, Result};
use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue, Deserializer};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Pack files by relative path (`measures/killed.toml`), in path order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, (PathBuf, String)>,
    /// Names of those that are not in the binary as they are.
    laid_over: BTreeSet<String>,
}

impl Sources {
    /// The packs in the binary.
    pub fn embedded() -> Self {
        fn walk(dir: &Dir<'static>, files: &mut BTreeMap<String, (PathBuf, String)>) {
            for file in dir.files() {
                let name = file.path().to_string_lossy().replace('\\', "/");
                if !name.ends_with(".toml") && !name.ends_with(".tsv") {
                    continue;
                }
                let text = file.contents_utf8().unwrap_or_default().to_owned();
                files.insert(name.clone(), (Path::new("rules").join(name), text));
            }
            dir.dirs().for_each(|d| walk(d, files));
        }
        let mut files = BTreeMap::new();
        walk(&EMBEDDED, &mut files);
        Self {
            files,
            laid_over: BTreeSet::new(),
        }
    }

    /// The packs in the binary with the folders laid over them, in order.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn with_overlays<P: AsRef<Path>>(folders: &[P]) -> Result<Self> {
        let mut sources = Self::embedded();
        for folder in folders {
            sources.overlay(folder.as_ref())?;
        }
        Ok(sources)
    }

    /// Lays the `.toml` and `.tsv` files of a folder over those present.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn overlay(&mut self, folder: &Path) -> Result<()> {
        let unreadable = |p: &Path, e: &dyn std::fmt::Display| {
            Error::new(format!("cannot read rules: {e}"))
                .at(p)
                .help("name a folder of rule packs laid out like rules/")
        };
        for entry in ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
            let entry = entry.map_err(|e| unreadable(folder, &e))?;
            let path = entry.path();
            let kept = path.extension().is_some_and(|e| e == "toml" || e == "tsv");
            if !kept || !path.is_file() {
                continue;
            }
            let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
            let name = path
                .strip_prefix(folder)
                .unwrap_or(path)
                .to_string_lossy()
                .replace('\\', "/");
            self.laid_over.insert(name.clone());
            self.files.insert(name, (path.to_owned(), text));
        }
        Ok(())
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, name: &str, text: &str) {
        self.laid_over.insert(name.to_owned());
        self.files
            .insert(name.to_owned(), (PathBuf::from(name), text.to_owned()));
    }

    /// The text of one file, if there is one.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|(_, text)| text.as_str())
    }

    /// Files below a folder, in path order: (relative name, path to show, text).
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Path, &'a str)> {
        self.files
            .iter()
            .filter(move |(name, _)| name.starts_with(folder))
            .map(|(n, (p, t))| (n.as_str(), p.as_path(), t.as_str()))
    }

    /// Files that were laid over those in the binary, or added to them, in path order.
    pub fn laid_over(&self) -> impl Iterator<Item = (&str, &Path, &str)> {
        self.below("").filter(|(name, ..)| self.laid_over.contains(*name))
    }

    /// Parses one file; the default where there is none.
    ///
    /// # Errors
    /// Text that is not the TOML that the pack wants, with file and line.
    pub fn parse<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T> {
        self.files
            .get(name)
            .map_or_else(|| Ok(T::default()), |(path, text)| parse(path, text))
    }
}

/// Parses a pack without its examples, naming file and line of what is wrong.
///
/// # Errors
/// Text that is not the TOML that the pack wants.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    let mut table = DeTable::parse(text).map_err(|e| misread(path, text, &e))?;
    strip(table.get_mut());
    T::deserialize(Deserializer::from(table)).map_err(|e| misread(path, text, &e))
}

/// Takes the examples out of a table and those inside it: they are no business of a pack's reader.
fn strip(table: &mut DeTable) {
    for key in examples::KEYS {
        table.remove(key);
    }
    for (_, value) in table.iter_mut() {
        match value.get_mut() {
            DeValue::Table(inner) => strip(inner),
            DeValue::Array(list) => {
                let tables = list.iter_mut().filter_map(|v| match v.get_mut() {
                    DeValue::Table(inner) => Some(inner),
                    _ => None,
                });
                tables.for_each(strip);
            }
            _ => {}
        }
    }
}

/// What is wrong with a pack's text, and where.
pub(super) fn misread(path: &Path, text: &str, e: &toml::de::Error) -> Error {
    let line = e
        .span()
        .map_or(1, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
    Error::new(e.message().to_owned())
        .at(path)
        .line(line as u32)
        .help("mend the rule file; `recount rules list` shows the packs in use")
}
