//! Sketches: the anchors of a report in the few hundred bytes by which it is linked.
//!
//! Names become hashes and days numbers, so that two reports are scored without a look at a letter,
//! and so that a stage that only links need not be sent the rest of a digest.

use super::anchors::{Anchors, Extent, Feature};
use super::past;
use crate::claim::Days;
use crate::claim::dates::days_between;
use crate::hash::Fnv;
use crate::rules::Rules;
use crate::rules::kinds::Rate;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days of a report that its event is told by.
const TOLD: usize = 3;
/// Weight from which a day is one that the text itself gives.
const TOLD_WEIGHT: f32 = 0.35;
/// Places by which reports are told apart.
const KNOWN: usize = 6;
/// Weight from which they are.
const KNOWN_WEIGHT: f32 = 2.4;
/// Weight of a town that a report dwells on.
const DWELT_ON: f32 = 3.0;

/// What two reports are linked by. Days count from 1970.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// The report's own day.
    pub own: Option<i32>,
    /// Days that the text gives for the event, first and last.
    pub days: Vec<(i32, i32)>,
    /// Names, rare words and numbers: hash, weight, and whether it is a name that no table has. Sorted.
    pub features: Vec<(u32, f32, bool)>,
    /// The sum of the squared weights.
    pub length: f32,
    /// Places of the gazetteer that the report is about.
    pub places: Vec<u32>,
    /// The town that it dwells on.
    pub town: Option<u32>,
    /// All places of the gazetteer that it names.
    pub named: Vec<u32>,
    /// Kinds of event and their families, as hashes, the weightiest first.
    pub kinds: Vec<(u32, u32)>,
    /// How often events of the first of them happen.
    pub rate: Rate,
    /// The sketch of the text's word sequences, sorted.
    pub shingles: Vec<u32>,
    /// Its own towns.
    pub towns: Vec<u32>,
    /// Its own days.
    pub dates: Vec<i32>,
    /// Towns and days, first and last, of happenings that it looks back on.
    pub past: Vec<(u32, i32, i32)>,
}

/// The keys of names that no table has, each of whose words counts once: of "Vale Corvo" not "Corvo" too.
fn names(a: &Anchors) -> Vec<&str> {
    let rare = |f: &&Feature| {
        let least = match f.key.as_bytes().first() {
            Some(b'n') => 3.0,
            Some(b'w') => 3.3,
            Some(b'p') => 3.1,
            _ => return false,
        };
        f.rarity >= least
    };
    let words = |key: &'_ str| key.split_once(':').map_or(0, |(_, n)| n.split(' ').count());
    let mut all: Vec<&str> = a.features.iter().filter(rare).map(|f| f.key.as_str()).collect();
    all.sort_by_key(|key| (std::cmp::Reverse(words(key)), *key));
    let mut seen: Vec<&str> = Vec::new();
    all.retain(|key| {
        let own = key.split_once(':').map_or("", |(_, n)| n).split(' ');
        let before = seen.len();
        for word in own {
            if !seen.contains(&word) {
                seen.push(word);
            }
        }
        seen.len() > before
    });
    all
}

/// A name as its hash.
pub(super) fn hash(name: &str) -> u32 {
    let hash = Fnv::new().bytes(name.as_bytes()).value();
    (hash ^ hash >> 32) as u32
}

/// A day as its number, from 1970.
pub(super) fn number(day: Date) -> i32 {
    days_between(jiff::civil::date(1970, 1, 1), day)
}

impl Sketch {
    /// The sketch of a report's anchors.
    pub fn of(a: &Anchors, rules: &Rules) -> Self {
        let span = |d: Days| (number(d.from), number(d.to));
        let names = names(a);
        let feature = |f: &Feature| (hash(&f.key), f.weight, names.contains(&f.key.as_str()));
        let mut features: Vec<(u32, f32, bool)> = a.features.iter().map(feature).collect();
        features.sort_unstable_by_key(|f| f.0);
        features.dedup_by_key(|f| f.0);
        let told = a.days.iter().filter(|d| d.weight > TOLD_WEIGHT).take(TOLD);
        let known = a
            .places
            .iter()
            .filter(|p| p.extent != Extent::Local && p.weight >= KNOWN_WEIGHT);
        let mut named: Vec<u32> = a.places.iter().filter_map(|p| p.place).collect();
        named.sort_unstable();
        named.dedup();
        let town = a
            .places
            .iter()
            .find(|p| p.extent == Extent::City && p.weight >= DWELT_ON);
        let kinds = a.kinds.iter().map(|k| (hash(&k.0), hash(rules.kinds.family(&k.0))));
        Self {
            own: a.own.map(number),
            length: features.iter().map(|f| f.1 * f.1).sum(),
            days: told.map(|d| span(d.days)).collect(),
            features,
            places: known.filter_map(|p| p.place).take(KNOWN).collect(),
            town: town.and_then(|p| p.place),
            named,
            kinds: kinds.collect(),
            rate: a.kinds.first().map_or(Rate::Seldom, |k| rules.kinds.rate(&k.0)),
            shingles: a.shingles.iter().map(|s| (s >> 32) as u32).collect(),
            towns: past::own_towns(a).map(|t| hash(&t)).collect(),
            dates: past::own_days(a).map(number).collect(),
            past: a
                .past
                .iter()
                .map(|p| (hash(&p.town), number(p.days.from), number(p.days.to)))
                .collect(),
        }
    }

    /// Days between the own days of two reports, where both have one.
    pub(super) fn gap(&self, other: &Sketch) -> Option<i32> {
        Some((self.own? - other.own?).abs())
    }

    /// Whether a report has a kind of event of some family.
    pub(super) fn tells(&self, family: u32) -> bool {
        self.kinds.iter().any(|k| k.1 == family)
    }
}
