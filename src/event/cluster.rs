//! Clusters: reports that tell of one event, found near-linearly.
//!
//! Strong links are taken first, and two clusters become one only if their reports fit each other
//! on average, so that a chain of half-related reports does not tie two events together.

use super::blocking::{CROWD, Edge, Key, NEAR, Profile};
use super::link::{LINKED, elsewhere, score};
use crate::rules::Rules;
use rustc_hash::FxHashMap;

/// Members of a cluster that are asked whether they fit.
const ASKED: usize = 6;
/// What two clusters must reach on average to become one, as a share of [`LINKED`]: of the events of one place and
/// week each has its own reports, and a few links between them.
const AVERAGE: f32 = 1.5;
/// The same of a report that joins a cluster: one that comes late or looks back is like few of the others.
const JOINING: f32 = 0.8;

/// A cluster as it grows.
struct Cluster {
    members: Vec<u32>,
    /// The few that are asked whether another cluster fits: the first by id.
    asked: Vec<u32>,
    /// How often those have changed.
    version: u32,
}

/// Assigns every report its cluster, numbered in order of the first report.
pub(super) fn cluster(profiles: &[Profile], edges: &[Edge], rules: &Rules) -> Vec<u32> {
    let mut links: Vec<(f32, u32, u32)> = edges
        .iter()
        .filter_map(|e| Some((e.score.filter(|&s| s >= LINKED)?, e.a, e.b)))
        .collect();
    let id = |r: u32| profiles[r as usize].id.as_str();
    // ties are settled by the reports' ids, not by their order
    let names = |a: u32, b: u32| {
        let (x, y) = (id(a), id(b));
        if x <= y { (x, y) } else { (y, x) }
    };
    links.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| names(x.1, x.2).cmp(&names(y.1, y.2))));
    let mut of: Vec<u32> = (0..profiles.len() as u32).collect();
    let mut clusters: Vec<Cluster> = of
        .iter()
        .map(|&r| Cluster {
            members: vec![r],
            asked: vec![r],
            version: 0,
        })
        .collect();
    let known: FxHashMap<(u32, u32), f32> = links.iter().map(|&(s, a, b)| ((a, b), s)).collect();
    // clusters that did not fit: they are asked anew only when others are asked for one of them
    let mut unfit: FxHashMap<(usize, usize), (u32, u32)> = FxHashMap::default();
    for &(_, a, b) in &links {
        let (x, y) = (of[a as usize] as usize, of[b as usize] as usize);
        let (mut x, mut y) = (x.min(y), x.max(y));
        let versions = (clusters[x].version, clusters[y].version);
        if x == y || unfit.get(&(x, y)) == Some(&versions) {
            continue;
        }
        if !fits(&clusters[x].asked, &clusters[y].asked, &known, profiles, rules) {
            unfit.insert((x, y), versions);
            continue;
        }
        if clusters[x].members.len() < clusters[y].members.len() {
            (x, y) = (y, x);
        }
        let moved = std::mem::take(&mut clusters[y].members);
        for &r in &moved {
            of[r as usize] = x as u32;
        }
        let asked = std::mem::take(&mut clusters[y].asked);
        let into = &mut clusters[x];
        into.members.extend(moved);
        let mut all = [&into.asked[..], &asked].concat();
        all.sort_by(|&a, &b| id(a).cmp(id(b)));
        all.truncate(ASKED);
        if all != into.asked {
            (into.asked, into.version) = (all, into.version + 1);
        }
    }
    adopt(&mut of, profiles);
    renumber(&of)
}

/// Lets a report left alone join the cluster in which two reports share a unique name with it, if kind
/// and time do not speak against it: a leaflet of few words, a bulletin of figures.
fn adopt(of: &mut [u32], profiles: &[Profile]) {
    let mut sizes = vec![0u32; of.len()];
    for &c in of.iter() {
        sizes[c as usize] += 1;
    }
    let unique = |r: usize| profiles[r].keys.iter().copied().filter(|k| k.is_unique());
    let mut holders: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
    for r in (0..of.len()).filter(|&r| sizes[of[r] as usize] > 1) {
        for name in unique(r) {
            holders.entry(name).or_default().push(r as u32);
        }
    }
    let sketch = |r: u32| &profiles[r as usize].sketch;
    let alone: Vec<usize> = (0..of.len()).filter(|&r| sizes[of[r] as usize] == 1).collect();
    let mut moves = Vec::new();
    for r in alone {
        let mut shared: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for name in unique(r) {
            let Some(list) = holders.get(&name).filter(|l| l.len() <= CROWD) else {
                continue;
            };
            let mut here: FxHashMap<u32, u32> = FxHashMap::default();
            for &o in list {
                *here.entry(of[o as usize]).or_default() += 1;
                shared.entry(of[o as usize]).or_default().push(o);
            }
            for (c, _) in here.into_iter().filter(|h| h.1 > 1) {
                *counts.entry(c).or_default() += 1;
            }
        }
        let own = sketch(r as u32);
        let fits = |c: u32| {
            let others = || shared[&c].iter().map(|&o| sketch(o));
            let kind = own.kinds.is_empty() || others().any(|o| o.kinds.iter().take(2).any(|k| own.tells(k.1)));
            let place = others().any(|o| !elsewhere(own, o));
            let gaps = others().filter_map(|o| own.gap(o));
            kind && place && gaps.min().is_none_or(|g| g <= NEAR)
        };
        let first = |c: u32| shared[&c].iter().map(|&o| profiles[o as usize].id.as_str()).min();
        let best = counts
            .iter()
            .filter(|&(&c, _)| fits(c))
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| first(*b.0).cmp(&first(*a.0))));
        if let Some((&c, _)) = best {
            moves.push((r, c));
        }
    }
    for (r, c) in moves {
        of[r] = c;
    }
}

/// Whether two clusters fit each other on average.
fn fits(x: &[u32], y: &[u32], known: &FxHashMap<(u32, u32), f32>, profiles: &[Profile], rules: &Rules) -> bool {
    let least = match (x.len(), y.len()) {
        (1, 1) => return true,
        (1, _) | (_, 1) => JOINING,
        _ => AVERAGE,
    };
    let (mut sum, mut count) = (0.0, 0);
    for &a in x {
        for &b in y {
            let key = (a.min(b), a.max(b));
            sum += known
                .get(&key)
                .copied()
                .unwrap_or_else(|| score(&profiles[a as usize].sketch, &profiles[b as usize].sketch, rules));
            count += 1;
        }
    }
    sum / count.max(1) as f32 >= LINKED * least
}

/// Numbers groups in order of their first member.
pub(super) fn renumber<T: Copy + Eq + std::hash::Hash>(of: &[T]) -> Vec<u32> {
    let mut numbers: FxHashMap<T, u32> = FxHashMap::default();
    of.iter()
        .map(|&g| {
            let next = numbers.len() as u32;
            *numbers.entry(g).or_insert(next)
        })
        .collect()
}
