//! The texts of the packs: embedded, and laid over from folders.

use super::examples;
use super::reader::{self, Misread};
use crate::error::{Error, Result, did_you_mean};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// A pack as the build script embeds it.
struct Pack {
    /// Its path in the repository: "rules/units.toml".
    path: &'static str,
    text: &'static str,
    /// What a run needs of it, as JSON.
    lean: Option<&'static str>,
    /// A table as it is looked up.
    packed: Option<&'static [u8]>,
}

static EMBEDDED: &[Pack] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// One pack file.
#[derive(Clone, Debug)]
struct File {
    /// The path to show.
    path: Cow<'static, Path>,
    text: Cow<'static, str>,
    lean: Option<&'static str>,
    packed: Option<&'static [u8]>,
}

impl File {
    fn read<T: DeserializeOwned>(&self) -> Result<T> {
        // what the build script wrote has no place in a file: should it not fit, the text tells where and why
        let lean = self.lean.and_then(|json| serde_json::from_str(json).ok());
        lean.map_or_else(|| parse(&self.path, &self.text), Ok)
    }
}

/// Pack files by relative path (`measures/killed.toml`), in path order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<Cow<'static, str>, File>,
    /// Names of those that are not in the binary as they are.
    laid_over: BTreeSet<String>,
}

impl Sources {
    /// The packs in the binary.
    pub fn embedded() -> Self {
        let named = |pack: &Pack| {
            let file = File {
                path: Cow::Borrowed(Path::new(pack.path)),
                text: Cow::Borrowed(pack.text),
                lean: pack.lean,
                packed: pack.packed,
            };
            let name = pack.path.strip_prefix("rules/").unwrap_or(pack.path);
            (Cow::Borrowed(name), file)
        };
        Self {
            files: EMBEDDED.iter().map(named).collect(),
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
            self.lay(name, path.to_owned(), text);
        }
        Ok(())
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, name: &str, text: &str) {
        self.lay(name.to_owned(), PathBuf::from(name), text.to_owned());
    }

    fn lay(&mut self, name: String, path: PathBuf, text: String) {
        let file = File {
            path: Cow::Owned(path),
            text: Cow::Owned(text),
            lean: None,
            packed: None,
        };
        self.laid_over.insert(name.clone());
        self.files.insert(Cow::Owned(name), file);
    }

    /// Takes a file that was laid over out again.
    pub fn restore(&mut self, name: &str) {
        self.laid_over.remove(name);
        self.files.remove(name);
        if let Some(kept) = Self::embedded().files.remove(name) {
            self.files.insert(Cow::Owned(name.to_owned()), kept);
        }
    }

    /// What tells these packs from others: sixteen hexadecimal digits of their names and texts.
    pub fn digest(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for (name, file) in &self.files {
            for byte in name.bytes().chain([0]).chain(file.text.bytes()).chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }

    /// The text of one file, if there is one.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|f| &*f.text)
    }

    /// The text of one file, empty if there is none; not copied where it is in the binary.
    pub fn shared(&self, name: &str) -> Cow<'static, str> {
        self.files.get(name).map(|f| f.text.clone()).unwrap_or_default()
    }

    /// The packed form of a table that is in the binary as it is.
    pub fn packed(&self, name: &str) -> Option<&'static [u8]> {
        self.files.get(name)?.packed
    }

    /// Files below a folder, in path order: (relative name, path to show, text).
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Path, &'a str)> {
        self.files
            .iter()
            .filter(move |(name, _)| name.starts_with(folder))
            .map(|(n, f)| (&**n, &*f.path, &*f.text))
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
        self.files.get(name).map_or_else(|| Ok(T::default()), File::read)
    }

    /// Parses the files below a folder, in path order: (relative name, path to show, data).
    ///
    /// # Errors
    /// For each file, text that is not the TOML that the pack wants, with file and line.
    pub fn each<'a, T: DeserializeOwned>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = Result<(&'a str, &'a Path, T)>> {
        self.files
            .iter()
            .filter(move |(name, _)| name.starts_with(folder))
            .map(|(name, file)| Ok((&**name, &*file.path, file.read()?)))
    }
}

/// Parses a pack without its examples, naming file and line of what is wrong.
///
/// # Errors
/// Text that is not the TOML that the pack wants.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    let mut table = DeTable::parse(text).map_err(|e| misread(path, text, e))?;
    strip(table.get_mut());
    reader::table(table).map_err(|e| misread(path, text, e))
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
pub(super) fn misread(path: &Path, text: &str, e: impl Into<Misread>) -> Error {
    explained(
        path,
        text,
        &e.into(),
        "mend the rule file; `recount rules list` shows the packs in use",
    )
}

/// An error of the TOML reader with its place, and the nearest of the names that it expected.
pub fn explained(path: &Path, text: &str, e: &Misread, remedy: &str) -> Error {
    let told = e.message.as_str();
    let named = |what| told.strip_prefix("unknown ")?.strip_prefix(what);
    let (kind, rest) = match (named("field "), named("variant ")) {
        (Some(rest), _) => ("key", rest),
        (_, Some(rest)) => ("value", rest),
        _ => return placed(Error::new(told.to_owned()).help(remedy), path, text, e),
    };
    let mut names = rest.split('`').skip(1).step_by(2);
    let wanted = names.next().unwrap_or("");
    let names: Vec<&str> = names.collect();
    let help = match (did_you_mean(wanted, names.iter().copied()), names.is_empty()) {
        (Some(near), _) => near,
        (None, true) => format!("take it out: no {kind} may stand here"),
        (None, false) => format!("there are {}", names.join(", ")),
    };
    placed(
        Error::new(format!("unknown {kind} `{wanted}`")).help(help),
        path,
        text,
        e,
    )
}

fn placed(error: Error, path: &Path, text: &str, e: &Misread) -> Error {
    error.at(path).within(text, e.span.as_ref().map_or(0, |s| s.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_lean_copy_of_a_pack_says_what_its_text_says() {
        let mut seen = 0;
        for (name, file) in Sources::embedded().files.iter().filter(|(n, _)| n.ends_with(".toml")) {
            let text: Value = parse(&file.path, &file.text).expect(name);
            let lean: Value = serde_json::from_str(file.lean.expect(name)).expect(name);
            assert_eq!(text, lean, "{name}");
            seen += 1;
        }
        assert!(seen > 40, "{seen}");
    }
}
