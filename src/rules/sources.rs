//! The texts of the packs: embedded, and laid over from folders.

use crate::error::{Error, Result};
use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Pack files by relative path (`measures/killed.toml`), in path order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, (PathBuf, String)>,
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
        Self { files }
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
            self.files.insert(name, (path.to_owned(), text));
        }
        Ok(())
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, name: &str, text: &str) {
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

/// Parses a pack, naming file and line of what is wrong.
///
/// # Errors
/// Text that is not the TOML that the pack wants.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|e| {
        let line = e
            .span()
            .map_or(1, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
        Error::new(e.message().to_owned())
            .at(path)
            .line(line as u32)
            .help("mend the rule file; `recount rules list` shows the packs in use")
    })
}
