//! Events: which reports, and which claims of them, are about the same happening.

use crate::claim::Claim;
use crate::claim::dates::DateMention;
use crate::claim::places::PlaceMention;
use crate::corpus::{Meta, Report};
use crate::rules::Rules;
use crate::text::Document;
use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that later stages need of one report: the output of the map stage.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Digest {
    /// The report's id.
    pub id: String,
    /// Its metadata.
    pub meta: Meta,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
    /// What it can be recognised by.
    pub anchors: Anchors,
}

/// What an event can be recognised by, as far as one report tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Anchors {}

/// A claim, as the index of its digest and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimRef {
    /// Index of the digest.
    pub report: u32,
    /// Index among its claims.
    pub claim: u32,
}

impl ClaimRef {
    /// The claim itself.
    pub fn of(self, digests: &[Digest]) -> &Claim {
        &digests[self.report as usize].claims[self.claim as usize]
    }
}

/// One happening that reports tell of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// "e1", in order of the first report that tells of it.
    pub id: CompactString,
    /// A few words for people.
    pub label: String,
    /// The kind: "earthquake"; `None` if no word says.
    pub kind: Option<CompactString>,
    /// Where.
    pub place: Option<CompactString>,
    /// First day.
    pub date: Option<Date>,
    /// Indices of the digests whose main event it is, or that tell of it, in input order.
    pub reports: Vec<u32>,
    /// Its claims, in input order. Every claim belongs to exactly one event.
    pub claims: Vec<ClaimRef>,
}

/// How reports are grouped into events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Found from the anchors; any `event` field is ignored.
    #[default]
    Auto,
    /// All reports are about one event.
    One,
    /// One event a folder.
    Folder,
    /// One event for each value of a field.
    Field(String),
}

/// Collects what a report's event can be recognised by.
pub fn anchors(
    _report: &Report,
    _document: &Document,
    _claims: &[Claim],
    _dates: &[DateMention],
    _places: &[PlaceMention],
    _rules: &Rules,
) -> Anchors {
    Anchors::default()
}

/// Groups reports and their claims into events. Claims about another event than their report's
/// (background, a second attack elsewhere) get an event of their own, or join the one they name,
/// under every grouping.
pub fn group(digests: &[Digest], _grouping: &Grouping, _rules: &Rules) -> Vec<Event> {
    let claims = digests.iter().enumerate().flat_map(|(r, d)| {
        (0..d.claims.len()).map(move |c| ClaimRef {
            report: r as u32,
            claim: c as u32,
        })
    });
    vec![Event {
        id: "e1".into(),
        label: "all reports".into(),
        reports: (0..digests.len() as u32).collect(),
        claims: claims.collect(),
        ..Event::default()
    }]
}
