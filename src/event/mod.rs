//! Events: which reports, and which claims of them, are about the same happening.

mod anchors;
mod apart;
mod assign;
pub mod blocking;
mod cluster;
mod component;
mod label;
pub mod link;
mod pairs;
mod past;
mod sketch;
mod sound;
pub mod spill;

pub use anchors::{Anchors, DayAnchor, Extent, Feature, PlaceAnchor};
pub use blocking::Profile;
pub use component::{Part, Sets, components, parts, profiles};
pub use link::{LINKED, Link};
pub use past::Past;
pub use sketch::Sketch;

use crate::claim::Claim;
use crate::claim::dates::{self, DateMention};
use crate::claim::figure::Figures;
use crate::claim::places::PlaceMention;
use crate::corpus::{Allowance, Meta, Published, Report};
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
    /// Findings that its author stands by.
    #[serde(default)]
    pub allowances: Vec<Allowance>,
    /// Its numerals, whether figures of an event or not: what a headline is held against.
    #[serde(default)]
    pub figures: Figures,
}

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

    /// What it is called in every output: "reports/a.md#1".
    pub fn id(self, digests: &[Digest]) -> String {
        format!("{}#{}", digests[self.report as usize].id, self.claim + 1)
    }
}

/// One happening that reports tell of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Made of what it holds; the same wherever and beside whatever it is found.
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
    /// Reports tell of it only beside their own events.
    #[serde(default)]
    pub side: bool,
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

impl std::str::FromStr for Grouping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Grouping::Auto),
            "one" => Ok(Grouping::One),
            "folder" => Ok(Grouping::Folder),
            _ => match text.strip_prefix("field:") {
                Some(name) if !name.is_empty() => Ok(Grouping::Field(name.to_owned())),
                _ => Err("expected auto, one, folder or field:NAME".to_owned()),
            },
        }
    }
}

impl std::fmt::Display for Grouping {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Grouping::Auto => f.write_str("auto"),
            Grouping::One => f.write_str("one"),
            Grouping::Folder => f.write_str("folder"),
            Grouping::Field(name) => write!(f, "field:{name}"),
        }
    }
}

/// Collects what a report's event can be recognised by.
pub fn anchors(
    report: &Report,
    document: &Document,
    claims: &[Claim],
    dates: &[DateMention],
    places: &[PlaceMention],
    rules: &Rules,
) -> Anchors {
    anchors::anchors(report, document, claims, dates, places, rules)
}

/// Groups reports and their claims into events. Claims about another event than their report's
/// (background, a second attack elsewhere) get an event of their own, or join the one they name,
/// under every grouping. Main events come first, in order of their first report.
pub fn group(digests: &[Digest], grouping: &Grouping, rules: &Rules) -> Vec<Event> {
    let profiles = component::profiles(digests, grouping, rules);
    let clusters = match grouping {
        Grouping::Auto => cluster::cluster(&profiles, &pairs::edges(&profiles, rules), rules),
        _ => Vec::new(),
    };
    events(digests, &profiles, clusters, grouping, rules)
}

/// Groups the reports of one part of a component; `digests` and `profiles` are its own.
pub fn group_part(
    digests: &[Digest],
    profiles: &[Profile],
    part: &Part,
    grouping: &Grouping,
    rules: &Rules,
) -> Vec<Event> {
    events(digests, profiles, part.clusters.clone(), grouping, rules)
}

fn events(
    digests: &[Digest],
    profiles: &[Profile],
    mut clusters: Vec<u32>,
    grouping: &Grouping,
    rules: &Rules,
) -> Vec<Event> {
    let mut told = Vec::new();
    if *grouping == Grouping::Auto {
        told = apart::split(&mut clusters, digests, profiles, rules);
    } else {
        let keys = digests.iter().enumerate().map(|(i, d)| match own_key(d, grouping) {
            Some(key) => (Some(key), 0),
            None => (None, i),
        });
        clusters = cluster::renumber(&keys.collect::<Vec<_>>());
    }
    assign::assign(digests, &clusters, &told, rules)
}

/// What a report's event goes by where the grouping is given; a report without one is alone.
fn own_key<'a>(digest: &'a Digest, grouping: &Grouping) -> Option<&'a str> {
    match grouping {
        Grouping::Auto => None,
        Grouping::One => Some(""),
        Grouping::Folder => {
            let path = digest.id.split('#').next().unwrap_or(&digest.id);
            Some(path.rsplit_once('/').map_or("", |(folder, _)| folder))
        }
        Grouping::Field(name) => {
            let of_event = digest.meta.event.as_deref().filter(|_| name == "event");
            of_event.or_else(|| digest.meta.fields.get(name.as_str()).map(String::as_str))
        }
    }
}

/// Dates the undated reports that give themselves a day without its year: it is that of the event's
/// other reports.
pub fn date(digests: &mut [Digest], events: &[Event]) {
    for event in events {
        let known = event
            .reports
            .iter()
            .filter_map(|&r| digests.get(r as usize)?.meta.published);
        let Some(near) = known.map(|p| p.day()).max().or(event.date) else {
            continue;
        };
        for &r in &event.reports {
            let Some(d) = digests.get_mut(r as usize) else { continue };
            let Some((month, day)) = d.anchors.dateline.filter(|_| d.meta.published.is_none()) else {
                continue;
            };
            let years = (near.year() - 1)..=(near.year() + 1);
            let nearest = years
                .filter_map(|y| Date::new(y, month, day).ok())
                .min_by_key(|at| dates::days_between(near, *at).abs());
            if let Some(at) = nearest.filter(|at| dates::days_between(near, *at).abs() <= SAME_STORY) {
                d.meta.published = Some(Published::On(at));
                d.meta.inferred.push("published".into());
            }
        }
    }
}

/// Days within which a report without year is of the same story as the dated ones.
const SAME_STORY: i32 = 60;

#[cfg(test)]
mod tests;
