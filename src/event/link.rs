//! Links: how much speaks for two reports telling of one event, part by part.

use super::anchors::{Anchors, Extent};
use crate::claim::Days;
use crate::claim::dates::days_between;
use crate::rules::Rules;

/// How much speaks for one event, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The score; [`LINKED`] and more is one event.
    pub score: f32,
    /// What it is made of, in the order of reckoning: a few words, and what they add or the factor they are.
    pub parts: Vec<(String, f32)>,
}

/// From here on two reports are taken for reports of one event.
pub const LINKED: f32 = 0.26;

/// Scores two reports; `explain` fills [`Link::parts`].
pub fn score(a: &Anchors, b: &Anchors, rules: &Rules, explain: bool) -> Link {
    let mut link = Link::default();
    let (mut dot, mut norm_a, mut norm_b) = (0.0, 0.0, 0.0);
    let mut spots = 0.0;
    let mut shared: Vec<(&str, f32)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.features.len() || j < b.features.len() {
        let (x, y) = (a.features.get(i), b.features.get(j));
        match (x, y) {
            (Some(x), Some(y)) if x.key == y.key => {
                dot += x.weight * y.weight;
                if x.place || y.place {
                    spots += x.weight * y.weight;
                }
                norm_a += x.weight * x.weight;
                norm_b += y.weight * y.weight;
                if explain {
                    shared.push((x.key.as_str(), x.weight * y.weight));
                }
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), y) if y.is_none_or(|y| x.key < y.key) => {
                norm_a += x.weight * x.weight;
                i += 1;
            }
            (_, Some(y)) => {
                norm_b += y.weight * y.weight;
                j += 1;
            }
            _ => break,
        }
    }
    // a short notice has few features: its length is not held against it wholly
    let (short, long) = (norm_a.min(norm_b).max(FLOOR), norm_a.max(norm_b).max(FLOOR));
    let norm = short.powf(0.6) * long.powf(0.4);
    link.score = dot / norm;
    if explain {
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        for (key, weight) in shared.iter().take(12) {
            let name = key.split_once(':').map_or(*key, |(_, n)| n);
            link.parts.push((format!("both name {name}"), weight / norm));
        }
    }
    let mut factor = |name: &str, f: f32| {
        if f != 1.0 {
            link.score *= f;
            if explain {
                link.parts.push((name.to_owned(), f));
            }
        }
    };
    let far = !near(a, b);
    if dot > 0.0 {
        // a town sees many events: on far days its name is half the evidence that it is on near ones
        factor(
            "shared places on far days",
            if far { 1.0 - 0.5 * spots / dot } else { 1.0 },
        );
    }
    factor("days", days(a, b));
    factor("places", places(a, b, rules));
    factor("kind of event", kinds(a, b, rules));
    let copies = copies(a, b);
    // the same words long after are those of the page, not of the report
    if copies > 0.3 && !far {
        link.score = link.score.max(copies);
        if explain {
            link.parts.push(("copies of one text".to_owned(), copies));
        }
    }
    link
}

/// What two reports of near days gain by a kind of event that is not one of every week.
const RARE_KIND: f32 = 2.4;

/// Whether the reports are of about the same time, as far as they say.
fn near(a: &Anchors, b: &Anchors) -> bool {
    a.own.zip(b.own).is_none_or(|(x, y)| days_between(x, y).abs() <= 14)
}

/// The squared length below which a report's features are padded.
const FLOOR: f32 = 50.0;

/// What stands for the days where one report tells none: leaflets and transcripts are mostly of
/// the time of what they are filed with.
const UNDATED: f32 = 1.9;

/// More than one where the likely days meet, less where they contradict each other.
fn days(a: &Anchors, b: &Anchors) -> f32 {
    let gap = match (a.own, b.own) {
        (Some(a), Some(b)) => days_between(a, b).abs(),
        _ => return UNDATED,
    };
    let published: f32 = match gap {
        0..=3 => 1.25,
        4..=14 => 1.1,
        15..=60 => 0.95,
        61..=400 => 0.85,
        _ => 0.8,
    };
    // days that the text itself gives, the publication day left aside
    let top = |x: &Anchors| {
        x.days
            .iter()
            .filter(|d| d.weight > 0.35)
            .map(|d| d.days)
            .take(3)
            .collect::<Vec<_>>()
    };
    let (da, db) = (top(a), top(b));
    if da.is_empty() || db.is_empty() {
        return published;
    }
    let distance = |x: &Days, y: &Days| days_between(x.to, y.from).max(days_between(y.to, x.from)).max(0);
    let nearest = da
        .iter()
        .flat_map(|x| db.iter().map(move |y| distance(x, y)))
        .min()
        .unwrap_or(0);
    let told = match nearest {
        0 => 2.1,
        1 => 1.5,
        // reports far apart need not tell the same days: a trial tells of its own
        _ if gap > 14 => 0.65,
        2..=3 => 0.7,
        _ => 0.35,
    };
    published * told
}

/// Less than one where the two are plainly about different places.
fn places(a: &Anchors, b: &Anchors, rules: &Rules) -> f32 {
    let known = |x: &Anchors| {
        x.places
            .iter()
            .filter(|p| p.extent != Extent::Local && p.weight >= 2.4)
            .filter_map(|p| p.place)
            .take(6)
            .collect::<Vec<_>>()
    };
    let (pa, pb) = (known(a), known(b));
    if pa.is_empty() || pb.is_empty() {
        return 1.0;
    }
    let touching = pa.iter().any(|&x| {
        pb.iter()
            .any(|&y| rules.places.within(x, y) || rules.places.within(y, x))
    });
    match touching {
        false => 0.6,
        // with no day to tell them apart, the towns must
        true if (a.own.is_none() || b.own.is_none()) && elsewhere(a, b) => 0.5,
        true => 1.0,
    }
}

/// Whether both dwell on a town that the other does not name.
pub(super) fn elsewhere(a: &Anchors, b: &Anchors) -> bool {
    let town = |x: &Anchors| {
        x.places
            .iter()
            .find(|p| p.extent == Extent::City && p.weight >= 3.0)
            .and_then(|p| p.place)
    };
    let names = |x: &Anchors, place| x.places.iter().any(|p| p.place == Some(place));
    town(a).zip(town(b)).is_some_and(|(x, y)| !names(a, y) && !names(b, x))
}

/// Less than one where the kinds of event differ.
fn kinds(a: &Anchors, b: &Anchors, rules: &Rules) -> f32 {
    let (Some(x), Some(y)) = (a.kinds.first(), b.kinds.first()) else {
        return 1.0;
    };
    let family = |k: &str| rules.kinds.family(k).to_owned();
    if x.0 == y.0 && near(a, b) && !rules.kinds.is_common(&x.0) {
        return RARE_KIND;
    }
    if family(&x.0) == family(&y.0) {
        return 1.1;
    }
    let told = |x: &Anchors, f: &str| x.kinds.iter().any(|k| family(&k.0) == f);
    if told(a, &family(&y.0)) || told(b, &family(&x.0)) {
        return 1.0;
    }
    0.75
}

/// The share of common word sequences, estimated from the sketches.
pub fn copies(a: &Anchors, b: &Anchors) -> f32 {
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
