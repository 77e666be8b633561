//! Blocking: which pairs of reports are looked at at all, so that the work grows as the reports do.
//!
//! A report lies in a block for each rare name it holds, for each fairly rare name and each rare kind
//! of event on each of its days, and for each town in each year that it tells of. Pairs are scored in
//! the finest block that they share. How rare a name is comes from a fixed table, so that a report
//! which shares no block with another changes nothing for it. In a block of very many reports, each
//! is paired with its neighbours in time (the sorted neighbourhood of Hernández and Stolfo): chained
//! links still bring together what belongs together.

use super::link::{LINKED, elsewhere, score};
use super::sketch::{Sketch, number};
use super::{Anchors, Digest, Feature, Grouping, own_key, past};
use crate::hash::Fnv;
use crate::rules::Rules;
use crate::rules::kinds::Rate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Rarity of a name that few events share: one that no table has.
pub(super) const UNIQUE: f32 = 3.15;
/// Rarity from which a name alone makes two reports candidates.
const RARE: f32 = 2.3;
/// Rarity from which a name does so together with a day.
const FAIR: f32 = 1.2;
/// Members of a block up to which all are paired with all.
pub(super) const CROWD: usize = 64;
/// Neighbours that each member of a larger block is paired with.
pub(super) const REACH: usize = CROWD / 2;
/// The same where no name is shared, only everyday words in one week: a crowd there tells little.
const BRIEF_REACH: usize = 4;
/// Fairly rare words of a report that make blocks, the weightiest.
const FAIR_KEPT: usize = 16;
/// The same of a notice too short to have so many, with words that many texts use.
const PLAIN_KEPT: usize = 24;
/// Days of a report that its names are told with.
const DAYS: usize = 4;
/// Days within which reports that share a unique name may be of one event, however little else they share.
pub(super) const NEAR: i32 = 7;

/// A block. Of two blocks the smaller key is the finer one. 40 bits are few enough to be sent, and so
/// many that reports which share a key by chance cost a look and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(u64);

/// What a block is made of, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// What the corpus itself says is one event.
    Given,
    Unique,
    Rare,
    Dated,
    Kind,
    Told,
    Weekly,
    /// A town in a year: what other reports look back on.
    Past,
}

const SORTS: [Sort; 8] = [
    Sort::Given,
    Sort::Unique,
    Sort::Rare,
    Sort::Dated,
    Sort::Kind,
    Sort::Told,
    Sort::Weekly,
    Sort::Past,
];

impl Key {
    fn new(sort: Sort, word: &str, number: i32) -> Self {
        let hash = Fnv::new().add(word).bytes(&number.to_le_bytes()).value();
        Self((sort as u64) << 32 | hash >> 32)
    }

    /// With how many of those after it each member of its block is paired, if there are so many.
    pub fn reach(self, members: usize) -> usize {
        match self.sort() {
            // what is given is a chain
            Sort::Given => 1,
            _ if members <= CROWD => members,
            Sort::Told | Sort::Weekly | Sort::Kind => BRIEF_REACH,
            _ => REACH,
        }
    }

    /// Whether its reports share a unique name.
    pub fn is_unique(self) -> bool {
        self.sort() == Sort::Unique
    }

    /// Whether it is of what reports look back on.
    pub fn is_past(self) -> bool {
        self.sort() == Sort::Past
    }

    /// Whether two reports are scored in it only where they share no finer one.
    pub(super) fn counts_once(self) -> bool {
        !matches!(self.sort(), Sort::Given | Sort::Past)
    }

    fn sort(self) -> Sort {
        SORTS.get((self.0 >> 32) as usize).copied().unwrap_or(Sort::Past)
    }
}

impl Key {
    /// The key as a number.
    pub(super) fn number(self) -> u64 {
        self.0
    }

    /// The key of a number.
    pub(super) fn numbered(number: u64) -> Self {
        Self(number)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:010x}", self.0)
    }
}

