//! Claims: who counts what, whom, where, when, and who said so.

use crate::corpus::{BlockKind, Meta};
use crate::quantity::{Decimal, Interval, Precision, Quantity};
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Document;
use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod antecedent;
mod armies;
mod as_of;
mod asked;
mod aspect;
pub mod attribution;
mod became;
mod beyond;
mod bound;
mod build;
mod chunk;
mod clause;
mod context;
mod counted;
#[cfg(test)]
mod counted_tests;
pub mod dates;
mod doers;
mod elided;
#[cfg(test)]
mod elided_tests;
pub mod figure;
mod frame;
mod gapped;
mod glimpse;
mod keys;
#[cfg(test)]
mod keys_tests;
mod lists;
pub mod modality;
mod named;
mod other;
#[cfg(test)]
mod outcome_tests;
mod outline;
pub mod part;
mod placed;
#[cfg(test)]
mod placed_tests;
pub mod places;
mod scope;
mod several;
mod single;
mod sized;
#[cfg(test)]
mod slot_tests;
mod some;
mod state;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod together;
mod trigger;
mod value;
mod valued;
mod worth;

pub use build::{frame, frame_bare};
pub use outline::outline;

/// Whether a claim is put forward as true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// Said to be so.
    #[default]
    Asserted,
    /// Feared, believed, estimated, could.
    Estimated,
    /// Named in order to be denied or corrected.
    Denied,
    /// If, would.
    Hypothetical,
    /// A past event or an earlier figure, named as such.
    Background,
}

/// The part of an event that a figure is limited to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// What sort of limit: a place, a day, a group, a side.
    pub kind: ScopeKind,
    /// The words, without article: "souvenir shop", "Friday".
    pub text: CompactString,
}

/// What sort of limit a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScopeKind {
    /// A building, district, hospital, town inside the event.
    Place,
    /// A day or hour inside the event.
    Time,
    /// A group or condition: "of wounds", "under 15", "critically".
    Group,
    /// Whose side the counted were on.
    Side,
}

/// A span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Days {
    /// A week or more, over which something is counted, and no day on which it happened.
    pub fn is_period(&self) -> bool {
        self.from.saturating_add(jiff::Span::new().days(6)) <= self.to
    }
}

/// How a claim is a part of another claim of its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOf {
    /// Index of the whole among the report's claims.
    pub whole: u32,
    /// The parts given with it are all there are: "24 civilians: 12 children, nine women, three men".
    pub exhaustive: bool,
}

/// One figure of a report, framed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The measure's name: "killed".
    pub measure: CompactString,
    /// For measure "other": the words that say what is measured.
    pub label: Option<CompactString>,
    /// The class of what is counted or measured, or its own noun.
    pub counted: CompactString,
    /// What the words assert, in base units.
    pub interval: Interval,
    /// How exact they are.
    pub precision: Precision,
    /// Base unit; `None` for counts.
    pub unit: Option<CompactString>,
    /// The quantity expression, as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What kind of block that is: a figure of the title is a headline figure.
    pub block: BlockKind,
    /// What part of the event it is limited to.
    pub scope: Option<Scope>,
    /// Who is quoted for it.
    pub speaker: Option<CompactString>,
    /// Its own sentence names no speaker: it goes on with what the one before reported.
    #[serde(default)]
    pub carried: bool,
    /// Through whom: the agency or outlet that relayed it.
    pub via: Option<CompactString>,
    /// Whether it is put forward as true.
    pub modality: Modality,
    /// The day that the figure stands for, where the text gives one ("as of 4 November").
    pub as_of: Option<Date>,
    /// The days of the event, where the claim's own clause gives them ("in June 2004").
    pub when: Option<Days>,
    /// Named places in the claim's own clause.
    pub places: Vec<CompactString>,
    /// The claim that this one is a part of.
    pub part_of: Option<PartOf>,
    /// A part of those already counted, without a figure for the whole: "four of those in hospital".
    #[serde(default)]
    pub partial: bool,
    /// The verb does not say how it ended: of "five were shot" some may be dead.
    #[serde(default)]
    pub mixed: bool,
    /// Whether those who did it are among the counted, where the words say: "including the gunman".
    #[serde(default)]
    pub doers: Option<bool>,
    /// Tells of some who were found or spoken of, and perhaps not of all: "both men", "found two".
    #[serde(default)]
    pub glimpse: bool,
    /// "another 14", "a further 1,340": comes on top of a figure already given.
    pub additional: bool,
    /// The rule that found it: "killed/verb:kill".
    pub rule: CompactString,
    /// Hashes of the content words of its sentence, sorted: what the figure is told with. None where the claim is
    /// read to be listed only.
    #[serde(default)]
    pub words: Vec<u32>,
}

impl Claim {
    /// It tells of one and not of how many there were: "a soldier was killed".
    pub(crate) fn single(&self) -> bool {
        self.partial && self.unit.is_none() && self.interval.point() == Some(Decimal::ONE)
    }
}

/// What claims are framed from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Tokens and sentences.
    pub document: &'a Document,
    /// Every numeral, read.
    pub quantities: &'a [Quantity],
    /// Every date expression.
    pub dates: &'a [dates::DateMention],
    /// Every place name.
    pub places: &'a [places::PlaceMention],
    /// The text that spans index.
    pub text: &'a str,
    /// The report's metadata.
    pub meta: &'a Meta,
    /// The packs.
    pub rules: &'a Rules,
}
