//! What reports look back on: happenings in another town or of other days, told beside their own.
//!
//! "The flood is the worst since 2019, when 31 people died in Aldwick": a report that says so belongs
//! beside those of 2019, and beside others that look back on the same. Only towns tell: a country
//! sees too many events in a year.

use super::anchors::Extent;
use super::sketch::Sketch;
use super::{Anchors, PlaceAnchor};
use crate::claim::dates::days_between;
use crate::claim::{Claim, Days, Modality};
use crate::rules::Rules;
use crate::rules::places::fold;
use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days before a report's own from which a claim may tell of another happening.
const BEFORE: i32 = 7;
/// Longest span of days that identifies a happening.
const SPAN: i32 = 370;
/// Longest span that can be the time of another report's event.
const SHORT: i32 = 62;
/// Weight from which a place is where a report's own event is.
const DWELT_ON: f32 = 1.6;
/// Places and days of a report that others can look back on.
const MOST: usize = 4;

/// A happening that a report may tell of beside its own: a town, and the days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// The town's folded name.
    pub town: CompactString,
    /// When.
    pub days: Days,
}

/// The other happenings that claims may tell of. `own` is the report's own day, `places` are its own.
pub(super) fn of(claims: &[Claim], own: Option<Date>, places: &[PlaceAnchor], rules: &Rules) -> Vec<Past> {
    let mut all: Vec<Past> = Vec::new();
    for claim in claims {
        let Some(days) = claim.when.filter(|d| days_between(d.from, d.to) <= SPAN) else {
            continue;
        };
        let earlier = own.is_none_or(|own| days_between(days.to, own) > BEFORE);
        for place in &claim.places {
            let town = fold(place);
            let here = places.iter().any(|p| fold(&p.name) == town);
            if !(earlier || !here || claim.modality == Modality::Background) || wide(place, rules) {
                continue;
            }
            let past = Past { town, days };
            if !all.contains(&past) {
                all.push(past);
            }
        }
    }
    all
}

fn wide(place: &str, rules: &Rules) -> bool {
    let known = rules.places.by_name(place, &rules.lexicon);
    let first = known.first().and_then(|&p| rules.places.get(p));
    first.is_some_and(|p| p.parent.is_none())
}

/// The towns and years that a report tells of, its own event's and those it looks back on.
pub(super) fn towns(anchors: &Anchors) -> impl Iterator<Item = (CompactString, i32)> {
    let years = |d: &Days| i32::from(d.from.year())..=i32::from(d.to.year());
    let back = anchors
        .past
        .iter()
        .flat_map(move |p| years(&p.days).map(|y| (p.town.clone(), y)));
    let own = own_towns(anchors).flat_map(|town| own_days(anchors).map(move |d| (town.clone(), i32::from(d.year()))));
    back.chain(own)
}

pub(super) fn own_towns(anchors: &Anchors) -> impl Iterator<Item = CompactString> {
    let own = |p: &&PlaceAnchor| p.extent == Extent::Local || p.extent != Extent::Country && p.weight >= DWELT_ON;
    anchors.places.iter().filter(own).take(MOST).map(|p| fold(&p.name))
}

pub(super) fn own_days(anchors: &Anchors) -> impl Iterator<Item = Date> {
    let told = anchors.days.iter().map(|d| d.days.from).take(MOST);
    anchors.own.into_iter().chain(told)
}

/// Whether one of the two looks back on what the other tells of.
pub(super) fn looks_back(a: &Sketch, b: &Sketch) -> bool {
    let one = |x: &(u32, i32, i32), y: &(u32, i32, i32)| x.0 == y.0 && x.1 <= y.2 && y.1 <= x.2;
    let both = a.past.iter().any(|x| b.past.iter().any(|y| one(x, y)));
    both || tells(a, b) || tells(b, a)
}

/// Whether `back` looks back on the own event of `other`.
fn tells(back: &Sketch, other: &Sketch) -> bool {
    let brief = back.past.iter().filter(|(_, from, to)| to - from <= SHORT);
    brief
        .filter(|p| other.towns.contains(&p.0))
        .any(|&(_, from, to)| other.dates.iter().any(|d| (from..=to).contains(d)))
}
