//! Reports: what was read, from where, and the text of it that counts.
//!
//! Whatever the format, a report ends up as one source text with byte offsets, its
//! prose as [`Block`]s of that text, and the metadata that the format or the text gives.

mod allow;
mod dates;
mod decode;
mod front;
mod html;
mod infer;
mod inputs;
mod known;
mod language;
mod markdown;
mod meta;
mod office;
mod pre;
mod read;
mod records;
mod stream;
#[cfg(test)]
mod tests;
mod text;

use crate::error::Error;
use crate::rules::Rules;
use crate::span::Span;
use compact_str::CompactString;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub use allow::Allowance;
pub use inputs::READABLE as EXTENSIONS;
pub use known::{Known, Patterns};
pub use pre::Preprocessor;

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Files, folders, globs, and `-` for standard input, as given.
    pub paths: Vec<PathBuf>,
    /// A file that lists further inputs, one a line; `-` for standard input.
    pub files_from: Option<PathBuf>,
    /// What a folder or glob leaves out; a file that is named is read all the same.
    pub exclude: Patterns,
    /// What is known of the sources.
    pub known: Vec<Known>,
    /// What turns files of other formats into text.
    pub pre: Option<Preprocessor>,
    /// Reports of more bytes are not read, be they files or records of one; [`LARGEST`] if not set. A file of
    /// records may be of any size.
    pub max_filesize: Option<u64>,
}

/// No report has more bytes, unless somebody says so.
pub const LARGEST: u64 = 64 << 20;

/// What was read, and what could not be.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The reports, in the order of the inputs; within a folder, by path.
    pub reports: Vec<Report>,
    /// What to tell the user, in the same order.
    pub problems: Vec<Problem>,
}

/// An input, record or line that did not become a report as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The report's id, or the input as given.
    pub path: String,
    /// What is wrong, where, and what to do.
    pub error: Error,
    /// Whether the run has failed.
    pub kind: ProblemKind,
}

/// Whether a problem fails the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Something that was asked for could not be read: exit status 2.
    Unreadable,
    /// Passed over on purpose, a note on standard error: a report in another language, a
    /// publication date that is none.
    Skipped,
}

/// Reads every input, in parallel; never fails as a whole.
///
/// Ids are the paths as given, with `/` and without a leading `./`; `path#ID` for a record, `-`
/// for standard input.
pub fn read(inputs: &Inputs, rules: &Rules) -> Corpus {
    read::read(inputs, &mut std::io::stdin(), rules)
}

/// Reads every input, portion by portion, in order: what [`read`] reads, without all of it being in
/// memory at a time. JSON Lines are read by the million bytes, other inputs whole.
///
/// # Errors
/// Those of `sink`, at the first of which reading ends.
pub fn stream<E>(
    inputs: &Inputs,
    rules: &Rules,
    sink: &mut dyn FnMut(Corpus) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    stream::stream(inputs, &mut std::io::stdin(), rules, sink)
}

/// Reads one report from a text in memory: plain text, Markdown with front matter, or a page.
pub fn from_text(id: &str, text: &str, rules: &Rules) -> Corpus {
    read::from_text(id, text, rules)
}

/// Reads bytes in memory as if a file of that name held them.
pub fn from_bytes(name: &str, bytes: Vec<u8>, rules: &Rules) -> Corpus {
    read::from_bytes(name, bytes, rules)
}

/// The remarks of a text that allow findings; those that are not sound are left out.
pub fn allowances(text: &str, blocks: &[Block], rules: &Rules) -> Vec<Allowance> {
    allow::remarks(text, 0, blocks, &rules.policy).allowed
}

/// One report of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The path as given, with `/`; `path#ID` for a record of JSON Lines or CSV.
    pub id: String,
    /// Where it came from and when, as far as known.
    pub meta: Meta,
    /// The source text, decoded to UTF-8: the file as it is on disk for plain text and
    /// Markdown, the extracted text for other formats.
    pub source: String,
    /// The source with everything that is not prose (front matter, markup) blanked to spaces,
    /// byte for byte as long; `None` where the source is all prose.
    pub masked: Option<String>,
    /// The prose, in reading order. The title comes first, wherever it stands.
    pub blocks: Vec<Block>,
    /// Findings that its author stands by.
    pub allowances: Vec<Allowance>,
}

impl Report {
    /// The text to analyse: same offsets as `source`, markup blanked.
    pub fn text(&self) -> &str {
        self.masked.as_deref().unwrap_or(&self.source)
    }
}

/// Metadata of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Masthead, agency or organisation.
    pub outlet: Option<CompactString>,
    /// Headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Address of the original.
    pub url: Option<String>,
    /// The event that the corpus says it belongs to (`event` of a record).
    pub event: Option<CompactString>,
    /// How much weight the settings give its source: 1 before 2.
    #[serde(default)]
    pub tier: Option<u8>,
    /// Further fields of the front matter or record, as text, for `--events field:NAME`.
    #[serde(default)]
    pub fields: BTreeMap<CompactString, String>,
    /// What was inferred from the text or the file name and not stated: "outlet", "published".
    #[serde(default)]
    pub inferred: Vec<CompactString>,
}

/// When a report was published: a moment, or only a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Published {
    /// A moment; the local day at the place of publication beside it.
    At {
        /// The moment.
        moment: Timestamp,
        /// The calendar day there.
        day: Date,
    },
    /// A calendar day, hour unknown.
    On(Date),
}

impl Published {
    /// The calendar day of publication.
    pub fn day(self) -> Date {
        match self {
            Published::At { day, .. } | Published::On(day) => day,
        }
    }
}

/// What a block of prose is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The report's own headline.
    Title,
    /// A heading inside the text.
    Heading,
    /// A paragraph.
    #[default]
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell or row of a table, its caption.
    Caption,
    /// What stands under a picture, or leads to another story: it may be of another day or event.
    Picture,
}

/// A stretch of prose that no sentence crosses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}
