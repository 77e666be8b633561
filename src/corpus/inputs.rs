//! Which files to read: folders walked, globs matched, lists followed, everything once.

use super::{Inputs, Problem, ProblemKind};
use crate::error::Error;
use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use rustc_hash::FxHashSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A source of reports.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Standard input, not yet read.
    Stdin,
    /// A text in memory.
    Text(Vec<u8>),
    /// A file.
    File(PathBuf),
}

/// Something to read: its name in ids, and where it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The path as given, with `/`.
    pub id: String,
    /// Where to read.
    pub source: Source,
}

/// What a folder walk reads; anything else in a folder is not ours.
pub const READABLE: [&str; 12] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "jsonl", "ndjson", "csv", "docx", "odt",
];
/// Reports in forms that cannot be read: worth a word when a folder holds them.
const DOCUMENTS: [&str; 17] = [
    "pdf", "doc", "rtf", "ppt", "pptx", "xls", "xlsx", "ods", "epub", "pages", "png", "jpg", "jpeg", "gif", "webp",
    "tif", "tiff",
];

/// Everything that the inputs name, in order, each file once.
pub(super) fn expand(inputs: &Inputs, stdin: &mut dyn Read) -> Vec<Result<Named, Problem>> {
    let mut finder = Finder {
        out: Vec::new(),
        seen: FxHashSet::default(),
        inputs,
    };
    for path in &inputs.paths {
        if path.as_os_str() == "-" {
            if inputs.files_from.as_deref().is_some_and(|f| f.as_os_str() == "-") {
                finder.problem(
                    "-",
                    Error::new("standard input cannot be both a report and the list of files"),
                );
            } else {
                finder.stdin();
            }
        } else {
            finder.path(path);
        }
    }
    if let Some(list) = &inputs.files_from {
        finder.list(list, stdin);
    }
    finder.out
}

struct Finder<'a> {
    out: Vec<Result<Named, Problem>>,
    seen: FxHashSet<PathBuf>,
    inputs: &'a Inputs,
}

