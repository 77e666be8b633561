//! Stages as filters: the pipeline cut where a cluster cuts it, lines in and lines out.
//!
//! ```text
//! digest | sort | link | components | sort | reconcile
//! ```
//!
//! Every line is a key, a tab and a JSON object whose `schema` is [`SCHEMA`]. Sorted by bytes (`LC_ALL=C
//! sort`), the lines of one key stand together, and those that a stage needs first stand first:
//!
//! | key | object | written by |
//! | --- | --- | --- |
//! | `!` | a problem: `path`, `message` | digest; every stage hands it on |
//! | ten hexadecimal digits: a block | `id` of a report in it, `profile`: what it is linked by | digest |
//! | `+` | an edge: the reports `a` and `b`, their `score` | link |
//! | `k` and sixteen digits: a component | a record of it | components |
//! | `~` | a record: a report's `source`, and its `digest` | digest; link hands it on |
//!
//! What comes out of [`reconcile`] are findings, one JSON object a line, as `check --format jsonl` prints
//! them. A stage holds one key's lines at a time, and a portion of small ones; what it writes does not
//! depend on the order of the lines of a key. A `profile` is a [`Profile`] in Postcard's encoding, in Base64.

mod components;
mod digest;
mod link;
mod reconcile;

pub use components::components;
pub use digest::digest;
pub use link::link;
pub use reconcile::reconcile;

use crate::corpus::Report;
use crate::error::Error;
use crate::event::{Digest, Profile};
use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

/// The version of the lines between stages.
pub const SCHEMA: u32 = 1;
/// A job of Apache Spark that runs the stages on many machines.
pub const JOB: &str = include_str!("job.py");
/// Bytes of lines that are worked on at a time.
const PORTION: usize = 4 << 20;

const PROBLEM: &str = "!";
const EDGE: &str = "+";
const RECORD: &str = "~";

/// An input that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    schema: u32,
    /// The input as given, or the report's id.
    pub path: String,
    /// What is wrong, where, and what to do.
    pub message: String,
}

#[derive(Serialize, Deserialize)]
struct Block {
    schema: u32,
    id: String,
    profile: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Edge {
    schema: u32,
    a: String,
    b: String,
    score: Option<f32>,
}

#[derive(Serialize)]
struct RecordRef<'a> {
    schema: u32,
    id: &'a str,
    source: &'a str,
    digest: &'a Digest,
}

#[derive(Deserialize)]
struct Record {
    source: String,
    digest: Digest,
}

impl Record {
    fn report(&mut self) -> Report {
        Report {
            id: self.digest.id.clone(),
            meta: self.digest.meta.clone(),
            source: std::mem::take(&mut self.source),
            ..Report::default()
        }
    }
}

/// What every object has.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    #[serde(default)]
    id: String,
}

/// A line of a stage's input.
struct Line {
    number: u32,
    key: String,
    value: Vec<u8>,
}

impl Line {
    fn parse(number: u32, mut bytes: Vec<u8>) -> Result<Self, Error> {
        let strange = || {
            Error::new("is not a line of a stage: a key, a tab and a JSON object")
                .line(number)
                .help("give what `recount digest` and the stages after it write, in their order")
        };
        let tab = memchr::memchr(b'\t', &bytes).ok_or_else(strange)?;
        let value = bytes.split_off(tab + 1);
        bytes.pop();
        let key = String::from_utf8(bytes).map_err(|_| strange())?;
        Ok(Self { number, key, value })
    }

    /// The object, whose schema is held against ours first.
    fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let broken = |e: serde_json::Error| {
            let message = format!("is not what key `{}` promises: {e}", self.key);
            Error::new(message)
                .line(self.number)
                .help("the lines have to come from stages of this version, whole")
        };
        let head: Head = serde_json::from_slice(&self.value).map_err(broken)?;
        if head.schema != SCHEMA {
            let message = format!("has schema {}, where this version reads {SCHEMA}", head.schema);
            let help = "run every stage with one version of recount";
            return Err(Error::new(message).line(self.number).help(help));
        }
        serde_json::from_slice(&self.value).map_err(broken)
    }
}

/// The lines of a stage's input, in order; lines of ascending keys if they are to be `sorted`.
fn lines(input: impl BufRead, sorted: bool) -> impl Iterator<Item = Result<Line, Error>> {
    let mut before: Option<String> = None;
    (1..).zip(input.split(b'\n')).map(move |(number, bytes)| {
        let bytes = bytes.map_err(|e| Error::new(format!("cannot be read: {e}")).line(number))?;
        let line = Line::parse(number, bytes)?;
        if sorted && before.as_ref().is_some_and(|b| *b > line.key) {
            return Err(Error::new(format!("key `{}` comes after a greater one", line.key))
                .line(number)
                .help("sort the lines by bytes before this stage: LC_ALL=C sort"));
        }
        if before.as_ref() != Some(&line.key) {
            before = Some(line.key.clone());
        }
        Ok(line)
    })
}

fn write(to: &mut dyn Write, key: &str, value: &impl Serialize) -> io::Result<()> {
    to.write_all(key.as_bytes())?;
    to.write_all(b"\t")?;
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}

/// Hands a line on.
fn pass(to: &mut dyn Write, key: &str, value: &[u8]) -> io::Result<()> {
    to.write_all(key.as_bytes())?;
    to.write_all(b"\t")?;
    to.write_all(value)?;
    to.write_all(b"\n")
}

fn encode(profile: &Profile) -> String {
    let bytes = postcard::to_allocvec(profile).unwrap_or_default();
    BASE64_STANDARD_NO_PAD.encode(bytes)
}

fn decode(profile: &str) -> Option<Profile> {
    let bytes = BASE64_STANDARD_NO_PAD.decode(profile).ok()?;
    postcard::from_bytes(&bytes).ok()
}

/// Why a stage ended early.
#[derive(Debug)]
pub enum Failure {
    /// A line that is none.
    Input(Error),
    /// Nobody takes what is written.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(e: Error) -> Self {
        Failure::Input(e)
    }
}

impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Self {
        Failure::Output(e)
    }
}

#[cfg(test)]
mod tests;
