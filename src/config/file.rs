//! `recount.toml` as it is written: every key that there is, and what it means.
//!
//! The documentation of the fields is that of the JSON Schema beside this file.

use crate::rules::policy::Level;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Settings of recount, for everything below the folder of this file. Paths count from there; what
/// is given on the command line goes before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct File {
    /// Reports to read where the command line names none: files, folders, globs.
    pub include: Vec<String>,
    /// What folders and globs leave out, written as in .gitignore.
    pub exclude: Vec<String>,
    /// Sources that `recount audit` holds a draft against where the command line names none.
    pub against: Vec<String>,
    /// How reports are grouped into events: "auto" finds the events, "one" takes all reports for one
    /// event, "folder" takes one a folder, "field:NAME" one for each value of a metadata field.
    #[cfg_attr(test, schemars(regex(pattern = r"^(auto|one|folder|field:.+)$")))]
    pub events: Option<String>,
    /// The policy that says which figure is the best, how far "about" reaches, and how grave a verdict
    /// is; `recount rules list` shows those there are.
    pub policy: Option<String>,
    /// What makes the exit status 1.
    pub fail_on: Option<FailOn>,
    /// A file of accepted findings, as `recount baseline` writes it.
    pub baseline: Option<String>,
    /// Folders of rule packs to lay over the built-in ones.
    pub rules: Vec<String>,
    /// Checks by name: on or off, or how grave. `recount rules list` shows those there are.
    pub checks: BTreeMap<String, Level>,
    /// How figures are compared.
    pub compare: Compare,
    /// Whose reports are where.
    pub source: Vec<Source>,
    /// Findings that someone has looked at and stands by, in reports that cannot hold a remark.
    pub allow: Vec<Allow>,
}

/// How figures are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Compare {
    /// How many times one figure may be the other before the two are taken for different things; 0 for
    /// no limit.
    pub furthest_apart: Option<u32>,
    /// The same where the words leave open whether both are of the same thing.
    pub furthest_apart_loose: Option<u32>,
}

/// An outlet: its name, its reports and the weight of its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// The name to show.
    pub outlet: String,
    /// Other ways to write the name: in datelines, credits and metadata.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Its reports, written as in .gitignore; a report that names its outlet itself is believed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Of figures that are as late and as well supported, the best is that of tier 1, then 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(range(min = 1, max = 9)))]
    pub tier: Option<u8>,
    /// Whether others print its reports, so that copies of one report count as one origin.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agency: bool,
}

/// A finding that someone has looked at and stands by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// The check.
    pub check: String,
    /// Why the finding may stay.
    pub reason: String,
    /// The reports it is about, written as in .gitignore; all of them where none are named. A record
    /// is named as "wire.jsonl#7".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// The words of the figure it is about, as in "at least 40"; any where none are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}

/// What makes the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// What cannot be true.
    Error,
    /// Also what is out of date or worth a look.
    Warning,
    /// Anything at all.
    Note,
    /// Nothing.
    Never,
}