impl Finder<'_> {
    /// Whether a folder's file is a report, or a document that could be one.
    fn wanted(&self, path: &Path) -> bool {
        let pre = || self.inputs.pre.as_ref().is_some_and(|p| p.wants(path));
        READABLE.contains(&extension(path).as_str()) || is_document(path) || pre()
    }

    fn problem(&mut self, path: &str, error: Error) {
        self.out.push(Err(Problem {
            path: path.to_owned(),
            error: if error.path.is_none() { error.at(path) } else { error },
            kind: ProblemKind::Unreadable,
        }));
    }

    fn stdin(&mut self) {
        if !self.seen.insert(PathBuf::from("-")) {
            return;
        }
        self.out.push(Ok(Named {
            id: "-".to_owned(),
            source: Source::Stdin,
        }));
    }

    fn list(&mut self, list: &Path, stdin: &mut dyn Read) {
        let mut bytes = Vec::new();
        let read = if list.as_os_str() == "-" {
            stdin.read_to_end(&mut bytes).map(|_| ())
        } else {
            std::fs::read(list).map(|b| bytes = b)
        };
        if let Err(e) = read {
            let error = Error::new(format!("cannot read the list of files: {e}"));
            return self.problem(
                &id(list),
                error.help("--files-from wants a file with one path a line, or -"),
            );
        }
        let text = String::from_utf8_lossy(&bytes);
        // `find -print0` writes such lists
        let separator = if text.contains('\0') { '\0' } else { '\n' };
        let before = self.out.len();
        for path in text.trim_start_matches('\u{feff}').split(separator) {
            let path = path.trim_end_matches(['\r', '\n']);
            if !path.trim().is_empty() {
                self.path(Path::new(path));
            }
        }
        if self.out.len() == before && text.trim().is_empty() {
            self.problem(&id(list), Error::new("lists no files"));
        }
    }

    fn path(&mut self, path: &Path) {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => self.folder(path),
            Ok(_) => self.file(path),
            Err(e) => {
                let text = path.to_string_lossy();
                if text.contains(['*', '?', '[', '{']) {
                    self.glob(&text);
                } else if e.kind() == std::io::ErrorKind::NotFound {
                    self.problem(&id(path), Error::new("no such file or folder").help("check the path"));
                } else {
                    self.problem(&id(path), Error::new(format!("cannot be read: {e}")));
                }
            }
        }
    }

    fn file(&mut self, path: &Path) {
        // one file by two names is one report
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            self.out.push(Ok(Named {
                id: id(path),
                source: Source::File(path.to_owned()),
            }));
        }
    }

    fn folder(&mut self, folder: &Path) {
        let mut found = false;
        for entry in walk(folder) {
            match entry {
                Ok(Entry::File(path) | Entry::Link(path)) if self.inputs.exclude.matches(&path) => {}
                Ok(Entry::File(path)) if self.wanted(&path) => {
                    found = true;
                    self.file(&path);
                }
                Ok(Entry::File(_)) => {}
                Ok(Entry::Link(path)) => self.link(&path, folder),
                Err(e) => {
                    found = true;
                    self.problem(&id(folder), Error::new(format!("cannot be walked: {e}")));
                }
            }
        }
        if !found {
            let error = Error::new("holds no reports").help(format!(
                "a folder is searched for .{}; hidden files and those of .gitignore, .ignore, .recountignore and of `exclude` in recount.toml are left out",
                READABLE.join(", .")
            ));
            self.problem(&id(folder), error);
        }
    }

    /// A link in a folder leads nowhere that the folder does not hold: who names a folder gives no more.
    fn link(&mut self, path: &Path, folder: &Path) {
        let real = std::fs::canonicalize(path);
        let inside = |real: &PathBuf| std::fs::canonicalize(folder).is_ok_and(|f| real.starts_with(f));
        if real.as_ref().is_ok_and(inside) || !(self.wanted(path) || path.is_dir()) {
            return;
        }
        let told = match real {
            Ok(_) => "is a link out of the folder, and was not followed",
            Err(_) => "is a link that leads nowhere",
        };
        let error = Error::new(told).help("name it to have it read").at(id(path));
        self.out.push(Err(Problem {
            path: id(path),
            error,
            kind: ProblemKind::Skipped,
        }));
    }

    fn glob(&mut self, pattern: &str) {
        let shown = pattern.replace(std::path::MAIN_SEPARATOR, "/");
        let matcher = match glob(&shown) {
            Ok(matcher) => matcher,
            Err(e) => return self.problem(&shown, e),
        };
        let fixed = shown.find(['*', '?', '[', '{']).unwrap_or(shown.len());
        let base = shown
            .get(..fixed)
            .and_then(|s| s.rfind('/'))
            .and_then(|i| shown.get(..i + 1));
        // a pattern that names an extension means it
        let last = shown.rsplit('/').next().unwrap_or("");
        let named = last
            .rsplit_once('.')
            .is_some_and(|(_, e)| !e.contains(['*', '?', '[', '{']) && !e.is_empty());
        let mut found = false;
        for entry in walk(Path::new(base.unwrap_or("."))) {
            // a link that a pattern names is named
            let Ok(Entry::File(path) | Entry::Link(path)) = entry else {
                continue;
            };
            if !path.is_file() || self.inputs.exclude.matches(&path) {
                continue;
            }
            let matches = |p: &Path| matcher.is_match(trimmed(p));
            if matches(&path) && (named || self.wanted(&path))
                || path.ancestors().skip(1).any(matches) && self.wanted(&path)
            {
                found = true;
                self.file(&path);
            }
        }
        if !found {
            let error = Error::new("the pattern matches no file");
            self.problem(
                &shown,
                error.help("quote it for the shell, and check it against the folder"),
            );
        }
    }
}

fn glob(pattern: &str) -> Result<GlobMatcher, Error> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map(|g| g.compile_matcher())
        .map_err(|e| Error::new(format!("is no pattern: {}", e.kind())))
}

/// Something below a folder.
enum Entry {
    /// A file.
    File(PathBuf),
    /// A link, to whatever.
    Link(PathBuf),
}

/// The files and links below a folder, by path.
fn walk(folder: &Path) -> impl Iterator<Item = Result<Entry, ignore::Error>> {
    WalkBuilder::new(folder)
        .require_git(false)
        .git_global(false)
        .add_custom_ignore_filename(".recountignore")
        .sort_by_file_path(|a, b| a.as_os_str().cmp(b.as_os_str()))
        .build()
        .filter_map(|entry| match entry {
            Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => Some(Ok(Entry::Link(entry.into_path()))),
            Ok(entry) if entry.path().is_file() => Some(Ok(Entry::File(entry.into_path()))),
            Ok(_) => None,
            Err(e) => Some(Err(e)),
        })
}

/// Whether a file is a report in a form that cannot be read.
pub(super) fn is_document(path: &Path) -> bool {
    DOCUMENTS.contains(&extension(path).as_str())
}

/// The extension, in lower case.
pub(super) fn extension(path: &Path) -> String {
    path.extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn trimmed(path: &Path) -> &Path {
    path.strip_prefix("./").unwrap_or(path)
}

/// A path as ids write it.
pub(super) fn id(path: &Path) -> String {
    let text = trimmed(path).to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' {
        text
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
