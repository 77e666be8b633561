//! What the settings know of files: which are left out, and whose reports they hold.

use super::Report;
use crate::error::{Error, Result};
use compact_str::CompactString;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Component, Path, PathBuf};

/// Patterns of files below a folder, written as in `.gitignore`.
#[derive(Clone, Debug)]
pub struct Patterns {
    root: PathBuf,
    matcher: Gitignore,
}

impl Default for Patterns {
    fn default() -> Self {
        Self {
            root: PathBuf::new(),
            matcher: Gitignore::empty(),
        }
    }
}

impl Patterns {
    /// Patterns that count from a folder.
    ///
    /// # Errors
    /// The first pattern that is none, by its index.
    pub fn new<S: AsRef<str>>(root: &Path, patterns: &[S]) -> Result<Self, (usize, Error)> {
        let root = absolute(root);
        let mut builder = GitignoreBuilder::new(&root);
        let wrong = |e: &dyn std::fmt::Display| {
            Error::new(format!("is no pattern: {e}")).help("patterns are written as in .gitignore")
        };
        for (i, pattern) in patterns.iter().enumerate() {
            let added = builder.add_line(None, pattern.as_ref());
            added.map_err(|e| (i, wrong(&e)))?;
        }
        let matcher = builder.build().map_err(|e| (0, wrong(&e)))?;
        Ok(Self { root, matcher })
    }

    /// Whether a file, or a folder that holds it, is meant. Of a record (`file.jsonl#7`), the file is looked at.
    pub fn matches(&self, path: &Path) -> bool {
        if self.matcher.is_empty() {
            return false;
        }
        let path = absolute(path);
        path.strip_prefix(&self.root)
            .is_ok_and(|inside| self.matcher.matched_path_or_any_parents(inside, false).is_ignore())
    }
}

/// A path from the root, without `.` and `..`; links are not followed.
fn absolute(path: &Path) -> PathBuf {
    let path = match std::path::absolute(path) {
        Ok(path) => path,
        // the empty path: the working folder
        Err(_) => std::env::current_dir().unwrap_or_default(),
    };
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// A source that the settings name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its reports; those that do not say themselves whose they are.
    pub files: Patterns,
    /// Its name.
    pub outlet: Option<CompactString>,
    /// Other ways to write the name.
    pub names: Vec<CompactString>,
    /// How much weight its figures have: 1 before 2.
    pub tier: Option<u8>,
}

/// Before anything is inferred: whose report it is, if the report does not say.
pub(super) fn outlet(report: &mut Report, known: &[Known]) {
    if report.meta.outlet.is_none() {
        let path = Path::new(report.id.split('#').next().unwrap_or(""));
        let found = known.iter().find(|k| k.outlet.is_some() && k.files.matches(path));
        report.meta.outlet = found.and_then(|k| k.outlet.clone());
    }
}

/// When the outlet is known: its name as the settings write it, and its tier.
pub(super) fn settle(report: &mut Report, known: &[Known]) {
    let path = Path::new(report.id.split('#').next().unwrap_or(""));
    let named = report.meta.outlet.as_deref().and_then(|outlet| {
        let is = |name: &CompactString| name.eq_ignore_ascii_case(outlet);
        known.iter().find(|k| k.outlet.iter().any(is) || k.names.iter().any(is))
    });
    if let Some(name) = named.and_then(|k| k.outlet.clone()) {
        report.meta.outlet = Some(name);
    }
    report.meta.tier = named
        .and_then(|k| k.tier)
        .or_else(|| known.iter().find(|k| k.files.matches(path)).and_then(|k| k.tier));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let patterns = Patterns::new(Path::new("desk"), &["drafts/", "*.tmp.md", "!keep.tmp.md"]).unwrap();
        for (path, expected) in [
            ("desk/drafts/a.md", true),
            ("./desk/x/../drafts/deep/a.md", true),
            ("desk/a.tmp.md", true),
            ("desk/keep.tmp.md", false),
            ("desk/a.md", false),
            ("drafts/a.md", false),
        ] {
            assert_eq!(patterns.matches(Path::new(path)), expected, "{path}");
        }
        assert!(!Patterns::default().matches(Path::new("a.md")));
        let (index, error) = Patterns::new(Path::new(""), &["fine", "a{b"]).unwrap_err();
        assert_eq!(index, 1);
        assert!(error.to_string().contains(".gitignore"), "{error}");
    }

    #[test]
    fn a_report_says_first_whose_it_is() {
        let known = [Known {
            files: Patterns::new(Path::new(""), &["wire/*"]).unwrap(),
            outlet: Some("Vale Wire".into()),
            names: vec!["VW".into()],
            tier: Some(1),
        }];
        let settled = |id: &str, said: Option<&str>| {
            let mut report = Report {
                id: id.to_owned(),
                ..Report::default()
            };
            report.meta.outlet = said.map(Into::into);
            outlet(&mut report, &known);
            settle(&mut report, &known);
            (report.meta.outlet.map(|o| o.to_string()), report.meta.tier)
        };
        let wire = Some("Vale Wire".to_owned());
        assert_eq!(settled("wire/a.jsonl#7", None), (wire.clone(), Some(1)));
        assert_eq!(settled("b.md", Some("VW")), (wire, Some(1)));
        assert_eq!(settled("wire/a.md", Some("Herald")), (Some("Herald".into()), Some(1)));
        assert_eq!(settled("b.md", None), (None, None));
    }
}
