//! Pairs: the edges among reports that are all in memory, report by report.
//!
//! What [`blocking::edges`](super::blocking::edges) finds block by block. A pair counts in the finest block that it
//! shares. Here each report goes through its blocks from the finest on and marks whom it meets, so that the many
//! coarse blocks of a pair cost a look each, and not a search in the keys of both.

use super::blocking::{CROWD, Edge, Key, Profile, weigh};
use super::component::Sets;
use crate::rules::Rules;
use rayon::prelude::*;
use std::ops::Range;

/// Reports that one set of marks serves at least.
const AT_A_TIME: usize = 64;
/// Reports after which those joined are known.
const ROUND: usize = 512;

/// The blocks of two reports and more.
struct Blocks<'a> {
    profiles: &'a [Profile],
    /// The members of all, in order of [`Profile::place`] in each.
    members: Vec<u32>,
    /// Their keys, the finest first, and whose members they have.
    all: Vec<(Key, Range<usize>)>,
    /// The blocks of each report, the finest first, and which member of each it is.
    of: Vec<Vec<(u32, u32)>>,
    /// Those of them that are too large for all to be paired with all.
    crowds: Vec<Vec<u32>>,
}

/// The edges among reports, by the blocks that they share, in order.
pub(super) fn edges(profiles: &[Profile], rules: &Rules) -> Vec<Edge> {
    let mut edges = Blocks::of(profiles).edges(0..profiles.len() as u32, &|_, _| true, rules);
    edges.sort_by_key(|e| (e.a, e.b, e.score.is_none()));
    edges.dedup_by_key(|e| (e.a, e.b));
    edges
}

/// The sets of reports that edges join. Those already in one set are not scored.
pub(super) fn joined(profiles: &[Profile], rules: &Rules) -> Sets {
    let blocks = Blocks::of(profiles);
    let mut sets = Sets::new(profiles.len());
    let all = 0..profiles.len() as u32;
    for first in all.clone().step_by(ROUND) {
        let some = first..all.end.min(first + ROUND as u32);
        let edges = blocks.edges(some, &|a, b| sets.top(a) != sets.top(b), rules);
        for e in edges {
            sets.join(e.a, e.b);
        }
    }
    sets
}

impl<'a> Blocks<'a> {
    fn of(profiles: &'a [Profile]) -> Self {
        let mut order: Vec<u32> = (0..profiles.len() as u32).collect();
        order.sort_by_cached_key(|&r| profiles[r as usize].place());
        let mut entries: Vec<(Key, u32)> = Vec::with_capacity(profiles.iter().map(|p| p.keys.len()).sum());
        for (at, &r) in (0..).zip(&order) {
            entries.extend(profiles[r as usize].keys.iter().map(|&key| (key, at)));
        }
        entries.par_sort_unstable();
        let mut blocks = Self {
            profiles,
            members: Vec::with_capacity(entries.len()),
            all: Vec::new(),
            of: vec![Vec::new(); profiles.len()],
            crowds: vec![Vec::new(); profiles.len()],
        };
        for block in entries.chunk_by(|x, y| x.0 == y.0).filter(|b| b.len() > 1) {
            let number = blocks.all.len() as u32;
            let first = blocks.members.len();
            for (at, &(_, place)) in (0..).zip(block) {
                let r = order[place as usize];
                blocks.members.push(r);
                blocks.of[r as usize].push((number, at));
                if block.len() > CROWD {
                    blocks.crowds[r as usize].push(number);
                }
            }
            blocks.all.push((block[0].0, first..blocks.members.len()));
        }
        blocks
    }

    /// The edges of some reports with those after them, where `wanted`.
    fn edges(&self, some: Range<u32>, wanted: &(impl Fn(u32, u32) -> bool + Sync), rules: &Rules) -> Vec<Edge> {
        some.into_par_iter()
            .with_min_len(AT_A_TIME)
            .map_init(
                || vec![u32::MAX; self.profiles.len()],
                |met, report| self.edges_of(report, met, wanted, rules),
            )
            .flatten_iter()
            .collect()
    }

