//! Which files have changed since a revision: asked of `git` itself.

use crate::{Error, Result};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files that differ from a revision, by their real paths: those changed since the branch left
/// it, in commits or in the working folder, and those that git does not know yet.
///
/// # Errors
/// No git, no repository, no such revision.
pub fn changed_since(revision: &str) -> Result<BTreeSet<PathBuf>> {
    let root = text(&git(&["rev-parse", "--show-toplevel"]).map_err(|e| {
        e.help("--changed-since asks git what has changed: run it inside a repository, with git installed")
    })?);
    let commit = format!("{revision}^{{commit}}");
    let found = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    let found = text(&found.map_err(|_| {
        Error::new(format!("git knows no revision `{revision}`"))
            .help("name a branch, tag or commit; in CI, fetch enough history for it")
    })?);
    // what the other side of a fork did since is not ours
    let base = git(&["merge-base", &found, "HEAD"]).map_or_else(|_| found.clone(), |b| text(&b));
    let tracked = git(&["diff", "--name-only", "-z", "--no-renames", &base, "--"])?;
    let root = Path::new(&root);
    let mut all = files(root, &tracked);
    let new = git(&[
        "-C",
        &root.to_string_lossy(),
        "ls-files",
        "--others",
        "--exclude-standard",
        "-z",
    ])?;
    all.extend(files(root, &new));
    Ok(all)
}

fn git(args: &[&str]) -> Result<Vec<u8>> {
    let ran = Command::new("git").args(args).output();
    let output =
        ran.map_err(|e| Error::new(format!("cannot run git: {e}")).help("install git, or put it on the path"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().find(|l| !l.trim().is_empty()).unwrap_or("no reason given");
    Err(Error::new(format!(
        "git {} failed: {told}",
        args.first().unwrap_or(&"")
    )))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}

fn files<'a>(root: &'a Path, names: &'a [u8]) -> BTreeSet<PathBuf> {
    let each = names.split(|b| *b == 0).filter(|n| !n.is_empty());
    each.map(|name| real(&root.join(path(name)))).collect()
}

/// A path as the file system has it; as it is where there is no such file.
pub fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
