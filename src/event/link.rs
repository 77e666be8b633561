//! Links: how much speaks for two reports telling of one event, part by part.

use super::anchors::Anchors;
use super::sketch::{Sketch, hash};
use crate::rules::Rules;
use crate::rules::kinds::Rate;

/// How much speaks for one event, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The score; [`LINKED`] and more is one event.
    pub score: f32,
    /// What it is made of, in the order of reckoning: a few words, and what they add or the factor they are.
    pub parts: Vec<(String, f32)>,
}

/// From here on two reports are taken for reports of one event.
pub const LINKED: f32 = 0.20;
/// Shared names that an explanation has room for.
const SHOWN: usize = 12;

/// Part of a score.
enum Part {
    /// A feature that both have, by its hash.
    Shared(u32),
    /// A factor, by its name.
    Factor(&'static str),
}

/// Scores two reports.
pub fn score(a: &Sketch, b: &Sketch, rules: &Rules) -> f32 {
    reckon(a, b, rules, &mut |_, _| ())
}

/// Scores two reports, and says what the score is made of.
pub fn explain(a: &Anchors, b: &Anchors, rules: &Rules) -> Link {
    let mut link = Link::default();
    let mut shared: Vec<(&str, f32)> = Vec::new();
    let mut factors = Vec::new();
    let (x, y) = (Sketch::of(a, rules), Sketch::of(b, rules));
    link.score = reckon(&x, &y, rules, &mut |part, value| match part {
        Part::Shared(key) => {
            let named = a.features.iter().find(|f| hash(&f.key) == key);
            shared.extend(named.map(|f| (f.key.as_str(), value)));
        }
        Part::Factor(name) if value != 1.0 => factors.push((name.to_owned(), value)),
        Part::Factor(_) => {}
    });
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    for (key, weight) in shared.iter().take(SHOWN) {
        let name = key.split_once(':').map_or(*key, |(_, n)| n);
        link.parts.push((format!("both name {name}"), *weight));
    }
    link.parts.append(&mut factors);
    link
}

fn reckon(a: &Sketch, b: &Sketch, rules: &Rules, tell: &mut impl FnMut(Part, f32)) -> f32 {
    let norm = norm(a, b);
    let (mut dot, mut rare) = (0.0, 0);
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.features.get(i), b.features.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Equal => {
                let weight = x.1 * y.1;
                dot += weight;
                rare += i32::from(x.2 || y.2);
                tell(Part::Shared(x.0), weight / norm);
                (i, j) = (i + 1, j + 1);
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let named = |s: &Sketch| s.features.iter().any(|f| f.2);
    let placed = places(a, b, rules);
    let apart = placed < 1.0 || rare == 0 && named(a) && named(b);
    let ground = if apart { 0.0 } else { GROUND };
    let mut score = dot / norm + ground;
    let mut factor = |name, f| {
        score *= f;
        tell(Part::Factor(name), f);
    };
    factor("rare names", RARE_NAME.powi(rare.min(RARE_NAMES)));
    factor("days", days(a, b));
    factor("places", placed);
    factor("kind of event", kinds(a, b));
    let copies = copies(a, b);
    // the same words long after are those of the page, not of the report
    if copies > 0.3 && near(a, b) {
        score = score.max(copies);
        tell(Part::Factor("copies of one text"), copies);
    }
    score
}

// The factors are those of a logistic regression on pairs of reports, of one event and of two alike: its
// coefficients over that of the logarithm of the likeness.

/// What each name that is in no table adds, where both reports have it.
const RARE_NAME: f32 = 1.85;
/// Up to so many of them.
const RARE_NAMES: i32 = 3;

/// The squared length below which a report's features are padded.
const FLOOR: f32 = 50.0;

/// What any two reports are alike by: where day and kind of event are the same, hardly a word need be.
const GROUND: f32 = 0.01;

/// What the shared weights are held against: a short notice has few features, and its length is not
/// held against it wholly.
fn norm(a: &Sketch, b: &Sketch) -> f32 {
    let (short, long) = (a.length.min(b.length).max(FLOOR), a.length.max(b.length).max(FLOOR));
    short.powf(0.6) * long.powf(0.4)
}

/// Days between reports of about the same time.
const NEAR: i32 = 14;

/// Whether the reports are of about the same time, as far as they say.
fn near(a: &Sketch, b: &Sketch) -> bool {
    a.gap(b).is_none_or(|gap| gap <= NEAR)
}

/// Days between the nearest days that two reports give for the event, where both give some.
fn nearest(a: &Sketch, b: &Sketch) -> Option<i32> {
    let distance = |x: &(i32, i32), y: &(i32, i32)| (y.0 - x.1).max(x.0 - y.1).max(0);
    let all = a.days.iter().flat_map(|x| b.days.iter().map(move |y| distance(x, y)));
    all.min()
}

/// More than one where the likely days meet, less where they are far apart.
fn days(a: &Sketch, b: &Sketch) -> f32 {
    let gap = a.gap(b);
    let published = match gap {
        // leaflets and transcripts are mostly of the time of what they are filed with
        None => 0.95,
        Some(0..=3) => 2.9,
        Some(4..=NEAR) => 1.5,
        Some(15..=60) => 1.05,
        Some(61..=400) => 0.6,
        Some(_) => 0.3,
    };
    let told = match nearest(a, b) {
        None => 1.25,
        Some(0) => 2.65,
        Some(1) => 1.2,
        Some(2..=NEAR) => 0.83,
        // reports of one week look back on days far apart; those of far weeks tell of their own
        Some(_) if gap.is_none_or(|g| g <= NEAR) => 1.0,
        Some(_) => 0.52,
    };
    published * told
}

/// Less than one where the two are plainly about different places.
fn places(a: &Sketch, b: &Sketch, rules: &Rules) -> f32 {
    if a.places.is_empty() || b.places.is_empty() {
        return 1.0;
    }
    let within = |x, y| rules.places.within(x, y) || rules.places.within(y, x);
    let touching = a.places.iter().any(|&x| b.places.iter().any(|&y| within(x, y)));
    match touching {
        false => 0.6,
        // with no day to tell them apart, the towns must
        true if (a.own.is_none() || b.own.is_none()) && elsewhere(a, b) => 0.5,
        true => 1.0,
    }
}

/// Whether both dwell on a town that the other does not name.
pub(super) fn elsewhere(a: &Sketch, b: &Sketch) -> bool {
    let names = |x: &Sketch, place| x.named.binary_search(&place).is_ok();
    let towns = a.town.zip(b.town);
    towns.is_some_and(|(x, y)| !names(a, y) && !names(b, x))
}

/// More for a kind of event that seldom happens, less for one of every day.
fn kinds(a: &Sketch, b: &Sketch) -> f32 {
    let (Some(x), Some(y)) = (a.kinds.first(), b.kinds.first()) else {
        return 0.8 * soon(a, b);
    };
    match a.rate.max(b.rate) {
        _ if x.1 != y.1 => 0.95 * soon(a, b),
        // many a town has a shooting; where neither names one, the days and the words must tell
        Rate::Daily if a.places.is_empty() && b.places.is_empty() => 0.9,
        Rate::Daily => 0.3,
        Rate::Seldom if x.0 == y.0 && near(a, b) => 4.1 * soon(a, b),
        _ => 1.95 * soon(a, b),
    }
}

/// What two reports of less than two months, of which none tells of a kind of every day, are alike by more: the
/// regression has few look-alikes of such kinds, and asks too much of them.
fn soon(a: &Sketch, b: &Sketch) -> f32 {
    if a.gap(b).is_none_or(|gap| gap <= 60) { 1.4 } else { 1.0 }
}

/// The share of common word sequences, estimated from the sketches.
pub fn copies(a: &Sketch, b: &Sketch) -> f32 {
    let size = a.shingles.len().min(b.shingles.len());
    if size < 12 {
        return 0.0;
    }
    let (mut i, mut j, mut seen, mut both) = (0, 0, 0, 0);
    while seen < size && i < a.shingles.len() && j < b.shingles.len() {
        seen += 1;
        match a.shingles[i].cmp(&b.shingles[j]) {
            std::cmp::Ordering::Equal => {
                both += 1;
                (i, j) = (i + 1, j + 1);
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    both as f32 / seen.max(1) as f32
}