impl std::str::FromStr for Key {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// The blocks that a report lies in, the finest first.
fn keys(anchors: &Anchors, rules: &Rules) -> Vec<Key> {
    // each day with the next, so that neighbours always share one
    let mut days: Vec<i32> = anchors
        .days
        .iter()
        .take(DAYS)
        .flat_map(|d| [number(d.days.from), number(d.days.to)])
        .flat_map(|d| [d, d + 1])
        .collect();
    days.sort_unstable();
    days.dedup();
    // each week with the one before, so that neighbours in time always share one
    let week = anchors.own.map(|d| number(d).div_euclid(7));
    let weeks: Vec<i32> = week.into_iter().flat_map(|w| [w, w + 1]).collect();
    let mut keys = Vec::new();
    let (mut fair, mut plain, mut places) = (Vec::new(), Vec::new(), Vec::new());
    let kind = anchors.kinds.first().map(|k| k.0.as_str());
    let kind = kind.filter(|k| rules.kinds.rate(k) == Rate::Seldom);
    if let Some(kind) = kind {
        keys.extend(days.iter().map(|&d| Key::new(Sort::Kind, kind, d)));
    }
    for f in &anchors.features {
        let (sort, name) = f.key.split_once(':').unwrap_or(("", &f.key));
        if f.rarity >= UNIQUE && matches!(sort, "w" | "p") {
            keys.push(Key::new(Sort::Unique, name, 0));
        } else if f.rarity >= RARE {
            keys.push(Key::new(Sort::Rare, &f.key, 0));
        }
        if f.rarity < FAIR {
            if matches!(sort, "w" | "f") {
                plain.push(f);
            }
            continue;
        }
        if matches!(sort, "p" | "n") {
            keys.extend(days.iter().map(|&d| Key::new(Sort::Dated, &f.key, d)));
        } else if f.rarity < RARE {
            fair.push(f);
        } else if f.place && sort == "w" {
            // another report may not show it to be a place
            places.push(f);
        }
    }
    let by_weight = |x: &&Feature, y: &&Feature| y.weight.total_cmp(&x.weight).then_with(|| x.key.cmp(&y.key));
    fair.sort_by(by_weight);
    plain.sort_by(by_weight);
    fair.truncate(FAIR_KEPT);
    if fair.len() < FAIR_KEPT {
        plain.truncate(PLAIN_KEPT - fair.len());
        fair.append(&mut plain);
    }
    for f in fair.into_iter().chain(places) {
        keys.extend(weeks.iter().map(|&w| Key::new(Sort::Weekly, &f.key, w)));
        if let Some(kind) = kind {
            keys.push(Key::new(Sort::Told, &format!("{kind} {}", f.key), 0));
        }
    }
    keys.extend(past::towns(anchors).map(|(town, year)| Key::new(Sort::Past, &town, year)));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a report is linked by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// The blocks that it lies in, sorted.
    pub keys: Vec<Key>,
    /// What it is scored by.
    pub sketch: Sketch,
}

impl Profile {
    /// What a digest is linked by. Where the grouping is given, what tells events apart is left out.
    pub fn of(digest: &Digest, grouping: &Grouping, rules: &Rules) -> Self {
        let mut keys = keys(&digest.anchors, rules);
        if *grouping != Grouping::Auto {
            keys.retain(|k| k.is_past());
            if let Some(key) = own_key(digest, grouping) {
                keys.insert(0, Key::new(Sort::Given, key, 0));
            }
        }
        Self {
            id: digest.id.clone(),
            keys,
            sketch: Sketch::of(&digest.anchors, rules),
        }
    }

    /// Where it stands in a block: by its day, and for reports of a day by its id's hash.
    pub fn place(&self) -> (Option<i32>, u32) {
        (self.sketch.own, super::sketch::hash(&self.id))
    }
}

/// Two members of a block that belong together, as indices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The lower index.
    pub a: u32,
    /// The higher.
    pub b: u32,
    /// Their score: [`LINKED`] and more is one event, less may turn out to be. `None` where one only
    /// looks back on what the other tells of, or the corpus says that they are of one event.
    pub score: Option<f32>,
}

/// Which reports of a block of so many `members`, or of a piece of it, belong together: each of its first
/// `own` with those in reach after it. `profile` gives the report of a number; `block` is in order of
/// [`Profile::place`].
pub fn edges<'a>(
    key: Key,
    block: &[u32],
    own: usize,
    members: usize,
    profile: &(impl Fn(u32) -> &'a Profile + Sync),
    rules: &Rules,
) -> Vec<Edge> {
    let (reach, crowd) = (key.reach(members), members > CROWD);
    let of = |i: usize| {
        let a = block[i];
        let near = block.iter().skip(i + 1).take(reach);
        near.filter_map(move |&b| {
            let score = relation(key, crowd, profile(a), profile(b), rules)?;
            Some(Edge {
                a: a.min(b),
                b: a.max(b),
                score,
            })
        })
    };
    if block.len() > CROWD {
        (0..own).into_par_iter().flat_map_iter(of).collect()
    } else {
        (0..own).flat_map(of).collect()
    }
}

/// The score of an edge, where there is one and this is the finest block that the two share.
fn relation(key: Key, crowd: bool, a: &Profile, b: &Profile, rules: &Rules) -> Option<Option<f32>> {
    if key.counts_once() && finest(&a.keys, &b.keys) != Some(key) {
        return None;
    }
    weigh(key, crowd, a, b, rules)
}

/// The score of an edge, where there is one.
pub(super) fn weigh(key: Key, crowd: bool, a: &Profile, b: &Profile, rules: &Rules) -> Option<Option<f32>> {
    match key.sort() {
        Sort::Given => return Some(None),
        Sort::Past => return past::looks_back(&a.sketch, &b.sketch).then_some(None),
        _ => {}
    }
    let score = score(&a.sketch, &b.sketch, rules);
    // a name that a crowd shares is no sign of one event, whatever the table of names has
    let joined = score >= LINKED || key.is_unique() && !crowd && adoptable(&a.sketch, &b.sketch);
    joined.then_some(Some(score))
}

/// Whether reports that share a unique name may be of one event by kind, time and place.
fn adoptable(a: &Sketch, b: &Sketch) -> bool {
    let kind = a.kinds.is_empty() || b.kinds.is_empty() || a.kinds.iter().any(|k| b.tells(k.1));
    kind && a.gap(b).is_none_or(|gap| gap <= NEAR) && !elsewhere(a, b)
}

/// The smallest key in both sorted lists.
fn finest(a: &[Key], b: &[Key]) -> Option<Key> {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => return Some(*x),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    None
}