    /// The same of one. `met` holds by whom each was last met.
    fn edges_of(&self, report: u32, met: &mut [u32], wanted: &impl Fn(u32, u32) -> bool, rules: &Rules) -> Vec<Edge> {
        let mut edges = Vec::new();
        let profile = |r: u32| &self.profiles[r as usize];
        for &(number, at) in &self.of[report as usize] {
            let (key, range) = &self.all[number as usize];
            let (key, members) = (*key, &self.members[range.clone()]);
            let later = members.iter().skip(at as usize + 1).take(key.reach(members.len()));
            for &other in later {
                let first = std::mem::replace(&mut met[other as usize], report) != report;
                if key.counts_once() && !first || !wanted(report, other) {
                    continue;
                }
                if key.counts_once() && self.crowded_before(report, other, number) {
                    continue;
                }
                let crowd = members.len() > CROWD;
                if let Some(score) = weigh(key, crowd, profile(report), profile(other), rules) {
                    edges.push(Edge {
                        a: report.min(other),
                        b: report.max(other),
                        score,
                    });
                }
            }
        }
        edges
    }

    /// Whether two reports share a finer block than this in which they may be too far apart to meet.
    fn crowded_before(&self, a: u32, b: u32, block: u32) -> bool {
        let mut others = self.crowds[b as usize].iter().take_while(|&&o| o < block).peekable();
        let own = self.crowds[a as usize].iter().take_while(|&&o| o < block);
        own.into_iter().any(|o| {
            while others.next_if(|other| *other < o).is_some() {}
            others.peek() == Some(&o)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Sketch;
    use crate::event::blocking;
    use crate::rules::packs;

    /// Reports of events of six, in blocks of every sort but the given, small ones and crowds.
    fn profiles(count: u64) -> Vec<Profile> {
        let profile = |i: u64| {
            let event = i / 6;
            let key = |sort: u64, number: u64| (sort << 32) | number;
            let mut keys: Vec<u64> = vec![key(1, event), key(3, event % 7), key(6, i % 3), key(6, 9)];
            keys.extend(
                (0..4)
                    .map(|k| (i * 7 + k * 5) % 6 + 1)
                    .map(|sort| key(sort, (i * 11) % 23)),
            );
            keys.push(key(7, i % 5));
            keys.sort_unstable();
            keys.dedup();
            let named = |k: u64| ((event * 8 + k) as u32, 5.0, k == 0);
            Profile {
                id: format!("{}", i * 37 % 101),
                keys: keys.into_iter().map(Key::numbered).collect(),
                sketch: Sketch {
                    own: (!i.is_multiple_of(4)).then_some((event % 40) as i32),
                    features: (0..3 + i % 3).map(named).collect(),
                    length: 60.0,
                    past: vec![((i % 9) as u32, 0, 30)],
                    ..Sketch::default()
                },
            }
        };
        (0..count).map(profile).collect()
    }

    /// What the blocks find one by one.
    fn by_block(profiles: &[Profile]) -> Vec<Edge> {
        let mut keys: Vec<Key> = profiles.iter().flat_map(|p| p.keys.iter().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut all = Vec::new();
        for key in keys {
            let mut block: Vec<u32> = (0..profiles.len() as u32).collect();
            block.retain(|&r| profiles[r as usize].keys.contains(&key));
            block.sort_by_key(|&r| (profiles[r as usize].place(), r));
            let of = |r: u32| &profiles[r as usize];
            all.extend(blocking::edges(key, &block, block.len(), block.len(), &of, packs()));
        }
        all.sort_by_key(|e| (e.a, e.b, e.score.is_none()));
        all.dedup_by_key(|e| (e.a, e.b));
        all
    }

    #[test]
    fn reports_find_the_edges_that_blocks_find() {
        for count in [2, 60, 400] {
            let profiles = profiles(count);
            let found = edges(&profiles, packs());
            assert!(count < 60 || found.iter().any(|e| e.score.is_some()) && found.iter().any(|e| e.score.is_none()));
            assert_eq!(found, by_block(&profiles), "{count}");
        }
    }

    #[test]
    fn what_is_joined_is_what_edges_join() {
        let profiles = profiles(700);
        let mut sets = Sets::new(profiles.len());
        for e in edges(&profiles, packs()).iter().filter(|e| e.score.is_some()) {
            sets.join(e.a, e.b);
        }
        let bare: Vec<Profile> = profiles
            .into_iter()
            .map(|mut p| {
                p.keys.retain(|k| !k.is_past());
                p
            })
            .collect();
        assert_eq!(joined(&bare, packs()).groups(), sets.groups());
        assert!(sets.groups().len() < bare.len());
    }
}
